"""The command line: what it prints where, how it exits, and what it says when something goes wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from findings_samples import EMPTY, FULL
from programs import Program
from test_scoring import GOLD, REPORT, TEXTS, write_lines

import factcheck
from factcheck.cli.talking import bold_is_shown
from factcheck.errors import FactcheckError, ModelError, NothingComparable
from factcheck.shelves import kind_of, kinds, member, members


@pytest.fixture
def comparing(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Stand in for reading and comparing, which have tests of their own; the calls are kept."""
    calls: list[tuple[Any, ...]] = []

    def compare_paths(paths: Any, run: Any, *, stdin: Any, crew: Any) -> Any:
        calls.append((paths, run, stdin))
        return FULL

    monkeypatch.setattr("factcheck.running.compare_paths", compare_paths)
    return calls


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def compare_paths(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr("factcheck.running.compare_paths", compare_paths)


# --- report


@pytest.mark.parametrize("name", members("formats"))
def test_the_report_alone_goes_to_stdout(program: Program, comparing: list[Any], name: str, tmp_path: Path):
    ledger = f"Ledger: {tmp_path / 'ledger.sqlite'}\n"
    assert program("report", "a", "b", "--format", name) == (0, member("formats", name)().render(FULL), ledger)
    assert [str(path) for path in comparing[0][0]] == ["a", "b"]


@pytest.mark.parametrize(
    ("environment", "screen", "bold"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),  # empty is unset, by its rules
        ({"FORCE_COLOR": "1"}, False, True),
        ({"TERM": "xterm"}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    ],
)
def test_bold_words_are_for_a_screen_that_shows_them(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, screen: bool, bold: bool
):
    monkeypatch.setattr("sys.stdout.isatty", lambda: screen, raising=False)
    assert bold_is_shown(environment) == bold


def test_a_screen_is_told_to_be_bold_and_a_file_is_not(
    program: Program, comparing: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = program("report", "a", "--format", "terminal").out
    assert "\x1b[1m250\x1b[22m" in shown
    assert "**250" not in shown
    program("report", "a", "-o", tmp_path / "report.txt")
    assert "**250**" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_without_a_screen_the_report_is_markdown(program: Program, comparing: list[Any]):
    assert program("report", "a").out.startswith("# What the articles disagree about")


@pytest.mark.parametrize("name", members("formats"))
def test_the_ending_of_the_file_chooses_the_format(program: Program, comparing: list[Any], tmp_path: Path, name: str):
    path = tmp_path / f"report{member('formats', name).suffix}"
    done = program("report", "a", "-o", path)
    assert path.read_bytes().decode() == member("formats", name)().render(FULL)
    assert done.out == f"{path}\n"
    told = done.err.splitlines()
    at = next(n for n, line in enumerate(told) if line.startswith("Found 5 conflicts"))
    assert told[at - 1].startswith("Not read: 1 input")
    assert told[at + 1].startswith("in ")
    assert "\N{REPLACEMENT CHARACTER}" not in done.err


def test_the_named_format_wins_over_the_ending(program: Program, comparing: list[Any], tmp_path: Path):
    program("report", "a", "-o", tmp_path / "report.md", "--format", "json")
    assert json.loads((tmp_path / "report.md").read_text(encoding="utf-8"))["schema"] == "factcheck.report/1"


def test_options_reach_the_run_and_the_report(program: Program, comparing: list[Any]):
    done = program("report", "a", "--today", "2021-05-04", "--model", "folder/of/mine", "--min-severity", "high")
    _, run, _ = comparing[0]
    assert run.today.isoformat() == "2021-05-04"
    assert run.config.encoder.model == "folder/of/mine"
    assert "Narrowed to severity high and above" in done.out
    assert "Read more" in program("report", "a", "--show-set-aside").out


def test_recall_asks_for_what_is_less_likely_and_the_report_says_so(program: Program, comparing: list[Any]):
    program("report", "a")
    program("report", "a", "--recall")
    usual, more = (run for _, run, _ in comparing)
    assert more.config.alignment.in_dispute < usual.config.alignment.in_dispute
    kinds = ("date", "figure", "outcome", "quote", "status")
    less_likely = ["alignment.in_dispute", *(f"kinds.{kind}.min_confidence" for kind in kinds), "sureness.told"]
    assert [changed.key for changed in more.changed] == less_likely


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument"),
        (["a", "--format", "nope"], "there are: claimreview, csv, github, html, json, jsonl, junit"),
        (["a", "-o", "report.nope"], "no format ends in '.nope'"),
        (["a", "-o", "report"], "no format ends in ''"),
        (["a", "-o", "no/such/folder/report.md"], "create it"),
        (["a", "--today", "yesterday"], "YYYY-MM-DD"),
        (["a", "--kinds", "nope"], "no kind called 'nope'"),
        (["a", "--kinds", ","], "no kind called ','"),
        (["a", "--encoder", "nope"], "no encoder called 'nope'"),
        (["a", "--config", "nope.toml"], "no such settings file"),
        (["a", "--min-severity", "nope"], "nope"),
        (["a", "--nope"], "--nope"),
    ],
)
def test_a_wrong_command_line_is_refused_before_any_work(
    program: Program, comparing: list[Any], arguments: list[str], message: str
):
    done = program("report", *arguments)
    assert done.code in {2, 4}
    assert (done.code == 4) == ("no/such/folder" in " ".join(arguments))
    assert message in done.err
    assert "Traceback" not in done.err
    assert done.out == ""
    assert comparing == []


