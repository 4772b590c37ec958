"""Cut a graph of reports into stories by average link. The result is a function of the graph alone.

Merging is played again from what was merged before: clusters that nothing new has come near go the way they went, asleep; those
that new reports, or the loss of old ones, can touch are awake, and look about. The outcome is that of merging all from the start.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.postings import Rows

ONE = 10_000  # a score of 1: scores are whole numbers here, so that sums are exact, in whatever order they are taken
_CROSS = 1 << 48  # adds one to the number of links between languages, kept above the sum of scores in one number

Step = tuple[float, int, int]  # two clusters became one: how near they were, negated, and the first member of each


@dataclass(frozen=True, slots=True)
class Links:
    """Links between nodes, (n,) each: two nodes, and how near they are, in [0, ONE]. No pair stands here twice."""

    later: Rows
    earlier: Rows
    scores: Rows

    @classmethod
    def of(cls, told: Iterable[tuple[int, int, int]]) -> "Links":
        """Put links into columns."""
        columns = np.array(list(told), dtype=np.int64).reshape(-1, 3).T
        return cls(columns[0], columns[1], columns[2])

    def chosen(self, places: Rows | npt.NDArray[np.bool_]) -> "Links":
        """Those at certain places."""
        return Links(self.later[places], self.earlier[places], self.scores[places])

    def at_least(self, score: float) -> "Links":
        """Those as near as a score in [0, 1]."""
        return self.chosen(self.scores >= score * ONE)


@dataclass(frozen=True, slots=True)
class Cut:
    """What merging gave: who took part, the clusters, each in rising order, by their first nodes, and how they came about.

    Of a cut that was given an earlier one, `clusters` has only those that may differ from it.
    """

    nodes: Sequence[int]
    clusters: list[list[int]]
    steps: list[Step]


def components(nodes: Iterable[int], links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Part nodes into those that links connect, each part in rising order, by its first node."""
    tree = {node: node for node in nodes}
    for one, other in links:
        first, second = sorted((_root(tree, one), _root(tree, other)))
        tree[second] = first
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for node in sorted(tree):
        parts[_root(tree, node)].append(node)
    return list(parts.values())


def _root(tree: dict[int, int], node: int) -> int:
    while tree[node] != node:
        tree[node] = tree[tree[node]]
        node = tree[node]
    return node


def cut(
    nodes: Sequence[int], links: Links, languages: Sequence[int], policy: ClusterPolicy, before: Cut | None = None
) -> Cut:
    """Merge the two nearest clusters until none are as near as `join_from`; of equally near ones, those of the earliest nodes.

    Two clusters are as near as their pairs are on average; a pair without a link counts 0. Of large clusters, not all pairs
    are asked of: each member of the larger one answers for `n_linked` pairs. Between languages an absent link says little
    (reports that share no words are seldom found), so that only `crossing_share` of the smaller side has to be linked.
    `nodes` are in rising order; `languages` has one for each. `before` is a cut of the same graph before nodes were taken out of
    it and others put in with links of their own.
    """
    merging = _Merging(nodes, _Adjacency(links, nodes, languages), languages, policy, before.steps if before else ())
    known = set(before.nodes if before else ())
    merging.wake(known.difference(nodes), set(nodes).difference(known))
    return Cut(tuple(nodes), merging.run(), merging.steps)


class _Adjacency:
    """The links of each node, both ways, with what they weigh."""

    def __init__(self, links: Links, nodes: Sequence[int], languages: Sequence[int]) -> None:
        weights = links.scores
        if len(set(languages)) > 1:
            known, spoken = np.array(nodes), np.array(languages)
            of_later, of_earlier = (spoken[np.searchsorted(known, ends)] for ends in (links.later, links.earlier))
            weights = weights + np.where(of_later != of_earlier, _CROSS, 0)
        owners = np.concatenate((links.later, links.earlier))
        order = np.argsort(owners, kind="stable")
        self._others = np.concatenate((links.earlier, links.later))[order]
        self._weights = np.concatenate((weights, weights))[order]
        starts, ends = (np.searchsorted(owners[order], nodes, side).tolist() for side in ("left", "right"))
        self._spans = dict(zip(nodes, zip(starts, ends, strict=True), strict=True))

    def of(self, node: int) -> Iterator[tuple[int, int]]:
        start, end = self._spans[node]
        return zip(self._others[start:end].tolist(), self._weights[start:end].tolist(), strict=True)


