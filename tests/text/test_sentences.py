"""Sentences as spans: nothing lost, nothing cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences.split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dr. Osei met Sen. J. R. Holt at 8 p.m. on Monday. They agreed.",
            ["Dr. Osei met Sen. J. R. Holt at 8 p.m. on Monday.", "They agreed."],
        ),
        ("She lives in the U.S. The house is old.", ["She lives in the U.S.", "The house is old."]),
        ("The U.S. Senate voted.", ["The U.S. Senate voted."]),
        (
            "Rs. 450,000 was paid, i.e. 3.5 percent of it. No. 5 won.",
            ["Rs. 450,000 was paid, i.e. 3.5 percent of it.", "No. 5 won."],
        ),
        ("“We came. We saw,” said Rask. “Why?” she asked.", ["“We came. We saw,” said Rask.", "“Why?” she asked."]),
        ("Sie sagte: „Wir bleiben.“ Dann ging sie.", ["Sie sagte: „Wir bleiben.“", "Dann ging sie."]),
        ("Am 3. März kam er. Er kam 30. Danach ging er.", ["Am 3. März kam er.", "Er kam 30.", "Danach ging er."]),
        ("她说：“我们会赢。”她离开了。大家鼓掌！", ["她说：“我们会赢。”", "她离开了。", "大家鼓掌！"]),
        ("A headline without a stop\n\nThe text begins.", ["A headline without a stop", "The text begins."]),
        ("", []),
    ],
)
def test_text_falls_into_these_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PORT ANSELM, Velmora (HP) — The ferry sank.", "PORT ANSELM, Velmora (HP) — "),
        ("RIYADH, April 20 (HP) - The airline said", "RIYADH, April 20 (HP) - "),
        ("Parliament, April 24 (Harbour Post)- The debate", "Parliament, April 24 (Harbour Post)- "),
        ("The plan - a big one - failed.", None),
        ("IGC chief - who spoke", None),
    ],
)
def test_dateline_is_told_from_a_dash(text: str, expected: str | None) -> None:
    span = sentences.dateline(text)
    assert (span.of(text) if span else None) == expected


@given(st.text(alphabet="Ab. \n“”\"'!?。»«„1,é", max_size=200))
def test_sentences_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    spans = sentences.split(text)
    at = 0
    for span in spans:
        assert span.start >= at
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        at = span.end
    assert not text[at:].strip()


@given(st.text(alphabet="Ab. \n“”", max_size=200))
def test_no_sentence_crosses_a_paragraph_break(text: str) -> None:
    assert all("\n" not in span.of(text) for span in sentences.split(text))
