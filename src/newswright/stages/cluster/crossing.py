"""Tell whether reports in two languages are of one happening, by what survives translation.

In:    a report's title, text and language; for a score, the keys of two reports, how rare each key is, the hours between them
Out:   keys, each with a weight in [1, 2]; how likely two reports in different languages tell of one happening, in [0, 1]
Rule:  CrossingPolicy
Gate:  bench/quality/languages

A key begins with its kind: `s` a name by its sound, `a` an acronym, `c` a concept of the glossaries, `p` a place, `n` a number,
`y` an age, `d` a day. What is rare in the stream weighs most: idf is over the reports of all languages together.

Traces are what needs no translation: `u` a page of another site that is linked to, `i` a picture. They are no keys and weigh by
themselves: one that few reports have says much, one that many have (a logo, a home for donations) says nothing.
"""

import math
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from newswright.text import glossaries, romanise, words

KINDS = "sacpnyd"
TRACES = "ui"
_HASH_BITS = 24  # of a code; its kind stands above them
_NAMES = (KINDS.index("s"), KINDS.index("a"))
_NUMBERS = (KINDS.index("n"), KINDS.index("y"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingPolicy:
    """The disputable numbers, fitted by bench.quality.fit_languages on the tuning part of two months of Sri Lankan news."""

    head_chars: int = (
        1000  # of the text; F1 on the tuning pairs 0.93 at 500 and at 800, 0.94 at 1,000, 0.945 at 1,500 characters
    )
    title_count: float = 2.0  # how often a word of the title counts
    most_count: float = 4.0  # a weight is the root of a key's count, up to here
    salient_from: float = 1.4  # weight: in the title, or named twice
    fewest_keys: int = 8  # shorter reports are judged as if they had so many
    # One for each of `features`, and what is added.
    weights: tuple[float, ...] = (1.995, 1.831, 1.733, -1.02, -7.432, 8.566, 8.87)
    bias: float = -3.24
    # Traces in common, in log odds: by judgement, since no labelled news at hand has links or pictures. Neither a link nor a
    # picture joins alone: what else is known has to make it likely (0.9 from -1.8 with a link, from -2.8 with a picture).
    link_odds: float = 4.0  # for each page that both link to, two at most
    picture_odds: float = 5.0  # where they show one picture, or several
    most_traced: int = 4  # reports that have a trace; one that more of them have is none
    least_odds: float = (
        -4.0
    )  # of all else, beside a trace: that names do not meet may be the fault of how they are read
    join_from: float = (
        0.8  # the least score that joins: between languages, precision (0.96 on the tuning days) before recall (0.86)
    )


@lru_cache(maxsize=1)
def _default() -> CrossingPolicy:
    return CrossingPolicy()


def keys(title: str, text: str, language: str, policy: CrossingPolicy | None = None) -> dict[str, float]:
    """List what a report would share with one of the same happening in another language, each key with its weight.

    The language tells only whether capitals mark names; scripts are told by their letters.
    """
    chosen = policy or _default()
    has_capitals = not language.startswith(("si", "ta", "zh"))
    counts = dict.fromkeys(_found(romanise.normal(title), has_capitals), chosen.title_count)
    for key in _found(romanise.normal(text[: chosen.head_chars]), has_capitals):
        counts[key] = counts.get(key, 0.0) + 1.0
    return {key: _ROOTS.get(count) or math.sqrt(min(count, chosen.most_count)) for key, count in counts.items()}


_ROOTS = {float(n): math.sqrt(n) for n in range(1, 5)}


def traces(links: Iterable[str], images: Iterable[str]) -> dict[int, float]:
    """Write the pages that a report links to and its pictures as whole numbers above all codes of keys; their weight is 1."""
    named = [*(f"u:{link}" for link in links), *(f"i:{image}" for image in images)]
    return dict.fromkeys(map(_trace, named), 1.0)


def _trace(name: str) -> int:
    return len(KINDS) + TRACES.index(name[0]) << _HASH_BITS | zlib.crc32(name.encode()) & (1 << _HASH_BITS) - 1


def is_trace(code: int) -> bool:
    """Whether a code is of a trace, and not of a key."""
    return code >= _FIRST_TRACE


_FIRST_TRACE = len(KINDS) << _HASH_BITS


def odds(shared: Iterable[int], policy: CrossingPolicy | None = None) -> float:
    """Say what traces in common speak for, in log odds from 0; those that too many reports have must be left out before."""
    chosen = policy or _default()
    kinds = [TRACES[(code >> _HASH_BITS) - len(KINDS)] for code in shared]
    return chosen.link_odds * min(2, kinds.count("u")) + chosen.picture_odds * ("i" in kinds)


def codes(keys: Mapping[str, float]) -> dict[int, float]:
    """Write keys as whole numbers below 2^27 that keep their kind, for the window: a score reads these."""
    return {code(key): weight for key, weight in keys.items()}


@lru_cache(maxsize=131_072)
def code(key: str) -> int:
    """Write one key as a number: its kind, then 24 bits of a checksum of all of it."""
    return KINDS.index(key[0]) << _HASH_BITS | zlib.crc32(key.encode()) & (1 << _HASH_BITS) - 1


def score(
    mine: Mapping[int, float],
    other: Mapping[int, float],
    *,
    idf: Callable[[int], float],
    gap_h: float,
    odds: float = 0.0,
    policy: CrossingPolicy | None = None,
) -> float:
    """Say how likely two reports in different languages are to tell of one happening, in [0, 1].

    `idf` is the natural logarithm of how many reports there are over how many have the key; `gap_h` the hours between the two;
    `odds` is what their common traces speak for.
    """
    chosen = policy or _default()
    found = features(mine, other, idf=idf, gap_h=gap_h, policy=chosen)
    z = chosen.bias + sum(weight * value for weight, value in zip(chosen.weights, found, strict=True))
    if odds:
        z = max(z, chosen.least_odds) + odds
    return 1.0 / (1.0 + math.exp(-z)) if z > -700 else 0.0


def features(
    mine: Mapping[int, float],
    other: Mapping[int, float],
    *,
    idf: Callable[[int], float],
    gap_h: float,
    policy: CrossingPolicy | None = None,
) -> tuple[float, ...]:
    """Measure two reports' common ground, in the order of `CrossingPolicy.weights`.

    Names, numbers and all keys in common (roots of their sums of weight times idf to the power 1.5, by the reports' sizes), the
    time gap, the size itself, and how much of the one's salient matter the other has: the worse covered of the two, the better.
    """
    chosen = policy or _default()
    sums = [0.0] * len(KINDS)
    fewer, more = (mine, other) if len(mine) <= len(other) else (other, mine)
    for key, weight in fewer.items():
        theirs = more.get(key)
        if theirs is not None:
            sums[key >> _HASH_BITS] += min(weight, theirs) * idf(key) ** 1.5
    size = (max(len(mine), chosen.fewest_keys) * max(len(other), chosen.fewest_keys)) ** 0.25
    covered = sorted((_covered(mine, other, idf, chosen), _covered(other, mine, idf, chosen)))
    return (
        math.sqrt(sum(sums[kind] for kind in _NAMES) / size),
        math.sqrt(sum(sums[kind] for kind in _NUMBERS) / size),
        math.sqrt(sum(sums) / size),
        math.log1p(gap_h),
        math.log(size),
        covered[0],
        covered[1],
    )


def _covered(
    of: Mapping[int, float], by: Mapping[int, float], idf: Callable[[int], float], policy: CrossingPolicy
) -> float:
    """How much of a report's salient concepts, places and numbers another has, by idf. Sounds are left out: most are no names."""
    shared = total = 0.0
    for key, weight in of.items():
        if weight > policy.salient_from and key >> _HASH_BITS not in _NAMES:
            rarity = idf(key)
            total += rarity
            if key in by:
                shared += rarity
    return shared / (total + _FEW)


_FEW = 2.0  # idf: what little a report has is not covered in full


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a token is by itself: its keys, the pairs it may open with the next, or running Chinese, or a number."""

    keys: tuple[str, ...] = ()
    opening: tuple[tuple[str, str], ...] = ()
    is_number: bool = False
    is_han: bool = False


def _found(text: str, has_capitals: bool) -> list[str]:
    """Read a text's tokens once; what two tokens mean together (pairs of words, scales, ages, days) beside them."""
    cut = _TOKEN.findall(text)
    found: list[str] = []
    for at, token in enumerate(cut):
        reading = _read(token, has_capitals)
        if reading is None:
            continue
        if reading.keys:
            found += reading.keys
        elif reading.is_number:
            found += _numbers(token, cut[at - 1] if at else "", cut[at + 1 : at + 4])
        elif reading.is_han:
            found += glossaries.ideas_within(token)
        if reading.opening and at + 1 < len(cut):
            following = cut[at + 1].casefold()
            found += [name for tail, name in reading.opening if glossaries.completes(following, tail)]
    return found


_TOKEN = re.compile(
    "[\u0d80-\u0dff]+|[\u0b80-\u0bff]+|[\u0370-\u052f]+|[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]{2,})*"
    "|\\d+(?:[.,:]\\d+)*|[\u4e00-\u9fff]+"
)


@lru_cache(maxsize=131_072)
def _read(token: str, has_capitals: bool) -> _Reading | None:
    """Say what one token is by itself; None for what means nothing by itself."""
    if token[0].isdigit():
        return _Reading(is_number=True)
    if token[0] >= "\u4e00":
        return _Reading(is_han=True)
    folded = token.casefold()
    opening = glossaries.openings(folded)
    found = _by_itself(token, folded, has_capitals)
    return _Reading(found, opening) if found or opening else None


def _by_itself(token: str, folded: str, has_capitals: bool) -> tuple[str, ...]:
    if folded in _COUNTED or folded.startswith(_COUNTED_HEADS):
        return (
            f"n:{_COUNTED.get(folded) or next(n for head, n in _COUNTED_BY_HEAD.items() if folded.startswith(head))}",
        )
    folded = folded.removesuffix("'s").removesuffix("’s")
    name = glossaries.idea(folded) if token not in _PRONOUNS else glossaries.PLAIN
    if name:
        return (name,) if name != glossaries.PLAIN else ()
    if token[0] < "\u0250":
        if 1 < len(token) <= _LONGEST_ACRONYM and token.isupper():
            return (f"a:{folded}",)
        if (has_capitals and not token[0].isupper()) or folded in _COMMON_WORDS:
            return ()
    bare = romanise.bare(folded)
    sounds = (romanise.skeleton(folded),) if bare == folded else (romanise.skeleton(folded), romanise.skeleton(bare))
    return tuple([f"s:{sound}" for sound in dict.fromkeys(sounds) if len(sound) >= romanise.FEWEST_SOUNDS])


_LONGEST_ACRONYM = 6
_PRONOUNS = ("us",)  # unless in capitals
_COMMON_WORDS = words.stopwords("en")


def _numbers(token: str, before: str, following: list[str]) -> tuple[str, ...]:
    """Read a number with what stands beside it: an age, a day of a month, a scale."""
    plain = token.replace(",", "")
    after = following[0].casefold() if following else ""
    before = before.casefold()
    if plain.isdigit() and len(plain) <= 2:
        n = int(plain)
        if after.startswith("月") and len(following) > 2 and following[2].startswith(("日", "号")):
            return f"d:{n}-{int(following[1]) if following[1].isdigit() else 0}", f"d:{following[1]}"
        month = _month(after) or _month(before)
        if month:
            return f"d:{month}-{n}", f"d:{n}"
        if (
            after.startswith(_AGE_AFTER)
            or before.startswith(_AGE_BEFORE)
            or (after in _YEARS and "old" in following[1:2])
        ):
            return (f"y:{n}",)
    try:
        value = float(plain)
    except ValueError:
        return (f"n:{plain}",)
    return (f"n:{value * _scale(after, before):.10g}",)


@lru_cache(maxsize=16_384)
def _month(word: str) -> int:
    return next((n for head, n in _MONTHS if word.startswith(head)), 0)


@lru_cache(maxsize=16_384)
def _scale(after: str, before: str) -> float:
    """Sinhala puts the scale before the figure, the other languages after it."""
    for word in (after, before):
        for head, scale in _SCALES:
            if (
                word.startswith(head)
                and (len(head) > 2 or word == head or head in "万亿")
                and (word is after or word[0] > "\u0d7f")
            ):
                return scale
    return 1.0


_AGE_AFTER = ("year-old", "හැවිරි", "වයසැති", "வயது", "வயதுடை", "வயதான", "岁")
_AGE_BEFORE = ("aged", "වයස")
_YEARS = ("year", "years")
_MONTHS = tuple(
    (head.replace("\u200d", ""), n)
    for n, heads in enumerate(
        (
            "january ජනවාරි ஜனவரி",
            "february පෙබරවාරි பெப்ரவரி பிப்ரவரி",
            "march මාර්තු மார்ச்",
            "april අප්‍රේල් ஏப்ரல்",
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
_SCALES = tuple(
    (head.replace("\u200d", ""), scale)
    for scale, heads in (
        (1e3, "thousand දහස ஆயிர"),
        (1e4, "万"),
        (1e5, "lakh ලක්ෂ லட்ச இலட்ச"),
        (1e6, "million mn m මිලියන மில்லியன்"),
        (1e7, "crore කෝටි கோடி"),
        (1e8, "亿"),
        (1e9, "billion bn b බිලියන பில்லியன்"),
        (1e12, "trillion ට්‍රිලියන டிரில்லியன்"),
    )
    for head in heads.split()
)
_COUNTED = {
    word: str(n)
    for n, forms in enumerate(
        (
            "two இரண்டு", "three மூன்று", "four நான்கு", "five ஐந்து", "six ஆறு", "seven ஏழு", "eight எட்டு", "nine", "ten", "eleven",
            "twelve",
        ),
        start=2,
    )
    for word in forms.split()
}  # fmt: skip
_COUNTED_BY_HEAD = {
    head: str(n)
    for n, heads in enumerate(
        ("දෙදෙන இருவர", "තිදෙන மூவர", "සිව්දෙන நால்வர", "පස්දෙන ஐவர", "හයදෙන அறுவர", "හත්දෙන எழுவர"), start=2
    )
    for head in heads.split()
}
_COUNTED_HEADS = tuple(_COUNTED_BY_HEAD)
