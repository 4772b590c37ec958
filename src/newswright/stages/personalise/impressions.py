"""Rank the lists of MIND (Wu et al. 2020): read its files, learn from earlier clicks, order each list's candidates.

Pure: takes lines, gives lines. With `train`, all is learned from that file, and each list of the other is ranked by itself, its
labels unseen. Without it, the lists are taken in the order of time, and each is ranked by what came before it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import TypeVar

import numpy as np

from newswright.errors import BadInput
from newswright.stages.personalise.listwise import Floats, Listwise
from newswright.stages.personalise.signals import SIGNALS, Behavior, Ledger, NewsItem

__all__ = ["Behavior", "NewsItem", "rank", "ranked", "read_behaviors", "read_news", "write_line"]

R = TypeVar("R")
OnBad = Callable[[BadInput], None]
MAX_CANDIDATES = 100_000
_PRIOR_STRENGTH = 5.0  # how firmly the weights are held where they start: about as much as 20 lists teach
_N_TASTES_MAX = 4_000  # histories that taste is learned from; the latest
_FIRST_TASTE = 500  # lists after which taste is first learned where there is no training file; then at each doubling


def read_news(lines: Iterable[str], *, path: str | None = None, on_bad: OnBad | None = None) -> dict[str, NewsItem]:
    """Read NEWS.tsv: id, category, subcategory, title; the abstract and what follows may be missing.

    A bad line raises BadInput with its number and field, or, where `on_bad` is given, is handed to it and left out.
    """
    items = _read(lines, _news_item, path, on_bad)
    return {item.id: item for item in items}


def read_behaviors(lines: Iterable[str], *, path: str | None = None, on_bad: OnBad | None = None) -> Iterator[Behavior]:
    """Read BEHAVIORS.tsv, line by line: id, user, time, history, candidates ('N1-1 N2-0', or 'N1 N2' without labels)."""
    return _read(lines, _behavior, path, on_bad)


def _read(lines: Iterable[str], parse: Callable[[list[str]], R], path: str | None, on_bad: OnBad | None) -> Iterator[R]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield parse(line.rstrip("\r\n").split("\t"))
        except _BadField as bad:
            error = BadInput(bad.message, path=path, line=number, field=bad.field, expected=bad.expected)
            if on_bad is None:
                raise error from None
            on_bad(error)


class _BadField(Exception):  # noqa: N818 - never leaves this module: it becomes a BadInput with path and line
    def __init__(self, message: str, field: str, expected: str) -> None:
        super().__init__(message)
        self.message, self.field, self.expected = message, field, expected


def _news_item(fields: list[str]) -> NewsItem:
    if len(fields) < 4:
        raise _BadField(f"{len(fields)} columns", "title", "id, category, subcategory, title, separated by tabs")
    if not fields[0].strip():
        raise _BadField("no id", "id", "an article's id, such as N1")
    abstract = fields[4] if len(fields) > 4 else ""
    return NewsItem(id=fields[0], category=fields[1], subcategory=fields[2], title=fields[3], abstract=abstract)


def _behavior(fields: list[str]) -> Behavior:
    if len(fields) != 5:
        raise _BadField(
            f"{len(fields)} columns", "impressions", "id, user, time, history, impressions, separated by tabs"
        )
    shown = [_candidate(token) for token in fields[4].split()]
    if not 0 < len(shown) <= MAX_CANDIDATES:
        raise _BadField(f"{len(shown)} candidates", "impressions", f"1 to {MAX_CANDIDATES} articles, such as N1-0 N2-1")
    labels = [label for _, label in shown if label is not None]
    if labels and len(labels) < len(shown):
        raise _BadField("some candidates have labels, others none", "impressions", "labels on all, or on none")
    return Behavior(
        id=fields[0],
        user=fields[1],
        at=_instant(fields[2]),
        history=tuple(fields[3].split()),
        candidates=tuple(article for article, _ in shown),
        labels=tuple(labels) if labels else None,
    )


def _candidate(token: str) -> tuple[str, bool | None]:
    article, dash, label = token.rpartition("-")
    if not dash:
        return token, None
    if not article or label not in {"0", "1"}:
        raise _BadField(f"{token!r} is no candidate", "impressions", "an id, and 0 or 1 behind a dash, such as N1-0")
    return article, label == "1"


def _instant(stated: str) -> datetime:
    for form in ("%m/%d/%Y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(stated.strip(), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise _BadField(f"{stated!r} is no time", "time", "a time such as 11/13/2019 5:53:12 AM")


def write_line(impression_id: str, ranks: Iterable[int]) -> str:
    """Write one list's ranks as MIND's prediction.txt has them: '24 [2,1,3]'."""
    return f"{impression_id} [{','.join(str(rank) for rank in ranks)}]"


def rank(
    news: Mapping[str, NewsItem], behaviors: Iterable[Behavior], *, train: Iterable[Behavior] = ()
) -> Iterator[str]:
    """Rank each list's candidates and write the lines of prediction.txt, in the order of `behaviors`."""
    return (write_line(name, ranks) for name, ranks in ranked(news, behaviors, train=train))


