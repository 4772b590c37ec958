"""Compare a claim word by word with the sentence that it nearly repeats: small edits that turn its meaning show plainly there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import certainty, lexicon, usage, weigh
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import is_past, stem
from newswright.text import calendars, words

_Change = tuple[str, int, int, int, int]

_MAX_EDIT_WORDS = 4  # longer changes are paraphrase or compression, and are judged by what governs what
_SIDE_WORDS = 2  # words on either side that the message shows
_DONE = frozenset(("has", "have", "had", "was", "were", "did"))
_COMING = frozenset(("will", "would", "shall", "to"))


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the source that a claim has changed: `old` went, `new` came, around the claim's word number `place`."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    place: int
    following: str

    def loses(self, words: frozenset[str]) -> str | None:
        """The first of these words that went without another of them coming."""
        if any(_is_in(token, words) for token in self.new):
            return None
        return next((token for token in self.old if _is_in(token, words)), None)

    def gains(self, words: frozenset[str]) -> str | None:
        """The first of these words that came without another of them going."""
        if any(_is_in(token, words) for token in self.old):
            return None
        return next((token for token in self.new if _is_in(token, words)), None)


def _is_in(token: str, words: frozenset[str]) -> bool:
    return token in words or (token.endswith("n't") and "not" in words)


def turns(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """A 'not' put in or taken out, a hedge dropped, a plan told as done: named by their family."""
    said = claim.body.tokens
    if len(said) < policy.min_edited_words or not ground.best:
        return
    for line in ground.best[:2]:
        found = list(_edits(said, line.reading.tokens, policy))
        for edit in found:
            finding = (
                _exchanged_day(edit, claim)
                or _opposite(edit, claim)
                or _negation(edit, claim)
                or _modality(edit, claim)
                or _hedge(edit, claim)
            )
            if finding is not None:
                yield finding
                return
        if found:
            return


def additions(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """What a claim adds to a sentence that it otherwise repeats, in words that no cited report has: one word is a fact too."""
    said = claim.body.tokens
    if len(said) < policy.min_edited_words or not words.stopwords(claim.language):
        return
    for line in ground.best[:2]:
        places = _added(said, line.reading.tokens, policy)
        added = [said[at] for at in places if _is_telling(said[at], claim) and not _is_reporting(said, at)]
        if added:
            lacking = [token for token in added if not weigh.has(stem(token, claim.language) or token, ground.known)]
            if lacking:
                message = "It repeats its source, and adds what no cited report has."
                yield Finding(check=Check.UNSUPPORTED, message=message, found=", ".join(lacking))
            return


def _added(said: tuple[str, ...], source: tuple[str, ...], policy: VerifyPolicy) -> Iterator[int]:
    """The places of the words put into a sentence that is otherwise repeated, or in the place of others as a cause; units, by
    figures, aside."""
    for kind, _, _, start, end in _changes(said, source, policy.min_repeated):
        if kind == "insert" or (kind == "replace" and not _CAUSES.isdisjoint(said[start:end])):
            beside = ("", *said, "")  # what stands before and after each word: a unit stands by its figure
            yield from (at for at in range(start, end) if not _is_figure(beside[at], beside[at + 2]))


def _is_figure(*tokens: str) -> bool:
    return any(token[:1].isdigit() for token in tokens)


def _is_telling(token: str, claim: Claim) -> bool:
    """Whether a word tells something: no function word, name, figure or day, which other checks look at."""
    calendar = calendars.of(claim.language)
    if stem(token, claim.language) is None or _is_figure(token) or token in _JOINING or token in claim.capitalised:
        return False
    return not calendar.is_weekday(token) and not calendar.is_month(token)


def _is_reporting(said: tuple[str, ...], at: int) -> bool:
    """Whether a word reports ('X said …', '…, X told Y'): a verb that means no more than saying, not one that modifies a noun
    ('the admitted driver'); or the statement that it was said in."""
    if said[at] in _STATEMENTS:
        return not _REPORTS.isdisjoint(said)
    before = said[at - 1] if at else ""
    return said[at] in _REPORTS and before not in usage.BEFORE_MODIFIERS


_CAUSES = frozenset(("because", "due", "owing", "thanks", "caused", "amid"))
_JOINING = lexicon.listed(
    """meanwhile separately earlier later additionally accordingly afterwards subsequently moreover furthermore previously
    recently according sagte sagten sagt erklärte erklärten teilte teilten berichtete berichteten berichtet schrieb
    dijo dijeron afirmó explicó declaró señaló informó informaron añadió indicó dit déclaré affirmé expliqué indiqué rapporté
    annoncé ajouté précisé angaben zufolge selon según laut reportedly allegedly rs rupees rupee lkr"""
)
_REPORTS = lexicon.listed(
    """said says say saying note noting told tells stated states noted notes added adds announced reported reports reporting
    wrote explained remarked observed mentioned asserted stressed stressing emphasised emphasized emphasising emphasizing
    underlined underscored underscore highlighted reiterated assured continued responded replied commented confirmed warned
    argued insisted claimed"""
)
_STATEMENTS = lexicon.listed("statement release remarks")


@lru_cache(maxsize=64)  # several checks look at one sentence beside the same lines
def _changes(said: tuple[str, ...], source: tuple[str, ...], min_repeated: float) -> Sequence[_Change]:
    """How a source sentence becomes a claim that nearly repeats it: (kind, from, to in the source, from, to in the claim)."""
    if said == source or len(set(said) & set(source)) < min_repeated * len(set(said)):
        return ()
    if (start := _place(source, said)) is not None:  # the matcher would say the same, later
        return _around(start, len(source), len(said)) if len(source) >= min_repeated * len(said) else ()
    if (start := _place(said, source)) is not None:
        return _within(start, len(said), len(source))
    matcher = SequenceMatcher(None, source, said, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < min_repeated * len(said):
        return ()
    return tuple(matcher.get_opcodes())


def _place(part: tuple[str, ...], whole: tuple[str, ...]) -> int | None:
    """Where words first stand in a row within others."""
    n = len(part)
    starts = (at for at in range(len(whole) - n + 1) if whole[at] == part[0] and whole[at : at + n] == part)
    return next(starts, None) if n else None


def _around(start: int, n: int, m: int) -> Sequence[_Change]:
    """The changes where the claim, of m words, is the whole source, of n words, with words put around it."""
    found = (("insert", 0, 0, 0, start), ("equal", 0, n, start, start + n), ("insert", n, n, start + n, m))
    return tuple(change for change in found if change[0] == "equal" or change[3] < change[4])


def _within(start: int, m: int, n: int) -> Sequence[_Change]:
    """The changes where the claim, of m words, is a part of the source, of n words."""
    found = (("delete", 0, start, 0, 0), ("equal", start, start + m, 0, m), ("delete", start + m, n, m, m))
    return tuple(change for change in found if change[1] < change[2])


def _edits(said: tuple[str, ...], source: tuple[str, ...], policy: VerifyPolicy) -> Iterator[Edit]:
    """The small edits between a claim and a source sentence that it nearly repeats; nothing where it does not."""
    for kind, i1, i2, j1, j2 in _changes(said, source, policy.min_repeated):
        if kind == "equal" or i2 - i1 > _MAX_EDIT_WORDS or j2 - j1 > _MAX_EDIT_WORDS:
            continue
        if i1 == 0 or i2 == len(source):  # what leads in or trails off is often cut
            continue
        yield Edit(source[i1:i2], said[j1:j2], j1, said[j2] if j2 < len(said) else "")


def _exchanged_day(edit: Edit, claim: Claim) -> Finding | None:
    """Another weekday in a weekday's place, also within a name: Easter Monday is not Easter Sunday."""
    calendar = calendars.of(claim.language)
    old, new = ([token for token in tokens if calendar.is_weekday(token)] for tokens in (edit.old, edit.new))
    if len(old) != 1 or len(new) != 1 or old == new:
        return None
    return Finding(
        check=Check.DATE, message="The source names another day here.", found=_shown(claim, edit), expected=old[0]
    )


