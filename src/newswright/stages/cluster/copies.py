"""Find the reports that carry one text: near-copies, retitled, edited or cut short."""

from collections import defaultdict
from collections.abc import Iterable

from newswright.records.ids import ReportId
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.text import fingerprint


class Copies:
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
        self._keys[report_id] = fingerprint.bands(fingerprint.sketch(runs)) if is_evidence else []
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
