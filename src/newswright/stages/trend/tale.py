"""What the mentions of one story amount to, read in order of time."""

from collections.abc import Iterable

from newswright.records.ids import OriginId
from newswright.stages.trend.mentions import DAY_S, Mention


class Tale:
    """A story's voices: when each last had something new, which of them are independent, and in which hours they spoke.

    Something is new the first time only. A text that any voice of the story has told before (one origin), and a title or URL
    that its own voice has used before, are repetitions: a page put in again with a new id or date brings nothing.
    """

    __slots__ = ("_keys", "_origins", "_parent", "days", "first", "further", "hours", "latest", "n_copies", "n_repeats")

    def __init__(self, first: Mention) -> None:
        self.first = first
        self.latest: dict[str, float] = {}  # when each voice last told something new, in seconds
        self.hours: dict[int, set[str]] = {}  # the voices with something new, by hour
        self.further: list[int] = []  # the hours in which another voice took the story up
        self.days: set[int] = set()  # with something new
        self.n_copies = 0
        self.n_repeats = 0
        self._origins: dict[OriginId, str] = {}
        self._parent: dict[str, str] = {}  # voices that shared a text are one: a forest
        self._keys: set[tuple[str, str]] = set()

    @classmethod
    def of(cls, mentions: Iterable[Mention], first: Mention) -> "Tale":
        """Read mentions that are in order of time."""
        tale = cls(first)
        for one in mentions:
            tale.take(one)
        return tale

    def take(self, one: Mention) -> None:
        """Read on: a mention that is later than all before."""
        voice = one.voice
        self._parent.setdefault(voice, voice)
        teller = self._origins.setdefault(one.origin_id, voice)
        is_copy = teller != voice
        is_told = is_copy or not self._is_new(one)
        if is_copy:
            self._parent[self.root(voice)] = self.root(teller)
            self.n_copies += 1
        elif is_told:
            self.n_repeats += 1
        if is_told:
            return
        if self.latest and voice not in self.latest:
            self.further.append(one.hour)
        self.latest[voice] = one.at_s
        self.hours.setdefault(one.hour, set()).add(voice)
        self.days.add(int(one.at_s // DAY_S))

    def _is_new(self, one: Mention) -> bool:
        keys = {
            (one.voice, f"origin {one.origin_id}"),
            (one.voice, f"url {one.url}"),
            (one.voice, " ".join(one.title.split()).casefold()),
        }
        is_new = self._keys.isdisjoint(keys)
        self._keys |= keys
        return is_new

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
        return sum(parent == voice for voice, parent in self._parent.items())

    def latest_by_origin(self) -> dict[str, float]:
        """When each independent origin last told something new, in seconds since the epoch."""
        latest: dict[str, float] = {}
        for voice, at_s in self.latest.items():
            root = self.root(voice)
            latest[root] = max(latest.get(root, at_s), at_s)
        return latest

    def n_origins_in(self, hour: int) -> int:
        """Independent origins that told something new in an hour."""
        return len({self.root(voice) for voice in self.hours.get(hour, ())})
