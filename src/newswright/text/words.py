"""Cut any text into words that can be compared: tokens, stems, stop words; any script, no model, no download."""

import operator
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import TypeVar

import Stemmer

from newswright.text import stoplists


def tokens(text: str) -> list[str]:
    """List the words and numbers of a text in order, casefolded, for comparing texts.

    Possessive endings and thousands separators are taken off ("Galle's 11,870" → galle, 11870). Scripts that are written
    without spaces (Han, kana, Thai, Lao, Khmer, Burmese) come as overlapping pairs of characters; a lone character stays alone.
    """
    for written, plain in _SIMPLER.items():
        text = text.replace(written, plain)
    raw = text.encode("ascii", "replace")  # one byte a character, "?" for the foreign ones
    try:
        if raw.count(b"?") * _FOREIGN_ONE_IN > len(raw):
            return list(chain.from_iterable(map(_plainly_cut.__getitem__, text.split())))
        return _cut_at_once(text, raw)
    except KeyError:
        return list(chain.from_iterable(map(_widely_cut.__getitem__, text.split())))


# Typography that is no part of any word, or is the plain apostrophe or comma: each stands for one character, so that places
# stay. (The wide forms of Chinese and Japanese would otherwise cost a whole text its quick way through NFKC.)
_SIMPLER = {"\u2018": "'", "\u2019": "'", "\uff0c": ","} | dict.fromkeys(
    "\u201c\u201d\u2013\u2014\u2026\u00a0\uff01\uff05\uff08\uff09\uff1a\uff1b\uff1f", " "
)


_FOREIGN_ONE_IN = 20  # characters: looking up every stretch is faster then than looking for those that are not plain


def _cut_at_once(text: str, raw: bytes) -> list[str]:
    """Cut a text whose words are mostly plain: letters and figures of ASCII between anything else; KeyError if one is peculiar.

    Nothing that decides on a word reaches over white space, nor does Unicode's normal form. So all of the text is cut in a few
    passes over its bytes, and only the stretches between white space that hold an apostrophe, a separator or a foreign
    character are looked at one by one.
    """
    plain, spaced = raw.translate(_ALNUM_OR_SPACE).decode("ascii"), raw.translate(_SPACE_OR_NOT)
    cut: list[str] = []
    done = 0
    for site in (_JOINT if text.isascii() else _JOINT_OR_FOREIGN).finditer(raw):
        at = site.start()
        if at < done:
            continue
        start, end = spaced.rfind(b" ", done, at) + 1 or done, spaced.find(b" ", at)
        end = end if end >= 0 else len(text)
        cut += plain[done:start].split()
        cut += _plainly_cut[text[start:end]]
        done = end
    cut += plain[done:].split()
    return cut


def is_caseless(text: str) -> bool:
    """Tell a text in a script that has spaces and no capitals (Sinhala, Tamil, Devanagari, Arabic, Hebrew, Hangul, …)."""
    if text.isascii():
        return False
    letters = [c for c in text if c.isalpha()]
    return 2 * sum(c.lower() == c.upper() and not _IS_UNSPACED(c) for c in letters) > len(letters)


def _bytes_to(chosen: bytes, into: bytes, *, others: bytes) -> bytes:
    """A table for bytes.translate."""
    return bytes(into[chosen.index(code)] if code in chosen else others[0] for code in range(256))


_ASCII_ALNUM = bytes(code for code in range(128) if chr(code).isalnum())
_ASCII_SPACE = bytes(code for code in range(128) if chr(code).isspace())
_ALNUM_OR_SPACE = _bytes_to(_ASCII_ALNUM, _ASCII_ALNUM.lower(), others=b" ")
_SPACE_OR_NOT = _bytes_to(_ASCII_SPACE, b" " * len(_ASCII_SPACE), others=b"x")
# What can hold a word together, by what follows; "?" is also what stands for a foreign character in the bytes. Each begins
# with a set of bytes, for that is what the engine scans for fastest.
_JOINT = re.compile(rb"[.,'](?=[A-Za-z0-9])")
_JOINT_OR_FOREIGN = re.compile(rb"[.,'?](?:(?<=\?)|(?=[A-Za-z0-9]))")


_Value = TypeVar("_Value")


