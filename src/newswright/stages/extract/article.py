"""Make a report of a page, or of what a feed carries of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import trafilatura
from lxml.html import HtmlElement

from newswright.records import ids
from newswright.records.reports import Entry, Report
from newswright.records.sources import AiUse, Failure, FailureKind, Rights, Source
from newswright.stages.extract import genre, metadata, phrases, tree
from newswright.text import agencies, bounds, language, markup, references, rights, urls

MIN_KEY_CHARS = 40  # letters of a paragraph that holds a link; teasers and lists of links are shorter
MAX_KEY_CHARS = 400  # of it, that are looked for in the article
MAX_KICKER_CHARS = 80  # "World | Politics", "Breaking news": shorter than any lead


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractPolicy:
    """What counts as an article."""

    min_chars: int = 200  # two sentences; the shortest true body of 80 Fundus pages has 418
    min_dense_chars: int = 70  # in scripts without spaces, which say as much in a third of the characters
    consent_max_chars: int = 3000  # a consent wall is short; an article about cookies is not
    n_consent_phrases: int = 3
    min_body_share: float = 0.6  # below this share of a visible articleBody, what was extracted is taken for a fragment
    partial_max_chars: int = 1500  # a text that ends in "Read more" and is longer is whole, and advertises
    max_chars: int = 200_000  # 30,000 words; no news report is longer
    max_correction_chars: int = 1000


def report(
    body: bytes,
    *,
    url: str,
    headers: Mapping[str, str] | None = None,
    entry: Entry | None = None,
    source: Source | None = None,
    now: datetime,
    policy: ExtractPolicy | None = None,
    robots_txt: str | None = None,
) -> Report | Failure:
    """Make a report of a page's bytes. Pure and picklable, and hard on time where the page is hostile: run it inside a Parser.

    `headers` have lower-case names. What the page says of itself goes before what the feed says; without a Source the outlet
    is named by the page or its host; without a URL the page is named as it names itself. Where AI use is refused
    (text.rights), the report has title and link, and no text.
    """
    policy = policy or ExtractPolicy()
    licence = source.licence if source else None
    found = _read(body, url, headers or {}, robots_txt, licence, now, policy)
    if isinstance(found, Failure):
        return found
    about, title = found.about, found.about.title or (entry.title if entry else "")
    text, note = _without_corrections(_below_headline(found.paragraphs, title), policy)
    text = markup.clean(text)[: policy.max_chars]
    byline = about.byline or (entry.byline if entry else None) or None
    is_refused = found.rights.ai_use is AiUse.REFUSED
    failure = _no_article(text, title, about, policy, is_refused=is_refused)
    if failure is not None:
        return failure
    return Report(
        id=ids.report_id(about.canonical_url or urls.canonical(about.url) or f"urn:page:{ids.digest(title, text)}"),
        source_id=source.id if source else ids.source_id(about.outlet or urls.site(about.url) or "unknown"),
        outlet=(source.name if source else about.outlet or urls.site(about.url) or "unknown")[:200],
        url=about.url,
        title=title,
        text="" if is_refused else text,
        published_at=about.published_at or (entry.published_at if entry else None) or (entry.seen_at if entry else now),
        seen_at=entry.seen_at if entry else now,
        language=_language(text or title, about.language, entry, source),
        byline=byline,
        owner=source.owner if source else None,
        country=source.country if source else None,
        topics=_topics(about.topics, entry, source),
        genre=genre.tell(url=about.url, title=title, types=about.types, sections=_sections(about, entry)),
        rights=found.rights,
        is_paywalled=about.is_paywalled,
        is_partial=found.is_cut or _is_partial(text, about.is_paywalled, policy),
        is_withdrawn=bool(phrases.WITHDRAWN.match(title)),
        correction_note=None if is_refused else (note or about.correction or None),
        partners=source.partners if source else (),
        printed_for=agencies.agreed(source.partners, text, byline) if source else None,
        links=() if is_refused else _links(found.links, entry),
        images=() if is_refused else _images(about.images, entry),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    about: metadata.Metadata
    rights: Rights
    paragraphs: list[str]
    links: tuple[str, ...]
    is_cut: bool


def _read(
    body: bytes,
    url: str,
    headers: Mapping[str, str],
    robots_txt: str | None,
    licence: str | None,
    now: datetime,
    policy: ExtractPolicy,
) -> _Reading | Failure:
    excess = bounds.excess(body, bounds.PAGE)
    if excess:
        return Failure(kind=FailureKind.QUARANTINE, message=f"the page was not parsed: {excess}", url=url)
    page = tree.parse(body, headers.get("content-type"))
    if page is None:
        return Failure(kind=FailureKind.PARSE, message="the page is empty, or no HTML", url=url)
    about = metadata.read(page.root, url)
    decision = rights.decide(robots_txt, about.url, headers, about.marks, licence=licence, now=now)
    tree.strip_unseen(page.root)
    anchors = _anchors(page.root)  # before the extraction, which takes the tree apart
    paragraphs = _paragraphs(page.root, about.body, policy)
    links = _within(anchors, paragraphs, about.url)
    return _Reading(about=about, rights=decision, paragraphs=paragraphs, links=links, is_cut=page.is_cut)


def _anchors(root: HtmlElement) -> list[tuple[str, str]]:
    """List the links that stand in running text: (the text around it as a key, where it leads)."""
    found: list[tuple[str, str]] = []
    keys: dict[HtmlElement, str] = {}
    for anchor in root.iter("a"):
        block = next(anchor.iterancestors("p", "li", "blockquote", "td", "div"), None)
        target = anchor.get("href", "")
        if block is None or block.tag == "div" or not target or target[0] in "#?":
            continue
        if block not in keys:
            keys[block] = _key("".join(block.itertext()))[:MAX_KEY_CHARS]
        found.append((keys[block], target))
        if len(found) == references.N_TRIED:
            break
    return found


def _within(anchors: Iterable[tuple[str, str]], paragraphs: list[str], url: str) -> tuple[str, ...]:
    """Of a page's links, keep those of other sites that stand in the article's own text: no navigation, no teasers."""
    whole = _key(" ".join(paragraphs))
    return references.links((target for key, target in anchors if len(key) >= MIN_KEY_CHARS and key in whole), url)


def _links(found: tuple[str, ...], entry: Entry | None) -> tuple[str, ...]:
    return found or (entry.links if entry else ())


def _images(found: tuple[str, ...], entry: Entry | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*found, *(entry.images if entry else ()))))[: references.N_IMAGES]


def from_entry(
    entry: Entry,
    source: Source | None = None,
    now: datetime | None = None,
    *,
    robots_txt: str | None = None,
    policy: ExtractPolicy | None = None,
) -> Report:
    """Make a report of what a feed carries, where its page cannot be had or there is none. `is_partial` unless it looks whole."""
    policy = policy or ExtractPolicy()
    decision = rights.decide(
        robots_txt, entry.url, licence=source.licence if source else None, now=now or entry.seen_at
    )
    is_refused = decision.ai_use is AiUse.REFUSED
    text, note = _without_corrections([part for part in entry.text.split("\n\n") if part.strip()], policy)
    has_page = urls.is_web(entry.key)
    return Report(
        id=ids.report_id(entry.key),
        source_id=entry.source_id,
        outlet=source.name if source else urls.site(entry.url) or "unknown",
        url=entry.url,
        title=entry.title,
        text="" if is_refused else text[: policy.max_chars],
        published_at=entry.published_at or entry.seen_at,
        seen_at=entry.seen_at,
        language=_language(text or entry.title, "", entry, source),
        byline=entry.byline,
        owner=source.owner if source else None,
        country=source.country if source else None,
        topics=_topics((), entry, source),
        genre=genre.tell(url=entry.url, title=entry.title, types=(), sections=entry.topics),
        rights=decision,
        is_partial=has_page and (len(text) < policy.partial_max_chars or phrases.CUT.search(text) is not None),
        is_withdrawn=bool(phrases.WITHDRAWN.match(entry.title)),
        correction_note=None if is_refused else note or None,
        partners=source.partners if source else (),
        printed_for=agencies.agreed(source.partners, text, entry.byline) if source else None,
        links=() if is_refused else entry.links,
        images=() if is_refused else entry.images,
    )


def _paragraphs(root: HtmlElement, stated: str, policy: ExtractPolicy) -> list[str]:
    seen = {_key(part): part for part in _blocks(root)} if stated else {}
    found = trafilatura.bare_extraction(
        root, favor_precision=True, include_comments=False, include_tables=False, deduplicate=False, with_metadata=False
    )
    text = str(getattr(found, "text", None) or "")
    extracted = [part for part in map(_tidied, text.split("\n")) if part and not phrases.BOILERPLATE.fullmatch(part)]
    visible = _visible(stated, seen)
    if sum(map(len, extracted)) < policy.min_body_share * sum(map(len, visible)):
        return visible
    return extracted


def _blocks(root: HtmlElement) -> Iterable[str]:
    return (" ".join(" ".join(p.itertext()).split()) for p in root.iter("p", "li", "blockquote", "h2", "h3"))


def _visible(stated: str, seen: Mapping[str, str]) -> list[str]:
    """Of a text that stands in the page's metadata only, keep the paragraphs that also stand on the page, in page order:
    what machines are told and people are not shown is not evidence."""
    if not stated:
        return []
    whole = _key(stated)
    return [part for key, part in seen.items() if len(key) > 30 and key in whole]


def _key(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _below_headline(paragraphs: list[str], title: str) -> list[str]:
    """Drop the headline where the text begins with it, and a kicker above it; a lead above it stays."""
    headline = _key(title)
    for n, part in enumerate(paragraphs[:3]):
        if headline and _key(part) == headline:
            return [above for above in paragraphs[:n] if len(above) > MAX_KICKER_CHARS] + paragraphs[n + 1 :]
    return paragraphs


def _tidied(part: str) -> str:
    return re.sub(r"^(?:[-*•]\s+)", "", markup.line(part)) if part.strip() else ""


def _without_corrections(paragraphs: Iterable[str], policy: ExtractPolicy) -> tuple[str, str]:
    """Take the outlet's correction notes out of the text: they speak of an earlier text, and often repeat what was wrong."""
    kept: list[str] = []
    notes: list[str] = []
    for part in paragraphs:
        is_note = (
            len(part) <= policy.max_correction_chars
            and phrases.CORRECTION.match(part)
            and phrases.CORRECTS.search(part)
        )
        (notes if is_note else kept).append(part)
    return "\n\n".join(kept), " ".join(notes)


