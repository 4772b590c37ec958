"""Make the headline and the dek: what happened, in the words that the reports' titles share, and what adds to it.

Both stand on sentences of the reports, and can be opened like any other sentence. A headline is a sentence cut to its main
clause, or a recast title all of whose words are borne out (see titles).
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from newswright.records.drafts import DraftSentence, Plan
from newswright.records.reports import Passage
from newswright.stages.write import (
    attribute,
    choose,
    leads,
    phrases,
    reading,
    resolve,
    shorten,
    statements,
    tighten,
    titles,
    wording,
)
from newswright.stages.write.choose import Line, Overlaps
from newswright.stages.write.policy import WritePolicy
from newswright.text import quotations

_PRONOUN = re.compile(
    r"(?i)\b(?:he|she|they|it|his|her|their|him|them|this|these|those|such|er|sie|ihm|él|ella|ellos|il|"
    r"elle|ils)\b"
)


_Headline = tuple[str, tuple[Line, ...]]  # with the lines that bear it out


@dataclass(frozen=True, slots=True)
class Top:
    """The headline and the dek, with the line that the dek was made from."""

    headline: DraftSentence
    dek: DraftSentence
    dek_line: Line | None


def make(plan: Plan, lines: Sequence[Line], leading: Sequence[Line], *, policy: WritePolicy) -> Top:
    """Make both, the headline of what the first of `leading` tells, which are the lines by how well they open the article.
    Without a line to stand on, both are empty."""
    lead = next(iter(leading), None)
    made = _candidates(lines, leading, plan, policy)
    titled = list(titles.candidates(plan, lines, policy=policy))
    if lead is None or not (made or titled):
        return Top(_empty(0), _empty(1), None)
    text, bearing = _best(made, titled, lines, plan, _Judge(plan, lines, lead, policy), policy)
    line = bearing[0]
    is_excerpt = len(bearing) == 1 and text in line.text
    cited = _borne_out(text, bearing, lines, plan, policy)
    headline = DraftSentence(n=0, text=_by(plan, text, line), cites=cited, is_excerpt=is_excerpt)
    dek, dek_line = _dek(lead, text, plan, lines, policy)
    return Top(headline, dek, dek_line)


def _best(
    made: Sequence[_Headline],
    titled: Sequence[_Headline],
    lines: Sequence[Line],
    plan: Plan,
    judge: "_Judge",
    policy: WritePolicy,
) -> _Headline:
    """The best that states something; where none of those fits, lines that were not thought of are looked at too."""

    def size(pair: _Headline) -> int:
        return len(_by(plan, pair[0], pair[1][0]))

    def worth(pair: _Headline) -> tuple[float, tuple[str, int], str]:
        return (round(judge.worth(*pair), 9), pair[1][0].key, pair[0])

    stating = [pair for pair in made if statements.is_statement(pair[0], plan.language)]
    stating += [pair for pair in titled if statements.is_statement(pair[0], plan.language, is_title=True)]
    for least in (policy.min_agreed, 0.0):
        if not any(size(pair) <= policy.max_headline_chars for pair in stating):
            more = _short(lines, plan, judge, least, policy)
            stating += [pair for pair in more if statements.is_statement(pair[0], plan.language)]
    led = stating
    if plan.only_outlet is not None:  # no other title says what matters: rather a long headline than another matter
        led = [pair for pair in stating if judge.led(pair[0]) >= _LEAST_LED] or stating
    near = [pair for pair in led if size(pair) <= policy.max_headline_chars + _BEYOND]
    return max(near or led or [*made, *titled], key=worth)


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


def _borne_out(
    text: str, bearing: Sequence[Line], lines: Sequence[Line], plan: Plan, policy: WritePolicy
) -> tuple[Passage, ...]:
    """The passages behind a headline: its own, then those of other origins that tell most of it."""
    found = list(cites(bearing[0], policy) if len(bearing) == 1 else (one.evidence.passage for one in bearing))
    stems = wording.content(text, plan.language)
    heard = {line.evidence.origin_id for line in lines if line.evidence.passage in found}
    telling = sorted(lines, key=lambda line: (-len(stems & wording.content(line.text, plan.language)), line.key))
    for line in telling:
        shared = len(stems & wording.content(line.text, plan.language))
        if shared >= policy.borne_out_share * len(stems) and line.evidence.origin_id not in heard:
            heard.add(line.evidence.origin_id)
            found.append(line.evidence.passage)
    return tuple(dict.fromkeys(found))[: policy.max_cites]


def _candidates(lines: Sequence[Line], leading: Sequence[Line], plan: Plan, policy: WritePolicy) -> list[_Headline]:
    """Headlines made of lines that can stand alone, are of now, and are nearly as important as the best of them."""
    fit = [line for line in lines if not line.is_backward and not line.evidence.is_background]
    fit = fit or [line for line in lines if not line.is_backward] or list(lines)
    top = max((line.evidence.importance for line in fit), default=0.0)
    near = [line for line in fit if line.evidence.importance >= policy.headline_importance * top]
    near.sort(key=lambda line: (-line.evidence.importance, line.key))
    n_chars = policy.max_headline_chars - _n_told_by(plan)
    considered = dict.fromkeys([*near[:_CONSIDERED], *leading[: _CONSIDERED // 2]])
    return [pair for line in considered for pair in _headlines(line, plan, n_chars)]


def _short(
    lines: Sequence[Line], plan: Plan, judge: "_Judge", least: float, policy: WritePolicy
) -> Iterator[_Headline]:
    """Look further for a headline that fits, among lines that say at least so much of what the titles agree on."""
    n_chars = policy.max_headline_chars - _n_told_by(plan)
    for line in lines:
        if line.is_backward or line.evidence.is_background:
            continue
        for text, bearing in _headlines(line, plan, n_chars):
            if policy.min_headline_chars <= len(text) <= n_chars and judge.agreed(text) >= least:
                yield text, bearing


def _n_told_by(plan: Plan) -> int:
    """How many characters it takes to name the one outlet that tells a story."""
    said = phrases.of(plan.language).headline
    return len(said.format(headline="", who=plan.only_outlet)) if plan.only_outlet else 0


_CONSIDERED = 8  # most important lines, and half as many that could have opened the article
_LEAST_LED = 0.25  # of a headline's words, those that the lead has: less is another matter, however well it fits
_BEYOND = 8  # characters beyond a headline's length that are better than a worse headline


def _headlines(line: Line, plan: Plan, n_chars: int) -> Iterator[_Headline]:
    variants = [form for one in shorten.variants(line.text, plan.language) for form in (one, _APPOSED.sub(" ", one))]
    whole = _ASIDE.sub("", _undated(line.text, line, plan))
    long = [cut for one in variants if len(one) > n_chars for cut in shorten.tighter(one, plan.language)]
    for variant in dict.fromkeys([*variants, *long, *(_unrelated(one) for one in variants if plan.language == "en")]):
        text = _ASIDE.sub("", _undated(variant, line, plan))
        if quotations.marks(text) or any(mark in text for mark in '"“”„«»'):
            continue
        text = _DAY_LAST.sub("", text.rstrip(". 。।")).rstrip(" ,")
        forms = [text]
        if len(text) > n_chars and plan.language == "en":
            forms += tighten.forms(text, n_chars=n_chars + _BEYOND)
            forms += [_capital(tighten.bare(form)) for form in forms if len(form) > n_chars]
        yield from ((form, (line,)) for form in forms if plan.language != "en" or not tighten.falls_short(form, whole))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _unrelated(text: str) -> str:
    """Leave out what is said more closely of 'a strike that …': there is a strike without it."""
    match = _CLOSER.search(text)
    return f"{text[: match.end('noun')]}." if match and not _LIMITS.search(text) else text


_CLOSER = re.compile(
    r"(?<=\s)an? (?P<noun>(?:[a-z-]+ ){0,2}[a-z-]+) that (?:has|had|was|will|would|could|can|may)\b.*$"
)
_LIMITS = re.compile(r"(?i)\b(?:not|no|never|nothing|without|only|if|unless|said|says|told|deny|denie[sd])\b|n['’]t\b")
_APPOSED = re.compile(
    r"(?<=[a-z]), an? [^,“”\"]{4,90}, (?=(?:as|on|in|at|after|for|to|from)\b)"
)  # 'Olga Brandt, a judge, as …'
_DAY_LAST = re.compile(
    r"(?<!until)(?<!from)(?<!by)(?<!before)(?<!after)(?<!and)(?<!to)(?<!since)(?<!for)(?<!of)(?<!between)"
    r"(?: on| late| early){0,2} (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|"
    r"night))?,? )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?$"
)  # the date stands beside the headline
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

    def __init__(self, plan: Plan, lines: Sequence[Line], lead: Line, policy: WritePolicy) -> None:
        self._plan, self._policy = plan, policy
        self._overlaps = Overlaps([line.stems for line in lines])
        self._turned_at, self._told_at = leads.turned_at(lines), lead.evidence.stated_at
        self._lead = wording.content(lead.text, plan.language)
        self._top = max((line.evidence.importance for line in lines), default=1.0) or 1.0
        self._printed = {" ".join(reading.tokens(title.text)) for title in plan.titles}
        self._consensus = leads.Consensus(plan.titles, plan.language, policy)

    def agreed(self, text: str) -> float:
        """The share, in [0, 1], of what the titles agree on that a headline has."""
        return self._consensus.share(wording.content(text, self._plan.language))

    def led(self, text: str) -> float:
        """The share, in [0, 1], of a headline that the lead tells too."""
        stems = wording.content(text, self._plan.language)
        return len(stems & self._lead) / max(1, len(stems))

    def worth(self, text: str, bearing: tuple[Line, ...]) -> float:
        """How good a headline is: what the titles say, important, short, with a name, clear without another sentence."""
        line = bearing[0]
        stems = wording.content(text, self._plan.language)
        agreed = self._consensus.share(stems)
        led = self.led(text)
        is_title = len(bearing) > 1 or text not in line.text
        importance = max(one.evidence.importance for one in bearing) / self._top
        kept = 1.0 if is_title else self._overlaps.covered(line.stems, reading.stems(text, self._plan.language))
        worth = (
            (0.4 + 0.6 * importance)
            * (0.1 + 0.9 * agreed) ** 1.5
            * (0.5 + 0.5 * kept)
            * (0.2 + 0.8 * led) ** 3
            * math.exp2(-leads.age_h(bearing[0], self._turned_at) / self._policy.headline_half_life_h)
            * _brevity(len(_by(self._plan, text, line)), self._policy)
        )
        worth *= 1 + 0.15 * min(2, len(line.seconds))
        if self._told_at - line.evidence.stated_at >= timedelta(hours=self._policy.overtaken_after_h):
            worth *= self._policy.overtaken_penalty
        if line.is_opening or is_title:
            worth *= self._policy.opening_bonus
        if " ".join(reading.tokens(text)) in self._printed:
            worth *= self._policy.reprint_penalty
        return float(worth * self._clearness(text))

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
    r"^(?:(?:The|These|Those)(?! (?:\S+ ){0,4}[A-ZÀ-Þ])\s[a-z]|(?:El|La|Los|Las|Le|"
    r"Les)\s(?!(?:\S+ ){0,5}[A-ZÀ-Þ]\w+)\S|"
    r"Speaking|It (?:was|is)|Simultaneously|Subsequently|Addressing|Commenting|According|Meanwhile|Drawing|"
    r"Under|Despite|With|During|There|Given|Das hat|Es)"
)  # a definite noun or an adverbial that only the sentence before explains
_TOLD_BY = re.compile(
    r"(?i),\s[^,]{2,60}\s(?:said|says|announced|reported|stated|told|showed|added)$|\bit was (?:revealed|"
    r"reported|stated)\b|"
    r"\b(?:earlier|later) this (?:week|month)$"
)
_LOOSE_END = re.compile(
    r",\s(?:a|an|the|ein|eine|un|una)\s\w+(?:\s\w+)?$|,\s[a-z]+$"
)  # cut within an apposition: '…, a short'


def _brevity(n_chars: int, policy: WritePolicy) -> float:
    """How well a length suits a headline: best at `good_headline_chars`, hardly beyond two lines, in (0, 1]."""
    if n_chars < policy.min_headline_chars:
        return 0.2
    if n_chars <= policy.max_headline_chars:
        return 1 - 0.3 * abs(n_chars - policy.good_headline_chars) / policy.good_headline_chars
    return max(0.001, 0.15 * math.exp2((policy.max_headline_chars - n_chars) / 3))


def _dek(
    lead: Line, headline: str, plan: Plan, lines: Sequence[Line], policy: WritePolicy
) -> tuple[DraftSentence, Line]:
    """One sentence that adds to the headline and to the first sentence; the first sentence where there is no other."""
    best: tuple[float, str, Line] | None = None
    for line in lines:
        if (
            line.is_backward
            or line.is_leaning
            or line.key == lead.key
            or line.is_scene
            or _quoted(line.text) > policy.max_dek_quoted
        ):
            continue
        if any(wording.tells_again(line.text, told, plan.language) for told in (headline, lead.text)):
            continue
        if choose.is_same_news(line, lead, plan.language, policy):
            continue
        for text in shorten.variants(line.text, plan.language):
            worth = line.evidence.importance * line.standing * _kept(text, line, plan)
            worth *= 1.0 if len(text) <= policy.max_dek_chars else 0.4
            worth *= 0.7 if line.evidence.is_background else 1.0
            if best is None or worth > best[0] + _SAME:
                best = (worth, text, line)
    _, text, line = best or (0.0, lead.text, lead)
    resolved = resolve.days(
        text, anchor=line.evidence.stated_at.date(), language=plan.language, this_year=plan.newest_year
    ).text
    outlets = [line.evidence.outlet, *(second.outlet for second in line.seconds[:1])]
    said = attribute.sentence(resolved, outlets, language=plan.language, turn=1)
    return DraftSentence(n=1, text=said, cites=cites(line, policy), is_excerpt=True), line


_SAME = 1e-9  # sums of the same numbers in another order differ by less


def _quoted(text: str) -> float:
    """The share of a sentence that is somebody's own words, in [0, 1]."""
    return sum(end - start for start, end in quotations.marks(text)) / max(1, len(text))


def _kept(text: str, line: Line, plan: Plan) -> float:
    """A factor for a shorter form: how much of the whole it tells, in [0.6, 1]."""
    own, whole = wording.content(text, plan.language), wording.content(line.text, plan.language)
    return 0.6 + 0.4 * len(own & whole) / max(1, len(whole))
