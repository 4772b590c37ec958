"""Hold the window's reports by their terms: find those worth comparing with a report, and compare them.

Weights are never kept: each comparison weighs both reports by the document frequencies in the window at that moment. So it
depends on what the window holds, and not on how it came to hold it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newswright.records.ids import ReportId
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.portraits import Portrait

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int32]

FEATURES = (
    "words", "cross", "title", "lead", "names", "has_names", "numbers", "has_numbers", "gap", "relative", "density",
    "shorter", "longer", "mutual", "same_source", "n_names",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One of a report's bags of terms: their numbers, in the terms' alphabetical order, and their dampened counts."""

    terms: Numbers
    counts: Floats


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the window."""

    report_id: ReportId
    language: str
    at_days: float
    words: Field
    title: Field
    lead: Field
    names: Field
    numbers: Field
    source_id: str = ""


class Vocabulary:
    """Terms by number, with the number of reports in the window that each stands in. Numbers of forgotten terms are reused."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._terms: list[str] = []
        self._free: list[int] = []
        self.n_reports = 0
        self.counts: Floats = np.zeros(1024)
        self.scratch: Floats = np.zeros(1024)  # by number; whoever writes into it leaves zeros behind

    def field(self, terms: Sequence[str], counts: Sequence[float] | None = None) -> Field:
        """Number a report's terms, given in alphabetical order."""
        numbers = np.fromiter((self._number(term) for term in terms), dtype=np.int32, count=len(terms))
        return Field(numbers, np.asarray(counts, dtype=np.float64) if counts is not None else np.ones(len(terms)))

    def _number(self, term: str) -> int:
        known = self._numbers.get(term)
        if known is not None:
            return known
        if self._free:
            number = self._free.pop()
            self._terms[number] = term
        else:
            number = len(self._terms)
            self._terms.append(term)
            if number >= len(self.counts):
                self.counts = np.concatenate([self.counts, np.zeros(len(self.counts))])
                self.scratch = np.zeros(len(self.counts))
        self._numbers[term] = number
        return number

    def count(self, terms: Numbers, n: int) -> None:
        """Count a report in (n = 1) or out (n = -1)."""
        self.n_reports += n
        self.counts[terms] += n

    def release(self, terms: Numbers) -> None:
        """Forget those of the terms that no report in the window has."""
        for number in terms[self.counts[terms] <= 0].tolist():
            if self._numbers.pop(self._terms[number], None) is not None:
                self._free.append(number)

    def idf(self, terms: Numbers) -> Floats:
        """Weigh terms by rarity: ln((n + 1) / (count + 0.5)), at least 0."""
        weights: Floats = np.log((self.n_reports + 1) / (self.counts[terms] + 0.5))
        return np.maximum(weights, 0.0)


