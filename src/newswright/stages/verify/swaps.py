"""Check words that stand for others of their kind: 'elected' for 'nominated', 'all' for 'two', a bus for a train.

What is swapped is fluent and short, so it is looked for by kind: the claim has one of a kind that no cited report has in any
form, where the sentence that it is closest to has another of the kind, which the claim leaves out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Reading, stem

_Kind = tuple[frozenset[str], ...]


def kinds(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """One of a kind in the place of another."""
    if not claim.language.startswith("en") or not ground.best:
        return
    source = ground.best[0].reading
    if claim.shared(source) < policy.min_line_overlap:
        return
    said = {word.stem: word.token for word in claim.plain.words if word.stem and word.token not in claim.capitalised}
    for found in sorted(said.keys() & _kinds().keys()):
        if any(found in reading.bag for witness in ground.witnesses for reading in (witness.title, *witness.readings)):
            continue
        for kind in _kinds()[found]:
            own = next(rung for rung in kind if found in rung)
            others = frozenset().union(*kind) - own
            stated = [word.token for word in source.words if word.stem in others]
            if stated and not any(own & line.reading.bag for line in ground.near(1, 1)) and not others & said.keys():
                yield Finding(
                    check=Check.UNSUPPORTED,
                    message=f"The source says '{stated[0]}', and no cited report says '{said[found]}'.",
                    found=said[found],
                    expected=stated[0],
                )
                return


@lru_cache(maxsize=1)
def _kinds() -> dict[str, list[_Kind]]:
    """The kinds that each stem belongs to; words on one rung may stand for each other."""
    found: dict[str, list[_Kind]] = {}
    for line in lexicon.KINDS:
        kind = tuple(frozenset(stem(word, "en") or word for word in rung.split("/")) for rung in line.split())
        for rung in kind:
            for word in rung:
                found.setdefault(word, []).append(kind)
    return found


_QUANTIFIED = re.compile(
    r"\b(?P<all>all(?! (?:but|right|over|along|time|day|night|year|week|the (?:way|more|time)))|every(?! day|where)|each)"
    r"(?: of)?(?: the| its| his| her| their| these| those)?\s+(?P<noun>[a-z]\w+(?: [a-z]\w+)?)"
    r"|(?<!the )(?<!a )(?<!its )(?<!his )(?<!her )(?<!'s )\b"
    r"(?P<most>most of|the majority of|a majority of|nearly all|almost all|half of)"
    r"(?: the| its| his| her| their| these| those)?\s+(?P<of>[a-z]\w+(?: [a-z]\w+)?)",
    re.IGNORECASE,
)
_QUANTIFIERS = lexicon.listed("all every each most majority half")
_WHOLE = re.compile(
    r"(?i)\b(?:all|every\w*|each|entire|whole|both|any|no|none|nobody|always|total|complete\w*|full\w*|across|everyone|"
    r"unanimous\w*|only|sole)\b"
)
_MOSTLY = re.compile(
    r"(?i)\b(?:most\w*|majority|nearly|almost|bulk|many|all|every|each|half|percent|per cent|largely|out of|two.thirds)\b|%"
)


def quantifiers(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """'All berths' for two berths, 'most of the injured' for one of them."""
    if not claim.language.startswith("en") or not ground.best:
        return
    if _QUANTIFIERS.isdisjoint(claim.plain.tokens):
        return
    for match in _QUANTIFIED.finditer(claim.plain.text):
        pattern = _WHOLE if match["all"] else _MOSTLY
        counted = Reading(match["noun"] or match["of"], claim.language).bag
        lines = [line.reading for line in ground.near(policy.near_sentences, policy.near_sentences)]
        telling = [reading for reading in lines if _speaks_of(reading, counted)]
        if not telling or any(pattern.search(reading.text) for reading in telling):
            continue
        if match["all"] and not any(_counts(reading, counted) for reading in telling):
            continue
        yield Finding(
            check=Check.NUMBER,
            message=f"The sources do not say '{match.group()}'.",
            found=match.group(),
            expected=_counted(telling, counted),
        )
        return


def _speaks_of(reading: Reading, counted: frozenset[str]) -> bool:
    """Whether a sentence has what is counted, in some form (the injured, minor injuries)."""
    heads = {noun[:_HEAD_CHARS] for noun in counted}
    return any(other[:_HEAD_CHARS] in heads for other in reading.bag)


_HEAD_CHARS = 5


def _counts(reading: Reading, counted: frozenset[str]) -> bool:
    """Whether a sentence gives a part or a number of what is counted."""
    return bool(_counted([reading], counted))


_SOME = re.compile(
    r"(?i)\b(?:some|several|many|few|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|most|part|\d[\d,.]*)"
    r"(?: of)?(?: the| its| his| her| their| these| those)?(?: \w+)?? (?P<noun>\w+)"
)


def _counted(readings: list[Reading], counted: frozenset[str]) -> str:
    for reading in readings:
        for match in _SOME.finditer(reading.text):
            if stem(match["noun"].casefold(), "en") in counted:
                return match.group()
    return ""
