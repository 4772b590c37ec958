"""Who reads, and what they asked for; the recommender's parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newswright.records.ids import EditionId, ReaderId, StoryId


class Role(StrEnum):
    """What an account may do."""

    READER = "reader"
    EDITOR = "editor"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """An account. An anonymous reader has no `name` and no `password_hash`, only the id in a signed cookie."""

    id: ReaderId
    created_at: datetime
    role: Role = Role.READER
    name: str | None = None
    password_hash: str | None = None


class WishKind(StrEnum):
    """What a follow or a mute is about."""

    TOPIC = "topic"
    NAME = "name"  # a person, a place, an organisation
    SOURCE = "source"
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A follow (`is_mute` False) or a mute, as the reader typed it."""

    kind: WishKind
    value: str
    is_mute: bool = False


class Act(StrEnum):
    """What a reader did that says something of their interest."""

    UP = "up"
    DOWN = "down"
    OPEN = "open"
    SAVE = "save"
    HIDE = "hide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One act on one story, with the features that the story had then: what an interest was learned from.

    Interests are nothing but the sum of a reader's lessons, so that taking an act back restores what was known before it.
    """

    story_id: StoryId
    act: Act
    at: datetime
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of a reader's interest: what they said (wishes, sliders) and what was learned from what they did.

    `interests` maps features ('topic:science', 'name:Mara Lindqvist', 'source:harbour-post') to learned weights in logit units,
    as of the latest of the `lessons` that they were learned from; `n_updates` counts those. Sliders are in [0, 1]: 0.5 is
    neutral.
    """

    reader_id: ReaderId
    wishes: tuple[Wish, ...] = ()
    interests: Mapping[str, float] = field(default_factory=dict)
    n_updates: int = 0
    trending_share: float = 0.5
    outside_share: float = 0.2
    languages: tuple[str, ...] = ()
    is_onboarded: bool = False
    lessons: tuple[Lesson, ...] = ()  # oldest first; bounded in number


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One per reader and story, changeable: +1 or -1 (0 takes it back)."""

    reader_id: ReaderId
    story_id: StoryId
    value: int
    voted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCount:
    """The public count of votes on a story."""

    n_up: int = 0
    n_down: int = 0


class EngagementKind(StrEnum):
    """What a reader did with a story."""

    OPEN = "open"
    SAVE = "save"
    UNSAVE = "unsave"
    HIDE = "hide"
    UNHIDE = "unhide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """Something a reader did with a story, and at which version."""

    reader_id: ReaderId
    story_id: StoryId
    kind: EngagementKind
    at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Impression:
    """An article shown at a position (from 1) of a slate."""

    reader_id: ReaderId
    story_id: StoryId
    position: int
    shown_at: datetime
    edition_id: EditionId | None = None


class ProblemKind(StrEnum):
    """What a reader reports as a problem: about quality, apart from interest."""

    WRONG = "wrong"
    UNCLEAR = "unclear"
    DUPLICATE = "duplicate"
    BIASED = "biased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A reader's report of a problem with a version of an article."""

    id: str
    reader_id: ReaderId
    story_id: StoryId
    version: int
    kind: ProblemKind
    note: str
    reported_at: datetime
    resolution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What the ranker may know of a story that has an article."""

    story_id: StoryId
    headline: str
    dek: str
    language: str
    issued_at: datetime  # of the latest version
    happened_at: datetime  # of the latest report
    version: int
    topics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    n_origins: int = 1
    n_outlets: int = 1
    trend_score: float = 0.0
    text: str = ""
    trend_since_at: datetime | None = None  # since when it has been trending, where it is
    text_version: int | None = None  # the version since which the text is the same, where it is an earlier one


class ReasonKind(StrEnum):
    """What put a story into a slate."""

    FOLLOW = "follow"
    VOTE = "vote"
    HABIT = "habit"
    TREND = "trend"
    FRESH = "fresh"
    REACH = "reach"  # told by many independent origins
    OUTSIDE = "outside"  # from outside the reader's interests, on purpose
    NEW_SINCE = "new_since"  # read before, and something new has come


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A line of the receipt: why a story is here, in words, with its share of the score in [0, 1]. `feature` is what undoing
    it would change ('topic:science'), empty where there is nothing to undo."""

    kind: ReasonKind
    text: str
    share: float
    feature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlateEntry:
    """One place of a slate, with its receipt."""

    story_id: StoryId
    position: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slate:
    """The ordered list that one reader gets. `n_muted` says how many candidates the reader's own mutes removed."""

    reader_id: ReaderId
    made_at: datetime
    entries: tuple[SlateEntry, ...]
    edition_id: EditionId | None = None
    n_muted: int = 0
