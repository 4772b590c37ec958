"""The feeds that go out: read back by a feed reader's parser, with the label intact."""

from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from fastapi.testclient import TestClient
from lxml import etree
from tests.web import newsroom

from newswright.records.ids import StoryId
from newswright.testing.memory import MemoryStore

FEEDS = ("/feed.xml", "/feed.atom", "/topic/disaster/feed.xml", "/topic/disaster/feed.atom")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_reader_reads_it_without_complaint(visitor: TestClient, path: str) -> None:
    parsed = feedparser.parse(visitor.get(path).content)
    assert not parsed.bozo
    assert parsed.feed.title.startswith("The Skerry Gazette")
    assert parsed.entries
    for entry in parsed.entries:
        assert entry.link == entry.id
        assert entry.link.startswith("http://testserver/story/")
        assert entry.published_parsed
        assert entry.updated_parsed


@pytest.mark.parametrize("path", FEEDS)
def test_each_entry_opens_with_its_label_and_names_its_source_type(visitor: TestClient, path: str) -> None:
    for entry in feedparser.parse(visitor.get(path).content).entries:
        assert entry.summary.startswith(("Compiled by software", "Written by AI"))
        types = {tag.term for tag in entry.tags if tag.scheme == "http://cv.iptc.org/newscodes/digitalsourcetype/"}
        assert types in ({"algorithmicMedia"}, {"trainedAlgorithmicMedia"})
        assert entry.content[0].value.startswith("<p><strong>")


def test_rss_says_it_to_programs_too(visitor: TestClient) -> None:
    root = etree.fromstring(visitor.get("/feed.xml").content)
    said = root.findall(".//item/{https://podcastindex.org/namespace/1.0}txt[@purpose='ai-content']")
    assert len(said) == len(root.findall(".//item"))
    assert all(one.text == "true" for one in said)


def test_atom_links_to_every_source(visitor: TestClient) -> None:
    entries = feedparser.parse(visitor.get("/feed.atom").content).entries
    wall = next(entry for entry in entries if entry.id.endswith("/wall"))
    assert sum(link.rel == "related" for link in wall.links) == 6
    assert wall.rights.startswith("Compiled by software")


@pytest.mark.parametrize("path", ["/feed.json", "/topic/disaster/feed.json"])
def test_json_feed_carries_the_label(visitor: TestClient, path: str) -> None:
    feed = visitor.get(path).json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    for item in feed["items"]:
        assert item["_ai_disclosure"]["disclosure"] in {"compiled-by-software", "ai-autonomous"}
        assert item["tags"][0] in {"Compiled by software", "Written by AI, unreviewed"}
        assert item["summary"].startswith(("Compiled by software", "Written by AI"))


def test_a_correction_reissues_the_entry_under_the_same_id(client: TestClient, store: MemoryStore) -> None:
    def entry() -> feedparser.FeedParserDict:
        entries = feedparser.parse(client.get("/feed.atom").content).entries
        return next(one for one in entries if one.id.endswith("/cup"))

    before = entry()
    article = store.article(StoryId("cup"))
    assert article is not None
    later = newsroom.NOW + timedelta(minutes=1)
    store.publish(replace(article, version=2, input_key="cup/2", issued_at=later))
    after = entry()
    assert after.id == before.id
    assert after.published == before.published
    assert after.updated > before.updated


def test_a_withdrawn_article_says_so_in_the_feed(visitor: TestClient) -> None:
    entry = next(e for e in feedparser.parse(visitor.get("/feed.xml").content).entries if e.id.endswith("/rumour"))
    assert "Withdrawn: Both sites belong to one owner" in entry.summary
    assert "sold the pier, two sites" not in entry.content[0].value


def test_feeds_answer_304_while_nothing_changed(visitor: TestClient) -> None:
    for path in (*FEEDS, "/feed.json", "/sitemap.xml"):
        tag = visitor.get(path).headers["ETag"]
        assert visitor.get(path, headers={"If-None-Match": f'"other", {tag.removeprefix("W/")}'}).status_code == 304


def test_characters_that_xml_cannot_write_do_not_break_a_feed(client: TestClient, store: MemoryStore) -> None:
    article = store.article(StoryId("cup"))
    assert article is not None
    headline = replace(article.headline, text="Cup\x00\x0b\ufffe & <ball> ]]>")
    store.publish(replace(article, version=2, input_key="cup/2", headline=headline))
    for path in ("/feed.xml", "/feed.atom"):
        parsed = feedparser.parse(client.get(path).content)
        assert not parsed.bozo
        assert any(
            "Cup & <ball> ]]>" in entry.title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            for entry in parsed.entries
        )
