"""The cascade: which sentences are doubts, what they are shown with, and what an opinion can and cannot do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.drafts import Check, Doubt, DraftSentence, Opinion, Verdict
from newswright.records.ids import ReportId, SourceId, StoryId
from newswright.records.reports import Passage, Report
from newswright.stages import verify
from newswright.stages.verify import cascade
from newswright.stages.verify.cascade import CascadePolicy
from newswright.testing import factories as make

SAID = (
    "The ferry Northern Star ran aground near Port Arven on Tuesday with 84 passengers on board.",
    "Harbour master Ilse Brandt blamed thick fog for the accident.",
    "The council of Port Arven approved a new lighthouse in spring after years of debate.",
    "Two fishing boats brought the passengers ashore before nightfall.",
    "The operator has cancelled all crossings until Friday.",
)
RETOLD = "Fishermen took everybody from the stranded ferry to land before dark."
YES = Opinion(judge="nli", version="sha256:0", is_supported=True, p_supported=0.9)
NO = Opinion(judge="nli", version="sha256:0", is_supported=False, p_supported=0.1)
PLAIN_NO = Opinion(judge="a model", version="judge/1", is_supported=False, found="before dark")


def report(language: str = "en") -> Report:
    at = datetime(2031, 5, 14, 12, tzinfo=UTC)
    return Report(
        id=ReportId("a"), source_id=SourceId("a"), outlet="Harbour Post", url="https://example.org/a", title="Ferry aground",
        text=" ".join(SAID), published_at=at, seen_at=at, language=language,
    )  # fmt: skip


def bench(language: str = "en") -> verify.Bench:
    one = report(language)
    return verify.Bench({one.id: one})


def cite(n: int) -> Passage:
    start = report().text.index(SAID[n])
    return Passage(report_id=ReportId("a"), start=start, end=start + len(SAID[n]))


def sentence(n: int = 3, text: str = RETOLD, *cites: int, **more: object) -> DraftSentence:
    return replace(
        DraftSentence(n=n, text=text, cites=tuple(cite(one) for one in cites or (3,))),
        **more,  # type: ignore[arg-type]  # of several types
    )


def passed(n: int = 3, p_supported: float = 0.6) -> Verdict:
    return Verdict(n=n, is_supported=True, p_supported=p_supported, evidence=(cite(3),))


def doubts(
    sentences: Sequence[DraftSentence], verdicts: Sequence[Verdict], *, language: str = "en", **chosen: object
) -> list[Doubt]:
    policy = replace(CascadePolicy(), **chosen)  # type: ignore[arg-type]  # of several types
    return cascade.doubts(sentences, verdicts, bench(language), policy=policy)


def test_a_sentence_that_passed_and_is_unsure_is_a_doubt() -> None:
    (doubt,) = doubts([sentence()], [passed()])
    assert (doubt.n, doubt.text, doubt.language) == (3, RETOLD, "en")


def test_what_the_checks_refused_is_never_a_doubt() -> None:
    assert doubts([sentence()], [make.failed_verdict(3)]) == []


def test_what_the_shipped_judge_is_sure_of_is_no_doubt() -> None:
    assert doubts([sentence()], [passed(p_supported=0.8)]) == []


def test_in_a_language_that_the_shipped_judge_does_not_know_nothing_is_sure() -> None:
    assert doubts([sentence()], [passed(p_supported=0.95)], language="de-DE")


def test_excerpts_and_links_to_other_stories_are_no_doubts() -> None:
    assert doubts([sentence(is_excerpt=True)], [passed()]) == []
    assert doubts([sentence(links_to=StoryId("other"))], [passed()], asks_excerpts=True) == []
    assert doubts([sentence(is_excerpt=True)], [passed()], asks_excerpts=True)
    assert cascade.doubts([sentence()], [passed()], bench(), is_generated=False) == []


def test_the_least_likely_come_first() -> None:
    found = doubts([sentence(1), sentence(2), sentence(3)], [passed(1, 0.7), passed(2, 0.2), passed(3, 0.7)])
    assert [doubt.n for doubt in found] == [2, 1, 3]


def test_a_passage_is_shown_with_the_sentences_around_it() -> None:
    (doubt,) = doubts([sentence()], [passed()])
    (shown,) = doubt.passages
    assert shown.text == " ".join(SAID[2:5])
    assert shown.passage.of(report().text) == shown.text
    (bare,) = doubts([sentence()], [passed()], context_sentences=0)
    assert [one.text for one in bare.passages] == [SAID[3]]


def test_passages_that_touch_are_shown_as_one_stretch_and_others_apart() -> None:
    (doubt,) = doubts([sentence(3, RETOLD, 0, 1, 4)], [passed()], context_sentences=0)
    assert [one.text for one in doubt.passages] == [f"{SAID[0]} {SAID[1]}", f"{SAID[3]} {SAID[4]}"]


def test_without_a_citation_it_is_shown_with_what_it_was_judged_by() -> None:
    (doubt,) = doubts([DraftSentence(n=3, text=RETOLD, cites=())], [passed()], context_sentences=0)
    assert [one.text for one in doubt.passages] == [SAID[3]]


def test_a_real_retelling_is_a_doubt_and_a_repetition_is_none() -> None:
    judged = [
        bench().judge(text, [cite(3)], n=n, is_excerpt=False) for n, text in enumerate((RETOLD, SAID[3]), start=2)
    ]
    found = doubts([sentence(2), sentence(3, SAID[3])], judged)
    assert 3 not in [doubt.n for doubt in found]


def test_an_opinion_against_a_sentence_holds_it_and_is_on_record() -> None:
    (verdict,) = cascade.weighed([passed()], [{3: NO}])
    assert not verdict.is_supported
    assert verdict.p_supported == 0.1
    assert verdict.opinions == (NO,)
    assert [finding.check for finding in verdict.findings] == [Check.UNSUPPORTED]
    assert "nli" in verdict.findings[0].message
    assert "10%" in verdict.findings[0].message


def test_a_no_without_a_number_lowers_the_probability_all_the_same() -> None:
    (verdict,) = cascade.weighed([passed()], [{}, {3: PLAIN_NO}])
    assert verdict.p_supported == CascadePolicy().p_after_no
    assert verdict.findings[0].found == "before dark"


def test_an_opinion_for_a_sentence_is_on_record_and_changes_nothing_else() -> None:
    (verdict,) = cascade.weighed([passed()], [{3: YES}])
    assert verdict == replace(passed(), opinions=(YES,))


def test_no_opinion_leaves_the_verdict_as_it_was() -> None:
    assert cascade.weighed([passed()], [{}, {4: NO}]) == [passed()]


def test_one_no_is_enough_and_what_each_stage_said_stays_in_order() -> None:
    (verdict,) = cascade.weighed([passed()], [{3: YES}, {3: PLAIN_NO}])
    assert not verdict.is_supported
    assert verdict.opinions == (YES, PLAIN_NO)


opinions = st.builds(
    Opinion,
    judge=st.just("any"),
    version=st.just("any"),
    is_supported=st.booleans(),
    p_supported=st.none() | st.floats(0, 1),
)


@given(st.booleans(), st.floats(0, 1), st.lists(st.dictionaries(st.integers(0, 4), opinions, max_size=3), max_size=3))
def test_no_opinion_ever_lifts_anything(is_supported: bool, p: float, said: list[dict[int, Opinion]]) -> None:
    before = Verdict(n=3, is_supported=is_supported, p_supported=p)
    (after,) = cascade.weighed([before], said)
    assert after.is_supported <= before.is_supported
    assert after.p_supported <= before.p_supported
    assert set(before.findings) <= set(after.findings)
    if not before.is_supported:
        assert after == before


DOUBT = Doubt(n=3, text=RETOLD, language="en-GB", passages=())


@pytest.mark.parametrize(
    ("p", "is_supported", "is_open"),
    [(0.05, False, False), (0.2, True, True), (0.5, True, True), (0.8, True, True), (0.95, True, False)],
)
def test_an_encoder_holds_passes_or_leaves_open(p: float, is_supported: bool, is_open: bool) -> None:
    said = cascade.opinions([DOUBT], [p], judge="nli", version="sha256:0")
    assert said[3].is_supported == is_supported
    assert bool(cascade.still_open([DOUBT], said)) == is_open


@pytest.mark.parametrize("p", [None, float("nan"), float("inf")])
def test_what_is_no_probability_is_no_answer(p: float | None) -> None:
    said = cascade.opinions([DOUBT], [p], judge="nli", version="sha256:0")
    assert said == {}
    assert cascade.still_open([DOUBT], said) == [DOUBT]


def test_an_encoder_is_asked_about_the_languages_that_it_reads() -> None:
    policy = CascadePolicy(encoder_languages=("EN",))
    german = replace(DOUBT, language="de")
    assert cascade.readable([DOUBT, german], policy) == [DOUBT]
    assert cascade.readable([DOUBT, german]) == [DOUBT, german]
