"""The stages as filters: JSON Lines in, JSON Lines out, no store (docs/formats.md)."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from newswright.errors import BadInput

if TYPE_CHECKING:
    from newswright.pipeline.room import Judges
    from newswright.stages import cluster as stage

MIN_DURATION_S = 1.0
MAX_DURATION_S = 520 * 604_800.0  # ten years: a longer step over an archive is a slip of the finger

T = TypeVar("T")

ReportsFile = Annotated[str, typer.Argument(metavar="REPORTS", help="JSON Lines of reports; '-' is standard input.")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; '-' is standard output.")]
Strict = Annotated[bool, typer.Option("--strict", help="Write nothing where any line of the input is bad.")]


class Refusals:
    """Says what was refused, on standard error, and remembers that something was."""

    def __init__(self, *, is_strict: bool) -> None:
        self.is_strict = is_strict
        self.n = 0

    def good(self, read: Iterable[T | BadInput]) -> Iterator[T]:
        """Pass on what is good, one by one; where the input is strict, only once all of it is known to be good."""
        passed = self._told(read)
        if not self.is_strict:
            yield from passed
            return
        kept = list(passed)
        self.close()
        yield from kept

    def _told(self, read: Iterable[T | BadInput]) -> Iterator[T]:
        for one in read:
            if isinstance(one, BadInput):
                self.refuse(one)
            else:
                yield one

    def refuse(self, bad: BadInput) -> None:
        """Say what was refused."""
        self.n += 1
        typer.echo(f"newswright: {bad}", err=True)

    def close(self) -> None:
        """End with status 2 where anything was refused."""
        if self.n:
            raise typer.Exit(2)


def attach(app: typer.Typer) -> None:
    """Add the filters to the command line."""
    panel = "Stages as filters"
    for command in (extract, cluster, trend, write, verify, rank, schema):
        app.command(rich_help_panel=panel)(command)


def extract(
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGE.html[.gz]…", help="Pages, as they came off the wire; '-', .gz too.")
    ],
    url: Annotated[str, typer.Option(help="The URL of the page, where the page does not say.")] = "",
    output: Output = "-",
) -> None:
    """Turn pages into reports, in order; a page without an article gives its failure."""
    from newswright import formats
    from newswright.adapters.clock import clock
    from newswright.adapters.net.parser import ProcessParser
    from newswright.records.sources import Failure, FailureKind
    from newswright.stages import extract as stage

    now = clock()
    status = 0
    with ProcessParser() as parser, formats.writing(output) as out:
        for path in pages:
            body = formats.page(path)
            found: object = (
                parser.run(stage.report, body, url=url, headers={}, entry=None, source=None, now=now)
                if isinstance(body, bytes)
                else body
            )
            if isinstance(found, BadInput):
                status = 2
                typer.echo(f"newswright: {found}", err=True)
                found = Failure(kind=FailureKind.PARSE, message=str(found))
            if isinstance(found, Failure):
                out.write(formats.line(formats.failure_line(path, found)))
            else:
                out.write(formats.line(formats.report_line(found)))  # type: ignore[arg-type]  # a Report, by elimination
            out.flush()
    raise typer.Exit(status)


def cluster(
    reports: ReportsFile = "-",
    partitions: Annotated[int, typer.Option(min=1, help="In how many parts to work; the labels are the same.")] = 1,
    engine: Annotated[str, typer.Option(help="inline or processes.")] = "inline",
    encoder: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="A sentence encoder that helps (docs/configuration.md).")
    ] = None,
    encoder_languages: Annotated[
        str, typer.Option(metavar="LANGUAGES", help="Those that it reads, with commas: en,fr; all, by default.")
    ] = "",
    output: Output = "-",
    strict: Strict = False,
) -> None:
    """Say which story and which origin each report belongs to, in the order of the input."""
    from newswright import formats
    from newswright.stages import cluster as stage

    if engine not in {"inline", "processes"}:
        raise BadInput(f"--engine {engine} is not to be had", expected="inline or processes")
    languages = tuple(part.strip() for part in encoder_languages.split(",") if part.strip())
    policy = stage.ClusterPolicy(encoder_languages=languages)
    draw = _drawing(encoder, policy)
    refusals = Refusals(is_strict=strict)
    with formats.writing(output) as out:
        read = list(refusals.good(formats.reports([reports])))
        for assignment in stage.all(read, partitions=partitions, policy=policy, draw=draw):
            out.write(formats.line(formats.assignment_line(assignment)))
    refusals.close()


def _drawing(encoder: Path | None, policy: "stage.ClusterPolicy") -> "stage.Draw":
    """Open the encoder, if there is one, before anything is read."""
    if encoder is None:
        return map
    from newswright import assemble
    from newswright.pipeline import drawing

    return drawing.drawing(assemble.encoder(encoder), policy)


def trend(
    reports: ReportsFile = "-",
    tick: Annotated[str, typer.Option(metavar="DURATION", help="How often to look: 10m, 1h, 1d.")] = "10m",
    top: Annotated[int, typer.Option(min=1, help="How many trends to name at most.")] = 10,
    output: Output = "-",
    strict: Strict = False,
) -> None:
    """Say what was trending, tick by tick, from what was published by then."""
    from newswright import formats
    from newswright.pipeline import filters

    every = duration(tick)
    refusals = Refusals(is_strict=strict)
    with formats.writing(output) as out:
        for at, trends in filters.replay_trends(list(refusals.good(formats.reports([reports]))), every=every, top=top):
            out.write(formats.line(formats.tick_line(at, trends)))
    refusals.close()


def write(
    reports: ReportsFile = "-",
    model: Annotated[str, typer.Option(metavar="NAME", help="The model of [model] to write with.")] = "",
    now: Annotated[str, typer.Option(metavar="T", help="The clock, in RFC 3339; by default the latest report's.")] = "",
    output: Output = "-",
    strict: Strict = False,
) -> None:
    """Write one article from the reports of one story, verified sentence by sentence."""
    from newswright import assemble, formats
    from newswright.pipeline import filters

    refusals = Refusals(is_strict=strict)
    read = list(refusals.good(formats.reports([reports])))
    if not read:
        raise BadInput("no usable report", path=reports, expected="at least one report")
    at = instant(now) if now else max(report.published_at for report in read)
    writer = assemble.writer(model)
    with formats.writing(output) as out:
        outcome = filters.write_one(read, model=writer.model, policies=writer.policies, now=at)
        out.write(formats.line(formats.article_line(outcome)))
    refusals.close()


def verify(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help='JSON Lines of {"n", "text", "cites"}.')],
    reports: Annotated[str, typer.Option("--reports", metavar="REPORTS", help="The reports that the draft stands on.")],
    judge: Annotated[
        Path | None,
        typer.Option("--judge", metavar="FOLDER", help="A cross-encoder for what is unsure (docs/models.md)."),
    ] = None,
    output: Output = "-",
    strict: Strict = False,
) -> None:
    """Judge each sentence of a draft against the reports that it cites (or all, where it cites none)."""
    from newswright import formats
    from newswright.pipeline import filters

    refusals = Refusals(is_strict=strict)
    judges = _judges(judge)
    known = list(refusals.good(formats.reports([reports])))
    verdict_on = filters.judge_of(known, judges=judges)
    with formats.writing(output) as out:
        for sentence in refusals.good(formats.drafts(draft)):
            verdict = verdict_on(sentence.n, sentence.text, sentence.cites)
            out.write(formats.line(formats.verdict_line(verdict)))
    refusals.close()


def _judges(folder: Path | None) -> "Judges | None":
    """Open the further judge, if there is one, before anything is read."""
    if folder is None:
        return None
    from newswright import assemble
    from newswright.pipeline.room import Judges

    return Judges(encoder=assemble.judge(folder))


def rank(
    news: Annotated[str, typer.Option("--news", metavar="NEWS.tsv", help="MIND's news; may stop after the abstract.")],
    behaviors: Annotated[str, typer.Option("--behaviors", metavar="B.tsv", help="The impressions to rank.")],
    train: Annotated[str, typer.Option("--train", metavar="B.tsv", help="Impressions with clicks to learn from.")] = "",
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE")] = "prediction.txt",
    strict: Strict = False,
) -> None:
    """Rank impressions in MIND's formats, for comparison with published rankers."""
    from newswright import formats
    from newswright.stages.personalise import impressions

    refusals = Refusals(is_strict=strict)
    with formats.opened(news) as stream:
        articles = impressions.read_news(stream, path=news, on_bad=refusals.refuse)
    learned = []
    if train:
        with formats.opened(train) as stream:
            learned = list(impressions.read_behaviors(stream, path=train, on_bad=refusals.refuse))
    with formats.opened(behaviors) as stream:
        asked = impressions.read_behaviors(stream, path=behaviors, on_bad=refusals.refuse)
        if strict:
            asked = iter(list(asked))
            refusals.close()
        with formats.writing(output) as out:
            for prediction in impressions.rank(articles, asked, train=learned):
                out.write(prediction + "\n")
    refusals.close()


