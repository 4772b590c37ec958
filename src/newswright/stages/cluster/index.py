"""Hold the window's reports by their terms: find those worth comparing, and compare them, many at a time.

Columns and segments: the terms of all reports stand one after the other in one array; the inverted index is a few sorted
segments, merged as they grow. Weights are never kept: each comparison weighs both reports by the document frequencies in the
window at that moment. So it depends on what the window holds, and not on how it came to hold it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.postings import Postings, Rows, rank
from newswright.stages.cluster.portraits import COUNT, HEAD, LEAD, N_TERMS, NUMBER, TITLE, Portrait

Floats = npt.NDArray[np.float64]
_T = TypeVar("_T", bound=np.generic)

FEATURES = (
    "words", "title", "lead", "names", "head_names", "numbers",
    "title_in_min", "title_in_max", "lead_in_min", "lead_in_max", "head_names_in_min", "head_names_in_max",
    "names_in_min", "names_in_max", "title_words_min", "title_words_max", "rarest_word", "rarest_name",
    "gap", "density_min", "density_max", "relative", "ratio", "shorter", "longer", "same_source", "has_names", "has_numbers",
)  # fmt: skip

_ROOTS = np.sqrt(np.arange(COUNT + 1))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows to be compared: `later` beside `earlier`, (n,) each, sorted, without repetition."""

    later: Rows
    earlier: Rows

    @classmethod
    def united(cls, parts: "Sequence[Pairs]") -> "Pairs":
        """Put what was found in parts together."""
        later, earlier = (np.concatenate([getattr(one, side) for one in parts]) for side in ("later", "earlier"))
        return _unique(later, earlier)


_ROW = np.dtype(
    [
        ("start", "i8"), ("n_words", "i4"), ("n_terms", "i4"), ("at_days", "f8"), ("density", "f4"),
        ("source", "i4"), ("language", "i2"), ("is_here", "?"),
    ]
)  # fmt: skip


