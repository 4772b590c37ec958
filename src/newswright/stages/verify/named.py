"""Check that every name stands where the claim can have it from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon
from newswright.stages.verify.claim import Claim, same_outlet
from newswright.stages.verify.evidence import likeness
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import stem
from newswright.text import calendars, entities, names_match, quotations, words


def names(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """Every name must stand in the cited sentences or near them; a first name or a title may stand anywhere in the report."""
    outlets = [witness.report.outlet for witness in ground.witnesses]
    for name in claim.body.names:
        if (
            _is_in_a_line(name, ground)
            or any(same_outlet(name.text, outlet) for outlet in outlets)
            or _is_no_name(name, claim)
        ):
            continue
        missing = _missing(name, ground, claim)
        if missing is not None:
            yield Finding(
                check=Check.NAME,
                message=f"No cited passage names {name.text}.",
                found=name.text,
                expected=missing,
            )


def _is_in_a_line(name: entities.Name, ground: Ground) -> bool:
    """Whether one cited sentence has all of its words as they stand: most names, and nothing else needs to be asked then."""
    parts = name_parts(name.text)
    return any(line.reading.folded.issuperset(parts) for line in ground.lines)


def _missing(name: entities.Name, ground: Ground, claim: Claim) -> str | None:
    """None where the name is borne out; else the name that stands in its place, if one offers itself."""
    parts = name_parts(_SUFFIX.sub("", name.text))
    everywhere = ground.folded
    near = ground.folded_near if ground.is_given and not _looks_back(ground) else everywhere
    lacking = [
        part for part in parts if not names_match.stands_in(part, everywhere) and not _is_common(part, ground, claim)
    ]
    if not lacking and names_match.stands_in(parts[-1], near):
        return None if _together(parts, ground) else ""
    if not lacking and any(names_match.stands_in(part, near) for part in parts):
        return None
    if _by_acronym(name.text, ground) or _spelt_out(name.text, near):
        return None
    if lacking and _ADDED_TITLES.issuperset(lacking) and len(lacking) < len(parts):
        return None
    if lacking and all(_is_slip(part, near) for part in lacking) and len(lacking) < len(parts):
        return None
    if not lacking and ground.is_given and _in_one_place(parts, ground):
        return None if _refers(ground) else ""
    return _likely(name, ground)


_SUFFIX = re.compile(r"-(?:era|led|backed|style|based|run|owned|linked|born|appointed|themed)\b")
_ADDED_TITLES = lexicon.listed("vp corp inc ltd plc llc sen rep gov")  # short for what everybody knows of the name
_SLIP_LIKENESS = 0.5  # of two spellings, by their letters' trigrams
_SLIP_CHARS = 6  # shorter words differ by a letter too easily


def _is_slip(part: str, near: Iterable[str]) -> bool:
    """Whether it is a word nearby, spelled a little otherwise (Inqury, Kathankudi) or cut short (Govt)."""
    if len(part) < _SLIP_CHARS:
        return any(
            part.endswith("t") and len(part) >= 4 and other[:3] == part[:3] and other.endswith("t") for other in near
        )
    return any(other[:1] == part[:1] and likeness(part, other) >= _SLIP_LIKENESS for other in near)


@lru_cache(maxsize=10_000)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name by which it is compared: titles, small words and initials aside, unless there is nothing else."""
    untitled = re.sub(r"\W", "", entities.normal(name))
    tokens = [names_match.fold(token) for token in words.tokens(name)]
    telling = [t for t in tokens if len(t) > 1 and t not in _JOINTS and re.sub(r"\W", "", t) in untitled]
    spelt = [t for t in telling if not t.isdigit()]  # the 19 of COVID-19 is often left off
    return tuple(spelt or telling or [untitled or names_match.fold(name)])


_JOINTS = lexicon.listed("of the and de la del der den van von bin al el di da du des und y e & in for")
_PRONOUNS = lexicon.listed(
    "he she they his her their him them it its who whom er sie ihr sein él ella su sus il elle ils leur"
)


