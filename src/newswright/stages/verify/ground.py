"""Index the reports once, and lay out the ground that a claim stands on: its cited sentences and what is near them."""

import heapq
import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from newswright.records.ids import ReportId
from newswright.records.reports import Passage, Report
from newswright.stages.verify.lazy import Lazy
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Reading
from newswright.text import names_match, quotations, sentences, thesaurus

PLAIN_MARKS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "—": "-",
        "–": "-",
        "\u00a0": " ",
        "\u00ad": "",
        "\u200b": "",
    }
)
_SAME_LENGTH = {code: char for code, char in PLAIN_MARKS.items() if char}


@dataclass(frozen=True, eq=False)
class Witness:
    """A report, read sentence by sentence, as far as it has been asked for. Two are the same only if they are one object."""

    report: Report

    @Lazy
    def spans(self) -> tuple[sentences.Span, ...]:
        """Where its sentences stand."""
        return tuple(sentences.split(self.report.text))

    @Lazy
    def readings(self) -> tuple[Reading, ...]:
        """Its sentences, read."""
        return tuple(Reading(span.of(self.report.text), self.report.language) for span in self.spans)

    @Lazy
    def title(self) -> Reading:
        """Its title, read."""
        return Reading(self.report.title, self.report.language)

    @Lazy
    def folded(self) -> frozenset[str]:
        """All its words as names are compared, title, byline and outlet included."""
        beside = Reading(f"{self.report.byline or ''} {self.report.outlet}", self.report.language)
        return self.title.folded.union(beside.folded, *(reading.folded for reading in self.readings))

    @Lazy
    def bag(self) -> frozenset[str]:
        """All its content words, those of its title included."""
        return self.title.bag.union(*(reading.bag for reading in self.readings))

    @Lazy
    def acronyms(self) -> frozenset[str]:
        """The acronyms that its names can have."""
        return names_match.acronyms(f"{self.report.title}\n{self.report.text}")

    @Lazy
    def token_line(self) -> str:
        """All its tokens with spaces between and around, for finding runs of words."""
        return " " + " ".join(token for reading in (self.title, *self.readings) for token in reading.tokens) + " "

    @Lazy
    def plain_text(self) -> str:
        """Its text with plain marks, each character in its place, for finding quotations."""
        return self.report.text.replace("\u00ad", " ").replace("\u200b", " ").translate(_SAME_LENGTH)

    @Lazy
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Where its quotations stand, with their marks."""
        return tuple(quotations.marks(self.report.text))

    @Lazy
    def years(self) -> frozenset[int]:
        """The years that it names anywhere."""
        return frozenset(int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", self.report.text))

    @Lazy
    def anchors(self) -> tuple[date, ...]:
        """The days that 'today' can mean there: the day of publication in UTC first, then where the outlet's clock differs."""
        at = self.report.published_at
        day = at.date()
        beside = [day + timedelta(days=1)] if at.hour >= 12 else []
        return (day, *beside, *([day - timedelta(days=1)] if at.hour <= 9 else []))

    def read(self) -> None:
        """Read all that the checks can ask for."""
        for reading in (self.title, *self.readings):
            _ = reading.folded, reading.bag, reading.operators, reading.quantities, reading.names
            for anchor in self.anchors:
                reading.moments(anchor)
        _ = self.folded, self.acronyms, self.token_line, self.plain_text, self.years

    def passage(self, index: int) -> Passage:
        """Cite one of its sentences."""
        span = self.spans[index]
        return Passage(report_id=self.report.id, start=span.start, end=span.end, revision=self.report.revision)

    def between(self, start: int, end: int) -> range:
        """The sentences that a stretch of its text touches."""
        starts, ends = self._borders
        return range(bisect_right(ends, start), bisect_left(starts, end))

    @Lazy
    def _borders(self) -> tuple[list[int], list[int]]:
        return [span.start for span in self.spans], [span.end for span in self.spans]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a witness."""

    witness: Witness
    index: int

    @property
    def reading(self) -> Reading:
        """The sentence, read."""
        return self.witness.readings[self.index]

    @property
    def passage(self) -> Passage:
        """The sentence, cited."""
        return self.witness.passage(self.index)


@dataclass(frozen=True)
class Ground:
    """What a claim stands on. `lines` are cited, or found; `best` are those of them that share most with the claim. `is_given`
    says that a citation names the very sentences; else names and quotations may come from anywhere in their reports."""

    lines: tuple[Line, ...]
    best: tuple[Line, ...]
    is_given: bool = True
    n_before: int = 1

    @Lazy
    def witnesses(self) -> tuple[Witness, ...]:
        """The reports that the lines stand in, each once."""
        return tuple({line.witness.report.id: line.witness for line in self.lines}.values())

    @Lazy
    def bag(self) -> frozenset[str]:
        """All content words of the lines."""
        if len(self.lines) == 1:
            return self.lines[0].reading.bag
        return frozenset().union(*(line.reading.bag for line in self.lines))

    @Lazy
    def folded(self) -> frozenset[str]:
        """All words of the reports, as names are compared."""
        if len(self.witnesses) == 1:
            return self.witnesses[0].folded
        return frozenset().union(*(witness.folded for witness in self.witnesses))

    @Lazy
    def known(self) -> frozenset[str]:
        """All content words of the reports."""
        if len(self.witnesses) == 1:
            return self.witnesses[0].bag
        return frozenset().union(*(witness.bag for witness in self.witnesses))

    @Lazy
    def near_bag(self) -> frozenset[str]:
        """All content words of the lines, their neighbours and their reports' titles."""
        return frozenset().union(
            *(line.reading.bag for line in self.near(1, 1)), *(witness.title.bag for witness in self.witnesses)
        )

    @Lazy
    def near_meanings(self) -> frozenset[int]:
        """All that the same words can mean or imply, as numbers of the thesaurus."""
        readings = [*(line.reading for line in self.near(1, 1)), *(witness.title for witness in self.witnesses)]
        tokens = {token for reading in readings for token in thesaurus.together(reading.tokens)}
        return frozenset().union(*map(thesaurus.implies, tokens))

    @Lazy
    def meanings(self) -> frozenset[int]:
        """What the words of the lines themselves can mean, as numbers of the thesaurus."""
        tokens = {token for line in self.lines for token in thesaurus.together(line.reading.tokens)}
        return frozenset().union(*map(thesaurus.means, tokens))

    def near(self, before: int, after: int) -> tuple[Line, ...]:
        """The lines and their neighbours, in the order of their reports."""
        if (before, after) not in self._near:
            self._near[before, after] = self._neighbours(before, after)
        return self._near[before, after]

    @Lazy
    def _near(self) -> dict[tuple[int, int], tuple[Line, ...]]:
        return {}

    def _neighbours(self, before: int, after: int) -> tuple[Line, ...]:
        found: dict[tuple[ReportId, int], Line] = {}
        for line in self.lines:
            last = len(line.witness.spans)
            for index in range(max(0, line.index - before), min(last, line.index + after + 1)):
                found.setdefault((line.witness.report.id, index), Line(line.witness, index))
        return tuple(found.values())

    @Lazy
    def folded_near(self) -> frozenset[str]:
        """Words, as names are compared, of the lines, of some sentences before and one after, and of titles."""
        near = self.near(self.n_before, 1)
        return frozenset().union(
            *(line.reading.folded for line in near), *(witness.title.folded for witness in self.witnesses)
        )


