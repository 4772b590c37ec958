"""Index the words of some sentences by where they stand, so that a claim can be laid beside them."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from newswright.stages.verify.reading import Reading

_HEAD_CHARS = 5  # derived words share a long head past the stemmer (arrive / arrival)
_HEAD_SLACK_CHARS = 3


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of the claim's words that stands so in one sentence: `start` in the claim, and all `places` in the evidence."""

    start: int
    length: int
    places: tuple[int, ...]


class Evidence:
    """The words of all sentences in one row. A word's form is its stem, or the token where it is a function word."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        """Post every form at its places, and every content stem at its sentences."""
        self.forms: list[str] = []
        self.sentence_of: list[int] = []
        self.bags: list[frozenset[str]] = []
        self.places: dict[str, list[int]] = {}
        self.sentences: dict[str, set[int]] = {}
        for reading in readings:
            if reading.words:
                self._add(reading)
        self._heads: dict[str, list[str]] = {}
        for form in self.places:
            if len(form) >= _HEAD_CHARS:
                self._heads.setdefault(form[:_HEAD_CHARS], []).append(form)
        self._spelt = ""  # all forms in a row, each within ^ and $
        self._starts: list[int] = []
        self._likeness: dict[str, float] = {}
        self._threes: dict[int, frozenset[str]] = {}

    def _add(self, reading: Reading) -> None:
        number = len(self.bags)
        for word in reading.words:
            form = word.stem or word.token
            self.places.setdefault(form, []).append(len(self.forms))
            self.forms.append(form)
            self.sentence_of.append(number)
        self.bags.append(reading.bag)
        for stem in reading.bag:
            self.sentences.setdefault(stem, set()).add(number)

    def weight(self, stem: str) -> float:
        """How telling a word is: its inverse document frequency among the sentences."""
        return math.log(1 + (len(self.bags) or 1) / (1 + len(self.sentences.get(stem, ()))))

    def has(self, stem: str) -> bool:
        """Whether it, or a near form of it, occurs."""
        if stem in self.places:
            return True
        if len(stem) <= _HEAD_CHARS:
            return False
        near = self._heads.get(stem[:_HEAD_CHARS], ())
        return any(abs(len(other) - len(stem)) <= _HEAD_SLACK_CHARS for other in near)

    def sentences_with(self, stem: str) -> set[int]:
        """The sentences that have it, or a near form of it."""
        near = self._heads.get(stem[:_HEAD_CHARS], ()) if len(stem) > _HEAD_CHARS else ()
        forms = [other for other in near if abs(len(other) - len(stem)) <= _HEAD_SLACK_CHARS]
        return set().union(*(self.sentences.get(form, ()) for form in (stem, *forms)))

    def likeness(self, stem: str) -> float:
        """How alike in spelling its nearest word is: Dice's coefficient of their letter trigrams, in [0, 1]."""
        if stem not in self._likeness:
            self._likeness[stem] = max(self._likenesses(stem), default=0.0)
        return self._likeness[stem]

    def _likenesses(self, stem: str) -> Iterator[float]:
        """How alike each word is that shares any trigram."""
        if not self._spelt:
            self._spelt = "".join(f"^{form}$" for form in self.places)
            self._starts = list(accumulate((len(form) + 2 for form in self.places), initial=0))
        grams = _trigrams(stem)
        shared = Counter(place for gram in grams for place in self._places_of(gram))
        for place, n in shared.items():
            n_grams = len(_trigrams(self._spelt[self._starts[place] + 1 : self._starts[place + 1] - 1]))
            yield 2 * n / (len(grams) + n_grams)

    def _places_of(self, gram: str) -> set[int]:
        """The numbers of the forms that have a trigram."""
        found: set[int] = set()
        at = self._spelt.find(gram)
        while at >= 0:
            place = bisect_right(self._starts, at)
            found.add(place - 1)
            at = self._spelt.find(gram, self._starts[place])
        return found

    def fragments(self, forms: Sequence[str]) -> list[Fragment]:
        """Cut a claim, from its beginning on, into the longest runs that the evidence has (Grusky et al. 2018)."""
        found, at = [], 0
        while at < len(forms):
            places, length = self.places.get(forms[at], []), 1
            if not places:
                at += 1
                continue
            while at + length < len(forms):
                longer = self._going_on(places, length, forms[at + length])
                if not longer:
                    break
                places, length = longer, length + 1
            found.append(Fragment(at, length, tuple(places)))
            at += length
        return found

    def _going_on(self, places: list[int], length: int, form: str) -> list[int]:
        """Those places of a run after which, in the same sentence, a form stands."""
        sentence_of, ends = self.sentence_of, self.places.get(form, [])
        if len(ends) * 4 < len(places):  # looking a place up costs about four steps
            begins = [end - length for end in ends]
            return [b for b in begins if _is_among(places, b) and sentence_of[b] == sentence_of[b + length]]
        n, all_forms = len(self.forms) - length, self.forms
        return [
            p for p in places if p < n and all_forms[p + length] == form and sentence_of[p + length] == sentence_of[p]
        ]

    def distance(self, one: str, other: str) -> int:
        """The fewest words between two forms, at most FARTHEST; another sentence, or the other order, counts as further."""
        if one == other:
            return 0
        least, beside = FARTHEST, self.places[other][:_MOST_PLACES]
        for x in self.places[one][:_MOST_PLACES]:
            at = bisect_left(beside, x)
            for y in beside[
                max(0, at - 1) : at + 1
            ]:  # the nearest on either side: those further off are no better in anything
                apart = abs(x - y)
                if apart < least:
                    apart += _OTHER_SENTENCE * (self.sentence_of[x] != self.sentence_of[y]) + _OTHER_ORDER * (y < x)
                    least = min(least, apart)
            if least == 1:
                return 1  # nothing is nearer, as long as they are two forms
        return least

    def three(self, number: int) -> frozenset[str]:
        """The content stems of a sentence and its neighbours."""
        if number not in self._threes:
            self._threes[number] = frozenset().union(*self.bags[max(0, number - 1) : number + 2])
        return self._threes[number]


def _is_among(places: list[int], sought: int) -> bool:
    at = bisect_left(places, sought)
    return at < len(places) and places[at] == sought


FARTHEST = 60  # words
_MOST_PLACES = 40  # of one word that are looked at
_OTHER_SENTENCE, _OTHER_ORDER = 15, 2  # words


def likeness(one: str, other: str) -> float:
    """How alike two words are in spelling: Dice's coefficient of their letter trigrams, in [0, 1]."""
    a, b = _trigrams(one), _trigrams(other)
    return 2 * len(a & b) / (len(a) + len(b))


@lru_cache(maxsize=100_000)
def _trigrams(word: str) -> frozenset[str]:
    framed = f"^{word}$"
    return frozenset(framed[i : i + 3] for i in range(len(framed) - 2))