def _opposite(edit: Edit, claim: Claim) -> Finding | None:
    """A word in the place of its opposite."""
    if not claim.language.startswith("en"):
        return None
    opposites = certainty.opposites()
    for token in edit.new:
        against = opposites.get(stem(token, "en") or token, frozenset())
        for other in edit.old:
            if (stem(other, "en") or other) in against:
                return Finding(
                    check=Check.NEGATION,
                    message=f"The source says the opposite: '{other}', not '{token}'.",
                    found=_shown(claim, edit),
                    expected=other,
                )
    return None


def _negation(edit: Edit, claim: Claim) -> Finding | None:
    listed = lexicon.of(claim.language)
    denying = frozenset(phrase for phrase in listed.negation if " " not in phrase)
    shown = _shown(claim, edit)
    in_other_words = any(one.kind == "negation" and " " in one.cue for one in claim.body.operators)  # "has yet to"
    if (word := edit.loses(denying)) and not edit.gains(listed.denial) and not in_other_words:
        return Finding(check=Check.NEGATION, message=f"The source's '{word}' is gone.", found=shown, expected=word)
    if (word := edit.gains(denying)) and not edit.loses(listed.denial):
        return Finding(
            check=Check.NEGATION, message=f"'{word}' is not in the source.", found=shown, expected=" ".join(edit.old)
        )
    return None


