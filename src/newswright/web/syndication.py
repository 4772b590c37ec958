"""Write articles as RSS 2.0, Atom and JSON Feed, and as a sitemap: each item opens with its label."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

from newswright.records import topics
from newswright.records.articles import Article, Correction
from newswright.web import labels, times
from newswright.web.site import Site, web_url

ATOM, DC = "http://www.w3.org/2005/Atom", "http://purl.org/dc/elements/1.1/"
CONTENT, PODCAST = "http://purl.org/rss/1.0/modules/content/", "https://podcastindex.org/namespace/1.0"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
DISCLOSURE = "urn:newswright:ai-disclosure"  # sitemaps have no field for it; readers skip what they do not know
RSS_NAMESPACES = {"atom": ATOM, "dc": DC, "content": CONTENT, "podcast": PODCAST}

# XML 1.0 has no way at all to write these characters.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed is of: its title, the page that shows the same, and its own address."""

    title: str
    page_url: str
    feed_url: str
    language: str
    base_url: str
    corrections: Mapping[str, Sequence[Correction]] = field(default_factory=dict)  # by story: an entry carries its own


def rss(site: Site, channel: Channel, articles: Sequence[Article], *, now: datetime) -> str:
    """Write RSS 2.0. A changed article keeps its guid; a reader that knows Atom's `updated` sees that it changed."""
    root = ET.Element("rss", {"version": "2.0", **{f"xmlns:{prefix}": uri for prefix, uri in RSS_NAMESPACES.items()}})
    head = ET.SubElement(root, "channel")
    _leaf(head, "title", channel.title)
    _leaf(head, "link", channel.page_url)
    _leaf(head, "description", labels.SITE_LABEL)
    _leaf(head, "language", channel.language)
    _leaf(head, "lastBuildDate", format_datetime(_newest(articles, now), usegmt=True))
    _leaf(head, "generator", "Newswright")
    ET.SubElement(head, "atom:link", {"href": channel.feed_url, "rel": "self", "type": "application/rss+xml"})
    ET.SubElement(head, "podcast:txt", {"purpose": "ai-content"}).text = "true"
    for article in articles:
        _rss_item(site, ET.SubElement(head, "item"), article, channel)
    return _written(root)


def _rss_item(site: Site, item: ET.Element, article: Article, channel: Channel) -> None:
    url = f"{channel.base_url}/story/{article.story_id}"
    _leaf(item, "title", article.headline.text)
    _leaf(item, "link", url)
    _leaf(item, "guid", url, isPermaLink="true")
    _leaf(item, "pubDate", format_datetime(article.first_issued_at, usegmt=True))
    _leaf(item, "atom:updated", times.machine(article.issued_at))
    _leaf(item, "dc:creator", site.settings.publisher)
    _leaf(item, "dc:language", article.language)
    _leaf(item, "category", article.labels.digital_source_type.value, domain=labels.IPTC_SCHEME)
    for topic in article.topics:
        _leaf(item, "category", topics.display(topic))
    _leaf(item, "podcast:txt", "true", purpose="ai-content")
    _leaf(item, "description", _summary(article))
    _leaf(item, "content:encoded", _body(site, article, url, channel))


