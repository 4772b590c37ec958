"""The newsroom's commands: set it up, read, run the presses, serve, and look at what came of it."""

import json
import os
import secrets
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newswright.cli.filters import Refusals, Strict, duration, instant
from newswright.errors import BadInput, SettingsError

if TYPE_CHECKING:
    from newswright.pipeline import Newsroom
    from newswright.settings import Settings

Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Another newswright.toml than the nearest.")
]


ARCHIVE_AGE = timedelta(days=2)  # of the last edition, from which the page's clock is worth a hint


def attach(app: typer.Typer) -> None:
    """Add the newsroom's commands to the command line."""
    panel = "The newsroom"
    for command in (demo, init, edition, serve, run, worker, story, article):
        app.command(rich_help_panel=panel)(command)
    app.command("import", rich_help_panel=panel)(import_)


def demo(
    port: Annotated[int, typer.Option(help="The port of the page; 0 takes a free one.", min=0, max=65535)] = 8600,
    serve_page: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the page at the end.")] = True,
    data: Annotated[Path | None, typer.Option(metavar="DIR", help="Keep the demo's store there.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
) -> None:
    """Show the sample edition: fictional outlets on loopback, through the whole real pipeline; then the page."""
    from newswright import assemble, sample
    from newswright.cli import screen
    from newswright.sample import server

    now = assemble.clock()
    with _folder(data) as folder, server.Outlets(now) as outlets:
        said = assemble.demo_settings(folder, port=port, outlets=outlets.bases.values())
        sources = outlets.sources()
        n_feeds = sum(len(feeds) for _, feeds in sources)
        screen.say(f"The sample edition: {len(sources)} fictional outlets with {n_feeds} feeds, over four days.")
        with screen.progress() as progress, assemble.newsroom(said, progress=progress) as room:
            for source, feeds in sources:
                room.store.put_sources([source], feeds)
            assemble.ensure_operator(room.store, name="editor", password="press-start", now=now)  # noqa: S106 - the demo's, and it says so
            for at in sample.instants(now):
                outlets.set_now(at)
                _print_edition(room, at)
        if serve_page:
            screen.say("Log in as editor / press-start to see the operator's desk. Ctrl-C ends the demo.")
            _serve(said, opens_browser=browser and sys.stdout.isatty())


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    """Take the folder that is named, where an earlier demo's store is replaced, or a passing one."""
    if data is None:
        with tempfile.TemporaryDirectory(prefix="newswright-demo-") as passing:
            yield Path(passing)
        return
    marker = data / "newswright-demo"
    if data.exists() and any(data.iterdir()) and not marker.exists():
        raise BadInput("is not empty, and no demo made it", path=str(data), expected="an empty or a new folder")
    data.mkdir(parents=True, exist_ok=True)
    marker.write_text("The demo of Newswright made this folder, and replaces the store in it.\n", encoding="utf-8")
    for old in data.glob("newswright.sqlite3*"):
        old.unlink()
    yield data


def _print_edition(room: "Newsroom", at: datetime, *, is_offline: bool = False) -> None:
    from newswright import pipeline
    from newswright.cli import screen

    made = pipeline.edition(room, now=at, is_offline=is_offline)
    screen.say(f"{at:%a %d %b %H:%M} UTC  {screen.tally(made)}")


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]")] = Path(),
    name: Annotated[str, typer.Option(help="What the newsroom is called.")] = "Newswright",
    operator: Annotated[str, typer.Option(help="The operator's account.")] = "operator",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Write a commented newswright.toml, the store and an operator account; say what to do next."""
    from newswright import assemble, settings

    path = folder / settings.FILE_NAME
    if path.exists():
        raise SettingsError(f"{path} is there already; edit it, or name another folder")
    for option, text in (("--name", name), ("--operator", operator)):
        if not text.strip() or not text.isprintable():
            raise BadInput(f"{option} {text!r} cannot be used", expected="a few words on one line")
    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(12)
    if len(password) < 8:
        raise BadInput("the password is too short", expected="at least 8 characters")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(settings.template(name), encoding="utf-8")
    try:
        store = assemble.store(settings.read(path))
        assemble.ensure_operator(store, name=operator, password=password, now=assemble.clock())
        store.close()
    except BaseException:
        path.unlink()  # so that the same command can be given again
        raise
    shown = "the one you gave" if password_stdin else f"{password}   (shown once; note it down)"
    where = f"cd {folder}\n  " if folder != Path() else ""
    typer.echo(
        f"Made {path} and the store.\n\nOperator: {operator}\nPassword: {shown}\n\nNext:\n"
        f"  {where}newswright sources add https://a-site-you-read.example\n  newswright run\n"
    )


def import_(
    reports: Annotated[
        list[str], typer.Argument(metavar="REPORTS.jsonl…", help="JSON Lines of reports; '-', .gz too.")
    ],
    as_of: Annotated[str, typer.Option(metavar="now|stated", help="When they count as seen.")] = "stated",
    strict: Strict = False,
    config: Config = None,
) -> None:
    """Take reports from an archive instead of from feeds."""
    from newswright import assemble, formats
    from newswright.cli import screen
    from newswright.pipeline import wire

    if as_of not in {"now", "stated"}:
        raise BadInput(f"--as-of {as_of} is not known", expected="now or stated")
    refusals = Refusals(is_strict=strict)
    seen_at = assemble.clock() if as_of == "now" else None
    said = assemble.settings(config)
    store = assemble.store(said)
    with screen.progress() as progress:
        read = refusals.good(formats.reports(reports, seen_at=seen_at))
        n_read, n_new = wire.take_in(store, read, describe=partial(assemble.describe, said), progress=progress)
    store.close()
    screen.say(f"{n_read} reports read, {n_new} of them new or revised.")
    refusals.close()


def edition(
    now: Annotated[str, typer.Option(metavar="T", help="The clock, in RFC 3339; by default the present.")] = "",
    replay: Annotated[
        str, typer.Option(metavar="STEP", help="One edition per step (1d, 6h) over what was imported.")
    ] = "",
    offline: Annotated[bool, typer.Option("--offline", help="Leave the network alone.")] = False,
    config: Config = None,
) -> None:
    """Run the presses once: fetch what is due, group, write, check, publish; print a tally."""
    from newswright import assemble
    from newswright.cli import screen
    from newswright.pipeline import filters

    with screen.progress() as progress, assemble.newsroom(assemble.settings(config), progress=progress) as room:
        if not replay:
            _print_edition(room, instant(now) if now else assemble.clock(), is_offline=offline)
            return
        until = instant(now) if now else assemble.clock()
        for at in filters.replay_instants(room.store, every=duration(replay), until=until):
            _print_edition(room, at, is_offline=True)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "",
    port: Annotated[int | None, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = None,
    now: Annotated[str, typer.Option(metavar="T|latest", help="The page's clock: for an archive, 'latest'.")] = "",
    config: Config = None,
) -> None:
    """Serve the page."""
    from newswright import assemble
    from newswright.cli import screen

    said = assemble.settings(config)
    last = assemble.last_edition_at(said)
    if now == "latest" and last is None:
        raise BadInput("--now latest: there was no edition yet", expected="`newswright edition` first")
    as_of = last if now == "latest" else instant(now) if now else None
    if as_of is None and last is not None and assemble.clock() - last > ARCHIVE_AGE:
        screen.say(
            f"The last edition is of {last:%d %B %Y}: `newswright serve --now latest` shows the page as of then."
        )
    _serve(said, host=host, port=port, as_of=as_of)


def run(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "",
    port: Annotated[int | None, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = None,
    reload: Annotated[
        bool, typer.Option("--reload", help="Start anew when the code changes (for developers).")
    ] = False,
    config: Config = None,
) -> None:
    """Serve the page, and run the presses as often as newswright.toml says."""
    from newswright import assemble
    from newswright import worker as clock

    said = assemble.settings(config)
    with clock.leaving(), clock.beside(config_path=config):
        if reload:
            _serve_reloading(said, config, host=host, port=port)
        else:
            _serve(said, host=host, port=port)


def _serve(
    said: "Settings",
    *,
    host: str = "",
    port: int | None = None,
    as_of: datetime | None = None,
    opens_browser: bool = False,
) -> None:
    import uvicorn

    from newswright import assemble
    from newswright import worker as clock
    from newswright.cli import screen

    listener = assemble.listen(host or said.web.host, said.web.port if port is None else port)
    address, number = listener.getsockname()[:2]
    url = f"http://{'127.0.0.1' if address in {'0.0.0.0', '::'} else address}:{number}/"  # noqa: S104 - what was asked for
    screen.say(f"Newswright is at {url}")
    if opens_browser:
        webbrowser.open(url)
    page = assemble.page(said, as_of=as_of)
    config = uvicorn.Config(
        page, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5
    )
    with clock.leaving():
        uvicorn.Server(config).run(sockets=[listener])


def _serve_reloading(said: "Settings", config: Path | None, *, host: str, port: int | None) -> None:
    import uvicorn

    if config is not None:
        os.environ["NEWSWRIGHT_CONFIG"] = str(config.resolve())
    uvicorn.run(
        "newswright.assemble:page_here",
        factory=True,
        reload=True,
        reload_dirs=[str(Path(__file__).resolve().parents[1])],
        host=host or said.web.host,
        port=said.web.port if port is None else port,
    )


def story(
    story_id: Annotated[str, typer.Argument(metavar="ID")],
    config: Config = None,
) -> None:
    """Show a story: its reports, origins, assignments and trend."""
    from newswright import assemble, formats
    from newswright.records.ids import StoryId

    store = assemble.store(assemble.settings(config))
    found = store.story(StoryId(story_id))
    if found is None:
        raise BadInput(f"there is no story {story_id!r}", expected="an id as the page's addresses show: /story/ID")
    reports = [
        {
            **formats.assignment_line(told.assignment).model_dump(),
            "outlet": told.report.outlet,
            "title": told.report.title,
            "published_at": formats.instant(told.report.published_at),
            "url": told.report.url,
            "kind": told.assignment.kind.value,
            "reason": told.assignment.reason,
        }
        for told in store.story_reports(found.id)
    ]
    trends = [formats.trend_line(trend).model_dump() for trend in store.trend_history(found.id)]
    shown = {
        "id": found.id,
        "title": found.title,
        "opened_at": formats.instant(found.opened_at),
        "updated_at": formats.instant(found.updated_at),
        "n_origins": found.n_origins,
        "n_outlets": found.n_outlets,
        "merged_into": found.merged_into,
        "related": list(found.related),
        "reports": reports,
        "trends": trends,
    }
    typer.echo(json.dumps(shown, indent=2, ensure_ascii=False))


def article(
    story_id: Annotated[str, typer.Argument(metavar="ID")],
    format_: Annotated[str, typer.Option("--format", metavar="text|markdown|json|manifest")] = "text",
    version: Annotated[int | None, typer.Option(help="An older version.")] = None,
    config: Config = None,
) -> None:
    """Show what is published on a story, with its label."""
    from newswright import assemble
    from newswright.records.ids import StoryId

    said = assemble.settings(config)
    store = assemble.store(said)
    found = store.article(StoryId(story_id), version)
    if found is None:
        held = store.last_hold(StoryId(story_id))
        why = f"; its copy is held: {held.reason}" if held else ""
        raise BadInput(f"nothing is published on a story {story_id!r}{why}")
    typer.echo(assemble.exported(found, format_, said, store))


def worker(config: Config = None) -> None:
    """Run the presses again and again, without the page."""
    from newswright import assemble, pipeline
    from newswright import worker as clock
    from newswright.cli import screen

    said = assemble.settings(config)
    with assemble.newsroom(said) as room:

        def run_edition() -> str:
            return screen.tally(pipeline.edition(room, now=assemble.clock()))

        clock.loop(run_edition, every_s=said.worker.edition_every_s, report=screen.say)
