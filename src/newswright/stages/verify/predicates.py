"""Find a deed that the cited passages do not tell: a retelling may say "called off" for "cancelled", not "resigned" for "lost".

In: a claim that the exact checks let pass, and its ground. Out: a finding that names the verb.
Rule: each finite verb that tells of a deed must be borne out by a word of the cited sentences, their neighbours or their titles:
by itself, another form of it, or a word that means it or implies it (`text.thesaurus`). Verbs of saying, and those that tell
little by themselves, need no bearing out.
Gate: English; sentences that were written, with citations; words that the thesaurus knows, outside quotation marks.
"""

from collections.abc import Iterator

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
_LIGHT = lexicon.listed(
    "be have do make take get go come give put keep let begin start continue remain become seem appear stay hold see find "
    "turn bring use call show set need want try help follow include involve concern face mark lead leave move work run know "
    "think believe expect plan seek aim intend hope happen occur relate base name describe detail list cite note add "
    "explain mention discuss address reveal announce report claim argue suggest indicate confirm state declare tell say "
    "speak talk ask write respond reply comment insist stress warn urge highlight emphasize emphasise point consider regard "
    "view look feel receive promise vow pledge prompt cause due like outline unveil deliver finish complete release issue "
    "carry offer provide meet return allow"
)
_REPORTING = frozenset(phrase for phrase in lexicon.of("en").attribution if " " not in phrase)


def unborne(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """The first deed of a claim that its passages do not tell in any words."""
    if not claim.language.startswith("en"):
        return
    words = claim.plain.words
    for place, word in enumerate(words):
        if word.stem is None or not _is_deed(words, place, claim) or weigh.has(word.stem, ground.near_bag):
            continue
        following = words[place + 1].token if place + 1 < len(words) else ""
        meanings = thesaurus.means(word.token) | thesaurus.means(f"{word.token} {following}")
        if meanings and not meanings & ground.near_meanings:
            yield Finding(check=Check.UNSUPPORTED, message="The cited passages do not tell of this.", found=word.token)
            return


def _is_deed(words: tuple[Word, ...], place: int, claim: Claim) -> bool:
    """Whether a word stands as a finite verb that tells of a deed."""
    token = words[place].token
    if token in claim.capitalised or token in lexicon.META or token in _REPORTING or not thesaurus.is_verb(token):
        return False
    if not _LIGHT.isdisjoint(thesaurus.bases(token)):
        return False
    before = words[place - 1] if place else None
    if before is None or before.clause != words[place].clause:
        return False
    return before.token in _CARRIERS or (is_past(token) and before.token not in _NO_DEED_AFTER)
