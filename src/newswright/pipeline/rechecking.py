"""Check again what is published: look at cited pages again, and judge standing articles anew; what fell is corrected in public.

Both steps can be run twice or cut off anywhere: a look is remembered with what it brought in one transaction, and an article that
was amended has nothing left that would fall.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from newswright.pipeline import proving
from newswright.pipeline.room import N_AT_ONCE, Newsroom, Policies
from newswright.ports import Store
from newswright.records import ids, stories
from newswright.records.articles import Article, Sentence
from newswright.records.drafts import DraftSentence
from newswright.records.ids import OriginId, ReportId, SourceId, StoryId
from newswright.records.reports import Look, Report
from newswright.records.sources import Failure, FailureKind, Page, Source, Visit
from newswright.records.stories import ToldReport
from newswright.stages import extract, publish
from newswright.stages.publish.standing import Amended


def look_again(room: Newsroom, *, now: datetime) -> Counter[str]:
    """Visit the pages of cited reports that are due; what changed or is gone makes a revision, whose story is written anew."""
    tally, n_before = Counter[str](), Counter[str]()
    sources = {source.id: source for source in room.store.sources()}
    read = {feed.source_id for feed in room.store.feeds()}
    while due := room.store.due_looks(now=now, limit=N_AT_ONCE):
        reports = room.store.reports(look.report_id for look in due)
        taken = _on_show(room, due, reports, read, n_before, now)
        waiting = {look.report_id: look for look in taken}
        for n_done, (look, page) in enumerate(_pages(room, taken, reports, now), start=1):
            room.progress("cited pages", n_done, len(taken))
            waiting.pop(look.report_id)
            report = reports[look.report_id]
            outcome = _read(room, page, report, sources.get(report.source_id), now)
            tally[_settle(room, look, report, outcome, now)] += 1
        for look in waiting.values():  # no answer at all: not to be asked for again in this run
            report = reports[look.report_id]
            nothing = Failure(kind=FailureKind.NETWORK, message="no answer", url=report.url)
            tally[_settle(room, look, report, nothing, now)] += 1
    return tally


def _on_show(
    room: Newsroom,
    due: Sequence[Look],
    reports: Mapping[ReportId, Report],
    read: Container[SourceId],
    n_before: Counter[str],
    now: datetime,
) -> list[Look]:
    """Choose whose pages are visited now: those that an article on show cites, so many of each host; see to the others."""
    wanted = []
    for look in due:
        report = reports.get(look.report_id)
        if report is None or report.source_id not in read or report.is_withdrawn:
            room.store.put_look(replace(look, next_at=None, found="not read from its outlet, or withdrawn before"))
        elif not publish.looks.quotes(room.store.article(look.story_id), report.id):
            room.store.put_look(publish.looks.passed_over(look, report, now=now, policy=room.policies.publish))
        else:
            wanted.append(look)
    taken, put_off = publish.looks.turns(wanted, reports, n_before, now=now, policy=room.policies.publish)
    for look in put_off:
        room.store.put_look(look)
    return taken


def _pages(
    room: Newsroom, due: Sequence[Look], reports: Mapping[ReportId, Report], now: datetime
) -> Iterator[tuple[Look, Page | Failure]]:
    by_url: dict[str, list[Look]] = {}
    for look in due:
        by_url.setdefault(reports[look.report_id].url, []).append(look)
    visits = [
        Visit(url=url, etag=some[0].etag, last_modified=some[0].last_modified, referred_by=url)
        for url, some in by_url.items()
    ]
    for visit, outcome in room.fetcher.fetch(visits, now=now):
        for look in by_url.pop(visit.url, []):
            yield _validated(look, outcome), outcome


def _validated(look: Look, outcome: Page | Failure) -> Look:
    if isinstance(outcome, Failure) or outcome.status == 304:
        return look
    return replace(look, etag=outcome.headers.get("etag"), last_modified=outcome.headers.get("last-modified"))


def _read(
    room: Newsroom, page: Page | Failure, report: Report, source: Source | None, now: datetime
) -> Report | Page | Failure:
    if isinstance(page, Failure) or page.status == 304:
        return page
    return room.parser.run(
        extract.report,
        page.body,
        url=page.final_url,
        headers=page.headers,
        source=source,
        now=now,
        policy=room.policies.extract,
        robots_txt=room.fetcher.robots(report.url, now=now),
    )


def _settle(room: Newsroom, look: Look, report: Report, outcome: Report | Page | Failure, now: datetime) -> str:
    cited = publish.looks.quotes(room.store.article(look.story_id), report.id)
    look, revised = publish.looks.after(look, report, cited, outcome, now=now, policy=room.policies.publish)
    return "cited_pages_changed" if room.store.put_look(look, revised) else "cited_pages"


def judge_again(room: Newsroom, story_ids: Iterable[StoryId], *, now: datetime) -> Counter[str]:
    """Judge standing articles anew, by the checks of today and against the reports as they are now; amend what fell."""
    tally: Counter[str] = Counter()
    for story_id in story_ids:
        previous = room.store.article(story_id)
        if previous is None or previous.withdrawn:
            continue
        told = room.store.story_reports(previous.story_id)
        found = amended(room.store, previous, told, room.policies, now=now, judges_all=True)
        if found is None:
            tally["articles_hold"] += 1
        elif room.store.publish(found.article, found.corrections, told=()):
            tally["articles_withdrawn" if found.article.withdrawn else "articles_amended"] += 1
    return tally


def amended(
    store: Store,
    previous: Article,
    told: Sequence[ToldReport],
    policies: Policies,
    *,
    now: datetime,
    judges_all: bool = False,
) -> Amended | None:
    """Say what takes a version's place where some of it no longer stands; None where all of it does.

    A sentence that lost a passage is judged anew on those that it has left; with `judges_all`, every sentence is.
    """
    cited = {citation.passage.report_id for sentence in previous.sentences for citation in sentence.citations}
    reports = {**store.reports(cited), **{one.report.id: one.report for one in told}}
    left = {sentence.n: publish.standing.still_cited(sentence, reports) for sentence in previous.sentences}
    kept: dict[int, Sentence] = {}
    doubtful: list[DraftSentence] = []
    for sentence in previous.sentences:
        is_whole = len(left[sentence.n]) == len(sentence.citations)
        if sentence.links_to is not None or (is_whole and not judges_all):
            kept[sentence.n] = sentence
        elif left[sentence.n]:
            cites = tuple(citation.passage for citation in left[sentence.n])
            doubtful.append(
                DraftSentence(n=sentence.n, text=sentence.text, cites=cites, is_excerpt=sentence.is_excerpt)
            )
    verdicts = proving.judged(
        doubtful, reports, origins(told), is_generated=previous.model.is_generative, policies=policies
    )
    failed: dict[int, str] = {}
    by_n = {sentence.n: sentence for sentence in previous.sentences}
    for verdict in verdicts:
        if verdict.is_supported:
            standing = by_n[verdict.n]
            # What further judges said of other passages no longer counts.
            is_whole = len(left[verdict.n]) == len(standing.citations)
            opinions = standing.verdict.opinions if is_whole else ()
            kept[verdict.n] = replace(standing, citations=left[verdict.n], verdict=replace(verdict, opinions=opinions))
        elif len(left[verdict.n]) == len(by_n[verdict.n].citations):
            failed[verdict.n] = "; ".join(f"{one.check.value}: {one.message}" for one in verdict.findings)
    return publish.standing.amended(previous, kept, failed, reports, now=now, policy=policies.publish)


def origins(told: Sequence[ToldReport]) -> dict[ReportId, OriginId]:
    """Say which reports are of one independent origin, as the sensitive checks take it."""
    roots = stories.independent(stories.heard(told))
    return {one.report.id: ids.OriginId(root) for one, root in zip(told, roots, strict=True)}
