"""Order an edition for one reader: candidates → filters → scores → order → receipts.

In:    Candidates (or a Pool of them), a reader's Profile, votes and engagements, `now`, a seed
Out:   a Slate: at most `limit` stories, each with its reasons, whose shares sum to 1; learn: the Profile after an act
Rule:  PersonalisePolicy
Gate:  bench/quality/ranking

The same reader, edition, seed and candidates give the same slate. Nothing of one reader ever touches another's: a vote steers
the voter's own feed only.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np

from newswright.records.ids import EditionId, StoryId
from newswright.records.readers import Candidate, Engagement, Profile, Slate, SlateEntry, Vote
from newswright.stages.personalise import filters, interests, order, scores
from newswright.stages.personalise.features import as_spelt
from newswright.stages.personalise.interests import forget, forget_all, learn
from newswright.stages.personalise.policy import DEFAULT, PersonalisePolicy
from newswright.stages.personalise.pool import Pool
from newswright.stages.personalise.receipts import Writer

__all__ = ["PersonalisePolicy", "Pool", "as_spelt", "forget", "forget_all", "learn", "pool", "slate"]


def pool(candidates: Iterable[Candidate], *, policy: PersonalisePolicy = DEFAULT) -> Pool:
    """Lay candidates out for many slates: do it once per edition and hand the Pool to `slate` for every reader."""
    return Pool(candidates, policy)


def slate(
    candidates: Pool | Iterable[Candidate],
    profile: Profile,
    *,
    votes: Mapping[StoryId, Vote] | None = None,
    engagements: Sequence[Engagement] = (),
    now: datetime,
    policy: PersonalisePolicy = DEFAULT,
    seed: int = 0,
    edition_id: EditionId | None = None,
    limit: int = 50,
) -> Slate:
    """Make one reader's ordered list, best first, each entry with its score and its receipt.

    `votes` and `engagements` are this reader's own. `n_muted` of the slate counts what their mutes removed.
    """
    offered = candidates if isinstance(candidates, Pool) else Pool(candidates, policy)
    offer = filters.offer(offered, profile, votes=votes or {}, engagements=engagements)
    scored = scores.score(offered, profile, now=now, policy=policy)
    writer = Writer(
        pool=offered,
        scores=scored,
        profile=profile,
        read_versions=offer.read_versions,
        now=now,
        policy=policy,
        voted=interests.voted(profile.lessons),
    )
    dice = f"{profile.reader_id}/{edition_id or ''}/{seed}"
    rows = np.flatnonzero(offer.is_open)
    picked = order.picks(offered, scored, rows, profile, limit=limit, dice=dice, policy=policy)
    entries = tuple(
        SlateEntry(
            story_id=offered.candidates[pick.row].story_id,
            position=position,
            score=float(scored.total[pick.row]),
            reasons=writer.receipt(pick),
        )
        for position, pick in enumerate(picked, start=1)
    )
    return Slate(
        reader_id=profile.reader_id, made_at=now, entries=entries, edition_id=edition_id, n_muted=offer.n_muted
    )
