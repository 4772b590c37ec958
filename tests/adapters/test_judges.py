"""Cross-encoders from a folder: small networks made here and now, written down again number by number, and folders that lie."""

import json
import math
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newswright.adapters import judges
from newswright.adapters.encoders.folder import ModelFolder
from newswright.adapters.judges import crossencoder
from newswright.errors import SettingsError
from newswright.ports import Judge
from newswright.records.drafts import Doubt, Evidence
from newswright.records.ids import OriginId, ReportId
from newswright.records.reports import Passage

tensors = pytest.importorskip("safetensors.numpy", reason="the extra 'embeddings' is not installed")
tokenizers = pytest.importorskip("tokenizers", reason="the extra 'embeddings' is not installed")

WORDS = (
    "ferry",
    "harbour",
    "fog",
    "coast",
    "guard",
    "ran",
    "aground",
    "in",
    "a",
    "the",
    ".",
    "##s",
    "nobody",
    "hurt",
    "was",
)
MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
NUMBER = {word: n for n, word in enumerate((*MARKS, *WORDS))}
WIDTH, INNER, N_LAYERS, N_HEADS, N_PLACES = 12, 20, 2, 3, 70
LABELS = {"0": "contradiction", "1": "entailment", "2": "neutral"}

Tensors = dict[str, npt.NDArray[Any]]


def numbers(seed: int, *shape: int) -> npt.NDArray[np.float32]:
    return np.random.default_rng(seed).normal(0, 0.5, shape).astype(np.float32)


def write_tokenizer(path: Path, *, is_roberta: bool) -> None:
    made = tokenizers.Tokenizer(tokenizers.models.WordPiece(NUMBER, unk_token="[UNK]"))
    made.normalizer = tokenizers.normalizers.BertNormalizer()
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    pair = "[CLS] $A [SEP] [SEP] $B [SEP]" if is_roberta else "[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1"
    marks = [(mark, NUMBER[mark]) for mark in ("[CLS]", "[SEP]")]
    made.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair=pair, special_tokens=marks
    )
    made.enable_padding(length=64)  # as published models do: it must not be obeyed
    made.enable_truncation(16)
    made.save(str(path))


def network(kind: str, n_labels: int) -> Tensors:
    offset, n_sides = (2, 1) if kind == "roberta" else (0, 2)
    made: Tensors = {
        f"{kind}.embeddings.word_embeddings.weight": numbers(1, len(NUMBER), WIDTH),
        f"{kind}.embeddings.position_embeddings.weight": numbers(2, N_PLACES + offset, WIDTH),
        f"{kind}.embeddings.token_type_embeddings.weight": numbers(3, n_sides, WIDTH),
    }
    norms = [f"{kind}.embeddings.LayerNorm"]
    dense = [("classifier.dense", WIDTH, WIDTH), ("classifier.out_proj", WIDTH, n_labels)]
    if kind == "bert":
        dense = [("bert.pooler.dense", WIDTH, WIDTH), ("classifier", WIDTH, n_labels)]
    for layer in range(N_LAYERS):
        root = f"{kind}.encoder.layer.{layer}"
        norms += [f"{root}.attention.output.LayerNorm", f"{root}.output.LayerNorm"]
        dense += [
            (f"{root}.attention.self.query", WIDTH, WIDTH), (f"{root}.attention.self.key", WIDTH, WIDTH),
            (f"{root}.attention.self.value", WIDTH, WIDTH), (f"{root}.attention.output.dense", WIDTH, WIDTH),
            (f"{root}.intermediate.dense", WIDTH, INNER), (f"{root}.output.dense", INNER, WIDTH),
        ]  # fmt: skip
    for name, n_from, n_to in dense:
        made[f"{name}.weight"], made[f"{name}.bias"] = numbers(len(made), n_to, n_from), numbers(len(made) + 1, n_to)
    for name in norms:
        made[f"{name}.weight"], made[f"{name}.bias"] = 1 + numbers(len(made), WIDTH), numbers(len(made) + 1, WIDTH)
    return made


def config(kind: str = "bert", labels: object = None) -> dict[str, Any]:
    return {
        "model_type": kind, "hidden_size": WIDTH, "intermediate_size": INNER, "num_hidden_layers": N_LAYERS,
        "num_attention_heads": N_HEADS, "hidden_act": "gelu", "layer_norm_eps": 1e-12,
        "id2label": LABELS if labels is None else labels,
    }  # fmt: skip


