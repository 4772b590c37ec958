"""Manifests proved again by judging every sentence anew: what no digest can hide."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from newswright.adapters.llm.embedded import Embedded
from newswright.pipeline import Policies, press, proving
from newswright.records.articles import Article
from newswright.records.ids import ReportId
from newswright.records.reports import Report
from newswright.stages.publish import chain, provenance
from newswright.stages.write import WritePolicy
from newswright.testing import flood
from newswright.testing.memory import MemoryStore


def reports() -> dict[ReportId, Report]:
    return {one.report.id: one.report for one in flood.told()}


def article() -> Article:
    told = flood.told()
    model = Embedded(WritePolicy(), lambda: flood.NOW)
    outcome = press.compose(
        flood.story(told), told, related=(), previous=None, model=model, policies=Policies(), now=flood.NOW
    )
    assert isinstance(outcome, Article), outcome
    return outcome


def manifest() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(chain([article()])[0]))
    return made


def signed_again(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "digest": provenance.digest(found)}


def sentence_with(found: dict[str, Any], pattern: str) -> dict[str, Any]:
    return next(one for one in found["sentences"] if re.search(pattern, one["text"]))


def test_a_manifest_holds_when_every_sentence_is_judged_anew() -> None:
    assert proving.manifest(manifest(), reports()) == []
    assert proving.manifest(manifest(), None) == []


@pytest.mark.parametrize(
    ("pattern", "old", "new", "check"),
    [
        ("84 patients", "84", "94", "number"),
        ("Sandholm", "Sandholm", "Elvik", ""),
        ("Solberg", "Solberg", "Halvorsen", ""),
    ],
    ids=["number", "place", "person"],
)
def test_a_sentence_changed_with_fitting_digests_is_found(pattern: str, old: str, new: str, check: str) -> None:
    found = manifest()
    sentence = sentence_with(found, pattern)
    sentence["text"] = sentence["text"].replace(old, new)
    faults = proving.manifest(signed_again(found), reports())
    assert any(f"sentence {sentence['n']}: " in fault and check in fault for fault in faults), faults


def test_a_verdict_made_surer_with_fitting_digests_is_found() -> None:
    found = manifest()
    verdict = found["sentences"][3]["verdict"]
    verdict["p_supported"] = round((verdict["p_supported"] + 0.5) % 1.0, 4)
    assert any("sentence 3: its verdict says" in fault for fault in proving.manifest(signed_again(found), reports()))


def test_a_passage_put_under_another_sentence_is_found() -> None:
    found = manifest()
    one, other = sentence_with(found, "84 patients"), sentence_with(found, "Solberg")
    one["citations"], other["citations"] = other["citations"], one["citations"]
    assert any("judged anew" in fault for fault in proving.manifest(signed_again(found), reports()))


def test_a_report_that_was_revised_around_its_passages_still_proves_them() -> None:
    later = {key: replace(one, revision=2, text="Updated on Monday.\n\n" + one.text) for key, one in reports().items()}
    assert proving.manifest(manifest(), later) == []


def test_what_differs_from_what_was_published_here_is_named() -> None:
    store = MemoryStore()
    store.put_reports(reports().values())
    store.publish(article())
    found = manifest()
    assert proving.kept(found, store) == (reports(), [])
    found["labels"]["text"] = "Written by people."
    assert proving.kept(signed_again(found), store)[1] == ["its 'labels' is not what was published"]
    assert proving.kept({"story": 7, "sentences": 3}, store) == (None, [])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: found.pop("model"),
        lambda found: found.update(pipeline=[]),
        lambda found: found["sentences"][2]["citations"][0].update(start="0"),
        lambda found: found["sentences"][2]["citations"][0].update(revision={}),
        lambda found: found["sentences"][2]["verdict"].update(p_supported="sure"),
        lambda found: found["sentences"][2].update(links_to="elsewhere"),
        lambda found: found.update(reports=[{"report": 5, "origin": 6}]),
    ],
)
def test_no_manifest_makes_the_proof_fail(spoil: Callable[[dict[str, Any]], object]) -> None:
    found = manifest()
    spoil(found)
    assert isinstance(proving.manifest(signed_again(found), reports()), list)
