"""What each candidate earns for one reader, part by part, so that the receipt can name every part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from newswright.records.readers import Profile, Wish
from newswright.stages.personalise import interests
from newswright.stages.personalise.policy import PersonalisePolicy
from newswright.stages.personalise.pool import Floats, Mask, Pool

MIN_FRESH = 1e-6  # keeps the order of very old stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The parts of each candidate's score, each (n,) float64, rows as in the Pool.

    `follows` has a row per follow, (n_follows, n); `liking` is the learned interest in logit units, any sign;
    `interest` what it adds, at least 0; `total` orders the slate; `public` leaves out all that is known of the reader.
    """

    fresh: Floats
    base: float
    trend: Floats
    reach: Floats
    follows: Floats
    liking: Floats
    interest: Floats
    total: Floats
    public: Floats
    is_inside: Mask
    is_outside: Mask
    has_bubble: bool
    wishes: tuple[Wish, ...]
    weights: Floats  # learned, by the Pool's columns


def score(pool: Pool, profile: Profile, *, now: datetime, policy: PersonalisePolicy) -> Scores:
    """Score all candidates for a reader: freshness × (base + trend + reach + follows + interest)."""
    common, own = 2 * _unit(profile.trending_share), 2 * (1 - _unit(profile.trending_share))
    fresh = _fresh(pool, now, policy)
    trend = common * policy.trend * pool.trend / (pool.trend + max(policy.trend_half, pool.typical_trend))
    reach = common * policy.reach * np.minimum(1.0, np.log(pool.n_origins) / np.log(policy.n_origins_full))
    wishes = tuple(wish for wish in profile.wishes if not wish.is_mute)
    follows = own * _follows(pool, wishes, policy)
    weights = _learned(pool, profile, now, policy)
    counted = np.bincount(pool.rows, weights=pool.values * weights[pool.columns], minlength=len(pool))
    liking = counted.astype(np.float64, copy=False)
    interest = own * policy.interest * np.maximum(0.0, np.tanh(liking / 2))
    earned = policy.base + trend + reach + follows.sum(axis=0) + interest
    is_inside = follows.any(axis=0) | (liking > policy.inside_from)
    return Scores(
        fresh=fresh,
        base=policy.base,
        trend=trend,
        reach=reach,
        follows=follows,
        liking=liking,
        interest=interest,
        total=fresh * earned * (1 + policy.dislike * np.minimum(0.0, np.tanh(liking / 2))),
        public=fresh * (policy.base + trend + reach),
        is_inside=is_inside,
        is_outside=~is_inside & (liking > policy.outside_from),
        has_bubble=bool(wishes) or bool((weights > 0).any()),
        wishes=wishes,
        weights=weights,
    )


def _unit(share: float) -> float:
    return min(1.0, max(0.0, share))


def _fresh(pool: Pool, now: datetime, policy: PersonalisePolicy) -> Floats:
    """Halve with age. A story from the future is as fresh as one from now, and no fresher."""
    age_h = np.maximum(0.0, now.timestamp() - pool.happened_s) / 3600
    return np.maximum(MIN_FRESH, np.exp2(-age_h / policy.fresh_half_life_h))


def _follows(pool: Pool, wishes: Sequence[Wish], policy: PersonalisePolicy) -> Floats:
    """Weigh each follow, (n_follows, n), levelling off at `follow_cap` in sum: following more never earns less."""
    if not wishes:
        return np.zeros((0, len(pool)))
    each = np.stack([pool.matching(wish) * policy.follow[wish.kind] for wish in wishes])
    summed = each.sum(axis=0)
    levelled = policy.follow_cap * -np.expm1(-summed / policy.follow_cap)
    scaled: Floats = each * np.divide(levelled, summed, out=np.zeros_like(summed), where=summed > 0)
    return scaled


def _learned(pool: Pool, profile: Profile, now: datetime, policy: PersonalisePolicy) -> Floats:
    weights = np.zeros(len(pool.vocabulary))
    known = profile.interests
    if profile.lessons:
        known = interests.faded_by(known, now - profile.lessons[-1].at, policy)
    for feature, weight in known.items():
        column = pool.vocabulary.get(feature)
        if column is not None:
            weights[column] = weight
    return weights
