"""Links and pictures in common join reports across languages, unless many reports have them. All content is made up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest

from newswright.records.reports import Report
from newswright.stages import cluster
from newswright.testing import factories as make

STATEMENT = "https://ministry.example/statements/114"
PICTURE = "https://cdn.example/2026/03/pier.jpg"
ENGLISH = (
    "Pier of Marunkeni closed after storm",
    "The pier of Marunkeni stays closed after the storm of Sunday night, the harbour office said. Repairs may take a month.",
)
TAMIL = (
    "மருன்கேணி இறங்குதுறை மூடப்பட்டது",
    "ஞாயிறு இரவு வீசிய புயலின் பின்னர் மருன்கேணி இறங்குதுறை மூடப்பட்டுள்ளதாக துறைமுக அலுவலகம் தெரிவித்துள்ளது.",
)


def report(
    name: str, told: tuple[str, str], language: str, links: Iterable[str] = (), images: Iterable[str] = ()
) -> Report:
    title, text = told
    return make.report(
        name, f"Outlet {name}", title=title, text=text, language=language, links=tuple(links), images=tuple(images)
    )


def crowd(n: int) -> list[Report]:
    """Reports of other matters, half of them in Tamil, so that what is rare is known."""
    other = (
        "Council of Velpitiya votes on {}",
        "The council of Velpitiya voted on item {} of its list, its clerk said, and went home.",
    )
    tamil = ("வேல்பிட்டிய சபை {} வாக்களித்தது", "வேல்பிட்டிய சபை அதன் பட்டியலின் {} ஆவது விடயத்தில் வாக்களித்ததாக எழுத்தர் கூறினார்.")
    texts = [(tamil, "ta") if n % 2 else (other, "en") for n in range(n)]
    return [report(f"x{n}", (t[0].format(n), t[1].format(n)), language) for n, (t, language) in enumerate(texts)]


def stories(reports: Sequence[Report]) -> dict[str, str]:
    return {one.report_id: one.story_id for one in cluster.all(reports)}


def is_one(one: Report, other: Report, among: Sequence[Report]) -> bool:
    placed = stories([one, other, *among])
    return placed[one.id] == placed[other.id]


def test_without_traces_they_are_two_stories() -> None:
    assert not is_one(report("a", ENGLISH, "en"), report("b", TAMIL, "ta"), crowd(40))


@pytest.mark.parametrize(("links", "images"), [((STATEMENT,), (PICTURE,)), ((STATEMENT, STATEMENT + "/map"), ())])
def test_traces_that_few_have_join(links: tuple[str, ...], images: tuple[str, ...]) -> None:
    one, other = report("a", ENGLISH, "en", links, images), report("b", TAMIL, "ta", links, images)
    assert is_one(one, other, crowd(40))


def test_traces_that_many_have_are_none() -> None:
    one, other = (
        report("a", ENGLISH, "en", (STATEMENT,), (PICTURE,)),
        report("b", TAMIL, "ta", (STATEMENT,), (PICTURE,)),
    )
    same = [
        report(f"y{n}", (one.title, one.text), one.language, (STATEMENT,), (PICTURE,)) for n, one in enumerate(crowd(8))
    ]
    assert not is_one(one, other, [*crowd(40), *same])


def test_order_and_partitions_change_nothing() -> None:
    one, other = (
        report("a", ENGLISH, "en", (STATEMENT,), (PICTURE,)),
        report("b", TAMIL, "ta", (STATEMENT,), (PICTURE,)),
    )
    reports = [one, other, *crowd(20)]
    assert stories(reports) == stories(reports[::-1])
    parted = {a.report_id: a.story_id for a in cluster.all(reports, partitions=2)}
    assert parted == stories(reports)


def test_within_one_language_traces_change_nothing() -> None:
    bare = crowd(20)
    traced = [make.report(f"x{n}", one.outlet, title=one.title, text=one.text, language=one.language,
                          links=(f"https://a.example/{n}",)) for n, one in enumerate(bare)]  # fmt: skip
    grouped: defaultdict[str, set[str]] = defaultdict(set)
    for name, story in stories(traced).items():
        grouped[story].add(name)
    assert stories(bare) == stories(traced)
    assert sum(map(len, grouped.values())) == 20
