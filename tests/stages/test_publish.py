"""Publish, hold, correct: what a draft becomes, and what is written down about it."""

import copy
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.articles import Article, DigitalSourceType, Disclosure, Edit, Hold
from newswright.records.drafts import (
    Check,
    Draft,
    DraftSection,
    DraftSentence,
    ModelUse,
    Related,
    Repair,
    SectionKind,
    Verdict,
)
from newswright.records.ids import ReportId, StoryId
from newswright.records.reports import Genre, Passage, Report
from newswright.records.sources import AiUse, Rights
from newswright.records.stories import ToldReport
from newswright.stages import publish, write
from newswright.testing import factories as make
from newswright.testing import flood

RELATED = (Related(story_id=StoryId("dam"), headline="Dam at Elvik passes inspection", dateline_at=flood.NOW),)
MODEL = ModelUse(name="quill-7b", is_generative=True, prompt_name="article/1")


def drafted(told: list[ToldReport] | None = None) -> Draft:
    reports = flood.told() if told is None else told
    plan = write.plan(flood.story(reports), reports, RELATED, now=flood.NOW)
    return write.compile(plan, now=flood.NOW)


def passing(draft: Draft, *failing: int) -> list[Verdict]:
    return [make.failed_verdict(s.n) if s.n in failing else make.verdict(s.n, s.cites) for s in draft.sentences]


def decide(
    draft: Draft,
    verdicts: Iterable[Verdict] | None = None,
    repairs: Mapping[int, Repair] | None = None,
    *,
    told: list[ToldReport] | None = None,
    previous: Article | None = None,
    hours: float = 0,
) -> Article | Hold:
    return publish.decide(
        draft,
        passing(draft) if verdicts is None else verdicts,
        repairs or {},
        story=flood.story(),
        told=flood.told() if told is None else told,
        previous=previous,
        input_key="key",
        now=flood.NOW + timedelta(hours=hours),
    )


def published(*args: Any, **more: Any) -> Article:
    outcome = decide(*args, **more)
    assert isinstance(outcome, Article), outcome
    return outcome


def held(*args: Any, **more: Any) -> Hold:
    outcome = decide(*args, **more)
    assert isinstance(outcome, Hold)
    return outcome


def reports() -> dict[ReportId, Report]:
    return {one.report.id: one.report for one in flood.told()}


# What is printed


def test_what_stands_is_published_with_its_passages() -> None:
    article = published(drafted())
    assert article.version == 1
    assert article.dateline == "November 22, 2026"
    for sentence in article.sentences:
        for citation in sentence.citations:
            assert citation.passage.of(reports()[citation.passage.report_id].text) == citation.quote
    assert (
        [s.n for s in article.sentences]
        == [s.verdict.n for s in article.sentences]
        == list(range(len(article.sentences)))
    )


def test_a_failing_sentence_alone_is_dropped_and_kept_on_record() -> None:
    draft = drafted()
    gone = draft.sections[1].sentences[-1]
    article = published(draft, passing(draft, gone.n))
    assert gone.text not in article.text
    assert [r.text for r in article.removed] == [gone.text]
    assert article.removed[0].verdict.findings[0].check is Check.NUMBER
    assert len(article.sentences) == len(draft.sentences) - 1


def test_a_repaired_sentence_stands_in_its_place_and_says_so() -> None:
    draft = drafted()
    broken = draft.sections[1].sentences[0]
    mended = replace(broken, text="The ferries stopped, according to Island Times.")
    article = published(
        draft, passing(draft, broken.n), {broken.n: Repair(sentence=mended, verdict=make.verdict(broken.n))}
    )
    assert mended.text in article.text
    assert [s.text for s in article.sentences if s.is_repaired] == [mended.text]


def test_a_repair_that_fails_too_is_not_printed() -> None:
    draft = drafted()
    broken = draft.sections[1].sentences[0]
    repair = Repair(sentence=broken, verdict=make.failed_verdict(broken.n))
    assert broken.text not in published(draft, passing(draft, broken.n), {broken.n: repair}).text


def test_a_sentence_that_was_never_judged_is_not_printed() -> None:
    draft = drafted()
    last = draft.sections[1].sentences[-1]
    article = published(draft, [v for v in passing(draft) if v.n != last.n])
    assert last.text not in article.text


