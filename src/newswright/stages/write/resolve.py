"""Say real days instead of "on Sunday" and "yesterday": an article is read on another day than its sources."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from newswright.stages.write import phrases, reading
from newswright.text import calendars, dates, quotations, tenses

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


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sentence with its days written out: which days it names in full, and how many pointing words had to stay."""

    text: str
    days: frozenset[date]
    n_left: int


def days(
    sentence: str, *, anchor: date, language: str, known: AbstractSet[date] = frozenset(), this_year: int | None = None
) -> Resolved:
    """Write out the days that a sentence names relative to `anchor`, those of `this_year` without their year.

    Quotations are left as they are. A weekday among `known` days stays short: the article has said its date before. A weekday
    that may lie ahead as well as behind stays, since a wrong date is worse than none.
    """
    quoted = quotations.marks(sentence)
    parts, at, said, n_left = [], 0, set(), 0
    found = reading.moments(sentence, anchor, language)
    for moment, following in zip(found, (*found[1:], None), strict=False):
        if following is not None and following.start - moment.end <= _BESIDE_CHARS:
            continue  # 'on Monday, April 01': the sentence says the day itself
        if not moment.is_relative or moment.start < at or any(start <= moment.start < end for start, end in quoted):
            continue
        is_known = moment.day in known and _is_weekday(moment.text.casefold(), language)
        if _is_plain(moment, language) or is_known:
            again = _SAME_DAY.match(sentence, moment.end)
            if again and not is_known and int(_DIGITS.findall(again.group())[0]) == moment.day.day:
                parts.append(sentence[at : moment.end])
                at = again.end()
            continue
        changed = _written(sentence, moment, language, anchor, this_year)
        if changed is None:
            n_left += 1
            continue
        text, end = changed
        same = _SAME_DAY.match(sentence, end)
        end = same.end() if same else end
        parts += [sentence[at : moment.start], text]
        at = end
        said.add(moment.day)
    resolved = "".join([*parts, sentence[at:]])
    is_capital = sentence[:1].isupper()
    return Resolved(resolved[:1].upper() + resolved[1:] if is_capital else resolved, frozenset(said), n_left)


_DIGITS = re.compile(r"\d+")
_BESIDE_CHARS = 3  # ', ' or ' (' between a weekday and its date
_SAME_DAY = re.compile(
    r"\s?\(\s?(?:\w+\s)?\d{1,2}(?:st|nd|rd|th)?(?:\s\w+)?\s?\)"
)  # the day of the month behind it: '(02)', '(April 02)'


def _is_plain(moment: dates.Moment, language: str) -> bool:
    """A day and a month ('22 November'): clear enough, and not ours to reword."""
    if "ago" in moment.text.split() or not any(c.isdigit() for c in moment.text):
        return False
    is_dated = bool(_DATED.search(moment.text.partition(" ")[2]))
    return is_dated or not _is_weekday(moment.text.casefold(), language)


_DATED = re.compile(r"[^\W\d_]{3}.*\d|\d.*[^\W\d_]{3}")  # 'Monday, June 24': the weekday has its date beside it


def _written(
    sentence: str, moment: dates.Moment, language: str, anchor: date, this_year: int | None
) -> tuple[str, int] | None:
    """The words for a moment, and where the sentence goes on after them; None where it stays as it is."""
    said = phrases.of(language)
    folded = " ".join(moment.text.casefold().split())
    if _POSSESSIVE.match(sentence, moment.end):
        return None
    if moment.precision == "day":
        full = dates.written(moment.day, language, this_year=this_year)
        if _is_weekday(folded, language):
            outlook = tenses.outlook(sentence, moment.start, moment.end, language=language)
            if outlook.way == "ahead" and not outlook.is_sure:
                return None
            if moment.day > anchor and not _PART_OF_DAY.match(sentence, moment.end):
                return full + _comma(
                    sentence, moment.end, said
                ), moment.end  # the weekday alone would be read as a past one
            is_doubtful = not (outlook.way == "behind" and outlook.is_sure) and _may_lie_ahead(sentence, moment, anchor)
            return None if is_doubtful else _weekday(sentence, moment, full, said)
        return _day(sentence, moment, folded, full, said, language)
    if (
        said.in_month
        and folded.startswith(("this ", "last ", "next "))
        and not _PREPOSITION.search(sentence[: moment.start])
    ):
        month = f"{calendars.of(language).months[moment.day.month - 1][0]} " if moment.precision == "month" else ""
        return said.in_month.format(date=f"{month}{moment.day.year}"), moment.end
    return None


def _may_lie_ahead(sentence: str, moment: dates.Moment, anchor: date) -> bool:
    """Whether a weekday that was taken for a past one may be the coming one: long past, or after 'until', 'stay', …"""
    n_back = (anchor - moment.day).days
    return n_back > _SURELY_PAST_DAYS or (n_back > 0 and bool(_AHEAD.search(sentence[: moment.start])))


_SURELY_PAST_DAYS = 3  # of "on Monday" in a report of Thursday; beyond that the coming Monday is as near
_AHEAD = re.compile(
    r"(?i)\b(?:until|till|stays?|staying|remains?|remaining|from|by|starting|beginning|before|"
    r"bis|ab|hasta|a partir|jusqu\w*|dès)\b"
    r"[^,;]{0,40}$"
)


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
        return f"on the {_WITHIN_A_DAY[folded]} of {full}" + _closed(full, sentence, moment.end, said), moment.end
    bare = full if _PREPOSITION.search(sentence[: moment.start]) else said.on_day.format(date=full)
    part = _PART_OF_DAY.match(sentence, moment.end) if language == "en" else None
    if part:
        return f"on the {part.group().strip()} of {full}" + _closed(full, sentence, part.end(), said), part.end()
    return bare + (_closed(full, sentence, moment.end, said) if language == "en" else ""), moment.end


def _closed(full: str, sentence: str, end: int, said: phrases.Phrases) -> str:
    """The comma behind a date in full; a day and a month alone need none."""
    return _comma(sentence, end, said) if "," in full else ""
