"""Lay a claim beside its evidence, and measure where it parts from it: new words, and runs of words joined anew."""

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newswright.records.drafts import Check, Finding
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.evidence import FARTHEST, Evidence, Fragment
from newswright.stages.verify.lazy import Lazy
from newswright.stages.verify.reading import Reading, Word

# What a claim that retells is judged by, and what a claim that copies is. UP says what may only speak for a claim; all else
# may only speak against it.
FINDINGS = (
    Check.NUMBER, Check.UNIT, Check.DATE, Check.NAME, Check.QUOTATION, Check.SPEAKER, Check.HEDGE, Check.NEGATION, Check.RELATION,
)  # fmt: skip
RETOLD = (
    "coverage", "share_missing", "n_missing", "n_missing_names", "n_missing_numbers", "n_strange", "likeness", "best1",
    "best1_least", "best2", "best2_least", "window_least", "new_pairs", "near", "near_far", "near_most", "n_far", "triples_apart",
    "n_triples_apart", "fragments_per_word", *(f"n_{check.value}" for check in FINDINGS), "n_findings", "n_fact_findings",
)  # fmt: skip
COPIED = (
    "in_fragments", "density", "density_per_word", "longest", "in_long", "n_fragments", "fragments_per_word", "n_jumps", "n_back",
    "n_far_jumps", "jumps_share", "new_pairs", "near", "near_most", "near_far", "triples_apart", "n_triples_apart", "best1",
    "best1_least", "best2", "best2_least", "window",
)  # fmt: skip
UP = frozenset((
    "coverage", "likeness", "best1", "best1_least", "best2", "best2_least", "window", "window_least", "in_fragments", "density",
    "density_per_word", "longest", "in_long",
))  # fmt: skip

_INNER_CAPITAL = re.compile(r"[A-Z](?<=[\w,'’)] .)[\w'’-]*")
_STRANGE = 0.4  # likeness of spelling to the nearest word below which a word is of another family
_FAR, _APART = 10, 14  # words between neighbours of the claim in the evidence
_LONG = 5  # words in a row
_MOST_COUNTED = 3  # findings of one check
_SHORTLIST = 12  # sentences


@dataclass(frozen=True)
class Alignment:
    """One claim beside its evidence; worked out when first asked for."""

    evidence: Evidence
    parts: Sequence[Reading]
    weights: dict[str, float] = field(default_factory=dict)

    @Lazy
    def words(self) -> tuple[tuple[Word, int], ...]:
        """All words with the number of their sentence."""
        return tuple((word, number) for number, part in enumerate(self.parts) for word in part.words)

    @Lazy
    def forms(self) -> tuple[str, ...]:
        """Their forms, as the evidence has them."""
        return tuple(word.stem or word.token for word, _ in self.words)

    @Lazy
    def fragments(self) -> list[Fragment]:
        """The runs of words that the evidence has."""
        return self.evidence.fragments(self.forms)

    @Lazy
    def missing(self) -> tuple[Word, ...]:
        """The content words that the evidence lacks in any form, in order."""
        return tuple(word for word, _ in self.words if word.stem is not None and not self.evidence.has(word.stem))

    @property
    def is_copied(self) -> bool:
        """Whether it is one short sentence, most of whose neighbouring words are neighbours in the evidence too."""
        return len(self.parts) == 1 and len(self.words) <= _MOST_COPIED_WORDS and self.new_pairs <= _MOST_NEW_PAIRS

    @Lazy
    def new_pairs(self) -> float:
        """The share of neighbouring words that no run of the evidence has."""
        n_pairs = len(self.words) - len(self.parts)
        return 1 - sum(fragment.length - 1 for fragment in self.fragments) / max(1, n_pairs)

    def weight(self, stem: str) -> float:
        """How telling a word is."""
        if stem not in self.weights:
            self.weights[stem] = self.evidence.weight(stem)
        return self.weights[stem]

    def junctions(self) -> Iterator[tuple[int, bool, bool, int]]:
        """Where one run ends and the next begins: the word it begins at, whether it leaves the sentence, goes back in it, and
        over how many sentences it leaps. Of several places of a run, the nearest to where the last one ended."""
        sentence_of = self.evidence.sentence_of
        end, last = -1, -1
        for fragment in self.fragments:
            word, number = self.words[fragment.start]
            if fragment.length < 2 and word.stem is None:
                continue
            if end < 0:
                place = fragment.places[0]
            else:
                here, at = sentence_of[end - 1], end
                place = min(fragment.places, key=lambda p: abs(p - at) + 30 * (sentence_of[p] != here))
                if self.words[last][1] == number:
                    leap = abs(sentence_of[place] - here)
                    yield fragment.start, leap > 0, leap == 0 and place < end, leap
            end, last = place + fragment.length, fragment.start


_MOST_COPIED_WORDS = 24  # a longer sentence is joined of several runs even where it is true
_MOST_NEW_PAIRS = 0.7  # share of neighbouring words; beyond it fragments say nothing (docs/log.md)


def align(claim: Claim, evidence: Evidence) -> Alignment:
    """Lay a claim beside its evidence."""
    return Alignment(evidence, claim.parts)


def features(alignment: Alignment, findings: Sequence[Finding]) -> dict[str, float]:
    """Measure a claim beside its evidence and by what the exact checks found: shares in [0, 1], counts, words of distance."""
    return (
        _of_words(alignment)
        | _of_sentences(alignment)
        | _of_runs(alignment)
        | _of_neighbours(alignment)
        | _of_findings(findings)
    )