def _looks_back(ground: Ground) -> bool:
    """Whether a cited sentence points back with a pronoun, so that the name stands further up."""
    return not all(_PRONOUNS.isdisjoint(line.reading.tokens) for line in ground.lines)


def _refers(ground: Ground) -> bool:
    return any("the" in line.reading.tokens for line in ground.lines)


def _in_one_place(parts: Sequence[str], ground: Ground) -> bool:
    return any(
        all(names_match.stands_in(part, reading.folded) for part in parts)
        for witness in ground.witnesses
        for reading in (witness.title, *witness.readings)
    )


def _is_common(part: str, ground: Ground, claim: Claim) -> bool:
    """A common word within a name (Ministries of Defence) may be inflected like any word."""
    base = stem(part, claim.language)
    return base is not None and base in ground.near_bag


def _together(parts: Sequence[str], ground: Ground) -> bool:
    """The parts of a short name must stand in one sentence: 'Nimal Silva' is not made of Nimal Perera and Kamal Silva."""
    if len(parts) != 2:
        return True
    return _in_one_place(parts, ground)


def _by_acronym(name: str, ground: Ground) -> bool:
    short = name.replace(".", "")
    if short.isupper() and 2 <= len(short) <= 7:
        return any(short.casefold() in witness.acronyms for witness in ground.witnesses)
    initials = names_match.initials_of(name)
    is_known = len(initials) >= 3 or name in _SHORT_FOR
    return is_known and any(initials in witness.folded for witness in ground.witnesses)


_SHORT_FOR = frozenset(("United States", "United Nations", "United Kingdom", "European Union"))  # of two letters


def _spelt_out(name: str, near: frozenset[str]) -> bool:
    """Initials with full stops or hyphens, which are read letter by letter (R-N.C.)."""
    letters = words.tokens(name)
    return all(len(letter) == 1 for letter in letters) and set(letters) <= near


def _is_no_name(name: entities.Name, claim: Claim) -> bool:
    """Months, weekdays, quarters, pronouns with a verb on them (I'd), and words that only the head of a sentence capitalises."""
    folded = name.text.casefold()
    if (
        _PARTY.match(name.text)
        or re.split("['’]", folded)[0] in _PRONOUNS | {"i", "we", "you"}
        or _ABBREVIATED.search(folded)
        or (name.text == "US" and claim.body.text[name.end :].lstrip().startswith("$"))
    ):
        return True
    calendar = calendars.of(claim.language)
    forms = {form.casefold() for forms in (*calendar.months, *calendar.weekdays) for form in forms}
    return all(token in forms for token in words.tokens(name.text)) or _is_opening_word(name, claim.body.text)


def _is_opening_word(name: entities.Name, text: str) -> bool:
    """A lone word at the head of a sentence is taken for a name only where a name's grammar follows: a verb of which it can be
    the one subject, a possessive, or an aside."""
    if " " in name.text or not name.text[1:].islower():
        return False
    before = text[: name.start].rstrip()
    if before and before[-1] not in ".!?:“\"‘'(":
        return False
    return not _LIKE_A_NAME.match(text, name.end)


_PARTY = re.compile(r"[DRI]-(?=[A-Z])")  # a senator's party and state, which outlets shorten in their own ways
_ABBREVIATED = re.compile(r"n['’]t$|^(?:q|h)\d$|^(?:rs|lkr|usd|eur|mr|mrs|ms|dr)$")
_LIKE_A_NAME = re.compile(
    rf"['’]s\b|,\s(?:the|an?|who|which|whose|\d)|\s(?:has|was|is|will|had|would|did|does|also|and\s[A-Z])\b|\s(?:{quotations.SAYING})\b"
    r"|\s[a-z]+(?:ed|es)\b",
    re.IGNORECASE,
)


def _likely(name: entities.Name, ground: Ground) -> str:
    """A name of the cited sentences that shares a word with the claimed one, or the only one as long."""
    parts = {names_match.fold(token) for token in words.tokens(name.text)}
    offered = [other.text for line in ground.lines for other in line.reading.names]
    sharing = [other for other in offered if parts & {names_match.fold(token) for token in words.tokens(other)}]
    return sharing[0] if sharing else ""
