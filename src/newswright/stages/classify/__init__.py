"""Say which topics of the closed list a report or an article is about.

In:    title and text, the sections that the outlet itself named, the language (BCP 47)
Out:   at most `n_topics_max` topics of TOPICS, the surest first; none where nothing tells
Rule:  ClassifyPolicy
Gate:  bench/quality/topics

Lexicons, written for the project, for English, German, Spanish and French; other languages go by the outlets' sections alone.
No model and no training: an editor can read why.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log1p, sqrt

from newswright.records.topics import TOPICS
from newswright.stages.classify import hints as sections
from newswright.stages.classify import lexicon_de, lexicon_en, lexicon_es, lexicon_fr
from newswright.text import words

__all__ = ["TOPICS", "ClassifyPolicy", "topics"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyPolicy:
    """How sure is sure enough. Points are unitless; tuned by hand on part of the public sets (docs/log.md)."""

    strong: float = 2.0  # points for a word that tells its topic nearly by itself
    plain: float = 1.0  # points for one that only points that way
    title: float = 4.0  # how many times over a word of the title counts
    n_words: int = 400  # of the text, from its start: news says first what it is about
    hint: float = 5.0  # points for what the outlet itself says
    least: float = 2.0  # points below which a topic is not named
    relative: float = 0.5  # share of the best topic's points from which another one is named too
    n_topics_max: int = 3


DEFAULT = ClassifyPolicy()


def topics(
    title: str, text: str, hints: Sequence[str] = (), language: str = "en", *, policy: ClassifyPolicy = DEFAULT
) -> tuple[str, ...]:
    """Name the topics, the surest first; ties go by the order of TOPICS."""
    points = score(title, text, hints, language, policy=policy)
    best = max(points.values(), default=0.0)
    sure = [topic for topic, n in points.items() if n >= policy.least and n >= policy.relative * best]
    order = list(TOPICS)
    return tuple(sorted(sure, key=lambda topic: (-points[topic], order.index(topic)))[: policy.n_topics_max])


def score(
    title: str, text: str, hints: Sequence[str] = (), language: str = "en", *, policy: ClassifyPolicy = DEFAULT
) -> dict[str, float]:
    """Count the points of each topic that anything speaks for."""
    lexicon = _lexicon(language.partition("-")[0].casefold())
    points: dict[str, float] = dict.fromkeys(sections.topics(hints), policy.hint)
    titled = Counter(_phrases(words.stems(title, language)))
    told = Counter(_phrases(words.stems(_start(text, policy.n_words), language)))
    for phrase in dict.fromkeys((*titled, *told)):
        n = policy.title * titled[phrase] + told[phrase]
        for topic, is_strong, share in lexicon.get(phrase, ()):
            weight = policy.strong if is_strong else policy.plain
            points[topic] = points.get(topic, 0.0) + weight * share * log1p(n)
    return points


def _start(text: str, n_words: int) -> str:
    return text[
        : n_words * 8
    ]  # characters: a word and its space are about six, in the longest of these languages eight


def _phrases(stems: list[str]) -> list[str]:
    return [
        *stems,
        *(f"{a} {b}" for a, b in pairwise(stems)),
        *(f"{a} {b} {c}" for a, b, c in zip(stems, stems[1:], stems[2:], strict=False)),
    ]


_LEXICONS: Mapping[str, Mapping[str, str]] = {
    "en": lexicon_en.WORDS,
    "de": lexicon_de.WORDS,
    "es": lexicon_es.WORDS,
    "fr": lexicon_fr.WORDS,
}


@lru_cache(maxsize=16)
def _lexicon(language: str) -> dict[str, list[tuple[str, bool, float]]]:
    """Lay a lexicon out by stem: (topic, is strong, share); a word that tells several topics is shared among them."""
    listed: dict[str, dict[str, bool]] = {}
    for topic, entries in _LEXICONS.get(language, {}).items():
        for entry in entries.split():
            phrase = " ".join(words.stems(entry.lstrip("+").replace("_", " "), language))
            if phrase:
                told = listed.setdefault(phrase, {})
                told[topic] = told.get(topic, False) or entry.startswith("+")
    return {
        phrase: [(topic, is_strong, 1 / sqrt(len(told))) for topic, is_strong in told.items()]
        for phrase, told in listed.items()
    }
