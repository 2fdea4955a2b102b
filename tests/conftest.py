"""What many tests share: the packaged model, loaded once, and a folder in which what was worked out is kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from programs import Exit, Program
from servers import NoServer, Server

from factcheck import cli
from factcheck.encoders.onnx import Encoder
from factcheck.models.cache import CachedEncoder
from factcheck.review.ledger import Ledger

settings.register_profile("untimed", deadline=None)  # the first example may import a heavy library
settings.load_profile("untimed")

MEMORY = Path("/dev/shm")  # where writing costs nothing
CACHES = "XDG_CACHE_HOME"


def pytest_configure(config: pytest.Config) -> None:
    """Keep what the program works out in a folder of this run, in memory where there is such a place.

    Thousands of tests would wait for a disk; and what whoever runs them has worked out before changes nothing here.
    Processes that the tests are spread over have the folder in common.
    """
    if not hasattr(config, "workerinput"):
        folder = tempfile.mkdtemp(prefix="factcheck-tests-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
        os.environ[CACHES] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(scope="session")
def encoder():
    """The packaged encoder behind a cache of this run."""
    return CachedEncoder(Encoder(), Path(os.environ[CACHES]) / "vectors.sqlite")


@pytest.fixture(scope="session", autouse=True)
def no_project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, nor a program that it starts, writes into the ledger of the project that the tests are of.

    Nor does it read settings of whoever runs the tests.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        patch.setenv("FACTCHECK_LEDGER__URL", f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'ledger.sqlite'}")
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of this session."""
    try:
        server = Server()
    except NoServer as reason:
        pytest.skip(str(reason))
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made, on either store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk' / 'ledger.sqlite'}"
    server: Server = request.getfixturevalue("server")
    return server.url()


@pytest.fixture
def open_ledger() -> Iterator[Callable[[str], Ledger]]:
    """Opens ledgers, and closes them when the test is over."""
    with ExitStack() as stack:

        def opened(url: str) -> Ledger:
            ledger = Ledger(url)
            stack.callback(ledger.close)
            return ledger

        yield opened


@pytest.fixture
def ledger(url: str, open_ledger: Callable[[str], Ledger]) -> Ledger:
    """A new ledger, on either store."""
    return open_ledger(url)


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """The program, with a cache and a ledger of its own."""
    for name in ("FACTCHECK_DEBUG", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FACTCHECK_CACHE__FOLDER", str(tmp_path / "cache"))
    monkeypatch.setenv("FACTCHECK_LEDGER__URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")

    def run(*arguments: str | Path) -> Exit:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Exit(ended.value.code or 0, out, err)

    return run
