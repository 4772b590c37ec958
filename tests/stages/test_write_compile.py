"""The embedded default: an article out of excerpts, without any model."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.records.drafts import Draft, Related, SectionKind
from newswright.records.ids import StoryId
from newswright.records.stories import ToldReport
from newswright.stages import verify, write
from newswright.stages.write import attribute
from newswright.testing import flood
from newswright.text import words

RELATED = (Related(story_id=StoryId("dam"), headline="Dam at Elvik passes inspection", dateline_at=flood.NOW),)


def compiled(told: list[ToldReport], policy: write.WritePolicy | None = None) -> Draft:
    judged = policy or write.WritePolicy()
    plan = write.plan(flood.story(told), told, RELATED, now=flood.NOW, policy=judged)
    return write.compile(plan, now=flood.NOW, policy=judged)


def body(draft: Draft) -> list[str]:
    return [s.text for section in draft.sections for s in section.sentences]


def kinds(draft: Draft) -> list[SectionKind]:
    return list(dict.fromkeys(section.kind for section in draft.sections))


def test_the_sections_stand_in_the_order_of_a_newspaper() -> None:
    old = flood.tell("Lund Herald", "The county spent 40 million crowns on dikes along the Varn in spring.", -24 * 9)
    found = kinds(compiled([*flood.told(), old]))
    assert found == sorted(found, key=list(SectionKind).index)
    assert {SectionKind.LEAD, SectionKind.BODY, SectionKind.CONFLICTS, SectionKind.RELATED} <= set(found)


def test_every_sentence_cites_a_passage_that_exists() -> None:
    reports = {one.report.id: one.report for one in flood.told()}
    draft = compiled(flood.told())
    for sentence in draft.sentences:
        assert sentence.cites or sentence.links_to
        for passage in sentence.cites:
            assert 0 <= passage.start < passage.end <= len(reports[passage.report_id].text)


def test_sentences_are_numbered_from_the_headline_on() -> None:
    assert [s.n for s in compiled(flood.told()).sentences] == list(range(len(compiled(flood.told()).sentences)))


def test_the_compiled_article_passes_its_own_verification() -> None:
    told = flood.told()
    reports = {one.report.id: one.report for one in told}
    origins = {one.report.id: one.assignment.origin_id for one in told}
    verdicts = verify.draft(compiled(told), reports, origins=origins, policy=verify.VerifyPolicy(), now=flood.NOW)
    assert [(v.n, v.findings) for v in verdicts if not v.is_supported] == []


def test_every_excerpt_says_inside_the_sentence_who_reports_it_or_goes_on_with_that_outlet() -> None:
    draft = compiled(flood.told())
    outlets = {one.report.outlet for one in flood.told()}
    outlet_of = {one.report.id: one.report.outlet for one in flood.told()}
    for section in draft.sections:
        if section.kind is SectionKind.RELATED:
            continue
        before = None
        for sentence in section.sentences:
            own = outlet_of[sentence.cites[0].report_id]
            assert any(outlet in sentence.text for outlet in outlets) or own == before
            before = own


def test_the_headline_is_short_and_no_outlet_s_headline() -> None:
    headline = compiled(flood.told()).headline.text
    assert 24 <= len(headline) <= 110
    assert not headline.endswith(".")
    assert headline not in {one.report.title for one in flood.told()}


def test_the_dek_adds_to_the_headline() -> None:
    draft = compiled(flood.told())
    headline, dek = (set(words.stems(text, "en")) for text in (draft.headline.text, draft.dek.text))
    assert len(dek - headline) > len(dek) / 2


def test_no_two_sentences_are_alike() -> None:
    told = [flood.tell(f"Outlet {n}", flood.POST.replace("VARNHOLM", f"VARNHOLM{n}"), -n) for n in range(1, 6)]
    counted = Counter(words.stems(text, "en")[3] for text in body(compiled(told)) if len(words.stems(text, "en")) > 3)
    texts = [text.casefold().split(" according to")[0] for text in body(compiled(told))]
    assert len(set(texts)) == len(texts)
    assert counted.total() < 15


def test_quotations_stay_to_the_character() -> None:
    sources = " ".join(one.report.text for one in flood.told())
    for text in body(compiled(flood.told())):
        for quoted in text.split('"')[1::2]:
            assert quoted in sources


def test_both_values_of_a_conflict_are_shown_with_their_outlets() -> None:
    (text,) = [s.text for x in compiled(flood.told()).sections if x.kind is SectionKind.CONFLICTS for s in x.sentences]
    assert text == "The Harbour Post put the number at about 11,000 people; Nordkurier at 12,000 people."


def test_related_stories_are_linked_and_dated() -> None:
    (sentence,) = compiled(flood.told()).sections[-1].sentences
    assert sentence.text == "In related news: Dam at Elvik passes inspection (November 22, 2026)."
    assert sentence.links_to == "dam"


def test_a_single_source_story_stays_short() -> None:
    draft = compiled(flood.told()[:1])
    n_words = sum(len(s.text.split()) for x in draft.sections if x.kind is not SectionKind.RELATED for s in x.sentences)
    assert 20 <= n_words <= 90
    assert draft.plan.only_outlet == "The Harbour Post"


def test_a_multi_source_story_stays_within_its_length() -> None:
    told = [
        flood.tell(f"Outlet {n}", text, -n) for n, text in enumerate([flood.POST, flood.NORDKURIER, flood.TIMES] * 3)
    ]
    told = [
        replace(t, report=replace(t.report, text=t.report.text.replace("Varnholm", f"Town{n}")))
        for n, t in enumerate(told)
    ]
    draft = compiled(told)
    printed = [x for x in draft.sections if x.kind not in (SectionKind.RELATED, SectionKind.CONFLICTS)]
    assert sum(len(s.text.split()) for x in printed for s in x.sentences) <= 350


def test_a_pronoun_is_printed_only_behind_the_sentence_that_it_points_to() -> None:
    sentences = body(compiled(flood.told()))
    pronoun = [n for n, text in enumerate(sentences) if "He said that more rain" in text]
    assert all("Mayor Ingrid Solberg told reporters" in sentences[n - 1] for n in pronoun)
    lonely = [
        flood.tell(
            "Island Times", "The ferries stopped at noon on Lund today. Rain fell. He said that more was expected.", -2
        )
    ]
    assert not any("He said" in text for text in body(compiled(lonely)))


def test_no_origin_is_excerpted_beyond_its_share() -> None:
    policy = write.WritePolicy()
    draft = compiled(flood.told(), policy)
    excerpts = Counter(
        s.cites[0].report_id
        for x in draft.sections
        if x.kind in (SectionKind.LEAD, SectionKind.BODY, SectionKind.BACKGROUND)
        for s in x.sentences
    )
    assert max(excerpts.values()) <= policy.max_excerpts_per_origin


def test_two_outlets_that_say_the_same_are_both_named() -> None:
    told = [
        flood.tell("The Harbour Post", "The council of Varnholm closed both bridges over the Varn late at night.", -4),
        flood.tell("Nordkurier", "Late at night the council of Varnholm closed both bridges over the Varn.", -3),
        flood.tell("Island Times", "The ferry to Lund sails again from the new pier in the south harbour.", -2),
    ]
    assert any("Nordkurier and The Harbour Post" in text for text in body(compiled(told)))


def test_without_evidence_the_draft_is_empty_and_no_error() -> None:
    draft = compiled([flood.tell("The Harbour Post", "", -1)])
    assert draft.headline.text == ""
    assert [s.kind for s in draft.sections] == [SectionKind.RELATED]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Der Fluss Varn trat in der Nacht über die Ufer.",
            "Der Fluss Varn trat in der Nacht über die Ufer, berichtete Nordkurier.",
        ),
        (
            "es",
            "El río Varn se desbordó durante la noche.",
            "El río Varn se desbordó durante la noche, informó Nordkurier.",
        ),
        (
            "fr",
            "La rivière Varn a débordé dans la nuit.",
            "La rivière Varn a débordé dans la nuit, a rapporté Nordkurier.",
        ),
        ("zh", "瓦恩河昨夜决堤。", "瓦恩河昨夜决堤。 (Nordkurier)."),
    ],
)
def test_attribution_is_in_the_article_s_language(language: str, text: str, expected: str) -> None:
    assert attribute.sentence(text, ["Nordkurier"], language=language, turn=0) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam holds, the ministry said.", "According to Nordkurier, the dam holds, the ministry said."),
        ("Solberg said the dam holds.", "Solberg said the dam holds, according to Nordkurier."),
        ("The mayor said: “It holds.”", "According to Nordkurier, the mayor said: “It holds.”"),
        ("Solberg said: “It holds.”", "Solberg said: “It holds.” (Nordkurier)."),
    ],
)
def test_attribution_never_makes_the_outlet_say_what_a_person_said(text: str, expected: str) -> None:
    assert attribute.sentence(text, ["Nordkurier"], language="en", turn=0) == expected


def test_a_sentence_that_names_its_outlet_needs_no_attribution() -> None:
    text = "The dam holds, the ministry told Nordkurier."
    assert attribute.sentence(text, ["Nordkurier"], language="en", turn=0) == text


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        (
            "The county of Varnholm closed both bridges over the Varn on Sunday.",
            "The county of Varnholm closed both bridges over the Varn",
        ),
        (
            "The ferry to Lund will sail again from Sunday after two weeks.",
            "The ferry to Lund will sail again from Sunday",
        ),
        ("By that standard the flood, 40 pages long, is a triumph of the county on the river Varn.", ""),
        (
            "The bail plea filed on behalf of the mayor, who was arrested, was refused by the court in Varnholm.",
            "Bail plea filed on behalf of mayor was refused by court",
        ),
    ],
)
def test_a_headline_keeps_what_it_needs(sentence: str, headline: str) -> None:
    draft = compiled([flood.tell("Nordkurier", sentence, -1)])
    assert draft.headline.text.startswith(headline)
    if "bail" in sentence:
        assert "refused" in draft.headline.text


@given(st.permutations(flood.told()))
def test_the_same_reports_give_the_same_article(told: list[ToldReport]) -> None:
    assert compiled(told) == compiled(flood.told())


@given(st.lists(st.text(max_size=400), min_size=1, max_size=4), st.sampled_from(["en", "de", "ta", "zh", "ar", "und"]))
def test_any_text_can_be_compiled(raw: list[str], language: str) -> None:
    told = [flood.tell(f"Outlet {n}", text, -n, language=language) for n, text in enumerate(raw)]
    draft = compiled(told)
    assert all(s.cites or s.links_to for s in draft.sentences if s.text)


@pytest.mark.parametrize(
    "text", ["A boy of 14 is held, Inspector Adair told the Gazette.", "The Gazette’s count is nine."]
)
def test_a_sentence_that_calls_its_outlet_by_its_last_name_needs_no_attribution(text: str) -> None:
    assert attribute.sentence(text, ["Brackwater Gazette"], language="en", turn=0) == text


def test_sentences_of_one_outlet_in_a_row_are_attributed_once() -> None:
    text = (
        "The harbour council of Ostvik rejected a second ferry pier on Tuesday by nine votes to six. "
        "Boats will go on using the old stone quay below the church until another place is found. "
        "Engineers had put the price of the work at 40 million crowns over three years."
    )
    told = [flood.tell("Ostvik Post", text, -1)]
    sections = [one for one in compiled(told).sections if one.kind is not SectionKind.RELATED]
    paragraphs = [[s.text for s in section.sentences] for section in sections]
    assert all("Ostvik Post" in sentences[0] for sentences in paragraphs)
    assert any("Ostvik Post" not in text for sentences in paragraphs for text in sentences[1:])
