"""Find the days, months and years that a text names, and say a day in full in a reader's language.

Weekdays ("on Sunday") and relative words ("yesterday") are resolved against an anchor: the day on which the text was published.
A weekday is the latest one on or before the anchor, unless the sentence looks ahead at it (`text.tenses`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from newswright.text import calendars, spotting, tenses, words

Precision = Literal["day", "month", "year"]

_ISO = re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/])")
_CJK = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)\s?年)?\s?(?P<m>\d{1,2})\s?月(?:\s?(?P<d>\d{1,2})\s?[日号])?|(?P<only>(?:19|20)\d\d)\s?年"
)
_YEAR = re.compile(
    r"(?<![\w.,$€£¥₹%/-])(?<!Rs )(?<!Rs\. )(?<!LKR )(?<!No )(?<!No\. )(?P<y>(?:19[0-9]|20[0-4])\d)(?!\w|[.,]\d|\s?%|/\d)"
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|during|for|before|after|to|early|late|mid|year|and|between|through|the|around|circa|"
    r"spring|summer|autumn|fall|winter|jahr|seit|bis|von|ab|vor|nach|sommer|herbst|frühjahr|im|en|desde|hasta|de|del|año|antes|depuis|"
    r"jusqu'en|avant|après|fin|début|à|dès)\s|[(\[,;–—]\s?|^\s*|\n|[^\x00-\u024f]\s?)$",
    re.IGNORECASE,
)
_LIKELY_YEAR = re.compile(
    r"19[5-9]\d|20[0-3]\d"
)  # without a cue: figures of these sizes are years far more often than counts
_COUNTED = re.compile(
    r"\s+(?:people|persons|men|women|children|dead|deaths|troops|homes|houses|families|workers|cases|jobs|votes|km|kg|metres|meters|"
    r"miles|feet|tons|tonnes|hectares|acres|million|billion|rupees|dollars|euros|shares|students|units|megawatts|MW|GWh|kWh|points|"
    r"pages|copies|seats|victims|migrants|refugees|soldiers|prisoners|vehicles|Menschen|Personen|personas|personnes|Euro|Dollar)\b",
    re.IGNORECASE,
)
_WORD_END = r"(?![\w\u0900-\u0dff])"  # Indic vowel signs are no word characters to `re`
_DAY_IN_BRACKETS = re.compile(r"\s?\(\s?(?P<d>\d{1,2})(?:st|nd|rd|th)?\s?\)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month or year that a text names. `day` is its first day; `is_relative` where the anchor decided any part of it."""

    start: int
    end: int
    text: str
    day: date
    precision: Precision
    is_relative: bool

    def agrees(self, other: "Moment") -> bool:
        """Whether both can be the same time, at the coarser of the two precisions."""
        if self.day.year != other.day.year or "year" in (self.precision, other.precision):
            return self.day.year == other.day.year
        if self.day.month != other.day.month or "month" in (self.precision, other.precision):
            return self.day.month == other.day.month
        return self.day.day == other.day.day


def may_name(tokens: Iterable[str], language: str) -> bool:
    """Whether a text without figures, of these tokens, may name a moment: never false where `find` finds one. English only."""
    return not language.startswith("en") or not _telling().isdisjoint(tokens)


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    calendar = calendars.of("en")
    forms = (form for forms in (*calendar.months, *calendar.weekdays) for form in forms)
    return words.telling((*forms, *calendar.relative, "ago"))


def find(text: str, *, anchor: date, language: str = "en") -> list[Moment]:
    """Find the moments that a text names, in order, without overlaps; where two begin at one place, the longer."""
    calendar = calendars.of(language)
    found = sorted(_all(text, anchor, calendar), key=lambda m: (m.start, -m.end))
    kept: list[Moment] = []
    for moment in found:
        if kept and moment.start < kept[-1].end:
            continue
        joined = _joined(text, kept[-1], moment, calendar) if kept else None
        if joined is not None:
            kept[-1] = joined
        else:
            kept.append(moment)
    return kept


def _joined(text: str, first: Moment, second: Moment, calendar: calendars.Calendar) -> Moment | None:
    """Take a weekday and the date beside it for the one day that they are: 'Monday, June 24', '15 April (Monday)'."""
    gap = text[first.end : second.start]
    pair = [calendar.is_weekday(first.text), calendar.is_weekday(second.text)]
    if pair.count(True) != 1 or not _BESIDE.fullmatch(gap) or {first.precision, second.precision} != {"day"}:
        return None
    dated = second if pair[0] else first
    if not any(c.isdigit() for c in dated.text):
        return None
    end = second.end + ("(" in gap and text[second.end : second.end + 1] == ")")
    return Moment(first.start, end, text[first.start : end], dated.day, "day", dated.is_relative)


_BESIDE = re.compile(r"\s?,?\s?(?:the\s|den\s|dem\s|el\s|le\s)?\(?")


