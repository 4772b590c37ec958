"""A server that speaks Anthropic's messages, well-behaved and otherwise: scripted, on the loopback range."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from newswright.adapters.llm import prompt_files
from newswright.adapters.llm.messages import MessagesModel
from newswright.adapters.llm.served import ServerSettings
from newswright.adapters.net import http
from newswright.records.drafts import Completion, ModelFailure, ModelFailureKind
from newswright.stages import write
from newswright.testing import flood

KEY = "sk-secret-canary-0452"
POLICY = write.WritePolicy(asking=prompt_files.asking())
PROMPT = write.prompt(write.plan(flood.story(), flood.told(), [], now=flood.NOW), policy=POLICY)


def model(server: HTTPServer, **more: Any) -> MessagesModel:
    post = partial(http.post_json, allow_hosts=("localhost", "127.0.0.1"), allow_ports=(server.port,))
    settings = ServerSettings(url=server.url_for("/v1"), name="scribe-9", api_key=KEY, timeout_s=3.0, **more)
    return MessagesModel(settings, post, boundary=lambda: "b0undary")


def reply(*parts: object, stop: str = "end_turn", **more: Any) -> dict[str, Any]:
    usage = {"input_tokens": 700, "cache_read_input_tokens": 200, "output_tokens": 120}
    return {
        "type": "message",
        "role": "assistant",
        "model": "scribe-9-20260901",
        "content": list(parts) or [{"type": "text", "text": "{}"}],
        "stop_reason": stop,
        "usage": usage,
        **more,
    }


def serve(server: HTTPServer, answer: Mapping[str, Any] | Callable[[Request], Response], status: int = 200) -> None:
    expected = server.expect_request("/v1/messages", method="POST")
    if callable(answer):
        expected.respond_with_handler(answer)
    else:
        expected.respond_with_json(answer, status=status)


def sent(server: HTTPServer, at: int = -1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(server.log[at][0].get_data())
    return found


def test_a_good_answer_comes_back_with_what_it_cost_and_who_gave_it(httpserver: HTTPServer) -> None:
    serve(httpserver, reply())
    answer = model(httpserver, usd_per_million_input_tokens=1.0, usd_per_million_output_tokens=10.0).complete(PROMPT)
    assert isinstance(answer, Completion)
    use = answer.model
    assert (answer.text, use.name, use.answered_by) == ("{}", "scribe-9", "scribe-9-20260901")
    assert (use.n_input_tokens, use.n_output_tokens) == (900, 120)
    assert use.cost_usd == pytest.approx(900e-6 + 1200e-6)
    assert (use.prompt_name, len(use.prompt_sha256)) == ("article/3", 64)


def test_the_instruction_is_the_systems_and_the_passages_are_the_users(httpserver: HTTPServer) -> None:
    serve(httpserver, reply())
    model(httpserver).complete(PROMPT)
    asked = sent(httpserver)
    (message,) = asked["messages"]
    assert PROMPT.instruction in asked["system"]
    assert not any(e.text in asked["system"] for e in PROMPT.passages)
    assert message["role"] == "user"
    assert message["content"].count("b0undary") == len(PROMPT.passages) + 1
    assert not {"tools", "metadata", "mcp_servers", "container"} & set(asked)


def test_the_key_goes_into_the_header_only(httpserver: HTTPServer) -> None:
    serve(httpserver, {"type": "error", "error": {"type": "authentication_error", "message": KEY}}, status=401)
    failure = model(httpserver).complete(PROMPT)
    request = httpserver.log[0][0]
    assert request.headers["x-api-key"] == KEY
    assert request.headers["anthropic-version"] == "2023-06-01"
    assert KEY not in request.get_data(as_text=True)
    assert KEY not in str(failure)


def test_a_server_without_schemas_gets_a_form_to_fill_in_and_is_not_asked_again(httpserver: HTTPServer) -> None:
    filled = {"type": "tool_use", "id": "t1", "name": "answer", "input": {"headline": {"text": "A", "cites": [1]}}}

    def older(request: Request) -> Response:
        asked = request.get_json()
        if "output_config" in asked:
            fault = {"type": "invalid_request_error", "message": "output_config: Extra inputs are not permitted"}
            return Response(json.dumps({"type": "error", "error": fault}), status=400)
        assert asked["tool_choice"] == {"type": "tool", "name": "answer"}
        assert asked["tools"][0]["input_schema"]["required"] == ["headline", "dek", "sections"]
        return Response(json.dumps(reply(filled, stop="tool_use")))

    serve(httpserver, older)
    asked = model(httpserver)
    for _ in range(2):
        answer = asked.complete(PROMPT)
        assert isinstance(answer, Completion)
        assert json.loads(answer.text) == filled["input"]
    assert len(httpserver.log) == 3


def test_a_model_that_knows_no_temperature_is_asked_without(httpserver: HTTPServer) -> None:
    def picky(request: Request) -> Response:
        if "temperature" in request.get_json():
            return Response('{"error": {"message": "temperature may only be set to 1"}}', status=400)
        return Response(json.dumps(reply()))

    serve(httpserver, picky)
    assert isinstance(model(httpserver).complete(PROMPT), Completion)


def test_thoughts_are_no_part_of_the_answer(httpserver: HTTPServer) -> None:
    serve(httpserver, reply({"type": "thinking", "thinking": "The owner is a thief."}, {"type": "text", "text": "{}"}))
    answer = model(httpserver).complete(PROMPT)
    assert isinstance(answer, Completion)
    assert answer.text == "{}"


@pytest.mark.parametrize(
    ("answer", "status", "kind", "is_transient"),
    [
        ({"type": "error", "error": {"type": "overloaded_error"}}, 529, ModelFailureKind.THROTTLED, True),
        ({"type": "error", "error": {"type": "rate_limit_error"}}, 429, ModelFailureKind.THROTTLED, True),
        ({"type": "error", "error": {"type": "api_error"}}, 500, ModelFailureKind.BAD_STATUS, True),
        ({"type": "error", "error": {"type": "timeout_error"}}, 504, ModelFailureKind.BAD_STATUS, True),
        ({"type": "error", "error": {"type": "request_too_large"}}, 413, ModelFailureKind.BAD_STATUS, False),
        ({"type": "error", "error": {"type": "permission_error"}}, 403, ModelFailureKind.BAD_STATUS, False),
        ({"type": "error", "error": {"type": "overloaded_error"}}, 200, ModelFailureKind.MALFORMED, True),
        ({}, 200, ModelFailureKind.MALFORMED, True),
        (reply({"type": "text", "text": ""}), 200, ModelFailureKind.MALFORMED, True),
        (reply("text", 7, None), 200, ModelFailureKind.MALFORMED, True),
        (reply(content="{}"), 200, ModelFailureKind.MALFORMED, True),
        (reply(stop="max_tokens"), 200, ModelFailureKind.MALFORMED, True),
        (reply(stop="model_context_window_exceeded"), 200, ModelFailureKind.MALFORMED, True),
        (reply(stop="refusal"), 200, ModelFailureKind.REFUSED, False),
        (
            reply({"type": "tool_use", "name": "shell", "input": {}}, stop="tool_use"),
            200,
            ModelFailureKind.MALFORMED,
            True,
        ),
    ],
)
def test_a_bad_answer_is_a_failure_of_its_kind(
    httpserver: HTTPServer, answer: dict[str, Any], status: int, kind: ModelFailureKind, is_transient: bool
) -> None:
    serve(httpserver, answer, status=status)
    failure = model(httpserver).complete(PROMPT)
    assert isinstance(failure, ModelFailure)
    assert (failure.kind, failure.is_transient) == (kind, is_transient)


@pytest.mark.parametrize(
    "usage",
    [None, {}, {"input_tokens": -1, "output_tokens": "many"}, {"input_tokens": 10**30, "output_tokens": 10**30}],
    ids=["none", "empty", "not-counts", "absurd"],
)
def test_counts_that_cannot_be_are_taken_for_the_most(httpserver: HTTPServer, usage: object) -> None:
    serve(httpserver, reply(usage=usage))
    asked = model(httpserver)
    answer = asked.complete(PROMPT)
    assert isinstance(answer, Completion)
    assert answer.model.n_input_tokens + answer.model.n_output_tokens == asked.most(PROMPT)[0]
