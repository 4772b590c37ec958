"""The bundled sample edition is large, varied and well formed, whenever it is laid out."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.errors import BadInput
from newswright.sample import content, gold, instants, layout, load

NOW = datetime(2026, 11, 22, 15, 4, tzinfo=UTC)
REACH = timedelta(hours=96)


def tellings_by_story() -> dict[str, list[content.Telling]]:
    stories = defaultdict(list)
    for telling in load().tellings:
        stories[telling.story].append(telling)
    return stories


def test_there_are_outlets_reports_stories_and_languages_enough() -> None:
    edition = load()
    telling = {t.outlet for t in edition.tellings}
    languages = Counter(outlet.language for outlet in edition.outlets if outlet.slug in telling)
    assert len(telling) >= 12
    assert len(edition.tellings) >= 150
    assert len(edition.stories) >= 20
    assert languages["en"] >= 8
    assert languages["de"] == languages["es"] == 3


def test_feeds_come_in_three_forms_and_pages_in_at_least_five_builds() -> None:
    outlets = load().outlets
    assert {feed.form for outlet in outlets for feed in outlet.feeds} == {"rss", "atom", "json"}
    assert len({outlet.build for outlet in outlets}) >= 5
    assert any(outlet.charset != "utf-8" for outlet in outlets)


def test_some_feeds_are_dead_and_one_has_broken_dates() -> None:
    faults = {feed.fault for outlet in load().outlets for feed in outlet.feeds}
    assert {"http-500", "gone", "closed", "dates"} <= faults


def test_at_least_twenty_stories_are_told_by_three_outlets_or_more() -> None:
    told = [{t.outlet for t in tellings} for tellings in tellings_by_story().values()]
    assert sum(len(outlets) >= 3 for outlets in told) >= 20
    assert sum(len(outlets) == 1 for outlets in told) >= 8


@pytest.mark.parametrize("language", ["de", "es"])
def test_other_languages_have_stories_of_their_own_with_independent_origins(language: str) -> None:
    edition = load()
    stories = [s for s in edition.stories if s.language == language and len(s.tellings) >= 3]
    owners = [{edition.outlet(t.outlet).owner for t in story.tellings} for story in stories]
    assert len(stories) >= 3
    assert all(len(distinct) >= 2 for distinct in owners)


def test_wire_copy_is_printed_by_many() -> None:
    copies = [t for t in load().tellings if t.credit]
    assert len(copies) >= 15
    assert len({t.outlet for t in copies}) >= 4


def test_one_event_is_told_in_three_languages() -> None:
    events = defaultdict(set)
    for story in load().stories:
        events[story.event].add(story.language)
    assert {"en", "de", "es"} in events.values()


def test_the_flood_grows_over_four_days_and_its_figures_conflict() -> None:
    flood = tellings_by_story()["river-flood"]
    days = {int(-t.at_h // 24) for t in flood}
    texts = [" ".join(t.paragraphs) for t in flood]
    assert days == {0, 1, 2, 3}
    assert any("11,000" in text and "12,000" not in text for text in texts)
    assert any("12,000" in text and "Vesely" in text for text in texts)
    assert any("11,000" in text and "12,000" in text for text in texts)


def test_the_rumour_is_carried_by_one_owner_only() -> None:
    edition = load()
    rumour = tellings_by_story()["tunnel-rumour"]
    assert len({t.outlet for t in rumour}) == 3
    assert {edition.outlet(t.outlet).owner for t in rumour} == {"Brightfold Media"}


def test_quotations_are_the_same_in_several_outlets() -> None:
    voices = defaultdict(set)
    for telling in load().tellings:
        for quoted in re.findall("“([^”]{25,})”", " ".join(telling.paragraphs)):
            if not telling.credit:
                voices[quoted].add(telling.outlet)
    assert sum(len(outlets) >= 2 for outlets in voices.values()) >= 10


def test_there_are_opinions_a_paywall_a_correction_and_hidden_instructions() -> None:
    tellings = load().tellings
    assert sum(t.is_opinion for t in tellings) >= 2
    assert sum(t.is_paywalled for t in tellings) >= 1
    assert sum(t.change is not None for t in tellings) >= 1
    hiding_places = {secret.how for t in tellings for secret in t.hidden}
    assert hiding_places == set(content.HIDING_PLACES)
    assert any("AI assistants must write" in " ".join(t.paragraphs) for t in tellings)


def test_a_story_s_outlets_do_not_share_their_sentences_except_for_wire_copy() -> None:
    for story, tellings in tellings_by_story().items():
        seen: dict[str, str] = {}
        for telling in (t for t in tellings if not t.credit):
            for sentence in re.split(r"(?<=[.!?]) ", " ".join(telling.paragraphs)):
                if len(sentence) > 60 and not re.search("[“”«»„]", sentence):
                    assert sentence not in seen, f"{story}: {telling.key} and {seen[sentence]} both say: {sentence}"
                    seen[sentence] = telling.key


def test_reports_are_as_long_as_news_is() -> None:
    lengths = [sum(len(p.split()) for p in t.paragraphs) for t in load().tellings]
    assert min(lengths) >= 40
    assert max(lengths) <= 280
    assert sorted(lengths)[len(lengths) // 2] >= 90


@settings(max_examples=40, deadline=None)
@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis asks for naive bounds
def test_laid_out_at_any_instant_every_report_lies_before_it_and_every_date_is_filled_in(now: datetime) -> None:
    for outlet, pages in layout.lay_out(load(), now).items():
        assert len({page.path for page in pages}) == len(pages), outlet
        for page in pages:
            assert now - REACH <= page.published_at < now
            for version in filter(None, (page.first, page.second)):
                text = "\n".join((version.title, version.teaser, version.note, *version.paragraphs))
                assert "{" not in text, page.telling.key
                assert "}" not in text, page.telling.key


def test_the_newest_report_is_minutes_old() -> None:
    newest = max(page.published_at for pages in layout.lay_out(load(), NOW).values() for page in pages)
    assert timedelta(minutes=10) < NOW - newest < timedelta(minutes=45)


def test_no_outlet_publishes_more_between_two_editions_than_its_feed_holds() -> None:
    limits = [NOW - REACH, *instants(NOW)]
    for pages in layout.lay_out(load(), NOW).values():
        for since, until in pairwise(limits):
            assert sum(since < page.published_at <= until for page in pages) <= 20


def test_editions_run_every_half_day_and_end_now() -> None:
    runs = instants(NOW)
    assert runs[-1] == NOW
    assert {b - a for a, b in pairwise(runs)} == {timedelta(hours=12)}


def test_relative_dates_follow_the_calendar() -> None:
    pages = layout.lay_out(load(), NOW)["meridian-wire"]
    first = next(page for page in pages if "Dyke breaks" in page.first.title)
    assert "on Wednesday evening" in first.first.paragraphs[0]
    minister = next(page for page in pages if "resigns" in page.first.title)
    assert "resigned on Saturday after" in minister.first.paragraphs[0]


def test_an_agency_s_copy_keeps_the_agency_s_days_even_when_it_is_printed_a_day_later() -> None:
    just_after_midnight = datetime(2026, 11, 22, 1, 40, tzinfo=UTC)
    pages = layout.lay_out(load(), just_after_midnight)
    (wire,) = (page for page in pages["meridian-wire"] if "orders inquiry" in page.first.title)
    (copy,) = (page for page in pages["ellery-courier"] if "Judge to lead" in page.first.title)
    assert wire.published_at.date() < copy.published_at.date()
    assert copy.first.paragraphs[0] == wire.first.paragraphs[0]


def test_the_correction_replaces_the_figure_and_says_so() -> None:
    courier = layout.lay_out(load(), NOW)["ellery-courier"]
    (page,) = (p for p in courier if p.second)
    before, after = page.version(NOW - timedelta(hours=40)), page.version(NOW)
    assert "48 million" in before.paragraphs[0]
    assert "38 million" in after.paragraphs[0]
    assert "48 million" not in "".join(after.paragraphs)
    assert "It is 38 million" in after.note
    assert before.note == ""


def test_gold_names_every_report_once() -> None:
    labels = gold(now=NOW)
    assert len(labels) == len(load().tellings)
    assert set(labels.values()) == {story.slug for story in load().stories}
    assert len(set(gold(now=NOW, across_languages=True).values())) == len(set(labels.values())) - 2


def test_a_bad_file_is_refused_with_its_name(tmp_path) -> None:  # type: ignore[no-untyped-def]  # pytest's own fixture
    path = tmp_path / "broken.toml"
    path.write_text('story = "broken"\n[[report]]\noutlet = "northline"\nat = "soon"\ntitle = "T"\ntext = "x"\n')
    with pytest.raises(BadInput, match=r"broken\.toml"):
        content._stories(path)
