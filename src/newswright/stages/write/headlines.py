"""Make the headline and the dek: what happened, in the words that the reports' titles share, and what adds to it.

Both stand on sentences of the reports, and can be opened like any other sentence. A headline is a sentence cut to its main
clause, or a recast title all of whose words are borne out (see titles).
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newswright.records.drafts import DraftSentence, Plan
from newswright.records.reports import Passage
from newswright.stages.write import attribute, phrases, reading, resolve, shorten, tighten, titles
from newswright.stages.write.choose import Line, Overlaps
from newswright.stages.write.policy import WritePolicy
from newswright.text import quotations

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
    found = [*_candidates(lines, plan, policy), *titles.candidates(plan, lines, policy=policy)]
    if not found:
        return Top(_empty(0), _empty(1), None, None)
    judge = _Judge(plan, lines, overlaps, policy)
    if not any(len(_by(plan, text, bearing[0])) <= policy.max_headline_chars for text, bearing in found):
        found += _short(lines, plan, judge, policy)
    text, bearing = max(found, key=lambda pair: (judge.worth(*pair), pair[1][0].key, pair[0]))
    line = bearing[0]
    is_excerpt = len(bearing) == 1 and text in line.text
    cited = cites(line, policy) if len(bearing) == 1 else tuple(one.evidence.passage for one in bearing)
    headline = DraftSentence(n=0, text=_by(plan, text, line), cites=cited, is_excerpt=is_excerpt)
    dek, dek_line = _dek(line, text, plan, lines, overlaps, policy)
    return Top(headline, dek, line, dek_line)


def _by(plan: Plan, text: str, line: Line) -> str:
    """Name the outlet in a headline that rests on one voice alone: others have not said so."""
    outlet = line.evidence.outlet
    if plan.only_outlet is None or outlet in text:
        return text
    return phrases.of(plan.language).headline.format(headline=text.rstrip("."), who=outlet)


def _empty(n: int) -> DraftSentence:
    return DraftSentence(n=n, text="", cites=())


def cites(line: Line, policy: WritePolicy) -> tuple[Passage, ...]:
    """The passages behind a line: its own, then those of other voices that bear it out."""
    return tuple(e.passage for e in (line.evidence, *line.seconds))[: policy.max_cites]


def _candidates(lines: Sequence[Line], plan: Plan, policy: WritePolicy) -> list[tuple[str, tuple[Line, ...]]]:
    """Headlines made of lines that can stand alone, are of now, and are nearly as important as the best of them."""
    fit = [line for line in lines if not line.is_backward and not line.evidence.is_background]
    fit = fit or [line for line in lines if not line.is_backward] or list(lines)
    top = max((line.evidence.importance for line in fit), default=0.0)
    near = [line for line in fit if line.evidence.importance >= policy.headline_importance * top]
    near.sort(key=lambda line: (-line.evidence.importance, line.key))
    n_chars = policy.max_headline_chars - _n_told_by(plan)
    return [pair for line in near[:_CONSIDERED] for pair in _headlines(line, plan, n_chars)]


def _short(
    lines: Sequence[Line], plan: Plan, judge: "_Judge", policy: WritePolicy
) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Look further for a headline that fits, among lines that say what the titles say."""
    n_chars = policy.max_headline_chars - _n_told_by(plan)
    for line in lines:
        if line.is_backward or line.evidence.is_background:
            continue
        for text, bearing in _headlines(line, plan, n_chars):
            if policy.min_headline_chars <= len(text) <= n_chars and judge.agreed(text) >= policy.min_agreed:
                yield text, bearing


def _n_told_by(plan: Plan) -> int:
    """How many characters it takes to name the one outlet that tells a story."""
    said = phrases.of(plan.language).headline
    return len(said.format(headline="", who=plan.only_outlet)) if plan.only_outlet else 0


_CONSIDERED = 8


def _headlines(line: Line, plan: Plan, n_chars: int) -> Iterator[tuple[str, tuple[Line, ...]]]:
    variants = shorten.variants(line.text, plan.language)
    long = [cut for one in variants if len(one) > n_chars for cut in shorten.tighter(one, plan.language)]
    for variant in dict.fromkeys([*variants, *long]):
        text = _ASIDE.sub("", _undated(variant, line, plan))
        if quotations.marks(text) or any(mark in text for mark in '"“”„«»'):
            continue
        text = text.rstrip(". 。।")
        yield text, (line,)
        if len(text) > n_chars and plan.language == "en":
            yield from ((cut, (line,)) for cut in tighten.forms(text, n_chars=n_chars))


_ASIDE = re.compile(r"\s\([^()]{1,80}\)")  # an abbreviation or an explanation in brackets


def _undated(text: str, line: Line, plan: Plan) -> str:
    """Leave out the day where it can go without harm: the date stands beside the headline."""
    anchor = line.evidence.stated_at.date()
    for moment in reversed(reading.moments(text, anchor, plan.language)):
        if moment.is_relative and moment.precision == "day" and abs((moment.day - anchor).days) <= 1:
            head, rest = _before_day(text[: moment.start], plan.language), text[moment.end :]
            if head is not None and not re.match(r"['’\w-]|\s(?:morning|afternoon|evening|night)", rest):
                text = head.rstrip(" ,") + rest
                break
    return resolve.days(text, anchor=anchor, language=plan.language, this_year=plan.newest_year).text


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


