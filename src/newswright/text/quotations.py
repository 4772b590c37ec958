"""Find what stands in quotation marks, and who said it.

All styles count: “…” "…" „…“ «…» »…« ‘…’ '…' 「…」 『…』 and their usual mixtures; apostrophes are not taken for quotation marks.
A quotation stays within its paragraph; quotations inside quotations belong to the outer one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newswright.text import calendars, spotting

_CLOSERS = {
    "“": '”"“',
    "”": "”",
    "„": '“”"',
    "‟": '”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "＂": "＂",
    "‘": "’'",
    "‚": "‘’",
    "'": "'’",
}
_MARK = re.compile("[" + re.escape("".join(sorted({*_CLOSERS, *"".join(_CLOSERS.values())}))) + "]")
_OPENER = re.compile(
    "[" + re.escape("".join(sorted(_CLOSERS))) + r"](?<![^\W_]')"
)  # no apostrophe behind a letter opens
_SINGLE = frozenset("‘‚'’")
_CJK = frozenset("「『")
_LONGEST_CHARS = 1500  # a longer run is an unclosed mark, not a quotation

_VERBS = """
    said says say told tells added adds announced argued asked claimed claims commented concluded confirmed continued
    declared denied emphasised emphasized explained insisted noted observed pointed_out recalled remarked replied reported
    responded reiterated stated stressed suggested tweeted posted urged warned wrote writes testified acknowledged
    admitted sagte sagt erklärte teilte betonte schrieb warnte kritisierte meinte berichtete dijo dice afirmó aseguró
    explicó declaró señaló añadió indicó advirtió escribió dit a_dit a_déclaré déclare a_affirmé affirme a_ajouté ajoute
    a_expliqué explique a_indiqué a_estimé écrit
"""
VERBS = tuple(verb.replace("_", " ") for verb in _VERBS.split())
SAYING = spotting.any_of(VERBS)  # a pattern for a verb of saying
_WORD = r"[^\W\d_][\w’'\-]*\.?"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w’'\-]*\.?)"
_PARTICLE = r"(?:of|de|del|della|di|da|van|von|der|den|la|le|bin|ibn|al|el|ul|y|e)"
NAME = rf"{_CAPITAL}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_CAPITAL}){{0,5}}"
_PRONOUNS = re.compile(
    r"(?:he|she|they|it|i|we|you|who|this|that|these|those|the|an?|his|her|their|there|but|and|in|on|at|as|when|"
    r"er|sie|es|ich|wir|der|die|das|él|ella|ellos|el|il|elle|ils|on|nous|le)\.?",
    re.IGNORECASE,
)
_ROLE = r"(?:,\s[^,.;:“”\"\n]{2,90},)?"
_AFTER_VERB_FIRST = re.compile(
    rf"\s*[,.–—-]?\s*(?:(?i:{SAYING}))\s+(?P<role>(?:[a-zà-ÿ][\w\-’']*\s+){{0,7}})(?P<name>{NAME})"
)
_AFTER_NAME_FIRST = re.compile(
    rf"\s*[,.–—-]?\s*(?:the\s+)?(?P<role>(?:[a-zà-ÿ][\w\-’']*\s+){{0,7}})(?P<name>{NAME}){_ROLE}\s+(?:(?:also|had|has|later)\s+)?"
    rf"(?:(?i:{SAYING}))\b"
)
_BEFORE = re.compile(
    rf"(?P<name>{NAME})(?:{_ROLE}|\s*\([^)]*\)|\s[a-z][^,.;:“”\"\n]{{0,60}}?)?\s*\b(?:(?i:{SAYING}))\b(?!\s+(?:er|sie|he|she|they|él|ella|il|elle)\b)"
    rf"[^.!?“”\"\n]{{0,80}}$"
)
_BEFORE_ACCORDING = re.compile(
    rf"(?i:according\s+to|laut|según|selon)\s+(?:[a-z][\w-]*\s+){{0,5}}(?P<name>{NAME})[^.!?“”\"\n]{{0,60}}$"
)
_AFTER_ACCORDING = re.compile(
    rf"\s*,?\s*(?i:according\s+to|laut|según|selon)\s+(?:[a-z][\w-]*\s+){{0,5}}(?P<name>{NAME})"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: `start`–`end` with its marks, `inner_start`–`inner_end` without, `text` within, and its named speaker."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    text: str
    speaker: str | None = None


def find(text: str) -> list[Quoted]:
    """Find the outermost quotations of a text, in order, each with its speaker where the words around it name one."""
    return [
        Quoted(start, end, start + 1, end - 1, text[start + 1 : end - 1], speaker(text, start, end))
        for start, end in marks(text)
    ]


def marks(text: str) -> list[tuple[int, int]]:
    """Find where outermost quotations start and end (exclusive), marks included; cheaper than `find`."""
    return list(_pairs(text))


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    while opening := _OPENER.search(text, position):
        position = opening.end()
        if not _opens(text, opening.start()):
            continue
        end = _closing(text, opening.start())
        if end is not None:
            yield opening.start(), end
            position = end


def _opens(text: str, at: int) -> bool:
    """A mark opens where no word touches it from the left and one does from the right."""
    mark = text[at]
    if mark not in _CLOSERS:
        return False
    if mark in _CJK:
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "“„«‹‘‚" and not (mark in "“‘" and before.isalnum()):
        return bool(after) and after != "\n" and (mark not in _SINGLE or not _elision(text, at))
    if before.isalnum() or before in tuple(".,;!?%") or not after or (after.isspace() and mark not in "«»"):
        return False
    return not (mark in _SINGLE and _elision(text, at))


def _elision(text: str, at: int) -> bool:
    """'90s, 'em, 'til: an apostrophe at the head of a word."""
    return bool(re.match(r"\d\ds?\b|(?:em|til|tis|twas|cause|n)\b", text[at + 1 : at + 8], re.IGNORECASE))


