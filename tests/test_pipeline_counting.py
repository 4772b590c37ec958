"""Trend counters that are kept between editions say what a fresh count of the store says, whoever works on it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from newswright.adapters.store import open_store
from newswright.pipeline.counting import Counting
from newswright.ports import Store
from newswright.records import ids
from newswright.records.ids import OriginId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment, AssignmentKind, Edition, ToldReport, Trend
from newswright.stages import trend
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore

POLICY = trend.TrendPolicy(baseline_days=1.0, recent_h=16.0, min_score=1e-9)  # names whatever two outlets tell
STORIES = [StoryId(name) for name in "abcd"]
OUTLETS = ("Harbour Post", "Varnholm Courier", "Aster Daily", "Dunmere Sun")


class Press:
    """A process with counters of its own: an edition begins, changes things, looks for trends, writes, ends."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.counting = Counting(POLICY)
        self.edition: Edition | None = None
        self.has_looked = False

    def begin(self, now: datetime) -> None:
        self.edition = Edition(id=ids.EditionId(now.isoformat()), started_at=now)
        self.has_looked = False
        self.store.put_edition(self.edition)

    def look(self, now: datetime) -> list[Trend]:
        self.has_looked = True
        return self.counting.detect(self.store, now=now, top=9)

    def write(self) -> None:
        for story in self.store.unwritten_stories(limit=99):
            self.store.mark_written(story.id)

    def end(self, now: datetime) -> None:
        assert self.edition
        self.store.put_edition(replace(self.edition, finished_at=now))
        self.edition = None


def afresh(store: Store, now: datetime) -> list[Trend]:
    return Counting(POLICY).detect(store, now=now, top=9)


