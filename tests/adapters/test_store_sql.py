"""The store on SQLite beyond the contract: what it refuses, what it survives, what it costs."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from newswright.adapters import store as adapter
from newswright.adapters.store import schema, tables
from newswright.adapters.store.sql import SqlStore
from newswright.errors import StoreError
from newswright.records.ids import ReaderId
from newswright.testing import factories as make
from newswright.testing.contracts.scenes import fill_with_doings, two_merged_stories


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    opened = SqlStore(str(path))
    yield opened
    opened.close()


# What is refused


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("Dear diary, " * 100)
    with pytest.raises(StoreError, match=r"damaged or is no store.*restore the latest backup"):
        adapter.open_store(str(path))
    assert path.read_text().startswith("Dear diary")


def test_a_damaged_store_is_refused(path: Path, store: SqlStore) -> None:
    store.put_reports([make.report(f"r{n}") for n in range(300)])
    store.close()
    with path.open("r+b") as file:
        for page in range(6, 40):
            file.seek(page * 4096)
            file.write(b"\xff" * 200)
    with pytest.raises(StoreError, match="damaged"):
        adapter.open_store(str(path))


def test_a_truncated_store_is_refused(path: Path, store: SqlStore) -> None:
    store.put_reports([make.report(f"r{n}") for n in range(300)])
    store.close()
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(StoreError, match="damaged"):
        adapter.open_store(str(path))


def test_a_store_of_a_newer_version_is_refused(path: Path, store: SqlStore) -> None:
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer version.*Upgrade Newswright, or restore"):
        adapter.open_store(str(path))


def test_a_database_of_something_else_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    with pytest.raises(StoreError, match="something else \\(recipes"):
        adapter.open_store(str(path))


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://localhost/news", "nonsense://"])
def test_a_url_without_a_store_behind_it_is_refused(url: str) -> None:
    with pytest.raises(StoreError):
        adapter.open_store(url)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="folder"):
        adapter.open_store(str(tmp_path / "file" / "news.sqlite3"))


def test_a_full_disk_loses_nothing_and_says_so(store: SqlStore) -> None:
    store.put_reports([make.report()])
    with store._reading() as connection:
        n_pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    sa.event.listen(
        store._engine, "connect", lambda driver, _: driver.execute(f"PRAGMA max_page_count = {n_pages + 3}")
    )
    store._engine.dispose()
    with pytest.raises(StoreError, match="full"):
        store.put_reports([make.report(f"r{n}") for n in range(500)])
    assert store.counts()["reports"] == 1
    assert store.check() == []


# Migrations


def test_migrations_lead_to_the_schema_of_the_code(store: SqlStore, tmp_path: Path) -> None:
    direct = sa.create_engine(f"sqlite:///{tmp_path / 'direct.sqlite3'}")
    tables.metadata.create_all(direct)
    with store._reading() as migrated, direct.connect() as made:
        assert shape(migrated) == shape(made)
    direct.dispose()


def shape(connection: sa.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Columns, references and indices, as SQLite itself tells them."""
    names = [table.name for table in tables.metadata.sorted_tables]
    told = {
        f"{pragma} {name}": f"PRAGMA {pragma}({name})"
        for name in names
        for pragma in ("table_info", "foreign_key_list")
    }
    told["indices"] = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    return {name: [tuple(row) for row in connection.exec_driver_sql(statement)] for name, statement in told.items()}


def test_the_head_is_the_latest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "newswright.adapters.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [schema.HEAD]
    assert set(schema.KNOWN) == {script.revision for script in scripts.walk_revisions()}


def test_two_that_open_a_new_store_at_once_both_get_it(path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(adapter.open_store, [str(path)] * 4))
    stores[0].publish(make.article())
    assert [store.article(make.article().story_id) for store in stores] == [make.article()] * 4
    for store in stores:
        store.close()


# Readers, writers, backups


def test_a_backup_taken_during_writes_is_whole(store: SqlStore, tmp_path: Path) -> None:
    two_merged_stories(store)
    is_done = threading.Event()

    def write() -> None:
        n = 0
        while not is_done.is_set():
            n += 1
            store.publish(make.article(f"s{n}"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(5):
            store.backup(tmp_path / f"copy-{n}")
    finally:
        is_done.set()
        writer.join()
    for n in range(5):
        copy = SqlStore(str(tmp_path / f"copy-{n}"))
        assert copy.check() == []
        assert copy.counts()["articles"] == copy.counts()["fronts"]
        copy.close()


def test_a_backup_that_cannot_be_written_says_so(store: SqlStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="backup could not be written"):
        store.backup(tmp_path / "nowhere" / "copy")


def test_readers_do_not_wait_for_a_writer(store: SqlStore) -> None:
    store.publish(make.article())
    with store._writing() as connection:
        connection.execute(sa.delete(tables.facets))
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(store.topics).result(timeout=5) == {"world": 1}


def test_a_failure_half_way_leaves_nothing_behind(store: SqlStore) -> None:
    reports = [make.report("good"), make.report("bad", published_at=None)]
    with pytest.raises((AttributeError, TypeError, ValueError)):
        store.put_reports(reports)
    assert store.counts()["reports"] == 0


# Forgetting


def test_a_deleted_reader_is_in_no_table_that_knows_readers_and_in_no_byte_on_the_disk(
    path: Path, store: SqlStore
) -> None:
    fill_with_doings(store, "tove-the-forgotten")
    fill_with_doings(store, "ada-who-stays")
    store.delete_reader(ReaderId("tove-the-forgotten"))
    with store._reading() as connection:
        for table in tables.metadata.sorted_tables:
            rows = connection.execute(sa.select(table)).all()
            assert "tove-the-forgotten" not in str(rows), table.name
    on_disk = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert b"ada-who-stays" in on_disk
    assert b"tove-the-forgotten" not in on_disk


def test_every_table_about_readers_is_deleted_from_and_exported(store: SqlStore) -> None:
    fill_with_doings(store, "tove")
    knowing = {table.name for table in tables.metadata.sorted_tables if "reader_id" in table.c}
    assert {name for name, rows in store.export_reader(ReaderId("tove")).items() if rows} == knowing


# Costs


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        ({}, "ix_fronts_latest"),
        ({"before": make.NOON}, "ix_fronts_latest"),
        ({"before": make.NOON, "before_id": "s"}, "ix_fronts_latest"),
        ({"topic": "world"}, "ix_facets_latest"),
        ({"name": "Port Ellery", "before": make.NOON}, "ix_facets_latest"),
        ({"source_id": "the-harbour-post"}, "ix_facets_latest"),
    ],
    ids=str,
)
def test_the_front_page_reads_an_index_in_order_and_sorts_nothing(
    store: SqlStore, filters: dict[str, object], index: str
) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    sa.event.listen(store._engine, "before_cursor_execute", lambda *of: asked.append((of[2], of[3])))
    store.articles(limit=30, **filters)  # type: ignore[arg-type]  # by keyword, as parametrized
    ((statement, parameters),) = [one for one in asked if one[0].startswith("SELECT")]
    with store._reading() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all())
    assert index in plan
    assert "TEMP B-TREE" not in plan
    assert ("SCAN" in plan) == (not filters)  # a walk along the index from its beginning, or from where the page begins
