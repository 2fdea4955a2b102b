"""The hub of models is asked once, for seconds, whether it knows a name: its library would try again for minutes."""

from __future__ import annotations

from pathlib import Path

from factcheck.models.loading import announced

_SECONDS = 10  # that the hub has for an answer of some kilobytes
_FAMILY = "sentence-transformers/"  # of names without an owner


def known_to_the_hub(model: str) -> None:
    """Return where a model is a path, kept from before or known to the hub; else raise what the hub's library does."""
    from huggingface_hub import model_info, try_to_load_from_cache
    from huggingface_hub.errors import RepositoryNotFoundError

    names = [model] if "/" in model else [_FAMILY + model, model]
    if Path(model).exists() or any(isinstance(try_to_load_from_cache(name, "config.json"), str) for name in names):
        return
    with announced(f"asking the hub for the model {model}, for {_SECONDS * len(names)} s at most"):
        for name in names[:-1]:
            try:
                model_info(name, timeout=_SECONDS)
            except RepositoryNotFoundError:
                continue
            return
        model_info(names[-1], timeout=_SECONDS)
