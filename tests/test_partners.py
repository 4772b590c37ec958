"""Partners: how the operator names them, and what their printed texts count for."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newswright import assemble, cli, formats
from newswright import settings as settings_file
from newswright.errors import SettingsError
from newswright.pipeline import wire
from newswright.records import stories
from newswright.records.ids import OriginId
from newswright.records.reports import Report
from newswright.records.stories import ToldReport
from newswright.stages import extract, fetch
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore
from newswright.text import agencies

WIRE, POST = "Northern Wire", "The Harbour Post"


def told(outlet: str, origin: str, at: datetime = make.NOON, **more: object) -> ToldReport:
    report: Report = make.report(f"{outlet}-{origin}", outlet, published_at=at, seen_at=at, **more)
    return ToldReport(report=report, assignment=replace(make.assignment(report), origin_id=OriginId(origin)))


def n_independent(*reports: ToldReport) -> int:
    return stories.count_independent(stories.heard(reports))


def test_what_is_printed_by_agreement_corroborates_nothing() -> None:
    cut = told(POST, "cut", partners=(WIRE,), printed_for=WIRE)
    assert n_independent(told(WIRE, "wire"), cut) == 1
    assert n_independent(told(WIRE, "wire"), told(POST, "cut")) == 2


def test_a_partners_own_text_is_its_own() -> None:
    wire_text, printed = told(WIRE, "wire"), told(POST, "wire", make.NOON + timedelta(hours=1), partners=(WIRE,))
    own = told(POST, "own", make.NOON + timedelta(hours=3), partners=(WIRE,))
    assert n_independent(wire_text, printed, own) == 2
    assert n_independent(wire_text, replace(printed, report=replace(printed.report, partners=())), own) == 1


def test_of_two_that_print_each_others_texts_the_earlier_one_speaks() -> None:
    first = told(POST, "one", partners=(WIRE,))
    second = told(WIRE, "one", make.NOON + timedelta(hours=1), partners=(POST,))
    assert {voice for _, voice in stories.heard([second, first])} == {POST}


@pytest.mark.parametrize(
    ("text", "byline", "author"),
    [
        ("PORT ELLERY (AP) — The wall gave way.", None, "The Associated Press"),
        ("The wall gave way.", "Tove Brandt, Associated Press", "The Associated Press"),
        ("PORT ELLERY (Northern Wire) — The wall gave way.", None, WIRE),
        ("The wall gave way.\n\nSource: Northern Wire", None, WIRE),
        ("The wall gave way.", "By Tove Brandt, NORTHERN WIRE", WIRE),
        ("The wall gave way, the mayor told Northern Wire on Sunday.", "Tove Brandt", None),
        ("The wall gave way. (Reuters)", None, None),
    ],
)
def test_a_partners_text_is_known_by_its_credit(text: str, byline: str | None, author: str | None) -> None:
    assert agencies.agreed(("The Associated Press", WIRE), text, byline) == author


def test_without_partners_nothing_is_printed_by_agreement() -> None:
    assert agencies.agreed((), "PORT ELLERY (AP) — The wall gave way.") is None


def test_a_report_carries_its_sources_partners() -> None:
    source = make.source(POST, partners=(WIRE,), owner="Skerry Media")
    found = extract.from_entry(make.entry(text="PORT ELLERY (Northern Wire) — The wall gave way."), source)
    assert (found.partners, found.printed_for, found.voice) == ((WIRE,), WIRE, WIRE)
    assert extract.from_entry(make.entry(), source).voice == "Skerry Media"


SETTINGS = """
[sources."The Harbour Post"]
owner = "Skerry Media"
country = "NO"
partners = ["Northern Wire", "AP"]
[sources.isle-and-sound]
licence = "agreement of 2026"
"""


def settings(folder: Path, text: str = SETTINGS) -> settings_file.Settings:
    (folder / "newswright.toml").write_text(text, encoding="utf-8")
    return settings_file.read(folder / "newswright.toml", {})


def test_settings_describe_sources_by_name_or_id(tmp_path: Path) -> None:
    said, store = settings(tmp_path), MemoryStore()
    store.put_sources([make.source(POST, country=None), make.source("Isle and Sound"), make.source(WIRE)])
    assemble.describe_all(said, store)
    found = {source.name: source for source in store.sources()}
    assert (found[POST].owner, found[POST].partners) == ("Skerry Media", (WIRE, "AP"))
    assert found["Isle and Sound"].licence == "agreement of 2026"
    assert found[WIRE] == make.source(WIRE)


@pytest.mark.parametrize("key", ["partner = ['x']", 'country = "Norway"', "partners = 7"])
def test_a_source_that_is_described_wrongly_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError, match="sources"):
        settings(tmp_path, f"[sources.post]\n{key}\n")


def test_archives_get_what_is_known_of_their_outlets(tmp_path: Path) -> None:
    said, store = settings(tmp_path), MemoryStore()
    text = "PORT ELLERY (AP) — The wall gave way."
    report = make.report(outlet=POST, text=text, owner=None)
    wire.take_in(store, [report], describe=lambda source: assemble.describe(said, source))
    found = store.report(report.id)
    assert found is not None
    assert (found.owner, found.partners, found.voice) == ("Skerry Media", (WIRE, "AP"), "AP")
    assert store.sources()[0].partners == (WIRE, "AP")


def test_opml_carries_what_is_known_of_an_outlet() -> None:
    source = make.source(POST, owner="Skerry Media", country="NO", language="en", partners=(WIRE, "AP"))
    ((again, _),) = fetch.opml.read(fetch.opml.write([source], [make.feed(outlet=POST)]).encode())
    assert again == replace(source, homepage_url=again.homepage_url)


def test_a_list_of_feeds_takes_nothing_away() -> None:
    known = make.source(POST, owner="Skerry Media", partners=(WIRE,), topics=("world",))
    assert wire.kept(make.source(POST, country=None, language="nb"), known) == replace(known, language="nb")


def test_partners_are_named_on_the_command_line(tmp_path: Path) -> None:
    run = CliRunner()
    config = ["--config", str(tmp_path / "newswright.toml")]
    said = settings(tmp_path, "")
    store = assemble.store(said)
    store.put_sources([make.source(POST)])
    store.close()
    names = ["--partner", WIRE, "--partner", "AP", "--owner", "Skerry Media"]
    answer = run.invoke(cli.app, ["sources", "describe", "the-harbour-post", *names, *config])
    assert answer.exit_code == 0
    assert "Northern Wire, AP" in answer.output
    store = assemble.store(said)
    assert store.sources()[0].partners == (WIRE, "AP")
    store.close()


def test_a_store_keeps_partners_links_and_pictures(tmp_path: Path) -> None:
    store = assemble.store(settings(tmp_path, ""))
    links, images = ("https://coastguard.example/7",), ("https://cdn.post.example/wall.jpg",)
    report = make.report(partners=(WIRE,), printed_for=WIRE, links=links, images=images)
    store.put_reports([report])
    assert store.report(report.id) == report
    store.close()


def test_links_and_pictures_of_imported_reports_are_brought_to_one_form(tmp_path: Path) -> None:
    line = {"id": "1", "outlet": POST, "url": "https://post.example/1", "title": "Wall", "text": "The wall gave way. (AP)",
            "published_at": "2026-03-14T12:00:00Z", "language": "en", "partners": ["AP"],
            "links": ["https://twitter.com/a/status/1?s=20", "javascript:x", "https://post.example/2"],
            "images": ["https://cdn.post.example/wall-300x200.jpg", "file:///etc/passwd"]}  # fmt: skip
    (tmp_path / "reports.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (found,) = formats.reports([str(tmp_path / "reports.jsonl")])
    assert isinstance(found, Report)
    assert (found.links, found.images) == (("https://x.com/a/status/1",), ("https://cdn.post.example/wall.jpg",))
    assert (found.printed_for, found.voice) == ("AP", "AP")
    again = formats.report_line(found)
    assert (again["links"], again["images"], again["partners"]) == ([*found.links], [*found.images], ["AP"])
