"""The candidates of an edition, laid out once in arrays, so that each reader's slate costs little."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from newswright.records import ids, topics
from newswright.records.ids import StoryId
from newswright.records.readers import Candidate, Wish, WishKind
from newswright.stages.personalise import features
from newswright.stages.personalise.policy import PersonalisePolicy
from newswright.text import entities, words

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


class Pool:
    """What any reader may be offered. Holds nothing of any reader; the same for all of them.

    Rows are candidates, newest first, one per story; `columns`, `values` and `rows` are the features in coordinate form.
    """

    def __init__(self, candidates: Iterable[Candidate], policy: PersonalisePolicy) -> None:
        self.candidates = _one_per_story(candidates)
        self.listed = [features.of(candidate, policy) for candidate in self.candidates]
        self.vocabulary: dict[str, int] = {}
        self.weighed = [features.weigh(one, policy.feature_weight) for one in self.listed]
        n_each = np.array([len(row) for row in self.weighed], dtype=np.intp)
        self.rows = np.repeat(np.arange(len(self.weighed)), n_each)
        self.columns = np.array([self._column(feature) for row in self.weighed for feature, _ in row], dtype=np.intp)
        self.rows_with = _grouped(self.rows, self.columns, self.vocabulary)
        self.values = np.array([value for row in self.weighed for _, value in row], dtype=np.float64)
        self.happened_s = np.array([c.happened_at.timestamp() for c in self.candidates], dtype=np.float64)
        self.trend = np.array([max(0.0, c.trend_score) for c in self.candidates], dtype=np.float64)
        self.typical_trend = float(np.median(self.trend[self.trend > 0])) if self.trend.any() else 0.0
        self.n_origins = np.array([max(1, c.n_origins) for c in self.candidates], dtype=np.float64)
        self.row_of: dict[StoryId, int] = {c.story_id: row for row, c in enumerate(self.candidates)}
        self._masks: dict[tuple[WishKind, str], Mask] = {}

    def _column(self, feature: str) -> int:
        return self.vocabulary.setdefault(feature, len(self.vocabulary))

    def __len__(self) -> int:
        return len(self.candidates)

    def matching(self, wish: Wish) -> Mask:
        """Say which candidates a follow or a mute is about, (n,) bool. For a source: those that it tells at all."""
        key = (wish.kind, wish.value)
        if key not in self._masks:
            mask = np.zeros(len(self), dtype=np.bool_)
            mask[sorted(self._rows_about(wish))] = True
            if len(self._masks) >= _N_MASKS_MAX:
                self._masks.clear()
            self._masks[key] = mask
        return self._masks[key]

    def _rows_about(self, wish: Wish) -> set[int]:
        value = wish.value.strip()
        if not value:
            return set()
        if wish.kind is WishKind.TOPIC:
            return {row for row, c in enumerate(self.candidates) if any(_is_topic(topic, value) for topic in c.topics)}
        if wish.kind is WishKind.SOURCE:
            source = ids.source_id(value)
            return {row for row, c in enumerate(self.candidates) if source in c.source_ids or value in c.source_ids}
        return self._about_name(value) if wish.kind is WishKind.NAME else self._with_words(value)

    def told_only_by(self, sources: Iterable[str]) -> Mask:
        """Say which candidates have no other source than these, (n,) bool: what is left of a story without a muted source."""
        muted = {ids.source_id(source) for source in sources} | set(sources)
        return np.array(
            [bool(c.source_ids) and muted.issuperset(c.source_ids) for c in self.candidates], dtype=np.bool_
        )

    def _about_name(self, value: str) -> set[int]:
        wanted, phrase = entities.normal(value), words.tokens(value)
        return {row for row in range(len(self)) if wanted in self._names[row] or _holds(self._texts[row], None, phrase)}

    def _with_words(self, value: str) -> set[int]:
        """Find a word in all its forms, by the rules of each story's language."""
        phrases = {language: words.stems(value, language) for language in {c.language for c in self.candidates}}
        as_spelt = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)" if value.isascii() else re.escape(value))
        found = set()
        for row, candidate in enumerate(self.candidates):
            phrase = phrases[candidate.language]
            # What is only stop words is found as it is spelt: someone who mutes 'WHO' does not mean 'who'.
            if _holds(self._texts[row], candidate.language, phrase) if phrase else as_spelt.search(self._texts[row]):
                found.add(row)
        return found

    @cached_property
    def _texts(self) -> list[str]:
        return [f"{c.headline}\n{c.dek}\n{c.text}" for c in self.candidates]

    @cached_property
    def _names(self) -> list[frozenset[str]]:
        return [frozenset(map(entities.normal, c.names)) for c in self.candidates]


_N_MASKS_MAX = 2_000  # a mask is one byte per candidate


def _one_per_story(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    latest: dict[StoryId, Candidate] = {}
    for candidate in candidates:
        known = latest.get(candidate.story_id)
        if known is None or candidate.version > known.version:
            latest[candidate.story_id] = candidate
    return tuple(sorted(latest.values(), key=lambda c: (-c.happened_at.timestamp(), c.story_id)))


def _grouped(rows: Rows, columns: Rows, vocabulary: dict[str, int]) -> dict[str, Rows]:
    """For each feature: the rows that have it."""
    order = np.argsort(columns, kind="stable")
    starts = np.searchsorted(columns[order], np.arange(1, len(vocabulary)))
    return dict(zip(vocabulary, np.split(rows[order], starts), strict=True)) if vocabulary else {}


def _is_topic(topic: str, wanted: str) -> bool:
    return wanted.casefold() in {topic.casefold(), topics.display(topic).casefold()}


@lru_cache(maxsize=8_000)
def _words_of(text: str, language: str | None) -> tuple[tuple[str, ...], frozenset[str]]:
    """Cut a text, in order and as a set: into stems where a language is given, else into tokens.

    Kept from one edition to the next: most of an edition's texts are the last one's, and cutting them is what costs.
    """
    cut = tuple(words.tokens(text) if language is None else words.stems(text, language))
    return cut, frozenset(cut)


def _holds(text: str, language: str | None, phrase: Sequence[str]) -> bool:
    """Say whether the words of a phrase follow one another in a text; never for an empty phrase."""
    cut, held = _words_of(text, language)
    if not phrase or not held.issuperset(phrase):
        return False
    n, wanted = len(phrase), tuple(phrase)
    return n == 1 or any(cut[at : at + n] == wanted for at, word in enumerate(cut) if word == wanted[0])
