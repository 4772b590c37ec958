"""When feeds are visited: their habit, their servers' wishes, backoff, moves, and the end of those that are gone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.reports import Entry
from newswright.records.sources import Failure, FailureKind, FeedState, Page
from newswright.stages import fetch
from newswright.testing import factories

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
POLICY = fetch.FetchPolicy()
FEED = factories.feed()


def state(**more: Any) -> FeedState:
    return replace(FeedState(feed_id=FEED.id, url=FEED.url, next_visit_at=NOW, interval_s=1800.0), **more)


def page(body: bytes = b"feed", **more: Any) -> Page:
    made = Page(url=FEED.url, final_url=FEED.url, status=200, headers={}, body=body, fetched_at=NOW)
    return replace(made, **more)


def parsed(*hours_old: float, **more: Any) -> fetch.ParsedFeed:
    entries: tuple[Entry, ...] = tuple(
        factories.entry(f"https://harbour-post.example/{n}", published_at=NOW - timedelta(hours=old), seen_at=NOW)
        for n, old in enumerate(hours_old)
    )
    return fetch.ParsedFeed(title="The Harbour Post", entries=entries, **more)


def failure(kind: FailureKind = FailureKind.NETWORK, **more: Any) -> Failure:
    return Failure(kind=kind, message="no luck", **more)


def minutes_until(next_state: FeedState, now: datetime = NOW) -> float:
    return (next_state.next_visit_at - now).total_seconds() / 60


def after(before: FeedState | None, outcome: Page | Failure, read: Any = None, now: datetime = NOW) -> FeedState:
    return fetch.after(FEED, before, outcome, read, now=now, policy=POLICY)


def test_a_new_feed_is_due_and_one_that_was_just_visited_is_not() -> None:
    other = factories.feed("https://harbour-post.example/other")
    states = {FEED.id: state(next_visit_at=NOW + timedelta(minutes=1))}
    assert [visit.feed_id for visit in fetch.due([FEED, other], states, now=NOW, policy=POLICY)] == [other.id]


def test_the_longest_overdue_comes_first_after_those_never_visited() -> None:
    feeds = [factories.feed(f"https://harbour-post.example/{n}") for n in range(3)]
    states = {
        feed.id: state(feed_id=feed.id, url=feed.url, next_visit_at=NOW - timedelta(hours=n))
        for n, feed in enumerate(feeds[:2], start=1)
    }
    due = fetch.due(feeds, states, now=NOW, policy=POLICY)
    assert [visit.url for visit in due] == [feeds[2].url, feeds[1].url, feeds[0].url]


def test_a_visit_carries_the_validators_and_the_url_that_the_feed_moved_to() -> None:
    kept = state(etag='"a"', last_modified="yesterday", url="https://new.example/feed")
    (visit,) = fetch.due([FEED], {FEED.id: kept}, now=NOW, policy=POLICY)
    assert (visit.url, visit.etag, visit.last_modified) == ("https://new.example/feed", '"a"', "yesterday")


def test_a_busy_feed_is_visited_more_often_than_a_sleepy_one() -> None:
    busy = after(None, page(), parsed(*(n * 0.7 for n in range(20))))
    sleepy = after(None, page(), parsed(*(n * 70 for n in range(20))))
    assert minutes_until(busy) < 30 < 12 * 60 < minutes_until(sleepy) <= 24 * 60 * 1.1


def test_nothing_new_lengthens_the_pause_and_news_shorten_it_again() -> None:
    first = after(None, page(), parsed(0.5, 1.5, 2.5, 3.5))
    quiet = after(first, page(b"", status=304))
    same = after(first, page(), parsed(0.5, 1.5, 2.5, 3.5))
    awake = after(quiet, page(b"news"), parsed(0.1, 0.5, 1.5, 2.5))
    assert quiet.interval_s == same.interval_s == first.interval_s * POLICY.quiet_factor
    assert awake.interval_s < quiet.interval_s


def test_a_304_keeps_the_validators() -> None:
    before = state(etag='"a"', last_modified="m", body_digest="d", n_entries=7)
    later = after(before, page(b"", status=304, headers={"etag": '"b"'}))
    assert (later.etag, later.last_modified, later.body_digest, later.n_entries) == ('"a"', "m", "d", 7)


def test_new_validators_replace_the_old_even_with_none() -> None:
    assert after(state(etag='"a"'), page(headers={}), parsed(1)).etag is None
    assert after(state(), page(headers={"etag": 'W/"x y"'}), parsed(1)).etag == 'W/"x y"'


@pytest.mark.parametrize(
    ("ttl_s", "max_age"), [(7200.0, ""), (None, "max-age=7200"), (86_400.0, "public, max-age=86400")]
)
def test_the_servers_hints_are_kept_to_up_to_an_hour(ttl_s: float | None, max_age: str) -> None:
    busy = parsed(*(n * 0.1 for n in range(20)), ttl_s=ttl_s)
    later = after(None, page(headers={"cache-control": max_age}), busy)
    assert later.interval_s == POLICY.max_hint_s


def test_failures_in_a_row_wait_longer_and_longer_up_to_a_day() -> None:
    now, kept, waits = NOW, state(), []
    for _ in range(12):
        kept = after(kept, failure(), now=now)
        waits.append(minutes_until(kept, now))
        now = kept.next_visit_at
    assert waits[0] > 30
    assert waits[1] > waits[0]
    assert max(waits) <= 24 * 60 * 1.1
    assert kept.n_failures == 12
    assert after(kept, page(), parsed(1, 2, 3), now=now).n_failures == 0


def test_a_feed_that_had_to_be_killed_while_parsing_waits_longer_than_one_that_was_away() -> None:
    away, killed = after(state(), failure()), after(state(), page(), failure(FailureKind.QUARANTINE))
    assert minutes_until(killed) > 3 * minutes_until(away)


def test_a_parse_failure_keeps_what_was_known_and_counts_as_a_failure() -> None:
    before = state(etag='"a"', n_entries=3)
    later = after(before, page(b"<html>", headers={"etag": '"b"'}), failure(FailureKind.PARSE))
    assert (later.etag, later.n_entries, later.n_failures) == ('"a"', 3, 1)


def test_retry_after_is_kept_to_but_not_for_ever() -> None:
    asked = after(state(), failure(FailureKind.THROTTLED, retry_at=NOW + timedelta(hours=30)))
    absurd = after(state(), failure(FailureKind.THROTTLED, retry_at=NOW + timedelta(days=900)))
    assert asked.next_visit_at == NOW + timedelta(hours=30)
    assert absurd.next_visit_at == NOW + timedelta(days=7)


def test_410_ends_the_visits_at_once() -> None:
    gone = after(state(), failure(FailureKind.GONE, status=410))
    assert gone.is_gone
    assert fetch.due([FEED], {FEED.id: gone}, now=NOW + timedelta(days=900), policy=POLICY) == []


def test_404_ends_them_only_after_a_month_of_it() -> None:
    recent = state(n_failures=20, last_success_at=NOW - timedelta(days=3))
    old = state(n_failures=20, last_success_at=NOW - timedelta(days=31))
    few = state(n_failures=2, last_success_at=NOW - timedelta(days=31))
    missing = failure(FailureKind.STATUS, status=404)
    assert [after(each, missing).is_gone for each in (recent, old, few)] == [False, True, False]


def test_a_permanent_move_is_followed_when_two_visits_in_a_row_agree() -> None:
    moved = page(permanent_url="https://new.example/feed")
    once = after(state(), moved, parsed(1))
    twice = after(once, moved, parsed(1))
    assert (once.url, twice.url, twice.moved_to) == (FEED.url, "https://new.example/feed", None)


def test_a_move_that_the_next_visit_does_not_confirm_is_forgotten() -> None:
    once = after(state(), page(permanent_url="https://parked.example/"), parsed(1))
    back = after(once, page(), parsed(1))
    elsewhere = after(once, page(permanent_url="https://third.example/"), parsed(1))
    assert (back.url, back.moved_to) == (FEED.url, None)
    assert (elsewhere.url, elsewhere.moved_to) == (FEED.url, "https://third.example/")


def test_the_same_input_gives_the_same_schedule_and_feeds_do_not_fall_due_together() -> None:
    assert after(None, page(), parsed(1, 2, 3)) == after(None, page(), parsed(1, 2, 3))
    feeds = [factories.feed(f"https://harbour-post.example/{n}") for n in range(50)]
    times = {fetch.after(feed, None, page(), parsed(1, 2, 3), now=NOW, policy=POLICY).next_visit_at for feed in feeds}
    assert len(times) == 50


@given(
    outcomes=st.lists(st.sampled_from(["page", "304", "network", "throttled", "quarantine", "404"]), max_size=30),
    gaps_h=st.lists(st.floats(min_value=-1000, max_value=100_000), max_size=30),
)
def test_whatever_happens_the_next_visit_lies_between_minutes_and_a_week(
    outcomes: list[str], gaps_h: list[float]
) -> None:
    now, kept = NOW, None
    for outcome in outcomes:
        read = parsed(*gaps_h) if outcome == "page" else None
        ways: dict[str, Page | Failure] = {
            "page": page(str(now).encode()),
            "304": page(b"", status=304),
            "throttled": failure(FailureKind.THROTTLED, retry_at=now + timedelta(days=20)),
            "quarantine": failure(FailureKind.QUARANTINE),
            "404": failure(FailureKind.STATUS, status=404),
        }
        made = ways.get(outcome, failure())
        kept = after(kept, made, read, now=now)
        assert timedelta(minutes=5) <= kept.next_visit_at - now <= timedelta(days=7)
        assert POLICY.min_interval_s <= kept.interval_s <= POLICY.max_interval_s
        now = kept.next_visit_at


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("120", NOW + timedelta(minutes=2)),
        (" 0 ", NOW),
        ("Sat, 14 Mar 2026 13:00:00 GMT", NOW + timedelta(hours=1)),
        ("Sat, 14 Mar 2026 11:00:00 GMT", None),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("9" * 500, NOW + timedelta(days=366)),
        ("١٢٠", None),
    ],
)
def test_retry_after_in_all_its_forms(said: str | None, expected: datetime | None) -> None:
    assert fetch.retry_after(said, NOW) == expected
