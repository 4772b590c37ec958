"""Review at the desk, corrections that reach those who read the wrong version, and what is new to a reader."""

import json
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from lxml import html
from tests.web import newsroom
from tests.web.conftest import StandingClock

from newswright.records.articles import Article, Disclosure, Edit, RulingKind
from newswright.records.ids import StoryId
from newswright.records.readers import Role
from newswright.stages import publish
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore

WALL = StoryId("wall")
DESK = "/desk/story/wall"


def standing(store: MemoryStore) -> Article:
    found = store.article(WALL)
    assert found
    return found


def rule(operator: TestClient, ruling: str, **more: str) -> int:
    return operator.post(DESK, data={"ruling": ruling, **more}).status_code


def test_the_desk_of_a_story_shows_each_sentence_with_its_passages(operator: TestClient, store: MemoryStore) -> None:
    page = html.fromstring(operator.get(DESK).text)
    assert [area.text_content().strip() for area in page.xpath("//ol//textarea")] == [
        s.text for s in standing(store).sentences if not s.links_to
    ]
    assert page.xpath("//ol//blockquote")


@pytest.mark.parametrize("path", [DESK, "/desk"])
def test_readers_are_kept_out(client: TestClient, store: MemoryStore, path: str) -> None:
    assert client.get(path).status_code == 303
    store.put_reader(newsroom.account("rune", Role.READER))
    client.post("/login", data={"name": "rune", "password": newsroom.PASSWORD})
    assert client.get(path).status_code == 403
    assert client.post(DESK, data={"ruling": "approve"}).status_code == 403
    assert store.rulings(limit=9) == []


def test_nobody_rules_from_another_site(operator: TestClient, store: MemoryStore) -> None:
    for site in ("cross-site", "same-site"):
        answer = operator.post(DESK, data={"ruling": "approve"}, headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 403
    assert store.rulings(limit=9) == []


def test_approving_changes_words_and_machine_value_of_the_label(operator: TestClient, store: MemoryStore) -> None:
    before = next(one for one in store.articles(limit=99) if one.labels.disclosure is Disclosure.AUTONOMOUS)
    path, desk = f"/story/{before.story_id}", f"/desk/story/{before.story_id}"
    given = {"ruling": "approve", "version": str(before.version), "note": "read twice"}
    assert operator.post(desk, data=given).status_code == 303
    after = store.article(before.story_id)
    assert after
    assert after.version == before.version + 1
    assert after.labels.disclosure is Disclosure.GENERATED
    page = operator.get(path)
    assert 'content="ai-generated"' in page.text
    assert "ofelia" in page.text
    assert "mode=ai-originated" in page.headers["AI-Disclosure"]
    (ruling,) = store.rulings(limit=9)
    assert (ruling.kind, ruling.by, ruling.note) == (RulingKind.APPROVE, "ofelia", "read twice")
    assert "read twice" in operator.get(desk).text
    assert "read twice" not in page.text


def test_a_ruling_on_a_version_that_no_longer_stands_is_refused(operator: TestClient, store: MemoryStore) -> None:
    answer = operator.post(DESK, data={"ruling": "approve", "version": "1"})
    assert answer.status_code == 422
    assert "another version was published meanwhile" in answer.text
    assert store.rulings(limit=9) == []


def test_a_sentence_is_taken_out_with_the_difference_on_record(operator: TestClient, store: MemoryStore) -> None:
    before = standing(store)
    texts = {f"s{s.n}": s.text for s in before.sentences if not s.links_to}
    assert rule(operator, "edit", version=str(before.version), **{**texts, "s3": "  "}) == 303
    after = standing(store)
    assert len(after.sentences) == len(before.sentences) - 1
    assert store.rulings(limit=1)[0].edits[0].before == before.sentences[3].text
    assert store.corrections(limit=9, story_id=WALL)[0].version == 2, "a matter of style is no correction"
    assert "<del>" in operator.get(DESK).text


def test_what_an_editor_writes_has_to_stand_on_the_passages(operator: TestClient, store: MemoryStore) -> None:
    before = standing(store)
    answer = operator.post(DESK, data={"ruling": "edit", "s2": "Ninety thousand people died in Paris on Friday."})
    assert answer.status_code == 422
    assert "does not stand on the passages" in answer.text
    assert "Ninety thousand people died in Paris" in answer.text, "what was typed is kept"
    assert standing(store) == before


def test_an_upheld_report_becomes_a_correction_that_names_no_reader(
    client: TestClient, operator: TestClient, store: MemoryStore
) -> None:
    client.post("/story/wall/problem", data={"kind": "wrong", "note": "The third sentence is off."})
    (problem,) = store.problems(limit=9)
    assert rule(operator, "edit", s3="", wrong="A sentence on the ferry was wrong.", problem=problem.id) == 303
    found = store.corrections(limit=1)[0]
    assert (found.found_by, found.what) == ("a reader", "A sentence on the ferry was wrong.")
    assert store.problems(limit=9)[0].resolution == f"upheld: put right in version {found.version}"
    for path in ("/corrections", "/story/wall", "/feed.xml", "/feed.atom", "/feed.json"):
        assert "A sentence on the ferry was wrong." in client.get(path).text, path


def test_a_correction_without_a_change_of_the_text_is_a_version_of_its_own_in_page_and_feeds(
    client: TestClient, operator: TestClient, store: MemoryStore
) -> None:
    before = standing(store)
    client.post("/story/wall/problem", data={"kind": "wrong", "note": "That was the coast guard of Sandholm."})
    (problem,) = store.problems(limit=9)
    assert rule(operator, "correct", wrong="A source was named wrongly.", about="", problem=problem.id) == 303
    after = standing(store)
    assert after.version == before.version + 1
    assert [s.text for s in after.sentences] == [s.text for s in before.sentences]
    assert after.labels == before.labels
    assert after.changed == "A correction was added; the text is the same."
    assert store.problems(limit=9)[0].resolution == f"upheld: put right in version {after.version}"
    assert store.rulings(limit=1)[0].kind is RulingKind.CORRECT
    for path in ("/corrections", "/story/wall", "/feed.xml", "/feed.atom", "/feed.json"):
        assert "A source was named wrongly." in client.get(path).text, path
    assert f"upheld: put right in version {after.version}" in client.get("/story/wall").text, "told to who reported it"


def test_a_correction_about_the_headline_reaches_those_who_saw_only_that(
    client: TestClient, operator: TestClient, store: MemoryStore, clock: StandingClock
) -> None:
    client.post("/story/mina/vote", data={"value": "1"})
    client.get("/")
    clock.pass_by(hours=1)
    assert rule(operator, "correct", wrong="The headline named the wrong town.", about="0") == 303
    clock.pass_by(hours=1)
    (notice,) = notices(client)
    assert "The headline named the wrong town." in notice


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"ruling": "correct"}, "a correction says what was wrong"),
        ({"ruling": "correct", "wrong": "It was off.", "about": "77"}, "there is no sentence 77"),
        ({"ruling": "correct", "wrong": "It was off.", "s3": "Typed, not saved."}, "save the edits instead"),
        ({"ruling": "edit", "s3": "", "problem": "P"}, "say what was wrong"),
        ({"ruling": "approve", "problem": "P"}, "an approval settles no reader"),
    ],
    ids=["unsaid", "no-such-sentence", "typed", "edit-unsaid", "approval"],
)
def test_a_report_is_not_settled_without_a_word_in_public(
    client: TestClient, operator: TestClient, store: MemoryStore, more: dict[str, str], why: str
) -> None:
    client.post("/story/wall/problem", data={"kind": "wrong"})
    (problem,) = store.problems(limit=9)
    before = standing(store)
    answer = operator.post(DESK, data={**more, **({"problem": problem.id} if "problem" in more else {})})
    assert answer.status_code == 422
    assert why in html.fromstring(answer.text).text_content()
    assert more.get("s3", "") in answer.text
    assert standing(store) == before
    assert store.problems(limit=9)[0].resolution is None


