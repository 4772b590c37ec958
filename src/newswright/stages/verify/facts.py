"""Check numbers with their units, and dates, against the ground."""

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from newswright.records.drafts import Check, Finding
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Reading
from newswright.text import dates, quantities
from newswright.text.quantities import Quantity

_SMALL_COUNT = 3  # up to this, a count in words may stand for an enumeration ("two men" for "Perera and Silva")


def numbers(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """Every quantity must be borne out by one in the cited sentences or right beside them."""
    claimed = [q for q in claim.body.quantities if not _counts_sources(claim, q) and not _is_phrase(claim.body, q)]
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


def _is_phrase(claim: Reading, quantity: Quantity) -> bool:
    """'A third party' counts nothing."""
    return quantity.text.casefold() == "third" and _PARTY_AFTER.match(claim.text, quantity.end) is not None


_PARTY_AFTER = re.compile(r"[\s-]part(?:y|ies)\b", re.IGNORECASE)


def _counts_sources(claim: Claim, quantity: Quantity) -> bool:
    said = claim.n_sources_said
    return said is not None and claim.text[said[1] : said[2]].casefold() == quantity.text.split()[0].casefold()


def _readings(ground: Ground, policy: VerifyPolicy) -> list[Reading]:
    near = [line.reading for line in ground.near(policy.near_sentences, policy.near_sentences)]
    return [*near, *(witness.title for witness in ground.witnesses)]


def _number(claim: Reading, quantity: Quantity, stated: Sequence[tuple[Quantity, Reading]]) -> Finding | None:
    fitting = [(q, reading) for q, reading in stated if bears_out(q, quantity, claim)]
    counted = set(claim.after(quantity.end))
    if fitting:
        finding = _misfit(claim, quantity, fitting, stated)
        if finding is not None:
            return finding
        rival = _rival(quantity, counted, fitting, stated)
        if rival is None:
            return None
        return Finding(
            check=Check.NUMBER,
            message=f"The sources give {rival.text} for this, not {quantity.text}.",
            found=quantity.text,
            expected=rival.text,
        )
    if _is_difference(claim, quantity, stated):
        return None
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


def _is_difference(claim: Reading, quantity: Quantity, stated: Sequence[tuple[Quantity, Reading]]) -> bool:
    """'13 fewer than before' for 61 after 74: the claim compares, and one sentence has two figures that are so far apart."""
    before = claim.text[max(0, quantity.start - 24) : quantity.start]
    after = claim.text[quantity.end : quantity.end + 36]
    if not (_COMPARED_AFTER.search(after) or _COMPARED_BEFORE.search(before)):
        return False
    figures: dict[int, list[float]] = {}
    for q, reading in stated:
        if q.unit == quantity.unit or None in {q.unit, quantity.unit}:
            figures.setdefault(id(reading), []).append(q.value)
    return any(
        math.isclose(abs(one - other), quantity.value, rel_tol=1e-6)
        for values in figures.values()
        for one, other in itertools.combinations(values, 2)
    )


_COMPARED_AFTER = re.compile(
    r"^(?:\s[\w-]+){0,2}\s(?:more|fewer|less|higher|lower|up|down|ahead|behind|short of|above|below|older|younger|later)\b"
)
_COMPARED_BEFORE = re.compile(
    r"\b(?:up|down|rise|fall|drop|increase|decrease|gain|loss|rose|fell|dropped|grew|lead|majority|margin)\s(?:of|by)\s$"
)


def _misfit(
    claim: Reading,
    quantity: Quantity,
    fitting: Sequence[tuple[Quantity, Reading]],
    stated: Sequence[tuple[Quantity, Reading]],
) -> Finding | None:
    """The right figure with its bound turned round, without the unit that makes it what it is, or with another unit."""
    side = _side(quantity, claim)
    turned = [(q, reading) for q, reading in fitting if {side, _side(q, reading)} == {"above", "below"}]
    if len(turned) == len(fitting):
        expected = _with_bound(*turned[0])
        return Finding(
            check=Check.NUMBER,
            message=f"The sources bound this the other way: {expected}.",
            found=_with_bound(quantity, claim),
            expected=expected,
        )
    needed = [q for q, _ in fitting if q.unit in _NEEDED_UNITS] if quantity.unit is None else []
    if quantity.unit is not None and all(q.unit is None for q, _ in fitting):
        needed = [q for q, _ in stated if q.unit not in {None, quantity.unit} and _same_figure(q, quantity)]
    elif len(needed) < len(fitting):
        needed = []
    if not needed:
        return None
    return Finding(
        check=Check.UNIT,
        message=f"The sources have this number with another unit: {needed[0].text}.",
        found=quantity.text,
        expected=needed[0].text,
    )


_NEEDED_UNITS = frozenset(("point",))


def _side(quantity: Quantity, reading: Reading) -> str:
    """On which side of a figure what is meant lies: 'more than five hours', 'almost five hours'."""
    before = reading.text[max(0, quantity.start - 16) : quantity.start]
    if quantity.bound == "at_least" or _ABOVE.search(before):
        return "above"
    return "below" if quantity.bound == "at_most" or _BELOW.search(before) else ""


_ABOVE = re.compile(r"(?i)\b(?:more than|over|at least|just over|above)\s+(?:a\s+)?$")
_BELOW = re.compile(r"(?i)\b(?:almost|nearly|just under|under|less than|fewer than|close to|up to)\s+(?:a\s+)?$")


def _with_bound(quantity: Quantity, reading: Reading) -> str:
    """The figure with the word or two before it."""
    before = reading.text[: quantity.start].split()[-2:]
    return " ".join([*before, quantity.text])


def bears_out(stated: Quantity, claimed: Quantity, claim: Reading) -> bool:
    """Whether a stated figure may be told as the claimed one, exactly or by its own words roughly."""
    return quantities.agree(claimed, stated) or _is_roughly(claimed, stated, claim)


def _is_roughly(claimed: Quantity, stated: Quantity, claim: Reading) -> bool:
    """Whether 'about a dozen' or 'almost a fifth' may stand for a figure: such words are round by themselves."""
    before = claim.text[max(0, claimed.start - 20) : claimed.start]
    value, unit = claimed.value, claimed.unit
    word = claimed.text.casefold().split()[-1].rstrip("s")
    if unit == "ordinal" and word in _PARTS and _ARTICLE.search(before):  # "a fifth"
        value, unit = 1 / value, "share"
    if (word != "dozen" and unit != "share") or not (claimed.is_approximate or _ROUGHLY.search(before)):
        return False
    other = stated.value / 100 if stated.unit == "percent" else stated.value
    if (unit == "share") != (stated.unit in {"percent", "share"}) or not other:
        return False
    return abs(value / other - 1) <= _ROUGH_TOLERANCE


_PARTS = frozenset(("third", "quarter", "fifth", "sixth", "eighth", "tenth"))
_ARTICLE = re.compile(r"\b(?:a|one)\s+$")
_ROUGHLY = re.compile(
    r"\b(?:about|almost|nearly|around|some|roughly|close\s+to|more\s+than|over|just\s+under|just\s+over)\s+(?:a\s+|one\s+)?$"
)
_ROUGH_TOLERANCE = 0.13  # "about a dozen" for 11 to 13, "almost a fifth" for 18 per cent


def _displaced(
    claim: Reading, quantity: Quantity, claimed: Sequence[Quantity], core: Sequence[tuple[Quantity, Reading]]
) -> Finding | None:
    """A number that only the neighbours have, where the cited sentence has another one in its place that the claim leaves out."""
    if any(bears_out(q, quantity, claim) for q, _ in core):
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
    claimed = [
        moment
        for moment in claim.body.moments(published[0] if published else date(2000, 6, 15))
        if not _is_title(moment, claim.body.text)
    ]
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


def _is_title(moment: dates.Moment, text: str) -> bool:
    """'The Today show', 'USA Today': a capital where no sentence begins."""
    return moment.text == "Today" and moment.start > 0 and text[: moment.start].rstrip()[-1:] not in '.!?:“"'


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
