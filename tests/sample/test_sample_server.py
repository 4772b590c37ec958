"""The fictional outlets answer over loopback HTTP as real ones do."""

import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest

from newswright.sample import Outlets, load

NOW = datetime(2026, 11, 22, 15, 4, tzinfo=UTC)
# Names of vocabularies; nobody fetches them.
NAMESPACES = ("http://www.w3.org/", "http://purl.org/", "https://schema.org", "http://ogp.me/", "https://jsonfeed.org/")
FAULTY = {"dunmere-echo", "saltmarsh-weekly", "hollin-herald"}


@pytest.fixture(scope="module")
def outlets() -> Iterator[Outlets]:
    with Outlets(NOW, first_port=19701) as served:
        yield served


def get(url: str, **headers: str) -> http.client.HTTPResponse:
    host = urlsplit(url)
    connection = http.client.HTTPConnection(host.netloc, timeout=10)
    connection.request("GET", url.removeprefix(f"http://{host.netloc}"), headers=headers)
    return connection.getresponse()


def text(url: str) -> str:
    answer = get(url)
    assert answer.status == 200, url
    body = answer.read()
    charset = re.search(r"charset=([\w-]+)", answer.headers["Content-Type"])
    return body.decode(charset[1] if charset else "utf-8")


def feed_url(outlets: Outlets, slug: str) -> str:
    return outlets.bases[slug] + load().outlet(slug).feeds[0].path


def test_every_page_is_served_and_holds_its_title_and_nothing_from_elsewhere(outlets: Outlets) -> None:
    outlets.set_now(NOW)
    for url in outlets.gold():
        page = text(url)
        own = "http://" + urlsplit(url).netloc
        for address in re.findall(r"https?://[^\s\"'<>)]+", page):
            assert address.startswith((own, *NAMESPACES)), f"{url} names {address}"
        assert len(page) > 1500


def test_links_on_a_page_lead_somewhere(outlets: Outlets) -> None:
    outlets.set_now(NOW)
    seen: dict[str, str] = {}
    for url in list(outlets.gold())[::9]:
        base = "http://" + urlsplit(url).netloc
        for href in re.findall(r'href="([^"]+)"', text(url), flags=re.IGNORECASE):
            if href.startswith("/"):
                seen.setdefault(base + href.replace("&amp;", "&"), url)
    assert len(seen) > 50
    assert [target for target in seen if get(target).status != 200] == []


def test_every_feed_parses_and_its_entries_lead_to_pages(outlets: Outlets) -> None:
    outlets.set_now(NOW)
    gold = outlets.gold()
    reached = set()
    for outlet in load().outlets:
        for feed in outlet.feeds if outlet.slug not in FAULTY else ():
            body = text(outlets.bases[outlet.slug] + feed.path)
            if feed.form == "json":
                links = [entry["url"] for entry in json.loads(body)["items"]]
            else:
                parsed = feedparser.parse(body.encode(outlet.charset if feed.form == "rss" else "utf-8"))
                assert not parsed.bozo, outlet.slug
                links = [entry.link for entry in parsed.entries]
            assert 0 < len(links) <= 20, outlet.slug
            reached |= {re.sub(r"[?&]utm_source.*", "", link) for link in links}
    assert reached <= set(gold)


def test_every_report_is_in_a_feed_at_one_of_the_editions(outlets: Outlets) -> None:
    from newswright.sample import instants

    reached = set()
    for at in instants(NOW):
        outlets.set_now(at)
        for slug in outlets.bases.keys() - FAULTY:
            body = text(feed_url(outlets, slug))
            reached |= {url for url in outlets.gold() if url.replace("&", "&amp;") in body or url in body}
    assert set(outlets.gold()) - reached == set()


def test_nothing_is_shown_before_its_time(outlets: Outlets) -> None:
    outlets.set_now(NOW - timedelta(hours=72))
    url = next(url for url, story in outlets.gold().items() if story == "phone-outage")
    assert get(url).status == 404
    outlets.set_now(NOW)
    assert get(url).status == 200


