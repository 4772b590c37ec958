"""What attackers try: forged requests, markup in every field, cookies of their own making, ways out, guesses, floods."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.web import newsroom
from tests.web.conftest import SETTINGS, StandingClock

from newswright.records.articles import Article, Correction, Sentence
from newswright.records.ids import StoryId
from newswright.records.readers import Candidate, VoteCount
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore
from newswright.web import app as web
from newswright.web import security

FORMS = {
    "/story/wall/vote": {"value": "1"},
    "/story/wall/save": {"on": "1"},
    "/story/wall/hide": {"on": "1"},
    "/story/wall/problem": {"kind": "wrong"},
    "/settings/wish": {"kind": "topic", "value": "science"},
    "/settings/balance": {"trending_share": "1", "outside_share": "1"},
    "/settings/languages": {"language": "de"},
    "/settings/forget": {},
    "/settings/delete": {"sure": "1"},
    "/login": {"name": "olive", "password": newsroom.PASSWORD},
    "/logout": {},
}
FORGERIES = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": "http://testserver:81"},
    {"Cookie": "newswright=anything"},
)


@pytest.fixture
def stranger(store: MemoryStore, clock: StandingClock) -> Iterator[TestClient]:
    """A browser whose requests say what the test makes them say, and nothing else."""
    with TestClient(web.create(store, settings=SETTINGS, clock=clock), follow_redirects=False) as browser:
        yield browser


@pytest.mark.parametrize("path", FORMS)
def test_a_forged_request_changes_nothing(stranger: TestClient, store: MemoryStore, path: str) -> None:
    before = store.counts()
    for forgery in FORGERIES:
        answer = stranger.post(path, data=FORMS[path], headers=forgery)
        assert answer.status_code == 403, forgery
        assert "Set-Cookie" not in answer.headers
    assert store.counts() == before
    assert store.vote_counts([StoryId("wall")])[StoryId("wall")] == VoteCount()


@pytest.mark.parametrize("path", FORMS)
def test_state_is_never_changed_by_a_link(client: TestClient, store: MemoryStore, path: str) -> None:
    if path != "/login":
        assert client.get(path, params=FORMS[path]).status_code in {404, 405}


@pytest.mark.parametrize("honest", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}], ids=str)
def test_an_honest_form_is_let_through(stranger: TestClient, honest: dict[str, str]) -> None:
    assert stranger.post("/story/wall/vote", data={"value": "1"}, headers=honest).status_code == 303


WAYS_OUT = (
    "//evil.example", "/\\evil.example", "https://evil.example", "\\\\evil.example", "javascript:alert(1)", "/\t/evil.example",
    "/\n/evil.example", " //evil.example", "evil.example", "", "///evil.example", "/%0d%0aSet-Cookie:x=1\r\nX: y",
)  # fmt: skip


@pytest.mark.parametrize("target", WAYS_OUT)
def test_no_redirect_leads_off_the_site(client: TestClient, target: str) -> None:
    for path in ("/story/wall/vote", "/story/wall/save", "/story/wall/hide", "/settings/wish", "/login"):
        location = client.post(path, data={**FORMS[path], "next": target}).headers["Location"]
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
        assert "evil" not in location or location.startswith("/%")


@given(st.text())
def test_a_local_path_is_always_local(target: str) -> None:
    path = security.local_path(target)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert "\n" not in path


SCRIPTS = (
    "<script>x()</script>", "</script><script>x()</script>", "<img src=x onerror=x()>", '"><svg onload=x()>',
    "' onmouseover='x()", "javascript:x()", "<!--<script>", "]]><x/>", "{{ 7 * 7 }}", "{% raw %}", "\u2028x()\u2029",
    "&lt;script&gt;x()&lt;/script&gt;", "<style>*{display:none}</style>", "<base href=//evil.example>", "\x00\x08<b>",
    "<iframe srcdoc='<script>x()</script>'>",
)  # fmt: skip


def hostile(article: Article, attack: str) -> Article:
    """The same article with an attack in each field that comes from outside."""

    def poisoned(sentence: Sentence) -> Sentence:
        citations = tuple(
            replace(one, outlet=attack, url=f"javascript:x('{attack}')", title=attack, quote=attack)
            for one in sentence.citations
        )
        finding = make.failed_verdict(sentence.n).findings[0]
        verdict = replace(sentence.verdict, findings=(replace(finding, message=attack),))
        return replace(sentence, text=attack + sentence.text, citations=citations, verdict=verdict)

    sections = tuple(replace(one, sentences=tuple(map(poisoned, one.sentences))) for one in article.sections)
    line = replace(article.sources[0], outlet=attack, url=f"javascript:{attack}", title=attack, owner=attack, country=attack,
                   first_outlet=attack, is_copy=True, correction_note=attack, language=attack)  # fmt: skip
    value = replace(article.conflicts[0].values[0], value=attack, outlets=(attack,))
    return replace(
        article, version=3, input_key="wall/3", headline=poisoned(article.headline), dek=poisoned(article.dek), sections=sections,
        sources=(line, *article.sources[1:]), conflicts=(replace(article.conflicts[0], fact=attack, values=(value,)),),
        labels=replace(article.labels, text=attack + article.labels.text, only_outlet=attack), names=(attack, "Port Ellery"),
        model=replace(article.model, name=attack, note=attack), changed=attack, dateline=attack, topics=("disaster", attack),
        language="en",
    )  # fmt: skip


@pytest.mark.parametrize("attack", SCRIPTS)
def test_markup_in_any_field_stays_text_on_every_surface(client: TestClient, store: MemoryStore, attack: str) -> None:
    right = store.article(StoryId("wall"))
    assert right is not None
    correction = Correction(story_id=right.story_id, version=3, at=newsroom.NOW, what=attack, found_by=attack)
    store.publish(hostile(right, attack), [correction])
    store.hold(make.hold("bank", headline=attack, reason=attack))
    for path in ("/", "/story/wall", "/story/wall/versions", "/topic/disaster", "/topics", "/corrections", "/search"):
        assert_inert(client.get(path, params={"q": attack}).text, attack)
    for path in ("/feed.xml", "/feed.atom", "/sitemap.xml"):
        html.etree.fromstring(client.get(path).content)  # well-formed, whatever was in it
    assert client.get("/feed.json").json()["items"]
    assert client.get("/api/v1/stories/wall").json()["headline"]["text"].startswith(attack)
    assert client.get("/story/wall.md").headers["Content-Type"].startswith("text/markdown")


def assert_inert(text: str, attack: str) -> None:
    """Nothing runs: only our own script element, no handlers, no foreign addresses, no elements out of a text."""
    page = html.fromstring(text)
    scripts = page.xpath("//script[not(@type='application/ld+json')]")
    assert [script.get("src").split("?")[0] for script in scripts] == ["/static/newswright.js"]
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on") or name == "srcdoc"]
    assert not page.xpath("//iframe | //base | //style | //img | //object | //x")
    targets = page.xpath("//a/@href | //form/@action")
    assert not [target for target in targets if target.strip().lower().startswith(("javascript", "data", "vbscript"))]
    assert "49" not in text or "{{ 7 * 7 }}" not in attack or "{{ 7 * 7 }}" in text
    for raw in page.xpath("//script[@type='application/ld+json']/text()"):
        assert "<" not in raw


def test_markdown_and_html_in_a_text_mean_nothing_in_the_markdown_export(
    client: TestClient, store: MemoryStore
) -> None:
    right = store.article(StoryId("wall"))
    assert right is not None
    evil = "# [click](javascript:x) <b>![](http://evil.example/p.png)"
    store.publish(replace(right, version=3, input_key="k", headline=replace(right.headline, text=evil)))
    written = client.get("/story/wall.md").text
    assert "\\# \\[click\\]\\(javascript:x\\) \\<b\\>\\!\\[\\]\\(http://evil\\.example/p\\.png\\)" in written


def test_a_cookie_that_we_did_not_sign_is_nobodys(client: TestClient) -> None:
    for forged in ("", "x", "WyJpZC1vbGl2ZSIsICIiXQ.aaaa.bbbb", "a.b.c.d", "\x7f", "id-olive"):
        client.cookies.set("newswright", forged)
        assert client.get("/desk").status_code == 303
        assert client.get("/").status_code == 200


def test_a_new_password_ends_the_old_sessions(operator: TestClient, store: MemoryStore) -> None:
    assert operator.get("/desk").status_code == 200
    account = store.reader_by_name("ofelia")
    assert account is not None
    store.put_reader(replace(account, password_hash="$argon2id$other"))
    assert operator.get("/desk").status_code == 303


def test_logging_in_changes_the_cookie_and_logging_out_takes_it_back(client: TestClient) -> None:
    client.post("/story/wall/vote", data={"value": "1"})
    before = client.cookies["newswright"]
    client.post("/login", data={"name": "olive", "password": newsroom.PASSWORD})
    assert client.cookies["newswright"] != before
    assert client.get("/desk").status_code == 200
    client.post("/logout")
    assert client.get("/desk").status_code == 303


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client: TestClient) -> None:
    one = client.post("/login", data={"name": "olive", "password": "wrong"})
    other = client.post("/login", data={"name": "nobody", "password": "wrong"})
    assert one.status_code == other.status_code == 401
    assert one.text == other.text


def test_passwords_cannot_be_guessed_at_length(client: TestClient, clock: StandingClock) -> None:
    answers = [client.post("/login", data={"name": "olive", "password": str(n)}).status_code for n in range(12)]
    assert answers[:8] == [401] * 8
    assert answers[-1] == 429
    right = client.post("/login", data={"name": "olive", "password": newsroom.PASSWORD})
    assert right.status_code == 429
    clock.pass_by(minutes=10)
    assert client.post("/login", data={"name": "olive", "password": newsroom.PASSWORD}).status_code == 303


def test_too_large_a_form_is_refused_before_it_is_read(client: TestClient) -> None:
    big = {"kind": "wrong", "note": "x" * (security.MAX_BODY_BYTES + 1)}
    assert client.post("/story/wall/problem", data=big).status_code == 413
    endless = (b"x" * 10_000 for _ in range(20))
    answer = client.post(
        "/story/wall/problem", content=endless, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413
    for length in ("-1", "1e9", "", "9" * 30):
        assert client.post("/story/wall/vote", content=b"", headers={"Content-Length": length}).status_code in {
            400,
            413,
        }


def test_what_breaks_inside_shows_nothing_of_the_inside(store: MemoryStore, clock: StandingClock) -> None:
    class Broken(MemoryStore):
        def candidates(self, *, since: datetime, limit: int) -> list[Candidate]:
            raise RuntimeError("the database password is hunter2")

    with TestClient(web.create(Broken(), settings=SETTINGS, clock=clock)) as browser:
        answer = browser.get("/")
    assert answer.status_code == 500
    assert "hunter2" not in answer.text
    assert "The Skerry Gazette" in answer.text
    for name, value in security.HEADERS.items():
        assert answer.headers[name] == value


def test_over_https_the_cookie_is_bound_to_the_host_and_the_site_insists_on_https(
    store: MemoryStore, clock: StandingClock
) -> None:
    settings = replace(SETTINGS, base_url="https://news.example")
    with TestClient(
        web.create(store, settings=settings, clock=clock), follow_redirects=False, base_url="https://news.example"
    ) as browser:
        answer = browser.post("/story/wall/vote", data={"value": "1"}, headers={"Origin": "https://news.example"})
    assert answer.headers["Set-Cookie"].startswith("__Host-newswright=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Domain" not in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"]


def test_hosts_that_the_operator_did_not_name_are_refused(store: MemoryStore, clock: StandingClock) -> None:
    settings = replace(SETTINGS, allowed_hosts=("news.example",))
    with TestClient(web.create(store, settings=settings, clock=clock), base_url="http://rebound.example") as browser:
        assert browser.get("/").status_code == 400
