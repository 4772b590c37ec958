"""Cut an article down to what a list shows of it: the card."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from newswright.ports import Store
from newswright.records.articles import Article
from newswright.records.ids import StoryId
from newswright.records.readers import Reason, VoteCount
from newswright.records.stories import Trend
from newswright.web import labels, scripts

N_OUTLETS_NAMED = 2  # more than two names make the line wrap on a phone
MAX_CARDS = 4_000  # about 8 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is the same for everyone who sees this version of an article in a list."""

    story_id: StoryId
    version: int
    headline: str
    dek: str
    language: str
    direction: str
    topics: tuple[str, ...]
    outlets: tuple[str, ...]
    n_outlets: int
    n_reports: int
    n_origins: int
    only_outlet: str | None
    n_conflicts: int
    label: labels.Label
    issued_at: datetime
    first_issued_at: datetime
    withdrawn: str | None

    @property
    def path(self) -> str:
        return f"/story/{self.story_id}"

    @property
    def is_updated(self) -> bool:
        return self.version > 1

    @property
    def n_more(self) -> int:
        """Outlets beyond those that the card names."""
        return max(0, self.n_outlets - len(self.outlets))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A card at its place in one reader's list, with all that is only true there and now."""

    card: Card
    position: int = 0
    reasons: tuple[Reason, ...] = ()
    trend: Trend | None = None
    votes: VoteCount = field(default_factory=VoteCount)
    my_vote: int = 0
    is_saved: bool = False
    is_read: bool = False


def of(article: Article) -> Card:
    """Cut one article down to its card."""
    outlets = tuple(dict.fromkeys(line.outlet for line in article.sources if not line.is_copy))
    everyone = dict.fromkeys(line.outlet for line in article.sources)
    return Card(
        story_id=article.story_id,
        version=article.version,
        headline=article.headline.text,
        dek=article.dek.text,
        language=article.language,
        direction=scripts.direction(article.language),
        topics=article.topics,
        outlets=(outlets or tuple(everyone))[:N_OUTLETS_NAMED],
        n_outlets=len(everyone),
        n_reports=article.labels.n_reports,
        n_origins=article.labels.n_origins,
        only_outlet=article.labels.only_outlet,
        n_conflicts=len(article.conflicts),
        label=labels.of(article.labels),
        issued_at=article.issued_at,
        first_issued_at=article.first_issued_at,
        withdrawn=article.withdrawn,
    )


class CardIndex:
    """Keeps cards by story and version: a version never changes, so a card never grows stale. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cards: OrderedDict[tuple[StoryId, int], Card] = OrderedDict()
        self._lock = Lock()

    def of(self, article: Article) -> Card:
        """Return the card of an article that is at hand."""
        return self.find(article.story_id, article.version) or self._keep(of(article))

    def get(self, story_id: StoryId, version: int) -> Card | None:
        """Return the card of a version, from the store if need be."""
        card = self.find(story_id, version)
        if card is None:
            article = self._store.article(story_id)
            card = self._keep(of(article)) if article else None
        return card

    def find(self, story_id: StoryId, version: int) -> Card | None:
        """Return the card if it is kept here."""
        with self._lock:
            card = self._cards.get((story_id, version))
            if card:
                self._cards.move_to_end((story_id, version))
            return card

    def _keep(self, card: Card) -> Card:
        with self._lock:
            self._cards[card.story_id, card.version] = card
            if len(self._cards) > MAX_CARDS:
                self._cards.popitem(last=False)
        return card
