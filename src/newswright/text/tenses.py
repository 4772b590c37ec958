"""Say whether a sentence looks back or ahead at one place: a bare weekday is the last one or the coming one by its verb.

In: a sentence and the place of a weekday. Out: "behind", "ahead", or "open" where no verb or word says it; and whether that is
sure enough to print a date by it.
Rule: the verb nearest before the place decides ("will stay shut until Friday after a crane *fell* on Tuesday"), then the nearest
behind it ("On Friday, the council *will* vote"). A participle takes the tense of what carries it ("*will* be removed").
English is read by its verbs, other languages by their words for the future alone.
"""

import re
from typing import Literal, NamedTuple

Direction = Literal["behind", "ahead", "open"]


class Outlook(NamedTuple):
    """Which way a sentence looks at a day, and whether a reader would see it so without doubt."""

    way: Direction
    is_sure: bool


_OPEN = Outlook("open", is_sure=False)

_BEFORE_CHARS = 140  # how far before a weekday its verb may stand
_AFTER_CHARS = 60
_CARRIED_WORDS = 3  # 'will be removed', 'is likely to be delayed until': so many words may lie between the two
_SENTENCE_END = re.compile(r"(?<!\b[ap]\.m)[.!?;]\s|\n")
_AHEAD_ANYWHERE = re.compile(
    r"\b(?:next|coming|will|would|scheduled|due|upcoming|to\s+be|set\s+to|plans?|expected|shall|nächsten?|kommenden?|wird|werden|soll|"
    r"próximo|prochain)\b",
    re.IGNORECASE,
)
NEXT = re.compile(r"\b(?:next|coming|nächsten?|kommenden?|próximo|prochain)\s+$", re.IGNORECASE)
LAST = re.compile(r"\b(?:last|past|previous|letzten?|vergangenen?|vorigen?|pasado|dernier)\s+$", re.IGNORECASE)
_AHEAD_DIRECTLY = re.compile(
    r"\b(?:next|coming|upcoming|(?:until|till|effective|starting|beginning)(?:\s+on|\s+from|\s+at\s+least)?)\s+$",
    re.IGNORECASE,
)
_EITHER_WAY = re.compile(r"\b(?:from|by|since|before)\s+$", re.IGNORECASE)
_AHEAD = (
    r"will|won['’]t|would|wouldn['’]t|shall|should|may|might|could|can|must|\w+['’]ll|going\s+to|ready\s+to|set\s+(?:to|for)|due|slated|"
    r"scheduled|expect(?:ed|s|ing)?|likely|planned\s+for|planning\s+to|plans?\s+to|hop(?:es?|ing)\s+to|intends?\s+to|wants?\s+to|"
    r"need(?:s|ed)?\s+to|ha(?:s|ve)\s+(?:until|till)|"
    r"(?:agree[ds]?|decided?|vow(?:s|ed)|promised?|intend(?:s|ed)|order(?:s|ed)|told|ask(?:s|ed)|urge[sd]?|instruct(?:s|ed)|invite[sd]?|"
    r"call(?:s|ed)\s+on\s+\w+|summon(?:s|ed)|request(?:s|ed)|resolved?|notice|plans)(?:\s+(?!to\b)[\w’'-]+){0,5}\s+to\s+(?=[a-z])|"
    r"(?:is|are|was|were)\s+to|to\s+be|be|upcoming|coming|next"
)
_BEHIND = (
    r"\w{2,}ed|said|told|was|were|had|has|have|been|came|became|fell|hit|died|struck|left|went|took|made|won|lost|began|met|held|broke|"
    r"shot|found|gave|got|grew|led|rose|sent|spoke|stood|drove|flew|wrote|saw|sat|ran|put|cut|quit|brought|bought|built|burst|"
    r"caught|chose|drew|fought|forced|froze|fled|heard|kept|laid|paid|read|rode|sank|sold|shook|shut|slid|spent|spread|stole|sued|"
    r"swept|swore|taught|thought|threw|tore|understood|withdrew|wore|bid|blew|dealt|did|fed|felt|forgot|hid|hung|hurt|knew|lent|"
    r"overtook|overthrew|sought|sprang|stuck|swung|swam|undertook|upheld|wound|woke"
)
_VERB = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<behind>{_BEHIND}))\b", re.IGNORECASE)
_NOT_PAST = frozenset(
    ("need", "indeed", "exceed", "proceed", "succeed", "feed", "seed", "speed", "weed", "hundred", "red")
)


def outlook(text: str, start: int, end: int, *, language: str = "en") -> Outlook:
    """Say which way the sentence looks at `text[start:end]`, the words of a weekday."""
    before = _SENTENCE_END.split(text[max(0, start - _BEFORE_CHARS) : start])[-1]
    if LAST.search(before):
        return Outlook("behind", is_sure=True)
    if language.partition("-")[0] != "en":
        return Outlook("ahead", is_sure=True) if _AHEAD_ANYWHERE.search(before) else _OPEN
    if _AHEAD_DIRECTLY.search(before):
        return Outlook("ahead", is_sure=True)
    found = _nearest(before)
    if found.way == "behind" and _EITHER_WAY.search(before):
        return _OPEN  # 'the strike was called from Friday'
    return found if found.way != "open" else _first(_SENTENCE_END.split(text[end : end + _AFTER_CHARS])[0])


def _nearest(before: str) -> Outlook:
    """Read the last verb of what stands before, and what carries it."""
    verbs = _verbs(before)
    if not verbs:
        return _OPEN
    last = verbs[-1]
    carried = [last]
    for verb in reversed(verbs[:-1]):
        between = before[verb.end() : last.start()]
        if len(between.split()) > _CARRIED_WORDS or _CLAUSE.search(between):
            break
        carried.append(verb)
    ahead = [verb.group() for verb in carried if verb["ahead"]]
    if ahead:
        return Outlook("ahead", is_sure=any(_SURELY_AHEAD.fullmatch(verb) for verb in ahead))
    if _PRESENT.search(before, 0, last.start()):
        return _OPEN
    return Outlook("behind", is_sure=len(before[last.end() :].split()) <= _NEAR_WORDS)


_PRESENT = re.compile(
    r"(?i)\b(?:is|are|being|stays?|staying|remains?|remaining|keeps?)\s+(?:\w+ly\s+|not\s+)?$"
)  # 'is closed on Friday'
_CLAUSE = re.compile(
    r"[,:–—(]|\b(?:after|that|who|which|when|while|because|as|since|where|and|but|if)\b", re.IGNORECASE
)
_SURELY_AHEAD = re.compile(
    r"(?i)will|won['’]t|shall|\w+['’]ll|due|slated|scheduled|expected|likely|(?:is|are)\s+to|set\s+to|next|coming"
)
_NEAR_WORDS = 6  # 'collapsed at the old port on Tuesday'; further off, another verb without an ending may stand between


def _first(after: str) -> Outlook:
    """Read the first verb behind the day; an order given on it ("on Friday told the police to") lies behind."""
    verbs = _verbs(after)
    if not verbs:
        return _OPEN
    first = verbs[0].group()
    if verbs[0]["ahead"] and not _ORDER.match(first):
        return Outlook("ahead", is_sure=bool(_SURELY_AHEAD.fullmatch(first)))
    return Outlook("behind", is_sure=False)


_ORDER = re.compile(r"(?i)(?:told|\w+ed)\s")


def _verbs(words: str) -> list[re.Match[str]]:
    return [m for m in _VERB.finditer(words) if m["ahead"] or m["behind"].casefold() not in _NOT_PAST]
