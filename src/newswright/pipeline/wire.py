"""From sources to reports: visit feeds, queue their entries, read their pages; take in archives; find the feed behind a site."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from newswright.pipeline.room import N_AT_ONCE, Newsroom, Progress, silent
from newswright.ports import Store
from newswright.records import ids
from newswright.records.reports import PendingEntry, Report
from newswright.records.sources import Failure, FailureKind, Feed, Page, Source, Visit
from newswright.stages import extract, fetch
from newswright.text import agencies, urls


def read_feeds(room: Newsroom, *, now: datetime) -> Counter[str]:
    """Visit the feeds that are due, and queue the entries that they carry."""
    tally: Counter[str] = Counter()
    feeds = {feed.id: feed for feed in room.store.feeds()}
    sources = {source.id: source for source in room.store.sources()}
    states = room.store.feed_states()
    visits = fetch.due(list(feeds.values()), states, now=now, policy=room.policies.fetch)
    for n_done, (visit, outcome) in enumerate(room.fetcher.fetch(visits, now=now), start=1):
        room.progress("feeds", n_done, len(visits))
        assert visit.feed_id is not None  # noqa: S101 - fetch.due names the feed of every visit
        feed = feeds[visit.feed_id]
        parsed = _parsed(room, feed, sources[feed.source_id], outcome, now)
        state = fetch.after(feed, states.get(feed.id), outcome, parsed, now=now, policy=room.policies.fetch)
        entries = parsed.entries if isinstance(parsed, fetch.ParsedFeed) else ()
        tally["entries"] += room.store.put_visit(state, entries)
        tally["feeds" if state.n_failures == 0 else "feeds_failed"] += 1
    return tally


def _parsed(
    room: Newsroom, feed: Feed, source: Source, outcome: Page | Failure, now: datetime
) -> fetch.ParsedFeed | Failure | None:
    if isinstance(outcome, Failure) or outcome.status == 304:
        return None
    media_type = outcome.headers.get("content-type")
    return room.parser.run(
        fetch.read_feed, outcome.body, media_type, outcome.final_url, feed=feed, source=source, now=now
    )


def read_pages(room: Newsroom, *, now: datetime) -> Counter[str]:
    """Visit the pages of queued entries and make reports of them; where a page cannot be had, the feed's own text stands."""
    tally: Counter[str] = Counter()
    sources = {source.id: source for source in room.store.sources()}
    while pending := room.store.pending_entries(now=now, limit=N_AT_ONCE):
        for n_done, (each, outcome) in enumerate(_pages(room, pending, now), start=1):
            room.progress("pages", n_done, len(pending))
            tally[_settle(room, each, outcome, sources.get(each.entry.source_id), now)] += 1
    return tally


def _pages(
    room: Newsroom, pending: Iterable[PendingEntry], now: datetime
) -> Iterator[tuple[PendingEntry, Page | Failure]]:
    """Pair each entry with its page, one visit per URL; an entry without a page of its own has nothing to visit."""
    feeds = {feed.id: feed.url for feed in room.store.feeds()}
    by_url: dict[str, list[PendingEntry]] = {}
    for each in pending:
        if fetch.has_page(each.entry):
            by_url.setdefault(each.entry.url, []).append(each)
        else:
            yield (
                each,
                Failure(kind=FailureKind.NO_ARTICLE, message="the entry has no page of its own", url=each.entry.url),
            )
    visits = [Visit(url=url, referred_by=feeds.get(some[0].entry.feed_id, url)) for url, some in by_url.items()]
    for visit, outcome in room.fetcher.fetch(visits, now=now):
        for each in by_url[visit.url]:
            yield each, outcome


def _settle(
    room: Newsroom, pending: PendingEntry, outcome: Page | Failure, source: Source | None, now: datetime
) -> str:
    """Settle one entry, and say for the tally how it went."""
    entry = pending.entry
    robots_txt = room.fetcher.robots(entry.url, now=now) if fetch.has_page(entry) else None
    found = _report(room, pending, outcome, source, robots_txt, now) if isinstance(outcome, Page) else outcome
    if isinstance(found, Failure):
        retry_at = fetch.page_retry_at(pending, found, now=now, policy=room.policies.fetch)
        if retry_at is not None:
            room.store.settle_entry(entry, found, retry_at=retry_at)
            return "pages_deferred"
        if found.kind is FailureKind.NO_ARTICLE and not entry.text:
            room.store.settle_entry(entry, found)
            return "pages_failed"
        found = extract.from_entry(entry, source, now, robots_txt=robots_txt, policy=room.policies.extract)
    return "reports" if room.store.settle_entry(entry, found) else "reports_known"


def _report(
    room: Newsroom, pending: PendingEntry, page: Page, source: Source | None, robots_txt: str | None, now: datetime
) -> Report | Failure:
    found = room.parser.run(
        extract.report,
        page.body,
        url=page.final_url,
        headers=page.headers,
        entry=pending.entry,
        source=source,
        now=now,
        policy=room.policies.extract,
        robots_txt=robots_txt,
    )
    # One entry is one report, whatever the page calls itself: a page that names a stranger's URL must not replace his report.
    return found if isinstance(found, Failure) else replace(found, id=ids.report_id(pending.entry.key))


