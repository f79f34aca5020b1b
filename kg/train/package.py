"""Completes an exported model: lexicon and `meta.json` with recipe, data, licences, figures and check sums.

`python -m kg.train.package DIR --treebanks DIR… --checkpoint FILE` does it for a model that was exported
before.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from kg.language.loading import load_folder
from kg.language.network import FILES
from kg.train import chains
from kg.train.conllu import read_conllu
from kg.train.figures import figures
from kg.train.lexicon import learn, write

__all__ = ["complete"]

logger = logging.getLogger(__name__)

_SOURCES = Path(__file__).parent / "sources.json"


def complete(output: Path, treebanks: Sequence[Path], checkpoint: Path) -> None:
    """Write `lexicon.json.gz`, `chains.npz` and `meta.json` to the folder of an exported model."""
    sentences = [s for folder in treebanks for s in read_conllu(folder / "train.conllu")]
    write(learn(sentences, _lookups()), output / "lexicon.json.gz")
    meta = output / "meta.json"
    meta.write_text("{}\n", encoding="utf-8")
    chains.write(chains.blank(), output / "chains.npz")
    chains.write(chains.learn(load_folder(output), sentences), output / "chains.npz")
    state = torch.load(checkpoint, weights_only=True)
    content = {
        "name": "kg_en",
        "licence": "CC BY-SA 4.0",
        "data": json.loads(_SOURCES.read_text(encoding="utf-8")),
        "recipe": state["recipe"] | {"epochs_done": state["epoch"]},
        "figures": _figures(output, treebanks),
        "sha256": {name: _sha256(output / name) for name in FILES if name != "meta.json"},
    }
    meta.write_text(
        json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )
    logger.info("figures: %s", json.dumps(content["figures"]))


def _figures(output: Path, treebanks: Sequence[Path]) -> dict[str, dict[str, float]]:
    nlp = load_folder(output)
    parts = [(folder, part) for folder in treebanks for part in ("dev", "test")]
    trees = {f"{folder.name}/{part}": folder / f"{part}.conllu" for folder, part in parts}
    names = {
        f"uner/{folder.name}/test": folder.parent / "uner" / f"{folder.name}_test.iob2"
        for folder in treebanks
    }
    return figures(
        nlp,
        {name: path for name, path in trees.items() if path.exists()},
        {name: path for name, path in names.items() if path.exists()},
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _lookups() -> dict[str, Any] | None:
    """Return the English lemma tables of `spacy-lookups-data`, None where it is not installed."""
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "data"
    tables = {}
    for name in ("lemma_index", "lemma_exc"):
        with gzip.open(folder / f"en_{name}.json.gz", "rt", encoding="utf-8") as file:
            tables[name] = json.load(file)
    return tables


def main(arguments: Sequence[str] | None = None) -> int:
    """Complete the model that the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.package", description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--treebanks", type=Path, nargs="+", required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    complete(options.output, options.treebanks, options.checkpoint)
    return 0


if __name__ == "__main__":
    sys.exit(main())
