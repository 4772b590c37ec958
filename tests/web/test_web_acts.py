"""What readers do: votes, saves, hides, settings, problems; with plain forms, and as the page's own script does it."""

import pytest
from fastapi.testclient import TestClient
from lxml import html
from tests.web import newsroom
from tests.web.conftest import StandingClock

from newswright.records.ids import StoryId
from newswright.records.readers import WishKind
from newswright.testing.memory import MemoryStore
from newswright.text import words as text_words

WALL = StoryId("wall")
JSON = {"Accept": "application/json"}


def counts(store: MemoryStore) -> tuple[int, int]:
    count = store.vote_counts([WALL])[WALL]
    return count.n_up, count.n_down


def test_a_visit_alone_makes_no_reader_and_sets_no_cookie(client: TestClient, store: MemoryStore) -> None:
    for path in ("/", "/story/wall", "/settings", "/saved", "/settings/export.json"):
        assert "Set-Cookie" not in client.get(path).headers
    assert store.counts()["readers"] == 1  # the operator


def test_a_vote_without_javascript_goes_back_to_where_it_was(client: TestClient, store: MemoryStore) -> None:
    answer = client.post("/story/wall/vote", data={"value": "1", "next": "/topic/disaster?before_id=x"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/topic/disaster?before_id=x#s-wall"
    assert counts(store) == (1, 0)


def test_the_first_vote_makes_a_reader_by_a_cookie_that_scripts_cannot_read(client: TestClient) -> None:
    cookie = client.post("/story/wall/vote", data={"value": "1"}).headers["Set-Cookie"]
    assert cookie.startswith("newswright=")
    for flag in ("HttpOnly", "SameSite=lax", "Path=/"):
        assert flag in cookie


def test_one_reader_has_one_vote_which_can_be_changed_and_taken_back(client: TestClient, store: MemoryStore) -> None:
    for value, expected in ((1, (1, 0)), (1, (1, 0)), (-1, (0, 1)), (0, (0, 0))):
        said = client.post("/story/wall/vote", data={"value": value}, headers=JSON).json()
        assert (said["n_up"], said["n_down"]) == expected == counts(store)
        assert said["mine"] == value


def test_a_vote_is_public_as_a_count_and_pressed_for_its_voter_only(client: TestClient, store: MemoryStore) -> None:
    client.post("/story/wall/vote", data={"value": "1"})
    mine = html.fromstring(client.get("/story/wall").text)
    assert mine.xpath("//button[@data-up]/@aria-pressed") == ["true"]
    client.cookies.clear()
    theirs = html.fromstring(client.get("/story/wall").text)
    assert theirs.xpath("//button[@data-up]/@aria-pressed") == ["false"]
    assert theirs.xpath("string(//button[@data-up]/span)") == "1"


def test_pressing_a_pressed_vote_takes_it_back(client: TestClient, store: MemoryStore) -> None:
    client.post("/story/wall/vote", data={"value": "1"})
    page = html.fromstring(client.get("/story/wall").text)
    client.post("/story/wall/vote", data={"value": page.xpath("string(//button[@data-up]/@value)")})
    assert counts(store) == (0, 0)


def test_a_vote_teaches_the_voters_profile_and_taking_it_back_unteaches_it(
    client: TestClient, store: MemoryStore
) -> None:
    client.post("/story/wall/vote", data={"value": "1"})
    learned = client.get("/settings").text
    assert "More of <strong><bdi>Accidents and disasters" in learned
    client.post("/story/wall/vote", data={"value": "0"})
    assert "More of" not in client.get("/settings").text


@pytest.mark.parametrize("value", ["2", "-2", "1.5", "up", "", None])
def test_a_vote_that_is_none_is_refused_in_words(client: TestClient, store: MemoryStore, value: str | None) -> None:
    answer = client.post("/story/wall/vote", data={} if value is None else {"value": value})
    assert answer.status_code == 422
    assert counts(store) == (0, 0)


def test_votes_on_what_is_not_there_are_refused(client: TestClient) -> None:
    assert client.post("/story/nope/vote", data={"value": "1"}).status_code == 404


def test_too_many_votes_at_once_are_refused_for_a_while(client: TestClient, clock: StandingClock) -> None:
    answers = [client.post("/story/wall/vote", data={"value": 1 - 2 * (n % 2)}) for n in range(70)]
    assert answers[0].status_code == 303
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1
    clock.pass_by(minutes=2)
    assert client.post("/story/wall/vote", data={"value": "1"}).status_code == 303


def test_one_address_cannot_make_readers_without_end(client: TestClient, store: MemoryStore) -> None:
    for _ in range(40):
        client.cookies.clear()
        client.post("/story/wall/vote", data={"value": "1"})
    assert store.vote_counts([WALL])[WALL].n_up <= 30


def test_a_saved_story_is_on_the_list_until_it_is_taken_off(client: TestClient) -> None:
    client.post("/story/wall/save", data={"on": "1"})
    client.post("/story/zug/save", data={"on": "1"})
    assert "Nachtzug" in client.get("/saved").text
    assert "Harbour wall" in client.get("/saved").text
    assert client.post("/story/zug/save", data={"on": "0"}, headers=JSON).json()["is_saved"] is False
    assert "Nachtzug" not in client.get("/saved").text


def test_a_hidden_story_leaves_the_feed_and_can_be_shown_again(client: TestClient) -> None:
    assert 'id="s-wall"' in client.get("/").text
    client.post("/story/wall/hide", data={"on": "1"})
    assert 'id="s-wall"' not in client.get("/").text
    assert "Harbour wall" in client.get("/settings").text
    client.post("/story/wall/hide", data={"on": "0"})
    assert 'id="s-wall"' in client.get("/").text


def test_what_was_read_comes_back_only_with_something_new(client: TestClient, store: MemoryStore) -> None:
    client.post("/story/zug/save", data={"on": "1"})
    assert 'id="s-bank"' in client.get("/").text
    client.get("/story/bank")
    assert 'id="s-bank"' not in client.get("/").text


def test_a_problem_reaches_the_desk(client: TestClient, operator: TestClient, store: MemoryStore) -> None:
    answer = client.post("/story/wall/problem", data={"kind": "wrong", "note": "It fell at noon <b>", "version": "2"})
    assert answer.headers["Location"] == "/story/wall?thanks#problem"
    assert "Thank you" in client.get("/story/wall?thanks").text
    desk = operator.get("/desk").text
    assert "It fell at noon &lt;b&gt;" in desk
    headline = html.fromstring(desk).xpath(
        "string(//section[@aria-labelledby='problems-title']//a[@href='/desk/story/wall'])"
    )
    article = store.article(WALL)
    assert article is not None
    assert headline == article.headline.text


@pytest.mark.parametrize(
    "form", [{"kind": "ugly"}, {}, {"kind": "wrong", "note": "x" * 2_001}, {"kind": "wrong", "version": "0"}]
)
def test_a_problem_that_cannot_be_read_is_refused(client: TestClient, store: MemoryStore, form: dict[str, str]) -> None:
    assert client.post("/story/wall/problem", data=form).status_code == 422
    assert not store.problems(limit=1)


def test_a_follow_steers_the_feed_says_so_and_can_be_removed(client: TestClient) -> None:
    client.post("/settings/wish", data={"kind": "topic", "value": "travel"})
    page = html.fromstring(client.get("/").text)
    receipt = page.xpath("string(//article[@id='s-walk']//details[@class='why'])")
    assert "You follow" in receipt
    assert "Travel" in receipt
    assert "✓ Travel" in client.get("/settings").text
    client.post("/settings/wish", data={"kind": "topic", "value": "travel", "remove": "1"})
    assert "✓ Travel" not in client.get("/settings").text


def test_a_mute_hides_and_the_front_page_says_how_many(client: TestClient) -> None:
    client.post("/settings/wish", data={"kind": "word", "value": "comet", "mute": "1"})
    text = client.get("/").text
    assert 'id="s-comet"' not in text
    assert "1 muted" in text


def test_a_source_is_muted_by_the_name_that_the_reader_knows(client: TestClient, store: MemoryStore) -> None:
    client.post("/settings/wish", data={"kind": "source", "value": "quietstone science letter", "mute": "1"})
    assert 'id="s-moth"' not in client.get("/").text
    assert "Quietstone Science Letter" in client.get("/settings").text


@pytest.mark.parametrize(
    "form", [{"kind": "word", "value": "  "}, {"kind": "thing", "value": "x"}, {"kind": "word", "value": "x" * 81}]
)
def test_a_wish_that_cannot_be_read_is_refused(client: TestClient, form: dict[str, str]) -> None:
    assert client.post("/settings/wish", data=form).status_code == 422


def test_a_follow_and_a_mute_of_the_same_thing_replace_each_other(client: TestClient) -> None:
    client.post("/settings/wish", data={"kind": "name", "value": "Port Ellery"})
    client.post("/settings/wish", data={"kind": "name", "value": "port ellery", "mute": "1"})
    page = html.fromstring(client.get("/settings").text)
    assert not page.xpath("//section[@id='follows']//li")
    assert len(page.xpath("//section[@id='mutes']//li")) == 1


def test_sliders_and_languages_are_kept(client: TestClient) -> None:
    client.post("/settings/balance", data={"trending_share": "80", "outside_share": "0"})
    client.post("/settings/languages", data={"language": ["de", "tlh"]})
    page = html.fromstring(client.get("/settings").text)
    assert page.xpath("//input[@id='trending']/@value") == ["80"]
    assert page.xpath("//input[@name='language' and @checked]/@value") == ["de"]
    front = client.get("/").text
    assert "Nachtzug" in front.split("You’re up to date")[0]


def test_what_was_learned_is_said_in_words_and_can_be_forgotten(client: TestClient) -> None:
    client.post("/story/wall/vote", data={"value": "1"})
    assert "More of <strong><bdi>Accidents and disasters" in client.get("/settings").text
    client.post("/settings/forget", data={"feature": "topic:disaster"})
    assert "<bdi>Accidents and disasters" not in client.get("/settings").text
    client.post("/settings/forget", data={})
    assert "steer your own feed only" in client.get("/settings").text


def test_all_that_is_kept_can_be_taken_away_and_deleted(client: TestClient, store: MemoryStore) -> None:
    client.post("/story/wall/vote", data={"value": "1"})
    client.post("/settings/wish", data={"kind": WishKind.TOPIC.value, "value": "science"})
    exported = client.get("/settings/export.json").json()
    assert "wall" in str(exported)
    assert "science" in str(exported)
    assert client.post("/settings/delete", data={}).status_code == 422
    answer = client.post("/settings/delete", data={"sure": "1"})
    assert 'newswright=""' in answer.headers["Set-Cookie"]
    assert counts(store) == (0, 0)
    assert "Set-Cookie" not in client.get("/").headers


def test_two_readers_never_see_each_others_things(client: TestClient, store: MemoryStore) -> None:
    client.post("/story/wall/save", data={"on": "1"})
    client.post("/settings/wish", data={"kind": "word", "value": "lighthouses"})
    client.cookies.clear()
    client.post("/story/zug/save", data={"on": "1"})
    for path in ("/saved", "/settings", "/settings/export.json", "/"):
        text = client.get(path).text
        assert "lighthouses" not in text
    assert "Harbour wall" not in html.fromstring(client.get("/saved").text).xpath("string(//main)")


def test_impressions_are_logged_for_known_readers_only(client: TestClient, store: MemoryStore) -> None:
    client.get("/")
    assert store.counts()["impressions"] == 0
    client.post("/story/wall/save", data={"on": "1"})
    client.get("/")
    assert store.counts()["impressions"] > 5


def test_what_is_muted_or_voted_down_stands_nowhere_on_the_front_page(client: TestClient, store: MemoryStore) -> None:
    for n in range(60):
        told = newsroom.Told(
            f"extra{n}", "business", f"Harvest report number {n}", "Grain.", 6 + n / 10, [(newsroom.LEAD, ["Grain."])],
            ["Northern Wire"],
        )  # fmt: skip
        newsroom.publish(store, told, newsroom.NOW)
    assert "Harvest report" in client.get("/").text
    client.post("/settings/wish", data={"kind": "word", "value": "harvest", "mute": "1"})
    client.post("/story/wall/vote", data={"value": "-1"})
    text = client.get("/").text
    assert "Harvest report" not in text
    assert "Harbour wall" not in text


def test_a_front_page_that_was_kept_is_made_anew_when_something_is_published(
    client: TestClient, store: MemoryStore
) -> None:
    assert "Grain harvest" not in client.get("/").text
    said = [(newsroom.LEAD, ["It begins."])]
    told = newsroom.Told("grain", "business", "Grain harvest begins", "Early.", 0.1, said, ["Northern Wire"])
    newsroom.publish(store, told, newsroom.NOW)
    assert "Grain harvest" in client.get("/").text


def test_learned_words_are_spelt_as_the_headline_spells_them(client: TestClient, store: MemoryStore) -> None:
    client.post("/story/wall/vote", data={"value": "1"})
    article = store.article(WALL)
    assert article is not None
    shown = html.fromstring(client.get("/settings").text).xpath("//ul[@class='learned']//strong/bdi/text()")
    quoted = [words.split("”")[0].removeprefix("“") for words in shown if words.startswith("“")]
    assert quoted
    assert all(word in text_words.tokens(article.headline.text) for word in quoted)