class Index:
    """The window's reports as rows of columns."""

    def __init__(self, policy: ClusterPolicy) -> None:
        self._policy = policy
        self._terms = np.zeros(0, dtype=np.int32)
        self._marks = np.zeros(0, dtype=np.uint8)
        self._n_terms = 0
        self.rows = np.zeros(0, dtype=_ROW)
        self.n_rows = 0
        self.n_here = 0
        self._counts = np.zeros(N_TERMS, dtype=np.int32)
        self._places = np.zeros(N_TERMS, dtype=np.int32)  # scratch: who writes into it leaves zeros behind
        self._found_by = Postings()
        self._codes: dict[str, int] = {}

    def add(self, portraits: Sequence[Portrait]) -> Rows:
        """Take reports into the window; from now on they count in the document frequencies. Returns their rows."""
        first = self.n_rows
        self.rows = grown(self.rows, first + len(portraits))
        total = sum(len(one.terms) for one in portraits)
        self._terms = grown(self._terms, self._n_terms + total)
        self._marks = grown(self._marks, self._n_terms + total)
        for row, one in enumerate(portraits, start=first):
            start, end = self._n_terms, self._n_terms + len(one.terms)
            self._terms[start:end], self._marks[start:end] = one.terms, one.marks
            self.rows[row] = (
                start, one.n_words, len(one.terms), one.at_days, 0.0,
                self._code(f"source:{one.source_id}"), self._code(f"language:{one.language}"), True,
            )  # fmt: skip
            self._n_terms = end
        self.n_rows += len(portraits)
        self.n_here += len(portraits)
        new = np.arange(first, self.n_rows)
        self._count(new, 1)
        self._found_by.add(*self._postings(new))
        return new

    def drop(self, rows: Rows) -> None:
        """Let reports go, as if they had never been in the window."""
        self._count(rows, -1)
        self.rows["is_here"][rows] = False
        self.n_here -= len(rows)

    def is_sparse(self) -> bool:
        """Say whether so many reports have gone that the columns should be packed."""
        return self.n_rows > 1000 and self.n_here < 0.6 * self.n_rows

    def pack(self) -> Rows:
        """Close the gaps; returns the old rows of those that stay, in their new order."""
        kept = np.flatnonzero(self.rows["is_here"][: self.n_rows])
        places, _ = self._expanded(kept, "n_terms")
        self._terms, self._marks = self._terms[places], self._marks[places]
        self.rows = self.rows[kept]
        ends = np.cumsum(self.rows["n_terms"], dtype=np.int64)
        self.rows["start"] = ends - self.rows["n_terms"]
        self.n_rows, self._n_terms = len(kept), len(self._terms)
        self._found_by = Postings()
        self._found_by.add(*self._postings(np.arange(self.n_rows)))
        return kept

    def idf(self, terms: npt.NDArray[np.int32]) -> Floats:
        """Weigh terms by rarity: ln((n + 1) / (count + 0.5)), at least 0, with the policy's prior in n and count."""
        policy = self._policy
        n = self.n_here + policy.prior_reports + 1
        counts = self._counts[terms] + (policy.prior_reports * policy.prior_share + 0.5)
        weights: Floats = np.log(n / counts)
        return np.maximum(weights, 0.0)

    def search(self, rows: Rows) -> Pairs:
        """Find, for each of the rows, the others of its language that share most of its weightiest words."""
        owners, terms, weights = self._queries(rows)
        which, found = self._found_by.find(terms)
        found_keys, found_shares = owners[which] << _ROW_BITS | found, weights[which]
        order = np.argsort(found_keys, kind="stable")
        found_keys = found_keys[order]
        is_first = np.ones(len(found_keys), dtype=bool)
        is_first[1:] = found_keys[1:] != found_keys[:-1]
        firsts = np.flatnonzero(is_first)
        if not len(firsts):
            return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        scores = np.add.reduceat(found_shares[order], firsts)
        query, other = rows[found_keys[firsts] >> _ROW_BITS], found_keys[firsts] & ((1 << _ROW_BITS) - 1)
        told = self.rows
        is_fit = (query != other) & told["is_here"][other] & (told["language"][query] == told["language"][other])
        query, other = query[is_fit], other[is_fit]
        nearness = (1 + np.log1p(np.abs(told["at_days"][query] - told["at_days"][other]))) ** self._policy.recency_power
        scores = scores[is_fit] / (np.sqrt(told["n_words"][other]) * nearness)
        return _unique(*self._best(query, other, scores))

    def _best(self, query: Rows, other: Rows, scores: Floats) -> tuple[Rows, Rows]:
        """Keep each query's n_candidates best; ties go to what is nearer in time, then to what came first."""
        apart = np.abs(self.rows["at_days"][query] - self.rows["at_days"][other])
        order = np.lexsort((other, apart, -np.round(scores, 6), query))
        query, other = query[order], other[order]
        is_kept = rank(query) < self._policy.n_candidates
        return query[is_kept], other[is_kept]

    def measure(self, pairs: Pairs, new: Rows) -> Floats:
        """Measure pairs: (n, len(FEATURES)) float64, in the order of FEATURES; notes the density of the `new` rows.

        The first six are cosines in [0, 1]. `a_in_b` is the share of one report's title (lead, head names, names) that stands in
        the other's text (names), weighed by rarity, lesser and greater of the two directions; `title_words` is that of one title
        in the other. `rarest_…` is the weight of the rarest that both share. `gap` is ln(1 + days). `density` is the mean
        cosine of a report's nearest others; `relative` is how far above both densities the pair is, and `ratio` how many times.
        `shorter` and `longer` are ln(1 + number of different words).
        """
        shared = self._shared(pairs)
        table = _Table(shared, self._sums(pairs))
        words = table.cosine("words")
        self._note_density(pairs, words, new)
        density = self.rows["density"].astype(np.float64)
        one, other = density[pairs.later], density[pairs.earlier]
        n_words = self.rows["n_words"]
        mine, theirs = np.log1p(n_words[pairs.later]), np.log1p(n_words[pairs.earlier])
        columns = [
            words, table.cosine("title"), table.cosine("lead"), table.cosine("names"), table.cosine("head_names"),
            table.cosine("numbers"),
            *table.within("title"), *table.within("lead"), *table.within("head_names"), *table.within("names"),
            *table.within("title_words"), table.rarest(is_name=False), table.rarest(is_name=True),
            np.log1p(np.abs(self.rows["at_days"][pairs.later] - self.rows["at_days"][pairs.earlier])),
            np.minimum(one, other), np.maximum(one, other), words - (one + other) / 2,
            words / np.sqrt(one * other + 1e-4), np.minimum(mine, theirs), np.maximum(mine, theirs),
            (self.rows["source"][pairs.later] == self.rows["source"][pairs.earlier]).astype(np.float64),
            table.both("names"), table.both("numbers"),
        ]  # fmt: skip
        return np.stack(columns, axis=1)

    def cosines(self, pairs: Pairs) -> Floats:
        """The cosine of words of each pair, in [0, 1]."""
        return _Table(self._shared(pairs), self._sums(pairs)).cosine("words")

    def _note_density(self, pairs: Pairs, words: Floats, new: Rows) -> None:
        """The mean cosine of each new row's n_density nearest, of those compared; fewer than that count 0."""
        owners = np.concatenate((pairs.later, pairs.earlier))
        cosines = np.concatenate((words, words))
        is_new = np.isin(owners, new)
        owners, cosines = owners[is_new], cosines[is_new]
        order = np.lexsort((-cosines, owners))
        owners, cosines = owners[order], cosines[order]
        is_near = rank(owners) < self._policy.n_density
        sums = np.bincount(owners[is_near], cosines[is_near], self.n_rows)
        self.rows["density"][new] = sums[new] / self._policy.n_density

    def _queries(self, rows: Rows) -> tuple[Rows, npt.NDArray[np.int32], Floats]:
        """Choose what each row is searched by: its weightiest words that are not too common, within a budget of postings."""
        policy = self._policy
        places, owners = self._expanded(rows, "n_words")
        terms = self._terms[places]
        counts = self._counts[terms].astype(np.int64)
        weights = self.idf(terms)
        weighed = _ROOTS[self._marks[places] & COUNT] * weights
        limit = max(policy.min_term_reports, policy.max_term_share * self.n_here)
        fits = (counts > 1) & (counts <= limit)
        owners, terms, counts, weights, weighed = (a[fits] for a in (owners, terms, counts, weights, weighed))
        order = np.lexsort((terms, -weighed, owners))
        owners, terms, counts, weights, weighed = (a[order] for a in (owners, terms, counts, weights, weighed))
        ranks = rank(owners)
        spent = np.cumsum(counts)
        before = np.zeros(len(rows) + 1, dtype=np.int64)
        starts = np.flatnonzero(ranks == 0)
        before[owners[starts]] = spent[starts] - counts[starts]
        is_kept = (ranks < policy.n_query_terms) & (spent - before[owners] <= policy.max_postings)
        return owners[is_kept], terms[is_kept], (weighed * weights)[is_kept]

    def _postings(self, rows: Rows) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        places, owners = self._expanded(rows, "n_words")
        return self._terms[places], rows[owners].astype(np.int32)

    def _expanded(self, rows: Rows, length: str) -> tuple[Rows, Rows]:
        """List the places of the rows' terms, and for each place which of the rows it is of."""
        lengths = self.rows[length][rows].astype(np.int64)
        owners = np.repeat(np.arange(len(rows)), lengths)
        ends = np.cumsum(lengths)
        return np.arange(len(owners)) + np.repeat(self.rows["start"][rows] - (ends - lengths), lengths), owners

    def _count(self, rows: Rows, n: int) -> None:
        places, _ = self._expanded(rows, "n_terms")
        np.add.at(self._counts, self._terms[places], n)

    def _shared(self, pairs: Pairs) -> "_Shared":
        """Find the terms that both of each pair have."""
        which, mine, theirs = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        starts = np.flatnonzero(rank(pairs.later) == 0)
        for low, high in pairwise([*starts.tolist(), len(pairs.later)]):
            start = int(self.rows["start"][pairs.later[low]])
            own = self._terms[start : start + int(self.rows["n_terms"][pairs.later[low]])]
            places, owners = self._expanded(pairs.earlier[low:high], "n_terms")
            self._places[own] = np.arange(1, len(own) + 1)
            found = self._places[self._terms[places]]
            self._places[own] = 0
            hits = np.flatnonzero(found)
            which.append(owners[hits] + low)
            mine.append(found[hits] + (start - 1))
            theirs.append(places[hits])
        at, here, there = np.concatenate(which), np.concatenate(mine), np.concatenate(theirs)
        terms = self._terms[here]
        is_name = here - self.rows["start"][pairs.later[at]] >= self.rows["n_words"][pairs.later[at]]
        is_same = is_name == (there - self.rows["start"][pairs.earlier[at]] >= self.rows["n_words"][pairs.earlier[at]])
        return _Shared(at[is_same], self.idf(terms)[is_same], self._marks[here][is_same], self._marks[there][is_same], is_name[is_same])

    def _sums(self, pairs: Pairs) -> "_Sums":
        """Add up what the reports of pairs weigh, by part: squared for cosines, plain for shares."""
        rows, index = np.unique(np.concatenate((pairs.later, pairs.earlier)), return_inverse=True)
        places, owners = self._expanded(rows, "n_terms")
        marks = self._marks[places]
        weights = self.idf(self._terms[places])
        is_name = places - self.rows["start"][rows][owners] >= self.rows["n_words"][rows][owners]
        roots = _ROOTS[marks & COUNT] * weights
        squares, plain = np.zeros((2, len(_PARTS), len(rows)))
        for number, name in enumerate(_PARTS):
            is_of = _is_part(name, marks, is_name)
            of, weight = owners[is_of], weights[is_of]
            squares[number] = np.bincount(of, (roots[is_of] if name in {"words", "names"} else weight) ** 2, len(rows))
            plain[number] = np.bincount(of, weight, len(rows))
        return _Sums(squares, plain, index[: len(pairs.later)], index[len(pairs.later) :])

    def _code(self, name: str) -> int:
        return self._codes.setdefault(name, len(self._codes))


