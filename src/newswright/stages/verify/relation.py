"""Check who did what to whom: the order of two names around what joins them, where that can be told with confidence."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.facts import name_parts
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Reading
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
_JOINED = frozenset(("and", "or", "&", "und", "y", "et"))
_ANY_ORDER = ("de",)  # languages in which either side may stand first, and every noun has a capital
_FARTHEST_WORDS = 9  # between the two names; further apart, the grammar cannot be told from the order


def reversed_roles(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """'A beat B' is not 'B beat A': the same words between two names, which have changed places."""
    if claim.language.startswith(_ANY_ORDER):
        return
    for a, b, between in _pairs(claim.plain):
        told = [
            _order(line.reading, a, b, between)
            for line in ground.lines
            if claim.shared(line.reading) >= policy.min_line_overlap
        ]
        if "same" in told or "reversed" not in told:
            continue
        yield Finding(
            check=Check.RELATION,
            message=f"The source has {b.text} and {a.text} the other way round.",
            found=f"{a.text} … {b.text}",
            expected=f"{b.text} … {a.text}",
        )
        return


def _pairs(reading: Reading) -> Iterator[tuple[entities.Name, entities.Name, str]]:
    """Neighbouring names with what stands between them, where that is a predicate that has two sides."""
    names = _names(reading.text)
    for a, b in itertools.pairwise(names):
        between = reading.text[a.end : b.start]
        tokens = words.tokens(between)
        if not tokens or len(tokens) > _FARTHEST_WORDS or any(c in between for c in ",;:.()"):
            continue
        if set(tokens) <= _JOINED | {"the", "a", "s"} or set(tokens) & lexicon.SYMMETRIC:
            continue
        if _predicate(tokens):
            yield a, b, between


@lru_cache(maxsize=2048)  # sentences: each is asked for by every claim that comes near it
def _names(sentence: str) -> tuple[entities.Name, ...]:
    """Capitalised runs, those at the head of the sentence included: here only names that both sides have count."""
    found = []
    for match in _RUN.finditer(sentence):
        text, start = match.group(), match.start()
        while text and text.split(maxsplit=1)[0].casefold() in _OPENING:
            cut = len(text) - len(text.split(maxsplit=1)[1]) if " " in text else len(text)
            text, start = text[cut:], start + cut
        text = re.sub(r"['’]s?$", "", text).rstrip(".")
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
    own = {names_match.fold(token) for token in words.tokens(x.text)}
    return any(names_match.stands_in(part, own) for part in name_parts(claimed.text))


def _key(name: entities.Name) -> str:
    return name_parts(name.text)[-1]


def _predicate(tokens: Sequence[str]) -> frozenset[str]:
    """The words between two names that can say what one does to the other."""
    return frozenset(token for token in tokens if len(token) > 2 and token not in _LIGHT)


def _is_passive(tokens: Sequence[str]) -> bool:
    return "by" in tokens and bool(_PASSIVE & set(tokens))
