"""Compare reports by the vectors that an encoder gave them, where the newsroom has one."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newswright.stages.cluster.index import Pairs, grown
from newswright.stages.cluster.measures import Floats
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.portraits import UNIT, Meaning
from newswright.stages.cluster.postings import Rows

_CHUNK = 4_096  # pairs at a time, so that their vectors need little room


class Meanings:
    """The vectors of the window's reports, by row, less what all of them have in common.

    All news is news: any two reports are alike in an encoder's eyes, how much so differs from encoder to encoder, and what says
    that two are of one happening is what they share beyond that. All arithmetic up to the cosine is of whole numbers, so that
    what comes out depends on what the window holds, and not on how it came to hold it.
    """

    def __init__(self, policy: ClusterPolicy) -> None:
        self._policy = policy
        self._numbers = np.zeros((0, 0), dtype=np.int8)
        self._sizes = np.zeros(0, dtype=np.int64)  # by row; 0 where there is no vector
        self._sum = np.zeros(0, dtype=np.int64)
        self._n = 0

    def add(self, rows: Rows, meanings: Sequence[Meaning | None]) -> None:
        """Take in what the rows mean, in their order; None where nothing is known."""
        if not len(rows):
            return
        if not self._numbers.shape[1]:
            first = next((one for one in meanings if one is not None), None)
            if first is None:
                return
            self._numbers = np.zeros((0, len(first.numbers)), dtype=np.int8)
            self._sum = np.zeros(len(first.numbers), dtype=np.int64)
        last = int(rows[-1]) + 1
        self._numbers, self._sizes = grown(self._numbers, last), grown(self._sizes, last)
        for row, one in zip(rows.tolist(), meanings, strict=True):
            if one is not None:
                self._numbers[row], self._sizes[row] = one.numbers, one.size
        self._count(rows, 1)

    def drop(self, rows: Rows) -> None:
        """Let rows go, as if they had never been there."""
        if self._n:
            self._count(rows, -1)

    def pack(self, kept: Rows) -> None:
        """Follow the window, which has packed its rows."""
        if self._numbers.shape[1]:
            self._numbers, self._sizes = self._numbers[kept], self._sizes[kept]

    def cosines(self, pairs: Pairs) -> Floats:
        """The cosine of each pair's vectors less the mean of the window's, in [-1, 1]; NaN where one of them has none."""
        found = np.full(len(pairs.later), np.nan)
        if not self._n:
            return found
        mean = self._sum // (self._n + self._policy.meaning_prior)
        squared = float(np.square(mean).sum()) / UNIT**2
        known = np.flatnonzero((self._sizes[pairs.later] > 0) & (self._sizes[pairs.earlier] > 0))
        for low in range(0, len(known), _CHUNK):
            chosen = known[low : low + _CHUNK]
            one, other = pairs.later[chosen], pairs.earlier[chosen]
            mine, to_mean = self._against(one, mean)
            theirs, from_mean = self._against(other, mean)
            dots = np.einsum("ij,ij->i", mine, theirs) * (self._sizes[one] / UNIT) * (self._sizes[other] / UNIT)
            squares = (1 - 2 * to_mean + squared) * (1 - 2 * from_mean + squared)
            found[chosen] = (dots - to_mean - from_mean + squared) / np.sqrt(np.maximum(squares, _LEAST))
        return np.clip(found, -1.0, 1.0, out=found)

    def _against(self, rows: Rows, mean: Rows) -> tuple[npt.NDArray[np.int32], Floats]:
        """The rows' numbers, and the dot products of their vectors with the mean."""
        numbers = self._numbers[rows].astype(np.int32)
        dots: Floats = (numbers.astype(np.int64) @ mean / UNIT) * (self._sizes[rows] / UNIT)
        return numbers, dots

    def _count(self, rows: Rows, n: int) -> None:
        sized = rows[self._sizes[rows] > 0]
        self._sum += n * (self._numbers[sized].astype(np.int64) * self._sizes[sized, None]).sum(axis=0)
        self._n += n * len(sized)


_LEAST = 1e-9
