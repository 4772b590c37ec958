"""Review by command line, and the check made again: what a person at a terminal sees and what is put on record."""

import json
from pathlib import Path

import pytest
from tests.test_cli import FERRY, OTHER, jsonl, newswright

from newswright.adapters.store import open_store
from newswright.records.ids import StoryId
from newswright.testing import factories as make


@pytest.fixture
def room(tmp_path: Path) -> Path:
    made = tmp_path / "room"
    newswright("init", str(made), "--password-stdin", stdin="correct horse\n")
    (made / "reports.jsonl").write_text(jsonl([*FERRY, OTHER]), encoding="utf-8")
    newswright("import", "reports.jsonl", cwd=made)
    assert newswright("edition", "--now", "2026-11-21T12:00:00Z", "--offline", cwd=made).status == 0
    return made


def story(room: Path) -> str:
    labels = {line["id"]: line["story"] for line in newswright("cluster", "reports.jsonl", cwd=room).lines}
    return str(labels["r0"])


def test_a_person_reviews_edits_and_withdraws_by_hand(room: Path) -> None:
    about = story(room)
    shown = newswright("review", "show", about, cwd=room)
    assert shown.status == 0, shown.err
    assert shown.out.startswith("Version 1. Compiled by software")
    last = [line for line in shown.out.splitlines() if line[:3].strip().isdigit()][-1][:3].strip()
    approved = newswright("review", "approve", about, "--by", "Edda Holm", cwd=room)
    assert "Version 2 is published." in approved.out, approved.err
    assert "Edda Holm" in newswright("article", about, cwd=room).out
    refused = newswright("review", "edit", about, "--sentence", "2", "--text", "Ninety people died in Paris.", cwd=room)
    assert refused.status == 2
    assert "does not stand" in refused.err
    assert newswright("review", "edit", about, "--sentence", "99", "--remove", cwd=room).status == 2
    assert newswright("review", "edit", about, "--sentence", "2", cwd=room).status == 2
    edited = newswright("review", "edit", about, "--sentence", last, "--remove", "--wrong", "It was old.", cwd=room)
    assert "Version 3 is published." in edited.out, edited.err
    manifest = newswright("article", about, "--format", "manifest", cwd=room)
    (room / "m.json").write_text(manifest.out, encoding="utf-8")
    held = newswright("verify-manifest", "m.json", cwd=room)
    assert held.status == 0, held.out
    assert "every sentence was judged anew" in held.out
    assert newswright("verify-manifest", "m.json", "--reports", "reports.jsonl", cwd=room).status == 0
    changed = json.loads(manifest.out)
    changed["labels"]["text"] = "Written by people."
    (room / "m.json").write_text(json.dumps(changed), encoding="utf-8")
    found = newswright("verify-manifest", "m.json", cwd=room)
    assert found.status == 3
    assert "'labels' is not what was published" in found.out
    assert newswright("review", "withdraw", about, "--wrong", "It was another ferry.", cwd=room).status == 0
    assert "It was another ferry." in newswright("article", about, cwd=room).out
    log = newswright("review", "log", cwd=room).out
    assert [word for line in log.splitlines() for word in line.split() if word in {"approve", "edit", "withdraw"}] == [
        "withdraw",
        "edit",
        "approve",
    ]


def test_what_is_published_is_checked_again_by_hand(room: Path) -> None:
    about = story(room)
    said = newswright("recheck", about, "--offline", cwd=room)
    assert said.status == 0, said.err
    assert said.out == "articles hold: 1\n"
    assert newswright("review", "hold", about, "--reason", "a court order", cwd=room).status == 0
    assert "a court order" in newswright("review", "show", about, cwd=room).out
    assert newswright("review", "release", about, cwd=room).status == 0
    assert newswright("review", "release", about, cwd=room).status == 2
    assert newswright("review", "dismiss", "no-such", cwd=room).status == 2
    assert newswright("review", "approve", "no-such", cwd=room).status == 2


def test_a_readers_report_is_upheld_by_hand(room: Path) -> None:
    about = story(room)
    store = open_store(f"sqlite:///{room / 'newswright.sqlite3'}")
    for n in range(3):
        store.put_problem(make.problem(id=f"p{n}", story_id=StoryId(about), note="It was the other ferry."))
    assert newswright("review", "problems", cwd=room).out.count("It was the other ferry.") == 3
    alone = newswright("review", "uphold", "p0", "--wrong", "An outlet was named wrongly.", cwd=room)
    assert "Version 2 is published. A correction was added; the text is the same." in alone.out, alone.err
    again = newswright("review", "uphold", "p0", "--wrong", "Again.", cwd=room)
    assert (again.status, "settled before" in again.err) == (2, True)
    bad = newswright("review", "uphold", "p1", "--wrong", "It was old.", "--remove", cwd=room)
    assert bad.status == 2
    last = [
        line for line in newswright("review", "show", about, cwd=room).out.splitlines() if line[:3].strip().isdigit()
    ]
    which = last[-1][:3].strip()
    edited = newswright("review", "uphold", "p1", "--wrong", "It was old.", "--sentence", which, "--remove", cwd=room)
    assert "Version 3 is published." in edited.out, edited.err
    gone = newswright("review", "uphold", "p2", "--wrong", "It was another ferry.", "--withdraw", cwd=room)
    assert gone.status == 0, gone.err
    assert newswright("review", "problems", cwd=room).out == ""
    assert {one.resolution for one in store.problems(limit=9)} == {
        "upheld: put right in version 2",
        "upheld: put right in version 3",
        "upheld: withdrawn",
    }
    assert [one.found_by for one in store.corrections(limit=9)] == ["a reader"] * 3
    assert newswright("review", "correct", about, "--wrong", "More.", cwd=room).status == 2, "it was withdrawn"
    store.close()
