"""Who is found to carry one text, and who is not."""

import random
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.records.ids import ReportId
from newswright.stages.cluster import copies
from newswright.text import fingerprint

_WORDS = [f"word{i}" for i in range(3_000)]


def _tokens(seed: int, n_words: int = 240) -> list[str]:
    return random.Random(seed).choices(_WORDS, k=n_words)  # noqa: S311 (test input, no secret)


def _text(name: str, tokens: list[str], *, outlet: str | None = None, hours: float = 0.0) -> copies.Text:
    return copies.Text(ReportId(name), outlet or name, 19_000 + hours / 24, fingerprint.sketch(tokens))


def _pairs(links: Iterable[copies.Link]) -> set[tuple[str, str]]:
    return {(link.a, link.b) for link in links}


def test_one_text_in_two_outlets_is_found_in_a_batch_and_across_batches() -> None:
    window = copies.Copies()
    assert _pairs(window.add([_text("a", _tokens(1)), _text("b", _tokens(1)), _text("c", _tokens(2))])) == {("a", "b")}
    assert _pairs(window.add([_text("d", _tokens(2), hours=3)])) == {("c", "d")}


def test_an_edited_copy_is_found_and_an_independent_text_is_not() -> None:
    edited = _tokens(1)
    edited[30:45] = _tokens(9, 15)
    edited[100:110] = []
    links = copies.Copies().add([_text("wire", _tokens(1)), _text("edited", edited), _text("own", _tokens(3))])
    assert _pairs(links) == {("edited", "wire")}
    assert 0.6 < links[0].overlap < 1.0


def test_a_copy_cut_to_its_head_is_found_as_a_cut() -> None:
    (link,) = copies.Copies().add([_text("whole", _tokens(1, 400)), _text("head", _tokens(1, 400)[:150])])
    assert link.is_cut
    assert link.short_id == "head"


def test_a_quotation_that_two_reports_share_makes_no_copies() -> None:
    quotation = _tokens(7, 60)
    assert not copies.Copies().add([_text("a", _tokens(1) + quotation), _text("b", quotation + _tokens(2))])


def test_a_footer_of_an_outlet_makes_no_copies_of_its_short_texts() -> None:
    footer = _tokens(7, 120)
    batch = [_text(f"r{i}", _tokens(i, 40) + footer, outlet="Amber Times") for i in range(12)]
    assert not copies.Copies().add(batch)


def test_a_footer_hides_no_copy_in_another_outlet() -> None:
    footer = _tokens(7, 200)
    window = copies.Copies()
    window.add([_text(f"r{i}", _tokens(i, 90) + footer, outlet="Amber Times") for i in range(12)])
    assert _pairs(window.add([_text("wire", _tokens(3, 90), hours=1)])) <= {("r3", "wire")}
    late = _text("late", _tokens(50, 90) + footer, outlet="Amber Times", hours=2)
    assert _pairs(window.add([late, _text("agency", _tokens(50, 90), hours=1)])) == {("agency", "late")}


def _rates(day: int) -> list[str]:
    """A table of rates: the same form every day, with other numbers."""
    dice = random.Random(day)  # noqa: S311 (test input, no secret)
    rows = [
        f"the {word} sold at {dice.randint(100, 999)} rupees on the market against the rate of the last session".split()
        for word in ("dollar", "pound", "euro", "yen", "franc")
    ]
    return [word for row in rows for word in row] + _tokens(8, 120)


def test_one_form_filled_in_on_two_days_is_no_copy() -> None:
    window = copies.Copies()
    for day in range(4):
        assert not window.add([_text(f"day {day}", _rates(day), outlet="Amber Times", hours=24 * day)])
    assert not window.add([_text("other", _rates(9), outlet="Harbour Post", hours=80)])


def test_one_form_with_the_same_numbers_is_a_copy_in_another_outlet() -> None:
    window = copies.Copies()
    for day in range(8):
        window.add([_text(f"day {day}", _rates(day), outlet="Amber Times", hours=24 * day)])
    links = window.add([_text("other", _rates(7), outlet="Harbour Post", hours=24 * 7 + 1)])
    assert _pairs(links) == {("day 7", "other")}


def test_a_text_sent_again_and_again_by_one_outlet_is_one() -> None:
    window = copies.Copies()
    links = [
        link for n in range(10) for link in window.add([_text(f"again {n}", _tokens(1), outlet="Amber Times", hours=n)])
    ]
    assert copies.origins([ReportId(f"again {n}") for n in range(10)], links) == {
        f"again {n}": "again 0" for n in range(10)
    }


def test_a_headline_alone_is_a_copy_only_word_for_word_and_within_hours() -> None:
    headline = ["ferry", "runs", "aground", "off", "alder", "point", "all", "safe"]
    window = copies.Copies()
    window.add([_text("a", headline)])
    assert _pairs(window.add([_text("b", headline, hours=2), _text("c", [*headline[:-1], "rescued"], hours=2)])) == {
        ("a", "b")
    }
    assert _pairs(window.add([_text("late", headline, hours=40)])) == set()
    assert not copies.Copies().add([_text("a", ["live", "updates"]), _text("b", ["live", "updates"])])


def test_what_was_dropped_is_found_no_more() -> None:
    window = copies.Copies()
    window.add([_text(f"r{i}", _tokens(i)) for i in range(20)])
    window.drop([ReportId(f"r{i}") for i in range(15)] + [ReportId("unknown")])
    assert len(window) == 5
    assert _pairs(window.add([_text("s3", _tokens(3)), _text("s17", _tokens(17))])) == {("r17", "s17")}


def test_a_flood_of_copies_is_bounded_and_stays_one_origin() -> None:
    window = copies.Copies()
    links = window.add([_text(f"r{i:03}", _tokens(1)) for i in range(300)])
    assert len(links) <= 300 * 32
    assert len(set(copies.origins([ReportId(f"r{i:03}") for i in range(300)], links).values())) == 1


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.integers(0, 6), min_size=1, max_size=40))
def test_links_are_the_same_in_any_order_of_arrival(dice: random.Random, seeds: list[int]) -> None:
    batch = []
    for n, seed in enumerate(seeds):
        tokens = _tokens(seed, 80)
        start = dice.randint(0, 60)
        tokens[start : start + dice.randint(0, 20)] = _tokens(100 + n, 5)
        batch.append(_text(f"r{n}", tokens, outlet=f"outlet {n % 4}", hours=dice.randint(0, 30)))
    shuffled = dice.sample(batch, len(batch))
    assert copies.Copies().add(batch) == copies.Copies().add(shuffled)


def _link(a: str, b: str, overlap: float, short: str | None = None) -> copies.Link:
    return copies.Link(ReportId(a), ReportId(b), overlap, short is not None, ReportId(short) if short else None)


def test_origins_are_what_copies_join() -> None:
    ids = [ReportId(name) for name in "abcde"]
    found = copies.origins(ids, [_link("a", "b", 0.9), _link("b", "c", 0.6), _link("d", "e", 0.9, "e")])
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}


def test_a_round_up_of_two_wires_joins_neither_with_the_other() -> None:
    ids = [ReportId(name) for name in ("first", "second", "roundup")]
    links = [_link("first", "roundup", 0.95, "first"), _link("roundup", "second", 0.9, "second")]
    found = copies.origins(ids, links)
    assert found == copies.origins(ids, reversed(links))
    assert found[ids[0]] == found[ids[2]]
    assert found[ids[1]] == ids[1]
