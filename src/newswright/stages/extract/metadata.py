"""Read what a page says of itself: JSON-LD, OpenGraph and the other metas. Untrusted, like the rest of the page."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import html as lxml_html

from newswright.text import markup, references, stamps, urls

MAX_LD_CHARS = 1_000_000
MAX_BODY_CHARS = 400_000
N_NODES = 500  # JSON-LD nodes looked at; the richest real page at hand has 54
_ARTICLE_TYPES_WORDS = """
    article newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle reviewnewsarticle
    asknewsarticle satiricalarticle advertisercontentarticle liveblogposting blogposting socialmediaposting scholarlyarticle
    techarticle report webpage videoobject"""
ARTICLE_TYPES = frozenset(_ARTICLE_TYPES_WORDS.split())
WEAK_TYPES = frozenset({"webpage", "videoobject"})  # used where nothing better is there
_PUBLISHED = ("article:published_time", "datepublished", "og:article:published_time", "parsely-pub-date", "sailthru.date",
              "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.created", "dc.date", "pubdate", "publishdate",
              "publish-date", "date", "weibo: article:create_at")  # fmt: skip
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "cxenseparse:author")
_SECTIONS = ("article:section", "parsely-section", "og:article:section", "cxenseparse:recs:category", "section")
_PICTURES = frozenset(["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"])
N_PICTURES = 20  # of JSON-LD, looked at
_DATE_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says of itself; '' or None where it says nothing."""

    title: str = ""
    byline: str = ""
    published_at: datetime | None = None
    language: str = ""
    outlet: str = ""
    section: str = ""
    topics: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    url: str = ""  # the page's own, or what it calls itself where nobody knows better
    canonical_url: str = ""
    is_paywalled: bool = False
    correction: str = ""
    body: str = ""  # articleBody, plain text
    images: tuple[str, ...] = ()  # by the identities of text.references
    marks: tuple[tuple[str, str], ...] = ()
    metas: dict[str, str] = field(default_factory=dict)


def read(root: lxml_html.HtmlElement, url: str) -> Metadata:
    """Read a page's metadata; `root` must still have its scripts."""
    pairs = list(_metas(root))
    metas: dict[str, str] = {}
    for name, content in pairs:
        metas.setdefault(name, content)
    url = url or _stated_url(root, metas)
    nodes = list(_nodes(root))
    article = _article(nodes)
    types = frozenset(kind for node in nodes for kind in _types(node))
    return Metadata(
        title=_title(root, article, metas),
        byline=_byline(article, metas),
        published_at=_published_at(root, article, metas, url),
        language=_language(root, article, metas),
        outlet=markup.line(metas.get("og:site_name", "")) or _name(article.get("publisher")),
        section=markup.line(_first(article.get("articleSection")) or _meta(metas, _SECTIONS))[:80],
        topics=_topics(article, metas),
        types=types,
        url=url,
        canonical_url=_canonical_url(root, url),
        is_paywalled=_is_paywalled(nodes, metas),
        correction=markup.line(_name(article.get("correction")) or _first(article.get("correction")))[:1000],
        body=_body(article),
        images=references.images(_pictures(root, article, pairs), url),
        marks=(*pairs, *_licences(root)),
        metas=metas,
    )


