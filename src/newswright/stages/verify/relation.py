"""Check who did what to whom: the order of two names around what joins them, where that can be told with confidence."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon, usage
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.named import name_parts
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Reading, is_past, stem
from newswright.text import entities, names_match, quotations, words

_PASSIVE = lexicon.listed("was were been being be is are get got gets")
_RUN = re.compile(quotations.NAME)
_OPENING = lexicon.listed(
    "the a an he she it they we i in on at but and as this that these those there his her their its who when while after before "
    "for with from by to of if since so mr mrs ms dr monday tuesday wednesday thursday friday saturday sunday"
)
_LIGHT = lexicon.listed(
    "the and for from with that this have has had been was were are also who whom its his her their not will"
)
_PARTING = lexicon.listed(
    "after before when while as since until because although though following whereas if unless than"
)
_LINKS = lexicon.listed("over against on of to for with by at from in into")
_JOINED = frozenset(("and", "or", "&", "und", "y", "et"))
_ANY_ORDER = ("de",)  # languages in which either side may stand first, and every noun has a capital
_FARTHEST_WORDS = 9  # between the two names; further apart, the grammar cannot be told from the order


def reversed_roles(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """'A beat B' is not 'B beat A': the same words between two names, which have changed places."""
    if claim.language.startswith(_ANY_ORDER):
        return
    close = [line.reading for line in ground.lines if claim.shared(line.reading) >= policy.min_line_overlap]
    for a, b, between in _pairs(claim.plain, close):
        told = [_order(reading, a, b, between) for reading in close]
        if "same" in told or "reversed" not in told:
            continue
        yield Finding(
            check=Check.RELATION,
            message=f"The source has {b.text} and {a.text} the other way round.",
            found=f"{a.text} … {b.text}",
            expected=f"{b.text} … {a.text}",
        )
        return


def agents(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """'Marron denied the claim' is not 'Nordlift denied the claim': the same verb and what follows it, with another before it."""
    if not claim.language.startswith("en"):
        return
    lines = ground.near(policy.near_sentences, policy.near_sentences)
    for name, verb, rest in _subjects(claim.plain):
        if len(rest) < 1:
            continue
        others = [
            (other, reading)
            for line in lines
            for reading in (line.reading,)
            for other, same, told in _subjects(reading)
            if same == verb and len(rest & told) >= max(1, policy.min_agent_overlap * len(rest))
        ]
        if not others or any(_is(other, name) or _may_be(other, name, reading) for other, reading in others):
            continue
        if any(_is(name, other) for other, _ in others):
            continue
        yield Finding(
            check=Check.RELATION,
            message=f"The source says this of {others[0][0].text}, not of {name.text}.",
            found=name.text,
            expected=others[0][0].text,
        )
        return


def _subjects(reading: Reading) -> Iterator[tuple[entities.Name, str, frozenset[str]]]:
    """Names that a verb in the past tense follows directly, with its stem and the content words behind it."""
    for name in _names(reading.text):
        if usage.is_known(name.text.casefold()):
            continue  # "Protesters clashed with …": a common word at the head of a sentence
        match = _DID.match(reading.text, name.end)
        if match is None or not is_past(match["verb"].casefold()):
            continue
        verb = stem(match["verb"].casefold(), "en")
        if verb is not None:
            behind = _PAUSE.split(reading.text[match.end() : match.end() + 80], 1)[0]
            yield name, verb, Reading(behind, reading.language).bag


_PAUSE = re.compile(r"[.;:,]\s")
_DID = re.compile(r"\s+(?:(?:has|had|have|also|later|then|again)\s+){0,2}(?P<verb>[a-z]{3,})\b")


def _may_be(stated: entities.Name, claimed: entities.Name, source: Reading) -> bool:
    """Whether both can mean one: the claimed name stands in the source's sentence too, or one of them is an office or a title."""
    own = {names_match.fold(token) for token in words.tokens(source.text)}
    if any(names_match.stands_in(part, own) for part in name_parts(claimed.text)):
        return True
    return bool(_OFFICES & set(words.tokens(f"{stated.text} {claimed.text}")))


_OFFICES = lexicon.listed(
    "president minister premier mayor governor chairman secretary spokesman spokeswoman director general commissioner ceo chief "
    "police force army navy commander court judge senator government ministry department house office congress senate parliament "
    "administration"
)


