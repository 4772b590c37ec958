"""What is published: versions, holds, corrections; the front page, the ranker's candidates, the search."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from newswright.adapters.store import fronts as shown
from newswright.adapters.store import placing, queries, readers, reports, serial, sqlite, tables
from newswright.adapters.store import told as placed
from newswright.adapters.store.connection import Connected, add, upsert
from newswright.adapters.store.stories import LATEST_TICK
from newswright.adapters.store.tables import Row, facets, fronts, stories, trends
from newswright.ports import SearchHit
from newswright.records.articles import Article, Correction, Hold, Ruling, RulingKind
from newswright.records.ids import SourceId, StoryId
from newswright.records.readers import Candidate, Problem
from newswright.records.reports import Look, Report
from newswright.records.stories import Story, ToldReport

LATEST = (
    sa.select(tables.articles.c.doc)
    .select_from(fronts)
    .join(tables.articles, sa.and_(*(tables.articles.c[key] == fronts.c[key] for key in ("story_id", "version"))))
    .where(fronts.c.is_listed)
)
CANDIDATES = (
    sa.select(fronts, stories.c.updated_at, stories.c.n_origins, stories.c.n_outlets)
    .join(stories, stories.c.id == fronts.c.story_id)
    .where(fronts.c.is_listed, ~fronts.c.is_withdrawn)
    .order_by(fronts.c.issued_at.desc(), fronts.c.story_id)
)


class ArticleShelf(Connected):
    """What `ports.Store` keeps of what is published."""

    def publish(
        self,
        article: Article,
        corrections: Iterable[Correction] = (),
        *,
        told: Sequence[ToldReport] | None = None,
        looks: Iterable[Look] = (),
    ) -> bool:
        with self._writing() as connection:
            if _is_published(connection, article) or _is_held_by_editor(connection, article.story_id):
                return False
            _issue(connection, article, corrections)
            add(connection, tables.looks, [_look_row(each) for each in looks])
            _mark_written(connection, article.story_id, told)
            return True

    def hold(self, hold: Hold, *, told: Sequence[ToldReport] | None = None) -> None:
        with self._writing() as connection:
            if hold.held_by or not _is_held_by_editor(connection, hold.story_id):
                _hold(connection, hold)
            _mark_written(connection, hold.story_id, told)

    def mark_written(self, story_id: StoryId, *, told: Sequence[ToldReport] | None = None) -> None:
        with self._writing() as connection:
            _mark_written(connection, story_id, told)

    def rule(
        self,
        ruling: Ruling,
        *,
        article: Article | None = None,
        corrections: Iterable[Correction] = (),
        hold: Hold | None = None,
        problem: Problem | None = None,
    ) -> bool:
        row = {"story_id": ruling.story_id, "at": ruling.at, "kind": ruling.kind, "doc": serial.dumps(ruling)}
        with self._writing() as connection:
            if article and _is_published(connection, article):
                return False
            add(connection, tables.rulings, [row])
            if article:
                _issue(connection, article, corrections)
            if hold:
                _hold(connection, hold)
            if problem:
                upsert(connection, tables.problems, [readers.problem_row(problem)], "id")
            if ruling.kind is RulingKind.RELEASE:
                connection.execute(sa.delete(tables.holds).where(tables.holds.c.story_id == ruling.story_id))
                placing.mark_unwritten(connection, [ruling.story_id])
            return True

    def rulings(self, *, limit: int, story_id: StoryId | None = None) -> list[Ruling]:
        c = tables.rulings.c
        wanted = sa.select(c.doc).order_by(c.at.desc(), c.number.desc()).limit(limit)
        if story_id is not None:
            wanted = wanted.where(c.story_id == story_id)
        with self._reading() as connection:
            return [serial.loads(Ruling, document) for document in connection.scalars(wanted)]

    def due_looks(self, *, now: datetime, limit: int) -> list[Look]:
        c = tables.looks.c
        wanted = sa.select(c.doc).where(c.next_at <= now).order_by(c.next_at, c.report_id).limit(limit)
        with self._reading() as connection:
            return [serial.loads(Look, document) for document in connection.scalars(wanted)]

    def put_look(self, look: Look, revised: Report | None = None) -> bool:
        with self._writing() as connection:
            upsert(connection, tables.looks, [_look_row(look)], "report_id")
            return bool(revised and reports.put(connection, [revised]))

    def article(self, story_id: StoryId, version: int | None = None) -> Article | None:
        c = tables.articles.c
        with self._reading() as connection:
            wanted = sa.select(c.doc).where(c.story_id == _told_under(connection, story_id))
            if version is not None:
                wanted = wanted.where(c.version == version)
            document = connection.scalar(wanted.order_by(c.version.desc()).limit(1))
        return serial.loads(Article, document) if document else None

    def versions(self, story_id: StoryId) -> list[Article]:
        c = tables.articles.c
        with self._reading() as connection:
            wanted = sa.select(c.doc).where(c.story_id == _told_under(connection, story_id)).order_by(c.version)
            return [serial.loads(Article, document) for document in connection.scalars(wanted)]

    def articles(
        self,
        *,
        limit: int,
        before: datetime | None = None,
        before_id: StoryId | None = None,
        topic: str | None = None,
        name: str | None = None,
        source_id: SourceId | None = None,
    ) -> list[Article]:
        named = {"topic": topic, "name": None if name is None else shown.name_key(name), "source": source_id}
        filters = [(kind, value) for kind, value in named.items() if value is not None]
        wanted, place = _filtered(filters)
        if before is not None:
            wanted = wanted.where(place.c.issued_at <= before)  # alone, so that the index can begin there
            is_later = place.c.issued_at < before
            wanted = wanted.where(is_later | (place.c.story_id > before_id) if before_id else is_later)
        wanted = wanted.order_by(place.c.issued_at.desc(), place.c.story_id).limit(limit)
        with self._reading() as connection:
            return [serial.loads(Article, document) for document in connection.scalars(wanted)]

    def topics(self) -> dict[str, int]:
        counted = sa.select(facets.c.value, sa.func.count()).where(facets.c.kind == "topic")
        with self._reading() as connection:
            rows = connection.execute(counted.group_by(facets.c.value).order_by(facets.c.value))
            return {row[0]: row[1] for row in rows}

    def last_hold(self, story_id: StoryId) -> Hold | None:
        with self._reading() as connection:
            wanted = tables.holds.c.story_id == placing.survivor(connection, story_id)
            document = connection.scalar(sa.select(tables.holds.c.doc).where(wanted))
        return serial.loads(Hold, document) if document else None

    def holds(self, *, limit: int) -> list[Hold]:
        latest_first = sa.select(tables.holds.c.doc).order_by(tables.holds.c.held_at.desc(), tables.holds.c.story_id)
        with self._reading() as connection:
            return [serial.loads(Hold, document) for document in connection.scalars(latest_first.limit(limit))]

    def corrections(self, *, limit: int, story_id: StoryId | None = None) -> list[Correction]:
        c = tables.corrections.c
        wanted = sa.select(c.doc).order_by(c.at.desc(), c.number.desc()).limit(limit)
        if story_id is not None:
            wanted = wanted.where(c.story_id == story_id)
        with self._reading() as connection:
            return [serial.loads(Correction, document) for document in connection.scalars(wanted)]

    def candidates(self, *, since: datetime, limit: int) -> list[Candidate]:
        scored = sa.select(trends.c.story_id, trends.c.trend_score, trends.c.since).where(trends.c.at == LATEST_TICK)
        with self._reading() as connection:
            trending = {row.story_id: row for row in connection.execute(scored)}
            rows = connection.execute(CANDIDATES.where(fronts.c.issued_at >= since).limit(limit))
            return [_candidate(row, trending.get(row.story_id)) for row in rows]

    def search(self, query: str, *, limit: int, offset: int = 0) -> list[SearchHit]:
        phrases = queries.phrases(query)
        if not phrases or limit < 1:
            return []
        with self._reading() as connection:
            numbers = sqlite.find(connection, phrases, limit=limit, offset=max(offset, 0))
            found = connection.execute(sa.select(fronts).where(fronts.c.number.in_(numbers)))
            rows = {row.number: row for row in found}
        return [_hit(rows[number], query) for number in numbers]


def _issue(connection: sa.Connection, article: Article, corrections: Iterable[Correction]) -> None:
    """Let a version and its corrections stand, and lift the hold."""
    add(connection, stories, [_untold(article)])
    connection.execute(sa.insert(tables.articles), _article_row(article))
    add(connection, tables.corrections, [_correction_row(each) for each in corrections])
    shown.put(connection, article)
    connection.execute(sa.delete(tables.holds).where(tables.holds.c.story_id == article.story_id))


def _hold(connection: sa.Connection, hold: Hold) -> None:
    row = {"story_id": hold.story_id, "held_at": hold.held_at, "doc": serial.dumps(hold)}
    upsert(connection, tables.holds, [row], "story_id")


def _is_held_by_editor(connection: sa.Connection, story_id: StoryId) -> bool:
    document = connection.scalar(sa.select(tables.holds.c.doc).where(tables.holds.c.story_id == story_id))
    return bool(document and serial.loads(Hold, document).held_by)


def _look_row(look: Look) -> dict[str, object]:
    return {"report_id": look.report_id, "next_at": look.next_at, "doc": serial.dumps(look)}


def _is_published(connection: sa.Connection, article: Article) -> bool:
    c = tables.articles.c
    is_same = (c.version == article.version) | (c.input_key == article.input_key)
    return connection.scalar(sa.select(c.version).where(c.story_id == article.story_id, is_same).limit(1)) is not None


def _untold(article: Article) -> dict[str, object]:
    """A story that is known by its article alone, for where an article is published before any report of it is placed."""
    return placing.story_row(
        Story(
            id=article.story_id,
            title=article.headline.text,
            language=article.language,
            opened_at=article.first_issued_at,
            updated_at=article.issued_at,
            report_ids=(),
            n_origins=article.labels.n_origins,
            n_outlets=len({line.outlet for line in article.sources}),
            topics=article.topics,
        )
    )


def _article_row(article: Article) -> dict[str, object]:
    return {
        "story_id": article.story_id,
        "version": article.version,
        "input_key": article.input_key,
        "issued_at": article.issued_at,
        "doc": serial.dumps(article),
    }


def _correction_row(correction: Correction) -> dict[str, object]:
    return {
        "story_id": correction.story_id,
        "version": correction.version,
        "at": correction.at,
        "what": correction.what,
        "doc": serial.dumps(correction),
    }


def _mark_written(connection: sa.Connection, story_id: StoryId, told: Sequence[ToldReport] | None) -> None:
    """Take a story off the desk, unless its reports are others than those told: then it is to be written again."""
    if told is not None:
        here = tables.assignments.c.story_id == placing.survivor(connection, story_id)
        rows = connection.execute(placed.PLACED_WITHOUT_TEXT.where(here))
        if _state(placed.told(row) for row in rows) != _state(told):
            return
    connection.execute(sa.update(stories).where(stories.c.id == story_id).values(unwritten=None))


def _state(told: Iterable[ToldReport]) -> set[tuple[str, int, str]]:
    return {(one.report.id, one.report.revision, one.assignment.origin_id) for one in told}


def _told_under(connection: sa.Connection, story_id: StoryId) -> StoryId:
    """Where a story's article is: with the story that it was merged into, unless nothing has been published there yet."""
    into = placing.survivor(connection, story_id)
    has_article = connection.scalar(sa.select(fronts.c.number).where(fronts.c.story_id == into)) is not None
    return into if has_article else story_id


