"""Measure how well the compiler chooses: its choice at the reference's length against editors' round-ups, beside plain peers.

    python -m bench.quality.summaries [--part test|tune]

Set: summaries/allsides-roundups-dev: three reports (title and lead), and the editors' neutral round-up as the reference. The
test part is the stories whose digest is even; numbers of WritePolicy were tuned on the other half. ROUGE-1 and ROUGE-2 F1
after Lin (2004), stemmed with Porter's algorithm, own implementation. Every system is cut at the reference's number of words.
"""

import argparse
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import Stemmer

from bench import corpora
from bench.quality import articles
from bench.rows import Row
from newswright.records import ids
from newswright.records.reports import Report
from newswright.records.stories import Assignment, AssignmentKind, Story, ToldReport
from newswright.stages import write
from newswright.stages.write import choose, leads
from newswright.text import sentences, vectors, words

COMMAND = "python -m bench.quality.summaries"
# Floors of the test part; they only rise.
_FLOORS = {"ROUGE-1": 0.435, "ROUGE-2": 0.188}
_ALL_WORDS = 10_000
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_porter = Stemmer.Stemmer("porter")


@dataclass(frozen=True, slots=True)
class Case:
    """Three reports and the editors' round-up of them."""

    story: str
    reports: tuple[Report, ...]
    reference: str


