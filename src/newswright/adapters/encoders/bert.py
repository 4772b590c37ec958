"""A sentence encoder of the BERT family, in numpy: tokens, layers of attention, the mean over the tokens, the length of 1.

One text at a time and without padding, so that a text's vector is a function of the text alone, in whatever company it is
encoded: on a CPU, matrices of a hundred tokens are large enough already (docs/log.md).

Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers" (2019); Reimers and Gurevych, "Sentence-BERT" (2019).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from newswright.adapters.encoders.folder import Floats, ModelFolder
from newswright.adapters.encoders.static import unit

_OFFSETS = {"bert": 0, "xlm-roberta": 2, "roberta": 2, "camembert": 2}  # where the positions of texts begin
_MOST_TOKENS = 256  # of a text, where the folder does not say fewer: the cost grows with them


class BertEncoder:
    """Reads a text through the network's layers."""

    def __init__(self, folder: ModelFolder) -> None:
        self._is_first = _is_first(folder)
        self._network = Network(folder)
        n_tokens = min(_max_tokens(folder), self._network.n_places)
        if n_tokens < _FEWEST_TOKENS:
            folder.refuse(f"it reads {n_tokens} tokens at most", "use a model for whole sentences")
        self._tokenizer = folder.tokenizer(self._network.n_words, n_tokens)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return unit vectors, (n, d) float32, in the order of `texts`; a text without tokens has the zero vector."""
        found = np.zeros((len(texts), self._network.width), dtype=np.float32)
        for row, text in enumerate(texts):
            numbers = self._tokenizer.numbers(text, has_marks=True)
            if numbers:
                states = self._network.read(numbers)
                found[row] = states[0] if self._is_first else states.mean(axis=0)
        return unit(found)


class Network:
    """The network itself, from the numbers of tokens to the states of the last layer: also for judges of pairs of texts."""

    def __init__(self, folder: ModelFolder) -> None:
        shape = _shape_of(folder)
        self.kind, self.width = shape.kind, shape.width
        prefix = "" if "embeddings.word_embeddings.weight" in folder.shapes else f"{shape.kind.split('-')[-1]}."
        root = f"{prefix}embeddings"
        self._words = folder.tensor(f"{root}.word_embeddings.weight", (None, shape.width))
        places = folder.tensor(f"{root}.position_embeddings.weight", (None, shape.width))
        self._places = places[_OFFSETS[shape.kind] :]
        self._sides = folder.tensor(f"{root}.token_type_embeddings.weight", (None, shape.width))
        self._norm = _Norm.of(folder, f"{root}.LayerNorm", shape)
        self._layers = [_Layer(folder, f"{prefix}encoder.layer.{number}", shape) for number in range(shape.n_layers)]

    @property
    def n_words(self) -> int:
        """How many tokens have a vector."""
        return len(self._words)

    @property
    def n_places(self) -> int:
        """How many tokens can be read at once."""
        return len(self._places)

    def read(self, numbers: Sequence[int], sides: Sequence[int] | None = None) -> Floats:
        """The states of the last layer, (tokens, width). `sides`, 0 or 1, tell the two texts of a pair apart, where the network
        was taught to."""
        told = self._sides[:1] if sides is None or len(self._sides) < 2 else self._sides[list(sides)]
        states = self._norm(self._words[list(numbers)] + (self._places[: len(numbers)] + told))
        for layer in self._layers:
            states = layer(states)
        return states


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """What config.json says."""

    kind: str
    width: int
    inner: int
    n_layers: int
    n_heads: int
    epsilon: float
    activation: str


def _shape_of(folder: ModelFolder) -> _Shape:
    said = folder.config("config.json")
    kind, activation = (str(said.get(name)) for name in ("model_type", "hidden_act"))
    if kind not in _OFFSETS:
        folder.refuse(f"its model_type is {kind!r}", f"use one of: {', '.join(_OFFSETS)}, or a static model")
    if said.get("position_embedding_type", "absolute") != "absolute":
        folder.refuse("its position embeddings are not absolute", "use one where they are")
    if activation not in _ACTIVATIONS:
        folder.refuse(f"its hidden_act is {activation!r}", f"use a model with one of: {', '.join(_ACTIVATIONS)}")
    width, n_heads = _whole(folder, "hidden_size", 8_192), _whole(folder, "num_attention_heads", 256)
    if width % n_heads:
        folder.refuse(f"hidden_size {width} is not a multiple of its {n_heads} heads", _PUBLISHED)
    epsilon = said.get("layer_norm_eps", 1e-12)
    if not isinstance(epsilon, float) or not 0 <= epsilon < 1:
        folder.refuse(f"its layer_norm_eps is {epsilon!r}", _PUBLISHED)
    return _Shape(
        kind=kind,
        width=width,
        inner=_whole(folder, "intermediate_size", 65_536),
        n_layers=_whole(folder, "num_hidden_layers", 128),
        n_heads=n_heads,
        epsilon=epsilon,
        activation=activation,
    )


def _whole(folder: ModelFolder, name: str, most: int) -> int:
    value = folder.config("config.json").get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        folder.refuse(f"its {name} is {value!r}, not a whole number from 1 to {most:,}", _PUBLISHED)
    return value


def _is_first(folder: ModelFolder) -> bool:
    """Read how a text's vector is made of its tokens' states, where a sentence-transformers folder says so."""
    if any((folder.path / name).is_dir() for name in ("2_Dense", "3_Dense")):
        folder.refuse("it has a dense layer behind its pooling, which is not understood", "use a model without one")
    said = folder.config("1_Pooling/config.json")
    modes = {name for name, is_on in said.items() if name.startswith("pooling_mode_") and is_on is True}
    if len(modes) > 1 or not modes <= {"pooling_mode_mean_tokens", "pooling_mode_cls_token"}:
        folder.refuse(f"its pooling is {', '.join(sorted(modes))}", "use a model with mean or first-token pooling")
    return "pooling_mode_cls_token" in modes


def _max_tokens(folder: ModelFolder) -> int:
    said = folder.config("sentence_bert_config.json").get("max_seq_length")
    return min(said, _MOST_TOKENS) if isinstance(said, int) and said > 0 else _MOST_TOKENS


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A dense layer: states times weights, and a bias."""

    weights: Floats  # (from, to)
    bias: Floats

    @classmethod
    def of(cls, folder: ModelFolder, name: str, n_from: int, n_to: int) -> "Linear":
        """Read it from a folder; refuse one of another shape."""
        weights = folder.tensor(f"{name}.weight", (n_to, n_from))
        return cls(np.ascontiguousarray(weights.T), folder.tensor(f"{name}.bias", (n_to,)))

    def __call__(self, states: Floats) -> Floats:
        found: Floats = states @ self.weights
        found += self.bias
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _Norm:
    weights: Floats
    bias: Floats
    epsilon: float

    @classmethod
    def of(cls, folder: ModelFolder, name: str, shape: _Shape) -> "_Norm":
        weights, bias = (folder.tensor(f"{name}.{part}", (shape.width,)) for part in ("weight", "bias"))
        return cls(weights, bias, shape.epsilon)

    def __call__(self, states: Floats) -> Floats:
        states -= states.mean(axis=-1, keepdims=True)
        states /= np.sqrt(np.square(states).mean(axis=-1, keepdims=True) + np.float32(self.epsilon))
        states *= self.weights
        states += self.bias
        return states


