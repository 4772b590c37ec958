"""Settings → the wired newsroom. The only module that knows every adapter."""

import json
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import argon2
from sqlalchemy.engine import make_url

from newswright import formats
from newswright import settings as settings_file
from newswright.adapters.clock import clock as clock  # noqa: PLC0414 - also known from here
from newswright.adapters.llm import prompt_files
from newswright.adapters.llm.chain import Budget, Chain, Link, Nobody
from newswright.adapters.llm.chat import ChatModel
from newswright.adapters.llm.embedded import Embedded
from newswright.adapters.llm.messages import MessagesModel
from newswright.adapters.llm.served import ServedModel, ServerSettings
from newswright.adapters.net import http
from newswright.adapters.net.fetcher import GuardedFetcher
from newswright.adapters.net.listen import listen as listen  # noqa: PLC0414 - also known from here
from newswright.adapters.net.parser import ProcessParser
from newswright.adapters.store import open_store
from newswright.errors import BadInput, SettingsError, StoreError
from newswright.pipeline import Newsroom, Policies, Progress, silent
from newswright.pipeline.room import Judges
from newswright.ports import Encoder, Judge, LanguageModel, Store
from newswright.records import ids
from newswright.records.articles import Article
from newswright.records.readers import Reader, Role
from newswright.records.reports import Report
from newswright.records.sources import Failure, Source
from newswright.settings import (
    FetchTable,
    JudgeModelTable,
    NewsroomTable,
    ServedTable,
    Settings,
    StoreTable,
    WebTable,
    policy,
)
from newswright.stages import cluster, extract, fetch, personalise, publish, trend, verify, write
from newswright.stages.verify import asking, cascade
from newswright.testing.memory import MemoryStore

if TYPE_CHECKING:
    from fastapi import FastAPI


# Settings


def settings(path: Path | None = None) -> Settings:
    """Read the settings that apply here: a file that is named, NEWSWRIGHT_CONFIG, or the nearest newswright.toml."""
    return settings_file.read(_settings_path(path))


def has_settings(path: Path | None = None) -> bool:
    """Say whether there is a newsroom here, or only its defaults."""
    return _settings_path(path) is not None


def _settings_path(path: Path | None) -> Path | None:
    named = os.environ.get("NEWSWRIGHT_CONFIG")
    return path or (Path(named) if named else settings_file.find(Path.cwd()))


def demo_settings(folder: Path, *, port: int, outlets: Iterable[str]) -> Settings:
    """Settings for the sample edition, whose outlets listen on loopback at these base URLs."""
    ports = tuple(sorted({urlsplit(base).port or 80 for base in outlets}))
    return Settings(
        newsroom=NewsroomTable(name="Newswright", organisation="The Newswright demo", base_url=""),
        store=StoreTable(url=str(folder / "newswright.sqlite3")),
        fetch=FetchTable(allow_hosts=("127.0.0.1",), allow_ports=ports, pace_per_host_s=0.0),
        web=WebTable(port=port),
        folder=folder,
    )


def policies(said: Settings) -> Policies:
    """Make the stages' policies; raises SettingsError."""
    known = {*(field.name for field in fields(Policies)), "personalise"}
    if unknown := sorted(said.policy.keys() - known):
        raise SettingsError(f"policy.{unknown[0]} is not a stage; there are: {', '.join(sorted(known))}")
    _personalise(said)
    judged = policy(said, "write", write.WritePolicy)
    if "max_output_tokens" in said.model.model_fields_set:
        judged = replace(judged, max_output_tokens=said.model.max_output_tokens)
    if said.model.url:
        judged = replace(judged, asking=_asking(said))
    return Policies(
        fetch=policy(said, "fetch", fetch.FetchPolicy),
        extract=policy(said, "extract", extract.ExtractPolicy),
        cluster=_cluster(said),
        trend=policy(said, "trend", trend.TrendPolicy),
        write=judged,
        verify=policy(said, "verify", verify.VerifyPolicy),
        cascade=_cascade(said),
        publish=policy(said, "publish", publish.PublishPolicy),
    )


