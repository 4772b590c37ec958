"""Tell who reported a story first and who copied: for the page, for programs and for places that take Markdown or plain text."""

from collections.abc import Sequence
from dataclasses import dataclass

from newswright.records.ids import ReportId
from newswright.records.reports import Report
from newswright.records.stories import ToldReport
from newswright.stages.cluster import origins
from newswright.web import times

N_TEXTS = 8  # shown on the page at most; the API has all
N_PRINTINGS = 12  # of one text
WHOLE = 0.95  # of a text: what is missing is a headline or a credit
OWN = 0.1  # of a printing that is not in the first publisher's text; less is a title or a byline


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One printing of a text, with its report and how much of the text it has, in words."""

    printing: origins.Printing
    report: Report
    share: str
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """A text that several outlets carry, or that an agency wrote. `n_more` printings are not listed."""

    origin: origins.Origin
    printed: tuple[Printed, ...]
    n_more: int

    @property
    def reason(self) -> str:
        """The reason as a sentence."""
        return f"{self.origin.reason[:1].upper()}{self.origin.reason[1:]}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Firsts:
    """Who reported a story first (None where times do not tell), the texts that are shared, and all texts, in order of time."""

    first: Report | None
    is_day_alone: bool
    texts: tuple[SharedText, ...]
    n_more: int
    origins: tuple[origins.Origin, ...]
    n_reports: int

    @property
    def lead(self) -> str:
        """Sum it up in a sentence or two."""
        if self.n_reports < 2:
            return ""
        told = f"{self.n_reports} reports carry {len(self.origins)} texts"
        if len(self.origins) == self.n_reports:
            told = f"Each of the {self.n_reports} reports has a text of its own"
        elif len(self.origins) == 1:
            told = f"All {self.n_reports} reports carry one text"
        return f"{self._opening} {told}."

    @property
    def _opening(self) -> str:
        if self.first is None:
            return "The times that outlets state do not tell who reported this first."
        at = self.first.happened_by
        when = times.day(at) if self.is_day_alone else times.exact(at)
        return f"{self.first.outlet} reported it first, {'on ' if self.is_day_alone else ''}{when}."


def found(told: Sequence[ToldReport]) -> Firsts:
    """Find who reported a story first, and who printed whose text."""
    reports = {one.report.id: one.report for one in told}
    texts = origins.told_by(told)
    shared = [origin for origin in texts if len(origin.printings) > 1 or origin.agency]
    earliest = origins.first(reports.values()) if reports else None
    printings = {printing.report_id: printing for origin in texts for printing in origin.printings}
    return Firsts(
        first=earliest,
        is_day_alone=earliest is not None and printings[earliest.id].is_day_alone,
        texts=tuple(_shared(origin, reports) for origin in shared[:N_TEXTS]),
        n_more=max(0, len(shared) - N_TEXTS),
        origins=texts,
        n_reports=len(reports),
    )


def _shared(origin: origins.Origin, reports: dict[ReportId, Report]) -> SharedText:
    listed = origin.printings[:N_PRINTINGS]
    printed = (
        Printed(
            printing=printing,
            report=reports[printing.report_id],
            share=_in_words(printing, reports[printing.report_id], origin),
            is_first=printing.report_id == origin.first_id,
        )
        for printing in listed
    )
    return SharedText(origin=origin, printed=tuple(printed), n_more=len(origin.printings) - len(listed))


def _in_words(printing: origins.Printing, report: Report, origin: origins.Origin) -> str:
    """Say how much of the text a printing has, and what it adds; nothing of the first one, which is the text."""
    if printing.report_id == origin.first_id or len(origin.printings) == 1:
        return ""
    if not report.text:
        return "known by its headline only"
    has = "the whole text" if printing.kept >= WHOLE else f"{round(printing.kept * 100)} % of the text"
    return f"{has}, {round(printing.added * 100)} % of its own added" if printing.added >= OWN else has


def record(told: Sequence[ToldReport]) -> dict[str, object]:
    """Write it for programs: fields of the API's item."""
    texts = found(told)
    return {
        "reported_first": texts.first.id if texts.first else None,
        "origins": [
            {
                "id": origin.id,
                "agency": origin.agency,
                "first": origin.first_id,
                "reason": origin.reason,
                "printings": [_printing(printing) for printing in origin.printings],
            }
            for origin in texts.origins
        ],
    }


def _printing(printing: origins.Printing) -> dict[str, object]:
    return {
        "report": printing.report_id,
        "outlet": printing.outlet,
        "at": times.machine(printing.at),
        "is_day_alone": printing.is_day_alone,
        "kept": round(printing.kept, 3),
        "added": round(printing.added, 3),
        "by_agreement": printing.by_agreement,
    }


def lines(told: Sequence[ToldReport]) -> list[str]:
    """Write it as lines of plain text, the summary first and each shared text after it; empty where there is nothing to tell."""
    texts = found(told)
    return [line for line in (texts.lead, *map(_line, texts.texts)) if line]


def _line(text: SharedText) -> str:
    others = [_other(one) for one in text.printed if one.share]
    others += [f"{text.n_more} more"] if text.n_more else []
    return f"{text.reason} Printed by {', '.join(others)}." if others else text.reason


def _other(one: Printed) -> str:
    return f"{one.report.outlet} ({one.share}{', by agreement' if one.printing.by_agreement else ''})"
