"""The operator's list of sources: add, import, export, list, check, remove."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newswright.cli.newsroom import Config
from newswright.errors import BadInput

if TYPE_CHECKING:
    from newswright.records.sources import FeedState

commands = typer.Typer(no_args_is_help=True, help="The sources that are read, and their health.")


def attach(app: typer.Typer) -> None:
    """Add `newswright sources …` to the command line."""
    app.add_typer(commands, name="sources", rich_help_panel="The newsroom")


Owner = Annotated[str, typer.Option(help="The company behind it: one owner is one voice.")]
Country = Annotated[str, typer.Option(help="ISO 3166 alpha-2, such as LK.")]
Language = Annotated[str, typer.Option(help="BCP 47, such as en.")]
Partners = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="An outlet or agency whose texts it prints by agreement; once for each."),
]


@commands.command()
def add(
    urls: Annotated[list[str], typer.Argument(metavar="URL…", help="A feed, or a site whose feed is looked for.")],
    name: Annotated[str, typer.Option(help="The outlet's name, where the feed does not say (one URL only).")] = "",
    owner: Owner = "",
    country: Country = "",
    language: Language = "",
    partner: Partners = None,
    config: Config = None,
) -> None:
    """Find the feed behind each URL, and add its source."""
    from newswright import assemble
    from newswright.pipeline import wire
    from newswright.records.sources import Failure

    status = 0
    said = assemble.settings(config)
    with assemble.newsroom(said) as room:
        for url in urls:
            found = wire.find_source(room, url, now=assemble.clock())
            if isinstance(found, Failure):
                status = 1
                typer.echo(f"newswright: {url}: {found.message}", err=True)
                continue
            source, feed = wire.named(*found, name=name)
            source = wire.described(source, owner=owner, country=country, language=language, partners=partner or ())
            known = {source.id: source for source in room.store.sources()}
            room.store.put_sources([assemble.describe(said, wire.kept(source, known.get(source.id)))], [feed])
            typer.echo(f"{source.id}\t{source.name}\t{feed.url}")
    raise typer.Exit(status)


@commands.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml")],
    config: Config = None,
) -> None:
    """Add all feeds of an OPML file."""
    from newswright import assemble
    from newswright.pipeline import wire
    from newswright.stages.fetch import opml

    try:
        body = file.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(file)) from error
    pairs = opml.read(body, path=str(file))
    if not pairs:
        raise BadInput("lists no feed", path=str(file), expected="<outline> elements with an xmlUrl")
    said = assemble.settings(config)
    store = assemble.store(said)
    known = {source.id: source for source in store.sources()}
    sources = [assemble.describe(said, wire.kept(source, known.get(source.id))) for source, _ in pairs]
    store.put_sources(sources, [feed for _, feed in pairs])
    store.close()
    typer.echo(f"{len(pairs)} feeds added.", err=True)


@commands.command()
def export(config: Config = None) -> None:
    """Write all feeds as OPML, on standard output."""
    from newswright import assemble
    from newswright.stages.fetch import opml

    said = assemble.settings(config)
    store = assemble.store(said)
    typer.echo(opml.write(store.sources(), store.feeds(), title=said.newsroom.name))


@commands.command("list")
def list_(config: Config = None) -> None:
    """List the sources with their feeds and their health."""
    from newswright import assemble
    from newswright.cli import screen

    store = assemble.store(assemble.settings(config))
    states = store.feed_states()
    sources = {source.id: source for source in store.sources()}
    rows = [(f.source_id, sources[f.source_id].name, f.url, health(states.get(f.id))) for f in store.feeds()]
    screen.table(("id", "name", "feed", "health"), rows)


@commands.command()
def check(
    url: Annotated[str, typer.Argument(metavar="[URL]", help="A feed or a site; without it, all feeds.")] = "",
    config: Config = None,
) -> None:
    """Visit feeds now, and say how they are; nothing is stored."""
    from newswright import assemble
    from newswright.cli import screen
    from newswright.pipeline import wire

    with assemble.newsroom(assemble.settings(config)) as room:
        rows = list(wire.check_feeds(room, [url] if url else [f.url for f in room.store.feeds()], now=assemble.clock()))
    screen.table(("feed", "verdict"), rows)
    raise typer.Exit(1 if any(not verdict.startswith("ok") for _, verdict in rows) else 0)


@commands.command()
def describe(
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    owner: Owner = "",
    country: Country = "",
    language: Language = "",
    partner: Partners = None,
    config: Config = None,
) -> None:
    """Say more of a source: its reports from now on carry it."""
    from newswright import assemble
    from newswright.pipeline import wire

    said = assemble.settings(config)
    store = assemble.store(said)
    found = next((source for source in store.sources() if source.id == source_id), None)
    if found is None:
        raise BadInput(f"there is no source {source_id!r}", expected="an id as `newswright sources list` shows")
    source = wire.described(found, owner=owner, country=country, language=language, partners=partner or ())
    store.put_sources([assemble.describe(said, source)])
    store.close()
    about = (source.owner, source.country, source.language, ", ".join(source.partners))
    typer.echo("\t".join([source.id, source.name, *(part or "–" for part in about)]))


@commands.command()
def remove(
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    config: Config = None,
) -> None:
    """Stop reading a source; its reports stay."""
    from newswright import assemble
    from newswright.records.ids import SourceId

    if not assemble.store(assemble.settings(config)).remove_source(SourceId(source_id)):
        raise BadInput(f"there is no source {source_id!r}", expected="an id as `newswright sources list` shows")


def health(state: "FeedState | None") -> str:
    """Say in words how a feed is."""
    if state is None:
        return "not visited yet"
    if state.is_gone:
        return "gone: its server says so for good"
    if state.n_failures and state.last_failure:
        return f"failing ({state.n_failures} in a row): {state.last_failure.message}"
    return f"ok, {state.n_entries} entries"
