"""From reports to articles: place reports in stories, find what trends, write, verify, publish or hold."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from newswright.errors import NewswrightError
from newswright.pipeline import doubting, drawing, rechecking
from newswright.pipeline.counting import Counting
from newswright.pipeline.room import N_AT_ONCE, Judges, Newsroom, Policies
from newswright.ports import LanguageModel, Store
from newswright.records import ids, stories
from newswright.records.articles import Article, Edit, Hold
from newswright.records.drafts import Draft, DraftSentence, ModelFailure, Prompt, Related
from newswright.records.ids import ReportId
from newswright.records.reports import Passage, Report
from newswright.records.stories import AssignmentKind, Story, ToldReport
from newswright.stages import classify, cluster, publish, verify, write
from newswright.stages.classify import naming

N_TRENDS = 20  # recorded per edition: twice what the page's strip shows
N_RULINGS = 200  # of one story, that are heeded when it is written


def place_reports(room: Newsroom, *, now: datetime) -> Counter[str]:
    """Give each new report its story and its origin, and each story that is to be written its neighbours."""
    tally: Counter[str] = Counter()
    hand = _Hand(room)
    while new := room.store.unassigned_reports(until=now, limit=N_AT_ONCE):
        for run in _runs(new, hand.reach):
            hand.turn_to(run[0].happened_by, run[-1].happened_by)
            placed = hand.window.take(run, draw=hand.draw)
            touched = dict.fromkeys(one.story_id for one in placed)
            # Neighbours first: whoever is stopped here places the same reports again, and finds the same neighbours.
            room.store.put_related({story_id: cluster.related(hand.window, story_id) for story_id in touched})
            room.store.put_assignments(placed)
            tally.update(_TALLIED[one.kind] for one in placed)
            room.progress("reports", tally.total(), tally.total())
    return tally


_TALLIED = {
    AssignmentKind.OPEN: "stories",
    AssignmentKind.JOIN: "reports_joined",
    AssignmentKind.SPLIT: "reports_parted",
    AssignmentKind.MERGE: "reports_merged",
}


def _runs(reports: Sequence[Report], reach: timedelta) -> Iterator[list[Report]]:
    """Cut reports, in order of time, where there is so long a gap that what lies before it is out of reach."""
    run: list[Report] = []
    for report in reports:
        if run and report.happened_by - run[-1].happened_by > 2 * reach:
            yield run
            run = []
        run.append(report)
    if run:
        yield run


class _Hand:
    """Keeps at hand what was told around the reports that are being placed, and nothing else: one report with an old date,
    which any feed may carry, must not fetch the whole archive."""

    def __init__(self, room: Newsroom) -> None:
        self.reach = timedelta(days=room.policies.cluster.horizon_days)
        self.window = room.memory.window or cluster.Window(room.policies.cluster)
        self.draw = drawing.drawing(room.encoder, room.policies.cluster)
        self._store = room.store
        self._until: datetime | None = None  # up to when all that was told is at hand
        room.memory.window = self.window  # what was at hand in the last edition need not be portrayed again

    def turn_to(self, first: datetime, last: datetime) -> None:
        """Bring the window up to date with the store around a run of reports; runs come in order of time."""
        since, until = first - self.reach, last + self.reach
        if self._until is None or since > self._until:
            self.window.forget(since)
        else:
            since = self._until
        self.window.restore(self._store.told_reports(since=since, until=until), draw=self.draw)
        self._until = until


def detect_trends(room: Newsroom, *, now: datetime) -> Counter[str]:
    """Say which stories spread faster and wider than is usual."""
    room.memory.counting = room.memory.counting or Counting(room.policies.trend)
    found = room.memory.counting.detect(room.store, now=now, top=N_TRENDS)
    room.store.put_trends(now, found)
    return Counter(trends=len(found))


def write_stories(room: Newsroom, *, now: datetime) -> Counter[str]:
    """Write, verify and publish (or hold) every story that changed since it was last written."""
    tally: Counter[str] = Counter()
    while due := room.store.unwritten_stories(limit=N_AT_ONCE):
        for n_done, story in enumerate(due, start=1):
            room.progress("stories", n_done, len(due))
            tally[_write_story(room, story, now)] += 1
    return tally


def _write_story(room: Newsroom, story: Story, now: datetime) -> str:
    """Write one story, and say for the tally how it went."""
    told = room.store.story_reports(story.id)
    previous = room.store.article(story.id)
    standing = room.store.last_hold(story.id)
    if standing is not None and standing.held_by:
        room.store.mark_written(story.id, told=told)
        return "held_by_editor"
    edits = [edit for ruling in room.store.rulings(limit=N_RULINGS, story_id=story.id) for edit in ruling.edits]
    related = _related(room.store, story)
    try:
        outcome = compose(
            story,
            told,
            related=related,
            previous=previous,
            model=room.model,
            policies=room.policies,
            now=now,
            edits=edits,
            judges=room.judges,
        )
    except NewswrightError:
        raise  # the store or the settings are at fault, not the story
    except Exception as error:  # one story that a stage cannot cope with must not stop the presses
        reason = f"writing it failed, which is a fault of Newswright's own: {type(error).__name__}: {error}"
        outcome = Hold(story_id=story.id, reason=reason, held_at=now, input_key="", headline=story.title)
    return _settle(room, story, told, previous, outcome, now)


def _settle(
    room: Newsroom,
    story: Story,
    told: Sequence[ToldReport],
    previous: Article | None,
    outcome: Article | Hold | None,
    now: datetime,
) -> str:
    """Publish, hold or leave; where new copy is held and the standing version lost what it stands on, amend that one."""
    if isinstance(outcome, Hold):
        found = None
        if previous is not None and not previous.withdrawn:
            found = rechecking.amended(room.store, previous, told, room.policies, now=now)
        if found is not None and room.store.publish(found.article, found.corrections, told=told):
            return "withdrawn" if found.article.withdrawn else "versions"
        room.store.hold(outcome, told=told)
        return "held"
    if outcome is not None:
        looks = publish.looks.first(outcome, now=now, policy=room.policies.publish)
        if room.store.publish(outcome, publish.corrections(previous, outcome, told), told=told, looks=looks):
            return "articles" if outcome.version == 1 else "versions"
        if outcome is not previous and room.store.article(story.id) != previous:
            return "overtaken"  # somebody published or held meanwhile: the story stays on the desk, and is read anew
    room.store.mark_written(story.id, told=told)
    return "unchanged"


def _related(store: Store, story: Story) -> list[Related]:
    neighbours = (store.article(story_id) for story_id in story.related)
    return [
        Related(story_id=article.story_id, headline=article.headline.text, dateline_at=article.issued_at)
        for article in neighbours
        if article is not None and not article.withdrawn and article.language == story.language
    ]


def compose(
    story: Story,
    told: Sequence[ToldReport],
    *,
    related: Sequence[Related],
    previous: Article | None,
    model: LanguageModel,
    policies: Policies,
    now: datetime,
    edits: Sequence[Edit] = (),
    judges: Judges | None = None,
) -> Article | Hold | None:
    """Write one story: plan, prompt, completion, draft, verdicts, repairs, decision. None where nothing has changed.

    A model's copy that cannot be read, or would be held, gives way to the embedded default's, labelled as what it is.
    """
    plan = write.plan(story, told, related, now=now, policy=policies.write)
    if not plan.evidence:
        return publish.nothing_to_write(story, told, now=now)
    prompt = write.prompt(plan, policy=policies.write)
    desk = _Desk(story, told, previous, _input_key(prompt, model, told), policies, now, edits, judges or Judges())
    if previous is not None and not previous.withdrawn and publish.ruling.base_key(previous) == desk.input_key:
        return None
    standing = write.standing(
        previous, plan, {one.report.id: one.report for one in told}, now=now, policy=policies.write
    )
    if standing is not None and isinstance(kept := desk.decide(standing), Article):
        return None if kept is previous else kept
    completion = model.complete(prompt)
    draft = (
        completion if isinstance(completion, ModelFailure) else write.draft(completion, prompt, policy=policies.write)
    )
    if isinstance(draft, Draft):
        outcome = desk.decide(draft)
        if isinstance(outcome, Article) or not draft.model.is_generative:
            return outcome
    return desk.decide(write.compile(plan, now=now, policy=policies.write))


def _input_key(prompt: Prompt, model: LanguageModel, told: Sequence[ToldReport]) -> str:
    """Name all that an article is made from: what the prompt holds, who writes, and each report with its place and state."""
    reports = (
        f"{one.report.id}/{one.report.revision}/{one.assignment.origin_id}/{one.report.is_withdrawn}" for one in told
    )
    return ids.digest("article", prompt.key, model.name, *sorted(reports), n_chars=32)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Judges drafts of one story and decides on them."""

    story: Story
    told: Sequence[ToldReport]
    previous: Article | None
    input_key: str
    policies: Policies
    now: datetime
    edits: Sequence[Edit] = ()
    judges: Judges = field(default_factory=Judges)

    def decide(self, draft: Draft) -> Article | Hold:
        """Verify each sentence, repair what fails, and publish what stands, or hold it.

        Where all that the compiler's copy lacks is a headline, a report's own title may stand in, if its report bears it out.
        """
        reports = {one.report.id: one.report for one in self.told}
        roots = stories.independent(stories.heard(self.told))
        origins = {one.report.id: ids.OriginId(root) for one, root in zip(self.told, roots, strict=True)}
        bench = verify.Bench(reports, policy=self.policies.verify)
        outcome = self._decided(draft, reports, bench, origins)
        if draft.model.is_generative or not isinstance(outcome, Hold) or outcome.reason != publish.NO_HEADLINE:
            return outcome
        for headline in self._titles(draft, bench, origins):
            titled = self._decided(replace(draft, headline=headline), reports, bench, origins)
            if isinstance(titled, Article):
                return titled
        return outcome

    def _titles(
        self, draft: Draft, bench: verify.Bench, origins: Mapping[ReportId, ids.OriginId]
    ) -> Iterator[DraftSentence]:
        """The reports' titles as headlines, by time, with the passages that bear them out."""
        for title in draft.plan.titles:
            whole = Passage(
                report_id=title.report_id,
                start=0,
                end=len(bench.witnesses[title.report_id].report.text),
                revision=bench.witnesses[title.report_id].report.revision,
            )
            verdict = bench.judge(title.text, [whole], origins=origins, is_excerpt=True)
            if verdict.is_supported and len(title.text) <= self.policies.publish.good_headline_chars:
                yield DraftSentence(n=0, text=title.text, cites=verdict.evidence, is_excerpt=True)

    def _decided(
        self,
        draft: Draft,
        reports: Mapping[ReportId, Report],
        bench: verify.Bench,
        origins: Mapping[ReportId, ids.OriginId],
    ) -> Article | Hold:
        verdicts = verify.draft(draft, reports, origins=origins, policy=self.policies.verify, bench=bench)
        verdicts = doubting.judged(draft, verdicts, bench, self.judges, self.policies.cascade)
        failed = {verdict.n: verdict for verdict in verdicts if not verdict.is_supported}
        repairs = {s.n: verify.repair(s, failed[s.n], bench, origins=origins) for s in draft.sentences if s.n in failed}
        return publish.decide(
            draft,
            verdicts,
            {n: repair for n, repair in repairs.items() if repair is not None},
            story=self.story,
            told=self.told,
            previous=self.previous,
            input_key=self.input_key,
            now=self.now,
            policy=self.policies.publish,
            topics=classify.topics(draft.headline.text, _text(draft), self._hints(), draft.language),
            names=naming.names([one.report for one in self.told]),
            edits=self.edits,
        )

    def _hints(self) -> list[str]:
        return [topic for one in self.told for topic in one.report.topics]


def _text(draft: Draft) -> str:
    return " ".join(sentence.text for sentence in draft.sentences[1:])
