"""Read the machine-readable signs by which a publisher allows or refuses that software writes from a text.

REFUSED follows from any of these, each noted with its place; a licence that the operator recorded turns it into LICENSED:

| sign | where | refuses |
|---|---|---|
| Content-Signal (contentsignals.org) | robots.txt, header | `ai-input=no` |
| Content-Usage (IETF AIPREF) | robots.txt, header | `bots`, `ai`, `ai-use`, `ai-input`, `ai-output`, `genai` = n |
| TDMRep (W3C community group) | `tdm-reservation: 1` as header or meta | rights to text and data mining are reserved |
| robots meta, X-Robots-Tag | for all or Newswright | `noai`, `nosnippet`, `noarchive`, `max-snippet:0`, `none` |
| RSL (rslstandard.org) | `License:` in robots.txt; link or script in the page | all but a script permitting `ai-input` or `all` |

Not refusals: `noimageai` (images are not used), `ai-train=no` and `train-ai=n` (nothing is trained), rules for other robots.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from newswright.records.sources import AiUse, Rights

TOKEN = "newswright"  # noqa: S105 - the product token of RFC 9309, in lower case
REFUSING_WORDS = frozenset({"noai", "nosnippet", "noarchive", "none", "max-snippet:0"})
REFUSING_SIGNALS = frozenset({"ai-input"})
REFUSING_USES = frozenset({"bots", "ai", "ai-use", "ai-input", "ai-output", "genai", "genai-use"})
MAX_ROBOTS_CHARS = 512_000

Marks = Iterable[tuple[str, str]]


def decide(
    robots_txt: str | None = None,
    url: str = "",
    headers: Mapping[str, str] | None = None,
    head: Marks = (),
    *,
    licence: str | None = None,
    now: datetime | None = None,
) -> Rights:
    """Decide on AI use of one page. `headers` have lower-case names; `head` holds (name, content) pairs of the page's metas in
    lower case, with `license` for a link to an RSL document and `rsl` for one that stands in the page."""
    found = [*_of_robots(robots_txt or "", url), *_of_headers(headers or {}), *_of_head(head)]
    if not found:
        return Rights(ai_use=AiUse.ALLOWED, evidence="", decided_at=now)
    evidence = "; ".join(dict.fromkeys(found))[:500]
    if licence:
        return Rights(ai_use=AiUse.LICENSED, evidence=f"{licence} ({evidence})", decided_at=now)
    return Rights(ai_use=AiUse.REFUSED, evidence=evidence, decided_at=now)


def _of_robots(robots_txt: str, url: str) -> Iterator[str]:
    for name, value in _own_lines(robots_txt[:MAX_ROBOTS_CHARS], url):
        if name == "license":
            yield f"robots.txt: License {value[:120]} (RSL)"
        elif _refuses(name, value):
            yield f"robots.txt: {name.title()} {value[:120]}"


def _own_lines(robots_txt: str, url: str) -> list[tuple[str, str]]:
    """The signal lines that govern `url`: those outside groups, and those of Newswright's own group, or else of `*`."""
    agents: list[str] = []
    is_open = False
    loose: list[tuple[str, str]] = []
    grouped: dict[str, list[tuple[str, str]]] = {TOKEN: [], "*": []}
    has_own_group = False
    for line in robots_txt.splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "user-agent" and colon:
            agents = [*agents, value.lower()] if is_open else [value.lower()]
            is_open, has_own_group = True, has_own_group or value.lower() == TOKEN
            continue
        is_open = is_open and not name
        if name in ("content-signal", "content-usage", "license") and value:
            places = (
                [grouped[agent] for agent in agents if agent in grouped] if agents and name != "license" else [loose]
            )
            for place in places:
                place.append((name, value))
    return [pair for pair in (*loose, *grouped[TOKEN if has_own_group else "*"]) if _governs(pair[1], url)]


def _governs(value: str, url: str) -> bool:
    if not value.startswith("/"):
        return True
    pattern = re.escape(value.split(maxsplit=1)[0]).replace(r"\*", ".*")
    pattern = re.sub(r"(?:\.\*)+", ".*", pattern)
    if pattern.count(".*") > 4:
        return True  # a pattern that would be slow to match is taken at its widest
    parts = urlsplit(url)
    return re.match(pattern, f"{parts.path or '/'}?{parts.query}"[:2000]) is not None


def _of_headers(headers: Mapping[str, str]) -> Iterator[str]:
    for name in ("content-signal", "content-usage"):
        if _refuses(name, headers.get(name, "")):
            yield f"header {name}: {headers[name][:120]}"
    if headers.get("tdm-reservation", "").split(",")[0].strip() == "1":
        yield "header tdm-reservation: 1"
    words = _robot_words(headers.get("x-robots-tag", ""))
    if words:
        yield f"header X-Robots-Tag: {', '.join(words)}"


def _of_head(head: Marks) -> Iterator[str]:
    for name, content in head:
        if name in ("robots", TOKEN) and (words := _robot_words(content)):
            yield f"meta {name}: {', '.join(words)}"
        elif name == "tdm-reservation" and content.strip() == "1":
            yield "meta tdm-reservation: 1"
        elif name in ("content-signal", "content-usage") and _refuses(name, content):
            yield f"meta {name}: {content[:120]}"
        elif name == "license":
            yield f"link to an RSL licence: {content[:120]}"
        elif name == "rsl" and not _rsl_permits(content):
            yield "RSL licence in the page does not permit ai-input"


def _refuses(name: str, value: str) -> bool:
    denied = REFUSING_SIGNALS if name == "content-signal" else REFUSING_USES
    pairs = re.findall(r"([a-z][a-z-]*)\s*=\s*\"?([a-z0-9?]+)", value.lower())
    return any(key in denied and said in ("no", "n", "?0", "0") for key, said in pairs)


def _robot_words(value: str) -> list[str]:
    """The refusing words of a robots directive that are meant for everyone or for Newswright."""
    found, agent = [], ""
    for part in value.lower().split(","):
        word = "".join(part.split())
        named = re.match(r"([a-z0-9_-]+):(.*)", word)
        if named and named[1] not in ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"):
            agent, word = named[1], named[2]
        if word in REFUSING_WORDS and agent in ("", "*", TOKEN, "robots"):
            found.append(word)
    return found


def _rsl_permits(document: str) -> bool:
    permitted = re.findall(r"<permits[^>]*type=\"usage\"[^>]*>([^<]*)<", document, re.IGNORECASE)
    prohibited = re.findall(r"<prohibits[^>]*type=\"usage\"[^>]*>([^<]*)<", document, re.IGNORECASE)
    words = {word for text in permitted for word in re.split(r"[\s,]+", text.lower())}
    denied = {word for text in prohibited for word in re.split(r"[\s,]+", text.lower())}
    costs = re.search(r"<payment[^>]*type=\"(?!free|attribution)", document, re.IGNORECASE)
    return bool(words & {"ai-input", "ai-all", "all"}) and not denied & {"ai-input", "ai-all", "all"} and costs is None
