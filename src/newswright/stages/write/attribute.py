"""Say inside the sentence who reports it, in the words of its language."""

import re
from collections.abc import Sequence

from newswright.stages.write import phrases
from newswright.text import quotations

# Words that may open a sentence in lower case once something stands before it.
_SMALL = {
    "en": frozenset(
        [
            "the",
            "a",
            "an",
            "in",
            "on",
            "at",
            "after",
            "before",
            "during",
            "following",
            "since",
            "for",
            "from",
            "with",
            "by",
            "to",
            "of",
            "under",
            "over",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "some",
            "many",
            "several",
            "most",
            "all",
            "at",
            "more",
            "about",
            "around",
            "as",
            "it",
            "its",
            "his",
            "her",
            "their",
            "this",
            "that",
            "these",
            "those",
            "another",
            "both",
            "each",
            "no",
            "nearly",
            "almost",
            "police",
            "officials",
            "residents",
            "authorities",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "un",
            "una",
            "unos",
            "unas",
            "en",
            "al",
            "tras",
            "desde",
            "para",
            "por",
            "con",
            "según",
            "dos",
            "tres",
            "cuatro",
            "cinco",
            "más",
            "este",
            "esta",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "un",
            "une",
            "des",
            "en",
            "au",
            "aux",
            "après",
            "depuis",
            "pour",
            "par",
            "avec",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "plus",
            "ce",
            "cette",
            "dans",
        ]
    ),
}
_ENDS_ATTRIBUTED = re.compile(
    r"(?i)\b(?:said|says|told|added|adds|reported|announced|stated|noted|claimed|explained|sa(?:gte|gt)|"
    r"teilte\b.{0,30}\bmit|erklärte|"
    r"dijo|afirmó|señaló|informó|indicó|dit|déclaré|affirmé|ajouté|according to|laut|según|selon)\b(?:[^,;]|,\s\d|"
    r",\s\w+\s\d){0,60}$"
)
_ENDS_SAID = re.compile(
    r"(?i),\s[^,]{2,80}\b(?:said|says|told|sagte|erklärte|dijo|afirmó|señaló|indicó|déclaré|affirmé)(?:\s[^,]{1,30})?$"
)
_CLOSING_MARKS = '"”’»›“」』'


def sentence(text: str, outlets: Sequence[str], *, language: str, turn: int) -> str:
    """Attribute a sentence to one outlet or two; `turn` varies the form. The sentence's own words stay as they are."""
    if len(outlets) == 1 and names(text, outlets[0]):
        return text  # it names its outlet itself
    said = phrases.of(language)
    who = said.both(outlets[:2])
    bare, mark = _without_stop(text)
    if mark or bare.endswith(tuple(_CLOSING_MARKS)) or not said.after:
        return _led(bare, mark, who, language, turn) or said.beside.format(sentence=bare + mark, who=who)
    if _ENDS_ATTRIBUTED.search(bare):
        # 'police said, according to …' would name two sources in one breath
        is_told = bool(_ENDS_SAID.search(bare)) or "according to" in bare
        after = said.after[0 if is_told else -1][0 if len(outlets) < 2 else 1]
        return _led(bare, mark, who, language, 3 if "according to" in bare else 0) or after.format(
            sentence=bare, who=who
        )
    if turn % 3 == 2 and (led := _led(bare, mark, who, language, turn)):
        return led
    form = said.after[turn % len(said.after)]
    return form[0 if len(outlets) < 2 else 1].format(sentence=bare, who=who)


def names(text: str, outlet: str) -> bool:
    """Whether a sentence names the outlet that prints it, in full or as it calls itself: 'told the Gazette', 'dem Landfunk'."""
    if re.search(rf"\b{re.escape(outlet)}\b", text):
        return True
    parts = [part for part in outlet.split() if len(part) > _SHORT_CHARS and part not in _COMMON]
    if len(outlet.split()) < 2 or not parts:
        return False
    whole = rf"(?:{'|'.join(re.escape(part) for part in parts)})\b(?!\s[A-Z])"
    told = rf"\b(?:told|tells|seen by|shown to|dem|der|gegenüber|al?|à|au)\s(?:(?:the|The|dem|der|el|la|le)\s)?{whole}"
    called = rf"\b[Tt]he\s{re.escape(parts[-1])}(?:['’]s)?\b(?!\s[A-Z])"
    return bool(re.search(told, text) or re.search(called, text))


_SHORT_CHARS = 3
_COMMON = frozenset(
    ["News", "Daily", "Radio", "Times", "Island", "Valley", "Wire", "Standard", "Open", "Harbour", "Diario"]
)


def _without_stop(text: str) -> tuple[str, str]:
    """Part a sentence from its full stop; a mark that must stay (inside a quotation, 。) is given back apart."""
    bare = text.rstrip()
    if bare.endswith("."):
        return (
            (bare, "")
            if re.search(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Ltd|Jr|Sr|Co|Corp|a\.m|p\.m)\.$", bare)
            else (bare[:-1], "")
        )
    return (bare[:-1], bare[-1]) if bare.endswith(("。", "।", "॥", "؟", "۔", "．")) else (bare, "")


def _led(bare: str, mark: str, who: str, language: str, turn: int) -> str | None:
    """Put who reports it first: only where the sentence's first word can go on in lower case, or is the same in "
    "both."""
    said = phrases.of(language)
    first, _, rest = bare.partition(" ")
    if not said.before or mark or first.casefold() not in _SMALL.get(language.partition("-")[0], frozenset()):
        return None
    form = said.before[(turn // 3) % len(said.before)]
    text = form.format(who=who, sentence=f"{first.lower()} {rest}")
    return text[:-1] if bare.endswith(tuple(_CLOSING_MARKS)) and bare[-2:-1] in ".!?," else text


def quotation(text: str, speaker: str, outlet: str, *, language: str) -> str:
    """Print a quotation with its speaker and the outlet that has it; the words stay as they are."""
    inner = text.strip().rstrip(",").rstrip(".").strip()
    marked = phrases.of(language).quoted.format(quote=inner, speaker=speaker, who=outlet)
    return marked if quotations.marks(marked) else f"{speaker}: {marked}"
