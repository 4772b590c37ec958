"""Tell whether reports in two languages are of one happening, by what survives translation.

In:    a report's title, text and language; for a score, the keys of two reports, how rare each key is, and the hours between them
Out:   keys by kind (s names by sound, a acronyms, c concepts, p places, n numbers, y ages, d dates), each with a weight in (0, 2];
       the probability that two reports in different languages tell of one happening, in [0, 1]
Rule:  CrossingPolicy
Gate:  bench/quality/languages
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from newswright.text import glossaries, romanise, words

Keys = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingPolicy:
    """The disputable numbers. Measured by bench/quality/languages on Sri Lankan news in three languages."""

    head_chars: int = 1500  # of the text; what happened stands at its head
    title_count: float = 2.0  # how often a word of the title counts
    most_count: float = 4.0  # a weight is the root of the count, up to here


def keys(title: str, text: str, language: str, policy: CrossingPolicy | None = None) -> dict[str, float]:
    """List what a report would share with one of the same happening in another language, each key with its weight.

    The language tells only whether capitals mark names; scripts are told by their letters.
    """
    chosen = policy or CrossingPolicy()
    counts: dict[str, float] = {}
    has_capitals = not language.startswith(("si", "ta", "zh"))
    for part, each in ((title, chosen.title_count), (text[: chosen.head_chars], 1.0)):
        for key in _found(romanise.normal(part), has_capitals):
            counts[key] = counts.get(key, 0.0) + each
    return {key: math.sqrt(min(count, chosen.most_count)) for key, count in counts.items()}


def _found(text: str, has_capitals: bool) -> list[str]:
    """Read a text's tokens once; what two tokens mean together (names of two words, numbers with scale, ages, dates) beside them."""
    cut = _TOKEN.findall(text)
    found: list[str] = []
    extend = found.extend
    previous = ""
    for at, token in enumerate(cut):
        kind, known, opening = _read(token, has_capitals)
        if kind == "#":
            extend(_numbers(token, previous, cut[at + 1 : at + 4]))
        elif kind == "han":
            extend(glossaries.ideas_within(token))
        else:
            extend(known)
            if opening and at + 1 < len(cut):
                following = cut[at + 1].casefold()
                extend([name for tail, name in opening if glossaries.completes(following, tail)])
        previous = token
    return found


_TOKEN = re.compile(
    "[\u0d80-\u0dff]+|[\u0b80-\u0bff]+|[\u0370-\u052f]+|[^\\W\\d_\u0370-\uffff]+(?:['’-][^\\W\\d_\u0370-\uffff]{2,})*"
    "|\\d+(?:[.,:]\\d+)*|[\u4e00-\u9fff·]+"
)
_NOTHING: tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]] = ("", (), ())


