"""What is said of a report that has moved."""

import numpy as np

from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.stories import AssignmentKind
from newswright.stages.cluster import ClusterPolicy, linkage
from newswright.stages.cluster.graph import Graph
from newswright.stages.cluster.index import FEATURES, Index, Pairs
from newswright.stages.cluster.telling import Measured, Place, Telling

POLICY = ClusterPolicy()
NOTHING = np.zeros(0, dtype=np.int64)
QUIET = Measured(Pairs(NOTHING, NOTHING), np.zeros((0, len(FEATURES))), NOTHING, {}, [])


def test_a_report_that_moved_is_near_to_one_that_came_after_it() -> None:
    graph = Graph(POLICY)
    graph.add(3, linkage.Links.of([(1, 0, 3_000), (2, 0, 9_000)]))
    stories = {StoryId("here"): [0, 2], StoryId("there"): [1]}
    places = [
        Place(ReportId(name), StoryId(story), OriginId(name))
        for name, story in zip("abc", ("here", "there", "here"), strict=True)
    ]
    rows = np.zeros(3, dtype=Index(POLICY).rows.dtype)
    moved = Telling(places, rows, stories, graph, QUIET).moved(0, StoryId("there"), is_whole=False)
    assert moved.kind is AssignmentKind.SPLIT
    assert (moved.neighbour_id, moved.similarity) == ("c", 0.9)
    assert moved.reason == "parted from its story as that grew: c is as near as 0.90"