class Index:
    """The window's reports, searchable by their terms."""

    def __init__(self, policy: ClusterPolicy) -> None:
        self._policy = policy
        self._words = Vocabulary()
        self._names = Vocabulary()
        self._entries: dict[ReportId, Entry] = {}
        self._postings: defaultdict[int, dict[ReportId, float]] = defaultdict(dict)

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, report_id: ReportId) -> Entry:
        return self._entries[report_id]

    def add(self, portrait: Portrait) -> Entry:
        """Take a report into the window; from now on it counts in the document frequencies."""
        words, names = sorted(portrait.words.items()), sorted(portrait.names.items())
        entry = Entry(
            report_id=portrait.report_id,
            language=portrait.language,
            at_days=portrait.at.timestamp() / 86_400,
            words=self._words.field([word for word, _ in words], [count for _, count in words]),
            title=self._words.field(sorted(portrait.title)),
            lead=self._words.field(sorted(portrait.lead)),
            names=self._names.field([name for name, _ in names], [count for _, count in names]),
            numbers=self._words.field(sorted(portrait.numbers)),
            source_id=portrait.source_id,
        )
        self._entries[entry.report_id] = entry
        self._words.count(entry.words.terms, 1)
        self._names.count(entry.names.terms, 1)
        for term, count in zip(entry.words.terms.tolist(), entry.words.counts.tolist(), strict=True):
            self._postings[term][entry.report_id] = count
        return entry

    def drop(self, report_id: ReportId) -> None:
        """Let a report go, as if it had never been in the window."""
        entry = self._entries.pop(report_id)
        self._words.count(entry.words.terms, -1)
        self._names.count(entry.names.terms, -1)
        for term in entry.words.terms.tolist():
            posting = self._postings[term]
            del posting[report_id]
            if not posting:
                del self._postings[term]
        self._words.release(entry.words.terms)
        self._names.release(entry.names.terms)

    def candidates(self, entry: Entry) -> list[Entry]:
        """Find the other reports that share most of a report's weightiest words, best first; only in its own language."""
        weights = self._words.idf(entry.words.terms)
        weighed = entry.words.counts * weights
        limit = max(self._policy.min_term_reports, self._policy.max_term_share * len(self._entries)) + 1
        shared: defaultdict[ReportId, float] = defaultdict(float)
        for place in np.argsort(-weighed, kind="stable")[: self._policy.n_query_terms].tolist():
            term = int(entry.words.terms[place])
            if self._words.counts[term] <= limit:
                weight = float(weighed[place] * weights[place])
                for report_id, count in self._postings[term].items():
                    shared[report_id] += weight * count
        shared.pop(entry.report_id, None)
        ranked = sorted(shared, key=lambda report_id: (-shared[report_id], report_id))
        found = (self._entries[report_id] for report_id in ranked)
        return _first((other for other in found if other.language == entry.language), self._policy.n_candidates)

    def compare(self, entry: Entry, others: Sequence[Entry]) -> Floats:
        """Measure a report against others: (n, len(FEATURES)) float64, in the order of FEATURES.

        Similarities are cosines in [0, 1]; `cross` is how much of each one's title stands in the other's text; `gap` is
        ln(1 + days); `density` is the mean similarity of the report's nearest others, `relative` how far above it a pair is;
        `shorter` and `longer` are ln(1 + number of different words);
        `mutual` is the lesser half of `cross`, and `n_names` is ln(1 + number of names shared).
        """
        words = self._cosine(self._words, entry.words, [other.words for other in others])
        density = float(np.sort(words)[::-1][: self._policy.n_density].mean())
        n_words = np.array([len(other.words.terms) for other in others])
        mine = len(entry.words.terms)
        names = self._cosine(self._names, entry.names, [other.names for other in others])
        numbers = self._cosine(self._words, entry.numbers, [other.numbers for other in others])
        there, here = self._cross(entry, others)
        columns = [
            words,
            (there + here) / 2,
            self._cosine(self._words, entry.title, [other.title for other in others]),
            self._cosine(self._words, entry.lead, [other.lead for other in others]),
            names,
            np.array([len(entry.names.terms) > 0 and len(other.names.terms) > 0 for other in others], dtype=np.float64),
            numbers,
            np.array(
                [len(entry.numbers.terms) > 0 and len(other.numbers.terms) > 0 for other in others], dtype=np.float64
            ),
            np.log1p(np.abs(np.array([other.at_days for other in others]) - entry.at_days)),
            words - density,
            np.full(len(others), density),
            np.log1p(np.minimum(n_words, mine)),
            np.log1p(np.maximum(n_words, mine)),
            np.minimum(there, here),
            np.array([other.source_id == entry.source_id for other in others], dtype=np.float64),
            np.log1p(self._n_shared(entry.names, [other.names for other in others])),
        ]
        return np.stack(columns, axis=1)

    def _cosine(self, vocabulary: Vocabulary, mine: Field, others: Sequence[Field]) -> Floats:
        weights = mine.counts * vocabulary.idf(mine.terms)
        terms, place = _joined(others)
        theirs = np.concatenate([other.counts for other in others]) * vocabulary.idf(terms)
        vocabulary.scratch[mine.terms] = weights
        dots = np.bincount(place, vocabulary.scratch[terms] * theirs, len(others))
        vocabulary.scratch[mine.terms] = 0.0
        lengths = np.sqrt(np.bincount(place, theirs * theirs, len(others)) * (weights @ weights))
        return np.divide(dots, lengths, out=np.zeros(len(others)), where=lengths > 0)

    def _cross(self, entry: Entry, others: Sequence[Entry]) -> tuple[Floats, Floats]:
        """Weigh by rarity, and squared, as a cosine would: a title's rare words are what it is about."""
        scratch = self._words.scratch
        squares = self._words.idf(entry.title.terms) ** 2
        terms, place = _joined([other.words for other in others])
        scratch[entry.title.terms] = squares / max(float(squares.sum()), 1e-9)
        there = np.bincount(place, scratch[terms], len(others))
        scratch[entry.title.terms] = 0.0
        titles, place = _joined([other.title for other in others])
        theirs = self._words.idf(titles) ** 2
        scratch[entry.words.terms] = 1.0
        here = np.bincount(place, theirs * scratch[titles], len(others)).astype(np.float64)
        scratch[entry.words.terms] = 0.0
        return there.astype(np.float64), here / np.maximum(np.bincount(place, theirs, len(others)), 1e-9)

    def _n_shared(self, mine: Field, others: Sequence[Field]) -> Floats:
        scratch = self._names.scratch
        terms, place = _joined(others)
        scratch[mine.terms] = 1.0
        n_shared = np.bincount(place, scratch[terms], len(others))
        scratch[mine.terms] = 0.0
        return n_shared.astype(np.float64)


def _joined(fields: Sequence[Field]) -> tuple[Numbers, npt.NDArray[np.intp]]:
    """Lay fields end to end, and say for each term which field it is of."""
    lengths = [len(field.terms) for field in fields]
    return np.concatenate([field.terms for field in fields]), np.repeat(np.arange(len(fields)), lengths)


def _first(entries: Iterable[Entry], n: int) -> list[Entry]:
    found: list[Entry] = []
    for entry in entries:
        found.append(entry)
        if len(found) == n:
            break
    return found
