"""Weigh words by how rare they are in the stream so far: sparse TF-IDF whose document frequencies update online."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

Vector = Mapping[str, float]


class Frequencies:
    """Counts in how many documents each word stood; grows with the stream and can forget what leaves it."""

    def __init__(self) -> None:
        self.n_documents = 0
        self._counts: Counter[str] = Counter()

    def add(self, words: Iterable[str]) -> None:
        """Count one document; `words` may repeat."""
        self.n_documents += 1
        self._counts.update(set(words))

    def forget(self, words: Iterable[str]) -> None:
        """Take one document's count back, as if it had never been added."""
        self.n_documents -= 1
        for word in set(words):
            self._counts[word] -= 1
            if self._counts[word] <= 0:
                del self._counts[word]

    def count(self, word: str) -> int:
        """Say in how many documents a word stood."""
        return self._counts.get(word, 0)

    def idf(self, word: str) -> float:
        """Weigh a word: ln((n + 1) / (count + 0.5)), at least 0; a word never seen weighs most."""
        return max(0.0, math.log((self.n_documents + 1) / (self.count(word) + 0.5)))


def weigh(words: Iterable[str], frequencies: Frequencies) -> dict[str, float]:
    """Make a text's vector: (1 + ln tf) · idf, of length 1; empty where nothing in it weighs anything."""
    weights = {word: (1 + math.log(n)) * frequencies.idf(word) for word, n in Counter(words).items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items() if weight > 0} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Compare two vectors of length 1, in [0, 1]."""
    if len(a) > len(b):
        a, b = b, a
    return min(1.0, sum(weight * b[word] for word, weight in a.items() if word in b))


def centroid(members: Iterable[Vector]) -> dict[str, float]:
    """Average vectors into one of length 1: what several texts are about; empty for none."""
    total: dict[str, float] = {}
    for member in members:
        for word, weight in member.items():
            total[word] = total.get(word, 0.0) + weight
    length = math.sqrt(sum(weight * weight for weight in total.values()))
    return {word: weight / length for word, weight in total.items()} if length else {}