def write(path: Path, kind: str = "bert", labels: dict[str, str] | None = None) -> Path:
    path.mkdir(parents=True)
    (path / "config.json").write_text(json.dumps(config(kind, labels)))
    write_tokenizer(path / "tokenizer.json", is_roberta=kind == "roberta")
    tensors.save_file(network(kind, len(labels or LABELS)), path / "model.safetensors")
    return path


def doubt(text: str, *passages: str) -> Doubt:
    shown = tuple(
        Evidence(
            passage=Passage(report_id=ReportId("a"), start=n, end=n + 1), text=passage, outlet="Harbour Post",
            voice="Harbour Post", origin_id=OriginId("a"), stated_at=datetime(2031, 5, 14, tzinfo=UTC), importance=1.0,
        )
        for n, passage in enumerate(passages)
    )  # fmt: skip
    return Doubt(n=2, text=text, language="en", passages=shown)


DOUBTS = (
    doubt("The ferry ran aground.", "The ferry ran aground in fog."),
    doubt("Nobody was hurt.", "The coast guards.", "Nobody was hurt in the harbour."),
    doubt("A ferry.", ""),
)


def slow(kind: str, tokens: Sequence[int], sides: Sequence[int]) -> npt.NDArray[np.float64]:
    """The logits of the same network, written down from the papers."""
    said = {name: tensor.astype(np.float64) for name, tensor in network(kind, len(LABELS)).items()}
    n, root = len(tokens), f"{kind}.embeddings"

    def dense(name: str, states: Any) -> Any:
        return states @ said[f"{name}.weight"].T + said[f"{name}.bias"]

    def normal(name: str, states: Any) -> Any:
        centred = states - states.mean(axis=1, keepdims=True)
        return (
            centred / np.sqrt((centred**2).mean(axis=1, keepdims=True)) * said[f"{name}.weight"] + said[f"{name}.bias"]
        )

    offset = 2 if kind == "roberta" else 0
    states = said[f"{root}.word_embeddings.weight"][list(tokens)]
    states = states + said[f"{root}.position_embeddings.weight"][offset : offset + n]
    states = normal(f"{root}.LayerNorm", states + said[f"{root}.token_type_embeddings.weight"][list(sides)])
    for layer in range(N_LAYERS):
        at = f"{kind}.encoder.layer.{layer}"
        asked, keys, values = (dense(f"{at}.attention.self.{part}", states) for part in ("query", "key", "value"))
        heard = np.zeros_like(states)
        for head in range(N_HEADS):
            own = slice(head * WIDTH // N_HEADS, (head + 1) * WIDTH // N_HEADS)
            weights = np.exp(asked[:, own] @ keys[:, own].T / math.sqrt(WIDTH // N_HEADS))
            heard[:, own] = weights / weights.sum(axis=1, keepdims=True) @ values[:, own]
        states = normal(f"{at}.attention.output.LayerNorm", states + dense(f"{at}.attention.output.dense", heard))
        inner = dense(f"{at}.intermediate.dense", states)
        inner = inner * (0.5 * np.vectorize(math.erfc)(-inner / math.sqrt(2)))
        states = normal(f"{at}.output.LayerNorm", states + dense(f"{at}.output.dense", inner))
    below, above = (
        ("bert.pooler.dense", "classifier") if kind == "bert" else ("classifier.dense", "classifier.out_proj")
    )
    logits: npt.NDArray[np.float64] = dense(above, np.tanh(dense(below, states[:1])))[0]
    return logits


@pytest.mark.parametrize("kind", ["bert", "roberta"])
def test_the_network_is_computed_as_published(tmp_path: Path, kind: str) -> None:
    first = [NUMBER[word] for word in ("the", "ferry", "ran", "aground", "in", "fog", ".")]
    second = [NUMBER[word] for word in ("the", "ferry", "ran", "aground", ".")]
    cls, sep = NUMBER["[CLS]"], NUMBER["[SEP]"]
    if kind == "bert":
        tokens = [cls, *first, sep, *second, sep]
        sides = [0] * (len(first) + 2) + [1] * (len(second) + 1)
    else:
        tokens = [cls, *first, sep, sep, *second, sep]
        sides = [0] * len(tokens)
    logits = slow(kind, tokens, sides)
    expected = np.exp(logits[1]) / np.exp(logits).sum()
    (found,) = judges.load(write(tmp_path / "model", kind)).probabilities(DOUBTS[:1])
    assert found == pytest.approx(expected, abs=1e-5)


@pytest.fixture(scope="module", params=["bert", "roberta"])
def judge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return judges.load(write(tmp_path_factory.mktemp(request.param) / "nli-tiny", request.param))


def test_there_is_one_probability_for_each_doubt_in_order(judge: Judge) -> None:
    found = judge.probabilities(DOUBTS)
    assert all(p is not None and 0 <= p <= 1 for p in found)
    assert judge.probabilities(DOUBTS[::-1]) == found[::-1]
    assert judge.probabilities([]) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60),
    st.lists(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS)).map(" ".join)), max_size=4),
)
def test_what_is_said_is_a_function_of_the_doubt_alone(judge: Judge, text: str, passages: list[str]) -> None:
    one = doubt(text, *passages)
    (alone,) = judge.probabilities([one])
    assert judge.probabilities([*DOUBTS, one])[-1] == alone
    assert alone is None or 0 <= alone <= 1