def test_a_sentence_that_points_back_goes_with_the_one_before() -> None:
    draft = drafted()
    first = draft.sections[1].sentences[-1]
    leaning = replace(first, n=80, text="He said that more rain was expected, according to Island Times.")
    section = replace(draft.sections[1], sentences=(first, leaning))
    draft = replace(draft, sections=(draft.sections[0], section))
    assert "He said" in published(draft).text
    article = published(draft, passing(draft, first.n))
    assert "He said" not in article.text
    assert len(article.removed) == 2


@pytest.mark.parametrize(
    "passage",
    [
        Passage(report_id=ReportId("nobody"), start=0, end=5),
        Passage(report_id=ReportId("nordkurier"), start=0, end=99_999),
        Passage(report_id=ReportId("nordkurier"), start=9, end=9),
        Passage(report_id=ReportId("nordkurier"), start=0, end=9, revision=2),
    ],
    ids=["unknown-report", "beyond-the-end", "empty", "other-revision"],
)
def test_a_passage_that_does_not_exist_lets_nothing_through(passage: Passage) -> None:
    draft = drafted()
    bad = DraftSentence(n=90, text="The bridge fell.", cites=(passage,))
    body = DraftSection(kind=SectionKind.BODY, sentences=(bad,))
    article = published(replace(draft, sections=(*draft.sections, body)), [*passing(draft), make.verdict(90)])
    assert bad.text not in article.text


def test_a_refused_report_is_never_cited_whatever_the_draft_says() -> None:
    told = flood.told()
    refused = replace(told[2].report, rights=Rights(ai_use=AiUse.REFUSED, evidence="tdm-reservation: 1"))
    article = published(
        drafted(), told=[*told[:2], ToldReport(report=refused, assignment=told[2].assignment), *told[3:]]
    )
    assert all(c.outlet != "Nordkurier" for s in article.sentences for c in s.citations)
    assert [line.is_refused for line in article.sources if line.outlet == "Nordkurier"] == [True]


def test_related_stories_need_no_passage_but_must_be_neighbours() -> None:
    draft = drafted()
    forged = DraftSentence(n=91, text="In related news: A miracle on Lund.", cites=(), links_to=StoryId("miracle"))
    sections = (*draft.sections, DraftSection(kind=SectionKind.RELATED, sentences=(forged,)))
    article = published(replace(draft, sections=sections), passing(draft))
    assert [s.links_to for s in article.sentences if s.links_to] == ["dam"]


# Held, or mended


def test_without_a_body_the_story_is_held_with_a_reason() -> None:
    draft = drafted()
    hold = held(draft, passing(draft, *(s.n for s in draft.sentences if s.n > 1)))
    assert "no sentence of its body stands" in hold.reason
    assert hold.removed


def test_a_fallen_headline_is_replaced_by_a_verified_sentence() -> None:
    draft = drafted()
    article = published(draft, passing(draft, 0))
    assert article.headline.text + "." in article.text
    assert not article.headline.text.endswith(".")


def test_a_fallen_dek_is_replaced_by_a_verified_sentence() -> None:
    draft = drafted()
    article = published(draft, passing(draft, 1))
    assert article.dek.text in article.text


def test_a_fallen_lead_is_replaced_by_the_next_paragraph() -> None:
    draft = drafted()
    lead = [s.n for s in draft.sections[0].sentences]
    assert published(draft, passing(draft, *lead)).sections[0].kind is SectionKind.LEAD


def test_a_headline_that_cannot_be_made_to_stand_holds_the_story() -> None:
    long = "The river Varn burst its banks " * 9
    draft = drafted()
    cites = draft.headline.cites
    sentences = tuple(DraftSentence(n=n, text=f"{long}{n}.", cites=cites) for n in (2, 3))
    draft = replace(draft, sections=(DraftSection(kind=SectionKind.LEAD, sentences=sentences),))
    assert held(draft, passing(draft, 0)).reason == "no headline stands"


