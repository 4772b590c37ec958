"""Markup into plain text: what a person would see, nothing that hides, and no visible character changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import markup


@pytest.mark.parametrize(
    "hidden",
    [
        "\u200b", "\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff", "\u00ad", "\u061c", "\u180e",
        "\U000e0041\U000e0042", "\U000e0001", "\ue000", "\U000f0000", "\x00", "\x1b", "\x08", "\x7f",
        "\ufff9", "\u115f", "\u3164",         "\ufe01", "\U000e0100", "\ud800", "\u200d", "\u200c",
    ],
)  # fmt: skip
def test_invisible_characters_are_stripped(hidden: str) -> None:
    assert markup.clean(f"igno{hidden}re") == "ignore"


@pytest.mark.parametrize(
    "kept", ["ක්‍රම", "می‌خواهم", "👨‍👩‍👧", "❤️", "क्‍ष", "naïve — “quoted” … 中文 Ελλάδα", "e\u0301", "x²"]
)
def test_joiners_that_scripts_and_emoji_need_and_all_visible_characters_stay(kept: str) -> None:
    assert markup.clean(kept) == kept


def test_spaces_and_line_breaks_become_uniform() -> None:
    assert markup.clean(" a\u00a0\u2009b \r\n c\r\r\r\nd\u2028e\n\n\n\nf ") == "a b\nc\n\nd\ne\n\nf"


@given(st.text(max_size=200))
def test_cleaning_is_idempotent(text: str) -> None:
    once = markup.clean(text)
    assert markup.clean(once) == once


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("AT&T wins", "AT&T wins"),
        ("3 < 5 > 2", "3 < 5 > 2"),
        ("if a<b then", "if a<b then"),
        ("<b>Wall</b> gives way", "Wall gives way"),
        ("&lt;b&gt;Wall&lt;/b&gt;", "Wall"),
        ("&zzz; stays", "&zzz; stays"),
        ("Q&A: R&D at 5 pm", "Q&A: R&D at 5 pm"),
        ("", ""),
    ],
)
def test_titles_become_one_line(written: str, plain: str) -> None:
    assert markup.line(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.", "One.\n\nTwo."),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("<p>One <b>bold</b>\n word.", "One bold word."),
        (
            "<p>Seen.<script>evil()</script><style>p{}</style><template>no</template><!-- no --></p>after",
            "Seen.\n\nafter",
        ),
        ("<p hidden>No.</p><p aria-hidden=true>No.</p><p style='DISPLAY : none'>No.</p><p>Yes.</p>", "Yes."),
        ("plain text\n\nstays", "plain text\n\nstays"),
        ("One <i>line</i>\nwraps.\n\nTwo.", "One line wraps.\n\nTwo."),
        ("a &amp; b", "a & b"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<", "<"),
    ],
)
def test_paragraphs_are_kept_apart(written: str, plain: str) -> None:
    assert markup.paragraphs(written) == plain


def test_deep_nesting_does_no_harm() -> None:
    assert "word" in markup.paragraphs("<div>" * 200 + "word" + "</div>" * 200)
    markup.paragraphs("<div>" * 50_000 + "word")


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for written in (text, f"<p>{text}</p>", f"<{text}>", f"&{text};"):
        assert "\x00" not in markup.paragraphs(written)
        assert "\n" not in markup.line(written)


@pytest.mark.parametrize(
    "style",
    [
        "display:none", "DISPLAY: NONE !important", "color:red;display : none", "visibility:hidden",
        "visibility: collapse", "opacity:0",         "opacity: 0.0;", "font-size:0", "font-size: 0px", "font-size:1px;",
        "text-indent:-9999px", "position:absolute;left:-10000px",
        "clip: rect(0 0 0 0)", "clip:rect(1px,1px,1px,1px)", "clip-path: inset(50%)", "width:1px;height:1px;overflow:hidden",
        "height:0px;overflow:hidden", "color:transparent", "transform: scale(0)",
    ],
)  # fmt: skip
def test_styles_that_hide_are_known(style: str) -> None:
    assert markup.hides(style)


@pytest.mark.parametrize(
    "style",
    ["", "display:block", "opacity:0.9", "opacity:1", "font-size:10px", "font-size:0.9em", "text-indent:-1em", "left:-10px",
     "overflow:hidden", "background-color:transparent", "visibility:visible",
     "font-size: 1.2rem", "font-size:1em", "font-size:100%", "margin-left:-20px"],
)  # fmt: skip
def test_styles_that_do_not_hide_are_left_alone(style: str) -> None:
    assert not markup.hides(style)
