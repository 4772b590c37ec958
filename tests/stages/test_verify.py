"""Verification: drafts judged sentence by sentence, faithful excerpts never refused, failing sentences repaired or dropped."""

import gzip
import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.drafts import (
    Check,
    Draft,
    DraftSection,
    DraftSentence,
    ModelUse,
    Plan,
    Related,
    SectionKind,
    Verdict,
)
from newswright.records.ids import OriginId, ReportId, SourceId, StoryId
from newswright.records.reports import Passage, Report
from newswright.stages import verify
from newswright.text import sentences

AT = datetime(2026, 3, 11, 9, 30, tzinfo=UTC)
TEXT = (
    "PORT ANSELM (HP) — The ferry Marigold sank off Port Anselm on Sunday, the coast guard said.\n\n"
    "“We heard the hull break,” said passenger Nora Holt. About 1,200 people watched from the shore.\n\n"
    "Shipowner Oskar Brandvold was charged with fraud in 2019. Brandvold cheated two insurers, former clerk Lena Moe told the "
    "paper. The wreck could leak oil, divers said."
)
OTHER = "The ferry Marigold sank on Sunday off Port Anselm. Oskar Brandvold was charged with fraud seven years ago."


def report(key: str = "a", text: str = TEXT, outlet: str = "Harbour Post", language: str = "en") -> Report:
    return Report(
        id=ReportId(key),
        source_id=SourceId(outlet),
        outlet=outlet,
        url=f"https://example.org/{key}",
        title="Ferry sinks off Port Anselm",
        text=text,
        published_at=AT,
        seen_at=AT,
        language=language,
    )


REPORTS = {r.id: r for r in (report(), report("b", OTHER, "Northern Star"))}
ORIGINS = {ReportId("a"): OriginId("one"), ReportId("b"): OriginId("two")}
BENCH = verify.Bench(REPORTS)


def cite(words: str, key: str = "a") -> Passage:
    start = REPORTS[ReportId(key)].text.index(words)
    return Passage(report_id=ReportId(key), start=start, end=start + len(words))


def judge(text: str, *cites: Passage, is_excerpt: bool | None = None) -> Verdict:
    return BENCH.judge(text, cites, origins=ORIGINS, is_excerpt=is_excerpt)


def checks(verdict: Verdict) -> set[Check]:
    return {finding.check for finding in verdict.findings}


def draft(*body: DraftSentence, is_generative: bool = True, related: tuple[Related, ...] = ()) -> Draft:
    sunk = cite("The ferry Marigold sank off Port Anselm on Sunday, the coast guard said.")
    plan = Plan(
        story_id=StoryId("s"),
        language="en",
        report_ids=tuple(REPORTS),
        n_origins=2,
        n_voices=2,
        evidence=(),
        related=related,
    )
    return Draft(
        story_id=StoryId("s"),
        language="en",
        headline=DraftSentence(n=0, text="Ferry Marigold sinks off Port Anselm", cites=(sunk,)),
        dek=DraftSentence(n=1, text="The ferry sank on March 8, 2026, the coast guard said.", cites=(sunk,)),
        sections=(DraftSection(kind=SectionKind.BODY, sentences=body),),
        model=ModelUse(name="stub", is_generative=is_generative),
        plan=plan,
    )


def test_every_sentence_gets_a_verdict_headline_and_dek_included() -> None:
    shore = DraftSentence(
        n=2, text="Some 9,000 people watched.", cites=(cite("About 1,200 people watched from the shore."),)
    )
    verdicts = verify.draft(draft(shore), REPORTS, origins=ORIGINS)
    assert [(verdict.n, verdict.is_supported) for verdict in verdicts] == [(0, True), (1, True), (2, False)]
    assert checks(verdicts[2]) == {Check.NUMBER}


def test_evidence_of_a_verdict_is_the_sentence_it_was_judged_by() -> None:
    whole = Passage(report_id=ReportId("a"), start=0, end=len(TEXT))
    verdict = judge("About 1,200 people watched from the shore.", whole)
    assert [passage.of(TEXT) for passage in verdict.evidence] == ["About 1,200 people watched from the shore."]


def test_without_citations_all_reports_are_searched() -> None:
    verdict = BENCH.judge("The wreck could leak oil, divers said.", None)
    assert verdict.is_supported
    assert [passage.of(TEXT) for passage in verdict.evidence] == ["The wreck could leak oil, divers said."]


def test_a_passage_of_another_revision_is_no_citation() -> None:
    old = replace(cite("About 1,200 people watched from the shore."), revision=2)
    assert checks(judge("About 1,200 people watched from the shore.", old)) == {Check.CITATION}


def test_related_news_must_carry_the_headline_that_it_links_to() -> None:
    related = Related(story_id=StoryId("t"), headline="Harbour tax rises", dateline_at=AT)
    good = DraftSentence(
        n=2, text="In related news: Harbour tax rises (March 10, 2026).", cites=(), links_to=StoryId("t")
    )
    bad = replace(good, n=3, text="In related news: Harbour tax abolished.")
    verdicts = verify.draft(draft(good, bad, related=(related,)), REPORTS, origins=ORIGINS)
    assert [verdict.is_supported for verdict in verdicts[2:]] == [True, False]