class _Layer:
    def __init__(self, folder: ModelFolder, name: str, shape: _Shape) -> None:
        width = shape.width
        self._n_heads = shape.n_heads
        parts = [Linear.of(folder, f"{name}.attention.self.{part}", width, width) for part in ("query", "key", "value")]
        self._asked = Linear(
            np.ascontiguousarray(np.concatenate([part.weights for part in parts], axis=1)),
            np.concatenate([part.bias for part in parts]),
        )
        self._heard = Linear.of(folder, f"{name}.attention.output.dense", width, width)
        self._norm_heard = _Norm.of(folder, f"{name}.attention.output.LayerNorm", shape)
        self._widened = Linear.of(folder, f"{name}.intermediate.dense", width, shape.inner)
        self._narrowed = Linear.of(folder, f"{name}.output.dense", shape.inner, width)
        self._norm = _Norm.of(folder, f"{name}.output.LayerNorm", shape)
        self._activate = _ACTIVATIONS[shape.activation]

    def __call__(self, states: Floats) -> Floats:
        n_tokens, width = states.shape
        asked = self._asked(states).reshape(n_tokens, 3, self._n_heads, -1)
        queries, keys, values = asked.transpose(1, 2, 0, 3)  # (heads, tokens, width / heads) each
        scores = queries @ keys.transpose(0, 2, 1)
        scores *= np.float32(1 / math.sqrt(width // self._n_heads))
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        heard = np.asarray((scores @ values).transpose(1, 0, 2), dtype=np.float32).reshape(n_tokens, width)
        states = self._norm_heard(self._heard(heard) + states)
        return self._norm(self._narrowed(self._activate(self._widened(states))) + states)


_REACH, _FINENESS = 6.0, 1 << 14  # the normal distribution is told from -6 to 6, in steps of 1 / 16,384


def _gelu(values: Floats) -> Floats:
    """x times the share of a normal distribution below x, looked up: numpy has no error function, and a table is quicker."""
    places = (np.clip(values, -_REACH, _REACH) * np.float32(_FINENESS) + np.float32(_REACH * _FINENESS + 0.5)).astype(
        np.int32
    )
    return np.asarray(values * np.take(_normal(), places), dtype=np.float32)


@lru_cache(maxsize=1)
def _normal() -> Floats:
    steps = np.arange(round(2 * _REACH * _FINENESS) + 1) / _FINENESS - _REACH
    return np.array([0.5 * math.erfc(-step / math.sqrt(2)) for step in steps.tolist()], dtype=np.float32)


def _gelu_by_tanh(values: Floats) -> Floats:
    inner = np.float32(math.sqrt(2 / math.pi)) * (values + np.float32(0.044715) * values**3)
    return np.asarray(np.float32(0.5) * values * (np.float32(1) + np.tanh(inner)), dtype=np.float32)


def _relu(values: Floats) -> Floats:
    return np.maximum(values, 0, out=values)


_ACTIVATIONS = {"gelu": _gelu, "gelu_new": _gelu_by_tanh, "gelu_pytorch_tanh": _gelu_by_tanh, "relu": _relu}
_FEWEST_TOKENS = 8
_PUBLISHED = "fetch the folder again from where it is published"
