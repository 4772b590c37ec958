"""Find the sentence that tells a story's news, which opens its article: never a scene, and never somebody's words.

In:    the printable lines of a plan
Out:   the line to begin with; None where there is none
Rule:  WritePolicy; tuned on the first sentences of the round-ups' tuning part (docs/log.md)
Gate:  bench/quality/summaries
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt

from newswright.records.drafts import Plan, Title
from newswright.stages.write import evidence, wording
from newswright.stages.write.choose import Line
from newswright.stages.write.policy import WritePolicy
from newswright.text import quotations


class Consensus:
    """What the titles of the origins agree on: each word by the square of how many have it, the latest titles first."""

    def __init__(self, titles: Sequence[Title], language: str, policy: WritePolicy) -> None:
        latest = evidence.turned_at((title.origin_id, title.stated_at) for title in titles)
        by_origin: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for title in titles:
            age_h = max(0.0, (latest - title.stated_at).total_seconds() / 3600) if latest else 0.0
            weight = math.exp2(-age_h / policy.title_half_life_h)
            own = by_origin[title.origin_id]
            for stem in wording.content(title.text, language):
                own[stem] = max(weight, own.get(stem, 0.0))
        stems = {stem for own in by_origin.values() for stem in own}
        self._weights = {stem: math.fsum(own.get(stem, 0.0) for own in by_origin.values()) ** 2 for stem in stems}
        self._whole = math.fsum(self._weights.values())

    def share(self, stems: frozenset[str]) -> float:
        """The share, in [0, 1], of what the titles agree on that is among some words."""
        return math.fsum(self._weights.get(stem, 0.0) for stem in stems) / max(
            1e-9, self._whole
        )  # the same in any order


def ranked(lines: Sequence[Line], plan: Plan, gains: npt.NDArray[np.float64], *, policy: WritePolicy) -> list[Line]:
    """Order lines by how well each tells what is new, best first: by how important it is, by what other origins' openings and the
    titles tell, by how early its report tells it, and by what it tells in all (`gains`, of `choose.Choice`)."""
    worths = _Worths(lines, plan, policy)
    weighed = [
        (worths.of(line) * float(gain) ** policy.lead_gain_exponent, line)
        for line, gain in zip(lines, gains, strict=True)
    ]
    return [line for _, line in sorted(weighed, key=lambda pair: (-round(pair[0], 9), pair[1].key))]


def turned_at(lines: Sequence[Line]) -> datetime | None:
    """When the story took its latest turn."""
    return evidence.turned_at((line.evidence.origin_id, line.evidence.stated_at) for line in lines)


def age_h(line: Line, turned: datetime | None) -> float:
    """How many hours before the story's latest turn a line was told."""
    return max(0.0, (turned - line.evidence.stated_at).total_seconds() / 3600) if turned else 0.0


class _Worths:
    """Weighs lines as openings of an article."""

    def __init__(self, lines: Sequence[Line], plan: Plan, policy: WritePolicy) -> None:
        self._plan, self._policy = plan, policy
        self._top = max((line.evidence.importance for line in lines), default=1.0) or 1.0
        self._turned_at = turned_at(lines)
        self._consensus = Consensus(plan.titles, plan.language, policy)
        self._places: dict[tuple[str, int], int] = {}
        self._openings: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        n_of_report: Counter[str] = Counter()
        for line in sorted(lines, key=lambda line: line.key):
            place = n_of_report[line.evidence.passage.report_id]
            n_of_report[line.evidence.passage.report_id] += 1
            self._places[line.key] = place
            if place < policy.opening_sentences:
                self._openings[line.evidence.origin_id].append(wording.content(line.text, plan.language))

    def of(self, line: Line) -> float:
        """How well a line opens the article."""
        policy = self._policy
        stems = wording.content(line.text, self._plan.language)
        worth = (
            (_FLOOR + line.evidence.importance / self._top) ** policy.lead_importance_exponent
            * (_FLOOR + self._echo(line, stems)) ** policy.lead_echo_exponent
            * (_FLOOR + self._consensus.share(stems)) ** policy.lead_title_exponent
            * policy.lead_place_factor ** self._places[line.key]
            * math.exp2(-age_h(line, self._turned_at) / policy.lead_half_life_h)
        )
        return float(worth * self._fitness(line))

    def _echo(self, line: Line, stems: frozenset[str]) -> float:
        """How much of a line the other origins' openings have, in [0, 1]: a scene is told by one outlet alone."""
        others = [own for origin, own in self._openings.items() if origin != line.evidence.origin_id]
        shared = [max(len(stems & told) for told in own) for own in others]
        return sum(shared) / max(1, len(stems) * len(others))

    def _fitness(self, line: Line) -> float:
        """Factors for what no article should open with."""
        policy = self._policy
        fitness = policy.lead_leaning_factor if line.is_backward or line.evidence.is_background else 1.0
        quoted = sum(end - start for start, end in quotations.marks(line.text))
        if quoted > policy.lead_most_quoted * len(line.text) or line.is_scene:
            fitness *= policy.lead_scene_factor
        if (
            line.is_leaning
            or (self._plan.language == "en" and not _NAMED.search(line.text[1:]))
            or _OBJECT.search(line.text)
        ):
            fitness *= policy.lead_nameless_factor
        return fitness if line.n_words <= policy.long_sentence_words else fitness * policy.lead_long_factor


_FLOOR = 0.1  # added to each share, so that a line that has none of it is not worth nothing
_NAMED = re.compile(r"(?<=\s)[A-ZÀ-Þ]\w+")
_OBJECT = re.compile(
    r"\b(?:on|in|at|of|for|with|by|from|about|into) (?:it|them|him)\b"
)  # whom only a sentence before names