def take_in(
    store: Store,
    reports: Iterable[Report],
    *,
    describe: Callable[[Source], Source] = lambda source: source,
    progress: Progress = silent,
) -> tuple[int, int]:
    """Take reports from an archive, with the sources that they name; returns how many were read, and how many new or revised.

    What a report does not say of its outlet, its source says, as it is known at the beginning or as `describe` makes it.
    """
    at_first = {source.id: describe(source) for source in store.sources()}
    known = set(at_first)
    n_read = n_new = 0
    batch: list[Report] = []

    def put() -> None:
        nonlocal n_new
        fresh = {report.source_id: report for report in batch if report.source_id not in known}
        store.put_sources(describe(_source(report)) for report in fresh.values())
        known.update(fresh)
        n_new += store.put_reports(batch)
        progress("import", n_read, n_read)
        batch.clear()

    for report in reports:
        n_read += 1
        batch.append(_filled(report, at_first.get(report.source_id) or describe(_source(report))))
        if len(batch) >= N_AT_ONCE:
            put()
    put()
    return n_read, n_new


def _filled(report: Report, source: Source) -> Report:
    """Say of a report's outlet what is known of it, where the report itself does not."""
    partners = report.partners or source.partners
    return replace(
        report,
        owner=report.owner or source.owner,
        country=report.country or source.country,
        partners=partners,
        printed_for=report.printed_for or agencies.agreed(partners, report.text, report.byline),
    )


def _source(report: Report) -> Source:
    return Source(
        id=report.source_id,
        name=report.outlet,
        owner=report.owner,
        country=report.country,
        language=report.language,
        partners=report.partners,
    )


def find_source(room: Newsroom, url: str, *, now: datetime) -> tuple[Source, Feed] | Failure:
    """Find the feed behind a URL, and describe its source: by the page itself, what it names, or the usual places."""
    address = urls.join("", url if "://" in url else f"https://{url}")
    if not address:
        return Failure(kind=FailureKind.ADDRESS, message="this is no http or https URL", url=url)
    page = _visit(room, address, now)
    if isinstance(page, Failure):
        return page
    candidates = room.parser.run(fetch.discover, page.body, page.final_url)
    if isinstance(candidates, Failure):
        return candidates
    for candidate in candidates:
        answer = page if candidate == page.final_url else _visit(room, candidate, now)
        described = _described(room, answer, candidate, now) if isinstance(answer, Page) else None
        if described is not None:
            return described
    return Failure(kind=FailureKind.NO_FEED, message="no feed was found there; give the feed's own URL", url=url)


def _visit(room: Newsroom, url: str, now: datetime) -> Page | Failure:
    for _, outcome in room.fetcher.fetch([Visit(url=url)], now=now):
        return outcome
    return Failure(kind=FailureKind.NETWORK, message="no answer", url=url)


def _described(room: Newsroom, page: Page, url: str, now: datetime) -> tuple[Source, Feed] | None:
    feed = Feed(id=ids.feed_id(url), source_id=ids.source_id(urls.site(url) or url), url=url)
    source = Source(id=feed.source_id, name=urls.site(url) or url)
    parsed = room.parser.run(
        fetch.read_feed, page.body, page.headers.get("content-type"), page.final_url, feed=feed, source=source, now=now
    )
    if isinstance(parsed, Failure):
        return None
    name = parsed.title or source.name
    source_id = ids.source_id(name)
    source = Source(id=source_id, name=name, homepage_url=parsed.homepage_url, language=parsed.language)
    return source, replace(feed, source_id=source_id, title=parsed.title or None)


def named(source: Source, feed: Feed, *, name: str = "") -> tuple[Source, Feed]:
    """Name a source as the operator does, if they do."""
    source = replace(source, id=ids.source_id(name) if name else source.id, name=name or source.name)
    return source, replace(feed, source_id=source.id)


def described(
    source: Source, *, owner: str = "", country: str = "", language: str = "", partners: Sequence[str] = ()
) -> Source:
    """Describe a source as the operator does, where they say anything."""
    return replace(
        source,
        owner=owner or source.owner,
        country=country.upper() or source.country,
        language=language or source.language,
        partners=tuple(partners) or source.partners,
    )


def kept(found: Source, known: Source | None) -> Source:
    """Keep what is known of a source where a list of feeds that names it again says nothing."""
    if known is None:
        return found
    return replace(
        found,
        homepage_url=found.homepage_url or known.homepage_url,
        owner=found.owner or known.owner,
        country=found.country or known.country,
        language=found.language or known.language,
        topics=found.topics or known.topics,
        licence=found.licence or known.licence,
        partners=found.partners or known.partners,
    )


def check_feeds(room: Newsroom, feed_urls: Iterable[str], *, now: datetime) -> Iterator[tuple[str, str]]:
    """Visit feeds and say how they are, in words that begin with 'ok' where all is well. Nothing is stored."""
    for url in feed_urls:
        found = find_source(room, url, now=now)
        if isinstance(found, Failure):
            yield url, f"{found.kind.value}: {found.message}"
        else:
            yield url, f"ok: {found[0].name}, {found[1].url}"