def test_what_an_editor_notes_on_a_dismissal_is_not_shown_to_the_reader(
    client: TestClient, operator: TestClient, store: MemoryStore
) -> None:
    client.post("/story/wall/problem", data={"kind": "biased"})
    assert "not looked at yet" in client.get("/story/wall").text
    rule(operator, "dismiss", problem=store.problems(limit=9)[0].id, note="the third this week")
    page = client.get("/story/wall").text
    assert "dismissed" in page
    assert "the third this week" not in page


def test_a_report_is_dismissed_on_record(client: TestClient, operator: TestClient, store: MemoryStore) -> None:
    client.post("/story/wall/problem", data={"kind": "biased", "note": "I disagree."})
    (problem,) = store.problems(limit=9)
    assert rule(operator, "dismiss", problem=problem.id, note="an opinion") == 303
    assert store.problems(limit=9)[0].resolution == "dismissed: an opinion"
    assert rule(operator, "dismiss", problem="no-such") == 422


def test_a_hold_stands_until_it_is_released(operator: TestClient, store: MemoryStore) -> None:
    assert rule(operator, "hold", note="waiting for the court") == 303
    assert "waiting for the court" in operator.get(DESK).text
    assert not store.publish(replace(standing(store), version=9, input_key="nine"))
    assert rule(operator, "release") == 303
    assert rule(operator, "release") == 422
    assert [ruling.kind for ruling in store.rulings(limit=9)] == [RulingKind.RELEASE, RulingKind.HOLD]


def test_a_withdrawn_article_keeps_its_address_with_a_notice(operator: TestClient, store: MemoryStore) -> None:
    assert rule(operator, "withdraw") == 422
    assert rule(operator, "withdraw", wrong="The wall did not give way.") == 303
    page = operator.get("/story/wall")
    assert page.status_code == 200
    assert "The wall did not give way." in page.text
    assert rule(operator, "approve") == 422


# Readers


