"""An inverted index in a few sorted segments, merged as they grow: terms by number, each with the rows that it stands in."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]


class Postings:
    """Terms and their rows. What is dropped stays until the index is made anew: whoever asks looks who is still there."""

    def __init__(self) -> None:
        self._segments: list[_Segment] = []

    def add(self, terms: npt.NDArray[np.int32], rows: npt.NDArray[np.int32]) -> None:
        """File rows under their terms, (n,) each."""
        self._segments.append(_Segment.of(terms, rows))
        while len(self._segments) > 1 and 2 * len(self._segments[-1].rows) > len(self._segments[-2].rows):
            last, before = self._segments.pop(), self._segments.pop()
            self._segments.append(before.merged(last))

    def find(self, terms: npt.NDArray[np.int32]) -> tuple[Rows, Rows]:
        """Look terms up: for each posting found, the place of the term in `terms`, and the row."""
        found = [segment.find(terms) for segment in self._segments]
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return np.concatenate([which for which, _ in found]), np.concatenate([rows for _, rows in found])


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of the index: `terms` in rising order, each with its rows from its start to the next one's."""

    terms: npt.NDArray[np.int32]
    starts: Rows
    rows: npt.NDArray[np.int32]

    @classmethod
    def of(cls, terms: npt.NDArray[np.int32], rows: npt.NDArray[np.int32]) -> "_Segment":
        """Sort postings into a segment."""
        order = np.argsort(terms, kind="stable")
        terms, rows = terms[order], rows[order]
        unique, starts = np.unique(terms, return_index=True)
        return cls(unique, np.append(starts, len(terms)).astype(np.int64), rows)

    def merged(self, other: "_Segment") -> "_Segment":
        """Make one segment of two."""
        parts = [(one.terms.repeat(np.diff(one.starts)), one.rows) for one in (self, other)]
        return _Segment.of(np.concatenate([terms for terms, _ in parts]), np.concatenate([rows for _, rows in parts]))

    def find(self, terms: npt.NDArray[np.int32]) -> tuple[Rows, Rows]:
        """Look terms up: for each posting found, the number of the term in `terms`, and the row."""
        if not len(self.terms) or not len(terms):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        places = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        known = np.flatnonzero(self.terms[places] == terms)
        starts = self.starts[places[known]]
        lengths = self.starts[places[known] + 1] - starts
        which = np.repeat(known, lengths)
        ends = np.cumsum(lengths)
        return which, self.rows[np.arange(len(which)) + np.repeat(starts - (ends - lengths), lengths)].astype(np.int64)


def rank(owners: Rows) -> Rows:
    """Number the members of each run of equal owners from 0."""
    if not len(owners):
        return owners
    starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    return np.arange(len(owners)) - np.repeat(starts, np.diff(np.append(starts, len(owners))))
