"""The embedded default: answers the same prompt as any model, with no model, key or network at all."""

import json
from collections.abc import Mapping

from newswright.ports import Clock
from newswright.records.drafts import Completion, DraftSentence, ModelUse, Prompt, SectionKind
from newswright.records.reports import Passage
from newswright.stages import write

_FROM_PLAN = frozenset(
    {SectionKind.CONFLICTS, SectionKind.RELATED}
)  # what `write.draft` adds to every answer by itself


class Embedded:
    """Compiles the article that `write.compile` makes of the prompt's plan, and says it in the form of the prompt's schema."""

    def __init__(self, policy: write.WritePolicy, clock: Clock) -> None:
        self._policy, self._clock = policy, clock

    @property
    def name(self) -> str:
        """The compiler's name and version."""
        return write.COMPILER

    def complete(self, prompt: Prompt) -> Completion:
        """Answer; this cannot fail."""
        draft = write.compile(prompt.plan, now=self._clock(), policy=self._policy)
        numbers = {evidence.passage: n for n, evidence in enumerate(prompt.passages, start=1)}
        answer = {
            "headline": _said(draft.headline, numbers),
            "dek": _said(draft.dek, numbers),
            "sections": [
                {"kind": section.kind.value, "sentences": [_said(s, numbers) for s in section.sentences]}
                for section in draft.sections
                if section.kind not in _FROM_PLAN
            ],
        }
        use = ModelUse(name=self.name, is_generative=False, prompt_name=prompt.name)
        return Completion(text=json.dumps(answer, ensure_ascii=False), model=use)


def _said(sentence: DraftSentence, numbers: Mapping[Passage, int]) -> dict[str, object]:
    cites = [numbers[passage] for passage in sentence.cites if passage in numbers]
    return {"text": sentence.text, "cites": cites, "excerpt": sentence.is_excerpt}
