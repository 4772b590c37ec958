"""Check who says what: quotations verbatim, their speakers, and the outlets and persons that statements are attributed to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon
from newswright.stages.verify.claim import Claim, same_outlet
from newswright.stages.verify.ground import PLAIN_MARKS, Ground, Witness
from newswright.stages.verify.policy import VerifyPolicy
from newswright.text import calendars, names_match, quotations, words

_GAP = re.compile(r"\s*(?:\[[^\]]*\]|\(\s*\.\.\.\s*\)|…|\.\s?\.\s?\.)\s*")
_FARTHEST_GAP_CHARS = 600  # between the parts of a quotation that an ellipsis joins
_MARKS = '"“”„«»‘「『'

_WHO_SAYS = re.compile(
    rf"(?P<name>{quotations.NAME})(?:,\s[^,.;:“”\"\n]{{2,90}},|\s*\([^)]*\))?\s+(?:(?:also|has|had|have|later|then|on\s+\w+)\s+)?"
    rf"(?P<verb>(?i:{quotations.SAYING}))\b"
)
_ACCORDING_TO = re.compile(
    rf"(?i:according\s+to|laut|según|selon|d['’]après)\s+(?:(?:the|der|die|dem|la|le|el|l['’])\s*)?(?:[a-z][\w-]*\s+){{0,4}}(?P<name>{quotations.NAME})"
)
_SAYING_WORDS = words.telling(quotations.VERBS)
_ACCORDING = ("according", "laut", "según", "selon", "après")  # without one of these nothing is according to anybody
_REPORTING = re.compile(r"(?i)report(?:ed|s)|wrote|berichtete|informó|a\s+rapporté")


def quoted(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """What stands in quotation marks stands so in a source, near what is cited, and its speaker beside it."""
    for quote in claim.body.quoted:
        if not words.tokens(quote.text):
            continue
        found = _places(quote.text, ground, policy)
        if not found:
            yield Finding(
                check=Check.QUOTATION,
                message="These words are not in the cited passages as they are quoted.",
                found=quote.text,
                expected=_nearest(quote.text, ground, policy),
            )
            continue
        if quote.speaker is None or len(words.tokens(quote.text)) < 3:
            continue
        finding = _speaker(quote, found, claim)
        if finding is not None:
            yield finding


@dataclass(frozen=True, slots=True)
class _Place:
    """Where quoted words stand in a report."""

    witness: Witness
    start: int
    end: int


def _places(text: str, ground: Ground, policy: VerifyPolicy) -> list[_Place]:
    """Find quoted words in what may be quoted, verbatim up to marks, white space, ellipses and the closing punctuation."""
    found = []
    for witness, start, end in _quotable(ground, policy):
        plain = witness.plain_text
        at = _outright(text, plain, start, end)
        if at is not None:
            found.append(_Place(witness, at, at + len(_trimmed(text))))
            continue
        pattern = _pattern(text, plain)
        match = pattern.search(plain, start, end) if pattern else None
        if match:
            found.append(_Place(witness, match.start(), match.end()))
    return found


def _outright(text: str, source: str, start: int, end: int) -> int | None:
    """Where the quoted words stand to the character, as whole words: most do, and no pattern needs to be made for them."""
    if _GAP.search(text):
        return None
    sought = _trimmed(text)
    at = source.find(sought, start, end) if sought else -1
    if at < 0:
        return None
    before, after = source[at - 1 : at] if at else "", source[at + len(sought) : at + len(sought) + 1]
    return None if _WORD_CHAR.match(before) or _WORD_CHAR.match(after) else at


_WORD_CHAR = re.compile(r"\w")


def _pattern(text: str, source: str) -> re.Pattern[str] | None:
    """The quoted words as a pattern: an ellipsis or a writer's brackets may stand for words; brackets of the source may not."""
    pieces = [""]
    at = 0
    for gap in _GAP.finditer(text):
        if gap.group().strip().startswith("[") and gap.group().strip() in source:
            continue
        pieces[-1] += text[at : gap.start()]
        pieces.append("")
        at = gap.end()
    pieces[-1] += text[at:]
    parts = [part for part in map(_trimmed, pieces) if part]
    if not parts:
        return None
    between = r"(?:.|\n){0," + str(_FARTHEST_GAP_CHARS) + r"}?"
    return re.compile(between.join(_verbatim(part, is_first=i == 0) for i, part in enumerate(parts)))


def _trimmed(part: str) -> str:
    return part.strip().strip(".,;:!?-–—\"' ").translate(PLAIN_MARKS)