def _filtered(filters: Sequence[tuple[str, str]]) -> tuple[sa.Select[Any], Any]:
    """The latest articles with these facets, and the table that they are ordered by: its index gives them in order."""
    if not filters:
        return LATEST, fronts
    (kind, value), *more = filters
    wanted = LATEST.join(facets, facets.c.story_id == fronts.c.story_id).where(
        facets.c.kind == kind, facets.c.value == value
    )
    for other_kind, other_value in more:
        other = facets.alias()
        has_it = (other.c.story_id == fronts.c.story_id) & (other.c.kind == other_kind) & (other.c.value == other_value)
        wanted = wanted.where(sa.exists().where(has_it))
    return wanted, facets


def _candidate(row: Row, trend: Row | None) -> Candidate:
    return Candidate(
        story_id=row.story_id,
        headline=row.headline,
        dek=row.dek,
        language=row.language,
        issued_at=row.issued_at,
        happened_at=row.updated_at,
        version=row.version,
        topics=tuple(row.topics),
        names=tuple(row.names),
        source_ids=tuple(row.source_ids),
        countries=tuple(row.countries),
        n_origins=row.n_origins,
        n_outlets=row.n_outlets,
        trend_score=trend.trend_score if trend else 0.0,
        trend_since_at=trend.since if trend else None,
        text=row.text,
        text_version=row.text_version,
    )


def _hit(row: Row, query: str) -> SearchHit:
    excerpt, marks = queries.excerpt(row.text, query)
    return SearchHit(
        story_id=row.story_id,
        headline=row.headline,
        dek=row.dek,
        issued_at=row.issued_at,
        excerpt=excerpt,
        marks=marks,
    )
