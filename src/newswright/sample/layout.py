"""Lay the sample edition out relative to an instant: every report gets its time, its address and its dates in words.

Nothing here reads a clock: `now` is the instant that the newest report lies just before.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from newswright.records import ids
from newswright.sample import almanac
from newswright.sample.content import Outlet, SampleEdition, SampleStory, Telling, load

N_EDITIONS = 8
HOURS_BETWEEN_EDITIONS = 12
FIRST_PORT = 8701
PLACEHOLDER = re.compile(r"\{(\w+):([\w-]+)\}")
SNAPPED = re.compile(r"([+-]\d+(?:\.\d+)?) (\d\d):(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What an article page says at some instant."""

    title: str
    paragraphs: tuple[str, ...]
    teaser: str
    note: str = ""
    modified_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A telling with its time and address; `second` is its text after the outlet changed it."""

    outlet: Outlet
    story: SampleStory
    telling: Telling
    path: str
    number: int
    published_at: datetime
    first: Version
    second: Version | None = None

    def version(self, at: datetime) -> Version:
        """Say what the page shows at an instant."""
        changed_at = self.second.modified_at if self.second else None
        return self.second if self.second and changed_at and changed_at <= at else self.first


def instants(now: datetime) -> list[datetime]:
    """Say when the demo's editions run: every twelve hours, the last one at `now`."""
    return [now - timedelta(hours=HOURS_BETWEEN_EDITIONS * n) for n in reversed(range(N_EDITIONS))]


def lay_out(edition: SampleEdition, now: datetime) -> dict[str, tuple[Printed, ...]]:
    """Print every telling: by outlet's slug, oldest first."""
    moments = {story.slug: _moments(story, now) for story in edition.stories}
    stories = {story.slug: story for story in edition.stories}
    ordered = sorted(edition.tellings, key=lambda telling: (telling.at_h, telling.outlet, telling.key))
    pages: dict[str, list[Printed]] = {outlet.slug: [] for outlet in edition.outlets}
    for telling in ordered:
        outlet = edition.outlet(telling.outlet)
        story = stories[telling.story]
        number = 4100 + 7 * len(pages[outlet.slug])
        pages[outlet.slug].append(_print(telling, outlet, story, moments[story.slug], number, now))
    return {slug: tuple(printed) for slug, printed in pages.items()}


def gold(bases: Mapping[str, str] | None = None, *, now: datetime, across_languages: bool = False) -> dict[str, str]:
    """Say which story each report belongs to: URL → story's slug (or the event's, where languages are not told apart).

    `bases` maps an outlet's slug to the root of its site; without it, the ports are those of a first port of 8701.
    """
    edition = load()
    if bases is None:
        bases = {outlet.slug: f"http://127.0.0.1:{FIRST_PORT + n}" for n, outlet in enumerate(edition.outlets)}
    return {
        bases[slug] + printed.path: printed.story.event if across_languages else printed.story.slug
        for slug, pages in lay_out(edition, now).items()
        for printed in pages
    }


def _moments(story: SampleStory, now: datetime) -> dict[str, datetime]:
    return {name: _moment(spec, now) for name, spec in story.moments.items()}


def _moment(spec: float | str, now: datetime) -> datetime:
    """Resolve hours from now; with a time of day, the last such time before them (or, in the future, the first after)."""
    if not isinstance(spec, str):
        moment = now + timedelta(hours=spec)
        return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)
    match = SNAPPED.fullmatch(spec)
    if match is None:
        raise ValueError(f"moment {spec!r}: expected hours and a time of day, such as '-62 19:30'")
    hours, hour, minute = float(match[1]), int(match[2]), int(match[3])
    limit = now + timedelta(hours=hours)
    moment = limit.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if hours < 0:
        return moment if moment <= limit else moment - timedelta(days=1)
    return moment if moment >= limit else moment + timedelta(days=1)


def _print(
    telling: Telling, outlet: Outlet, story: SampleStory, moments: dict[str, datetime], number: int, now: datetime
) -> Printed:
    published_at = (now + timedelta(hours=telling.at_h)).replace(microsecond=0)
    told_at = published_at if telling.told_at_h is None else now + timedelta(hours=telling.told_at_h)
    said = {**moments, "pub": told_at}

    def fill(text: str) -> str:
        return _house_style(_fill(text, said, published_at, outlet.language), outlet)

    title = fill(telling.title)
    paragraphs = tuple(fill(paragraph) for paragraph in telling.paragraphs)
    first = Version(title=title, paragraphs=paragraphs, teaser=fill(telling.teaser) or paragraphs[0])
    return Printed(
        outlet=outlet,
        story=story,
        telling=telling,
        path=_path(outlet, telling, title, number, published_at),
        number=number,
        published_at=published_at,
        first=first,
        second=_changed(telling, outlet, said, now) if telling.change else None,
    )


def _changed(telling: Telling, outlet: Outlet, said: dict[str, datetime], now: datetime) -> Version:
    if telling.change is None:
        raise ValueError(f"{telling.key} was never changed")
    modified_at = (now + timedelta(hours=telling.change.at_h)).replace(microsecond=0)
    said = {**said, "changed": modified_at}

    def fill(text: str) -> str:
        for old, new in telling.change.replacements if telling.change else ():
            text = text.replace(old, new)
        return _house_style(_fill(text, said, said["pub"], outlet.language), outlet)

    paragraphs = tuple(fill(paragraph) for paragraph in telling.paragraphs)
    return Version(
        title=fill(telling.title),
        paragraphs=paragraphs,
        teaser=fill(telling.teaser) or paragraphs[0],
        note=_house_style(_fill(telling.change.note, said, modified_at, outlet.language), outlet),
        modified_at=modified_at,
    )


def _fill(text: str, said: Mapping[str, datetime], printed_at: datetime, language: str) -> str:
    return PLACEHOLDER.sub(
        lambda match: almanac.say(match[1], said[match[2]], printed_at=printed_at, language=language), text
    )


def _house_style(text: str, outlet: Outlet) -> str:
    """Print quotation marks as the outlet does; some still have the typewriter's."""
    return text.translate(str.maketrans("“”‘’", "\"\"''")) if outlet.has_straight_quotes else text


def _path(outlet: Outlet, telling: Telling, title: str, number: int, published_at: datetime) -> str:
    return outlet.path.format(
        section=ids.slug(telling.section),
        year=published_at.year,
        month=f"{published_at.month:02}",
        day=f"{published_at.day:02}",
        slug=_ascii(ids.slug(title)),
        number=number,
    )


def _ascii(slug: str) -> str:
    return slug.replace("ß", "ss").encode("ascii", "ignore").decode() or "report"
