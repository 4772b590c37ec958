"""Golden cases of verification: each file of golden/verify is named for its difficulty, and says what it is about."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from newswright.records.ids import OriginId, ReportId, SourceId
from newswright.records.reports import Passage, Report
from newswright.stages import verify

FILES = sorted((Path(__file__).parent / "verify").glob("*.json"))
CASES = [
    pytest.param(path, n, id=f"{path.stem}/{n}")
    for path in FILES
    for n in range(len(json.loads(path.read_text(encoding="utf-8"))["cases"]))
]


@pytest.mark.parametrize(("path", "n"), CASES)
def test_sentence_is_judged_as_the_golden_case_says(path: Path, n: int) -> None:
    golden = json.loads(path.read_text(encoding="utf-8"))
    reports = {report.id: report for report in map(_report, golden["reports"])}
    case = golden["cases"][n]
    origins = {ReportId(key): OriginId(value) for key, value in case.get("origins", {}).items()}

    verdict = verify.Bench(reports).judge(
        case["text"], _cites(case["cites"], reports), n=n, origins=origins, is_excerpt=case.get("is_excerpt")
    )

    found = {finding.check.value for finding in verdict.findings}
    assert verdict.is_supported == case["supported"], f"{case['text']}: {verdict.findings}"
    assert set(case["checks"]) <= found, f"{case['text']}: {verdict.findings}"
    assert 0.0 <= verdict.p_supported <= 1.0


def _report(line: dict[str, Any]) -> Report:
    at = datetime.fromisoformat(line["published_at"])
    return Report(
        id=ReportId(line["id"]),
        source_id=SourceId(line["outlet"]),
        outlet=line["outlet"],
        url=f"https://example.org/{line['id']}",
        title=line["title"],
        text=line["text"],
        published_at=at,
        seen_at=at,
        language=line["language"],
        owner=line.get("owner"),
    )


def _cites(said: list[Any] | str | None, reports: dict[ReportId, Report]) -> list[Passage] | None:
    """'all', None (search), or pairs of a report's id and the words cited ('' for all of them) or the offsets."""
    if said is None:
        return None
    if isinstance(said, str):
        return [_passage(report_id, "", reports) for report_id in reports]
    return [_passage(ReportId(report_id), place, reports) for report_id, place in said]


def _passage(report_id: ReportId, place: str | list[int], reports: dict[ReportId, Report]) -> Passage:
    if isinstance(place, list):
        return Passage(report_id=report_id, start=place[0], end=place[1])
    text = reports[report_id].text if report_id in reports else "?"
    start = text.index(place) if place else 0
    return Passage(report_id=report_id, start=start, end=start + len(place or text))
