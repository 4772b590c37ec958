"""Quotations of all styles, their speakers, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We came,” said Tilda Rask.", [("We came,", "Tilda Rask")]),
        ('"It\'s over," Paul Okonjo told reporters.', [("It's over,", "Paul Okonjo")]),
        ("Paul Okonjo said: “It is over.”", [("It is over.", "Paul Okonjo")]),
        ("Okonjo, an engineer, said the bridge was “never safe”.", [("never safe", "Okonjo")]),
        ("“It is over,” she said.", [("It is over,", None)]),
        ("„Wir bleiben“, sagte Anna Weber.", [("Wir bleiben", "Anna Weber")]),
        ("«Nos quedamos», dijo Ana Ferrer.", [("Nos quedamos", "Ana Ferrer")]),
        ("»Gut«, sagte Anna Weber.", [("Gut", "Anna Weber")]),
        ("‘It’s bad,’ Nora Holt, the mayor, said.", [("It’s bad,", "Nora Holt")]),
        ("'We saw the workers' tents,' he told them.", [("We saw the workers' tents,", None)]),
        ("她说：「我们会赢。」", [("我们会赢。", None)]),
        ("“He said ‘no’ to me,” said Rask.", [("He said ‘no’ to me,", "Rask")]),
    ],
)
def test_quotation_is_found_with_its_speaker(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(quoted.text, quoted.speaker) for quoted in quotations.find(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers' rights in the '90s were thin, weren't they?",
        "He is 5'10\" tall.",
        "It’s the people’s choice.",
        "An “unclosed one",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert quotations.find(text) == []


def test_next_sentence_is_not_the_speaker() -> None:
    text = "Rask said it was “a hard year.” Holt said nothing."
    assert quotations.find(text)[0].speaker == "Rask"


@given(st.text(alphabet="Ab ,.'\"“”‘’„«»\n", max_size=120))
def test_quotations_do_not_overlap_and_hold_their_text(text: str) -> None:
    at = 0
    for quoted in quotations.find(text):
        assert at <= quoted.start < quoted.inner_start <= quoted.inner_end < quoted.end
        assert text[quoted.inner_start : quoted.inner_end] == quoted.text
        assert "\n" not in quoted.text
        at = quoted.end


@pytest.mark.parametrize(
    "text",
    [
        "Auf die Frage, ob sie baue, sagte sie: „Nein, das tue ich ganz sicher nicht.“",
        "The plan failed. Thursday said “we shall not see it again in this town”.",
        "“We shall not see it again in this town,” said Minister.",
    ],
)
def test_a_question_a_day_and_an_office_are_no_speakers(text: str) -> None:
    assert [quoted.speaker for quoted in quotations.find(text)] == [None]
