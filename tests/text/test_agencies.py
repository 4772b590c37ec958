"""Which agency a text is credited to."""

import pytest

from newswright.text import agencies


@pytest.mark.parametrize(
    ("text", "byline", "agency"),
    [
        ("PORT AMBER, Northmark (AP) — A ferry ran aground.", None, "AP"),
        ("PORT AMBER, March 3 (Reuters) - A ferry ran aground.", None, "Reuters"),
        ("(Reuters) - A ferry ran aground.", None, "Reuters"),
        ("Ferry runs aground\n\nPort Amber, May 15 (BBC) - A ferry ran aground.", None, "BBC"),
        ("Ferry runs aground\n\n(Reuters) - A ferry ran aground.", None, "Reuters"),
        ("A ferry ran aground. All were saved. (AFP)", None, "AFP"),
        ("A ferry ran aground.\n\n— AFP", None, "AFP"),
        ("A ferry ran aground.\n\nSource: Xinhua", None, "Xinhua"),
        ("A ferry ran aground.\n\n© 2026 AFP", None, "AFP"),
        ("A ferry ran aground. -AFP/Reuters", None, "AFP"),
        ("新华社北京3月5日电 渡轮搁浅。", None, "Xinhua"),
        ("A ferry ran aground.", "TOVE BRANDT, Associated Press", "AP"),
        ("A ferry ran aground.", "Reuters Staff", "Reuters"),
        ("A ferry ran aground.", "By Tove Brandt and Osric Vane | AFP", "AFP"),
        ("A ferry ran aground, the coast guard told Reuters. No one was hurt.", None, None),
        ("The AP reported that a ferry ran aground.", "Tove Brandt", None),
        ("Reuters cut 40 jobs on Tuesday, it said.", None, None),
        ("A ferry ran aground, according to AFP.", None, None),
        ("A ferry ran aground.", "By Tove Bloomberg", None),
        ("", None, None),
    ],
)
def test_credits_name_the_agency_and_mentions_do_not(text: str, byline: str | None, agency: str | None) -> None:
    assert agencies.credited(text, byline) == agency