def _verbatim(part: str, *, is_first: bool) -> str:
    """A pattern for the very words; white space may differ, and the first letter's case."""
    pieces = [re.escape(word) for word in part.split()]
    if is_first and part[:1].isalpha() and part[0].lower() != part[0].upper():
        pieces[0] = f"[{part[0].lower()}{part[0].upper()}]" + re.escape(part.split(maxsplit=1)[0][1:])
    return r"(?<!\w)" + r"\s+".join(pieces) + r"(?!\w)"


def _quotable(ground: Ground, policy: VerifyPolicy) -> Iterator[tuple[Witness, int, int]]:
    """The stretches of the reports that may be quoted: the cited sentences and a few around them."""
    for witness in ground.witnesses:
        indexes = [line.index for line in ground.lines if line.witness is witness]
        spans = witness.spans
        if not ground.is_given:
            yield witness, 0, len(witness.report.text)
            continue
        first = max(0, min(indexes) - policy.quotation_sentences)
        last = min(len(spans) - 1, max(indexes) + policy.quotation_sentences)
        yield witness, spans[first].start, spans[last].end


def _nearest(text: str, ground: Ground, policy: VerifyPolicy) -> str:
    """The quotation of the sources that shares most words with an altered one."""
    claimed = set(words.tokens(text))
    best, most = "", 0.5  # less than half the words in common is another quotation
    for witness, start, end in _quotable(ground, policy):
        for other in quotations.find(witness.report.text[start:end]):
            stated = set(words.tokens(other.text))
            share = len(claimed & stated) / max(1, len(claimed))
            if share > most:
                best, most = other.text, share
    return best


def _speaker(quote: quotations.Quoted, found: Sequence[_Place], claim: Claim) -> Finding | None:
    said_by = _parts(quote.speaker or "")
    if not said_by:
        return None
    named: str | None = None
    for place in found:
        outcome, other = _is_speaker(said_by, place)
        if outcome:
            return None
        named = named or other
    return Finding(
        check=Check.SPEAKER,
        message=f"The cited passages do not give these words to {quote.speaker}.",
        found=quote.speaker or "",
        expected=named or "",
    )


def _parts(name: str) -> list[str]:
    return [names_match.fold(token) for token in words.tokens(name)]


def _is_speaker(said_by: Sequence[str], place: _Place) -> tuple[bool, str | None]:
    """Whether the source gives the words to this speaker: by its own attribution, else by a name close before or after."""
    text = place.witness.report.text
    for start, end in place.witness.marks:
        if start <= place.start < end:
            named = quotations.speaker(text, start, end)
            if named is not None:
                return _same_person(said_by, _parts(named), place), named
    going_on = _turn(place)
    if going_on is not None:
        return _same_person(said_by, _parts(going_on), place), going_on
    index = next(iter(place.witness.between(place.start, place.end)), 0)
    nearby = frozenset().union(
        *(reading.folded for reading in place.witness.readings[max(0, index - 3) : index + 3]),
        place.witness.title.folded,
    )
    return names_match.stands_in(said_by[-1], nearby), None


def _turn(place: _Place) -> str | None:
    """Who goes on speaking: the speaker of the quotation before, where only that attribution stands between the two."""
    text = place.witness.report.text
    before = [(start, end) for start, end in place.witness.marks if end <= place.start]
    if not before:
        return None
    start, end = before[-1]
    between = text[end : place.start]
    if "\n" in between or len(between) > _FARTHEST_TURN_CHARS or not _TURN.fullmatch(between):
        return None
    return quotations.speaker(text, start, end)


_FARTHEST_TURN_CHARS = 120
_TURN = re.compile(rf"[”\"]?[^.!?]*\b(?i:{quotations.SAYING})\b[^.!?]*\.\s+[“\"„«]?")


def _same_person(a: Sequence[str], b: Sequence[str], place: _Place) -> bool:
    """Two ways to name one speaker: they share their last word, or one is a title that the report gives the other."""
    if names_match.stands_in(a[-1], b) or names_match.stands_in(b[-1], a):
        return True
    if not (ROLES & {a[-1], b[-1]}):
        return False
    return any(
        names_match.stands_in(a[-1], reading.folded) and names_match.stands_in(b[-1], reading.folded)
        for reading in place.witness.readings
    )


ROLES = lexicon.listed(
    "president minister premier mayor governor chairman chairwoman chair secretary spokesman spokeswoman spokesperson director "
    "general commissioner ceo chief leader coach police ministry department court judge senator ambassador office board party "
    "group union commission committee association company bank government"
)


