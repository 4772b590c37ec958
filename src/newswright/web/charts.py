"""Draw small charts as SVG coordinates; the template writes the element, with words for who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from newswright.records.stories import Trend, TrendHour
from newswright.web import times

WIDTH, HEIGHT = 288, 92
TOP, FLOOR = 18, 74  # room for the highest bar's figure above, and for the times below
LEAST_SLOTS = 8  # a young story's bars are no wider than that many would be
LEAST_TOP = 2  # nor is a single outlet's bar as high as the chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An hour: its bar, from the floor up."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A story's hours against what is usual: bars, and a line across them, in a box of WIDTH × HEIGHT.

    `top` is the figure at the highest bar, centred at `top_x`; `begins` and `ends` stand below its ends.
    """

    bars: tuple[Bar, ...]
    usual: str
    left: float
    top: int
    top_x: float
    top_y: float
    begins: str
    ends: str
    words: str
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR


def spread(trend: Trend) -> Spread | None:
    """Draw the independent outlets of each of a trend's hours; None where it has none."""
    hours = trend.hours
    if not hours:
        return None
    slot = WIDTH / max(len(hours), LEAST_SLOTS)
    left, most = WIDTH - slot * len(hours), max(one.n_origins for one in hours)
    scale = (FLOOR - TOP) / max(most, LEAST_TOP, *(one.expected for one in hours))
    bars = [_bar(left + slot * n, slot, one.n_origins * scale) for n, one in enumerate(hours) if one.n_origins]
    highest = min(bars, key=lambda bar: bar.y, default=Bar(x=left, y=FLOOR, width=slot, height=0))
    steps = [(left + slot * (n + end), FLOOR - one.expected * scale) for n, one in enumerate(hours) for end in (0, 1)]
    return Spread(
        bars=tuple(bars),
        usual=" ".join(f"{_tenth(x)},{_tenth(y)}" for x, y in steps),
        left=_tenth(left),
        top=most,
        top_x=_tenth(highest.x + highest.width / 2),
        top_y=_tenth(highest.y - 5),
        begins=times.clock(hours[0].at),
        ends=times.clock(trend.at),
        words=_words(hours, most),
    )


def _bar(x: float, slot: float, height: float) -> Bar:
    gap = min(3.0, slot / 4)
    return Bar(x=_tenth(x + gap / 2), y=_tenth(FLOOR - height), width=_tenth(slot - gap), height=_tenth(height))


def _words(hours: Sequence[TrendHour], most: int) -> str:
    busiest = next(one for one in hours if one.n_origins == most)
    usual = sum(one.expected for one in hours) / len(hours)
    each = ", ".join(str(one.n_origins) for one in hours)
    return (
        f"Independent outlets with something new, hour by hour from {times.exact(hours[0].at)}: {each}. "
        f"Most were {most}, in the hour from {times.clock(busiest.at)}; {usual:.2g} an hour would be usual."
    )


def _tenth(value: float) -> float:
    return round(value, 1)
