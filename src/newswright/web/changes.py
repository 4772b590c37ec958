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
    """Compare sentence by sentence, headline and dek first; each sentence of either version is one list of runs.

    A sentence that moved is the same one; what is gone stands after what it followed.
    """
    before, after = [s.text for s in old.sentences], [s.text for s in new.sentences]
    partners = _partners(before, after)
    kept = {partner for partner in partners if partner is not None}
    followed: dict[int, list[list[Run]]] = {}
    for at, text in enumerate(before):
        if at not in kept:
            anchor = max((partner for partner in kept if partner < at), default=-1)
            followed.setdefault(anchor, []).append([Run("gone", text)])
    lines = followed.get(-1, [])
    for text, partner in zip(after, partners, strict=True):
        lines.append([Run("new", text)] if partner is None else list(_runs(before[partner], text)))
        lines += followed.get(partner, []) if partner is not None else []
    return lines


def _partners(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """Find for each sentence the one that it was: the same to the word, wherever it stood, else the most alike that is left."""
    left = list(range(len(before)))
    found: list[int | None] = []
    for text in after:
        same = next((at for at in left if before[at] == text), None)
        found.append(same)
        if same is not None:
            left.remove(same)
    open_places = [place for place, partner in enumerate(found) if partner is None]
    pairs = [(_alike(before[at], after[place]), place, at) for place in open_places for at in left]
    for alike, place, at in sorted(pairs, key=lambda pair: -pair[0]):
        if alike >= ALIKE and found[place] is None and at in left:
            found[place] = at
            left.remove(at)
    return found


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
