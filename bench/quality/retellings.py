"""Retellings by people: sentences of editors' round-ups beside the bodies that they were written from, and faults planted there.

Set: summaries/allsides-roundups-dev joined with stories/allsides-dev: the stories of which at least two of the three bodies are
at hand; the third is represented by its title and lead. A round-up's sentence cites the sentences that share most with it, found
here by the bench's own rule. The test part is the stories whose digest is even, as in bench/quality/summaries. Nobody has
checked that the bodies bear out every word of a round-up: those that no body has more than MIN_SHARE of are left out.
"""

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import Stemmer

from bench import corpora
from bench.quality import planted
from newswright.records import ids
from newswright.records.reports import Passage, Report
from newswright.stages.verify import lexicon
from newswright.text import sentences

MIN_SHARE = (
    0.55  # of a sentence's word weight that its passages must have: the rest mostly tells what the bodies do not
)
MOST_CITED = 4  # sentences
_LEAST_GAIN = 0.05  # of the word weight that a further passage must add
_porter = Stemmer.Stemmer("porter")
_PLAIN = lexicon.listed(
    "the a an of to in on at for and or but with by from as is are was were be been has have had that this which who his her "
    "their its it he she they after not will would could said says"
)


@dataclass(frozen=True, slots=True)
class Retelling:
    """A sentence of a round-up, the reports it retells, and the passages that it cites."""

    story: str
    text: str
    reports: Mapping[ids.ReportId, Report]
    cites: tuple[Passage, ...]
    share: float  # of its word weight that the passages have


def load(part: corpora.Part) -> Iterator[Retelling]:
    """Yield the sentences of one part, or of all."""
    bodies = {line["id"]: corpora.report(line) for line in corpora.load("allsides")}
    with gzip.open(corpora.DATA / "summaries" / "allsides-roundups-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            is_test = int(ids.digest(raw["story"]), 16) % 2 == 0
            if part != "all" and (part == "test") != is_test:
                continue
            if sum(article.get("doc") in bodies for article in raw["articles"]) >= 2:
                yield from _of(raw, [_report(article, raw, bodies) for article in raw["articles"]])


def _report(article: Mapping[str, str], raw: Mapping[str, Any], bodies: Mapping[str, Report]) -> Report:
    if article.get("doc", "") in bodies:
        return bodies[article["doc"]]
    key = ids.digest(article["title"] + article["lead"])[:8]
    return corpora.report(
        {
            "id": key, "outlet": f"Outlet {key}", "url": f"https://example.org/{key}",
            "title": article["title"], "text": article["lead"] or article["title"], "language": "en",
            "published_at": f"{raw['date']}T00:00:00+00:00",
        }
    )  # fmt: skip


def _of(raw: Mapping[str, Any], reports: Sequence[Report]) -> Iterator[Retelling]:
    known = {report.id: report for report in reports}
    lines = [
        (Passage(report_id=report.id, start=span.start, end=span.end), frozenset(_units(span.of(report.text))))
        for report in reports
        for span in sentences.split(report.text)
    ]
    n_in = Counter(unit for _, bag in lines for unit in bag)
    for span in sentences.split(raw["ref_summary"]):
        text = span.of(raw["ref_summary"])
        if planted.is_plain(text):
            weights = {unit: math.log(1 + len(lines) / (1 + n_in[unit])) for unit in _units(text)}
            cites, share = _cited(weights, lines)
            if share >= MIN_SHARE:
                yield Retelling(raw["story"], text, known, cites, share)


def _units(text: str) -> list[str]:
    return [_porter.stemWord(unit) for unit in re.findall(r"[a-z0-9]+", text.lower()) if unit not in _PLAIN]


def _cited(
    weights: Mapping[str, float], lines: Sequence[tuple[Passage, frozenset[str]]]
) -> tuple[tuple[Passage, ...], float]:
    """Passages picked one by one for what each adds."""
    left, whole = dict(weights), sum(weights.values()) or 1.0
    picked: list[Passage] = []
    while len(picked) < MOST_CITED:
        gains = [(sum(weight for unit, weight in left.items() if unit in bag), -n) for n, (_, bag) in enumerate(lines)]
        gain, place = max(gains, default=(0.0, 0))
        if gain < _LEAST_GAIN * whole:
            break
        passage, bag = lines[-place]
        picked.append(passage)
        left = {unit: weight for unit, weight in left.items() if unit not in bag}
    return tuple(picked), 1 - sum(left.values()) / whole
