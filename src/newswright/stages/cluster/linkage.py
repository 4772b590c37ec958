"""Cut a graph of reports into stories by average link. The result is a function of the graph alone."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from newswright.stages.cluster.policy import ClusterPolicy

ONE = 10_000  # a score of 1: scores are whole numbers here, so that sums are exact, in whatever order they are taken
_CROSS = 1 << 48  # adds one to the number of links between languages, kept above the sum of scores in one number

Link = tuple[int, int, int]  # two nodes, and how near they are, in [0, ONE]


def components(nodes: Iterable[int], links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Part nodes into those that links connect, each part in rising order, by its first node."""
    parent = {node: node for node in nodes}

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in links:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for node in sorted(parent):
        parts[root(node)].append(node)
    return list(parts.values())


def clusters(
    nodes: Sequence[int], links: Iterable[Link], languages: Sequence[int], policy: ClusterPolicy
) -> list[list[int]]:
    """Merge the two nearest clusters until none are as near as `join_from`; each in rising order, by its first node.

    Two clusters are as near as their pairs are on average; a pair without a link counts 0. Of large clusters, not all pairs
    are asked of: each member of the larger one answers for `n_linked` pairs. Between languages an absent link says little
    (reports that share no words are seldom found), so that only `crossing_share` of the smaller side has to be linked.
    `nodes` are in rising order; `languages` has one for each.
    """
    merging = _Merging(languages, policy)
    number = {node: i for i, node in enumerate(nodes)}
    for one, other, score in links:
        merging.link(number[one], number[other], score)
    merging.run()
    return sorted(sorted(nodes[i] for i in members) for members in merging.members.values())


class _Merging:
    def __init__(self, languages: Sequence[int], policy: ClusterPolicy) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(languages))}
        self._policy = policy
        self._cut = policy.join_from * ONE
        self._languages = languages
        self._is_mixed = len(set(languages)) > 1
        self._spoken: dict[int, dict[int, int]] = {i: {language: 1} for i, language in enumerate(languages)}
        self._near: defaultdict[int, dict[int, int]] = defaultdict(dict)  # cluster → cluster → sum of scores

    def link(self, one: int, other: int, score: int) -> None:
        weight = score + (_CROSS if self._languages[one] != self._languages[other] else 0)
        self._near[one][other] = self._near[other][one] = weight

    def run(self) -> None:
        """Merge, nearest first; of equally near ones, those with the earliest members."""
        heap = [(-near, one, other) for one, other, near in self._all() if near >= self._cut]
        heapq.heapify(heap)
        following = len(self.members)
        while heap:
            _, one, other = heapq.heappop(heap)
            if one not in self.members or other not in self.members:
                continue
            self._merge(one, other, following)
            for neighbour in self._near[following]:
                near = self._nearness(following, neighbour)
                if near >= self._cut:
                    heapq.heappush(heap, (-near, neighbour, following))
            following += 1

    def _all(self) -> Iterator[tuple[int, int, float]]:
        for one, others in self._near.items():
            for other in others:
                if one < other:
                    yield one, other, self._nearness(one, other)

    def _merge(self, one: int, other: int, merged: int) -> None:
        self.members[merged] = self.members.pop(one) + self.members.pop(other)
        near = self._near.pop(one)
        near.pop(other, None)
        for neighbour, weight in self._near.pop(other).items():
            if neighbour != one:
                near[neighbour] = near.get(neighbour, 0) + weight
        self._near[merged] = near
        for neighbour, weight in near.items():
            theirs = self._near[neighbour]
            theirs.pop(one, None)
            theirs.pop(other, None)
            theirs[merged] = weight
        if self._is_mixed:
            spoken = self._spoken.pop(one)
            for language, n in self._spoken.pop(other).items():
                spoken[language] = spoken.get(language, 0) + n
            self._spoken[merged] = spoken

    def _nearness(self, one: int, other: int) -> float:
        weight = self._near[one][other]
        n_one, n_other = len(self.members[one]), len(self.members[other])
        most = self._policy.n_linked * max(n_one, n_other)
        if not self._is_mixed:
            return weight / min(n_one * n_other, most)
        mine, theirs = self._spoken[one], self._spoken[other]
        n_within = sum(n * theirs.get(language, 0) for language, n in mine.items())
        n_across = weight // _CROSS
        asked = max(n_across, self._policy.crossing_share * min(n_one, n_other)) if n_across else 0.0
        return (weight % _CROSS) / (min(n_within, most) + asked)
