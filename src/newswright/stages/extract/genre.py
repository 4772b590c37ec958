"""Tell a report from an opinion, a live page and an advertisement: by what the page says of itself, never by its views."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from newswright.records.reports import Genre

_OPINION_TYPES = frozenset({"opinionnewsarticle", "reviewnewsarticle", "satiricalarticle"})
_OPINION_WORDS = """
    opinion opinions op-ed op-eds oped editorial editorials comment commentary commentaries commentisfree column columns
    columnist columnists columnas viewpoint viewpoints perspective perspectives letters letters-to-the-editor
    opinión opinione opinioni
    meinung meinungen kommentar kommentare leitartikel kolumne kolumnen tribune tribunes chronique chroniques point-de-vue
    points-de-vue mening ledare debatt opinião
"""
_OPINION = frozenset(_OPINION_WORDS.split())
_LIVE_WORDS = "live liveblog live-blog live-updates liveticker en-direct en-vivo minuto-a-minuto"
_LIVE = frozenset(_LIVE_WORDS.split())
_SPONSORED_WORDS = """
    sponsored sponsored-content paid-content paidcontent paid-post partner-content advertorial advertorials branded-content
    brandstudio promoted anzeige anzeigen publireportage contenido-patrocinado
"""
_SPONSORED = frozenset(_SPONSORED_WORDS.split())
_OPINION_TITLE = re.compile(
    r"(?:opinion|editorial|op-?ed|comment(?:ary)?|column|meinung|kommentar|opini[oó]n|tribune)\s*[:|–—]", re.IGNORECASE
)
_LIVE_TITLE = re.compile(
    r"(?:live|live\s?blog|liveticker|en direct|en vivo)\s*[:|–—]|.*\blive updates?\b|.* [–—-] live$", re.IGNORECASE
)


def tell(*, url: str, title: str, types: Iterable[str], sections: Iterable[str]) -> Genre:
    """Name the genre of a page by its address, headline, JSON-LD types and sections (whole words of the path and the labels,
    so that news about public opinion stays news)."""
    kinds = frozenset(types)
    words = {segment.lower() for segment in urlsplit(url).path.split("/")} | {_slug(label) for label in sections}
    if "advertisercontentarticle" in kinds or words & _SPONSORED:
        return Genre.SPONSORED
    if "liveblogposting" in kinds or words & _LIVE or _LIVE_TITLE.match(title):
        return Genre.LIVE
    if kinds & _OPINION_TYPES or words & _OPINION or _OPINION_TITLE.match(title):
        return Genre.OPINION
    return Genre.REPORT


def _slug(label: str) -> str:
    return "-".join(label.lower().split())
