"""Split text into sentences, as spans, so that every one of them can be cited.

No sentence crosses a paragraph break. Abbreviations, initials, decimal numbers and ordinals do not end a sentence, and neither
does a full stop inside a quotation that is closed later in its paragraph: a quotation is never cut in two.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from newswright.text import quotations

_END = re.compile(r"""(?:[.!?…]+|[।॥؟۔።])["”’'»)\]›]*(?=\s|$|[“"‘«(])|[。！？｡]+[」』”’）)"]*|\n+""")
_LINE_BREAK = re.compile(r"\s*\n\s*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end of a sentence: what they abbreviate needs what follows.
_LEADING = _words(
    "mr mrs ms mx dr prof rev fr hon gen lt col maj capt cpl sgt cmdr adm brig gov sen rep pres supt insp amb st mt ft vs no nos "
    "art vol fig al rs approx ca cf dept hr frau herr sr sra srta dra lic ing m mm mme mlle jan feb mar apr jun jul aug sept sep "
    "oct nov dec bzw z.b d.h u.a i.e e.g nr str op ven vis const asst atty messrs sec ex dist"
)
# May end a sentence, and does where the next word commonly starts one.
_TRAILING = _words(
    "inc corp co ltd jr sr etc a.m p.m am pm u.s u.k u.n e.u d.c bros est plc usw dist univ ave blvd rd ph.d"
)
_STARTERS = _words(
    "the a an he she it they we i you his her its their this that these those there in on at as after before but and or if when "
    "while since for from with by to of not no some many most more all one two both according however meanwhile also earlier "
    "later last der die das ein eine er sie es wir im am in und aber doch el la los las un una en pero y le les des il elle ils "
    "dans mais et"
)
_ORDINAL_NOUN = re.compile(
    r"\s+(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jahrhundert|juni|mal|runde|"
    r"platz|tag|spieltag|bundesliga|liga|minute)",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"([^\W_](?:[\w’'-]|\.(?=\w))*)$")
_NEXT_WORD = re.compile(r"\s*[“\"‘'«„(\[]*([^\W_][\w’'-]*)?")
_PLACE = r"[A-ZÀ-Þ][\w.'’/-]*(?:[ -][A-ZÀ-Þ][\w.'’/-]*){0,3}"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.'’/-]*){0,4}"
_DASH = r"\s*(?:[—–―:]|--?|-)\s*"
_DATELINE = re.compile(
    rf"\s*(?:{_CAPITALS}(?:,\s?[A-ZÀ-Þ][\w.]*(?:\s[\w.]+){{0,3}}){{0,2}}(?:\s\(?\d{{1,2}}\)?)?(?:\s*\([^()\n]{{2,40}}\))?{_DASH}"
    rf"|{_PLACE}(?:,\s?[A-ZÀ-Þ][\w.]*(?:\s[\w.]+){{0,3}}){{0,2}}\s*\([^()\n]{{2,40}}\){_DASH}"
    rf"|\([^()\n]{{2,30}}\)\s*(?:[—–―]|--?|-)\s*)(?=\S)"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Cut the span out of its text."""
        return text[self.start : self.end]


def split(text: str) -> list[Span]:
    """Find the sentences of a text, in order, without the white space around them."""
    quoted = quotations.marks(text)
    starts = [start for start, _ in quoted]
    spans: list[Span] = []
    begin = 0
    for match in _END.finditer(text):
        end = _after_quotation(match.end(), quoted, starts)
        if "\n" not in match.group() and not _ends(text, begin, match, end, quoted, starts):
            continue
        _add(spans, text, begin, end)
        begin = end
    _add(spans, text, begin, len(text))
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return
    start += len(piece) - len(piece.lstrip())
    if not any(c.isalnum() for c in bare) and spans and "\n" not in text[spans[-1].end : start]:
        spans[-1] = Span(spans[-1].start, start + len(bare))
        return
    spans.append(Span(start, start + len(bare)))


def _after_quotation(end: int, quoted: list[tuple[int, int]], starts: list[int]) -> int:
    """Take in the closing mark that follows at once, whatever its style („…“)."""
    place = bisect_right(starts, end) - 1
    return end + 1 if place >= 0 and quoted[place][1] == end + 1 else end


def _ends(
    text: str, begin: int, match: re.Match[str], end: int, quoted: list[tuple[int, int]], starts: list[int]
) -> bool:
    if _inside(end, quoted, starts):
        return False
    mark = match.group()
    if mark[0] in "。！？｡।॥؟۔።":
        return True
    following = _NEXT_WORD.match(text, end)
    word = following.group(1) if following else None
    if word and word[0].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    return not _abbreviates(text, begin, match.start(), end, word or "", is_bare=mark == ".")


def _inside(at: int, quoted: list[tuple[int, int]], starts: list[int]) -> bool:
    place = bisect_right(starts, at) - 1
    return place >= 0 and quoted[place][0] < at < quoted[place][1]


def _abbreviates(text: str, begin: int, dot: int, after: int, following: str, *, is_bare: bool) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation, initial or ordinal, and ends no sentence."""
    last = _LAST_WORD.search(text[max(begin, dot - 24) : dot])
    if last is None:
        return False
    word = last.group(1)
    folded = word.casefold()
    if word.isdigit():
        is_list_number = not text[begin : dot - len(word)].strip() and len(word) <= 2
        return is_list_number or (len(word) <= 2 and bool(_ORDINAL_NOUN.match(text, after)))
    if not is_bare:
        return False
    if folded in _LEADING:
        return (
            folded not in {"no", "m", "al", "art", "dec", "mar", "sr"}
            or not following
            or word != folded
            or following[0].isdigit()
        )
    if folded in _TRAILING or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return following.casefold() not in _STARTERS if following else False
    is_initial = len(word) == 1 and word.isalpha() and word.isupper()
    return is_initial and following.casefold() not in _STARTERS


def dateline(text: str) -> Span | None:
    """Find the dateline at the head of a report ("GALLE, Sri Lanka (AP) — "), its dash and spaces included."""
    match = _DATELINE.match(text[:120])
    if match is None or match.end() > 90:
        return None
    return Span(0, match.end())
