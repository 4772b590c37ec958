"""Merging by average link, and merging again after the graph has changed."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.stages.cluster import ClusterPolicy, linkage

POLICY = replace(ClusterPolicy(), n_linked=2)
Scores = dict[tuple[int, int], int]


def _links(scores: Scores, nodes: list[int]) -> linkage.Links:
    return linkage.Links.of((b, a, score) for (a, b), score in scores.items() if a in nodes and b in nodes)


def _cut(scores: Scores, nodes: list[int], tongues: list[int], before: linkage.Cut | None = None) -> linkage.Cut:
    return linkage.cut(nodes, _links(scores, nodes), [tongues[node] for node in nodes], POLICY, before)


def _slowly(scores: Scores, nodes: list[int]) -> list[list[int]]:
    """Average link as the book has it, for one language: look at all pairs of clusters, merge the best, and look again."""
    clusters = [[node] for node in nodes]

    def near(one: list[int], other: list[int]) -> float:
        total = sum(scores.get((min(a, b), max(a, b)), 0) for a in one for b in other)
        return total / min(len(one) * len(other), POLICY.n_linked * max(len(one), len(other)))

    while True:
        pairs = [(-near(a, b), min(*a, *b), max(min(a), min(b)), a, b) for a, b in itertools.combinations(clusters, 2)]
        if not pairs or -min(pairs)[0] < POLICY.join_from * linkage.ONE:
            return sorted(sorted(cluster) for cluster in clusters)
        *_, one, other = min(pairs)
        clusters = [c for c in clusters if c is not one and c is not other] + [one + other]


N = 14
graphs = st.dictionaries(
    st.tuples(st.integers(0, N - 1), st.integers(0, N - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([600, 1_500, 2_900, 3_100, 4_000, 5_000, 5_000, 7_000, 9_000, linkage.ONE]),
    max_size=60,
)
parts = st.lists(st.integers(0, N - 1), unique=True).map(sorted)


@given(graphs)
def test_the_two_nearest_merge_until_none_are_near(scores: Scores) -> None:
    nodes = list(range(N))
    assert _cut(scores, nodes, [0] * N).clusters == _slowly(scores, nodes)


@settings(max_examples=300)
@given(graphs, st.lists(parts, min_size=2, max_size=5), st.lists(st.integers(0, 1), min_size=N, max_size=N))
def test_merging_again_after_nodes_came_and_went_gives_what_merging_anew_gives(
    scores: Scores, stages: list[list[int]], tongues: list[int]
) -> None:
    before = None
    known: set[tuple[int, ...]] = set()
    for nodes in stages:
        anew = _cut(scores, nodes, tongues)
        again = _cut(scores, nodes, tongues, before)
        assert again.steps == anew.steps
        changed = {tuple(cluster) for cluster in again.clusters}
        assert changed <= {tuple(cluster) for cluster in anew.clusters}
        assert {tuple(cluster) for cluster in anew.clusters} <= changed | known
        known, before = {tuple(cluster) for cluster in anew.clusters}, again


def test_a_cluster_that_nothing_new_comes_near_is_left_asleep() -> None:
    scores = {(0, 1): 9_000, (2, 3): 8_000, (3, 4): 7_000, (2, 4): 7_000}
    before = _cut(scores, [0, 1, 2, 3], [0] * N)
    assert before.clusters == [[0, 1], [2, 3]]
    assert _cut(scores, [0, 1, 2, 3, 4], [0] * N, before).clusters == [[2, 3, 4]]