def _hedge(edit: Edit, claim: Claim) -> Finding | None:
    listed = lexicon.of(claim.language)
    single = frozenset(phrase.split(" ", maxsplit=1)[0] for phrase in listed.epistemic | listed.reportative)
    word = edit.loses(single - _COMING - {"at", "on", "is", "are", "according", "said"})
    if word is None or edit.gains(listed.attribution):
        return None
    if word.startswith("estimat") and edit.gains(certainty.ROUGHLY):
        return None
    if word == "may" and any(token[:1].isdigit() for token in (*edit.old, *edit.new, edit.following)):
        return None  # the month
    if word in listed.reportative and claim.outlets:
        return None  # "The Harbour Post reported" stands in for "reportedly"
    intends = frozenset(phrase.split(" ", maxsplit=1)[0] for phrase in listed.intent)
    if edit.gains(intends - {"is", "are", "was", "were"}):
        return None
    return Finding(
        check=Check.HEDGE, message=f"The source's '{word}' is gone.", found=_shown(claim, edit), expected=word
    )


def _modality(edit: Edit, claim: Claim) -> Finding | None:
    if not claim.language.startswith("en"):
        return None
    listed = lexicon.of(claim.language)
    coming = _COMING | frozenset(phrase.split(" ", maxsplit=1)[0] for phrase in listed.intent)
    word = edit.loses(coming - {"is", "are", "was", "were", "called", "ordered", "asked"})
    if word is None or (word == "to" and not _is_intent(edit.old, listed)):
        return None
    if any(token in _DONE or is_past(token) for token in edit.old):
        return None  # "went on to say": done in the source too
    done = edit.gains(_DONE) or next((token for token in edit.new if is_past(token)), None)
    if done is None:
        return None
    return Finding(
        check=Check.MODALITY,
        message=f"The source says '{' '.join(edit.old)}'; the sentence tells it as done.",
        found=_shown(claim, edit),
        expected=" ".join(edit.old),
    )


def _is_intent(old: tuple[str, ...], listed: lexicon.Lexicon) -> bool:
    """Whether a 'to' that went was an infinitive's: 'agreed to sell', not 'belonging to'."""
    at = old.index("to")
    if len(old) == 1:
        return False
    return not old[at - 1].endswith("ing") or f"{old[at - 1]} to" in listed.intent if at else True


def _shown(claim: Claim, edit: Edit) -> str:
    tokens = claim.body.tokens
    return " ".join(tokens[max(0, edit.place - _SIDE_WORDS) : edit.place + len(edit.new) + _SIDE_WORDS])
