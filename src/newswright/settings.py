"""Settings: newswright.toml and the environment, read once, checked, and turned into values that the rest can trust.

Every table and key is explained in docs/configuration.md, and in the file that `newswright init` writes. An environment
variable wins over the file: `NEWSWRIGHT_MODEL__API_KEY` is `[model] api_key`.
"""

import os
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, TypeAdapter, ValidationError

from newswright.errors import SettingsError

FILE_NAME = "newswright.toml"
ENVIRONMENT_PREFIX = "NEWSWRIGHT_"


def _listed(said: object) -> object:
    """A list in an environment variable: its parts between commas."""
    return [part.strip() for part in said.split(",") if part.strip()] if isinstance(said, str) else said


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Hosts = Names
Ports = Annotated[tuple[Annotated[int, Field(ge=1, le=65535)], ...], BeforeValidator(_listed)]


class Table(BaseModel):
    """A table of newswright.toml: an unknown key is an error, since it is most likely a misspelt one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NewsroomTable(Table):
    """Who publishes."""

    name: str = "Newswright"
    organisation: str = ""
    contact: str = ""
    base_url: str = "http://127.0.0.1:8600"
    language: str = "en"


class StoreTable(Table):
    """Where everything is kept: a SQLAlchemy URL, or a path relative to the folder of newswright.toml."""

    url: str = "newswright.sqlite3"


class FetchTable(Table):
    """How the world is read. `allow_hosts` are private hosts that may be visited all the same ('127.0.0.1', 'intranet')."""

    contact: str = ""
    allow_hosts: Hosts = ()
    allow_ports: Ports = ()
    pace_per_host_s: float = Field(default=1.0, ge=0, le=3600)
    n_at_once: int = Field(default=16, ge=1, le=512)
    deadline_s: float = Field(default=20.0, gt=0, le=600)
    max_bytes: int = Field(default=8 * 2**20, ge=2**16)


class SourceTable(Table):
    """What the operator knows of an outlet. `partners` names the outlets and agencies whose texts it prints by agreement;
    `licence` says, in words, by which agreement its texts may be used although it refuses AI use."""

    owner: str | None = None
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    language: str | None = Field(default=None, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
    licence: str | None = None
    partners: Names | None = None


class ServedTable(Table):
    """A language model behind a server.

    `protocol` is how the server is spoken to: "chat" (OpenAI-compatible, most servers) or "messages" (Anthropic).
    `max_usd_per_day` is a hard limit that is checked before each call and needs the two prices; `max_tokens_per_day` needs
    none. `allow_hosts` names private hosts where the model may run ('127.0.0.1' for Ollama or llama.cpp).
    """

    url: str = ""
    name: str = ""
    protocol: Literal["chat", "messages"] = "chat"
    api_key: SecretStr = SecretStr("")
    timeout_s: float = Field(default=120.0, gt=0, le=3600)
    temperature: float = Field(default=0.2, ge=0, le=2)
    max_tokens_per_day: int = Field(default=2_000_000, ge=0)
    max_usd_per_day: float | None = Field(default=None, ge=0)
    max_calls_per_story: int = Field(default=5, ge=1)
    usd_per_million_input_tokens: float = Field(default=0.0, ge=0)
    usd_per_million_output_tokens: float = Field(default=0.0, ge=0)
    allow_hosts: Hosts = ()


class ModelTable(ServedTable):
    """The model that writes. Without `url` the embedded default does, which needs none.

    `prompt`, `reading_level`, `language` and `style_guide` are the first model's; a fallback is asked the same question.
    """

    prompt: str = "article/3"
    reading_level: Literal["easy", "plain", "full"] = "plain"
    language: str = Field(default="", pattern=r"^$|^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$")
    style_guide: str = ""
    min_origins: int = Field(default=2, ge=1)
    max_output_tokens: int = Field(default=1500, ge=100)
    fallback: "ModelTable | None" = None


class JudgeModelTable(ServedTable):
    """The model that is asked where all other judges are unsure. Its calls are limited apart from the writer's."""

    prompt: str = "judge/1"
    temperature: float = Field(default=0.0, ge=0, le=2)


class JudgeTable(Table):
    """Who judges what the shipped judge is unsure of: a folder with a cross-encoder, relative to the folder of newswright.toml,
    with the languages that it reads (all, where none is named), and a model. Without either, nobody does."""

    encoder: str = ""
    encoder_languages: Names = ()
    model: JudgeModelTable = JudgeModelTable()


class ClusterTable(Table):
    """What helps to group reports: a folder with a sentence encoder, relative to the folder of newswright.toml, and the languages
    that it reads (all, where none is named). Without one, words and names do."""

    encoder: str = ""
    encoder_languages: Names = ()


class WebTable(Table):
    """Where the page is served."""

    host: str = "127.0.0.1"
    port: int = Field(default=8600, ge=0, le=65535)


class WorkerTable(Table):
    """How often an edition is made by `newswright run`."""

    edition_every_s: float = Field(default=600.0, ge=10)


class Settings(Table):
    """All settings of a newsroom. `policy` overrides the numbers of a stage: `[policy.cluster] horizon_days = 3`; `sources`
    describes outlets by name or id: `[sources."The Harbour Post"] owner = "Skerry Media"`."""

    newsroom: NewsroomTable = NewsroomTable()
    store: StoreTable = StoreTable()
    fetch: FetchTable = FetchTable()
    sources: dict[str, SourceTable] = {}
    model: ModelTable = ModelTable()
    cluster: ClusterTable = ClusterTable()
    judge: JudgeTable = JudgeTable()
    web: WebTable = WebTable()
    worker: WorkerTable = WorkerTable()
    policy: dict[str, dict[str, Any]] = {}
    folder: Path = Path()

    @property
    def store_url(self) -> str:
        """The store as a SQLAlchemy URL, its path made absolute."""
        if "://" in self.store.url:
            return self.store.url
        return f"sqlite:///{(self.folder / self.store.url).resolve()}"


