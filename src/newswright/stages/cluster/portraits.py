"""Reduce a report to what it is compared by: numbered terms with their marks, and a sketch of its text."""

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from newswright.records.ids import ReportId
from newswright.records.reports import Report
from newswright.stages.cluster import crossing
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.text import entities, fingerprint, words

Terms = npt.NDArray[np.int32]
Marks = npt.NDArray[np.uint8]

N_TERMS = (
    1 << 22
)  # numbers that terms are hashed to: of a million terms, some 2 in 10 share theirs, which blurs rarity a little
COUNT = 0b0000_1111  # of a mark: how often the term stands in the report, 15 at most
TITLE, LEAD, NUMBER = 0b0001_0000, 0b0010_0000, 0b0100_0000  # where a word stands, and that it is a number
UNIT = 1 << 20  # a length of 1: lengths are whole numbers, so that sums are exact, in whatever order they are taken
_MOST = 127  # of a number of a vector, kept in a byte
HEAD = TITLE  # a name in the title or at the very head of the text


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A vector in bytes, (d,): its `numbers` times `size` (in 1 / 2^20) is the unit vector, to 1 in 250 of its largest."""

    numbers: npt.NDArray[np.int8]
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """A report as the window sees it. `terms` are its words' numbers and, from `n_words` on, its names', each part in rising
    order; `marks` say how often and where each stands.

    `language` is the primary tag; `is_caseless` says that its script has no capitals, by which names are told. A report whose
    text may not be read, or is missing, has its title's terms only.
    """

    report_id: ReportId
    language: str
    is_caseless: bool
    source_id: str
    at_days: float
    terms: Terms
    marks: Marks
    n_words: int
    sketch: fingerprint.Sketch
    codes: Mapping[int, float]  # for other languages (crossing.codes and .traces); none where there is but one
    meaning: Meaning | None = None  # what an encoder makes of it, where there is one


def meaning(vector: npt.NDArray[np.float32]) -> Meaning | None:
    """Keep a unit vector in bytes; the zero vector means nothing."""
    largest = float(np.abs(vector).max(initial=0.0))
    if not largest > 0:
        return None
    numbers = np.rint(vector * (_MOST / largest)).astype(np.int8)
    return Meaning(numbers, round(UNIT / float(np.sqrt(np.square(numbers, dtype=np.int64).sum()))))


def is_read(report: Report, policy: ClusterPolicy) -> bool:
    """Say whether a report is in a language that the encoder reads."""
    return not policy.encoder_languages or primary(report.language) in map(primary, policy.encoder_languages)


def primary(language: str) -> str:
    """Return the primary tag of a language: 'en' of 'en-GB'."""
    return language.partition("-")[0].casefold()


def opening(report: Report, policy: ClusterPolicy) -> str:
    """Return what an encoder is to read of a report: its title and the head of its text."""
    return f"{report.title}\n{report.text[: policy.meaning_chars]}"


Draw = Callable[[Callable[[Report], Portrait], Iterable[Report]], Iterator[Portrait]]  # as `map` does


def portray(report: Report, policy: ClusterPolicy) -> Portrait:
    """Draw a report's portrait from its title and the head of its text."""
    language = primary(report.language)
    tokens = words.tokens(report.text[: policy.copy_chars])
    title = _numbered(words.tokens(report.title), language)
    body = _numbered(tokens[: policy.head_words], language)
    terms, marks = _words(title, body, policy)
    names, name_marks = _names(report, language, policy)
    return Portrait(
        report_id=report.id,
        language=language,
        is_caseless=words.is_caseless(report.title or report.text[:_SAMPLE_CHARS]),
        source_id=report.source_id,
        at_days=report.happened_by.timestamp() / 86_400,
        terms=np.concatenate((terms, names)),
        marks=np.concatenate((marks, name_marks)),
        n_words=len(terms),
        sketch=fingerprint.sketch(tokens or words.tokens(report.title)),
        codes=_codes(report, language) if policy.is_crossing else {},
    )


def _codes(report: Report, language: str) -> dict[int, float]:
    found = crossing.codes(crossing.keys(report.title, report.text, language))
    return found | crossing.traces(report.links, report.images) if report.links or report.images else found


_SAMPLE_CHARS = 100


def _words(title: Sequence[int], body: Sequence[int], policy: ClusterPolicy) -> tuple[Terms, Marks]:
    counted = Counter(body)
    for word in title:
        counted[word] += policy.title_weight
    found = np.fromiter(counted, dtype=np.int64, count=len(counted))
    counts = np.minimum(np.fromiter(counted.values(), dtype=np.int64, count=len(counted)), COUNT)
    order = np.argsort(found)
    found, marks = found[order], (counts | (found >> _SHIFT))[order]
    lead = body[: policy.lead_words] or title
    for words_of, mark in ((title, TITLE), (lead, LEAD)):
        marks[np.searchsorted(found, np.array(words_of, dtype=np.int64))] |= mark
    return _columns(found & _TERM, marks)


def _names(report: Report, language: str, policy: ClusterPolicy) -> tuple[Terms, Marks]:
    near_top = len(report.title) + 1 + policy.names_head_chars
    counted: dict[int, int] = {}
    for name, start in entities.placed(f"{report.title}\n{report.text[: policy.head_chars]}", language):
        term = _NAMES[name]
        counted[term] = (counted.get(term, 0) + 1) | (HEAD << _SHIFT if start < near_top else 0)
    found = np.fromiter(counted, dtype=np.int64, count=len(counted))
    marks = np.fromiter(counted.values(), dtype=np.int64, count=len(counted))
    return _columns(found, np.minimum(marks & _TERM, COUNT) | (marks >> _SHIFT))


def _columns(terms: npt.NDArray[np.int64], marks: npt.NDArray[np.int64]) -> tuple[Terms, Marks]:
    """Put terms in order; two with one number, which is rare, become the first of them."""
    order = np.argsort(terms, kind="stable")
    terms, marks = terms[order], marks[order]
    is_first = np.ones(len(terms), dtype=bool)
    is_first[1:] = terms[1:] != terms[:-1]
    return terms[is_first].astype(np.int32), marks[is_first].astype(np.uint8)


_SHIFT, _TERM = 22, N_TERMS - 1  # marks stand above the number of a term
_IS_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]*")  # but no year


def _numbered(tokens: Sequence[str], language: str) -> list[int]:
    """Number the content words of a text, in order, each with its NUMBER mark."""
    return [number for number in map(_numbers_of(language).__getitem__, tokens) if number >= 0]


@lru_cache(maxsize=64)
def _numbers_of(language: str) -> words.Memo[int]:
    """Remember the numbers of a language's words: -1 for those that say nothing of the subject."""

    def number(token: str) -> int:
        stems = words.stemmed([token], language)
        if not stems:
            return -1
        return _hashed(stems[0]) | (NUMBER << _SHIFT if _IS_NUMBER.fullmatch(stems[0]) else 0)

    return words.Memo(number)


def _hashed(term: str) -> int:
    return zlib.crc32(term.encode("utf-8", "surrogatepass")) & _TERM


_NAMES = words.Memo(lambda name: _hashed(f"\0{name}"))
