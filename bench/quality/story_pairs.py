"""The pairs of reports that the pair score is fitted on: the tune parts of all sets, gone through in many ways.

Each set is gone through as a stream; the pairs that the index would compare are the examples, labelled by whether both reports
are of one gold story. So that the score learns what news is like, and not what each set is like, every set is gone through again
and again: with times spread over the day where the set has days only (and over two days where it has none), with every second
text blank, with headlines alone, with the first sentences alone, and in young windows of 4 to 120 reports. Ordinary daily
news (lk-en) gives pairs that a person labelled (bench/quality/lk_pairs.json), pairs that are too far apart to be one happening,
and strangers, which share next to nothing.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench import corpora
from newswright.records import ids
from newswright.records.reports import Report
from newswright.stages.cluster import ClusterPolicy, Draw, portray
from newswright.stages.cluster.index import FEATURES, Index
from newswright.stages.cluster.meanings import Meanings
from newswright.stages.cluster.measures import Floats
from newswright.stages.cluster.portraits import Portrait

SETS = {"ecbplus": 1.0, "gun-violence": 1.0, "allsides": 1.0, "chinese": 0.4}  # a timeline is wider than a story
WEIGHTS = {
    "labelled": 0.5, "spread": 0.5, "full": 0.5, "full-spread": 0.5,
    "blank": 0.5, "titles": 0.3, "short": 0.5, "young": 0.5, "young-mixed": 0.3,
}  # fmt: skip
DAILY = {  # weights of what is labelled, too far apart, and has nothing in common
    "labelled": (1.5, 0.5, 0.3), "short": (0.3, 0.1, 0.1), "titles": (0.5, 0.3, 1.0), "young": (0.0, 0.0, 0.5),
    "young-mixed": (0.0, 0.0, 0.5),
}  # fmt: skip
OTHER_LANGUAGES = ("lk-si", "lk-ta")  # without labels; scripts without capitals, so that no names are found
UNREAD = (0.3, 0.5, 0.3)  # weights of what is copied, too far apart, and has nothing in common
YOUNG = (4, 12, 40, 120)  # reports in a young window
TICK, DAILY_TICK, HORIZON_DAYS = 1_000, 40, 7.0
MOST_DAILY = 40_000  # pairs of one kind: more teach nothing
N_FOLDS = 4
JUDGED = Path(__file__).with_name("lk_pairs.json")
POLICY = replace(ClusterPolicy(), is_crossing=False)

Told = Sequence[tuple[Portrait, str | None]]  # each with its gold label
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Measured:
    """A stream gone through: who took part, the pairs by their places in it, (n,) each, and what was measured, (n, d)."""

    told: Told
    later: Rows
    earlier: Rows
    features: Floats
    cosines: Floats  # of what the reports mean to an encoder, (n,); NaN where it is not known

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs by their places."""
        return list(zip(self.later.tolist(), self.earlier.tolist(), strict=True))

    def column(self, name: str) -> Floats:
        """One feature of all pairs."""
        column: Floats = self.features[:, FEATURES.index(name)]
        return column


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs to learn from: features (n, d), labels (n,), the folds of the two reports (2, n); what all weigh together."""

    of: str
    features: Floats
    is_same: Bools
    folds: Rows
    weight: float
    cosines: Floats  # as of Measured


def examples(draw: Draw = map) -> list[Examples]:
    """Everything that is learned from: the tune parts only. `draw` may add what an encoder makes of each report."""
    found = []
    for name, share in SETS.items():
        for how, told in ways(name, draw):
            measured = young(told) if how.startswith("young") else go_through(told, TICK)
            found.append(_labelled(measured, name, WEIGHTS[how] * share))
    near: set[frozenset[str]] = set()
    for how, told in ways("lk-en", draw):
        if how in DAILY:
            measured = young(told) if how.startswith("young") else go_through(told, DAILY_TICK, HORIZON_DAYS)
            if how == "labelled":
                near = _near(measured)
            found += _daily(measured, DAILY[how], near)
    for name in OTHER_LANGUAGES:
        found += _unread(name, draw)
    return found


def _unread(name: str, draw: Draw) -> list[Examples]:
    """Daily news in a language without labels: what has nearly the same words within a day or two in two outlets is one
    happening; what is too far apart, and what shares next to nothing, is not."""
    told = _drawn(corpora.records(name, "tune"), draw)
    measured = go_through(told, DAILY_TICK, HORIZON_DAYS)
    words, days = measured.column("words"), np.expm1(measured.column("gap"))
    is_copied = (words >= 0.5) & (days < 1.5) & (measured.column("same_source") == 0)
    is_stranger = (words < 0.15) & (measured.column("title_words_max") < 0.15)
    names = [one.report_id for one, _ in measured.told]
    found = []
    for is_kind, is_same, weight in zip(
        (is_copied, _is_distant(measured), is_stranger), (True, False, False), UNREAD, strict=True
    ):
        chosen = np.flatnonzero(is_kind)
        chosen = chosen[:: len(chosen) // MOST_DAILY + 1]
        folds = np.array(
            [
                fold(f"{names[a]}{names[b]}")
                for a, b in zip(measured.later[chosen], measured.earlier[chosen], strict=True)
            ]
        )
        found.append(
            Examples(
                name,
                measured.features[chosen],
                np.full(len(chosen), is_same),
                np.stack((folds, folds)),
                weight,
                measured.cosines[chosen],
            )
        )
    return found


def ways(name: str, draw: Draw = map) -> Iterator[tuple[str, Told]]:
    """The tune part of a set in all the ways that it is gone through."""
    told = list(corpora.records(name, "tune"))
    labelled = told if name == "lk-en" else [(report, gold) for report, gold in told if gold]
    whole = _drawn(labelled, draw)
    yield "labelled", whole
    yield "spread", _spread(whole, name)
    if len(labelled) < len(told):
        full = _drawn(told, draw)
        yield "full", full
        yield "full-spread", _spread(full, name)
    for how, cut in _CUTS.items():
        yield how, _spread(_drawn([(cut(report), gold) for report, gold in labelled], draw), name)
    yield "young", _spread(whole, name)
    yield "young-mixed", _spread(_drawn([(_mixed(report), gold) for report, gold in labelled], draw), name)


def go_through(told: Told, tick: int, horizon_days: float | None = None) -> Measured:
    """Take a stream in as the window would, and keep the pairs that it would compare."""
    ordered = sorted(told, key=lambda one: (one[0].at_days, one[0].report_id))
    at_days = np.array([portrait.at_days for portrait, _ in ordered])
    index, meanings, n_gone = Index(POLICY), Meanings(POLICY), 0
    later, earlier, features, cosines = [], [], [], []
    for start in range(0, len(ordered), tick):
        if horizon_days is not None:
            n_old = int(np.searchsorted(at_days, at_days[start] - horizon_days))
            index.drop(np.arange(n_gone, n_old))
            meanings.drop(np.arange(n_gone, n_old))
            n_gone = n_old
        new = index.add([portrait for portrait, _ in ordered[start : start + tick]])
        meanings.add(new, [portrait.meaning for portrait, _ in ordered[start : start + tick]])
        pairs = index.search(new)
        later.append(pairs.later)
        earlier.append(pairs.earlier)
        features.append(index.measure(pairs, new))
        cosines.append(meanings.cosines(pairs))
    return Measured(
        ordered, np.concatenate(later), np.concatenate(earlier), np.concatenate(features), np.concatenate(cosines)
    )


def young(told: Told) -> Measured:
    """Go through a stream piece by piece, each in a window of its own: a newsroom that has just started."""
    ordered = sorted(told, key=lambda one: (one[0].at_days, one[0].report_id))
    windows = [
        go_through(ordered[low : low + size], TICK) for size in YOUNG for low in range(0, len(ordered), size)
    ]  # fmt: skip
    starts = np.cumsum([0] + [len(one.told) for one in windows])
    return Measured(
        [one for window in windows for one in window.told],
        np.concatenate([window.later + start for window, start in zip(windows, starts, strict=False)]),
        np.concatenate([window.earlier + start for window, start in zip(windows, starts, strict=False)]),
        np.concatenate([window.features for window in windows]),
        np.concatenate([window.cosines for window in windows]),
    )


def _drawn(told: Iterable[tuple[Report, str | None]], draw: Draw) -> Told:
    listed = list(told)
    portraits = draw(partial(portray, policy=POLICY), (report for report, _ in listed))
    return list(zip(portraits, (gold for _, gold in listed), strict=True))


def _chance(report_id: str, of: str) -> float:
    """A number in [0, 1) that is always the same for a report."""
    return int(ids.digest(f"{report_id}|{of}"), 16) % 10**9 / 10**9


def _spread(told: Told, name: str) -> Told:
    """Give reports that are known by their day a time within it; those without a day, one within two."""
    days = {"ecbplus": 2.0, "lk-en": 0.0}.get(name, 1.0)
    return [
        (
            replace(one, at_days=one.at_days + days * _chance(one.report_id, "time"))
            if one.at_days % 1 < 1e-6
            else one,
            gold,
        )
        for one, gold in told
    ]


def _blanked(report: Report) -> Report:
    return _title(report) if _chance(report.id, "blank") < 0.5 else report


def _title(report: Report) -> Report:
    return replace(report, text="")


def _short(report: Report) -> Report:
    """Keep the first one to three sentences, roughly."""
    n = 1 + int(3 * _chance(report.id, "cut"))
    ends = [match.end() for match in _SENTENCE.finditer(report.text[:1_500])][:n]
    return replace(report, text=report.text[: ends[-1] if len(ends) == n else 300])


def _mixed(report: Report) -> Report:
    chance = _chance(report.id, "mix")
    return _title(report) if chance < 0.25 else _short(report) if chance < 0.5 else report


_SENTENCE = re.compile(r".{20,}?[.!?。！？\n]", re.DOTALL)
_CUTS: Mapping[str, Callable[[Report], Report]] = {"blank": _blanked, "titles": _title, "short": _short}


def _labelled(measured: Measured, name: str, weight: float) -> Examples:
    gold = np.array([label or "" for _, label in measured.told], dtype=object)
    folds = np.array([fold(label or one.report_id) for one, label in measured.told])
    is_known = (gold[measured.later] != "") & (gold[measured.earlier] != "")
    later, earlier = measured.later[is_known], measured.earlier[is_known]
    return Examples(
        name,
        measured.features[is_known],
        gold[later] == gold[earlier],
        np.stack((folds[later], folds[earlier])),
        weight,
        measured.cosines[is_known],
    )


def _daily(measured: Measured, weights: tuple[float, float, float], near: set[frozenset[str]]) -> list[Examples]:
    """Pairs of ordinary news: labelled by a person, too far apart to be one happening, and sharing next to nothing."""
    labels = judged()
    names = [one.report_id for one, _ in measured.told]
    pairs = [frozenset((names[one], names[other])) for one, other in measured.pairs()]
    label = np.array([labels.get(pair, -1) for pair in pairs])
    is_strange = np.array([pair not in near for pair in pairs])
    found = []
    kinds = (label >= 0, (label < 0) & _is_distant(measured), (label < 0) & is_strange)
    for is_kind, weight in zip(kinds, weights, strict=True):
        chosen = np.flatnonzero(is_kind)
        chosen = chosen[:: len(chosen) // MOST_DAILY + 1]
        if weight and len(chosen):
            folds = np.array([fold("".join(sorted(pairs[k]))) for k in chosen.tolist()])
            found.append(
                Examples(
                    "lk-en",
                    measured.features[chosen],
                    label[chosen] == 1,
                    np.stack((folds, folds)),
                    weight,
                    measured.cosines[chosen],
                )
            )
    return found


def judged() -> dict[frozenset[str], int]:
    """Pairs of the tune part of lk-en that a person labelled: {the two ids: 1 for one happening, else 0}."""
    told = json.loads(JUDGED.read_text(encoding="utf-8"))
    return {frozenset((a, b)): int(is_same) for part, a, b, is_same in told if part == "tune"}


def _near(measured: Measured) -> set[frozenset[str]]:
    """Pairs that share more than a little, seen with their whole texts in a full window; all others are strangers everywhere,
    even where a young window, or their titles alone, make them look alike."""
    is_near = (
        (measured.column("words") >= 0.15)
        | (measured.column("head_names") >= 0.02)
        | (measured.column("title_words_max") >= 0.15)
    )
    names = [one.report_id for one, _ in measured.told]
    return {frozenset((names[a], names[b])) for (a, b), near in zip(measured.pairs(), is_near, strict=True) if near}


def _is_distant(measured: Measured) -> Bools:
    """Far apart in time and not alike; or of one outlet, within a day, with titles that have nothing in common. What is nearer in
    words may be a form letter; what is farther teaches nothing."""
    words, title, days = measured.column("words"), measured.column("title"), np.expm1(measured.column("gap"))
    is_late = (days > 3.5) & (words < 0.45) & ~((title > 0.3) & (words > 0.3))
    is_other = (measured.column("same_source") > 0) & (days < 1) & (title < 0.1) & (words < 0.25)
    return (words > 0.08) & (is_late | is_other)


def fold(name: str) -> int:
    return int(ids.digest(name), 16) % N_FOLDS