class Memo(dict[str, _Value]):
    """Look up what a pure function says of a word, asking it once only as long as the memo is not full.

    Full, it is emptied and begins anew: simpler than forgetting the oldest, and the words that matter are back at once. Words
    of more than 40 characters are not kept, so that its size is bounded in bytes too.
    """

    def __init__(self, asked: Callable[[str], _Value], *, n_most: int = 65_536) -> None:
        super().__init__()
        self._asked, self._n_most = asked, n_most

    def __missing__(self, word: str) -> _Value:
        """Ask, and keep the answer; what the function raises is not kept."""
        answer = self._asked(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= self._n_most:
                self.clear()
            self[word] = answer
        return answer


_LONGEST_KEPT = 40


def _cut_plainly(stretch: str) -> tuple[str, ...]:
    """Cut a stretch without white space; KeyError where it takes the wider pattern, and with it the whole text."""
    folded = _folded(stretch)
    if _PECULIAR.search(folded):
        raise KeyError(stretch[:_LONGEST_KEPT])
    return tuple([_tidied(word) for word in _SPACED_WORD.findall(folded)])


def _cut_widely(stretch: str) -> tuple[str, ...]:
    cut: list[str] = []
    for run, word in _ANY_WORD.findall(_folded(stretch)):
        if len(run) > 1:
            cut += map(operator.add, run, run[1:])
        else:
            cut.append(run or _tidied(word))
    return tuple(cut)


_plainly_cut, _widely_cut = Memo(_cut_plainly), Memo(_cut_widely)


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    for written, plain in _PLAIN.items():
        folded = folded.replace(written, plain)
    return folded


# Typographic apostrophes become the plain one; what no reader sees (soft hyphen, zero width) goes. ZWJ and ZWNJ stay in a
# word: Sinhala and Persian spell with them.
_PLAIN = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00ad": "", "\u200b": "", "\ufeff": "", "\u2060": ""}
_SPACED_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:[^\W\d_]+\d*)*|[^\W_]+(?:'[^\W\d_]+)*")


_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED += "\U00020000-\U0003fffd"
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]").match


def _marks() -> str:
    """Combining vowel signs, which Python's \\w leaves out, though Indic scripts cannot be written without them."""
    blocks = [(0x0300, 0x1E00), (0xA800, 0xAC00), (0xFE20, 0xFE30), (0x11000, 0x11A00)]
    marks = [c for low, high in blocks for c in range(low, high) if unicodedata.category(chr(c)) in {"Mn", "Mc"}]
    unspaced = re.compile(f"[{_UNSPACED}]")
    ranges: list[list[int]] = []
    for code in marks:
        if unspaced.match(chr(code)):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges) + "\u200c\u200d"


_MARKS = _marks()
# Few, wide ranges, because long texts are searched: what lies outside of them needs neither marks nor pairs.
_PECULIAR = re.compile("[\u0300-\u036f\u0483-\u0489\u0590-\u1dff\u200c\u200d\u3040-\ufaff\U00010000-\U0010ffff]")
_LETTERS = rf"[^\W\d_{_UNSPACED}]++|[{_MARKS}]++"
_ANY_WORD = re.compile(
    rf"([{_UNSPACED}]+)|(\d+(?:[.,]\d+)*(?:{_LETTERS})*+|(?:{_LETTERS}|\d++)++(?:'(?:{_LETTERS})++)*)"
)


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
    if primary in _STEMMERS:
        return [stem for stem in map(_stem_of(primary).__getitem__, tokens) if stem is not None]
    stopped = stopwords(primary)
    return [sys.intern(word) for word in tokens if word not in stopped and (len(word) > 1 or not word.isascii())]


@lru_cache(maxsize=64)
def _stem_of(primary: str) -> Memo[str | None]:
    """Remember what a word of a language comes down to: its stem; None where it says nothing of the subject."""
    stopped, stemmer = stopwords(primary), Stemmer.Stemmer(_STEMMERS[primary], 0)  # 0: without a cache of its own

    def stem(word: str) -> str | None:
        says_something = word not in stopped and (len(word) > 1 or not word.isascii())
        return sys.intern(stemmer.stemWord(word)) if says_something else None

    return Memo(stem)


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


def telling(phrases: Iterable[str]) -> frozenset[str]:
    """Of each phrase its longest token: a text among whose tokens is none of these has none of the phrases as whole words,
    unless an apostrophe or a figure ties one to something else."""
    return frozenset(max(reversed(cut), key=len) for cut in map(tokens, phrases) if cut)