def _asking(said: Settings) -> write.Asking:
    table = said.model
    return prompt_files.asking(
        table.prompt,
        level=table.reading_level,
        language=table.language,
        style_file=(said.folder / table.style_guide) if table.style_guide else None,
    )


def _cluster(said: Settings) -> cluster.ClusterPolicy:
    judged = policy(said, "cluster", cluster.ClusterPolicy)
    languages = said.cluster.encoder_languages
    return replace(judged, encoder_languages=languages) if languages else judged


def _cascade(said: Settings) -> cascade.CascadePolicy:
    judged, table = policy(said, "cascade", cascade.CascadePolicy), said.judge
    if table.encoder_languages:
        judged = replace(judged, encoder_languages=table.encoder_languages)
    if table.model.url:
        parts = write.prompts.parts(prompt_files.text(table.model.prompt, "judge"))
        judged = replace(judged, prompt_name=table.model.prompt, instruction=parts["instruction"])
    return judged


def _personalise(said: Settings) -> personalise.PersonalisePolicy:
    return policy(said, "personalise", personalise.PersonalisePolicy)


def _net_policy(said: Settings) -> http.NetPolicy:
    table = said.fetch
    return http.NetPolicy(
        contact=table.contact or said.newsroom.contact,
        allow_hosts=table.allow_hosts,
        allow_ports=table.allow_ports,
        deadline_s=table.deadline_s,
        max_bytes=table.max_bytes,
        n_at_once=table.n_at_once,
        pace_per_host_s=table.pace_per_host_s,
    )


# The newsroom


def store(said: Settings) -> Store:
    """Open the store, brought up to date."""
    return open_store(said.store_url)


def store_path(said: Settings) -> Path:
    """Return the store's file; raises SettingsError where it is none."""
    database = make_url(said.store_url).database
    if not said.store_url.startswith("sqlite") or not database:
        raise SettingsError(f"{said.store_url} is no file; use the database's own tools to back it up and restore it")
    return Path(database)


def describe(said: Settings, source: Source) -> Source:
    """Describe a source as `[sources]` does, by its name or its id, where it says anything."""
    table = said.sources.get(source.name) or said.sources.get(source.id)
    return replace(source, **table.model_dump(exclude_none=True)) if table else source


def describe_all(said: Settings, opened: Store) -> None:
    """Bring the store's sources in line with `[sources]`."""
    known = opened.sources() if said.sources else []
    changed = [told for source in known if (told := describe(said, source)) != source]
    if changed:
        opened.put_sources(changed)


@contextmanager
def newsroom(said: Settings, *, progress: Progress = silent) -> Iterator[Newsroom]:
    """Wire the newsroom, and let go of everything at the end."""
    with ExitStack() as stack:
        opened = store(said)
        stack.callback(opened.close)
        describe_all(said, opened)
        yield Newsroom(
            store=opened,
            fetcher=stack.enter_context(GuardedFetcher(_net_policy(said))),
            parser=stack.enter_context(ProcessParser()),
            model=model(said, opened),
            policies=policies(said),
            progress=progress,
            stopwatch=time.monotonic,
            encoder=encoder(said.folder / said.cluster.encoder) if said.cluster.encoder else None,
            judges=judges(said, opened),
        )


def model(said: Settings, opened: Store) -> LanguageModel:
    """Make the writer: the operator's models in their order, and the embedded default behind them."""
    judged = policies(said).write
    embedded = Embedded(judged, clock)
    tables = [table for table in (said.model, said.model.fallback) if table is not None and table.url]
    if not tables:
        return embedded
    links = [Link(_served(table), _budget(table)) for table in tables]
    return Chain(links, embedded, opened, clock=clock, min_origins=said.model.min_origins, write_policy=judged)


def encoder(folder: Path) -> Encoder:
    """Open the sentence encoder in a folder; raises SettingsError."""
    from newswright.adapters import encoders

    return encoders.load(folder)