class _Judge:
    """Weighs headlines against what the titles agree on."""

    def __init__(self, plan: Plan, lines: Sequence[Line], overlaps: Overlaps, policy: WritePolicy) -> None:
        self._plan, self._overlaps, self._policy = plan, overlaps, policy
        self._top = max((line.evidence.importance for line in lines), default=1.0) or 1.0
        self._printed = {" ".join(title.text.split()).casefold() for title in plan.titles}
        latest = max((title.stated_at for title in plan.titles), default=None)
        by_origin: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for title in plan.titles:
            age_h = (latest - title.stated_at).total_seconds() / 3600 if latest else 0.0
            weight = math.exp2(-age_h / policy.title_half_life_h)
            own = by_origin[title.origin_id]
            for stem in titles.content(title.text, plan.language):
                own[stem] = max(weight, own.get(stem, 0.0))
        stems = {stem for own in by_origin.values() for stem in own}
        self._consensus: dict[str, float] = {
            stem: sum(own.get(stem, 0.0) for own in by_origin.values()) ** 2 for stem in stems
        }

    def agreed(self, text: str) -> float:
        """The share, in [0, 1], of what the titles agree on that a headline has."""
        return self._agreed(titles.content(text, self._plan.language))

    def _agreed(self, stems: frozenset[str]) -> float:
        return sum(self._consensus.get(stem, 0.0) for stem in stems) / max(1e-9, sum(self._consensus.values()))

    def worth(self, text: str, bearing: tuple[Line, ...]) -> float:
        """How good a headline is: what the titles say, important, short, with a name, clear without another sentence."""
        line = bearing[0]
        stems = titles.content(text, self._plan.language)
        agreed = self._agreed(stems)
        is_title = len(bearing) > 1 or text not in line.text
        importance = max(one.evidence.importance for one in bearing) / self._top
        kept = 1.0 if is_title else self._overlaps.covered(line.stems, reading.stems(text, self._plan.language))
        worth = (
            (0.4 + 0.6 * importance)
            * (0.25 + 0.75 * agreed)
            * (0.5 + 0.5 * kept)
            * _brevity(len(_by(self._plan, text, line)), self._policy)
        )
        worth *= 1 + 0.15 * min(2, len(line.seconds))
        if line.is_opening or is_title:
            worth *= self._policy.opening_bonus
        if text.casefold() in self._printed:
            worth *= self._policy.reprint_penalty
        return worth * self._clearness(text)

    def _clearness(self, text: str) -> float:
        """Factors for what keeps a headline from being read alone."""
        factor = 0.7 if _PRONOUN.search(text) else 1.0
        if self._plan.language == "en" and not _NAMED.search(text[1:]):
            factor *= self._policy.nameless_penalty
        if _SIDE.search(text):
            factor *= self._policy.side_penalty
        if _TOLD_BY.search(text):
            factor *= self._policy.told_by_penalty
        if _LOOSE_END.search(text):
            factor *= self._policy.side_penalty
        return factor


_NAMED = re.compile(r"(?<=\s)[A-ZÀ-Þ]\w+")
_SIDE = re.compile(
    r"^(?:(?:The|These|Those)(?! (?:\S+ ){0,4}[A-ZÀ-Þ])\s[a-z]|(?:El|La|Los|Las|Le|Les)\s(?!(?:\S+ ){0,5}[A-ZÀ-Þ]\w+)\S|"
    r"Speaking|Addressing|Commenting|According|Meanwhile|Drawing|Under|Despite|With|During|There|Given|Das hat|Es)"
)  # a definite noun or an adverbial that only the sentence before explains
_TOLD_BY = re.compile(
    r"(?i),\s[^,]{2,60}\s(?:said|says|announced|reported|stated|told|showed|added)$|\bit was (?:revealed|reported|stated)\b|"
    r"\b(?:earlier|later) this (?:week|month)$"
)
_LOOSE_END = re.compile(r",\s(?:a|an|the|ein|eine|un|una)\s\w+(?:\s\w+)?$")  # cut within an apposition: '…, a short'


def _brevity(n_chars: int, policy: WritePolicy) -> float:
    """How well a length suits a headline: best at `good_headline_chars`, hardly beyond two lines, in (0, 1]."""
    if n_chars < policy.min_headline_chars:
        return 0.2
    if n_chars <= policy.max_headline_chars:
        return 1 - 0.3 * abs(n_chars - policy.good_headline_chars) / policy.good_headline_chars
    return max(0.002, 0.4 * math.exp2((policy.max_headline_chars - n_chars) / 8))


def _dek(
    headline_line: Line, headline: str, plan: Plan, lines: Sequence[Line], overlaps: Overlaps, policy: WritePolicy
) -> tuple[DraftSentence, Line]:
    """One sentence that adds to the headline; the headline's own sentence in full where there is no other."""
    stems = reading.stems(headline, plan.language)
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
                * (0.6 + 0.4 * overlaps.covered(line.stems, reading.stems(text, plan.language)))
            )
            worth *= 0.7 if line.evidence.is_background else 1.0
            if best is None or worth > best[0]:
                best = (worth, text, line)
    _, text, line = best or (0.0, headline_line.text, headline_line)
    resolved = resolve.days(
        text, anchor=line.evidence.stated_at.date(), language=plan.language, this_year=plan.newest_year
    ).text
    outlets = [line.evidence.outlet, *(second.outlet for second in line.seconds[:1])]
    said = attribute.sentence(resolved, outlets, language=plan.language, turn=1)
    return DraftSentence(n=1, text=said, cites=cites(line, policy), is_excerpt=True), line
