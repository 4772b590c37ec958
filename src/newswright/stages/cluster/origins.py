"""Tell who wrote each text of a story, who published it first, and who copied it.

In:    a story's reports with the origins that they were assigned to; which outlets print whose texts by agreement
Out:   one Origin for each independent text: its author, its first publisher where times allow, its printings
Rule:  none: times as stated, credits as printed
Gate:  bench/quality/origins
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from newswright.records.ids import OriginId, ReportId
from newswright.records.reports import Report
from newswright.records.stories import ToldReport
from newswright.text import agencies, fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One outlet's printing of a text. `kept` and `added`, in [0, 1], say how much of the first publisher's text (of the longest
    one, where nobody is first) it has, and how much of its own is not in there. `by_agreement`: its outlet is a partner of the
    first publisher or of the agency, or has the same owner. `is_day_alone`: of its time only the day is known."""

    report_id: ReportId
    outlet: str
    at: datetime
    kept: float
    added: float
    by_agreement: bool = False
    is_day_alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One text of a story and its printings, earliest first.

    `agency` wrote it, by the credit in a byline, dateline or last line, whether or not the agency itself is among the outlets.
    `first_id` was published first; None where times do not tell (dates without a time, equal times). `reason` is for a person.
    """

    id: OriginId
    printings: tuple[Printing, ...]
    agency: str | None
    first_id: ReportId | None
    reason: str


def told_by(told: Iterable[ToldReport], partners: Mapping[str, Collection[str]] | None = None) -> tuple[Origin, ...]:
    """Group a story's reports by the text that they carry: who reported first, who copied. In order of the first printing.

    `partners` names for an outlet whose texts it prints by agreement, beside what its reports say: outlets and agencies.
    """
    grouped: defaultdict[OriginId, list[Report]] = defaultdict(list)
    for one in told:
        grouped[one.assignment.origin_id].append(one.report)
    found = [_origin(origin_id, reports, partners or {}) for origin_id, reports in grouped.items()]
    return tuple(sorted(found, key=lambda origin: (origin.printings[0].at, origin.id)))


def first(reports: Iterable[Report]) -> Report | None:
    """Name the report that was published before all others (at least one is given); None where their times do not tell."""
    return _first(sorted(reports, key=lambda report: (report.happened_by, report.id)))


def _origin(origin_id: OriginId, reports: list[Report], partners: Mapping[str, Collection[str]]) -> Origin:
    ordered = sorted(reports, key=lambda report: (report.happened_by, report.id))
    first = _first(ordered)
    author = _agency(ordered)
    model = first or max(ordered, key=lambda report: (len(report.text), report.id))
    runs = fingerprint.shingles(model.text or model.title) if len(ordered) > 1 else _NONE
    return Origin(
        id=origin_id,
        printings=tuple(_printing(report, model, runs, author, partners) for report in ordered),
        agency=author,
        first_id=first.id if first else None,
        reason=_reason(ordered, first, author),
    )


def _first(ordered: list[Report]) -> Report | None:
    latest = [_span(report)[1] for report in ordered]
    candidate = min(range(len(ordered)), key=lambda i: (latest[i], ordered[i].id))
    others = [_span(report)[0] for i, report in enumerate(ordered) if i != candidate]
    return ordered[candidate] if all(latest[candidate] < start for start in others) else None


def _span(report: Report) -> tuple[datetime, datetime]:
    """When it may have been published: within a day, where only the day is stated (midnight sharp)."""
    at = report.happened_by
    return at, at + timedelta(days=1) if _is_day_alone(report) else at


def _is_day_alone(report: Report) -> bool:
    return report.published_at <= report.seen_at and report.happened_by.time() == time.min


def _agency(ordered: list[Report]) -> str | None:
    """Name the agency that most printings credit; the earliest one's where several are credited as often."""
    named = [name for report in ordered if (name := agencies.credited(report.text, report.byline))]
    named += [name for report in ordered if (name := agencies.credited("", report.outlet))]
    return max(named, key=lambda name: (named.count(name), -named.index(name))) if named else None


def _printing(
    report: Report, model: Report, runs: fingerprint.Hashes, author: str | None, partners: Mapping[str, Collection[str]]
) -> Printing:
    kept, added = (1.0, 0.0) if report is model else _share(fingerprint.shingles(report.text or report.title), runs)
    agreed = {name.casefold() for name in (*report.partners, *partners.get(report.outlet, ()))}
    is_other = report.outlet != model.outlet
    by_agreement = is_other and (model.outlet.casefold() in agreed or report.voice.casefold() == model.voice.casefold())
    return Printing(
        report_id=report.id,
        outlet=report.outlet,
        at=report.happened_by,
        kept=kept,
        added=added,
        by_agreement=by_agreement
        or bool(report.printed_for)
        or (author is not None and agencies.is_named(author, agreed)),
        is_day_alone=_is_day_alone(report),
    )


def _share(own: fingerprint.Hashes, runs: fingerprint.Hashes) -> tuple[float, float]:
    n_common = fingerprint.n_common(own, runs)
    return n_common / runs.size if runs.size else 0.0, 1 - n_common / own.size if own.size else 0.0


def _reason(ordered: list[Report], first: Report | None, author: str | None) -> str:
    outlets = {report.outlet for report in ordered}
    written = f"credited to {author}; " if author else ""
    if len(ordered) == 1:
        return f"{written}only {ordered[0].outlet} carries it"
    if first is None:
        return f"{written}{_counted(len(outlets))}, and their times do not tell who was first"
    second = next(report for report in ordered if report is not first)
    minutes = (second.happened_by - first.happened_by).total_seconds() / 60
    return f"{written}{first.outlet} published it first, {_lasting(minutes)} before {second.outlet}"


def _lasting(minutes: float) -> str:
    if minutes < 120:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 2_880 else f"{minutes / 1_440:.0f} days"


_NONE: fingerprint.Hashes = fingerprint.shingles("")


def _counted(n_outlets: int) -> str:
    return "1 outlet carries it" if n_outlets == 1 else f"{n_outlets} outlets carry it"
