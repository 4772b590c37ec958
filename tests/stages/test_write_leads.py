"""The sentence that opens an article tells the story's news; nothing is told twice; what belongs together stands together."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.drafts import Draft, SectionKind
from newswright.records.stories import ToldReport
from newswright.stages import write
from newswright.stages.write import arrange, choose, leads, persons, tighten, wording
from newswright.testing import flood

POLICY = write.WritePolicy()
SCENE = (
    "The news that the Varn dyke would be rebuilt reached Lund by radio, while people were carrying carpets to the kerb. "
    "“About time,” said Bo Lindqvist, who has a bakery in Lund. Varnholm county will rebuild the dyke in spring."
)
WIRE = (
    "VARNHOLM — Varnholm county ordered the rebuilding of the Varn dyke on Sunday. Work will cost 40 million crowns. "
    "The contract goes to a builder from Elvik."
)
PLAIN = (
    "Varnholm county has ordered a new Varn dyke at Lund. Engineers from Elvik will build it for 40 million crowns. "
    "Farmers near Lund welcomed the decision."
)


def told(*texts: str) -> list[ToldReport]:
    titles = ("Varnholm county orders new Varn dyke", "County to rebuild Varn dyke", "Lund to get a new dyke")
    made = [flood.tell(f"Outlet {n}", text, -n) for n, text in enumerate(texts)]
    return [replace(one, report=replace(one.report, title=title)) for one, title in zip(made, titles, strict=False)]


def compiled(reports: list[ToldReport]) -> Draft:
    plan = write.plan(flood.story(reports), reports, (), now=flood.NOW, policy=POLICY)
    return write.compile(plan, now=flood.NOW, policy=POLICY)


def lead_of(draft: Draft) -> str:
    return next(s.text for x in draft.sections if x.kind is SectionKind.LEAD for s in x.sentences)


def test_an_article_opens_with_its_news_and_not_with_a_scene() -> None:
    assert "county" in lead_of(compiled(told(SCENE, WIRE, PLAIN)))
    assert "by radio" not in lead_of(compiled(told(SCENE, WIRE, PLAIN)))


def test_the_dek_is_no_bare_quotation() -> None:
    assert not compiled(told(SCENE, WIRE, PLAIN)).dek.text.startswith("“")


def test_the_opening_of_another_report_is_not_told_again() -> None:
    draft = compiled(told(SCENE, WIRE, PLAIN))
    printed = [s.text for x in draft.sections for s in x.sentences]
    assert sum("ordered" in text for text in printed) == 1


def test_a_quotation_is_printed_once() -> None:
    draft = compiled(told(SCENE, WIRE, PLAIN))
    assert sum("About time" in s.text for s in draft.sentences) <= 1


def test_the_sentences_of_one_report_stand_together_and_in_its_order() -> None:
    reports = told(SCENE, WIRE, PLAIN)
    plan = write.plan(flood.story(reports), reports, (), now=flood.NOW, policy=POLICY)
    lines = choose.lines(plan, policy=POLICY)
    gains = choose.Choice(lines, plan, 300, POLICY).gains()
    lead = leads.ranked(lines, plan, gains, policy=POLICY)[0]
    set_lines = [x for part in arrange.paragraphs([x for x in lines if x != lead], lead, policy=POLICY) for x in part]
    ids = [x.evidence.passage.report_id for x in set_lines]
    assert sorted(set_lines, key=lambda x: x.key) == sorted([x for x in lines if x != lead], key=lambda x: x.key)
    assert len([n for n in range(1, len(ids)) if ids[n] != ids[n - 1]]) == len(set(ids)) - 1
    assert all(a.key < b.key for a, b in pairwise(set_lines) if a.key[0] == b.key[0])


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (
            "The inquiry is to be led by Runa Skarsgard, a retired judge.",
            "Retired judge Runa Skarsgard will lead the inquiry, the government told parliament.",
        ),
        ("Nine boats sank in the harbour of Lund.", "In the harbour of Lund 9 boats have sunk, police said."),
    ],
)
def test_a_fact_in_other_words_is_told_again(new: str, old: str) -> None:
    assert wording.tells_again(new, old, "en")


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("The Lund ferry will sail again on Friday.", "The Lund ferry cost 40 million crowns to build."),
        ("Olga Brandt of Varnholm won the cup.", "Olga Brandt, who lives in Varnholm, sold her boat."),
    ],
)
def test_names_alone_do_not_make_two_sentences_alike(new: str, old: str) -> None:
    assert not wording.tells_again(new, old, "en")


@given(st.text(max_size=120), st.sampled_from(["en", "de", "zh", "si"]))
def test_whether_a_sentence_is_told_again_can_be_asked_of_any_text(text: str, language: str) -> None:
    assert wording.tells_again(text, text, language) in (True, False)


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("The bill will delay banks", "The bill will delay banks from selling houses."),
        ("Drivers involved in racing on the quay", "Drivers involved in racing on the quay were fined by the court."),
        ("The council named Olga Brandt", "The council named Olga Brandt as its chair."),
        ("The fire was noticed on Friday morning, June 3", "The fire was noticed on Friday morning, June 3, 2022."),
        ("The minister told Radio Lund", "The minister told Radio Lund that the bridge is safe."),
        ("Although the county has a plan", "Although the county has a plan for it, nothing was built."),
        ("The police say that a boat from Lund", "The police say that a boat from Lund sank."),
    ],
)
def test_a_headline_is_not_cut_before_what_its_verb_needs(cut: str, whole: str) -> None:
    assert tighten.falls_short(cut, whole)


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("The council approved the bridge", "The council approved the bridge after two years of debate."),
        (
            "Drivers in Lund agreed to end a strike",
            "Drivers in Lund agreed to end a strike that had stopped all trams.",
        ),
    ],
)
def test_a_main_clause_is_a_headline(cut: str, whole: str) -> None:
    assert not tighten.falls_short(cut, whole)


def test_a_finding_is_not_cut_off_from_those_who_believe_it() -> None:
    sentence = "A metal clamp left in a toolbox led to the fire on the ferry at Lund, investigators believe"
    assert all("believe" in form for form in tighten.forms(sentence, n_chars=80))


def test_a_person_is_named_in_full_where_the_article_first_names_them() -> None:
    text = (
        "Chief engineer Olga Brandt said the dyke at Lund had no gate. Brandt said the pumps of Elvik had failed twice."
    )
    reports = told(WIRE, text)
    plan = write.plan(flood.story(reports), reports, (), now=flood.NOW, policy=POLICY)
    known = persons.Persons.of(plan)
    said, passages = known.introduce("Brandt said the pumps of Elvik had failed twice.")
    assert said == "Olga Brandt said the pumps of Elvik had failed twice."
    assert [p.of(text) for p in passages] == [text.partition(". ")[0] + "."]
    assert known.introduce("Brandt went home.") == ("Brandt went home.", ())


@pytest.mark.parametrize(
    "sentence", ["“Brandt is right,” they said.", "The Brandt report is out.", "Karl Brandt went home."]
)
def test_a_name_in_a_quotation_of_a_thing_or_of_another_is_left_alone(sentence: str) -> None:
    reports = told(WIRE, "Chief engineer Olga Brandt said the dyke at Lund had no gate.")
    plan = write.plan(flood.story(reports), reports, (), now=flood.NOW, policy=POLICY)
    assert persons.Persons.of(plan).introduce(sentence)[0] == sentence