def judges(said: Settings, opened: Store) -> Judges:
    """Make the further judges that the settings name; raises SettingsError."""
    table = said.judge
    chain = None
    if table.model.url:
        links = [Link(_served(table.model), _budget(table.model))]
        chain = Chain(links, Nobody(), opened, clock=clock, read=asking.read)
    return Judges(encoder=judge(said.folder / table.encoder) if table.encoder else None, model=chain)


def judge(folder: Path) -> Judge:
    """Open the cross-encoder in a folder; raises SettingsError."""
    from newswright.adapters import judges as further

    return further.load(folder)


def _served(table: ServedTable) -> ServedModel:
    where = _where(table)
    if not table.name:
        raise SettingsError(f"{where} has a url and no name; name the model as its server does")
    server = ServerSettings(
        url=table.url,
        name=table.name,
        api_key=table.api_key.get_secret_value(),
        timeout_s=table.timeout_s,
        temperature=table.temperature,
        usd_per_million_input_tokens=table.usd_per_million_input_tokens,
        usd_per_million_output_tokens=table.usd_per_million_output_tokens,
    )
    port = _port(table.url, where)
    speaks = {"chat": ChatModel, "messages": MessagesModel}[table.protocol]
    return speaks(server, partial(http.post_json, allow_hosts=table.allow_hosts, allow_ports=(port,) if port else ()))


def _port(url: str, where: str) -> int | None:
    """Return the port that a model's URL names, if any; raises SettingsError where it is no URL."""
    try:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname:
            return parts.port
    except ValueError:
        pass
    raise SettingsError(f"{where} url = {url!r} is no address; expected one such as http://127.0.0.1:11434/v1")


def _where(table: ServedTable) -> str:
    return "[judge.model]" if isinstance(table, JudgeModelTable) else "[model]"


def _budget(table: ServedTable) -> Budget:
    if table.max_usd_per_day is not None and not (
        table.usd_per_million_input_tokens or table.usd_per_million_output_tokens
    ):
        raise SettingsError(
            f"{_where(table)} max_usd_per_day needs usd_per_million_input_tokens and usd_per_million_output_tokens"
        )
    return Budget(
        max_tokens_per_day=table.max_tokens_per_day,
        max_usd_per_day=table.max_usd_per_day,
        max_calls_per_story=table.max_calls_per_story,
    )


@dataclass(frozen=True, slots=True)
class Writer:
    """What `newswright write` needs: a model and the stages' policies."""

    model: LanguageModel
    policies: Policies


def writer(name: str = "", path: Path | None = None) -> Writer:
    """Make the writer of `newswright write`: the embedded default, or the model of [model] by its name."""
    said = settings(path)
    judged = policies(said)
    if not name:
        return Writer(Embedded(judged.write, clock), judged)
    tables = [table for table in (said.model, said.model.fallback) if table is not None and table.url]
    known = {table.name: table for table in tables}
    if name not in known:
        raise SettingsError(
            f"--model {name} is not in newswright.toml; there is: {', '.join(known) or 'no model'}. "
            "Name it in [model] with its url, or set NEWSWRIGHT_MODEL__URL and NEWSWRIGHT_MODEL__NAME."
        )
    link = Link(_served(known[name]), _budget(known[name]))
    return Writer(
        Chain([link], Embedded(judged.write, clock), MemoryStore(), clock=clock, write_policy=judged.write), judged
    )


# The page


def page(said: Settings, *, as_of: datetime | None = None) -> "FastAPI":
    """Make the page; `as_of` sets its clock to another instant, from which it goes on: for archives."""
    from newswright.web import app as web
    from newswright.web.site import WebSettings

    table = said.newsroom
    web_settings = WebSettings(
        name=table.name,
        organisation=table.organisation,
        contact=table.contact,
        base_url=table.base_url,
        language=table.language,
        personalise=_personalise(said),
        policies=policies(said),
    )
    ahead = as_of - clock() if as_of else timedelta(0)
    return web.create(store(said), settings=web_settings, clock=lambda: clock() + ahead)


