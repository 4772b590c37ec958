"""Say of each report that was placed or moved where it is now, and why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newswright.records import ids
from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.stories import Assignment, AssignmentKind
from newswright.stages.cluster import copies, linkage
from newswright.stages.cluster.graph import Graph
from newswright.stages.cluster.index import FEATURES, Pairs
from newswright.stages.cluster.measures import Floats
from newswright.stages.cluster.postings import Rows

_NO_STORY, _NO_ORIGIN = StoryId(""), OriginId("")
_WORDS, _NAMES = FEATURES.index("words"), FEATURES.index("names")


@dataclass(slots=True)
class Place:
    """Where a report is; empty where it has none yet."""

    report_id: ReportId
    story_id: StoryId = _NO_STORY
    origin_id: OriginId = _NO_ORIGIN


@dataclass(frozen=True, slots=True)
class Measured:
    """What a tick found: pairs with their features and scores (whole numbers up to linkage.ONE), and copies of texts."""

    pairs: Pairs
    features: Floats
    scores: Rows
    copied: dict[tuple[int, int], copies.Link]
    crossed: Sequence[tuple[int, int, float]]


@dataclass(frozen=True, slots=True)
class _Near:
    row: int
    score: float
    words: float
    names: float


class Telling:
    """Tells the outcome of one tick. `places` and `rows` are by row."""

    def __init__(self, places: Sequence[Place], rows: npt.NDArray[np.void], graph: Graph, measured: Measured) -> None:
        self._places, self._rows, self._graph = places, rows, graph
        self._near = _nearest(measured)
        self._copied: dict[int, tuple[int, float]] = {}
        for (later, earlier), link in sorted(measured.copied.items()):
            self._copied.setdefault(later, (earlier, link.overlap))
            self._copied.setdefault(earlier, (later, link.overlap))
        for later, earlier, score in sorted(measured.crossed, key=lambda one: -one[2]):
            self._near[later].append(_Near(earlier, score, 0.0, 0.0))
            self._near[earlier].append(_Near(later, score, 0.0, 0.0))

    def newcomer(self, row: int) -> Assignment:
        """The assignment of a report that came with this tick."""
        mates = [near for near in self._near[row] if self._is_mate(near.row, row)]
        copied = self._copied.get(row)
        if copied and self._is_mate(copied[0], row):
            reason = f"the same text as {self._id(copied[0])}: {copied[1]:.0%} of its runs of words"
            return self._assignment(row, self._kind(row), 1.0, copied[0], reason)
        if mates:
            return self._assignment(row, self._kind(row), mates[0].score, mates[0].row, self._likeness(row, mates[0]))
        if not self._near[row]:
            return self._assignment(row, AssignmentKind.OPEN, 0.0, None, "nothing like it at hand")
        near = self._near[row][0]
        reason = f"nothing near enough; {self._likeness(row, near)}"
        return self._assignment(row, AssignmentKind.OPEN, near.score, near.row, reason)

    def moved(self, row: int, before: StoryId | None, is_whole: bool) -> Assignment:
        """The assignment of an older report that was in another story `before`, or (None) whose origin has changed.

        `is_whole`: nothing of that story is left at hand.
        """
        links = sorted(self._links(row), key=lambda link: (-link[1], link[0]))
        mates = [(other, score) for other, score in links if self._is_mate(other, row)]
        other, score = mates[0] if mates else (None, 0.0)
        if before is None:
            return self._assignment(row, AssignmentKind.JOIN, score, other, "its text was found to be another one's")
        here = (
            f"{self._id(other)} is as near as {score:.2f}"
            if other is not None
            else "nothing is left that it is near to"
        )
        if is_whole:
            reason = f"one happening with this story: {here}"
            return self._assignment(row, AssignmentKind.MERGE, score, other, reason, before)
        reason = f"parted from its story as that grew: {here}"
        return self._assignment(row, AssignmentKind.SPLIT, score, other, reason, before)

    def _assignment(
        self, row: int, kind: AssignmentKind, score: float, near: int | None, reason: str, before: StoryId | None = None
    ) -> Assignment:
        place = self._places[row]
        return Assignment(
            report_id=place.report_id,
            story_id=place.story_id,
            origin_id=place.origin_id,
            kind=kind,
            similarity=score,
            neighbour_id=None if near is None else self._id(near),
            previous_story_id=before,
            reason=reason,
            links=tuple((self._id(other), score) for other, score in self._graph.of(row)),
            density=round(float(self._rows["density"][row]), 6),
        )

    def _kind(self, row: int) -> AssignmentKind:
        place = self._places[row]
        return AssignmentKind.OPEN if place.story_id == ids.story_id(place.report_id) else AssignmentKind.JOIN

    def _is_mate(self, other: int, row: int) -> bool:
        return self._places[other].story_id == self._places[row].story_id

    def _links(self, row: int) -> list[tuple[int, float]]:
        """A row's links to those before it, and those of this tick to it."""
        return [*self._graph.of(row), *((near.row, near.score) for near in self._near[row])]

    def _id(self, row: int) -> ReportId:
        return self._places[row].report_id

    def _likeness(self, row: int, near: _Near) -> str:
        hours = 24 * abs(float(self._rows["at_days"][row]) - float(self._rows["at_days"][near.row]))
        apart = f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
        return (
            f"nearest is {self._id(near.row)}, {apart} apart: words {near.words:.2f}, names {near.names:.2f}, "
            f"together {near.score:.2f}"
        )


def _nearest(measured: Measured) -> defaultdict[int, list[_Near]]:
    """For each row of a tick's pairs, the others, nearest first, that score anything."""
    near: defaultdict[int, list[_Near]] = defaultdict(list)
    pairs, columns = measured.pairs, measured.features[:, (_WORDS, _NAMES)]
    chosen = np.flatnonzero(_is_telling(pairs.later, measured.scores) | _is_telling(pairs.earlier, measured.scores))
    chosen = chosen[np.lexsort((pairs.earlier[chosen], pairs.later[chosen], -measured.scores[chosen]))]
    rows = zip(
        pairs.later[chosen].tolist(), pairs.earlier[chosen].tolist(), measured.scores[chosen].tolist(),
        columns[chosen].tolist(), strict=True,
    )  # fmt: skip
    for later, earlier, score, (words, names) in rows:
        near[later].append(_Near(earlier, score / linkage.ONE, words, names))
        near[earlier].append(_Near(later, score / linkage.ONE, words, names))
    return near


def _is_telling(owners: Rows, scores: Rows) -> npt.NDArray[np.bool_]:
    """Mark what is worth a word: pairs of some score, and each owner's best."""
    best = np.zeros(int(owners.max()) + 1 if len(owners) else 0, dtype=np.int64)
    np.maximum.at(best, owners, scores)
    telling: npt.NDArray[np.bool_] = (scores >= linkage.ONE // 20) | (scores == best[owners])
    return telling