def _closing(text: str, at: int) -> int | None:
    mark = text[at]
    stop = text.find("\n", at)
    stop = min(len(text) if stop < 0 else stop, at + _LONGEST_CHARS)
    if mark in _SINGLE:
        return _closing_single(text, at, stop)
    depth = 0
    for close in _MARK.finditer(text, at + 1, stop):
        char, here = close.group(), close.start()
        if char in _CLOSERS[mark] and (char != mark or not _restarts(text, here)):
            if depth == 0:
                return close.end() if close.end() - at > 2 else None
            depth -= 1
        elif char == mark and mark in "“„«「『":
            if mark in "“„" and _restarts(text, here):
                return None
            depth += 1
    return None


def _restarts(text: str, at: int) -> bool:
    """A mark inside a quotation that can only open: the first one was never closed."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (before.isspace() or before in "(—–") and bool(after) and after.isalnum()


def _closing_single(text: str, at: int, stop: int) -> int | None:
    """Single marks look like apostrophes: prefer a mark after punctuation to one that may be a plural's possessive."""
    if text[at] == "'" and text[at + 1 : at + 2] == "'":
        return None
    candidates = [
        m.start()
        for m in _MARK.finditer(text, at + 2, stop)
        if m.group() in _CLOSERS[text[at]]
        and not text[m.end() : m.end() + 1].isalnum()
        and not text[m.start() - 1].isspace()
    ]
    if not candidates:
        return None
    first = candidates[0]
    if text[first - 1].casefold() == "s":  # workers' … : look for a better one, but not beyond the next opening mark
        reopened = re.search(r"(?<=\s)['‘](?=\w)", text[first:stop])
        limit = first + reopened.start() if reopened else stop
        better = [c for c in candidates if c < limit and text[c - 1] in ".,!?…;"]
        first = better[0] if better else first
    return first + 1


def speaker(text: str, start: int, end: int) -> str | None:
    """Name who speaks the quotation at `start`–`end`, from the words beside it in its paragraph; None for a mere pronoun."""
    after, before = _words_after(text, end), _words_before(text, start)
    behind = _first(pattern.match(after) for pattern in (_AFTER_NAME_FIRST, _AFTER_VERB_FIRST, _AFTER_ACCORDING))
    ahead = _first(pattern.search(before) for pattern in (_BEFORE, _BEFORE_ACCORDING))
    has_ended = text[end - 2 : end - 1] == "."  # a full stop within the marks: what follows is mostly a new sentence
    return (ahead or behind) if has_ended else (behind or ahead)


def _words_after(text: str, end: int) -> str:
    stop = text.find("\n", end)
    return text[end : min(len(text) if stop < 0 else stop, end + 200)]


def _words_before(text: str, start: int) -> str:
    before = text[max(text.rfind("\n", 0, start) + 1, start - 240) : start]
    return before[max(before.rfind(mark) for mark in ("”", '"', "»", ". ")) + 1 :]


def _first(matches: Iterator[re.Match[str] | None]) -> str | None:
    return next((name for match in matches if match and (name := _named(match))), None)


def _named(match: re.Match[str]) -> str | None:
    words = match.group("name").split()
    while words and (_PRONOUNS.fullmatch(words[0]) or _is_weekday(words[0])):
        words = words[1:]
    while words and _is_weekday(words[-1]):
        words = words[:-1]
    if len(words) == 1 and _OFFICE.fullmatch(words[0]):
        return None
    return " ".join(words).rstrip(".,") or None


def _is_weekday(word: str) -> bool:
    return word.strip(".,") in _WEEKDAYS


_WEEKDAYS = frozenset(
    form for calendar in calendars.CALENDARS.values() for forms in calendar.weekdays for form in forms
)
_OFFICE = re.compile(
    r"(?:Minister|President|Chairman|Chairwoman|Governor|Mayor|Director|Secretary|Spokes(?:man|woman|person)|Judge|Police|"
    r"Officials?|Frage|Antwort|Ministerin|Präsident(?:in)?|Bürgermeister(?:in)?|Sprecher(?:in)?|Presidente|Ministro|Ministra|"
    r"Alcalde|Alcaldesa|Elsewhere|Asked|However|Also|Later|Earlier)\.?"
)  # an office, a day or an adverb that stands where a name would
