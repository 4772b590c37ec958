"""The rules of the house that an import contract cannot hold: purity, one way out, signposts, names and sizes."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "newswright"
MODULES = sorted(SRC.rglob("*.py"))
PURE = [path for path in MODULES if path.relative_to(SRC).parts[0] in {"records", "text", "stages"}]
STAGES = sorted(
    [p for p in (SRC / "stages").glob("*.py") if p.name != "__init__.py"] + list((SRC / "stages").glob("*/__init__.py"))
)

# What touches clock, dice, disk, network, threads or log, and so may not stand on the pure floors.
WORLDLY = {
    "asyncio", "ftplib", "glob", "http", "httpcore2", "httpx2", "io", "logging", "multiprocessing", "os", "pathlib",
    "secrets", "shutil", "signal", "smtplib", "socket", "sqlalchemy", "sqlite3", "ssl", "structlog", "subprocess",
    "tempfile", "threading", "time", "uuid",
}  # fmt: skip
OUTGOING = {"httpx2", "httpcore2", "httpx", "requests", "aiohttp", "urllib3", "ftplib", "http.client", "urllib.request"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


def name_of(path: Path) -> str:
    return str(path.relative_to(SRC))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_pure_floors_touch_nothing_of_the_world(path: Path) -> None:
    worldly = {name for name in imports(path) if name.split(".")[0] in WORLDLY and not name.startswith("io.StringIO")}
    assert not worldly, f"{name_of(path)} imports {sorted(worldly)}: what touches the world stands in adapters"


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_pure_floors_have_no_clock_and_no_dice(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = re.findall(
        r"\.now\(|\.utcnow\(|\.today\(|\bopen\(|random\.(?:random|choice|shuffle|randint)\(|\bprint\(", text
    )
    assert not found, f"{name_of(path)}: {found}; now and rng are arguments"


def test_pure_floors_are_not_async() -> None:
    waiting = [name_of(p) for p in PURE for node in ast.walk(tree(p)) if isinstance(node, ast.AsyncFunctionDef)]
    assert not waiting


def test_one_module_only_tells_the_time() -> None:
    asking = re.compile(r"\b(?:datetime|date)\.(?:now|utcnow|today)\(")
    found = {name_of(path) for path in MODULES if asking.search(path.read_text(encoding="utf-8"))}
    assert found == {"adapters/clock.py"}


def test_records_need_the_standard_library_only() -> None:
    for path in (SRC / "records").glob("*.py"):
        foreign = {n for n in imports(path) if n.split(".")[0] not in {*sys.stdlib_module_names, "newswright"}}
        assert not foreign, f"{name_of(path)} imports {sorted(foreign)}"


def test_one_package_only_opens_outgoing_connections() -> None:
    ways_out = {
        path.relative_to(SRC).parts[:2]
        for path in MODULES
        if any(name in OUTGOING or name.split(".")[0] in OUTGOING for name in imports(path))
    }
    assert ways_out <= {("adapters", "net")}, f"outgoing connections are opened in {sorted(ways_out)}"


def test_only_net_and_servers_touch_sockets() -> None:
    for path in MODULES:
        parts = path.relative_to(SRC).parts
        if {"socket", "ssl"} & {name.split(".")[0] for name in imports(path)}:
            assert parts[0] in {"adapters", "sample"}, name_of(path)


@pytest.mark.parametrize("path", STAGES, ids=name_of)
def test_each_stage_opens_with_a_signpost(path: Path) -> None:
    doc = ast.get_docstring(tree(path)) or ""
    assert doc.splitlines()[0].endswith("."), f"{name_of(path)}: the first line says what the stage is for"
    for sign in ("In:", "Out:", "Rule:", "Gate:"):
        assert re.search(rf"^{sign}", doc, re.MULTILINE), f"{name_of(path)} has no {sign!r} in its signpost"


def test_no_room_without_a_name() -> None:
    nameless = [
        name_of(path) for path in MODULES if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES
    ]
    assert not nameless, f"a noun or a verb is missing: {nameless}"


def test_every_module_says_what_it_is_for() -> None:
    assert not [name_of(path) for path in MODULES if path.stat().st_size and not ast.get_docstring(tree(path))]


def test_no_function_is_over_sixty_lines() -> None:
    long = {
        f"{name_of(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno >= 60
    }
    assert not long


def test_the_median_function_is_under_ten_lines() -> None:
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    )
    assert lengths[len(lengths) // 2] < 10, f"median {lengths[len(lengths) // 2]} of {len(lengths)}"
