"""Transactions on one database: many readers, one writer at a time, and errors that say what to do."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from newswright.adapters.store import sqlite
from newswright.errors import StoreError

T = TypeVar("T")
Rows = Sequence[Mapping[str, object]]

INSERT = {"sqlite": sqlite_insert}  # by dialect: the form of INSERT that knows ON CONFLICT
BATCH = 500  # rows per statement: large enough to be quick, well under every database's limit of parameters


class Connected:
    """A store's connections: what every shelf stands on."""

    def __init__(self, url: str) -> None:
        self._url = read_url(url)
        self._engine = sqlite.open_engine(self._url)
        self._writer = threading.Lock()  # threads queue here; only other processes meet the database's own lock

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """One consistent view, however long it is looked at."""
        with self._told_clearly(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """One transaction: all of it, or nothing."""
        with self._told_clearly(), self._writer, self._engine.connect() as raw:
            connection = raw.execution_options(is_writing=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _told_clearly(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.IntegrityError:
            raise
        except sa.exc.DBAPIError as error:
            raise StoreError(sqlite.explain(error, sqlite.file_of(self._url))) from error


def read_url(url: str) -> sa.URL:
    """Read a store's URL; a plain path is a SQLite file."""
    try:
        read = sa.make_url(url if "://" in url else f"sqlite:///{url}")
    except sa.exc.ArgumentError as error:
        raise StoreError(f"{url!r} is no URL of a store; expected sqlite:///newswright.sqlite3") from error
    if read.get_backend_name() != "sqlite":
        raise StoreError(f"no store for {read.get_backend_name()}: this version keeps SQLite files (sqlite:///FILE)")
    return read


def upsert(connection: sa.Connection, table: sa.Table, rows: Rows, *keys: str) -> None:
    """Insert rows; where one with the same keys stands, take its place."""
    if rows:
        connection.execute(_upsert(connection.dialect.name, table, tuple(rows[0]), keys), rows)


@cache
def _upsert(dialect: str, table: sa.Table, columns: tuple[str, ...], keys: tuple[str, ...]) -> sa.Insert:
    """Built once for each table: building it takes longer than running it."""
    statement = INSERT[dialect](table)
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def add(connection: sa.Connection, table: sa.Table, rows: Rows) -> None:
    """Insert rows; leave what stands."""
    if rows:
        connection.execute(INSERT[connection.dialect.name](table).on_conflict_do_nothing(), rows)


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """Cut rows into lists of at most `size`."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
