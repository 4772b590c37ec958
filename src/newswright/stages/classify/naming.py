"""Name the people, places and organisations that a story is about."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newswright.records.reports import Report
from newswright.text import entities, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingPolicy:
    """Which names a story is filed under."""

    n_names_max: int = 8  # a card has room for no more, and the ninth is in passing
    n_chars: int = 1500  # of each text, from its start: who matters is named early
    n_reports: int = 30  # read per story, the earliest: later ones repeat the names
    least_share: float = 0.34  # of the reports that must name it: a third, so that one outlet's aside is left out
    n_mentions: int = 2  # where one report is all there is, how often it must name it


DEFAULT = NamingPolicy()


def names(reports: Sequence[Report], *, policy: NamingPolicy = DEFAULT) -> tuple[str, ...]:
    """List the names of a story, the most shared first, each as it is most often written; outlets' own names are left out."""
    read = reports[: policy.n_reports]
    outlets = [_squashed(report.outlet) for report in reports]
    n_reports: Counter[str] = Counter()
    n_mentions: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for report in read:
        start = _after_dateline(report.text)
        found = entities.names(report.text[start : policy.n_chars], report.language)  # a title's capitals say little
        keys = [entities.normal(name.text) for name in found]
        n_reports.update(set(keys))
        n_mentions.update(keys)
        for key, name in zip(keys, found, strict=True):
            written.setdefault(key, Counter())[name.text] += 1
    common = _common_words(read, policy)
    whole = [key for key in _without_parts(n_reports) if key not in common]
    least = max(2, policy.least_share * len(read)) if len(read) > 1 else 1
    kept = [
        key
        for key in whole
        if not any(outlet.startswith(_squashed(key)) for outlet in outlets)
        and n_reports[key] >= least
        and (len(read) > 1 or n_mentions[key] >= policy.n_mentions)
    ]
    kept.sort(key=lambda key: (-n_reports[key], -n_mentions[key], key))
    return tuple(written[key].most_common(1)[0][0] for key in kept[: policy.n_names_max])


def _squashed(name: str) -> str:
    return re.sub(r"\W+", "", name.casefold())


def _after_dateline(text: str) -> int:
    """A dateline says where the reporter sat, in capitals; it is not what the story is about."""
    found = sentences.dateline(text)
    return found.end if found else 0


def _common_words(reports: Sequence[Report], policy: NamingPolicy) -> set[str]:
    """Words that are no names in these reports: what they also write small ('Energy' of a ministry's title), and what they write
    with a capital at the head of sentences only ('Cars are to pay')."""
    small: set[str] = set()
    inside: set[str] = set()
    headed: set[str] = set()
    for report in reports:
        text = report.text[_after_dateline(report.text) : policy.n_chars * 2]
        small.update(word for word in _WORD.findall(text) if word.islower())
        for span in sentences.split(text):
            first, *rest = _WORD.findall(span.of(text)) or [""]
            headed.add(first.casefold())
            inside.update(word.casefold() for word in rest)
    return small | (headed - inside)


_WORD = re.compile(r"\w+(?:-\w+)*")


def _without_parts(n_reports: Counter[str]) -> list[str]:
    """Leave out a name that is a part of a longer one ('Lindqvist' beside 'Mara Lindqvist'), whose reports then count for it."""
    whole = []
    for key in n_reports:
        longer = [other for other in n_reports if other != key and f" {key} " in f" {other} " and n_reports[other] > 1]
        if longer:
            best = max(longer, key=lambda other: n_reports[other])
            n_reports[best] = max(n_reports[best], n_reports[key])
        else:
            whole.append(key)
    return whole
