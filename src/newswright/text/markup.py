"""Turn markup into plain text, and plain text into clean text: what a person would see, and nothing that hides.

`clean` takes out what is invisible or steers a display: control characters, zero-width and bidirectional formatting characters,
tag characters, variation selectors beyond the emoji one, private use, lone surrogates. Joiners stay where scripts need them.
"""

import html
import re

from lxml import etree
from lxml import html as lxml_html

# Scripts whose spelling needs the zero-width joiner and non-joiner (Unicode Standard, ch. 9 and 12): Arabic to Syriac, the
# Indic blocks with Sinhala, Myanmar, Khmer, Mongolian; and emoji sequences after a symbol or an emoji variation selector.
_LONE_JOINER = re.compile(
    r"(?<![\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefe"
    r"\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffc\ud800-\udfff\ue000-\uf8ff"
    r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_LINE_BREAKS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")

_BLOCKS_WORDS = """
    address article aside blockquote body br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li
    main nav ol p pre section table tbody td tfoot th thead tr ul"""
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
_DROPPED_WORDS = "script style template noscript iframe object embed svg math head title textarea select button"
_BREAK = "\x1e"  # between blocks; a control character, so no text can hold it
_DROPPED = frozenset(_DROPPED_WORDS.split())
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TAG = re.compile(r"<(?:[a-zA-Z/][^<>]{0,2000}|!--.{0,2000}?--)>", re.DOTALL)


def clean(text: str) -> str:
    """Strip invisible characters, make spaces and line breaks uniform: runs of blank lines become one, ends are trimmed.

    Idempotent. Visible characters are never changed: no Unicode normalisation, so that quotations stay verbatim.
    """
    plain = _visible(_LINE_BREAKS.sub("\n", text))
    plain = _SPACES.sub(" ", plain)
    plain = _BLANK_LINES.sub("\n\n", re.sub(r" ?\n ?", "\n", plain))
    return plain.strip()


def _visible(text: str) -> str:
    plain = _INVISIBLE.sub("", text)
    return _LONE_JOINER.sub("", plain) if "\u200c" in plain or "\u200d" in plain else plain


def line(markup: str) -> str:
    """Read a title or a name that may hold HTML ('AT&amp;T <b>wins</b>') as one line of plain text ('AT&T wins')."""
    text = markup
    for _ in range(2):  # titles are often escaped twice
        if not _MARKUP.search(text):
            break
        text = html.unescape(_TAG.sub("", text))
    return " ".join(clean(text).split())


def paragraphs(markup: str) -> str:
    """Read a piece of HTML as plain text with a blank line between paragraphs; plain text comes back cleaned.

    Scripts, styles, templates, forms and comments go; hidden elements go only where `hidden` says so, since a feed's text
    has no stylesheet. Recursion-free: nesting cannot hurt it.
    """
    if not _MARKUP.search(markup):
        return clean(markup)
    try:
        root = lxml_html.document_fromstring(_visible(markup))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return clean(html.unescape(_TAG.sub(" ", markup)))
    parts: list[str] = []
    _collect(root, parts)
    joined = "".join(parts)
    if _BREAK not in joined.strip(_BREAK):  # a feed's text without blocks: its blank lines are what parts it
        joined = re.sub(r"\n\s*\n", _BREAK, joined)
    lines = (" ".join(part.split()) for part in joined.split(_BREAK))
    return clean("\n\n".join(part for part in lines if part))


def _collect(root: etree._Element, parts: list[str]) -> None:
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if skipped is None:
                if not isinstance(element.tag, str) or element.tag in _DROPPED or _is_hidden(element):
                    skipped = element
                    continue
                parts.append(_BREAK if element.tag in _BLOCKS else "")
                parts.append(element.text or "")
            continue
        if skipped is element:
            skipped = None
        elif skipped is None and element.tag in _BLOCKS:
            parts.append(_BREAK)
        if skipped is None:
            parts.append(element.tail or "")


_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:^|[;\s])opacity\s*:\s*0?\.?0*\s*(?:;|!|$)"
    r"|font-size\s*:\s*(?:0(?:\.0+)?(?:px|pt|r?em|%)?|[01](?:\.\d+)?px|0?\.[0-3]\d*r?em|[0-9]%)\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}"
    r"|(?:left|top|right|margin-left)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*[01]px[^;]*;(?=.*overflow\s*:\s*hidden)|(?:^|[;\s])color\s*:\s*transparent"
    r"|transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)


# One of these stands in every style that hides, whatever the case of the rest; looking for them first spares the pattern.
_HIDING_WORDS = ("none", "hidden", "collapse", "opacity", "font-size", "indent", "clip", "transparent", "scale(", ":-", ": -",
                 "NONE", "HIDDEN", "OPACITY", "FONT-SIZE", "INDENT", "CLIP", "None", "Hidden", "Opacity")  # fmt: skip


def hides(style: str) -> bool:
    """Say whether a CSS declaration block makes its element invisible to a person."""
    return any(word in style for word in _HIDING_WORDS) and bool(_HIDING.search(style[:4000]))


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true":
        return True
    style = element.get("style")
    return bool(style) and hides(style or "")
