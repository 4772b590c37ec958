"""A folder with a model: its configuration, its tensors, its tokenizer, each checked as it is read."""

import hashlib
import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt

from newswright.errors import SettingsError

Floats = npt.NDArray[np.float32]

_MOST_CONFIG_BYTES = 2**20  # what is published takes a few thousand
_MOST_TOKENIZER_BYTES = 2**26  # the largest vocabularies in use take some 20 million
_MOST_TENSOR_BYTES = 2**32  # a model of a thousand million float32 numbers is no longer one for a CPU
_KINDS = "a BERT-like sentence model or a static table of vectors is expected (docs/configuration.md)"


class ModelFolder:
    """Reads what stands in the folder. Every complaint is a SettingsError that names the folder, the fault, and what to do."""

    def __init__(self, path: Path, *, what: str = "encoder", kinds: str = _KINDS) -> None:
        self.path, self._what, self._kinds = path, what, kinds
        if not path.is_dir():
            self.refuse(
                "there is no such folder", "name a folder with config.json, tokenizer.json and model.safetensors"
            )
        self._extra("tokenizers")
        self._tensors = self._open()

    def refuse(self, fault: str, remedy: str) -> NoReturn:
        """Raise the SettingsError that says what is wrong with this folder, and what to do."""
        raise SettingsError(f"the {self._what} in {self.path}: {fault}; {remedy}")

    def config(self, name: str) -> dict[str, Any]:
        """Read a JSON object; one that is absent is empty."""
        path = self.path / name
        if not path.is_file():
            return {}
        try:
            if path.stat().st_size > _MOST_CONFIG_BYTES:
                self.refuse(f"{name} is over {_MOST_CONFIG_BYTES:,} bytes", _AGAIN)
            said = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            self.refuse(f"{name} cannot be read ({error})", _AGAIN)
        if not isinstance(said, dict):
            self.refuse(f"{name} is no JSON object", _AGAIN)
        return said

    @property
    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """The tensors' names with their shapes."""
        return {name: tuple(self._tensors.get_slice(name).get_shape()) for name in self._tensors.keys()}  # noqa: SIM118 - no mapping

    def tensor(self, name: str, shape: tuple[int | None, ...]) -> Floats:
        """Read a tensor as float32; None in the shape is any length."""
        known = self.shapes
        if name not in known:
            self.refuse(f"model.safetensors has no tensor {name!r}", self._kinds)
        found = known[name]
        if len(found) != len(shape) or any(n is not None and n != m for n, m in zip(shape, found, strict=True)):
            wanted = tuple("any" if n is None else n for n in shape)
            self.refuse(f"tensor {name!r} has the shape {found}, not {wanted}", _AGAIN)
        try:
            tensor = np.asarray(self._tensors.get_tensor(name))
        except (TypeError, ValueError, AttributeError) as error:  # bfloat16, which numpy does not know
            self.refuse(f"tensor {name!r} cannot be read ({error})", "convert the model to float32 or float16")
        if tensor.dtype.kind != "f":
            self.refuse(f"tensor {name!r} holds {tensor.dtype}, not floating point numbers", _AGAIN)
        numbers = np.ascontiguousarray(tensor, dtype=np.float32)
        if not np.isfinite(numbers).all():
            self.refuse(f"tensor {name!r} holds numbers that are not finite", _AGAIN)
        return numbers

    def tokenizer(self, n_vectors: int, n_tokens: int | None = None) -> "Tokenizer":
        """Open the tokenizer, for texts of `n_tokens` at most; every token has to have one of the `n_vectors`."""
        path = self.path / "tokenizer.json"
        if not path.is_file():
            self.refuse("tokenizer.json is missing", "use a model that comes with a fast tokenizer")
        if path.stat().st_size > _MOST_TOKENIZER_BYTES:
            self.refuse(f"tokenizer.json is over {_MOST_TOKENIZER_BYTES:,} bytes", _AGAIN)
        try:
            made = self._extra("tokenizers").Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises plain Exceptions
            self.refuse(f"tokenizer.json cannot be read ({error})", _AGAIN)
        if made.get_vocab_size() == 0 or max(made.get_vocab().values()) >= n_vectors:
            self.refuse(f"tokenizer.json has tokens beyond the {n_vectors:,} that have vectors", _SAME)
        return Tokenizer(made, n_tokens)

    def digest(self) -> str:
        """The SHA-256 of all that decides what the model says: its configuration, its tokenizer, its tensors."""
        found = hashlib.sha256()
        for name in ("config.json", "tokenizer.json", "model.safetensors"):
            with (self.path / name).open("rb") as file:
                found.update(hashlib.file_digest(file, "sha256").digest())
        return f"sha256:{found.hexdigest()}"

    def _open(self) -> Any:
        path = self.path / "model.safetensors"
        library = self._extra("safetensors")
        if not path.is_file():
            self.refuse(
                "model.safetensors is missing", "convert the model, or use one that is published in that format"
            )
        if path.stat().st_size > _MOST_TENSOR_BYTES:
            self.refuse(f"model.safetensors is over {_MOST_TENSOR_BYTES:,} bytes", "use a smaller model")
        try:
            return library.safe_open(str(path), framework="numpy")
        except (library.SafetensorError, OSError) as error:
            self.refuse(f"model.safetensors cannot be read ({error})", _AGAIN)

    def _extra(self, name: str) -> ModuleType:
        try:
            return importlib.import_module(name)
        except ImportError:
            self.refuse(
                f"the library {name} is not installed", "install the extra: pip install 'newswright[embeddings]'"
            )