def correct(store: MemoryStore, clock: StandingClock, n: int = 3) -> Article:
    """Put one sentence right, as an editor does, an hour later."""
    clock.pass_by(hours=1)
    before = standing(store)
    edit = Edit(n=n, before=before.sentences[n].text) if n > 1 else Edit(
        n=n, before=before.sentences[n].text, after="The wall at Skerry broke")  # fmt: skip
    verdicts = {n: before.sentences[n].verdict}
    after = publish.ruling.edited(before, [edit], verdicts, by="Edda", now=clock.now)
    assert isinstance(after, Article)
    details = {"n": str(n), "sentence": edit.before}
    found = publish.ruling.correction(after, what="That was wrong.", found_by="Edda", details=details)
    store.rule(make.ruling("wall", RulingKind.EDIT, at=clock.now), article=after, corrections=[found])
    return after


def notices(client: TestClient) -> list[str]:
    page = html.fromstring(client.get("/").text)
    return [" ".join(one.text_content().split()) for one in page.xpath("//section[@class='notices']//li")]


def test_who_read_the_wrong_version_is_told_until_they_read_the_right_one(
    client: TestClient, store: MemoryStore, clock: StandingClock
) -> None:
    client.post("/story/mina/vote", data={"value": "1"})
    client.get("/story/wall")
    assert notices(client) == []
    correct(store, clock)
    clock.pass_by(hours=1)
    (notice,) = notices(client)
    assert "That was wrong." in notice
    assert "You read version 2, 2 h ago" in notice
    assert "You read a version from before this correction" in client.get("/story/wall").text
    assert notices(client) == []


def test_who_was_shown_a_wrong_headline_is_told_too(
    client: TestClient, store: MemoryStore, clock: StandingClock
) -> None:
    client.post("/story/mina/vote", data={"value": "1"})
    client.get("/")
    correct(store, clock, n=0)
    clock.pass_by(hours=1)
    (notice,) = notices(client)
    assert "You saw its headline" in notice


def test_who_was_shown_the_headline_alone_is_not_told_of_the_body(
    client: TestClient, store: MemoryStore, clock: StandingClock
) -> None:
    client.post("/story/mina/vote", data={"value": "1"})
    client.get("/")
    correct(store, clock, n=3)
    clock.pass_by(hours=1)
    assert notices(client) == []


def test_strangers_are_told_nothing(visitor: TestClient) -> None:
    assert notices(visitor) == []


def grown(store: MemoryStore, clock: StandingClock) -> Article:
    """A version with one more sentence."""
    clock.pass_by(hours=2)
    before = standing(store)
    lead = before.sections[0]
    more = make.sentence(99, "A second wall is being watched, the coast guard said.")
    sections = (replace(lead, sentences=(*lead.sentences, more)), *before.sections[1:])
    n = 2
    numbered = []
    for section in sections:
        numbered.append(replace(section, sentences=tuple(replace(s, n=n + k) for k, s in enumerate(section.sentences))))
        n += len(section.sentences)
    after = replace(
        before, version=before.version + 1, sections=tuple(numbered), input_key="grown", issued_at=clock.now
    )
    assert store.publish(after)
    return after


def new_to(client: TestClient) -> list[str]:
    page = html.fromstring(client.get("/story/wall").text)
    marked = page.xpath("//span[contains(@class, 'mark-new')]/following-sibling::a[1]")
    return [one.xpath("string(text())") for one in marked]


def test_the_sentences_that_are_new_to_a_reader_are_marked_in_words(
    client: TestClient, store: MemoryStore, clock: StandingClock
) -> None:
    client.post("/story/mina/vote", data={"value": "1"})
    assert new_to(client) == []
    grown(store, clock)
    assert new_to(client) == ["A second wall is being watched, the coast guard said."]
    assert "1 sentence new to you" in " ".join(html.fromstring(client.get("/story/wall").text).text_content().split())
    clock.pass_by(hours=1)
    assert new_to(client) == [], "they have read it by now"


def test_nothing_is_marked_for_strangers(client: TestClient, store: MemoryStore, clock: StandingClock) -> None:
    client.get("/story/wall")
    grown(store, clock)
    assert new_to(client) == []


def test_an_approval_alone_does_not_bring_a_story_back(
    client: TestClient, operator: TestClient, store: MemoryStore, clock: StandingClock
) -> None:
    client.post("/story/mina/vote", data={"value": "1"})
    client.get("/story/wall")
    assert rule(operator, "approve") == 303
    clock.pass_by(hours=1)
    page = html.fromstring(client.get("/").text)
    assert not page.xpath("//article[@data-story='wall']")
    assert new_to(client) == []


def test_every_version_has_a_manifest_at_an_address_of_its_own(operator: TestClient, store: MemoryStore) -> None:
    first = operator.get("/story/wall/v1/manifest.json").json()
    second = operator.get("/story/wall/v2/manifest.json").json()
    assert (first["version"], second["version"]) == (1, 2)
    assert second["previous_digest"] == first["digest"]
    rule(operator, "approve")
    assert operator.get("/story/wall/v2/manifest.json").json() == second
    third = json.loads(operator.get("/story/wall/manifest.json").text)
    assert third["labels"]["review"]["by"] == "ofelia"
    assert operator.get("/story/wall/v9/manifest.json").status_code == 404
