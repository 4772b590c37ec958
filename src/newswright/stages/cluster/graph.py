"""Keep who is near whom: for each report the strongest links to those before it, and the parts that links hold together."""

from collections.abc import Iterable, Sequence

import numpy as np

from newswright.stages.cluster import linkage
from newswright.stages.cluster.index import grown
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.postings import Rows, rank


class Graph:
    """Links between rows, in columns: `near` the earlier row, `score` how near in [0, linkage.ONE]; 0 for no link."""

    def __init__(self, policy: ClusterPolicy) -> None:
        self._policy = policy
        self._n = 0
        self._near = np.zeros((0, policy.n_links), dtype=np.int32)
        self._score = np.zeros((0, policy.n_links), dtype=np.uint16)
        self._part = np.zeros(0, dtype=np.int64)  # row → the part of the graph that it is in, by some row of it
        self._parts: dict[int, list[int]] = {}  # those of two rows or more
        self._is_here = np.zeros(0, dtype=bool)
        self._worn: set[int] = set()  # parts that have lost a row, and may have come apart
        self._cuts: dict[int, linkage.Cut] = {}  # how large parts were cut, by their first rows
        self._is_asked = np.zeros(0, dtype=bool)  # scratch: who writes into it leaves False behind

    def restore(self, n: int, links: linkage.Links) -> None:
        """Take in n new rows that have their stories already, with their links. Parts that are touched next are cut anew."""
        self.add(n, links)
        self._cuts = {}

    def add(self, n: int, links: linkage.Links) -> list[list[int]]:
        """Take in n new rows with their links; returns the parts of the graph that have a new row or link, in rising order."""
        first = self._n
        self._near, self._score = grown(self._near, first + n), grown(self._score, first + n)
        self._part, self._is_here = grown(self._part, first + n), grown(self._is_here, first + n)
        self._is_asked = grown(self._is_asked, first + n)
        self._part[first : first + n] = np.arange(first, first + n)
        self._is_here[first : first + n] = True
        self._n += n
        ties = self._strongest(links).at_least(self._policy.join_from)
        ends = self._part[ties.later].tolist(), self._part[ties.earlier].tolist()
        return self._joined({*range(first, first + n), *ends[0], *ends[1]}, zip(*ends, strict=True))

    def cut(self, part: Sequence[int], languages: Sequence[int]) -> list[list[int]]:
        """Cut a part into clusters; of a large one that was cut before, returns only those that may differ from then."""
        if len(part) < 2:
            return [list(part)]
        before = self._cuts.pop(part[0], None)
        cut = linkage.cut(part, self.links(part), languages, self._policy, before)
        if len(part) >= _LARGE:
            self._cuts[part[0]] = cut
        return cut.clusters

    def links(self, rows: Sequence[int]) -> linkage.Links:
        """The links within a set of rows."""
        chosen = np.array(rows)
        near, scores = self._near[chosen], self._score[chosen]
        self._is_asked[chosen] = True
        is_link = (scores > 0) & self._is_asked[near]
        self._is_asked[chosen] = False
        later = np.broadcast_to(chosen[:, None], near.shape)[is_link]
        return linkage.Links(later, near[is_link].astype(np.int64), scores[is_link].astype(np.int64))

    def of(self, row: int) -> list[tuple[int, float]]:
        """List a row's links to those before it, strongest first: (row, score in [0, 1])."""
        found = [
            (near, score / linkage.ONE)
            for near, score in zip(self._near[row].tolist(), self._score[row].tolist(), strict=True)
            if score and self._is_here[near]
        ]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def drop(self, rows: Iterable[int]) -> None:
        """Let rows go, with their links."""
        for row in rows:
            self._is_here[row] = False
            label = int(self._part[row])
            part = self._parts.get(label)
            if part is None:
                continue
            part.remove(row)
            self._worn.add(label)
            if not part:
                del self._parts[label]
                self._worn.discard(label)
                self._cuts.pop(label, None)

    def renumber(self, kept: Rows) -> None:
        """Follow the window, which has packed its rows: `kept` has their old numbers in their new order."""
        new = np.full(self._n, -1, dtype=np.int64)
        new[kept] = np.arange(len(kept))
        near, scores = self._near[kept], self._score[kept]
        there = new[near]
        self._score = np.where(there >= 0, scores, 0).astype(np.uint16)
        self._near = np.maximum(there, 0).astype(np.int32)
        self._part = self._part[kept]
        self._n = len(kept)
        parts: dict[int, list[int]] = {}
        for row, label in enumerate(self._part.tolist()):
            parts.setdefault(label, []).append(row)
        for rows in parts.values():
            self._part[rows] = rows[0]
        self._parts = {rows[0]: rows for rows in parts.values() if len(rows) > 1}
        self._is_here = np.ones(self._n, dtype=bool)
        self._worn = set(self._parts)
        self._cuts = {}
        self._is_asked = np.zeros(self._n, dtype=bool)

    def _strongest(self, links: linkage.Links) -> linkage.Links:
        """Keep each row's n_links strongest, and write them down."""
        links = links.at_least(self._policy.link_from)
        links = links.chosen(np.lexsort((links.earlier, -links.scores, links.later)))
        place = rank(links.later)
        is_kept = place < self._policy.n_links
        links, place = links.chosen(is_kept), place[is_kept]
        self._near[links.later, place], self._score[links.later, place] = links.earlier, links.scores
        return links

    def _joined(self, touched: Iterable[int], ties: Iterable[tuple[int, int]]) -> list[list[int]]:
        """Make one part of those that ties connect, and several of those that have come apart."""
        found = []
        for labels in linkage.components(touched, ties):
            rows = sorted(row for label in labels for row in self._parts.pop(label, (label,)))
            cuts = [cut for label in labels if (cut := self._cuts.pop(label, None))]
            parts = self._whole(rows) if self._worn.intersection(labels) else [rows]
            if cuts:
                self._cuts[max(parts, key=len)[0]] = max(cuts, key=lambda cut: len(cut.nodes))
            for part in parts:
                if len(part) > 1:
                    self._parts[part[0]] = part
                self._part[part] = part[0]
                found.append(part)
            self._worn.difference_update(labels)
        return found

    def _whole(self, rows: list[int]) -> list[list[int]]:
        ties = self.links(rows).at_least(self._policy.join_from)
        return linkage.components(rows, zip(ties.later.tolist(), ties.earlier.tolist(), strict=True))


_LARGE = 30  # rows in a part from which the way that it was cut is kept: cutting a smaller one anew costs no more
