"""Lay out lists of cards: the reader's feed with its receipts, what is trending, and plain lists of articles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from newswright.records.articles import Article
from newswright.records.ids import StoryId
from newswright.records.readers import Candidate, EngagementKind, Impression, Slate, SlateEntry
from newswright.records.stories import Edition, Trend
from newswright.stages import personalise
from newswright.web.caller import Caller
from newswright.web.cards import Card, Place

WINDOW_DAYS = 3  # a front page is about now; older articles are found by topic, name and search
N_CANDIDATES = 1_000
N_PLACES = 24  # an edition that a person can finish
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
    """Lay out the front page for whoever is asking."""
    candidates = caller.store.candidates(since=caller.now - timedelta(days=WINDOW_DAYS), limit=N_CANDIDATES)
    editions = caller.store.editions(limit=1)
    slate = slate_of(caller, candidates, editions[0] if editions else None)
    versions = {candidate.story_id: candidate.version for candidate in candidates}
    shown = [entry for entry in slate.entries if entry.story_id in versions][:N_PLACES]
    trends = caller.store.trends()
    cards = {
        one.story_id: card for one in shown if (card := caller.site.cards.get(one.story_id, versions[one.story_id]))
    }
    places = _places(caller, [card for card in cards.values() if not card.withdrawn], trends, slate)
    rest = [candidate for candidate in candidates if candidate.story_id not in cards]
    return Front(
        places=places,
        sections=_sections(caller, rest, trends),
        trending=_trending(caller, trends),
        edition=editions[0] if editions else None,
        n_muted=slate.n_muted,
        has_wishes=bool(caller.profile.wishes),
    )


def slate_of(caller: Caller, candidates: Sequence[Candidate], edition: Edition | None) -> Slate:
    """Ask the ranker for this reader's list; for nobody in particular, it is the public one."""
    return personalise.slate(
        candidates,
        caller.profile,
        votes=caller.votes,
        engagements=caller.engagements,
        now=caller.now,
        policy=caller.site.settings.personalise,
        seed=0,
        edition_id=edition.id if edition else None,
        limit=N_PLACES,
    )


def receipt(caller: Caller, story_id: StoryId) -> SlateEntry | None:
    """Find a story's place in the reader's feed as of now, for 'why is this in my feed'."""
    candidates = caller.store.candidates(since=caller.now - timedelta(days=WINDOW_DAYS), limit=N_CANDIDATES)
    editions = caller.store.editions(limit=1)
    slate = slate_of(caller, candidates, editions[0] if editions else None)
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


def _places(caller: Caller, cards: Sequence[Card], trends: Sequence[Trend], slate: Slate | None) -> list[Place]:
    trend_by_story = {trend.story_id: trend for trend in trends}
    reasons = {entry.story_id: entry.reasons for entry in slate.entries} if slate else {}
    counts = caller.store.vote_counts([card.story_id for card in cards])
    opened = {one.story_id for one in caller.engagements if one.kind is EngagementKind.OPEN}
    saved = set(caller.saved)
    places = []
    for position, card in enumerate(cards, start=1):
        vote = caller.votes.get(card.story_id)
        places.append(
            Place(
                card=card,
                position=position,
                reasons=reasons.get(card.story_id, ()),
                trend=trend_by_story.get(card.story_id),
                votes=counts[card.story_id],
                my_vote=vote.value if vote else 0,
                is_saved=card.story_id in saved,
                is_read=card.story_id in opened,
            )
        )
    return places


def _sections(caller: Caller, rest: Sequence[Candidate], trends: Sequence[Trend]) -> list[tuple[str, list[Place]]]:
    by_topic: dict[str, list[Candidate]] = {}
    for candidate in rest:
        if candidate.topics:
            by_topic.setdefault(candidate.topics[0], []).append(candidate)
    largest = sorted(by_topic, key=lambda topic: (-len(by_topic[topic]), topic))[:N_SECTIONS]
    return [(topic, _places(caller, _cards(caller, by_topic[topic][:N_SECTION]), trends, None)) for topic in largest]


def _cards(caller: Caller, candidates: Iterable[Candidate]) -> list[Card]:
    found = (caller.site.cards.get(candidate.story_id, candidate.version) for candidate in candidates)
    return [card for card in found if card and not card.withdrawn]


def _trending(caller: Caller, trends: Sequence[Trend]) -> list[Place]:
    articles = (caller.store.article(trend.story_id) for trend in trends[: 2 * N_TRENDING])
    return listed(caller, [article for article in articles if article and not article.withdrawn][:N_TRENDING])
