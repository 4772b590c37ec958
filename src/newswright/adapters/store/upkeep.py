"""Editions, what language models answered and cost, secrets, and the upkeep of the store itself."""

import secrets
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from newswright.adapters.store import serial, sqlite, tables
from newswright.adapters.store.connection import Connected, add, upsert
from newswright.adapters.store.tables import completions, metadata, model_calls
from newswright.errors import StoreError
from newswright.records import budgets
from newswright.records.drafts import Completion, ModelBudget
from newswright.records.ids import StoryId
from newswright.records.stories import Edition

SECRET_BYTES = 32


class UpkeepShelf(Connected):
    """What `ports.Store` keeps of the newsroom's own running."""

    def put_edition(self, edition: Edition) -> None:
        row = {"id": edition.id, "started_at": edition.started_at, "doc": serial.dumps(edition)}
        with self._writing() as connection:
            upsert(connection, tables.editions, [row], "id")

    def editions(self, *, limit: int) -> list[Edition]:
        c = tables.editions.c
        latest_first = sa.select(c.doc).order_by(c.started_at.desc(), c.id.desc()).limit(limit)
        with self._reading() as connection:
            return [serial.loads(Edition, document) for document in connection.scalars(latest_first)]

    def completion(self, key: str) -> Completion | None:
        with self._reading() as connection:
            document = connection.scalar(sa.select(completions.c.doc).where(completions.c.key == key))
        return serial.loads(Completion, document) if document else None

    def put_completion(
        self, key: str, story_id: StoryId, completion: Completion, *, at: datetime, booking: str = ""
    ) -> None:
        use = completion.model
        n_tokens = use.n_input_tokens + use.n_output_tokens
        call = {"key": key, "at": at, "story_id": story_id, "n_tokens": n_tokens, "cost_usd": use.cost_usd}
        with self._writing() as connection:
            upsert(connection, completions, [{"key": key, "doc": serial.dumps(completion)}], "key")
            add(connection, model_calls, [call])
            if booking:
                connection.execute(sa.delete(model_calls).where(model_calls.c.key == booking))

    def book_call(
        self,
        booking: str,
        story_id: StoryId,
        most: tuple[int, float],
        *,
        at: datetime,
        since: datetime,
        budget: ModelBudget,
    ) -> str:
        n_tokens, cost_usd = most
        call = {"key": booking, "at": at, "story_id": story_id, "n_tokens": n_tokens, "cost_usd": cost_usd}
        with self._writing() as connection:
            _, n_spent, usd_spent = _use(connection, model_calls.c.at >= since)
            is_answered = ~model_calls.c.key.startswith(budgets.UNANSWERED)
            n_calls, _, _ = _use(connection, model_calls.c.story_id == story_id, is_answered)
            limit = budgets.broken(budget, n_spent + n_tokens, usd_spent + cost_usd, n_calls + 1)
            if not limit:
                add(connection, model_calls, [call])
        return limit

    def model_use(self, *, since: datetime, story_id: StoryId | None = None) -> tuple[int, int, float]:
        wanted = [model_calls.c.at >= since]
        if story_id is not None:
            wanted.append(model_calls.c.story_id == story_id)
        with self._reading() as connection:
            return _use(connection, *wanted)

    def secret(self, name: str) -> bytes:
        wanted = sa.select(tables.secrets.c.value).where(tables.secrets.c.name == name)
        with self._reading() as connection:
            known: bytes | None = connection.scalar(wanted)
        if known is not None:
            return known
        with self._writing() as connection:
            add(connection, tables.secrets, [{"name": name, "value": secrets.token_bytes(SECRET_BYTES)}])
            made: bytes = connection.execute(wanted).scalar_one()
        return made

    def counts(self) -> dict[str, int]:
        """Rows by table; of reports those that are the latest revision, with all revisions beside them."""
        with self._reading() as connection:
            counted = {
                table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
            }
            latest = sa.select(sa.func.count()).select_from(tables.reports).where(tables.reports.c.is_latest)
            return {**counted, "revisions": counted["reports"], "reports": connection.scalar(latest) or 0}

    def check(self) -> list[str]:
        try:
            with self._reading() as connection:
                found = sqlite.check(connection) + _check_meaning(connection)
            with self._writing() as connection:
                return found + sqlite.check_search(connection)
        except StoreError as error:
            return [str(error)]

    def backup(self, path: Path) -> None:
        sqlite.backup(self._engine, path)

    def close(self) -> None:
        self._engine.dispose()


def _check_meaning(connection: sa.Connection) -> list[str]:
    """What the database cannot know to be wrong."""
    reports, stories, articles, fronts = tables.reports, tables.stories, tables.articles, tables.fronts
    is_shown = (fronts.c.story_id == articles.c.story_id) & (fronts.c.version == articles.c.version)
    is_first = (reports.c.id == tables.assignments.c.report_id) & reports.c.is_latest
    faults = {
        "reports with several latest revisions": sa.select(reports.c.id)
        .where(reports.c.is_latest)
        .group_by(reports.c.id)
        .having(sa.func.count() > 1),
        "assignments of reports that are not kept": sa.select(tables.assignments.c.report_id).where(
            ~sa.exists().where(is_first)
        ),
        "stories merged into stories that are not kept": sa.select(stories.c.id).where(
            stories.c.merged_into.is_not(None), stories.c.merged_into.not_in(sa.select(stories.c.id))
        ),
        "front pages of articles that are not kept": sa.select(fronts.c.story_id).where(~sa.exists().where(is_shown)),
    }
    counted = {
        fault: connection.scalar(sa.select(sa.func.count()).select_from(q.subquery())) for fault, q in faults.items()
    }
    return [f"{n} {fault}" for fault, n in counted.items() if n]


def _use(connection: sa.Connection, *wanted: sa.ColumnElement[bool]) -> tuple[int, int, float]:
    c = model_calls.c
    spent = sa.select(sa.func.count(), sa.func.sum(c.n_tokens), sa.func.sum(c.cost_usd)).where(*wanted)
    n_calls, n_tokens, cost_usd = connection.execute(spent).one()
    return n_calls, n_tokens or 0, cost_usd or 0.0
