"""Say what changed between two versions of an article, word by word, for a person to read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from newswright.records.articles import Article

ALIKE = 0.5  # share of words that two sentences must have in common to be shown as one that was changed

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words: 'same', 'new' or 'gone'."""

    kind: str
    text: str


def between(old: Article, new: Article) -> list[list[Run]]:
    """Compare sentence by sentence, headline and dek first; each sentence of either version is one list of runs."""
    before, after = [s.text for s in old.sentences], [s.text for s in new.sentences]
    lines: list[list[Run]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [[Run("same", text)] for text in after[c:d]]
        else:
            lines += _replaced(before[a:b], after[c:d])
    return lines


def _replaced(before: Sequence[str], after: Sequence[str]) -> list[list[Run]]:
    """Pair each new sentence with the most alike old one; what has no partner is gone or new as a whole."""
    gone = list(before)
    lines: list[list[Run]] = []
    for text in after:
        partner = max(gone, key=lambda old: _alike(old, text), default=None)
        if partner is not None and _alike(partner, text) >= ALIKE:
            lines += [[Run("gone", old)] for old in gone[: gone.index(partner)]]
            gone = gone[gone.index(partner) + 1 :]
            lines.append(list(_runs(partner, text)))
        else:
            lines.append([Run("new", text)])
    return [*lines, *([Run("gone", old)] for old in gone)]


def _alike(a: str, b: str) -> float:
    return SequenceMatcher(None, _WORD.findall(a), _WORD.findall(b), autojunk=False).ratio()


def _runs(before: str, after: str) -> Iterator[Run]:
    """Mark what changed; changes with nothing but spaces or signs between them are shown as one, so that they can be read."""
    a, b = _WORD.findall(before), _WORD.findall(after)
    gone = new = ""
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        same = "".join(b[k:m]) if kind == "equal" else ""
        is_kept = any(c.isalnum() for c in same)
        if is_kept or (same and not gone and not new):
            yield from _changed(gone, new)
            gone = new = ""
            yield Run("same", same)
        else:
            gone, new = gone + "".join(a[i:j]), new + "".join(b[k:m])
    yield from _changed(gone, new)


def _changed(gone: str, new: str) -> Iterator[Run]:
    if gone == new:  # only spaces or signs were left over, and they are the same
        yield from [Run("same", new)] if new else []
        return
    if gone:
        yield Run("gone", gone)
    if new:
        yield Run("new", new)