def directions(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """'From A' is not 'to A'."""
    if not claim.language.startswith("en"):
        return
    for match in _DIRECTION.finditer(claim.plain.text):
        is_from = match["way"].casefold() in _FROM
        place = match["place"]
        ways = {
            other["way"].casefold() in _FROM
            for line in ground.near(policy.near_sentences, policy.near_sentences)
            if claim.shared(line.reading) >= policy.min_line_overlap
            for other in _DIRECTION.finditer(line.reading.text)
            if other["place"] == place and _moved(other, line.reading) & _moved(match, claim.plain)
        }
        if ways == {not is_from}:
            yield Finding(
                check=Check.RELATION,
                message=f"The source has the other direction: not '{match.group()}'.",
                found=match.group(),
                expected=("to " if is_from else "from ") + place,
            )
            return


def _moved(direction: re.Match[str], reading: Reading) -> frozenset[str]:
    """The content words that stand right before a direction: what goes that way, or its going."""
    before = Reading(reading.text[max(0, direction.start() - 30) : direction.start()], reading.language)
    return frozenset(before.content[-2:])


_FROM = frozenset(("from", "out of"))
_DIRECTION = re.compile(rf"\b(?P<way>[Ff]rom|[Oo]ut of|to|into|towards?)\s+(?:the\s+)?(?P<place>{quotations.NAME})")


def _pairs(reading: Reading, sources: Sequence[Reading]) -> Iterator[tuple[entities.Name, entities.Name, str]]:
    """Neighbouring names with what stands between them, where that is a predicate that has two sides; none that a source has
    to the letter."""
    for a, b in itertools.pairwise(_names(reading.text) if sources else ()):
        between = reading.text[a.end : b.start]
        if _END.search(between) or any(reading.text[a.start : b.end] in source.text for source in sources):
            continue
        tokens = words.tokens(between)
        if not tokens or len(tokens) > _FARTHEST_WORDS:
            continue
        if between.startswith(("'s ", "’s ")) and _LINKS.isdisjoint(tokens):
            continue  # "the president's former adviser Ida Rask"
        if _PARTING & set(tokens):
            continue  # what follows is another clause, which may stand anywhere
        if set(tokens) <= _JOINED | {"the", "a", "s"} or set(tokens) & lexicon.SYMMETRIC:
            continue
        if _predicate(tokens):
            yield a, b, between


_END = re.compile(r"[,;:.()]")
_POSSESSIVE = re.compile(r"['’]s?$")
_POSSESSIVE_ENDS = ("s", "'", "’", "\n")


@lru_cache(maxsize=2048)  # sentences: each is asked for by every claim that comes near it
def _names(sentence: str) -> tuple[entities.Name, ...]:
    """Capitalised runs, those at the head of the sentence included: here only names that both sides have count."""
    found = []
    for match in _RUN.finditer(sentence):
        text, start = match.group(), match.start()
        while text and text.split(maxsplit=1)[0].casefold() in _OPENING:
            cut = len(text) - len(text.split(maxsplit=1)[1]) if " " in text else len(text)
            text, start = text[cut:], start + cut
        if text.endswith(_POSSESSIVE_ENDS):
            text = _POSSESSIVE.sub("", text)
        text = text.rstrip(".")
        if text:
            found.append(entities.Name(text, start, start + len(text)))
    return tuple(found)


def _order(source: Reading, a: entities.Name, b: entities.Name, between: str) -> str:
    """'same' or 'reversed' where the source has both names joined by one of the same content words; else 'unknown'."""
    first, second = _key(a), _key(b)
    if names_match.same(first, second):
        return "unknown"
    predicate = words.tokens(between)
    found = "unknown"
    names = _names(source.text)
    for x, y in itertools.pairwise(names):
        same_way = _is(x, a) and _is(y, b)
        other_way = _is(x, b) and _is(y, a)
        if not (same_way or other_way):
            continue
        gap = words.tokens(source.text[x.end : y.start])
        if not _predicate(gap) & _predicate(predicate) or len(gap) > _FARTHEST_WORDS + 4:
            continue
        if same_way is (_is_passive(gap) == _is_passive(predicate)):
            return "same"
        found = "reversed"
    return found


def _is(x: entities.Name, claimed: entities.Name) -> bool:
    """Whether two names share a telling word."""
    return any(names_match.stands_in(part, _folded(x.text)) for part in name_parts(claimed.text))


@lru_cache(maxsize=10_000)
def _folded(name: str) -> frozenset[str]:
    return frozenset(map(names_match.fold, words.tokens(name)))


def _key(name: entities.Name) -> str:
    return name_parts(name.text)[-1]


def _predicate(tokens: Sequence[str]) -> frozenset[str]:
    """The words between two names that can say what one does to the other."""
    return frozenset(token for token in tokens if len(token) > 2 and token not in _LIGHT)


def _is_passive(tokens: Sequence[str]) -> bool:
    return "by" in tokens and bool(_PASSIVE & set(tokens))


def flags(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Sequence[Finding]:
    """All findings of this family."""
    return [
        *reversed_roles(claim, ground, policy),
        *agents(claim, ground, policy),
        *directions(claim, ground, policy),
    ]
