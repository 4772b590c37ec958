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
    """A part of the index: postings in order of their terms, (n,) each."""

    terms: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]

    @classmethod
    def of(cls, terms: npt.NDArray[np.int32], rows: npt.NDArray[np.int32]) -> "_Segment":
        """Sort postings into a segment."""
        order = np.argsort(terms, kind="stable")
        return cls(terms[order], rows[order])

    def merged(self, other: "_Segment") -> "_Segment":
        """Make one segment of two."""
        return _Segment.of(np.concatenate((self.terms, other.terms)), np.concatenate((self.rows, other.rows)))

    def find(self, terms: npt.NDArray[np.int32]) -> tuple[Rows, Rows]:
        """Look terms up: for each posting found, the place of the term in `terms`, and the row."""
        order = np.argsort(terms)  # neighbours are looked up in turn, which is kinder to the cache
        starts = np.searchsorted(self.terms, terms[order]).astype(np.int64)
        lengths = np.searchsorted(self.terms, terms[order], side="right") - starts
        which = np.repeat(order, lengths)
        ends = np.cumsum(lengths)
        places = np.arange(len(which)) + np.repeat(starts - (ends - lengths), lengths)
        return which, self.rows[places].astype(np.int64)


def rank(owners: Rows) -> Rows:
    """Number the members of each run of equal owners from 0."""
    if not len(owners):
        return owners
    starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    return np.arange(len(owners)) - np.repeat(starts, np.diff(np.append(starts, len(owners))))
