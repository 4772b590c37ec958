"""Prove articles again: judge each published sentence anew, against the reports as they were read, by the rules of today."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from newswright import __version__
from newswright.pipeline.room import Policies
from newswright.ports import Store
from newswright.records.drafts import DraftSentence, Verdict
from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.reports import Report
from newswright.stages import publish, verify

# How far two judgements of one sentence may lie apart: the rarity of words depends on the reports at hand (0.08 was seen).
SAME_P = 0.1


def manifest(
    found: Mapping[str, Any], reports: Mapping[ReportId, Report] | None, *, policies: Policies | None = None
) -> list[str]:
    """Say what is wrong with a manifest, in words; nothing where it holds.

    In itself, against the reports where they are given, and then by judging every sentence anew: whoever changes a sentence,
    a passage or a verdict, and makes digests that fit, is found out by the checks.
    """
    faults = publish.check_manifest(found, reports)
    if faults or reports is None:
        return faults
    told = _as_read(found, reports)
    sentences = publish.inspection.sentences(found, told)
    is_generated = found.get("model", {}).get("generative") is True if isinstance(found.get("model"), dict) else False
    verdicts = judged(
        sentences, told, publish.inspection.origins(found), is_generated=is_generated, policies=policies or Policies()
    )
    is_same_version = found.get("pipeline") == {"name": "newswright", "version": __version__}
    for verdict in verdicts:
        stated = found["sentences"][verdict.n]["verdict"].get("p_supported")
        faults += _faults(verdict, stated if is_same_version else verdict.p_supported)
    return faults


def kept(found: Mapping[str, Any], store: Store) -> tuple[dict[ReportId, Report] | None, list[str]]:
    """Find what the store keeps of a manifest: its reports as they were read, and where it differs from what was published."""
    read = (store.report(ReportId(key), revision) for key, revision in publish.cited(found).items())
    reports = {report.id: report for report in read if report}
    story = found.get("story")
    standing = publish.chain(store.versions(StoryId(story))) if isinstance(story, str) else []
    same = [one for one in standing if one["version"] == found.get("version")]
    return reports or None, publish.inspection.differences(found, same[0]) if same else []


def _as_read(found: Mapping[str, Any], reports: Mapping[ReportId, Report]) -> dict[ReportId, Report]:
    """The reports under the revisions that the manifest names. One that was revised since stands in where it still has the
    passages, which was checked."""
    revisions = publish.cited(found)
    return {
        report_id: replace(report, revision=revisions.get(report_id, report.revision))
        for report_id, report in reports.items()
    }


def _faults(verdict: Verdict, stated: object) -> list[str]:
    if not verdict.is_supported:
        reasons = "; ".join(f"{finding.check.value}: {finding.message}" for finding in verdict.findings)
        return [f"sentence {verdict.n}: judged anew, it does not hold ({reasons})"]
    is_number = isinstance(stated, int | float) and not isinstance(stated, bool)
    if not is_number or abs(float(str(stated)) - verdict.p_supported) > SAME_P:
        return [f"sentence {verdict.n}: its verdict says {str(stated)[:20]}; judged anew it is {verdict.p_supported}"]
    return []


def judged(
    sentences: Sequence[DraftSentence],
    reports: Mapping[ReportId, Report],
    origins: Mapping[ReportId, OriginId],
    *,
    is_generated: bool,
    policies: Policies,
) -> list[Verdict]:
    """Judge sentences as the newsroom does before it publishes; those that only link to another story are not judged."""
    bench = verify.Bench(reports, policy=policies.verify)
    return [
        bench.judge(
            sentence.text,
            sentence.cites,
            n=sentence.n,
            origins=origins,
            is_excerpt=sentence.is_excerpt or not is_generated,
        )
        for sentence in sentences
        if sentence.links_to is None
    ]
