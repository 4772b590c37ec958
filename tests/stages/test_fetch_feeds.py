"""Feeds into entries: formats, missing and broken parts, identity, and bytes that were made to hurt."""

import html
import json
import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.reports import Entry
from newswright.records.sources import Failure, FailureKind
from newswright.stages import fetch
from newswright.testing import factories

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
SOURCE = factories.source()
FEED = factories.feed()


def read(body: str | bytes, content_type: str | None = None) -> fetch.ParsedFeed | Failure:
    raw = body.encode() if isinstance(body, str) else body
    return fetch.read_feed(raw, content_type, FEED.url, feed=FEED, source=SOURCE, now=NOW)


def feed(body: str | bytes, content_type: str | None = None) -> fetch.ParsedFeed:
    found = read(body, content_type)
    assert isinstance(found, fetch.ParsedFeed), found
    return found


def rss(*items: str, channel: str = "<link>https://harbour-post.example/</link>") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel><title>The Harbour Post</title>{channel}{inside}</channel></rss>"


def item(n: int = 1, title: str = "Wall gives way", **parts: str) -> str:
    parts = {"title": title, "link": f"https://harbour-post.example/{n}"} | parts
    return "".join(f"<{name}>{text}</{name}>" for name, text in parts.items() if text)


def entry(*items: str) -> Entry:
    return feed(rss(*items)).entries[0]


ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://harbour-post.example/news/" xml:lang="en-GB">
<title>The Harbour Post</title><link href="https://harbour-post.example/"/><id>urn:x</id><updated>2026-03-14T10:00:00Z</updated>
<entry><title type="html">Wall &amp;lt;b&amp;gt;gives&amp;lt;/b&amp;gt; way</title><link rel="enclosure" href="https://cdn.example/a.mp3"/>
<link rel="alternate" href="wall"/><id>urn:1</id><published>2026-03-14T09:00:00+02:00</published>
<author><name>Ines Vaz</name></author>
<category term="Weather"/>
<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content><summary>One.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>P</title><link>https://harbour-post.example/</link></channel>
<item rdf:about="https://harbour-post.example/1"><title>Wall gives way</title><link>https://harbour-post.example/1</link>
<dc:date>2026-03-14T09:00:00Z</dc:date><dc:creator>Ines Vaz</dc:creator></item></rdf:RDF>"""


def test_atom_is_read_with_its_base_language_author_and_longest_text() -> None:
    (found,) = feed(ATOM).entries
    assert found.url == "https://harbour-post.example/news/wall"
    assert (found.title, found.text, found.byline) == ("Wall gives way", "One.\n\nTwo.", "Ines Vaz")
    assert (found.published_at, found.topics) == (datetime(2026, 3, 14, 7, tzinfo=UTC), ("Weather",))


def test_rdf_is_read() -> None:
    (found,) = feed(RDF).entries
    assert (found.title, found.byline, found.published_at) == (
        "Wall gives way",
        "Ines Vaz",
        datetime(2026, 3, 14, 9, tzinfo=UTC),
    )


def test_json_feed_is_read() -> None:
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "home_page_url": "https://harbour-post.example/",
        "language": "en",
        "items": [
            {"id": "1", "url": "/wall", "title": "Wall gives way", "content_html": "<p>One.</p><p>Two.</p>",
             "tags": ["Weather", 3], "date_published": "2026-03-14T09:00:00Z", "authors": [{"name": "Ines Vaz"}]},
            {"id": "https://harbour-post.example/2", "content_text": "Only text, and no title."},
            {"id": 7, "title": None, "date_published": 12}, "nonsense", None,
        ],
    }  # fmt: skip
    found = feed(json.dumps(told))
    assert (found.title, found.language, len(found.entries)) == ("The Harbour Post", "en", 3)
    assert found.entries[0].key == "https://harbour-post.example/wall"
    assert (found.entries[0].byline, found.entries[0].topics) == ("Ines Vaz", ("Weather", "3"))
    assert found.entries[1].title == "Only text, and no title."


@pytest.mark.parametrize(
    "body", ["{", "[]", "{}", '{"items": 3}', '{"items": {}}', '{"a": ' * 5000, '{"items": [' + "[" * 100_000]
)
def test_json_that_is_no_feed_is_a_failure_to_parse(body: str) -> None:
    found = read(body)
    assert isinstance(found, Failure)
    assert found.kind is FailureKind.PARSE


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("AT&amp;T wins", "AT&T wins"),
        ("AT&amp;amp;T wins", "AT&T wins"),
        ("<![CDATA[Five <b>win</b> &amp; six lose]]>", "Five win & six lose"),
        ("&lt;i&gt;Wall&lt;/i&gt; gives way", "Wall gives way"),
        ("3 &lt; 5 and 5 &gt; 3", "3 < 5 and 5 > 3"),
        ("Line\n  breaks\tand   spaces", "Line breaks and spaces"),
        ("Zero\u200bwidth \u202eand bidi\u202c", "Zerowidth and bidi"),
        ("&#8220;Quoted&#8221; &#x2014; dash", "“Quoted” — dash"),
    ],
)
def test_titles_become_plain_text(written: str, plain: str) -> None:
    assert entry(item(title=written)).title == plain


def test_a_missing_title_is_made_of_the_first_words() -> None:
    assert (
        entry(item(title="", description="The wall at Port Ellery gave way.")).title
        == "The wall at Port Ellery gave way."
    )
    assert entry(item(title="", description="word " * 40)).title.endswith("…")
    assert entry(item(title="")).title == "(untitled)"


def test_dates_that_are_missing_broken_or_impossible_are_none_and_counted() -> None:
    dates = ["", "yesterday-ish", "Thu, 01 Jan 1970 00:00:00 GMT", "0000-00-00", "Sat, 14 Mar 2026 09:00:00 +0000"]
    found = feed(rss(*(item(n, pubDate=date) for n, date in enumerate(dates))))
    assert [each.published_at is not None for each in found.entries] == [False] * 4 + [True]
    assert found.n_undated == 4
    assert all(each.seen_at == NOW for each in found.entries)


def test_a_date_in_the_future_is_kept_as_stated() -> None:
    assert entry(item(pubDate="Sun, 14 Mar 2027 09:00:00 GMT")).published_at == datetime(2027, 3, 14, 9, tzinfo=UTC)


def test_tracking_and_case_do_not_make_two_entries_of_one_page() -> None:
    found = feed(
        rss(
            item(link="https://Harbour-Post.example/wall?utm_source=rss"),
            item(link="https://harbour-post.example/wall#top"),
        )
    )
    assert [each.key for each in found.entries] == ["https://harbour-post.example/wall"]


def test_churned_guids_and_new_dates_leave_the_key_alone() -> None:
    once = entry(item(guid="a-1", pubDate="Sat, 14 Mar 2026 09:00:00 GMT"))
    again = entry(item(guid="b-2", pubDate="Sat, 14 Mar 2026 11:00:00 GMT"))
    assert once.key == again.key


def test_one_guid_for_all_loses_none() -> None:
    found = feed(rss(*(item(n, title=f"Item {n}", guid="same") for n in range(5))))
    assert len(found.entries) == 5


def test_entries_without_a_link_or_with_the_homepage_for_one_are_named_by_what_they_say() -> None:
    bare = feed(rss(*(item(link="", title=f"Item {n}", description="Text.") for n in range(3))))
    home = feed(rss(*(item(link="https://harbour-post.example/", title=f"Item {n}") for n in range(3))))
    for found in (bare, home):
        assert len({each.key for each in found.entries}) == 3
        assert not any(fetch.has_page(each) for each in found.entries)
    assert bare.entries[0].url == "https://harbour-post.example/"


def test_places_in_one_page_are_entries_of_their_own() -> None:
    items = [item(link=f"https://harbour-post.example/live#{n}", title=f"Item {n}") for n in range(3)]
    found = feed(rss(*items))
    assert len(found.entries) == 3
    assert not any(fetch.has_page(each) for each in found.entries)
    assert [each.url[-2:] for each in found.entries] == ["#0", "#1", "#2"]


def test_of_two_titles_for_one_page_the_first_has_the_page() -> None:
    found = feed(rss(item(title="New headline"), item(title="Old headline")))
    assert [fetch.has_page(each) for each in found.entries] == [True, False]


def test_a_guid_that_is_a_url_serves_as_a_link() -> None:
    found = entry(item(link="", guid="https://harbour-post.example/by-guid"))
    assert found.key == "https://harbour-post.example/by-guid"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.example", "http://"]
)
def test_a_link_that_is_no_web_address_is_none(link: str) -> None:
    found = entry(item(link=link, guid="x"))
    assert found.url == "https://harbour-post.example/"
    assert not fetch.has_page(found)


def test_scripts_and_hidden_parts_of_a_feeds_text_are_dropped() -> None:
    told = "<p>Seen.</p><script>evil()</script><p style='display:none'>Hidden.</p><!-- note -->"
    assert entry(item(description=html.escape(told))).text == "Seen."


def test_a_prefix_that_is_never_declared_does_not_hide_the_entries() -> None:
    body = (
        rss(item()).replace("<item>", "<rss:item>").replace("</item>", "</rss:item>").replace("<title>", "<rss:title>")
    )
    body = body.replace("</title>", "</rss:title>").replace("<link>", "<rss:link>").replace("</link>", "</rss:link>")
    assert feed(body).entries[0].title == "Wall gives way"


def test_the_number_of_entries_is_bounded_and_the_rest_is_counted() -> None:
    found = feed(rss(*(item(n, title=f"Item {n}") for n in range(1100))))
    assert (len(found.entries), found.n_dropped) == (1000, 100)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("<!doctype html><html><body>Hello</body></html>", "web page"),
        ("plain words", "no feed"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body: str, word: str) -> None:
    found = read(body)
    assert isinstance(found, Failure)
    assert found.kind is FailureKind.PARSE
    assert word in found.message


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_charsets_are_read(charset: str) -> None:
    body = f"<?xml version='1.0' encoding='{charset}'?>" + rss(
        item(title="Café – Zürich" if charset != "iso-8859-1" else "Café Zürich")
    )
    assert feed(body.encode(charset)).entries[0].title.startswith("Café")


BOMBS = {
    "attributes": "<rss><channel><item " + " ".join(f"a{n}='1'" for n in range(60_000)) + "/></channel></rss>",
    "depth": "<rss><channel><item>" + "<a>" * 5000 + "</a>" * 5000 + "</item></channel></rss>",
    "tags": "<rss><channel>" + "<item/>" * 450_000 + "</channel></rss>",
    "size": "<rss>" + " " * (8 * 2**20),
    "long tag": f"<rss><channel><item a='{'x' * 300_000}' b='1'/></channel></rss>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_before_they_are_parsed(name: str) -> None:
    found = read(BOMBS[name])
    assert isinstance(found, Failure)
    assert found.kind is FailureKind.QUARANTINE


def test_entities_do_not_multiply_and_files_are_not_read() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    body = f'<!DOCTYPE x [{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>' + rss(item(title="&l9; &f; end"))
    found = read(body)
    if isinstance(found, fetch.ParsedFeed):
        assert all(len(each.title) < 600 and "root:" not in each.title for each in found.entries)


WORDS = [
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"\x00",
    b"\xff\xfe",
    b"&#x110000;",
    b"<item>",
    b"</channel>",
    b"<?x",
]
CHANGES: dict[str, Any] = {
    "cut": lambda body, dice: body[: dice.randrange(len(body))],
    "drop": lambda body, dice: body[: (n := dice.randrange(len(body)))] + body[n + dice.randrange(1, 40) :],
    "twice": lambda body, dice: body[: (n := dice.randrange(len(body)))] + body[max(0, n - 200) :],
    "noise": lambda body, dice: bytes(b if dice.random() > 0.01 else dice.randrange(256) for b in body),
    "insert": lambda body, dice: body[: (n := dice.randrange(len(body)))] + dice.choice(WORDS) + body[n:],
}


@pytest.mark.parametrize("kind", sorted(CHANGES))
@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_feed_gives_entries_or_a_failure_and_never_an_error(kind: str, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - damage, not secrets
    body: bytes = dice.choice(
        [ATOM.encode(), RDF.encode(), rss(item(1), item(2, pubDate="Sat, 14 Mar 2026 09:00:00 GMT")).encode()]
    )
    for _ in range(dice.randrange(1, 4)):
        body = CHANGES[kind](body, dice) or b" "
    found = read(body)
    assert isinstance(found, fetch.ParsedFeed | Failure)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_feed_or_a_failure(body: bytes) -> None:
    assert isinstance(read(body), fetch.ParsedFeed | Failure)
    assert isinstance(read(b"{" + body), fetch.ParsedFeed | Failure)


MEDIA = """<enclosure url="https://cdn.post.example/wall-800x600.jpg" type="image/jpeg" length="1"/>
<enclosure url="https://cdn.post.example/talk.mp3" type="audio/mpeg" length="1"/>
<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://cdn.post.example/wall.jpg?w=100" medium="image"
/>
<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="javascript:x"/>
<description>&lt;p&gt;The wall gave way, &lt;a href="https://coastguard.example/7?utm_source=a"&gt;the coast guard
said&lt;/a&gt;; see
&lt;a href="/wall/2"&gt;more&lt;/a&gt; and &lt;a href="javascript:x"&gt;x&lt;/a&gt;.&lt;/p&gt;</description>"""


def test_links_and_pictures_of_an_entry_are_kept_in_one_form() -> None:
    found = entry(f"<title>Wall</title><link>https://harbour-post.example/wall</link>{MEDIA}")
    assert found.links == ("https://coastguard.example/7",)
    assert found.images == ("https://cdn.post.example/wall.jpg",)


def test_pictures_of_a_json_feed_are_kept() -> None:
    said = {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "1", "url": "https://harbour-post.example/wall", "title": "Wall", "content_html": '<a href="https://coastguard.example/7">x</a>',
         "image": "https://cdn.post.example/wall.jpg", "banner_image": 7}]}  # fmt: skip
    found = feed(json.dumps(said)).entries[0]
    assert (found.links, found.images) == (("https://coastguard.example/7",), ("https://cdn.post.example/wall.jpg",))
