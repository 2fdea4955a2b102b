"""Turn a trained model into the shipped one: rounded weights, ONNX, a temperature, a card.

usage: python -m training.export {judge,aligner} [--model DIR] [--calibrate FILE.jsonl.gz ...] [-o models/judge.json]
Weights are rounded to eight bits a channel and multiplied in 32-bit floats. The table of words is one file for
both models (what goes on from the judge is trained with its table held still), in one folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from scipy.optimize import minimize_scalar
from sentence_transformers import CrossEncoder

from factcheck.models.classifiers import OnnxClassifier, shipped_card
from training.sets import Pair, read_pairs
from training.train import MAX_TOKENS, RECIPES

_STEPS = 127  # of eight bits, on either side of zero
_SMALL = 4096  # numbers in a tensor below which rounding saves nothing
WORDS = "words.bin"  # the table of words of both models
TOKENIZER = "tokenizer.json"


def main() -> None:
    """Write the shipped files of one model and say how far they are from the trained one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("role", choices=RECIPES)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--calibrate", type=Path, nargs="*", default=[], help="pairs that the model was not trained on")
    parser.add_argument("-o", "--out", type=Path)
    args = parser.parse_args()
    source = args.model or Path("build/training") / args.role
    card = args.out or shipped_card(args.role)
    pairs = [pair for path in args.calibrate for pair in read_pairs(path)]
    trained = CrossEncoder(str(source), device="cpu")
    sample = [(p.a, p.b) for p in pairs[:200]] or [("Five people were killed.", "Officials put the dead at six.")]
    before = trained.predict(sample, activation_fn=torch.nn.Softmax(dim=1))
    export(trained, card, classes=RECIPES[args.role].classes)
    after = trained.predict(sample, activation_fn=torch.nn.Softmax(dim=1))
    shipped = OnnxClassifier(card).classify(sample)
    moved = abs(after - before)
    print(f"{args.role}: rounding moves a probability by up to {moved.max():.4f}, mean {moved.mean():.5f}")
    print(f"{args.role}: onnxruntime differs from torch, both rounded, by up to {abs(shipped - after).max():.1e}")
    if pairs:
        calibrate(card, pairs)
    print(f"all models: {sum(p.stat().st_size for p in card.parent.iterdir()) / 1e6:.1f} MB")


def export(model: CrossEncoder, card: Path, *, classes: Sequence[str]) -> None:
    """Write `model` beside its `card`, its weights rounded in place; the temperature is 1 until calibrated."""
    round_weights(model)
    folder = card.parent
    folder.mkdir(parents=True, exist_ok=True)
    network = card.with_suffix(".onnx")
    graph = _graph(model, folder)
    _store_rounded(graph)
    _put_words_apart(graph, folder / WORDS)
    onnx.save_model(graph, network)
    model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
    parts = (network, folder / WORDS, folder / TOKENIZER)
    _write(
        card,
        {
            "name": f"factcheck-{card.stem}",
            "classes": list(classes),
            "max_tokens": MAX_TOKENS,
            "temperature": 1.0,
            "network": network.name,
            "tokenizer": TOKENIZER,
            "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in parts},
        },
    )


def calibrate(path: Path, pairs: Sequence[Pair]) -> float:
    """Fit the temperature of a shipped model to pairs it was not trained on, write it to its card, and return it."""
    card = json.loads(path.read_text(encoding="utf-8"))
    _write(path, card | {"temperature": 1.0})
    model = OnnxClassifier(path)
    logits = np.log(np.maximum(model.classify([(p.a, p.b) for p in pairs]), 1e-12))
    allowed = np.array([[name in p.allowed for name in model.classes] for p in pairs])

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        inside = np.where(allowed, scaled, -np.inf)
        return float((np.logaddexp.reduce(scaled, axis=1) - np.logaddexp.reduce(inside, axis=1)).mean())

    best = float(minimize_scalar(loss, bounds=(0.3, 5), method="bounded").x)
    gain = f"loss {loss(1.0):.4f} before, {loss(best):.4f} after"
    print(f"{path.stem}: temperature {best:.3f} on {len(pairs)} pairs; {gain}")
    _write(path, card | {"temperature": round(best, 3)})
    return best


def round_weights(model: torch.nn.Module) -> None:
    """Round every large matrix of a model to 255 steps a row, in place: a row is an output channel or a word."""
    with torch.no_grad():
        for weights in model.parameters():
            if weights.dim() == 2 and weights.numel() > _SMALL:  # a matrix
                step = (weights.abs().amax(dim=1, keepdim=True) / _STEPS).clamp_min(1e-12)
                weights.copy_((weights / step).round() * step)


class _Logits(torch.nn.Module):
    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits


def _graph(model: CrossEncoder, folder: Path) -> onnx.ModelProto:
    bert = model[0].model.eval()
    bert.set_attn_implementation("eager")
    example = model.tokenizer([("one text", "another text")] * 2, return_tensors="pt")
    names = ["input_ids", "attention_mask", "token_type_ids"]
    target = folder / "unrounded.onnx"
    torch.onnx.export(
        _Logits(bert),
        tuple(example[name] for name in names),
        str(target),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names} | {"logits": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    graph = onnx.load(target)
    target.unlink()
    return graph


def _store_rounded(model: onnx.ModelProto) -> None:
    """Replace every large matrix by its eight-bit steps and the size of a step for each channel."""
    graph = model.graph
    axis_of = {}
    for node in graph.node:
        if node.op_type == "Gather":
            axis_of[node.input[0]] = 0
        elif node.op_type == "Gemm":
            axis_of[node.input[1]] = 0 if any(a.name == "transB" and a.i for a in node.attribute) else 1
        elif node.op_type == "MatMul":
            axis_of[node.input[1]] = 1
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.ndim != 2 or values.size <= _SMALL or tensor.name not in axis_of:  # a matrix
            continue
        axis = axis_of[tensor.name]
        step = np.maximum(abs(values).max(axis=1 - axis) / _STEPS, 1e-12).astype(np.float32)
        steps = np.rint(values / np.expand_dims(step, 1 - axis)).astype(np.int8)
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(steps, f"{tensor.name}.steps"))
        graph.initializer.append(numpy_helper.from_array(step, f"{tensor.name}.step"))
        zero = helper.make_tensor(f"{tensor.name}.zero", TensorProto.INT8, step.shape, [0] * step.size)
        graph.initializer.append(zero)
        inputs = [f"{tensor.name}.{part}" for part in ("steps", "step", "zero")]
        graph.node.insert(0, helper.make_node("DequantizeLinear", inputs, [tensor.name], axis=axis))


def _put_words_apart(model: onnx.ModelProto, path: Path) -> None:
    """Keep the largest tensor, the table of words, in a file of its own. Raises ValueError if it holds another."""
    table = max(model.graph.initializer, key=lambda tensor: len(tensor.raw_data))
    if path.is_file() and path.read_bytes() != table.raw_data:
        raise ValueError(f"{path}: holds the words of another model; remove it, export the judge, its aligner after")
    path.write_bytes(table.raw_data)
    onnx.external_data_helper.set_external_data(table, location=path.name)
    table.ClearField("raw_data")
    table.data_location = TensorProto.EXTERNAL


def _write(path: Path, card: dict[str, object]) -> None:
    path.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
