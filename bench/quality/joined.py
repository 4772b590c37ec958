"""Shorten real sentences faithfully, and join parts of two into what no report says: the judge learns from both.

The ways of joining are those in which summarisers that copy go wrong: they slide from one sentence into another at a word
that both have, give one sentence's deed to another's subject, or hang another's place, time or cause on the end.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench import corpora
from bench.quality import planted
from newswright.records.reports import Report
from newswright.text import sentences

_PIVOT = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|could|said|says|to|in|for|after|that|of|and|with|by|as|on)\b"
)
_VERB = re.compile(r"\s(?:was|were|is|are|has|have|had|will|would|could|can|said|says|told|[a-z]{3,}ed)\s")
_TAIL = re.compile(r"\b(?:in|on|at|for|after|by|with|from|to|of)\b")
_ASIDE = re.compile(
    r", (?:who|which|where|when|with|after|as|including|according|while|although|the|a)\b[^,]{3,80},(?= )"
)
_TRAILING = re.compile(
    r", (?:who|which|where|when|with|after|as|but|and|according|while|although|saying|adding)\b[^.]{6,}$"
)
_CIRCUMSTANCE = re.compile(r"(?<=.{35}) (?:after|before|because|while|when|as|in|on|during|at) [^,.]{5,60}\.$")
_BRACKETS = re.compile(r" \([^)]*\)")
_OPENING = re.compile(r"^(?:On|In|At|After|As|While|But|And|However|Meanwhile|Also|According)\b[^,]{0,60}, (?=\w)")
_SPEAKER = re.compile(r"(?<=.{30}),? (?:[A-Z]\w+ ){0,3}(?:said|told reporters|he said|she said)(?: on \w+)?\.$")
_N_SENTENCES = (10, 15, 20, 30, 40)  # of a report that a claim is set beside
_FEWEST_WORDS, _MOST_WORDS = 5, 45
_SHARE_TWICE = 0.6  # of the joined sentences that are joined once more


@dataclass(frozen=True, slots=True)
class Example:
    """A claim beside the beginning of a real report."""

    document: str
    claim: str
    is_supported: bool


def examples(n_reports: int = 900, seed: int = 5) -> Iterator[Example]:
    """Make some from the tune parts of AllSides and the Sri Lankan news; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret depends on it
    reports = [r for name in ("allsides", "lk-en") for r, _ in corpora.records(name, "tune") if len(r.text) >= 800]
    dice.shuffle(reports)
    for report in reports[:n_reports]:
        yield from _of(report, dice)


def _of(report: Report, dice: random.Random) -> Iterator[Example]:
    said = [span.of(report.text) for span in sentences.split(report.text)[: dice.choice(_N_SENTENCES)]]
    document = "\n".join(said)
    plain = [sentence for sentence in said if planted.is_plain(sentence)]
    if len(plain) < 5:
        return
    for sentence in dice.sample(plain, 2):
        yield Example(document, sentence, is_supported=True)
    for sentence in dice.sample(plain, 4):
        for shorter in _shortened(sentence, dice):
            yield Example(document, shorter, is_supported=True)
    for _ in range(5):
        made = _joined(plain, dice)
        if made and _FEWEST_WORDS <= len(made.split()) <= _MOST_WORDS and made.strip(". ") not in document:
            yield Example(document, made, is_supported=False)


def _shortened(sentence: str, dice: random.Random) -> Iterator[str]:
    """The sentence without one aside, and sometimes without two."""
    once = shorten(sentence, dice)
    if once:
        yield once
        twice = shorten(once, dice) if dice.random() < 0.4 else None
        if twice:
            yield twice


def shorten(sentence: str, dice: random.Random) -> str | None:
    """Leave out something that the rest does not need: an aside, what trails or leads in, who says so."""
    options = []
    for pattern, instead in ((_ASIDE, ""), (_BRACKETS, ""), (_TRAILING, "."), (_CIRCUMSTANCE, "."), (_SPEAKER, ".")):
        options += [
            sentence[: match.start()] + instead + sentence[match.end() :] for match in pattern.finditer(sentence)
        ]
    if match := _OPENING.match(sentence):
        options.append(sentence[match.end()].upper() + sentence[match.end() + 1 :])
    kept = [option for option in options if len(option.split()) >= _FEWEST_WORDS]
    return dice.choice(kept) if kept else None


def _joined(plain: Sequence[str], dice: random.Random) -> str | None:
    place = dice.randrange(len(plain))
    near = plain[max(0, min(len(plain) - 1, place + dice.choice([-2, -1, 1, 2])))]
    one = near if dice.random() < 0.6 else dice.choice(plain)
    other = shorten(plain[place], dice) or plain[place]
    if one == plain[place]:
        return None
    ways = (slide, other_subject, other_subject, other_tail, other_tail)
    made = dice.choice(ways)(one, other, dice)
    if made and dice.random() < _SHARE_TWICE:
        made = dice.choice(ways)(made, dice.choice(plain), dice) or made
    return made


def slide(one: str, other: str, dice: random.Random) -> str | None:
    """Begin as one sentence, go on as the other from a word that both have."""
    starts = [m for m in _PIVOT.finditer(one) if _n(one[: m.start()]) >= 2 and _n(one[m.end() :]) >= 3]
    dice.shuffle(starts)
    for start in starts:
        ends = [
            m
            for m in re.finditer(rf"\b{start.group()}\b", other)
            if _n(other[m.end() :]) >= 3 and _n(other[: m.start()]) >= 2
        ]
        if ends:
            return one[: start.start()].rstrip() + " " + other[dice.choice(ends).start() :]
    return None


def other_subject(one: str, other: str, dice: random.Random) -> str | None:
    """Give what the other sentence tells to the subject of the first."""
    first, second = _VERB.search(one), _VERB.search(other)
    if first and second and 1 <= _n(one[: first.start()]) <= 9 and _n(other[second.start() :]) >= 4:
        return one[: first.start()] + other[second.start() :]
    return None


def other_tail(one: str, other: str, dice: random.Random) -> str | None:
    """Put the other sentence's last phrase in the place of the first one's."""
    own = [m for m in _TAIL.finditer(one) if 1 <= _n(one[m.end() :]) <= 8 and m.start() > 25]
    if not own:
        return None
    chosen = dice.choice(own)
    offered = [m for m in _TAIL.finditer(other) if 1 <= _n(other[m.end() :]) <= 8 and m.group() == chosen.group()]
    return one[: chosen.start()] + other[dice.choice(offered).start() :] if offered else None


def _n(text: str) -> int:
    return len(text.split())
