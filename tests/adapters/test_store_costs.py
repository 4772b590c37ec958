"""What is asked while people wait costs the same however large the archive is: counted in steps of the database's machine."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from newswright.adapters.store.sql import SqlStore
from newswright.records.ids import ReaderId, SourceId, StoryId
from newswright.records.reports import Report
from newswright.testing import factories as make

SMALL, LARGE = 40, 400
MOST_GROWTH = 1.6  # a tenfold archive adds a level to some trees; what walks through it costs ten times as much
STEPS = 10  # of the machine, between two looks at the counter

Ask = Callable[[SqlStore], object]

ASKED: dict[str, Ask] = {
    "front page": lambda store: store.articles(limit=5),
    "front page, later page": lambda store: store.articles(
        limit=5, before=make.NOON - make.hours(20), before_id=told(19)[1]
    ),
    "topic": lambda store: store.articles(limit=5, topic="world"),
    "name": lambda store: store.articles(limit=5, name="Port Ellery", before=make.NOON - make.hours(9)),
    "source": lambda store: store.articles(limit=5, source_id=SourceId("the-harbour-post")),
    "topic and name": lambda store: store.articles(limit=5, topic="world", name="Port Ellery"),
    "candidates": lambda store: store.candidates(since=make.NOON - make.hours(5), limit=5),
    "article": lambda store: store.article(told(7)[1]),
    "report": lambda store: store.report(told(7)[0].id),
    "reports": lambda store: store.reports([told(7)[0].id, told(9)[0].id]),
    "story": lambda store: store.story(told(7)[1]),
    "story's reports": lambda store: store.story_reports(told(7)[1]),
    "stories": lambda store: store.stories(limit=5),
    "unwritten stories": lambda store: store.unwritten_stories(limit=5),
    "unassigned reports": lambda store: store.unassigned_reports(until=make.NOON, limit=5),
    "told reports of an hour": lambda store: list(
        store.told_reports(since=told(8)[0].published_at, until=told(7)[0].published_at)
    ),
    "trends": lambda store: store.trends(),
    "a story's trends": lambda store: store.trend_history(told(7)[1]),
    "pending entries": lambda store: store.pending_entries(now=make.NOON, limit=5),
    "corrections": lambda store: store.corrections(limit=5),
    "holds": lambda store: store.holds(limit=5),
    "rare search": lambda store: store.search("unmistakable", limit=5),
    "votes": lambda store: store.votes(ReaderId("reader-7")),
    "vote counts": lambda store: store.vote_counts([told(7)[1]]),
    "model use": lambda store: store.model_use(since=make.NOON - make.hours(2)),
    "put a report": lambda store: store.put_reports([make.report("new")]),
    "revise a report": lambda store: store.put_reports([make.report("r7", title="Revised")]),
    "place a report": lambda store: store.put_assignments([make.assignment(make.report("new"), told(7)[1])]),
    "publish": lambda store: store.publish(make.article(told(7)[1], version=2)),
    "hold": lambda store: store.hold(make.hold(told(7)[1])),
    "vote": lambda store: store.put_vote(make.vote(1, story=told(7)[1])),
    "visit": lambda store: store.put_visit(make.feed_state(), [make.entry("new")]),
    "settle": lambda store: store.settle_entry(make.entry("e1"), make.failure()),
    "delete a reader": lambda store: store.delete_reader(ReaderId("reader-7")),
}


def told(n: int) -> tuple[Report, StoryId]:
    """The report that came n hours ago, and its story."""
    report = make.report(f"r{n}", text="Short.", published_at=make.NOON - make.hours(n))
    return report, make.assignment(report).story_id


def fill(store: SqlStore, n_stories: int) -> None:
    """A story every hour, backwards, with all that hangs on one."""
    reports = [told(n)[0] for n in range(n_stories)]
    store.put_reports(reports)
    store.put_assignments(map(make.assignment, reports))
    for n in range(n_stories):
        story_id = told(n)[1]
        issued_at = make.NOON - make.hours(n)
        store.publish(
            make.article(story_id, "Unmistakable" if n == 5 else "Plain", issued_at=issued_at),
            [make.correction(story_id, at=issued_at)],
        )
        store.put_vote(make.vote(1, f"reader-{n}", story_id))
        store.put_trends(issued_at, [make.trend(story_id, issued_at)])
        store.put_completion(f"key-{n}", story_id, make.completion(), at=issued_at)
    store.put_visit(make.feed_state(), [make.entry(f"e{n}") for n in range(n_stories)])
    store.put_reports([make.report("new", seen_at=make.NOON)])
    for n in range(n_stories // 2):
        store.hold(make.hold(told(n)[1], held_at=make.NOON - make.hours(n)))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SqlStore, SqlStore]]:
    opened = []
    for size in (SMALL, LARGE):
        store = SqlStore(str(tmp_path_factory.mktemp("stores") / "news.sqlite3"))
        sa.event.listen(store._engine, "connect", lambda driver, _: driver.execute("PRAGMA synchronous = OFF"))
        store._engine.dispose()  # the connections made from now on do not wait for the disk: it is not what is measured
        fill(store, size)
        opened.append(store)
    yield opened[0], opened[1]
    for store in opened:
        store.close()


def n_steps(store: SqlStore, ask: Ask) -> int:
    """Count the steps that the database's machine takes to answer."""
    counter = itertools.count()

    def look() -> int:
        next(counter)
        return 0

    def watch(driver: Any, *_: object) -> None:
        driver.set_progress_handler(look, STEPS)

    sa.event.listen(store._engine, "checkout", watch)
    try:
        ask(store)
    finally:
        sa.event.remove(store._engine, "checkout", watch)
    return next(counter) * STEPS


@pytest.mark.parametrize("name", ASKED)
def test_a_tenfold_archive_costs_no_more(stores: tuple[SqlStore, SqlStore], name: str) -> None:
    small, large = (n_steps(store, ASKED[name]) for store in stores)
    assert large <= small * MOST_GROWTH + 20 * STEPS, f"{small} steps with {SMALL} stories, {large} with {LARGE}"