def _no_article(
    text: str, title: str, about: metadata.Metadata, policy: ExtractPolicy, *, is_refused: bool
) -> Failure | None:
    """Say why this is no article, or None. Of a page that refuses AI use only the headline counts."""
    is_dense = len(phrases.DENSE.findall(text[:400])) > len(text[:400]) / 3
    least = policy.min_dense_chars if is_dense else policy.min_chars
    message = None
    if not title:
        message = "it has no headline"
    elif is_refused:
        message = None
    elif len(text) < least:
        message = f"only {len(text)} characters of text were found"
    elif len(text) < policy.consent_max_chars and _asks_for_consent(text, policy):
        message = "it asks for consent, a login or a proof of being human, and shows no article"
    elif _is_front(about):
        message = "it is a front or index page"
    return Failure(kind=FailureKind.NO_ARTICLE, message=message, url=about.url) if message else None


def _asks_for_consent(text: str, policy: ExtractPolicy) -> bool:
    found = {match.casefold() for match in phrases.CONSENT.findall(text)}
    n_words = max(1, len(text.split()))
    return len(found) >= policy.n_consent_phrases and len(phrases.CONSENT.findall(text)) / n_words > 0.015


def _is_front(about: metadata.Metadata) -> bool:
    if about.types & (metadata.ARTICLE_TYPES - metadata.WEAK_TYPES) or about.metas.get("og:type") == "article":
        return False
    known_as = urls.canonical(about.url)
    return known_as.count("/") == 3 and known_as.endswith("/")


