"""Sampled runs of words and the texts that hold them: who has each run of a batch, and what pairs of texts share."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Packed = npt.NDArray[np.uint64]  # run << 32 | row, sorted
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

HALF = np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)


def rows_of(packed: Packed) -> Places:
    rows: Places = (packed & LOW).astype(np.intp)
    return rows


def ranges(starts: Places, lengths: Places) -> Places:
    """List start, start + 1, … for each range."""
    ends = np.cumsum(lengths)
    n_all = int(ends[-1]) if ends.size else 0
    offsets: Places = np.arange(n_all) + np.repeat(starts - (ends - lengths), lengths)
    return offsets


def depths(tallies: npt.NDArray[np.uint8], n_each: Sequence[int]) -> Places:
    """Tell the last level that keeps each sample: samples come in the order in which levels let go of them, last first."""
    n_samples = np.array(n_each)
    places = ranges(np.zeros(len(n_each), dtype=np.intp), n_samples)
    depths: Places = (np.repeat(tallies, n_samples, axis=0) > places[:, None]).sum(axis=1) - 1
    return depths


class Holders:
    """Who has each run of a batch: texts of the window and of the batch, oldest first; rows from `first` on are fresh."""

    def __init__(self, packed: Packed, first: int, max_holders: int) -> None:
        self.packed, self.first = packed, first
        self.rows = rows_of(packed)
        self.is_fresh: Flags = self.rows >= first
        runs = packed >> HALF
        begins = np.flatnonzero(np.concatenate((np.ones(min(1, runs.size), dtype=np.bool_), runs[1:] != runs[:-1])))
        self.groups: Places = np.repeat(np.arange(begins.size), np.diff(np.append(begins, runs.size)))
        self.starts: Places = begins[self.groups]
        self.places: Places = np.arange(runs.size) - self.starts
        self.n_before: Places = np.where(self.is_fresh, np.minimum(self.places, max_holders), 0)


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Which holders' runs are their outlet's boilerplate, and how many samples of each fresh text are, by level."""

    is_form_run: Flags
    tallies: Places


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows that share runs, how many, and how many of these are boilerplate: of one, of the other, of either."""

    fresh: Places
    other: Places
    n_common: Places
    n_fresh_void: Places
    n_other_void: Places
    n_void: Places


def pairs(holders: Holders, is_void: Flags, min_common: int) -> Pairs:
    """Count what each fresh text shares with each text before it."""
    takers = np.repeat(np.arange(holders.packed.size), holders.n_before)
    givers = ranges(holders.starts, holders.n_before)
    keys = holders.rows[takers].astype(np.uint64) << HALF | holders.rows[givers].astype(np.uint64)
    order = np.argsort(keys, kind="stable")
    keys, takers, givers = keys[order], takers[order], givers[order]
    begins = np.flatnonzero(np.concatenate((np.ones(min(1, keys.size), dtype=np.bool_), keys[1:] != keys[:-1])))
    counts = np.diff(np.append(begins, keys.size))
    is_enough = counts >= min_common
    begins, counts = begins[is_enough], counts[is_enough]
    members, ends = ranges(begins, counts), np.cumsum(counts)
    fresh_void, other_void = is_void[takers[members]], is_void[givers[members]]

    def summed(flags: Flags) -> Places:
        totals: Places = np.concatenate((np.zeros(1, dtype=np.intp), np.cumsum(flags)))
        found: Places = totals[ends] - totals[ends - counts]
        return found

    return Pairs(
        fresh=(keys[begins] >> HALF).astype(np.intp),
        other=rows_of(keys[begins]),
        n_common=counts,
        n_fresh_void=summed(fresh_void),
        n_other_void=summed(other_void),
        n_void=summed(fresh_void | other_void),
    )
