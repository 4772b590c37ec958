"""Tell near-copies of a text from texts on the same subject: runs of words, small sketches of them, exact overlap; numpy only.

A run is four words (character pairs, where a script has no spaces) in a row, case and punctuation aside. A sketch keeps a
sample of a text's runs, the same choice in every text that has them (FracMinHash: Irber et al. 2022, after Broder 1997), so
that both the Jaccard similarity and the containment of two texts can be told from their sketches, whatever their lengths.
"""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from newswright.text import words

N_SAMPLES = 34  # runs in a sketch at most: at Jaccard 0.5 the estimate's standard error is 0.07 to 0.08
N_LEVELS = 16  # shares of its runs that a text may sample: 1, 1/√2, 1/2, … 1/181
N_NUMBERS = 8  # of a text's numbers in its sketch
WORDS_A_RUN = 4
_MAX_WORDS = 5_000  # a longer text is sketched by its head: 34 runs of 5,000 are the last level

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a text is compared by: small, the same on every machine.

    `samples` are hashes of the sampled runs (little-endian uint32), rarest level last; `level` says which share of all runs was
    sampled (2 ** (-level / 2)); `tallies` how many of them each level would have kept, (N_LEVELS,) uint8; `numbers` are
    hashes of up to N_NUMBERS of its numbers that are no years, (N_NUMBERS,) uint16, 0 for none.
    """

    n_runs: int
    level: int
    samples: bytes
    tallies: bytes
    numbers: bytes


def sketch(tokens: Sequence[str]) -> Sketch:
    """Sketch the words of a text, as `words.tokens` cuts them, for finding its near-copies."""
    if not tokens:
        return _EMPTY
    sums, starts, ends, letters = _prefix_sums(tokens)
    n_words = min(WORDS_A_RUN, starts.size)
    runs = _between(sums, starts[: starts.size - n_words + 1], ends[n_words - 1 :])
    level, samples, tallies = _sampled(runs)
    return Sketch(
        n_runs=int(runs.size),
        level=level,
        samples=samples.astype("<u4").tobytes(),  # the lower half names a run, the upper half chose it
        tallies=tallies.astype(np.uint8).tobytes(),
        numbers=_numbers(sums, starts, ends, letters),
    )


_EMPTY = Sketch(0, 0, b"", bytes(N_LEVELS), bytes(2 * N_NUMBERS))
_MAX_BYTES = 1 << 17
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ over the golden ratio, as in Knuth's multiplicative hashing
_INVERSE = np.uint64(pow(int(_MULTIPLIER), -1, 1 << 64))


def _powers(base: np.uint64) -> Hashes:
    """1, base, base² … modulo 2⁶⁴."""
    factors = np.full(_MAX_BYTES, base, dtype=np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)


_POWERS, _INVERSES = _powers(_MULTIPLIER), _powers(_INVERSE)
_Places = npt.NDArray[np.intp]


def _prefix_sums(tokens: Sequence[str]) -> tuple[Hashes, _Places, _Places, npt.NDArray[np.uint8]]:
    """Hash every head of a text at once, so that each run's hash is one difference (Karp and Rabin 1987): the sums, where the
    words start and end, and the bytes."""
    written = " ".join(tokens[:_MAX_WORDS]).encode("utf-8", "surrogatepass")[: _MAX_BYTES - 1]
    letters = np.frombuffer(written, dtype=np.uint8)
    sums = np.zeros(letters.size + 1, dtype=np.uint64)
    np.add.accumulate(letters * _POWERS[: letters.size], out=sums[1:])
    gaps = np.flatnonzero(letters == _SPACE)
    starts = np.concatenate((_FIRST, gaps + 1))
    ends = np.concatenate((gaps, np.array([letters.size])))
    return sums, starts, ends, letters


_SPACE = ord(" ")
_FIRST = np.zeros(1, dtype=np.intp)


def _between(sums: Hashes, starts: _Places, ends: _Places) -> Hashes:
    return _mixed((sums[ends] - sums[starts]) * _INVERSES[starts])


def _mixed(keys: Hashes) -> Hashes:
    mixed: Hashes = keys ^ (keys >> np.uint64(31))
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(32)
    return mixed


def _sampled(runs: Hashes) -> tuple[int, Hashes, _Places]:
    """Keep the runs that the upper half of their hash chooses: the largest share, of the levels', that leaves N_SAMPLES at most.
    Tells the level, the runs, and how many of them each level would keep."""
    surely = 0
    if runs.size > 4 * N_SAMPLES:  # sort only what may stay
        surely = min(int(2 * math.log2(runs.size / (3 * N_SAMPLES))), N_LEVELS - 1)
        runs = runs[runs <= _BOUNDS[surely]]
    runs = np.sort(runs)
    chosen = runs[np.concatenate((_YES[: runs.size], runs[1:] != runs[:-1]))]
    tallies = chosen.searchsorted(_BOUNDS, side="right")
    level = min(max(int((tallies > N_SAMPLES).sum()), surely), N_LEVELS - 1)
    n_kept = min(int(tallies[level]), N_SAMPLES)
    return level, chosen[:n_kept], np.minimum(tallies, n_kept)


_BOUNDS = np.array([int(2 ** (64 - level / 2)) - 1 for level in range(N_LEVELS)], dtype=np.uint64)
_YES = np.ones(1, dtype=np.bool_)


def _numbers(sums: Hashes, starts: _Places, ends: _Places, letters: npt.NDArray[np.uint8]) -> bytes:
    """Sample the numbers: two texts of one form with other numbers are no copies."""
    heads = letters[starts]
    places = np.flatnonzero(heads - np.uint8(ord("0")) < _TEN)
    if places.size == 0:
        return bytes(2 * N_NUMBERS)
    starts, ends = starts[places], ends[places]
    is_year = (ends - starts == 4) & (heads[places] <= ord("2")) & (heads[places] >= ord("1"))
    hashes = ((sums[ends] - sums[starts]) * _INVERSES[starts])[~is_year] >> np.uint64(48)
    found = sorted({one | 1 for one in hashes.tolist()})[:N_NUMBERS]
    return np.array(found + [0] * (N_NUMBERS - len(found)), dtype="<u2").tobytes()


_TEN = np.uint8(10)


def jaccard(text_a: str, text_b: str) -> float:
    """Measure how much two texts share: common runs over all runs, exact, in [0, 1]."""
    return overlap(shingles(text_a), shingles(text_b))[0]


def containment(text_a: str, text_b: str) -> float:
    """Measure how much of the shorter text stands in the longer one, exact, in [0, 1]: 1 for a copy cut short."""
    return overlap(shingles(text_a), shingles(text_b))[1]


def shingles(text: str) -> Hashes:
    """Hash each run of four words: sorted, without repetition, (n,) uint64. A shorter text is one run."""
    return hashed_runs(words.tokens(text))


def hashed_runs(tokens: Sequence[str]) -> Hashes:
    """Hash the runs of words that are at hand already."""
    if not tokens:
        return np.zeros(0, dtype=np.uint64)
    single = np.fromiter(map(_hash, tokens), dtype=np.uint64, count=len(tokens))
    n_words = min(WORDS_A_RUN, len(tokens))
    runs = single[: len(tokens) - n_words + 1]
    for i in range(1, n_words):
        runs = _mixed(np.multiply(runs, _MULTIPLIER) + single[i : len(tokens) - n_words + 1 + i])
    return np.unique(runs)


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    encoded = word.encode("utf-8", "surrogatepass")
    return (zlib.crc32(encoded) << 32) | zlib.adler32(encoded)


def overlap(a: Hashes, b: Hashes) -> tuple[float, float]:
    """Compare two texts' runs: (Jaccard similarity, share of the smaller set that is in the other), each in [0, 1]."""
    if a.size == 0 or b.size == 0:
        return 0.0, 0.0
    n_both = n_common(a, b)
    return n_both / (a.size + b.size - n_both), n_both / min(a.size, b.size)


def n_common(a: Hashes, b: Hashes) -> int:
    """Count the runs that two texts share."""
    return int(np.intersect1d(a, b, assume_unique=True).size)
