# ruff: noqa: S101 - a contract asserts, and its passwords are made up
"""What a store promises of sources, feeds, entries and reports."""

from typing import Any

import pytest

from newswright.ports import Store
from newswright.records import ids
from newswright.records.ids import ReportId, SourceId
from newswright.records.sources import AiUse, Rights
from newswright.testing import factories as make
from newswright.testing.contracts.scenes import (
    LONG_AGO,
    NOON,
    hours,
)


class SourcesContract:
    """Sources, feeds, visits, and entries whose page is still to be read."""

    def test_sources_come_back_by_name(self, store: Store) -> None:
        store.put_sources([make.source("Sandholm Times"), make.source("Harbour Post", owner="Northern Press")])
        assert [source.name for source in store.sources()] == ["Harbour Post", "Sandholm Times"]
        assert store.sources()[0].owner == "Northern Press"

    def test_a_source_is_updated_by_its_id_and_feeds_that_are_not_named_stay(self, store: Store) -> None:
        store.put_sources([make.source()], [make.feed()])
        store.put_sources([make.source(owner="Northern Press")])
        assert [source.owner for source in store.sources()] == ["Northern Press"]
        assert store.feeds() == [make.feed()]

    def test_feeds_come_back_by_url_and_a_feed_never_visited_has_no_state(self, store: Store) -> None:
        feeds = [make.feed("https://b.example/rss"), make.feed("https://a.example/rss")]
        store.put_sources([make.source()], feeds)
        assert [feed.url for feed in store.feeds()] == ["https://a.example/rss", "https://b.example/rss"]
        assert store.feed_states() == {}

    def test_a_removed_source_keeps_its_reports_and_loses_its_feeds_and_what_is_pending(self, store: Store) -> None:
        store.put_sources([make.source()], [make.feed()])
        store.put_visit(make.feed_state(), [make.entry()])
        store.put_reports([make.report()])
        assert store.remove_source(make.source().id)
        assert [source.is_enabled for source in store.sources()] == [False]
        assert store.feeds() == []
        assert store.feed_states() == {}
        assert store.pending_entries(now=NOON, limit=9) == []
        assert store.report(make.report().id) is not None

    def test_removing_an_unknown_source_says_so(self, store: Store) -> None:
        assert store.remove_source(SourceId("nobody")) is False

    def test_a_visit_is_remembered_as_it_was(self, store: Store) -> None:
        state = make.feed_state(etag='W/"7"', last_failure=make.failure(retry_at=NOON), n_failures=2)
        store.put_visit(make.feed_state(), [])
        store.put_visit(state, [])
        assert store.feed_states() == {state.feed_id: state}

    def test_an_entry_is_queued_once_however_often_it_is_heard(self, store: Store) -> None:
        assert store.put_visit(make.feed_state(), [make.entry(), make.entry()]) == 1
        assert store.put_visit(make.feed_state(), [make.entry(seen_at=NOON + hours(1))]) == 0
        assert [one.entry for one in store.pending_entries(now=NOON, limit=9)] == [make.entry()]

    def test_an_entry_that_changed_while_it_waited_is_queued_as_it_is_now(self, store: Store) -> None:
        store.put_visit(make.feed_state(), [make.entry()])
        changed = make.entry(title="Harbour wall: two gaps", seen_at=NOON + hours(1))
        assert store.put_visit(make.feed_state(), [changed]) == 1
        pending = store.pending_entries(now=NOON, limit=9)
        assert [(one.entry.title, one.entry.seen_at) for one in pending] == [("Harbour wall: two gaps", NOON)]

    def test_a_reported_entry_is_queued_again_only_when_it_changed(self, store: Store) -> None:
        store.put_visit(make.feed_state(), [make.entry()])
        assert store.settle_entry(make.entry(), make.report())
        assert store.put_visit(make.feed_state(), [make.entry()]) == 0
        assert store.put_visit(make.feed_state(), [make.entry(text="Another text.")]) == 1

    def test_two_feeds_that_carry_an_item_at_different_lengths_do_not_queue_it_in_turn(self, store: Store) -> None:
        teaser = make.entry(feed_id=ids.feed_id("https://harbour-post.example/short.xml"), text="The harbour wall …")
        rounds = [store.put_visit(make.feed_state(), [make.entry(), teaser]) for _ in range(3)]
        assert rounds[1:] == [0, 0]

    def test_pending_entries_come_oldest_first_and_wait_out_a_failure(self, store: Store) -> None:
        late, early = make.entry("late", seen_at=NOON), make.entry("early", seen_at=NOON - hours(2))
        store.put_visit(make.feed_state(), [late, early])
        assert [one.entry.key for one in store.pending_entries(now=NOON, limit=9)] == ["early", "late"]
        assert store.settle_entry(early, make.failure(), retry_at=NOON + hours(1)) is False
        assert [one.entry.key for one in store.pending_entries(now=NOON, limit=9)] == ["late"]
        again = store.pending_entries(now=NOON + hours(1), limit=1)
        assert [(one.entry.key, one.n_tries) for one in again] == [("early", 1)]

    def test_an_entry_that_failed_for_good_is_dropped_and_not_queued_again(self, store: Store) -> None:
        store.put_visit(make.feed_state(), [make.entry()])
        store.settle_entry(make.entry(), make.failure())
        assert store.put_visit(make.feed_state(), [make.entry()]) == 0
        assert store.pending_entries(now=NOON + hours(99), limit=9) == []

    def test_what_changed_while_its_page_was_read_stays_queued(self, store: Store) -> None:
        store.put_visit(make.feed_state(), [make.entry()])
        store.put_visit(make.feed_state(), [make.entry(text="More is known.")])
        store.settle_entry(make.entry(), make.report())
        assert [one.entry.text for one in store.pending_entries(now=NOON, limit=9)] == ["More is known."]

    def test_settling_twice_changes_nothing_more(self, store: Store) -> None:
        store.put_visit(make.feed_state(), [make.entry()])
        assert store.settle_entry(make.entry(), make.report()) is True
        assert store.settle_entry(make.entry(), make.report()) is False
        assert store.settle_entry(make.entry(), make.report(text="The wall holds.")) is True