_ROW_BITS = 32
_PARTS = ("words", "title", "lead", "names", "head_names", "numbers")


def _is_part(name: str, marks: npt.NDArray[np.uint8], is_name: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    if name == "names":
        return is_name
    if name == "head_names":
        return is_name & ((marks & HEAD) > 0)
    flag = {"title": TITLE, "lead": LEAD, "numbers": NUMBER}.get(name)
    return ~is_name if flag is None else ~is_name & ((marks & flag) > 0)


@dataclass(frozen=True, slots=True)
class _Shared:
    """The terms that pairs share: which pair, how rare, and the marks in both."""

    pair: Rows
    weights: Floats
    mine: npt.NDArray[np.uint8]
    theirs: npt.NDArray[np.uint8]
    is_name: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Sums:
    """(len(_PARTS), reports) each; `later` and `earlier` are the places of the pairs' reports in them, (pairs,)."""

    squares: Floats
    plain: Floats
    later: Rows
    earlier: Rows


@dataclass(frozen=True, slots=True)
class _Table:
    """What is measured of pairs, part by part."""

    shared: _Shared
    sums: _Sums

    def cosine(self, part: str) -> Floats:
        """The cosine of one part of both reports, in [0, 1]."""
        shared, number = self.shared, _PARTS.index(part)
        is_of = _is_part(part, shared.mine & shared.theirs, shared.is_name)
        weights = shared.weights[is_of] ** 2
        if part in {"words", "names"}:
            weights = weights * _ROOTS[shared.mine[is_of] & COUNT] * _ROOTS[shared.theirs[is_of] & COUNT]
        dots = np.bincount(shared.pair[is_of], weights, len(self.sums.later))
        squares = self.sums.squares[number]
        return _over(dots, np.sqrt(squares[self.sums.later] * squares[self.sums.earlier]))

    def within(self, part: str) -> tuple[Floats, Floats]:
        """The share of one report's part that stands in the other: (lesser, greater) of the two directions."""
        shared = self.shared
        if part == "title_words":
            number = _PARTS.index("title")
            is_mine = is_theirs = _is_part("title", shared.mine & shared.theirs, shared.is_name)
        else:
            number = _PARTS.index(part)
            is_mine, is_theirs = (_is_part(part, marks, shared.is_name) for marks in (shared.mine, shared.theirs))
        plain, n = self.sums.plain[number], len(self.sums.later)
        mine = _over(np.bincount(shared.pair[is_mine], shared.weights[is_mine], n), plain[self.sums.later])
        theirs = _over(np.bincount(shared.pair[is_theirs], shared.weights[is_theirs], n), plain[self.sums.earlier])
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
        squares = self.sums.squares[_PARTS.index(part)]
        return ((squares[self.sums.later] > 0) & (squares[self.sums.earlier] > 0)).astype(np.float64)


def _unique(query: Rows, other: Rows) -> Pairs:
    """Put the later row first, sort, and leave out repetitions."""
    keys = np.unique(np.maximum(query, other) << _ROW_BITS | np.minimum(query, other))
    return Pairs(keys >> _ROW_BITS, keys & ((1 << _ROW_BITS) - 1))


def _over(numerators: Floats, denominators: Floats) -> Floats:
    return np.divide(numerators, denominators, out=np.zeros(len(numerators)), where=denominators > 0)


def grown(array: npt.NDArray[_T], n: int) -> npt.NDArray[_T]:
    """Make room for n elements, doubling."""
    if n <= len(array):
        return array
    larger = np.zeros((max(n, 2 * len(array), 1024), *array.shape[1:]), dtype=array.dtype)
    larger[: len(array)] = array
    return larger
