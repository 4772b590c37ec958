"""Say in words what put a story into a slate, and how much each reason weighed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from newswright.records import topics
from newswright.records.ids import StoryId
from newswright.records.readers import Candidate, Profile, Reason, ReasonKind, Wish, WishKind
from newswright.stages.personalise import features
from newswright.stages.personalise.order import Pick
from newswright.stages.personalise.policy import PersonalisePolicy
from newswright.stages.personalise.pool import Pool
from newswright.stages.personalise.scores import Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes the receipts of one slate."""

    pool: Pool
    scores: Scores
    profile: Profile
    read_versions: Mapping[StoryId, int]
    now: datetime
    policy: PersonalisePolicy
    voted: frozenset[str]  # features of the stories that the reader voted up

    def receipt(self, pick: Pick) -> tuple[Reason, ...]:
        """List the reasons, weightiest first; their shares sum to 1. What hardly counted is left out."""
        candidate = self.pool.candidates[pick.row]
        learned = [] if pick.is_dice else self._learned(pick.row, candidate)
        earned = [*self._said(pick.row), *learned, *self._news(pick.row, candidate)]
        total = sum(reason.share for reason in earned)
        telling = [reason for reason in earned if reason.share >= self.policy.min_reason_share * total]
        telling = sorted(telling, key=lambda reason: -reason.share)[: self.policy.n_reasons_max]
        return _shared_out([*self._set_aside(pick, candidate, total), *telling])

    def _said(self, row: int) -> list[Reason]:
        parts = self.scores.follows[:, row]
        return [_followed(wish, float(part)) for wish, part in zip(self.scores.wishes, parts, strict=True) if part > 0]

    def _learned(self, row: int, candidate: Candidate) -> list[Reason]:
        """Share the learned interest out among the liked features, and name the foremost of the voted and of the others."""
        liked = self._liked(row)
        whole = sum(liked.values())
        if whole <= 0 or self.scores.interest[row] <= 0:
            return []
        reasons = []
        for kind, said in (
            (ReasonKind.VOTE, "Because you voted up stories"),
            (ReasonKind.HABIT, "Because you read stories"),
        ):
            own = {
                feature: part for feature, part in liked.items() if (feature in self.voted) is (kind is ReasonKind.VOTE)
            }
            if own:
                first = max(own, key=lambda feature: (own[feature], feature))
                share = float(self.scores.interest[row]) * sum(own.values()) / whole
                text = f"{said} {features.describe(features.as_spelt(first, candidate.headline, candidate.language))}"
                reasons.append(Reason(kind=kind, text=text, share=share, feature=first))
        return reasons

    def _liked(self, row: int) -> dict[str, float]:
        weights, column = self.scores.weights, self.pool.vocabulary
        parts = {feature: float(weights[column[feature]]) * value for feature, value in self.pool.weighed[row]}
        return {feature: part for feature, part in parts.items() if part > 0}

    def _news(self, row: int, candidate: Candidate) -> list[Reason]:
        fresh = Reason(kind=ReasonKind.FRESH, text=_fresh(candidate, self.now), share=self.scores.base)
        reach = f"Told by {candidate.n_origins} independent sources"
        return [
            Reason(kind=ReasonKind.TREND, text=_trending(candidate, self.now), share=float(self.scores.trend[row])),
            Reason(kind=ReasonKind.REACH, text=reach, share=float(self.scores.reach[row])),
            fresh,
        ]

    def _set_aside(self, pick: Pick, candidate: Candidate, total: float) -> list[Reason]:
        """What is no part of the score, but the reason for the place: news since the last reading, or the dice."""
        reasons = []
        read = self.read_versions.get(candidate.story_id)
        if read is not None:
            text = f"New since you read it: version {candidate.version}, you read version {read}"
            reasons.append(Reason(kind=ReasonKind.NEW_SINCE, text=text, share=total * self.policy.dice_share))
        if pick.is_dice:
            known = self.scores.has_bubble
            text = "From outside your usual topics" if known else "Something different, to learn what you like"
            reasons.append(Reason(kind=ReasonKind.OUTSIDE, text=text, share=total * self.policy.dice_share))
        return reasons


def _followed(wish: Wish, share: float) -> Reason:
    value = wish.value.strip()
    shown = topics.display(value.casefold()) if wish.kind is WishKind.TOPIC else value
    text = f"You follow “{shown}”" if wish.kind is WishKind.WORD else f"You follow {shown}"
    return Reason(kind=ReasonKind.FOLLOW, text=text, share=share, feature=f"{wish.kind}:{wish.value}")


def _trending(candidate: Candidate, now: datetime) -> str:
    outlets = "1 outlet" if candidate.n_outlets == 1 else f"{candidate.n_outlets} outlets"
    since = candidate.trend_since_at
    return f"Trending: {outlets} in {_lasted(since, now)}" if since and since < now else f"Trending: {outlets}"


def _fresh(candidate: Candidate, now: datetime) -> str:
    return f"New: {_lasted(candidate.happened_at, now)} ago" if candidate.happened_at < now else "New: just now"


def _lasted(since: datetime, now: datetime) -> str:
    minutes = max(1, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"


def _shared_out(reasons: list[Reason]) -> tuple[Reason, ...]:
    total = sum(reason.share for reason in reasons)
    return tuple(Reason(kind=one.kind, text=one.text, share=one.share / total, feature=one.feature) for one in reasons)
