"""Measure pairs of reports by the terms that they share: cosines, and shares of the one that stand in the other."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newswright.stages.cluster.portraits import COUNT, HEAD, LEAD, NUMBER, TITLE
from newswright.stages.cluster.postings import Rows

Floats = npt.NDArray[np.float64]

ROOTS: Floats = np.sqrt(np.arange(COUNT + 1))  # counts are dampened
PARTS = ("words", "title", "lead", "names", "head_names", "numbers")


def is_part(name: str, marks: npt.NDArray[np.uint8], is_name: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    if name == "names":
        return is_name
    if name == "head_names":
        return is_name & ((marks & HEAD) > 0)
    flag = {"title": TITLE, "lead": LEAD, "numbers": NUMBER}.get(name)
    return ~is_name if flag is None else ~is_name & ((marks & flag) > 0)


@dataclass(frozen=True, slots=True)
class Shared:
    """The terms that pairs share: which pair, how rare, and the marks in both."""

    pair: Rows
    weights: Floats
    mine: npt.NDArray[np.uint8]
    theirs: npt.NDArray[np.uint8]
    is_name: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sums:
    """(len(PARTS), reports) each; `later` and `earlier` are the places of the pairs' reports in them, (pairs,)."""

    squares: Floats
    plain: Floats
    later: Rows
    earlier: Rows


@dataclass(frozen=True, slots=True)
class Table:
    """What is measured of pairs, part by part."""

    shared: Shared
    sums: Sums

    def cosine(self, part: str) -> Floats:
        """The cosine of one part of both reports, in [0, 1]."""
        shared, number = self.shared, PARTS.index(part)
        is_of = is_part(part, shared.mine & shared.theirs, shared.is_name)
        weights = shared.weights[is_of] ** 2
        if part in {"words", "names"}:
            weights = weights * ROOTS[shared.mine[is_of] & COUNT] * ROOTS[shared.theirs[is_of] & COUNT]
        dots = added(shared.pair[is_of], weights, len(self.sums.later))
        squares = self.sums.squares[number]
        return _over(dots, np.sqrt(squares[self.sums.later] * squares[self.sums.earlier]))

    def within(self, part: str) -> tuple[Floats, Floats]:
        """The share of one report's part that stands in the other: (lesser, greater) of the two directions."""
        shared = self.shared
        if part == "title_words":
            number = PARTS.index("title")
            is_mine = is_theirs = is_part("title", shared.mine & shared.theirs, shared.is_name)
        else:
            number = PARTS.index(part)
            is_mine, is_theirs = (is_part(part, marks, shared.is_name) for marks in (shared.mine, shared.theirs))
        plain, n = self.sums.plain[number], len(self.sums.later)
        mine = _over(added(shared.pair[is_mine], shared.weights[is_mine], n), plain[self.sums.later])
        theirs = _over(added(shared.pair[is_theirs], shared.weights[is_theirs], n), plain[self.sums.earlier])
        return np.minimum(mine, theirs), np.maximum(mine, theirs)

    def rarest(self, *, is_name: bool) -> Floats:
        """The weight of the rarest term that both have."""
        found = np.zeros(len(self.sums.later))
        is_of = self.shared.is_name == is_name
        pair, weights = self.shared.pair[is_of], self.shared.weights[is_of]
        if len(pair):
            starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
            found[pair[starts]] = np.maximum.reduceat(weights, starts)
        return found

    def both(self, part: str) -> Floats:
        """1 where both reports have any of a part, else 0."""
        squares = self.sums.squares[PARTS.index(part)]
        return np.asarray((squares[self.sums.later] > 0) & (squares[self.sums.earlier] > 0), dtype=np.float64)


def added(places: Rows, weights: Floats, n: int) -> Floats:
    """Add weights up by place, of n."""
    return np.asarray(np.bincount(places, weights, n), dtype=np.float64)


def _over(numerators: Floats, denominators: Floats) -> Floats:
    return np.asarray(np.divide(numerators, denominators, out=np.zeros(len(numerators)), where=denominators > 0))