def test_long_passages_are_read_in_windows_of_which_the_best_counts(judge: Judge) -> None:
    told = "the ferry ran aground in fog . " * 3 + "nobody was hurt . " * 30
    (whole,) = judge.probabilities([doubt("the ferry ran aground .", told)])
    (head,) = judge.probabilities([doubt("the ferry ran aground .", told[:200])])
    assert whole is not None
    assert head is not None
    assert whole >= 0
    (far,) = judge.probabilities([doubt("the ferry ran aground .", "the fog . " * 20_000)])
    assert far is not None


def test_every_token_of_long_passages_stands_in_a_window(tmp_path: Path) -> None:
    folder = ModelFolder(write(tmp_path / "model"))
    told = list(np.random.default_rng(4).choice(WORDS[:8], 300))
    windows = folder.tokenizer(len(NUMBER), 64).pairs(" ".join(told), "nobody was hurt")
    assert len(windows) > 1
    assert all(len(numbers) == len(sides) <= 64 for numbers, sides in windows)
    parts = [[n for n, side in zip(numbers, sides, strict=True) if side == 0][1:-1] for numbers, sides in windows]
    whole = [NUMBER[word] for word in told]
    at = 0
    for part in parts:
        starts = [start for start in range(at + 1) if whole[start : start + len(part)] == part]
        assert starts, "no gap between two windows"
        at = starts[-1] + len(part)
    assert at == len(whole)


def test_a_sentence_that_alone_is_too_long_gets_no_answer(judge: Judge) -> None:
    assert judge.probabilities([doubt("the ferry " * 100, "The ferry.")]) == [None]


def test_it_is_known_by_its_folder_and_by_the_digest_of_what_it_is_made_of(tmp_path: Path) -> None:
    one, same = judges.load(write(tmp_path / "a" / "nli")), judges.load(write(tmp_path / "b" / "nli"))
    assert (one.name, one.version) == ("nli", same.version)
    assert one.version.startswith("sha256:")
    other = write(tmp_path / "c" / "nli")
    (other / "config.json").write_text(
        json.dumps(config(labels={"0": "entailment", "1": "contradiction", "2": "neutral"}))
    )
    assert judges.load(other).version != one.version


@pytest.mark.parametrize(
    ("labels", "place"),
    [
        ({"0": "ENTAILMENT", "1": "NEUTRAL", "2": "CONTRADICTION"}, 0),
        ({"0": "not entailment", "1": "Entailment"}, 1),
        ({"0": "unsupported", "1": "supported"}, 1),
        ({"0": "consistent", "1": "hallucinated"}, 0),
    ],
)
def test_the_label_that_says_yes_is_found_by_its_name(tmp_path: Path, labels: dict[str, str], place: int) -> None:
    found = crossencoder.open_folder(write(tmp_path / "model", labels=labels)).probabilities(DOUBTS[:1])
    turned = dict.fromkeys(labels, "neutral") | {str(len(labels) - 1 - place): "entailment"}
    path = tmp_path / "model" / "config.json"
    path.write_text(json.dumps(config(labels=turned)))
    if len(labels) == 2:
        (there,) = crossencoder.open_folder(tmp_path / "model").probabilities(DOUBTS[:1])
        assert found[0] is not None
        assert there == pytest.approx(1 - found[0], abs=1e-6)


