"""Find where the sources give different figures for one fact. Both are shown with who gives them; never an average."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

from newswright.records.drafts import Conflict, ConflictValue
from newswright.records.ids import ReportId
from newswright.records.reports import Passage
from newswright.stages.write import evidence, figures
from newswright.stages.write.evidence import Piece
from newswright.stages.write.figures import Figure
from newswright.stages.write.policy import WritePolicy
from newswright.text import quantities, words


def find(found: Sequence[Piece], language: str, *, policy: WritePolicy) -> tuple[Conflict, ...]:
    """List conflicts, those of the most important sentences first."""
    read = [figure for piece in found for figure in figures.read(piece, language)]
    conflicts: list[tuple[float, Conflict]] = []
    used: set[int] = set()
    shown: set[Passage] = set()
    for figure in sorted(read, key=lambda f: (-f.piece.score, f.piece.passage, f.quantity.start)):
        if id(figure) in used:
            continue
        rivals = [other for other in read if _counts_same(figure, other, policy)]
        group = _each_voice_once(_up_to_date([figure, *rivals]))
        if len({f.voice for f in group}) < 2 or all(_agree(group[0], other) for other in group[1:]):
            continue
        used.update(map(id, [figure, *rivals]))
        passages = {f.piece.passage for f in group}
        if passages <= shown:
            continue
        shown |= passages
        conflicts.append((sum(f.piece.score for f in group), _record(group)))
    conflicts.sort(key=lambda pair: -pair[0])
    return tuple(conflict for _, conflict in conflicts[: policy.max_conflicts])


def _counts_same(a: Figure, b: Figure, policy: WritePolicy) -> bool:
    """Whether two figures of different voices count the same thing, at about the same time."""
    if a.voice == b.voice or a.piece.origin_id == b.piece.origin_id or a.noun != b.noun:
        return False
    low, high = sorted((abs(a.quantity.value), abs(b.quantity.value)))
    apart = abs(a.piece.report.published_at - b.piece.report.published_at)
    if low <= 0 or high / low > policy.conflict_max_ratio or apart > timedelta(hours=policy.conflict_max_hours):
        return False
    if a.outcomes != b.outcomes and not (a.outcomes & b.outcomes):
        return False
    later = max(a, b, key=lambda f: f.piece.report.published_at)
    if apart and figures.updates(later):
        return False
    return _tells_same(a, b, policy)


def _tells_same(a: Figure, b: Figure, policy: WritePolicy) -> bool:
    """Whether the words around say so too: for people and what became of them the sentences' subject is enough; for all
    else (sizes, prices, ages) the sentences must be alike but for the figure."""
    shared = (a.piece.stems & b.piece.stems) - {a.noun}
    n_around = len(a.around & b.around)
    if a.quantity.unit is not None and not _is_alike_beside(a, b):
        return False
    if a.outcomes & b.outcomes and a.quantity.unit is None:
        return len(shared) >= policy.conflict_min_shared_words
    alike = len(shared) / max(1, min(len(a.piece.stems), len(b.piece.stems)))
    n_needed = policy.conflict_min_shared_words + (a.quantity.unit is not None)
    return n_around >= n_needed and alike >= policy.conflict_min_alike


def _is_alike_beside(a: Figure, b: Figure) -> bool:
    """Whether sentences with prices or measures name the same and count the same beside them: rain of two places, prices of
    two fuels and loads of two lorries differ without anybody disagreeing."""
    names = [set(_NAMED.findall(f.piece.text[1:])) for f in (a, b)]
    beside = [
        evidence.numbers(f.piece.stems) - set(words.stems(f.quantity.text, f.piece.report.language)) for f in (a, b)
    ]
    return names[0] == names[1] and beside[0] == beside[1]


_NAMED = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w’'-]+")


def _up_to_date(group: Sequence[Figure]) -> list[Figure]:
    """Keep what each voice's latest report says: what it said before is superseded."""
    latest: dict[str, tuple[object, ReportId]] = {}
    for figure in group:
        report = figure.piece.report
        latest[figure.voice] = max(
            latest.get(figure.voice, (report.published_at, report.id)), (report.published_at, report.id)
        )
    return [figure for figure in group if latest[figure.voice][1] == figure.piece.report.id]


def _each_voice_once(group: Sequence[Figure]) -> list[Figure]:
    """A report that gives several values tells of the disagreement itself: it counts for the value that nobody else "
    "gives."""
    values: defaultdict[str, set[float]] = defaultdict(set)
    for figure in group:
        values[figure.voice].add(figure.quantity.value)
    sure = {next(iter(own)) for own in values.values() if len(own) == 1}
    kept: list[Figure] = []
    for figure in group:
        is_sure = len(values[figure.voice]) == 1
        is_first = not any(other.voice == figure.voice for other in kept)
        if is_first and (is_sure or figure.quantity.value not in sure):
            kept.append(figure)
    return kept


def _agree(a: Figure, b: Figure) -> bool:
    """Whether either figure bears out the other: 'over 600,000' and 635,000 are no conflict."""
    return quantities.agree(a.quantity, b.quantity) or quantities.agree(b.quantity, a.quantity)


def _record(group: Sequence[Figure]) -> Conflict:
    by_value: dict[float, list[Figure]] = {}
    for figure in sorted(group, key=lambda f: (f.piece.report.published_at, f.piece.passage)):
        by_value.setdefault(figure.quantity.value, []).append(figure)
    values = tuple(
        ConflictValue(
            value=same[0].shown,
            outlets=tuple(dict.fromkeys(f.piece.report.outlet for f in same)),
            passages=tuple(dict.fromkeys(f.piece.passage for f in same))[:2],
            stated_at=same[0].piece.report.published_at,
        )
        for same in by_value.values()
    )
    return Conflict(fact=_fact(group), values=values)


def _fact(group: Sequence[Figure]) -> str:
    """Name what is counted by the words that most of the figures stand beside."""
    first = group[0]
    common = Counter(word for figure in group for word in figure.around)
    behind = first.piece.text[first.quantity.end :].split()[:6]
    listed = [
        word
        for word in dict.fromkeys(behind)
        if any(common[stem] > 1 or stem == first.noun for stem in words.stems(word, first.piece.report.language))
    ]
    return " ".join(word.strip('.,;:()“”"') for word in listed) or " ".join(sorted(first.outcomes)) or first.shown
