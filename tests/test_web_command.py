"""`factcheck review --web` as it is called: it prints a link for each reviewer, and what they answer is in the ledger."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from desks import COAST, FERRY, ledgered, token
from programs import Program

from factcheck.domain.findings import Answer
from factcheck.review.ledger import Ledger, opened

_PATIENCE = 60  # seconds after which a server that does not answer or end is given up
_COMMAND = "import factcheck.cli as c; c.main()"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTCHECK_LEDGER__URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    opened.cache_clear()
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    ledger.record(ledgered(), {"one": FERRY, "two": COAST})
    yield ledger
    opened.cache_clear()


def test_each_reviewer_is_given_a_link_and_answers(ledger: Ledger):
    here = Path(__file__).parents[1]
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(here)!r}); {_COMMAND}"]
    options = ["review", "--web", "--port", "0", "--reviewer", "Ana", "--reviewer", "Ben Or"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            lines = [server.stdout.readline() for _ in range(2)]
            links = [re.fullmatch(r"(.+): (http://127\.0\.0\.1:\d+)(/enter\?token=\S+)\n", line) for line in lines]
            for link in links:
                assert link
                with httpx.Client(base_url=link[2], timeout=_PATIENCE, follow_redirects=True) as client:
                    assert client.get(link[3]).status_code == 200
                    form = {"token": token(client.get("/").text), "do": "confirmed"}
                    assert client.post("/finding/moved", data=form).status_code == 200
                    assert client.get(link[3]).status_code == 401
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=_PATIENCE)
    given = [(one.reviewer, one.finding, one.answer) for one in ledger.verdicts()]
    assert given == [("Ana", "moved", Answer.CONFIRMED), ("Ben Or", "moved", Answer.CONFIRMED)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--web", "--plain"), "one of them"),
        (("--plain", "--reviewer", "Ana", "--reviewer", "Ben"), "only with --web"),
        (("--web", "99"), "no run 99"),
        (("--web", "--only", "nothing"), "nothing of"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_listens(
    program: Program, ledger: Ledger, options: tuple[str, ...], words: str
):
    code, out, err = program("review", *options)
    assert (code, out) == (2, "")
    assert words in err


def test_a_port_that_is_taken_is_refused(program: Program, ledger: Ledger):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, out, err = program("review", "--web", "--port", str(taken.getsockname()[1]))
    assert (code, out) == (2, "")
    assert "give another port" in err
