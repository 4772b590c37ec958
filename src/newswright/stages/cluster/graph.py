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

    def add(self, n: int, later: Rows, earlier: Rows, scores: Rows) -> list[list[int]]:
        """Take in n new rows with their links; returns the parts of the graph that have a new row or link, in rising order."""
        first = self._n
        self._near, self._score = grown(self._near, first + n), grown(self._score, first + n)
        self._part, self._is_here = grown(self._part, first + n), grown(self._is_here, first + n)
        self._part[first : first + n] = np.arange(first, first + n)
        self._is_here[first : first + n] = True
        self._n += n
        later, earlier, scores = self._strongest(later, earlier, scores)
        is_tie = scores >= self._policy.join_from * linkage.ONE
        touched = {*range(first, first + n), *self._part[later[is_tie]].tolist(), *self._part[earlier[is_tie]].tolist()}
        return self._joined(
            touched, zip(self._part[later[is_tie]].tolist(), self._part[earlier[is_tie]].tolist(), strict=True)
        )

    def links(self, rows: Sequence[int]) -> list[linkage.Link]:
        """List the links within a set of rows."""
        if len(rows) < 2:
            return []
        chosen = np.array(rows)
        near, scores = self._near[chosen], self._score[chosen]
        is_link = (scores > 0) & self._is_here[near] & np.isin(near, chosen)
        later = np.broadcast_to(chosen[:, None], near.shape)[is_link]
        return list(zip(later.tolist(), near[is_link].tolist(), scores[is_link].tolist(), strict=True))

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

    def _strongest(self, later: Rows, earlier: Rows, scores: Rows) -> tuple[Rows, Rows, Rows]:
        """Keep each row's n_links strongest, and write them down."""
        is_link = scores >= self._policy.link_from * linkage.ONE
        later, earlier, scores = later[is_link], earlier[is_link], scores[is_link]
        order = np.lexsort((earlier, -scores, later))
        later, earlier, scores = later[order], earlier[order], scores[order]
        place = rank(later)
        is_kept = place < self._policy.n_links
        later, earlier, scores, place = later[is_kept], earlier[is_kept], scores[is_kept], place[is_kept]
        self._near[later, place], self._score[later, place] = earlier, scores
        return later, earlier, scores

    def _joined(self, touched: Iterable[int], ties: Iterable[tuple[int, int]]) -> list[list[int]]:
        """Make one part of those that ties connect, and several of those that have come apart."""
        found = []
        for labels in linkage.components(touched, ties):
            rows = sorted(row for label in labels for row in self._parts.pop(label, (label,)))
            for part in self._whole(rows) if self._worn.intersection(labels) else [rows]:
                if len(part) > 1:
                    self._parts[part[0]] = part
                self._part[part] = part[0]
                found.append(part)
            self._worn.difference_update(labels)
        return found

    def _whole(self, rows: list[int]) -> list[list[int]]:
        cut = self._policy.join_from * linkage.ONE
        return linkage.components(rows, [(one, other) for one, other, score in self.links(rows) if score >= cut])
