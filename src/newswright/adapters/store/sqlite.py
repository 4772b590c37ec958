"""What is SQLite's own: pragmas, transactions, the search index (FTS5), the online backup, and what its errors mean.

Every other module of this store speaks portable SQLAlchemy Core. WAL with synchronous=FULL: readers never wait for a writer, and
what was acknowledged survives kill -9 and power loss. Writers begin with BEGIN IMMEDIATE, so that none fails half-way on a lock.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from newswright.errors import StoreError

LOCK_WAIT_MS = 30_000  # a writer that waits longer than this meets a stuck process, not a busy one
FORGET_WAIT_MS = 1_000  # a reader who deletes their account waits for no more than this
QUICK_CHECK_BYTES = 64 * 2**20  # up to this size a store is checked whole whenever it is opened (some 0.1 s)

CREATE_SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(headline, dek, text, "
    "tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* Co M*'\")"
)
WEIGHTS = "8.0, 4.0, 1.0"  # a word in the headline says most about an article, then in the dek


def open_engine(url: sa.URL) -> sa.Engine:
    """Open the file behind the URL, or begin it; StoreError where that cannot be."""
    path = file_of(url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder of the store cannot be made: {error}") from error
    engine = sa.create_engine(
        url, poolclass=QueuePool, pool_size=8, max_overflow=56, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        _refuse_damage(engine, path)
    except sa.exc.DBAPIError as error:
        engine.dispose()
        raise StoreError(explain(error, path)) from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def file_of(url: sa.URL) -> Path:
    """The file that the URL names."""
    if not url.database or url.database == ":memory:":
        raise StoreError(
            "the store needs a file: sqlite:///newswright.sqlite3 (for tests, see newswright.testing.memory)"
        )
    return Path(url.database)


def _set_up(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # `_begin` begins; the driver would begin too late, and without IMMEDIATE
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {LOCK_WAIT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # a deleted reader leaves no bytes behind
        "cell_size_check = ON",
        "cache_size = -16000",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _refuse_damage(engine: sa.Engine, path: Path) -> None:
    with engine.connect() as connection:
        if path.stat().st_size > QUICK_CHECK_BYTES:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
            return
        found = connection.exec_driver_sql("PRAGMA quick_check(3)").scalars().all()
    if found != ["ok"]:
        raise StoreError(_damaged(path, "; ".join(found)))


def explain(error: sa.exc.DBAPIError, path: Path) -> str:
    """Say what an error of the database means, and what to do."""
    cause = str(error.orig)
    if "not a database" in cause or "malformed" in cause or "file is encrypted" in cause:
        return _damaged(path, cause)
    if "full" in cause:
        return f"the disk that holds {path} is full: nothing was lost, and nothing more was written. Make room and try again."
    if "readonly" in cause or "read-only" in cause:
        return f"{path} cannot be written: check the permissions of the file and of its folder."
    if "unable to open" in cause:
        return f"{path} cannot be opened: check that its folder exists and may be written by this user."
    if "locked" in cause:
        return (
            f"{path} has been locked by another process for {LOCK_WAIT_MS // 1000} s: end that process and try again."
        )
    return f"{path}: {cause}"


def _damaged(path: Path, cause: str) -> str:
    return (
        f"{path} is damaged or is no store of Newswright ({cause}). Nothing was changed. Move the file away and restore the "
        "latest backup: newswright restore FILE"
    )


# Search


def create_search(connection: sa.Connection) -> None:
    """Make the search index."""
    connection.exec_driver_sql(CREATE_SEARCH)


def index(connection: sa.Connection, number: int, printed: tuple[str, str, str]) -> None:
    """Put headline, dek and text of an article into the search index, in the place of what stood there."""
    unindex(connection, number)
    statement = "INSERT INTO search (rowid, headline, dek, text) VALUES (?, ?, ?, ?)"
    connection.exec_driver_sql(statement, (number, *printed))


def unindex(connection: sa.Connection, number: int) -> None:
    """Take an article out of the search index."""
    connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", (number,))


def find(connection: sa.Connection, phrases: list[tuple[str, bool]], *, limit: int, offset: int) -> list[int]:
    """Find the numbers of articles that hold all phrases, best first. A phrase is (its words, whether its end is open).

    Each phrase is quoted: nothing that a person types is ever syntax.
    """
    quoted = " AND ".join('"' + words.replace('"', '""') + '"' + ("*" if is_open else "") for words, is_open in phrases)
    statement = (
        f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, {WEIGHTS}), rowid DESC LIMIT ? OFFSET ?"  # noqa: S608 - constants
    )
    return list(connection.exec_driver_sql(statement, (quoted, limit, offset)).scalars())


# Upkeep


def check(connection: sa.Connection) -> list[str]:
    """Look through the whole file: structure, references, search index."""
    found = [line for line in connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars() if line != "ok"]
    for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found.append(f"{table}: row {rowid} refers to a row of {parent} that is not there")
    return found


def check_search(connection: sa.Connection) -> list[str]:
    """Let the search index look for faults in itself."""
    try:
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('integrity-check')")
    except sa.exc.DatabaseError as error:
        return [f"the search index is damaged ({error.orig})"]
    return []


def backup(engine: sa.Engine, path: Path) -> None:
    """Copy the store page by page while others write; the copy appears under its name only when it is whole."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            connection.rollback()  # the copy begins its own transaction
            _copy(source, part)
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"the backup could not be written to {path}: {error}") from error


def _copy(source: sqlite3.Connection, part: Path) -> None:
    target = sqlite3.connect(part)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, whole in itself
    finally:
        target.close()
    with part.open("rb") as written:
        os.fsync(written.fileno())


def forget_deleted(engine: sa.Engine) -> None:
    """Empty the write-ahead log, so that what was deleted is gone from the disk as well (as far as no reader holds it)."""
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        connection.rollback()
        driver.execute(f"PRAGMA busy_timeout = {FORGET_WAIT_MS}")
        try:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError:  # somebody reads on: the next checkpoint overwrites the log
            return
        finally:
            driver.execute(f"PRAGMA busy_timeout = {LOCK_WAIT_MS}")