@lru_cache(maxsize=131_072)
def _read(token: str, has_capitals: bool) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Say what one token is by itself: ('#' a number | 'han' running Chinese | '', its keys, the pairs it may open)."""
    if token[0].isdigit():
        return "#", (), ()
    if token[0] >= "\u4e00":
        return "han", (), ()
    folded = token.casefold()
    opening = glossaries.openings(folded)
    counted = _COUNTED.get(folded) or next((n for head, n in _COUNTED_HEADS if folded.startswith(head)), "")
    if counted:
        return "", (f"n:{counted}",), opening
    name = glossaries.idea(folded) or glossaries.idea(folded.removesuffix("'s").removesuffix("’s"))
    if name:
        return "", (name,) if name != glossaries.PLAIN else (), opening
    if token[0] < "\u0250":
        if len(token) > 1 and token.isupper() and len(token) <= 6:
            return "", (f"a:{folded}",), opening
        if (has_capitals and not token[0].isupper()) or folded in _COMMON_WORDS:
            return _NOTHING[0], (), opening
        folded = folded.removesuffix("'s").removesuffix("’s")
    sounds = {romanise.skeleton(folded), romanise.skeleton(romanise.bare(folded))}
    return "", tuple(f"s:{sound}" for sound in sorted(sounds) if len(sound) >= romanise.FEWEST_SOUNDS), opening


_COMMON_WORDS = words.stopwords("en")


def _numbers(token: str, previous: str, following: list[str]) -> list[str]:
    """Read a number with what stands beside it: an age, a day of a month, a scale."""
    plain = token.replace(",", "").rstrip(".:")
    after = following[0].casefold() if following else ""
    before = previous.casefold()
    if plain.isdigit() and len(plain) <= 2:
        month = _month(after) or _month(before)
        if month:
            return [f"d:{month}-{int(plain)}", f"d:{int(plain)}"]
        if after.startswith(_AGE_AFTER) or before.startswith(_AGE_BEFORE) or (after in _YEARS and "old" in following[1:2]):
            return [f"y:{int(plain)}"]
        return [f"n:{int(plain)}"]
    try:
        value = float(plain)
    except ValueError:
        return [f"n:{plain}"]
    scale = _scale(after, before)
    return [f"n:{value * scale:.6g}"]


@lru_cache(maxsize=8_192)
def _month(word: str) -> int:
    return next((n for head, n in _MONTHS if word.startswith(head)), 0)


def _scale(after: str, before: str) -> float:
    """Sinhala puts the scale before the figure, English and Tamil after it."""
    for word in (after, before):
        for head, scale in _SCALES:
            if word.startswith(head) and (len(head) > 2 or word == head) and (word is after or word[0] > "\u0d7f"):
                return scale
    return 1.0


_AGE_AFTER = ("year-old", "හැවිරි", "වයසැති", "வயது", "வயதுடை", "வயதான")
_AGE_BEFORE = ("aged", "වයස")
_YEARS = ("year", "years")
_MONTHS = tuple(
    (head, n)
    for n, heads in enumerate(
        (
            "january ජනවාරි ஜனவரி",
            "february පෙබරවාරි பெப்ரவரி பிப்ரவரி",
            "march මාර්තු மார்ச்",
            "april අප්‍රේල් ஏப்ரல்".replace("\u200d", ""),
            "may මැයි மே",
            "june ජූනි ජුනි ஜூன்",
            "july ජූලි ජුලි ஜூலை",
            "august අගෝස්තු ஓகஸ்ட் ஆகஸ்ட்",
            "september සැප්තැම්බර් செப்டம்பர் செப்டெம்பர்",
            "october ඔක්තෝබර් ஒக்டோபர் அக்டோபர்",
            "november නොවැම්බර් நவம்பர்",
            "december දෙසැම්බර් டிசம்பர்",
        ),
        start=1,
    )
    for head in heads.split()
)
_SCALES = (
    ("thousand", 1e3), ("දහස", 1e3), ("ஆயிர", 1e3), ("lakh", 1e5), ("ලක්ෂ", 1e5), ("லட்ச", 1e5), ("இலட்ச", 1e5),
    ("million", 1e6), ("mn", 1e6), ("m", 1e6), ("මිලියන", 1e6), ("மில்லியன்", 1e6), ("crore", 1e7), ("කෝටි", 1e7), ("கோடி", 1e7),
    ("billion", 1e9), ("bn", 1e9), ("b", 1e9), ("බිලියන", 1e9), ("பில்லியன்", 1e9), ("trillion", 1e12), ("ට්‍රිලියන".replace("\u200d", ""), 1e12),
)  # fmt: skip
_COUNTED = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "இரண்டு": "2", "மூன்று": "3", "நான்கு": "4", "ஐந்து": "5", "ஆறு": "6", "ஏழு": "7", "எட்டு": "8",
}  # fmt: skip
_COUNTED_HEADS = (
    ("දෙදෙන", "2"), ("තිදෙන", "3"), ("සිව්දෙන", "4"), ("පස්දෙන", "5"), ("හයදෙන", "6"), ("හත්දෙන", "7"),
    ("இருவர", "2"), ("மூவர", "3"), ("நால்வர", "4"), ("ஐவர", "5"), ("அறுவர", "6"), ("எழுவர", "7"),
)  # fmt: skip
