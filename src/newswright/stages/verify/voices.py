"""Check that a speaker's own words stay the speaker's: an opinion is not told as so, nor given to somebody else.

In: a claim and its ground. Out: findings of attribution and of speaker.
Rule: outlets put single words in quotation marks because they judge ("a 'timid' decision"). Told without marks and without saying
who says so, they have become the writer's. Words that a name is said to "call" or "describe" a thing with are that name's in the
source, as far as its sentence names anybody.
Gate: English; quoted words that no source says outside quotation marks.
"""

import re
from collections.abc import Iterator

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import speech
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.named import name_parts
from newswright.stages.verify.reading import Reading
from newswright.text import calendars, names_match, quotations, words

_MOST_JUDGING_WORDS = 8  # of a quotation: longer ones are statements
_PRONOUNS = frozenset(("he", "she", "they", "who", "his", "her"))
_CALLING = re.compile(
    rf"(?P<name>{quotations.NAME})\s+(?:(?:also|has|had|have|later|then)\s+)?(?:call(?:ed|s)|describe[ds]|dismisse[ds]|branded|brands|"
    r"label(?:l?ed|s)|term(?:ed|s)|praise[ds]|critici[sz]e[ds]|denounce[ds]|hail(?:ed|s)|dubbed|said|says|condemn(?:ed|s))\b"
    r"[^“”\"‘’.;]{0,80}[“\"‘]"
)


def borrowed(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """All findings of this family."""
    if claim.language.startswith("en"):
        yield from _bare(claim, ground)
        yield from _given_away(claim, ground)


def _bare(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """A judgement in somebody's words, told as so."""
    if claim.body.quoted or claim.has_attribution or {"reportative", "epistemic"} & claim.body.kinds:
        return
    for line in ground.best:
        for quoted in line.reading.quoted:
            if len(words.tokens(quoted.text)) > _MOST_JUDGING_WORDS or not quoted.text[:1].islower():
                continue
            judging = Reading(quoted.text, claim.language).bag
            told = judging - _said_outright(ground)
            if told and judging <= claim.body.bag:
                yield Finding(
                    check=Check.ATTRIBUTION,
                    message="These are somebody's words in the source; the sentence tells them as so.",
                    found=" ".join(word.token for word in claim.body.words if word.stem in told),
                    expected=f"who says '{quoted.text}'",
                )
                return


def _said_outright(ground: Ground) -> frozenset[str]:
    """The content words that the sources say outside quotation marks."""
    return frozenset().union(*(line.reading.unquoted.bag for line in ground.near(1, 1)))


def _given_away(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """Quoted words that another name is said to have used."""
    if not claim.body.quoted:
        return
    for match in _CALLING.finditer(claim.body.text):
        quoted = next((q for q in claim.body.quoted if q.start == match.end() - 1), None)
        if quoted is None or _is_no_person(match["name"]):
            continue
        sought = quoted.text.casefold().strip(" .,;:!?")
        telling = [reading for reading in _all(ground) if sought in reading.text.casefold()]
        parts = name_parts(match["name"])
        if not telling or any(_may_say(parts, reading) for reading in telling):
            continue
        named = next((name.text for reading in telling for name in reading.names), None)
        if named is not None:
            yield Finding(
                check=Check.SPEAKER,
                message=f"The cited passages do not give these words to {match['name']}.",
                found=match["name"],
                expected=named,
            )
            return


def _is_no_person(name: str) -> bool:
    """A day, or a body whose people speak for it under their own names."""
    last = name.rsplit(maxsplit=1)[-1].casefold()
    return last in speech.ROLES or calendars.of("en").is_weekday(last) or calendars.of("en").is_month(last)


def _all(ground: Ground) -> Iterator[Reading]:
    for witness in ground.witnesses:
        yield from witness.readings


def _may_say(parts: tuple[str, ...], reading: Reading) -> bool:
    """Whether a sentence has one of a name's words, or leaves its speaker to a pronoun or to the sentence before."""
    if any(names_match.stands_in(part, reading.folded) for part in parts):
        return True
    return not reading.names or not _PRONOUNS.isdisjoint(reading.tokens)
