"""Weigh how well a claim's words are covered by its ground, and hold what is hardly covered or hardly likely."""

from collections.abc import Iterator, Sequence

from newswright.records.drafts import Check, Finding
from newswright.stages.verify import judge
from newswright.stages.verify.alignment import Alignment
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground, Index
from newswright.stages.verify.policy import VerifyPolicy


def coverage(stems: Sequence[str], bag: frozenset[str], index: Index) -> float:
    """The share of a claim's content words, by weight, that the ground has; 1 for a claim without any."""
    if bag.issuperset(stems):
        return 1.0
    weights = index.weigh(dict.fromkeys(stems))
    whole = sum(weights.values())
    if whole == 0:
        return 1.0
    return sum([weight for stem, weight in weights.items() if stem in bag or has(stem, bag)]) / whole


def has(stem: str, bag: frozenset[str]) -> bool:
    """A word or a near form of it: past the stemmer, derived words share a long head (arrive / arrival)."""
    if stem in bag:
        return True
    if len(stem) < 6:
        return False
    head = stem[:5]
    return any(other.startswith(head) and abs(len(other) - len(stem)) <= 3 for other in bag)


def uncovered(claim: Claim, ground: Ground, index: Index, policy: VerifyPolicy) -> Iterator[Finding]:
    """A claim whose words the ground lacks is unsupported."""
    covered = coverage(claim.content, ground.bag, index)
    if claim.content and covered < policy.min_coverage:
        lacking = [stem for stem in dict.fromkeys(claim.content) if not has(stem, ground.bag)]
        yield Finding(
            check=Check.UNSUPPORTED,
            message=f"The cited passages have {covered:.0%} of what it says.",
            found=", ".join(lacking[:6]),
        )


def unbelieved(
    claim: Claim, alignment: Alignment, p_supported: float, policy: VerifyPolicy, *, is_cited: bool
) -> Iterator[Finding]:
    """What the exact checks let pass is held where the judge thinks it unlikely. It knows English, and judges no excerpts.

    Nor does it hold what copies its very passages: there the exact checks see each edit, and editors join sentences truly too."""
    least = policy.min_p_cited if is_cited else policy.min_p_uncited
    if p_supported >= least or claim.is_excerpt or not claim.language.startswith("en"):
        return
    if is_cited and alignment.is_copied:
        return
    yield Finding(
        check=Check.UNSUPPORTED,
        message=f"The passages hardly say this (likelihood {p_supported:.0%}); it parts from them here.",
        found=judge.place(alignment),
    )
