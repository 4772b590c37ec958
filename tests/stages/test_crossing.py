"""Reports of one happening in two languages. All names, places and events of these texts are made up."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.stages.cluster import crossing


def told(title: str, *sentences: str) -> tuple[str, str]:
    return title, " ".join(sentences)


ENGLISH = told(
    "Three fishermen drown as boat capsizes off Marunkeni",
    "Three fishermen aged 24, 31 and 46 drowned when their boat capsized off Marunkeni on June 14, the Navy said.",
    "Police identified the owner as Sunimal Dehigaspe.",
    "Their families will receive 2.5 million rupees, Minister Ruwan Atapattuge said.",
)
SINHALA = told(
    "මරුන්කේණියේ බෝට්ටුවක් පෙරළී ධීවරයින් තිදෙනෙකු දියේ ගිලී මරුට",
    "ජූනි 14 දින මරුන්කේණි මුහුදේ දී බෝට්ටුවක් පෙරළී යාමෙන් වයස 24, 31 සහ 46 වන ධීවරයින් තිදෙනෙකු මියගොස් ඇති බව",
    "නාවික හමුදාව පවසයි. බෝට්ටුවේ හිමිකරු සුනිමල් දෙහිගස්පේ බව පොලීසිය කියයි.",
    "පවුල්වලට රුපියල් මිලියන 2.5ක් ලැබෙන බව අමාත්‍ය රුවන් අටපත්තුගේ පැවසීය.",
)
TAMIL = told(
    "மருன்கேணியில் படகு கவிழ்ந்து மீனவர்கள் மூவர் நீரில் மூழ்கி பலி",
    "ஜூன் 14 ஆம் திகதி மருன்கேணி கடலில் படகு கவிழ்ந்ததில் 24, 31, 46 வயதுடைய மீனவர்கள் மூவர் உயிரிழந்ததாக",
    "கடற்படை தெரிவித்துள்ளது. படகின் உரிமையாளர் சுனிமல் தெஹிகஸ்பே என பொலிஸார் தெரிவித்தனர்.",
    "குடும்பங்களுக்கு 2.5 மில்லியன் ரூபா வழங்கப்படும் என அமைச்சர் ருவன் அட்டபத்துகே கூறினார்.",
)
OTHER = told(
    "Harbour workers of Velpitiya call off strike",
    "Harbour workers at Velpitiya ended a strike of 9 days after talks with Minister Nalaka Edirimanna,",
    "their union said on June 14.",
)
CHINESE = told(
    "法国总统马克龙6月14日抵达新德里会见莫迪",
    "法国总统马克龙6月14日抵达印度新德里，与莫迪总理会谈，双方签署价值25亿美元的潜艇协议。一名37岁的男子在抗议中被捕。",
)
FRENCH_VISIT = told(
    "France's Macron meets Modi in New Delhi",
    "President Emmanuel Macron of France met Prime Minister Narendra Modi in New Delhi, India, on June 14",
    "and signed an agreement on submarines worth 2.5 billion dollars. A 37-year-old man was arrested in a protest.",
)


def codes(report: tuple[str, str], language: str) -> dict[int, float]:
    return crossing.codes(crossing.keys(*report, language))


@pytest.fixture
def idf() -> Callable[[int], float]:
    """Sounds, acronyms and places are rare, concepts and small numbers are not."""
    rare = {"s": 6.5, "a": 6.5, "c": 3.2, "p": 4.5, "n": 3.0, "y": 5.5, "d": 4.5}
    return lambda key: rare[crossing.KINDS[key >> 24]]


@pytest.mark.parametrize(
    ("one", "other"),
    [(("en", ENGLISH), ("si", SINHALA)), (("en", ENGLISH), ("ta", TAMIL)), (("si", SINHALA), ("ta", TAMIL))],
)
def test_one_happening_is_recognised_in_two_languages(
    one: tuple[str, tuple[str, str]], other: tuple[str, tuple[str, str]], idf: Callable[[int], float]
) -> None:
    likely = crossing.score(codes(one[1], one[0]), codes(other[1], other[0]), idf=idf, gap_h=2.0)
    assert likely >= crossing.CrossingPolicy().join_from


@pytest.mark.parametrize(("language", "report"), [("si", SINHALA), ("ta", TAMIL), ("zh", CHINESE)])
def test_another_happening_of_the_same_day_is_not(
    language: str, report: tuple[str, str], idf: Callable[[int], float]
) -> None:
    assert crossing.score(codes(OTHER, "en"), codes(report, language), idf=idf, gap_h=2.0) < 0.2


def test_english_and_chinese_are_recognised(idf: Callable[[int], float]) -> None:
    likely = crossing.score(codes(FRENCH_VISIT, "en"), codes(CHINESE, "zh"), idf=idf, gap_h=3.0)
    assert likely >= crossing.CrossingPolicy().join_from


def test_names_are_shared_by_their_sound() -> None:
    shared = set(crossing.keys(*ENGLISH, "en")) & set(crossing.keys(*SINHALA, "si")) & set(crossing.keys(*TAMIL, "ta"))
    assert {"s:snml", "s:tksp", "c:fish", "c:boat", "n:3", "d:6-14"} <= shared


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("It cost 3.5 million rupees", "en", "n:3500000"),
        ("රුපියල් මිලියන 3.5ක් වැය විය", "si", "n:3500000"),
        ("ලක්ෂ 35ක මුදලක්", "si", "n:3500000"),
        ("35 இலட்சம் ரூபா", "ta", "n:3500000"),
        ("耗资350万", "zh", "n:3500000"),
        ("A 17-year-old boy", "en", "y:17"),
        ("a boy aged 17", "en", "y:17"),
        ("17 හැවිරිදි සිසුවෙක්", "si", "y:17"),
        ("17 வயதுடைய மாணவன்", "ta", "y:17"),
        ("17岁男孩", "zh", "y:17"),
        ("on July 9", "en", "d:7-9"),
        ("ජූලි 9 දින", "si", "d:7-9"),
        ("ஜூலை 9 ஆம் திகதி", "ta", "d:7-9"),
        ("7月9日", "zh", "d:7-9"),
        ("දෙදෙනෙකු අත්අඩංගුවට", "si", "n:2"),
        ("இருவர் கைது", "ta", "n:2"),
        ("the VMK said", "en", "a:vmk"),
        ("VMK දූත පිරිස", "si", "a:vmk"),
    ],
)
def test_figures_ages_days_and_acronyms_are_read_alike(text: str, language: str, key: str) -> None:
    assert key in crossing.keys("", text, language)


def test_a_word_of_the_title_weighs_more_than_one_of_the_text() -> None:
    found = crossing.keys("Flood in Velpitiya", "A fire", "en")
    assert found["c:flood"] == pytest.approx(math.sqrt(2))
    assert found["c:fire"] == 1.0


def test_a_pronoun_is_no_country() -> None:
    assert "p:usa" in crossing.keys("", "US envoys arrived", "en")
    assert "p:usa" not in crossing.keys("", "they told us", "en")


def test_only_the_head_of_a_text_is_read() -> None:
    assert "c:flood" not in crossing.keys("", "x " * 600 + "flood", "en")


def test_a_code_keeps_its_kind() -> None:
    assert [crossing.KINDS[crossing.code(f"{kind}:x") >> 24] for kind in crossing.KINDS] == list(crossing.KINDS)


def test_reports_without_keys_are_not_joined(idf: Callable[[int], float]) -> None:
    assert crossing.score({}, {}, idf=idf, gap_h=0.0) < 0.1


@given(st.text(max_size=200), st.text(max_size=400), st.sampled_from(["en", "si", "ta", "zh", "ar"]))
def test_any_text_has_keys_with_weights_in_range(title: str, text: str, language: str) -> None:
    found = crossing.keys(title, text, language)
    assert all(key[0] in crossing.KINDS and key[1] == ":" and 1.0 <= weight <= 2.0 for key, weight in found.items())


_KEYS = st.dictionaries(st.integers(0, (7 << 24) - 1), st.floats(1.0, 2.0), max_size=30)


@given(_KEYS, _KEYS, st.floats(0.0, 1000.0))
def test_a_score_is_a_probability_and_the_same_both_ways(
    mine: dict[int, float], other: dict[int, float], gap_h: float
) -> None:
    def rare(_: int) -> float:
        return 4.0

    there = crossing.score(mine, other, idf=rare, gap_h=gap_h)
    assert 0.0 <= there <= 1.0
    assert there == pytest.approx(crossing.score(other, mine, idf=rare, gap_h=gap_h))


def traced(links: tuple[str, ...] = (), images: tuple[str, ...] = ()) -> list[int]:
    return list(crossing.traces(links, images))


def test_traces_are_no_keys() -> None:
    found = traced(("https://ministry.example/s",), ("https://cdn.example/wall.jpg",))
    assert all(map(crossing.is_trace, found))
    assert not any(map(crossing.is_trace, codes(ENGLISH, "en")))
    assert max(found) < 2**31


def test_a_shared_link_or_picture_is_evidence_but_not_alone(idf: Callable[[int], float]) -> None:
    link, picture = traced(("https://ministry.example/s",)), traced((), ("https://cdn.example/wall.jpg",))
    assert 0.0 == crossing.odds([]) < crossing.odds(link) < crossing.odds(picture) < crossing.odds(link + picture)
    strangers = codes(OTHER, "en"), codes(SINHALA, "si")
    alone = crossing.score(*strangers, idf=idf, gap_h=2.0, odds=crossing.odds(picture))
    assert crossing.score(*strangers, idf=idf, gap_h=2.0) < alone < crossing.CrossingPolicy().join_from
    assert crossing.score(*strangers, idf=idf, gap_h=2.0, odds=crossing.odds(link + picture)) > 0.9
