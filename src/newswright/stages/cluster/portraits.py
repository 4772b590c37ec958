"""Reduce a report to what it is compared by: numbered terms with their marks, and a sketch of its text."""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
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

N_TERMS = 1 << 22  # numbers that terms are hashed to: of a million terms, some 2 in 10 share theirs, which blurs rarity a little
COUNT = 0b0000_1111  # of a mark: how often the term stands in the report, 15 at most
TITLE, LEAD, NUMBER = 0b0001_0000, 0b0010_0000, 0b0100_0000  # where a word stands, and that it is a number
HEAD = TITLE  # a name in the title or at the very head of the text


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """A report as the window sees it. `terms` are its words' numbers and, from `n_words` on, its names', each part in rising
    order; `marks` say how often and where each stands.

    `language` is the primary tag; `voice` is who speaks (the owner, or the outlet). A report whose text may not be read, or is
    missing, has its title's terms only.
    """

    report_id: ReportId
    language: str
    source_id: str
    voice: str
    at_days: float
    terms: Terms
    marks: Marks
    n_words: int
    sketch: fingerprint.Sketch
    codes: Mapping[int, float]  # for other languages (crossing.codes); none where there is but one


def portray(report: Report, policy: ClusterPolicy) -> Portrait:
    """Draw a report's portrait from its title and the head of its text."""
    language = report.language.partition("-")[0].casefold()
    tokens = words.tokens(report.text[: policy.copy_chars])
    title = _numbered(words.tokens(report.title), language)
    body = _numbered(tokens[: policy.head_words], language)
    terms, marks = _words(title, body, policy)
    names, name_marks = _names(report, language, policy)
    return Portrait(
        report_id=report.id,
        language=language,
        source_id=report.source_id,
        voice=report.voice,
        at_days=report.happened_by.timestamp() / 86_400,
        terms=np.concatenate((terms, names)),
        marks=np.concatenate((marks, name_marks)),
        n_words=len(terms),
        sketch=fingerprint.sketch(tokens or words.tokens(report.title)),
        codes=crossing.codes(crossing.keys(report.title, report.text, language)) if policy.is_crossing else {},
    )


def _words(title: Sequence[int], body: Sequence[int], policy: ClusterPolicy) -> tuple[Terms, Marks]:
    lead = set(body[: policy.lead_words]) or set(title)
    counted: dict[int, int] = {}
    for term in body:
        counted[term] = counted.get(term, 0) + 1
    for term in title:
        counted[term] = counted.get(term, 0) + policy.title_weight
    in_title = set(title)
    return _columns(
        (
            (term & _TERM, min(n, COUNT) | (term >> _SHIFT) | (TITLE * (term in in_title)) | (LEAD * (term in lead)))
            for term, n in counted.items()
        ),
        len(counted),
    )


def _names(report: Report, language: str, policy: ClusterPolicy) -> tuple[Terms, Marks]:
    near_top = len(report.title) + 1 + policy.names_head_chars
    text = f"{report.title}\n{report.text[: policy.head_chars]}"
    counted: dict[int, int] = {}
    for name in entities.names(text, language):
        term = _name_number(entities.normal(name.text))
        mark = counted.get(term, 0)
        mark = min((mark & COUNT) + 1, COUNT) | (mark & HEAD)
        counted[term] = mark | (HEAD if name.start < near_top else 0)
    return _columns(counted.items(), len(counted))


def _columns(found: Iterable[tuple[int, int]], n: int) -> tuple[Terms, Marks]:
    pairs = np.fromiter((term << 8 | mark for term, mark in found), dtype=np.int64, count=n)
    pairs.sort()
    terms, marks = (pairs >> 8).astype(np.int32), (pairs & 0xFF).astype(np.uint8)
    is_first = np.ones(n, dtype=bool)
    is_first[1:] = terms[1:] != terms[:-1]  # two terms with one number, which is rare, are one
    return (terms, marks) if is_first.all() else (terms[is_first], marks[is_first])


_SHIFT, _TERM = 22, N_TERMS - 1  # a word's number, with its NUMBER mark above it
_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _numbered(tokens: Sequence[str], language: str) -> list[int]:
    """Number the content words of a text, in order, each with its NUMBER mark."""
    return [_word_number(stem) for stem in words.stemmed(tokens, language)]


@lru_cache(maxsize=400_000)
def _word_number(stem: str) -> int:
    is_number = _NUMBER.fullmatch(stem) and not _YEAR.fullmatch(stem)
    return _hashed(stem) | ((NUMBER if is_number else 0) << _SHIFT)


@lru_cache(maxsize=200_000)
def _name_number(name: str) -> int:
    return _hashed(f"\0{name}")


def _hashed(term: str) -> int:
    return zlib.crc32(term.encode("utf-8", "surrogatepass")) & _TERM
