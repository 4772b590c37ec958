"""Draw small charts as SVG coordinates; the template writes the element, with words for who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from newswright.records.stories import Trend
from newswright.web import times

WIDTH, HEIGHT = 96, 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A story's pace over time against its usual pace: polyline points in a box of WIDTH × HEIGHT."""

    line: str
    expected: str
    last_x: float
    last_y: float
    words: str
    width: int = WIDTH
    height: int = HEIGHT


def pace(history: Sequence[Trend]) -> Pace | None:
    """Draw a story's pace; None where there are fewer than two points."""
    if len(history) < 2:
        return None
    first, last = history[0].at.timestamp(), history[-1].at.timestamp()
    top = max(max(one.pace_per_h, one.expected_per_h) for one in history) or 1.0

    def point(one: Trend, value: float) -> tuple[float, float]:
        x = (one.at.timestamp() - first) / ((last - first) or 1) * (WIDTH - 6) + 3
        return round(x, 1), round(HEIGHT - 3 - value / top * (HEIGHT - 6), 1)

    points = [point(one, one.pace_per_h) for one in history]
    usual = [point(one, one.expected_per_h) for one in history]
    return Pace(
        line=_joined(points),
        expected=_joined(usual),
        last_x=points[-1][0],
        last_y=points[-1][1],
        words=(
            f"{history[-1].pace_per_h:.1f} independent reports an hour at {times.clock(history[-1].at)}, "
            f"where {history[-1].expected_per_h:.1f} would be usual; {history[0].pace_per_h:.1f} at {times.clock(history[0].at)}"
        ),
    )


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
