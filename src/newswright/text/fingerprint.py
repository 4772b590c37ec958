"""Tell near-copies of a text from texts on the same subject: shingles, MinHash signatures, exact overlap; numpy only.

A shingle is a run of four words (of character pairs, where a script has no spaces), case and punctuation aside. MinHash after
Broder (1997); bands after Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from newswright.text import words

N_HASHES = 96  # a signature is 96 × 8 bytes; the estimate's standard error is at most 0.05
_N_ROWS = 3  # rows a band: 32 bands find a pair at Jaccard 0.5 with p = 1 - (1 - 0.5³)³² = 0.986, at 0.8 always
_WORDS_A_SHINGLE = 4

Hashes = npt.NDArray[np.uint64]


def signature(text: str) -> Hashes:
    """Sketch a text for finding its near-copies: MinHash over its shingles, (N_HASHES,) uint64; all zero if it has no words."""
    return sketch(shingles(text))


def sketch(hashes: Hashes) -> Hashes:
    """Make the signature of shingles that are at hand already."""
    if hashes.size == 0:
        return np.zeros(N_HASHES, dtype=np.uint64)
    sketched: Hashes = (hashes[None, :] * _FACTORS[:, None] + _OFFSETS[:, None]).min(axis=1)
    return sketched


_SALT = np.random.default_rng(20261122)  # a fixed table of odd factors: the same signature on every machine
_FACTORS: Hashes = _SALT.integers(0, 2**63, N_HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_OFFSETS: Hashes = _SALT.integers(0, 2**63, N_HASHES, dtype=np.uint64)


def similarity(a: Hashes, b: Hashes) -> float:
    """Estimate the Jaccard similarity of two texts from their signatures, in [0, 1]; 0 where one has no words."""
    if not a.any() or not b.any():
        return 0.0
    return float(np.mean(a == b))


def bands(sketched: Hashes) -> list[int]:
    """List the keys under which a signature is filed: texts that share a key are worth comparing. Empty for an empty text."""
    if not sketched.any():
        return []
    rows = sketched.reshape(-1, _N_ROWS)
    keys: Hashes = rows[:, 0]
    for column in range(1, _N_ROWS):
        keys = _mixed(np.add(np.multiply(keys, _MULTIPLIER), rows[:, column]))
    places: Hashes = np.arange(len(keys), dtype=np.uint64)
    return [int(key) for key in _mixed(np.add(keys, places))]


def jaccard(text_a: str, text_b: str) -> float:
    """Measure how much two texts share: common shingles over all shingles, exact, in [0, 1]."""
    return overlap(shingles(text_a), shingles(text_b))[0]


def containment(text_a: str, text_b: str) -> float:
    """Measure how much of the shorter text stands in the longer one, exact, in [0, 1]: 1 for a copy cut short."""
    return overlap(shingles(text_a), shingles(text_b))[1]


def shingles(text: str) -> Hashes:
    """Hash each run of four words: sorted, without repetition, (n,) uint64. A shorter text is one shingle."""
    return hashed_runs(words.tokens(text))


def hashed_runs(tokens: Sequence[str]) -> Hashes:
    """Make the shingles of words that are at hand already."""
    if not tokens:
        return np.zeros(0, dtype=np.uint64)
    single = np.fromiter(map(_hash, tokens), dtype=np.uint64, count=len(tokens))
    n_words = min(_WORDS_A_SHINGLE, len(tokens))
    runs = single[: len(tokens) - n_words + 1]
    for i in range(1, n_words):
        runs = _mixed(np.multiply(runs, _MULTIPLIER) + single[i : len(tokens) - n_words + 1 + i])
    return np.unique(runs)


_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ over the golden ratio, as in Knuth's multiplicative hashing


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    encoded = word.encode("utf-8", "surrogatepass")
    return (zlib.crc32(encoded) << 32) | zlib.adler32(encoded)


def _mixed(keys: Hashes) -> Hashes:
    mixed: Hashes = keys ^ (keys >> np.uint64(31))
    mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    return mixed


def overlap(a: Hashes, b: Hashes) -> tuple[float, float]:
    """Compare two texts' shingles: (Jaccard similarity, share of the smaller set that is in the other), each in [0, 1]."""
    if a.size == 0 or b.size == 0:
        return 0.0, 0.0
    n_common = int(np.intersect1d(a, b, assume_unique=True).size)
    return n_common / (a.size + b.size - n_common), n_common / min(a.size, b.size)
