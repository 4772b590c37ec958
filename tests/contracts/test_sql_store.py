"""The store on SQLite keeps what every store promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newswright.adapters import store as adapter
from newswright.ports import Store
from newswright.testing.contracts import StoreContract


class TestSqlStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        opened = adapter.open_store(f"sqlite:///{tmp_path / 'news.sqlite3'}")
        yield opened
        opened.close()