def _is_partial(text: str, is_paywalled: bool, policy: ExtractPolicy) -> bool:
    if len(text) > policy.partial_max_chars:
        return False
    return is_paywalled or phrases.CUT.search(text) is not None


def _sections(about: metadata.Metadata, entry: Entry | None) -> list[str]:
    return [about.section, *(entry.topics if entry else ())]


def _topics(stated: tuple[str, ...], entry: Entry | None, source: Source | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*stated, *(entry.topics if entry else ()), *(source.topics if source else ()))))[:12]


def _language(text: str, stated: str, entry: Entry | None, source: Source | None) -> str:
    """Believe what is stated, unless the script gives it the lie; ask the text where nobody states anything."""
    said = stated or (entry.language if entry else None) or (source.language if source else None) or ""
    tag = said if said.lower().startswith("zh") else said.split("-")[0].lower()
    if not tag or (tag in _LATIN and _is_foreign(text)):
        return language.detect(text, default=tag or "und")
    return tag


_LATIN_WORDS = "en de fr es it pt nl sv da no nb fi pl cs tr id ms vi ro hu"
_LATIN = frozenset(_LATIN_WORDS.split())


def _is_foreign(text: str) -> bool:
    letters = [c for c in text[:1000] if c.isalpha()]
    return sum(ord(c) > 0x24F for c in letters) > len(letters) / 2
