# ruff: noqa: S106 - a contract asserts, and its passwords are made up
"""What several promises begin with."""

from datetime import datetime

from newswright.ports import Store
from newswright.records.ids import ReaderId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment, AssignmentKind
from newswright.testing import factories as make

NOON, hours = make.NOON, make.hours
LONG_AGO = NOON - hours(24 * 365)
TOVE = ReaderId("tove")
WALL = StoryId("wall")


def place(store: Store, report: Report, story_id: StoryId | None = None) -> StoryId:
    """Put a report into the store and into a story (its own, where none is named)."""
    store.put_reports([report])
    assignment = make.assignment(report, story_id)
    store.put_assignments([assignment])
    return assignment.story_id


def merge(report: Report, into: StoryId, merged: StoryId) -> Assignment:
    """Say that a report made one story of two."""
    return make.assignment(report, into, kind=AssignmentKind.MERGE, previous_story_id=merged)


def two_merged_stories(store: Store) -> tuple[StoryId, StoryId]:
    """Two stories of two and one reports, and a report that made one of them: (what stays, what was merged)."""
    into, merged = place(store, make.report("a")), place(store, make.report("b"))
    place(store, make.report("c"), into)
    bridge = make.report("bridge-0")
    store.put_reports([bridge])
    store.put_assignments([merge(bridge, into, merged)])
    return into, merged


def fill_with_doings(store: Store, who: str, at: datetime = NOON) -> None:
    """Let a reader do a little of everything."""
    store.put_reader(make.reader(who, password_hash="$argon2id$…"))
    store.put_profile(make.profile(who, languages=("en",)))
    store.put_vote(make.vote(1, who))
    store.put_engagement(make.engagement(who, at=at))
    store.put_impressions([make.impression(1, who)])
    store.put_problem(make.problem(f"problem-of-{who}", who))