class _Script:
    """Steps taken before. A step that can no longer be taken as it was is void, and with it all that came of it."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = steps
        self.next = 0
        self._is_void = bytearray(len(steps))
        self._after = [-1] * len(steps)  # step → the next one in which its outcome took part
        self._due: dict[int, int] = {}  # cluster, by its first member → its next step
        last: dict[int, int] = {}
        for number, (_, one, other) in enumerate(steps):
            for side in (one, other):
                before = last.pop(side, -1)
                if before < 0:
                    self._due[side] = number
                else:
                    self._after[before] = number
            last[one] = number

    def void(self, cluster: int) -> Iterator[int]:
        """Void the steps that await a cluster; yields whoever awaits it in vain, as far as they have come."""
        number = self._due.pop(cluster, -1)
        while number >= 0 and not self._is_void[number]:
            self._is_void[number] = True
            _, *sides = self.steps[number]
            yield from (side for side in sides if self._due.get(side) == number)
            number = self._after[number]

    def peek(self) -> Step | None:
        """The next step that can still be taken."""
        while self.next < len(self.steps) and self._is_void[self.next]:
            self.next += 1
        return self.steps[self.next] if self.next < len(self.steps) else None

    def take(self) -> bool:
        """Take the next step; says whether its outcome can go on as it did."""
        number = self.next
        _, one, other = self.steps[number]
        del self._due[other]
        self.next += 1
        following = self._after[number]
        if following < 0:
            del self._due[one]
            return True
        self._due[one] = following
        return not self._is_void[following]


class _Merging:
    """Clusters go by their first members. Those awake know how near all others are, those asleep how near those awake are."""

    def __init__(
        self,
        nodes: Sequence[int],
        links: _Adjacency,
        languages: Sequence[int],
        policy: ClusterPolicy,
        steps: Sequence[Step],
    ) -> None:
        self._policy, self._links = policy, links
        self._cut = policy.join_from * ONE
        self._members = {node: [node] for node in nodes}
        self._home = {node: node for node in nodes}
        self._is_mixed = len(set(languages)) > 1
        self._spoken = (
            {node: {language: 1} for node, language in zip(nodes, languages, strict=True)} if self._is_mixed else {}
        )
        self._near: defaultdict[int, dict[int, int]] = defaultdict(dict)  # cluster → cluster → sum of weights
        self._awake: set[int] = set()
        self._heap: list[Step] = []
        self._script = _Script(steps)
        self.steps: list[Step] = []

    def wake(self, gone: Iterable[int], new: Iterable[int]) -> None:
        """Wake the nodes that are new, and those that miss some that are gone."""
        for node in gone:
            self._wake_all(self._script.void(node))
        self._wake_all(new)

    def run(self) -> list[list[int]]:
        """Merge; returns the clusters awake."""
        while (step := self._following()) is not None:
            self._take(step)
        return [sorted(self._members[first]) for first in sorted(self._awake)]

    def _following(self) -> Step | None:
        """The two that are nearest now: one of them awake, or both asleep."""
        heap, told = self._heap, self._script.peek()
        while heap:
            distance, one, other = heap[0]
            if one in self._members and other in self._members and self._nearness(one, other) == -distance:
                return heap[0] if told is None or heap[0] < told else told
            heapq.heappop(heap)
        return told

    def _take(self, step: Step) -> None:
        _, one, other = step
        self.steps.append(step)
        if one in self._awake or other in self._awake:
            self._wake_all((one, other))
            self._join(one, other)
            self._awake.discard(other)
            return
        goes_on = self._script.take()
        self._join(one, other)
        if not goes_on:
            self._wake_all((one,))

    def _join(self, one: int, other: int) -> None:
        self._members[one] += self._members.pop(other)
        self._home[other] = one
        if self._is_mixed:
            spoken = self._spoken[one]
            for language, n in self._spoken.pop(other).items():
                spoken[language] = spoken.get(language, 0) + n
        near, theirs = self._near[one], self._near.pop(other, {})
        near.pop(other, None)
        theirs.pop(one, None)
        for neighbour, weight in theirs.items():
            near[neighbour] = near.get(neighbour, 0) + weight
            back = self._near[neighbour]
            del back[other]
            back[one] = near[neighbour]
        for neighbour in near:
            self._push(one, neighbour)

    def _wake_all(self, clusters: Iterable[int]) -> None:
        """Wake clusters, and whoever would have merged with them before."""
        waiting = [one for one in clusters if one in self._members]
        while waiting:
            cluster = waiting.pop()
            if cluster in self._awake:
                continue
            self._look_about(cluster)
            self._awake.add(cluster)
            waiting += [one for one in self._script.void(cluster) if one in self._members]

    def _look_about(self, cluster: int) -> None:
        """Find how near those are that are asleep; those awake are known."""
        near: dict[int, int] = {}
        for member in self._members[cluster]:
            for node, weight in self._links.of(member):
                home = _root(self._home, node)
                if home != cluster and home not in self._awake:
                    near[home] = near.get(home, 0) + weight
        self._near[cluster].update(near)
        for neighbour, weight in near.items():
            self._near[neighbour][cluster] = weight
            self._push(cluster, neighbour)

    def _push(self, one: int, other: int) -> None:
        near = self._nearness(one, other)
        if near >= self._cut:
            heapq.heappush(self._heap, (-near, one, other) if one < other else (-near, other, one))

    def _nearness(self, one: int, other: int) -> float:
        weight = self._near[one][other]
        n_one, n_other = len(self._members[one]), len(self._members[other])
        most = self._policy.n_linked * max(n_one, n_other)
        if not self._is_mixed:
            return weight / min(n_one * n_other, most)
        mine, theirs = self._spoken[one], self._spoken[other]
        n_within = sum(n * theirs.get(language, 0) for language, n in mine.items())
        n_across = weight // _CROSS
        asked = max(n_across, self._policy.crossing_share * min(n_one, n_other)) if n_across else 0.0
        return (weight % _CROSS) / (min(n_within, most) + asked)
