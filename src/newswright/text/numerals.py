"""Read numbers written in Chinese characters: 三个月, 一百二十人, 两千万元. They count where a measure word follows."""

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 12  # characters; longer runs are no figures in prose
_MEASURES = "|".join(
    (
        *"个名人位岁年月天日周秒元米吨亩次起家所条辆艘架座栋户票倍成只头枚届",
        "小时",
        "分钟",
        "美元",
        "欧元",
        "公里",
        "千米",
        "公斤",
        "公顷",
    )
)
_ANY = "零〇一二两三四五六七八九十百千万亿"
SPOKEN = re.compile(
    rf"(?<![第几数{_ANY}\d])(?!一(?![{_ANY}]))[一二两三四五六七八九十百千][{_ANY}]{{0,{_LONGEST - 1}}}(?=余?多?(?:{_MEASURES}))"
)  # not 一 alone: 'a', or part of another word


def value(characters: str) -> float:
    """The number that a run of characters says, 0 for an empty run; 'ten' and its like may stand without a digit before."""
    total = section = digit = 0
    for character in characters:
        if character in _DIGITS:
            digit = digit * 10 + _DIGITS[character] if digit and section == 0 else _DIGITS[character]
        elif character in _TENS:
            section += (digit or 1) * _TENS[character]
            digit = 0
        elif character == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        else:
            total, section, digit = total + (section + digit) * 10**4, 0, 0
    return float(total + section + digit)
