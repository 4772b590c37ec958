"""Find the quantities that a text states, with their units, and say whether one bears out another.

Digits, words ("eleven", "two dozen"), magnitudes ("1.5 million"), shares, money and measures count. Times of day
count in minutes since midnight. Years, days of a month and the numbers inside names (G20, COVID-19) are no quantities.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from newswright.text import dates, measures, numerals, spotting, words

Bound = Literal["exact", "about", "at_least", "at_most"]

_ABOUT_TOLERANCE = 0.075  # "about 12,000" for 11,200 to 12,900: journalists round to the nearest handy figure
_MORE_THAN_TOLERANCE = 0.25  # "more than 12,000" is fair up to 15,000; beyond that it misleads
_ROUNDING_TOLERANCE = 0.05  # the most by which writing a figure with fewer digits may change it


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as stated: its value with magnitudes multiplied out, and its unit (see `measures.UNITS`), if it has one.

    `step` is the value of one unit of the last digit written (0.1 million for "1.5 million"); `most` bounds a vague count
    ("dozens"), and equals `value` for all others.
    """

    value: float
    unit: str | None
    start: int
    end: int
    text: str
    is_approximate: bool = False
    bound: Bound = "exact"
    step: float = 1.0
    most: float = 0.0

    @property
    def is_vague(self) -> bool:
        """Whether it is a vague count, like 'dozens'."""
        return self.most > self.value


def may_state(tokens: Iterable[str], language: str) -> bool:
    """Whether a text without figures, of these tokens, may state a quantity: never false where `find` finds one. English only."""
    return not language.startswith("en") or not _telling().isdisjoint(tokens)


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    spoken = measures.NUMBER_WORDS["en"]
    return words.telling((*spoken, *measures.VAGUE, *measures.FRACTIONS, *measures.ORDINAL_WORDS, *_SCALES.split("|")))


