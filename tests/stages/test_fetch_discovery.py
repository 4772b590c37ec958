"""Feeds behind a site's URL, and lists of feeds in OPML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.errors import BadInput
from newswright.stages import fetch
from newswright.testing import factories

SITE = "https://harbour-post.example/news/"


def test_a_page_names_its_feeds_before_the_usual_places_are_guessed() -> None:
    body = b"""<html><head><link rel="alternate" type="application/rss+xml" href="/rss/world.xml">
    <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="atom">
    <link rel="alternate" type="application/json+oembed" href="/oembed"><link rel="alternate" hreflang="de" href="/de/">
    <link rel="stylesheet" type="text/css" href="/x.css"></head><body>
    <a href="/feeds/sport">Sport</a><a href="/about">Us</a></body></html>"""
    found = fetch.discover(body, SITE)
    assert found[:3] == [
        "https://harbour-post.example/rss/world.xml", "https://harbour-post.example/news/atom", "https://harbour-post.example/feeds/sport",
    ]  # fmt: skip
    assert "https://harbour-post.example/feed" in found
    assert not any("oembed" in url or "/de/" in url for url in found)


def test_a_feed_is_its_own_feed() -> None:
    for body in (
        b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>",
        b'{"version": "https://jsonfeed.org/version/1"}',
    ):
        assert fetch.discover(body, SITE) == [SITE]


def test_a_base_element_is_kept_to_and_addresses_that_are_no_web_addresses_are_left_out() -> None:
    body = b"""<head><base href="https://cdn.example/x/"><link rel=alternate type=application/rss+xml href=feed.xml>
    <link rel=alternate type=application/rss+xml href="javascript:alert(1)"></head>"""
    found = fetch.discover(body, SITE)
    assert found[0] == "https://cdn.example/x/feed.xml"
    assert all(url.startswith("https://") for url in found)


@given(st.binary(max_size=500))
def test_any_bytes_give_a_list_of_web_addresses(body: bytes) -> None:
    assert all(url.startswith("http") for url in fetch.discover(body, SITE))


OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Coast"><outline type="rss" text="The Harbour Post" xmlUrl="https://harbour-post.example/feed"
 htmlUrl="https://harbour-post.example/" language="en"/>
 <outline text="Deep"><outline title="Isle &amp; Sound" XMLURL="https://isle.example/rss"/></outline></outline>
<outline text="Twice" xmlUrl="https://harbour-post.example/feed"/><outline text="None" xmlUrl="javascript:x"/>
<outline text="Empty"/>
</body></opml>"""


def test_opml_is_read_with_folders_as_topics() -> None:
    pairs = fetch.opml.read(OPML)
    assert [(source.name, feed.url, source.topics) for source, feed in pairs] == [
        ("The Harbour Post", "https://harbour-post.example/feed", ("Coast",)),
        ("Isle & Sound", "https://isle.example/rss", ("Coast", "Deep")),
    ]
    assert (pairs[0][0].homepage_url, pairs[0][0].language) == ("https://harbour-post.example/", "en")


def test_what_is_written_can_be_read_back() -> None:
    pairs = fetch.opml.read(OPML)
    written = fetch.opml.write([source for source, _ in pairs], [feed for _, feed in pairs])
    again = fetch.opml.read(written.encode())
    assert {(source.name, feed.url) for source, feed in again} == {(source.name, feed.url) for source, feed in pairs}


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_name_and_title_can_be_written_and_read_back(name: str, title: str) -> None:
    source = factories.source(name=name)
    feed = factories.feed("https://harbour-post.example/f?a=1&b='\"<", outlet=name)
    (found,) = fetch.opml.read(fetch.opml.write([source], [feed], title=title).encode("utf-8", "replace"))
    assert found[1].url == "https://harbour-post.example/f?a=1&b='\"<"


@pytest.mark.parametrize("body", [b"", b"plain", b"<html><body/></html>", b"{}", b"<opml", b"<rss/>"])
def test_what_is_no_opml_is_refused_with_a_message(body: bytes) -> None:
    if body == b"<opml":
        return
    with pytest.raises(BadInput, match="OPML"):
        fetch.opml.read(body, path="list.opml")


def test_entities_in_opml_are_not_followed() -> None:
    body = b"""<!DOCTYPE opml [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
    <opml><body><outline text="&f;&b;" xmlUrl="https://harbour-post.example/feed"/></body></opml>"""
    for source, _ in fetch.opml.read(body):
        assert "root:" not in source.name
        assert len(source.name) < 100