def cases(part: str = "all") -> Iterator[Case]:
    """Yield the set, or one part of it."""
    with gzip.open(corpora.DATA / "summaries" / "allsides-roundups-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            is_test = int(ids.digest(raw["story"]), 16) % 2 == 0
            if part == "all" or (part == "test") == is_test:
                yield Case(raw["story"], tuple(_reports(raw)), raw["ref_summary"])


def _reports(raw: Mapping[str, Any]) -> Iterator[Report]:
    for n, article in enumerate(raw["articles"]):
        yield Report(
            id=ids.ReportId(f"{raw['story']}/{n}"),
            source_id=ids.source_id(f"Outlet {n}"),
            outlet=f"Outlet {n}",
            url=f"https://example.org/{raw['story']}/{n}",
            title=article["title"],
            text=article["lead"],
            published_at=_NOON + timedelta(minutes=n),
            seen_at=_NOON,
            language="en",
        )


# ROUGE


def units(text: str) -> list[str]:
    """Cut a text as ROUGE does: lower-case runs of letters and digits, longer words stemmed."""
    found = re.findall(r"[a-z0-9]+", text.lower())
    return [_porter.stemWord(word) if len(word) > 3 else word for word in found]


def rouge(candidate: str, reference: str, n: int) -> float:
    """ROUGE-N F1 in [0, 1]: the harmonic mean of the shares of n-grams that both have, repeats clipped."""
    made, wanted = _grams(units(candidate), n), _grams(units(reference), n)
    n_both = sum((made & wanted).values())
    if not n_both:
        return 0.0
    precision, recall = n_both / made.total(), n_both / wanted.total()
    return 2 * precision * recall / (precision + recall)


def _grams(found: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(found[at : at + n]) for at in range(len(found) - n + 1))


# Systems: each orders sentences, best first


def compiler(case: Case) -> list[str]:
    """The embedded default's choice, without attribution. What an article leaves out as told already comes last, since all
    systems are compared at one length."""
    told = [ToldReport(report=report, assignment=_assignment(report)) for report in case.reports]
    story = Story(
        id=ids.StoryId(case.story),
        title=case.reports[0].title,
        language="en",
        opened_at=_NOON,
        updated_at=_NOON,
        report_ids=tuple(report.id for report in case.reports),
    )
    policy = write.WritePolicy()
    plan = write.plan(story, told, [], now=_NOON, policy=policy)
    lines = choose.lines(plan, policy=policy)
    choice = choose.Choice(lines, plan, _ALL_WORDS, policy)
    first = next(iter(leads.ranked(lines, plan, choice.gains(), policy=policy)), None)
    chosen = choose.body(lines, plan, n_words=_ALL_WORDS, n_least=_ALL_WORDS, first=first, choice=choice, policy=policy)
    return [line.text for line in chosen]


def _assignment(report: Report) -> Assignment:
    return Assignment(
        report_id=report.id,
        story_id=ids.StoryId("case"),
        origin_id=ids.origin_id(report.id),
        kind=AssignmentKind.JOIN,
        similarity=1.0,
    )


def in_turn(case: Case) -> list[str]:
    """Peer: the reports' first sentences, then their second ones, and so on."""
    split = [_sentences(report) for report in case.reports]
    return [own[at] for at in range(max(map(len, split), default=0)) for own in split if at < len(own)]


def centroid(case: Case) -> list[str]:
    """Peer: sentences nearest to the mean of all (Radev et al. 2004)."""
    texts, weighed = _weighed(case)
    middle = vectors.centroid(weighed)
    return _ranked(texts, [vectors.cosine(v, middle) for v in weighed])


def lexrank(case: Case) -> list[str]:
    """Peer: continuous LexRank (Erkan and Radev 2004) with damping 0.85."""
    texts, weighed = _weighed(case)
    similar = np.array([[vectors.cosine(a, b) for b in weighed] for a in weighed])
    return _ranked(texts, _walked(similar)) if len(similar) else []


def textrank(case: Case) -> list[str]:
    """Peer: TextRank (Mihalcea and Tarau 2004): words in common by the logarithms of both lengths, damping 0.85."""
    texts = [text for report in case.reports for text in _sentences(report)]
    stems = [words.stems(text, "en") for text in texts]
    sets = [set(own) for own in stems]
    similar = np.array(
        [
            [0.0 if i == j else len(a & b) / max(1e-9, math.log(1 + len(stems[i])) + math.log(1 + len(stems[j])))
             for j, b in enumerate(sets)]
            for i, a in enumerate(sets)
        ]
    )  # fmt: skip
    return _ranked(texts, _walked(similar)) if len(similar) else []


def _walked(similar: npt.NDArray[np.float64]) -> list[float]:
    """Where a reader ends up who goes from sentence to sentence by likeness, and anywhere in 15 of 100 steps."""
    walk = similar / np.maximum(similar.sum(axis=1, keepdims=True), 1e-9)
    rank = np.full(len(similar), 1 / len(similar))
    for _ in range(60):
        rank = 0.15 / len(similar) + 0.85 * (rank @ walk)
    return [float(value) for value in rank]


def _sentences(report: Report) -> list[str]:
    return [span.of(report.text) for span in sentences.split(report.text)]


def _weighed(case: Case) -> tuple[list[str], list[dict[str, float]]]:
    texts = [text for report in case.reports for text in _sentences(report)]
    stems = [words.stems(text, "en") for text in texts]
    counted = Counter(stem for own in stems for stem in set(own))
    return texts, [_vector(own, counted, len(texts)) for own in stems]


def _vector(stems: Iterable[str], counted: Mapping[str, int], n: int) -> dict[str, float]:
    weights = {stem: tf * math.log(1 + n / counted[stem]) for stem, tf in Counter(stems).items()}
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {stem: w / length for stem, w in weights.items()} if length else {}


def _ranked(texts: Sequence[str], scores: Sequence[float]) -> list[str]:
    """Best first, repeats left out."""
    order = sorted(range(len(texts)), key=lambda at: (-scores[at], at))
    kept: list[str] = []
    for at in order:
        if all(rouge(texts[at], text, 1) < 0.7 for text in kept):
            kept.append(texts[at])
    return kept


def cut(chosen: Iterable[str], n_words: int) -> str:
    """Join sentences and cut at a number of words."""
    return " ".join(" ".join(chosen).split()[:n_words])


def score(system: Callable[[Case], list[str]], found: Sequence[Case]) -> tuple[float, float]:
    """Mean ROUGE-1 and ROUGE-2 F1 over cases."""
    made = [(cut(system(case), len(case.reference.split())), case.reference) for case in found]
    return (
        sum(rouge(text, reference, 1) for text, reference in made) / len(made),
        sum(rouge(text, reference, 2) for text, reference in made) / len(made),
    )


_PEERS = (("in turn", in_turn), ("LexRank", lexrank), ("TextRank", textrank), ("centroid", centroid))


def lead_score(system: Callable[[Case], list[str]], found: Sequence[Case]) -> float:
    """Mean ROUGE-1 F1 of the sentence that each system opens with, against the first sentence of the round-up."""
    scores = [rouge(next(iter(system(case)), ""), _opening(case.reference), 1) for case in found]
    return sum(scores) / max(1, len(scores))


def _opening(text: str) -> str:
    return next((span.of(text) for span in sentences.split(text)), "")


def run(part: corpora.Part = "test") -> list[Row]:
    """Measure the compiler and its peers on a part, and how its articles read."""
    return [*_choices(part), *articles.rows(part)]


def _choices(part: corpora.Part) -> list[Row]:
    found = list(cases(part))
    own = score(compiler, found)
    peers = {name: score(system, found) for name, system in _PEERS}
    split = f"allsides-roundups-dev, {part} part by story digest, {len(found)} stories"
    leading = {name: lead_score(system, found) for name, system in _PEERS}
    lead = Row(
        stage="write",
        measure="ROUGE-1 F1 of the lead against the round-up's first sentence",
        value=round(lead_score(compiler, found), 4),
        floor=_LEAD_FLOOR,
        peer=", ".join(f"{_LEADS.get(peer, peer)} {value:.3f}" for peer, value in leading.items()),
        split=split,
        command=COMMAND,
    )
    return [
        lead,
        *_rouge_rows(own, peers, split),
    ]


_LEAD_FLOOR = 0.43
_LEADS = {"in turn": "first report's first sentence"}


def _rouge_rows(own: tuple[float, float], peers: Mapping[str, tuple[float, float]], split: str) -> list[Row]:
    return [
        Row(
            stage="write",
            measure=f"{name} F1 at the reference's length",
            value=round(own[at], 4),
            floor=_FLOORS[name],
            peer=", ".join(f"{peer} {values[at]:.3f}" for peer, values in peers.items()),
            split=split,
            command=COMMAND,
        )
        for at, name in enumerate(("ROUGE-1", "ROUGE-2"))
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    for row in run(parser.parse_args().part):
        print(f"{row.measure}: {row.value:.4f} (floor {row.floor}; {row.peer}) on {row.split}")