def schema(
    name: Annotated[str, typer.Argument(help="Which format; without it, all are named.")] = "",
    folder: Annotated[
        Path | None, typer.Option("--all", metavar="DIR", help="Write all of them into a folder.")
    ] = None,
) -> None:
    """Print the JSON Schema of a format."""
    from newswright import formats

    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for each in formats.SCHEMAS:
            (folder / f"{each}.json").write_text(
                json.dumps(formats.schema(each), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
            )
    elif not name:
        typer.echo("\n".join(sorted(formats.SCHEMAS)))
    elif name in formats.SCHEMAS:
        typer.echo(json.dumps(formats.schema(name), indent=2, ensure_ascii=False))
    else:
        raise BadInput(f"there is no format {name!r}", expected=", ".join(sorted(formats.SCHEMAS)))


# What a person types


def duration(text: str) -> timedelta:
    """Read '10m', '1.5h', '1d', '30s'; raises BadInput."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhdw])", text.strip().lower())
    seconds = float(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}[found[2]] if found else 0.0
    if not MIN_DURATION_S <= seconds <= MAX_DURATION_S:
        raise BadInput(
            f"{text!r} is not a duration", expected="a number and s, m, h, d or w, such as 10m; at most 520w"
        )
    return timedelta(seconds=seconds)


def instant(text: str) -> datetime:
    """Read an instant in RFC 3339; raises BadInput."""
    from newswright import formats

    try:
        return formats.read_instant(text)
    except ValueError as error:
        raise BadInput(f"{text!r} is not an instant", expected=str(error)) from None
