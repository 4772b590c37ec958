"""Fluent faults written by hand: does the gate tell them from true retellings of fictional reports?

`python -m bench.quality.handmade [--part tune|test] [--show]`. Planted faults change a word of a real sentence; a model's faults
are whole sentences that read well. handmade.json has both sides: a true sentence must be borne out by its reports to a careful
reader, a false one must not. The tune part (216) was written by one who builds the gate, the test part (160) by another who had
never seen it.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import corpora
from bench.rows import Row
from newswright.records.drafts import Verdict
from newswright.records.reports import Passage
from newswright.stages import verify

COMMAND = "python -m bench.quality.handmade"
SET = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence: whether its writer calls it true, what kind of fault it has, and the gate's verdict."""

    text: str
    is_true: bool
    kind: str
    verdict: Verdict


def judged(part: corpora.Part) -> Iterator[Judged]:
    """Judge every sentence of a part against the whole reports that it cites."""
    known = json.loads(SET.read_text(encoding="utf-8"))
    reports = {line["id"]: corpora.report(line) for line in known["reports"]}
    for claim in known["claims"]:
        if part in ("all", claim["part"]):
            cited = [reports[name] for name in claim["cites"]]
            bench = verify.Bench({report.id: report for report in cited})
            whole = [Passage(report_id=report.id, start=0, end=len(report.text)) for report in cited]
            verdict = bench.judge(claim["text"], whole, is_excerpt=False)
            yield Judged(claim["text"], claim["supported"], claim.get("kind", ""), verdict)


def run(part: corpora.Part = "test") -> list[Row]:
    """Count faults held and true sentences held."""
    found = list(judged(part))
    false = [one for one in found if not one.is_true]
    true = [one for one in found if one.is_true]
    caught = sum(not one.verdict.is_supported for one in false) / len(false)
    alarms = sum(not one.verdict.is_supported for one in true) / len(true)
    split = f"bench/quality/handmade.json, {part} part"
    return [
        Row(stage="verify", measure=f"fluent faults caught ({len(false)})", value=caught, split=split, command=COMMAND),
        Row(
            stage="verify",
            measure=f"false alarms: true retellings ({len(true)})",
            value=alarms,
            split=split,
            command=COMMAND,
            is_lower_better=True,
        ),
    ]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", choices=["tune", "test"], default="test")
    arguments.add_argument(
        "--show", action="store_true", help="list what was judged wrongly (of the tune part, please)"
    )
    asked = arguments.parse_args()
    for row in run(asked.part):
        print(f"{row.value:.3f}  {row.measure}  [{row.split}]")
    if asked.show:
        for one in judged(asked.part):
            if one.verdict.is_supported is not one.is_true:
                named = "; ".join(f"{finding.check.value}: {finding.found}" for finding in one.verdict.findings)
                print("false alarm" if one.is_true else "missed", "|", one.text, "|", named)
