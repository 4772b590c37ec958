"""The newsroom with a sentence encoder: it is asked once for each report, and again after a restart; a faulty one is named."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from newswright import assemble, settings
from newswright.errors import SettingsError
from newswright.pipeline import Newsroom, press
from newswright.pipeline.room import Memory
from newswright.testing import factories
from newswright.testing.memory import MemoryStore

NOW = factories.NOON
WORDS = ("ferry", "harbour", "bank", "budget")


class Remembering:
    """An encoder of a few words that remembers what it was given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.texts += texts
        counts = np.array([[text.casefold().count(word) for word in WORDS] for text in texts], dtype=np.float32)
        counts = counts.reshape(len(texts), len(WORDS))
        return np.asarray(counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def read(folder: Path, text: str = "") -> settings.Settings:
    (folder / settings.FILE_NAME).write_text(text)
    return settings.read(folder / settings.FILE_NAME, {})


def put(room: Newsroom, *names: str) -> None:
    made = [
        factories.report(name, title=f"A {name} in the harbour", text=f"It is about a {name}.", language="en")
        for name in names
    ]
    room.store.put_sources([factories.source()])
    room.store.put_reports([replace(one, published_at=NOW - timedelta(hours=1), seen_at=NOW) for one in made])


def test_each_report_is_read_once_and_again_after_a_restart(tmp_path: Path) -> None:
    with assemble.newsroom(read(tmp_path)) as wired:
        encoder = Remembering()
        room = replace(wired, store=MemoryStore(), encoder=encoder)
        put(room, "ferry", "bank")
        press.place_reports(room, now=NOW)
        assert [text.splitlines()[0] for text in sorted(encoder.texts)] == [
            "A bank in the harbour",
            "A ferry in the harbour",
        ]
        put(room, "budget")
        press.place_reports(room, now=NOW)
        assert len(encoder.texts) == 3
        put(room, "lighthouse")
        press.place_reports(replace(room, memory=Memory()), now=NOW)
        assert len(encoder.texts) == 3 + 4


def test_what_was_placed_before_a_restart_stays_as_it_is(tmp_path: Path) -> None:
    with assemble.newsroom(read(tmp_path)) as wired:
        room = replace(wired, store=MemoryStore(), encoder=Remembering())
        put(room, "ferry", "bank", "budget")
        press.place_reports(room, now=NOW)
        before = list(room.store.told_reports(since=NOW - timedelta(days=9), until=NOW))
        assert press.place_reports(replace(room, memory=Memory()), now=NOW) == {}
        assert list(room.store.told_reports(since=NOW - timedelta(days=9), until=NOW)) == before


def test_without_the_setting_there_is_no_encoder(tmp_path: Path) -> None:
    with assemble.newsroom(read(tmp_path)) as room:
        assert room.encoder is None


def test_a_folder_that_is_not_there_stops_the_newsroom_and_the_doctor_names_it(tmp_path: Path) -> None:
    said = read(tmp_path, '[cluster]\nencoder = "models/none"\nencoder_languages = ["en", "de"]')
    with pytest.raises(SettingsError, match="models/none"), assemble.newsroom(said):
        pass
    assert "models/none" in assemble.faults(said, now=NOW)[0]


def test_the_languages_reach_the_policy(tmp_path: Path) -> None:
    said = read(tmp_path, '[cluster]\nencoder_languages = ["en", "de"]')
    assert assemble.policies(said).cluster.encoder_languages == ("en", "de")
