"""Put a plan to a language model: the instruction, and, apart from it, the passages."""

import json
from collections.abc import Mapping
from dataclasses import replace

from newswright.records import ids
from newswright.records.drafts import Evidence, Plan, Prompt
from newswright.stages.write import prompts
from newswright.stages.write.policy import WritePolicy
from newswright.text import markup

ANSWERED_KINDS = ("lead", "body", "quotes", "background")
_LANGUAGES = {"en": "English", "de": "German", "es": "Spanish", "fr": "French"}


def prompt(plan: Plan, *, policy: WritePolicy) -> Prompt:
    """Ask for an article on a plan. Passages are stripped of what cannot be seen; nothing of any reader goes in."""
    passages = tuple(
        replace(evidence, text=" ".join(markup.clean(evidence.text).split())) for evidence in plan.evidence
    )
    instruction = prompts.ARTICLE_1.format(
        language=_LANGUAGES.get(plan.language, f"the language with the code {plan.language!r}"),
        min_words=min(policy.min_words, _max_words(plan, policy)),
        max_words=_max_words(plan, policy),
    )
    return Prompt(
        key=_key(instruction, passages, plan, policy),
        name="article/1",
        instruction=instruction,
        passages=passages,
        schema=_schema(),
        language=plan.language,
        max_output_tokens=policy.max_output_tokens,
        plan=plan,
    )


def _max_words(plan: Plan, policy: WritePolicy) -> int:
    if plan.only_outlet is not None:
        return policy.max_words_single_origin
    return min(policy.max_words, max(policy.min_words, plan.n_origins * policy.max_words_per_origin))


def _key(instruction: str, passages: tuple[Evidence, ...], plan: Plan, policy: WritePolicy) -> str:
    lines = [
        json.dumps([e.passage.report_id, e.passage.revision, e.passage.start, e.passage.end, e.outlet, e.text])
        for e in passages
    ]
    return ids.digest("article/1", plan.story_id, str(policy.max_output_tokens), instruction, *lines, n_chars=32)


def _schema() -> Mapping[str, object]:
    """Only keywords that every server with structured output knows."""
    sentence = _object(text={"type": "string"}, cites={"type": "array", "items": {"type": "integer"}})
    section = _object(
        kind={"type": "string", "enum": list(ANSWERED_KINDS)}, sentences={"type": "array", "items": sentence}
    )
    return _object(headline=sentence, dek=sentence, sections={"type": "array", "items": section})


def _object(**properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