def written(day: date, language: str, *, this_year: int | None = None) -> str:
    """Write a day as the language writes it, without its year if that is `this_year`; ISO 8601 for a language not known here."""
    calendar = calendars.CALENDARS.get(language.partition("-")[0].casefold())
    if calendar is None:
        return day.isoformat()
    form = _YEAR_FIELD.sub("", calendar.written) if day.year == this_year else calendar.written
    return form.format(day=day.day, month=calendar.months[day.month - 1][0], year=day.year)


_YEAR_FIELD = re.compile(r"(?:,| de)?\s?\{year\}[年\s]?")


def _all(text: str, anchor: date, calendar: calendars.Calendar) -> Iterator[Moment]:
    has_digits = _DIGIT.search(text) is not None
    if has_digits:
        yield from _in_digits(text, anchor, calendar)
    patterns = _patterns(calendar.language)
    if patterns.day_name.search(text):
        for match in patterns.month.finditer(text):
            if (moment := _month(match, anchor, calendar)) is not None:
                yield moment
        for match in patterns.weekday.finditer(text):
            if not _NO_DAY_BEFORE.search(text, max(0, match.start() - 12), match.start()) and not _PAPER.match(
                text, match.end()
            ):
                yield _weekday(text, match, anchor, calendar)
    for match in spotting.every(patterns.relatives, patterns.relative, text):
        if _NAMED_SO.search(text, max(0, match.start() - 20), match.end()):
            continue
        yield _shifted(match, anchor, *calendar.relative[_key(match.group())])
    if patterns.any_ago.search(text):
        for match in patterns.ago.finditer(text):
            if (moment := _ago(match, anchor, calendar)) is not None:
                yield moment


_DIGIT = re.compile(r"\d")
_NO_DAY_BEFORE = re.compile(
    r"(?:\b(?i:every|each|los|las|tous les)|\bEaster|\bGood|\bBlack|\bBloody|\bSuper|\bAsh|\bPalm)\s$"
)
_PAPER = re.compile(r"\s(?:Times|Observer|Leader|Island|Mirror|Telegraph|Post|Mail|Express|Independent|Herald|Punch)\b")
_NAMED_SO = re.compile(
    r"(?:^|[\w.] )[A-Z][\w’'-]*\s(?:TODAY|Today|Tonight|TONIGHT|Tomorrow)$"
)  # 'USA TODAY', 'India Today'


def _in_digits(text: str, anchor: date, calendar: calendars.Calendar) -> Iterator[Moment]:
    if "月" in text or "年" in text:
        for match in _CJK.finditer(text):
            yield from _cjk(match, anchor)
    if not _CENTURY.search(text):
        return
    for match in _ISO.finditer(text):
        yield from _on(match, int(match["y"]), int(match["m"]), int(match["d"]))
    for match in _NUMERIC.finditer(text):
        first, second = int(match["a"]), int(match["b"])
        is_month_first = (calendar.is_month_first and first <= 12) or second > 12
        month, day = (first, second) if is_month_first else (second, first)
        yield from _on(match, int(match["y"]), month, day)
    for match in _YEAR.finditer(text):
        has_cue = _YEAR_CUE.search(text, max(0, match.start() - 16), match.start())
        if (has_cue or _LIKELY_YEAR.fullmatch(match.group())) and not _COUNTED.match(text, match.end()):
            yield Moment(
                match.start(), match.end(), match.group(), date(int(match["y"]), 1, 1), "year", is_relative=False
            )


_CENTURY = re.compile(r"[12](?:(?<=1)9|(?<=2)0)\d\d")  # without the first two digits of one there is no year


def _on(match: re.Match[str], year: int, month: int, day: int, *, is_relative: bool = False) -> Iterator[Moment]:
    found = _day(year, month, day)
    if found is not None:
        yield Moment(match.start(), match.end(), match.group(), found, "day", is_relative)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _cjk(match: re.Match[str], anchor: date) -> Iterator[Moment]:
    if match["only"]:
        yield Moment(
            match.start(), match.end(), match.group(), date(int(match["only"]), 1, 1), "year", is_relative=False
        )
        return
    month = int(match["m"])
    day = int(match["d"] or 1)
    found = _day(int(match["y"]), month, day) if match["y"] else _nearest(anchor, month, day)
    if found is not None:
        yield Moment(match.start(), match.end(), match.group(), found, "day" if match["d"] else "month", not match["y"])


def _nearest(anchor: date, month: int, day: int) -> date | None:
    """The date with this month and day that lies nearest to the anchor; news looks back twice as far as it looks ahead."""
    found = [
        d
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if 1 <= year <= 9999 and (d := _day(year, month, day))
    ]
    return min(found, key=lambda d: (anchor - d).days if d <= anchor else 2 * (d - anchor).days, default=None)


def _month(match: re.Match[str], anchor: date, calendar: calendars.Calendar) -> Moment | None:
    month = calendar.month(match["month"])
    digits = match["d1"] or match["d2"]
    stated = match["y"] or match["y0"]
    year = int(stated) if stated else None
    if digits is None and not _is_month(match, calendar):
        return None
    found = _day(year, month, int(digits or 1)) if year else _nearest(anchor, month, int(digits or 1))
    if found is None:
        return None
    return Moment(match.start(), match.end(), match.group(), found, "day" if digits else "month", year is None)


