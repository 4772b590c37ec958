"""OpenAI-compatible chat completions: llama.cpp, Ollama, vLLM, and most vendors. One call each; retries are the chain's.

The instruction goes as the system's message, the passages apart from it as the user's. JSON is asked for by schema; a server
that does not know schemas is asked for JSON of any form, and one that knows neither for nothing: the gate reads what comes.
"""

from collections.abc import Mapping
from typing import Any

from newswright.adapters.llm.served import HttpPost as HttpPost  # noqa: PLC0414 - also known from here
from newswright.adapters.llm.served import Question, Said, ServedModel, ServerSettings, whole, words

ChatSettings = ServerSettings


class ChatModel(ServedModel):
    """One model of one server that speaks chat completions."""

    provider = "openai-compatible"
    path = "/chat/completions"
    forms = ("json_schema", "json_object", "none")
    form_words = ("response_format", "json_schema", "json_object", "schema", "grammar", "strict", "format")
    optional = ("max_tokens", "temperature")

    def _headers(self) -> Mapping[str, str]:
        key = self._settings.api_key
        return {"authorization": f"Bearer {key}"} if key else {}

    def _payload(self, question: Question) -> dict[str, object]:
        messages = [
            {"role": "system", "content": question.instruction},
            {"role": "user", "content": question.passages},
        ]
        payload: dict[str, object] = {"model": self._settings.name, "messages": messages, "stream": False}
        if "temperature" not in self._without:
            payload["temperature"] = self._settings.temperature
        limit = "max_completion_tokens" if "max_tokens" in self._without else "max_tokens"
        payload[limit] = question.prompt.max_output_tokens
        form = self.forms[self._form]
        if form == "json_schema":
            schema = {"name": "answer", "strict": True, "schema": question.prompt.schema}
            payload["response_format"] = {"type": form, form: schema}
        elif form == "json_object":
            payload["response_format"] = {"type": form}
        return payload

    def _read(self, answer: Mapping[str, Any]) -> Said | str:
        """Read the first choice, whatever its shape."""
        choices = answer.get("choices")
        first = choices[0] if isinstance(choices, list) and choices else None
        message = first.get("message") if isinstance(first, dict) else None
        if not isinstance(first, dict) or not isinstance(message, dict):
            return "the server's answer has no choices"
        text, finish = _content(message.get("content")), first.get("finish_reason")
        is_call = bool(message.get("tool_calls") or message.get("function_call")) and not text.strip()
        usage = answer.get("usage")
        usage = usage if isinstance(usage, dict) else {}
        return Said(
            text=text,
            is_refused=bool(message.get("refusal")) or finish == "content_filter",
            is_cut=finish == "length",
            fault="the model calls a tool, where there is none" if is_call else "",
            answered_by=words(answer.get("model")),
            n_input_tokens=whole(usage.get("prompt_tokens")),
            n_output_tokens=whole(usage.get("completion_tokens")),
        )


def _content(content: object) -> str:
    if isinstance(content, list):
        return "".join(words(part.get("text")) for part in content if isinstance(part, dict))
    return words(content)
