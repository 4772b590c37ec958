"""Which names a story is filed under."""

from newswright.stages.classify import naming
from newswright.testing import factories


def test_a_name_that_a_third_of_the_reports_give_is_kept_and_an_aside_is_not() -> None:
    told = [
        factories.report(
            id=f"r{n}", title="Harbour bridge closes", text=f"Mara Lindqvist closed the bridge at Port Ellery. {extra}"
        )
        for n, extra in enumerate(("", "", "", "Otto Brandt was on holiday in Castromar."))
    ]
    found = naming.names(told)
    assert "Mara Lindqvist" in found
    assert "Port Ellery" in found
    assert "Otto Brandt" not in found


def test_a_part_of_a_name_counts_for_the_whole() -> None:
    told = [
        factories.report(
            id="a", title="Bridge closes", text="The engineer Mara Lindqvist closed it. Later Lindqvist went home."
        ),
        factories.report(
            id="b", title="Bridge closes", text="The engineer Mara Lindqvist said so. Then Lindqvist left."
        ),
    ]
    assert naming.names(told) == ("Mara Lindqvist",)


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    told = [
        factories.report(
            id=f"r{n}", title="Prices fall", text="The Minister of Energy spoke. He said energy costs less now."
        )
        for n in range(2)
    ]
    assert "Energy" not in naming.names(told)


def test_the_outlets_own_name_is_left_out() -> None:
    told = [
        factories.report(
            id=f"r{n}", outlet="Harbour Post", title="A note", text="The editor told the Harbour Post so in Varnholm."
        )
        for n in range(2)
    ]
    assert not any("Harbour Post" in name for name in naming.names(told))