def test_a_model_most_of_whose_copy_fails_is_held() -> None:
    draft = replace(drafted(), model=MODEL)
    failing = [s.n for x in draft.sections for s in x.sentences if not s.links_to][1:]
    assert "too little of quill-7b's copy stands" in held(draft, passing(draft, *failing)).reason


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"rights": Rights(ai_use=AiUse.REFUSED)}, "refuse"),
        ({"is_withdrawn": True}, "withdrawn"),
        ({"genre": Genre.OPINION}, "opinion"),
        ({"text": ""}, "no sentence"),
    ],
)
def test_a_story_without_evidence_is_held_with_its_reason(fields: dict[str, Any], reason: str) -> None:
    told = [ToldReport(report=replace(t.report, **fields), assignment=t.assignment) for t in flood.told()]
    hold = publish.nothing_to_write(flood.story(), told, now=flood.NOW)
    assert reason in hold.reason
    assert hold.story_id == flood.STORY_ID


# Labels


def test_the_compiler_s_article_is_labelled_as_compiled() -> None:
    labels = published(drafted()).labels
    assert labels.text.startswith("Compiled by software from 4 reports, 3 independent sources")
    assert (labels.disclosure, labels.digital_source_type) == (Disclosure.COMPILED, DigitalSourceType.ALGORITHMIC)
    assert labels.review is None


def test_a_model_s_article_is_labelled_with_its_name() -> None:
    labels = published(replace(drafted(), model=MODEL)).labels
    assert labels.text.startswith("Generated with AI (quill-7b) from 4 reports")
    assert "Not reviewed by a person" in labels.text
    assert (labels.disclosure, labels.digital_source_type) == (Disclosure.AUTONOMOUS, DigitalSourceType.TRAINED)


def test_a_single_source_article_says_who_alone_reports_it() -> None:
    told = flood.told()[:1]
    labels = published(drafted(told), told=told).labels
    assert labels.only_outlet == "The Harbour Post"
    assert "Only The Harbour Post reports this." in labels.text


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Software"), ("es", "software"), ("fr", "logiciel"), ("ta", "software")]
)
def test_the_label_is_in_the_article_s_language_or_in_english(language: str, word: str) -> None:
    assert word in published(replace(drafted(), language=language)).labels.text


def test_sources_name_copies_and_opinion() -> None:
    lines = {line.outlet: line for line in published(drafted()).sources}
    assert (lines["Valley Record"].is_copy, lines["Valley Record"].first_outlet) == (True, "The Harbour Post")
    assert lines["Daily Lantern"].is_opinion
    assert not lines["Nordkurier"].is_copy


# Versions


def test_the_same_text_is_the_same_version() -> None:
    first = published(drafted())
    assert published(drafted(), previous=first, hours=2) is first


def test_a_new_version_says_what_is_new() -> None:
    told = flood.told()[:3]
    first = published(drafted(told), told=told)
    second = published(drafted(), previous=first, hours=2)
    assert second.version == 2
    assert second.first_issued_at == first.issued_at < second.issued_at
    assert "new" in second.changed
    assert "Island Times" in second.changed


def withdrawn(report: Report) -> Report:
    return replace(report, is_withdrawn=True)


def corrected(report: Report) -> Report:
    return replace(
        report,
        revision=2,
        correction_note="An earlier version gave 12,000.",
        text=report.text.replace("12,000", "9,000"),
    )


def silently_changed(report: Report) -> Report:
    return replace(report, revision=2, text=report.text.replace("12,000", "9,000"))


@pytest.mark.parametrize(
    ("change", "word"),
    [(withdrawn, "withdrew"), (corrected, "An earlier version gave 12,000."), (silently_changed, "changed")],
)
def test_what_a_source_takes_back_is_corrected_in_public(change: Callable[[Report], Report], word: str) -> None:
    first = published(drafted())
    told = [
        ToldReport(report=change(t.report), assignment=t.assignment) if t.report.outlet == "Nordkurier" else t
        for t in flood.told()
    ]
    second = published(drafted(told), told=told, previous=first, hours=2)
    (correction,) = publish.corrections(first, second, told)
    assert correction.what.startswith("Nordkurier")
    assert word in correction.what
    assert (correction.version, correction.found_by) == (2, "Nordkurier")


