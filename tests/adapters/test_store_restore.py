"""A backup takes the place of a store, whatever state that is in, and nothing that stood there is lost."""

import sqlite3
import threading
from pathlib import Path

import pytest

from newswright.adapters import store as adapter
from newswright.adapters.store.sql import SqlStore
from newswright.errors import StoreError
from newswright.records.ids import StoryId
from newswright.testing import factories as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sqlite3"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup with one article."""
    store = SqlStore(str(tmp_path / "elsewhere.sqlite3"))
    store.publish(make.article("backed-up"))
    store.backup(tmp_path / "backup.sqlite3")
    store.close()
    return tmp_path / "backup.sqlite3"


def published(path: Path) -> list[str]:
    store = SqlStore(str(path))
    found = [article.story_id for article in store.articles(limit=9)]
    assert store.check() == []
    store.close()
    return [str(story_id) for story_id in found]


def test_where_there_is_no_store_the_backup_becomes_it(path: Path, backup: Path) -> None:
    assert adapter.restore_store(str(path), backup) is None
    assert published(path) == ["backed-up"]


def test_what_stood_there_is_put_aside(path: Path, backup: Path) -> None:
    store = SqlStore(str(path))
    store.publish(make.article("newer"))
    store.close()
    aside = adapter.restore_store(str(path), backup)
    assert aside is not None
    assert (published(path), published(aside)) == (["backed-up"], ["newer"])


def test_a_damaged_store_is_put_aside_as_it_is(path: Path, backup: Path) -> None:
    path.write_bytes(b"no database " * 999)
    aside = adapter.restore_store(str(path), backup)
    assert aside is not None
    assert aside.read_bytes().startswith(b"no database")
    assert published(path) == ["backed-up"]


def test_a_backup_that_is_damaged_changes_nothing(path: Path, backup: Path) -> None:
    SqlStore(str(path)).close()
    backup.write_bytes(backup.read_bytes()[:9000])
    before = path.read_bytes()
    with pytest.raises(StoreError, match="cannot be restored, and nothing was changed"):
        adapter.restore_store(str(path), backup)
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.glob("news*")) == ["news.sqlite3"]


def test_a_backup_of_a_newer_version_changes_nothing(path: Path, backup: Path) -> None:
    with sqlite3.connect(backup) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer version"):
        adapter.restore_store(str(path), backup)
    assert not path.exists()


def test_a_backup_that_is_not_there_is_said_so(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no backup"):
        adapter.restore_store(str(path), path.with_name("nothing"))


def test_whoever_writes_during_a_restore_goes_on_with_the_restored_store(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    store = SqlStore(str(path))
    is_done = threading.Event()

    def write() -> None:
        n = 0
        while not is_done.is_set():
            n += 1
            store.publish(make.article(f"s{n}"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        adapter.restore_store(str(path), backup)
    finally:
        is_done.set()
        writer.join()
    assert store.article(StoryId("backed-up")) is not None
    assert store.publish(make.article("after"))
    assert store.check() == []
    store.close()
