"""Check numbers with their units, dates, and names against the ground."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon
from newswright.stages.verify.claim import Claim, same_outlet
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Reading, stem
from newswright.text import calendars, dates, entities, names_match, quantities, quotations, words
from newswright.text.quantities import Quantity

_SMALL_COUNT = 3  # up to this, a count in words may stand for an enumeration ("two men" for "Perera and Silva")


def numbers(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """Every quantity must be borne out by one in the cited sentences or right beside them."""
    claimed = [q for q in claim.body.quantities if not _counts_sources(claim, q)]
    if said := claim.n_sources_said:
        n_voices = len({witness.report.voice.casefold() for witness in ground.witnesses})
        if said[0] > n_voices:
            yield Finding(
                check=Check.NUMBER,
                message="It counts more sources than it cites.",
                found=str(said[0]),
                expected=str(n_voices),
            )
    if not claimed:
        return
    stated = [(quantity, reading) for reading in _readings(ground, policy) for quantity in reading.quantities]
    core = [(quantity, line.reading) for line in ground.lines for quantity in line.reading.quantities]
    for quantity in claimed:
        finding = _number(claim.body, quantity, stated) or _displaced(claim.body, quantity, claimed, core)
        if finding is not None:
            yield finding


def _counts_sources(claim: Claim, quantity: Quantity) -> bool:
    said = claim.n_sources_said
    return said is not None and claim.text[said[1] : said[2]].casefold() == quantity.text.split()[0].casefold()


def _readings(ground: Ground, policy: VerifyPolicy) -> list[Reading]:
    near = [line.reading for line in ground.near(policy.near_sentences, policy.near_sentences)]
    return [*near, *(witness.title for witness in ground.witnesses)]


def _number(claim: Reading, quantity: Quantity, stated: Sequence[tuple[Quantity, Reading]]) -> Finding | None:
    fitting = [(q, reading) for q, reading in stated if quantities.agree(quantity, q)]
    counted = set(claim.after(quantity.end))
    if fitting:
        rival = _rival(quantity, counted, fitting, stated)
        if rival is None:
            return None
        return Finding(
            check=Check.NUMBER,
            message=f"The sources give {rival.text} for this, not {quantity.text}.",
            found=quantity.text,
            expected=rival.text,
        )
    other_unit = [q for q, _ in stated if q.unit != quantity.unit and _same_figure(q, quantity)]
    if other_unit:
        return Finding(
            check=Check.UNIT,
            message=f"The sources have this number with another unit: {other_unit[0].text}.",
            found=quantity.text,
            expected=other_unit[0].text,
        )
    same_count = [q for q, reading in stated if counted & set(reading.after(q.end)) and q.unit == quantity.unit]
    is_small = quantity.value <= _SMALL_COUNT and quantity.unit is None and not quantity.text[0].isdigit()
    if is_small and not same_count:
        return None
    likely = same_count or [q for q, _ in stated if q.unit == quantity.unit]
    return Finding(
        check=Check.NUMBER,
        message=f"No cited passage says {quantity.text}.",
        found=quantity.text,
        expected=likely[0].text if likely else "",
    )


def _displaced(
    claim: Reading, quantity: Quantity, claimed: Sequence[Quantity], core: Sequence[tuple[Quantity, Reading]]
) -> Finding | None:
    """A number that only the neighbours have, where the cited sentence has another one in its place that the claim leaves out."""
    if any(quantities.agree(quantity, q) for q, _ in core):
        return None
    counted = set(claim.after(quantity.end))
    for q, reading in core:
        is_alike = q.unit == quantity.unit and (q.unit is not None or counted & set(reading.after(q.end)))
        if is_alike and not any(quantities.agree(other, q) for other in claimed):
            return Finding(
                check=Check.NUMBER,
                message=f"The cited sentence has {q.text} in this place, not {quantity.text}.",
                found=quantity.text,
                expected=q.text,
            )
    return None


def _same_figure(stated: Quantity, claimed: Quantity) -> bool:
    if quantities.agree(replace(claimed, unit=stated.unit), stated):
        return True
    digits = ["".join(c for c in q.text if c.isdigit() or c == ".").strip(".") for q in (stated, claimed)]
    return bool(digits[0]) and digits[0] == digits[1]


def _rival(
    quantity: Quantity,
    counted: set[str],
    fitting: Sequence[tuple[Quantity, Reading]],
    stated: Sequence[tuple[Quantity, Reading]],
) -> Quantity | None:
    """Another number that counts what the claim counts, where the claimed number counts something else in every source."""
    head = next(iter(counted), None)
    if head is None or quantity.unit is not None:
        return None
    if any(counted & set(reading.after(q.end, 3)) or not reading.after(q.end) for q, reading in fitting):
        return None
    rivals = [
        q for q, reading in stated if q.unit is None and set(reading.after(q.end)) >= counted and len(counted) == 2
    ]
    return rivals[0] if rivals else None


def moments(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """Every date must be named in the cited sentences or beside them, after weekdays and 'yesterday' have been resolved."""
    if not claim.body.has_moments:
        return
    stated: list[dates.Moment] = []
    core: list[dates.Moment] = []
    published: list[date] = []
    near = ground.near(policy.near_sentences, policy.near_sentences)
    for witness in ground.witnesses:
        lines = [line.reading for line in near if line.witness is witness]
        own = [line.reading for line in ground.lines if line.witness is witness]
        published.extend(witness.anchors)
        for anchor in witness.anchors:
            stated.extend(
                m for reading in (witness.title, *witness.readings[:1], *lines) for m in reading.moments(anchor)
            )
            core.extend(m for reading in own for m in reading.moments(anchor))
    years = {m.day.year for m in stated} | {year for w in ground.witnesses for year in w.years}
    claimed = claim.body.moments(published[0] if published else date(2000, 6, 15))
    for moment in claimed:
        # a year is background: it may stand anywhere in the report
        is_named = moment.precision == "year" and moment.day.year in years and not moment.is_relative
        if (is_named or _borne_out(moment, stated, published)) and not _exchanged(moment, claimed, core):
            continue
        yield Finding(
            check=Check.DATE,
            message=f"No cited passage bears out {moment.text}.",
            found=moment.text,
            expected=_dates_said(moment, core or stated, claim.language),
        )


def _exchanged(moment: dates.Moment, claimed: Sequence[dates.Moment], core: Sequence[dates.Moment]) -> bool:
    """A date that only the neighbours have, where the cited sentence has another in its place that the claim leaves out."""
    alike = [m for m in core if m.precision == moment.precision]
    if not alike or any(_is_same(moment, m) for m in core):
        return False
    return not any(_is_same(other, m) for m in alike for other in claimed)


def _is_same(claimed: dates.Moment, stated: dates.Moment) -> bool:
    if claimed.is_relative and " ".join(claimed.text.casefold().split()) == " ".join(stated.text.casefold().split()):
        return True
    return claimed.agrees(stated) or _same_day_of_year(claimed, stated)


def _borne_out(moment: dates.Moment, stated: Sequence[dates.Moment], published: Sequence[date]) -> bool:
    written = {" ".join(m.text.casefold().split()) for m in stated}
    if moment.is_relative and " ".join(moment.text.casefold().split()) in written:
        return True
    if any(moment.agrees(other) for other in stated if _is_as_precise(other, moment)):
        return True
    if any(_same_day_of_year(moment, other) for other in stated):
        return True
    stands_for = dates.Moment(0, 0, "", published[0], "day", is_relative=True) if published else None
    if stands_for is None or not moment.agrees(stands_for):
        return False
    # Nothing contradicts that it happened when it was reported, unless another day is named beside it.
    return moment.precision != "day" or not any(other.precision == "day" for other in stated)


def _is_as_precise(stated: dates.Moment, claimed: dates.Moment) -> bool:
    order = ("year", "month", "day")
    return order.index(stated.precision) >= order.index(claimed.precision)


def _same_day_of_year(claimed: dates.Moment, stated: dates.Moment) -> bool:
    """A claim without a year ('April 20') takes the year of its source."""
    if (
        claimed.precision == "year"
        or not claimed.is_relative
        or not any(c.isdigit() for c in claimed.text)
        or claimed.precision != stated.precision
    ):
        return False
    return (claimed.day.month, claimed.day.day) == (stated.day.month, stated.day.day)


def _dates_said(claimed: dates.Moment, stated: Sequence[dates.Moment], language: str) -> str:
    alike = [m for m in stated if m.precision == claimed.precision]
    return (
        dates.written(alike[0].day, language)
        if alike and claimed.precision == "day"
        else (alike[0].text if alike else "")
    )


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
    parts = name_parts(name.text)
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
    if not lacking and ground.is_given and _in_one_place(parts, ground):
        return None if _refers(ground) else ""
    return _likely(name, ground)


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
    return len(initials) >= 3 and any(initials in witness.folded for witness in ground.witnesses)


def _spelt_out(name: str, near: frozenset[str]) -> bool:
    """Initials with full stops or hyphens, which are read letter by letter (R-N.C.)."""
    letters = words.tokens(name)
    return all(len(letter) == 1 for letter in letters) and set(letters) <= near


def _is_no_name(name: entities.Name, claim: Claim) -> bool:
    """Months, weekdays, quarters, pronouns with a verb on them (I'd), and words that only the head of a sentence capitalises."""
    folded = name.text.casefold()
    if re.split("['’]", folded)[0] in _PRONOUNS | {"i", "we", "you"} or _ABBREVIATED.search(folded):
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
