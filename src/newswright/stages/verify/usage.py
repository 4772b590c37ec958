"""Know how news uses English words: how rare each is, and how often it modifies (counted by bench/quality/fit_usage.py)."""

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from newswright.stages.verify import lexicon

BEFORE_MODIFIERS = lexicon.listed(
    "a an the his her its their our my your of in with by for from on at and some any no very more most"
)
VERBLIKE = lexicon.listed(
    "is are was were be been has have had will would could should may might can did does do said says to"
)
_UNKNOWN_RARITY = 8.5  # nats: of a word that fewer than four of some 14,600 reports have
_UNKNOWN_MODIFYING = 0.3


@dataclass(frozen=True, slots=True)
class Use:
    """How rare a word is, in nats (0: every report has it), and the share of its occurrences that modify another word."""

    rarity: float
    modifying: float


def rarity_of(n_with: int, n_reports: int) -> float:
    """The surprise at a word: inverse document frequency, in nats."""
    return math.log(n_reports / (1 + n_with))


def of(token: str) -> Use:
    """Look a word up; what news hardly has is rare, and may be anything."""
    return _table().get(token, _UNKNOWN)


def is_known(token: str) -> bool:
    """Whether the news that was counted has it."""
    return token in _table()


_UNKNOWN = Use(_UNKNOWN_RARITY, _UNKNOWN_MODIFYING)


@lru_cache(maxsize=1)
def _table() -> dict[str, Use]:
    with resources.as_file(resources.files(__package__) / "usage.npz") as path, np.load(path) as stored:
        listed = bytes(stored["words"]).decode().split("\n")
        rarity, modifying = (stored["rarity"] / 10).tolist(), (stored["modifying"] / 100).tolist()
    return {word: Use(*use) for word, *use in zip(listed, rarity, modifying, strict=True)}
