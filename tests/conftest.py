"""What many tests share: the packaged model, loaded once, its vectors kept for the session."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from programs import Exit, Program

from factcheck import cli
from factcheck.cache import CachedEncoder
from factcheck.encoders.sentence_transformer import PACKAGED_MODEL, Encoder

settings.register_profile("untimed", deadline=None)  # the first example may import a heavy library
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def encoder(tmp_path_factory):
    """The packaged encoder behind a cache of this session."""
    return CachedEncoder(Encoder(PACKAGED_MODEL), tmp_path_factory.mktemp("cache") / "vectors.sqlite")


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """The program, with a cache and a ledger of its own."""
    monkeypatch.delenv("FACTCHECK_DEBUG", raising=False)
    monkeypatch.setenv("FACTCHECK_CACHE__FOLDER", str(tmp_path / "cache"))
    monkeypatch.setenv("FACTCHECK_LEDGER__URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")

    def run(*arguments: str | Path) -> Exit:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Exit(ended.value.code or 0, out, err)

    return run
