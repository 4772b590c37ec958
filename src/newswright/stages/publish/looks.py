"""Look again at the pages of the reports that an article cites: when, and what it means that one has changed or is gone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from newswright.records import ids
from newswright.records.articles import Article
from newswright.records.ids import ReportId
from newswright.records.reports import Look, Report
from newswright.records.sources import AiUse, Failure, FailureKind, Page
from newswright.stages.publish.policy import DEFAULT, PublishPolicy
from newswright.text import urls, words


def first(article: Article, *, now: datetime, policy: PublishPolicy = DEFAULT) -> list[Look]:
    """Say when to look first at the page of each report that an article cites; an archive's old pages are left alone."""
    youngest = now - timedelta(days=policy.look_max_days)
    cited = {citation.passage.report_id: citation for s in article.sentences for citation in s.citations}
    return [
        Look(
            report_id=report_id,
            story_id=article.story_id,
            next_at=now + _spread(report_id, policy.first_look_s, policy),
        )
        for report_id, citation in cited.items()
        if urls.is_web(citation.url) and citation.published_at >= youngest
    ]


def turns(
    due: Iterable[Look],
    reports: Mapping[ReportId, Report],
    n_before: Counter[str],
    *,
    now: datetime,
    policy: PublishPolicy = DEFAULT,
) -> tuple[list[Look], list[Look]]:
    """Part the looks that are due into those for this edition, so many of each host, and those that are put off. `n_before` says
    how many of each host were due before, and goes on counting."""
    taken, put_off = [], []
    for look in due:
        host = urls.host(reports[look.report_id].url)
        n_rounds = n_before[host] // policy.looks_per_host
        n_before[host] += 1
        if n_rounds:
            put_off.append(replace(look, next_at=now + timedelta(seconds=n_rounds * policy.put_off_s)))
        else:
            taken.append(look)
    return taken, put_off


def passed_over(look: Look, report: Report, *, now: datetime, policy: PublishPolicy = DEFAULT) -> Look:
    """Leave a page alone that nothing on show cites; it takes its next turn as if it had been visited."""
    look = replace(look, n_looks=look.n_looks + 1)
    return replace(look, next_at=_next(look, report, now, policy), found="passed over: nothing on show cites it")


def quotes(article: Article | None, report_id: ReportId) -> list[str]:
    """List the passages of one report that an article on show cites."""
    shown = article.sentences if article and not article.withdrawn else ()
    cited = (citation for sentence in shown for citation in sentence.citations)
    return list(dict.fromkeys(one.quote for one in cited if one.passage.report_id == report_id))


def after(
    look: Look,
    report: Report,
    cited: Sequence[str],
    outcome: Report | Page | Failure,
    *,
    now: datetime,
    policy: PublishPolicy = DEFAULT,
) -> tuple[Look, Report | None]:
    """Decide what a look found: the look as it is remembered, and the report's new revision where there is one.

    `outcome` is what its page says now, a Page with nothing new (304), or a Failure. One 410 says that a page is gone; a 404,
    or another article at its address, has to be found twice. What is unclear (a wall, a teaser, an error) changes nothing.
    """
    look = replace(look, n_looks=look.n_looks + 1, looked_at=now)
    look = replace(look, next_at=_next(look, report, now, policy))
    if isinstance(outcome, Failure):
        return _failed(look, report, outcome, now, policy)
    if isinstance(outcome, Page):
        return replace(look, n_missing=0, found="unchanged"), None
    if not outcome.rights.may_write and report.rights.ai_use is not AiUse.LICENSED:
        refused = replace(report, text="", rights=outcome.rights)
        return replace(look, next_at=None, found="its outlet refuses AI use now"), refused
    if outcome.is_withdrawn:
        withdrawn = replace(
            report, is_withdrawn=True, correction_note=outcome.correction_note or report.correction_note
        )
        return replace(look, next_at=None, found="withdrawn by its outlet"), withdrawn
    if _share(report.text, outcome.text) < policy.min_page_share:
        return _missing(look, report, "another text stands at its address", now, policy)
    look = replace(look, n_missing=0)
    if _is_cut(report, outcome, policy):
        return replace(look, found="unclear: the page shows less of its text than before"), None
    return _compared(look, report, outcome, cited)


def _compared(look: Look, report: Report, page: Report, cited: Iterable[str]) -> tuple[Look, Report | None]:
    said = _bare(page.text)
    is_noted = page.correction_note is not None and page.correction_note != report.correction_note
    n_lost = sum(_bare(quote) not in said for quote in cited)
    if not n_lost and not is_noted:
        return replace(look, found="unchanged where it is cited"), None
    note = page.correction_note or report.correction_note
    found = f"{n_lost} cited passages changed" if n_lost else "a correction was added"
    return replace(look, found=found), replace(report, title=page.title, text=page.text, correction_note=note)


def _failed(
    look: Look, report: Report, failure: Failure, now: datetime, policy: PublishPolicy
) -> tuple[Look, Report | None]:
    if failure.kind is FailureKind.GONE or failure.status == 410:
        return _gone(look, report, "its page is gone (410)")
    if failure.status == 404:
        return _missing(look, report, "its page was not found (404)", now, policy)
    look = replace(
        look, n_looks=look.n_looks + 1, found=f"unclear: {failure.kind.value}"
    )  # who is in trouble is left alone longer
    return replace(look, next_at=_next(look, report, now, policy)), None


def _missing(
    look: Look, report: Report, found: str, now: datetime, policy: PublishPolicy
) -> tuple[Look, Report | None]:
    """Count a page that was not found; the second look at it does not wait as long as others do."""
    look = replace(look, n_missing=look.n_missing + 1, found=found)
    again_at = now + _spread(look.report_id, policy.first_look_s, policy)
    return _gone(look, report, found) if look.n_missing >= policy.n_missing else (replace(look, next_at=again_at), None)


def _gone(look: Look, report: Report, found: str) -> tuple[Look, Report]:
    return replace(look, next_at=None, found=found), replace(report, is_withdrawn=True, is_gone=True)


def _next(look: Look, report: Report, now: datetime, policy: PublishPolicy) -> datetime | None:
    distance_s = min(policy.first_look_s * policy.look_growth**look.n_looks, policy.max_look_s)
    next_at = now + _spread(look.report_id, distance_s, policy)
    return next_at if next_at <= report.happened_by + timedelta(days=policy.look_max_days) else None


def _spread(report_id: ReportId, distance_s: float, policy: PublishPolicy) -> timedelta:
    """A distance in time, longer by a share that each report has for itself."""
    share = int(ids.digest("look", report_id, n_chars=4), 16) / 0xFFFF
    return timedelta(seconds=distance_s * (1 + policy.look_spread * share))


def _is_cut(report: Report, page: Report, policy: PublishPolicy) -> bool:
    is_walled = (page.is_paywalled and not report.is_paywalled) or (page.is_partial and not report.is_partial)
    return is_walled or len(page.text) < policy.min_page_length * len(report.text)


def _share(before: str, after: str) -> float:
    """How many of a text's words another one has."""
    known = set(words.tokens(before))
    return len(known & set(words.tokens(after))) / len(known) if known else 1.0


def _bare(text: str) -> str:
    return f" {' '.join(words.tokens(text))} "
