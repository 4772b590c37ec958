"""Finding things: topics, people and places, search, the sources, the corrections."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from newswright.records import topics as known_topics
from newswright.records.articles import Article
from newswright.records.ids import StoryId
from newswright.records.readers import WishKind
from newswright.records.sources import Feed, FeedState, Source
from newswright.records.stories import ToldReport
from newswright.web import labels, slates
from newswright.web.caller import Asking, Caller

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]
N_LISTED = 30
N_FOUND = 20
N_CORRECTIONS = 100
SHARES_DAYS = 3  # over how many days a source's share of copied text is counted

Before = Annotated[datetime | None, Query()]
After = Annotated[StoryId | None, Query(max_length=64)]
MIXED = {"AI-Disclosure": labels.MIXED_HEADER}


@router.api_route("/topics", methods=READ)
def topics(caller: Asking) -> Response:
    """All topics, and what leads each of them."""
    counts = caller.store.topics()
    ordered = sorted(counts, key=lambda topic: (-counts[topic], topic))
    leads = [(topic, counts[topic], caller.store.articles(limit=2, topic=topic)) for topic in ordered]
    rooms = [
        (topic, n, slates.listed(caller, [one for one in found if not one.withdrawn])) for topic, n, found in leads
    ]
    return caller.page("topics.html", rooms=rooms, headers=MIXED)


@router.api_route("/topic/{topic}", methods=READ)
def topic(caller: Asking, topic: str, before: Before = None, before_id: After = None) -> Response:
    """One topic's articles, latest first."""
    found = caller.store.articles(limit=N_LISTED + 1, topic=topic, before=_aware(before), before_id=before_id)
    if not found and before is None and topic not in known_topics.TOPICS:
        raise HTTPException(404, "There is no such topic.")
    return _listing(
        caller, found, title=known_topics.display(topic), kind=WishKind.TOPIC, value=topic, feeds=f"/topic/{topic}"
    )


@router.api_route("/name/{name:path}", methods=READ)
def name(caller: Asking, name: str, before: Before = None, before_id: After = None) -> Response:
    """What was written about a person, a place or an organisation, latest first."""
    found = caller.store.articles(limit=N_LISTED + 1, name=name, before=_aware(before), before_id=before_id)
    if not found and before is None:
        raise HTTPException(404, "Nothing here is about that person, place or organisation.")
    return _listing(caller, found, title=name, kind=WishKind.NAME, value=name, feeds="")


def _listing(
    caller: Caller, found: Sequence[Article], *, title: str, kind: WishKind, value: str, feeds: str
) -> Response:
    is_followed = any(one.kind is kind and one.value == value and not one.is_mute for one in caller.profile.wishes)
    places = slates.listed(caller, [one for one in found[:N_LISTED] if not one.withdrawn])
    return caller.page(
        "list.html",
        headers=MIXED,
        title=title,
        places=places,
        kind=kind.value,
        value=value,
        is_followed=is_followed,
        feeds=feeds,
        next_page=found[N_LISTED - 1] if len(found) > N_LISTED else None,
    )


def _aware(at: datetime | None) -> datetime | None:
    if at is not None and at.tzinfo is None:
        raise HTTPException(422, "A time needs its offset from UTC, as in 2026-11-22T14:05:00Z.")
    return at


@router.api_route("/search", methods=READ)
def search(
    caller: Asking, q: Annotated[str, Query(max_length=200)] = "", page: Annotated[int, Query(ge=1, le=50)] = 1
) -> Response:
    """Search what is published; any input is safe."""
    hits = caller.store.search(q, limit=N_FOUND + 1, offset=(page - 1) * N_FOUND) if q.strip() else []
    articles = {one.story_id: caller.store.article(one.story_id) for one in hits[:N_FOUND]}
    places = slates.listed(caller, [one for one in articles.values() if one])
    cards = {place.card.story_id: place.card for place in places}
    found = [(cards[hit.story_id], _marked(hit.excerpt, hit.marks)) for hit in hits[:N_FOUND] if hit.story_id in cards]
    return caller.page("search.html", headers=MIXED, query=q, found=found, page=page, has_more=len(hits) > N_FOUND)


def _marked(excerpt: str, marks: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Cut an excerpt into runs, and say which of them are marked."""
    runs, at = [], 0
    for start, end in sorted(marks):
        if at <= start < end <= len(excerpt):
            runs += [(excerpt[at:start], False), (excerpt[start:end], True)]
            at = end
    return [run for run in [*runs, (excerpt[at:], False)] if run[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A source, with its health and what it told lately."""

    source: Source
    feeds: tuple[Feed, ...]
    states: tuple[FeedState, ...]
    n_reports: int
    n_copies: int
    n_refused: int

    @property
    def health(self) -> str:
        """One word for how reading it goes: well, failing, gone, new, off."""
        if not self.source.is_enabled:
            return "off"
        if not self.states:
            return "new"
        if all(state.is_gone for state in self.states):
            return "gone"
        return "failing" if all(state.n_failures for state in self.states) else "well"

    @property
    def last_success_at(self) -> datetime | None:
        return max((state.last_success_at for state in self.states if state.last_success_at), default=None)

    @property
    def trouble(self) -> str:
        return next(
            (state.last_failure.message for state in self.states if state.last_failure and state.n_failures), ""
        )


@router.api_route("/sources", methods=READ)
def sources(caller: Asking) -> Response:
    """Who is read: owner, country, language, health, rights, and how much of it is its own."""
    return caller.page("sources.html", outlets=outlets(caller), days=SHARES_DAYS)


def outlets(caller: Caller) -> list[Outlet]:
    """All sources with their health, by name."""
    states, feeds = caller.store.feed_states(), caller.store.feeds()
    until = caller.now.replace(
        second=0, microsecond=0
    )  # counted once a minute: it reads days of reports, and anyone may ask
    since = until - timedelta(days=SHARES_DAYS)
    n_reports, n_copies, n_refused = caller.site.shares.get(
        until, lambda: _shares(caller.store.told_reports(since=since, until=until))
    )
    listed = []
    for source in caller.store.sources():
        own = tuple(feed for feed in feeds if feed.source_id == source.id)
        listed.append(
            Outlet(
                source=source,
                feeds=own,
                states=tuple(states[feed.id] for feed in own if feed.id in states),
                n_reports=n_reports[source.id],
                n_copies=n_copies[source.id],
                n_refused=n_refused[source.id],
            )
        )
    return listed


def _shares(told: Iterable[ToldReport]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count each source's reports, those whose text another had first, and those that refuse AI use."""
    reports: Counter[str] = Counter()
    copies: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    heard: set[str] = set()
    for one in told:
        source_id = one.report.source_id
        reports[source_id] += 1
        copies[source_id] += one.assignment.origin_id in heard
        refused[source_id] += not one.report.rights.may_write
        heard.add(one.assignment.origin_id)
    return reports, copies, refused


@router.api_route("/corrections", methods=READ)
def corrections(caller: Asking) -> Response:
    """The public record of what was wrong here, and since when it is right."""
    found = caller.store.corrections(limit=N_CORRECTIONS)
    articles = {one.story_id: caller.store.article(one.story_id) for one in found}
    return caller.page(
        "corrections.html",
        headers=MIXED,
        corrections=[(one, caller.site.cards.of(article)) for one in found if (article := articles[one.story_id])],
    )
