"""Sentence encoders, from a folder that the operator names. Nothing is downloaded, and nothing needs one.

`load` looks at the folder: one with the layers of a BERT is a sentence model (`bert`), one with a single table of vectors a
static one (`static`). Both need the extra: `pip install 'newswright[embeddings]'`; the forward pass itself is numpy.
"""

from pathlib import Path

from newswright.adapters.encoders import bert, static
from newswright.adapters.encoders.folder import ModelFolder
from newswright.ports import Encoder

__all__ = ["load"]


def load(path: Path) -> Encoder:
    """Open the encoder in a folder: config.json, tokenizer.json, and model.safetensors; raises SettingsError."""
    folder = ModelFolder(path)
    return static.StaticEncoder(folder) if static.is_static(folder) else bert.BertEncoder(folder)