def _of_words(alignment: Alignment) -> dict[str, float]:
    evidence, missing = alignment.evidence, alignment.missing
    stems = [word.stem for word, _ in alignment.words if word.stem is not None]
    whole = sum(map(alignment.weight, stems)) or 1.0
    lost = [word.stem for word in missing if word.stem is not None]
    spelt = [evidence.likeness(stem) for stem in lost]
    inner = {match.group().lower() for part in alignment.parts for match in _INNER_CAPITAL.finditer(part.text)}
    return {
        "coverage": 1 - sum(map(alignment.weight, lost)) / whole,
        "n_missing": len(missing),
        "share_missing": len(missing) / max(1, len(stems)),
        "n_missing_names": sum(word.token in inner for word in missing),
        "n_missing_numbers": sum(word.token[0].isdigit() for word in missing),
        "n_strange": sum(alike < _STRANGE for alike in spelt),
        "likeness": min(spelt, default=1.0),
    }


def _of_sentences(alignment: Alignment) -> dict[str, float]:
    """How much of each sentence of the claim the best one, the best two, and the best three in a row have."""
    bags = alignment.evidence.bags
    covers = []
    for part in alignment.parts:
        weights = {stem: alignment.weight(stem) for stem in dict.fromkeys(part.content)}
        if not weights:
            continue
        scores: defaultdict[int, float] = defaultdict(float)
        for stem, weight in weights.items():
            for number in alignment.evidence.sentences.get(stem, ()):
                scores[number] += weight
        top = sorted(scores, key=lambda number: (-scores[number], number))[:_SHORTLIST]
        whole = sum(weights.values())
        if not top:
            covers.append((0.0, 0.0, 0.0))
            continue
        left = {stem: weight for stem, weight in weights.items() if stem not in bags[top[0]]}
        others = [left.keys() & bags[number] for number in top[1:]] if left else []
        second = max((sum(map(left.__getitem__, gained)) for gained in others), default=0.0)
        rows = [part.bag & alignment.evidence.three(number) for number in top]
        row = max(sum(map(weights.__getitem__, covered)) for covered in rows)
        covers.append((scores[top[0]] / whole, (scores[top[0]] + second) / whole, row / whole))
    one, two, three = zip(*(covers or [(0.0, 0.0, 0.0)]), strict=True)
    n = len(one)
    return {
        "best1": sum(one) / n, "best1_least": min(one), "best2": sum(two) / n, "best2_least": min(two),
        "window": sum(three) / n, "window_least": min(three),
    }  # fmt: skip


def _of_runs(alignment: Alignment) -> dict[str, float]:
    n = len(alignment.words) or 1
    lengths = [fragment.length for fragment in alignment.fragments]
    squares = sum(length * length for length in lengths)
    junctions = list(alignment.junctions())
    n_jumps = sum(leaves for _, leaves, _, _ in junctions)
    return {
        "in_fragments": sum(length for length in lengths if length >= 2) / n,
        "in_long": sum(length for length in lengths if length >= _LONG) / n,
        "density": squares / n,
        "density_per_word": squares / n / n,
        "longest": max(lengths, default=0) / n,
        "n_fragments": len(lengths),
        "fragments_per_word": len(lengths) / n,
        "new_pairs": alignment.new_pairs,
        "n_jumps": n_jumps,
        "jumps_share": n_jumps / max(1, len(junctions)),
        "n_back": sum(goes_back for _, _, goes_back, _ in junctions),
        "n_far_jumps": sum(leap > 1 for _, _, _, leap in junctions),
    }


def _of_neighbours(alignment: Alignment) -> dict[str, float]:
    """Whether the content words that stand together in the claim stand together in the evidence."""
    evidence = alignment.evidence
    content = [[word.stem for word in part.words if word.stem is not None] for part in alignment.parts]
    apart = [
        evidence.distance(one, other)
        for stems in content
        for one, other in itertools.pairwise(stems)
        if one in evidence.places and other in evidence.places
    ]
    empty: set[int] = set()
    triples = [
        not (
            evidence.sentences.get(one, empty)
            & evidence.sentences.get(two, empty)
            & evidence.sentences.get(three, empty)
        )
        for stems in content
        for one, two, three in zip(stems, stems[1:], stems[2:], strict=False)
    ]
    return {
        "near": sum(math.log1p(words) for words in apart) / max(1, len(apart)),
        "near_far": sum(words > _FAR for words in apart) / max(1, len(apart)),
        "near_most": min(FARTHEST, max(apart, default=0)),
        "n_far": sum(words > _APART for words in apart),
        "triples_apart": sum(triples) / max(1, len(triples)),
        "n_triples_apart": sum(triples),
    }


_FACTS = frozenset((Check.NUMBER, Check.UNIT, Check.DATE))


def _of_findings(findings: Sequence[Finding]) -> dict[str, float]:
    counts = Counter(finding.check for finding in findings)
    capped = {check: min(_MOST_COUNTED, n) for check, n in counts.items()}
    of_each = {f"n_{check.value}": float(capped.get(check, 0)) for check in FINDINGS}
    return of_each | {
        "n_findings": sum(capped.values()),
        "n_fact_findings": sum(capped.get(check, 0) for check in _FACTS),
    }