def find(start: Path) -> Path | None:
    """Return the newswright.toml of `start` or of the nearest folder above it."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def read(path: Path | None, environment: dict[str, str] | None = None) -> Settings:
    """Read settings from a file (None: defaults in the working folder) and the environment; raises SettingsError."""
    table: dict[str, Any] = {}
    if path is not None:
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise SettingsError(f"cannot read {path}: {error.strerror}. Run `newswright init` to make one.") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path} is not valid TOML: {error}") from error
    _overlay(table, os.environ if environment is None else environment)
    table["folder"] = (path.parent if path else Path()).resolve()
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise SettingsError(f"{path or 'the environment'}: {_explain(error)}") from error


def _overlay(table: dict[str, Any], environment: Any) -> None:
    for key, text in sorted(environment.items()):
        if not key.startswith(ENVIRONMENT_PREFIX) or "__" not in key:
            continue
        *tables, name = key.removeprefix(ENVIRONMENT_PREFIX).lower().split("__")
        place = table
        for part in tables:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise SettingsError(f"{key}: {part} is not a table")
        place[name] = text


def _explain(error: ValidationError) -> str:
    lines = []
    for fault in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in fault["loc"])
        message = "is not a known key" if fault["type"] == "extra_forbidden" else fault["msg"]
        lines.append(f"{where}: {message}")
    return "; ".join(lines)


PolicyT = TypeVar("PolicyT")


def policy(settings: Settings, stage: str, kind: type[PolicyT]) -> PolicyT:
    """Make a stage's policy: its defaults, with what `[policy.<stage>]` says instead; raises SettingsError."""
    assert is_dataclass(kind)  # noqa: S101 - a promise of the caller, not a check of input
    said = settings.policy.get(stage, {})
    known = {field.name: field.type for field in fields(kind)}
    for name in said:
        if name not in known:
            raise SettingsError(f"policy.{stage}.{name} is not a known key; there are: {', '.join(sorted(known))}")
    try:
        return TypeAdapter(kind).validate_python(dict(said))
    except ValidationError as error:
        raise SettingsError(f"policy.{stage}: {_explain(error)}") from error


TEMPLATE = """\
# Newswright's settings. Every key is optional; what is commented out shows its default.
# An environment variable wins over this file: NEWSWRIGHT_MODEL__API_KEY is [model] api_key.

[newsroom]
name = "{name}"                # what the page is called
organisation = "{name}"        # who answers for it: named as publisher on every article
contact = ""                   # e-mail or URL; also sent with every request, so that outlets can reach you
base_url = "http://127.0.0.1:8600"   # where readers find the page
# language = "en"

[store]
url = "newswright.sqlite3"     # relative to this file

[fetch]
# allow_hosts = []             # private hosts that may be visited all the same: ["127.0.0.1"]
# allow_ports = []             # ports besides 80, 443, 8080, 8443
# pace_per_host_s = 1.0
# deadline_s = 20.0

# What you know of an outlet goes before what its feed says. One owner is one voice; what a partner wrote corroborates nothing.
# [sources."The Harbour Post"]
# owner = "Skerry Media"
# country = "NO"
# language = "en"
# partners = ["Northern Wire", "AP"]   # outlets and agencies whose texts it prints by agreement

# Without a model the embedded default compiles each article from excerpts, on this machine alone.
# [model]
# url = "http://127.0.0.1:11434/v1"    # any OpenAI-compatible server: Ollama, llama.cpp, vLLM, most vendors
# name = "qwen3:8b"
# protocol = "chat"                    # "messages" for Anthropic's
# reading_level = "plain"              # "easy", "plain" or "full"
# style_guide = "style.txt"            # your own, relative to this file; at most 8,000 characters
# api_key = ""                         # better: NEWSWRIGHT_MODEL__API_KEY
# allow_hosts = ["127.0.0.1"]          # a server on a private address has to be named
# max_tokens_per_day = 2000000         # hard limits, checked before each call
# max_usd_per_day = 1.0                # needs the two prices
# usd_per_million_input_tokens = 0.1
# usd_per_million_output_tokens = 0.4

# Stories can be grouped by meaning too, with a sentence encoder of yours: docs/configuration.md says which.
# [cluster]
# encoder = "models/all-MiniLM-L6-v2"  # a folder, relative to this file
# encoder_languages = ["en"]           # that it reads; all, where none is named

# Sentences that the checks pass and the shipped judge is unsure of can go to judges of yours: docs/models.md says which.
# [judge]
# encoder = "models/nli"               # a folder with a cross-encoder, relative to this file
# encoder_languages = ["en"]           # that it reads; all, where none is named
# [judge.model]                        # the same keys for the server as in [model]; best another model than the writer
# url = "http://127.0.0.1:11434/v1"
# name = "qwen3:8b"

[web]
# host = "127.0.0.1"
# port = 8600

[worker]
# edition_every_s = 600

# The numbers by which a stage judges can be overridden; docs/configuration.md lists them.
# [policy.cluster]
# horizon_days = 5.0
"""


def template(name: str) -> str:
    """Return the commented newswright.toml that `newswright init` writes."""
    safe = name.replace("\\", "\\\\").replace('"', '\\"')
    return TEMPLATE.replace("{name}", safe)
