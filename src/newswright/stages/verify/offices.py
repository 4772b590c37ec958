"""Check that people keep their own offices: "Police chief Ana Holm" where the sources have her as fire chief.

In: a claim and its ground. Out: a finding that names the person with the office, and the office that the sources give.
Rule: no sentence of the sources that has the name has the words of the claimed office, themselves or in other words; and they
give that office to another, or have the name in one of another kind. People hold several offices: more is not asked.
Gate: English; the offices listed here, right before the name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.named import name_parts
from newswright.stages.verify.reading import Reading, is_past, stem
from newswright.text import names_match, quotations, thesaurus, words

_OFFICE = (
    r"chief|minister|mayor|governor|president|premier|leader|chairman|chairwoman|chair|director|coach|captain|goalkeeper|striker|"
    r"spokesman|spokeswoman|spokesperson|secretary|commissioner|judge|prosecutor|lawyer|councillor|senator|ambassador|treasurer|"
    r"manager|executive|owner|founder|engineer|professor|researcher|author|critic|bishop|general|colonel|inspector|officer|editor"
)
_OFFICES = frozenset(_OFFICE.split("|"))
_BEFORE = re.compile(
    rf"(?:\b(?P<kind>[A-Za-z][\w’'-]*)\s)?"
    rf"\b(?P<office>(?i:{_OFFICE}))\s+(?P<name>{quotations.NAME})"
)
_NO_KIND = lexicon.listed(
    "the a an its his her their our former acting new deputy vice longtime then current interim outgoing said by and of to with "
    "for republican democratic democrat gop conservative liberal us uk u.s british american english"
)


def held(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """The first person in somebody else's office."""
    if not claim.language.startswith("en"):
        return
    for own in _named(claim.plain):
        if f"{own.kind}a".isalpha() and any(own in _named(line.reading) for line in ground.lines):
            continue  # as most are: a cited sentence has it to the letter
        stated = [other for witness in ground.witnesses for reading in witness.readings for other in _named(reading)]
        of_same = [other for other in stated if _is_same(own.name, other.name)]
        if not of_same or any(_has(reading, own) for reading in _with(own.name, ground)):
            continue
        is_anothers = any(_is_like(own, other) and not _is_same(own.name, other.name) for other in stated)
        rivals = [other for other in of_same if is_anothers or (other.office == own.office and other.kind and own.kind)]
        if rivals:
            yield Finding(
                check=Check.NAME,
                message=f"The sources have {own.name} in another office.",
                found=str(own),
                expected=str(rivals[0]),
            )
            return


@dataclass(frozen=True, slots=True)
class _Office:
    """An office right before a name: of what kind, which, and whose."""

    kind: str
    office: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.office} {self.name}".strip()


def _named(reading: Reading) -> Sequence[_Office]:
    return () if _OFFICES.isdisjoint(reading.tokens) else _offices(reading.text)


@lru_cache(maxsize=2048)  # sentences: each is asked for by every claim with an office
def _offices(sentence: str) -> Sequence[_Office]:
    return tuple(_before_names(sentence))


def _before_names(sentence: str) -> Iterator[_Office]:
    for match in _BEFORE.finditer(sentence):
        kind = re.sub(r"['’]s?$", "", (match["kind"] or "").casefold())
        says_something = stem(kind, "en") is not None and kind not in _NO_KIND and not is_past(kind)
        if not match["kind"] or not says_something or (match["kind"].islower() and thesaurus.is_verb(kind)):
            kind = ""
        yield _Office(kind, match["office"].casefold(), match["name"])


def _is_like(one: _Office, other: _Office) -> bool:
    return one.office == other.office and one.kind[:_KIND_CHARS] == other.kind[:_KIND_CHARS]


_KIND_CHARS = 4  # Syria's, Syrian


def _is_same(name: str, other: str) -> bool:
    return names_match.same(name_parts(name)[-1], name_parts(other)[-1])


def _with(name: str, ground: Ground) -> Iterator[Reading]:
    last = name_parts(name)[-1]
    for witness in ground.witnesses:
        for reading in (witness.title, *witness.readings):
            if names_match.stands_in(last, reading.folded):
                yield reading


def _has(reading: Reading, own: _Office) -> bool:
    """Whether a sentence with the name has the office and its kind, themselves or in other words."""
    name = set(words.tokens(own.name))
    heads = {token[:_KIND_CHARS] for token in reading.tokens}
    return all(
        token[:_KIND_CHARS] in heads or token in name or not thesaurus.means(token).isdisjoint(reading.implied)
        for token in (own.kind, own.office)
        if token
    )
