"""How far a story spreads at a time, against what was to be expected; its phase, its hours, and the reasons in words."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newswright.records.reports import Report
from newswright.records.stories import Phase, Trend, TrendHour
from newswright.stages.trend.mentions import DAY_S, HOUR_S
from newswright.stages.trend.policy import TrendPolicy
from newswright.stages.trend.tale import Tale


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A story at a time: who told something new within recent_h, how new and how young that is, and what was to be expected."""

    n_recent: int  # independent origins
    n_newest: int  # … of the last hour
    weight: float  # theirs, each by its age, together by the story's
    expected: float
    usual: float  # what is expected of any story of its kind, at any hour
    n_days: int
    peak: int
    score: float


def measure(tale: Tale, *, at_s: float, usual: float, hour_factor: float, policy: TrendPolicy) -> Reach:
    """Hold a story's pace against the usual pace of its kind and hour, and against its own."""
    since_s = at_s - policy.recent_h * HOUR_S
    recent = list(tale.recent(since_s).values())
    weight = tale.weigh(recent, at_s) * youth(at_s - tale.first.at_s, policy)
    now, widths = tale.stretch(at_s), tale.widths()
    n_past = sum(width for stretch, width in widths.items() if stretch < now - 1)
    own = _own(tale, n_past, at_s, usual, policy)
    expected = max(policy.least_expected, (usual + policy.own_share * (own - usual)) * hour_factor)
    n_days = len(tale.days)
    return Reach(
        n_recent=len(recent),
        n_newest=sum(tale.latest[voice] > at_s - HOUR_S for voice in recent),
        weight=weight,
        expected=expected,
        usual=usual,
        n_days=n_days,
        peak=max([len(recent), *(width for stretch, width in widths.items() if stretch < now)]),
        score=surprise(weight, expected) * (policy.evergreen_weight if n_days >= policy.evergreen_days else 1.0),
    )


def youth(age_s: float, policy: TrendPolicy) -> float:
    """How much more a young story weighs: 1 + young_bonus at its birth, towards 1 later."""
    return 1 + policy.young_bonus * math.exp2(-max(0.0, age_s) / (policy.young_half_life_h * HOUR_S))


def surprise(found: float, expected: float) -> float:
    """How surprising a count is, in nats: the log-likelihood ratio of a Poisson pace of `found` against `expected`; 0 below."""
    return found * math.log(found / expected) - found + expected if found > expected else 0.0


def _own(tale: Tale, n_past: int, at_s: float, usual: float, policy: TrendPolicy) -> float:
    """What the story itself has had per recent_h, in the stretches before the last; what is usual, while it has no past."""
    since_s = max(tale.first.at_s, at_s - policy.baseline_days * DAY_S)
    n_stretches = max(0.0, tale.stretch(at_s) - 1 - since_s / (policy.recent_h * HOUR_S))
    return (policy.usual_weight * usual + n_past) / (policy.usual_weight + n_stretches)


def phase(reach: Reach, age_s: float, policy: TrendPolicy) -> Phase:
    """Say where a trend stands: by its pace against its highest, then by its age."""
    if reach.n_recent < policy.fading_share * reach.peak:
        return Phase.FADING
    if age_s < policy.breaking_h * HOUR_S:
        return Phase.BREAKING
    return Phase.DEVELOPING if age_s < policy.developing_h * HOUR_S else Phase.SUSTAINED


def hours(
    tale: Tale, reach: Reach, at_s: float, hour_factor: Callable[[int], float], policy: TrendPolicy
) -> tuple[TrendHour, ...]:
    """List the story's last hours, the present one last."""
    now = int(at_s // HOUR_S)
    first = max(int(tale.first.at_s // HOUR_S), now - policy.shown_h + 1)
    return tuple(
        TrendHour(
            at=datetime.fromtimestamp(hour * HOUR_S, UTC),
            n_origins=tale.n_origins_in(hour),
            expected=round(reach.usual * hour_factor(hour) / policy.recent_h, 3),
        )
        for hour in range(first, now + 1)
    )


def reasons(tale: Tale, reach: Reach, *, n_reports: int, at: datetime, policy: TrendPolicy) -> tuple[str, ...]:
    """Say why it trends, in words and numbers."""
    stretch = f"{policy.recent_h:g} h"
    newest = f", {reach.n_newest} of them in the last hour" if reach.n_newest else ""
    found = [
        f"{reach.n_recent} independent outlets in {stretch}{newest}, against {reach.expected:.1f} expected",
        _first(tale.first.at, tale.first.outlet, at),
    ]
    if tale.n_copies:
        are = "is a copy of another's text, and does" if tale.n_copies == 1 else "are copies of another's text, and do"
        found.append(f"{tale.n_copies} of {n_reports} reports {are} not count")
    if tale.n_repeats:
        are = "repeats what its outlet" if tale.n_repeats == 1 else "repeat what their outlet"
        does = "does" if tale.n_repeats == 1 else "do"
        found.append(f"{tale.n_repeats} of {n_reports} reports {are} told before, and {does} not count")
    if reach.n_days >= policy.evergreen_days:
        found.append(f"seen on {reach.n_days} days of the last {policy.baseline_days:g}: counts less")
    if reach.n_recent < policy.fading_share * reach.peak:
        found.append(f"it had {reach.peak} independent outlets in {stretch} at its peak")
    return tuple(found)


def opened_by(found: Trend, first: Report) -> Trend:
    """Date a trend by the very first report of its story: for one that lies before all that is counted."""
    since, told = first.happened_by, _first(found.since, "", found.at)
    said = tuple(
        _first(since, first.outlet, found.at) if reason.startswith(told) else reason for reason in found.reasons
    )
    return replace(found, since=since, reasons=said)


def _first(then: datetime, outlet: str, now: datetime) -> str:
    return f"first reported at {_when(then, now)} by {outlet}"


def _when(then: datetime, now: datetime) -> str:
    clock = f"{then:%H:%M} UTC"
    return clock if then.date() == now.date() else f"{clock} on {then.day} {then:%B %Y}"
