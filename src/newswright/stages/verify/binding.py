"""Check that a fact goes with the deed that its source tells it of: "sentenced to six years" where six is what was asked for.

In: a claim and its ground. Out: findings that name the fact, and what the source has in its place.
Rule: a fact of the claim (a figure, a day, a name) stands somewhere near the citation; but if the sentence that tells nearly all
the rest of the claim has another fact of that kind in its place, and no sentence with the claim's own fact tells half as much,
the fact has been moved. Figures after "from" and "to" keep their direction, and two figures keep their owners.
Gate: English; claims with enough words beside the fact to tell which sentence they retell.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import facts, usage
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.named import name_parts
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Reading, Word, stem
from newswright.text import dates, entities, names_match, quantities, quotations, thesaurus, words
from newswright.text.quantities import Quantity


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact of the claim: where it stands, and how to tell whether a sentence has it, and what else it may have there."""

    check: Check
    text: str
    start: int
    end: int
    is_in: Callable[[Reading], bool]
    rivals: Callable[[Reading], list[str]]


def moved(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """All findings of this family."""
    if not claim.language.startswith("en"):
        return
    lines = _lines(ground)
    yield from _displaced(claim, ground, lines, policy)
    yield from _turned(claim, lines)
    yield from _exchanged(claim, lines)


def _lines(ground: Ground) -> list[Reading]:
    """The sentences that a fact may come from: those near a narrow citation, all of a wide one."""
    if ground.is_given:
        near = [line.reading for line in ground.near(1, 1)]
    else:
        near = [reading for witness in ground.witnesses for reading in witness.readings]
    return [*near, *(witness.title for witness in ground.witnesses)]


def _displaced(claim: Claim, ground: Ground, lines: Sequence[Reading], policy: VerifyPolicy) -> Iterator[Finding]:
    for fact in _facts(claim, ground):
        most_lost = _most_lost(claim, fact, policy)
        if any(len(claim.body.bag - line.bag) < most_lost and fact.is_in(line) for line in lines):
            continue
        rest = _rest(claim, fact)
        if len(rest) < policy.min_bound_words:
            continue
        shares = [(_share(rest, line), line) for line in lines]
        own = [line for share, line in shares if share > 0 and fact.is_in(line)]
        if any(_share(rest, line) > policy.max_unbound_share for line in own):
            continue
        likely = [line for share, line in shares if share >= _LEAST_SHARE * policy.min_bound_share and line not in own]
        told = sorted(((_told(rest, line), n) for n, line in enumerate(likely)), reverse=True)
        best_own = max((_told(rest, line) for line in own), default=0.0)
        for share, n in told:
            rivals = fact.rivals(likely[n])
            if share >= policy.min_bound_share and best_own <= policy.max_unbound_share * share and rivals:
                yield Finding(
                    check=fact.check,
                    message=f"The sentence that tells this has {rivals[0]} in this place.",
                    found=fact.text,
                    expected=rivals[0],
                )
                return


def _most_lost(claim: Claim, fact: _Fact, policy: VerifyPolicy) -> float:
    """Of how many of the claim's words a sentence that has the fact must lack fewer, for its share of the rest to be enough:
    counted carefully, so that the rest need not be read."""
    n_figures = sum(word.token[0].isdigit() for word in claim.body.words)
    n_rest = len(claim.body.bag) - len(words.tokens(fact.text)) - n_figures - _CUT_WORDS
    return (1 - policy.max_unbound_share) * n_rest - _CUT_WORDS


_CUT_WORDS = 2  # words that cutting a fact out may split


def _facts(claim: Claim, ground: Ground) -> Iterator[_Fact]:
    body = claim.body
    for quantity in body.quantities:
        if quantity.value > 1:
            yield _of_quantity(quantity, body)
    anchors = [anchor for witness in ground.witnesses for anchor in witness.anchors]
    if anchors:
        for moment in body.moments(anchors[0]):
            yield _of_moment(moment, anchors)
    for name in body.names[:1]:
        verb = _verb(body, name)
        if verb is not None and not usage.is_known(name.text.casefold()):
            yield _of_name(name, verb, body)


def _of_quantity(quantity: Quantity, body: Reading) -> _Fact:
    def rivals(line: Reading) -> list[str]:
        counted = set(body.after(quantity.end))
        return [
            other.text
            for other in line.quantities
            if other.unit == quantity.unit
            and (other.unit is not None or counted & set(line.after(other.end)))
            and not any(facts.bears_out(other, own, body) for own in body.quantities)
        ]

    def is_in(line: Reading) -> bool:
        return any(facts.bears_out(other, quantity, body) for other in line.quantities)

    return _Fact(Check.NUMBER, quantity.text, quantity.start, quantity.end, is_in, rivals)


def _of_moment(moment: dates.Moment, anchors: Sequence[date]) -> _Fact:
    def of(line: Reading) -> list[dates.Moment]:
        return [other for anchor in anchors for other in line.moments(anchor)]

    def is_in(line: Reading) -> bool:
        return any(moment.agrees(other) or moment.text.casefold() == other.text.casefold() for other in of(line))

    def rivals(line: Reading) -> list[str]:
        return [other.text for other in of(line) if other.precision == moment.precision]

    return _Fact(Check.DATE, moment.text, moment.start, moment.end, is_in, rivals)


def _of_name(name: entities.Name, verb: str, body: Reading) -> _Fact:
    parts = name_parts(name.text)

    def is_in(line: Reading) -> bool:
        return any(names_match.stands_in(part, line.folded) for part in parts) or bool(_PRONOUNS & set(line.tokens[:4]))

    def rivals(line: Reading) -> list[str]:
        claimed = {part for other in body.names for part in name_parts(other.text)}
        doers = [other for other in line.names if _verb(line, other) == verb and not other.text.isupper()]
        return [other.text for other in doers if not claimed & set(name_parts(other.text))]

    return _Fact(Check.RELATION, name.text, name.start, name.end, is_in, rivals)


def _verb(reading: Reading, name: entities.Name) -> str | None:
    """The stem of the verb that a name is the subject of, one word for all verbs of saying; None where none follows it."""
    match = _DOES.match(reading.text, name.end)
    if match is None:
        return None
    token = match["verb"].casefold()
    return _SAYING if _SAYS.fullmatch(token) else stem(token, reading.language)


_DOES = re.compile(
    r"(?:,[^,.;:“”\"]{1,60},)?\s+(?:(?:has|had|have|also|later|then|will|would)\s+){0,2}(?P<verb>[a-z]{3,})\b"
)
_SAYS = re.compile(rf"(?i){quotations.SAYING}")
_SAYING = "say"
_PRONOUNS = frozenset(("he", "she", "they", "it", "his", "her", "their", "its"))


_LEAST_SHARE = 0.5  # of the words that must be told, those that have to be there as they stand


def _rest(claim: Claim, fact: _Fact) -> tuple[Word, ...]:
    """The content words of the claim beside the fact, each once, without figures."""
    text = claim.body.text[: fact.start] + " , " + claim.body.text[fact.end :]
    found = {word.stem: word for word in Reading(text, claim.language).words if word.stem is not None}
    return tuple(word for word in found.values() if not word.token[0].isdigit())


def _share(rest: Sequence[Word], line: Reading) -> float:
    """The share of some words that a sentence has."""
    return sum(word.stem in line.bag for word in rest) / len(rest)


def _told(rest: Sequence[Word], line: Reading) -> float:
    """The share of some words that a sentence has, as they stand or in other words."""
    lacking = [word for word in rest if word.stem not in line.bag]
    return 1 - sum(line.implied.isdisjoint(thesaurus.means(word.token)) for word in lacking) / len(rest)


def _turned(claim: Claim, lines: Sequence[Reading]) -> Iterator[Finding]:
    """'From 2.9 per cent' is not 'to 2.9 per cent', where the source has a figure on each side."""
    for quantity in claim.body.quantities:
        way = _way(claim.body, quantity)
        if way is None:
            continue
        ways = [
            _way(line, other)
            for line in lines
            for other in line.quantities
            if quantities.agree(quantity, other) and len({_way(line, q) for q in line.quantities} - {None}) == 2
        ]
        stated = [_way(line, other) for line in lines for other in line.quantities if quantities.agree(quantity, other)]
        if ways and way not in stated and None not in stated:
            yield Finding(
                check=Check.RELATION,
                message=f"The source has it the other way: {ways[0]} {quantity.text}.",
                found=f"{way} {quantity.text}",
                expected=f"{ways[0]} {quantity.text}",
            )
            return


def _way(reading: Reading, quantity: Quantity) -> str | None:
    match = _FROM_OR_TO.search(reading.text, max(0, quantity.start - 20), quantity.start)
    return match["way"].casefold() if match else None


_FROM_OR_TO = re.compile(
    r"\b(?P<way>from|to)\s+(?:about\s+|around\s+|nearly\s+|almost\s+|over\s+|more than\s+)?[$€£¥]?$", re.IGNORECASE
)


def _exchanged(claim: Claim, lines: Sequence[Reading]) -> Iterator[Finding]:
    """Two figures that have changed owners."""
    owned = [(owner, q) for q in claim.body.quantities if (owner := _owner(claim.body, q)) is not None]
    for n, (one, first) in enumerate(owned):
        for other, second in owned[n + 1 :]:
            if _same(one, other) or quantities.agree(first, second):
                continue
            if _owners(second, lines, one) and _owners(first, lines, other):
                yield Finding(
                    check=Check.RELATION,
                    message=f"The source gives {second.text} to {one.text}, and {first.text} to {other.text}.",
                    found=f"{one.text} {first.text} … {other.text} {second.text}",
                    expected=f"{one.text} {second.text} … {other.text} {first.text}",
                )
                return


def _owners(quantity: Quantity, lines: Sequence[Reading], name: entities.Name) -> bool:
    """Whether every sentence that has a figure gives it to a name, as far as it gives it to any."""
    found = [
        owner
        for line in lines
        for other in line.quantities
        if quantities.agree(quantity, other) and (owner := _owner(line, other)) is not None
    ]
    return bool(found) and all(_same(owner, name) for owner in found)


def _owner(reading: Reading, quantity: Quantity) -> entities.Name | None:
    """The last name before a figure, where no other figure stands between."""
    before = [name for name in reading.names if name.end <= quantity.start]
    if not before or any(before[-1].end <= q.start < quantity.start for q in reading.quantities):
        return None
    return before[-1]


def _same(one: entities.Name, other: entities.Name) -> bool:
    return bool(set(name_parts(one.text)) & set(name_parts(other.text)))