def test_a_reworded_source_is_no_correction() -> None:
    first = published(drafted())
    told = flood.told()
    text = told[3].report.text.replace("has cut off", "cuts off")
    told[3] = ToldReport(report=replace(told[3].report, revision=2, text=text), assignment=told[3].assignment)
    second = published(drafted(told), told=told, previous=first, hours=2)
    assert publish.corrections(first, second, told) == []
    assert publish.corrections(None, first, told) == []


# One voice


def single(n_sentences: int) -> Draft:
    """A model's long article on what one outlet alone reports."""
    told = [flood.told()[2]]
    plan = write.plan(flood.story(told), told, (), now=flood.NOW)
    draft = replace(write.compile(plan, now=flood.NOW), model=MODEL)
    cites = draft.dek.cites
    body = tuple(
        DraftSentence(
            n=2 + k, text=f"Dike {k} of ward {k * 7} held against water {k * 13} all night long.", cites=cites
        )
        for k in range(n_sentences)
    )
    return replace(draft, sections=(DraftSection(kind=SectionKind.LEAD, sentences=body),))


def test_what_one_voice_alone_reports_says_so_and_stays_short() -> None:
    article = published(single(30), told=[flood.told()[2]])
    assert article.labels.only_outlet == "Nordkurier"
    assert "Only Nordkurier reports this." in article.labels.text
    assert 100 < len(article.text.split()) <= publish.PublishPolicy().max_single_words
    assert len(published(single(3), told=[flood.told()[2]]).sentences) == 5


def test_that_only_one_reports_it_is_not_said_where_others_do_in_texts_that_cannot_be_used() -> None:
    alone = flood.told()[2]
    others = [one for one in flood.told() if one.report.outlet != alone.report.outlet]
    silent = [ToldReport(report=replace(one.report, rights=Rights(ai_use=AiUse.REFUSED), text=""),
                         assignment=one.assignment) for one in others]  # fmt: skip
    article = published(single(3), told=[alone, *silent])
    assert article.labels.only_outlet is None
    assert "Only" not in article.labels.text
    assert "Based on Nordkurier alone; 3 independent sources in all report this." in article.labels.text


# Editors


def edit(article: Article, n: int, after: str = "") -> Edit:
    return Edit(n=n, before=article.sentences[n].text, after=after)


def test_an_approved_version_says_the_same_and_that_a_person_answers_for_it() -> None:
    first = published(replace(drafted(), model=MODEL))
    second = publish.ruling.approved(first, by="Edda Holm", now=flood.NOW + timedelta(hours=1))
    assert second.version == 2
    assert [s.text for s in second.sentences] == [s.text for s in first.sentences]
    assert (first.labels.disclosure, second.labels.disclosure) == (Disclosure.AUTONOMOUS, Disclosure.GENERATED)
    assert second.labels.digital_source_type is DigitalSourceType.TRAINED
    assert "Reviewed and approved by Edda Holm on November 22, 2026." in second.labels.text
    assert "Not reviewed" not in second.labels.text
    assert second.labels.review
    assert publish.check_manifest(publish.manifest(second), reports()) == []
    assert publish.ruling.base_key(second) == first.input_key != second.input_key


def test_what_was_compiled_stays_compiled_when_it_is_reviewed() -> None:
    second = publish.ruling.approved(published(drafted()), by="Edda", now=flood.NOW)
    assert second.labels.disclosure is Disclosure.COMPILED
    assert "Compiled by software" in second.labels.text


def test_an_edit_needs_a_verdict_like_any_sentence() -> None:
    first = published(replace(drafted(), model=MODEL))
    changed = edit(first, 3, "The hospital moved its patients.")
    refused = publish.ruling.edited(first, [changed], {3: make.failed_verdict(3)}, by="Edda", now=flood.NOW)
    assert isinstance(refused, str)
    assert "does not stand" in refused
    assert isinstance(publish.ruling.edited(first, [changed], {}, by="Edda", now=flood.NOW), str)
    second = publish.ruling.edited(first, [changed], {3: make.verdict(3)}, by="Edda", now=flood.NOW)
    assert isinstance(second, Article)
    assert second.sentences[3].text == "The hospital moved its patients."
    assert second.labels.disclosure is Disclosure.GENERATED
    assert "Edited and reviewed by Edda" in second.labels.text
    assert "Edited by a person." in second.changed


