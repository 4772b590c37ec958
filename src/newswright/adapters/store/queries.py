"""What a reader types, made into phrases to look for; and texts made ready for the search index.

Scripts that do not part words with spaces are indexed by pairs of characters: 港口防波堤 as 港口 口防 防波 波堤 堤, and looked
for as the same pairs in a row, so that words of any length are found without a dictionary.
"""

import re
import unicodedata
from collections.abc import Sequence

MAX_QUERY_CHARS = 300
MAX_PHRASES = 16  # more words than this narrow nothing down
EXCERPT_CHARS = 220

_unspaced = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003134f]+"
)
_typed = re.compile(r'"([^"]*)"?|([^\s"]+)')


def printed(text: str) -> str:
    """Make a text ready for the index: composed, and what is written without spaces parted into pairs."""
    return _unspaced.sub(lambda run: f" {_pairs(run.group(), is_closed=True)} ", unicodedata.normalize("NFC", text))


def phrases(query: str) -> list[tuple[str, bool]]:
    """Read a query: (words, whether the end is open) for each word and each "phrase in quotation marks"."""
    typed = unicodedata.normalize("NFC", query[:MAX_QUERY_CHARS]).replace("\x00", " ")
    typed = re.sub("[“”„«»‟]", '"', typed)
    wanted = [phrase or word for phrase, word in _typed.findall(typed)]
    return [_phrase(one) for one in wanted if any(c.isalnum() for c in one)][:MAX_PHRASES]


def excerpt(text: str, query: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut out of a text what is around the first of the words, with the places of all words in the cut: (start, end)."""
    patterns = [_pattern(folded(words)) for words in _wanted(query)]
    first = min((found.start() for each in patterns if (found := each.search(folded(text)))), default=0)
    cut = text[_word_start(text, first - EXCERPT_CHARS // 4) :][:EXCERPT_CHARS]
    marks = sorted({found.span() for each in patterns for found in each.finditer(folded(cut))})
    return cut, _apart(marks)


def folded(text: str) -> str:
    """Lower case without accents, and exactly as long: a place in it is a place in the text."""
    return "".join(c if c.isascii() and not c.isupper() else _plain(c) for c in text)


def _plain(letter: str) -> str:
    first, *marks = list(unicodedata.normalize("NFD", letter))
    is_accented = all("\u0300" <= mark <= "\u036f" for mark in marks)
    return (first if is_accented else letter).lower()[:1]


def _wanted(query: str) -> list[str]:
    typed = re.sub("[“”„«»‟]", '"', query[:MAX_QUERY_CHARS])
    wanted = [phrase or word for phrase, word in _typed.findall(typed)]
    return [one for one in wanted if any(c.isalnum() for c in one)][:MAX_PHRASES]


def _phrase(wanted: str) -> tuple[str, bool]:
    last = _unspaced.search(wanted.rstrip()[-1:])
    is_single = bool(last) and not _unspaced.search(wanted.rstrip()[-2:-1])
    return _unspaced.sub(lambda run: f" {_pairs(run.group(), is_closed=False)} ", wanted).strip(), is_single


def _pairs(run: str, *, is_closed: bool) -> str:
    """Pairs of neighbouring characters; closed by the last one alone, so that every character begins something."""
    pairs = [run[i : i + 2] for i in range(len(run) - 1)]
    return " ".join([*pairs, run[-1]] if is_closed or not pairs else pairs)


def _pattern(wanted: str) -> re.Pattern[str]:
    words = r"\W+".join(re.escape(word) for word in re.findall(r"[^\W_]+", wanted))
    return re.compile(words if _unspaced.search(wanted) else rf"(?<!\w){words}(?!\w)")


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    space = text.find(" ", at, at + 20)
    return space + 1 if space >= 0 else at


def _apart(marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Leave out what overlaps an earlier mark."""
    kept: list[tuple[int, int]] = []
    for start, end in marks:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
