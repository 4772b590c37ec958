"""The graph of reports: parts that grow, lose reports and come apart, each cut as if it had never been cut before."""

from random import Random

import pytest

from newswright.stages.cluster import ClusterPolicy, linkage
from newswright.stages.cluster.graph import Graph

POLICY = ClusterPolicy()
N_TICKS, N_NEW = 12, 25


@pytest.mark.parametrize("seed", range(6))
def test_cutting_as_reports_come_and_go_gives_what_cutting_the_whole_anew_gives(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - dice, no secret
    graph, links, here = Graph(POLICY), list[tuple[int, int, int]](), list[int]()
    story: dict[int, int] = {}
    for tick in range(N_TICKS):
        gone = sorted(dice.sample(here, len(here) // 5))
        graph.drop(gone)
        here = [row for row in here if row not in gone]
        first = tick * N_NEW
        fresh = [
            (later, earlier, dice.choice((800, 2_500, 3_500, 6_000, 9_000)))
            for later in range(first, first + N_NEW)
            for earlier in dice.sample([*here, *range(first, later)], min(3, len(here) + later - first))
        ]
        links += fresh
        here += range(first, first + N_NEW)
        for part in graph.add(N_NEW, linkage.Links.of(fresh)):
            for cluster in graph.cut(part, [0] * len(part)):
                story |= dict.fromkeys(cluster, min(cluster))
        there = set(here)
        kept = [link for link in links if there.issuperset(link[:2])]
        for part in linkage.components(here, [link[:2] for link in kept if link[2] >= POLICY.join_from * linkage.ONE]):
            inside = linkage.Links.of(link for link in kept if set(link[:2]) <= set(part))
            anew = linkage.cut(part, inside, [0] * len(part), POLICY).clusters
            touched = [cluster for cluster in anew if any(row >= first for row in part)]
            assert all({story[row] for row in cluster} == {min(cluster)} for cluster in touched)
