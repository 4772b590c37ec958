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
    candidates = _candidates(lines, plan, policy)
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


def _candidates(lines: Sequence[Line], plan: Plan, policy: WritePolicy) -> list[tuple[str, Line]]:
    """Headlines made of lines that can stand alone, are of now, and are nearly as important as the best of them."""
    fit = [line for line in lines if not line.is_backward and not line.evidence.is_background]
    fit = fit or [line for line in lines if not line.is_backward] or list(lines)
    top = max((line.evidence.importance for line in fit), default=0.0)
    near = [line for line in fit if line.evidence.importance >= policy.headline_importance * top]
    near.sort(key=lambda line: (-line.evidence.importance, line.key))
    return [pair for line in near[:_CONSIDERED] for pair in _headlines(line, plan)]


_CONSIDERED = 8


def _headlines(line: Line, plan: Plan) -> Iterator[tuple[str, Line]]:
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
            head, rest = _before_day(text[: moment.start], plan.language), text[moment.end :]
            if head is not None and not re.match(r"['’\w-]|\s(?:morning|afternoon|evening|night)", rest):
                text = head.rstrip(" ,") + rest
                break
    return resolve.days(text, anchor=anchor, language=plan.language).text


def _before_day(head: str, language: str) -> str | None:
    """What stands before a day, without the day's own preposition; None where the sentence needs the day."""
    around = _AROUND_DAY.get(language)
    match = around.search(head) if around else None
    cut = head[: match.start()] if match else ""
    return cut if len(cut.split()) >= 2 and not _NEEDS_DAY.search(cut) else None


# What goes with the day, by language; without it the day is part of something longer ('in der Nacht zum Sonntag').
_AROUND_DAY = {
    "en": re.compile(r"(?:\s|^)(?:late on|early on|on|late|early)?\s*$", re.IGNORECASE),
    "de": re.compile(r"\s(?:am|an diesem)\s+$", re.IGNORECASE),
    "es": re.compile(r"\s(?:el|este)\s+$", re.IGNORECASE),
    "fr": re.compile(r"\s(?:le|ce)\s+$", re.IGNORECASE),
}
_NEEDS_DAY = re.compile(r"(?i)\b(?:from|until|till|since|by|before|after|of|for|to|and|or|between)\s*$")


def _worth(text: str, line: Line, plan: Plan, overlaps: Overlaps, policy: WritePolicy) -> float:
    """How good a headline is: important, short, telling, borne out by several, and clear without another sentence."""
    stems = frozenset(words.stems(text, plan.language))
    kept = overlaps.covered(line.stems, stems)
    named = len(stems & set(plan.title_words)) / max(1, len(plan.title_words))
    clear = 0.7 if _PRONOUN.search(text) else 1.0
    seconded = 1 + 0.15 * min(2, len(line.seconds))
    opening = policy.opening_bonus if line.is_opening else 1.0
    return (
        line.evidence.importance
        * _brevity(len(text), policy)
        * (0.5 + 0.5 * kept)
        * (0.4 + 0.6 * named)
        * clear
        * seconded
        * opening
    )


def _brevity(n_chars: int, policy: WritePolicy) -> float:
    """How well a length suits a headline: best at `good_headline_chars`, hardly beyond two lines, in (0, 1]."""
    if n_chars < policy.min_headline_chars:
        return 0.2
    if n_chars <= policy.max_headline_chars:
        return 1 - 0.3 * abs(n_chars - policy.good_headline_chars) / policy.good_headline_chars
    return max(0.05, 0.75 - (n_chars - policy.max_headline_chars) / 90)


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