def attributions(claim: Claim, ground: Ground, outlets: Sequence[str], policy: VerifyPolicy) -> Iterator[Finding]:
    """Whoever a statement is attributed to is cited (an outlet), or is said by the sources to have said it."""
    cited = [witness.report.outlet for witness in ground.witnesses]
    for outlet in outlets:
        if any(same_outlet(outlet, other) for other in cited) or any(
            outlet.casefold() in line.reading.text.casefold()
            for line in ground.near(policy.near_sentences, policy.near_sentences)
        ):
            continue
        yield Finding(
            check=Check.ATTRIBUTION,
            message=f"It is attributed to {outlet}, which is not cited.",
            found=outlet,
            expected=", ".join(cited),
        )
    yield from _persons(claim, ground, cited)


def _persons(claim: Claim, ground: Ground, cited: Sequence[str]) -> Iterator[Finding]:
    for name, is_reporting in _speakers(claim):
        if any(same_outlet(name, other) for other in cited):
            continue
        parts = _parts(name)
        if not parts:
            continue
        if not names_match.stands_in(parts[-1], ground.folded_near):
            if is_reporting or not _stands_anywhere(parts, ground):
                yield Finding(
                    check=Check.ATTRIBUTION,
                    message=f"It is attributed to {name}, whom no cited passage names.",
                    found=name,
                    expected=cited[0] if is_reporting and cited else "",
                )
            continue
        other = _says_instead(parts, ground, claim)
        if other is not None:
            yield Finding(
                check=Check.ATTRIBUTION,
                message=f"The cited passage attributes this to {other}, not to {name}.",
                found=name,
                expected=other,
            )


def _speakers(claim: Claim) -> list[tuple[str, bool]]:
    """Who the claim says says so, outside quotations, each with whether the verb is one of reporting."""
    text, found = claim.plain.text, []
    if not _SAYING_WORDS.isdisjoint(claim.plain.tokens):
        found += [(match["name"], bool(_REPORTING.fullmatch(match["verb"]))) for match in _WHO_SAYS.finditer(text)]
    folded = text.casefold()
    if any(cue in folded for cue in _ACCORDING):
        found += [(match["name"], False) for match in _ACCORDING_TO.finditer(text)]
    return [(_without_opening(name), is_reporting) for name, is_reporting in found if _without_opening(name)]


_OPENING = lexicon.listed(
    "the a an he she they it we i in on at but and as this that these those there his her their its who"
)


def _without_opening(name: str) -> str:
    parts = name.split()
    while parts and parts[0].casefold() in _OPENING:
        parts = parts[1:]
    if all(calendars.of("en").is_weekday(part.casefold()) for part in parts):
        return ""  # "the leaders at lunchtime Wednesday said"
    return " ".join(parts)


def _stands_anywhere(parts: Sequence[str], ground: Ground) -> bool:
    return any(names_match.stands_in(parts[-1], witness.folded) for witness in ground.witnesses)


def _says_instead(parts: Sequence[str], ground: Ground, claim: Claim) -> str | None:
    """The one whom the best source sentence has saying it, where that is somebody else and the claimed one only stands by."""
    if not ground.best or len(set(claim.content)) < 4:
        return None
    source = ground.best[0].reading
    matches = [match for pattern in (_WHO_SAYS, _ACCORDING_TO) for match in pattern.finditer(source.text)]
    said_by = [name for match in matches if (name := _without_opening(match["name"]))]
    if len(said_by) != 1 or any(q.speaker for q in source.quoted):
        return None
    if any(_stands_before(parts[-1], match, source.text) for match in matches) or _says_otherwise(
        matches[0], source.text
    ):
        return None
    if names_match.stands_in(parts[-1], _parts(said_by[0])) or not names_match.stands_in(parts[-1], source.folded):
        return None
    says_elsewhere = any(
        names_match.stands_in(parts[-1], _parts(match["name"]))
        for line in ground.near(1, 1)
        for match in _WHO_SAYS.finditer(line.reading.text)
    )
    return None if says_elsewhere or _is_organisation(said_by[0], source.text) else said_by[0]


def _stands_before(part: str, match: re.Match[str], text: str) -> bool:
    """Whether a name stands right before the speaker's, as part of it: 'Sri Lanka's Securities and Exchange Commission said'."""
    clause = re.split(r"[,;:.]\s|[“”\"]", text[: match.end()])[-1]
    return names_match.stands_in(part, _parts(clause))


_ANY_SAYING = re.compile(rf"(?i)\b(?:{quotations.SAYING}|according\s+to)\b")


def _says_otherwise(match: re.Match[str], text: str) -> bool:
    """Whether another verb of saying stands outside the one found: 'X announced it, an official said' has the official say so."""
    return any(not match.start() <= other.start() < match.end() for other in _ANY_SAYING.finditer(text))


def _is_organisation(name: str, text: str) -> bool:
    """'Interior Ministry spokesman Ali said': the parser may have caught either; such pairs are left alone."""
    return bool(re.search(rf"{re.escape(name)}\s+(?:spokes\w+|minister|president|chief|director)", text))
