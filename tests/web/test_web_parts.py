"""The page's small parts: times, limits, labels, differences, directions, charts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.articles import Article, Disclosure, Review, Section
from newswright.records.drafts import SectionKind
from newswright.records.ids import StoryId
from newswright.records.stories import TrendHour
from newswright.testing import factories as make
from newswright.web import changes, charts, exports, labels, limits, scripts, site, times

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=-90), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=1), "1 h ago"),
        (timedelta(hours=23), "23 h ago"),
        (timedelta(hours=30), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=10), "12 November"),
        (timedelta(days=400), "18 October 2025"),
    ],
)
def test_ages_are_said_as_briefly_as_they_stay_true(ago: timedelta, said: str) -> None:
    assert times.ago(NOW - ago, now=NOW) == said


def test_a_limit_lets_through_what_it_says_and_fills_up_again() -> None:
    limiter, limit = limits.Limiter(), limits.Limit(n=3, per_s=60)
    assert [limiter.allows(limit, "a", now=NOW) for _ in range(5)] == [True, True, True, False, False]
    assert limiter.allows(limit, "b", now=NOW)
    assert limiter.allows(limit, "a", now=NOW + timedelta(seconds=21))
    assert not limiter.allows(limit, "a", now=NOW + timedelta(seconds=22))


def test_a_limiter_forgets_addresses_after_an_hour() -> None:
    limiter, limit = limits.Limiter(), limits.Limit(n=3, per_s=60)
    limiter.allows(limit, "192.0.2.7", now=NOW)
    limiter.allows(limit, "192.0.2.8", now=NOW + timedelta(minutes=61))
    assert "192.0.2.7" not in repr(limiter._buckets)


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 30)), max_size=60))
def test_a_limit_is_never_overrun(calls: list[tuple[int, float]]) -> None:
    limiter, limit, now, passed = limits.Limiter(), limits.Limit(n=3, per_s=60), NOW, []
    for _, wait_s in calls:
        now += timedelta(seconds=wait_s)
        if limiter.allows(limit, "one", now=now):
            passed.append(now)
    for start in passed:
        assert sum(start <= at < start + timedelta(seconds=60) for at in passed) <= 2 * limit.n


@pytest.mark.parametrize("disclosure", Disclosure)
def test_a_label_is_never_empty(disclosure: Disclosure) -> None:
    label = labels.of(make.labels(text="  ", disclosure=disclosure))
    assert label.text
    assert label.short in labels.SHORT.values()


def test_a_reviewed_article_names_its_reviewer_in_the_header_and_no_header_can_be_broken() -> None:
    review = Review(by='Eva "the\r\nX-Evil: 1" Ö', at=NOW, decision="approved")
    article = make.article(labels=make.labels(disclosure=Disclosure.GENERATED, review=review))
    header = labels.header(article)
    assert "mode=ai-originated" in header
    assert 'reviewed-by="Eva \\"theX-Evil: 1\\" "' in header
    assert header.isascii()
    assert "\n" not in header


def test_a_changed_number_is_the_only_thing_marked() -> None:
    old = make.article(dek=make.sentence(1, "About 13,000 people left."))
    new = make.article(dek=make.sentence(1, "About 12,000 people left."))
    runs = changes.between(old, new)[1]
    assert [(run.kind, run.text) for run in runs] == [
        ("same", "About "),
        ("gone", "13"),
        ("new", "12"),
        ("same", ",000 people left."),
    ]


def test_sentences_that_came_or_went_are_marked_whole() -> None:
    old, new = make.article(), make.article(sections=make.article().sections[:1])
    assert [line[0].kind for line in changes.between(old, new)] == ["same", "same", "same", "gone"]
    assert [line[0].kind for line in changes.between(new, old)] == ["same", "same", "same", "new"]


def test_a_sentence_that_moved_is_no_difference() -> None:
    old = make.article()
    new = make.article(sections=old.sections[::-1])
    lines = changes.between(old, new)
    assert [[run.kind for run in line] for line in lines] == [["same"]] * 4
    assert [line[0].text for line in lines] == [s.text for s in new.sentences]


words = st.lists(st.sampled_from(["the", "wall", "fell", "12", "noon", ",", "not"]), max_size=8).map(" ".join)


@given(st.lists(words, min_size=1, max_size=5), st.lists(words, min_size=1, max_size=5))
def test_a_difference_can_be_read_back_to_either_version(before: list[str], after: list[str]) -> None:
    def article(texts: list[str]) -> Article:
        sections = (
            Section(kind=SectionKind.BODY, sentences=tuple(make.sentence(n + 2, t) for n, t in enumerate(texts))),
        )
        return make.article(sections=sections)

    lines = changes.between(article(before), article(after))
    new = ["".join(run.text for run in line if run.kind != "gone") for line in lines]
    old = ["".join(run.text for run in line if run.kind != "new") for line in lines]
    assert [text for text in new if text][2:] == [text for text in after if text]
    head = [text for text in old if text][:2]
    assert sorted(text for text in old if text) == sorted([*head, *(text for text in before if text)]), "in any order"


@pytest.mark.parametrize(
    ("language", "way"), [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("de", "ltr"), ("und", "ltr")]
)
def test_languages_know_their_direction(language: str, way: str) -> None:
    assert scripts.direction(language) == way


def test_reading_takes_at_least_a_minute_and_longer_texts_longer() -> None:
    assert scripts.reading_minutes("") == 1
    assert scripts.reading_minutes("word " * 1_190) == 5
    assert scripts.reading_minutes("新闻" * 390) == 3


@pytest.mark.parametrize(
    "url",
    ["javascript:x()", "data:text/html,x", "//host/x", "/x", "", "http://", "http://[", "ftp://host/", "mailto:a@b"],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert site.web_url(url) == ""


def test_web_addresses_become_links() -> None:
    assert site.web_url(" https://host.example/a?b=c ") == "https://host.example/a?b=c"


def hours(*n_origins: int, expected: float = 0.25) -> tuple[TrendHour, ...]:
    return tuple(
        TrendHour(at=make.NOON + make.hours(n), n_origins=told, expected=expected) for n, told in enumerate(n_origins)
    )


def test_a_chart_of_a_story_s_hours_says_its_figures_in_words() -> None:
    drawn = charts.spread(make.trend(StoryId("wall"), make.NOON + make.hours(3.5), hours=hours(1, 0, 5, 2)))
    assert drawn is not None
    assert drawn.words == (
        "Independent outlets with something new, hour by hour from 14 March 2026, 12:00 UTC: 1, 0, 5, 2. "
        "Most were 5, in the hour from 14:00 UTC; 0.25 an hour would be usual."
    )
    assert (drawn.begins, drawn.ends, drawn.top) == ("12:00 UTC", "15:30 UTC", 5)


def test_a_trend_that_was_recorded_without_hours_has_no_chart() -> None:
    assert charts.spread(make.trend(StoryId("wall"))) is None


@given(st.lists(st.integers(0, 400), min_size=1, max_size=48), st.floats(0, 50))
def test_a_chart_stays_in_its_box(n_origins: list[int], expected: float) -> None:
    drawn = charts.spread(make.trend(StoryId("wall"), hours=hours(*n_origins, expected=expected)))
    assert drawn is not None
    points = [tuple(map(float, point.split(","))) for point in drawn.usual.split()]
    corners = [(x, y) for bar in drawn.bars for x, y in ((bar.x, bar.y), (bar.x + bar.width, bar.y + bar.height))]
    assert all(-0.1 <= x <= drawn.width + 0.1 and 0 <= y <= drawn.floor + 0.1 for x, y in [*points, *corners])
    assert len(drawn.bars) == sum(n > 0 for n in n_origins)


@given(st.text())
def test_json_in_a_page_never_ends_its_element(text: str) -> None:
    written = str(exports.script_json({"headline": text}))
    assert not set("<>&\u2028\u2029") & set(written)


def test_text_exports_open_with_the_label_and_list_their_sources() -> None:
    written = exports.text(make.article(), url="https://news.example/story/wall")
    assert written.startswith("Compiled by software from 1 report.")
    assert "[1] The Harbour Post: Harbour wall gives way" in written
    withdrawn = exports.text(replace(make.article(), withdrawn="It was wrong."), url="https://news.example/story/wall")
    assert "The ferry" not in withdrawn
    assert "It was wrong." in withdrawn
