"""Find the reports that carry one text: near-copies, retitled, edited, cut short; whole batches at a time.

An inverted index over the sampled runs of the window's texts: sorted arrays of (run, text), merged as they grow. What two
texts share is counted there, so that the index is all there is: some 300 bytes a text.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newswright.records.ids import ReportId
from newswright.stages.cluster import holding
from newswright.text.fingerprint import N_LEVELS, N_NUMBERS, Sketch

_Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPolicy:
    """What makes two texts one. Chosen on the tune parts of bench/corpora.py with bench/quality/origins.py; docs/log.md."""

    # Two outlets
    jaccard: float = 0.4  # shared runs of four words over all, as sketched: 0.5 less the sketch's error of some 0.07
    containment: float = 0.65  # of the shorter text's runs in the longer one, and an error of the sketch more
    min_cut_runs: int = 30  # a shorter excerpt is a quotation, not a copy
    min_cut_samples: int = 5  # of the shorter text among those that both could share: less is chance
    copy_days: float = 7.0  # further apart, a text is a form letter or a reprint

    # One outlet: its texts share forms and old paragraphs with one another, so that it takes more
    own_jaccard: float = 0.8
    own_hours: float = 12.0  # within which a text that is like another one is a new version of it …
    own_version_jaccard: float = 0.5  # … from that share on

    # What is no evidence
    min_runs: int = 6  # a shorter text (a headline) is a copy only where it is the same, from another outlet, …
    min_headline_runs: int = 4  # … has so many runs (seven words: shorter ones meet by chance, read on `headlines`), …
    headline_hours: float = 12.0  # … and came within so many hours
    min_shared: int = 4  # sampled runs that a pair shares at least, boilerplate apart
    n_own_texts: int = 5  # texts of one outlet from which a run that they share is its boilerplate
    form_share: float = 0.8  # of a text's runs that are boilerplate, from which it is a form letter, compared in full …
    form_jaccard: float = 0.9  # … and in one outlet a copy of another one only from this share on
    min_numbers: int = 4  # numbers that both texts have, of which …
    number_share: float = 0.34  # … so many have to be the same; else it is one form, filled in twice …
    same_form_jaccard: float = 0.99  # … unless all sampled runs and a number are

    # Bounds
    max_holders: int = 32  # texts by which one run is filed: more copies than that find each other through these


@dataclass(frozen=True, slots=True)
class Text:
    """A report's text as it is compared: by its sketch, its outlet (`source`: one name per outlet), and its time in days."""

    report_id: ReportId
    source: str
    at_days: float
    sketch: Sketch


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two reports that carry one text, `a` < `b`. `overlap` in [0, 1] decided: the Jaccard similarity, or, where one holds the
    other cut short (`is_cut`; `short_id` is the shorter one), the share of the shorter one."""

    a: ReportId
    b: ReportId
    overlap: float
    is_cut: bool = False
    short_id: ReportId | None = None


_ROW = np.dtype(
    [
        ("at_days", "f8"),
        ("source", "u4"),
        ("n_runs", "u2"),
        ("level", "u1"),
        ("is_dead", "?"),
        ("is_form", "?"),
        ("tallies", "u1", (N_LEVELS,)),
        ("numbers", "u2", (N_NUMBERS,)),
    ]
)


class Copies:
    """The texts in the window, and who is whose copy. A batch's links are the same in whatever order it comes."""

    def __init__(self, policy: CopyPolicy | None = None) -> None:
        self._policy = policy or CopyPolicy()
        self._ids: list[ReportId] = []  # by row, oldest batch first
        self._rows = np.zeros(0, dtype=_ROW)
        self._sources: dict[str, int] = {}
        self._shelves: list[holding.Packed] = []  # long ones first
        self._n_dead = 0

    def __len__(self) -> int:
        return len(self._ids) - self._n_dead

    @property
    def n_bytes(self) -> int:
        """Count the memory that the texts take: columns, index, and a reference to each id."""
        return self._rows.nbytes + sum(shelf.nbytes for shelf in self._shelves) + self._ids.__sizeof__()

    def add(self, batch: Iterable[Text]) -> list[Link]:
        """Take texts into the window; list every pair of copies that has at least one of them, by their ids."""
        texts = sorted(batch, key=lambda text: text.report_id)
        if not texts:
            return []
        first = len(self._ids)
        self._append(texts)
        n_each = [len(text.sketch.samples) // 4 for text in texts]
        runs = np.frombuffer(b"".join(text.sketch.samples for text in texts), dtype="<u4").astype(np.uint64)
        rows = np.repeat(np.arange(first, len(self._ids), dtype=np.uint64), n_each)
        packed = (runs << holding.HALF) | rows
        depths = holding.depths(self._rows["tallies"][first : len(self._ids)], n_each)
        order = np.argsort(packed)
        packed, depths = packed[order], depths[order]
        held = np.sort(np.concatenate((self._found(np.unique(runs)), packed)))
        holders = holding.Holders(held, first, self._policy.max_holders)
        links = self._links(holders, self._boilerplate(holders, packed, depths))
        self._file(held[holders.is_fresh & (holders.places < self._policy.max_holders)])
        return links

    def drop(self, report_ids: Collection[ReportId]) -> None:
        """Let texts go. Cheapest for the oldest."""
        sought = set(report_ids)
        for row, report_id in enumerate(self._ids):
            if not sought:
                break
            if report_id in sought and not self._rows["is_dead"][row]:
                self._rows["is_dead"][row] = True
                sought.discard(report_id)
                self._n_dead += 1
        if self._n_dead > _DEAD_SHARE * len(self._ids):
            self._compact()

    def _columns(self, texts: Sequence[Text]) -> npt.NDArray[np.void]:
        rows = np.zeros(len(texts), dtype=_ROW)
        rows["at_days"] = [text.at_days for text in texts]
        rows["source"] = [self._sources.setdefault(text.source, len(self._sources)) for text in texts]
        rows["n_runs"] = [min(text.sketch.n_runs, 0xFFFF) for text in texts]
        rows["level"] = [text.sketch.level for text in texts]
        tallies = np.frombuffer(b"".join(text.sketch.tallies for text in texts), dtype="u1")
        rows["tallies"] = tallies.reshape(-1, N_LEVELS)
        numbers = np.frombuffer(b"".join(text.sketch.numbers for text in texts), dtype="<u2")
        rows["numbers"] = numbers.reshape(-1, N_NUMBERS)
        return rows

    def _append(self, texts: Sequence[Text]) -> None:
        """Add rows; an eighth of the room is spare, so that few batches move the columns."""
        n_before, n_after = len(self._ids), len(self._ids) + len(texts)
        if n_after > self._rows.size:
            grown = np.zeros(n_after + n_after // 8, dtype=_ROW)
            grown[:n_before] = self._rows[:n_before]
            self._rows = grown
        self._rows[n_before:n_after] = self._columns(texts)
        self._ids += [text.report_id for text in texts]

    def _found(self, runs: holding.Packed) -> holding.Packed:
        """Look runs (sorted, each once) up on all shelves."""
        found = []
        keys = runs << holding.HALF
        for shelf in self._shelves:
            if not shelf.size:
                continue
            starts = np.searchsorted(shelf, keys)
            is_there = shelf[np.minimum(starts, shelf.size - 1)] >> holding.HALF == runs
            starts = starts[is_there]
            ends = np.searchsorted(shelf, keys[is_there] | holding.LOW, side="right")
            found.append(shelf[holding.ranges(starts, ends - starts)])
        held = np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)
        alive: holding.Packed = held[~self._rows["is_dead"][holding.rows_of(held)]]
        return alive

    def _file(self, packed: holding.Packed) -> None:
        """Put a sorted batch on the shelves; shelves of like length become one, so that there are few."""
        shelves = [*self._shelves, packed]
        while len(shelves) > 1 and shelves[-2].size < 2 * shelves[-1].size:
            merged = np.concatenate((shelves[-2], shelves[-1]))
            merged.sort(kind="stable")  # a merge: both are sorted
            shelves[-2:] = [merged]
        self._shelves = shelves

    def _compact(self) -> None:
        """Forget what was dropped, and number the rows anew; their order stays, so that the shelves stay sorted."""
        alive = ~self._rows["is_dead"][: len(self._ids)]
        numbers = np.cumsum(alive).astype(np.uint64) - np.uint64(1)
        kept = []
        for shelf in self._shelves:
            staying = shelf[alive[holding.rows_of(shelf)]]
            kept.append((staying & ~holding.LOW) | numbers[holding.rows_of(staying)])
        self._shelves = [shelf for shelf in kept if shelf.size]
        self._rows = self._rows[: len(self._ids)][alive]
        self._ids = [report_id for report_id, stays in zip(self._ids, alive.tolist(), strict=True) if stays]
        self._n_dead = 0

    def _boilerplate(
        self, holders: holding.Holders, packed: holding.Packed, depths: holding.Places
    ) -> holding.Boilerplate:
        """Find the runs that an outlet has in many of its texts, and the fresh texts that are little else."""
        rows = self._rows
        sources = rows["source"][holders.rows].astype(np.uint64)
        _, kinds, counts = np.unique(
            holders.groups.astype(np.uint64) << holding.HALF | sources, return_inverse=True, return_counts=True
        )
        is_form_run = counts[kinds] >= self._policy.n_own_texts
        first, n_fresh = holders.first, len(self._ids) - holders.first
        of_fresh = np.searchsorted(holders.packed, packed)
        owners, is_form = holders.rows[of_fresh] - first, is_form_run[of_fresh]
        cells = owners[is_form] * N_LEVELS + depths[is_form]
        tallies = np.bincount(cells, minlength=n_fresh * N_LEVELS).reshape(n_fresh, N_LEVELS)
        tallies = tallies[:, ::-1].cumsum(axis=1)[:, ::-1]
        n_samples = rows["tallies"][first : len(self._ids), 0]
        rows["is_form"][first : len(self._ids)] = tallies[:, 0] >= self._policy.form_share * np.maximum(n_samples, 1)
        return holding.Boilerplate(is_form_run, tallies)

    def _links(self, holders: holding.Holders, boilerplate: holding.Boilerplate) -> list[Link]:
        pairs = holding.pairs(holders, boilerplate.is_form_run, self._policy.min_headline_runs)
        jaccard, contained = self._overlaps(pairs, holders.first, boilerplate.tallies)
        is_copy, is_cut = self._judged(pairs, jaccard, contained)
        links = []
        for i in np.flatnonzero(is_copy | is_cut).tolist():
            one, other = int(pairs.fresh[i]), int(pairs.other[i])
            a, b = sorted((self._ids[one], self._ids[other]))
            if is_copy[i]:
                links.append(Link(a, b, float(jaccard[i])))
            else:
                shorter = min(one, other, key=lambda row: (self._rows["n_runs"][row], self._ids[row]))
                links.append(Link(a, b, float(contained[i]), is_cut=True, short_id=self._ids[shorter]))
        return sorted(links, key=lambda link: (link.a, link.b))

    def _overlaps(self, pairs: holding.Pairs, first: int, boilerplate: holding.Places) -> tuple[_Shares, _Shares]:
        """Estimate Jaccard similarity and containment from what the pair shares at the level that both sampled."""
        rows, fresh, other = self._rows, pairs.fresh, pairs.other
        level = np.maximum(rows["level"][fresh], rows["level"][other])
        is_in_full = rows["is_form"][fresh] | rows["is_form"][other]
        n_void = np.where(is_in_full, 0, pairs.n_void)
        n_fresh_void = boilerplate[fresh - first, level] + pairs.n_void - pairs.n_fresh_void
        is_known = other >= first
        n_other_void = np.where(
            is_known,
            boilerplate[np.where(is_known, other - first, 0), level] + pairs.n_void - pairs.n_other_void,
            pairs.n_void,
        )
        n_common = pairs.n_common - n_void
        n_fresh = np.maximum(rows["tallies"][fresh, level] - np.where(is_in_full, 0, n_fresh_void), n_common)
        n_other = np.maximum(rows["tallies"][other, level] - np.where(is_in_full, 0, n_other_void), n_common)
        n_shorter = np.minimum(n_fresh, n_other)
        contained = n_common / np.maximum(n_shorter, 1)
        surely = self._policy.containment
        surely = surely + np.sqrt(surely * (1 - surely) / np.maximum(n_shorter, 1))
        contained[(n_shorter < self._policy.min_cut_samples) | (contained < surely)] = 0
        jaccard = n_common / np.maximum(n_fresh + n_other - n_common, 1)
        jaccard[(n_common < self._policy.min_shared) & (n_common < pairs.n_common)] = 0
        return jaccard, contained

    def _judged(
        self, pairs: holding.Pairs, jaccard: _Shares, contained: _Shares
    ) -> tuple[holding.Flags, holding.Flags]:
        """Decide who are copies by their Jaccard similarity, and who else by containment."""
        policy, rows = self._policy, self._rows
        one, other = rows[pairs.fresh], rows[pairs.other]
        is_own = one["source"] == other["source"]
        gap_days = np.abs(one["at_days"] - other["at_days"])
        n_shorter = np.minimum(one["n_runs"], other["n_runs"])
        is_form = self._is_one_form(one["numbers"], other["numbers"], jaccard)
        own_from = np.where(gap_days <= policy.own_hours / 24, policy.own_version_jaccard, policy.own_jaccard)
        own_from = np.where(one["is_form"] | other["is_form"], policy.form_jaccard, own_from)
        is_alike = jaccard >= np.where(is_own, own_from, policy.jaccard)
        is_near = (gap_days <= policy.copy_days) & ~is_form
        is_copy = is_alike & is_near & (n_shorter >= policy.min_runs)
        is_same_headline = (
            (jaccard == 1)
            & ~is_own
            & (n_shorter >= policy.min_headline_runs)
            & (one["n_runs"] == other["n_runs"])
            & (gap_days <= policy.headline_hours / 24)
        )
        is_cut = (contained > 0) & (n_shorter >= policy.min_cut_runs) & is_near & ~is_own
        return is_copy | is_same_headline, is_cut

    def _is_one_form(self, a: npt.NDArray[np.uint16], b: npt.NDArray[np.uint16], jaccard: _Shares) -> holding.Flags:
        n_common = ((a[:, :, None] == b[:, None, :]) & (a > 0)[:, :, None]).any(axis=2).sum(axis=1)
        n_fewer = np.minimum((a > 0).sum(axis=1), (b > 0).sum(axis=1))
        differ = (n_fewer >= self._policy.min_numbers) & (n_common < self._policy.number_share * n_fewer)
        is_form: holding.Flags = differ & ((n_common == 0) | (jaccard < self._policy.same_form_jaccard))
        return is_form


def origins(report_ids: Iterable[ReportId], links: Iterable[Link]) -> dict[ReportId, ReportId]:
    """Tell each report's origin: the smallest id of those that carry its text. The same in whatever order links come.

    Texts that are alike are one; then a text that was cut short joins the one that holds it whole. Where one text holds several
    that have nothing to do with one another (a round-up that quotes two wires), it joins the one that it has the most of.
    """
    parent: dict[ReportId, ReportId] = {report_id: report_id for report_id in report_ids}

    def root(one: ReportId) -> ReportId:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    def join(one: ReportId, other: ReportId) -> None:
        first, second = sorted((root(one), root(other)))
        parent[second] = first

    given = list(links)
    for link in given:
        if not link.is_cut:
            join(link.a, link.b)
    held: dict[tuple[ReportId, ReportId], float] = {}  # (holder's root, excerpt's root) → the most that is held of it
    for link in given:
        if link.is_cut:
            whole = link.b if link.short_id == link.a else link.a
            pair = root(whole), root(link.a if link.short_id == link.a else link.b)
            held[pair] = max(held.get(pair, 0.0), link.overlap)
    taken = set()
    for (whole, excerpt), _ in sorted(held.items(), key=lambda one: (-one[1], one[0])):
        if whole not in taken:
            taken.add(whole)
            join(whole, excerpt)
    return {report_id: root(report_id) for report_id in list(parent)}


_DEAD_SHARE = 0.1  # of the rows, from which they are numbered anew
