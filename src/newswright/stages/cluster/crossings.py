"""Hold the window's reports by what they share with others across languages, and find those that tell of one happening."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from newswright.stages.cluster import crossing
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.postings import Postings, Rows


@dataclass(frozen=True, slots=True)
class Keyed:
    """A report's row, language and time, with its codes (crossing.codes), from which its traces are parted on the way in."""

    row: int
    language: int
    at_days: float
    codes: Mapping[int, float]
    traces: tuple[int, ...] = ()

    @property
    def parted(self) -> "Keyed":
        """The same, with keys and traces apart."""
        if not crossing.is_trace(max(self.codes, default=0)):
            return self
        traces = tuple(code for code in self.codes if crossing.is_trace(code))
        return replace(self, codes={c: w for c, w in self.codes.items() if not crossing.is_trace(c)}, traces=traces)

    @property
    def filed(self) -> list[int]:
        """All that it is found by."""
        return [*self.codes, *self.traces]


class Crossings:
    """The keys of the window's reports, by row."""

    def __init__(self, policy: ClusterPolicy) -> None:
        self._policy = policy
        self._limits = crossing.CrossingPolicy()
        self._keyed: dict[int, Keyed] = {}
        self._counts: dict[int, int] = {}
        self._postings = Postings()

    def add(self, batch: Sequence[Keyed]) -> list[tuple[int, int, float]]:
        """Take reports into the window; list the links that have one of them: (later row, earlier row, score)."""
        batch = [one.parted for one in batch]
        for one in batch:
            self._keyed[one.row] = one
            for code in one.filed:
                self._counts[code] = self._counts.get(code, 0) + 1
        self._file(batch)
        if len({one.language for one in self._keyed.values()}) < 2:
            return []
        found: dict[tuple[int, int], float] = {}
        for one in batch:
            for row, score in self._links(one):
                found[max(row, one.row), min(row, one.row)] = score
        return [(later, earlier, score) for (later, earlier), score in sorted(found.items())]

    def drop(self, rows: Sequence[int]) -> None:
        """Let reports go."""
        for row in rows:
            for code in self._keyed.pop(row).filed:
                self._counts[code] -= 1
                if not self._counts[code]:
                    del self._counts[code]

    def renumber(self, kept: Rows) -> None:
        """Follow the window, which has packed its rows: `kept` has their old numbers in their new order."""
        self._keyed = {new: replace(one, row=new) for new, one in enumerate(self._keyed[old] for old in kept.tolist())}
        self._postings = Postings()
        self._file(list(self._keyed.values()))

    def _file(self, batch: Sequence[Keyed]) -> None:
        codes = np.array([code for one in batch for code in one.filed], dtype=np.int32)
        rows = np.repeat([one.row for one in batch], [len(one.codes) + len(one.traces) for one in batch])
        self._postings.add(codes, rows.astype(np.int32))

    def _idf(self, code: int) -> float:
        return math.log((len(self._keyed) + 1) / (self._counts.get(code, 0) + 1))

    def _links(self, one: Keyed) -> list[tuple[int, float]]:
        traced = self._traced(one)
        others = dict.fromkeys([*self._nearest(one), *traced])
        scored = ((row, self._score(one, self._keyed[row], traced.get(row, ()))) for row in others)
        return [(row, score) for row, score in scored if score >= self._policy.crossing_from]

    def _nearest(self, one: Keyed) -> list[int]:
        """The rows of the reports that share most of what is rare, best first."""
        weighed = [(code, weight * self._idf(code) ** 2) for code, weight in one.codes.items()]
        rare = [(code, weight) for code, weight in weighed if self._idf(code) >= self._policy.crossing_idf]
        which, rows = self._postings.find(np.array([code for code, _ in rare], dtype=np.int32))
        if not len(rows):
            return []
        weights = np.array([weight for _, weight in rare])[which]
        others, places = np.unique(rows, return_inverse=True)
        shares = np.bincount(places, weights)
        candidates = [
            (share / math.sqrt(max(8, len(other.codes))), other)
            for row, share in zip(others.tolist(), shares.tolist(), strict=True)
            if (other := self._keyed.get(row)) is not None and self._is_across(one, other)
        ]
        candidates.sort(key=lambda found: (-round(found[0], 9), found[1].row))
        return [other.row for _, other in candidates[: self._policy.n_crossing]]

    def _traced(self, one: Keyed) -> dict[int, list[int]]:
        """The rows of the reports in other languages with one of its traces that few have, each with those."""
        rare = [code for code in one.traces if self._counts[code] <= self._limits.most_traced]
        found: dict[int, list[int]] = {}
        which, rows = self._postings.find(np.array(rare, dtype=np.int32))
        for place, row in sorted(zip(which.tolist(), rows.tolist(), strict=True)):
            other = self._keyed.get(row)
            if other is not None and rare[place] in other.traces and self._is_across(one, other):
                found.setdefault(row, []).append(rare[place])
        return found

    def _is_across(self, one: Keyed, other: Keyed) -> bool:
        return one.language != other.language and abs(one.at_days - other.at_days) <= self._policy.crossing_days

    def _score(self, one: Keyed, other: Keyed, shared: Sequence[int]) -> float:
        gap_h = 24 * abs(one.at_days - other.at_days)
        return crossing.score(
            one.codes, other.codes, idf=self._idf, gap_h=gap_h, odds=crossing.odds(shared, self._limits)
        )
