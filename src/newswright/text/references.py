"""Name what a text points to: the pages that it links to, and the pictures that it shows, each in one form.

Nothing here is ever fetched. What comes from a page is hostile: bounded in number and length, and http(s) only.
"""

import html
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlsplit

from newswright.text import urls

N_LINKS = 20  # of one report; a reference list is no news
N_IMAGES = 5
N_TRIED = 300  # references looked at; the richest article of 80 real pages has some sixty
MAX_CHARS = 1000  # of a URL: longer ones carry somebody's state
_HREF = re.compile(r"<a\s[^<>]{0,500}?href\s{0,5}=\s{0,5}[\"']([^\"'<>\s]{1,2000})[\"']", re.IGNORECASE)
_SHARED = re.compile(
    r"/(?:sharer?|share-offsite|shareArticle|intent|dialog|submit|pin/create|login|signup|subscribe)\b", re.IGNORECASE
)
_SHARE_HOSTS = frozenset(
    ["wa.me", "api.whatsapp.com", "telegram.me", "addtoany.com", "addthis.com", "web.whatsapp.com"]
)

_POSTS = frozenset(["x.com", "twitter.com", "mobile.twitter.com"])
_FILMS = frozenset(["youtube.com", "m.youtube.com", "youtu.be"])

_IMAGE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$", re.IGNORECASE)
_INNER = ("url", "src", "image", "img")  # parameters in which a resizing service names the picture
_SIZE_AT_END = re.compile(
    r"(?:[-_](?:\d{2,4}x\d{2,4}|scaled|large|medium|small|thumb(?:nail)?)|@[23]x)+(?=\.\w{3,4}$)", re.IGNORECASE
)
_SIZE_SEGMENT = re.compile(
    r"(?:\d{2,4}x\d{2,4}|(?:w|h|q|width|height|quality|dpr|crop|resize|scale)[-_]?\d{1,4}|[a-z]{1,3}_[\w.:]{1,20}(?:,[\w.:]{1,24}){0,9}"
    r"|[a-z]{1,12}=[^/]*)",
    re.IGNORECASE,
)


def links(found: Iterable[str], base: str) -> tuple[str, ...]:
    """Give the pages of other sites that are linked to, in canonical form and in order: no home pages, nothing that shares or
    logs in. `base` is the URL of the page on which they stand."""
    kept: dict[str, None] = {}
    here = _site(base)
    for _, reference in zip(range(N_TRIED), found, strict=False):
        named = _known_as(urls.canonical(urls.join(base, reference))) if len(reference) <= MAX_CHARS else ""
        if named and len(named) <= MAX_CHARS and _site(named) != here and _is_page(named):
            kept[named] = None
            if len(kept) == N_LINKS:
                break
    return tuple(kept)


def within(markup: str) -> list[str]:
    """List the references of the links in a feed's markup."""
    return [html.unescape(match[1]) for _, match in zip(range(N_TRIED), _HREF.finditer(markup), strict=False)]


def images(found: Iterable[str], base: str) -> tuple[str, ...]:
    """Give each picture the one form by which it is known, in order: without sizes, formats and the services that resize it."""
    kept: dict[str, None] = {}
    for _, reference in zip(range(N_TRIED), found, strict=False):
        named = _picture(urls.join(base, reference)) if 0 < len(reference) <= MAX_CHARS else ""
        if named:
            kept[named] = None
            if len(kept) == N_IMAGES:
                break
    return tuple(kept)


def _site(url: str) -> str:
    """The registrable part of a host, near enough: two labels, three where the last two are short ('co.uk')."""
    labels = urls.site(url).split(".")
    n_labels = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-n_labels:])


def _known_as(url: str) -> str:
    """One form for a page: https, no 'www.', and a post or a film by its number, on whichever of a service's hosts."""
    if not url:
        return ""
    parts = urlsplit(url)
    place = urls.place(url)
    if place in _POSTS:
        return f"https://x.com{parts.path}"
    film = parts.path[1:] if place == "youtu.be" else dict(parse_qsl(parts.query)).get("v", "")
    if film and place in _FILMS:
        return urls.canonical(f"https://youtube.com/watch?v={film}")
    return f"https://{place}{parts.path}{f'?{parts.query}' if parts.query else ''}"


def _is_page(url: str) -> bool:
    parts = urlsplit(url)
    if parts.path in ("", "/") and not parts.query:
        return False
    return urls.site(url) not in _SHARE_HOSTS and _SHARED.search(parts.path) is None


def _picture(url: str, depth: int = 0) -> str:
    parts = urlsplit(url) if url else None
    if parts is None or not parts.hostname:
        return ""
    inner = _inner(parts.path, parts.query)
    if inner and depth == 0:
        return _picture(urls.join(url, inner), 1)
    *folders, name = parts.path.split("/")
    if not name:
        return ""
    kept = [folder for folder in folders if folder and not _SIZE_SEGMENT.fullmatch(folder)]
    path = "/".join([*kept, _SIZE_AT_END.sub("", name)])
    query = "" if _IMAGE.search(path) or not parts.query else f"?{parts.query}"
    named = urls.canonical(f"https://{urls.place(url)}/{path}{query}")
    return named if urls.is_web(named) and len(named) <= MAX_CHARS else ""


def _inner(path: str, query: str) -> str:
    """The picture that a resizing service was asked for: in a parameter, or at the end of its path."""
    for name, stated in parse_qsl(query)[:20]:
        if (
            name.lower() in _INNER
            and (stated.startswith(("http://", "https://", "/")))
            and _IMAGE.search(urlsplit(stated).path)
        ):
            return stated
    at = max(path.rfind("/http://"), path.rfind("/https://"), path.rfind("/https%3A"), path.rfind("/http%3A"))
    return unquote(path[at + 1 :]) if at >= 0 else ""
