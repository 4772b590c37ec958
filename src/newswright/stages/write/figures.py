"""Read the figures of a sentence and what they count, so that figures of one fact can be told from figures of two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newswright.stages.write import reading
from newswright.stages.write.evidence import Piece
from newswright.text import quantities, words

_WORDS_BEFORE, _WORDS_AFTER = 4, 6  # how far around a figure the words stand that say what it counts

# What happened to those who are counted: figures of different outcomes are different facts, however alike the sentences.
_OUTCOMES = {
    "dead": r"kill\w*|die[ds]?|dead|deaths?|toll|fatal\w*|perish\w*|tote\w*|getötet\w*|starben|gestorben\w*|muert\w+|"
    r"murieron|fallec\w+|mort[se]?|mortes|tué\w*",
    "hurt": r"injur\w*|hurt|wound\w*|hospitali[sz]\w*|verletz\w*|herid\w+|lesionad\w+|bless\w+",
    "missing": r"missing|unaccounted|vermisst\w*|desaparecid\w+|disparu\w*",
    "displaced": r"displac\w*|evacuat\w*|homeless|flee|fled|forced (?:\w+ )?(?:from|out)|(?:left|lost|leave|out of|"
    r"from|away from) "
    r"(?:their )?homes?|driven (?:out|from)|lost the roof|evakuier\w*|obdachlos\w*|verließen|ihre häuser|desplazad\w+|"
    r"evacuad\w+|"
    r"sus casas|sin hogar|évacu\w+|déplac\w+|sans abri",
    "saved": r"rescued|saved|survi\w*|gerettet\w*|überleb\w*|rescatad\w+|sauv\w+",
    "held": r"arrest\w*|detain\w*|charg\w*|convict\w*|festgenommen\w*|verhaftet\w*|detenid\w+|arrestad\w+|interpell\w+",
}
_OUTCOME = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _OUTCOMES.items()}
_NOUN = re.compile(
    r"\s*([^\W\d_][\w’'-]*)(?:(?<!s)\s(?!(?:this|was|has|as|his|its|us|is|across|unless|plus)\b)[^\W\d_]\w+s\b)?"
)  # 'people', 'tourist arrivals'
_OTHERS = re.compile(
    r"(?i)\s*(?:others?|more|additional|further|fewer|weitere\w*|andere\w*|mehr|otr[oa]s|más|autres|de plus)\b"
)
_PEOPLE = re.compile(
    r"(?i)(?:people|persons?|residents?|inhabitants?|individuals?|victims?|men|women|households|menschen|personen|"
    r"einwohner\w*|"
    r"bewohner\w*|personas|vecinos|habitantes?|víctimas|personnes|habitants|victimes)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a sentence, and what it counts: `noun` (a unit or a stem), and the `outcomes` for those counted."""

    piece: Piece
    quantity: quantities.Quantity
    noun: str
    around: frozenset[str]
    outcomes: frozenset[str]
    shown: str

    @property
    def voice(self) -> str:
        return self.piece.report.voice


def read(piece: Piece, language: str) -> Iterator[Figure]:
    """Yield the figures of a piece that count something; those that count 'others' beside them are left out."""
    for quantity in reading.figures(piece.text, language):
        before, after = piece.text[: quantity.start], piece.text[quantity.end :]
        if _OTHERS.match(after) or quantity.is_vague or quantity.unit in _UNCOUNTED or _CLOCK.search(quantity.text):
            continue
        outcomes = _outcomes(before, after)
        noun, n_shown = _counted(quantity, before, after, language, has_outcome=bool(outcomes))
        if not noun:
            continue
        start, end = _bound_start(piece.text, quantity.start), quantity.end + n_shown
        near = f"{_last(before)} {_first(after)}"
        shown = " ".join(piece.text[start:end].split())
        yield Figure(
            piece=piece,
            quantity=quantity,
            noun=noun,
            around=frozenset(words.stems(near, language)) - {noun},
            outcomes=outcomes,
            shown=shown[0].lower() + shown[1:] if start == 0 else shown,
        )


# Ranks, spans of time and times of day differ without anybody disagreeing.
_UNCOUNTED = frozenset({"ordinal", "second", "minute", "hour", "day", "week", "month", "year"})
_CLOCK = re.compile(r"(?i)\d[:.]\d\d$|\d\s?[ap]\.?m\b|uhr")
_CHANGE = re.compile(
    r"(?i)\b(?:risen|rose|rises|climbed|grown|grew|fallen|fell|dropped|(?:down|up) from|now|gestiegen|gesunken|stieg|sank|nun|"
    r"ascend\w+|subi\w+|baj\w+|ahora|passé|monté|désormais)\b"
)


def updates(figure: Figure) -> bool:
    """Whether the figure's sentence says that the number has changed: what was given before is then no rival of it."""
    return bool(_CHANGE.search(figure.piece.text))


def _outcomes(before: str, after: str) -> frozenset[str]:
    """What happened to those counted: by the words nearest to the figure, else by its clause."""
    for near in (f"{_last(before)} {_first(after)}", f"{_CLAUSE.split(before)[-1]} {_CLAUSE.split(after)[0]}"):
        found = frozenset(name for name, pattern in _OUTCOME.items() if pattern.search(near))
        if found:
            return found
    return frozenset()


def _counted(
    quantity: quantities.Quantity, before: str, after: str, language: str, *, has_outcome: bool
) -> tuple[str, int]:
    """Name what a figure counts ('' for nothing that can be named), and how many characters behind it say so."""
    if quantity.unit is not None:
        return quantity.unit, 0
    noun = _NOUN.match(after)
    if noun and _PEOPLE.fullmatch(noun.group(1)):
        return "people", noun.end()
    stems = words.stems(noun.group(1), language) if noun else []
    if noun and stems and (language == "de" or not noun.group(1)[0].isupper()):
        return " ".join(stems), noun.end()
    if noun and stems:
        return "", 0  # 'Octane 95 Premium': a name, not a count
    return ("people", 0) if has_outcome and not re.match(r"\s*[-–:/]\d", after) and _PEOPLE.search(before) else ("", 0)


def _bound_start(text: str, start: int) -> int:
    """Begin with 'about', 'at least' and the like, which belong to the figure."""
    bound = _BOUND.search(text[:start])
    return bound.start() if bound else start


_BOUND = re.compile(
    r"(?i)\b(?:about|around|roughly|nearly|almost|some|at least|more than|over|up to|fewer than|less than|as many as|"
    r"rund|etwa|fast|knapp|mindestens|mehr als|bis zu|unos|unas|casi|cerca de|al menos|más de|hasta|environ|près de|"
    r"plus de|"
    r"au moins|jusqu['’]à)\s+$"
)


def _last(text: str) -> str:
    """The words right before a figure, in its own clause."""
    return " ".join(_CLAUSE.split(text)[-1].split()[-_WORDS_BEFORE:])


def _first(text: str) -> str:
    """The words right after a figure, in its own clause."""
    return " ".join(_CLAUSE.split(text)[0].split()[:_WORDS_AFTER])


_CLAUSE = re.compile(r"[,;:.()“”\"]\s|\b(?:said|says|that|sagte|dass|dijo|que|dit)\b")
