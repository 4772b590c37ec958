"""`./run bench [NAME…]`: quality and speed on real data, beside named peers, written to bench/results.md.

Every module of bench/quality and bench/speed that has `run() -> list[Row]` takes part; names pick some of them
(`./run bench stories trends`). Quality floors only rise: a figure under its floor ends with status 1.
"""

import importlib
import pkgutil
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import quality, speed
from bench.rows import Row

RESULTS = Path(__file__).parent / "results.md"
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
HEAD = """# Results

Written by `./run bench`: do not edit. Each figure has the command that repeats it, its date and the split it was measured on.

Floors only rise. Speeds are ratios against the named peer in the same run, so that they carry over to other machines.

| stage | measure | value | floor | beside it | split | date | command |
|---|---|---|---|---|---|---|---|
"""


def modules() -> dict[str, str]:
    """Name the benchmarks: 'stories' for bench.quality.stories, 'speed.stories' for bench.speed.stories."""
    found = {}
    for package, prefix in ((quality, ""), (speed, "speed.")):
        for module in pkgutil.iter_modules(package.__path__):
            if hasattr(importlib.import_module(f"{package.__name__}.{module.name}"), "run"):
                found[prefix + module.name] = f"{package.__name__}.{module.name}"
    return found


def main(asked: list[str]) -> int:
    """Run what was asked for (all, if nothing was), print it, and write it down."""
    if not DATA.is_dir():
        print(f"bench: the real data is not at {DATA}; docs/log.md says what it is", file=sys.stderr)
        return 1
    known = modules()
    chosen = [name for name in known if not asked or any(name == ask or name.endswith("." + ask) for ask in asked)]
    if not chosen:
        print(f"bench: nothing is called {' '.join(asked)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for name in chosen:
        began_s = time.monotonic()
        print(f"{name} …", file=sys.stderr)
        found: list[Row] = importlib.import_module(known[name]).run()
        rows += found
        for row in found:
            print(_line(row, ""))
        print(f"{name}: {time.monotonic() - began_s:.0f} s", file=sys.stderr)
    _write(rows)
    return 0 if all(row.passes for row in rows) else 1


def _line(row: Row, date: str) -> str:
    value = f"{row.value:,.3f}" if abs(row.value) < 100 else f"{row.value:,.0f}"
    floor = "" if row.floor is None else f"{'≤' if row.is_lower_better else '≥'} {row.floor:g}"
    verdict = "" if row.passes else " **under its floor**"
    cells = (
        row.stage,
        row.measure,
        value + verdict,
        floor,
        row.peer,
        row.split,
        date,
        f"`{row.command}`" if row.command else "",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _write(rows: list[Row]) -> None:
    """Replace the lines that were measured anew, keep the others."""
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    kept: dict[tuple[str, str], str] = {}
    if RESULTS.exists():
        for line in RESULTS.read_text(encoding="utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("| ") and len(cells) >= 8 and cells[0] != "stage":
                kept[cells[0], cells[1]] = line
    fresh = {(row.stage, row.measure.replace("|", "\\|")): _line(row, today) for row in rows}
    lines = [*({**kept, **fresh}).items()]
    machine = f"\nLast run on {platform.machine()}, Python {platform.python_version()}.\n"
    RESULTS.write_text(HEAD + "\n".join(line for _, line in sorted(lines)) + "\n" + machine, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
