"""Which day a bare weekday means: real sentences that state the date beside the weekday, read with the date taken out.

`python -m bench.quality.weekdays [--part tune|test]`. Sri Lankan reports often write "on Friday (08)" or "Monday, April 15":
the date is the gold. Weekdays of the report's own day, and more than a week away, are left out.
"""

import argparse
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from bench import corpora
from bench.rows import Row
from newswright.text import dates, tenses

COMMAND = "python -m bench.quality.weekdays"
WEEK = 7  # days
MONTHS = [f"{date(2000, n, 1):%B}" for n in range(1, 13)]
DATED = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?P<date>,?\s?\(?\s?(?:(?P<before>[A-Z][a-z]{2,8})\.?\s)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:\s(?P<after>[A-Z][a-z]+))?(?:,? (?:19|20)\d\d)?\s?\)?)(?![\d:.]|\s?(?:a\.?m|p\.?m|people|years))"
)


def run(part: corpora.Part = "test") -> list[Row]:
    """Count right days, all of them and those that are sure enough to be printed."""
    n = right = n_sure = right_sure = right_past = 0
    for text, start, end, anchor, gold in _cases(part):
        found = [m.day for m in dates.find(text, anchor=anchor) if m.start == start]
        n, right = n + 1, right + (found == [gold])
        right_past += gold < anchor
        if tenses.outlook(text, start, end).is_sure:
            n_sure, right_sure = n_sure + 1, right_sure + (found == [gold])
    split = f"lk-en and AllSides, {part} part, {n} weekdays with their date beside them"
    past = f"always the last one {right_past / n:.3f}"
    return [
        _row("bare weekdays resolved to the right day", right / n, 0.87, split, past),
        _row("right days among those sure enough to print", right_sure / n_sure, 0.93, split, f"{n_sure} are sure"),
    ]


def _row(measure: str, value: float, floor: float, split: str, peer: str) -> Row:
    return Row(stage="write", measure=measure, value=value, floor=floor, split=split, peer=peer, command=COMMAND)


def _cases(part: Literal["tune", "test", "all"]) -> Iterator[tuple[str, int, int, date, date]]:
    for corpus in ("lk-en", "allsides"):
        for report, _ in corpora.records(corpus, part):
            anchor = report.published_at.date()
            for match in DATED.finditer(report.text):
                gold = _gold(match, anchor)
                if gold is not None:
                    text = report.text[: match.start("date")] + " " + report.text[match.end("date") :].lstrip(" )")
                    yield text, match.start(), match.start("date"), anchor, gold


def _gold(match: re.Match[str], anchor: date) -> date | None:
    """The one day within a week of the report that has this weekday, day of the month and month; None where there is none."""
    month = match["before"] or match["after"] or ""
    near = [anchor + timedelta(days=n) for n in range(-WEEK, WEEK + 1) if n]
    fitting = [
        day
        for day in near
        if day.day == int(match["day"])
        and f"{day:%A}" == match.string[match.start() : match.start("date")]
        and (MONTHS[day.month - 1].startswith(month[:3]) or month[:3] not in {m[:3] for m in MONTHS})
    ]
    return fitting[0] if len(fitting) == 1 else None


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", choices=["tune", "test"], default="test")
    for row in run(arguments.parse_args().part):
        print(f"{row.value:.3f} (floor {row.floor})  {row.measure}  [{row.split}; {row.peer}]")
