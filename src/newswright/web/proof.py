"""Lay open what an article stands on: each sentence with its passages, each report with its marks, and how the story grew."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newswright.records import stories
from newswright.records.articles import Article, Citation, Correction, Sentence, SourceLine
from newswright.records.ids import ReportId
from newswright.records.reports import Report
from newswright.records.stories import ToldReport

CONTEXT_CHARS = 120  # of the source's own text on each side of a passage: enough to see that nothing was cut out of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage, with a little of the text around it."""

    citation: Citation
    before: str
    after: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A sentence with the passages that it stands on."""

    sentence: Sentence
    passages: tuple[Shown, ...]

    @property
    def mark(self) -> str:
        """How the sentence came to be, in a word or two; empty where there is nothing to say."""
        if self.sentence.is_repaired:
            return "Repaired after its first check"
        return "Excerpt, as the source has it" if self.sentence.is_excerpt else ""


def proven(article: Article, reports: Mapping[ReportId, Report]) -> dict[int, Proven]:
    """Lay open every sentence of an article, by its number."""
    return {
        sentence.n: Proven(
            sentence=sentence,
            passages=tuple(
                _shown(citation, reports.get(citation.passage.report_id)) for citation in sentence.citations
            ),
        )
        for sentence in article.sentences
    }


def _shown(citation: Citation, report: Report | None) -> Shown:
    language = report.language if report else "und"
    passage = citation.passage
    is_same = report is not None and passage.of(report.text) == citation.quote
    if report is None or not is_same or not report.rights.may_write:
        return Shown(citation=citation, before="", after="", language=language)
    return Shown(
        citation=citation,
        before=_ending(report.text[: passage.start]),
        after=_beginning(report.text[passage.end :]),
        language=language,
    )


def _ending(text: str) -> str:
    """The last words before a passage, within its own paragraph."""
    tail = text.rpartition("\n")[2]
    if len(tail) <= CONTEXT_CHARS:
        return tail
    return "… " + re.sub(r"^\S*\s", "", tail[-CONTEXT_CHARS:])


def _beginning(text: str) -> str:
    """The first words after a passage, within its own paragraph."""
    head = text.partition("\n")[0]
    if len(head) <= CONTEXT_CHARS:
        return head
    return re.sub(r"\s\S*$", "", head[:CONTEXT_CHARS]) + " …"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line of a story's timeline."""

    at: datetime
    kind: str  # report | copy | version | correction
    text: str
    outlet: str = ""
    url: str = ""
    title: str = ""
    language: str = "und"


def timeline(told: Sequence[ToldReport], versions: Sequence[Article], corrections: Sequence[Correction]) -> list[Event]:
    """Tell how a story grew, oldest first: the first report, each that made it better attested, our versions, corrections."""
    events = [*_reported(told), *(_issued(version) for version in versions)]
    events += [Event(at=one.at, kind="correction", text=one.what) for one in corrections]
    return sorted(events, key=lambda event: event.at)


def _reported(told: Sequence[ToldReport]) -> list[Event]:
    """The reports that made the story better attested: those with which the number of independent sources grew."""
    ordered = sorted(told, key=lambda each: (each.report.happened_by, each.report.id))
    heard = stories.heard(ordered)
    n_before, events = 0, []
    for n, one in enumerate(ordered, start=1):
        n_now = stories.count_independent(heard[:n])
        if n_now > n_before:
            events.append(_told(one.report, "first to report" if n_now == 1 else f"joins: {n_now} independent sources"))
        n_before = n_now
    return events


def _told(report: Report, text: str) -> Event:
    return Event(
        at=report.happened_by,
        kind="report",
        text=text,
        outlet=report.outlet,
        url=report.url,
        title=report.title,
        language=report.language,
    )


def _issued(version: Article) -> Event:
    if version.withdrawn:
        return Event(at=version.issued_at, kind="version", text="Article withdrawn")
    text = "Article published" if version.version == 1 else f"Article updated, version {version.version}"
    return Event(at=version.issued_at, kind="version", text=f"{text}. {version.changed}".strip(" ."))


def checks_failed(article: Article) -> list[tuple[str, int]]:
    """Count what was removed from the draft by the check that it failed first; the removed text itself is not repeated."""
    counts: dict[str, int] = {}
    for removed in article.removed:
        check = removed.verdict.findings[0].check.value if removed.verdict.findings else "unsupported"
        counts[check] = counts.get(check, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def sources_in_time(article: Article) -> list[SourceLine]:
    """List an article's reports by the time that their outlets state."""
    return sorted(article.sources, key=lambda line: (line.published_at, line.report_id))
