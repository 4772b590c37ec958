# ruff: noqa: S101 - a contract asserts, and its passwords are made up
"""What a store promises of articles, holds, corrections, search, editions and completions."""

import dataclasses

import pytest

from newswright.ports import Store
from newswright.records import budgets, ids
from newswright.records.articles import Article
from newswright.records.drafts import ModelBudget
from newswright.records.ids import StoryId
from newswright.testing import factories as make
from newswright.testing.contracts.scenes import (
    LONG_AGO,
    NOON,
    WALL,
    hours,
    place,
)

UNUSUAL = [
    "",
    " ",
    '"',
    '""',
    '"""',
    "*",
    "wall*",
    "-wall",
    "NEAR(a b)",
    "headline:x",
    "a AND",
    "(",
    "^",
    "'; DROP TABLE",
]
UNUSUAL += ["\x00", "\ud800", "{a b}", "%", "+", "x" * 5000, "a " * 3000, '"' * 999, "wall OR", "🙂", "﷽"]


class ArticlesContract:
    """What is published, what is held, and how it is found."""

    def test_an_article_comes_back_as_it_was(self, store: Store) -> None:
        article = make.article(changed="First published.", withdrawn=None)
        assert store.publish(article)
        assert store.article(WALL) == article
        assert store.article(WALL, 1) == article
        assert store.article(WALL, 2) is None
        assert store.versions(WALL) == [article]

    def test_a_version_or_an_input_is_published_once(self, store: Store) -> None:
        assert store.publish(make.article(), [make.correction()])
        assert not store.publish(make.article(headline="Other words"), [make.correction(what="Another")])
        assert not store.publish(make.article(version=2, input_key="wall/1"))
        assert store.versions(WALL) == [make.article()]
        assert store.corrections(limit=9) == [make.correction()]

    def test_a_new_version_takes_the_place_of_the_old_one_which_stays_to_be_read(self, store: Store) -> None:
        old, new = (
            make.article(),
            make.article(headline="Wall rebuilt", version=2, issued_at=NOON + hours(1), topics=("building",)),
        )
        store.publish(old)
        store.publish(new)
        assert store.article(WALL) == new
        assert store.versions(WALL) == [old, new]
        assert store.articles(limit=9) == [new]
        assert store.topics() == {"building": 1}
        assert store.articles(limit=9, topic="world") == []
        assert store.search("gives way", limit=9) == []
        assert [hit.headline for hit in store.search("rebuilt", limit=9)] == ["Wall rebuilt"]

    def test_publishing_lifts_the_hold_and_takes_the_story_off_the_desk(self, store: Store) -> None:
        story_id = place(store, make.report())
        store.hold(make.hold(story_id))
        assert store.last_hold(story_id) == make.hold(story_id)
        store.put_reports([make.report(title="Wall rebuilt")])
        store.publish(make.article(story_id))
        assert store.last_hold(story_id) is None
        assert store.unwritten_stories(limit=9) == []

    def test_a_held_story_keeps_what_was_published_of_it(self, store: Store) -> None:
        story_id = place(store, make.report())
        store.publish(make.article(story_id))
        store.hold(make.hold(story_id, held_at=NOON + hours(1)))
        store.hold(make.hold("other"))
        assert store.article(story_id) == make.article(story_id)
        assert [hold.story_id for hold in store.holds(limit=9)] == [story_id, "other"]
        assert store.unwritten_stories(limit=9) == []

    def test_a_story_is_titled_by_its_article(self, store: Store) -> None:
        story_id = place(store, make.report())
        store.publish(make.article(story_id, "As it was written", topics=("sea",)))
        place(store, make.report("later"), story_id)
        story = store.story(story_id)
        assert story is not None
        assert (story.title, story.topics) == ("As it was written", ("sea",))

    def test_articles_come_latest_first(self, store: Store) -> None:
        for n in range(4):
            store.publish(make.article(f"s{n}", issued_at=NOON + hours(n)))
        assert [each.story_id for each in store.articles(limit=2)] == ["s3", "s2"]
        assert [each.story_id for each in store.articles(limit=9, before=NOON + hours(2))] == ["s1", "s0"]

    def test_pages_lose_nothing_that_was_issued_at_one_instant(self, store: Store) -> None:
        for n in range(7):
            store.publish(make.article(f"s{n}"))
        seen: list[Article] = store.articles(limit=3)
        for _ in range(2):
            seen += store.articles(limit=3, before=seen[-1].issued_at, before_id=seen[-1].story_id)
        assert [each.story_id for each in seen] == [f"s{n}" for n in range(7)]

    def test_articles_are_found_by_topic_name_and_source(self, store: Store) -> None:
        report = make.report("a", "Sandholm Times", source_id=ids.source_id("sandholm"))
        store.put_reports([report])
        store.publish(make.article("sea", topics=("sea", "world"), names=("Mara Lindqvist",)))
        store.publish(
            make.article("land", topics=("land",), names=("Élodie Ström",), sources=(make.source_line(report),))
        )
        assert [each.story_id for each in store.articles(limit=9, topic="sea")] == ["sea"]
        assert [each.story_id for each in store.articles(limit=9, name="mara LINDQVIST")] == ["sea"]
        assert [each.story_id for each in store.articles(limit=9, name="elodie strom")] == ["land"]
        assert [each.story_id for each in store.articles(limit=9, source_id=ids.source_id("sandholm"))] == ["land"]
        assert store.articles(limit=9, topic="sea", source_id=ids.source_id("sandholm")) == []
        assert [each.story_id for each in store.articles(limit=9, topic="sea", name="Mara Lindqvist")] == ["sea"]
        assert store.topics() == {"land": 1, "sea": 1, "world": 1}

    def test_corrections_are_public_latest_first(self, store: Store) -> None:
        store.publish(make.article(), [make.correction(at=NOON), make.correction(what="Second", at=NOON)])
        store.publish(make.article("other"), [make.correction("other", at=NOON + hours(1))])
        assert [(each.story_id, each.what[:6]) for each in store.corrections(limit=9)] == [
            ("other", "An ear"),
            ("wall", "Second"),
            ("wall", "An ear"),
        ]
        assert len(store.corrections(limit=9, story_id=WALL)) == 2
        assert len(store.corrections(limit=1)) == 1

    def test_candidates_know_what_the_ranker_may_know(self, store: Store) -> None:
        first, second = make.report("a", "Harbour Post"), make.report("b", "Sandholm Times", country="DK")
        store.put_reports([first, second])
        story_id, placed = make.story_of(first, second)
        store.put_assignments(placed)
        store.publish(make.article(story_id, sources=(make.source_line(first), make.source_line(second))))
        store.put_trends(NOON, [make.trend(story_id)])
        (found,) = store.candidates(since=NOON, limit=9)
        assert (found.headline, found.version, found.issued_at) == (make.article().headline.text, 1, NOON)
        assert found.happened_at == NOON - hours(1)
        assert (found.source_ids, found.countries) == (("harbour-post", "sandholm-times"), ("NO", "DK"))
        assert (found.n_origins, found.n_outlets, found.trend_score) == (2, 2, make.trend(story_id).trend_score)
        assert found.trend_since_at == make.trend(story_id).since
        assert found.text == make.article().text

    def test_candidates_are_fresh_and_not_withdrawn(self, store: Store) -> None:
        store.publish(make.article("old", issued_at=NOON - hours(9)))
        store.publish(make.article("gone", withdrawn="It did not happen."))
        store.publish(make.article("b"))
        store.publish(make.article("a", issued_at=NOON + hours(1)))
        assert [one.story_id for one in store.candidates(since=NOON, limit=9)] == ["a", "b"]
        assert [one.story_id for one in store.candidates(since=LONG_AGO, limit=2)] == ["a", "b"]
        assert [one.trend_score for one in store.candidates(since=NOON, limit=9)] == [0.0, 0.0]

    def test_search_joins_words_by_and_and_keeps_phrases(self, store: Store) -> None:
        store.publish(make.article("wall", "Harbour wall gives way"))
        store.publish(make.article("gate", "Wall of the harbour mended"))
        assert {hit.story_id for hit in store.search("HARBOUR wall", limit=9)} == {"wall", "gate"}
        assert [hit.story_id for hit in store.search("harbour mended", limit=9)] == ["gate"]
        assert [hit.story_id for hit in store.search('"the harbour mended"', limit=9)] == ["gate"]
        assert [hit.story_id for hit in store.search("harbour volcano", limit=9)] == []
        assert len(store.search("harbour", limit=1)) == 1
        assert store.search("harbour", limit=1) != store.search("harbour", limit=1, offset=1)
        assert store.search("harbour", limit=9, offset=2) == []

    def test_search_shows_where_the_words_are(self, store: Store) -> None:
        store.publish(make.article())
        (hit,) = store.search("ferry", limit=9)
        assert [hit.excerpt[start:end] for start, end in hit.marks] == ["ferry"]
        assert (hit.headline, hit.dek, hit.issued_at) == (make.article().headline.text, make.article().dek.text, NOON)

    @pytest.mark.parametrize(
        ("headline", "query"),
        [
            ("Élodie Ström gewählt", "elodie strom gewahlt"),
            ("港口防波堤倒塌", "防波堤"),
            ("港口防波堤倒塌", "倒塌"),
            ("港口防波堤倒塌", "塌"),
            ("東京で地震がありました", "地震"),
            ("부산항 방파제 붕괴", "방파제"),
            ("กำแพงท่าเรือพังทลาย", "ท่าเรือ"),
            ("වරාය බිත්තිය කඩා වැටේ", "බිත්තිය"),
            ("துறைமுகச் சுவர் இடிந்தது", "சுவர்"),
            ("Стена гавани рухнула", "ГАВАНИ"),
            ("انهيار جدار الميناء", "جدار"),
            ("AT&T and the state-owned port", "state-owned"),
        ],
    )
    def test_search_finds_words_of_any_script(self, store: Store, headline: str, query: str) -> None:
        store.publish(make.article("other", "Nothing of the kind"))
        store.publish(make.article("wall", headline))
        assert [hit.story_id for hit in store.search(query, limit=9)] == ["wall"]

    @pytest.mark.parametrize(
        "query",
        UNUSUAL,
        ids=lambda query: repr(query[:12]),
    )
    def test_any_query_is_safe(self, store: Store, query: str) -> None:
        store.publish(make.article())
        assert isinstance(store.search(query, limit=9), list)

    def test_editions_come_latest_first_and_are_finished_in_place(self, store: Store) -> None:
        store.put_edition(make.edition("one"))
        store.put_edition(make.edition("two", started_at=NOON + hours(1)))
        finished = make.edition("one", finished_at=NOON + hours(1), tally={"articles": 3})
        store.put_edition(finished)
        assert store.editions(limit=9) == [make.edition("two", started_at=NOON + hours(1)), finished]
        assert len(store.editions(limit=1)) == 1

    def test_completions_are_kept_by_key_and_what_they_cost_is_counted_once(self, store: Store) -> None:
        spent = dataclasses.replace(make.completion().model, cost_usd=0.25)
        completion = make.completion(model=spent)
        for _ in range(2):
            store.put_completion("key", WALL, completion, at=NOON)
        store.put_completion("other", StoryId("other"), completion, at=NOON + hours(2))
        assert store.completion("key") == completion
        assert store.completion("nothing") is None
        assert store.model_use(since=NOON) == (2, 2000, 0.5)
        assert store.model_use(since=NOON, story_id=WALL) == (1, 1000, 0.25)
        assert store.model_use(since=NOON + hours(1)) == (1, 1000, 0.25)
        assert store.model_use(since=NOON + hours(3)) == (0, 0, 0.0)

    def test_a_call_is_booked_before_it_is_made_and_settled_after(self, store: Store) -> None:
        budget = ModelBudget(max_tokens_per_day=2500, max_usd_per_day=1.0, max_calls_per_story=2)

        def book(name: str, story_id: StoryId = WALL, usd: float = 0.25) -> str:
            return store.book_call(name, story_id, (1000, usd), at=NOON, since=NOON, budget=budget)

        assert book("one") == ""
        assert book("two", usd=0.9) == "max_usd_per_day"
        assert book("two") == ""
        assert book("three") == "max_tokens_per_day"
        assert store.model_use(since=NOON) == (2, 2000, 0.5)
        spent = dataclasses.replace(make.completion().model, n_input_tokens=90, n_output_tokens=10, cost_usd=0.125)
        store.put_completion("key", WALL, make.completion(model=spent), at=NOON, booking="one")
        assert store.model_use(since=NOON) == (2, 1100, 0.375)
        assert book("three") == "max_calls_per_story"
        assert book("three", StoryId("other")) == ""
        assert store.completion("one") is None

    def test_a_call_that_nobody_answered_counts_for_the_day_and_not_for_its_story(self, store: Store) -> None:
        budget = ModelBudget(max_tokens_per_day=2500, max_calls_per_story=1)
        assert store.book_call("one", WALL, (1000, 0.0), at=NOON, since=NOON, budget=budget) == ""
        store.put_completion(f"{budgets.UNANSWERED}one", WALL, make.completion(), at=NOON, booking="one")
        assert store.model_use(since=NOON, story_id=WALL)[:2] == (1, 1000)
        assert store.book_call("two", WALL, (1000, 0.0), at=NOON, since=NOON, budget=budget) == ""
        assert store.book_call("three", WALL, (1, 0.0), at=NOON, since=NOON, budget=budget) == "max_calls_per_story"
