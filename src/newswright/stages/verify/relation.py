"""Check who did what to whom: the order of two names around what joins them, where that can be told with confidence."""

from collections.abc import Iterator

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.reading import Reading
from newswright.text import entities, names_match, words

_PASSIVE = lexicon.listed("was were been being be is are get got gets")
_JOINED = frozenset(("and", "or", "&", "und", "y", "et"))
_FARTHEST_WORDS = 9  # between the two names; further apart, the grammar cannot be told from the order


def reversed_roles(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """'A beat B' is not 'B beat A': the same words between two names, which have changed places."""
    for a, b, between in _pairs(claim.plain):
        told = [_order(line.reading, a, b, between) for line in ground.lines]
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
    for a, b in zip(reading.names, reading.names[1:], strict=False):
        between = reading.text[a.end : b.start]
        tokens = words.tokens(between)
        if not tokens or len(tokens) > _FARTHEST_WORDS or any(c in between for c in ",;:.()"):
            continue
        if set(tokens) <= _JOINED | {"the", "a", "s"} or set(tokens) & lexicon.SYMMETRIC:
            continue
        if Reading(between, reading.language).bag:
            yield a, b, between


def _order(source: Reading, a: entities.Name, b: entities.Name, between: str) -> str:
    """'same' or 'reversed' where the source has both names joined by one of the same content words; else 'unknown'."""
    first, second = _key(a), _key(b)
    predicate = Reading(between, source.language)
    found = "unknown"
    for x, y in zip(source.names, source.names[1:], strict=False):
        gap = Reading(source.text[x.end : y.start], source.language)
        if not gap.bag & predicate.bag or len(gap.tokens) > _FARTHEST_WORDS + 4:
            continue
        if names_match.same(first, second):
            continue
        is_same_voice = _is_passive(gap) == _is_passive(predicate)
        if names_match.same(_key(x), first) and names_match.same(_key(y), second):
            order = "same" if is_same_voice else "reversed"
        elif names_match.same(_key(x), second) and names_match.same(_key(y), first):
            order = "reversed" if is_same_voice else "same"
        else:
            continue
        if order == "same":
            return order
        found = order
    return found


def _key(name: entities.Name) -> str:
    parts = words.tokens(entities.normal(name.text) or name.text)
    return names_match.fold(parts[-1]) if parts else name.text.casefold()


def _is_passive(reading: Reading) -> bool:
    tokens = reading.tokens
    return "by" in tokens and bool(_PASSIVE & set(tokens))
