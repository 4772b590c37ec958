"""What speaks for a click, as of what was known before it: the article's record, and how it suits what the reader read."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log, log1p, sqrt

import numpy as np
import numpy.typing as npt

from newswright.stages.personalise.taste import Taste, Vector
from newswright.text import words

Floats = npt.NDArray[np.float64]

# The columns of `Ledger.signals`, each with the weight (logit units) that stands before anything was learned.
SIGNALS: Mapping[str, float] = {
    "article_rate": 0.6,  # log (clicks + a) / (expected clicks + a) of the article
    "is_new": 0.3,  # never shown before
    "n_shown": 0.0,  # log of the times it was shown
    "age": -0.05,  # log of the hours since it was first shown
    "category_rate": 0.3,
    "category_match": 0.25,  # log of the category's share in the history, against its share in all histories
    "words_match": 1.0,  # TF-IDF cosine of the title with the history
    "taste_match": 0.7,  # cosine of the title's place with the history's (Taste)
    "category_affinity": 0.5,  # what readers of those categories took of this one
    "words_rate": 0.1,  # what the words of the title are worth in clicks
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """An article as MIND describes it."""

    id: str
    category: str
    subcategory: str
    title: str
    abstract: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behavior:
    """One impression list: who saw what, after having read what. `labels` (clicked or not) is None where it is not told."""

    id: str
    user: str
    at: datetime
    history: tuple[str, ...]
    candidates: tuple[str, ...]
    labels: tuple[bool, ...] | None = None


class Ledger:
    """The books: clicks beside what was to be expected of the lists they came from, by article, category and word.

    `signals` reads them as they stand; `post` enters a list whose outcome is known. Keep the two in the order of time, and no
    list is ever ranked by its own outcome.
    """

    def __init__(self, news: Mapping[str, NewsItem]) -> None:
        self._news = news
        self._titles: dict[str, dict[str, float]] = {}
        self._places: dict[str, Vector] = {}
        self._taste = Taste()
        self._n_holding = Counter(t for one in news.values() for t in set(words.stems(one.title, "en")))
        self._by_article, self._by_category, self._by_word = _Rates(1.0), _Rates(3.0), _Rates(3.0)
        self._by_affinity = _Rates(2.0)
        self._n_shown: Counter[str] = Counter()
        self._first_shown_at: dict[str, datetime] = {}
        self._read: Counter[str] = Counter()  # articles of histories, by category
        self._n_read = 0

    def fit_taste(self, histories: Sequence[Sequence[str]]) -> None:
        """Learn the directions of taste anew, from reading histories."""
        self._taste.fit([[self._title(article) for article in history] for history in histories])
        self._places.clear()

    def signals(self, behavior: Behavior) -> Floats:
        """Return the signals of a list's candidates, (n, k) float64, columns as in SIGNALS."""
        reader = self._reader(behavior.history)
        return np.array([self._row(article, reader, behavior.at) for article in behavior.candidates], dtype=np.float64)

    def _reader(self, history: Sequence[str]) -> "_Reader":
        profile: dict[str, float] = {}
        place = np.zeros_like(self._place(""))
        for article in history:
            place = place + self._place(article)
            for term, weight in self._title(article).items():
                profile[term] = profile.get(term, 0.0) + weight
        categories = Counter(self._category(article) for article in history)
        return _Reader(
            n_read=len(history),
            profile=profile,
            length=_length(profile),
            place=place / max(float(np.linalg.norm(place)), 1e-9),
            categories=categories,
            affinities={},
        )

    def _row(self, article: str, reader: "_Reader", at: datetime) -> tuple[float, ...]:
        category, title = self._category(article), self._title(article)
        first_at = self._first_shown_at.get(article, at)
        if category not in reader.affinities:
            reader.affinities[category] = self._affinity(category, reader)
        return (
            self._by_article.log_ratio(article),
            float(article not in self._n_shown),
            log1p(self._n_shown[article]),
            log1p(max(0.0, (at - first_at).total_seconds() / 3600)),
            self._by_category.log_ratio(category),
            _log_share(reader.categories[category], reader.n_read, self._read[category], self._n_read),
            sum(weight * reader.profile.get(term, 0.0) for term, weight in title.items()) / reader.length,
            float(reader.place @ self._place(article)),
            reader.affinities[category],
            sum(self._by_word.log_ratio(term) for term in title) / sqrt(len(title) or 1),
        )  # fmt: skip

    def _affinity(self, category: str, reader: "_Reader") -> float:
        return sum(
            n / reader.n_read * self._by_affinity.log_ratio((read, category)) for read, n in reader.categories.items()
        )

    def post(self, behavior: Behavior) -> None:
        """Enter a list's outcome; one without labels is entered as shown only."""
        reader = Counter(self._category(article) for article in behavior.history)
        expected = sum(behavior.labels) / len(behavior.labels) if behavior.labels else 0.0
        for place, article in enumerate(behavior.candidates):
            self._n_shown[article] += 1
            self._first_shown_at.setdefault(article, behavior.at)
            if behavior.labels is None:
                continue
            clicked, category = float(behavior.labels[place]), self._category(article)
            self._by_article.add(article, clicked, expected)
            self._by_category.add(category, clicked, expected)
            for term in self._title(article):
                self._by_word.add(term, clicked, expected)
            for read, n in reader.items():
                share = n / len(behavior.history)
                self._by_affinity.add((read, category), clicked * share, expected * share)
        self._read.update(reader)
        self._n_read += len(behavior.history)

    def _title(self, article: str) -> dict[str, float]:
        if article not in self._titles:
            item = self._news.get(article)
            stems = sorted(set(words.stems(item.title, "en"))) if item else []
            weights = {stem: log1p(len(self._news) / max(1, self._n_holding[stem])) for stem in stems}
            length = _length(weights)
            self._titles[article] = {stem: weight / length for stem, weight in weights.items()}
        return self._titles[article]

    def _place(self, article: str) -> Vector:
        if article not in self._places:
            self._places[article] = self._taste.place(self._title(article))
        return self._places[article]

    def _category(self, article: str) -> str:
        item = self._news.get(article)
        return item.category if item else ""


@dataclass(slots=True, kw_only=True)
class _Reader:
    n_read: int
    profile: dict[str, float]
    length: float
    place: Vector
    categories: Counter[str]
    affinities: dict[str, float]


class _Rates:
    """Clicks against expected clicks, both with `prior` clicks added, so that little known means little said."""

    def __init__(self, prior: float) -> None:
        self._prior = prior
        self._clicked: dict[Hashable, float] = defaultdict(float)
        self._expected: dict[Hashable, float] = defaultdict(float)

    def add(self, key: Hashable, clicked: float, expected: float) -> None:
        self._clicked[key] += clicked
        self._expected[key] += expected

    def log_ratio(self, key: Hashable) -> float:
        clicked, expected = self._clicked.get(key, 0.0), self._expected.get(key, 0.0)
        return log((clicked + self._prior) / (expected + self._prior))


def _length(weights: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values())) or 1.0


def _log_share(n: int, n_read: int, n_all: int, n_read_all: int) -> float:
    """How much more often one reader reads a category than all readers do, in logs, shrunk by five articles' worth."""
    usual = (n_all + 1) / (n_read_all + 20)
    return log((n + 5 * usual) / (n_read + 5) / usual)