def test_who_changes_half_of_an_article_wrote_it_with_help() -> None:
    first = published(replace(drafted(), model=MODEL))
    edits = [edit(first, s.n, s.text + " again") for s in first.sentences]
    verdicts = {s.n: make.verdict(s.n) for s in first.sentences}
    second = publish.ruling.edited(first, edits, verdicts, by="Edda", now=flood.NOW)
    assert isinstance(second, Article)
    assert second.labels.disclosure is Disclosure.ASSISTED
    assert second.labels.digital_source_type is DigitalSourceType.COMPOSITE
    assert "with the help of AI" in second.labels.text


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (lambda a: [], "nothing was changed"),
        (lambda a: [Edit(n=3, before="Something else.", after="")], "by somebody else meanwhile"),
        (lambda a: [edit(a, 0)], "headline and dek"),
        (lambda a: [edit(a, s.n) for s in a.sentences if s.n > 1 and not s.links_to], "no sentence would be left"),
    ],
)
def test_what_an_edit_cannot_do(changes: Callable[[Article], list[Edit]], reason: str) -> None:
    first = published(drafted())
    refused = publish.ruling.edited(first, changes(first), {}, by="Edda", now=flood.NOW)
    assert isinstance(refused, str)
    assert reason in refused


def test_a_sentence_taken_out_closes_the_gap_in_the_numbers() -> None:
    first = published(drafted())
    second = publish.ruling.edited(first, [edit(first, 3)], {}, by="Edda", now=flood.NOW)
    assert isinstance(second, Article)
    assert [s.n for s in second.sentences] == list(range(len(first.sentences) - 1))


def test_editors_bar_a_sentence_and_not_the_same_with_another_figure() -> None:
    out = [Edit(n=3, before="About 11,000 people left their homes in Varnholm, the county said.")]
    assert publish.ruling.barred(out, "About 11,000 people left their homes in Varnholm, the county said")
    assert not publish.ruling.barred(out, "About 12,000 people left their homes in Varnholm, the county said.")
    assert not publish.ruling.barred(out, "The dam at Elvik held.")


def test_software_takes_back_the_review_with_the_words_that_it_covers() -> None:
    first = publish.ruling.approved(published(replace(drafted(), model=MODEL)), by="Edda", now=flood.NOW)
    kept = {s.n: s for s in first.sentences if s.n != 3}
    found = publish.standing.amended(first, kept, {3: "number: wrong"}, reports(), now=flood.NOW)
    assert found
    assert found.article.labels.disclosure is Disclosure.AUTONOMOUS
    assert "Not reviewed by a person." in found.article.labels.text


# Provenance


def manifest() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(publish.manifest(published(drafted()))))
    return made


def test_a_manifest_holds_alone_and_against_the_reports() -> None:
    assert publish.check_manifest(manifest(), None) == []
    assert publish.check_manifest(manifest(), reports()) == []


def test_a_manifest_names_the_reports_that_were_read_with_their_revisions() -> None:
    named = publish.cited(manifest())
    assert {"the-harbour-post", "nordkurier", "island-times", "valley-record"} <= set(named)
    assert set(named.values()) == {1}
    assert publish.cited({"sentences": [None, {"citations": 5}, {"citations": [{"report": 7}]}]}) == {}
    assert publish.cited({"reports": [{"report": "a", "revision": True}, {"report": "b", "revision": 10**40}]}) == {}


def test_a_manifest_says_which_reports_are_of_one_origin() -> None:
    origins = publish.inspection.origins(manifest())
    assert origins[ReportId("valley-record")] == "the-harbour-post"
    assert len(set(origins.values())) < len(origins)


def test_a_manifest_is_the_same_at_any_time_and_holds_the_digest_of_the_one_before() -> None:
    first = published(drafted())
    second = replace(first, version=2, input_key="later")
    before, after = publish.chain([first, second])
    assert before == publish.manifest(first)
    assert before["previous_digest"] is None
    assert after["previous_digest"] == before["digest"]
    forged = replace(first, headline=replace(first.headline, text="Dam breaks at Elvik"))
    assert publish.chain([forged, second])[1]["digest"] != after["digest"]


