"""Find a deed that the cited passages do not tell: a retelling may say "called off" for "cancelled", not "resigned" for "lost".

In: a claim that the exact checks let pass, and its ground. Out: a finding that names the verb.
Rule: each finite verb that tells of a grave deed must be borne out by a word of the cited sentences, their neighbours or their
titles: by itself, another form of it, or a word that means it or implies it (`text.thesaurus`).
Gate: English; sentences that were written, with citations; words that the thesaurus knows, outside quotation marks.
"""

from collections.abc import Iterator
from functools import lru_cache

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import lexicon, weigh
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground
from newswright.stages.verify.reading import Word, is_past
from newswright.text import thesaurus

_CARRIERS = lexicon.listed(
    "has have had was were is are been being will would could should may might must can shall did does do not never also"
)
_NO_DEED_AFTER = lexicon.listed(
    "to a an the its his her their our any no some more most very so of in with by for from on at"
)
# Deeds that are news in themselves, as base forms. Change and motion ("eased", "moved") have too many words for one thing.
_GRAVE = lexicon.listed(
    "abandon abduct abolish abuse acquit adopt annex apologise apologize appoint arrest assassinate assault attack ban "
    "bankrupt beat betray blackmail bomb boycott bribe burn celebrate censor charge cheat clash collapse confess confiscate "
    "convict crash criticise criticize default defeat defect deport detain die discriminate dismiss disqualify dissolve "
    "divorce drown elect embezzle emigrate endorse escape evacuate evict execute exile expel explode extradite fabricate "
    "flee forge hack harass hijack hospitalise hospitalize impeach imprison indict infect injure intimidate invade jail "
    "kidnap kill launder leak lie loot lynch marry massacre murder nominate oust outlaw overthrow overturn pardon perish "
    "plagiarise plagiarize plead poison praise protest punish quit raid rape ratify rebel rebuke repeal resign retire riot "
    "rob sabotage sack scrap seize sentence shell shoot smuggle spy stab starve steal strangle sue suffocate surrender "
    "suspend swindle torture vandalise vandalize veto violate visit wed welcome win withdraw wound"
)
_REPORTING = frozenset(phrase for phrase in lexicon.of("en").attribution if " " not in phrase)


def unborne(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """The first deed of a claim that its passages do not tell in any words."""
    if not claim.language.startswith("en"):
        return
    words = claim.plain.words
    for place, word in enumerate(words):
        if (
            word.stem is None
            or not _is_grave(word.token)
            or not _is_deed(words, place, claim)
            or weigh.has(word.stem, ground.near_bag)
        ):
            continue
        following = words[place + 1].token if place + 1 < len(words) else ""
        meanings = thesaurus.means(word.token) | thesaurus.means(f"{word.token} {following}")
        if meanings and not meanings & ground.near_meanings:
            yield Finding(check=Check.UNSUPPORTED, message="The cited passages do not tell of this.", found=word.token)
            return


@lru_cache(maxsize=50_000)
def _is_grave(token: str) -> bool:
    return token not in _REPORTING and not _GRAVE.isdisjoint(thesaurus.bases(token))


def _is_deed(words: tuple[Word, ...], place: int, claim: Claim) -> bool:
    """Whether a word stands as a finite verb that tells of a grave deed."""
    token = words[place].token
    if token in claim.capitalised:
        return False
    before = words[place - 1] if place else None
    if before is None or before.clause != words[place].clause:
        return False
    return before.token in _CARRIERS or (is_past(token) and before.token not in _NO_DEED_AFTER)
