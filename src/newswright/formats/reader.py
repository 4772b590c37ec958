"""Read the formats: a bad line becomes a `BadInput` value with file, line and field, so that the good ones can go on."""

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from newswright.errors import BadInput
from newswright.formats.lines import DraftLine, ReportLine
from newswright.records import ids
from newswright.records.reports import Genre, Report
from newswright.text import agencies, references

MAX_LINE_CHARS = 16 * 2**20
MAX_PAGE_BYTES = 32 * 2**20  # after unpacking: four times what the wire takes in
STANDARD_STREAM = "-"


@contextmanager
def opened(path: str) -> Iterator[IO[str]]:
    """Open a text for reading: '-' is standard input, .gz is unpacked; raises BadInput where that cannot be done."""
    if path == STANDARD_STREAM:
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
        return
    try:
        stream: IO[str] = (
            gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="\n")
            if path.endswith(".gz")
            else Path(path).open(encoding="utf-8", errors="replace", newline="\n")
        )
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=path) from error
    with stream, _whole(path):
        yield stream


@contextmanager
def _whole(path: str) -> Iterator[None]:
    """Say of a packed file that is damaged or cut off that it is."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadInput(f"cannot be read to its end: {error}", path=path, expected="a whole gzip file") from error


def document(path: str) -> object:
    """Read one JSON document; raises BadInput."""
    with opened(path) as stream:
        text = stream.read()
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"is not JSON ({error})", path=path, expected="one JSON document") from error


def page(path: str) -> bytes | BadInput:
    """Read a page as it came off the wire: '-' is standard input; what is packed is unpacked, whatever its name."""
    try:
        with _whole(path), sys.stdin.buffer if path == STANDARD_STREAM else Path(path).open("rb") as stream:
            body = stream.read(MAX_PAGE_BYTES + 1)
            if body[:2] == b"\x1f\x8b":
                with gzip.open(io.BytesIO(body)) as packed:
                    body = packed.read(MAX_PAGE_BYTES + 1)
    except OSError as error:
        return BadInput(f"cannot be read: {error.strerror or error}", path=path)
    except BadInput as error:
        return error
    return (
        body
        if len(body) <= MAX_PAGE_BYTES
        else BadInput("is too long", path=path, expected=f"≤ {MAX_PAGE_BYTES} bytes")
    )


def objects(path: str) -> Iterator[tuple[int, dict[str, Any] | BadInput]]:
    """Read JSON Lines as (line number from 1, object); blank lines are passed over, and a bad line is a BadInput value."""
    with opened(path) as stream:
        try:
            for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE_CHARS + 1), ""), start=1):
                if len(line) > MAX_LINE_CHARS:
                    yield (
                        number,
                        BadInput("is too long", path=path, line=number, expected=f"≤ {MAX_LINE_CHARS} characters"),
                    )
                    return
                if line.strip():
                    yield number, _object(line, path, number)
        except gzip.BadGzipFile:
            raise
        except OSError as error:
            raise BadInput(f"cannot be read to its end: {error}", path=path) from error


def _object(line: str, path: str, number: int) -> dict[str, Any] | BadInput:
    try:
        found = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError too
        return BadInput(f"is not JSON ({error})", path=path, line=number, expected="one JSON object per line")
    if not isinstance(found, dict):
        return BadInput(f"is {type(found).__name__}", path=path, line=number, expected="one JSON object per line")
    return found


def _no_constant(name: str) -> object:
    """NaN and Infinity are Python's, not JSON's: what is kept of them could not be written again."""
    raise ValueError(f"{name} is no number")


def reports(paths: Iterable[str], *, seen_at: datetime | None = None) -> Iterator[Report | BadInput]:
    """Read reports from files, in order. `seen_at` is when they are seen; None takes the stated times. An id that comes twice
    is a BadInput the second time."""
    known: set[str] = set()
    for path in paths:
        for number, found in objects(path):
            read = found if isinstance(found, BadInput) else _report(found, path, number, seen_at)
            if isinstance(read, Report):
                if read.id in known:
                    yield BadInput(
                        f"{read.id!r} came before", path=path, line=number, field="id", expected="each id once"
                    )
                    continue
                known.add(read.id)
            yield read


def _report(found: dict[str, Any], path: str, number: int, seen_at: datetime | None) -> Report | BadInput:
    try:
        line = ReportLine.model_validate(found)
    except ValidationError as error:
        return _bad(error, path, number)
    genre = (line.model_extra or {}).get("genre")
    return Report(
        id=ids.ReportId(line.id),
        source_id=ids.source_id(line.outlet),
        outlet=_clean(line.outlet),
        url=line.url or "",
        title=_clean(line.title),
        text=_clean(line.text),
        published_at=line.published_at,
        seen_at=seen_at or line.seen_at or line.published_at,
        language=line.language,
        byline=line.byline,
        owner=line.owner,
        country=line.country,
        topics=tuple(line.topics or ()),
        genre=Genre(genre) if isinstance(genre, str) and genre in set(Genre) else Genre.REPORT,
        extra=dict(line.model_extra or {}),
        partners=tuple(line.partners or ()),
        printed_for=agencies.agreed(line.partners or (), line.text, line.byline),
        links=references.links(line.links or (), line.url or ""),
        images=references.images(line.images or (), line.url or ""),
    )


def _clean(text: str) -> str:
    """Replace lone surrogates, which JSON can carry and UTF-8 cannot; offsets stay as they are."""
    return text.encode("utf-8", "replace").decode("utf-8")


def drafts(path: str) -> Iterator[DraftLine | BadInput]:
    """Read the sentences of a draft."""
    for number, found in objects(path):
        if isinstance(found, BadInput):
            yield found
            continue
        try:
            yield DraftLine.model_validate(found)
        except ValidationError as error:
            yield _bad(error, path, number)


def _bad(error: ValidationError, path: str, number: int) -> BadInput:
    fault = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "missing":
        return BadInput("is missing", path=path, line=number, field=field, expected="the field to be there")
    expected = fault["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    shown = json.dumps(fault.get("input"), ensure_ascii=False, default=str)[:60]
    return BadInput(f"is {shown}", path=path, line=number, field=field, expected=expected)