def test_compiled_copy_may_excerpt_and_written_copy_may_not() -> None:
    text = (
        "The harbour wall of Castrin gave way early in the morning and water ran into the old market before anybody could "
        "close it."
    )
    reports = {ReportId("c"): report("c", text)}
    bench = verify.Bench(reports)
    passage = Passage(report_id=ReportId("c"), start=0, end=len(text))
    assert bench.judge(text, [passage], is_excerpt=True).is_supported
    assert checks(bench.judge(text, [passage], is_excerpt=False)) == {Check.COPYING}
    assert not bench.judge(text, [passage], is_excerpt=False).is_supported
    unknown = bench.judge(text, [passage])
    assert unknown.is_supported
    assert checks(unknown) == {Check.COPYING}


@pytest.mark.parametrize("span", sentences.split(TEXT), ids=lambda span: span.of(TEXT)[:24])
def test_a_faithful_excerpt_with_its_attribution_passes(span: sentences.Span) -> None:
    passage = Passage(report_id=ReportId("a"), start=span.start, end=span.end)
    text = f"{span.of(TEXT).rstrip('.')}, Harbour Post reported."
    verdict = judge(text, passage, is_excerpt=True)
    assert verdict.is_supported, verdict.findings


# Repair


def repaired(text: str, *cites: Passage, n: int = 2) -> str | None:
    sentence = DraftSentence(n=n, text=text, cites=cites)
    verdict = BENCH.judge(text, cites, n=n, origins=ORIGINS, is_excerpt=False)
    assert not verdict.is_supported
    mended = verify.repair(sentence, verdict, BENCH, origins=ORIGINS)
    if mended is None:
        return None
    assert mended.verdict.is_supported
    assert mended.sentence.n == n
    return mended.sentence.text


def test_a_wrong_number_is_repaired_by_an_attributed_excerpt() -> None:
    shore = cite("About 1,200 people watched from the shore.")
    assert (
        repaired("Some 9,000 people watched from the shore.", shore)
        == "About 1,200 people watched from the shore, Harbour Post reported."
    )


def test_words_that_are_no_quotation_lose_their_marks() -> None:
    shore = cite("About 1,200 people watched from the shore.")
    assert repaired("People “watched at the shore”.", shore) == "People watched at the shore."


def test_an_accusation_of_one_origin_gets_its_source_named() -> None:
    cheated = cite("Brandvold cheated two insurers, former clerk Lena Moe told the paper.")
    text = "Oskar Brandvold cheated two insurers."
    assert checks(judge(text, cheated)) == {Check.SENSITIVE}
    assert repaired(text, cheated) == "Oskar Brandvold cheated two insurers, Harbour Post reported."


def test_a_charge_is_not_told_as_a_deed() -> None:
    charged = cite("Shipowner Oskar Brandvold was charged with fraud in 2019.")
    assert checks(judge("Oskar Brandvold committed fraud in 2019.", charged)) >= {Check.SENSITIVE, Check.HEDGE}


def test_what_nothing_supports_cannot_be_repaired() -> None:
    assert repaired("Musicians played folk songs near the cliffs.") is None


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "si", "ta", "zh", "und"])
@given(text=st.text(max_size=80), claim=st.text(max_size=80))
def test_no_text_in_any_language_makes_the_judge_fail(language: str, text: str, claim: str) -> None:
    reports = {ReportId("x"): report("x", f"Anselm. {text}", language=language)}
    bench = verify.Bench(reports)
    whole = Passage(report_id=ReportId("x"), start=0, end=len(reports[ReportId("x")].text))
    for cites in (None, [whole]):
        verdict = bench.judge(claim, cites)
        assert 0.0 <= verdict.p_supported <= 1.0


# Real reports: a sentence cited to itself is borne out by itself


@pytest.mark.data
@pytest.mark.parametrize("name", ["lk-news-2024-en", "lk-news-2024-si", "lk-news-2024-ta"])
def test_sentences_of_real_reports_pass_with_their_attribution(data: Path, name: str) -> None:
    n_judged, refused = 0, []
    for one in _real(data / "stream" / f"{name}.jsonl.gz", 40):
        bench = verify.Bench({one.id: one})
        for span in sentences.split(one.text):
            text = span.of(one.text)
            if len(text.split()) > 60:
                continue  # longer than any excerpt that is ever made
            passage = Passage(report_id=one.id, start=span.start, end=span.end)
            n_judged += 1
            if not bench.judge(f"{text} ({one.outlet})", [passage], is_excerpt=True).is_supported:
                refused.append(text)
    assert n_judged > 200
    assert len(refused) <= 0.01 * n_judged, refused


def _real(path: Path, n: int) -> list[Report]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        raw = [json.loads(line) for line in itertools.islice(lines, n * 20)][::20]
    return [
        replace(
            report(line["id"], line["text"], line["outlet"], line["lang"]),
            published_at=datetime.fromtimestamp(line["time"], UTC),
        )
        for line in raw
    ]
