"""Say which English words may stand for which: a retelling may say 'called off' for 'cancelled', and 'ship' for 'ferry'.

In: tokens, casefolded. Out: numbers of meanings. A word of a claim is borne out by a word of its source if one of the claim's
meanings is among those that the source's word makes true: its own, its derived words', the kinds of thing it is, what it causes
or entails. From WordNet 3.0 (bench/quality/fit_thesaurus.py; its licence is in thesaurus.LICENSE).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt

_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ("er", "e"), ("er", ""), ("est", "e"), ("est", ""), ("ier", "y"), ("iest", "y"),
)  # fmt: skip
_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("our", "or"),
    ("tre", "ter"),
    ("ence", "ense"),
)  # British, American
_LAST_LETTERS = tuple({ending[-1] for ending, _ in _ENDINGS})
_BRITISH = {  # with an ending, to American without
    (british[:-1] + "ing" if ending == "ing" and british.endswith("e") else british + ending): american
    for british, american in _SPELLINGS
    for ending in ("", "s", "d", "ing")
}
_BRITISH_TAILS = tuple(_BRITISH)
_SHORTEST = 3  # letters of a base form that an ending is taken from
_EMPTY: frozenset[int] = frozenset()


def means(token: str) -> frozenset[int]:
    """What a word, or a verb with its particle ('call off'), can mean; nothing for a word that the thesaurus lacks."""
    return _meanings(token)


def implies(token: str) -> frozenset[int]:
    """What a word of a source makes true: its meanings and all that follow from them."""
    return _implied(token)


def is_verb(token: str) -> bool:
    """Whether a word can be a form of a verb."""
    return any(_table().is_verb(base) for base in bases(token))


@lru_cache(maxsize=50_000)
def bases(token: str) -> tuple[str, ...]:
    """The base forms of a word, or of a verb with its particle, that the thesaurus has."""
    head, _, particle = token.partition(" ")
    tail = f" {particle}" if particle else ""
    return tuple(dict.fromkeys(base + tail for base in _bases(head) if base + tail in _table().places))


def together(tokens: Sequence[str]) -> Iterator[str]:
    """The words of a sentence, and each two in a row that may be a verb and its particle."""
    yield from tokens
    yield from (f"{one} {two}" for one, two in pairwise(tokens) if two in PARTICLES)


PARTICLES = frozenset((
    "about", "across", "after", "against", "ahead", "along", "apart", "around", "aside", "away", "back", "by", "down", "forward",
    "in", "off", "on", "out", "over", "through", "to", "up", "with",
))  # fmt: skip


def _bases(word: str) -> Iterator[str]:
    table = _table()
    if word in table.irregular:
        yield table.irregular[word]
    yield word
    for ending, base in _ENDINGS if word.endswith(_LAST_LETTERS) else ():
        stem = word.removesuffix(ending)
        if stem != word and len(stem + base) >= _SHORTEST:
            yield stem + base
            if not base and stem[-1] == stem[-2]:
                yield stem[:-1]
    if word.endswith(_BRITISH_TAILS):
        for tail, spelt in _BRITISH.items():
            if word.endswith(tail):
                yield word.removesuffix(tail) + spelt


@lru_cache(maxsize=50_000)
def _meanings(token: str) -> frozenset[int]:
    own = [meaning for base in bases(token) for meaning in _table().means(base)]
    return frozenset(own) if own else _EMPTY


@lru_cache(maxsize=50_000)
def _implied(token: str) -> frozenset[int]:
    own = _meanings(token)
    return own.union(*map(_table().implies, own)) if own else _EMPTY


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The file, opened: `places` numbers the words; the arrays hold rows one after the other, `..._from` where each begins."""

    places: dict[str, int]
    verbs: npt.NDArray[np.uint8]
    irregular: dict[str, str]
    rows: dict[str, npt.NDArray[np.uint32]]

    def is_verb(self, base: str) -> bool:
        return bool(self.verbs[self.places[base]])

    def means(self, base: str) -> list[int]:
        return self._row("means", self.places[base])

    def implies(self, meaning: int) -> list[int]:
        return self._row("implies", meaning)

    def _row(self, name: str, place: int) -> list[int]:
        begins = self.rows[f"{name}_from"]
        found: list[int] = self.rows[name][begins[place] : begins[place + 1]].tolist()
        return found


@lru_cache(maxsize=1)
def _table() -> _Table:
    with resources.as_file(resources.files(__package__) / "thesaurus.npz") as path, np.load(path) as stored:
        listed = bytes(stored["words"]).decode().split("\n")
        return _Table(
            places={word: n for n, word in enumerate(listed)},
            verbs=np.unpackbits(stored["is_verb"]),
            irregular=dict(line.split(" ", 1) for line in bytes(stored["irregular"]).decode().split("\n")),
            rows={name: stored[name] for name in ("means", "means_from", "implies", "implies_from")},
        )
