"""Read a language model's answer: untrusted text in, a draft out, or the reason why it cannot be one.

Nothing of it is believed: links, markup and foreign passage numbers are refused here, sentence by sentence; what the sentences
claim is judged later, by verify. Conflicts and related stories are never a model's to write: they come from the plan.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from newswright.records.drafts import (
    Completion,
    Draft,
    DraftSection,
    DraftSentence,
    ModelFailure,
    ModelFailureKind,
    Prompt,
    SectionKind,
)
from newswright.stages.write import closing, plain
from newswright.stages.write.policy import DEFAULT, WritePolicy
from newswright.text import language, markup, sentences

_FENCED = re.compile(r"^\s*```[a-zA-Z]*\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)
_THOUGHT = re.compile(r"^\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
# A bare order to make a text, as injections give it: no news begins so. The pattern is a nicety, not the guarantee.
_ERRAND = re.compile(
    r"(?i)(?:please )?(?:compose|draft|write|rewrite|translate|summari[sz]e|generate|explain|describe|provide|create) "
    r"(?:me |us )?(?:an?|the|this|your|how|why|what)\b"
)
_REFUSAL = re.compile(r"(?i)\b(?:sorry|unable|cannot|can['’]t|won['’]t|not able|as an AI)\b")


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    text: str = Field(max_length=4000)
    cites: list[int] = Field(max_length=100)
    excerpt: bool = False


class _Paragraph(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    kind: str = Field(max_length=40)
    sentences: list[_Said] = Field(max_length=200)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    headline: _Said
    dek: _Said
    sections: list[_Paragraph] = Field(max_length=100)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one answer is read against."""

    prompt: Prompt
    policy: WritePolicy
    may_excerpt: bool

    def sentence(self, said: _Said, n: int) -> DraftSentence | str:
        """Return the sentence, or the reason for which it is refused."""
        text = " ".join(markup.clean(said.text).split())
        if reason := plain.fault(text):
            return reason
        if _ERRAND.match(text):
            return "gives an order"
        if len(text) > self.policy.max_answer_sentence_chars and not self.may_excerpt:
            return f"is longer than {self.policy.max_answer_sentence_chars} characters"
        unknown = [number for number in said.cites if not 1 <= number <= len(self.prompt.passages)]
        if unknown:
            return f"cites the unknown passage {unknown[0]}"
        if not said.cites:
            return "cites nothing"
        numbers = list(dict.fromkeys(said.cites))
        cites = tuple(self.prompt.passages[number - 1].passage for number in numbers)
        return DraftSentence(n=n, text=text, cites=cites, is_excerpt=said.excerpt and self.may_excerpt)


def draft(completion: Completion, prompt: Prompt, *, policy: WritePolicy = DEFAULT) -> Draft | ModelFailure:
    """Read a completion as the draft that the prompt asked for, or say why it is none (kind MALFORMED or REFUSED)."""
    answer = _parsed(completion.text, policy)
    if isinstance(answer, str):
        return _failure(completion, answer)
    reading = _Reading(prompt, policy, may_excerpt=not completion.model.is_generative)
    headline, dek = reading.sentence(answer.headline, 0), reading.sentence(answer.dek, 1)
    if isinstance(headline, str):
        return _failure(completion, f"the headline {headline}")
    if isinstance(dek, str):
        return _failure(completion, f"the dek {dek}")
    sections = tuple(_sections(answer, reading))
    if not any(section.kind in (SectionKind.LEAD, SectionKind.BODY) for section in sections):
        return _failure(completion, "no sentence of the body could be used")
    if completion.model.is_generative and (found := _foreign_language(sections, prompt)):
        return _failure(completion, f"the answer is in {found!r}, not in {prompt.language!r}")
    # The compiler keeps to the reports' language, whatever was asked for.
    plan = replace(prompt.plan, language=prompt.language) if completion.model.is_generative else prompt.plan
    first_free = 2 + sum(len(section.sentences) for section in sections)
    return Draft(
        story_id=plan.story_id,
        language=plan.language,
        headline=headline,
        dek=dek,
        sections=(*sections, *closing.sections(plan, first_n=first_free, policy=policy)),
        model=completion.model,
        plan=plan,
    )


def _parsed(text: str, policy: WritePolicy) -> _Answer | str:
    if not text.strip():
        return "the answer is empty"
    if len(text) > policy.max_answer_chars:
        return f"the answer has {len(text)} characters, more than {policy.max_answer_chars}"
    bare = _THOUGHT.sub("", text).strip()
    fenced = _FENCED.match(bare)
    bare = fenced.group(1) if fenced else bare
    if "{" not in bare:
        return "the model refused" if _REFUSAL.search(bare) else "the answer holds no JSON"
    try:
        whole = bare[bare.index("{") : bare.rindex("}") + 1]
        found: Any = json.loads(whole, strict=False, object_pairs_hook=_object, parse_constant=_no_number)
        return _Answer.model_validate(found)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return f"{'.'.join(str(part) for part in fault['loc']) or 'the answer'}: {fault['msg']}"
    except (ValueError, RecursionError):
        return "the answer is not valid JSON (cut off?)"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that comes twice says two things: neither is believed."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key comes twice")
    return found


def _no_number(said: str) -> float:
    raise ValueError(f"{said} is no number of JSON")


def _failure(completion: Completion, reason: str) -> ModelFailure:
    kind = ModelFailureKind.REFUSED if "refused" in reason else ModelFailureKind.MALFORMED
    return ModelFailure(kind=kind, message=reason, model=completion.model.name, spent=completion.model)


def _sections(answer: _Answer, reading: _Reading) -> Iterator[DraftSection]:
    """Yield the paragraphs, one draft sentence per sentence, numbered on from the dek."""
    n = 2
    for paragraph in answer.sections:
        kind = _KINDS.get(paragraph.kind.strip().casefold(), SectionKind.BODY)
        kept = []
        for said in (one for long in paragraph.sentences for one in _single(long)):
            if n - 2 >= reading.policy.max_answer_sentences:
                break
            sentence = reading.sentence(said, n)
            if isinstance(sentence, DraftSentence):
                kept.append(sentence)
                n += 1
        if kept:
            yield DraftSection(kind=kind, sentences=tuple(kept))


_KINDS: Mapping[str, SectionKind] = {
    kind.value: kind for kind in (SectionKind.LEAD, SectionKind.BODY, SectionKind.QUOTES, SectionKind.BACKGROUND)
}


def _single(said: _Said) -> list[_Said]:
    """A 'sentence' that is several becomes several with the same citations, so that each is judged alone."""
    text = " ".join(markup.clean(said.text).split())
    spans = sentences.split(text)
    if len(spans) < 2 or said.excerpt:
        return [said]
    return [said.model_copy(update={"text": span.of(text)}) for span in spans]


def _foreign_language(sections: tuple[DraftSection, ...], prompt: Prompt) -> str | None:
    text = " ".join(sentence.text for section in sections for sentence in section.sentences)
    wanted = prompt.language.partition("-")[0].casefold()
    if wanted in ("", "und") or len(text) < _JUDGED_CHARS:
        return None
    found = language.detect(text, default=wanted)
    return found if found not in (wanted, "und") else None


_JUDGED_CHARS = 150  # the language of less text than this cannot be told with certainty
