"""Right of reply: an accusation is not printed without the answer that the evidence has.

In:    the lines chosen for the body, and all that could be printed
Out:   for an accusing line, the line that answers it, to be set right behind it
Rule:  the answer stands within two sentences behind an accusation of its own report, or names somebody whom the accusation names;
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
_ANSWERS = re.compile(
    r"(?i)\b(?:den(?:y|ies|ied)|rejects?\s+(?:the|all|any)|rejected\s+(?:the|all|any)|disput(?:es|ed)|refut(?:es|"
    r"ed)|no such|not guilty|baseless|untrue|unfounded|wrongdoing|declined to comment|did not (?:respond|reply|"
    r"answer|comment)|could not be reached|ha(?:s|d|ve) since (?:been )?\w+ed|dismissed (?:the|these|those|all)|"
    r"contests?|contested|bestreitet|bestritt|weist|wies|niega|negó)\b"
)
_FARTHEST_CHARS = 400  # between an accusation and its answer in one report: two sentences
_MOST = 2  # answers set beside what was chosen


def is_answer(text: str) -> bool:
    """Whether a sentence answers an accusation: such are evidence however short they are."""
    return _ANSWERS.search(text) is not None


def to(
    body: Sequence["Line"], lines: Iterable["Line"], *, dek: "Line | None" = None
) -> Mapping[tuple[str, int], "Line"]:
    """Find the answers to what a body, or the dek, charges somebody with, by the key of the line behind which each belongs.

    The dek's stands behind the lead, unless it begins with a pronoun, which would point at another there."""
    chosen = {line.key for line in (*body, *((dek,) if dek else ()))}
    answers = [line for line in lines if line.key not in chosen and is_answer(line.text)]
    found: dict[tuple[str, int], Line] = {}
    charges = [(line, line) for line in body]
    if dek is not None and body:
        charges.insert(0, (dek, body[0]))
    for line, place in charges:
        if len(found) == _MOST or place.key in found or not _ACCUSES.search(line.text) or _is_answered(line, body):
            continue
        fitting = [
            answer
            for answer in answers
            if answer not in found.values() and _fits(answer, line) and (place is line or not answer.is_backward)
        ]
        if fitting:
            found[place.key] = min(fitting, key=lambda answer: (answer.key[0] != line.key[0], answer.key))
    return found


def room(
    body: Sequence["Line"], answers: Mapping[tuple[str, int], "Line"], n_words: int, *, beside: int
) -> list["Line"]:
    """Leave out the least important lines that answers take the place of; `beside` words of attribution go with each line."""
    kept = list(body)
    left = n_words - sum(line.n_words + beside for line in (*body, *answers.values()))
    for line in sorted(body[1:], key=lambda line: line.evidence.importance):
        if left >= 0 or not answers:
            break
        if line.key not in answers:
            kept.remove(line)
            left += line.n_words + beside
    return kept


def _is_answered(line: "Line", body: Sequence["Line"]) -> bool:
    return is_answer(line.text) or any(
        is_answer(other.text) and _fits(other, line) for other in body if other is not line
    )


def _fits(answer: "Line", line: "Line") -> bool:
    """Whether a sentence answers this accusation."""
    if answer.key[0] == line.key[0] and 0 < answer.key[1] - line.evidence.passage.end < _FARTHEST_CHARS:
        return True
    return not answer.is_backward and bool(_names(answer.text) & _names(line.text))


def _names(text: str) -> frozenset[str]:
    """The capitalised words of a sentence, folded, without the first unless it is capitalised elsewhere too."""
    return frozenset(
        names_match.fold(token)
        for match in re.finditer(quotations.NAME, text)
        for token in words.tokens(match.group())
        if len(token) >= _NAME_CHARS
    )


_NAME_CHARS = 4
