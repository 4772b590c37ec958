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

from newswright.stages.cluster.measures import PARTS, ROOTS, Floats, Shared, Sums, Table, added, is_part
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.portraits import COUNT, LEAD, N_TERMS, TITLE, Portrait
from newswright.stages.cluster.postings import Postings, Rows, rank

_T = TypeVar("_T", bound=np.generic)

FEATURES = (
    "words", "title", "lead", "names", "head_names", "numbers",
    "title_in_min", "title_in_max", "lead_in_min", "lead_in_max", "head_names_in_min", "head_names_in_max",
    "names_in_min", "names_in_max", "title_words_min", "title_words_max", "rarest_word", "rarest_name",
    "gap", "density_min", "density_max", "relative", "ratio", "shorter", "longer", "same_source", "has_names", "has_numbers",
)  # fmt: skip


_HAS_NAMES = FEATURES.index("has_names")
_OF_NAMES, _INSTEAD = (
    [FEATURES.index(name) for name in names]
    for names in zip(
        ("names", "words"), ("head_names", "lead"), ("head_names_in_min", "lead_in_min"), ("rarest_name", "rarest_word"),
        ("head_names_in_max", "lead_in_max"), ("names_in_min", "lead_in_min"), ("names_in_max", "lead_in_max"), strict=True,
    )
)  # fmt: skip


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
        ("source", "i4"), ("language", "i2"), ("is_caseless", "?"), ("is_here", "?"),
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
                self._code(f"source:{one.source_id}"), self._code(f"language:{one.language}"),
                one.is_caseless, True,
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
        return np.maximum(weights, 0.0, out=weights)

    def search(self, rows: Rows) -> Pairs:
        """Find, for each of the rows, the others of its language that share most of its weightiest words."""
        parts = [rows[low : low + _N_QUERIES] for low in range(0, len(rows), _N_QUERIES)]
        return Pairs.united([self._search(part) for part in parts])

    def _search(self, rows: Rows) -> Pairs:
        slots, terms, weights = self._queries(rows)
        which, found = self._found_by.find(terms)
        keys = np.sort((slots[which] >> _SLOT_BITS << _ROW_BITS | found) << _SLOT_BITS | (slots[which] & _SLOT_MASK))
        pairs = keys >> _SLOT_BITS
        firsts = (
            np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
            if len(pairs)
            else np.zeros(0, dtype=np.int64)
        )
        if not len(firsts):
            return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        by_slot = np.zeros(len(rows) << _SLOT_BITS)
        by_slot[slots] = weights
        scores = np.add.reduceat(
            by_slot[(keys >> (_ROW_BITS + _SLOT_BITS) << _SLOT_BITS) | (keys & _SLOT_MASK)], firsts
        )
        query, other = pairs[firsts] >> _ROW_BITS, pairs[firsts] & _ROW_MASK
        asked = by_slot.reshape(len(rows), -1).sum(axis=1) * self._policy.least_share
        is_much = scores >= asked[query]
        return _unique(*self._best(rows, query[is_much], other[is_much], scores[is_much]))

    def _best(self, rows: Rows, query: Rows, other: Rows, shares: Floats) -> tuple[Rows, Rows]:
        """Keep each query's n_candidates best: of what it shares, by the other's length and how far apart they are in time."""
        told = self.rows
        mine = rows[query]
        is_fit = (mine != other) & told["is_here"][other] & (told["language"][mine] == told["language"][other])
        query, other, mine, shares = query[is_fit], other[is_fit], mine[is_fit], shares[is_fit]
        apart = np.abs(told["at_days"][mine] - told["at_days"][other])
        scores = shares / (np.sqrt(told["n_words"][other]) * (1 + np.log1p(apart)) ** self._policy.recency_power)
        worst_first = _SCORE_MOST - np.minimum(scores * (_SCORE_MOST / _MOST_SCORE), _SCORE_MOST).astype(np.int64)
        keys = np.sort(((query << _SCORE_BITS) | worst_first) << _ROW_BITS | other)
        query, other = keys >> (_ROW_BITS + _SCORE_BITS), keys & _ROW_MASK
        is_kept = rank(query) < self._policy.n_candidates
        return rows[query[is_kept]], other[is_kept]

    def measure(self, pairs: Pairs, new: Rows) -> Floats:
        """Measure pairs: (n, len(FEATURES)) float64, in the order of FEATURES; notes the density of the `new` rows.

        The first six are cosines in [0, 1]. `a_in_b` is the share of one report's title (lead, head names, names) that stands in
        the other's text (names), weighed by rarity, lesser and greater of the two directions; `title_words` is that of one title
        in the other. `rarest_…` is the weight of the rarest that both share. `gap` is ln(1 + days). `density` is the mean
        cosine of a report's nearest others; `relative` is how far above both densities the pair is, and `ratio` how many times.
        `shorter` and `longer` are ln(1 + number of different words). Where a script has no capitals, words stand in for names.
        """
        shared = self._shared(pairs)
        table = Table(shared, self._sums(pairs))
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
        features: Floats = np.stack(columns, axis=1)
        is_caseless = self.rows["is_caseless"][pairs.later] & self.rows["is_caseless"][pairs.earlier]
        if is_caseless.any():
            features[np.ix_(is_caseless, _OF_NAMES)] = features[np.ix_(is_caseless, _INSTEAD)]
            features[is_caseless, _HAS_NAMES] = 1.0
        return features

    def shorter(self, pairs: Pairs) -> Rows:
        """How many different words the shorter report of each pair has."""
        n_words = self.rows["n_words"].astype(np.int64)
        return np.minimum(n_words[pairs.later], n_words[pairs.earlier])

    def cosines(self, pairs: Pairs) -> Floats:
        """The cosine of words of each pair, in [0, 1]."""
        return Table(self._shared(pairs), self._sums(pairs)).cosine("words")

    def _note_density(self, pairs: Pairs, words: Floats, new: Rows) -> None:
        """The mean cosine of each new row's n_density nearest, of those compared; fewer than that count 0."""
        owners = np.concatenate((pairs.later, pairs.earlier))
        cosines = np.concatenate((words, words))
        is_new = np.isin(owners, new)
        owners, cosines = owners[is_new], cosines[is_new]
        order = np.lexsort((-cosines, owners))
        owners, cosines = owners[order], cosines[order]
        is_near = rank(owners) < self._policy.n_density
        sums = added(owners[is_near], cosines[is_near], self.n_rows)
        self.rows["density"][new] = sums[new] / self._policy.n_density

    def _queries(self, rows: Rows) -> tuple[Rows, npt.NDArray[np.int32], Floats]:
        """Choose what each row is searched by: its weightiest words that are not too common, within a budget of postings.

        Returns each word's slot (its row's place in `rows`, and its own among the row's words), its number, and its weight.
        """
        policy = self._policy
        places, owners = self._expanded(rows, "n_words")
        terms = self._terms[places]
        counts = self._counts[terms].astype(np.int64)
        weights = self.idf(terms)
        weighed = ROOTS[self._marks[places] & COUNT] * weights
        limit = max(policy.min_term_reports, policy.max_term_share * self.n_here)
        fits = (counts > 1) & (counts <= limit)
        order = np.flatnonzero(fits)
        order = order[np.lexsort((terms[order], -weighed[order], owners[order]))]
        owners, terms, counts = owners[order], terms[order], counts[order]
        weights, weighed = weights[order], weighed[order]
        ranks = rank(owners)
        spent = np.cumsum(counts)
        before = np.zeros(len(rows) + 1, dtype=np.int64)
        starts = np.flatnonzero(ranks == 0)
        before[owners[starts]] = spent[starts] - counts[starts]
        is_kept = (ranks < policy.n_query_terms) & (spent - before[owners] <= policy.max_postings)
        slots = owners[is_kept] << _SLOT_BITS | ranks[is_kept]
        return slots, terms[is_kept], (weighed * weights)[is_kept]

    def _postings(self, rows: Rows) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        places, owners = self._expanded(rows, "n_words")
        marks = self._marks[places]
        is_told = ((marks & (TITLE | LEAD)) > 0) | ((marks & COUNT) >= _OFTEN)
        return self._terms[places[is_told]], rows[owners[is_told]].astype(np.int32)

    def _expanded(self, rows: Rows, length: str) -> tuple[Rows, Rows]:
        """List the places of the rows' terms, and for each place which of the rows it is of."""
        lengths = self.rows[length][rows].astype(np.int64)
        owners = np.repeat(np.arange(len(rows)), lengths)
        ends = np.cumsum(lengths)
        return np.arange(len(owners)) + np.repeat(self.rows["start"][rows] - (ends - lengths), lengths), owners

    def _count(self, rows: Rows, n: int) -> None:
        places, _ = self._expanded(rows, "n_terms")
        np.add.at(self._counts, self._terms[places], n)

    def _shared(self, pairs: Pairs) -> Shared:
        """Find the terms that both of each pair have."""
        which, mine, theirs = (
            [np.zeros(0, dtype=np.int64)],
            [np.zeros(0, dtype=np.int64)],
            [np.zeros(0, dtype=np.int64)],
        )
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
            mine.append(found[hits].astype(np.int64) + (start - 1))
            theirs.append(places[hits])
        at, here, there = np.concatenate(which), np.concatenate(mine), np.concatenate(theirs)
        terms = self._terms[here]
        is_name = here - self.rows["start"][pairs.later[at]] >= self.rows["n_words"][pairs.later[at]]
        is_same = is_name == (there - self.rows["start"][pairs.earlier[at]] >= self.rows["n_words"][pairs.earlier[at]])
        return Shared(
            at[is_same],
            self.idf(terms)[is_same],
            self._marks[here][is_same],
            self._marks[there][is_same],
            is_name[is_same],
        )

    def _sums(self, pairs: Pairs) -> Sums:
        """Add up what the reports of pairs weigh, by part: squared for cosines, plain for shares."""
        rows, index = np.unique(np.concatenate((pairs.later, pairs.earlier)), return_inverse=True)
        places, owners = self._expanded(rows, "n_terms")
        marks = self._marks[places]
        weights = self.idf(self._terms[places])
        is_name = places - self.rows["start"][rows][owners] >= self.rows["n_words"][rows][owners]
        roots = ROOTS[marks & COUNT] * weights
        squares, plain = np.zeros((2, len(PARTS), len(rows)))
        for number, name in enumerate(PARTS):
            is_of = is_part(name, marks, is_name)
            of, weight = owners[is_of], weights[is_of]
            squares[number] = added(of, (roots[is_of] if name in {"words", "names"} else weight) ** 2, len(rows))
            plain[number] = added(of, weight, len(rows))
        return Sums(squares, plain, index[: len(pairs.later)], index[len(pairs.later) :])

    def _code(self, name: str) -> int:
        return self._codes.setdefault(name, len(self._codes))


# Keys of one number, so that one sort does: a query's place (12 bits), a row (26 bits), and the place of a term in the query, or
# a score.
_ROW_BITS, _SLOT_BITS, _SCORE_BITS = 26, 6, 24
_ROW_MASK, _SLOT_MASK, _SCORE_MOST = (1 << _ROW_BITS) - 1, (1 << _SLOT_BITS) - 1, (1 << _SCORE_BITS) - 1
_N_QUERIES = 4096
_OFTEN = 2  # a word that stands in a report so often, in its title or its lead is one that it is found by
_MOST_SCORE = 256.0  # seen: below 150


def _unique(query: Rows, other: Rows) -> Pairs:
    """Put the later row first, sort, and leave out repetitions."""
    keys = np.unique(np.maximum(query, other) << _ROW_BITS | np.minimum(query, other))
    return Pairs(keys >> _ROW_BITS, keys & _ROW_MASK)


def grown(array: npt.NDArray[_T], n: int) -> npt.NDArray[_T]:
    """Make room for n elements, and some more."""
    if n <= len(array):
        return array
    larger = np.zeros((max(n + n // 8, 1024), *array.shape[1:]), dtype=array.dtype)
    larger[: len(array)] = array
    return larger