def find(text: str, language: str = "en", *, moments: Sequence[dates.Moment] | None = None) -> list[Quantity]:
    """Find the quantities of a text, in order. `moments` are the text's dates, where the caller has them: none lies in one."""
    if moments is None:
        moments = dates.find(text, anchor=date(2000, 6, 15), language=language)
    taken = [(m.start, m.end) for m in moments]
    found = [q for q in _all(text, language) if not _covered(q.start, q.end, taken)]
    found.sort(key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return _share_units(text, kept)


def agree(claimed: Quantity, stated: Quantity) -> bool:
    """Whether a stated quantity bears out a claimed one: equal, or rounded in a way that the claim's words own up to."""
    scales = _scales(claimed.unit, stated.unit)
    if scales is None:
        return False
    c, s = claimed.value * scales[0], stated.value * scales[1]
    if claimed.is_vague or stated.is_vague:
        return _vague_agree(claimed, stated)
    if claimed.unit == "clock":
        return (c - s) % _HALF_DAY_MINUTES == 0
    if math.isclose(c, s, rel_tol=1e-6 if scales == (1.0, 1.0) else 0.03, abs_tol=1e-9):
        return True
    if s == 0:
        return False
    ratio = c / s
    if not _is_rounder(claimed, stated):
        return False
    if claimed.bound == "at_least":
        return 1 / (1 + _MORE_THAN_TOLERANCE) <= ratio <= 1
    if claimed.bound == "at_most":
        return 1 <= ratio <= 1 + _MORE_THAN_TOLERANCE
    if claimed.bound == "about":
        return abs(ratio - 1) <= _ABOUT_TOLERANCE
    return _is_rounding(c, s, claimed.step * scales[0])


def _scales(claimed: str | None, stated: str | None) -> tuple[float, float] | None:
    """Factors that bring both to one unit; None where they cannot be compared."""
    if claimed == stated:
        return 1.0, 1.0
    if claimed is None or stated is None:
        known = claimed or stated
        return None if known in {"percent", "share", "ordinal", "clock"} else (1.0, 1.0)
    if {claimed, stated} <= {"rupee", "LKR", "INR"} and "rupee" in {claimed, stated}:
        return 1.0, 1.0
    first, second = measures.UNITS[claimed], measures.UNITS[stated]
    return (first[1], second[1]) if first[0] == second[0] else None


def _vague_agree(claimed: Quantity, stated: Quantity) -> bool:
    if claimed.is_vague and stated.is_vague:
        return claimed.value <= stated.most and stated.value <= claimed.most
    vague, exact = (claimed, stated) if claimed.is_vague else (stated, claimed)
    return claimed.is_vague and vague.value * 0.9 <= exact.value <= vague.most


def _is_rounding(claimed: float, stated: float, step: float) -> bool:
    return abs(claimed - stated) <= step / 2 * (1 + 1e-9) and abs(claimed / stated - 1) <= _ROUNDING_TOLERANCE


def _is_rounder(claimed: Quantity, stated: Quantity) -> bool:
    """Rounding takes digits away: 12,000 may stand for 11,870, never 11,870 for 12,000, and 1.4 never for 1.5."""
    return _n_telling_digits(claimed.value) <= _n_telling_digits(stated.value) and (
        claimed.step > stated.step or _trailing_zeros(claimed.value) > _trailing_zeros(stated.value)
    )


def _n_telling_digits(value: float) -> int:
    """Digits up to the last that is not zero: 2 for 12,000 and for 1.2 million, 4 for 11,870."""
    return len(f"{value:.10g}".replace(".", "").replace("-", "").strip("0")) or 1


def _trailing_zeros(value: float) -> int:
    whole = str(int(abs(value))) if value < 1e15 else "0"
    return len(whole) - len(whole.rstrip("0"))


def _covered(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    place = bisect_right(taken, (start, 1 << 60)) - 1
    return any(a < end and start < b for a, b in taken[max(0, place) : place + 2])


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """'between 5 and 10 percent', '$5-10 million': a range's first number takes the unit of its second, and the reverse."""
    for i in range(len(found) - 1):
        first, second = found[i], found[i + 1]
        if not _RANGE.fullmatch(text, first.end, second.start):
            continue
        if first.unit is None and second.unit is not None:
            first = found[i] = replace(first, unit=second.unit)
        if first.step == 1 < second.step and first.value < second.value / second.step < 1000:  # "$5-10 million"
            value = first.value * second.step
            found[i] = replace(first, value=value, most=value, step=second.step)
        if second.unit is None and first.unit in measures.MONEY:
            found[i + 1] = replace(second, unit=first.unit)
    return found


_RANGE = re.compile(r"\s?(?:-|–|—|/|to|and|or|bis|und|oder|a|y|o|à|et|ou)\s?", re.IGNORECASE)


def _all(text: str, language: str) -> Iterator[Quantity]:
    primary = language.partition("-")[0].casefold()
    if _DIGIT.search(text):
        for match in spotting.every(_CLOCK_START, _CLOCK, text):
            yield _clock(match)
        for match in spotting.every(_NUMBER_START, _NUMBER, text):
            if (quantity := _in_digits(text, match, primary)) is not None:
                yield quantity
    if primary in _WITH_CHARACTERS:
        for match in numerals.SPOKEN.finditer(text):
            yield _in_characters(text, match)
        return
    patterns = _patterns(primary)
    if patterns.mentions.search(f" {text}"):
        for match in spotting.every(patterns.start, patterns.words, text):
            if (quantity := _in_words(text, match, primary)) is not None:
                yield quantity
        for match in spotting.every(patterns.start, patterns.named, text):
            yield from _named(match)


_WITH_CHARACTERS = frozenset(("zh", "ja"))
_DIGIT = re.compile(r"\d")
_NUMBER_START = re.compile(r"\.?\d")
_CLOCK_START = re.compile(r"\d(?<![\d:.,].)")
_NUMBER = re.compile(
    r"(?<![A-Za-zÀ-ɏͰ-᾿\d_.,-])(?<!\d:)(?<![A-Za-zÀ-ɏ][-–’'])(?<![\d][-–:]\d)"
    r"(?P<digits>"
    r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+[.,]\d+|\d+)"
    r"|(?<![\w.,])(?P<part>\.\d+)"
    r"|(?<=\d[-–])(?<!\d\d\d\d[-–])(?P<second>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?<=[$€£¥₹])(?P<money>\d+(?:,\d+)*(?:\.\d+)?)"
    r"|(?<=\bRs\.)(?P<rupees>\d+(?:,\d+)*(?:\.\d+)?)|(?<=\bRs)(?P<rs>\d+(?:,\d+)*(?:\.\d+)?)"
)
_SIGN = re.compile("(?:" + "|".join(re.escape(s) for s in sorted(measures.SIGNS, key=len, reverse=True)) + r")\s?$")
_TIME = re.compile(r"(?:[:.]\d\d)?\s?(?:a\.?m\.?|p\.?m\.?|o[’']clock|uhr|h\d\d|hrs\b)|:\d\d", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d))?\s?(?:(?P<half>a\.?m|p\.?m)\b\.?|o[’']clock|uhr\b|hrs\b)"
    r"|(?<![\d:.,])(?P<hh>[01]?\d|2[0-4]):(?P<mm>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
_HALF_DAY_MINUTES = 720


def _clock(match: re.Match[str]) -> Quantity:
    """A time of day, in minutes since midnight."""
    hours, minutes = int(match["h"] or match["hh"]), int(match["m"] or match["mm"] or 0)
    if (match["half"] or "").casefold().startswith("p"):
        hours = hours % 12 + 12
    value = float(hours * 60 + minutes)
    return Quantity(value, "clock", match.start(), match.end(), match.group(), step=0.0, most=value)


_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|(?:er|ère|e|º|ª)\b")
_GLUED = re.compile(r"[A-Za-zÀ-ɏ]")


def _in_digits(text: str, match: re.Match[str], language: str) -> Quantity | None:
    digits = match.group()
    start, end = match.span()
    if _TIME.match(text, end):
        return None
    value, step = _value(digits, language)
    if value is None:
        return None
    if ordinal := _ORDINAL.match(text, end):
        return Quantity(value, "ordinal", start, ordinal.end(), text[start : ordinal.end()], most=value)
    magnitude, end = _magnitude(text, end, language)
    unit, end = _unit_after(text, end)
    if magnitude == 1 and unit is None and _GLUED.match(text, end):
        return None
    sign = _SIGN.search(text, max(0, start - 5), start)
    if sign:
        start, unit = sign.start(), _money(sign.group().strip(), unit)
    return _bounded(text, start, end, value * magnitude, unit, step * magnitude)


def _money(sign: str, after: str | None) -> str:
    return after if after in measures.MONEY else measures.SIGNS[sign]


def _value(digits: str, language: str) -> tuple[float | None, float]:
    """Read digits by the language's separators; also the value of one unit of the last place."""
    plain = re.sub(r"[\u00a0\u202f ]", "", digits)
    if language in {"de", "es", "fr", "it", "pt", "nl"} and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+", plain):
            plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", plain):
        plain = plain.replace(".", "")
    plain = plain.replace(",", "")
    if len(plain) > 18 or plain.count(".") > 1:
        return None, 1.0
    decimals = len(plain.partition(".")[2])
    return float(plain), 10.0**-decimals


def _magnitude(text: str, end: int, language: str) -> tuple[float, int]:
    match = _MAGNITUDE.match(text, end)
    if match is None:
        return 1.0, end
    word = match.group("word").casefold()
    if word == "m" and match.group().startswith((" ", "\u00a0")):
        return 1.0, end  # "5 m" is metres, "$5m" is millions
    size = measures.MAGNITUDES[word]
    if language == "es" and word == "mil" and (more := re.match(r"\s+millones\b", text[match.end() :], re.IGNORECASE)):
        return 1e9, match.end() + more.end()
    return size, match.end()


_MAGNITUDE = re.compile(
    rf"[\s\u00a0-]?(?P<word>{spotting.any_of(measures.MAGNITUDES, space=' ')})(?![A-Za-zÀ-ɏ²/2])", re.IGNORECASE
)
_UNIT = re.compile(
    r"[\s\u00a0-]{0,2}(?:de\s|d['’])?(?P<word>"
    + spotting.any_of(measures.WORDS, space=r"[\s-]")
    + r"|(?<=\d\s)m|(?<=\d)m)(?![A-Za-zÀ-ɏ])",
    re.IGNORECASE,
)


def _unit_after(text: str, end: int) -> tuple[str | None, int]:
    match = _UNIT.match(text, end)
    if match is None:
        return None, end
    word = re.sub(r"[\s-]", " ", match.group("word").casefold())
    return measures.WORDS.get(word, "m"), match.end()


def _bounded(text: str, start: int, end: int, value: float, unit: str | None, step: float) -> Quantity:
    before = text[max(0, start - 26) : start].casefold()
    bound: Bound = "exact"
    for cue, kind in _BOUNDS:
        if cue.search(before):
            bound = kind
            break
    return Quantity(value, unit, start, end, text[start:end], bound == "about", bound, step, value)


def _ending(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[\W_]|(?<=[\u0d80-\u9fff]))(?:" + "|".join(map(re.escape, cues)) + r")\s?(?:the\s|a\s)?[(]?$"
    )


_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (_ending(measures.AT_MOST), "at_most"),
    (_ending(measures.AT_LEAST), "at_least"),
    (_ending(measures.ABOUT), "about"),
)


def _in_characters(text: str, match: re.Match[str]) -> Quantity:
    start, end = match.span()
    unit, after = _unit_after(text, end)
    return _bounded(text, start, after, numerals.value(match.group()), unit, 1.0)


def _in_words(text: str, match: re.Match[str], language: str) -> Quantity | None:
    value = _spoken(match.group().casefold(), measures.NUMBER_WORDS.get(language, measures.NUMBER_WORDS["en"]))
    start, end = match.span()
    magnitude, end = _magnitude(text, end, language)
    value = value * magnitude
    unit, end = _unit_after(text, end)
    if value <= 1 and unit is None:
        return None  # "one" is an article or a pronoun more often than a count
    return _bounded(text, start, end, value, unit, magnitude)


def _spoken(phrase: str, spoken: dict[str, float]) -> float:
    total = value = 0.0
    for part in re.split(r"[\s-]+", phrase):
        if part in spoken:
            value += spoken[part]
        elif part in measures.MAGNITUDES:
            value = max(value, 1.0) * measures.MAGNITUDES[part]
            if measures.MAGNITUDES[part] >= 1000:
                total, value = total + value, 0.0
        elif "und" in part:  # einundzwanzig
            value += sum(spoken.get(half, 1.0 if half == "ein" else 0.0) for half in part.split("und", 1))
    return total + value


def _named(match: re.Match[str]) -> Iterator[Quantity]:
    word = re.sub(r"\s+", " ", match.group().casefold())
    start, end = match.span()
    if word in measures.VAGUE:
        least, most = measures.VAGUE[word]
        yield Quantity(least, None, start, end, match.group(), is_approximate=True, bound="at_least", most=most)
    elif word in measures.FRACTIONS:
        value = measures.FRACTIONS[word]
        yield Quantity(value, "share", start, end, match.group(), step=0.01, most=value)
    else:
        value = float(measures.ORDINAL_WORDS[word])
        yield Quantity(value, "ordinal", start, end, match.group(), most=value)


_SCALES = "hundred|thousand|dozen|score"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How a language says numbers, and what is looked for first because it is faster to find."""

    words: re.Pattern[str]
    named: re.Pattern[str]
    mentions: re.Pattern[str]
    start: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns:
    spoken = measures.NUMBER_WORDS.get(language, measures.NUMBER_WORDS["en"])
    number = spotting.any_of(spoken)
    scale = _SCALES if language not in {"de", "es", "fr"} else "hundert|tausend|mil"
    one = (
        rf"(?:ein(?=und)|{number})(?:und(?:{number}))?" if language == "de" else rf"(?:{number})(?:[\s-](?:{number}))?"
    )
    a_scale = rf"(?=\s+(?:{scale})\b)"
    chain = rf"(?:{one}|a{a_scale})(?:[\s-]+(?:{scale})(?:(?:\s+and)?\s+{one}(?![\s-]+(?:{scale})))?)*"
    named = [*measures.VAGUE, *measures.FRACTIONS, *measures.ORDINAL_WORDS]
    listed = [*spoken, *named, *(["einund"] if language == "de" else [])]
    return _Patterns(
        words=re.compile(rf"(?<![\w-])(?:{chain})(?![^\W\d_])", re.IGNORECASE),
        named=re.compile(rf"(?<![\w-])(?:{spotting.any_of(named)})(?![\w-])", re.IGNORECASE),
        mentions=spotting.mentions(listed, only={"a": a_scale}),
        start=spotting.starts(listed, only={"a": a_scale}),
    )
