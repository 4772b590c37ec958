"""The command line: thin commands over the newsroom and over the stages as filters.

Each command imports what it needs when it runs, so that `newswright --help` answers at once. A failure that a person can
mend ends in one message on standard error and an exit status (docs/formats.md), never in a traceback.
"""

import os
import sys
from typing import NoReturn

import typer

from newswright import __version__
from newswright.cli import filters, newsroom, review, sources, upkeep
from newswright.errors import BadInput, NewswrightError

INTERRUPTED = 130  # what a shell calls Ctrl-C: 128 and the number of SIGINT

app = typer.Typer(
    name="newswright",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="An open newsroom in a box: it groups the news into stories and publishes only what it can prove.",
)
filters.attach(app)
newsroom.attach(app)
review.attach(app)
upkeep.attach(app)
sources.attach(app)


def _version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"newswright {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _version_asked: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Say which version."
    ),
) -> None:
    """An open newsroom in a box: it groups the news into stories and publishes only what it can prove."""


def main() -> NoReturn:
    """Run the command line; turn what can go wrong into a message and an exit status."""
    try:
        app(standalone_mode=True)
    except SystemExit as ending:
        if isinstance(ending.__context__, BrokenPipeError):  # `| head`: who reads has enough, and that is no failure
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        if ending.code == INTERRUPTED:
            _end("interrupted; what was finished is kept", INTERRUPTED)
        raise
    except BadInput as error:
        _end(str(error), 2)
    except NewswrightError as error:
        _end(str(error), 1)
    except OSError as error:
        _end(f"{error.filename}: {error.strerror}" if error.filename else str(error), 1)
    sys.exit(0)


def _end(message: str, status: int) -> NoReturn:
    typer.echo(f"newswright: {message}", err=True)
    sys.exit(status)
