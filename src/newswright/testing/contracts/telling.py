# ruff: noqa: S101 - a contract asserts, and its passwords are made up
"""What a store promises of stories and trends."""

import dataclasses

import pytest

from newswright.errors import StoreError
from newswright.ports import Store
from newswright.records import ids
from newswright.records.ids import StoryId
from newswright.records.readers import VoteCount
from newswright.records.stories import AssignmentKind
from newswright.testing import factories as make
from newswright.testing.contracts.scenes import (
    NOON,
    WALL,
    hours,
    merge,
    place,
    two_merged_stories,
)


class StoriesContract:
    """Stories, and how reports come to them."""

    def test_a_story_sums_up_its_reports(self, store: Store) -> None:
        first, copy, third = (
            make.report("a", "Harbour Post", published_at=NOON - hours(3), topics=("world",)),
            make.report(
                "b", "Sandholm Times", published_at=NOON - hours(2), title="Wall falls", topics=("weather", "world")
            ),
            make.report("c", "Ellery Mail", published_at=NOON - hours(1)),
        )
        store.put_reports([first, copy, third])
        story_id, placed = make.story_of(first, copy, third)
        origin = ids.origin_id(first.id)
        store.put_assignments([placed[0], dataclasses.replace(placed[1], origin_id=origin), placed[2]])
        story = store.story(story_id)
        assert story is not None
        assert story.title == first.title
        assert story.report_ids == (first.id, copy.id, third.id)
        assert (story.opened_at, story.updated_at) == (NOON - hours(3), NOON - hours(1))
        assert (story.n_origins, story.n_outlets, story.topics) == (2, 3, ("world", "weather"))
        assert [one.report for one in store.story_reports(story_id)] == [first, copy, third]

    def test_an_unknown_story_is_none_and_has_no_reports(self, store: Store) -> None:
        assert store.story(WALL) is None
        assert store.story_reports(WALL) == []
        assert store.article(WALL) is None

    def test_an_unknown_report_is_refused_and_nothing_is_placed(self, store: Store) -> None:
        store.put_reports([make.report()])
        with pytest.raises(StoreError, match="not in the store"):
            store.put_assignments([make.assignment(make.report()), make.assignment(make.report("nobody"))])
        assert store.unassigned_reports(until=NOON, limit=9) == [make.report()]

    def test_the_same_assignments_again_mark_nothing_unwritten(self, store: Store) -> None:
        story_id = place(store, make.report())
        store.mark_written(story_id)
        store.put_assignments([make.assignment(make.report())])
        assert store.unwritten_stories(limit=9) == []

    def test_stories_come_by_their_latest_report(self, store: Store) -> None:
        old, new = make.report("old", published_at=NOON - hours(8)), make.report("new")
        store.put_reports([old, new])
        store.put_assignments(map(make.assignment, (old, new)))
        assert [story.report_ids for story in store.stories(limit=9)] == [(new.id,), (old.id,)]
        assert [story.report_ids for story in store.stories(limit=1)] == [(new.id,)]
        assert [story.report_ids for story in store.stories(limit=9, since=NOON - hours(1))] == [(new.id,)]

    def test_unwritten_stories_come_oldest_change_first_and_keep_their_place(self, store: Store) -> None:
        first, second = place(store, make.report("first")), place(store, make.report("second"))
        place(store, make.report("third"), first)
        assert [story.id for story in store.unwritten_stories(limit=9)] == [first, second]
        assert [story.id for story in store.unwritten_stories(limit=1)] == [first]
        store.mark_written(first)
        assert [story.id for story in store.unwritten_stories(limit=9)] == [second]

    def test_a_revised_report_has_its_story_written_anew(self, store: Store) -> None:
        story_id = place(store, make.report())
        store.mark_written(story_id)
        store.put_reports([make.report(title="Wall rebuilt")])
        assert [story.title for story in store.unwritten_stories(limit=9)] == ["Wall rebuilt"]

    def test_a_report_that_moves_changes_both_stories(self, store: Store) -> None:
        first, second = make.report("first"), make.report("second")
        there, here = place(store, first), place(store, second)
        place(store, make.report("third"), there)
        store.put_assignments([make.assignment(make.report("third"), here)])
        assert [story.report_ids for story in (store.story(there), store.story(here)) if story] == [
            (first.id,),
            tuple(sorted((second.id, make.report("third").id))),
        ]

    def test_a_merged_story_still_answers_and_says_into_what(self, store: Store) -> None:
        into, merged = two_merged_stories(store)
        gone, stays = store.story(merged), store.story(into)
        assert gone is not None
        assert stays is not None
        assert (gone.merged_into, gone.report_ids, len(stays.report_ids)) == (into, (), 4)
        assert [story.id for story in store.stories(limit=9)] == [into]
        assert [story.id for story in store.unwritten_stories(limit=9)] == [into]
        assert store.story_reports(merged) == store.story_reports(into)

    def test_a_report_that_joins_a_merged_story_joins_what_it_went_into(self, store: Store) -> None:
        into, merged = two_merged_stories(store)
        place(store, make.report("late"), merged)
        assert [one.assignment.story_id for one in store.story_reports(into)] == [into] * 5

    def test_merges_are_followed_to_their_end(self, store: Store) -> None:
        into, merged = two_merged_stories(store)
        bridge = make.report("bridge")
        last = place(store, bridge)
        store.put_assignments([merge(bridge, last, into)])
        found = store.story(merged)
        assert found is not None
        assert found.merged_into == last
        assert len(store.story_reports(merged)) == 5

    def test_merging_twice_changes_nothing_more(self, store: Store) -> None:
        into, merged = two_merged_stories(store)
        store.mark_written(into)
        store.put_assignments([merge(make.report("bridge-0"), into, merged)])
        assert store.unwritten_stories(limit=9) == []

    def test_a_story_that_is_split_off_again_stands_by_itself(self, store: Store) -> None:
        into, merged = two_merged_stories(store)
        split = make.assignment(make.report("b"), merged, kind=AssignmentKind.SPLIT, previous_story_id=into)
        store.put_assignments([split])
        story = store.story(merged)
        assert story is not None
        assert (story.merged_into, story.report_ids) == (None, (make.report("b").id,))
        assert len(store.story_reports(into)) == 3

    def test_the_article_and_the_hold_and_the_votes_of_a_merged_story_are_followed(self, store: Store) -> None:
        into, merged = place(store, make.report("a")), place(store, make.report("b"))
        store.publish(make.article(merged, "Of the merged story"))
        store.put_vote(make.vote(1, "tove", merged))
        store.put_vote(make.vote(-1, "ada", merged))
        store.put_vote(make.vote(1, "ada", into, voted_at=NOON + hours(1)))
        store.put_assignments([merge(make.report("a"), into, merged)])
        assert [article.headline.text for article in store.articles(limit=9)] == ["Of the merged story"]
        store.publish(make.article(into, "Of what it went into"))
        store.hold(make.hold(into))
        assert [article.headline.text for article in store.articles(limit=9)] == ["Of what it went into"]
        assert [hit.story_id for hit in store.search("story OR into", limit=9)] == []
        assert [hit.headline for hit in store.search("merged", limit=9)] == []
        assert store.article(merged) == store.article(into)
        assert store.versions(merged) == store.versions(into)
        assert store.last_hold(merged) == make.hold(into)
        assert store.vote_counts([into, merged]) == {into: VoteCount(n_up=2), merged: VoteCount()}
        assert store.put_vote(make.vote(-1, "tove", merged)) == make.vote(1, "tove", into)

    def test_neighbours_are_replaced(self, store: Store) -> None:
        story_id = place(store, make.report())
        store.put_related({story_id: [StoryId("a"), StoryId("b")]})
        store.put_related({story_id: [StoryId("c"), StoryId("a")]})
        story = store.story(story_id)
        assert story is not None
        assert story.related == ("c", "a")
        assert [one.related for one in store.stories(limit=1)] == [("c", "a")]

    def test_the_latest_trends_come_best_first(self, store: Store) -> None:
        store.put_trends(NOON - hours(1), [make.trend(WALL, NOON - hours(1))])
        weak, strong = make.trend(StoryId("a"), trend_score=1.0), make.trend(StoryId("b"), trend_score=9.0)
        store.put_trends(NOON, [weak])
        store.put_trends(NOON, [weak, strong])
        assert store.trends() == [strong, weak]
        assert store.trend_history(WALL) == [make.trend(WALL, NOON - hours(1))]

    def test_nothing_trending_is_recorded_too(self, store: Store) -> None:
        store.put_trends(NOON - hours(1), [make.trend(WALL, NOON - hours(1))])
        store.put_trends(NOON, [])
        assert store.trends() == []
