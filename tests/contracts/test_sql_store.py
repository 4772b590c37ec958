"""The store on SQLite keeps what every store promises."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newswright.adapters import store as adapter
from newswright.ports import Store
from newswright.testing.contracts import StoreContract


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has just been migrated, to copy: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "news.sqlite3"
    adapter.open_store(str(path)).close()
    return path


class TestSqlStore(StoreContract):
    @pytest.fixture
    def store(self, empty: Path, tmp_path: Path) -> Iterator[Store]:
        path = shutil.copy(empty, tmp_path / "news.sqlite3")
        opened = adapter.open_store(f"sqlite:///{path}")
        yield opened
        opened.close()
