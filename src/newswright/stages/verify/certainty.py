"""Check that a claim is no surer than its sources: hedges, negation and opposites, and plans that are not yet deeds."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Operator, Reading, stem


def hedges(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """What a source calls possible or alleged stays so."""
    for source, operator in _governing(claim, ground, policy, "epistemic", "reportative"):
        if not _speaks_of(claim.body, operator, policy) or _is_plain_elsewhere(operator.key, source, ground, operator):
            continue
        if _hedged(claim, operator):
            continue
        yield Finding(
            check=Check.HEDGE,
            message=f"The source hedges this with '{operator.cue}'; the sentence does not.",
            found=_around(claim.body, operator.key),
            expected=f"{operator.cue} {operator.key}",
        )
        return


def _governing(claim: Claim, ground: Ground, policy: VerifyPolicy, *kinds: str) -> list[tuple[Reading, Operator]]:
    """The operators of the source sentences that the claim is close to."""
    return [
        (line.reading, operator)
        for line in ground.best
        if claim.shared(line.reading) >= policy.min_line_overlap
        for operator in line.reading.operators
        if operator.kind in kinds
    ]


def _speaks_of(claim: Reading, operator: Operator, policy: VerifyPolicy) -> bool:
    """Whether the claim says the thing that the operator governs in the source: its key and enough of the rest."""
    if operator.key not in claim.bag:
        return False
    shared = sum(s in claim.bag for s in operator.scope)
    return shared >= policy.min_scope_overlap * len(operator.scope)


def _is_plain_elsewhere(key: str, source: Reading, ground: Ground, operator: Operator) -> bool:
    """Another cited sentence, or another place of this one, says it without the operator."""
    kinds = (
        {"epistemic", "reportative", "intent", "future", "negation"} if operator.kind != "negation" else {"negation"}
    )
    for line in ground.lines:
        reading = line.reading
        n_governed = sum(key in other.scope for other in reading.operators if other.kind in kinds)
        n_said = reading.content.count(key)
        if n_said > n_governed and (reading is not source or n_said > 1):
            return True
    return False


def _hedged(claim: Claim, operator: Operator) -> bool:
    body = claim.body
    if body.governs(operator.key, "epistemic", "reportative", "negation"):
        return True
    if operator.cue.startswith("estimat") and not ROUGHLY.isdisjoint(body.tokens):
        return True
    if operator.cue == "charged with" and any(token.startswith(_CHARGES) for token in body.tokens):
        return True  # "acquitted on murder charges"
    if operator.kind == "reportative":
        return claim.has_attribution or "reportative" in body.kinds or "epistemic" in body.kinds
    if body.governs(operator.key, "intent"):
        return True
    # a hedge that stands after its word, or in the noun: "a cut in June is possible"
    return any(op.kind == "epistemic" for op in body.operators) and not body.governs(operator.key, "future")


ROUGHLY = frozenset(("roughly", "about", "around", "some", "nearly", "almost", "approximately"))
_CHARGES = ("charge", "acquit", "indict", "trial", "plead", "convict")


def _around(reading: Reading, key: str) -> str:
    for place, word in enumerate(reading.words):
        if word.stem == key:
            return " ".join(w.token for w in reading.words[max(0, place - 2) : place + 2])
    return key


def negation(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """What a source denies is not affirmed, and the reverse; nor is a thing said with its opposite."""
    yield from _denied(claim, ground, policy)
    yield from _invented_denial(claim, ground, policy)
    yield from _opposite(claim, ground, policy)


def _denied(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    for source, operator in _governing(claim, ground, policy, "negation"):
        if not _speaks_of(claim.body, operator, policy) or _is_plain_elsewhere(operator.key, source, ground, operator):
            continue
        if claim.body.governs(operator.key, "negation") or _denies(claim.body, claim.language):
            continue
        if _negated_in_part(claim.body, operator):
            continue  # "admitted no guilt" for "without admitting guilt"
        yield Finding(
            check=Check.NEGATION,
            message=f"The source denies this ('{operator.cue}'); the sentence affirms it.",
            found=_around(claim.body, operator.key),
            expected=f"{operator.cue} {operator.key}",
        )
        return


def _denies(reading: Reading, language: str) -> bool:
    denial = lexicon.of(language).denial
    return not denial.isdisjoint(reading.tokens) or not denial.isdisjoint(map(" ".join, pairwise(reading.tokens)))


def _invented_denial(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    for operator in claim.body.operators:
        if operator.kind != "negation":
            continue
        telling = [line.reading for line in ground.lines if operator.key in line.reading.bag]
        close = any(claim.shared(reading) >= policy.min_line_overlap for reading in telling)
        if not close or any(r.governs(operator.key, "negation") or _denies(r, claim.language) for r in telling):
            continue
        if any(_negated_in_part(reading, operator) for reading in telling):
            continue
        yield Finding(
            check=Check.NEGATION,
            message="The sentence denies what the source affirms.",
            found=f"{operator.cue} {operator.key}",
            expected=operator.key,
        )
        return


def _negated_in_part(reading: Reading, operator: Operator) -> bool:
    """Another negation governs much of what one governs, only not its first word."""
    return any(
        other.kind == "negation"
        and len(set(other.scope) & set(operator.scope)) * 2 >= min(len(operator.scope), len(other.scope))
        for other in reading.operators
    )


@lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """Each word's opposites, as stems."""
    found: dict[str, set[str]] = {}
    for a, b in lexicon.opposites():
        first, second = stem(a, "en") or a, stem(b, "en") or b
        found.setdefault(first, set()).add(second)
        found.setdefault(second, set()).add(first)
    return {word: frozenset(others) for word, others in found.items()}


