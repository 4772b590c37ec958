"""Choose what is printed: what matters most, said once, from every origin in turn."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newswright.records.drafts import Evidence, Plan
from newswright.stages.write import evidence as found_evidence
from newswright.stages.write import plain, resolve, shorten
from newswright.stages.write.policy import WritePolicy
from newswright.text import backward, quantities, words


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that could be printed, with the other origins' sentences that bear all of it out, and its "
    "neighbour."""

    evidence: Evidence
    text: str
    stems: frozenset[str]
    n_words: int
    is_backward: bool
    is_opening: bool = False  # the first of its report's evidence
    seconds: tuple[Evidence, ...] = ()
    before: "Line | None" = None
    figures: tuple[quantities.Quantity, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        return (self.evidence.passage.report_id, self.evidence.passage.start)


class Overlaps:
    """Compares sentences by the words that are rare within their story."""

    def __init__(self, stems: Sequence[frozenset[str]]) -> None:
        counted = Counter(stem for one in stems for stem in one)
        self._weights = found_evidence.rarity(counted, len(stems))

    def shorter(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The share of the lighter one's weight that both have, in [0, 1]."""
        return self.weight(a & b) / max(1e-9, min(self.weight(a), self.weight(b)))

    def covered(self, a: frozenset[str], by: frozenset[str]) -> float:
        """The share of the weight of `a` that `by` has too, in [0, 1]."""
        return self.weight(a & by) / max(1e-9, self.weight(a))

    def weight(self, stems: Iterable[str]) -> float:
        return sum(self._weights.get(stem, 1.0) for stem in stems)


def lines(plan: Plan, *, policy: WritePolicy) -> list[Line]:
    """Make the printable lines of a plan, in its order."""
    stems = [frozenset(words.stems(e.text, plan.language)) for e in plan.evidence]
    overlaps = Overlaps(stems)
    openings: dict[str, int] = {}
    for evidence in plan.evidence:
        at = evidence.passage.start
        openings[evidence.passage.report_id] = min(at, openings.get(evidence.passage.report_id, at))
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
                n_words=len(text.split()) if " " in text else max(1, len(words.tokens(text)) // 2),
                is_backward=_needs_before(text, plan.language),
                is_opening=evidence.passage.start == openings[evidence.passage.report_id],
                seconds=_seconds(evidence, own, plan, stems, overlaps, policy),
                before=before,
                figures=tuple(_telling(text, plan.language)),
            )
        )
    return made


def _telling(text: str, language: str) -> Iterator[quantities.Quantity]:
    """The figures of a sentence that hardly stand in two sentences by chance."""
    for quantity in quantities.find(text, language):
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
    is_adverbial = bool(comma) and not re.search(r"\s[A-Z]", opening) and bool(_PRONOUN_FIRST.match(rest))
    return backward.opens(text, language) or is_adverbial or bool(_THAT.match(text)) or bool(_LEANING.search(text))


_THAT = re.compile(
    r"(?:By|For|In|At|After|Before|On|With|From|Of|Since|Under|Despite|Like) (?:that|this|those|these|such|them|him|her|it)\b"
)
_PRONOUN_FIRST = re.compile(r"(?:he|she|they|it|er|sie|él|ella|il|elle|ils)\s")
_LEANING = re.compile(
    r"(?i)[,”\"»]\s(?:(?:he|she|they)\s(?:\w+\s)?(?:said|says|told|added|adds|noted|wrote|explained|stressed|claimed|"
    r"warned|testified)"
    r"|(?:said|added|says)\s(?:he|she|they|this|so)|(?:sagte|erklärte|fügte) (?:er|sie)|(?:dijo|añadió|explicó) (?:él|ella)"
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
    for other, other_stems in zip(plan.evidence, stems, strict=True):
        if (
            other.voice == own.voice
            or other.origin_id == own.origin_id
            or not numbers <= found_evidence.numbers(other_stems)
        ):
            continue
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
    policy: WritePolicy,
) -> list[Line]:
    """Choose the lines of the body, most important first, within a number of words; none says what another one says.

    `first` is the line that the headline stands on: the lead says what the headline says.

    A line that points back is taken only together with the sentence before it.
    """
    overlaps = Overlaps([line.stems for line in candidates])
    chosen: list[Line] = []
    per_origin: Counter[str] = Counter()
    pool = [line for line in candidates if without is None or line.key != without.key]
    if len(pool) < _SCARCE:
        pool = list(candidates)
    words_left = n_words
    while pool and len(chosen) < policy.max_sentences:
        gains = {line.key: _gain(line, chosen, per_origin, overlaps, plan, policy) for line in pool}
        best = max(pool, key=lambda line: (gains[line.key], -line.evidence.stated_at.timestamp(), line.key))
        if not chosen and first is not None and gains.get(first.key, 0.0) > 0 and not first.evidence.is_background:
            best = first
        pool.remove(best)
        if gains[best.key] <= 0:
            break
        cap = policy.max_words_per_origin if plan.n_origins > 1 else n_words
        n_origin_words = sum(line.n_words for line in chosen if line.evidence.origin_id == best.evidence.origin_id)
        if chosen and (best.n_words + policy.attribution_words > words_left or n_origin_words + best.n_words > cap):
            continue
        chosen.append(best)
        per_origin[best.evidence.origin_id] += 1
        words_left -= best.n_words + policy.attribution_words
    return chosen


_SCARCE = 4  # with fewer sentences than this the dek's own is printed again in the body


def _gain(
    line: Line,
    chosen: Sequence[Line],
    per_origin: Mapping[str, int],
    overlaps: Overlaps,
    plan: Plan,
    policy: WritePolicy,
) -> float:
    """What a line adds to those chosen: its importance less what they say already; 0 or less where it may not be "
    "printed."""
    if line.is_backward and not any(_is_before(line, other) for other in chosen):
        return 0.0
    n_taken = per_origin.get(line.evidence.origin_id, 0)
    if plan.n_origins > 1 and n_taken >= policy.max_excerpts_per_origin:
        return 0.0
    overlap = max((overlaps.shorter(line.stems, other.stems) for other in chosen), default=0.0)
    if overlap > policy.redundant_overlap or any(_tells_again(line, other) for other in chosen):
        return 0.0
    fairness = 1 / (1 + policy.turn_penalty * n_taken)
    unresolved = policy.unresolved_penalty if _is_unresolved(line, plan.language) else 1.0
    readable = 1.0 if line.n_words <= policy.long_sentence_words else policy.long_penalty
    return line.evidence.importance * (1 - policy.redundancy_penalty * overlap) * fairness * unresolved * readable


def _is_before(line: Line, other: Line) -> bool:
    return line.before is not None and line.before.key == other.key


def _is_unresolved(line: Line, language: str) -> bool:
    return resolve.days(line.text, anchor=line.evidence.stated_at.date(), language=language).n_left > 0
