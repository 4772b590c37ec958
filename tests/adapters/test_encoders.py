"""Encoders from a folder: small models made here and now, what every encoder promises, and folders that are broken."""

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newswright.adapters import encoders
from newswright.errors import SettingsError
from newswright.ports import Encoder

tensors = pytest.importorskip("safetensors.numpy", reason="the extra 'embeddings' is not installed")
tokenizers = pytest.importorskip("tokenizers", reason="the extra 'embeddings' is not installed")

WORDS = (
    "ferry",
    "harbour",
    "budget",
    "bank",
    "rate",
    "fog",
    "coast",
    "guard",
    "un",
    "##known",
    "##s",
    "a",
    "the",
    ".",
    ",",
)
MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
TEXTS = ("the ferry, the fog.", "budget", "a bank rates the coast guard", "", "ferry ferry ferry ferry harbour")
WIDTH, INNER, N_LAYERS, N_HEADS, N_PLACES = 12, 20, 2, 3, 24

Tensors = dict[str, npt.NDArray[Any]]


def numbers(seed: int, *shape: int) -> npt.NDArray[np.float32]:
    return np.random.default_rng(seed).normal(0, 0.4, shape).astype(np.float32)


def write_tokenizer(path: Path) -> None:
    known = {word: number for number, word in enumerate((*MARKS, *WORDS))}
    made = tokenizers.Tokenizer(tokenizers.models.WordPiece(known, unk_token="[UNK]"))
    made.normalizer = tokenizers.normalizers.BertNormalizer()
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    made.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", known["[CLS]"]), ("[SEP]", known["[SEP]"])]
    )
    made.enable_padding(length=16)  # as published models do: it must not be obeyed
    made.save(str(path))


def bert_tensors() -> Tensors:
    made: Tensors = {
        "embeddings.word_embeddings.weight": numbers(1, len(MARKS) + len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": numbers(2, N_PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": numbers(3, 2, WIDTH),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(N_LAYERS):
        root = f"encoder.layer.{layer}"
        norms += [f"{root}.attention.output.LayerNorm", f"{root}.output.LayerNorm"]
        for name, n_from, n_to in (
            ("attention.self.query", WIDTH, WIDTH), ("attention.self.key", WIDTH, WIDTH),
            ("attention.self.value", WIDTH, WIDTH), ("attention.output.dense", WIDTH, WIDTH),
            ("intermediate.dense", WIDTH, INNER), ("output.dense", INNER, WIDTH),
        ):  # fmt: skip
            made[f"{root}.{name}.weight"] = numbers(len(made), n_to, n_from)
            made[f"{root}.{name}.bias"] = numbers(len(made), n_to)
    for name in norms:
        made[f"{name}.weight"], made[f"{name}.bias"] = 1 + numbers(len(made), WIDTH), numbers(len(made) + 1, WIDTH)
    return made


def bert_config() -> dict[str, Any]:
    return {
        "model_type": "bert", "hidden_size": WIDTH, "intermediate_size": INNER, "num_hidden_layers": N_LAYERS,
        "num_attention_heads": N_HEADS, "hidden_act": "gelu", "layer_norm_eps": 1e-12,
    }  # fmt: skip


def write_bert(path: Path) -> Path:
    (path / "1_Pooling").mkdir(parents=True)
    (path / "config.json").write_text(json.dumps(bert_config()))
    (path / "1_Pooling/config.json").write_text(json.dumps({"pooling_mode_mean_tokens": True}))
    write_tokenizer(path / "tokenizer.json")
    tensors.save_file(bert_tensors(), path / "model.safetensors")
    return path


def write_static(path: Path) -> Path:
    path.mkdir(parents=True)
    write_tokenizer(path / "tokenizer.json")
    tensors.save_file(
        {"embeddings": numbers(9, len(MARKS) + len(WORDS), WIDTH).astype(np.float16)}, path / "model.safetensors"
    )
    return path


MAKERS = {"bert": write_bert, "static": write_static}


@pytest.fixture(scope="module", params=MAKERS)
def encoder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return encoders.load(MAKERS[request.param](tmp_path_factory.mktemp(request.param) / "model"))


def test_vectors_have_the_length_of_one_and_the_order_of_the_texts(encoder: Encoder) -> None:
    found = encoder.encode(TEXTS)
    assert found.shape == (len(TEXTS), WIDTH)
    assert found.dtype == np.float32
    lengths = np.linalg.norm(found, axis=1)
    assert np.all((abs(lengths - 1) < 1e-6) | (lengths == 0))
    assert np.array_equal(encoder.encode(TEXTS[::-1]), found[::-1])


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, WIDTH)


def test_an_empty_text_does_no_harm(encoder: Encoder) -> None:
    assert np.isfinite(encoder.encode(["", " \n", "\ud800", "\0"])).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS)).map(" ".join)), max_size=6))
