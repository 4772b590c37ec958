"""A static encoder: each token has one vector, and a text is the mean of its tokens'. As model2vec and wordllama publish them."""

from collections.abc import Sequence

import numpy as np

from newswright.adapters.encoders.folder import Floats, ModelFolder

_TABLES = ("embeddings", "embedding.weight")  # what the table of vectors is called
_MOST_TOKENS = 512  # of a text; the mean changes little after that


def is_static(folder: ModelFolder) -> bool:
    """Say whether a folder holds a table of vectors, and not the layers of a network."""
    return any(name in folder.shapes for name in _TABLES)


class StaticEncoder:
    """Looks vectors up, and takes their mean."""

    def __init__(self, folder: ModelFolder) -> None:
        name = next(name for name in _TABLES if name in folder.shapes)
        self._vectors = folder.tensor(name, (None, None))
        if not self._vectors.size:
            folder.refuse("the table of vectors is empty", "fetch the folder again from where it is published")
        if unread := folder.shapes.keys() & {"mapping", "weights"}:
            folder.refuse(
                f"tensor {min(unread)!r} is not understood", "use a model without it: one vector for each token"
            )
        self._tokenizer = folder.tokenizer(len(self._vectors), _MOST_TOKENS)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return unit vectors, (n, d) float32, in the order of `texts`; a text without known tokens has the zero vector."""
        found = np.zeros((len(texts), self._vectors.shape[1]), dtype=np.float32)
        unknown = self._tokenizer.unknown
        for row, text in enumerate(texts):
            numbers = [number for number in self._tokenizer.numbers(text, has_marks=False) if number != unknown]
            if numbers:
                found[row] = self._vectors[numbers].mean(axis=0, dtype=np.float64)
        return unit(found)


def unit(vectors: Floats) -> Floats:
    """Bring vectors, (n, d), to the length of 1; the zero vector stays."""
    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1, keepdims=True)
    found: Floats = (vectors / np.maximum(lengths, _SHORTEST)).astype(np.float32)
    return found


_SHORTEST = 1e-30
