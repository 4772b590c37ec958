"""Tell a report from an opinion, a live page and an advertisement: by what the page says of itself, never by its views."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from newswright.records.reports import Genre

_OPINION_TYPES = frozenset({"opinionnewsarticle", "reviewnewsarticle", "satiricalarticle"})
_OPINION = re.compile(
    r"(?:^|[/\s|>-])(?:opinions?|op-?ed|editorials?|comment(?:ary)?|commentisfree|columns?|columnists?|columnas?|viewpoints?|perspectives?"
    r"|letters|opini[oó]n|opinione|meinung|kommentare?|leitartikel|kolumnen?|tribunes?|chroniques?|points?-de-vue|mening|ledare)"
    r"(?:$|[/\s|<:.-])",
    re.IGNORECASE,
)
_OPINION_TITLE = re.compile(
    r"^(?:opinion|editorial|op-?ed|comment(?:ary)?|column|meinung|kommentar|opini[oó]n|tribune)\s*[:|–—-]",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"(?:^|/)(?:live|live-?blog|live-?updates?|liveticker|en-direct|en-vivo|minuto-a-minuto)(?:$|[/-])", re.IGNORECASE
)
_LIVE_TITLE = re.compile(
    r"^(?:live|live\s?blog|liveticker|en direct|en vivo|directo)\s*[:|–—-]|\blive updates?\b|– live$|- live$",
    re.IGNORECASE,
)
_SPONSORED = re.compile(
    r"(?:^|[/\s])(?:sponsored|sponsored-content|paid-?content|paid-?post|partner-?content|advertorials?|branded-?content|brandstudio|promoted"
    r"|anzeige|publireportage|contenido-patrocinado)(?:$|[/\s-])",
    re.IGNORECASE,
)  # fmt: skip


def tell(*, url: str, title: str, types: Iterable[str], sections: Iterable[str]) -> Genre:
    """Name the genre of a page by its address, headline, JSON-LD types and sections."""
    path, kinds, labels = urlsplit(url).path, frozenset(types), [s.strip() for s in sections if s]
    if "advertisercontentarticle" in kinds or _SPONSORED.search(path) or any(map(_SPONSORED.search, labels)):
        return Genre.SPONSORED
    if "liveblogposting" in kinds or _LIVE.search(path) or _LIVE_TITLE.search(title):
        return Genre.LIVE
    if kinds & _OPINION_TYPES or _OPINION.search(path) or _OPINION_TITLE.search(title):
        return Genre.OPINION
    return (
        Genre.OPINION if any(_OPINION.fullmatch(label) or _OPINION.match(label) for label in labels) else Genre.REPORT
    )
