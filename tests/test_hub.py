"""A name of a model is asked after once and soon; what is here is not asked after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from huggingface_hub.errors import RepositoryNotFoundError

from factcheck.encoders.sentence_transformer import Encoder
from factcheck.errors import ModelError
from factcheck.models.classifiers import make_classifier
from factcheck.models.hub import known_to_the_hub
from factcheck.models.loading import announcing


class Hub:
    """Stands in for the hub: knows some names, and keeps what it was asked."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.asked: list[str] = []
        self.reached = True

    def model_info(self, name: str, *, timeout: float) -> None:
        assert 0 < timeout <= 30
        self.asked.append(name)
        if not self.reached:
            raise httpx.ConnectError("Name or service not known")
        if name not in self.known:
            request = httpx.Request("GET", f"https://hub.example/{name}")
            raise RepositoryNotFoundError("there is no such model", response=httpx.Response(404, request=request))


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    made = Hub()
    monkeypatch.setattr("huggingface_hub.model_info", made.model_info)
    monkeypatch.setattr("huggingface_hub.try_to_load_from_cache", lambda *_: None)
    return made


@pytest.mark.parametrize("known", ["desk/tiny", "sentence-transformers/tiny", "tiny"])
def test_a_name_that_it_knows_is_let_pass(hub: Hub, known: str):
    hub.known = {known}
    known_to_the_hub(known.removeprefix("sentence-transformers/"))
    assert hub.asked[-1] == known


def test_what_is_here_is_not_asked_after(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    known_to_the_hub(str(tmp_path))
    monkeypatch.setattr("huggingface_hub.try_to_load_from_cache", lambda *_: "/kept/config.json")
    known_to_the_hub("desk/tiny")
    assert hub.asked == []


def load_encoder(name: str) -> None:
    Encoder(name).encode(["A text."])


def load_judge(name: str) -> None:
    make_classifier.__wrapped__(name, "judge").classify([("A text.", "Another.")])


@pytest.mark.parametrize("load", [load_encoder, load_judge])
@pytest.mark.parametrize("reached", [True, False])
def test_a_name_that_nobody_knows_is_refused_after_one_question(hub: Hub, load: Any, *, reached: bool):
    """The library would ask for each of its files, five times each, for minutes."""
    hub.reached = reached
    why = "there is no such model" if reached else "Name or service not known"
    with pytest.raises(ModelError, match=f"'nobody/none' cannot be loaded: {why}.*be online once for a hub name"):
        load("nobody/none")
    assert hub.asked == ["nobody/none"]


def test_it_is_told_at_once_what_is_asked(hub: Hub):
    told = []

    @contextmanager
    def announce(what: str) -> Iterator[None]:
        told.append((what, [*hub.asked]))
        yield

    before = announcing.set(announce)
    try:
        with pytest.raises(ModelError):
            load_encoder("nobody/none")
    finally:
        announcing.reset(before)
    assert [what.partition(",")[0] for what, _ in told] == [
        "loading the encoder nobody/none",
        "asking the hub for the model nobody/none",
    ]
    assert told[-1][1] == []