def last_edition_at(said: Settings) -> datetime | None:
    """Say of when the last edition is, None where there was none."""
    opened = store(said)
    editions = opened.editions(limit=1)
    opened.close()
    return editions[0].started_at if editions else None


def page_here() -> "FastAPI":
    """Make the page of the nearest newswright.toml: for servers that want a factory (`uvicorn --factory`)."""
    return page(settings())


def ensure_operator(opened: Store, *, name: str, password: str, now: datetime) -> None:
    """Make the operator's account; one of that name keeps what it has."""
    if opened.reader_by_name(name) is None:
        account = Reader(
            id=ids.ReaderId(ids.digest("account", name.casefold(), n_chars=20)),
            created_at=now,
            role=Role.OPERATOR,
            name=name,
            password_hash=argon2.PasswordHasher().hash(password),
        )
        opened.put_reader(account)


# Archives and upkeep


def archive(paths: Iterable[str], *, n_workers: int, now: datetime) -> Iterator[Report | BadInput]:
    """Read an archive: files of reports as they are, pages through extraction, in `n_workers` processes where more than one."""
    for path in paths:
        if not path.endswith((".html", ".html.gz", ".htm", ".htm.gz")):
            yield from formats.reports([path])
    pages = [path for path in paths if path.endswith((".html", ".html.gz", ".htm", ".htm.gz"))]
    if n_workers == 1 or not pages:
        yield from (_page(path, now) for path in pages)
        return
    with ProcessPoolExecutor(n_workers) as pool:
        yield from pool.map(partial(_page, now=now), pages, chunksize=8)


def _page(path: str, now: datetime) -> Report | BadInput:
    body = formats.page(path)
    if isinstance(body, BadInput):
        return body
    found = extract.report(body, url="", now=now)
    return (
        BadInput(found.message, path=path, expected="a page with an article") if isinstance(found, Failure) else found
    )


def faults(said: Settings, *, now: datetime) -> list[str]:
    """Say what is wrong with a newsroom, in words; empty where all is well."""
    try:
        policies(said)
        opened = store(said)
        model(said, opened)
        if said.cluster.encoder:
            encoder(said.folder / said.cluster.encoder)
        judges(said, opened)
    except (SettingsError, StoreError) as error:
        return [str(error)]
    found = [f"store: {fault}" for fault in opened.check()]
    states = opened.feed_states()
    for feed in opened.feeds():
        state = states.get(feed.id)
        if state and state.last_failure and state.n_failures:
            found.append(f"feed {feed.url}: failed {state.n_failures} times in a row: {state.last_failure.message}")
        elif state and state.last_success_at and now - state.last_success_at > timedelta(days=2):
            found.append(
                f"feed {feed.url}: not read since {state.last_success_at:%Y-%m-%d %H:%M} UTC; is `newswright run` running?"
            )
    if not opened.feeds() and not opened.counts().get("reports"):
        found.append("there are no sources yet: `newswright sources add URL`, or `newswright import REPORTS.jsonl`")
    opened.close()
    return found


def exported(article: Article, form: str, said: Settings, opened: Store) -> str:
    """Write an article as text, markdown, json or its manifest, each with its label."""
    from newswright.web import exports

    url = f"{said.newsroom.base_url.rstrip('/')}/story/{article.story_id}"
    told = opened.story_reports(article.story_id)
    if form == "text":
        return exports.text(article, url=url, told=told)
    if form == "markdown":
        return exports.markdown(article, url=url, told=told)
    if form == "json":
        return json.dumps(exports.record(article, url=url, told=told), indent=2, ensure_ascii=False)
    if form == "manifest":
        written = publish.chain(opened.versions(article.story_id))
        found = next(one for one in written if one["version"] == article.version)
        return json.dumps(found, indent=2, ensure_ascii=False)
    raise BadInput(f"--format {form} is not known", expected="text, markdown, json or manifest")
