"""Look for listed words in a text in a time that hardly grows with the list.

An alternation of two hundred words is tried one by one wherever a text is looked at. Here the words share their beginnings,
and a text is looked at only where one of them can begin: the engine scans fastest for a set of characters.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

_Node = dict[str, "_Node"]

_END = ""  # the key that says that a word may end here
# What else `re` takes for a letter where case is ignored.
_LIKE = {"s": "ſ", "i": "ıİ", "k": "\u212a", "å": "\u212b", "ß": "ẞ", "µ": "μΜ"}


def any_of(words: Iterable[str], *, space: str = r"\s+") -> str:
    """A pattern for any of some words, the longest first, with no groups of its own; it matches nothing where there are none.

    White space within a word stands for `space`; everything else for itself.
    """
    return _pattern(_tree(words, space)) or "(?!)"


def starts(words: Iterable[str], *, is_cased: bool = False, only: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """A pattern that finds where one of some words begins a stretch of letters and hyphens; where it ends is not looked at.

    `only` are small letters that begin something else, each with a pattern for what must follow.
    """
    tails = _tails(words, is_cased, only or {})
    branches = "|".join(f"(?<=[{first}]){tail}" for first, tail in tails.items())
    flag = "(?:" if is_cased else "(?i:"
    return re.compile(f"[{''.join(tails)}](?<![\\w-].){flag}{branches})" if tails else "(?!)")


def mentions(words: Iterable[str], *, after: str = r"\w-", only: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """A pattern that tells whether `starts` would find anything in a text; to be searched for in the text with a space in front.

    Faster where the words begin with many letters: it looks at what follows each space and mark, whatever is not of `after`.
    """
    tails = _tails(words, False, only or {})
    branches = "|".join(f"[{first}](?i:{tail})" for first, tail in tails.items())
    return re.compile(f"[^{after}](?:{branches})" if tails else "(?!)")


def _tails(words: Iterable[str], is_cased: bool, only: Mapping[str, str]) -> dict[str, str]:
    """What may follow each first letter; small and capital are one where case is ignored."""
    tree = _tree(words if is_cased else map(str.lower, words), r"\s+")
    tails = {first: _pattern(node) for first, node in tree.items()}
    for first, what in only.items():
        tails[first] = f"(?:{tails[first]}|{what})" if first in tails else what
    if is_cased:
        return tails
    return {first + first.upper() + _LIKE.get(first, ""): tail for first, tail in tails.items()}


def every(starting: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The same as `pattern.finditer(text)`, where `starting` finds every place at which the pattern can match."""
    place = 0
    while (start := starting.search(text, place)) is not None:
        match = pattern.match(text, start.start())
        if match is not None:
            yield match
        place = match.end() if match is not None else start.start() + 1


def _tree(words: Iterable[str], space: str) -> _Node:
    root: _Node = {}
    for word in words:
        node = root
        for n, part in enumerate(word.split()):
            for unit in ([space] if n else []) + [re.escape(char) for char in part]:
                node = node.setdefault(unit, {})
        node[_END] = {}
    return root


def _pattern(node: _Node) -> str:
    longer = [unit + _pattern(after) for unit, after in node.items() if unit != _END]
    if len(longer) == 1 and _END not in node:
        return longer[0]
    return f"(?:{'|'.join(longer)})" + ("?" if _END in node else "") if longer else ""
