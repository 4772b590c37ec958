"""Find what a retelling adds: a cause, a consequence or an aside, and modifiers, in words that no cited report has.

A faithful retelling has new words too, but few in a row, and mostly everyday ones. So words count by their rarity in the news,
and by where they stand: most of what a clause tells must be known; a rare modifier must be. Names and figures have checks of
their own.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon, usage
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.evidence import Evidence
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import is_past
from newswright.text import calendars, measures, thesaurus

_EVERYDAY = 1.0  # nats of rarity that tell nothing: of a word that more than a third of all reports have
_MODIFIER_CHARS = 4  # shorter words (ex, top, key) tell little
_OF_A_NAME = 5.0  # nats: a name, a figure or a day weighs as much as a word of middling rarity

_SLIP_LIKENESS = 0.5  # of two spellings, by their letters' trigrams

_HEADS = lexicon.listed(
    "because due after following amid over response retaliation protest avoid avenge result thanks owing which who whose whom "
    "where while during with without including despite before until when as since so to by"
)
_OPENERS = _HEADS | {"and"}  # of a part behind a comma
_CAUSES = lexicon.listed(
    "because due owing thanks after following amid over response retaliation protest avenge avoid result"
)
_CIRCUMSTANCES = frozenset(("after", "following", "over", "amid"))
_LICENSED = lexicon.listed(
    "upcoming forthcoming original typical lengthy gubernatorial midterm initial overall various numerous prominent longtime "
    "veteran fellow respective prior subsequent additional current recent new single sole scheduled proposed planned island vice"
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A content word of the claim: its rarity beyond the everyday, and whether the cited reports have it in some form."""

    token: str
    stem: str
    surprise: float
    is_known: bool


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of the claim that hangs on the rest by its head."""

    head: str
    words: tuple[_Word, ...]

    @property
    def surprise(self) -> float:
        """How much it tells, in nats."""
        return sum(word.surprise for word in self.words)


def added(claim: Claim, evidence: Evidence, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """What the cited reports cannot have said: they lack nearly all words of a clause, or a rare modifier."""
    if not claim.language.startswith("en"):
        return
    for clause in _clauses(claim, evidence, ground):
        strange = [word for word in clause.words if not word.is_known]
        surprise = sum(word.surprise for word in strange)
        is_told = len(strange) > 1 or clause.head in _CAUSES  # a lone new word is mostly another way to say it
        if is_told and surprise >= max(policy.min_strange_nats, policy.min_strange_share * clause.surprise):
            yield _finding("The cited reports have hardly a word of this part.", [word.token for word in strange])
            return
        if _is_scattered(clause, evidence, policy):
            yield _finding("No sentence of the cited reports has this cause.", [word.token for word in clause.words])
            return
    modifiers = list(_modifiers(claim, evidence, ground, policy))
    if modifiers:
        yield _finding("No cited report says this of it.", modifiers)


def _finding(message: str, found: Sequence[str]) -> Finding:
    return Finding(check=Check.UNSUPPORTED, message=message, found=" ".join(found))


def _clauses(claim: Claim, evidence: Evidence, ground: Ground) -> Iterator[_Clause]:
    """The parts that hang on the rest: by a comma and a participle, by a relative, as a cause or a circumstance."""
    told: list[_Word] = []
    head = ""
    words = claim.plain.words
    for place, word in enumerate(words):
        begins = place == 0 or word.clause != words[place - 1].clause
        if begins or word.token in _HEADS:
            if head and told:
                yield _Clause(head, tuple(told))
            hangs = word.token in _OPENERS or word.token.endswith("ing")
            told, head = [], word.token if hangs else ""
        if word.stem is not None:
            told.append(_weighed(word.token, word.stem, claim, evidence, ground))
    if head and told:
        yield _Clause(head, tuple(told))


def _weighed(token: str, stem: str, claim: Claim, evidence: Evidence, ground: Ground) -> _Word:
    if _is_checked_elsewhere(token, claim):
        return _Word(token, stem, _OF_A_NAME - _EVERYDAY, is_known=True)
    reports = token in lexicon.META or token in _REPORTING
    surprise = 0.0 if reports else max(0.0, usage.of(token).rarity - _EVERYDAY)
    return _Word(token, stem, surprise, is_known=_is_known(token, stem, evidence, ground))


def _is_known(token: str, stem: str, evidence: Evidence, ground: Ground) -> bool:
    """Whether the cited reports have a word in some form, or the passages one that means it; what no news has may be a slip of
    the pen for what they have."""
    if evidence.has(stem) or not thesaurus.means(token).isdisjoint(ground.meanings):
        return True
    return not usage.is_known(token) and evidence.likeness(stem) >= _SLIP_LIKENESS


def _is_scattered(clause: _Clause, evidence: Evidence, policy: VerifyPolicy) -> bool:
    """Whether it is a cause whose words no one sentence has."""
    if clause.head not in _CAUSES or clause.surprise < policy.min_strange_nats:
        return False
    least = policy.min_circumstance_share if clause.head in _CIRCUMSTANCES else policy.min_cause_share
    return _at_once(clause, evidence) <= least * clause.surprise


def _at_once(clause: _Clause, evidence: Evidence) -> float:
    """The most of a clause's surprise that one sentence has."""
    held: defaultdict[int, float] = defaultdict(float)
    for word in clause.words:
        for number in evidence.sentences_with(word.stem):
            held[number] += word.surprise
    return max(held.values(), default=0.0)


_REPORTING = frozenset(phrase for phrase in lexicon.of("en").attribution if " " not in phrase)


_FIGURES = (
    frozenset(measures.NUMBER_WORDS["en"])
    | measures.MAGNITUDES.keys()
    | lexicon.listed("dozen dozens half third quarter fifth")
)


def _is_checked_elsewhere(token: str, claim: Claim) -> bool:
    """A figure, a day, a name."""
    calendar = calendars.of(claim.language)
    is_figure = token[0].isdigit() or calendar.is_weekday(token) or calendar.is_month(token)
    return is_figure or token in _FIGURES or token in claim.capitalised


def _modifiers(claim: Claim, evidence: Evidence, ground: Ground, policy: VerifyPolicy) -> Iterator[str]:
    """New words before another content word: such as mostly stand so, and rarer ones behind an article or a preposition."""
    before = ""
    for word, following in pairwise(claim.plain.words):
        token, last, before = word.token, before, word.token
        if word.stem is None or following.stem is None or following.clause != word.clause:
            continue
        if (
            len(token) < _MODIFIER_CHARS
            or token in _LICENSED
            or token in lexicon.META
            or token.endswith("ly")
            or _is_checked_elsewhere(token, claim)
        ):
            continue
        is_placed = last in usage.BEFORE_MODIFIERS and not is_past(following.token)  # "the firm denied it"
        if not is_placed and (is_past(token) or token.endswith("ing")):
            continue  # "reigniting debate": a verb
        if _modifies(usage.of(token), policy, is_placed=is_placed) and not _is_known(
            token, word.stem, evidence, ground
        ):
            yield token


def _modifies(use: usage.Use, policy: VerifyPolicy, *, is_placed: bool) -> bool:
    if use.rarity >= policy.min_modifier_nats and use.modifying >= policy.min_modifying:
        return True
    return is_placed and use.rarity >= policy.min_placed_nats and use.modifying >= policy.min_placed_modifying
