"""A cross-encoder of the BERT family, in numpy: passages and sentence go through the network as one text, and a head says how
likely the one bears out the other. As models of entailment (NLI) and for checking facts are published (MiniCheck: Tang et al.
2024).

One pair at a time and without padding, so that what is said of a sentence is a function of it and its passages alone. Passages
that are too long are read in overlapping windows, and the best window counts: a sentence needs to be borne out once.
"""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from newswright.adapters.encoders.bert import Linear, Network
from newswright.adapters.encoders.folder import ModelFolder
from newswright.records.drafts import Doubt

# What a label is called that says that the one text bears out the other, and those that say that it does not.
_YES = frozenset({"entailment", "entailed", "entails", "supported", "support", "supports", "consistent", "faithful"})
_NO = frozenset(
    {
        "contradiction", "contradictory", "neutral", "not_entailment", "not_entailed", "non_entailment", "unsupported",
        "not_supported", "refuted", "refutes", "not_enough_info", "inconsistent", "not_consistent", "unfaithful", "hallucinated",
    }
)  # fmt: skip
_MOST_TOKENS = 512  # of a pair: what such models are taught with
_MOST_WINDOWS = 8  # of one sentence's passages: some 3,000 words, which is more than a story's sentence ever cites
_FEWEST_TOKENS = 64


def open_folder(path: Path) -> "CrossEncoder":
    """Open and check a folder; raises SettingsError."""
    return CrossEncoder(ModelFolder(path, what="judge", kinds=_KINDS))


class CrossEncoder:
    """Judges doubts by a network. `name` is its folder's, `version` the digest of all that it is made of."""

    def __init__(self, folder: ModelFolder) -> None:
        self._yes, n_labels = _labels(folder)
        self._network = Network(folder)
        n_tokens = min(_MOST_TOKENS, self._network.n_places)
        if n_tokens < _FEWEST_TOKENS:
            folder.refuse(f"it reads {n_tokens} tokens at most", "use a model for passages and sentences")
        self._tokenizer = folder.tokenizer(self._network.n_words, n_tokens)
        self._dense, self._out = _head(folder, self._network, n_labels)
        self._name, self._version = folder.path.resolve().name, folder.digest()

    @property
    def name(self) -> str:
        """The folder's name."""
        return self._name

    @property
    def version(self) -> str:
        """The digest of configuration, tokenizer and weights."""
        return self._version

    def probabilities(self, doubts: Sequence[Doubt]) -> list[float | None]:
        """How likely each sentence's passages bear it out, in [0, 1]; None for a sentence too long to be read."""
        return [self._probability("\n".join(e.text for e in doubt.passages), doubt.text) for doubt in doubts]

    def _probability(self, passages: str, sentence: str) -> float | None:
        windows = self._tokenizer.pairs(passages, sentence)[:_MOST_WINDOWS]
        return max((self._read(numbers, sides) for numbers, sides in windows), default=None)

    def _read(self, numbers: Sequence[int], sides: Sequence[int]) -> float:
        first = self._network.read(numbers, sides)[:1]
        logits = self._out(np.tanh(self._dense(first)))[0].astype(np.float64)
        if len(logits) == 1:
            return 1 / (1 + math.exp(-min(max(float(logits[0]), -_FARTHEST), _FARTHEST)))
        likely = np.exp(logits - logits.max())
        return float(likely[self._yes] / likely.sum())


def _labels(folder: ModelFolder) -> tuple[int, int]:
    """Which label says yes, and how many there are. A head whose labels are not known is refused: a guess could turn it round."""
    said = folder.config("config.json").get("id2label")
    if not isinstance(said, dict) or not said:
        folder.refuse("its config.json has no id2label", _LABEL_THEM)
    if sorted(said) != sorted(str(n) for n in range(len(said))):
        folder.refuse(f"its id2label has the numbers {', '.join(sorted(map(str, said)))[:80]}", _LABEL_THEM)
    names = [str(said[str(n)]).strip().casefold().replace("-", "_").replace(" ", "_") for n in range(len(said))]
    yes = [n for n, name in enumerate(names) if name in _YES]
    unknown = [name for name in names if name not in _YES | _NO]
    if unknown or len(yes) != 1:
        folder.refuse(f"its labels are {', '.join(names)[:120]}", _LABEL_THEM)
    return yes[0], len(names)


def _head(folder: ModelFolder, network: Network, n_labels: int) -> tuple[Linear, Linear]:
    """The two layers above the first token's state, by the names under which BERT and RoBERTa are published."""
    width = network.width
    if network.kind != "bert":
        dense = Linear.of(folder, "classifier.dense", width, width)
        return dense, Linear.of(folder, "classifier.out_proj", width, n_labels)
    prefix = "bert." if "bert.pooler.dense.weight" in folder.shapes else ""
    dense = Linear.of(folder, f"{prefix}pooler.dense", width, width)
    return dense, Linear.of(folder, "classifier", width, n_labels)


_FARTHEST = 700.0  # of a logit: the exponential of more is no float
_KINDS = "a sequence classifier of the BERT or RoBERTa family is expected (docs/models.md)"
_LABEL_THEM = (
    "name them in config.json, such as {'0': 'unsupported', '1': 'supported'} or with 'entailment', 'neutral' and "
    "'contradiction', if its makers say which is which; a model that says how alike or relevant texts are is none for this"
)