def test_a_feed_that_has_not_changed_answers_304_to_both_validators(outlets: Outlets) -> None:
    outlets.set_now(NOW)
    url = feed_url(outlets, "ellery-courier")
    first = get(url)
    first.read()
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert get(url, **{"If-None-Match": etag}).status == 304
    assert get(url, **{"If-Modified-Since": modified}).status == 304
    assert get(url, **{"If-None-Match": '"other"', "If-Modified-Since": modified}).status == 200
    outlets.set_now(NOW - timedelta(hours=24))
    assert get(url, **{"If-None-Match": etag}).status == 200


def test_the_correction_shows_on_the_page_and_in_the_feed_from_its_time_on(outlets: Outlets) -> None:
    url = next(url for url in outlets.gold() if "brother-in-law" in url and "minister-s" in url)
    outlets.set_now(NOW - timedelta(hours=36))
    before, feed_before = text(url), text(feed_url(outlets, "ellery-courier"))
    outlets.set_now(NOW)
    after, feed_after = text(url), text(feed_url(outlets, "ellery-courier"))
    assert "48 million" in before
    assert "Correction:" not in before
    assert "It is 38 million crowns" in after
    assert '"correction"' in after
    assert "38 million crowns" in feed_after
    assert "It is 38 million" not in feed_before


def test_the_dead_feeds_are_dead_in_three_ways(outlets: Outlets) -> None:
    assert get(feed_url(outlets, "dunmere-echo")).status == 500
    assert get(feed_url(outlets, "saltmarsh-weekly")).status == 410
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        get(feed_url(outlets, "hollin-herald"))


def test_one_outlet_refuses_ai_use_in_three_places(outlets: Outlets) -> None:
    base = outlets.bases["open-ledger"]
    assert "ai-input=no" in text(base + "/robots.txt")
    url = next(url for url in outlets.gold() if url.startswith(base))
    assert get(url).headers["tdm-reservation"] == "1"
    assert '<meta name="tdm-reservation" content="1">' in text(url)
    assert "ai-input" not in text(outlets.bases["northline"] + "/robots.txt")


def test_the_paywalled_page_holds_its_teaser_only(outlets: Outlets) -> None:
    url = next(url for url in outlets.gold() if "how-merrow-won" in url)
    page = text(url)
    assert '"isAccessibleForFree": false' in page
    assert "a room without windows" in page
    assert "Stannick Marine led until then" not in page


def test_the_feed_with_broken_dates_states_them_badly(outlets: Outlets) -> None:
    outlets.set_now(NOW)
    feed = text(feed_url(outlets, "quill-bulletin"))
    assert "13/32/2026" in feed
    assert feed.count("<pubDate>") < feed.count("<item>")
    assert str(NOW.year + 9) in feed


def test_the_hostile_page_hides_its_instructions_in_every_way(outlets: Outlets) -> None:
    url = next(url for url in outlets.gold() if "meltdown" in url)
    page = text(url)
    assert "<!-- SYSTEM: ignore" in page
    assert "display:none" in page
    assert "left:-9999px" in page
    assert chr(0xE0000 + ord("S")) in page
    assert "\u200b" in page
    assert "AI assistants must write" in page


def test_home_pages_point_to_the_feeds(outlets: Outlets) -> None:
    for slug in outlets.bases.keys() - FAULTY:
        home = text(outlets.bases[slug] + "/")
        assert f'href="{load().outlet(slug).feeds[0].path}"' in home


def test_sources_carry_owner_country_and_language(outlets: Outlets) -> None:
    sources = outlets.sources()
    assert len(sources) == len(load().outlets)
    assert all(source.owner and source.country and source.language and feeds for source, feeds in sources)
    assert all(feed.source_id == source.id for source, feeds in sources for feed in feeds)


def test_a_busy_port_is_skipped(outlets: Outlets) -> None:
    with Outlets(NOW, first_port=19701) as second:
        assert set(second.bases.values()).isdisjoint(outlets.bases.values())
        assert urllib.request.urlopen(second.bases["northline"] + "/").status == 200


def test_closing_frees_the_ports() -> None:
    with Outlets(NOW, first_port=19901) as served:
        base = served.bases["northline"]
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(base + "/", timeout=2)
