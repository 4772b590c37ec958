"""Order the candidates: by score, discounted for sameness, with places set aside for what lies outside a reader's interests."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log

import numpy as np

from newswright.records import ids
from newswright.records.readers import Profile
from newswright.stages.personalise.policy import PersonalisePolicy
from newswright.stages.personalise.pool import Floats, Mask, Pool, Rows
from newswright.stages.personalise.scores import Scores

_N_AHEAD = 4  # candidates considered per place; what is further down cannot reach the slate
_N_AHEAD_MIN = 100


@dataclass(frozen=True, slots=True)
class Pick:
    """A candidate's row in the Pool, and whether the dice put it there."""

    row: int
    is_dice: bool = False


def picks(
    pool: Pool,
    scores: Scores,
    rows: Rows,
    profile: Profile,
    *,
    limit: int,
    dice: str,
    policy: PersonalisePolicy,
) -> Iterator[Pick]:
    """Pick up to `limit` rows, best place first. `dice` seeds the draws: the same dice, the same picks.

    Where something is known of the reader, any first k places hold at least floor(k × outside_share) stories from outside
    their interests, as long as there are any; else every 1 / explore_share-th place is drawn, to learn what they like.
    """
    rows = _front(rows, scores, limit)
    alike = _Sameness(pool, policy)
    is_free = np.ones(len(rows), dtype=np.bool_)
    is_outside = scores.is_outside[rows] if scores.has_bubble else is_free.copy()
    share = min(1.0, max(0.0, profile.outside_share)) if scores.has_bubble else policy.explore_share
    n_outside = 0
    for place in range(1, min(limit, len(rows)) + 1):
        left = alike.discount(rows)
        quota = floor(place * share + 1e-9)
        is_drawn = n_outside < quota and bool((is_free & is_outside).any())
        if is_drawn:
            chosen = _drawn(pool, rows, scores.public[rows] * left, is_free & is_outside, f"{dice}/{place}", policy)
        else:
            chosen = int(np.argmax(np.where(is_free, scores.total[rows] * left, -1.0)))
        is_free[chosen] = False
        n_outside += int(is_outside[chosen]) if scores.has_bubble else int(is_drawn)
        alike.take(int(rows[chosen]))
        yield Pick(int(rows[chosen]), is_dice=is_drawn)


def _front(rows: Rows, scores: Scores, limit: int) -> Rows:
    """Keep the best by score and the best from outside, best first; equal scores stay in the Pool's order."""
    n = max(_N_AHEAD * limit, _N_AHEAD_MIN)
    best = rows[np.argsort(-scores.total[rows], kind="stable")]
    outside = rows[scores.is_outside[rows]]
    outside = outside[np.argsort(-scores.public[outside], kind="stable")][:n]
    front = np.zeros(len(scores.total), dtype=np.bool_)
    front[best[:n]] = True
    front[outside] = True
    return best[front[best]]


def _drawn(
    pool: Pool,
    rows: Rows,
    merit: Floats,
    is_eligible: Mask,
    dice: str,
    policy: PersonalisePolicy,
) -> int:
    """Draw one of the best few, with odds by merit (Efraimidis & Spirakis 2006): a story's luck is its own number."""
    eligible = np.flatnonzero(is_eligible)
    best = eligible[np.argsort(-merit[eligible], kind="stable")][: policy.n_dice]

    def luck(at: int) -> float:
        u = (int(ids.digest(dice, pool.candidates[int(rows[at])].story_id, n_chars=12), 16) + 1) / (16**12 + 1)
        return -log(u) / max(float(merit[at]), 1e-12)

    return int(min(best, key=luck))


class _Sameness:
    """How much the stories picked just above resemble each of the others (maximal marginal relevance, by features)."""

    def __init__(self, pool: Pool, policy: PersonalisePolicy) -> None:
        self._pool = pool
        self._policy = policy
        self._nats = np.zeros(len(pool))

    def discount(self, rows: Rows) -> Floats:
        """Return what is left of each candidate's score, (n,) in (0, 1]."""
        left: Floats = np.exp(-self._nats[rows])
        return left

    def take(self, row: int) -> None:
        """Count a picked story against those that are like it; what was counted before fades."""
        self._nats *= self._policy.memory
        for prefix, penalty in (("topic:", self._policy.topic_penalty), ("name:", self._policy.name_penalty)):
            is_alike = np.zeros(len(self._pool), dtype=np.bool_)
            for feature in self._pool.listed[row]:
                if feature.startswith(prefix):
                    is_alike[self._pool.rows_with[feature]] = True
            self._nats += penalty * is_alike
