"""What standard error shows while the program works, by how loud it is and whether it is a terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from findings_samples import FULL
from programs import Program

from factcheck.cli.talking import Loudness, loudness
from factcheck.cli.working import account, show_stage, working
from factcheck.encoders.onnx import Encoder
from factcheck.models.loading import loading
from factcheck.parsers.spacy_en import Parser


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def open_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Terminal]:
    """Makes standard error a terminal; for a test to call, since pytest sets it anew between fixtures and test."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")

    def opened() -> Terminal:
        screen = Terminal()
        monkeypatch.setattr(sys, "stderr", screen)
        return screen

    return opened


@pytest.fixture
def as_loud() -> Iterator[Any]:
    before = loudness.set(Loudness.USUAL)
    yield loudness.set
    loudness.reset(before)


@pytest.fixture
def comparing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for reading and comparing: a model that loads, and a stage."""

    def compare_paths(paths: Any, run: Any, **_: Any) -> Any:
        with loading("the parser tiny"):
            assert list(run.progress("reading", ["a", "b"])) == ["a", "b"]
        return FULL

    monkeypatch.setattr("factcheck.running.compare_paths", compare_paths)


# --- a terminal


def test_a_terminal_shows_a_line_before_anything_is_loaded(open_terminal: Callable[[], Terminal], as_loud: Any):
    terminal = open_terminal()
    with working():
        assert "working" in terminal.getvalue()


def test_a_terminal_shows_that_a_model_loads_while_it_does(open_terminal: Callable[[], Terminal], as_loud: Any):
    terminal = open_terminal()
    with working():
        with loading("the encoder [tiny]"):
            assert "loading the encoder [tiny]" in terminal.getvalue()
        for _ in show_stage("reading", ["a"]):
            assert "reading" in terminal.getvalue()


def test_a_report_shows_it_from_its_first_import_on(
    program: Program, open_terminal: Callable[[], Terminal], monkeypatch: pytest.MonkeyPatch
):
    terminal = open_terminal()
    seen = []

    def compare_paths(*_: Any, **__: Any) -> Any:
        seen.append(terminal.getvalue())
        return FULL

    monkeypatch.setattr("factcheck.running.compare_paths", compare_paths)
    program("report", "a")
    assert "working" in seen[0]


def test_an_error_leaves_no_line_behind(open_terminal: Callable[[], Terminal], as_loud: Any):
    terminal = open_terminal()

    def failing() -> None:
        with working():
            for _ in show_stage("reading", ["a"]):
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    hidden, shown = "\x1b[?25l", "\x1b[?25h"  # the cursor
    assert terminal.getvalue().count(hidden) == terminal.getvalue().count(shown) == 1


@pytest.mark.parametrize("model", [Encoder(), Parser("en_core_web_sm-3.8.0", entities=False)])
def test_a_model_that_takes_its_time_is_announced_first(
    model: Any, open_terminal: Callable[[], Terminal], as_loud: Any, monkeypatch: pytest.MonkeyPatch
):
    terminal = open_terminal()
    seen = []
    monkeypatch.setattr(type(model), "_load", lambda _: seen.append(terminal.getvalue()))
    with working():
        _ = model._loaded
    assert f" {model.model}" in seen[0].rpartition("loading the ")[2]


# --- no terminal


def test_without_a_terminal_nothing_is_shown(capsys: pytest.CaptureFixture[str], as_loud: Any):
    with working(), loading("the parser tiny"):
        list(show_stage("reading", ["a"]))
    assert capsys.readouterr() == ("", "")


def test_quiet_is_quiet_on_a_terminal_too(open_terminal: Callable[[], Terminal], as_loud: Any):
    terminal = open_terminal()
    as_loud(Loudness.QUIET)
    with working(), loading("the parser tiny"):
        list(show_stage("reading", ["a"]))
    assert terminal.getvalue() == ""


# --- the program


@pytest.mark.usefixtures("comparing")
def test_quiet_says_nothing_but_what_went_wrong(program: Program):
    done = program("--quiet", "report", "a", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert done.out
    wrong = program("--quiet", "report", "a", "--format", "nope")
    assert wrong.code == 2
    assert "nope" in wrong.err


@pytest.mark.usefixtures("comparing")
def test_verbose_says_what_was_read_how_long_it_took_and_by_which_models(program: Program):
    told = program("--verbose", "report", "a", "--format", "json").err
    assert "Settings: no file\n" in told
    for begun in ("working", "loading the parser tiny", "reading 2"):
        assert f"{begun} ...\n" in told
        assert f"{begun}: " in told
    assert all(f"{line}\n" in told for line in account(FULL))
    assert "Model, parser: " in told


def test_the_account_tells_of_every_article_and_of_what_was_not_read():
    told = "\n".join(account(FULL))
    assert all(f"Read {one.path}: {one.source}" in told for one in FULL.articles)
    assert all(f"Not read {one.path}: {one.reason}" in told for one in FULL.skipped)


@pytest.mark.usefixtures("comparing")
def test_the_next_command_is_as_loud_as_ever(program: Program):
    program("--quiet", "report", "a")
    assert program("report", "a").err.startswith("Ledger: ")


def test_quiet_and_verbose_exclude_each_other(program: Program):
    assert program("--quiet", "--verbose", "schema").code == 2


def test_quiet_makes_no_token_that_nobody_sees(program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Any):
    monkeypatch.delenv("FACTCHECK_TOKEN", raising=False)
    done = program("--quiet", "serve", "--against", tmp_path)
    assert done.code == 2
    assert "FACTCHECK_TOKEN" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_be_taught_to_complete(program: Program, monkeypatch: pytest.MonkeyPatch, shell: str):
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    shown = program("--show-completion", shell)
    assert shown.code == 0
    assert "_FACTCHECK_COMPLETE" in shown.out


def test_what_a_shell_asks_is_answered(program: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("_FACTCHECK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "factcheck re")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert program().out.split() == ["report", "review"]
