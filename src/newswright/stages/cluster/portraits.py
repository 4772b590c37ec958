"""Reduce a report to what it is compared by."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from newswright.records.ids import ReportId
from newswright.records.reports import Report
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.text import entities, fingerprint, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A report as the window sees it. Term weights are dampened counts, before any weighing by rarity; `shingles` is sorted.

    `language` is the primary tag. A report whose text may not be read, or is missing, has its title's terms only.
    """

    report_id: ReportId
    language: str
    at: datetime
    words: Mapping[str, float]
    title: frozenset[str]
    lead: frozenset[str]
    names: Mapping[str, float]
    numbers: frozenset[str]
    shingles: fingerprint.Hashes
    source_id: str = ""


def portray(report: Report, policy: ClusterPolicy) -> Portrait:
    """Draw a report's portrait from its title and the head of its text."""
    language = report.language.partition("-")[0].casefold()
    head = report.text[: policy.head_chars]
    tokens = words.tokens(report.text[: policy.copy_chars])
    title = words.stems(report.title, language)
    body = words.stemmed(tokens[: policy.head_words], language)
    counts = Counter(body)
    for word in title:
        counts[word] += policy.title_weight
    found = Counter(entities.normal(name.text) for name in entities.names(f"{report.title}\n{head}", language))
    return Portrait(
        report_id=report.id,
        language=language,
        at=report.happened_by,
        words=_dampened(counts),
        title=frozenset(title),
        lead=frozenset(body[: policy.lead_words]) or frozenset(title),
        names=_dampened(found),
        numbers=frozenset(word for word in counts if _NUMBER.fullmatch(word) and not _YEAR.fullmatch(word)),
        shingles=fingerprint.hashed_runs(tokens or words.tokens(report.title)),
        source_id=report.source_id,
    )


_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _dampened(counts: Mapping[str, int]) -> dict[str, float]:
    """Let a word's second mention count less than its first: the square root of the count."""
    return {word: n**0.5 for word, n in counts.items()}
