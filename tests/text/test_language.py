"""Which language a text is found to be in."""

import pytest

from newswright.text import language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The harbour was closed after the storm, officials said.", "en"),
        ("Der Hafen wurde nach dem Sturm geschlossen, sagten Behörden.", "de"),
        ("El puerto fue cerrado tras la tormenta, dijeron las autoridades.", "es"),
        ("海港因风暴关闭。", "zh"),
        ("港は嵐のために閉鎖された。", "ja"),
        ("වරාය වසා දමා ඇත", "si"),
        ("துறைமுகம் மூடப்பட்டது", "ta"),
    ],
)
def test_a_sentence_is_enough(text: str, tag: str) -> None:
    assert language.detect(text) == tag


def test_too_little_text_gives_the_default() -> None:
    assert language.detect("") == "und"
    assert language.detect("12 – 3", default="en") == "en"
