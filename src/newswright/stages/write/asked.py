"""Put a plan to a language model: the instruction, and, apart from it, the passages."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from newswright.records import ids
from newswright.records.drafts import Evidence, Plan, Prompt
from newswright.stages.write.policy import WritePolicy
from newswright.text import markup

ANSWERED_KINDS = ("lead", "body", "quotes", "background")
_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip


def prompt(plan: Plan, *, policy: WritePolicy) -> Prompt:
    """Ask for an article on a plan. Passages are stripped of what cannot be seen; nothing of any reader goes in."""
    passages = tuple(
        replace(evidence, text=" ".join(markup.clean(evidence.text).split())) for evidence in plan.evidence
    )
    asking = policy.asking
    language = asking.language or plan.language
    instruction = asking.instruction(
        language=_named(language),
        min_words=min(policy.min_words, _max_words(plan, policy)),
        max_words=_max_words(plan, policy),
    )
    return Prompt(
        key=_key(asking.name, instruction, passages, plan, policy),
        name=asking.name,
        instruction=instruction,
        passages=passages,
        schema=_schema(),
        language=language,
        max_output_tokens=policy.max_output_tokens,
        plan=plan,
    )


def _named(language: str) -> str:
    """Name a language in words. A code comes from a report, and so from a stranger: what is none is not repeated."""
    known = _LANGUAGES.get(language.partition("-")[0].casefold())
    is_code = re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", language)
    return known or (f"the language with the code {language}" if is_code else "the language of the passages")


def _max_words(plan: Plan, policy: WritePolicy) -> int:
    if plan.only_outlet is not None:
        return policy.max_words_single_origin
    return min(policy.max_words, max(policy.min_words, plan.n_origins * policy.max_words_per_origin))


def _key(name: str, instruction: str, passages: tuple[Evidence, ...], plan: Plan, policy: WritePolicy) -> str:
    lines = [
        json.dumps([e.passage.report_id, e.passage.revision, e.passage.start, e.passage.end, e.outlet, e.text])
        for e in passages
    ]
    return ids.digest(name, plan.story_id, str(policy.max_output_tokens), instruction, *lines, n_chars=32)


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
