"""What a person sees while work goes on: progress on standard error, only on a terminal; tables on standard output."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from newswright.pipeline import Progress, silent
from newswright.records.stories import Edition

STEPS = {
    "feeds": "Reading feeds",
    "pages": "Reading pages",
    "reports": "Grouping reports into stories",
    "stories": "Writing and checking articles",
}
TALLY = {
    "feeds": "feeds read",
    "feeds_failed": "feeds failed",
    "entries": "new entries",
    "reports": "reports",
    "reports_known": "reports known already",
    "pages_deferred": "pages put off",
    "pages_failed": "pages without an article",
    "stories": "stories opened",
    "reports_joined": "reports joined to stories",
    "reports_parted": "reports moved to a story of their own",
    "reports_merged": "reports of stories that became one",
    "trends": "trending",
    "articles": "articles published",
    "versions": "articles brought up to date",
    "held": "held back",
    "held_by_editor": "held by an editor",
    "withdrawn": "articles withdrawn",
    "overtaken": "written while somebody else published",
    "cited_pages": "cited pages looked at again",
    "cited_pages_changed": "cited pages changed or gone",
    "unchanged": "unchanged",
}


@contextmanager
def progress() -> Iterator[Progress]:
    """Show a bar per step, on a terminal; elsewhere show nothing."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, object] = {}

        def show(step: str, n_done: int, n_all: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(STEPS.get(step, step), total=n_all)
            bars.update(tasks[step], completed=n_done, total=n_all)  # type: ignore[arg-type]  # rich's own NewType

        yield show


def say(text: str) -> None:
    """Tell the operator something, on standard error."""
    typer.echo(text, err=True)


def tally(edition: Edition) -> str:
    """Sum an edition up in one line."""
    said = [f"{n} {TALLY.get(name, name)}" for name, n in sorted(edition.tally.items(), key=_order) if n]
    return "; ".join(said) or "nothing new"


def _order(pair: tuple[str, int]) -> int:
    names = list(TALLY)
    return names.index(pair[0]) if pair[0] in names else len(names)


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table: aligned on a terminal, tab-separated elsewhere, so that scripts can cut it."""
    if not sys.stdout.isatty():
        for row in (heads, *rows):
            typer.echo("\t".join(str(cell) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table

    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        drawn.add_column(head, overflow="fold")  # an address that is cut short is of no use
    for row in rows:
        drawn.add_row(*(str(cell) for cell in row))
    Console().print(drawn)
