"""Say real days instead of "on Sunday" and "yesterday": an article is read on another day than its sources."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from newswright.stages.write import phrases
from newswright.text import calendars, dates, quotations

_PART_OF_DAY = re.compile(
    r"\s(?:morning|afternoon|evening|night|früh|Vormittag|Nachmittag|abend|Nacht|por la \w+|matin|soir|après-midi)\b"
)
_POSSESSIVE = re.compile(r"['’]s\b|-\w")
_PREPOSITION = re.compile(
    r"(?:^|\s)(?:of|on|since|until|till|by|from|for|before|after|around|through|to|at|as of|between|and|"
    r"am|vom|seit|bis|ab|von|für|zum|vor|nach|el|del|desde|hasta|al|de|le|du|dès|jusqu['’]au|depuis)\s$",
    re.IGNORECASE,
)
_WITHIN_A_DAY = {
    "tonight": "night",
    "this morning": "morning",
    "this afternoon": "afternoon",
    "this evening": "evening",
    "last night": "night",
}


def days(
    sentence: str, *, anchor: date, language: str, known: AbstractSet[date] = frozenset()
) -> tuple[str, frozenset[date]]:
    """Write out the days that a sentence names relative to `anchor`; returns it with the days that it names in full.

    Quotations are left as they are. A weekday among `known` days stays short: the article has said its date before.
    """
    quoted = quotations.marks(sentence)
    parts, at, said = [], 0, set()
    for moment in dates.find(sentence, anchor=anchor, language=language):
        if not moment.is_relative or any(start <= moment.start < end for start, end in quoted):
            continue
        changed = _written(sentence, moment, language, known)
        if changed is None:
            continue
        text, end = changed
        parts += [sentence[at : moment.start], text]
        at = end
        said.add(moment.day)
    resolved = "".join([*parts, sentence[at:]])
    return resolved[:1].upper() + resolved[1:] if at and sentence[:1].isupper() else resolved, frozenset(said)


def _written(sentence: str, moment: dates.Moment, language: str, known: AbstractSet[date]) -> tuple[str, int] | None:
    """The words for a moment, and where the sentence goes on after them; None where it stays as it is."""
    said = phrases.of(language)
    folded = " ".join(moment.text.casefold().split())
    if _POSSESSIVE.match(sentence, moment.end):
        return None
    if moment.precision == "day":
        full = dates.written(moment.day, language)
        if any(c.isdigit() for c in moment.text) and not _is_weekday(folded, language):
            return None  # a day and a month, or 'three days ago': clear enough, and not ours to reword
        if _is_weekday(folded, language):
            return None if moment.day in known else _weekday(sentence, moment, full, said)
        return _day(sentence, moment, folded, full, said, language)
    if (
        said.in_month
        and folded.startswith(("this ", "last ", "next "))
        and not _PREPOSITION.search(sentence[: moment.start])
    ):
        month = f"{calendars.of(language).months[moment.day.month - 1][0]} " if moment.precision == "month" else ""
        return said.in_month.format(date=f"{month}{moment.day.year}"), moment.end
    return None


def _is_weekday(folded: str, language: str) -> bool:
    return any(folded.startswith(form.casefold()) for forms in calendars.of(language).weekdays for form in forms)


def _weekday(sentence: str, moment: dates.Moment, full: str, said: phrases.Phrases) -> tuple[str, int]:
    part = _PART_OF_DAY.match(sentence, moment.end)
    end = part.end() if part else moment.end
    name = sentence[moment.start : end].split(" (", maxsplit=1)[0]
    text = said.weekday.format(weekday=name, date=full)
    return text + _comma(sentence, end, said), end


def _comma(sentence: str, end: int, said: phrases.Phrases) -> str:
    return "," if said.closes_date and re.match(r"\s+\w", sentence[end:]) else ""


def _day(
    sentence: str, moment: dates.Moment, folded: str, full: str, said: phrases.Phrases, language: str
) -> tuple[str, int] | None:
    """'Yesterday' and the like: 'on 1 April 2024'; where the language has no phrase, the date in brackets."""
    if said.on_day == "{date}":
        return f"{moment.text} ({full})", moment.end
    if "ago" in folded.split() or " y a " in folded or folded.startswith(("vor ", "hace ")):
        return None
    if folded in _WITHIN_A_DAY:
        return f"on the {_WITHIN_A_DAY[folded]} of {full}" + _comma(sentence, moment.end, said), moment.end
    bare = full if _PREPOSITION.search(sentence[: moment.start]) else said.on_day.format(date=full)
    part = _PART_OF_DAY.match(sentence, moment.end) if language == "en" else None
    if part:
        return f"on the {part.group().strip()} of {full}" + _comma(sentence, part.end(), said), part.end()
    return bare + (_comma(sentence, moment.end, said) if language == "en" else ""), moment.end


def relative_words(sentence: str, *, anchor: date, language: str) -> Iterator[str]:
    """Name what still points at the day of publication, outside quotations."""
    quoted = quotations.marks(sentence)
    for moment in dates.find(sentence, anchor=anchor, language=language):
        inside = any(start <= moment.start < end for start, end in quoted)
        if moment.is_relative and not inside and not any(c.isdigit() for c in moment.text):
            yield moment.text