def _metas(root: lxml_html.HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content") or ""
        if name and content:
            yield name.strip().lower(), content.strip()[:5000]


def _licences(root: lxml_html.HtmlElement) -> Iterator[tuple[str, str]]:
    for link in root.iter("link"):
        if "license" in link.get("rel", "").lower().split() and "rsl" in link.get("type", "").lower():
            yield "license", link.get("href", "")
    for script in root.iter("script"):
        if script.get("type", "").lower() == "application/rsl+xml":
            yield "rsl", (script.text or "")[:50_000]


def _nodes(root: lxml_html.HtmlElement) -> Iterator[dict[str, Any]]:
    n_nodes = 0
    for script in root.iter("script"):
        if script.get("type", "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            said = json.loads((script.text or "")[:MAX_LD_CHARS].strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [said]
        while waiting and n_nodes < N_NODES:
            node = waiting.pop(0)
            n_nodes += 1
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                yield node
                waiting.extend(
                    node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in node
                )


def _types(node: dict[str, Any]) -> list[str]:
    said = node.get("@type")
    listed = said if isinstance(said, list) else [said]
    return [str(kind).rpartition("/")[2].lower() for kind in listed if isinstance(kind, str)]


def _article(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    typed = [node for node in nodes if ARTICLE_TYPES.intersection(_types(node))]
    strong = [node for node in typed if not WEAK_TYPES.issuperset(ARTICLE_TYPES.intersection(_types(node)))]
    return max(strong or typed, key=_fullness, default={})


def _fullness(node: dict[str, Any]) -> tuple[bool, bool]:
    return "articleBody" in node or "liveBlogUpdate" in node, "headline" in node


def _title(root: lxml_html.HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str:
    """Prefer the headline that stands on the page, where what the metas say agrees with it; what a page only whispers to
    machines comes after."""
    said = [
        markup.line(t)
        for t in (_first(article.get("headline")), metas.get("og:title", ""), metas.get("twitter:title", ""))
    ]
    in_head = markup.line(next((e.text_content() for e in root.iter("title")), ""))
    shown = [markup.line(" ".join(e.itertext())) for e in root.iter("h1")]
    shown = [title for title in shown[:20] if (10 <= len(title) <= 300) or (len(title) > 3 and not title.isascii())]
    known = [title for title in (*said, in_head) if title]
    for title in shown:
        if any(_overlap(title, other) >= 0.6 for other in known):
            return title
    outlet = markup.line(metas.get("og:site_name", ""))
    best = next((title for title in (*said, *shown, in_head) if title), "")
    return _without_outlet(best, outlet)[:300]


def _overlap(title: str, other: str) -> float:
    mine, theirs = set(re.findall(r"\w+", title.casefold())), set(re.findall(r"\w+", other.casefold()))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs))) if mine and theirs else 0.0


def _without_outlet(title: str, outlet: str) -> str:
    head, mark, tail = max((title.rpartition(m) for m in (" | ", " - ", " – ", " — ")), key=lambda parts: len(parts[0]))
    if mark and outlet and _overlap(tail, outlet) >= 0.5 and len(head) > 10:
        return head.strip()
    return title


def _byline(article: dict[str, Any], metas: dict[str, str]) -> str:
    said = article.get("author") or article.get("creator")
    names = [_name(author) for author in (said if isinstance(said, list) else [said])]
    found = [markup.line(name) for name in names if name] or [markup.line(_meta(metas, _AUTHORS))]
    kept = [re.sub(r"^(?:by|von|par|por|di|door)\s+", "", name, flags=re.IGNORECASE) for name in found]
    return ", ".join(dict.fromkeys(name for name in kept if name and "://" not in name and name[0] != "@"))[:200]


def _published_at(
    root: lxml_html.HtmlElement, article: dict[str, Any], metas: dict[str, str], url: str
) -> datetime | None:
    said = [_first(article.get(key)) for key in ("datePublished", "dateCreated", "uploadDate", "dateModified")]
    said += [metas.get(name, "") for name in _PUBLISHED]
    said += [time.get("datetime", "") for time in list(root.iter("time"))[:3]]
    said += [metas.get("article:modified_time", ""), metas.get("og:updated_time", "")]
    for stated in said:
        at = stamps.read(stated)
        if at is not None:
            return at
    in_url = _DATE_IN_URL.search(url)
    return stamps.read("{}-{:0>2}-{:0>2}".format(*in_url.groups())) if in_url else None


def _language(root: lxml_html.HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str:
    said = (_first(article.get("inLanguage")), root.get("lang", ""), root.get("xml:lang", ""),
            metas.get("og:locale", ""), metas.get("content-language", ""), metas.get("language", ""))  # fmt: skip
    for tag in said:
        tag = tag.strip().replace("_", "-").split(",")[0]
        if re.fullmatch(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}", tag):
            return tag.split("-")[0].lower() if tag[:2].lower() != "zh" else tag
    return ""


def _topics(article: dict[str, Any], metas: dict[str, str]) -> tuple[str, ...]:
    said: list[str] = []
    for value in (
        article.get("articleSection"),
        article.get("keywords"),
        _meta(metas, _SECTIONS),
        metas.get("news_keywords"),
    ):
        listed = value if isinstance(value, list) else re.split(r"[,;]", value) if isinstance(value, str) else []
        said += [markup.line(word) for word in listed if isinstance(word, str)]
    return tuple(dict.fromkeys(word[:80] for word in said if word and ":" not in word))[:12]


def _pictures(root: lxml_html.HtmlElement, article: dict[str, Any], pairs: list[tuple[str, str]]) -> Iterator[str]:
    yield from (content for name, content in pairs if name in _PICTURES)
    yield from (
        link.get("href", "") for link in root.iter("link") if "image_src" in link.get("rel", "").lower().split()
    )
    said = [article.get("image"), article.get("thumbnailUrl")]
    for value in [one for each in said for one in (each if isinstance(each, list) else [each])][:N_PICTURES]:
        named = value.get("url") if isinstance(value, dict) else value
        if isinstance(named, str):
            yield named


def _stated_url(root: lxml_html.HtmlElement, metas: dict[str, str]) -> str:
    """Name a page that comes without a URL (a file) as it names itself; '' where it does not."""
    links = [link.get("href", "") for link in root.iter("link") if "canonical" in link.get("rel", "").lower().split()]
    return next((named for named in (urls.join("", link) for link in [*links, metas.get("og:url", "")]) if named), "")


def _canonical_url(root: lxml_html.HtmlElement, url: str) -> str:
    """Believe a canonical link only within the same site: no page may take another outlet's place."""
    for link in root.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            named = urls.join(url, link.get("href", ""))
            return urls.canonical(named) if named and urls.place(named) == urls.place(url) else ""
    return ""


def _is_paywalled(nodes: list[dict[str, Any]], metas: dict[str, str]) -> bool:
    said = [str(node["isAccessibleForFree"]).strip().lower() for node in nodes if "isAccessibleForFree" in node]
    return "false" in said or metas.get("article:content_tier", "").lower() == "locked"


def _body(article: dict[str, Any]) -> str:
    """The text as the metadata give it; of a live page, with all its updates."""
    updates = article.get("liveBlogUpdate")
    parts = [
        article,
        *(update for update in (updates if isinstance(updates, list) else [])[:300] if isinstance(update, dict)),
    ]
    stated = (
        _first(part.get(key))[:MAX_BODY_CHARS] for part in parts for key in ("headline", "articleBody") if key in part
    )
    return "\n\n".join(markup.paragraphs(text) for text in stated if text) if "articleBody" in str(parts[:3]) else ""


def _meta(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _name(said: object) -> str:
    if isinstance(said, list):
        said = said[0] if said else ""
    if isinstance(said, dict):
        said = said.get("name") or said.get("text") or ""
    return said if isinstance(said, str) else ""


def _first(said: object) -> str:
    if isinstance(said, list):
        said = said[0] if said else ""
    return said if isinstance(said, str) else ""
