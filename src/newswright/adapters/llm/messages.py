"""Anthropic's messages, and the servers that speak them. One call each; retries are the chain's.

The instruction goes as `system`, the passages apart from it as the user's message. JSON is asked for by schema
(`output_config`); a server that does not know that is made to fill in a form (a tool that does nothing, and that it must
"call"), and one that knows neither is asked for nothing: the gate reads what comes.
"""

import json
from collections.abc import Mapping
from typing import Any

from newswright.adapters.llm.served import Question, Said, ServedModel, whole, words

VERSION = "2023-06-01"  # of the protocol; the vendor has issued no later one
_FORM = "answer"


class MessagesModel(ServedModel):
    """One model of one server that speaks messages."""

    provider = "anthropic-messages"
    path = "/messages"
    forms = ("schema", "tool", "none")
    form_words = ("output_config", "format", "schema", "tool", "structured")
    optional = ("temperature",)

    def _headers(self) -> Mapping[str, str]:
        key = self._settings.api_key
        return {"anthropic-version": VERSION, **({"x-api-key": key} if key else {})}

    def _payload(self, question: Question) -> dict[str, object]:
        payload: dict[str, object] = {
            "model": self._settings.name,
            "max_tokens": question.prompt.max_output_tokens,
            "system": question.instruction,
            "messages": [{"role": "user", "content": question.passages}],
        }
        if "temperature" not in self._without:
            payload["temperature"] = min(self._settings.temperature, 1.0)  # the most that the protocol knows
        form = self.forms[self._form]
        if form == "schema":
            payload["output_config"] = {"format": {"type": "json_schema", "schema": question.prompt.schema}}
        elif form == "tool":
            what = "Hand in the answer."
            payload["tools"] = [{"name": _FORM, "description": what, "input_schema": question.prompt.schema}]
            payload["tool_choice"] = {"type": "tool", "name": _FORM}
        return payload

    def _read(self, answer: Mapping[str, Any]) -> Said | str:
        """Read the parts of the message, whatever their shape: the form where it was filled in, else the text."""
        parts = answer.get("content")
        if answer.get("type") == "error" or not isinstance(parts, list):
            fault = answer.get("error")
            kind = words(fault.get("type")) if isinstance(fault, dict) else ""
            return f"the server's answer is an error ({kind[:40]})" if kind else "the server's answer has no content"
        known = [part for part in parts if isinstance(part, dict)]
        filled = [part.get("input") for part in known if part.get("type") == "tool_use" and part.get("name") == _FORM]
        is_other = any(part.get("type") == "tool_use" and part.get("name") != _FORM for part in known)
        text = "".join(words(part.get("text")) for part in known if part.get("type") == "text")
        if filled:
            text = json.dumps(filled[0], ensure_ascii=False)
        stop = answer.get("stop_reason")
        usage = answer.get("usage")
        return Said(
            text=text,
            is_refused=stop == "refusal",
            is_cut=stop in ("max_tokens", "model_context_window_exceeded", "pause_turn"),
            fault="the model calls a tool, where there is none" if is_other and not text.strip() else "",
            answered_by=words(answer.get("model")),
            n_input_tokens=_input(usage) if isinstance(usage, dict) else None,
            n_output_tokens=whole(usage.get("output_tokens")) if isinstance(usage, dict) else None,
        )


def _input(usage: Mapping[str, Any]) -> int | None:
    """All that was read, from the provider's cache or not."""
    counts = [whole(usage.get(name)) for name in _INPUT]
    return sum(count or 0 for count in counts) if counts[0] is not None else None


_INPUT = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
