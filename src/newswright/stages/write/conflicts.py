"""Find where the sources give different figures for one fact. Both are shown with who gives them; never an average."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from newswright.records.drafts import Conflict, ConflictValue
from newswright.stages.write.evidence import Piece
from newswright.stages.write.policy import WritePolicy
from newswright.text import quantities, words

_WORDS_BEFORE, _WORDS_AFTER = 4, 6  # how far around a figure the words stand that say what it counts

# What happened to those who are counted: figures of different outcomes are different facts, however alike the sentences.
_OUTCOMES = {
    "dead": r"kill\w*|die[ds]?|dead|deaths?|toll|fatal\w*|perish\w*|tot\w*|getötet\w*|starben|gestorben\w*|muert\w+|"
    r"murieron|fallec\w+|mort\w*|tué\w*",
    "hurt": r"injur\w*|hurt|wound\w*|hospitali[sz]\w*|verletz\w*|herid\w+|lesionad\w+|bless\w+",
    "missing": r"missing|unaccounted|vermisst\w*|desaparecid\w+|disparu\w*",
    "displaced": r"displac\w*|evacuat\w*|homeless|flee|fled|shelter\w*|evakuier\w*|obdachlos\w*|desplazad\w+|"
    r"evacuad\w+|évacu\w+|déplac\w+",
    "saved": r"rescued|saved|survi\w*|gerettet\w*|überleb\w*|rescatad\w+|sauv\w+",
    "held": r"arrest\w*|detain\w*|charg\w*|convict\w*|festgenommen\w*|verhaftet\w*|detenid\w+|arrestad\w+|interpell\w+",
    "hired": r"hir\w+|creat\w+|einstell\w*|contrat\w+|embauch\w*",
    "fired": r"cut|cuts|lay|laid|lost|los\w+|dismiss\w*|entlass\w*|despid\w+|licenci\w+",
}
_OUTCOME = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _OUTCOMES.items()}
_NOUN = re.compile(r"\s*([^\W\d_][\w’'-]*)(?:(?<!s)\s[^\W\d_]\w+s\b)?")  # 'people', 'tourist arrivals'
_OTHERS = re.compile(
    r"(?i)\s*(?:others?|more|additional|further|fewer|weitere\w*|andere\w*|mehr|otr[oa]s|más|autres|de plus)\b"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure in a sentence, and what it counts."""

    piece: Piece
    quantity: quantities.Quantity
    noun: str
    around: frozenset[str]
    outcomes: frozenset[str]
    shown: str


def find(found: Sequence[Piece], language: str, *, policy: WritePolicy) -> tuple[Conflict, ...]:
    """List conflicts, those with the most independent origins behind them first."""
    figures = [figure for piece in found for figure in _figures(piece, language)]
    conflicts: list[tuple[float, Conflict]] = []
    used: set[int] = set()
    for figure in sorted(figures, key=lambda f: (-f.piece.score, f.piece.passage)):
        if id(figure) in used:
            continue
        rivals = [other for other in figures if _counts_same(figure, other, policy)]
        group = _one_per_voice([figure, *rivals])
        if len(group) < 2 or _says_both(group, figures) or all(_agree(group[0], other) for other in group[1:]):
            continue
        used.update(map(id, [figure, *rivals]))
        conflicts.append((sum(f.piece.score for f in group), _record(group)))
    conflicts.sort(key=lambda pair: -pair[0])
    return tuple(conflict for _, conflict in conflicts[: policy.max_conflicts])


def _says_both(group: Sequence[_Figure], figures: Sequence[_Figure]) -> bool:
    """Whether one voice gives several of the values itself: then they count different things (sizes, grades, years)."""
    values = {figure.quantity.value for figure in group}
    for figure in group:
        own = {
            f.quantity.value
            for f in figures
            if f.noun == figure.noun and f.piece.report.voice == figure.piece.report.voice
        }
        if len(own & values) > 1:
            return True
    return False


def _agree(a: _Figure, b: _Figure) -> bool:
    """Whether either figure bears out the other: 'over 600,000' and 635,000 are no conflict."""
    return quantities.agree(a.quantity, b.quantity) or quantities.agree(b.quantity, a.quantity)


