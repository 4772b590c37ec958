"""The reports that a newsroom has at hand, and the stories that they make: a tick of reports at a time, ids that stay."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

import numpy as np

from newswright.records import ids
from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.reports import Report
from newswright.records.stories import Assignment, ToldReport
from newswright.stages.cluster import copies, likeness, linkage, naming
from newswright.stages.cluster.crossings import Crossings, Keyed
from newswright.stages.cluster.graph import Graph
from newswright.stages.cluster.index import Index, Pairs
from newswright.stages.cluster.meanings import Meanings
from newswright.stages.cluster.measures import Floats
from newswright.stages.cluster.policy import ClusterPolicy
from newswright.stages.cluster.portraits import Draw, Portrait, portray
from newswright.stages.cluster.postings import Rows
from newswright.stages.cluster.telling import Measured, Place, Telling


class Window:
    """Places reports, a tick at a time. What it decides depends on what it holds alone: not on the order within a tick, nor on
    how the search is shared out; and restored from what was decided before, it goes on as if it had never been away."""

    def __init__(self, policy: ClusterPolicy) -> None:
        self.policy = policy
        self._index = Index(policy)
        self._graph = Graph(policy)
        self._copies = copies.Copies()
        self._crossings = Crossings(policy)
        self._meanings = Meanings(policy)
        self._places: list[Place] = []  # by row
        self._rows: dict[ReportId, int] = {}
        self._stories: dict[StoryId, list[int]] = {}
        self._links: defaultdict[OriginId, list[copies.Link]] = defaultdict(list)
        self._origins: dict[OriginId, list[int]] = {}  # those of two texts or more

    def __len__(self) -> int:
        return len(self._rows)

    def place(self, report: Report) -> Assignment:
        """Take one report that is not in the window; its assignment."""
        return next(one for one in self.take([report]) if one.report_id == report.id)

    def take(self, reports: Iterable[Report], *, draw: Draw = map) -> list[Assignment]:
        """Place reports, and take them into the window. Reports that are there already keep their places. `draw` maps portraits
        over reports, and may add to each what an encoder makes of it.

        Returns the assignments of the new reports, in order of time, and then those of older ones that have moved: to the story
        of which they turned out to be, or with all of their story into another one.
        """
        return self.take_portraits(draw(partial(portray, policy=self.policy), reports))

    def take_portraits(self, portraits: Iterable[Portrait], *, partitions: int = 1) -> list[Assignment]:
        """Place reports whose portraits were drawn elsewhere. The search is done in so many `partitions`, one after the other."""
        fresh = {one.report_id: one for one in portraits if one.report_id not in self._rows}
        ordered = sorted(fresh.values(), key=lambda one: (one.at_days, one.report_id))
        if not ordered:
            return []
        new = self._enter(ordered)
        measured = self._measure(new, ordered, partitions)
        parts = self._graph.add(len(new), self._joined(measured))
        moved = self._find_origins(new, measured.copied.values())
        before = self._find_stories(parts)
        told = Telling(self._places, self._index.rows, self._stories, self._graph, measured)
        assignments = [told.newcomer(row) for row in new.tolist()]
        older = sorted(row for row in {*before, *moved} if row < new[0])
        assignments += [told.moved(row, before.get(row), before.get(row) not in self._stories) for row in older]
        self._drop(self._oldest())
        return assignments

    def restore(self, told: Iterable[ToldReport], *, draw: Draw = map) -> None:
        """Take in reports that were placed before, with their places."""
        fresh = [one for one in told if one.report.id not in self._rows]
        portraits = draw(partial(portray, policy=self.policy), (one.report for one in fresh))
        self.restore_portraits(zip(portraits, (one.assignment for one in fresh), strict=True))

    def restore_portraits(self, placed: Iterable[tuple[Portrait, Assignment]]) -> None:
        """Take in reports whose portraits were drawn elsewhere, with the places that they had."""
        ordered = sorted(placed, key=lambda one: (one[0].at_days, one[0].report_id))
        if not ordered:
            return
        portraits = [portrait for portrait, _ in ordered]
        new = self._enter(portraits)
        found = []
        for row, (_, assignment) in zip(new.tolist(), ordered, strict=True):
            self._index.rows["density"][row] = assignment.density
            self._settle(row, assignment.story_id, assignment.origin_id)
            for report_id, score in assignment.links:
                other = self._rows.get(report_id)
                if other is not None:
                    found.append((max(row, other), min(row, other), round(score * linkage.ONE)))
        self._graph.restore(len(new), linkage.Links.of(found))
        if self.policy.is_crossing:
            self._crossings.add(self._keyed(new, portraits))
        linked = set()
        for link in self._copies.add(self._text(portrait) for portrait in portraits):
            self._links[self._origin_of(link.a)].append(link)
            linked |= {*self._ends(link)}
        for row in sorted(linked):
            rows = self._origins.setdefault(self._places[row].origin_id, [])
            if row not in rows:
                rows.append(row)

    def forget(self, before: datetime) -> None:
        """Let go of reports that are older. Their stories stay, for as long as one report of theirs is at hand."""
        limit, rows = before.timestamp() / 86_400, self._index.rows[: self._index.n_rows]
        self._drop(np.flatnonzero(rows["is_here"] & (rows["at_days"] < limit)))

    def members(self, story_id: StoryId) -> tuple[ReportId, ...]:
        """List a story's reports that are at hand, by time."""
        return tuple(self._places[row].report_id for row in self._by_time(story_id))

    def related(self, story_id: StoryId) -> tuple[StoryId, ...]:
        """Name a story's neighbours, nearest first: stories whose reports share words with its own, but not enough to be one.

        By the cosine of words, not by the learned score: that one asks whether two reports tell of one happening, and says of
        neighbours only that they do not (docs/log.md).
        """
        asked = self._by_time(story_id)[-self.policy.n_asked :]
        if not asked:
            return ()
        pairs = self._index.search(np.array(sorted(asked)))
        nearness: defaultdict[StoryId, float] = defaultdict(float)
        cosines = self._index.cosines(pairs)
        for later, earlier, cosine in zip(pairs.later.tolist(), pairs.earlier.tolist(), cosines.tolist(), strict=True):
            for row in (later, earlier):
                other = self._places[row].story_id
                if other != story_id:
                    nearness[other] = max(nearness[other], cosine)
        near = [story for story, score in nearness.items() if score >= self.policy.related_from]
        return tuple(sorted(near, key=lambda story: (-nearness[story], story))[: self.policy.n_related])

    def _by_time(self, story_id: StoryId) -> list[int]:
        at_days = self._index.rows["at_days"]
        rows = self._stories.get(story_id, ())
        return sorted(rows, key=lambda row: (at_days[row], self._places[row].report_id))

    def _enter(self, ordered: Sequence[Portrait]) -> Rows:
        new = self._index.add(ordered)
        self._meanings.add(new, [one.meaning for one in ordered])
        for row, one in zip(new.tolist(), ordered, strict=True):
            self._places.append(Place(one.report_id))
            self._rows[one.report_id] = row
        return new

    def _measure(self, new: Rows, ordered: Sequence[Portrait], partitions: int) -> Measured:
        shares = [self._index.search(part) for part in np.array_split(new, partitions) if len(part)]
        pairs = Pairs.united(shares)
        features = self._index.measure(pairs, new)
        trusted = np.where(self._index.shorter(pairs) < self.policy.headline_words, self.policy.headline_share, 1.0)
        scores = np.rint(self._likeness(pairs, features) * trusted * linkage.ONE).astype(np.int64)
        copied = {}
        for link in self._copies.add(self._text(one) for one in ordered):
            one, other = self._rows[link.a], self._rows[link.b]
            copied[max(one, other), min(one, other)] = link
        crossed = self._crossings.add(self._keyed(new, ordered)) if self.policy.is_crossing else []
        return Measured(pairs, features, scores, copied, crossed)

    def _likeness(self, pairs: Pairs, features: Floats) -> Floats:
        """Score pairs; those of which an encoder knows what both reports mean, by that too."""
        cosines = self._meanings.cosines(pairs)
        is_known = ~np.isnan(cosines)
        if not is_known.any():
            return likeness.score(features)
        scores = np.zeros(len(cosines))
        scores[~is_known] = likeness.score(features[~is_known])
        meant = np.column_stack((features[is_known], cosines[is_known]))
        scores[is_known] = likeness.score(meant, likeness.MEANT)
        return scores

    def _text(self, portrait: Portrait) -> copies.Text:
        return copies.Text(portrait.report_id, portrait.source_id, portrait.at_days, portrait.sketch)

    def _keyed(self, new: Rows, ordered: Sequence[Portrait]) -> list[Keyed]:
        languages = self._index.rows["language"]
        return [
            Keyed(row, int(languages[row]), one.at_days, one.codes)
            for row, one in zip(new.tolist(), ordered, strict=True)
        ]

    def _joined(self, measured: Measured) -> linkage.Links:
        """Put all links of a tick together: as scored, sure where one text was copied within copy_days, and across languages."""
        at_days = self._index.rows["at_days"]
        sure = [pair for pair in measured.copied if abs(at_days[pair[0]] - at_days[pair[1]]) <= self.policy.copy_days]
        is_link = measured.scores >= self.policy.link_from * linkage.ONE
        pairs, scores = measured.pairs, measured.scores
        keys = zip(pairs.later[is_link].tolist(), pairs.earlier[is_link].tolist(), strict=True)
        found = dict(zip(keys, scores[is_link].tolist(), strict=True))
        found |= dict.fromkeys(sure, linkage.ONE)
        found |= {(later, earlier): round(score * linkage.ONE) for later, earlier, score in measured.crossed}
        return linkage.Links.of((*pair, score) for pair, score in found.items())

    def _find_origins(self, new: Rows, links: Iterable[copies.Link]) -> list[int]:
        """Give every text its origin, and list the older reports whose origin has changed."""
        fresh = list(links)
        ends = {row for link in fresh for row in self._ends(link)}
        touched = {origin for row in ends if (origin := self._places[row].origin_id)}
        rows = sorted({*new.tolist(), *ends, *(row for origin in touched for row in self._origins.pop(origin, ()))})
        known = [*fresh, *(link for origin in touched for link in self._links.pop(origin, ()))]
        roots = copies.origins((self._places[row].report_id for row in rows), known)
        parts: defaultdict[ReportId, list[int]] = defaultdict(list)
        for row in rows:
            parts[roots[self._places[row].report_id]].append(row)
        clusters = list(parts.values())
        names = naming.keep(
            clusters,
            lambda row: self._places[row].origin_id,
            lambda row: ids.origin_id(self._places[row].report_id),
        )
        moved = []
        for cluster, name in zip(clusters, names, strict=True):
            for row in cluster:
                had = self._places[row].origin_id
                if had and had != name:
                    moved.append(row)
                self._places[row].origin_id = OriginId(name)
            if len(cluster) > 1:
                self._origins[OriginId(name)] = cluster
        for link in known:
            self._links[self._origin_of(link.a)].append(link)
        return moved

    def _find_stories(self, parts: Sequence[Sequence[int]]) -> dict[int, StoryId]:
        """Cut the parts of the graph into stories; tells where those older reports were that have moved."""
        languages = self._index.rows["language"]
        clusters = []
        for part in parts:
            spoken = languages[np.array(part)].tolist()
            clusters += self._graph.cut(part, spoken)
        names = naming.keep(
            clusters,
            lambda row: self._places[row].story_id,
            lambda row: ids.story_id(self._places[row].report_id),
            self._stories,
        )
        before: dict[int, StoryId] = {}
        for cluster, name in zip(clusters, names, strict=True):
            for row in cluster:
                had = self._places[row].story_id
                if had == name:
                    continue
                if had:
                    before[row] = had
                    self._leave(row, had)
                self._places[row].story_id = StoryId(name)
                self._stories.setdefault(StoryId(name), []).append(row)
        return before

    def _settle(self, row: int, story_id: StoryId, origin_id: OriginId) -> None:
        self._places[row].story_id, self._places[row].origin_id = story_id, origin_id
        self._stories.setdefault(story_id, []).append(row)

    def _leave(self, row: int, story_id: StoryId) -> None:
        self._stories[story_id].remove(row)
        if not self._stories[story_id]:
            del self._stories[story_id]

    def _ends(self, link: copies.Link) -> tuple[int, int]:
        return self._rows[link.a], self._rows[link.b]

    def _origin_of(self, report_id: ReportId) -> OriginId:
        origin_id = self._places[self._rows[report_id]].origin_id
        return origin_id or ids.origin_id(report_id)

    def _oldest(self) -> Rows:
        """The rows that are too many."""
        n_over = len(self._rows) - self.policy.max_reports
        if n_over <= 0:
            return np.zeros(0, dtype=np.int64)
        here = np.flatnonzero(self._index.rows["is_here"][: self._index.n_rows])
        return np.sort(here[np.argsort(self._index.rows["at_days"][here], kind="stable")[:n_over]])

    def _drop(self, rows: Rows) -> None:
        if not len(rows):
            return
        for row in rows.tolist():
            place = self._places[row]
            del self._rows[place.report_id]
            if place.story_id:
                self._leave(row, place.story_id)
            if place.origin_id:
                self._let_go(row, place.origin_id)
        self._index.drop(rows)
        self._meanings.drop(rows)
        self._graph.drop(rows.tolist())
        self._copies.drop({self._places[row].report_id for row in rows.tolist()})
        if self.policy.is_crossing:
            self._crossings.drop(rows.tolist())
        if self._index.is_sparse():
            self._pack()

    def _let_go(self, row: int, origin_id: OriginId) -> None:
        if origin_id in self._origins:
            self._origins[origin_id].remove(row)
            if not self._origins[origin_id]:
                del self._origins[origin_id]
        gone = self._places[row].report_id
        kept = [link for link in self._links.pop(origin_id, ()) if gone not in (link.a, link.b)]
        if kept:
            self._links[origin_id] = kept

    def _pack(self) -> None:
        kept = self._index.pack()
        self._graph.renumber(kept)
        self._meanings.pack(kept)
        if self.policy.is_crossing:
            self._crossings.renumber(kept)
        self._places = [self._places[row] for row in kept.tolist()]
        self._rows = {place.report_id: row for row, place in enumerate(self._places)}
        new = {old: row for row, old in enumerate(kept.tolist())}
        self._stories = {name: [new[row] for row in rows] for name, rows in self._stories.items()}
        self._origins = {name: [new[row] for row in rows] for name, rows in self._origins.items()}