def _opposite(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """A word of the claim that no source has, where the best source has its opposite and the claim does not."""
    if not claim.language.startswith("en") or not ground.best:
        return
    against_all = opposites()
    source = ground.best[0].reading
    if claim.shared(source) < policy.min_line_overlap:
        return
    said = claim.body.bag | claim.body.vocabulary
    told = sorted(said & against_all.keys())
    stated = source.bag | source.vocabulary if told else source.bag
    for word in told:
        against = against_all[word] & stated
        if not against or word in ground.near_bag or word in stated or against & said:
            continue
        if claim.body.governs(word, "negation") or any(source.governs(other, "negation") for other in against):
            continue
        opposite = min(against)
        if not _stands_for(word, opposite, claim.body, source):
            continue
        yield Finding(
            check=Check.NEGATION,
            message=f"The source says the opposite: '{opposite}', not '{word}'.",
            found=word,
            expected=opposite,
        )
        return


_LITTLE = lexicon.listed(
    "before after more less few fewer many up down first last early late earlier later high low higher lower"
)


def _stands_for(word: str, opposite: str, claim: Reading, source: Reading) -> bool:
    """Whether a little word stands where its opposite stands in the source: before the same word, or behind it."""
    if word not in _LITTLE:
        return True
    return bool(_neighbours(word, claim) & _neighbours(opposite, source))


def _neighbours(word: str, reading: Reading) -> set[tuple[str, int]]:
    """The content words next to a word, with the side on which they stand."""
    found: set[tuple[str, int]] = set()
    for place, told in enumerate(reading.words):
        if word in (told.token, told.stem):
            for side, near in ((-1, reading.words[:place][::-1]), (1, reading.words[place + 1 :])):
                found |= {(other.stem, side) for other in near[:2] if other.stem is not None}
    return found


def modality(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """What is planned, ordered or to come is not told as done."""
    if not claim.language.startswith("en"):
        return
    for source, operator in _governing(claim, ground, policy, "intent", "future"):
        if not _speaks_of(claim.body, operator, policy) or _is_plain_elsewhere(operator.key, source, ground, operator):
            continue
        if claim.body.governs(operator.key, "intent", "future", "epistemic", "reportative", "negation"):
            continue
        if not claim.body.is_done(operator.key) or source.is_done(operator.key):
            continue
        yield Finding(
            check=Check.MODALITY,
            message=f"The source says '{operator.cue}'; the sentence tells it as done.",
            found=_around(claim.body, operator.key),
            expected=f"{operator.cue} {operator.key}",
        )
        return


def conditions(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """What a source says only under a condition ('if the dam does not hold') is not told as so."""
    said = claim.body.bag
    if len(said) < _MIN_CONDITION_WORDS or _conditions(claim.whole) or {"epistemic"} & claim.body.kinds:
        return
    lost = ""
    for line in ground.lines:
        clauses = _conditions(line.reading)
        if not clauses:
            if len(said & line.reading.bag) >= policy.min_line_overlap * len(said):
                return
            continue
        within = [clause for clause in clauses if said <= Reading(clause, claim.language).bag]
        rest = line.reading.text
        for clause in clauses:
            rest = rest.replace(clause, " , ")
        if len(said & Reading(rest, claim.language).bag) >= policy.min_line_overlap * len(said):
            return  # it is said without the condition too
        lost = lost or next(iter(within), "")
    if lost:
        yield Finding(
            check=Check.HEDGE,
            message="The source says this only under a condition; the sentence tells it as so.",
            found=claim.body.text,
            expected=" ".join(lost.split()),
        )


def unconditional(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """What a source says will happen if something else does ('will search if the weather allows') keeps its condition."""
    said = claim.body.bag
    if not claim.language.startswith("en") or len(said) < _MIN_CONSEQUENCE_WORDS or _IF.search(claim.whole.text):
        return
    if {"epistemic", "intent", "negation"} & claim.body.kinds:
        return
    for line in ground.best:
        match = _IF.search(line.reading.text)
        if match is None or not line.reading.kinds & {"future", "negation", "intent"}:
            continue
        rest = Reading(line.reading.text.replace(match.group(), " , "), claim.language)
        if len(said & rest.bag) < policy.min_repeated * len(said) or claim.body.bag & Reading(match["when"], "en").bag:
            continue
        if any(
            len(said & other.reading.bag) >= policy.min_repeated * len(said)
            for other in ground.near(1, 1)
            if other != line
        ):
            return
        yield Finding(
            check=Check.HEDGE,
            message="The source says this only under a condition; the sentence leaves it out.",
            found=claim.body.text,
            expected=" ".join(match.group().split()),
        )
        return


_MIN_CONSEQUENCE_WORDS = 3
_IF = re.compile(
    r"(?i)(?<!as )(?<!even )(?<!ask )(?<!asked )(?<!see )(?<!know )(?<!what )"
    r"\b(?:if|unless|provided that|as long as|on condition that)\s(?P<when>[^,;:!?“”\"]+)"
)


_CONDITION = re.compile(
    r"\b(?i:if|unless|provided that|in case|should|whether|wenn|falls|sofern|sollten?|ob|si|a menos que|siempre que|"
    r"en caso de que|à moins que|s['’]ils?)\s[^,;:.!?“”\"»]+"
)
_CONDITION_WORDS = lexicon.listed(
    "if unless provided case should whether wenn falls sofern sollte sollten ob si menos siempre caso moins"
)


def _conditions(reading: Reading) -> list[str]:
    """The conditions that a sentence names, with the words that say them."""
    if _CONDITION_WORDS.isdisjoint(reading.tokens) and "'" not in reading.text and "’" not in reading.text:
        return []
    return [match.group() for match in _CONDITION.finditer(reading.text)]


_MIN_CONDITION_WORDS = 2  # a claim of one content word cannot be told from its mention


def accusations(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """What a source has somebody accused of ('accused the operator of ignoring warnings') is not told as so."""
    said = claim.body.bag
    if not claim.language.startswith("en") or claim.has_attribution or {"reportative", "epistemic"} & claim.body.kinds:
        return
    if any(token.startswith(_ACCUSING) for token in claim.body.tokens):
        return
    for line in ground.best:
        for match in _ACCUSATION.finditer(line.reading.text):
            charge = Reading(match["charge"], claim.language).bag
            if len(charge) < _MIN_CONDITION_WORDS or len(charge & said) < policy.min_accused_overlap * len(charge):
                continue
            if _is_said_plainly(charge, line.reading, ground, policy):
                continue
            yield Finding(
                check=Check.HEDGE,
                message=f"The source has this as an accusation or a claim ('{match['cue']}'); the sentence tells it as so.",
                found=" ".join(word.token for word in claim.body.words if word.stem in charge),
                expected=" ".join(match.group().split()),
            )
            return


def _is_said_plainly(charge: frozenset[str], source: Reading, ground: Ground, policy: VerifyPolicy) -> bool:
    """Whether another cited sentence says it of itself."""
    return any(
        len(charge & line.reading.bag) >= policy.min_accused_overlap * len(charge)
        and not any(token.startswith(_ACCUSING) for token in line.reading.tokens)
        for line in ground.lines
        if line.reading is not source
    )


_ACCUSING = ("accus", "blam", "suspect", "alleg", "claim", "den", "charg", "contend", "insist", "purport")
_ACCUSATION = re.compile(
    r"(?i)\b(?P<cue>accus(?:ed|es|ing)|blam(?:ed|es|ing)|suspect(?:ed|s)?|den(?:ied|ies|ying)"
    r"|alleg(?:ed|es|ing|edly|ation that|ations that)"
    r"|claim(?:ed|s|ing)? that|contend(?:ed|s)? that|insist(?:ed|s)? that)"
    r"(?:(?:\s[^.;:!?“”\"]{0,80}?)?\b(?:of|for))?\s(?P<charge>[^.,;:!?“”\"]+)"
)


def refusals(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """'Refused to' do what the source says somebody does or will do."""
    if not claim.language.startswith("en"):
        return
    tokens = claim.plain.words
    for place, word in enumerate(tokens[:-2]):
        if (
            not word.token.startswith(_REFUSING)
            or tokens[place + 1].token not in _INFINITIVE
            or tokens[place + 2].stem is None
        ):
            continue
        done = tokens[place + 2].stem
        telling = [line.reading for line in ground.lines if done in line.reading.bag]
        if not telling or any("negation" in r.kinds or _denies(r, claim.language) for r in telling):
            continue
        if any(claim.shared(reading) >= policy.min_line_overlap for reading in telling):
            yield Finding(
                check=Check.NEGATION,
                message="The sentence denies what the source affirms.",
                found=f"{word.token} to {tokens[place + 2].token}",
                expected=tokens[place + 2].token,
            )
            return


_INFINITIVE = frozenset(("to",))
_REFUSING = ("refus", "declin", "fail", "neglect")


def flags(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Sequence[Finding]:
    """All findings of this family."""
    return [
        *hedges(claim, ground, policy),
        *conditions(claim, ground, policy),
        *unconditional(claim, ground, policy),
        *accusations(claim, ground, policy),
        *negation(claim, ground, policy),
        *refusals(claim, ground, policy),
        *modality(claim, ground, policy),
    ]