@dataclass
class Index:
    """All sentences of some reports by their content words: built once, searched for every claim."""

    witnesses: Mapping[ReportId, Witness]
    lines: list[Line] = field(default_factory=list)
    postings: dict[str, list[int]] = field(default_factory=dict)
    _weights: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read all sentences and post their words."""
        for witness in self.witnesses.values():
            for index in range(len(witness.spans)):
                for stem in witness.readings[index].bag:
                    self.postings.setdefault(stem, []).append(len(self.lines))
                self.lines.append(Line(witness, index))

    def weight(self, stem: str) -> float:
        """How telling a word is: its inverse document frequency among the sentences; what they lack is the most telling."""
        if stem not in self._weights:
            n = len(self.lines) or 1
            self._weights[stem] = math.log(1 + n / (1 + len(self.postings.get(stem, ()))))
        return self._weights[stem]

    def weigh(self, stems: Iterable[str]) -> dict[str, float]:
        """Weigh some words."""
        known = self._weights
        return {stem: known[stem] if stem in known else self.weight(stem) for stem in stems}

    def search(self, stems: Sequence[str], policy: VerifyPolicy) -> list[Line]:
        """Find the few sentences that together share most with a claim, best first."""
        weights = self.weigh(dict.fromkeys(stems))
        scores: defaultdict[int, float] = defaultdict(float)
        for stem, weight in weights.items():
            for place in self.postings.get(stem, ()):
                scores[place] += weight
        shortlist = [
            self.lines[place] for place in heapq.nlargest(40, scores, key=lambda place: (scores[place], -place))
        ]
        return align(shortlist, weights, policy)


def align(lines: Iterable[Line], weights: Mapping[str, float], policy: VerifyPolicy) -> list[Line]:
    """Pick lines greedily by what each adds of the claim's words, best first, until nothing much is added."""
    left = dict(weights)
    whole = sum(left.values())
    pool = list(lines)
    picked: list[Line] = []
    while pool and left and len(picked) < policy.max_aligned_sentences:
        gain, best = max(
            ((sum(w for s, w in left.items() if s in line.reading.bag), -place) for place, line in enumerate(pool)),
            default=(0.0, 0),
        )
        if gain <= 0 or (picked and gain < policy.min_gain * whole):
            break
        line = pool.pop(-best)
        picked.append(line)
        left = {s: w for s, w in left.items() if s not in line.reading.bag}
    return picked