class TwoPresses(RuleBasedStateMachine):
    """Two processes on one store, in whatever order their work falls."""

    def __init__(self) -> None:
        super().__init__()
        self.store = MemoryStore()
        self.now = make.NOON
        self.known: list[Report] = []
        self.presses = [Press(self.store), Press(self.store)]

    who = st.integers(0, 1)
    n_story = st.integers(0, 2)
    place = st.integers(0, 99)

    @rule(minutes=st.sampled_from([10, 60, 500]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(who=who, n_steps=st.integers(1, 5))
    def go_on(self, who: int, n_steps: int) -> None:
        """Take an edition some steps further: begin, look, write, end."""
        press = self.presses[who]
        for _ in range(n_steps):
            if press.edition is None:
                self.now += timedelta(seconds=1)
                press.begin(self.now)
                self._tell("opening", who, STORIES[3], 0.0)
            elif not press.has_looked:
                assert press.look(self.now) == afresh(self.store, self.now)
            elif self.store.unwritten_stories(limit=1):
                press.write()
            else:
                press.end(self.now)

    @rule(who=who, n_story=n_story, hours_ago=st.lists(st.floats(0, 26), min_size=1, max_size=4))
    def tell(self, who: int, n_story: int, hours_ago: list[float]) -> None:
        if self._is_changing(who):
            for n, hours in enumerate(hours_ago):
                self._tell("wire" if hours > 13 else "", n, STORIES[n_story], hours)

    def _tell(self, origin: str, n_outlet: int, story: StoryId, hours_ago: float) -> None:
        name, at = f"n{len(self.known)}", self.now - timedelta(hours=hours_ago)
        report = make.report(name, OUTLETS[n_outlet], title=name, published_at=at, seen_at=self.now)
        self.known.append(report)
        self.store.put_reports([report])
        placed = make.assignment(report, story, origin_id=OriginId(origin or report.id))
        self.store.put_assignments([placed])

    @rule(who=who, n=place, n_story=n_story, kind=st.sampled_from(AssignmentKind))
    def move(self, who: int, n: int, n_story: int, kind: AssignmentKind) -> None:
        if self._is_changing(who) and self.known:
            report = self.known[n % len(self.known)]
            before = next(one.story_id for one in self._places() if one.report_id == report.id)
            self.store.put_assignments([make.assignment(report, STORIES[n_story], kind=kind, previous_story_id=before)])

    @rule(who=who, n=place, hours=st.sampled_from([0, 2, 30]))
    def revise(self, who: int, n: int, hours: int) -> None:
        if self._is_changing(who) and self.known:
            n %= len(self.known)
            report = replace(self.known[n], title=f"again at {self.now}")
            self.known[n] = replace(report, published_at=report.published_at - timedelta(hours=hours))
            self.store.put_reports([self.known[n]])

    @rule(who=who, minutes=st.integers(1, 99))
    def turn_the_clock_back(self, who: int, minutes: int) -> None:
        if self._is_changing(who):
            then = self.now - timedelta(minutes=minutes)
            assert self.presses[who].counting.detect(self.store, now=then, top=9) == afresh(self.store, then)

    @rule(who=who)
    def restart(self, who: int) -> None:
        self.presses[who].counting = Counting(POLICY)

    def _is_changing(self, who: int) -> bool:
        return self.presses[who].edition is not None and not self.presses[who].has_looked

    def _places(self) -> list[Assignment]:
        told = self.store.told_reports(since=make.NOON - timedelta(days=99), until=make.NOON + timedelta(days=9999))
        return [one.assignment for one in told]


TwoPresses.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestTwoPresses = TwoPresses.TestCase


def test_what_another_process_placed_in_the_store_s_file_is_seen(tmp_path: Path) -> None:
    stores = [open_store(str(tmp_path / "news.sqlite3")) for _ in range(2)]
    one, other = map(Press, stores)
    for hour, press in enumerate([one, one, other, one, other, other, one, one, one]):
        now = make.NOON + timedelta(hours=hour)
        press.begin(now)
        reports = [make.report(f"{hour}-{n}", OUTLETS[n], published_at=now, seen_at=now) for n in range(4)]
        press.store.put_reports(reports)
        press.store.put_assignments(make.assignment(each, STORIES[hour % 3]) for each in reports[: 1 + hour % 4])
        found = press.look(now)
        assert found == afresh(press.store, now)
        press.write()
        press.end(now)
    assert len(found) == 3
    for store in stores:
        store.close()


class Scene:
    """A press with three stories in its counters, and a clock."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.press, self.other = Press(self.store), Press(self.store)
        self.now = make.NOON
        self.known: list[Report] = []
        self.press.begin(self.now)
        for n in range(9):
            self.tell(STORIES[n % 3], OUTLETS[n // 3])
        self.finish()

    def tell(self, story: StoryId, outlet: str) -> None:
        name, at = f"n{len(self.known)}", self.now - timedelta(minutes=5)
        self.known.append(make.report(name, outlet, title=name, published_at=at, seen_at=self.now))
        self.store.put_reports(self.known[-1:])
        self.store.put_assignments([make.assignment(self.known[-1], story)])

    def begin(self, press: Press) -> None:
        self.now += timedelta(minutes=10)
        press.begin(self.now)

    def finish(self) -> None:
        self.is_in_step()
        self.press.write()
        self.press.end(self.now)

    def is_in_step(self) -> None:
        assert self.press.look(self.now) == afresh(self.store, self.now) != []


def test_what_another_edition_placed_and_wrote_between_two_looks_is_seen() -> None:
    scene = Scene()
    scene.begin(scene.other)
    scene.store.put_assignments([make.assignment(scene.known[0], STORIES[1])])
    scene.other.write()
    scene.other.end(scene.now)
    scene.begin(scene.press)
    scene.is_in_step()


def test_what_another_edition_wrote_that_went_on_beside_a_look_is_seen_at_the_next() -> None:
    scene = Scene()
    scene.begin(scene.other)
    scene.begin(scene.press)
    scene.finish()
    scene.store.put_assignments([make.assignment(scene.known[0], STORIES[1])])
    scene.other.write()
    scene.other.end(scene.now)
    scene.begin(scene.press)
    scene.is_in_step()


def test_an_edition_that_goes_on_for_long_is_noticed_as_long_as_it_does() -> None:
    scene = Scene()
    scene.begin(scene.other)
    for n in range(4):
        scene.begin(scene.press)
        scene.finish()
        scene.store.put_assignments([make.assignment(scene.known[n], STORIES[3])])
        scene.other.write()
    scene.begin(scene.press)
    scene.is_in_step()


def test_a_revision_that_dates_a_report_far_back_takes_it_out() -> None:
    scene = Scene()
    scene.begin(scene.press)
    scene.store.put_reports(
        [replace(scene.known[0], title="Told long ago", published_at=make.NOON - timedelta(days=9))]
    )
    scene.is_in_step()


def test_a_clock_that_went_back_and_on_again_loses_nothing() -> None:
    scene = Scene()
    scene.begin(scene.press)
    scene.tell(STORIES[3], OUTLETS[0])
    scene.tell(STORIES[3], OUTLETS[1])
    scene.finish()
    late, scene.now = scene.now, make.NOON + timedelta(minutes=1)
    scene.press.begin(scene.now)
    scene.finish()
    scene.now = late
    scene.begin(scene.press)
    scene.is_in_step()


# What it costs


class Watched(MemoryStore):
    """A store that notes how many reports were read."""

    n_read = 0

    def told_reports(self, *, since: datetime, until: datetime) -> Iterator[ToldReport]:
        for one in super().told_reports(since=since, until=until):
            self.n_read += 1
            yield one

    def story_reports(self, story_id: StoryId) -> list[ToldReport]:
        found = super().story_reports(story_id)
        self.n_read += len(found)
        return found


def edition(press: Press, now: datetime, n_reports: int) -> None:
    """One with so many new reports, each of a story of its own."""
    press.begin(now)
    reports = [
        make.report(f"{now:%d%H%M}-{n}", OUTLETS[n % 4], published_at=now, seen_at=now) for n in range(n_reports)
    ]
    press.store.put_reports(reports)
    press.store.put_assignments(map(make.assignment, reports))
    press.look(now)
    press.write()
    press.end(now)


def test_an_edition_reads_what_is_new_and_not_the_week() -> None:
    store = Watched()
    press = Press(store)
    for hour in range(20):
        edition(press, make.NOON + timedelta(hours=hour), 20)
    store.n_read = 0
    edition(press, make.NOON + timedelta(hours=20), 3)
    assert (
        store.n_read <= 6 + 20
    )  # what is new is met twice, by its story and by its time; the last edition's instant again


def test_what_lies_before_the_baseline_is_let_go() -> None:
    press = Press(MemoryStore())
    sizes = []
    for hour in range(0, 120, 4):
        edition(press, make.NOON + timedelta(hours=hour), 5)
        sizes.append(len(press.counting))
    assert max(sizes) == sizes[-1] == 7 * 5  # every four hours within a day, both ends included


def test_more_stories_than_are_worth_asking_for_one_by_one_are_read_at_once() -> None:
    store = Watched()
    press = Press(store)
    edition(press, make.NOON, 3)
    store.n_read = 0
    edition(press, make.NOON + timedelta(hours=1), 2_100)
    assert len(press.counting) == store.n_read == 2_103


def test_a_trend_is_dated_by_a_first_report_that_lies_before_the_baseline() -> None:
    store = MemoryStore()
    old = make.report("old", "Early Post", published_at=make.NOON - timedelta(days=3))
    new = [make.report("new", outlet, title=outlet, published_at=make.NOON) for outlet in OUTLETS]
    store.put_reports([old, *new])
    store.put_assignments([make.assignment(one, StoryId("saga")) for one in [old, *new]])
    (found,) = afresh(store, make.NOON)
    assert found.since == old.published_at
    assert any(reason.endswith("11 March 2026 by Early Post") for reason in found.reasons)
