"""Find near-copies one report at a time, by MinHash bands: what the window used before `copies`, and goes with it."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from newswright.records.ids import ReportId
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.text import fingerprint


class Shelves:
    """The window's texts by their runs of words."""

    def __init__(self, policy: ClusterPolicy) -> None:
        self._policy = policy
        self._runs: dict[ReportId, fingerprint.Hashes] = {}
        self._keys: dict[ReportId, list[int]] = {}
        self._shelves: defaultdict[int, dict[ReportId, None]] = defaultdict(dict)

    def add(self, report_id: ReportId, runs: fingerprint.Hashes) -> None:
        """Take a text into the window. Texts too short to be evidence are put on no shelf."""
        self._runs[report_id] = runs
        is_evidence = runs.size >= self._policy.min_copy_runs
        self._keys[report_id] = _bands(_minhash(runs)) if is_evidence else []
        for key in self._keys[report_id]:
            self._shelves[key][report_id] = None

    def drop(self, report_id: ReportId) -> None:
        """Let a text go."""
        del self._runs[report_id]
        for key in self._keys.pop(report_id):
            self._shelves[key].pop(report_id, None)
            if not self._shelves[key]:
                del self._shelves[key]

    def of(self, report_id: ReportId, likely: Iterable[ReportId]) -> list[tuple[float, ReportId]]:
        """List the near-copies of a text in the window, closest first, among those on its shelves and the `likely` ones (whose
        subject is the same: they may hold it cut short, which no shelf finds)."""
        runs = self._runs[report_id]
        shelved = (other for key in self._keys[report_id] for other in self._shelves[key])
        near = dict.fromkeys([*shelved, *likely])
        near.pop(report_id, None)
        found = [(overlap, other) for other in near if (overlap := self._overlap(runs, self._runs[other])) > 0]
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _overlap(self, a: fingerprint.Hashes, b: fingerprint.Hashes) -> float:
        """How much of a copy it is, in [0, 1]; 0 for none."""
        n_shorter = min(a.size, b.size)
        if n_shorter < self._policy.min_copy_runs:
            return 0.0
        jaccard, contained = fingerprint.overlap(a, b)
        if jaccard >= self._policy.copy_jaccard:
            return jaccard
        is_cut = n_shorter >= self._policy.min_contained_runs and contained >= self._policy.copy_containment
        return contained if is_cut else 0.0


_N_HASHES, _N_ROWS = 96, 3
_SALT = np.random.default_rng(20261122)  # a fixed table of odd factors: the same signature on every machine
_FACTORS = _SALT.integers(0, 2**63, _N_HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_OFFSETS = _SALT.integers(0, 2**63, _N_HASHES, dtype=np.uint64)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def _minhash(hashes: fingerprint.Hashes) -> fingerprint.Hashes:
    signature: fingerprint.Hashes = (hashes[None, :] * _FACTORS[:, None] + _OFFSETS[:, None]).min(axis=1)
    return signature


def _bands(signature: fingerprint.Hashes) -> list[int]:
    rows = signature.reshape(-1, _N_ROWS)
    keys: fingerprint.Hashes = rows[:, 0]
    for column in range(1, _N_ROWS):
        keys = _mixed(np.add(np.multiply(keys, _MULTIPLIER), rows[:, column]))
    places: fingerprint.Hashes = np.arange(len(keys), dtype=np.uint64)
    return [int(key) for key in _mixed(np.add(keys, places))]


def _mixed(keys: fingerprint.Hashes) -> fingerprint.Hashes:
    mixed: fingerprint.Hashes = keys ^ (keys >> np.uint64(31))
    mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    return mixed