def test_a_vector_is_a_function_of_its_text_alone(encoder: Encoder, texts: Sequence[str]) -> None:
    together = encoder.encode(texts)
    assert np.isfinite(together).all()
    for row, text in enumerate(texts):
        assert np.array_equal(encoder.encode([text])[0], together[row])


def test_a_text_is_read_only_as_far_as_the_model_can(encoder: Encoder) -> None:
    long = encoder.encode(["the ferry " * 5_000])
    assert np.isfinite(long).all()


def test_the_static_vector_is_the_mean_of_the_known_tokens(tmp_path: Path) -> None:
    path = write_static(tmp_path / "model")
    table = tensors.load_file(path / "model.safetensors")["embeddings"].astype(np.float64)
    of = {word: table[number] for number, word in enumerate((*MARKS, *WORDS))}
    expected = of["the"] + of["ferry"] + of["##s"]
    found = encoders.load(path).encode(["the quux ferrys"])[0]
    assert np.allclose(found, expected / np.linalg.norm(expected), atol=1e-6)


def test_the_network_is_computed_as_published(tmp_path: Path) -> None:
    found = encoders.load(write_bert(tmp_path / "model")).encode(["the ferry in fog."])[0]
    assert np.allclose(found, slow_bert([2, 16, 4, 1, 9, 17, 3]), atol=1e-5)


