"""Parse a page and take out of it whatever a person would not see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from newswright.text import markup

MAX_CHARS = 8 * 2**20
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# HTML, 4.2: these names mean a superset (https://encoding.spec.whatwg.org/#names-and-labels).
_SUPERSETS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
              "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "iso-8859-9": "cp1254",
              "tis-620": "cp874"}  # fmt: skip

_UNSEEN_TAGS_WORDS = "script style template noscript iframe object embed svg math select textarea dialog"
_UNSEEN_TAGS = frozenset(_UNSEEN_TAGS_WORDS.split())
_SPARED = frozenset({"html", "body", "main", "article"})  # hidden until a script runs, on many sites
_UNSEEN_CLASSES = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-(?:text|only)|hidden-visually|u-visually-hidden|a11y-hidden|offscreen"
    r"|off-screen|assistive-text)(?:\s|$)",
    re.IGNORECASE,
)
MAX_SHEET_CHARS = 1_100_000  # the longest style element at hand has 1,043,526
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_BLOCK = re.compile(
    r"@(?:media|supports|container|keyframes)[^{}]{0,300}\{(?:[^{}]{0,5000}\{[^{}]{0,5000}\}){0,400}[^{}]{0,200}\}"
)
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?(?:([.#])(-?[_a-zA-Z][\w-]*))\Z")
N_RULES = 12_000  # of one style element; the longest at hand has 11,843


@dataclass(frozen=True, slots=True)
class Tree:
    """A page as a tree. `is_cut`: nested so deeply that the parser dropped a part."""

    root: lxml_html.HtmlElement
    is_cut: bool


def parse(body: bytes, content_type: str | None) -> Tree | None:
    """Parse a page's bytes; None where there is nothing to parse."""
    text = decode(body, content_type)[:MAX_CHARS].replace("\x00", "")
    if not text.strip():
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    is_cut = any("xcessive depth" in entry.message for entry in parser.error_log)
    return Tree(root, is_cut)


def decode(body: bytes, content_type: str | None) -> str:
    """Turn bytes into text: by byte order mark, HTTP charset, meta charset, and what the bytes themselves allow."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    named = re.search(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", content_type or "", re.IGNORECASE)
    declared = _CHARSET.search(body[:4096])
    names = [named[1] if named else "", declared[1].decode("ascii") if declared else ""]
    for name in filter(None, names):
        try:
            return body.decode(_SUPERSETS.get(name.lower(), name), "replace")
        except LookupError:
            continue
    return body.decode("utf-8" if body.count(b"\xc3") > 20 else "cp1252", "replace")


def strip_unseen(root: lxml_html.HtmlElement) -> int:
    """Remove, in place, what a person would not see: scripts, templates, hidden elements, and text that hides by its style,
    inline or by a simple rule of the page's own stylesheets. Returns how many characters of text went with hidden elements."""
    classes, ids = _hidden_by_rule(root)
    n_chars = 0
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _SPARED:
            continue
        if element.tag in _UNSEEN_TAGS:
            _remove(element)
        elif _is_unseen(element, classes, ids):
            n_chars += sum(map(len, element.itertext()))
            _remove(element)
    return n_chars


def _is_unseen(element: etree._Element, classes: frozenset[str], ids: frozenset[str]) -> bool:
    get = element.get
    if get("hidden") is not None or (get("aria-hidden") or "").strip().lower() == "true":
        return True
    style = get("style")
    if style and markup.hides(style):
        return True
    names = get("class") or ""
    if names and _UNSEEN_CLASSES.search(names):
        return True
    is_ruled_out = not classes.isdisjoint(names.split()) or (bool(ids) and get("id") in ids)
    return is_ruled_out and not _holds_the_article(element)


def _holds_the_article(element: etree._Element) -> bool:
    """A container of the whole article that a stylesheet hides is one that a script shows once it has loaded."""
    return next(element.iter("h1", "article", "main"), None) is not None


def _hidden_by_rule(root: lxml_html.HtmlElement) -> tuple[frozenset[str], frozenset[str]]:
    classes: set[str] = set()
    ids: set[str] = set()
    for style in root.iter("style"):
        for selector in _hiding_selectors(style.text or ""):
            simple = _SIMPLE.match(selector)
            if simple:
                (classes if simple[1] == "." else ids).add(simple[2])
    return frozenset(classes), frozenset(ids)


def _hiding_selectors(sheet: str) -> Iterator[str]:
    sheet = _AT_BLOCK.sub("", _CSS_COMMENT.sub("", sheet[:MAX_SHEET_CHARS]))
    for rule in sheet.split("}")[:N_RULES]:
        selectors, _, declarations = rule.rpartition("{")
        # A font size of 0 in a stylesheet closes the gaps between inline blocks, whose own rules set it again.
        if "{" not in selectors and "font-size" not in declarations and markup.hides(declarations):
            yield from (selector.strip() for selector in selectors.split(",") if len(selector) < 200)


def _remove(element: etree._Element) -> None:
    """Take an element out and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
