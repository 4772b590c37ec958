"""Further judges of doubts, from a folder that the operator names. Nothing is downloaded, and nothing needs one.

`load` opens a cross-encoder: a network that reads passages and sentence together and says how likely these bear it out. It needs
the extra, `pip install 'newswright[embeddings]'`; the forward pass itself is numpy.
"""

from pathlib import Path

from newswright.adapters.judges import crossencoder
from newswright.ports import Judge

__all__ = ["load"]


def load(path: Path) -> Judge:
    """Open the cross-encoder in a folder: config.json, tokenizer.json, and model.safetensors; raises SettingsError."""
    return crossencoder.open_folder(path)