def atom(site: Site, channel: Channel, articles: Sequence[Article], *, now: datetime) -> str:
    """Write Atom 1.0 (RFC 4287)."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": channel.language})
    _leaf(root, "title", channel.title)
    _leaf(root, "subtitle", labels.SITE_LABEL)
    _leaf(root, "id", channel.feed_url)
    _leaf(root, "updated", times.machine(_newest(articles, now)))
    ET.SubElement(root, "link", {"href": channel.feed_url, "rel": "self", "type": "application/atom+xml"})
    ET.SubElement(root, "link", {"href": channel.page_url, "rel": "alternate", "type": "text/html"})
    _leaf(ET.SubElement(root, "author"), "name", site.settings.publisher)
    _leaf(root, "generator", "Newswright")
    for article in articles:
        _atom_entry(site, ET.SubElement(root, "entry", {"xml:lang": article.language}), article, channel)
    return _written(root)


def _atom_entry(site: Site, entry: ET.Element, article: Article, channel: Channel) -> None:
    url = f"{channel.base_url}/story/{article.story_id}"
    _leaf(entry, "title", article.headline.text)
    _leaf(entry, "id", url)
    _leaf(entry, "published", times.machine(article.first_issued_at))
    _leaf(entry, "updated", times.machine(article.issued_at))
    ET.SubElement(entry, "link", {"href": url, "rel": "alternate", "type": "text/html"})
    for line in article.sources:
        if web_url(line.url):
            ET.SubElement(entry, "link", {"href": _plain(line.url), "rel": "related", "title": _plain(line.outlet)})
    source_type = article.labels.digital_source_type.value
    term = {"scheme": labels.IPTC_SCHEME, "term": source_type, "label": labels.of(article.labels).short}
    ET.SubElement(entry, "category", term)
    for topic in article.topics:
        ET.SubElement(entry, "category", {"term": _plain(topic), "label": _plain(topics.display(topic))})
    _leaf(entry, "rights", labels.of(article.labels).text)
    _leaf(entry, "summary", _summary(article))
    _leaf(entry, "content", _body(site, article, url, channel), type="html")


def json_feed(site: Site, channel: Channel, articles: Sequence[Article]) -> str:
    """Write JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page_url,
        "feed_url": channel.feed_url,
        "description": labels.SITE_LABEL,
        "language": channel.language,
        "authors": [{"name": site.settings.publisher}],
        "items": [_json_item(site, article, channel) for article in articles],
    }
    return json.dumps(feed, ensure_ascii=False)


def _json_item(site: Site, article: Article, channel: Channel) -> dict[str, Any]:
    url = f"{channel.base_url}/story/{article.story_id}"
    return {
        "id": url,
        "url": url,
        "title": article.headline.text,
        "summary": _summary(article),
        "content_html": _body(site, article, url, channel),
        "date_published": times.machine(article.first_issued_at),
        "date_modified": times.machine(article.issued_at),
        "language": article.language,
        "tags": [labels.of(article.labels).short, *(topics.display(topic) for topic in article.topics)],
        "_ai_disclosure": labels.machine(article),
    }


def sitemap(base_url: str, articles: Sequence[Article]) -> str:
    """Write a sitemap; each address with the label of what stands there."""
    root = ET.Element("urlset", {"xmlns": SITEMAP, "xmlns:ai": DISCLOSURE})
    for path in ("/", "/about/ai", "/corrections", "/sources", "/topics"):
        _leaf(ET.SubElement(root, "url"), "loc", base_url + path)
    for article in articles:
        url = ET.SubElement(root, "url")
        _leaf(url, "loc", f"{base_url}/story/{article.story_id}")
        _leaf(url, "lastmod", times.machine(article.issued_at))
        label, source_type = labels.of(article.labels), labels.IPTC_SCHEME + article.labels.digital_source_type.value
        _leaf(url, "ai:disclosure", label.text, value=label.disclosure, digitalSourceType=source_type)
    return _written(root)


def _summary(article: Article) -> str:
    """The label first, then the dek: whatever a reader's program cuts off, it is not the label."""
    if article.withdrawn:
        return f"{labels.of(article.labels).text} Withdrawn: {article.withdrawn}"
    return f"{labels.of(article.labels).text} {article.dek.text}"


def _body(site: Site, article: Article, url: str, channel: Channel) -> str:
    corrections = channel.corrections.get(article.story_id, ())
    label = labels.of(article.labels)
    return site.render("feed_body.html", {"article": article, "label": label, "url": url, "corrections": corrections})


def _newest(articles: Sequence[Article], now: datetime) -> datetime:
    return max(
        (article.issued_at for article in articles), default=now.replace(hour=0, minute=0, second=0, microsecond=0)
    )


def _leaf(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, {name: _plain(value) for name, value in attributes.items()}).text = _plain(text)


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
