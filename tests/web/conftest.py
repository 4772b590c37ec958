"""The page over a newsroom in memory, with a clock that stands still until it is moved."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from tests.web import newsroom

from newswright.records.readers import Role
from newswright.testing.memory import MemoryStore
from newswright.web import app as web


class StandingClock:
    """A clock that says what it is told."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


SETTINGS = web.WebSettings(
    name="The Skerry Gazette", organisation="Skerry Press Cooperative", contact="desk@skerry.example"
)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(newsroom.NOW)


@pytest.fixture
def store() -> MemoryStore:
    return newsroom.build()


@pytest.fixture
def client(store: MemoryStore, clock: StandingClock) -> Iterator[TestClient]:
    """A browser of a reader whom nobody knows yet; its forms come from the site itself."""
    app = web.create(store, settings=SETTINGS, clock=clock)
    with TestClient(app, follow_redirects=False, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
        yield browser


@pytest.fixture(scope="session")
def visitor() -> Iterator[TestClient]:
    """A browser that only looks; made once, since nothing that it does changes anything."""
    app = web.create(newsroom.build(), settings=SETTINGS, clock=StandingClock(newsroom.NOW))
    with TestClient(app, follow_redirects=False) as browser:
        yield browser


@pytest.fixture
def operator(store: MemoryStore, clock: StandingClock) -> Iterator[TestClient]:
    """A browser in which the operator has logged in."""
    app = web.create(store, settings=SETTINGS, clock=clock)
    store.put_reader(newsroom.account("ofelia", Role.OPERATOR))
    with TestClient(app, follow_redirects=False, headers={"Sec-Fetch-Site": "same-origin"}) as browser:
        answer = browser.post("/login", data={"name": "Ofelia", "password": newsroom.PASSWORD})
        assert answer.status_code == 303
        yield browser
