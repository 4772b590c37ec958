"""The question to a model that judges, and the reading of its answer, however hostile."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.adapters.llm import prompt_files
from newswright.adapters.llm.served import ask
from newswright.records.drafts import Completion, Doubt, Evidence, ModelFailure, ModelFailureKind, ModelUse, Opinion
from newswright.records.ids import OriginId, ReportId, StoryId
from newswright.records.reports import Passage
from newswright.stages.verify import asking
from newswright.stages.verify.cascade import CascadePolicy
from newswright.stages.write import prompts

STORY = StoryId("ferry")
POLICY = CascadePolicy(instruction=prompts.parts(prompt_files.text("judge/1", "judge"))["instruction"])


def passage(n: int, text: str) -> Evidence:
    return Evidence(
        passage=Passage(report_id=ReportId("a"), start=n, end=n + 1), text=text, outlet="Harbour Post", voice="Harbour Post",
        origin_id=OriginId("a"), stated_at=datetime(2031, 5, 14, tzinfo=UTC), importance=1.0,
    )  # fmt: skip


AGROUND = passage(0, "The ferry ran aground in thick fog.")
ASHORE = passage(1, "Two fishing boats brought the passengers ashore.")
DOUBTS = [
    Doubt(n=4, text="The captain’s error put the ferry aground.", language="en", passages=(AGROUND,)),
    Doubt(n=2, text="Fishermen saved all on board.", language="en", passages=(ASHORE, AGROUND)),
]
PROMPT = asking.prompt(DOUBTS, story_id=STORY, policy=POLICY)


def answered(content: object) -> dict[int, Opinion] | ModelFailure:
    text = content if isinstance(content, str) else json.dumps(content)
    return asking.read(Completion(text=text, model=ModelUse(name="arbiter-8b", is_generative=True)), PROMPT)


def no(n: int = 4, words: str = "The captain’s error") -> dict[str, object]:
    return {"n": n, "supported": False, "words": words}


def yes(n: int = 2) -> dict[str, object]:
    return {"n": n, "supported": True, "words": ""}


def test_each_sentence_stands_behind_the_boundary_with_the_numbers_of_its_passages() -> None:
    question = ask(PROMPT, "b0undary")
    assert "b0undary SENTENCE 4 | STANDS ON PASSAGES 1\nThe captain’s error" in question.passages
    assert "b0undary SENTENCE 2 | STANDS ON PASSAGES 2, 1\nFishermen" in question.passages
    assert question.passages.endswith("b0undary END")
    assert "b0undary SENTENCE" in question.instruction
    assert "captain" not in question.instruction
    assert "$" not in question.instruction


def test_the_same_doubts_make_the_same_question_and_others_another() -> None:
    assert asking.prompt(DOUBTS, story_id=StoryId("other"), policy=POLICY).key == PROMPT.key
    assert asking.prompt(DOUBTS[:1], story_id=STORY, policy=POLICY).key != PROMPT.key
    assert asking.prompt(DOUBTS, story_id=STORY, policy=CascadePolicy(instruction="Judge.")).key != PROMPT.key


def test_of_too_many_doubts_the_first_are_asked() -> None:
    many = [Doubt(n=n, text=f"Sentence {n}.", language="en", passages=(AGROUND,)) for n in range(30)]
    assert [doubt.n for doubt in asking.prompt(many, story_id=STORY, policy=POLICY).claims] == list(range(12))


def test_its_calls_are_booked_apart_from_those_for_writing() -> None:
    assert PROMPT.plan.story_id == "ferry/judge"


def test_a_verdict_is_read_with_the_words_at_fault_and_the_prompt_that_asked() -> None:
    found = answered({"verdicts": [no(), yes()]})
    assert isinstance(found, dict)
    assert (found[4].is_supported, found[4].found, found[4].judge) == (False, "The captain’s error", "arbiter-8b")
    assert found[4].version.startswith("judge/1 sha256:")
    assert (found[2].is_supported, found[2].found, found[2].p_supported) == (True, "", None)


@pytest.mark.parametrize(
    "wrapped", ["```json\n{}\n```", "<think>It {may} be so.</think>{}", "Here you are: {} Anything else?"]
)
def test_what_stands_around_the_json_does_no_harm(wrapped: str) -> None:
    found = answered(wrapped.replace("{}", json.dumps({"verdicts": [no()]})))
    assert isinstance(found, dict)
    assert not found[4].is_supported


@pytest.mark.parametrize("words", ["the  captain's ERROR", "captain’s error", "“captain’s” … error!"])
def test_the_words_are_kept_as_the_sentence_has_them(words: str) -> None:
    found = answered({"verdicts": [no(words=words)]})
    assert isinstance(found, dict)
    assert found[4].found in DOUBTS[0].text


@pytest.mark.parametrize(
    "words",
    ["", " ", ".", "!!!", "the mate’s error", "<script>", "https://evil.example/", "error captain", "rro", "x" * 3999],
)
def test_a_no_that_names_no_words_of_the_sentence_does_not_count(words: str) -> None:
    found = answered({"verdicts": [no(words=words), yes()]})
    assert isinstance(found, dict)
    assert set(found) == {2}


@pytest.mark.parametrize(
    "content",
    [
        "", "I cannot help with that.", "{", "[]", "null", '{"verdicts": ', {"verdicts": []}, {"verdicts": "none"},
        {"verdicts": [no(n=9)]}, {"verdicts": [no(), {**no(), "supported": True}]}, {"verdicts": [{"n": 4}]},
        {"verdicts": [{"n": "4", "supported": "false", "words": "error"}]}, {"verdicts": [no()] * 201},
        '{"verdicts": [{"n": 4, "n": 2, "supported": false, "words": "error"}]}', '{"verdicts": ' + "[" * 50_000,
        "x" * 60_000, {"supported": False}, {"verdicts": [no(words="")]},
    ],
    ids=range(18),
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_no_answer(content: object) -> None:
    found = answered(content)
    assert isinstance(found, ModelFailure)
    assert found.kind is ModelFailureKind.MALFORMED


def test_only_what_was_asked_about_is_judged() -> None:
    found = answered({"verdicts": [no(n=0), no(n=9), no(n=-1), no()]})
    assert isinstance(found, dict)
    assert set(found) == {4}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda one: st.lists(one) | st.dictionaries(st.text(), one),
    )
)
def test_any_answer_is_read_or_refused(content: object) -> None:
    for told in (content, {"verdicts": content}, {"verdicts": [content]}):
        found = answered(told)
        assert isinstance(found, ModelFailure) or set(found) <= {2, 4}
