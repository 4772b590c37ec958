"""The numbers by which a slate is ordered; each is a choice that an operator may dispute."""

from dataclasses import dataclass, field

from newswright.records.readers import Act, WishKind


def _follow_weights() -> dict[WishKind, float]:
    return {WishKind.TOPIC: 0.8, WishKind.NAME: 1.0, WishKind.SOURCE: 0.6, WishKind.WORD: 0.9}


def _feature_weights() -> dict[str, float]:
    return {"topic": 1.0, "name": 1.0, "source": 0.5, "term": 0.5}


def _feature_limits() -> dict[str, int]:
    return {"topic": 3, "name": 4, "source": 2, "term": 3}


def _act_rates() -> dict[Act, float]:
    return {Act.UP: 0.9, Act.SAVE: 0.6, Act.OPEN: 0.25, Act.HIDE: -0.7, Act.DOWN: -0.9}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalisePolicy:
    """How a story earns its place: score = freshness × (base + trend + reach + follows + interest).

    The parts in the brackets are unitless; 1.0 is about what one followed name brings. The values are the editors' choice,
    until readers' own impressions say better; bench/quality/ranking.py measures what it can of them.
    """

    fresh_half_life_h: float = 18.0  # hours after which a story counts half: a day's news is read within that day
    # With one voice only a story waits for a follow or a quiet day: what several newsrooms chose to tell comes first.
    base: float = 0.15  # what a story has for being news at all
    trend: float = 0.6  # most that a trend adds
    # The trend score that brings half of that, in units of Trend.trend_score; the median of those that trend where that is
    # higher: with hundreds of outlets a score of 30 is nothing special, and ten of them would drown what a reader follows.
    trend_half: float = 3.0
    reach: float = 0.7  # most that independent origins add
    n_origins_full: int = 8  # independent origins that bring all of it; two bring a third, four two thirds
    follow: dict[WishKind, float] = field(default_factory=_follow_weights)
    follow_cap: float = 2.0  # where several follows of one story level off
    interest: float = 1.2  # most that a learned interest adds; a learned dislike takes at most `dislike` of the whole
    dislike: float = 0.9

    act_rate: dict[Act, float] = field(default_factory=_act_rates)  # step in logit units; below 0: towards 'not for me'
    feature_weight: dict[str, float] = field(default_factory=_feature_weights)  # how much each kind of feature says
    n_features: dict[str, int] = field(default_factory=_feature_limits)  # kept of one story, by kind
    interest_half_life_days: float = 60.0  # days after which what was learned counts half
    n_lessons_max: int = 80  # acts remembered per reader, the weakest and oldest forgotten first (about 16 KB)
    n_interests_max: int = 300  # features remembered per reader, strongest first

    topic_penalty: float = 0.22  # discount (in nats) per story of the same topic just above
    name_penalty: float = 0.35  # discount (in nats) per story about the same people or places just above
    memory: float = 0.85  # how much of that is left one place further down
    inside_from: float = 0.15  # learned interest (logit units) from which a story is inside a reader's interests
    outside_from: float = -0.1  # below this it is disliked, and no candidate for 'outside'
    explore_share: float = 0.1  # places given to the dice for a reader of whom nothing is known
    n_dice: int = 8  # how many of the best the dice choose from
    dice_share: float = 0.5  # of the receipt: that the place was set aside

    min_reason_share: float = 0.04  # a smaller part of the score is not worth a line
    n_reasons_max: int = 4


DEFAULT = PersonalisePolicy()
