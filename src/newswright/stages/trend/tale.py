"""What the mentions of one story amount to, read in order of time."""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from operator import eq
from typing import TypeVar

from newswright.records.ids import OriginId
from newswright.stages.trend.mentions import DAY_S, HOUR_S, Mention
from newswright.stages.trend.policy import TrendPolicy

Key = tuple[str, str]
K = TypeVar("K", bound=Hashable)


class Tale:
    """A story's voices: when each last had something new, which of them are independent, and in which hours they spoke.

    Something is new the first time only. A text that any voice of the story has told before (one origin), and a title or URL
    that its own voice has used before, are repetitions: a page put in again with a new id or date brings nothing.

    Reading on costs the same however long the story is. So does dropping its oldest mention, unless others repeat that one.
    """

    __slots__ = (
        "_half_life_s",
        "_heat",
        "_heat_at_s",
        "_keys",
        "_n_by_origin",
        "_origins",
        "_parent",
        "_repeat_behind_s",
        "_stretch_s",
        "_times",
        "_told",
        "_warm",
        "_widths",
        "days",
        "first",
        "further",
        "hours",
        "latest",
        "n_copies",
        "n_repeats",
        "outlets",
        "stretches",
    )

    def __init__(self, first: Mention, policy: TrendPolicy) -> None:
        self._stretch_s, self._half_life_s = policy.recent_h * HOUR_S, policy.half_life_h * HOUR_S
        self._repeat_behind_s = -math.log2(policy.repeat_share) * self._half_life_s  # by so much a repetition is colder
        self.first = first
        self.latest: dict[
            str, float
        ] = {}  # when each voice last told something new, in seconds; the newest stands last
        self.further: dict[str, int] = {}  # the voices but the first, with the hour in which each took the story up
        self.hours: dict[int, Counter[str]] = {}  # new mentions by hour and voice
        self.stretches: dict[int, Counter[str]] = {}  # … by stretch and voice
        self.days: Counter[int] = Counter()  # … by day
        self.outlets: Counter[str] = Counter()  # mentions, new or not
        self.n_copies = 0
        self.n_repeats = 0
        self._times: dict[str, list[float]] = {}  # of each voice's new mentions
        self._warm: dict[
            str, float
        ] = {}  # the time since which a voice of weight 1 would have cooled to what it weighs
        self._heat, self._heat_at_s = 0.0, first.at_s
        self._told: Counter[str] = Counter()  # mentions by voice, new or not
        self._origins: dict[OriginId, str] = {}  # who told a text first
        self._n_by_origin: Counter[OriginId] = Counter()
        self._parent: dict[str, str] = {}  # voices that shared a text are one: a forest
        self._keys: Counter[Key] = Counter()
        self._widths: dict[int, int] = {}  # independent origins by stretch, as far as they were asked for

    @classmethod
    def of(cls, mentions: Sequence[Mention], policy: TrendPolicy) -> "Tale":
        """Read mentions (at least one) that are in order of time."""
        tale = cls(mentions[0], policy)
        for one in mentions:
            tale.take(one)
        return tale

    def take(self, one: Mention) -> None:
        """Read on: a mention that is later than all before."""
        voice = one.voice
        self._parent.setdefault(voice, voice)
        self._told[voice] += 1
        self.outlets[one.outlet] += 1
        teller = self._origins.setdefault(one.origin_id, voice)
        self._n_by_origin[one.origin_id] += 1
        is_copy = teller != voice
        if is_copy:
            self._unite(voice, teller)
            self.n_copies += 1
        elif any(self._keys[key] for key in _keys(one)) or self._n_by_origin[one.origin_id] > 1:
            self.n_repeats += 1
        else:
            self._count_new(one)
        if not is_copy:
            self._keys.update(_keys(one))

    def _unite(self, voice: str, teller: str) -> None:
        self._parent[self.root(voice)] = self.root(teller)
        self._widths.clear()

    def _count_new(self, one: Mention) -> None:
        voice, before_s = one.voice, self.latest.pop(one.voice, None)
        if self.latest and before_s is None:
            self.further[voice] = one.hour
        self.latest[voice] = one.at_s
        self._times.setdefault(voice, []).append(one.at_s)
        self.hours.setdefault(one.hour, Counter())[voice] += 1
        stretch = self.stretch(one.at_s)
        self.stretches.setdefault(stretch, Counter())[voice] += 1
        self._widths.pop(stretch, None)
        self.days[int(one.at_s // DAY_S)] += 1
        before = 0.0 if before_s is None else self.weigh([voice], one.at_s)
        self._warm_up(voice)
        now = self.weigh([voice], one.at_s)
        self._heat, self._heat_at_s = self._heat * self._left(one.at_s - self._heat_at_s) + now - before, one.at_s

    def _warm_up(self, voice: str) -> None:
        """Weigh a voice: 1 when it has just taken the story up, `repeat_share` when it tells more of it; less with time."""
        self._warm[voice] = max(self._times[voice][0], self.latest[voice] - self._repeat_behind_s)

    def _left(self, age_s: float) -> float:
        return math.exp2(-age_s / self._half_life_s)

    def heat(self) -> float:
        """Bound what its voices can weigh from above, in doublings since the epoch: 2 to the power of this less the half-lives
        gone by since then. As all cool alike, stories compare by it at any time without being walked."""
        return math.log2(max(self._heat, _LEAST_HEAT)) + self._heat_at_s / self._half_life_s

    def stretch(self, at_s: float) -> int:
        """The stretch of recent_h since the epoch that an instant lies in."""
        return int(at_s // self._stretch_s)

    def drop(self, gone: Mention, following: Mention) -> bool:
        """Let the oldest mention go; `following` is the next. False, and no change, where a later one repeats it: what was a
        repetition may then be new, and the tale has to be read anew."""
        if self._n_by_origin[gone.origin_id] > 1 or any(self._keys[key] > 1 for key in _keys(gone)):
            return False
        voice, stretch = gone.voice, self.stretch(gone.at_s)
        self.first = following
        for key in _keys(gone):
            del self._keys[key]
        del self._origins[gone.origin_id], self._n_by_origin[gone.origin_id]
        _less(self.outlets, gone.outlet)
        _less(self._told, voice)
        _less(self.days, int(gone.at_s // DAY_S))
        _less_in(self.hours, gone.hour, voice)
        _less_in(self.stretches, stretch, voice)
        self._widths.pop(stretch, None)
        del self._times[voice][0]
        if following.voice != voice:
            del self.further[following.voice]
        if not self._times[voice]:
            del self._times[voice], self.latest[voice], self._warm[voice]
        else:
            before = self.weigh([voice], self._heat_at_s)
            self._warm_up(voice)  # by what is its first now
            self._heat += self.weigh([voice], self._heat_at_s) - before
            if following.voice != voice:
                self.further[voice] = int(self._times[voice][0] // HOUR_S)
        if not self._told[voice]:
            del self._parent[voice]
        return True

    def root(self, voice: str) -> str:
        """Name the independent origin that a voice is part of."""
        parent = self._parent
        while parent[voice] != voice:
            parent[voice] = parent[parent[voice]]
            voice = parent[voice]
        return voice

    @property
    def n_origins(self) -> int:
        """Independent origins of the whole story."""
        return sum(map(eq, self._parent.keys(), self._parent.values()))

    def recent(self, since_s: float) -> dict[str, str]:
        """Name the independent origins that told something new after `since_s`, each with the voice that was last to do so."""
        found: dict[str, str] = {}
        for voice, at_s in reversed(self.latest.items()):
            if at_s <= since_s:
                break
            found.setdefault(self.root(voice), voice)
        return found

    def weigh(self, voices: Iterable[str], at_s: float) -> float:
        """Add up what voices weigh by then."""
        warm, half_life_s = self._warm, self._half_life_s
        return sum(math.exp2((warm[voice] - at_s) / half_life_s) for voice in voices)

    def n_origins_in(self, hour: int) -> int:
        """Independent origins that told something new in an hour."""
        return self._n_independent(self.hours.get(hour, ()))

    def widths(self) -> dict[int, int]:
        """Independent origins with something new in each stretch where there were any."""
        if len(self._widths) < len(self.stretches):
            for stretch in self.stretches.keys() - self._widths.keys():
                self._widths[stretch] = self._n_independent(self.stretches[stretch])
        return self._widths

    def _n_independent(self, voices: Iterable[str]) -> int:
        return len({self.root(voice) for voice in voices} if self.n_copies else set(voices))


_LEAST_HEAT = 1e-9  # of rounding, where a voice's last word is all there is


def _keys(one: Mention) -> tuple[Key, Key]:
    """By what a repetition is known, within its voice, beside the origin of its text."""
    return (one.voice, one.url), (one.voice, " ".join(one.title.split()).casefold())


def _less(counter: Counter[K], key: K) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]


def _less_in(shelves: dict[int, Counter[str]], place: int, voice: str) -> None:
    _less(shelves[place], voice)
    if not shelves[place]:
        del shelves[place]
