"""The command line where things go wrong: damaged files, what is in the way, slips of the finger. No traceback, ever."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = {
    "id": "a",
    "outlet": "Harbour Post",
    "url": "https://harbour.example/a",
    "title": "Ferry runs aground",
    "text": "The ferry ran aground on Monday. Nobody was hurt, the coastguard said.",
    "published_at": "2026-11-20T09:00:00Z",
    "language": "en",
}


def newswright(*arguments: str, cwd: Path, stdin: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Run a command in a folder, and return status, output and errors; a traceback is a failure of the test."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("NEWSWRIGHT_")}
    command = [sys.executable, "-m", "newswright", *arguments]
    ran = subprocess.run(
        command, input=stdin, capture_output=True, cwd=cwd, env={**clean, **environment}, timeout=120, check=False
    )
    said = ran.stderr.decode("utf-8")
    assert "Traceback" not in said, said
    return ran.returncode, ran.stdout.decode("utf-8"), said


def damaged_gzip() -> bytes:
    packed = bytearray(gzip.compress((json.dumps(REPORT) + "\n").encode() * 2000))
    packed[60] ^= 0xFF
    packed[80] ^= 0x5A
    return bytes(packed)


@pytest.mark.parametrize(
    "command",
    [
        ["cluster", "bad.jsonl.gz"],
        ["trend", "bad.jsonl.gz"],
        ["write", "bad.jsonl.gz"],
        ["verify-manifest", "bad.jsonl.gz"],
        ["import", "bad.jsonl.gz"],
        ["rank", "--news", "bad.jsonl.gz", "--behaviors", "bad.jsonl.gz"],
        ["extract", "bad.jsonl.gz"],
    ],
    ids=lambda command: command[0],
)
def test_a_damaged_gzip_file_is_named(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "bad.jsonl.gz").write_bytes(damaged_gzip())
    status, _, said = newswright(*command, cwd=tmp_path)
    assert status == 2
    assert "bad.jsonl.gz: cannot be read to its end" in said


@pytest.mark.parametrize(
    "value", ["1" * 5000, "NaN", "-Infinity"], ids=["five-thousand-digits", "not-a-number", "infinity"]
)
def test_a_number_that_json_does_not_know_is_a_bad_line_and_the_others_are_read(tmp_path: Path, value: str) -> None:
    bad = json.dumps({**REPORT, "id": "b"})[:-1] + f', "extra": {value}}}'
    (tmp_path / "reports.jsonl").write_text(f"{bad}\n{json.dumps(REPORT)}\n", encoding="utf-8")
    status, out, said = newswright("cluster", "reports.jsonl", cwd=tmp_path)
    assert status == 2
    assert "reports.jsonl, line 1: is not JSON" in said
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a"]


def test_a_manifest_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text('{"a": ' + "1" * 5000 + "}", encoding="utf-8")
    assert newswright("verify-manifest", "m.json", cwd=tmp_path)[0] == 2


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_date_at_the_calendars_ends_is_refused_at_the_door(tmp_path: Path, year: str) -> None:
    (tmp_path / "reports.jsonl").write_text(json.dumps({**REPORT, "published_at": f"{year}-01-01"}), encoding="utf-8")
    status, _, said = newswright("write", "reports.jsonl", cwd=tmp_path)
    assert status == 2
    assert "field 'published_at'" in said
    assert "a year from 1000 to 2999" in said


def test_a_step_longer_than_the_calendar_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text(json.dumps(REPORT), encoding="utf-8")
    status, _, said = newswright("trend", "reports.jsonl", "--tick", "1000000w", cwd=tmp_path)
    assert status == 2
    assert "is not a duration" in said


def test_extract_reads_a_page_from_standard_input(tmp_path: Path) -> None:
    told = " ".join(
        f"<p>On deck {n} the crew counted {n * 7 + 3} passengers, steward number {n} said.</p>" for n in range(1, 9)
    )
    body = f"""<html lang="en"><head><title>Ferry aground</title><meta property="article:published_time"
    content="2026-11-20T09:00:00Z"></head><body><article><h1>Ferry aground</h1>
    <p>The ferry Lady Ostrel ran aground off Port Ellery on Saturday.</p>{told}</article></body></html>"""
    status, out, _ = newswright("extract", "-", cwd=tmp_path, stdin=gzip.compress(body.encode()))
    assert status == 0
    assert "Lady Ostrel" in json.loads(out)["text"]


def test_a_reader_who_has_enough_is_no_failure(tmp_path: Path) -> None:
    rows = [json.dumps({**REPORT, "id": str(n), "extra": "x" * 400, "outlet": f"Outlet {n}"}) for n in range(60)]
    (tmp_path / "reports.jsonl").write_text("\n".join(rows), encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "newswright", "cluster", "reports.jsonl"]
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=tmp_path, timeout=120, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize(
    "command",
    [
        ["init", "afile"],
        ["init", "afile/room"],
        ["demo", "--no-serve", "--data", "afile"],
        ["schema", "--all", "afile"],
    ],
    ids=" ".join,
)
def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "afile").write_text("in the way", encoding="utf-8")
    status, _, said = newswright(*command, cwd=tmp_path)
    assert status == 1
    assert "afile" in said


@pytest.mark.parametrize("name", ["two\nlines", "a bell \x07", " ", "deleted \x7f"])
def test_a_name_that_settings_cannot_hold_is_refused_before_anything_is_made(tmp_path: Path, name: str) -> None:
    status, _, said = newswright("init", "room", "--name", name, cwd=tmp_path)
    assert status == 2
    assert "--name" in said
    assert not (tmp_path / "room").exists()


def test_a_name_with_quotation_marks_is_kept(tmp_path: Path) -> None:
    assert newswright("init", "--name", 'The "Daily" \\ Post', cwd=tmp_path)[0] == 0
    assert newswright("stats", cwd=tmp_path)[0] == 0


def test_setting_up_can_be_tried_again_after_a_failure(tmp_path: Path) -> None:
    (tmp_path / "newswright.sqlite3").write_text("this is no store", encoding="utf-8")
    assert newswright("init", cwd=tmp_path)[0] == 1
    (tmp_path / "newswright.sqlite3").unlink()
    assert newswright("init", cwd=tmp_path)[0] == 0


def test_a_list_of_feeds_without_any_is_refused(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text("<opml", encoding="utf-8")
    status, _, said = newswright("sources", "import", "feeds.opml", cwd=tmp_path)
    assert status == 2
    assert "lists no feed" in said


def test_a_misspelt_stage_is_refused(tmp_path: Path) -> None:
    (tmp_path / "newswright.toml").write_text("[policy.clutser]\nhorizon_days = 3\n", encoding="utf-8")
    status, out, _ = newswright("doctor", cwd=tmp_path)
    assert status == 3
    assert "policy.clutser is not a stage" in out


@pytest.mark.parametrize("url", ["zz", "http://127.0.0.1:99999/v1", "ftp://model.example/v1"])
def test_a_models_address_that_is_none_is_found_by_the_doctor(tmp_path: Path, url: str) -> None:
    (tmp_path / "newswright.toml").write_text(f'[model]\nurl = "{url}"\nname = "x"\n', encoding="utf-8")
    status, out, _ = newswright("doctor", cwd=tmp_path)
    assert status == 3
    assert "is no address" in out


def test_lists_can_be_set_in_the_environment(tmp_path: Path) -> None:
    status, out, _ = newswright("doctor", cwd=tmp_path, NEWSWRIGHT_FETCH__ALLOW_HOSTS="127.0.0.1, intranet")
    assert status == 3
    assert "there are no sources yet" in out


def test_a_port_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert newswright("serve", "--port", "99999", cwd=tmp_path)[0] == 2


def test_the_tally_of_an_edition_is_in_words(tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text(
        "\n".join(json.dumps({**REPORT, "id": str(n), "outlet": f"Outlet {n}"}) for n in range(2)), encoding="utf-8"
    )
    newswright("import", "reports.jsonl", cwd=tmp_path)
    status, _, said = newswright("edition", "--offline", cwd=tmp_path)
    assert status == 0
    assert "1 stories opened; 1 reports joined to stories" in said
    assert "_" not in said
