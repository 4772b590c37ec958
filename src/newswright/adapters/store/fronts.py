"""The latest version of each story's article, ready for the front page, the ranker and the search.

The article of a merged story is listed only while the story that it went into has none of its own.
"""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from newswright.adapters.store import queries, serial, sqlite, tables
from newswright.adapters.store.connection import add, upsert
from newswright.adapters.store.tables import Row, facets, fronts, stories
from newswright.records import ids
from newswright.records.articles import Article
from newswright.records.ids import StoryId

_into = fronts.alias("into")
_CONCERNED = (
    sa.select(fronts, _into.c.number.is_(None).label("is_own"))
    .select_from(
        fronts.join(stories, stories.c.id == fronts.c.story_id).outerjoin(
            _into, _into.c.story_id == stories.c.merged_into
        )
    )
    .where(
        stories.c.id.in_(sa.bindparam("story_ids", expanding=True))
        | stories.c.merged_into.in_(sa.bindparam("story_ids", expanding=True))
    )
)


def put(connection: sa.Connection, article: Article) -> None:
    """Let a version be the one that is shown, unless a later one is."""
    standing = connection.execute(sa.select(fronts).where(fronts.c.story_id == article.story_id)).one_or_none()
    if standing and standing.version > article.version:
        return
    if standing:
        _unlist(connection, standing)
    upsert(connection, fronts, [_row(article, _source_ids(connection, article))], "story_id")
    relist(connection, [article.story_id])


def relist(connection: sa.Connection, story_ids: Sequence[StoryId]) -> None:
    """Show or hide the articles of these stories, and of those that were merged into them."""
    concerned = connection.execute(_CONCERNED, {"story_ids": list(story_ids)})
    for row in concerned.all():
        if row.is_own and not row.is_listed:
            _list(connection, row)
        elif row.is_listed and not row.is_own:
            _unlist(connection, row)


def name_key(name: str) -> str:
    """The form by which a name is looked up: in any case, with or without accents."""
    return queries.folded(serial.clean(name))


def _list(connection: sa.Connection, front: Row) -> None:
    connection.execute(sa.update(fronts).where(fronts.c.number == front.number).values(is_listed=True))
    named = [
        *(("topic", topic) for topic in front.topics),
        *(("name", name_key(name)) for name in front.names),
        *(("source", source_id) for source_id in front.source_ids),
    ]
    rows = [
        {"kind": kind, "value": value, "story_id": front.story_id, "issued_at": front.issued_at}
        for kind, value in dict.fromkeys(named)
    ]
    add(connection, facets, rows)
    printed = (queries.printed(front.headline), queries.printed(front.dek), queries.printed(front.text))
    sqlite.index(connection, front.number, printed)


def _unlist(connection: sa.Connection, front: Row) -> None:
    connection.execute(sa.update(fronts).where(fronts.c.number == front.number).values(is_listed=False))
    connection.execute(sa.delete(facets).where(facets.c.story_id == front.story_id))
    sqlite.unindex(connection, front.number)


def _source_ids(connection: sa.Connection, article: Article) -> list[str]:
    """The sources of an article, in order; one whose report is not kept here goes by its outlet's name."""
    cited = [line.report_id for line in article.sources]
    wanted = tables.reports.c.is_latest & tables.reports.c.id.in_(cited)
    found = connection.execute(sa.select(tables.reports.c.id, tables.reports.c.source_id).where(wanted))
    known = {row.id: row.source_id for row in found}
    return _once(known.get(line.report_id) or ids.source_id(line.outlet) for line in article.sources)


def _row(article: Article, source_ids: Sequence[str]) -> dict[str, object]:
    return {
        "story_id": article.story_id,
        "version": article.version,
        "is_listed": False,
        "is_withdrawn": bool(article.withdrawn),
        "issued_at": article.issued_at,
        "language": article.language,
        "headline": article.headline.text,
        "dek": article.dek.text,
        "text": article.text,
        "topics": _once(article.topics),
        "names": _once(article.names),
        "source_ids": source_ids,
        "text_version": article.text_version,
        "countries": _once(line.country for line in article.sources if line.country),
    }


def _once(values: Iterable[str]) -> list[str]:
    return [serial.clean(value) for value in dict.fromkeys(values)]