class ReportsContract:
    """Reports, their revisions, and their places in stories."""

    def test_a_report_comes_back_as_it_was(self, store: Store) -> None:
        report = make.report(
            byline="Ada Holm", owner="Northern Press", rights=Rights(decided_at=NOON), extra={"n": [1, "a"]}
        )
        assert store.put_reports([report]) == 1
        assert store.report(report.id) == report
        assert store.reports([report.id, ReportId("nobody")]) == {report.id: report}
        assert store.report(ReportId("nobody")) is None

    def test_the_same_report_again_changes_nothing(self, store: Store) -> None:
        store.put_reports([make.report()])
        assert store.put_reports([make.report(seen_at=NOON + hours(5)), make.report()]) == 0
        assert store.report(make.report().id) == make.report()

    @pytest.mark.parametrize(
        "changed",
        [
            {"title": "Wall rebuilt"},
            {"text": "The wall holds."},
            {"is_withdrawn": True},
            {"correction_note": "The number was wrong."},
            {"rights": Rights(ai_use=AiUse.REFUSED)},
        ],
        ids=lambda changed: next(iter(changed)),
    )
    def test_a_changed_report_is_a_new_revision_and_keeps_when_it_was_first_seen(
        self, store: Store, changed: dict[str, Any]
    ) -> None:
        store.put_reports([make.report()])
        assert store.put_reports([make.report(seen_at=NOON + hours(5), **changed)]) == 1
        latest = make.report(revision=2, **changed)
        assert store.report(latest.id) == store.report(latest.id, 2) == latest
        assert store.report(latest.id, 1) == make.report()
        assert store.report(latest.id, 3) is None

    def test_two_revisions_in_one_batch_are_two_revisions(self, store: Store) -> None:
        assert store.put_reports([make.report(), make.report(title="Second"), make.report(title="Third")]) == 3
        latest = store.report(make.report().id)
        assert latest is not None
        assert (latest.title, latest.revision) == ("Third", 3)

    def test_characters_that_no_database_takes_lose_nothing_else(self, store: Store) -> None:
        store.put_reports([make.report(text="a\ud800b\x00c")])
        kept = store.report(make.report().id)
        assert kept is not None
        assert (kept.text[0], kept.text[2], kept.text[-1], len(kept.text)) == ("a", "b", "c", 5)

    def test_unassigned_reports_come_in_order_of_time_and_leave_once_they_are_placed(self, store: Store) -> None:
        late, early = make.report("late"), make.report("early", published_at=NOON - hours(9))
        future = make.report("future", seen_at=NOON + hours(2), published_at=NOON + hours(2))
        store.put_reports([late, early, future])
        assert store.unassigned_reports(until=NOON, limit=9) == [early, late]
        assert store.unassigned_reports(until=NOON, limit=1) == [early]
        store.put_assignments([make.assignment(early)])
        assert store.unassigned_reports(until=NOON, limit=9) == [late]

    def test_told_reports_are_those_with_a_place_within_the_times_both_included(self, store: Store) -> None:
        reports = [make.report(f"r{n}", published_at=NOON - hours(n)) for n in range(1, 5)]
        store.put_reports(reports)
        store.put_assignments(map(make.assignment, reports[:3]))
        told = list(store.told_reports(since=NOON - hours(3), until=NOON - hours(2)))
        assert [one.report for one in told] == [reports[2], reports[1]]
        assert [one.assignment for one in told] == [make.assignment(reports[2]), make.assignment(reports[1])]

    def test_many_told_reports_of_one_instant_all_come_in_order(self, store: Store) -> None:
        reports = [make.report(f"r{n}", text="Short.") for n in range(1203)]
        store.put_reports(reports)
        store.put_assignments(make.story_of(*reports)[1])
        told = [one.report.id for one in store.told_reports(since=LONG_AGO, until=NOON)]
        assert told == sorted(report.id for report in reports)

    def test_a_stated_date_in_the_future_counts_as_when_it_was_seen(self, store: Store) -> None:
        report = make.report(published_at=NOON + hours(999))
        store.put_reports([report])
        store.put_assignments([make.assignment(report)])
        assert [one.report for one in store.told_reports(since=NOON, until=NOON)] == [report]
