"""The learned judge: what it measures of a claim beside its evidence, and what it makes of it."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from newswright.records.drafts import Check, Finding
from newswright.records.ids import ReportId, SourceId
from newswright.records.reports import Passage, Report
from newswright.stages import verify
from newswright.stages.verify import alignment, judge
from newswright.stages.verify.alignment import Alignment
from newswright.stages.verify.evidence import Evidence
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Reading

SAID = (
    "The ferry Northern Star ran aground near Port Arven on Tuesday with 84 passengers on board.",
    "Harbour master Ilse Brandt blamed thick fog for the accident.",
    "The council of Port Arven approved a new lighthouse in spring after years of debate.",
    "Two fishing boats brought the passengers ashore before nightfall.",
)
FAITHFUL = "The ferry Northern Star ran aground near Port Arven with 84 passengers on board."
JOINED = "The council of Port Arven blamed thick fog for years of debate."


def laid(text: str, *said: str) -> Alignment:
    return Alignment(Evidence(Reading(one, "en") for one in said or SAID), (Reading(text, "en"),))


def report() -> Report:
    at = datetime(2031, 5, 14, 12, tzinfo=UTC)
    return Report(
        id=ReportId("a"), source_id=SourceId("a"), outlet="Harbour Post", url="https://example.org/a", title="Ferry aground",
        text=" ".join(SAID), published_at=at, seen_at=at, language="en",
    )  # fmt: skip


def test_a_sentence_of_the_evidence_is_one_fragment() -> None:
    (fragment,) = laid(SAID[1]).fragments
    assert fragment.length == len(laid(SAID[1]).words)


def test_a_sentence_joined_of_two_has_a_jump_where_they_meet() -> None:
    jumps = [start for start, leaves, _, _ in laid(JOINED).junctions() if leaves]
    assert jumps[0] == JOINED.split().index("blamed")


def test_words_that_no_sentence_has_are_missing_in_order() -> None:
    found = laid("The ferry Northern Star sank near Port Arven in a hurricane.").missing
    assert [word.token for word in found] == ["sank", "hurricane"]


def test_a_derived_form_of_a_word_is_not_missing() -> None:
    assert not laid("Debating took years.").missing[:1] or laid("Debating took years.").missing[0].token != "debating"


def test_what_is_joined_of_two_sentences_is_less_likely_than_what_is_shortened() -> None:
    faithful, joined = (judge.probability(laid(text), ()) for text in (FAITHFUL, JOINED))
    assert joined < 0.5 < faithful


def test_the_place_of_a_fault_is_the_missing_word_or_the_widest_junction() -> None:
    assert judge.place(laid("The ferry Northern Star sank near Port Arven.")) == "sank"
    assert "blamed" in judge.place(laid(JOINED))


def test_findings_of_the_exact_checks_never_raise_the_probability() -> None:
    beside = laid("In the harbour of Port Arven, fog was the reason that a ferry with many passengers could not go on.")
    finding = Finding(check=Check.NAME, message="No cited passage names it.")
    levels = [judge.probability(beside, (finding,) * n) for n in range(1, 4)]
    assert levels == sorted(levels, reverse=True)


@given(st.text(max_size=300))
def test_any_text_has_a_probability_and_a_place(text: str) -> None:
    beside = laid(text)
    assert 0 <= judge.probability(beside, ()) <= 1
    assert isinstance(judge.place(beside), str)


def test_every_feature_that_an_expert_asks_for_is_measured() -> None:
    measured = alignment.features(laid(JOINED), ())
    assert {feature for names in judge.EXPERTS.values() for feature in names} <= measured.keys()


def test_an_uncited_sentence_that_is_joined_anew_is_held_and_shown_where() -> None:
    verdict = verify.Bench({ReportId("a"): report()}).judge(JOINED, None)
    assert not verdict.is_supported
    assert {Check.UNSUPPORTED, Check.RELATION} & {finding.check for finding in verdict.findings}
    assert all(finding.found for finding in verdict.findings)


def test_a_cited_sentence_that_copies_its_passages_is_left_to_the_exact_checks() -> None:
    one = report()
    passage = Passage(report_id=one.id, start=0, end=len(SAID[0]))
    assert verify.Bench({one.id: one}).judge(FAITHFUL, [passage]).is_supported


def test_how_likely_an_uncited_sentence_must_be_is_the_operators_to_say() -> None:
    lenient = replace(VerifyPolicy(), min_p_uncited=0.0)
    verdict = verify.Bench({ReportId("a"): report()}, policy=lenient).judge(JOINED, None)
    assert not any("hardly" in finding.message for finding in verdict.findings)


def test_evidence_read_beforehand_gives_the_same_verdict() -> None:
    ready, lazy = (verify.Bench({ReportId("a"): report()}) for _ in range(2))
    ready.read()
    assert ready.judge(JOINED, None) == lazy.judge(JOINED, None)


def test_another_weekday_in_the_name_of_a_day_is_a_wrong_date() -> None:
    one = replace(
        report(), text="The inquiry into the Easter Sunday fire at the mill heard three witnesses, the court said."
    )
    passage = Passage(report_id=one.id, start=0, end=len(one.text))
    verdict = verify.Bench({one.id: one}).judge(one.text.replace("Sunday", "Monday"), [passage], is_excerpt=True)
    assert Check.DATE in {finding.check for finding in verdict.findings}
