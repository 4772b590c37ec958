"""Make the headline and the dek out of the story's evidence: a main clause that the most origins bear out, and what "
"adds to it.

No outlet's headline is reprinted: both stand on sentences of the reports, and can be opened like any other sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newswright.records.drafts import DraftSentence, Plan
from newswright.records.reports import Passage
from newswright.stages.write import attribute, resolve, shorten
from newswright.stages.write.choose import Line, Overlaps
from newswright.stages.write.policy import WritePolicy
from newswright.text import dates, quotations, words

_PRONOUN = re.compile(r"(?i)\b(?:he|she|they|it|his|her|their|him|them|er|sie|ihm|él|ella|ellos|il|elle|ils)\b")


@dataclass(frozen=True, slots=True)
class Top:
    """The headline and the dek, with the lines that they were made from."""

    headline: DraftSentence
    dek: DraftSentence
    headline_line: Line | None
    dek_line: Line | None


def make(plan: Plan, lines: Sequence[Line], *, policy: WritePolicy) -> Top:
    """Make both; without a line to stand on, both are empty."""
    overlaps = Overlaps([line.stems for line in lines])
    candidates = [pair for line in _best(lines, policy) for pair in _headlines(line, plan, policy)]
    if not candidates:
        return Top(_empty(0), _empty(1), None, None)
    text, line = max(
        candidates, key=lambda pair: (_worth(pair[0], pair[1], plan, overlaps, policy), pair[1].key, pair[0])
    )
    headline = DraftSentence(n=0, text=text, cites=cites(line, policy), is_excerpt=True)
    dek, dek_line = _dek(line, text, plan, lines, overlaps, policy)
    return Top(headline, dek, line, dek_line)


def _empty(n: int) -> DraftSentence:
    return DraftSentence(n=n, text="", cites=())


def cites(line: Line, policy: WritePolicy) -> tuple[Passage, ...]:
    """The passages behind a line: its own, then those of other voices that bear it out."""
    return tuple(e.passage for e in (line.evidence, *line.seconds))[: policy.max_cites]


def _best(lines: Sequence[Line], policy: WritePolicy) -> list[Line]:
    """The lines among which a headline is looked for: self-contained, of now, and nearly as important as the best of "
    "them."""
    fit = [line for line in lines if not line.is_backward and not line.evidence.is_background]
    fit = fit or [line for line in lines if not line.is_backward] or list(lines)
    top = max((line.evidence.importance for line in fit), default=0.0)
    near = [line for line in fit if line.evidence.importance >= policy.headline_importance * top]
    return sorted(near, key=lambda line: (-line.evidence.importance, line.key))[:_CONSIDERED]


_CONSIDERED = 8


def _headlines(line: Line, plan: Plan, policy: WritePolicy) -> Iterator[tuple[str, Line]]:
    for variant in shorten.variants(line.text, plan.language):
        text = _ASIDE.sub("", _undated(variant, line, plan))
        if quotations.marks(text) or any(mark in text for mark in '"“”„«»'):
            continue
        yield text.rstrip(". 。।"), line


_ASIDE = re.compile(r"\s\([^()]{1,80}\)")  # an abbreviation or an explanation in brackets


def _undated(text: str, line: Line, plan: Plan) -> str:
    """Leave out the day where it can go without harm: the date stands beside the headline."""
    anchor = line.evidence.stated_at.date()
    for moment in reversed(dates.find(text, anchor=anchor, language=plan.language)):
        if moment.is_relative and moment.precision == "day" and abs((moment.day - anchor).days) <= 1:
            cut = _AROUND_DAY.sub("", text[: moment.start])
            rest = text[moment.end :]
            if (
                len(cut.split()) >= 2
                and not _NEEDS_DAY.search(cut)
                and not re.match(r"['’\w-]|\s(?:morning|afternoon|evening|night)", rest)
            ):
                return cut.rstrip(" ,") + rest
    return resolve.days(text, anchor=anchor, language=plan.language).text


_AROUND_DAY = re.compile(r"(?:\s|^)(?:late on|early on|on|late|early|am|el|le)?\s*$", re.IGNORECASE)


_NEEDS_DAY = re.compile(
    r"(?i)\b(?:from|until|till|since|by|before|after|of|for|to|and|or|between|von|bis|seit|vom|desde|hasta|depuis)\s*$"
)


def _worth(text: str, line: Line, plan: Plan, overlaps: Overlaps, policy: WritePolicy) -> float:
    """How good a headline is: important, short, telling, borne out by several, and clear without another sentence."""
    stems = frozenset(words.stems(text, plan.language))
    length = len(text)
    if length > policy.max_headline_chars:
        brevity = max(0.02, 0.5 - (length - policy.max_headline_chars) / 120)
    elif length < policy.min_headline_chars:
        brevity = 0.2
    else:
        brevity = 1 - 0.3 * abs(length - policy.good_headline_chars) / policy.good_headline_chars
    kept = overlaps.covered(line.stems, stems)
    clear = 0.7 if _PRONOUN.search(text) else 1.0
    seconded = 1 + 0.15 * min(2, len(line.seconds))
    opening = policy.opening_bonus if line.is_opening else 1.0
    return line.evidence.importance * opening * brevity * (0.5 + 0.5 * kept) * clear * seconded


def _dek(
    headline_line: Line, headline: str, plan: Plan, lines: Sequence[Line], overlaps: Overlaps, policy: WritePolicy
) -> tuple[DraftSentence, Line]:
    """One sentence that adds to the headline; the headline's own sentence in full where there is no other."""
    stems = frozenset(words.stems(headline, plan.language))
    best: tuple[float, str, Line] | None = None
    for line in lines:
        if line.is_backward or line.key == headline_line.key:
            continue
        overlap = overlaps.shorter(stems, line.stems)
        for text in shorten.variants(line.text, plan.language):
            fits = 1.0 if len(text) <= policy.max_dek_chars else 0.4
            worth = (
                line.evidence.importance
                * (1 - overlap)
                * fits
                * (0.6 + 0.4 * overlaps.covered(line.stems, frozenset(words.stems(text, plan.language))))
            )
            worth *= 0.7 if line.evidence.is_background else 1.0
            if best is None or worth > best[0]:
                best = (worth, text, line)
    _, text, line = best or (0.0, headline_line.text, headline_line)
    resolved = resolve.days(text, anchor=line.evidence.stated_at.date(), language=plan.language).text
    outlets = [line.evidence.outlet, *(second.outlet for second in line.seconds[:1])]
    said = attribute.sentence(resolved, outlets, language=plan.language, turn=1)
    return DraftSentence(n=1, text=said, cites=cites(line, policy), is_excerpt=True), line
