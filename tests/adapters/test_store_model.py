"""Whatever is done to it in whatever order, the store on SQLite answers as the plain store in memory does."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from newswright.adapters.store.sql import SqlStore
from newswright.errors import StoreError
from newswright.ports import Store
from newswright.records import ids
from newswright.records.ids import ReaderId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import AssignmentKind
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore

NAMES = "abcdef"


def told(name: str, title: str = "First") -> Report:
    """A report of that name; each is an hour older than the one before it."""
    published_at = make.NOON - make.hours(NAMES.index(name))
    return make.report(name, f"Outlet {name}", title=title, text="Short.", published_at=published_at)


STORIES = [ids.story_id(told(name).id) for name in NAMES[:4]]
WHO = [ReaderId("ada"), ReaderId("tove")]

a_name = st.sampled_from(NAMES)
a_story = st.sampled_from(STORIES)
an_hour = st.integers(0, 5).map(lambda n: make.NOON + make.hours(n))
a_topic = st.sampled_from(["sea", "land"])


class TwoStores(RuleBasedStateMachine):
    """Everything is done to both; both must say the same, and look the same afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.sql = SqlStore(str(Path(self.folder.name) / "news.sqlite3"))
        sa.event.listen(self.sql._engine, "connect", lambda driver, _: driver.execute("PRAGMA synchronous = OFF"))
        self.sql._engine.dispose()
        self.stores: tuple[Store, Store] = (MemoryStore(), self.sql)

    def teardown(self) -> None:
        assert self.sql.check() == []
        self.sql.close()
        self.folder.cleanup()

    @rule(names=st.lists(a_name, max_size=4), title=st.sampled_from(["First", "Second"]))
    def report(self, names: list[str], title: str) -> None:
        self.agree([store.put_reports([told(name, title) for name in names]) for store in self.stores])

    @rule(placed=st.lists(st.tuples(a_name, a_story, st.sampled_from(AssignmentKind), a_story), min_size=1, max_size=3))
    def place(self, placed: list[tuple[str, StoryId, AssignmentKind, StoryId]]) -> None:
        batch = [
            make.assignment(told(name), story_id, kind=kind, previous_story_id=previous)
            for name, story_id, kind, previous in placed
        ]
        answers = []
        for store in self.stores:
            try:
                store.put_assignments(batch)
                answers.append("placed")
            except StoreError as error:
                answers.append(str(error))
        self.agree(answers)

    @rule(story_id=a_story, version=st.integers(1, 3), at=an_hour, topic=a_topic)
    def publish(self, story_id: StoryId, version: int, at: datetime, topic: str) -> None:
        article = make.article(story_id, f"Headline {version}", version=version, issued_at=at, topics=(topic,))
        self.agree([store.publish(article, [make.correction(story_id, version=version)]) for store in self.stores])

    @rule(story_id=a_story, at=an_hour)
    def hold(self, story_id: StoryId, at: datetime) -> None:
        for store in self.stores:
            store.hold(make.hold(story_id, held_at=at))

    @rule(story_id=a_story)
    def leave(self, story_id: StoryId) -> None:
        for store in self.stores:
            store.mark_written(story_id)

    @rule(who=st.sampled_from(WHO), story_id=a_story, value=st.sampled_from([-1, 0, 1]), at=an_hour)
    def vote(self, who: ReaderId, story_id: StoryId, value: int, at: datetime) -> None:
        self.agree([store.put_vote(make.vote(value, who, story_id, voted_at=at)) for store in self.stores])

    @rule(topic=a_topic, before=an_hour, story_id=a_story)
    def leaf_through(self, topic: str, before: datetime, story_id: StoryId) -> None:
        self.agree([store.articles(limit=2, topic=topic) for store in self.stores])
        self.agree([store.articles(limit=2, before=before, before_id=story_id) for store in self.stores])

    @invariant()
    def both_look_the_same(self) -> None:
        plain, sql = map(looks, self.stores)
        for name in plain:
            assert (name, plain[name]) == (name, sql[name])

    def agree(self, answers: Sequence[object]) -> None:
        assert answers[0] == answers[1]


def looks(store: Store) -> dict[str, object]:
    """All that can be asked about the stories of this play."""
    until = make.NOON + make.hours(9)
    return {
        "unassigned": store.unassigned_reports(until=until, limit=99),
        "told": list(store.told_reports(since=make.NOON - make.hours(99), until=until)),
        "stories": store.stories(limit=99),
        "each": [
            (each.merged_into, each.report_ids, each.title) if each else None for each in map(store.story, STORIES)
        ],
        "their reports": [store.story_reports(each) for each in STORIES],
        "unwritten": [each.id for each in store.unwritten_stories(limit=99)],
        "articles": store.articles(limit=99),
        "versions": [store.versions(each) for each in STORIES],
        "latest": [store.article(each) for each in STORIES],
        "candidates": store.candidates(since=make.NOON, limit=99),
        "topics": store.topics(),
        "found": sorted(hit.story_id for hit in store.search("headline", limit=99)),
        "holds": store.holds(limit=99),
        "present holds": [store.last_hold(each) for each in STORIES],
        "votes": [store.votes(who) for who in WHO],
        "counts": store.vote_counts(STORIES),
    }


TestTwoStores = TwoStores.TestCase
TestTwoStores.settings = settings(
    max_examples=6,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate],  # to shrink a failure, which takes minutes, add Phase.shrink
)