def _figures(piece: Piece, language: str) -> Iterator[_Figure]:
    for quantity in quantities.find(piece.text, language):
        after = piece.text[quantity.end :]
        noun = _NOUN.match(after)
        if _OTHERS.match(after):
            continue  # 'seven other officers' are counted beside a number that stands elsewhere
        shown_end = quantity.end + (noun.end() if noun and quantity.unit is None else 0)
        counted = quantity.unit or (" ".join(words.stems(noun.group(1), language)) if noun else "")
        if not counted or (noun and quantity.unit is None and noun.group(1)[0].isupper() and language != "de"):
            continue  # 'Octane 95 Premium': a name, not a count
        near = f"{_last(piece.text[: quantity.start])} {_first(after)}"
        yield _Figure(
            piece=piece,
            quantity=quantity,
            noun=counted,
            around=frozenset(words.stems(near, language)) - {counted},
            outcomes=frozenset(name for name, pattern in _OUTCOME.items() if pattern.search(near)),
            shown=" ".join(piece.text[_bounded(piece.text, quantity.start) : shown_end].split()),
        )


def _bounded(text: str, start: int) -> int:
    """Begin with 'about', 'at least' and the like, which belong to the figure."""
    bound = _BOUND.search(text[:start])
    return bound.start() if bound else start


_BOUND = re.compile(
    r"(?i)\b(?:about|around|roughly|nearly|almost|some|at least|more than|over|up to|fewer than|less than|as many as|"
    r"rund|etwa|fast|knapp|"
    r"mindestens|mehr als|bis zu|unos|unas|casi|cerca de|al menos|más de|hasta|environ|près de|plus de|au moins|"
    r"jusqu['’]à)\s+$"
)


def _last(text: str) -> str:
    """The words right before a figure, in its own clause."""
    return " ".join(_CLAUSE.split(text)[-1].split()[-_WORDS_BEFORE:])


def _first(text: str) -> str:
    """The words right after a figure, in its own clause."""
    return " ".join(_CLAUSE.split(text)[0].split()[:_WORDS_AFTER])


_CLAUSE = re.compile(r"[,;:.()“”\"]\s|\b(?:said|says|that|sagte|dass|dijo|que|dit)\b")


def _counts_same(a: _Figure, b: _Figure, policy: WritePolicy) -> bool:
    """Whether two figures of different voices count the same thing, at about the same time."""
    if a.piece.report.voice == b.piece.report.voice or a.piece.origin_id == b.piece.origin_id or a.noun != b.noun:
        return False
    low, high = sorted((abs(a.quantity.value), abs(b.quantity.value)))
    apart = abs(a.piece.report.published_at - b.piece.report.published_at)
    if low <= 0 or high / low > policy.conflict_max_ratio or apart > timedelta(hours=policy.conflict_max_hours):
        return False
    if a.outcomes != b.outcomes and not (a.outcomes & b.outcomes):
        return False
    n_shared = len(a.around & b.around)
    n_needed = 1 if a.outcomes & b.outcomes else policy.conflict_min_shared_words
    return n_shared >= n_needed + (a.quantity.unit is not None)


def _one_per_voice(figures: Sequence[_Figure]) -> list[_Figure]:
    """Keep each voice's latest figure: what it said before is superseded."""
    latest: dict[str, _Figure] = {}
    for figure in figures:
        known = latest.get(figure.piece.report.voice)
        if known is None or known.piece.report.published_at < figure.piece.report.published_at:
            latest[figure.piece.report.voice] = figure
    return list(latest.values())


def _record(group: Sequence[_Figure]) -> Conflict:
    by_value: dict[float, list[_Figure]] = {}
    for figure in sorted(group, key=lambda f: (f.piece.report.published_at, f.piece.passage)):
        by_value.setdefault(figure.quantity.value, []).append(figure)
    values = tuple(
        ConflictValue(
            value=figures[0].shown,
            outlets=tuple(dict.fromkeys(f.piece.report.outlet for f in figures)),
            passages=tuple(dict.fromkeys(f.piece.passage for f in figures))[:2],
            stated_at=figures[0].piece.report.published_at,
        )
        for figures in by_value.values()
    )
    return Conflict(fact=_fact(group), values=values)


def _fact(group: Sequence[_Figure]) -> str:
    """Name what is counted by the words that most of the figures stand beside."""
    first = group[0]
    common = Counter(word for figure in group for word in figure.around)
    listed = [
        word
        for word in dict.fromkeys(first.piece.text[first.quantity.end :].split()[:_WORDS_AFTER])
        if any(common[stem] > 1 or stem == first.noun for stem in words.stems(word, first.piece.report.language))
    ]
    return " ".join(word.strip('.,;:()“”"') for word in listed) or first.shown
