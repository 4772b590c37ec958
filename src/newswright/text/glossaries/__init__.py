"""Know one idea in four languages: hand-written glossaries of frequent news words and of places, as `concept → forms`.

English forms are whole words; Sinhala and Tamil forms are beginnings, since endings are many; Chinese forms are found inside
running text. `_` joins two words that follow each other. An idea's name begins with its kind: `c` a concept, `p` a place.
"""

from newswright.text.glossaries import affairs, economy, happenings, places, plain, society

PLAIN = "-"  # the idea of words that name nothing

_Forms = dict[str, str]
_SHORT_FORM_CHARS = 3  # so short a beginning fits other words as well
_SHORT_REST_CHARS = 2


def idea(word: str) -> str:
    """Name the idea that a word stands for, such as `c:flood` for ගංවතුරෙන්; `-` for an everyday word; empty where
    the word is not known."""
    return _longest(word, _SINGLE)


def openings(word: str) -> tuple[tuple[str, str], ...]:
    """List what would make an idea of this word and the next: (the next word, or its beginning; the idea)."""
    return tuple(_PAIRS.get(_longest(word, _HEADS), ())) if word[:2] in _HEAD_STARTS else ()


def completes(word: str, expected: str) -> bool:
    """Whether a word is the second half that `openings` named."""
    return word == expected if word.isascii() else word.startswith(expected)


def ideas_within(run: str) -> list[str]:
    """List the ideas in running Chinese text, the longest form at each place."""
    found: list[str] = []
    start = 0
    while start < len(run):
        for form, name in _HAN.get(run[start], ()):
            if run.startswith(form, start):
                found.append(name)
                start += len(form) - 1
                break
        start += 1
    return found


def _longest(word: str, forms: _Forms) -> str:
    """Look a word up, or, in scripts with endings, its longest known beginning."""
    if word.isascii():
        return forms.get(word, "")
    for n_chars in range(len(word), 1, -1):
        name = forms.get(word[:n_chars])
        if name and (n_chars > _SHORT_FORM_CHARS or len(word) - n_chars <= _SHORT_REST_CHARS):
            return name
    return ""


def _read() -> tuple[_Forms, _Forms, dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    single: _Forms = {}
    heads: _Forms = {}
    pairs: dict[str, list[tuple[str, str]]] = {}
    han: dict[str, list[tuple[str, str]]] = {}
    listings = [
        ("c", happenings.CONCEPTS),
        ("c", society.CONCEPTS),
        ("c", economy.CONCEPTS),
        ("c", affairs.CONCEPTS),
        ("p", places.PLACES),
    ]
    for kind, line in [(kind, line) for kind, listing in listings for line in listing.strip().splitlines()]:
        name, _, columns = line.partition(":")
        *spaced, chinese = columns.replace("\u200d", "").split("|")
        for form in " ".join(spaced).split():
            head, _, tail = form.partition("_")
            if tail:
                tail = tail.replace("_", " ").split()[0]
                heads[head] = head
                pairs.setdefault(head, []).append((tail, f"{kind}:{name}"))
            else:
                single.setdefault(form, f"{kind}:{name}")
        for form in chinese.split():
            if len(form) > 1:
                han.setdefault(form[0], []).append((form, f"{kind}:{name}"))
    for form in plain.PLAIN.replace("\u200d", "").split():
        single.setdefault(form, PLAIN)
    for forms in han.values():
        forms.sort(key=lambda pair: -len(pair[0]))
    return single, heads, pairs, han


_SINGLE, _HEADS, _PAIRS, _HAN = _read()
_HEAD_STARTS = {head[:2] for head in _HEADS}
