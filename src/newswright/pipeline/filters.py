"""Single stages, and short runs of them, over reports that are at hand: what the filters of the command line do. No store."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from newswright.pipeline import doubting, press
from newswright.pipeline.room import Judges, Policies
from newswright.ports import LanguageModel, Store
from newswright.records import ids, stories
from newswright.records.articles import Article, Hold
from newswright.records.drafts import DraftSentence, Verdict
from newswright.records.reports import Passage, Report
from newswright.records.stories import Assignment, AssignmentKind, ToldReport, Trend
from newswright.stages import cluster, trend, verify
from newswright.stages.verify import cascade

Judge = Callable[[int, str, Sequence[str] | None], Verdict]


def placed(reports: Sequence[Report], *, policy: cluster.ClusterPolicy | None = None) -> list[ToldReport]:
    """Place reports, and give them back in the order of time."""
    assignments = cluster.all(reports, policy=policy or cluster.ClusterPolicy())
    told = [ToldReport(report=r, assignment=a) for r, a in zip(reports, assignments, strict=True)]
    return sorted(told, key=lambda one: (one.report.happened_by, one.report.id))


def one_story(reports: Sequence[Report], *, policy: cluster.ClusterPolicy | None = None) -> list[ToldReport]:
    """Take reports for one story, whatever clustering would say; near-copies still share their origin."""
    told = placed(reports, policy=policy)
    story_id = ids.story_id(told[0].report.id)
    return [
        ToldReport(
            report=one.report,
            assignment=Assignment(
                report_id=one.report.id,
                story_id=story_id,
                origin_id=one.assignment.origin_id,
                kind=AssignmentKind.OPEN if n == 0 else AssignmentKind.JOIN,
                similarity=one.assignment.similarity,
                neighbour_id=one.assignment.neighbour_id,
            ),
        )
        for n, one in enumerate(told)
    ]


def write_one(
    reports: Sequence[Report],
    *,
    model: LanguageModel,
    policies: Policies,
    now: datetime,
) -> Article | Hold:
    """Write one article from the reports (at least one) of one story."""
    told = one_story(reports, policy=policies.cluster)
    story = stories.from_reports(told[0].assignment.story_id, told)
    outcome = press.compose(story, told, related=(), previous=None, model=model, policies=policies, now=now)
    assert outcome is not None  # noqa: S101 - without a previous article there is always an outcome
    return outcome


def judge_of(reports: Sequence[Report], *, policies: Policies | None = None, judges: Judges | None = None) -> Judge:
    """Index reports once, and return what judges a sentence: (n, text, ids of the cited reports or None for all) → Verdict.

    Of further judges, an encoder is asked where the verdict is unsure.
    """
    known: Mapping[ids.ReportId, Report] = {report.id: report for report in reports}
    said = policies or Policies()
    bench = verify.Bench(known, policy=said.verify)
    origins = {one.report.id: one.assignment.origin_id for one in placed(reports)}

    def judge(n: int, text: str, cites: Sequence[str] | None) -> Verdict:
        passages = None if cites is None else [_whole(ids.ReportId(cite), known) for cite in cites]
        verdict = bench.judge(text, passages, n=n, origins=origins)
        if judges is None:
            return verdict
        sentence = DraftSentence(n=n, text=text, cites=tuple(passages or ()))
        found = cascade.doubts([sentence], [verdict], bench, policy=said.cascade)
        return cascade.weighed([verdict], [doubting.of_encoder(found, judges, said.cascade)], said.cascade)[0]

    return judge


def _whole(report_id: ids.ReportId, known: Mapping[ids.ReportId, Report]) -> Passage:
    end = len(known[report_id].text) if report_id in known else 0
    return Passage(report_id=report_id, start=0, end=end)


def replay_trends(
    reports: Sequence[Report], *, every: timedelta, top: int, policies: Policies | None = None
) -> Iterator[tuple[datetime, list[Trend]]]:
    """Look for trends tick by tick, each time by what was published until then; ticks without any are passed over.

    Reports are placed as they come, so that no story is known by what was told of it later.
    """
    said = policies or Policies()
    reach, past = timedelta(days=said.cluster.horizon_days), timedelta(days=said.trend.baseline_days)
    window, counters = cluster.Window(said.cluster), trend.Counters(said.trend)
    coming = deque(sorted(reports, key=lambda report: (report.happened_by, report.id)))
    first: dict[ids.StoryId, Report] = {}  # that was placed in each story, for those that outlive the baseline
    at = coming[0].happened_by if coming else None
    last = coming[-1].happened_by + every if coming else None
    while at is not None and last is not None and at <= last:
        tick = {}
        while coming and coming[0].happened_by <= at:
            report = coming.popleft()
            tick[report.id] = report
        if tick:
            window.forget(at - reach)
            counters.forget(at - past)
            for assignment in window.take(tick.values()):
                if assignment.report_id in tick:
                    counters.add(tick[assignment.report_id], assignment)
                    first.setdefault(assignment.story_id, tick[assignment.report_id])
                else:
                    counters.move(assignment)
        found = counters.detect(at, top)
        if found:
            yield at, [_opened(one, first.get(one.story_id), at - past) for one in found]
        at += every


def _opened(found: Trend, first: Report | None, since: datetime) -> Trend:
    """Date a trend by the first report of its story, where that lies before all that is counted."""
    return trend.opened_by(found, first) if first and first.happened_by < since else found


def replay_instants(store: Store, *, every: timedelta, until: datetime) -> Iterator[datetime]:
    """Step through the time of the reports that wait to be placed: the end of each step that has any."""
    waiting = store.unassigned_reports(until=until, limit=1)
    at = waiting[0].happened_by + every if waiting else until
    while waiting and at < until:
        if waiting[0].happened_by <= at:
            yield at
            waiting = store.unassigned_reports(until=until, limit=1)
        at += every
    if waiting:
        yield until
