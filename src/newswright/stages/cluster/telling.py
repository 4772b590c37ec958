"""Say of each report that was placed or moved where it is now, and why."""

from collections.abc import Mapping, Sequence
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
    """Tells the outcome of one tick. `places` and `rows` are by row; `stories` has the rows of each."""

    def __init__(
        self,
        places: Sequence[Place],
        rows: npt.NDArray[np.void],
        stories: Mapping[StoryId, Sequence[int]],
        graph: Graph,
        measured: Measured,
    ) -> None:
        self._places, self._rows, self._stories, self._graph = places, rows, stories, graph
        self._ties: dict[StoryId, dict[int, tuple[int, float]]] = {}
        self._near = self._nearest(measured)
        self._copied: dict[int, tuple[int, float]] = {}
        for (later, earlier), link in sorted(measured.copied.items()):
            self._copied.setdefault(later, (earlier, link.overlap))
            self._copied.setdefault(earlier, (later, link.overlap))

    def newcomer(self, row: int) -> Assignment:
        """The assignment of a report that came with this tick."""
        copied, near = self._copied.get(row), self._near.get(row)
        if copied and self._is_mate(copied[0], row):
            reason = f"the same text as {self._id(copied[0])}: {copied[1]:.0%} of its runs of words"
            return self._assignment(row, self._kind(row), 1.0, copied[0], reason)
        if near is None:
            return self._assignment(row, AssignmentKind.OPEN, 0.0, None, "nothing like it at hand")
        reason = self._likeness(row, near)
        if self._is_mate(near.row, row):
            return self._assignment(row, self._kind(row), near.score, near.row, reason)
        return self._assignment(row, AssignmentKind.OPEN, near.score, near.row, f"nothing near enough; {reason}")

    def moved(self, row: int, before: StoryId | None, is_whole: bool) -> Assignment:
        """The assignment of an older report that was in another story `before`, or (None) whose origin has changed.

        `is_whole`: nothing of that story is left at hand.
        """
        other, score = self._tie(row)
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

    def _nearest(self, measured: Measured) -> dict[int, _Near]:
        """For each row of a tick's pairs the nearest that is in its story now; where none is, the nearest of all."""
        crossed = np.array([(later, earlier) for later, earlier, _ in measured.crossed], dtype=np.int64).reshape(-1, 2)
        later = np.concatenate((measured.pairs.later, crossed[:, 0]))
        earlier = np.concatenate((measured.pairs.earlier, crossed[:, 1]))
        scores = np.concatenate((measured.scores / linkage.ONE, [score for _, _, score in measured.crossed]))
        n_pairs, n_measured = len(scores), len(measured.scores)
        owners, others = np.concatenate((later, earlier)), np.concatenate((earlier, later))
        stories = self._numbered(owners)
        is_strange = stories[later] != stories[earlier]
        order = np.lexsort((others, np.tile(-scores, 2), np.tile(is_strange, 2), owners))
        owners = owners[order]
        chosen = order[np.concatenate(([True], owners[1:] != owners[:-1]))] if len(order) else order
        columns = np.zeros((n_pairs, 2))
        columns[:n_measured] = measured.features[:, (_WORDS, _NAMES)]
        pair = chosen % max(n_pairs, 1)
        return {
            row: _Near(other, score, *shared)
            for row, other, score, shared in zip(
                np.concatenate((later, earlier))[chosen].tolist(), others[chosen].tolist(), scores[pair].tolist(),
                columns[pair].tolist(), strict=True,
            )
        }  # fmt: skip

    def _numbered(self, rows: Rows) -> Rows:
        """Number the stories of rows; (n,) by row."""
        numbers = np.zeros(len(self._places), dtype=np.int64)
        known: dict[StoryId, int] = {}
        for row in np.unique(rows).tolist():
            numbers[row] = known.setdefault(self._places[row].story_id, len(known))
        return numbers

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

    def _tie(self, row: int) -> tuple[int | None, float]:
        """A row's strongest link within its story."""
        story = self._places[row].story_id
        if story not in self._ties:
            self._ties[story] = _strongest(self._graph.links(sorted(self._stories[story])))
        return self._ties[story].get(row, (None, 0.0))

    def _id(self, row: int) -> ReportId:
        return self._places[row].report_id

    def _likeness(self, row: int, near: _Near) -> str:
        hours = 24 * abs(float(self._rows["at_days"][row]) - float(self._rows["at_days"][near.row]))
        apart = f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
        return (
            f"nearest is {self._id(near.row)}, {apart} apart: words {near.words:.2f}, names {near.names:.2f}, "
            f"together {near.score:.2f}"
        )


def _strongest(links: linkage.Links) -> dict[int, tuple[int, float]]:
    """For each row the one that it has the strongest link with, and its score in [0, 1]; of several, the first."""
    rows, others = np.concatenate((links.later, links.earlier)), np.concatenate((links.earlier, links.later))
    scores = np.tile(links.scores, 2)
    order = np.lexsort((-others, scores, rows))  # the last one of a row stays
    told = zip(rows[order].tolist(), others[order].tolist(), scores[order].tolist(), strict=True)
    return {row: (other, score / linkage.ONE) for row, other, score in told}
