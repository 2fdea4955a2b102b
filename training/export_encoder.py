"""Make the network of the packaged sentence encoder: as ONNX, without its weights, and its card.

usage: python -m training.export_encoder [-o factcheck/models/encoder.json]

The network is what sentence-transformers makes of the packaged all-MiniLM-L6-v2: BERT, the mean of its last layer over
the words, unit length. Its weights are named as in the package's model.safetensors, and stay there.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
from pathlib import Path

import onnx
import torch
from sentence_transformers import SentenceTransformer
from torch.nn.functional import normalize

from factcheck.encoders.onnx import CARD
from factcheck.models.packaged import PACKAGED_NAME, packaged_folder

_PREFIX = "model."  # what _Vectors puts before the names of the weights


def main() -> None:
    """Write the network and its card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--out", type=Path, default=CARD)
    card = parser.parse_args().out
    model = SentenceTransformer(str(packaged_folder()), device="cpu")
    graph = network(model)
    weights = without_weights(graph)
    path = card.with_suffix(".onnx")
    onnx.save_model(graph, path)
    written = {
        "name": PACKAGED_NAME,
        "network": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "max_tokens": model.max_seq_length,
        "width": model.get_embedding_dimension(),
        "weights": weights,
    }
    card.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size / 1e3:.0f} kB, {len(weights)} weights to be read from the package")


class _Vectors(torch.nn.Module):
    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        words = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        share = attention_mask.unsqueeze(-1).to(words.dtype)
        return normalize((words * share).sum(1) / share.sum(1).clamp(min=1e-9), dim=1)


def network(model: SentenceTransformer) -> onnx.ModelProto:
    """Return a model from tokens to vectors; nothing is worked out beforehand, so that each weight keeps its name."""
    bert = model[0].model.eval()
    bert.set_attn_implementation("eager")
    example = model.tokenizer(["one text", "another"], padding=True, return_tensors="pt")
    names = ["input_ids", "attention_mask"]
    made = io.BytesIO()
    torch.onnx.export(
        _Vectors(bert),
        tuple(example[name] for name in names),
        made,
        input_names=names,
        output_names=["vectors"],
        dynamic_axes={name: {0: "texts", 1: "tokens"} for name in names} | {"vectors": {0: "texts"}},
        opset_version=17,
        do_constant_folding=False,
        dynamo=False,
    )
    return onnx.load_model_from_string(made.getvalue())


def without_weights(graph: onnx.ModelProto) -> list[str]:
    """Take the weights out of a network and return their names: those of the package's file."""
    renamed = {tensor.name: tensor.name.removeprefix(_PREFIX) for tensor in graph.graph.initializer}
    for node in graph.graph.node:
        node.ClearField("doc_string")
        node.input[:] = [renamed.get(name, name) for name in node.input]
    for tensor in graph.graph.initializer:
        tensor.name = renamed[tensor.name]
        onnx.external_data_helper.set_external_data(tensor, location="model.safetensors")
        tensor.ClearField("raw_data")
    return sorted(renamed.values())


if __name__ == "__main__":
    main()
