"""Numbers in Chinese characters."""

import pytest

from newswright.text import numerals, quantities


@pytest.mark.parametrize(
    ("characters", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("三万", 30000),
        ("一亿两千万", 120_000_000),
        ("一百二十", 120),
    ],
)
def test_characters_say_numbers(characters: str, value: float) -> None:
    assert numerals.value(characters) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("北江大桥将关闭三个月进行维修。", [3.0]),
        ("事故造成十二人受伤。", [12.0]),
        ("工程费用两千万元。", [20_000_000.0]),
        ("这是第三次会议。", []),
        ("他们一起离开。", []),
    ],
)
def test_they_count_where_a_measure_word_follows(text: str, values: list[float]) -> None:
    assert [q.value for q in quantities.find(text, "zh")] == values
