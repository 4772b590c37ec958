"""What can be liked or disliked of a story: its topics, names, sources and the words of its headline."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import sqrt

from newswright.records import topics
from newswright.records.readers import Candidate
from newswright.stages.personalise.policy import PersonalisePolicy
from newswright.text import words


def of(candidate: Candidate, policy: PersonalisePolicy) -> tuple[str, ...]:
    """List a story's features, the most telling of each kind first: 'topic:science', 'name:Port Ellery', 'term:reactor'.

    A story that many outlets tell says nothing about any of them, so sources count only where there are few.
    """
    few = policy.n_features
    sources = candidate.source_ids if len(candidate.source_ids) <= few["source"] else ()
    listed = [
        *(f"topic:{topic}" for topic in candidate.topics[: few["topic"]]),
        *(f"name:{name}" for name in candidate.names[: few["name"]]),
        *(f"source:{source}" for source in sources),
        *(f"term:{term}" for term in _terms(candidate.headline, candidate.names, candidate.language, few["term"])),
    ]
    return tuple(dict.fromkeys(listed))


@lru_cache(maxsize=8_000)
def _terms(headline: str, names: tuple[str, ...], language: str, n: int) -> tuple[str, ...]:
    """Take the headline's longest content words, as stems, names left out: they are features of their own."""
    named = {word for name in names for word in words.stems(name, language)}
    stems = dict.fromkeys(words.stems(headline, language))
    telling = [
        stem for stem in stems if stem not in named and not stem.isnumeric() and (len(stem) > 3 or not stem.isascii())
    ]
    return tuple(sorted(telling, key=lambda stem: -len(stem))[:n])


def weigh(features: Iterable[str], weights: Mapping[str, float]) -> list[tuple[str, float]]:
    """Give each feature its value: the weight of its kind, shared among the features of that kind (unit norm per kind)."""
    listed = list(features)
    counts: dict[str, int] = {}
    for feature in listed:
        counts[kind(feature)] = counts.get(kind(feature), 0) + 1
    return [(f, weights.get(kind(f), 0.0) / sqrt(counts[kind(f)])) for f in listed]


def kind(feature: str) -> str:
    """Return what sort of feature it is: topic, name, source or term."""
    return feature.partition(":")[0]


def describe(feature: str) -> str:
    """Say in words what a feature is about: 'about Science', 'from Harbour Post', 'with “reactor” in the headline'."""
    sort, _, value = feature.partition(":")
    if sort == "topic":
        return f"about {topics.display(value)}"
    if sort == "source":
        return f"from {value.replace('-', ' ').title()}"
    return f"about {value}" if sort == "name" else f"with “{value}” in the headline"


def as_spelt(feature: str, headline: str, language: str) -> str:
    """Give a stem back the form that it has in a headline: 'term:studi' → 'term:studies'; other features stay as they are."""
    sort, _, stem = feature.partition(":")
    if sort != "term":
        return feature
    spelt = (f"term:{word}" for word in words.tokens(headline) if words.stems(word, language) == [stem])
    return next(spelt, feature)
