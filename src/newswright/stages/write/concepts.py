"""Weigh what a story's sentences tell: how likely an editor's round-up is to hold each word and each pair of neighbours.

A sentence is then worth what it tells that nothing chosen before has told (maximum coverage, after Gillick and Favre 2009), and
the weights are learned rather than counted (after Li, Qian and Liu 2013): a logistic regression over how many independent
origins tell a concept, whether their titles do, how early, and in what kind of sentence. No feature names a word or a
language. Fitted by bench/quality/fit_concepts.py on the tuning part of the round-ups.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from newswright.stages.write import concept_weights
from newswright.text import words

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_LONG_WORDS = 20.0  # sentences' lengths are given in units of this many words,
_LONG_CHARS = 6.0  # words' lengths in units of this many characters
_MIN_ROOM = 0.05  # the weights were fitted on leads: less room than this was never seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence as it is weighed: its words in order, whose it is, and how early its report tells it."""

    units: tuple[str, ...]
    origin: int
    place: int
    is_quoting: bool = False


@lru_cache(maxsize=65_536)
def _unit(token: str, language: str) -> str:
    """A word's stem; a stop word as it is, since pairs hold it too."""
    stem = words.stemmed([token], language)
    return stem[0] if stem else token


def units(text: str, language: str) -> tuple[str, ...]:
    """Cut a text into what concepts are made of."""
    return tuple(_unit(token, language) for token in words.tokens(text))


class Worths:
    """What sentences are worth beside those chosen already: the sum over the concepts that are still untold."""

    def __init__(self, kinds: Sequence["Kind"], weights: Sequence[Floats], n_sentences: int) -> None:
        offsets = np.cumsum([0, *map(len, weights)])
        self._left = np.concatenate(weights)
        pairs = [(kind.sentence, kind.at + offset) for kind, offset in zip(kinds, offsets, strict=False)]
        sentence, concept = (np.concatenate(column) for column in zip(*pairs, strict=True))
        n_concepts = max(1, len(self._left))
        told = np.unique(sentence * n_concepts + concept)  # a concept counts once per sentence
        self._sentence, self._concept = told // n_concepts, told % n_concepts
        self._n = n_sentences

    def left(self) -> Floats:
        """Return what each sentence would add, (n,) float64, in expected concepts."""
        worths: Floats = np.bincount(self._sentence, self._left[self._concept], self._n).astype(np.float64)
        return worths

    def tell(self, at: int) -> None:
        """Take a sentence as told: what it says is worth nothing more."""
        self._left[self._concept[self._sentence == at]] = 0.0


def weigh(
    sentences: Sequence[Told],
    titles: Sequence[Sequence[tuple[str, ...]]],
    *,
    language: str,
    room: float,
    pair_share: float,
) -> Worths:
    """Weigh the concepts of sentences. `titles` are those of each origin, in units; `room` is the share of all words that can
    be printed, in (0, 1]; `pair_share` is what pairs make up of a sentence's worth."""
    word, pair = read(sentences, titles, language=language, room=room)
    weights = [
        (1 - pair_share) * _probable(word.features, concept_weights.WORD),
        pair_share * _probable(pair.features, concept_weights.PAIR),
    ]
    return Worths((word, pair), weights, len(sentences))


def _probable(features: Floats, weights: Sequence[float]) -> Floats:
    """The probability, in [0, 1], that an editor's round-up has each concept."""
    found: Floats = 1 / (1 + np.exp(-(features @ np.asarray(weights))))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The words, or the pairs of neighbours, of all sentences: one row of `features` per concept; `sentence` and `at` say for
    each occurrence whose it is and which concept; `parts` are a concept's words, as places in `vocabulary`."""

    features: Floats
    sentence: Ints
    at: Ints
    parts: Ints
    vocabulary: tuple[str, ...]

    def named(self, at: int) -> tuple[str, ...]:
        """The words of a concept."""
        return tuple(self.vocabulary[part] for part in self.parts[at])


