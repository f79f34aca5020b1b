"""`python -m kg.train --treebanks DIR… --names DIR --output DIR`: make the shipped model again in one
command.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from kg.language.pieces import WordPieceTokenizer
from kg.train.conllu import Sentence, add_names, add_types, read_conllu, read_iob2, read_marked, read_offsets
from kg.train.encoder import encoder_folder
from kg.train.evaluation import evaluate
from kg.train.examples import Inventory, held_back, without_chains
from kg.train.export import export
from kg.train.network import Size
from kg.train.package import complete
from kg.train.training import Recipe, Trainer

_OWN = Path(__file__).parent / "data"
"""Names that were annotated for kg: its README tells how."""

_LONGEST = 120
"""Words of the longest sentence that is trained on."""

_TINY = Size(layers=1, width=32, attention_heads=2, inner=32, positions=512, arc=16, dep=8)


def read_training(treebanks: Sequence[Path], names: Path | None) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences to use in every epoch, and those of which a third is used.

    Beside a treebank's folder the names of its dev part may stand in `uner/NAME_dev.iob2`; they are
    trained on. Names and types of a treebank's training part may stand in `data/NAME_train_names.tsv` and
    `data/NAME_train_types.tsv`.
    """
    sentences: list[Sentence] = []
    sampled: list[Sentence] = []
    for folder in treebanks:
        part = list(read_conllu(folder / "train.conllu"))
        if (own := _OWN / f"{folder.name}_train_names.tsv").exists():
            add_names(part, own)
        if (own := _OWN / f"{folder.name}_train_types.tsv").exists():
            add_types(part, own)
        sentences.extend(part)
    for folder in treebanks:
        if (uner := folder.parent / "uner" / f"{folder.name}_dev.iob2").exists():
            sentences.extend(read_iob2(uner))
    sentences.extend(read_marked(_OWN / "news_names.txt"))
    if names is not None:
        sentences.extend(read_iob2(names / "wikigold.iob2"))
        sentences.extend(read_offsets(names / "re3d.jsonl"))
        sampled.extend(read_iob2(names / "sec_filings.iob2", unsure=("PER",)))
        sampled.extend(read_iob2(names / "wnut17_train.iob2"))
        sampled.extend(read_iob2(names / "wnut17_dev.iob2"))
    return [s for s in sentences if len(s.words) <= _LONGEST], [
        s for s in sampled if len(s.words) <= _LONGEST
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, export and evaluate as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    parser.add_argument(
        "--treebanks", type=Path, nargs="+", required=True, help="folders with train and dev .conllu"
    )
    parser.add_argument(
        "--names",
        type=Path,
        help="folder with wikigold, wnut17_train, wnut17_dev, sec_filings (.iob2) and re3d.jsonl",
    )
    parser.add_argument("--output", type=Path, required=True, help="folder of the exported model")
    parser.add_argument("--work", type=Path, default=Path("output/train"), help="folder of the checkpoints")
    parser.add_argument(
        "--start", type=Path, help="folder of an exported model to go on from (default: the bare encoder)"
    )
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--half", action="store_true", help="multiply in bfloat16: faster where the CPU can")
    parser.add_argument(
        "--tiny", action="store_true", help="a tiny encoder without weights, to try the command"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    torch.set_num_threads(options.threads)
    _make(options)
    return 0


def _make(options: argparse.Namespace) -> None:
    sentences, sampled = read_training(options.treebanks, options.names)
    folder = encoder_folder()
    trainer = Trainer(
        WordPieceTokenizer(folder / "tokenizer.json"),
        Inventory.of(sentences),
        Recipe(
            epochs=options.epochs,
            seed=options.seed,
            half=options.half,
            started_from=options.start.name if options.start else "",
        ),
        size=_TINY if options.tiny else None,
        encoder=None if options.tiny else folder / "model.safetensors",
    )
    if options.start is not None:
        trainer.start(options.start)
    held_out = {part.name: list(read_conllu(part / "dev.conllu")) for part in options.treebanks}

    def after_epoch(now: Trainer) -> dict[str, dict[str, float]]:
        return {
            name: evaluate(now.average, part, now.tokenizer, now.inventory, now.table)
            for name, part in held_out.items()
        }

    trainer.run(without_chains(sentences, held_back(sentences)), sampled, options.work, after_epoch)
    export(options.work / "last.pt", folder / "tokenizer.json", options.output)
    complete(options.output, options.treebanks, options.work / "last.pt")


if __name__ == "__main__":
    sys.exit(main())