def test_the_settings_that_had_a_part_are_named_with_whose_they_are(
    program: Program, comparing: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A report takes those of the folder that it is run in, however far the articles are from there."""
    (tmp_path / "factcheck.toml").write_text("[kinds.figure]\nmin_confidence = 0.9\n", encoding="utf-8")
    (tmp_path / "wires").mkdir()
    monkeypatch.chdir(tmp_path)
    told = program("report", "wires").err
    assert f"Settings: {tmp_path / 'factcheck.toml'}; those of the folder that this is run in count" in told
    assert "Settings:" not in program("report", "a", "--config", "/dev/null", "--set", "gate.fail_on=low").err
    assert "folder that it is run in" in " ".join(program("report", "--help").out.split())


# --- errors


@pytest.mark.parametrize(
    ("error", "code"), [(NothingComparable("only one"), 3), (ModelError("no weights"), 4), (FactcheckError("oh"), 4)]
)
def test_a_known_error_is_one_message_and_its_code(
    program: Program, monkeypatch: pytest.MonkeyPatch, error: FactcheckError, code: int
):
    failing(monkeypatch, error)
    assert program("report", "a") == (code, "", f"factcheck: {error}\n")


def test_an_interruption_is_130_without_a_traceback(program: Program, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, KeyboardInterrupt())
    done = program("report", "a")
    assert (done.code, done.out) == (130, "")
    assert "Traceback" not in done.err


def test_a_bug_says_how_to_report_it_and_shows_the_traceback_on_demand(
    program: Program, monkeypatch: pytest.MonkeyPatch
):
    failing(monkeypatch, ZeroDivisionError("by nought"))
    short = program("report", "a")
    assert short.code == 4
    assert "ZeroDivisionError: by nought" in short.err
    assert "--debug" in short.err
    assert "Traceback" not in short.err
    assert "Traceback" in program("--debug", "report", "a").err
    monkeypatch.setenv("FACTCHECK_DEBUG", "1")
    assert "Traceback" in program("report", "a").err


def test_a_reader_that_goes_away_is_no_error_message():
    command = [sys.executable, "-c", "from factcheck.cli import main; main()", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


# --- the other commands


def test_version_and_help(program: Program):
    assert program("--version") == (0, f"factcheck {factcheck.__version__}\n", "")
    for command in ([], ["report"], ["score"]):
        shown = program(*command, "--help").out
        assert "Exit codes:" in shown
        assert all(len(line) <= 80 for line in shown.splitlines())
    assert "Examples:" in program("report", "--help").out


def test_help_loads_nothing_heavy():
    heavy = "{'torch', 'sentence_transformers', 'transformers', 'sklearn', 'numpy', 'scipy', 'rich', 'trafilatura'}"
    script = (
        f"import sys, factcheck.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: print({heavy} & set(sys.modules))"
    )
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert shown.endswith("set()\n")


def test_explain_lists_every_kind_and_shows_the_page_of_each(program: Program):
    listed = program("explain").out
    for kind in kinds():
        assert f"\n{kind} " in f"\n{listed}"
        assert kind_of(kind).__doc__.strip().splitlines()[0] in program("explain", kind).out


def test_explain_prints_all_pages_as_one_document(program: Program):
    document = program("explain", "--markdown").out
    for kind in kinds():
        assert f"\n## {kind}\n" in document
    assert program("explain", "date", "--markdown").code == 2


def test_explain_refuses_a_kind_that_is_not_there(program: Program):
    assert program("explain", "nope").code == 2
    cut = program("explain", "2787").err
    assert "no kind called '2787', nor is it the id of a finding, which has 12 signs" in cut
    assert "; the kinds are: actor, " in cut


def test_explain_shows_how_sentences_are_read(program: Program):
    shown = program("explain", "--parse", "The dam collapsed, police said. Nine miners were hurt.").out
    assert "collapsed (verb, says police)" in shown
    assert "value: Nine miners [passive subject; counts miners]" in shown


def test_explain_draws_the_grammar_of_one_sentence_always_the_same(program: Program, tmp_path: Path):
    first, second = tmp_path / "first.svg", tmp_path / "second.svg"
    for file in (first, second):
        assert program("explain", "--parse", "The <dam> burst.", "-o", str(file)).code == 0
    assert first.read_text(encoding="utf-8").startswith("<svg")
    assert "&lt;" in first.read_text(encoding="utf-8")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    "asked",
    [
        ["date", "--parse", "The dam burst."],
        ["--markdown", "--parse", "The dam burst."],
        ["--parse", " "],
        ["-o", "tree.svg"],
        ["--parse", "The dam burst. It rained.", "-o", "tree.svg"],
    ],
)
def test_explain_refuses_what_shows_no_sentence(program: Program, asked: list[str]):
    assert program("explain", *asked).code == 2


@pytest.mark.parametrize(("of", "name"), [([], "report"), (["report"], "report"), (["settings"], "settings")])
def test_schema_is_the_committed_one(program: Program, of: list[str], name: str):
    committed = Path(__file__).parent.parent / "docs" / f"{name}.schema.json"
    assert program("schema", *of).out == committed.read_text(encoding="utf-8")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "reports").mkdir()
    write_lines(tmp_path / "articles" / "barge.jsonl", [{"id": name, "text": text} for name, text in TEXTS.items()])
    write_lines(tmp_path / "gold.jsonl", GOLD)
    (tmp_path / "reports" / "barge.json").write_text(json.dumps({"discrepancies": REPORT}), encoding="utf-8")
    return tmp_path


def test_score_reads_reports_that_are_there(program: Program, pack: Path):
    done = program("score", pack, "--reports", pack / "reports", "--show", "missed")
    assert done.out.splitlines()[0] == "MISSED barge outcome: outcome"
    assert "precision 0.333 (2 right, 4 wrong, 2 arguable)" in done.out
    figures = json.loads(program("score", pack, "--reports", pack / "reports", "--json").out)
    assert (figures["found"], figures["gold"]) == (2, 3)


def test_score_says_which_events_have_no_report(program: Program, pack: Path):
    (pack / "reports" / "barge.json").unlink()
    done = program("score", pack, "--reports", pack / "reports")
    assert done.err == "no report for: barge\n"
    assert "recall 0.000 (0/3)" in done.out


def test_score_runs_the_events_and_keeps_their_reports_when_asked(
    program: Program, pack: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("factcheck.running.compare_paths", lambda *_, **__: EMPTY)
    done = program("score", pack, "--save", pack / "reports")
    assert "precision 0.000 (0 right, 0 wrong" in done.out
    saved = json.loads((pack / "reports" / "barge.json").read_text(encoding="utf-8"))
    assert saved["discrepancies"] == []
