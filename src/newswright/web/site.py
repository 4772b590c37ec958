"""What every view needs: the settings of the page, the store, the clock, the templates; and how a page is rendered."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import resources
from threading import Lock
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlsplit

import jinja2
from itsdangerous import URLSafeTimedSerializer

from newswright.pipeline import Policies
from newswright.ports import Clock, Store
from newswright.records import topics
from newswright.stages.personalise import PersonalisePolicy, Pool
from newswright.web import labels, limits, scripts, times
from newswright.web.cards import CardIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """What the page is called and who answers for it. Without `base_url`, links are made from each request's own address."""

    name: str = "Newswright"
    organisation: str = ""
    contact: str = ""
    base_url: str = ""
    language: str = "en"
    allowed_hosts: tuple[str, ...] = ()
    personalise: PersonalisePolicy = field(default_factory=PersonalisePolicy)
    policies: Policies = field(default_factory=Policies)  # by which the desk judges what editors write

    @property
    def publisher(self) -> str:
        """Who is named as publisher: the operator's organisation, never a source and never a machine."""
        return self.organisation or self.name


T = TypeVar("T")


class Kept(Generic[T]):
    """The last thing that was made, for as long as its stamp stays the same. Thread-safe: one makes it, the others wait."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stamp: object = None
        self._thing: T | None = None

    def get(self, stamp: object, make: Callable[[], T]) -> T:
        """Return what is kept under this stamp, or make it."""
        with self._lock:
            if self._thing is None or self._stamp != stamp:
                self._thing, self._stamp = make(), stamp
            return self._thing


class Site:
    """The page as a whole: made once, shared by all requests; nothing in it changes but caches and counters."""

    def __init__(self, store: Store, *, settings: WebSettings, clock: Clock) -> None:
        self.store, self.settings, self.clock = store, settings, clock
        self.cards = CardIndex(store)
        self.pools: Kept[Pool] = Kept()
        self.shares: Kept[tuple[Counter[str], Counter[str], Counter[str]]] = Kept()
        self.limiter = limits.Limiter()
        self.static = _read_static()
        self.signer = URLSafeTimedSerializer(store.secret("reader-cookie"), salt="newswright.reader")
        self.templates = _environment(self)

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """Fill in a template."""
        return self.templates.get_template(template).render(context)

    def static_path(self, name: str) -> str:
        """Return the path of a static file, with a stamp of its content so that it can be kept for ever."""
        return f"/static/{name}?v={self.static[name].stamp}"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is served as it is."""

    content: bytes
    media_type: str
    stamp: str


MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
}


def _read_static() -> dict[str, StaticFile]:
    files = {}
    for entry in (resources.files(__package__) / "static").iterdir():
        suffix = entry.name.rpartition(".")[2]
        if suffix in MEDIA_TYPES:
            content = entry.read_bytes()
            files[entry.name] = StaticFile(content, MEDIA_TYPES[suffix], hashlib.sha256(content).hexdigest()[:12])
    return files


def _environment(site: Site) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("newswright.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    environment.globals.update(site=site.settings, static=site.static_path, site_label=labels.SITE_LABEL)
    environment.filters.update(
        ago=_ago,
        short_day=_short_day,
        day=times.day,
        clock=times.clock,
        exact=times.exact,
        machine=times.machine,
        topic=topics.display,
        language=scripts.name,
        direction=scripts.direction,
        web_url=web_url,
        segment=lambda text: quote(text, safe=""),
        n=_n,
        percent=lambda share: f"{round(share * 100)} %",
    )
    return environment


@jinja2.pass_context
def _ago(context: jinja2.runtime.Context, at: datetime) -> str:
    return times.ago(at, now=context["now"])


@jinja2.pass_context
def _short_day(context: jinja2.runtime.Context, at: datetime) -> str:
    return times.short_day(at, now=context["now"])


def web_url(url: str) -> str:
    """Return a foreign URL if it may stand in a link (http or https, with a host), else the empty string."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in {"http", "https"} and parts.hostname else ""


def _n(count: int, noun: str, plural: str | None = None) -> str:
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
