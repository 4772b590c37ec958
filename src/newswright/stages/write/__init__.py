"""Ask for an article on a story, and read the answer; or compile one without a model.

In:    a Story with its told reports and neighbours; a model's Completion, which is untrusted
Out:   a Plan (the evidence), a Prompt for a model, a Draft whose every sentence cites passages; or a ModelFailure
Rule:  WritePolicy
Gate:  bench/quality/summaries
"""

from newswright.stages.write.answer import draft
from newswright.stages.write.asked import prompt
from newswright.stages.write.compiled import COMPILER
from newswright.stages.write.compiled import article as compile  # noqa: A004 - call sites read `write.compile(plan)`
from newswright.stages.write.keeping import standing
from newswright.stages.write.planning import plan
from newswright.stages.write.policy import WritePolicy
from newswright.stages.write.prompts import Asking

__all__ = ["COMPILER", "Asking", "WritePolicy", "compile", "draft", "plan", "prompt", "standing"]