def test_a_single_label_is_a_yes_by_degrees(tmp_path: Path) -> None:
    found = judges.load(write(tmp_path / "model", labels={"0": "supported"})).probabilities(DOUBTS)
    assert all(p is not None and 0 < p < 1 for p in found)


@pytest.mark.parametrize(
    "labels",
    [
        {}, [], "entailment", {"0": "LABEL_0", "1": "LABEL_1"}, {"0": "negative", "1": "positive"},
        {"0": "neutral", "1": "contradiction"}, {"0": "entailment", "1": "supported"}, {"1": "entailment", "2": "neutral"},
        {"a": "entailment", "b": "neutral"}, {"0": ["entailment"], "1": None},
    ],
    ids=range(10),
)  # fmt: skip
def test_labels_that_are_not_known_are_refused_with_a_remedy(tmp_path: Path, labels: object) -> None:
    path = write(tmp_path / "model")
    (path / "config.json").write_text(json.dumps(config() | {"id2label": labels}))
    with pytest.raises(SettingsError, match=r"the judge in .*name them in config\.json"):
        judges.load(path)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"model_type": "deberta-v2"}, "model_type"),
        ({"hidden_size": WIDTH * 2}, "shape"),
        ({"id2label": {"0": "unsupported", "1": "supported"}}, "shape"),
        ({"num_hidden_layers": N_LAYERS + 1}, "sequence classifier"),
    ],
)
def test_a_folder_that_does_not_fit_is_refused(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    path = write(tmp_path / "model")
    (path / "config.json").write_text(json.dumps(config() | changes))
    with pytest.raises(SettingsError, match=said):
        judges.load(path)


def test_an_encoder_of_sentences_is_no_judge(tmp_path: Path) -> None:
    path = write(tmp_path / "model")
    bare = {name: one for name, one in network("bert", 3).items() if not name.startswith("classifier")}
    tensors.save_file(bare, path / "model.safetensors")
    with pytest.raises(SettingsError, match=r"no tensor 'classifier\.weight'.*sequence classifier"):
        judges.load(path)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors", "config.json"])
@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff" * 64])
def test_a_broken_file_is_refused(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = write(tmp_path / "model")
    (path / name).unlink()
    if content is not None:
        (path / name).write_bytes(content)
    with pytest.raises(SettingsError, match=str(path)):
        judges.load(path)


@pytest.mark.parametrize("name", ["safetensors", "tokenizers"])
def test_without_the_extra_it_says_what_to_install(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "model")
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SettingsError, match=r"newswright\[embeddings\]"):
        judges.load(path)


def test_the_command_line_takes_a_folder(tmp_path: Path) -> None:
    reports, draft = tmp_path / "reports.jsonl", tmp_path / "draft.jsonl"
    row = {
        "id": "r1", "outlet": "Harbour Post", "url": "https://post.example/1", "title": "Ferry aground in fog",
        "text": "The ferry ran aground in thick fog on Tuesday. Nobody on board was hurt, the coast guard said.",
        "published_at": "2026-11-20T12:00:00Z", "language": "en",
    }  # fmt: skip
    reports.write_text(json.dumps(row))
    lines = [
        "The ferry ran aground because of the fog, without harm to those on board.",
        "The ferry sank with 300 people.",
    ]
    draft.write_text("\n".join(json.dumps({"n": n, "text": text, "cites": ["r1"]}) for n, text in enumerate(lines)))

    def newswright(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "newswright", "verify", str(draft), "--reports", str(reports), *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    plain, judged = newswright(), newswright("--judge", str(write(tmp_path / "nli-tiny")))
    assert judged.returncode == 0, judged.stderr
    before, after = ([json.loads(line) for line in one.stdout.splitlines()] for one in (plain, judged))
    assert "opinions" not in plain.stdout
    for one, two in zip(before, after, strict=True):
        assert two["supported"] <= one["supported"]
        assert ("opinions" in two) <= one["supported"]
    refused = newswright("--judge", str(tmp_path / "nowhere"))
    assert refused.returncode != 0
    assert "there is no such folder" in refused.stderr
    assert "Traceback" not in refused.stderr
