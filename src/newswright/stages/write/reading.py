"""Read a text once: what several steps of writing ask of the same sentence is remembered.

In:    a sentence or a report's text
Out:   its words, stems, figures, days and sentences, as newswright.text finds them
Rule:  none; the same text always reads the same
Gate:  bench/quality/summaries
"""

from datetime import date
from functools import lru_cache

from newswright.text import dates, quantities, sentences, words

_SENTENCES = 8_192  # sentences remembered: some ten stories with their variants, a few MB
_REPORTS = 256  # reports whose sentences are remembered


@lru_cache(maxsize=_SENTENCES)
def tokens(text: str) -> tuple[str, ...]:
    """Cut a text into words."""
    return tuple(words.tokens(text))


@lru_cache(maxsize=_SENTENCES)
def stems(text: str, language: str) -> frozenset[str]:
    """Name the content words of a text, stemmed."""
    return frozenset(words.stemmed(tokens(text), language))


@lru_cache(maxsize=_SENTENCES)
def figures(text: str, language: str) -> tuple[quantities.Quantity, ...]:
    """Find the quantities of a text."""
    return tuple(quantities.find(text, language))


@lru_cache(maxsize=_SENTENCES)
def moments(text: str, anchor: date, language: str) -> tuple[dates.Moment, ...]:
    """Find the days, months and years of a text."""
    return tuple(dates.find(text, anchor=anchor, language=language))


@lru_cache(maxsize=_REPORTS)
def spans(text: str) -> tuple[sentences.Span, ...]:
    """Cut a report into sentences."""
    return tuple(sentences.split(text))
