"""One page, one URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.text import urls


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("HTTPS://News.Example:443/a#top", "https://news.example/a"),
        ("http://news.example:80", "http://news.example/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://news.example/a?utm_source=x&utm_medium=y", "https://news.example/a"),
        ("https://news.example/a?id=3&utm_source=x&page=2", "https://news.example/a?id=3&page=2"),
        ("https://news.example/a?b=1&a=2", "https://news.example/a?b=1&a=2"),
        ("https://news.example/a?fbclid=1&gclid=2&mc_cid=3&at_medium=RSS", "https://news.example/a"),
        ("https://news.example/a?", "https://news.example/a"),
        ("https://news.example/a/./b/../c", "https://news.example/a/c"),
        ("https://news.example/../../a", "https://news.example/a"),
        ("https://news.example/%7Euser/%e4%b8%ad", "https://news.example/~user/%E4%B8%AD"),
        ("https://news.example/中", "https://news.example/%E4%B8%AD"),
        ("https://news.example/a b", "https://news.example/a%20b"),
        (" \thttps://news.example/a\n", "https://news.example/a"),
        ("https://news.\u200bexample/a", "https://news.example/a"),
        ("https://müller.example/", "https://xn--mller-kva.example/"),
        ("https://user:pw@news.example/a", "https://news.example/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        ("https://news.example/50%", "https://news.example/50%25"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("urn:uuid:1", "urn:uuid:1"),
        ("not a url", "not%20a%20url"),
        ("", ""),
    ],
)
def test_urls_take_one_form(url: str, expected: str) -> None:
    assert urls.canonical(url) == expected


@given(st.text(max_size=80))
def test_canonical_is_idempotent_and_never_fails(text: str) -> None:
    for url in (text, f"http://{text}", f"https://news.example/{text}", f"https://news.example/?{text}"):
        once = urls.canonical(url)
        assert urls.canonical(once) == once


@pytest.mark.parametrize(
    ("base", "reference", "expected"),
    [
        ("https://news.example/a/b", "c", "https://news.example/a/c"),
        ("https://news.example/a/b", "/c d", "https://news.example/c%20d"),
        ("https://news.example/a", "//other.example/x", "https://other.example/x"),
        ("https://news.example/a", "?x=1", "https://news.example/a?x=1"),
        ("https://news.example/a", "https://other.example/y", "https://other.example/y"),
        ("https://news.example/a", "javascript:alert(1)", ""),
        ("https://news.example/a", "data:text/html,x", ""),
        ("https://news.example/a", "http://[bad", ""),
        ("", "x", ""),
    ],
)
def test_references_are_resolved_to_web_addresses_or_to_nothing(base: str, reference: str, expected: str) -> None:
    assert urls.join(base, reference) == expected


def test_places_and_sites() -> None:
    assert urls.site("https://www.News.example/a") == "news.example"
    assert urls.place("http://127.0.0.1:8041/a") == "127.0.0.1:8041"
    assert urls.place("https://www.news.example:443/") == "news.example"
    assert urls.host("nonsense") == urls.place("http://[") == ""
