"""Machine-readable refusals of AI use: which sign decides what, with its evidence."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.sources import AiUse
from newswright.text import rights

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
URL = "https://harbour-post.example/news/wall?x=1"
NO = "Content-Signal: search=yes, ai-input=no, ai-train=no"
YES = "Content-Signal: search=yes, ai-input=yes, ai-train=no"

ROBOTS = [
    ("", True),
    ("User-agent: *\nDisallow: /admin", True),
    (f"User-agent: *\n{NO}", False),
    (f"User-agent: *\n{YES}", True),
    (f"user-agent:*\n{NO.lower()}\nAllow: /", False),
    ("User-agent: *\nContent-Signal: ai-train=no", True),
    ("User-agent: *\nContent-Signal: ai-input = no", False),
    (f"User-agent: GoogleBot\n{NO}", True),
    (f"User-agent: GoogleBot\nUser-agent: *\n{NO}", False),
    (f"User-agent: Newswright\n{YES}\n\nUser-agent: *\n{NO}", True),
    (f"User-agent: *\n{YES}\n\nUser-agent: Newswright\n{NO}", False),
    (f"User-agent: Newswright\nDisallow: /x\n\nUser-agent: *\n{NO}", True),
    (f"User-agent: *\n# {NO}", True),
    (NO, False),
    ("User-agent: *\nContent-Signal: /news ai-input=no", False),
    ("User-agent: *\nContent-Signal: /sport ai-input=no", True),
    ("User-agent: *\nContent-Signal: /n*s/ ai-input=no", False),
    ("User-agent: *\nContent-Signal: /*a*b*c*d*e*f ai-input=no", False),
    ("User-agent: *\nContent-Usage: train-ai=n", True),
    ("User-agent: *\nContent-Usage: ai=n", False),
    ("User-agent: *\nContent-Usage: ai-input=n", False),
    ("User-agent: *\nContent-Usage: ai-output=n, search=y", False),
    ("User-agent: *\nContent-Usage: bots=n", False),
    ("User-agent: *\nContent-Usage: genai=n", False),
    ("User-agent: *\nContent-Usage: search=n", True),
    ("User-agent: *\nContent-Usage: ai-input=y", True),
    ("User-agent: *\nContent-Usage: /news/ ai=n", False),
    ("User-agent: *\nContent-Usage: /x/ ai=n", True),
    ("License: https://harbour-post.example/rsl.xml", False),
    ("User-agent: *\nLicense: https://harbour-post.example/rsl.xml", False),
    ("User-agent: GPTBot\nDisallow: /", True),
    ("\ufeffUser-agent: *\r\nContent-Signal: ai-input=no\r\n", False),
]
HEADERS = [
    ({}, True),
    ({"x-robots-tag": "noai"}, False),
    ({"x-robots-tag": "NOAI, noimageai"}, False),
    ({"x-robots-tag": "noimageai"}, True),
    ({"x-robots-tag": "index, follow"}, True),
    ({"x-robots-tag": "nosnippet"}, False),
    ({"x-robots-tag": "noarchive"}, False),
    ({"x-robots-tag": "none"}, False),
    ({"x-robots-tag": "noindex"}, True),
    ({"x-robots-tag": "max-snippet:0"}, False),
    ({"x-robots-tag": "max-snippet: 0"}, False),
    ({"x-robots-tag": "max-snippet:50, max-image-preview:none"}, True),
    ({"x-robots-tag": "max-snippet:-1"}, True),
    ({"x-robots-tag": "googlebot: noarchive"}, True),
    ({"x-robots-tag": "googlebot: noindex, nosnippet"}, True),
    ({"x-robots-tag": "newswright: noai"}, False),
    ({"x-robots-tag": "otherbot: noindex, newswright: nosnippet"}, False),
    ({"x-robots-tag": "unavailable_after: 25 Jun 2010 15:00:00 PST"}, True),
    ({"tdm-reservation": "1"}, False),
    ({"tdm-reservation": "0"}, True),
    ({"tdm-reservation": "1, 1", "tdm-policy": "https://x.example/p"}, False),
    ({"content-signal": "ai-input=no"}, False),
    ({"content-usage": "train-ai=n, ai-input=n"}, False),
    ({"content-usage": "ai=?0"}, False),
    ({"content-usage": ""}, True),
]
RSL = '<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license>{}</license></content></rsl>'
HEAD = [
    ([("robots", "noai")], False),
    ([("robots", "index, follow, noai, noimageai")], False),
    ([("robots", "noimageai")], True),
    ([("robots", "NoArchive")], False),
    ([("robots", "nosnippet")], False),
    ([("robots", "max-snippet:0")], False),
    ([("robots", "max-snippet:-1,max-image-preview:large")], True),
    ([("robots", "none")], False),
    ([("robots", "all")], True),
    ([("googlebot", "noarchive")], True),
    ([("bingbot", "nocache")], True),
    ([("newswright", "noai")], False),
    ([("tdm-reservation", "1")], False),
    ([("tdm-reservation", " 1 ")], False),
    ([("tdm-reservation", "0")], True),
    ([("tdm-policy", "https://x.example/p")], True),
    ([("content-signal", "ai-input=no")], False),
    ([("license", "https://harbour-post.example/rsl.xml")], False),
    ([("rsl", RSL.format('<permits type="usage">all</permits>'))], True),
    ([("rsl", RSL.format('<permits type="usage">search ai-input</permits>'))], True),
    ([("rsl", RSL.format('<permits type="usage">search</permits>'))], False),
    ([("rsl", RSL.format('<prohibits type="usage">ai-all</prohibits>'))], False),
    ([("rsl", RSL.format('<permits type="usage">all</permits><prohibits type="usage">ai-input</prohibits>'))], False),
    ([("rsl", RSL.format('<permits type="usage">ai-input</permits><payment type="use"><amount/></payment>'))], False),
    ([("rsl", RSL.format('<permits type="usage">ai-input</permits><payment type="attribution"/>'))], True),
    ([("rsl", "<broken")], False),
    ([("og:title", "noai"), ("description", "noarchive"), ("keywords", "nosnippet")], True),
]


@pytest.mark.parametrize(("robots_txt", "is_allowed"), ROBOTS)
def test_robots_txt(robots_txt: str, is_allowed: bool) -> None:
    found = rights.decide(robots_txt, URL, {}, (), now=NOW)
    assert found.may_write is is_allowed
    assert bool(found.evidence) is not is_allowed


@pytest.mark.parametrize(("headers", "is_allowed"), HEADERS)
def test_headers(headers: dict[str, str], is_allowed: bool) -> None:
    assert rights.decide(None, URL, headers, (), now=NOW).may_write is is_allowed


@pytest.mark.parametrize(("head", "is_allowed"), HEAD)
def test_marks_in_the_page(head: list[tuple[str, str]], is_allowed: bool) -> None:
    assert rights.decide(None, URL, {}, head, now=NOW).may_write is is_allowed


def test_the_decision_names_its_evidence_and_time() -> None:
    found = rights.decide(f"User-agent: *\n{NO}", URL, {"tdm-reservation": "1"}, [("robots", "noai")], now=NOW)
    assert (found.ai_use, found.decided_at) == (AiUse.REFUSED, NOW)
    for word in ("robots.txt: Content-Signal", "ai-input=no", "header tdm-reservation: 1", "meta robots: noai"):
        assert word in found.evidence


def test_a_recorded_licence_turns_a_refusal_into_a_licensed_use_and_keeps_the_evidence() -> None:
    found = rights.decide(None, URL, {"tdm-reservation": "1"}, licence="contract of 3 March", now=NOW)
    assert (found.ai_use, found.may_write) == (AiUse.LICENSED, True)
    assert "contract of 3 March" in found.evidence
    assert "tdm-reservation" in found.evidence
    assert rights.decide(None, URL, {}, licence="contract", now=NOW).ai_use is AiUse.ALLOWED


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_text_is_judged_without_an_error(text: str, value: str) -> None:
    rights.decide(
        f"User-agent: *\nContent-Signal: {value}\n{text}",
        text,
        {"x-robots-tag": value},
        [("robots", text), ("rsl", value)],
    )
