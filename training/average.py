"""Average the weights of models that were trained apart from one start: the mean is often right where each errs.

usage: python -m training.average OUT MODEL MODEL ... [--shares S S ...] [--words-of MODEL]
Each MODEL is a folder that training.train wrote, all of one shape; OUT gets the first one's files and the mean weights.
--shares weighs them (the default: alike); --words-of takes the table of words from another model, for two to share it.
The idea: Wortsman et al., Model soups (2022), https://arxiv.org/abs/2203.05482
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

from safetensors.torch import load_file, save_file

WEIGHTS, WORDS = "model.safetensors", "word_embeddings"


def main() -> None:
    """Write the mean of the models."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="+")
    parser.add_argument("--words-of", type=Path)
    args = parser.parse_args()
    average(args.out, args.models, shares=args.shares or [1 / len(args.models)] * len(args.models), words=args.words_of)


def average(out: Path, models: Sequence[Path], *, shares: Sequence[float], words: Path | None = None) -> None:
    """Write the mean of the weights of `models`, by their `shares`, to the folder `out`.

    The table of words is that of the model `words`, where one is given. Raises ValueError for models of several shapes.
    """
    weights = [load_file(model / WEIGHTS) for model in models]
    shapes = [{name: tensor.shape for name, tensor in one.items()} for one in weights]
    if any(shape != shapes[0] for shape in shapes):
        raise ValueError(f"{', '.join(map(str, models))}: not all of one shape; average trainings of one recipe")
    out.mkdir(parents=True, exist_ok=True)
    for file in models[0].iterdir():
        if file.is_file():
            shutil.copy(file, out)
    mean = {
        name: sum(share * one[name].float() for share, one in zip(shares, weights, strict=True)).to(tensor.dtype)
        for name, tensor in weights[0].items()
    }
    if words is not None:
        mean |= {name: table for name, table in load_file(words / WEIGHTS).items() if WORDS in name}
    save_file(mean, out / WEIGHTS, {"format": "pt"})
