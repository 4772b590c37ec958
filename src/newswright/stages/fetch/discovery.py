"""Find the feeds behind a site's URL."""

import re

from lxml import etree
from lxml import html as lxml_html

from newswright.text import bounds, urls

_FEED_TYPES_WORDS = """application/rss+xml application/atom+xml application/feed+json application/rdf+xml application/x-rss+xml
    application/x.atom+xml application/json text/xml application/xml"""
FEED_TYPES = frozenset(_FEED_TYPES_WORDS.split())
# Where feeds stand on sites that do not name them, the commonest first (WordPress, Ghost, Hugo, Drupal, Blogger, Substack).
USUAL_PLACES = (
    "/feed",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/feeds/posts/default",
)
N_FEEDS = 20
_ANCHOR = re.compile(r"(?:^|[/._-])(?:rss|atom|feed|feeds)(?:$|[/._-])", re.IGNORECASE)


def discover(body: bytes, url: str) -> list[str]:
    """List the feeds of a site, given one of its pages: the page itself where it is a feed; else what it names as its feeds,
    then links that look like feeds, then the usual places. The last are guesses: visit them until one can be read."""
    if bounds.looks_like_feed(body):
        return [url]
    found = dict.fromkeys([*_named(body, url), *(urls.join(url, place) for place in USUAL_PLACES)])
    return [link for link in found if link][: N_FEEDS + len(USUAL_PLACES)]


def _named(body: bytes, url: str) -> list[str]:
    if bounds.excess(body, bounds.PAGE):
        return []
    try:
        root = lxml_html.document_fromstring(body)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    base = urls.join(url, next(iter(root.xpath("//base/@href")), "")) or url
    links = [
        link.get("href", "")
        for link in root.iter("link")
        if {"alternate", "feed"} & set(link.get("rel", "").lower().split())
        and link.get("type", "").split(";")[0].strip().lower() in FEED_TYPES
        and "oembed" not in link.get("href", "")
    ]
    anchors = [a.get("href", "") for a in root.iter("a") if _ANCHOR.search(a.get("href", "").split("?")[0])]
    joined = (urls.join(base, str(link)) for link in [*links, *anchors] if link)
    return [link for link in dict.fromkeys(joined) if link][:N_FEEDS]