class Tokenizer:
    """Cuts texts into the numbers of their tokens."""

    def __init__(self, made: Any, n_tokens: int | None) -> None:
        self._made, self._n_tokens = made, n_tokens
        self._made.no_padding()
        if n_tokens is None:
            self._made.no_truncation()
        else:
            self._made.enable_truncation(n_tokens)

    def numbers(self, text: str, *, has_marks: bool) -> list[int]:
        """Number the tokens of a text, with the marks of its beginning and end or without."""
        # A lone surrogate, which JSON can carry, is nothing that the library could take.
        clean = text.encode("utf-8", "replace").decode("utf-8")
        numbers: list[int] = self._made.encode(clean, add_special_tokens=has_marks).ids
        return numbers

    def pairs(self, first: str, second: str) -> list[tuple[list[int], list[int]]]:
        """Number the tokens of a pair of texts with the marks between them, and say which side each is of, 0 or 1.

        Where the pair is too long, the first text is cut into overlapping parts, each paired with the whole second; there is none
        where the second alone is too long.
        """
        clean_first, clean_second = (text.encode("utf-8", "replace").decode("utf-8") for text in (first, second))
        n_second = len(self._made.encode(clean_second, add_special_tokens=False).ids)
        room = (self._n_tokens or n_second) - n_second - self._made.num_special_tokens_to_add(is_pair=True)
        if self._n_tokens is not None:
            if room < _FEWEST_BESIDE:
                return []
            self._made.enable_truncation(self._n_tokens, stride=room // 3, strategy="only_first")
        made = self._made.encode(clean_first, clean_second)
        return [(part.ids, part.type_ids) for part in (made, *made.overflowing)]

    def number_of(self, token: str | None) -> int | None:
        """Look one token up."""
        number: int | None = None if token is None else self._made.token_to_id(token)
        return number

    @property
    def unknown(self) -> int | None:
        """The number of the token that stands for what is unknown, if there is one."""
        return self.number_of(getattr(self._made.model, "unk_token", None))


_AGAIN = "fetch the folder again from where it is published"
_SAME = "take tokenizer.json and model.safetensors from the same model"
_FEWEST_BESIDE = 32  # tokens of the first text beside the second: less holds no sentence
