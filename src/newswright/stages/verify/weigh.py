"""Weigh how well a claim's words are covered by its ground, and turn that into the probability that it is supported."""

import math
from collections.abc import Iterator, Sequence

from newswright.records.drafts import Check, Finding
from newswright.stages.verify.claim import Claim
from newswright.stages.verify.ground import Ground, Index
from newswright.stages.verify.policy import VerifyPolicy

FEATURES = ("coverage", "n_fact_faults", "n_name_faults", "n_certainty_faults")
_FACTS = frozenset({Check.NUMBER, Check.UNIT, Check.DATE, Check.QUOTATION, Check.SPEAKER})
_NAMES = frozenset({Check.NAME, Check.ATTRIBUTION, Check.SENSITIVE})
_CERTAINTY = frozenset({Check.HEDGE, Check.NEGATION, Check.MODALITY, Check.RELATION})


def features(claim: Claim, ground: Ground, findings: Sequence[Finding], index: Index) -> tuple[float, ...]:
    """Describe a claim beside its ground, in the order of FEATURES; shares in [0, 1], counts capped at 3."""
    checks = [finding.check for finding in findings]
    return (
        coverage(claim.content, ground.bag, index),
        min(3.0, sum(check in _FACTS for check in checks)),
        min(3.0, sum(check in _NAMES for check in checks)),
        min(3.0, sum(check in _CERTAINTY for check in checks)),
    )


def coverage(stems: Sequence[str], bag: frozenset[str], index: Index) -> float:
    """The share of a claim's content words, by weight, that the ground has; 1 for a claim without any."""
    weights = index.weigh(set(stems))
    whole = sum(weights.values())
    if whole == 0:
        return 1.0
    return sum(weight for stem, weight in weights.items() if _has(stem, bag)) / whole


def _has(stem: str, bag: frozenset[str]) -> bool:
    """A word or a near form of it: past the stemmer, derived words share a long head (arrive / arrival)."""
    if stem in bag:
        return True
    if len(stem) < 6:
        return False
    head = stem[:5]
    return any(other.startswith(head) and abs(len(other) - len(stem)) <= 3 for other in bag)


def probability(values: Sequence[float], policy: VerifyPolicy) -> float:
    """Logistic of the weighted features."""
    z = policy.bias + sum(weight * value for weight, value in zip(policy.weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def unsupported(claim: Claim, values: Sequence[float], ground: Ground, policy: VerifyPolicy) -> Iterator[Finding]:
    """A claim whose words the ground lacks is unsupported."""
    covered = values[0]
    if claim.content and covered < policy.min_coverage:
        lacking = [stem for stem in dict.fromkeys(claim.content) if not _has(stem, ground.bag)]
        yield Finding(
            check=Check.UNSUPPORTED,
            message=f"The cited passages have {covered:.0%} of what it says.",
            found=", ".join(lacking[:6]),
        )
