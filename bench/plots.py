"""Draw curves as SVG, for the documents: readable on dark and on light pages, with a title and words for who cannot see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

Points = Sequence[tuple[float, float]]
WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 180, 40, 48
# Mid tones: at least 3 : 1 against white and against near-black.
COLOURS = ("#d9480f", "#1c7ed6", "#2b8a3e", "#ae3ec9", "#868e96", "#b08900", "#0c8599")
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 4", "10 4", "4 4")


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a plot: what it shows, and from where to where."""

    label: str
    low: float
    high: float

    def share(self, value: float) -> float:
        """Where a value stands between low and high, kept within [0, 1]."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def lines(path: Path, *, title: str, words: str, x: Axis, y: Axis, curves: Mapping[str, Points]) -> None:
    """Write a plot of curves; the first is drawn thicker. `words` says what is to be seen."""
    parts = [_head(title, words), *_grid(x, y)]
    for n, (name, points) in enumerate(curves.items()):
        parts += _curve(n, name, points, x, y)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")


def _head(title: str, words: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d" '
        f'font-family="system-ui, sans-serif" font-size="12">\n'
        f'<title id="t">{escape(title)}</title>\n<desc id="d">{escape(words)}</desc>\n'
        "<style>.ink{fill:#343a40}.rule{stroke:#adb5bd;stroke-width:.5}.sheet{fill:#fff}"
        "@media (prefers-color-scheme:dark){.ink{fill:#dee2e6}.rule{stroke:#495057}.sheet{fill:#16191d}}</style>\n"
        f'<rect class="sheet" width="{WIDTH}" height="{HEIGHT}"/>\n'
        f'<text class="ink" x="{LEFT}" y="22" font-size="15" font-weight="600">{escape(title)}</text>'
    )


def _grid(x: Axis, y: Axis) -> list[str]:
    parts = []
    for step in range(5):
        share = step / 4
        across, down = _at_x(share), _at_y(share)
        parts += [
            f'<line class="rule" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{down}" y2="{down}"/>',
            f'<text class="ink" x="{LEFT - 8}" y="{down + 4}" text-anchor="end">{_value(y, share)}</text>',
            f'<text class="ink" x="{across}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{_value(x, share)}</text>',
        ]
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(
        f'<text class="ink" x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">{escape(x.label)}</text>'
        f'<text class="ink" transform="translate(14 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" '
        f'text-anchor="middle">{escape(y.label)}</text>'
    )
    return parts


def _curve(n: int, name: str, points: Points, x: Axis, y: Axis) -> list[str]:
    colour, dash = COLOURS[n % len(COLOURS)], DASHES[n % len(DASHES)]
    drawn = " ".join(f"{_at_x(x.share(a))},{_at_y(y.share(b))}" for a, b in points)
    style = f'fill="none" stroke="{colour}" stroke-width="{3 if n == 0 else 1.8}" stroke-dasharray="{dash}"'
    key_y = TOP + 10 + 20 * n
    return [
        f'<polyline points="{drawn}" {style}/>',
        f'<line x1="{WIDTH - RIGHT + 16}" x2="{WIDTH - RIGHT + 44}" y1="{key_y}" y2="{key_y}" {style}/>',
        f'<text class="ink" x="{WIDTH - RIGHT + 50}" y="{key_y + 4}">{escape(name)}</text>',
    ]


def _value(axis: Axis, share: float) -> str:
    return f"{axis.low + share * (axis.high - axis.low):g}"


def _at_x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _at_y(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)
