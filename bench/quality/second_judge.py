"""Measure a further judge of yours: how much is asked of it, what it holds rightly and wrongly, and what that costs.

    python -m bench.quality.second_judge FOLDER [--part test|tune] [--n 60]

FOLDER holds a cross-encoder (docs/models.md). Not in bench/results.md, since it needs one.

Claims: up to n of each set of factuality/claims-dev, judged uncited. Retellings: n sentences of editors' round-ups, cited to the
bodies that they were written from (bench/quality/retellings). For each: the share that the checks and the shipped judge pass, the
share of those that is a doubt, and the share of the doubts, true and false apart, that the judge holds at several borders.
"""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench import corpora
from bench.quality import factuality, retellings
from newswright import assemble
from newswright.ports import Judge
from newswright.records.drafts import Doubt, DraftSentence
from newswright.stages import verify
from newswright.stages.verify import cascade

_BORDERS = (0.05, 0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence: its set, whether it is true, whether it passed, the doubt that it is, if any, and what the judge gives it."""

    of: str
    is_true: bool
    is_passed: bool
    doubt: Doubt | None
    p: float | None = None


def claims(part: corpora.Part, n: int) -> Iterator[Case]:
    """Judge labelled claims as they stand."""
    by_set: defaultdict[str, list[factuality.Claim]] = defaultdict(list)
    for claim in factuality.claims(is_test=None if part == "all" else part == "test"):
        by_set[claim["dataset"]].append(claim)
    dice = random.Random(1)  # noqa: S311 - no secret depends on it
    for name, of_set in sorted(by_set.items()):
        for claim in dice.sample(of_set, min(n, len(of_set))):
            bench = factuality.bench(claim["document"])
            yield _case(
                name, claim["supported"], bench, DraftSentence(n=2, text=claim["claim"], cites=()), is_cited=False
            )


def retold(part: corpora.Part, n: int) -> Iterator[Case]:
    """Judge editors' sentences, which are taken for true."""
    for one in islice(retellings.load(part), n):
        sentence = DraftSentence(n=2, text=one.text, cites=one.cites)
        yield _case("retellings", True, verify.Bench(one.reports), sentence, is_cited=True)


def _case(of: str, is_true: bool, bench: verify.Bench, sentence: DraftSentence, *, is_cited: bool) -> Case:
    cites = sentence.cites if is_cited else None
    verdict = bench.judge(sentence.text, cites, n=sentence.n, is_excerpt=False if is_cited else None)
    found = cascade.doubts([sentence], [verdict], bench)
    return Case(of, is_true, verdict.is_supported, found[0] if found else None)


def asked(cases: Iterable[Case], judge: Judge) -> tuple[list[Case], float]:
    """Ask the judge about each doubt, and say how many CPU-seconds a doubt took."""
    found, n, began_s = [], 0, time.process_time()
    for case in cases:
        p = judge.probabilities([case.doubt])[0] if case.doubt else None
        n += case.doubt is not None
        found.append(Case(case.of, case.is_true, case.is_passed, case.doubt, p))
    return found, (time.process_time() - began_s) / max(1, n)


def _told(name: str, cases: list[Case]) -> str:
    passed = [case for case in cases if case.is_passed]
    doubts = [case for case in passed if case.doubt]
    shares = " ".join(
        f"{border}: {_held(doubts, border, is_true=True)} / {_held(doubts, border, is_true=False)}"
        for border in _BORDERS
    )
    n_true, n_false = (sum(case.is_true == is_true for case in doubts) for is_true in (True, False))
    return (
        f"{name}: {len(cases)} sentences, {len(passed)} pass, {len(doubts)} doubts ({n_true} true, {n_false} false); "
        f"held of true / false at {shares}; AUC {_auc(doubts)}"
    )


def _held(doubts: list[Case], border: float, *, is_true: bool) -> str:
    chosen = [case for case in doubts if case.is_true == is_true]
    n_held = sum(case.p is not None and case.p < border for case in chosen)
    return f"{n_held / len(chosen):.2f}" if chosen else "–"


def _auc(doubts: list[Case]) -> str:
    true, false = ([case.p or 0.0 for case in doubts if case.is_true == is_true] for is_true in (True, False))
    if not true or not false:
        return "–"
    wins = sum((one > other) + 0.5 * (one == other) for one in true for other in false)
    return f"{wins / len(true) / len(false):.3f}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    parser.add_argument("--n", type=int, default=60)
    chosen = parser.parse_args()
    judge = assemble.judge(chosen.folder)
    cases, spent_s = asked([*claims(chosen.part, chosen.n), *retold(chosen.part, chosen.n)], judge)
    by_set: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_set[case.of].append(case)
    for name, of_set in by_set.items():
        print(_told(name, of_set))
    print(_told("all claims", [case for case in cases if case.of != "retellings"]))
    n_tokens = [len(" ".join(e.text for e in case.doubt.passages).split()) for case in cases if case.doubt]
    print(f"{spent_s * 1000:.0f} ms of CPU a doubt, of {sum(n_tokens) / max(1, len(n_tokens)):.0f} words on average")


if __name__ == "__main__":
    main()
