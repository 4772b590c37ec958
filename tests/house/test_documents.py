"""The documents are true: schemas match the code, the glossary matches the records, links lead somewhere."""

import ast
import json
import re
from pathlib import Path

import pytest

from newswright import formats

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("name", sorted(formats.SCHEMAS))
def test_published_schemas_are_those_of_the_code(name: str) -> None:
    published = json.loads((DOCS / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    assert published == formats.schema(name), "run `newswright schema --all docs/schemas`"


def records() -> set[str]:
    found = set()
    for path in (ROOT / "src" / "newswright" / "records").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.add(node.name)
    return found


def test_the_glossary_knows_every_record() -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([A-Z]\w+)`", glossary))
    assert records() - named == set(), "every noun of records/ stands in docs/glossary.md"
    assert named - records() == set(), "docs/glossary.md names records that do not exist"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_opens_with_the_two_commands() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40])
    assert "./run demo" in first_screen
    assert "./run test" in first_screen


def test_every_verb_of_the_script_is_explained() -> None:
    script = (ROOT / "run").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^  ([a-z]+)\)$", script, re.MULTILINE))
    usage = script.split("usage()")[1].split("TEXT\n}")[0]
    assert verbs
    assert not [verb for verb in verbs if f"./run {verb}" not in usage]


def test_every_row_of_the_security_page_names_tests_that_exist() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 12
    for row in rows:
        named = re.findall(r"`(tests/[^`]+)`", row)
        assert named, row
        assert all((ROOT / path).is_file() for path in named), row
