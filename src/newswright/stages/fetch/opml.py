"""Read and write OPML, the list of feeds that readers exchange (http://opml.org/spec2.opml)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from newswright.errors import BadInput
from newswright.records.ids import feed_id, source_id
from newswright.records.sources import Feed, Source
from newswright.text import markup, urls

N_PARTNERS = 50
MAX_BYTES = 8 * 2**20  # room for 40,000 feeds at 200 bytes each


def read(body: bytes, *, path: str | None = None) -> list[tuple[Source, Feed]]:
    """Read the feeds that an OPML file lists, each with its source; raises BadInput. Folders become topics; entities and
    external references are never followed; a feed listed twice is one."""
    if len(body) > MAX_BYTES:
        raise BadInput(f"{len(body):,} bytes are too many for a list of feeds", path=path, expected="at most 8 MiB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput(f"it is no XML that can be read ({error})", path=path, expected="an OPML file") from error
    if root is None or not isinstance(root.tag, str) or etree.QName(root).localname.lower() != "opml":
        raise BadInput("its root is not <opml>", path=path, expected="an OPML file")
    found: dict[str, tuple[Source, Feed]] = {}
    for outline in root.iter("outline"):
        url = urls.join("", _attribute(outline, "xmlurl"))
        if url:
            found.setdefault(url, _pair(outline, url))
    return list(found.values())


def _pair(outline: etree._Element, url: str) -> tuple[Source, Feed]:
    name = markup.line(_attribute(outline, "title") or _attribute(outline, "text")) or urls.site(url)
    homepage = urls.join("", _attribute(outline, "htmlurl")) or None
    folders = [markup.line(_attribute(a, "text") or _attribute(a, "title")) for a in outline.iterancestors("outline")]
    source = Source(
        id=source_id(name[:200]),
        name=name[:200],
        homepage_url=homepage,
        owner=_said(outline, "owner"),
        country=(_said(outline, "country") or "")[:2].upper() or None,
        language=_said(outline, "language"),
        partners=tuple(
            name for part in _attribute(outline, "partners").split(";")[:N_PARTNERS] if (name := _name(part))
        ),
        topics=tuple(folder[:80] for folder in reversed(folders) if folder),
    )
    return source, Feed(id=feed_id(url), source_id=source.id, url=url, title=name[:200])


def _said(outline: etree._Element, name: str) -> str | None:
    return _name(_attribute(outline, name)) or None


def _name(stated: str) -> str:
    return markup.line(stated)[:200]


def _attribute(outline: etree._Element, name: str) -> str:
    """Read an attribute in whatever case it is written: xmlUrl, xmlurl, XMLURL all occur."""
    return next((str(value).strip() for key, value in outline.attrib.items() if str(key).lower() == name), "")


def write(sources: Iterable[Source], feeds: Iterable[Feed], *, title: str = "Newswright") -> str:
    """Write sources and their feeds as OPML 2.0, in order of name."""
    by_id = {source.id: source for source in sources}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"  <head><title>{escape(markup.line(title))}</title></head>", "  <body>"]
    for feed in sorted(
        feeds, key=lambda feed: (by_id[feed.source_id].name if feed.source_id in by_id else "", feed.url)
    ):
        lines.append(f"    <outline {_attributes(feed, by_id.get(feed.source_id))}/>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _attributes(feed: Feed, source: Source | None) -> str:
    name = markup.line(source.name if source else feed.title or feed.url)
    pairs = {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url}
    if source and source.homepage_url:
        pairs["htmlUrl"] = source.homepage_url
    if source:
        about = (("owner", source.owner), ("country", source.country), ("language", source.language))
        pairs |= {key: stated for key, stated in (*about, ("partners", "; ".join(source.partners))) if stated}
    return " ".join(f"{key}={quoteattr(markup.clean(value))}" for key, value in pairs.items())
