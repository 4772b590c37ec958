"""Say whether two words can be the same name: accents, possessives, inflection, demonyms, acronyms and well-known aliases."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

# Endings that names take, or that make a people's name out of a country's: Iran/Iranian, China/Chinese, Wickremesinghe/-s.
_ENDINGS = frozenset(
    (
        "",
        "s",
        "es",
        "n",
        "an",
        "ian",
        "ans",
        "ns",
        "ians",
        "ese",
        "i",
        "is",
        "en",
        "er",
        "ern",
        "ish",
        "a",
        "ia",
        "y",
        "ey",
        "e",
        "ean",
        "eans",
    )
)
_FEWEST_SHARED_CHARS = 4
_ALIASES = (
    "us usa america american americans united_states",
    "uk britain british uk's united_kingdom briton britons",
    "eu european union",
    "france french",
    "netherlands dutch holland",
    "spain spanish spaniard spaniards",
    "germany german germans deutschland deutsche",
    "switzerland swiss",
    "greece greek greeks",
    "turkey turkish turkiye turk turks",
    "poland polish poles",
    "sweden swedish swede swedes",
    "denmark danish dane danes",
    "finland finnish finn finns",
    "ireland irish",
    "wales welsh",
    "scotland scottish scots",
    "philippines filipino filipinos philippine",
    "thailand thai",
    "iraq iraqi iraqis",
    "china chinese beijing",
    "russia russian russians kremlin moscow",
    "iran iranian iranians tehran",
    "israel israeli israelis",
    "un united_nations",
    "gop republican republicans",
    "democrat democrats democratic",
    "burma myanmar",
    "turkey türkiye",
    "lanka lankan lankans",
    "argentina argentine argentinian",
    "europe european europeans",
    "kyiv kiev",
    "congress congressional",
)
_GROUP_OF = {
    word: n
    for n, group in enumerate(_ALIASES)
    for word in group.replace("_", " ").split()
    if word not in {"union", "united"}
}
_SMALL_WORDS = frozenset(
    ("of", "the", "and", "for", "de", "la", "le", "des", "du", "der", "die", "und", "y", "on", "in", "&")
)
_RUN = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:of|the|and|for|de|la|des|du|der|und|y|on|in|&)\s+){0,2}[A-ZÀ-Þ][\w’'-]*)+"
)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Reduce a word to what names are compared by: case, accents, full stops and possessive endings aside."""
    plain = word
    if not word.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not "\u0300" <= c <= "\u036f")
    return _POSSESSIVE.sub("", plain.casefold()).replace(".", "")


_POSSESSIVE = re.compile(r"['’]s?$")


def same(a: str, b: str) -> bool:
    """Whether two folded words can be forms of one name."""
    if a == b:
        return True
    group = _GROUP_OF.get(a)
    if group is not None and group == _GROUP_OF.get(b):
        return True
    return _inflected(a, b)


def stands_in(word: str, others: Collection[str]) -> bool:
    """Whether a folded word, or a form of it, is among other folded words."""
    if word in others:
        return True
    head = word[:3]
    group = _GROUP_OF.get(word)
    return any(
        (other[:3] == head and _inflected(word, other)) or (group is not None and _GROUP_OF.get(other) == group)
        for other in others
    )


def _inflected(a: str, b: str) -> bool:
    n_shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n_shared += 1
    if a.isascii() and b.isascii():
        if n_shared < _FEWEST_SHARED_CHARS:
            return False
        endings = {a[n_shared:], b[n_shared:]}
        if endings & {"n", "ns"} and a[n_shared - 1] not in "ao":  # Russia/Russian, but not Steve/Steven
            return False
        return endings <= _ENDINGS
    longest = max(len(a), len(b))
    return n_shared >= 3 and n_shared >= 0.6 * longest  # scripts that inflect by suffix: Sinhala, Tamil, Cyrillic


def acronyms(text: str) -> frozenset[str]:
    """List the acronyms that the capitalised runs of a text can have: 'International Monetary Fund' → imf."""
    found: set[str] = set()
    for match in _RUN.finditer(text):
        initials = "".join(w[0] for w in re.split(r"[\s-]+", match.group()) if w and w.casefold() not in _SMALL_WORDS)
        loose = "".join(w[0] for w in re.split(r"[\s-]+", match.group()) if w)
        for letters in (initials.casefold(), loose.casefold()):
            found.update(letters[i:j] for i in range(len(letters)) for j in range(i + 2, min(len(letters), i + 7) + 1))
    return frozenset(found)


def initials_of(name: str) -> str:
    """The acronym of one name, small words left out: 'Ministry of Health' → mh."""
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w and w.casefold() not in _SMALL_WORDS).casefold()
