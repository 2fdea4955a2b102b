"""`factcheck review` as it is called: its options, its settings, what it refuses, and once in a real terminal."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs import Exit, Program
from reviewing import MOVED, PLACE, THRICE, ledger_of

from factcheck.domain.findings import Answer, Dismissal
from factcheck.review.ledger import Ledger, opened

_PATIENCE = 60  # seconds after which a terminal that does not show what it should is given up
_REVIEW = "import factcheck.cli as c; c.main()"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTCHECK_LEDGER__URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    monkeypatch.setenv("FACTCHECK_REVIEW__SAMPLE", "0")
    opened.cache_clear()
    yield ledger_of(tmp_path)
    opened.cache_clear()


def reviewed(program: Program, monkeypatch: pytest.MonkeyPatch, lines: str, *arguments: str) -> Exit:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    return program("review", "--plain", *arguments)


def kept(ledger: Ledger) -> list[tuple]:
    return [(line.reviewer, line.finding, line.answer, line.reason) for line in ledger.verdicts()]


def test_a_pipe_answers_and_is_told_where_it_goes_on(program, ledger, monkeypatch):
    code, out, err = reviewed(program, monkeypatch, "c\nd u\n", "--reviewer", "Ana")
    assert code == 0
    assert kept(ledger) == [
        ("Ana", MOVED.id, Answer.CONFIRMED, None),
        ("Ana", PLACE.id, Answer.DISMISSED, Dismissal.UPDATE),
    ]
    assert out.endswith("Answer (c d u s z n / ? q)?\n")
    assert err.endswith("2 of 3 answered; factcheck review 1 goes on from here.\n")


def test_the_reviewer_is_set_or_as_git_calls_them(program, ledger, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (tmp_path / "gitconfig").write_text("[user]\n\tname = Git Name\n", encoding="utf-8")
    reviewed(program, monkeypatch, "c\n")
    monkeypatch.setenv("FACTCHECK_REVIEW__REVIEWER", "Set Name")
    reviewed(program, monkeypatch, "c\n")
    assert [line.reviewer for line in ledger.verdicts()] == ["Git Name", "Set Name"]


def test_the_order_and_the_sample_are_chosen(program, ledger, monkeypatch):
    by_severity = reviewed(program, monkeypatch, "s\n", "--by", "severity", "--sample", "1").out
    assert "random sample" in by_severity
    assert "random sample" not in reviewed(program, monkeypatch, "").out


def test_only_what_was_asked_for_is_put(program, ledger, monkeypatch):
    out = reviewed(program, monkeypatch, "", "--only", "place").out
    assert PLACE.summary in out
    assert "Finding 1 of 1" in out


def test_a_run_is_chosen_by_its_number(program, ledger, monkeypatch):
    from reviewing import run_of

    ledger.record(run_of(THRICE))
    assert "Finding 1 of 3" in reviewed(program, monkeypatch, "", "1").out
    assert "Finding 1 of 1" in reviewed(program, monkeypatch, "").out
    assert reviewed(program, monkeypatch, "", "7").code == 2


def test_blind_hides_kind_and_confidence(program, ledger, monkeypatch):
    assert "figure" not in reviewed(program, monkeypatch, "", "--blind").out


@pytest.mark.parametrize(
    "arguments", [("--by", "luck"), ("--sample", "2"), ("--sample", "-1"), ("--only", "nonsense"), ("first",), ("0",)]
)
def test_what_there_is_not_is_refused(program, ledger, monkeypatch, arguments):
    assert reviewed(program, monkeypatch, "c\n", *arguments).code == 2
    assert kept(ledger) == []


def test_a_screen_needs_a_terminal(program, ledger):
    code, _, err = program("review")
    assert code == 2
    assert err == "factcheck: review: draws on a terminal, and this is none; use --plain\n"


def test_without_a_ledger_it_says_what_to_run_first(program, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTCHECK_LEDGER__URL", f"sqlite:///{tmp_path / 'none.sqlite'}")
    code, _, err = reviewed(program, monkeypatch, "")
    assert code == 2
    assert "run factcheck report or check first" in err
    assert not (tmp_path / "none.sqlite").exists()


class Terminal:
    """A real terminal of 80 by 24 with a program in it."""

    def __init__(self, folder: Path, *command: str) -> None:
        self._socket = folder / "tmux"
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        environment.pop("TMUX", None)
        size = ("-x", "80", "-y", "24")
        self._run("-f", os.devnull, "new-session", "-d", *size, "-c", str(folder), "/bin/sh", environment=environment)
        self.run(*command)

    def run(self, *command: str) -> None:
        self._run("send-keys", "-l", f"clear; {shlex.join(command)}; echo ended with $?")
        self.press("Enter")

    def press(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def wait_for(self, words: str) -> str:
        given_up = time.monotonic() + _PATIENCE
        while words not in (shown := self._run("capture-pane", "-p")):
            if time.monotonic() > given_up:
                raise AssertionError(f"{words!r} is not shown:\n{shown}")
            time.sleep(0.05)
        return shown

    def close(self) -> None:
        self._run("kill-server")

    def _run(self, *arguments: str, environment: dict[str, str] | None = None) -> str:
        command = ["tmux", "-u", "-S", str(self._socket), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


@pytest.mark.skipif(not shutil.which("tmux"), reason="there is no tmux to run a real terminal in")
def test_in_a_real_terminal_keys_answer_and_the_place_is_kept(ledger, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    review = (sys.executable, "-c", _REVIEW, "review", "--reviewer", "Ana")
    terminal = Terminal(tmp_path, *review)
    try:
        shown = terminal.wait_for("Finding 1 of 3 · 0 answered")
        assert "«250»" in shown
        assert "«more than 700" in shown
        terminal.press("d", "u", "n", "a", "c", "Enter", "c")  # as fast as they come
        terminal.wait_for("Finding 3 of 3 · 2 answered")
        terminal.press("q")
        shown = terminal.wait_for("ended with 0")
        assert "2 of 3 answered; factcheck review 1 goes on from here." in shown
        terminal.run(*review)
        terminal.wait_for("Finding 3 of 3 · 2 answered")
        terminal.press("z")
        terminal.wait_for("Finding 2 of 3 · 1 answered")
    finally:
        terminal.close()
    assert [(line.finding, line.answer, line.reason, line.note) for line in ledger.verdicts()] == [
        (MOVED.id, Answer.DISMISSED, Dismissal.UPDATE, ""),
        (PLACE.id, Answer.CONFIRMED, None, "ac"),
        (PLACE.id, None, None, ""),
    ]
