"""Right of reply: an accusation is not printed without the reply that the evidence has.

In:    the lines chosen for the body, and all that could be printed
Out:   for an accusing line, the line that replies to it, to be set right behind it
Rule:  the reply stands within two sentences behind an accusation of its own report, or names somebody whom the accusation names;
       what the body tells anyway is not told twice
Gate:  tests/stages/test_write_replies.py
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from newswright.text import names_match, quotations, words

if TYPE_CHECKING:
    from newswright.stages.write.choose import Line

_ACCUSES = re.compile(
    r"(?i)\b(?:accus\w+|alleg\w+|blam(?:ed|es|ing)|warned|charg(?:ed|es) with|convict\w*|corrupt\w*|fraud\w*|"
    r"brib\w+|misconduct|negligen\w+|ignor(?:ed|ing)|faulty|fined|hid|hidden|conceal\w+|cover(?:ed)? up|suspect\w*|"
    r"abus(?:e|ed|ing)\b|harass\w*|lied|stole\w*|failed to|steered|rigged|embezzl\w+|violat\w+|illegal\w*|"
    r"unlawful\w*|wirft\b|vorgeworfen|Vorw[uü]rf\w*|acus\w+)\b"
)
_REPLIES = re.compile(
    r"(?i)\b(?:den(?:y|ies|ied)|rejects?\s+(?:the|all|any)|rejected\s+(?:the|all|any)|disput(?:es|ed)|refut(?:es|"
    r"ed)|no such|not guilty|baseless|untrue|unfounded|wrongdoing|declined to comment|did not (?:respond|reply|"
    r"answer|comment)|could not be reached|ha(?:s|d|ve) since (?:been )?\w+ed|dismissed (?:the|these|those|all)|"
    r"contests?|contested|bestreitet|bestritt|weist|wies|niega|negó)\b"
)
_FARTHEST_CHARS = 400  # between an accusation and its reply in one report: two sentences
_MOST = 2  # replies set beside what was chosen


def is_reply(text: str) -> bool:
    """Whether a sentence replies to an accusation: such are evidence however short they are."""
    return _REPLIES.search(text) is not None


def to(
    body: Sequence["Line"], lines: Iterable["Line"], *, dek: "Line | None" = None
) -> Mapping[tuple[str, int], "Line"]:
    """Find the replies to what a body, or the dek, charges somebody with, by the key of the line behind which each belongs.

    The dek's stands behind the lead, unless it begins with a pronoun, which would point at another there."""
    chosen = {line.key for line in (*body, *((dek,) if dek else ()))}
    replies = [line for line in lines if line.key not in chosen and is_reply(line.text)]
    found: dict[tuple[str, int], Line] = {}
    charges = [(line, line) for line in body]
    if dek is not None and body:
        charges.insert(0, (dek, body[0]))
    for line, place in charges:
        if len(found) == _MOST or place.key in found or not _ACCUSES.search(line.text) or _has_reply(line, body):
            continue
        fitting = [
            reply
            for reply in replies
            if reply not in found.values() and _fits(reply, line) and (place is line or not reply.is_backward)
        ]
        if fitting:
            found[place.key] = min(fitting, key=lambda reply: (reply.key[0] != line.key[0], reply.key))
    return found


def room(
    body: Sequence["Line"], replies: Mapping[tuple[str, int], "Line"], n_words: int, *, beside: int
) -> list["Line"]:
    """Leave out the least important lines that replies take the place of; `beside` words of attribution go with each line."""
    kept = list(body)
    left = n_words - sum(line.n_words + beside for line in (*body, *replies.values()))
    for line in sorted(body[1:], key=lambda line: line.evidence.importance):
        if left >= 0 or not replies:
            break
        if line.key not in replies:
            kept.remove(line)
            left += line.n_words + beside
    return kept


def _has_reply(line: "Line", body: Sequence["Line"]) -> bool:
    return is_reply(line.text) or any(
        is_reply(other.text) and _fits(other, line) for other in body if other is not line
    )


def _fits(reply: "Line", line: "Line") -> bool:
    """Whether a sentence replies to this accusation."""
    if reply.key[0] == line.key[0] and 0 < reply.key[1] - line.evidence.passage.end < _FARTHEST_CHARS:
        return True
    return not reply.is_backward and bool(_names(reply.text) & _names(line.text))


def _names(text: str) -> frozenset[str]:
    """The capitalised words of a sentence, folded, without the first unless it is capitalised elsewhere too."""
    return frozenset(
        names_match.fold(token)
        for match in re.finditer(quotations.NAME, text)
        for token in words.tokens(match.group())
        if len(token) >= _NAME_CHARS
    )


_NAME_CHARS = 4