def read(
    sentences: Sequence[Told], titles: Sequence[Sequence[tuple[str, ...]]], *, language: str, room: float
) -> tuple[Kind, Kind]:
    """Find the concepts of sentences, words and pairs, with the features that they are weighed by."""
    text = _Text(sentences, titles, language, room)
    return text.words(), text.pairs()


class _Text:
    """The sentences of a story as numbers."""

    def __init__(
        self, sentences: Sequence[Told], titles: Sequence[Sequence[tuple[str, ...]]], language: str, room: float
    ) -> None:
        known: dict[str, int] = {}
        lists = [[known.setdefault(unit, len(known)) for unit in one.units] for one in sentences]
        self.n, self.sizes = len(sentences), np.array([len(own) for own in lists], dtype=np.int64)
        self.vocabulary = tuple(known)
        self.token = np.array([at for own in lists for at in own], dtype=np.int64)
        self.sentence = np.repeat(np.arange(self.n), self.sizes)
        self.inner = np.arange(len(self.token)) - np.repeat(np.cumsum(self.sizes) - self.sizes, self.sizes)
        self.origin = np.array([one.origin for one in sentences], dtype=np.int64)
        self.place = np.array([one.place for one in sentences], dtype=np.float64)
        self.is_quoting = np.array([one.is_quoting for one in sentences], dtype=np.float64)
        self.n_origins = len(set(self.origin.tolist()))
        self.log_room = float(np.log(min(1.0, max(_MIN_ROOM, room))))
        self.known, self.titles = known, titles
        self._weigh_words(words.stopwords(language))
        self._weigh_sentences()

    def _weigh_words(self, stopped: frozenset[str]) -> None:
        n = len(self.vocabulary)
        self.is_stop = np.array([word in stopped for word in self.vocabulary], dtype=np.float64)
        self.is_figure = np.array([word[:1].isdigit() for word in self.vocabulary], dtype=np.float64)
        self.length = np.array([len(word) for word in self.vocabulary], dtype=np.float64) / _LONG_CHARS
        self.shared = self._share(self._told_by(self.token, self.sentence, n))
        self.in_titles = np.zeros((len(self.titles), n), dtype=np.float64)
        for row, own in zip(self.in_titles, self.titles, strict=True):
            row[[self.known[unit] for title in own for unit in title if unit in self.known]] = 1
        self.by_title = self.in_titles.sum(axis=0) / max(1, len(self.titles))

    def _weigh_sentences(self) -> None:
        """How central a sentence's content words are, and how many of them its own title and all titles have."""
        says = 1 - self.is_stop[self.token]
        n_says = np.maximum(1, np.bincount(self.sentence, says, self.n))
        own = self.in_titles[self.origin[self.sentence], self.token]
        self.central, self.own_title, self.all_titles = (
            np.bincount(self.sentence, says * values, self.n) / n_says
            for values in (self.shared[self.token], own, self.by_title[self.token])
        )

    def _told_by(self, at: Ints, sentence: Ints, n: int) -> Floats:
        """How many origins tell each concept."""
        n_most = int(self.origin.max(initial=0)) + 1
        once = np.unique(at * n_most + self.origin[sentence])
        return np.bincount(once // n_most, minlength=n).astype(np.float64)

    def _share(self, told_by: Floats) -> Floats:
        """The share of the other origins that tell it too."""
        return (told_by - 1) / max(1, self.n_origins - 1)

    def words(self) -> Kind:
        parts = np.arange(len(self.vocabulary))[:, None]
        return self._kind(self.token, np.arange(len(self.token)), parts, self.by_title)

    def pairs(self) -> Kind:
        n = max(1, len(self.vocabulary))
        first = np.flatnonzero(self.sentence[:-1] == self.sentence[1:])
        codes, at = np.unique(self.token[first] * n + self.token[first + 1], return_inverse=True)
        parts = np.stack([codes // n, codes % n], axis=1)
        by_title = np.zeros(len(codes))
        for own in self.titles:
            by_title += np.isin(codes, [code for title in own for code in self._codes(title, n)])
        return self._kind(at, first, parts, by_title / max(1, len(self.titles)))

    def _codes(self, title: tuple[str, ...], n: int) -> Iterator[int]:
        for a, b in pairwise(title):
            if a in self.known and b in self.known:
                yield self.known[a] * n + self.known[b]

    def _kind(self, at: Ints, where: Ints, parts: Ints, by_title: Floats) -> Kind:
        """Describe concepts: `at` names the concept of each occurrence, `where` the token that it begins with."""
        sentence = self.sentence[where]
        counted = np.bincount(at, minlength=len(parts)).astype(np.float64)
        told_by = self._told_by(at, sentence, len(parts))
        over = _Over(at, len(parts))
        first = over.least(self.place[sentence])
        is_told_twice = (told_by >= 2).astype(np.float64)
        size = self.sizes[sentence] / _LONG_WORDS
        begins, ends = parts[:, 0], parts[:, -1]
        before, after = self._beside(where, parts.shape[1])
        columns = [
            np.ones(len(parts)),
            self._share(told_by),
            is_told_twice,
            np.log(counted),
            counted / max(1, self.n),
            *((first == place).astype(np.float64) for place in range(3)),
            by_title,
            (by_title > 0).astype(np.float64),
            self.by_title[parts].mean(axis=1),
            (self.by_title[parts] > 0).all(axis=1).astype(np.float64),
            self.is_stop[parts].min(axis=1),
            self.is_stop[parts].max(axis=1),
            self.is_figure[parts].max(axis=1),
            self.shared[parts].mean(axis=1),
            (self.shared[parts] == 1).all(axis=1).astype(np.float64),
            np.full(len(parts), np.log(max(1, self.n))),
            self.length[parts].mean(axis=1),
            is_told_twice * (first == 0),
            is_told_twice * (by_title > 0),
            over.most(self.central[sentence]),
            over.mean(self.central[sentence]),
            over.most(self.own_title[sentence]),
            over.most(self.all_titles[sentence]),
            over.least(self.is_quoting[sentence]),
            over.least(size),
            over.most(size),
            over.least(self.inner[where] / np.maximum(1, self.sizes[sentence])),
            over.least(self.inner[where] / _LONG_WORDS),
            over.most(before),
            over.most(after),
            self.shared[begins],
            self.shared[ends],
            self.by_title[begins],
            self.by_title[ends],
            self.is_stop[begins],
            self.is_stop[ends],
            np.full(len(parts), self.log_room),
        ]
        return Kind(
            features=np.stack(columns, axis=1), sentence=sentence, at=at, parts=parts, vocabulary=self.vocabulary
        )

    def _beside(self, where: Ints, n_words: int) -> tuple[Floats, Floats]:
        """How widely the words beside an occurrence are told; 0 at either end of a sentence."""
        shared = np.concatenate([[0.0], self.shared[self.token], np.zeros(n_words)])
        is_last = self.inner[where] + n_words >= self.sizes[self.sentence[where]]
        before = np.where(self.inner[where] == 0, 0.0, shared[where])
        after = np.where(is_last, 0.0, shared[where + n_words + 1])
        return before, after


class _Over:
    """Takes together what the occurrences of a concept have."""

    def __init__(self, at: Ints, n: int) -> None:
        self._order = np.argsort(at, kind="stable")
        self._starts = np.searchsorted(at[self._order], np.arange(n))

    def least(self, values: Floats) -> Floats:
        return self._by(np.minimum, values)

    def most(self, values: Floats) -> Floats:
        return self._by(np.maximum, values)

    def mean(self, values: Floats) -> Floats:
        counted = np.diff([*self._starts, len(self._order)])
        return self._by(np.add, values) / np.maximum(1, counted)

    def _by(self, how: np.ufunc, values: Floats) -> Floats:
        if not len(self._starts):
            return np.zeros(0)
        found: Floats = how.reduceat(np.asarray(values, dtype=np.float64)[self._order], self._starts)
        return found
