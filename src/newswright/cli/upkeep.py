"""Upkeep: readers' data, backups, the doctor, figures, manifests, archives."""

import json
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from newswright.cli.filters import Refusals, Strict
from newswright.cli.newsroom import Config
from newswright.errors import BadInput, StoreError

readers = typer.Typer(no_args_is_help=True, help="A reader's data, out or gone.")


def attach(app: typer.Typer) -> None:
    """Add the commands of upkeep to the command line."""
    panel = "Upkeep"
    app.add_typer(readers, name="reader", rich_help_panel=panel)
    app.command("verify-manifest", rich_help_panel=panel)(verify_manifest)
    for command in (backup, restore, doctor, stats, backfill):
        app.command(rich_help_panel=panel)(command)


def verify_manifest(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A manifest; '-' is standard input.")],
    reports: Annotated[str, typer.Option(metavar="REPORTS.jsonl", help="Reports to check passages against.")] = "",
    config: Config = None,
) -> None:
    """Check a provenance manifest offline: every sentence, passage and verdict. Status 3 where something differs."""
    from newswright import assemble, formats
    from newswright.pipeline import proving
    from newswright.records.ids import ReportId
    from newswright.records.reports import Report
    from newswright.stages import publish

    manifest = formats.document(file)
    if not isinstance(manifest, dict):
        raise BadInput("is not a manifest", path=file, expected="one JSON object")
    known: dict[ReportId, Report] | None = None
    faults: list[str] = []
    if reports:
        refusals = Refusals(is_strict=True)
        known = {report.id: report for report in refusals.good(formats.reports([reports]))}
    elif assemble.has_settings(config):
        known, faults = proving.kept(manifest, assemble.store(assemble.settings(config)))
    faults = faults or proving.manifest(manifest, known)
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(3)
    against = (
        "against the reports, and every sentence was judged anew"
        if known is not None
        else "in itself; give --reports to check the passages' places and to judge each sentence anew"
    )
    n_opinions = publish.inspection.n_opinions(manifest)
    as_given = f" What further judges said of it ({n_opinions}) is recorded as given, and was not judged again."
    typer.echo(f"The manifest holds, {against}.{as_given if n_opinions else ''}")


@readers.command("export")
def export_reader(reader_id: Annotated[str, typer.Argument(metavar="ID")], config: Config = None) -> None:
    """Print all that is kept of a reader, as JSON."""
    from newswright import assemble
    from newswright.records.ids import ReaderId

    store = assemble.store(assemble.settings(config))
    if store.reader(ReaderId(reader_id)) is None:
        raise BadInput(f"there is no reader {reader_id!r}")
    typer.echo(json.dumps(store.export_reader(ReaderId(reader_id)), indent=2, ensure_ascii=False))


@readers.command("delete")
def delete_reader(reader_id: Annotated[str, typer.Argument(metavar="ID")], config: Config = None) -> None:
    """Delete a reader and all that was derived from what they did."""
    from newswright import assemble
    from newswright.records.ids import ReaderId

    store = assemble.store(assemble.settings(config))
    if store.reader(ReaderId(reader_id)) is None:
        raise BadInput(f"there is no reader {reader_id!r}")
    store.delete_reader(ReaderId(reader_id))
    typer.echo(f"Reader {reader_id} and all that was derived from what they did are deleted.")


def backup(file: Annotated[Path, typer.Argument(metavar="FILE")], config: Config = None) -> None:
    """Write a consistent copy of the store, while others may write."""
    from newswright import assemble

    if file.exists():
        raise BadInput("is there already", path=str(file), expected="a new file")
    assemble.store(assemble.settings(config)).backup(file)
    typer.echo(f"Backed up to {file} ({file.stat().st_size / 2**20:.1f} MiB).")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    force: Annotated[bool, typer.Option("--force", help="Replace the present store; it is kept beside it.")] = False,
    config: Config = None,
) -> None:
    """Put a backup in the store's place; what stood there is kept beside it."""
    from newswright import assemble
    from newswright.adapters.store import restore_store

    said = assemble.settings(config)
    place = assemble.store_path(said)
    if not file.is_file():
        raise BadInput("is no file", path=str(file), expected="a backup")
    if place.exists() and not force:
        raise StoreError(f"{place} is there; with --force it is moved aside, and the backup takes its place")
    aside = restore_store(said.store_url, file)
    if aside is not None:
        typer.echo(f"The store that was there is now {aside}.")
    typer.echo(f"Restored {place} from {file}.")


def doctor(config: Config = None) -> None:
    """Look for what is wrong: settings, store, feeds, silence. Status 3 where something is."""
    from newswright import assemble

    faults = assemble.faults(assemble.settings(config), now=assemble.clock())
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(3)
    typer.echo("All is well.")


def stats(config: Config = None) -> None:
    """Print how much is kept, and what the last editions did."""
    from newswright import assemble
    from newswright.cli import screen

    store = assemble.store(assemble.settings(config))
    screen.table(("table", "rows"), sorted(store.counts().items()))
    for edition in store.editions(limit=5):
        typer.echo(f"{edition.started_at:%Y-%m-%d %H:%M} UTC  {screen.tally(edition)}")


def backfill(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Reports (.jsonl, .jsonl.gz) or pages (.html, .html.gz).")
    ],
    engine: Annotated[str, typer.Option(metavar="inline|processes")] = "inline",
    workers: Annotated[int, typer.Option(min=1, help="How many processes.")] = 2,
    strict: Strict = False,
    config: Config = None,
) -> None:
    """Take in an archive of reports or pages; doing it again adds nothing."""
    from newswright import assemble
    from newswright.cli import screen
    from newswright.pipeline import wire

    if engine not in {"inline", "processes"}:
        raise BadInput(f"--engine {engine} is not to be had here", expected="inline or processes")
    refusals = Refusals(is_strict=strict)
    said = assemble.settings(config)
    store = assemble.store(said)
    n_workers = workers if engine == "processes" else 1
    with screen.progress() as progress:
        read = assemble.archive(paths, n_workers=n_workers, now=assemble.clock())
        describe = partial(assemble.describe, said)
        n_read, n_new = wire.take_in(store, refusals.good(read), describe=describe, progress=progress)
    screen.say(f"{n_read} reports read, {n_new} of them new or revised.")
    refusals.close()
