"""An OpenAI-compatible server, well-behaved and otherwise: scripted, on the loopback range."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from newswright.adapters.llm import prompt_files
from newswright.adapters.llm.chat import ChatModel, ChatSettings
from newswright.adapters.net import http
from newswright.records.drafts import Completion, ModelFailure, ModelFailureKind, Prompt
from newswright.stages import write
from newswright.testing import flood

KEY = "sk-secret-canary-0451"


def prompt() -> Prompt:
    plan = write.plan(flood.story(), flood.told(), [], now=flood.NOW)
    return write.prompt(plan, policy=write.WritePolicy(asking=prompt_files.asking()))


PROMPT = prompt()


def model(server: HTTPServer, *, timeout_s: float = 3.0, **more: Any) -> ChatModel:
    post = partial(http.post_json, allow_hosts=("localhost", "127.0.0.1"), allow_ports=(server.port,))
    settings = ChatSettings(url=server.url_for("/v1"), name="quill-7b", api_key=KEY, timeout_s=timeout_s, **more)
    return ChatModel(settings, post, boundary=lambda: "b0undary")


def reply(content: object = '{"headline": 1}', **more: Any) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop", **more}
    return {"choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 120}}


def serve(server: HTTPServer, answer: Mapping[str, Any] | Callable[[Request], Response], status: int = 200) -> None:
    expected = server.expect_request("/v1/chat/completions", method="POST")
    if callable(answer):
        expected.respond_with_handler(answer)
    else:
        expected.respond_with_json(answer, status=status)


def sent(server: HTTPServer, at: int = -1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(server.log[at][0].get_data())
    return found


def test_a_good_answer_comes_back_with_what_it_cost(httpserver: HTTPServer) -> None:
    serve(httpserver, reply("{}"))
    answer = model(httpserver, usd_per_million_input_tokens=1.0, usd_per_million_output_tokens=10.0).complete(PROMPT)
    assert isinstance(answer, Completion)
    assert (answer.text, answer.model.name, answer.model.is_generative) == ("{}", "quill-7b", True)
    assert (answer.model.n_input_tokens, answer.model.n_output_tokens) == (900, 120)
    assert answer.model.cost_usd == pytest.approx(900e-6 + 1200e-6)
    assert answer.model.prompt_name == "article/3"


def test_the_instruction_and_the_passages_go_apart_behind_a_boundary(httpserver: HTTPServer) -> None:
    serve(httpserver, reply())
    model(httpserver).complete(PROMPT)
    system, user = (message["content"] for message in sent(httpserver)["messages"])
    assert PROMPT.instruction in system
    assert "b0undary" in system
    assert not any(e.text in system for e in PROMPT.passages)
    assert user.startswith("b0undary 1 | The Harbour Post | November 22, 2026\nThe river Varn burst")
    assert user.count("b0undary") == len(PROMPT.passages) + 1


def test_the_boundary_is_another_one_for_every_call(httpserver: HTTPServer) -> None:
    serve(httpserver, reply())
    post = partial(http.post_json, allow_hosts=("localhost", "127.0.0.1"), allow_ports=(httpserver.port,))
    asked = ChatModel(ChatSettings(url=httpserver.url_for("/v1"), name="quill-7b"), post)
    asked.complete(PROMPT)
    asked.complete(PROMPT)
    ends = {sent(httpserver, at)["messages"][1]["content"].rsplit("\n", 1)[1] for at in (0, 1)}
    assert len(ends) == 2


def test_the_schema_is_asked_for_and_no_tools(httpserver: HTTPServer) -> None:
    serve(httpserver, reply())
    model(httpserver).complete(PROMPT)
    payload = sent(httpserver)
    assert payload["response_format"]["json_schema"]["schema"] == json.loads(json.dumps(PROMPT.schema))
    assert payload["stream"] is False
    assert not {"tools", "functions", "user", "metadata"} & set(payload)


def test_the_key_goes_into_the_header_only(httpserver: HTTPServer) -> None:
    serve(httpserver, {"error": {"message": f"Incorrect API key provided: {KEY}"}}, status=401)
    asked = model(httpserver)
    failure = asked.complete(PROMPT)
    request = httpserver.log[0][0]
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in request.get_data(as_text=True)
    assert KEY not in f"{failure} {asked} {asked._settings}"


@pytest.mark.parametrize(
    ("answer", "status", "kind", "is_transient"),
    [
        ({"error": {"message": "slow down"}}, 429, ModelFailureKind.THROTTLED, True),
        ({"error": "overloaded"}, 503, ModelFailureKind.THROTTLED, True),
        ({"error": "boom"}, 500, ModelFailureKind.BAD_STATUS, True),
        ({"error": "bad gateway"}, 502, ModelFailureKind.BAD_STATUS, True),
        ({"error": "no such model"}, 404, ModelFailureKind.BAD_STATUS, False),
        ({"error": "unauthorised"}, 401, ModelFailureKind.BAD_STATUS, False),
        ({"error": "context length exceeded"}, 400, ModelFailureKind.BAD_STATUS, False),
        ({}, 200, ModelFailureKind.MALFORMED, True),
        ({"choices": []}, 200, ModelFailureKind.MALFORMED, True),
        ({"choices": [None]}, 200, ModelFailureKind.MALFORMED, True),
        ({"choices": [{"message": "text"}]}, 200, ModelFailureKind.MALFORMED, True),
        (reply(""), 200, ModelFailureKind.MALFORMED, True),
        (reply(None), 200, ModelFailureKind.MALFORMED, True),
        (reply('{"headline": {"te', finish_reason="length"), 200, ModelFailureKind.MALFORMED, True),
        (reply("", finish_reason="content_filter"), 200, ModelFailureKind.REFUSED, False),
        (reply(None, message={"refusal": "I cannot help with that."}), 200, ModelFailureKind.REFUSED, False),
        ({"choices": {"0": "x"}, "usage": "much"}, 200, ModelFailureKind.MALFORMED, True),
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
    "body", ["<!doctype html><h1>Sign in to the network</h1>", "", "null", "[[[[", '"ok"', "\x00\xff", "{" * 9000]
)
def test_a_body_that_is_no_answer_is_malformed(httpserver: HTTPServer, body: str) -> None:
    serve(httpserver, lambda _: Response(body.encode("latin-1"), status=200))
    failure = model(httpserver).complete(PROMPT)
    assert isinstance(failure, ModelFailure)
    assert failure.kind is ModelFailureKind.MALFORMED


def test_retry_after_is_handed_on(httpserver: HTTPServer) -> None:
    serve(httpserver, lambda _: Response("{}", status=429, headers={"Retry-After": "7"}))
    failure = model(httpserver).complete(PROMPT)
    assert isinstance(failure, ModelFailure)
    assert failure.retry_after_s == 7.0


def test_an_endless_answer_is_cut_off(httpserver: HTTPServer) -> None:
    serve(httpserver, lambda _: Response((b"x" * 65536 for _ in range(200)), status=200))
    failure = model(httpserver).complete(PROMPT)
    assert isinstance(failure, ModelFailure)
    assert failure.kind is ModelFailureKind.MALFORMED


def test_a_slow_answer_is_given_up(httpserver: HTTPServer) -> None:
    import threading

    gate = threading.Event()

    def late(_: Request) -> Response:
        gate.wait(5)
        return Response("{}")

    serve(httpserver, late)
    failure = model(httpserver, timeout_s=0.3).complete(PROMPT)
    gate.set()
    assert isinstance(failure, ModelFailure)
    assert (failure.kind, failure.is_transient) == (ModelFailureKind.TIMEOUT, True)


def test_a_server_that_is_not_there_is_unreachable(httpserver: HTTPServer) -> None:
    post = partial(http.post_json, allow_hosts=("127.0.0.1",), allow_ports=(9,))
    failure = ChatModel(ChatSettings(url="http://127.0.0.1:9/v1", name="quill-7b", timeout_s=2.0), post).complete(
        PROMPT
    )
    assert isinstance(failure, ModelFailure)
    assert failure.kind is ModelFailureKind.UNREACHABLE


def test_a_private_server_that_nobody_named_is_never_asked(httpserver: HTTPServer) -> None:
    settings = ChatSettings(url=httpserver.url_for("/private/v1"), name="quill-7b")
    failure = ChatModel(settings, partial(http.post_json, allow_ports=(httpserver.port,))).complete(PROMPT)
    assert isinstance(failure, ModelFailure)
    assert (failure.kind, failure.is_transient) == (ModelFailureKind.UNREACHABLE, False)
    # Its own path: a request of the test before may still be answered, late, by the server that they share.
    assert [request for request, _ in httpserver.log if request.path.startswith("/private")] == []


@pytest.mark.parametrize(
    ("complaint", "gone"),
    [
        ("Unsupported parameter: 'response_format' of type 'json_schema'", "json_schema"),
        ("'max_tokens' is not supported, use 'max_completion_tokens'", "max_tokens"),
        ("Unsupported value: 'temperature'", "temperature"),
    ],
)
def test_a_parameter_that_a_server_does_not_know_is_left_out(httpserver: HTTPServer, complaint: str, gone: str) -> None:
    def picky(request: Request) -> Response:
        if f'"{gone}"' in request.get_data(as_text=True):
            return Response(json.dumps({"error": {"message": complaint}}), status=400)
        return Response(json.dumps(reply("{}")))

    serve(httpserver, picky)
    asked = model(httpserver)
    assert isinstance(asked.complete(PROMPT), Completion)
    assert len(httpserver.log) == 2
    assert isinstance(asked.complete(PROMPT), Completion)
    assert len(httpserver.log) == 3, "what was learnt is not asked again"


def test_a_server_that_refuses_every_form_is_given_up(httpserver: HTTPServer) -> None:
    serve(httpserver, {"error": "response_format temperature max_tokens"}, status=400)
    assert isinstance(model(httpserver).complete(PROMPT), ModelFailure)
    assert len(httpserver.log) <= 6


def test_counts_that_a_server_makes_up_are_not_believed(httpserver: HTTPServer) -> None:
    serve(httpserver, {**reply("{}"), "usage": {"prompt_tokens": -5, "completion_tokens": "many"}})
    answer = model(httpserver).complete(PROMPT)
    assert isinstance(answer, Completion)
    assert answer.model.n_input_tokens > 100
    assert answer.model.n_output_tokens > 0


def test_no_call_costs_more_than_was_said_before(httpserver: HTTPServer) -> None:
    n_tokens, _ = model(httpserver).most(PROMPT)
    n_chars = len(PROMPT.instruction) + sum(len(e.text) for e in PROMPT.passages)
    assert n_tokens > n_chars / 3 + PROMPT.max_output_tokens