def slow_bert(tokens: Sequence[int]) -> npt.NDArray[np.float64]:
    """The same network written down from the paper, number by number."""
    said = {name: tensor.astype(np.float64) for name, tensor in bert_tensors().items()}

    def dense(name: str, states: Any) -> Any:
        return states @ said[f"{name}.weight"].T + said[f"{name}.bias"]

    def normal(name: str, states: Any) -> Any:
        centred = states - states.mean(axis=1, keepdims=True)
        return (
            centred / np.sqrt((centred**2).mean(axis=1, keepdims=True)) * said[f"{name}.weight"] + said[f"{name}.bias"]
        )

    states = said["embeddings.word_embeddings.weight"][list(tokens)]
    states = states + said["embeddings.position_embeddings.weight"][: len(tokens)]
    states = normal("embeddings.LayerNorm", states + said["embeddings.token_type_embeddings.weight"][0])
    for layer in range(N_LAYERS):
        root = f"encoder.layer.{layer}"
        asked, keys, values = (dense(f"{root}.attention.self.{part}", states) for part in ("query", "key", "value"))
        heard = np.zeros_like(states)
        for head in range(N_HEADS):
            own = slice(head * WIDTH // N_HEADS, (head + 1) * WIDTH // N_HEADS)
            weights = np.exp(asked[:, own] @ keys[:, own].T / math.sqrt(WIDTH // N_HEADS))
            heard[:, own] = weights / weights.sum(axis=1, keepdims=True) @ values[:, own]
        states = normal(f"{root}.attention.output.LayerNorm", states + dense(f"{root}.attention.output.dense", heard))
        inner = dense(f"{root}.intermediate.dense", states)
        inner = inner * (0.5 * np.vectorize(math.erfc)(-inner / math.sqrt(2)))
        states = normal(f"{root}.output.LayerNorm", states + dense(f"{root}.output.dense", inner))
    mean = states.mean(axis=0)
    whole: npt.NDArray[np.float64] = mean / np.linalg.norm(mean)
    return whole


def test_the_first_token_stands_for_the_text_where_the_folder_says_so(tmp_path: Path) -> None:
    mean = encoders.load(write_bert(tmp_path / "mean")).encode(["the ferry"])
    first = write_bert(tmp_path / "first")
    (first / "1_Pooling/config.json").write_text(
        json.dumps({"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False})
    )
    assert not np.allclose(encoders.load(first).encode(["the ferry"]), mean)


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff" * 64, b"\0" * 64, b'{"a": ' * 5_000])
def test_a_broken_file_is_named_with_its_folder(tmp_path: Path, kind: str, name: str, content: bytes | None) -> None:
    path = MAKERS[kind](tmp_path / "model")
    (path / name).unlink()
    if content is not None:
        (path / name).write_bytes(content)
    with pytest.raises(SettingsError, match=rf"{path}.*{name}"):
        encoders.load(path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such folder"):
        encoders.load(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("model_type", "t5", "model_type"),
        ("model_type", ["bert"], "model_type"),
        ("hidden_act", "swish", "hidden_act"),
        ("hidden_size", 13, "multiple"),
        ("hidden_size", WIDTH * 2, "shape"),
        ("hidden_size", 10**12, "hidden_size"),
        ("num_hidden_layers", N_LAYERS + 1, "no tensor"),
        ("num_hidden_layers", True, "num_hidden_layers"),
        ("num_hidden_layers", 10**9, "num_hidden_layers"),
        ("intermediate_size", INNER + 1, "shape"),
        ("num_attention_heads", 0, "num_attention_heads"),
        ("layer_norm_eps", "small", "layer_norm_eps"),
        ("position_embedding_type", "relative_key", "position"),
    ],
)
def test_a_configuration_that_does_not_fit_is_refused(tmp_path: Path, name: str, value: object, said: str) -> None:
    path = write_bert(tmp_path / "model")
    (path / "config.json").write_text(json.dumps(bert_config() | {name: value}))
    with pytest.raises(SettingsError, match=said):
        encoders.load(path)


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff", b"[" * 100_000, b" " * (2**20 + 1)])
def test_a_broken_configuration_is_refused(tmp_path: Path, content: bytes) -> None:
    path = write_bert(tmp_path / "model")
    (path / "config.json").write_bytes(content)
    with pytest.raises(SettingsError, match=r"config\.json"):
        encoders.load(path)


@pytest.mark.parametrize(
    ("name", "tensor", "said"),
    [
        ("embeddings.LayerNorm.bias", np.full(WIDTH, np.nan, dtype=np.float32), "not finite"),
        ("embeddings.LayerNorm.bias", np.zeros(WIDTH, dtype=np.int64), "int64"),
        ("embeddings.LayerNorm.bias", np.zeros((WIDTH, 1), dtype=np.float32), "shape"),
        ("embeddings.position_embeddings.weight", np.zeros((3, WIDTH), dtype=np.float32), "3 tokens"),
        ("embeddings.word_embeddings.weight", np.zeros((5, WIDTH), dtype=np.float32), "beyond the 5"),
    ],
)
def test_tensors_that_do_not_fit_are_refused(tmp_path: Path, name: str, tensor: npt.NDArray[Any], said: str) -> None:
    path = write_bert(tmp_path / "model")
    tensors.save_file(bert_tensors() | {name: tensor}, path / "model.safetensors")
    with pytest.raises(SettingsError, match=said):
        encoders.load(path)


@pytest.mark.parametrize(
    "pooling", [{"pooling_mode_max_tokens": True}, {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": True}]
)
def test_a_pooling_that_is_not_understood_is_refused(tmp_path: Path, pooling: dict[str, bool]) -> None:
    path = write_bert(tmp_path / "model")
    (path / "1_Pooling/config.json").write_text(json.dumps(pooling))
    with pytest.raises(SettingsError, match="pooling"):
        encoders.load(path)


def test_a_layer_behind_the_pooling_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    path = write_bert(tmp_path / "model")
    (path / "2_Dense").mkdir()
    with pytest.raises(SettingsError, match="dense layer"):
        encoders.load(path)


def test_a_static_folder_with_more_than_a_table_is_refused(tmp_path: Path) -> None:
    path = write_static(tmp_path / "model")
    tensors.save_file({"embeddings": numbers(1, 40, 4), "weights": numbers(2, 40)}, path / "model.safetensors")
    with pytest.raises(SettingsError, match="weights"):
        encoders.load(path)


@pytest.mark.parametrize("name", ["safetensors", "tokenizers"])
def test_without_the_extra_it_says_what_to_install(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_bert(tmp_path / "model")
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SettingsError, match=r"newswright\[embeddings\]"):
        encoders.load(path)


def test_the_command_line_takes_a_folder(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    row = {
        "id": "r1", "outlet": "Harbour Post", "url": "https://post.example/1", "title": "Ferry in fog",
        "text": "The ferry waits.", "published_at": "2026-11-20T12:00:00Z", "language": "en",
    }  # fmt: skip
    reports.write_text(json.dumps(row))

    def newswright(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "newswright", "cluster", str(reports), *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    plain = newswright()
    helped = newswright("--encoder", str(write_static(tmp_path / "model")), "--encoder-languages", "en,de")
    assert (helped.returncode, helped.stdout) == (0, plain.stdout), helped.stderr
    refused = newswright("--encoder", str(tmp_path / "nowhere"))
    assert refused.returncode != 0
    assert "there is no such folder" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_prefixed_tensors_are_found(tmp_path: Path) -> None:
    plain = write_bert(tmp_path / "plain")
    prefixed = tmp_path / "prefixed"
    shutil.copytree(plain, prefixed)
    tensors.save_file({f"bert.{name}": one for name, one in bert_tensors().items()}, prefixed / "model.safetensors")
    assert np.array_equal(encoders.load(plain).encode(TEXTS), encoders.load(prefixed).encode(TEXTS))
