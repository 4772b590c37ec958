"""The store that tests use keeps what every store promises."""

import pytest

from newswright.ports import Store
from newswright.testing.contracts import StoreContract
from newswright.testing.memory import MemoryStore


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()
