"""Lay out lists of cards: the reader's feed with its receipts, what is trending, and plain lists of articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from newswright.records.articles import Article
from newswright.records.ids import StoryId
from newswright.records.readers import Impression, Slate, SlateEntry, VoteCount
from newswright.records.stories import Edition, Trend
from newswright.stages import personalise
from newswright.web.caller import Caller
from newswright.web.cards import Card, Place

WINDOW_DAYS = 3  # a front page is about now; older articles are found by topic, name and search
N_CANDIDATES = 1_000
N_PLACES = 24  # an edition that a person can finish
N_BELOW = 36  # in sections by topic, under the end of the edition
N_SECTION = 4
N_SECTIONS = 6
N_TRENDING = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page, laid out."""

    places: list[Place]
    sections: list[tuple[str, list[Place]]]
    trending: list[Place]
    edition: Edition | None
    n_muted: int
    has_wishes: bool


def front(caller: Caller) -> Front:
    """Lay out the front page for whoever is asking. What their mutes and votes removed stands nowhere on it."""
    editions = caller.store.editions(limit=1)
    trends = caller.store.trends()
    offered = _offered(caller, editions, trends)
    slate = slate_of(caller, offered, editions[0] if editions else None)
    versions = {candidate.story_id: candidate.version for candidate in offered.candidates}
    found = (caller.site.cards.get(entry.story_id, versions[entry.story_id]) for entry in slate.entries)
    cards = [card for card in found if card and not card.withdrawn]
    return Front(
        places=_places(caller, cards[:N_PLACES], trends, slate),
        sections=_sections(caller, cards[N_PLACES:], trends),
        trending=_trending(caller, trends, cards, versions),
        edition=editions[0] if editions else None,
        n_muted=slate.n_muted,
        has_wishes=bool(caller.profile.wishes),
    )


def _offered(caller: Caller, editions: Sequence[Edition], trends: Sequence[Trend]) -> personalise.Pool:
    """What there is to choose from: laid out once, and again when something was published or a minute has passed."""
    latest = caller.store.articles(limit=1)
    stamp = (
        caller.now.replace(second=0, microsecond=0),
        tuple((edition.id, edition.finished_at) for edition in editions),
        tuple((article.story_id, article.version, article.issued_at) for article in latest),
        tuple((trend.story_id, trend.at) for trend in trends[:1]),
    )
    return caller.site.pools.get(stamp, lambda: _pool(caller))


def _pool(caller: Caller) -> personalise.Pool:
    since = caller.now - timedelta(days=WINDOW_DAYS)
    candidates = caller.store.candidates(since=since, limit=N_CANDIDATES)
    return personalise.pool(candidates, policy=caller.site.settings.personalise)


def slate_of(caller: Caller, offered: personalise.Pool, edition: Edition | None) -> Slate:
    """Ask the ranker for this reader's list; for nobody in particular, it is the public one."""
    return personalise.slate(
        offered,
        caller.profile,
        votes=caller.votes,
        engagements=caller.engagements,
        now=caller.now,
        policy=caller.site.settings.personalise,
        seed=0,
        edition_id=edition.id if edition else None,
        limit=N_PLACES + N_BELOW,
    )


def receipt(caller: Caller, story_id: StoryId) -> SlateEntry | None:
    """Find a story's place in the reader's feed as of now, for 'why is this in my feed'."""
    editions = caller.store.editions(limit=1)
    slate = slate_of(caller, _offered(caller, editions, caller.store.trends()), editions[0] if editions else None)
    return next((entry for entry in slate.entries if entry.story_id == story_id), None)


def listed(caller: Caller, articles: Iterable[Article]) -> list[Place]:
    """Lay out a plain list of articles, in the order given."""
    return _places(caller, [caller.site.cards.of(article) for article in articles], caller.store.trends(), None)


def impressions(caller: Caller, laid_out: Front) -> list[Impression]:
    """Say what was shown to a reader, and where."""
    return [
        Impression(
            reader_id=caller.reader_id,
            story_id=place.card.story_id,
            position=place.position,
            shown_at=caller.now,
            edition_id=laid_out.edition.id if laid_out.edition else None,
        )
        for place in laid_out.places
    ]


def _places(
    caller: Caller, cards: Sequence[Card], trends: Sequence[Trend], slate: Slate | None, *, is_brief: bool = False
) -> list[Place]:
    trend_by_story = {trend.story_id: trend for trend in trends}
    reasons = {entry.story_id: entry.reasons for entry in slate.entries} if slate else {}
    counts = {} if is_brief else caller.store.vote_counts([card.story_id for card in cards])
    places = []
    for position, card in enumerate(cards, start=1):
        vote = caller.votes.get(card.story_id)
        places.append(
            Place(
                card=card,
                position=position,
                reasons=reasons.get(card.story_id, ()),
                trend=trend_by_story.get(card.story_id),
                votes=counts.get(card.story_id, VoteCount()),
                my_vote=vote.value if vote else 0,
                is_saved=card.story_id in caller.saved,
                is_read=card.story_id in caller.opened,
            )
        )
    return places


def _sections(caller: Caller, cards: Sequence[Card], trends: Sequence[Trend]) -> list[tuple[str, list[Place]]]:
    by_topic: dict[str, list[Card]] = {}
    for card in cards:
        if card.topics:
            by_topic.setdefault(card.topics[0], []).append(card)
    largest = sorted(by_topic, key=lambda topic: (-len(by_topic[topic]), topic))[:N_SECTIONS]
    return [(topic, _places(caller, by_topic[topic][:N_SECTION], trends, None, is_brief=True)) for topic in largest]


def _trending(
    caller: Caller, trends: Sequence[Trend], cards: Sequence[Card], versions: Mapping[StoryId, int]
) -> list[Place]:
    """What is trending, as far as the reader wants to see it: what is in their feed, or was read already."""
    wanted = {card.story_id for card in cards} | caller.opened
    told = [trend for trend in trends if trend.story_id in wanted and trend.story_id in versions][:N_TRENDING]
    found = (caller.site.cards.get(trend.story_id, versions[trend.story_id]) for trend in told)
    return _places(caller, [card for card in found if card and not card.withdrawn], trends, None, is_brief=True)
