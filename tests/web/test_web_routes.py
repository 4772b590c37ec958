"""Every address of the site: that it answers, that it is labelled, that it is dressed in the security headers."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html
from tests.web import newsroom

from newswright.records.ids import StoryId
from newswright.records.readers import Role
from newswright.records.stories import AssignmentKind, ToldReport
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore
from newswright.web import security

PAGES = (
    "/", "/story/wall", "/story/bank", "/story/moth", "/story/zug", "/story/mina", "/story/rumour", "/story/wall/versions",
    "/story/rumour/versions", "/topics", "/topic/disaster", "/topic/motoring", "/name/Port%20Ellery", "/search",
    "/search?q=harbour", "/sources", "/corrections", "/saved", "/settings", "/about/ai", "/privacy", "/login",
)  # fmt: skip
EXPORTS = ("/story/wall.md", "/story/wall.txt", "/story/wall.json", "/story/wall/manifest.json")
FEEDS = (
    "/feed.xml",
    "/feed.atom",
    "/feed.json",
    "/topic/science/feed.xml",
    "/topic/science/feed.atom",
    "/topic/science/feed.json",
)
API = ("/api/v1/stories", "/api/v1/stories?topic=business&limit=1", "/api/v1/stories/wall", "/api/v1/stories/rumour",
       "/api/v1/trends")  # fmt: skip
SMALL = ("/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/healthz", "/favicon.ico", "/manifest.webmanifest",
         "/static/newswright.css", "/static/newswright.js", "/api/v1/openapi.json", "/settings/export.json")  # fmt: skip
ERRORS = ("/nope", "/story/nope", "/story/nope/versions", "/topic/nope", "/name/nope", "/feed.exe", "/topic/nope/feed.xml",
          "/static/../app.py", "/static/nope.css", "/api/v1/stories/nope", "/topic/world?before=yesterday",
          "/api/v1/stories?limit=1000")  # fmt: skip
LABELLED = ("/", "/story/wall", "/story/rumour", "/story/wall/versions", "/topics", "/topic/disaster", "/name/Port%20Ellery",
            "/search?q=harbour", "/corrections", *EXPORTS[:3], *FEEDS, *API, "/sitemap.xml")  # fmt: skip


@pytest.mark.parametrize("path", [*PAGES, *EXPORTS, *FEEDS, *API, *SMALL])
def test_every_address_answers_and_answers_head_alike(visitor: TestClient, path: str) -> None:
    assert visitor.get(path).status_code == 200
    if not path.startswith("/api/") and path != "/settings/export.json":
        assert visitor.head(path).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, *EXPORTS, *FEEDS, *API, *SMALL, *ERRORS])
def test_every_answer_carries_the_security_headers(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    for name, value in security.HEADERS.items():
        assert answer.headers[name] == value, f"{path}: {name}"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ERRORS)
def test_what_is_not_there_says_so_in_the_dress_of_the_site(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code in {404, 422}
    if path.startswith("/api/"):
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
    else:
        assert "The Skerry Gazette" in answer.text
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", LABELLED)
def test_every_surface_with_an_article_says_how_it_was_made(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert "ompiled by software" in answer.text
    assert "compiled-by-software" in answer.text or "algorithmicMedia" in answer.text or path.endswith(".txt")
    assert "mode=" in answer.headers["AI-Disclosure"]


@pytest.mark.parametrize("path", PAGES)
def test_every_card_carries_its_label_in_words_and_for_programs(visitor: TestClient, path: str) -> None:
    page = html.fromstring(visitor.get(path).text)
    cards = page.xpath("//article[contains(@class, 'card') or contains(@class, 'brief')]")
    for card in cards:
        assert card.get("data-ai-disclosure")
        assert card.xpath(
            ".//*[contains(@class, 'chip')]//span[contains(., 'Compiled by software') or contains(., 'AI')]"
        )
    assert page.xpath("//meta[@name='ai-disclosure']/@content")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_loads_anything_from_elsewhere_or_runs_anything_inline(visitor: TestClient, path: str) -> None:
    page = html.fromstring(visitor.get(path).text)
    loaded = page.xpath(
        "//script/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='manifest']/@href | //img/@src"
    )
    assert loaded
    assert all(target.startswith("/") and not target.startswith("//") for target in loaded)
    assert not page.xpath("//style | //@style | //iframe | //object | //embed")
    assert not page.xpath("//script[not(@src) and @type != 'application/ld+json'] | //script[not(@src) and not(@type)]")
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_one_main_heading_headings_in_order_and_named_controls(visitor: TestClient, path: str) -> None:
    page = html.fromstring(visitor.get(path).text)
    levels = [int(element.tag[1]) for element in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for button in page.xpath("//button"):
        assert (button.get("aria-label") or button.text_content()).strip()
    for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert field.xpath("ancestor::label") or page.xpath(f"//label[@for='{field.get('id')}']"), path
    assert page.get("lang") == "en"


def test_the_story_is_described_to_search_engines_and_archives(visitor: TestClient) -> None:
    page = html.fromstring(visitor.get("/story/wall").text)
    described = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert described["@type"] == "NewsArticle"
    assert described["publisher"]["name"] == described["author"]["name"] == "Skerry Press Cooperative"
    assert described["digitalSourceType"] == "https://schema.org/AlgorithmicMediaDigitalSource"
    assert described["version"] == 2
    assert len(described["isBasedOn"]) == 6
    assert described["correction"][0]["@type"] == "CorrectionComment"
    assert described["creditText"].startswith("Compiled by software")


def test_a_story_by_a_model_names_it_in_the_header(visitor: TestClient) -> None:
    disclosure = visitor.get("/story/bank").headers["AI-Disclosure"]
    assert disclosure.startswith('mode=machine-generated, model="quill-7b", provider="embedded", date=@')
    assert 'content="ai-autonomous"' in visitor.get("/story/bank").text


def test_every_sentence_opens_its_passages(visitor: TestClient) -> None:
    page = html.fromstring(visitor.get("/story/wall").text)
    opened = [link.get("href").removeprefix("#") for link in page.xpath("//a[@class='s']")]
    assert len(opened) == 12
    for note in (page.get_element_by_id(name) for name in opened):
        assert note.xpath(".//blockquote//mark")
        assert note.xpath(".//figcaption//time/@datetime")
        assert note.xpath(".//figcaption//a/@href")[0].startswith("https://")
        assert "Supported" in note.text_content()


def test_the_sources_say_who_copied_who_refused_who_opined_and_who_corrected(visitor: TestClient) -> None:
    text = visitor.get("/story/wall").text
    for mark in ("Copy of <bdi>Northern Wire</bdi>", "no AI use", "Opinion", "Paywall", "Corrected", "First"):
        assert mark in text


def test_what_sources_disagree_on_stands_in_a_table(visitor: TestClient) -> None:
    page = html.fromstring(visitor.get("/story/wall").text)
    rows = page.xpath("//table[contains(@class, 'conflict')]//tbody/tr")
    assert [row.xpath("string(th)") for row in rows] == ["12,000", "11,000"]
    assert "Northern Wire" in rows[0].text_content()


def test_what_was_removed_is_counted_but_not_repeated(visitor: TestClient) -> None:
    text = visitor.get("/story/wall").text
    assert "1 sentence of the draft failed and was removed" in text
    assert "Thirteen people are missing" not in text


def test_a_text_that_may_not_be_read_by_machines_is_not_quoted(client: TestClient, store: MemoryStore) -> None:
    refused = next(one.report for one in store.story_reports(StoryId("wall")) if not one.report.rights.may_write)
    assert refused.text[:40] not in client.get("/story/wall").text


def test_versions_show_word_by_word_what_changed(visitor: TestClient) -> None:
    page = html.fromstring(visitor.get("/story/wall/versions").text)
    assert any("13,000" in gone for gone in page.xpath("//del/text()"))
    assert page.xpath("//ins")
    assert "Sandholm Observer" in page.text_content()


def test_a_withdrawn_article_keeps_its_address_with_a_notice_and_nothing_else_of_it(visitor: TestClient) -> None:
    text = visitor.get("/story/rumour").text
    assert "withdrawn" in text
    assert "Both sites belong to one owner" in text
    assert "sold the pier, two sites" not in text
    assert "sold the pier, two sites" not in visitor.get("/story/rumour.json").text
    assert "sold the pier, two sites" not in visitor.get("/story/rumour.txt").text
    assert "rumour" not in visitor.get("/sitemap.xml").text


def test_a_held_story_shows_its_last_good_version(visitor: TestClient) -> None:
    text = visitor.get("/story/bank").text
    assert "keeps its rate" in text
    assert "being held back" in text
    assert "too little was left" not in text


def test_a_merged_story_leads_to_the_one_it_became(client: TestClient, store: MemoryStore) -> None:
    told = store.story_reports(StoryId("tide"))[0]
    moved = make.assignment(
        told.report,
        StoryId("wall"),
        kind=AssignmentKind.MERGE,
        previous_story_id=StoryId("tide"),
    )
    store.put_assignments([moved])
    answer = client.get("/story/tide")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/story/wall"


def test_right_to_left_articles_say_so_where_their_text_stands(visitor: TestClient) -> None:
    page = html.fromstring(visitor.get("/story/mina").text)
    assert page.xpath("//h1/parent::div[@lang='ar' and @dir='rtl']")
    assert all(para.get("dir") == "rtl" for para in page.xpath("//p[contains(@class, 'para')]"))


def test_the_public_front_page_is_the_same_for_all_and_answers_304(visitor: TestClient) -> None:
    first = visitor.get("/")
    assert "Set-Cookie" not in first.headers
    assert first.headers["Cache-Control"].startswith("public")
    again = visitor.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_the_front_page_ends(visitor: TestClient) -> None:
    assert "You’re up to date" in visitor.get("/").text


def test_search_marks_what_was_found_and_survives_any_input(visitor: TestClient) -> None:
    assert "<mark>" in visitor.get("/search", params={"q": "harbour"}).text
    for hostile in ('"', '" OR 1=1', "NEAR(", "*", "a AND", "\x00", "🦉" * 60, "%", "';--"):
        assert visitor.get("/search", params={"q": hostile}).status_code == 200


def test_older_stories_follow_page_by_page_without_loss(visitor: TestClient) -> None:
    seen: list[str] = []
    address = "/api/v1/stories?limit=4"
    for _ in range(10):
        listed = visitor.get(address).json()
        seen += [story["id"] for story in listed["stories"]]
        if not listed["next"]:
            break
        address = listed["next"]
    assert len(seen) == len(set(seen)) == 20


def test_the_api_describes_itself(visitor: TestClient) -> None:
    described = visitor.get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {"/api/v1/stories", "/api/v1/stories/{story_id}", "/api/v1/trends"}
    assert described["openapi"].startswith("3.1")


def test_page_front_strip_and_api_give_the_same_reasons_for_a_trend(visitor: TestClient) -> None:
    listed = visitor.get("/api/v1/trends").json()
    first = listed["trends"][0]
    assert [one["story"]["id"] for one in listed["trends"]] == ["wall", "mina", "bank", "cup"]
    assert first["reasons"][0] == "5 independent outlets in 8 h, 2 of them in the last hour, against 0.4 expected"
    assert [hour["n_origins"] for hour in first["hours"]] == [1, 2, 3, 4]
    story, front = (html.fromstring(visitor.get(path).text) for path in ("/story/wall", "/"))
    shown = story.xpath("string(//section[@aria-labelledby='trend-title'])")
    assert all(reason[1:] in shown for reason in first["reasons"])
    assert first["reasons"][0] in front.xpath("string(//section[@aria-labelledby='trending-title']//li[1])")
    words = story.xpath("string(//figure[@class='spread']//*[name()='title' or local-name()='title'])")
    assert ": 1, 2, 3, 4. Most were 4" in words


def test_the_sitemap_labels_each_address(visitor: TestClient) -> None:
    root = etree.fromstring(visitor.get("/sitemap.xml").content)
    labels = root.findall(".//{urn:newswright:ai-disclosure}disclosure")
    assert len(labels) == 19
    assert all(label.text and label.get("value") for label in labels)


def test_the_desk_is_for_the_operator(client: TestClient, operator: TestClient) -> None:
    assert client.get("/desk").headers["Location"] == "/login?next=/desk"
    desk = operator.get("/desk")
    assert desk.status_code == 200
    for shown in ("too little was left after verification", "Radio Estuary", "stories 20", "1,300 people left."):
        assert shown in desk.text


def test_a_reader_with_an_account_but_no_office_is_refused_at_the_desk(store: MemoryStore, client: TestClient) -> None:
    store.put_reader(newsroom.account("rolf", Role.READER))
    client.post("/login", data={"name": "rolf", "password": newsroom.PASSWORD})
    assert client.get("/desk").status_code == 403


def test_days_of_reports_are_counted_once_a_minute_however_often_anyone_asks(
    client: TestClient, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []
    read = store.told_reports

    def told_reports(*, since: datetime, until: datetime) -> Iterator[ToldReport]:
        asked.append(until)
        return read(since=since, until=until)

    monkeypatch.setattr(store, "told_reports", told_reports)
    assert [client.get("/sources").status_code for _ in range(3)] == [200, 200, 200]
    assert len(asked) == 1
