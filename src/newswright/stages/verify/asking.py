"""Ask a language model to judge doubts, and read its answer, which is as untrusted as any: a number, yes or no, and words.

A no counts only where it names words that stand in the sentence. So nothing that a model writes gets on record or on a page:
what is kept is the sentence's own words, and our own message.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from newswright.records import ids
from newswright.records.drafts import Completion, Doubt, Evidence, ModelFailure, ModelFailureKind, Opinion, Plan, Prompt
from newswright.records.ids import StoryId
from newswright.stages.verify.cascade import DEFAULT, CascadePolicy

_MAX_ANSWER_CHARS = 50_000  # twelve verdicts take some 1,500; thinking aloud may come before them
_FEWEST_LETTERS = 2  # of the words at fault: a full stop names nothing

SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {
        "verdicts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "n": {"type": "integer"},
                    "supported": {"type": "boolean"},
                    "words": {"type": "string"},
                },
                "required": ["n", "supported", "words"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["verdicts"],
    "additionalProperties": False,
}


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    n: int
    supported: bool
    words: str = Field(default="", max_length=4000)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    verdicts: list[_Said] = Field(max_length=200)


def prompt(found: Sequence[Doubt], *, story_id: StoryId, policy: CascadePolicy = DEFAULT) -> Prompt:
    """Put doubts (at least one) into one question; of too many, the first. The same doubts make the same question.

    Its calls are booked under a name of their own, so that judging a story never uses up the calls for writing it.
    """
    asked = tuple(found[: policy.max_doubts_per_question])
    passages = tuple(dict.fromkeys(evidence for doubt in asked for evidence in doubt.passages))
    booked = StoryId(f"{story_id}/judge")
    told = (f"{doubt.n}\n{doubt.text}\n{_numbers(doubt, passages)}" for doubt in asked)
    quoted = (f"{evidence.outlet}\n{evidence.stated_at.date()}\n{evidence.text}" for evidence in passages)
    return Prompt(
        key=ids.digest(policy.prompt_name, policy.instruction, *told, "", *quoted, n_chars=32),
        name=policy.prompt_name,
        instruction=policy.instruction,
        passages=passages,
        schema=SCHEMA,
        language=asked[0].language,
        max_output_tokens=policy.max_output_tokens,
        plan=Plan(story_id=booked, language=asked[0].language, report_ids=(), n_origins=1, n_voices=1, evidence=()),
        claims=asked,
    )


def _numbers(doubt: Doubt, passages: tuple[Evidence, ...]) -> list[int]:
    return [passages.index(evidence) + 1 for evidence in doubt.passages]


def read(completion: Completion, asked: Prompt) -> dict[int, Opinion] | ModelFailure:
    """Read an answer as opinions by the sentence's number, or say why it is none (kind MALFORMED).

    Left out, as if nothing had been said: a sentence that was not asked about, one that is answered twice in two ways, and a no
    without words of the sentence.
    """
    answer = _parsed(completion.text)
    if isinstance(answer, str):
        return ModelFailure(
            kind=ModelFailureKind.MALFORMED, message=answer, model=completion.model.name, spent=completion.model
        )
    digest = hashlib.sha256(asked.instruction.encode()).hexdigest()
    version = f"{asked.name} sha256:{digest}"
    by_n = {doubt.n: doubt for doubt in asked.claims}
    found: dict[int, Opinion] = {}
    for said in answer.verdicts:
        if said.n not in by_n or any(one.n == said.n and one.supported != said.supported for one in answer.verdicts):
            continue
        words = "" if said.supported else _words(said.words, by_n[said.n].text)
        if said.supported or words:
            found[said.n] = Opinion(
                judge=completion.model.name, version=version, is_supported=said.supported, found=words
            )
    if not found:
        return ModelFailure(
            kind=ModelFailureKind.MALFORMED,
            message="the answer judges none of the sentences",
            model=completion.model.name,
            spent=completion.model,
        )
    return found


def _words(named: str, sentence: str) -> str:
    """The words of the sentence that are named, as the sentence has them; empty where it does not have them."""
    wanted = re.findall(r"\w+", named[:400])
    if sum(len(word) for word in wanted) < _FEWEST_LETTERS:
        return ""
    pattern = r"\b" + r"\W+".join(re.escape(word) for word in wanted) + r"\b"
    at = re.search(pattern, sentence, re.IGNORECASE)
    return at.group() if at else ""


def _parsed(text: str) -> _Answer | str:
    if len(text) > _MAX_ANSWER_CHARS:
        return f"the answer has {len(text)} characters, more than {_MAX_ANSWER_CHARS}"
    for candidate in _objects(text):
        try:
            return _Answer.model_validate(json.loads(candidate, object_pairs_hook=_object))
        except (ValidationError, ValueError, RecursionError):
            continue
    return "the answer holds no verdicts in JSON"


def _objects(text: str) -> Iterator[str]:
    """What could be the answer's object: from the last '{"verdicts"' on, else from the first brace to the last."""
    starts = [match.start() for match in re.finditer(r'\{\s*"verdicts"', text)]
    end = text.rfind("}") + 1
    if starts:
        yield text[starts[-1] : end]
    if "{" in text:
        yield text[text.index("{") : end]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that comes twice says two things: neither is believed."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key comes twice")
    return found