def ranked(
    news: Mapping[str, NewsItem], behaviors: Iterable[Behavior], *, train: Iterable[Behavior] = ()
) -> Iterator[tuple[str, list[int]]]:
    """Rank each list's candidates, in the order of `behaviors`: (id, rank of each candidate; 1 is best; ties by place).

    With lists to train on, `behaviors` may be of any length: one list is held at a time. Without, all are.
    """
    ledger = Ledger(news)
    model = Listwise(np.array(list(SIGNALS.values())), _PRIOR_STRENGTH)
    learned_from = sorted(train, key=_by_time)
    if not learned_from:
        yield from _ranked_as_they_come(list(behaviors), ledger, model)
        return
    _learn(ledger, model, learned_from)
    for behavior in behaviors:
        yield behavior.id, _ranking(model.scores(ledger.signals(behavior)))


def _by_time(behavior: Behavior) -> tuple[datetime, str]:
    return behavior.at, behavior.id


def _learn(ledger: Ledger, model: Listwise, lists: list[Behavior]) -> None:
    """Learn day by day: what a day's lists are judged by was known before that day, as it will be when ranking.

    Posting each list at once instead makes the books look better than they will be on a day of which nothing is known:
    AUC 0.651 against 0.661 on MIND's last day.
    """
    ledger.fit_taste(_histories(lists))
    for _, day in groupby(lists, key=lambda behavior: behavior.at.date()):
        shown = list(day)
        for behavior in shown:
            if behavior.labels is not None:
                model.learn(ledger.signals(behavior), np.array(behavior.labels))
        for behavior in shown:
            ledger.post(behavior)


def _histories(lists: Iterable[Behavior]) -> list[tuple[str, ...]]:
    """Take each reader's latest history, of the latest readers."""
    latest = {behavior.user: behavior.history for behavior in lists if behavior.history}
    return list(latest.values())[-_N_TASTES_MAX:]


def _ranked_as_they_come(behaviors: list[Behavior], ledger: Ledger, model: Listwise) -> Iterator[tuple[str, list[int]]]:
    order = sorted(range(len(behaviors)), key=lambda place: _by_time(behaviors[place]))
    ranked: dict[int, list[int]] = {}
    taste_at = _FIRST_TASTE
    for n_done, place in enumerate(order):
        if n_done == taste_at:
            ledger.fit_taste(_histories(behaviors[earlier] for earlier in order[:n_done]))
            taste_at *= 2
        behavior = behaviors[place]
        signals = ledger.signals(behavior)
        ranked[place] = _ranking(model.scores(signals))
        if behavior.labels is not None:
            model.learn(signals, np.array(behavior.labels))
        ledger.post(behavior)
    for place, behavior in enumerate(behaviors):
        yield behavior.id, ranked[place]


def _ranking(scores: Floats) -> list[int]:
    ranks = np.empty(len(scores), dtype=np.intp)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return [int(rank) for rank in ranks]
