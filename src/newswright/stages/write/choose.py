"""Choose what is printed: what matters most, said once, from every origin in turn."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from newswright.records.drafts import Evidence, Plan
from newswright.stages.write import concepts, plain, reading, resolve, shorten, wording
from newswright.stages.write import evidence as found_evidence
from newswright.stages.write.policy import WritePolicy
from newswright.text import backward, quantities, quotations


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that could be printed, with the other origins' sentences that bear all of it out, and its "
    "neighbour."""

    evidence: Evidence
    text: str
    stems: frozenset[str]
    n_words: int
    is_backward: bool
    is_leaning: bool = False  # speaks of something as known ("The vote …"), which its report has told before
    is_scene: bool = False  # sets a scene, or begins with somebody's words
    is_opening: bool = False  # the first of its report's evidence
    seconds: tuple[Evidence, ...] = ()
    before: "Line | None" = None
    figures: tuple[quantities.Quantity, ...] = ()
    standing: float = 1.0  # a factor in (0, 1]: less where later reports have overtaken it, or where its outlet judges

    @property
    def key(self) -> tuple[str, int]:
        return (self.evidence.passage.report_id, self.evidence.passage.start)


class Overlaps:
    """Compares sentences by the words that are rare within their story."""

    def __init__(self, stems: Sequence[frozenset[str]]) -> None:
        counted = Counter(stem for one in stems for stem in one)
        self._weights = found_evidence.rarity(counted, len(stems))
        self._known: dict[frozenset[str], float] = {}

    def shorter(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The share of the lighter one's weight that both have, in [0, 1]."""
        return self._weight(a & b) / max(1e-9, min(self.whole(a), self.whole(b)))

    def covered(self, a: frozenset[str], by: frozenset[str]) -> float:
        """The share of the weight of `a` that `by` has too, in [0, 1]."""
        return self._weight(a & by) / max(1e-9, self.whole(a))

    def whole(self, stems: frozenset[str]) -> float:
        """The weight of a sentence, worked out once."""
        known = self._known.get(stems)
        if known is None:
            known = self._known[stems] = self._weight(stems)
        return known

    def _weight(self, stems: Iterable[str]) -> float:
        return found_evidence.weight_of(stems, self._weights)


def lines(plan: Plan, *, policy: WritePolicy) -> list[Line]:
    """Make the printable lines of a plan, in its order."""
    stems = [reading.stems(e.text, plan.language) for e in plan.evidence]
    overlaps = Overlaps(stems)
    openings: dict[str, int] = {}
    for evidence in plan.evidence:
        at = evidence.passage.start
        openings[evidence.passage.report_id] = min(at, openings.get(evidence.passage.report_id, at))
    latest = max((e.stated_at for e in plan.evidence if not e.is_background), default=_NEVER)
    made: list[Line] = []
    for evidence, own in zip(plan.evidence, stems, strict=True):
        if plain.fault(evidence.text) or found_evidence.is_bare_quotation(evidence.text):
            continue
        text = shorten.lead_in_off(" ".join(evidence.text.split()), plan.language)
        before = made[-1] if made and _follows(made[-1].evidence, evidence) else None
        made.append(
            Line(
                evidence=evidence,
                text=text,
                stems=own,
                n_words=len(text.split()) if " " in text else max(1, len(reading.tokens(text)) // 2),
                is_backward=_needs_before(text, plan.language),
                is_scene=bool(_SCENE.search(text)),
                is_leaning=bool(_KNOWN.match(text)),
                is_opening=evidence.passage.start == openings[evidence.passage.report_id],
                seconds=_seconds(evidence, own, plan, stems, overlaps, policy),
                before=before,
                figures=tuple(_telling(text, plan.language)),
                standing=_standing(text, (latest - evidence.stated_at).total_seconds() / 3600, policy),
            )
        )
    return made


_NEVER = datetime.min.replace(tzinfo=UTC)


def _standing(text: str, age_h: float, policy: WritePolicy) -> float:
    """How far a sentence still stands: what an older report says of the present or the future has been overtaken."""
    factor = policy.overtaken_penalty if age_h >= policy.overtaken_after_h and _PRESENT.search(text) else 1.0
    if _SCENE.search(text) and not quotations.marks(text):
        factor *= policy.scene_penalty
    return factor * (policy.opinion_penalty if _JUDGES.search(text) else 1.0)


_PRESENT = re.compile(
    r"(?i)(?<!said )\b(?:is|are|will|may|could|can|want|wants|plans?|expected|scheduled|faces?|facing|says?|tomorrow|"
    r"now|yet|still|if|wird|werden|soll|könnte\w*|será\w?|podría\w*|sera|seront|pourrait)\b"
)
_JUDGES = re.compile(
    r"(?i)\b(?:clearly|obviously|of course|unfortunately|sadly|thankfully|shameful\w*|disgraceful\w*|"
    r"ridiculous\w*|absurd\w*|"
    r"stunning\w*|bizarre\w*|outrageous\w*|immature|hypocri\w+|establishment journalists|to (?:his|her|their) credit|"
    r"for better or worse|more often than not|the fact is|make no mistake|in other words|needless to say|"
    r"not surprisingly|"
    r"unsurprisingly|frankly|let['’]s|amazing\w*|incredibl\w+|terrific|awful|horribl\w+|so-called|laughabl\w+|"
    r"embarrass\w+)\b"
)


def _telling(text: str, language: str) -> Iterator[quantities.Quantity]:
    """The figures of a sentence that hardly stand in two sentences by chance."""
    for quantity in reading.figures(text, language):
        if abs(quantity.value) >= _CHANCE or quantity.unit is not None:
            yield quantity


_CHANCE = 10  # smaller counts are shared by sentences about different things


def _tells_again(line: Line, other: Line) -> bool:
    """Whether two reports' sentences give the same figures with two more words in common: one fact in other words."""
    if line.evidence.passage.report_id == other.evidence.passage.report_id or not line.figures or not other.figures:
        return False
    known = [f for f in line.figures if any(_same_figure(f, rival) for rival in other.figures)]
    shared = {stem for stem in line.stems & other.stems if not stem[0].isdigit()}
    return len(known) * 2 > len(line.figures) and len(shared) >= _SHARED


def _same_figure(a: quantities.Quantity, b: quantities.Quantity) -> bool:
    is_unit = a.unit == b.unit or None in (a.unit, b.unit)
    return is_unit and (quantities.agree(a, b) or quantities.agree(b, a))


_SHARED = 2


def _needs_before(text: str, language: str) -> bool:
    """Whether a sentence leans on the one before it: by its first word, or by somebody whom only that one names."""
    opening, comma, rest = text.partition(", ")
    is_open = not re.search(r"\s[A-Z]", opening) or bool(_SPEAKING.match(opening))
    is_adverbial = bool(comma) and is_open and bool(_PRONOUN_FIRST.match(rest))
    if backward.opens(text, language) or is_adverbial or _THAT.match(text) or _LEANING.search(text):
        return True
    return language == "en" and bool(_POINTS.search(found_evidence.unquoted(text)))


_SCENE = re.compile(
    r"(?i)^(?:[\"“„«]|(?:it|there) (?:was|were|is)\b|when\b|as\b|the (?:question|news|story|saga|scene|mood|silence|sight|"
    r"sound|smell|first|last|next|only|one)\b|for (?:years|months|weeks|days|hours)\b|perhaps\b|imagine\b|almost no one|"
    r"to (?:his|her|their) credit|everyone\b|nobody\b|no one\b|als\b|cuando\b|quand\b)"
)
_KNOWN = re.compile(
    r"(?:(?:The|These|Those)(?! (?:\S+ ){0,4}[A-ZÀ-Þ0-9])\s[a-z]|(?:El|La|Los|Las|Le|"
    r"Les)\s(?!(?:\S+ ){0,5}[A-ZÀ-Þ]\w+)\S|Details\b)"
)
_POINTS = re.compile(
    r"^(?:All of them|All of those|Everyone else|Both of|None of them|Some of them|Most of them|Many of them)\b|"
    r"(?:Yes|No|Indeed|Subsequently|Later|Afterwards?|Earlier|Elsewhere|Put another way|In other words|"
    r"As a result|In response|"
    r"That said|For example|For instance|In turn)\b,|"
    r"\b(?:this|these|such) (?!(?:week|month|year|morning|afternoon|evening|season|spring|summer|autumn|fall|"
    r"winter|weekend|time|"
    r"country|century|decade|day|as|a|an)\b)[a-z]|^(?:\S+ ){0,5}the (?:situation|matter|same (?:day|time|month|"
    r"year))\b|"
    r"\b(?:did|does|do) (?!not\b)[a-z]+(?<!n) (?:the|a|an|it|so|to|in)\b"
)
_THAT = re.compile(
    r"(?:By|For|In|At|After|Before|On|With|From|Of|Since|Under|Despite|Like|Without|Until|Among|Unlike|"
    r"Because of|Instead of) (?:that|this|those|these|such|them|him|her|it)\b"
)
_SPEAKING = re.compile(
    r"(?:Speaking|Addressing|Commenting|Responding|Asked|Writing|During|In (?:a|an|the|response|his|her|their)|"
    r"At (?:a|an|the|his|her))\b"
)
_PRONOUN_FIRST = re.compile(r"(?:he|she|they|it|er|sie|él|ella|il|elle|ils)\s")
_LEANING = re.compile(
    r"(?i)[,”\"»]\s(?:(?:he|she|they|it)\s(?:\w+\s)?(?:said|says|told|added|adds|noted|wrote|explained|"
    r"stressed|claimed|"
    r"warned|testified)"
    r"|(?:said|added|says)\s(?:he|she|they|this|so)|(?:sagte|erklärte|fügte) (?:er|sie)|(?:dijo|añadió|"
    r"explicó) (?:él|ella)"
    r"|(?:dit|a-t-|ajoute)-?(?:il|elle))\b|,\s(?:however|too|therefore|though|meanwhile|moreover|jedoch|sin embargo|"
    r"toutefois)\b"
)


def _follows(first: Evidence, second: Evidence) -> bool:
    a, b = first.passage, second.passage
    return a.report_id == b.report_id and 0 <= b.start - a.end <= _GAP_CHARS


_GAP_CHARS = 3  # a space, or the blank line between two paragraphs


def _seconds(
    own: Evidence,
    own_stems: frozenset[str],
    plan: Plan,
    stems: Sequence[frozenset[str]],
    overlaps: Overlaps,
    policy: WritePolicy,
) -> tuple[Evidence, ...]:
    """Find sentences of other voices and origins that bear out all of this one, the best of each voice, best first."""
    best: dict[str, tuple[float, Evidence]] = {}
    numbers = found_evidence.numbers(own_stems)
    needed = policy.seconded_cover * overlaps.whole(own_stems)
    for other, other_stems in zip(plan.evidence, stems, strict=True):
        if other.voice == own.voice or other.origin_id == own.origin_id or not numbers <= other_stems:
            continue
        if overlaps.whole(other_stems) < needed:
            continue  # too light to have as much of it
        covered = overlaps.covered(own_stems, other_stems)
        if covered >= policy.seconded_cover and covered > best.get(other.voice, (0.0, other))[0]:
            best[other.voice] = (covered, other)
    return tuple(evidence for _, evidence in sorted(best.values(), key=lambda pair: (-pair[0], pair[1].passage)))


def body(
    candidates: Sequence[Line],
    plan: Plan,
    *,
    n_words: int,
    without: Line | None = None,
    first: Line | None = None,
    choice: "Choice | None" = None,
    n_least: int | None = None,
    policy: WritePolicy,
) -> list[Line]:
    """Choose the lines of the body, most important first, within a number of words; none says what another one says.

    `first` opens the article; nothing is told that `without`, the dek's line, has told. A line that points back is taken only
    together with the sentence before it. `choice`, made of the same lines, saves weighing them again. Up to `n_least` words
    (`scarce_words` unless given) what is told already in other words is told again, since a stub would tell less.
    """
    pool = candidates
    choice = choice or Choice(pool, plan, n_words, policy)
    if without is not None and len(pool) > _SCARCE:
        choice.hear(without, first)
    chosen: list[Line] = []
    words_left = n_words
    cap = policy.max_words_per_origin if plan.n_origins > 1 else n_words
    origin_words: Counter[str] = Counter()
    n_least = policy.scarce_words if n_least is None else n_least
    while len(chosen) < policy.max_sentences:
        at = choice.best(first if not chosen else None)
        if at is None and n_words - words_left < n_least and plan.n_origins > 1:
            at = choice.best_told()
        if at is None:
            break
        line = pool[at]
        origin_id = line.evidence.origin_id
        if chosen and (
            line.n_words + policy.attribution_words > words_left or origin_words[origin_id] + line.n_words > cap
        ):
            choice.pass_over(at)
            continue
        choice.take(at)
        chosen.append(line)
        origin_words[origin_id] += line.n_words
        words_left -= line.n_words + policy.attribution_words
    return chosen


_SCARCE = 4  # with fewer sentences than this the dek's own is printed again in the body


class Choice:
    """What each line of a pool would add to those taken: what it tells that is untold, by its importance; 0 where it may not be
    printed. Kept up with each line that is taken, so that nothing is compared twice."""

    def __init__(self, pool: Sequence[Line], plan: Plan, n_words: int, policy: WritePolicy) -> None:
        self._pool, self._policy, self._language = pool, policy, plan.language
        self._known: set[str] = set()  # the words that are printed
        self._has_lead = False
        self._overlaps = Overlaps([line.stems for line in pool])
        self._worths = _worths(pool, plan, n_words, policy)
        self._is_open = np.ones(len(pool), dtype=bool)
        self._is_told_twice = np.zeros(len(pool), dtype=bool)  # closed only because others have told it in other words
        self._missing = {
            at: line.before.key if line.before else None for at, line in enumerate(pool) if line.is_backward
        }
        self._per_origin: Counter[str] = Counter()
        self._most = policy.max_excerpts_per_origin if plan.n_origins > 1 else len(pool)
        self._fairness = np.ones(len(pool))
        self._company = np.array([policy.lonely_penalty if line.is_leaning else 1.0 for line in pool])
        self._fixed = np.array([self._fixed_factor(line, plan.language) for line in pool])
        self._order = sorted(range(len(pool)), key=lambda at: (pool[at].evidence.stated_at, pool[at].key))

    def _fixed_factor(self, line: Line, language: str) -> float:
        unresolved = self._policy.unresolved_penalty if _is_unresolved(line, language) else 1.0
        readable = 1.0 if line.n_words <= self._policy.long_sentence_words else self._policy.long_penalty
        density = max(1, line.n_words) ** -self._policy.density_exponent
        worth = line.evidence.importance**self._policy.importance_exponent * line.standing
        return float(worth * unresolved * readable * density)

    def gains(self) -> npt.NDArray[np.float64]:
        """What each line would add if it came first, (n,) float64, at least 0."""
        gains: npt.NDArray[np.float64] = self._worths.left() * self._fixed
        return gains

    def best(self, first: Line | None) -> int | None:
        """The line that adds most, the earliest of equals; `first` where it may be printed at all; None when none is left."""
        gains = np.round(self._worths.left() * self._fixed * self._fairness * self._company * self._is_open, 12)
        for at in self._missing:
            gains[at] = 0.0
        if first is not None and not first.evidence.is_background:
            for at, line in enumerate(self._pool):
                if line.key == first.key and gains[at] > 0:
                    return at
        return self._most_of(gains)

    def best_told(self) -> int | None:
        """The line that adds most of those that tell again, in other words, what is printed; None when none is left."""
        gains = np.round(self._worths.left() * self._fixed * self._fairness * self._company * self._is_told_twice, 12)
        for at in self._missing:
            gains[at] = 0.0
        return self._most_of(gains)

    def _most_of(self, gains: npt.NDArray[np.float64]) -> int | None:
        best = max(self._order, key=lambda at: gains[at], default=None)
        return best if best is not None and gains[best] > 0 else None

    def pass_over(self, at: int) -> None:
        """Leave a line out for good: there is no room for it."""
        self._is_open[at] = self._is_told_twice[at] = False

    def hear(self, told: Line, first: Line | None) -> None:
        """Close what is told elsewhere on the page already, apart from the line that opens the article."""
        self._known |= wording.content(told.text, self._language)
        for at, line in enumerate(self._pool):
            is_first = first is not None and line.key == first.key
            is_told = line.key == told.key or wording.tells_again(line.text, told.text, self._language)
            self._is_open[at] &= is_first or not is_told

    def take(self, taken: int) -> None:
        """Print a line, and close those that say the same, are of an origin that has its share, or were waiting for it."""
        line = self._pool[taken]
        is_lead, self._has_lead = not self._has_lead, True
        self._known |= wording.content(line.text, self._language)
        self._is_open[taken] = self._is_told_twice[taken] = False
        self._worths.tell(taken)
        origin_id = line.evidence.origin_id
        self._per_origin[origin_id] += 1
        n_taken = self._per_origin[origin_id]
        self._missing = {at: key for at, key in self._missing.items() if key != line.key}
        for at, other in enumerate(self._pool):
            if not (self._is_open[at] or self._is_told_twice[at]):
                continue
            if other.evidence.passage.report_id == line.evidence.passage.report_id:
                self._company[at] = 1.0
            if other.evidence.origin_id == origin_id:
                self._fairness[at] = 1 / (1 + self._policy.turn_penalty * n_taken)
                self._is_open[at] &= n_taken < self._most
                self._is_told_twice[at] &= n_taken < self._most
            if self._overlaps.shorter(other.stems, line.stems) > self._policy.redundant_overlap:
                self._is_open[at] = self._is_told_twice[at] = False
            elif self._is_open[at] and self._is_in_other_words(other, line, is_lead=is_lead):
                self._is_open[at], self._is_told_twice[at] = False, True

    def _is_in_other_words(self, other: Line, line: Line, *, is_lead: bool) -> bool:
        return (
            _tells_again(other, line)
            or self._is_told(other, line)
            or (is_lead and is_same_news(other, line, self._language, self._policy))
        )

    def _is_told(self, other: Line, line: Line) -> bool:
        """Whether a line tells again what has just been printed, or nothing but what is printed here and there."""
        own = wording.content(other.text, self._language)
        return wording.tells_again(other.text, line.text, self._language) or len(own & self._known) > (
            self._policy.told_between * len(own)
        )


def is_same_news(other: Line, lead: Line, language: str, policy: WritePolicy) -> bool:
    """Whether a report opens with the news that the article opens with, and brings no figure of its own."""
    own, told = (wording.content(line.text, language) for line in (other, lead))
    if any(stem[0].isdigit() and not _YEAR.fullmatch(stem) for stem in own - told):
        return False
    return other.is_opening and len(own & told) >= policy.same_news_overlap * min(len(own), len(told))


_YEAR = re.compile(r"(?:19|20)\d\d")


def _worths(pool: Sequence[Line], plan: Plan, n_words: int, policy: WritePolicy) -> concepts.Worths:
    """Weigh what the lines tell, by how widely, how early and under which titles they tell it."""
    known: dict[str, int] = {}
    places: Counter[str] = Counter()
    told: dict[int, concepts.Told] = {}
    for at in sorted(range(len(pool)), key=lambda at: pool[at].key):
        evidence = pool[at].evidence
        told[at] = concepts.Told(
            units=concepts.units(pool[at].text, plan.language),
            origin=known.setdefault(evidence.origin_id, len(known)),
            place=places[evidence.passage.report_id],
            is_quoting=bool(quotations.marks(pool[at].text)),
        )
        places[evidence.passage.report_id] += 1
    for title in plan.titles:
        known.setdefault(title.origin_id, len(known))
    titles: list[list[tuple[str, ...]]] = [[] for _ in known]
    for title in plan.titles:
        titles[known[title.origin_id]].append(concepts.units(title.text, plan.language))
    return concepts.weigh(
        [told[at] for at in range(len(pool))],
        titles,
        language=plan.language,
        room=n_words / max(1, sum(line.n_words for line in pool)),
        pair_share=policy.pair_share,
    )


def _is_unresolved(line: Line, language: str) -> bool:
    return resolve.days(line.text, anchor=line.evidence.stated_at.date(), language=language).n_left > 0