def test_a_report_with_another_text_than_the_one_that_was_read_is_found() -> None:
    other = {rid: replace(r, text=r.text + "\n\nAdded.") for rid, r in reports().items()}
    assert any("not the one that was read" in fault for fault in publish.check_manifest(manifest(), other))


def signed_again(found: dict[str, Any]) -> dict[str, Any]:
    from newswright.stages.publish import provenance

    return {**found, "digest": provenance.digest(found)}


def set_at(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(found: Any) -> None:
        *places, last = path.split(".")
        for place in places:
            found = found[int(place)] if isinstance(found, list) else found[place]
        found[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        set_at("sentences.0.text", "Dam breaks at Elvik"),
        set_at("sentences.2.citations.0.quote", "The dam broke."),
        set_at("sentences.2.citations.0.start", 3),
        set_at("sentences.2.verdict.supported", False),
        set_at("sentences.2.verdict.p_supported", 1.0),
        set_at("labels.text", "Written by people."),
        set_at("model.name", "a person"),
        set_at("issued_at", "2020-01-01T00:00:00Z"),
        set_at("removed", [{"text": "x", "findings": []}]),
    ],
    ids=["sentence", "passage", "place", "verdict", "probability", "label", "model", "time", "removed"],
)
def test_tampering_is_found(change: Callable[[dict[str, Any]], None]) -> None:
    found = manifest()
    change(found)
    assert publish.check_manifest(found, None) != []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (set_at("sentences.2.citations.0.quote", "The dam broke."), "SHA-256"),
        (set_at("sentences.2.citations.0.start", 3), "does not stand at its place"),
        (set_at("sentences.2.citations.0.url", "https://evil.example"), "another outlet or address"),
        (set_at("sentences.2.citations.0.report", "nobody"), "not among those given"),
        (set_at("sentences.2.citations", []), "cites nothing"),
        (set_at("sentences.2.verdict.supported", False), "does not let it through"),
        (set_at("sentences.2.n", 9), "numbered"),
        (set_at("labels", {}), "label is missing"),
        (set_at("labels.ai_disclosure", "none"), "ai_disclosure"),
    ],
)
def test_tampering_is_found_even_with_a_digest_made_anew(change: Callable[[dict[str, Any]], None], fault: str) -> None:
    found = manifest()
    change(found)
    assert any(fault in line for line in publish.check_manifest(signed_again(found), reports()))


def test_a_report_that_changed_elsewhere_still_bears_its_passages_out() -> None:
    later = {rid: replace(r, revision=2, text="Updated.\n\n" + r.text) for rid, r in reports().items()}
    assert publish.check_manifest(manifest(), later) == []


def test_a_report_that_lost_the_passage_is_named() -> None:
    later = {rid: replace(r, revision=2, text="Withdrawn.") for rid, r in reports().items()}
    assert any("revised since" in fault for fault in publish.check_manifest(manifest(), later))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.sampled_from(
        [
            "sentences",
            "labels",
            "digest",
            "format",
            "sentences.0",
            "sentences.0.citations",
            "sentences.2.citations.0.start",
        ]
    ),
    JSON,
)
def test_no_manifest_breaks_the_check(path: str, value: object) -> None:
    found = copy.deepcopy(MANIFEST)
    if path == "sentences.0":
        found["sentences"][0] = value
    else:
        set_at(path, value)(found)
    publish.cited(found)
    assert publish.check_manifest(found, reports()) != [] or found == MANIFEST


MANIFEST = manifest()


def test_the_manifest_says_what_answered_and_by_which_instruction_where_that_is_on_record() -> None:
    article = make.article(model=replace(MODEL, prompt_sha256="ab" * 32, answered_by="quill-7b-q4"))
    said = publish.manifest(article)["model"]
    assert (said["prompt"], said["prompt_sha256"], said["answered_by"]) == ("article/1", "ab" * 32, "quill-7b-q4")
    before = publish.manifest(make.article(model=MODEL))["model"]
    assert "answered_by" not in before


def test_the_manifest_says_whose_voice_alone_it_is_based_on() -> None:
    labels = make.labels(only_outlet=None, based_on="Harbour Post", n_reporting=3)
    said = publish.manifest(make.article(labels=labels))["labels"]
    assert (said["based_on"], said["n_reporting"]) == ("Harbour Post", 3)
