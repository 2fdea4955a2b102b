"""Average the weights of models that were trained apart from one start: the mean is often right where each errs.

usage: python -m training.average OUT MODEL MODEL ...
Each MODEL is a folder that training.train wrote, all of one shape; OUT gets the first one's files and the mean weights.
The idea: Wortsman et al., Model soups (2022), https://arxiv.org/abs/2203.05482
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

from safetensors.torch import load_file, save_file

WEIGHTS = "model.safetensors"


def main() -> None:
    """Write the mean of the models."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    args = parser.parse_args()
    average(args.out, args.models)


def average(out: Path, models: Sequence[Path]) -> None:
    """Write the mean of the weights of `models` to the folder `out`. Raises ValueError for models of several shapes."""
    weights = [load_file(model / WEIGHTS) for model in models]
    shapes = [{name: tensor.shape for name, tensor in one.items()} for one in weights]
    if any(shape != shapes[0] for shape in shapes):
        raise ValueError(f"{', '.join(map(str, models))}: not all of one shape; average trainings of one recipe")
    out.mkdir(parents=True, exist_ok=True)
    for file in models[0].iterdir():
        if file.is_file():
            shutil.copy(file, out)
    mean = {name: sum(one[name].float() for one in weights) / len(weights) for name in shapes[0]}
    save_file({n: t.to(weights[0][n].dtype) for n, t in mean.items()}, out / WEIGHTS, {"format": "pt"})
