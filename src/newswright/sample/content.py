"""Read the sample edition: its outlets and its stories, out of the TOML files in `content/`.

Whoever adds a story adds one file to `content/stories/`; what a file may say is in `content/README.md`, and what is wrong
with one is said with its name.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from newswright.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFeed:
    """A feed of an outlet. `form`: rss, atom or json. `fault`: '' or http-500, closed, gone, dates."""

    path: str
    form: str
    title: str = ""
    is_full_text: bool = False
    has_tracking: bool = False
    fault: str = ""
    section: str = ""  # only this section's reports, where given


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A fictional outlet. `build` names the template of its pages, `path` the form of its articles' addresses."""

    slug: str
    name: str
    language: str
    country: str
    build: str
    path: str
    owner: str | None = None
    tagline: str = ""
    topics: tuple[str, ...] = ()
    charset: str = "utf-8"
    has_straight_quotes: bool = False
    refuses_ai: bool = False
    feeds: tuple[OutletFeed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """An instruction to machines, hidden in a page. `how` is one of `HIDING_PLACES`."""

    how: str
    text: str


HIDING_PLACES = (
    "comment",
    "display-none",
    "white-on-white",
    "off-screen",
    "alt-text",
    "meta",
    "tag-characters",
    "zero-width",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an outlet changed in a published text, `at_h` hours from now: pairs of (old, new), and the note it printed."""

    at_h: float
    note: str
    replacements: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One outlet's report, as written: times in hours from now, moments still as placeholders in title and text."""

    key: str
    outlet: str
    story: str
    at_h: float
    title: str
    paragraphs: tuple[str, ...]
    byline: str = ""
    section: str = "News"
    teaser: str = ""
    credit: str = ""  # the agency whose text this is
    told_at_h: float | None = None  # when the agency told it: 'on Monday' in its copy stays the agency's Monday
    is_opinion: bool = False
    is_paywalled: bool = False
    change: Change | None = None
    hidden: tuple[Hidden, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStory:
    """An event with all its tellings. `event` is shared by the stories that tell one event in several languages.

    `moments` maps a name to hours from now, or to hours and a time of day ('-62 19:30').
    """

    slug: str
    event: str
    language: str
    moments: Mapping[str, float | str]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEdition:
    """All that is bundled: outlets and stories."""

    outlets: tuple[Outlet, ...]
    stories: tuple[SampleStory, ...]
    _by_slug: dict[str, Outlet] = field(default_factory=dict, repr=False, compare=False)

    def outlet(self, slug: str) -> Outlet:
        """Find an outlet by its slug."""
        if not self._by_slug:
            self._by_slug.update({outlet.slug: outlet for outlet in self.outlets})
        return self._by_slug[slug]

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """All reports, story by story."""
        return tuple(telling for story in self.stories for telling in story.tellings)


@lru_cache(maxsize=1)
def load() -> SampleEdition:
    """Read the bundled sample edition; raises BadInput with the file's name where one is not as its format asks."""
    folder = resources.files("newswright.sample") / "content"
    outlets = tuple(_outlet(table) for table in _toml(folder / "outlets.toml")["outlet"])
    files = sorted(
        (path for path in (folder / "stories").iterdir() if path.name.endswith(".toml")), key=lambda p: p.name
    )
    stories = tuple(story for path in files for story in _stories(path))
    _check(outlets, stories)
    return SampleEdition(outlets=outlets, stories=stories)


def _toml(path: Traversable) -> dict[str, list[dict[str, object]]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(str(error), path=path.name) from error


def _outlet(table: dict[str, object]) -> Outlet:
    feeds = tuple(OutletFeed(**feed) for feed in _list(table.pop("feed", [])))  # type: ignore[arg-type]  # as below
    topics = tuple(str(topic) for topic in _list(table.pop("topics", [])))
    return Outlet(feeds=feeds, topics=topics, **table)  # type: ignore[arg-type]  # TOML's values; a wrong one fails loudly


def _stories(path: Traversable) -> list[SampleStory]:
    """Read one file: one story, or, where its reports name their own (`story = …`), as many as they name."""
    table = _toml(path)
    slug, event = str(table["story"]), str(table.get("event", table["story"]))
    language = str(table.get("language", "en"))
    moments = {str(k): v if isinstance(v, str) else float(v) for k, v in _mapping(table.get("moments", {})).items()}
    told: dict[str, dict[str, Telling]] = {}
    for report in table["report"]:
        own = str(report.pop("story", slug))
        copied = told.get(own, {})
        try:
            telling = _telling(report, own, copied)
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(f"report {report.get('title')!r}: {error!r}", path=path.name) from error
        told.setdefault(own, {})[telling.key] = telling
    return [
        SampleStory(
            slug=own,
            event=event if own == slug else own,
            language=language,
            moments=moments,
            tellings=tuple(tellings.values()),
        )
        for own, tellings in told.items()
    ]


def _telling(report: dict[str, object], story: str, earlier: Mapping[str, Telling]) -> Telling:
    """Read one report. `copy` names an earlier one whose first `keep` paragraphs it prints before its own."""
    paragraphs = _paragraphs(str(report.pop("text", "")))
    copied = report.pop("copy", None)
    keep = report.pop("keep", None)
    if copied is not None:
        original = earlier[str(copied)]
        paragraphs = original.paragraphs[: int(str(keep)) if keep is not None else None] + paragraphs
        report |= {"credit": "Meridian Wire", "told_at_h": original.at_h}
    change = report.pop("change", None)
    hidden = tuple(Hidden(**secret) for secret in _tables(report.pop("hidden", [])))
    key = str(report.pop("key", f"{report['outlet']}-{len(earlier) + 1}"))
    return Telling(
        key=key,
        story=story,
        at_h=float(str(report.pop("at"))),
        paragraphs=paragraphs,
        change=_change(change) if change is not None else None,
        hidden=hidden,
        **report,  # type: ignore[arg-type]  # TOML's values; an unknown name fails loudly
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split("\n")).strip() for part in text.strip().split("\n\n") if part.strip())


def _change(table: object) -> Change:
    fields = _mapping(table)
    pairs = tuple((str(old), str(new)) for old, new in (_list(pair) for pair in _list(fields["replacements"])))
    return Change(at_h=float(str(fields["at"])), note=str(fields["note"]), replacements=pairs)


def _tables(value: object) -> list[dict[str, str]]:
    return [dict(_mapping(table)) for table in _list(value)]


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value


def _mapping(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no table")
    return value


def _check(outlets: Iterable[Outlet], stories: Iterable[SampleStory]) -> None:
    known = {outlet.slug for outlet in outlets}
    for telling in (telling for story in stories for telling in story.tellings):
        if telling.outlet not in known:
            raise BadInput(f"unknown outlet {telling.outlet!r}", path=f"{telling.story}.toml", field="outlet")
        if any(secret.how not in HIDING_PLACES for secret in telling.hidden):
            raise BadInput("unknown hiding place", path=f"{telling.story}.toml", expected=", ".join(HIDING_PLACES))
