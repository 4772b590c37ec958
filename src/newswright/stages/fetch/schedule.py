"""When to return to a feed: its own habit, its server's wishes, and patience with what fails."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from newswright.records.ids import FeedId
from newswright.records.sources import Failure, FailureKind, Feed, FeedState, Page, Visit
from newswright.stages.fetch.feeds import ParsedFeed
from newswright.text import stamps


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPolicy:
    """How often feeds are visited, and how much of one is read."""

    first_interval_s: float = 1800.0  # until a feed's habit is known; what most feed readers start with
    min_interval_s: float = 600.0  # ten minutes: as often as busy outlets publish; shorter is rude
    max_interval_s: float = 86_400.0  # a feed that sleeps is still looked at once a day
    habit_share: float = 0.5  # of the median gap between entries: two visits per entry, so that news is half a gap old
    n_habit_entries: int = 20  # the latest ones; older gaps say nothing about today
    quiet_factor: float = 1.5  # a visit that brings nothing lengthens the interval so much
    max_hint_s: float = 3600.0  # ttl and max-age are obeyed up to an hour; many feeds say a day and publish hourly
    backoff_factor: float = 2.0  # per failure in a row
    max_backoff_s: float = 86_400.0
    quarantine_factor: float = 4.0  # what had to be killed while parsing waits longer than what was merely away
    jitter_share: float = 0.1  # of the interval, either way, so that a thousand feeds do not fall due together
    max_retry_after_s: float = 7 * 86_400.0  # a server may ask for a week; beyond that it is taken for a mistake
    gone_after_days: float = 30.0  # of nothing but 404 before a feed counts as gone
    n_gone_failures: int = 10  # and at least so many of them
    n_page_tries: int = 3  # visits to an entry's page before the feed's own text has to do
    page_retry_s: float = 1800.0  # before the second try, and twice as long before the third


def due(
    feeds: Iterable[Feed],
    states: Mapping[FeedId, FeedState],
    *,
    now: datetime,
    policy: FetchPolicy | None = None,
) -> list[Visit]:
    """List the visits that are due, the longest overdue first; a feed never visited is due, one that is gone never again."""
    waiting: list[tuple[datetime | None, str, Visit]] = []
    for feed in feeds:
        state = states.get(feed.id)
        if state is None:
            waiting.append((None, feed.url, Visit(url=feed.url, feed_id=feed.id)))
        elif not state.is_gone and state.next_visit_at <= now:
            waiting.append((state.next_visit_at, state.url, _visit(feed, state)))
    waiting.sort(key=lambda place: (place[0] is not None, place[0] or now, place[1]))
    return [visit for _, _, visit in waiting]


def _visit(feed: Feed, state: FeedState) -> Visit:
    return Visit(url=state.url, etag=state.etag, last_modified=state.last_modified, feed_id=feed.id)


def after(
    feed: Feed,
    state: FeedState | None,
    outcome: Page | Failure,
    parsed: ParsedFeed | Failure | None,
    *,
    now: datetime,
    policy: FetchPolicy | None = None,
) -> FeedState:
    """Decide what is remembered of a feed after a visit, and when the next one is due.

    `parsed` is None where there was nothing to parse (304, or a failure to fetch).
    """
    policy = policy or FetchPolicy()
    before = state or FeedState(feed_id=feed.id, next_visit_at=now, interval_s=policy.first_interval_s, url=feed.url)
    before = replace(before, last_visit_at=now)
    failure = outcome if isinstance(outcome, Failure) else parsed if isinstance(parsed, Failure) else None
    if failure is not None:
        return _failed(before, failure, now, policy)
    assert isinstance(outcome, Page)  # noqa: S101 - what is no failure is a page
    return _succeeded(before, outcome, parsed if isinstance(parsed, ParsedFeed) else None, now, policy)


def _failed(state: FeedState, failure: Failure, now: datetime, policy: FetchPolicy) -> FeedState:
    n_failures = state.n_failures + 1
    pause_s = state.interval_s * policy.backoff_factor ** min(n_failures, 20)
    if failure.kind is FailureKind.QUARANTINE:
        pause_s *= policy.quarantine_factor
    pause_s = _jittered(min(pause_s, policy.max_backoff_s), state.feed_id, n_failures, policy)
    next_visit_at = now + timedelta(seconds=pause_s)
    if failure.retry_at is not None:
        latest = now + timedelta(seconds=policy.max_retry_after_s)
        next_visit_at = max(next_visit_at, min(failure.retry_at, latest))
    state = replace(state, n_failures=n_failures, last_failure=failure, next_visit_at=next_visit_at)
    return replace(state, is_gone=_is_gone(state, failure, now, policy))


def _is_gone(state: FeedState, failure: Failure, now: datetime, policy: FetchPolicy) -> bool:
    if failure.kind is FailureKind.GONE:
        return True
    if failure.status != 404 or state.n_failures < policy.n_gone_failures or state.last_success_at is None:
        return False
    return now - state.last_success_at >= timedelta(days=policy.gone_after_days)


def _succeeded(
    state: FeedState, page: Page, parsed: ParsedFeed | None, now: datetime, policy: FetchPolicy
) -> FeedState:
    state = _moved(state, page)
    if parsed is None or page.status == 304:
        interval_s = min(state.interval_s * policy.quiet_factor, policy.max_interval_s)
    else:
        digest = hashlib.sha256(page.body).hexdigest()
        interval_s = _interval_s(state, parsed, digest, page, policy)
        state = replace(
            state,
            etag=page.headers.get("etag"),
            last_modified=page.headers.get("last-modified"),
            body_digest=digest,
            n_entries=len(parsed.entries),
        )
    pause_s = _jittered(interval_s, state.feed_id, 0, policy)
    return replace(
        state,
        interval_s=interval_s,
        next_visit_at=now + timedelta(seconds=pause_s),
        n_failures=0,
        last_failure=None,
        last_success_at=now,
    )


def _moved(state: FeedState, page: Page) -> FeedState:
    """Follow a permanent redirect for good once two visits in a row agree on it: a hijacked or misconfigured hour does not."""
    if page.permanent_url is None or page.permanent_url == state.url:
        return replace(state, moved_to=None)
    if page.permanent_url == state.moved_to:
        return replace(state, url=page.permanent_url, moved_to=None)
    return replace(state, moved_to=page.permanent_url)


def _interval_s(state: FeedState, parsed: ParsedFeed, digest: str, page: Page, policy: FetchPolicy) -> float:
    is_quiet = state.body_digest == digest
    wanted_s = state.interval_s * policy.quiet_factor if is_quiet else _habit_s(parsed, policy)
    hint_s = max(parsed.ttl_s or 0.0, _max_age_s(page.headers.get("cache-control", "")))
    wanted_s = max(wanted_s, min(hint_s, policy.max_hint_s))
    return min(max(wanted_s, policy.min_interval_s), policy.max_interval_s)


def _habit_s(parsed: ParsedFeed, policy: FetchPolicy) -> float:
    """Read a feed's habit off its entries: a share of the median gap between the latest of them."""
    stamps_at = sorted(
        (e.published_at for e in parsed.entries if e.published_at and e.published_at <= e.seen_at), reverse=True
    )
    gaps_s = [(a - b).total_seconds() for a, b in pairwise(stamps_at[: policy.n_habit_entries])]
    if len(gaps_s) < 2:
        return policy.first_interval_s
    silence_s = (parsed.entries[0].seen_at - stamps_at[0]).total_seconds()
    return max(median(gaps_s), silence_s / 4) * policy.habit_share


def _max_age_s(cache_control: str) -> float:
    match = re.search(r"max-age\s*=\s*\"?(\d{1,9})", cache_control)
    return float(match[1]) if match else 0.0


def _jittered(pause_s: float, feed_id: FeedId, turn: int, policy: FetchPolicy) -> float:
    """Spread pauses by the feed's name and turn: no dice, so that the same input gives the same schedule."""
    raw = hashlib.sha256(f"{feed_id}:{turn}".encode()).digest()
    share = int.from_bytes(raw[:4], "big") / 2**32 * 2 - 1
    return pause_s * (1 + policy.jitter_share * share)


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """Read a Retry-After header: seconds or an HTTP date; None where it says nothing usable or lies in the past."""
    said = (value or "").strip()
    if said.isascii() and said.isdigit():
        return now + timedelta(seconds=min(int(said[:12]), 366 * 86_400))
    at = stamps.read(said, languages=()) if said else None
    return at if at is not None and at > now else None