def _is_month(match: re.Match[str], calendar: calendars.Calendar) -> bool:
    """A bare word that can also mean something else (May, March, Mars) is a month after 'in', 'last', … or before a year."""
    if _key(match["month"]) not in calendar.ambiguous:
        return True
    cue = r"\b(?:in|of|since|until|by|from|last|next|this|early|late|mid|during|im|seit|bis|en|de|depuis|fin|début)[\s-]+$"
    return bool(match["y"]) or bool(
        re.search(cue, match.string[max(0, match.start() - 12) : match.start()], re.IGNORECASE)
    )


def _weekday(text: str, match: re.Match[str], anchor: date, calendar: calendars.Calendar) -> Moment:
    weekday = calendar.weekday(match.group())
    end = match.end()
    if bracket := _DAY_IN_BRACKETS.match(text, end):
        near = [anchor + timedelta(days=n) for n in range(-31, 32)]
        fitting = [d for d in near if d.day == int(bracket["d"]) and d.weekday() == weekday]
        if fitting:
            day = min(fitting, key=lambda d: abs((d - anchor).days))
            return Moment(
                match.start(), bracket.end(), text[match.start() : bracket.end()], day, "day", is_relative=True
            )
    back = (anchor.weekday() - weekday) % 7
    way = tenses.outlook(text, match.start(), end, language=calendar.language).way
    nearby = text[max(0, match.start() - 20) : match.start()]
    if way == "behind" and tenses.LAST.search(nearby):
        back = back or 7
    elif way == "ahead" and (back or tenses.NEXT.search(nearby)):
        back -= 7
    return Moment(match.start(), end, match.group(), anchor - timedelta(days=back), "day", is_relative=True)


def _shifted(match: re.Match[str], anchor: date, unit: str, n: int) -> Moment:
    if unit == "day":
        return Moment(match.start(), match.end(), match.group(), anchor + timedelta(days=n), "day", is_relative=True)
    months = anchor.year * 12 + anchor.month - 1 + (n if unit == "month" else 12 * n)
    day = date(months // 12, months % 12 + 1 if unit == "month" else 1, 1)
    return Moment(
        match.start(), match.end(), match.group(), day, "month" if unit == "month" else "year", is_relative=True
    )


def _ago(match: re.Match[str], anchor: date, calendar: calendars.Calendar) -> Moment | None:
    word = _key(match["n"])
    n = int(word) if word.isdigit() else calendar.numbers.get(word)
    if n is None:
        return None
    kind = calendar.unit(match["unit"])
    if kind == "week":
        return _shifted(match, anchor, "day", -7 * n) if n <= 8 else None
    if (kind == "day" and n > 60) or (kind == "month" and n > 24) or n > 500:
        return None
    return _shifted(match, anchor, kind, -n)


def _key(phrase: str) -> str:
    return " ".join(phrase.casefold().replace(".", "").split())


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Where a language's days are looked for: patterns, and what is looked for first because it is faster to find."""

    month: re.Pattern[str]
    weekday: re.Pattern[str]
    day_name: re.Pattern[str]
    relative: re.Pattern[str]
    relatives: re.Pattern[str]
    ago: re.Pattern[str]
    any_ago: re.Pattern[str]


@lru_cache(maxsize=32)
def _patterns(language: str) -> _Patterns:
    calendar = calendars.CALENDARS[language]
    months = [form for forms in calendar.months for form in forms]
    weekdays = [form for forms in calendar.weekdays for form in forms]
    case = re.IGNORECASE if not calendar.is_capitalised else re.NOFLAG
    number = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
    link = r"(?:\s+(?:of|de|del)\s+|\s+)"
    any_month = spotting.any_of(months)
    month = (
        rf"(?<![\w-])(?:(?P<y0>(?:19|20)\d\d)\s|(?P<d1>(?<!\d[.,:])\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?{link})?(?P<month>{any_month}){_WORD_END}(?:\.(?=\s\d))?"
        rf"(?:\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s?(?:%|per\s?cent)))?"
        rf"(?:(?:,\s?|\s|\s(?:de|del)\s)(?P<y>(?:19|20)\d\d)(?!\d|[.,]\d))?"
    )
    number = rf"(?P<n>{number}|{spotting.any_of(calendar.numbers)})"
    ago = calendar.ago.format(n=number, unit=rf"(?P<unit>{spotting.any_of(calendar.units)})") or "(?!)"
    return _Patterns(
        month=re.compile(month, case),
        weekday=re.compile(rf"(?<![\w-])(?:{spotting.any_of(weekdays)}){_WORD_END}", case),
        day_name=spotting.starts([*months, *weekdays], is_cased=calendar.is_capitalised),
        relative=re.compile(rf"(?<![\w-])(?:{spotting.any_of(calendar.relative)})(?!\w)", re.IGNORECASE),
        relatives=spotting.starts(calendar.relative),
        ago=re.compile(rf"(?<![\w-]){ago}(?!\w)", re.IGNORECASE),
        any_ago=spotting.starts(re.findall(r"[a-z]{2,}", calendar.ago.format(n="", unit=""))[-1:]),
    )
