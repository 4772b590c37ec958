"""Hold the window's reports by what they share with others across languages, and find those that tell of one happening."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from newswright.stages.cluster import crossing
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.postings import Postings, Rows


@dataclass(frozen=True, slots=True)
class Keyed:
    """A report's row, language and time, with its codes (crossing.codes)."""

    row: int
    language: int
    at_days: float
    codes: Mapping[int, float]


class Crossings:
    """The keys of the window's reports, by row."""

    def __init__(self, policy: ClusterPolicy) -> None:
        self._policy = policy
        self._keyed: dict[int, Keyed] = {}
        self._counts: dict[int, int] = {}
        self._postings = Postings()

    def add(self, batch: Sequence[Keyed]) -> list[tuple[int, int, float]]:
        """Take reports into the window; list the links that have one of them: (later row, earlier row, score)."""
        for one in batch:
            self._keyed[one.row] = one
            for code in one.codes:
                self._counts[code] = self._counts.get(code, 0) + 1
        codes = np.array([code for one in batch for code in one.codes], dtype=np.int32)
        self._postings.add(
            codes, np.repeat([one.row for one in batch], [len(one.codes) for one in batch]).astype(np.int32)
        )
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
            for code in self._keyed.pop(row).codes:
                self._counts[code] -= 1
                if not self._counts[code]:
                    del self._counts[code]

    def renumber(self, kept: Rows) -> None:
        """Follow the window, which has packed its rows: `kept` has their old numbers in their new order."""
        self._keyed = {
            new: Keyed(new, one.language, one.at_days, one.codes)
            for new, one in enumerate(self._keyed[old] for old in kept.tolist())
        }
        codes = np.array([code for one in self._keyed.values() for code in one.codes], dtype=np.int32)
        rows = np.repeat(np.arange(len(self._keyed)), [len(one.codes) for one in self._keyed.values()])
        self._postings = Postings()
        self._postings.add(codes, rows.astype(np.int32))

    def _idf(self, code: int) -> float:
        return math.log((len(self._keyed) + 1) / (self._counts.get(code, 0) + 1))

    def _links(self, one: Keyed) -> list[tuple[int, float]]:
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
        scored = ((other.row, self._score(one, other)) for _, other in candidates[: self._policy.n_crossing])
        return [(row, score) for row, score in scored if score >= self._policy.crossing_from]

    def _is_across(self, one: Keyed, other: Keyed) -> bool:
        return one.language != other.language and abs(one.at_days - other.at_days) <= self._policy.crossing_days

    def _score(self, one: Keyed, other: Keyed) -> float:
        return crossing.score(one.codes, other.codes, idf=self._idf, gap_h=24 * abs(one.at_days - other.at_days))
