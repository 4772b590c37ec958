"""Publish, hold or correct: decide what of a draft is printed, with its labels, versions, corrections and provenance.

In:    a Draft with a Verdict per sentence and the Repairs; the Story's told reports; the previous Article
Out:   an Article (the previous one itself where nothing that is read has changed) or a Hold; Corrections; a manifest
Rule:  PublishPolicy
Gate:  tests/stages/test_publish
"""

from newswright.stages.publish import inspection, looks, news, ruling, standing
from newswright.stages.publish.decision import NO_HEADLINE, decide, nothing_to_write
from newswright.stages.publish.inspection import check_manifest, cited
from newswright.stages.publish.policy import PublishPolicy
from newswright.stages.publish.provenance import chain, manifest
from newswright.stages.publish.record import corrections

__all__ = [
    "NO_HEADLINE",
    "PublishPolicy",
    "chain",
    "check_manifest",
    "cited",
    "corrections",
    "decide",
    "inspection",
    "looks",
    "manifest",
    "news",
    "nothing_to_write",
    "ruling",
    "standing",
]
