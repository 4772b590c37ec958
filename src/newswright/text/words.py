"""Cut any text into words that can be compared: tokens, stems, stop words; any script, no model, no download."""

import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from newswright.text import stoplists


def tokens(text: str) -> list[str]:
    """List the words and numbers of a text in order, casefolded, for comparing texts.

    Possessive endings and thousands separators are taken off ("Galle's 11,870" → galle, 11870). Scripts that are written
    without spaces (Han, kana, Thai, Lao, Khmer, Burmese) come as overlapping pairs of characters; a lone character stays alone.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    for written, plain in _PLAIN.items():
        folded = folded.replace(written, plain)
    if not _PECULIAR.search(folded):
        return [_tidied(word) for word in _SPACED_WORD.findall(folded)]
    return list(_each(folded))


# Typographic apostrophes become the plain one; what no reader sees (soft hyphen, zero width) goes. ZWJ and ZWNJ stay in a
# word: Sinhala and Persian spell with them.
_PLAIN = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00ad": "", "\u200b": "", "\ufeff": "", "\u2060": ""}
_SPACED_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:[^\W\d_]+\d*)*|[^\W_]+(?:'[^\W\d_]+)*")


def _marks() -> str:
    """Combining vowel signs, which Python's \\w leaves out, though Indic scripts cannot be written without them."""
    blocks = [(0x0300, 0x1E00), (0xA800, 0xAC00), (0xFE20, 0xFE30), (0x11000, 0x11A00)]
    ranges: list[list[int]] = []
    for code in (c for low, high in blocks for c in range(low, high) if unicodedata.category(chr(c)) in {"Mn", "Mc"}):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges) + "\u200c\u200d"


_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED += "\U00020000-\U0003fffd"
_MARKS = _marks()
# Few, wide ranges, because each long text is searched once: what lies outside of them needs neither marks nor pairs.
_PECULIAR = re.compile("[\u0300-\u036f\u0483-\u0489\u0590-\u1dff\u200c\u200d\u3040-\ufaff\U00010000-\U0010ffff]")
_LETTER = rf"(?:(?![{_UNSPACED}_\d])[\w{_MARKS}])"
_ANY_WORD = re.compile(
    rf"(?P<run>[{_UNSPACED}]+)|(?P<number>\d+(?:[.,]\d+)*{_LETTER}*)|(?P<word>(?:\d|{_LETTER})+(?:'{_LETTER}+)*)"
)


def _each(folded: str) -> Iterable[str]:
    for match in _ANY_WORD.finditer(folded):
        word = match.group()
        if match.lastgroup == "run" and len(word) > 1:
            yield from (word[i : i + 2] for i in range(len(word) - 1))
        else:
            yield _tidied(word)


def _tidied(word: str) -> str:
    if "'" in word and word.endswith("'s"):
        return word[:-2]
    if ("," in word or "." in word) and _GROUPED.fullmatch(word):
        return word.replace(",", "").replace(".", "")
    return word


_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{2})*,\d{3}")


def stems(text: str, language: str) -> list[str]:
    """List a text's content words in order, stemmed where the language has a stemmer; stop words are left out.

    `language` is a BCP 47 tag; only its primary part counts, and an unknown one leaves the words unstemmed.
    """
    return stemmed(tokens(text), language)


def stemmed(tokens: Iterable[str], language: str) -> list[str]:
    """Do the same for words that are cut already."""
    primary = language.partition("-")[0].casefold()
    stopped = stopwords(primary)
    content = [word for word in tokens if word not in stopped and (len(word) > 1 or not word.isascii())]
    stemmer = _stemmer(primary)
    return [sys.intern(word) for word in (stemmer.stemWords(content) if stemmer else content)]


@lru_cache(maxsize=64)
def _stemmer(primary: str) -> Stemmer.Stemmer | None:
    name = _STEMMERS.get(primary)
    return Stemmer.Stemmer(name, 50_000) if name else None  # its own cache, in words


_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


@lru_cache(maxsize=64)
def stopwords(language: str) -> frozenset[str]:
    """Name the words of a language that say nothing of a text's subject; empty where no list is known."""
    return frozenset(stoplists.LISTS.get(language.partition("-")[0].casefold(), "").split())
