"""A new version only where something is told anew."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from newswright.records.articles import Article, Section
from newswright.records.drafts import Conflict, ConflictValue, SectionKind
from newswright.records.ids import StoryId
from newswright.stages.publish import news
from newswright.testing import factories as make
from newswright.testing.factories import NOON


def conflict(fact: str, **values: str) -> Conflict:
    """A disagreement: who says which value; several outlets of one value joined by '_and_'."""
    return Conflict(
        fact=fact,
        values=tuple(
            ConflictValue(value=value, outlets=tuple(who.split("_and_")), passages=(), stated_at=NOON)
            for who, value in values.items()
        ),
    )


def article(*conflicts: Conflict, **more: Any) -> Article:
    made = make.article(conflicts=conflicts, sources=(make.source_line(revision=1),), **more)
    said = tuple(
        make.sentence(4 + k, "; ".join(f"{v.outlets[0]} says {v.value}" for v in one.values) + ".")
        for k, one in enumerate(conflicts)
    )
    closing = (Section(kind=SectionKind.CONFLICTS, sentences=said),) if said else ()
    return replace(made, sections=(*made.sections, *closing))


DEAD = conflict("people dead", Post="17", Herald="19")
SHEEP = conflict("sheep", Courier="78", Lantern="85")
GOATS = conflict("goats", Star="3", Times="4")


def test_the_same_sentences_in_another_order_are_no_news() -> None:
    before = article(DEAD, SHEEP)
    assert news.is_same(before, article(SHEEP, DEAD))
    turned = replace(before, sections=(*reversed(before.sections[:2]), *before.sections[2:]))
    assert news.is_same(before, turned)


def test_a_figure_updated_within_a_disagreement_is_news() -> None:
    assert not news.is_same(article(DEAD), article(conflict("people dead", Post="18", Herald="19")))


def test_further_outlets_behind_the_same_figures_are_no_news() -> None:
    assert news.is_same(article(DEAD), article(conflict("people dead", Post_and_Star="17", Herald="19")))


@pytest.mark.parametrize("after", [(DEAD, SHEEP), ()], ids=["one-more", "one-fewer"])
def test_a_disagreement_more_or_fewer_is_news(after: tuple[Conflict, ...]) -> None:
    assert not news.is_same(article(DEAD), article(*after))


def test_one_disagreement_in_the_place_of_another_of_equal_weight_is_no_news() -> None:
    assert news.is_same(article(DEAD, SHEEP), article(DEAD, GOATS))


def test_a_disagreement_of_more_outlets_in_the_place_of_another_is_news() -> None:
    weightier = conflict("people missing", Star_and_Times="5", Post_and_Lantern="9")
    assert not news.is_same(article(DEAD, SHEEP), article(DEAD, weightier))


def test_other_neighbouring_stories_are_no_news_and_the_first_ones_are() -> None:
    def beside(*stories: str) -> Article:
        links = tuple(make.sentence(9, f"See {one}.", citations=(), links_to=StoryId(one)) for one in stories)
        made = article()
        return replace(made, sections=(*made.sections, Section(kind=SectionKind.RELATED, sentences=links)))

    assert news.is_same(beside("ferry"), beside("dam"))
    assert news.is_same(beside("ferry"), article())
    assert not news.is_same(article(), beside("ferry"))


def test_a_second_voice_ends_that_only_one_outlet_reports_it() -> None:
    alone = article(labels=make.labels(only_outlet="Harbour Post"))
    assert not news.is_same(alone, article(labels=make.labels(only_outlet=None)))


def test_a_version_that_cites_a_revised_report_is_replaced_though_the_words_are_the_same() -> None:
    before = article()
    revised = make.report(revision=2, text="Something else. " + make.report().text)
    cited = make.citation(revised, 0, 15)
    moved = tuple(
        replace(s, sentences=tuple(replace(each, citations=(cited,)) for each in s.sentences)) for s in before.sections
    )
    after = replace(before, sections=moved, sources=(make.source_line(revised, revision=2),))
    after = replace(
        after, headline=replace(after.headline, citations=(cited,)), dek=replace(after.dek, citations=(cited,))
    )
    assert not news.is_same(before, after)
    assert news.is_same(before, replace(before, issued_at=NOON + timedelta(hours=1)))


def test_what_was_withdrawn_tells_nothing() -> None:
    assert not news.is_same(article(withdrawn="Not confirmed."), article())


def test_an_attribution_turned_round_is_no_news_and_a_figure_is() -> None:
    def saying(text: str) -> Article:
        made = article()
        return replace(made, sections=(Section(kind=SectionKind.LEAD, sentences=(make.sentence(2, text),)),))

    before = saying("The Harbour Post reported that the auditor cleared the minister of knowing about 3 meetings.")
    turned = saying("The auditor cleared the minister of knowing about 3 meetings, according to The Harbour Post.")
    other = saying("The auditor cleared the minister of knowing about 4 meetings, according to The Harbour Post.")
    assert news.is_same(before, turned)
    assert news.anew(before, turned) == []
    assert not news.is_same(before, other)
    assert [s.n for s in news.anew(before, other)] == [2]
