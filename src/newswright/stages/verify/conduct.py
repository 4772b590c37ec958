"""Check what may be said at all: accusations and private matters, loaded words, and copying."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from newswright.records.drafts import Check, Finding
from newswright.records.ids import OriginId, ReportId
from newswright.stages.verify import lexicon
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.named import name_parts
from newswright.stages.verify.policy import VerifyPolicy
from newswright.stages.verify.reading import Reading
from newswright.text import entities, names_match, words

_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|of|to|around|outside|inside|across|into|off|via|aus|bei|nach|en|desde|dans|à)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PLACE_WORDS = lexicon.listed(
    "street road avenue city town village province district county state states region river lake sea ocean island islands lanka "
    "kingdom "
    "republic north south east west airport port station hospital prison university school college park square bridge court "
    "house "
    "council parliament congress senate ministry department police army navy force court united nations european "
    "union asia africa "
    "america europe zealand korea arabia"
)
_DEMONYM = re.compile(r"(?:an|ans|ese|ish)$")
_REACH_WORDS = 9  # from a name to what is said of it; further off it is mostly said of another
_COMPANY = lexicon.listed(
    "inc ltd plc corp corporation company co group holdings bank airlines motors gmbh ag sa limited industries"
)
_TITLE_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|President|Minister|Senator|Mayor|Chief|Justice|Judge|Prof|Sir|Gen|Col|Capt|Herr|Frau|MP|CEO)\.?\s+$"
)


def sensitive(
    claim: Claim, ground: Ground, origins: Mapping[ReportId, OriginId], policy: VerifyPolicy
) -> Iterator[Finding]:
    """Crime, fraud, misconduct, death or illness of a named person or company: the name and the claim in one passage, and either
    two independent origins or an attribution in the sentence."""
    topics = _topics(claim.plain)
    if not topics:
        return
    persons = [
        name
        for name in claim.plain.names
        if _is_person_or_company(name, claim.plain) and _is_close(name, claim.plain) and not _accuses(name, claim.plain)
    ]
    for name in persons:
        parts = name_parts(name.text)
        backing = {line.witness.report.id for line in ground.lines if _binds(line.reading, parts[-1:], topics)}
        if not backing:
            backing = {
                line.witness.report.id
                for line in ground.lines
                if _binds_near(line.witness.readings, line.index, parts, topics)
            }
        if not backing:
            yield Finding(
                check=Check.SENSITIVE,
                message=f"No cited passage says this of {name.text} itself.",
                found=f"{name.text}: {', '.join(sorted(topics))}",
                expected="name and claim in one passage",
            )
            return
        n_origins = len({origins.get(report_id, OriginId(report_id)) for report_id in backing})
        if n_origins < policy.min_sensitive_origins and not claim.has_attribution:
            yield Finding(
                check=Check.SENSITIVE,
                message=f"A {min(topics)} claim about {name.text} needs two independent origins, or who says so.",
                found=f"{n_origins} origin, no attribution",
                expected=f"{policy.min_sensitive_origins} origins or an attribution",
            )
            return


_ACCUSES = re.compile(
    r"(?:,?\s+who)?,?\s+(?:(?:has|have|had|also|first|publicly|later)\s+)*(?:accus|alleg|claim|testif|describ|denounc|condemn|criticis|criticiz|"
    r"blam|sued|sues|report|said|says|call|urg|ask|warn|want|told|tweet|respond)"
)


def _accuses(name: entities.Name, reading: Reading) -> bool:
    """Whether the name is of the one who says it of another: 'Ms Moe, who has accused the director of fraud'."""
    match = _ACCUSES.match(reading.text, name.end)
    if match is None:
        return False
    # what is said before the verb, or of nobody else, may be said of the speaker
    return not any(_topic(token) for token in words.tokens(reading.text[: name.start])[-_REACH_WORDS:])


def _is_close(name: entities.Name, reading: Reading) -> bool:
    """Whether the sensitive word stands close enough to the name to be about it."""
    before = words.tokens(reading.text[max(0, name.start - 90) : name.start])[-_REACH_WORDS:]
    after = words.tokens(reading.text[name.end : name.end + 90])[:_REACH_WORDS]
    return any(_topic(token) is not None for token in (*before, *after))


def _topics(reading: Reading) -> set[str]:
    tokens = reading.tokens
    if not any(map(_topic, tokens)):
        return set()
    found = {
        topic
        for place, token in enumerate(tokens)
        if (topic := _topic(token)) is not None and tokens[place : place + 2] != ("death", "toll")
    }
    return found - {"death"} if found - {"death"} and len(found) > 1 else found


@lru_cache(maxsize=50_000)
def _topic(token: str) -> str | None:
    if token in lexicon.SENSITIVE_EXCEPTIONS:
        return None
    for topic, stems in lexicon.SENSITIVE.items():
        if token.startswith(stems):
            return topic
    return None


def _is_person_or_company(name: entities.Name, reading: Reading) -> bool:
    parts = words.tokens(name.text)
    if not parts or any(part in _PLACE_WORDS for part in parts):
        return False
    if parts[-1] in _COMPANY:
        return True
    if _DEMONYM.search(parts[-1]) and re.match(r"\s[a-z]", reading.text[name.end : name.end + 2]):
        return False  # "a Sri Lankan fisherman"
    before = reading.text[max(0, name.start - 24) : name.start]
    if before.endswith(("the ", "The ")) and re.match(r"\s[a-z]{4,}", reading.text[name.end : name.end + 6]):
        return False  # "the Las Vegas casino": it is the casino that is spoken of
    if _TITLE_BEFORE.search(before) or entities.normal(name.text) != " ".join(parts):
        return True
    return len(parts) >= 2 and not _PLACE_BEFORE.search(before) and not name.text.isupper()


def _binds(reading: Reading, parts: Sequence[str], topics: set[str]) -> bool:
    return _same_kind(topics, _topics(reading)) and all(names_match.stands_in(part, reading.folded) for part in parts)


def _same_kind(claimed: set[str], stated: set[str]) -> bool:
    """Whether a source speaks of the like: what it calls a crime may be called misconduct, not the reverse."""
    return bool(claimed & stated) or ("misconduct" in claimed and "crime" in stated)


def _binds_near(readings: tuple[Reading, ...], index: int, parts: Sequence[str], topics: set[str]) -> bool:
    """Name and claim in neighbouring sentences, where a pronoun joins them."""
    around = readings[max(0, index - 1) : index + 2]
    return any(_same_kind(topics, _topics(r)) for r in around) and any(
        names_match.stands_in(parts[-1], r.folded) for r in around
    )


def loaded(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """Loaded words come from a source or not at all."""
    listed = lexicon.LOADED.get(claim.language.partition("-")[0].casefold(), frozenset())
    line = f" {' '.join(claim.plain.tokens)} "
    single = [token for token in claim.plain.tokens if token in listed]
    for word in (*single, *(phrase for phrase in _phrases(listed) if f" {phrase} " in line)):
        if any(f" {word} " in witness.token_line for witness in ground.witnesses):
            continue
        yield Finding(check=Check.LOADED, message=f"No source uses the loaded word '{word}'.", found=word)
        return


@lru_cache(maxsize=16)
def _phrases(listed: frozenset[str]) -> tuple[str, ...]:
    return tuple(phrase for phrase in listed if " " in phrase)


def copying(claim: Claim, ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """No long unquoted run of a source's words in written copy, no overlong quotation, no overlong excerpt."""
    if claim.is_excerpt:
        n_words = _n_words(claim.text)
        if n_words > policy.max_excerpt_words:
            yield Finding(
                check=Check.COPYING,
                message="The excerpt is too long.",
                found=f"{n_words} words",
                expected=f"at most {policy.max_excerpt_words}",
            )
        return
    for quote in claim.whole.quoted:
        n_words = _n_words(quote.text)
        if n_words > policy.max_quotation_words:
            yield Finding(
                check=Check.COPYING,
                message="The quotation is too long.",
                found=f"{n_words} words",
                expected=f"at most {policy.max_quotation_words}",
            )
    is_unspaced = not claim.text.isascii() and _n_words(claim.text) > 2 * len(claim.text.split())
    n = round(policy.max_shared_run_words * (_CHARS_PER_WORD if is_unspaced else 1)) + 1
    run = _shared_run(claim.plain.tokens, ground, n)
    if run:
        yield Finding(
            check=Check.COPYING,
            message=f"More than {policy.max_shared_run_words} words in a row are a source's own, without quotation marks.",
            found=run,
        )


_CHARS_PER_WORD = 1.7  # of Chinese and Japanese news, where each pair of characters is a token
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def _n_words(text: str) -> int:
    n_unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return max(len(text.split()), round(n_unspaced / _CHARS_PER_WORD))


def _shared_run(tokens: tuple[str, ...], ground: Ground, n: int) -> str | None:
    if len(tokens) < n:
        return None
    line = f" {' '.join(tokens)} "
    starts = list(accumulate((len(token) + 1 for token in tokens), initial=0))  # of the space before each token
    half = n // 2  # of any run of n words, one of these pieces is a part: without any, nothing needs to be looked for
    pieces = [line[starts[at] : starts[at + half] + 1] for at in range(0, len(tokens) - half + 1, half)]
    if not any(piece in witness.token_line for witness in ground.witnesses for piece in pieces):
        return None
    for start in range(len(tokens) - n + 1):
        run = line[starts[start] : starts[start + n] + 1]
        if any(run in witness.token_line for witness in ground.witnesses):
            return run.strip()
    return None
