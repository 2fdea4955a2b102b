"""Nothing that others wrote acts when it is printed: not on a screen, nor in the log of a build, on neither stream."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from findings_samples import CHECKED, FULL, discrepancy, evidence, findings, side
from hypothesis import given
from hypothesis import strategies as st
from ledgers import line
from programs import Exit, Program

from factcheck.formats.json import Format as Json
from factcheck.formats.markdown import Format as Markdown
from factcheck.formats.sarif import Format as Sarif
from factcheck.formats.terminal import Format as Terminal
from factcheck.review.ledger import Ledger
from factcheck.text.excerpt import in_json, inert

HOSTILE = "wire\n::error file=x::gone\r\n  ::set-output name=x::y\x1b]0;title\x07\x1b[2J\x9b31m\u202eevil ##[error]bad\u2066.txt"
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COMMAND = re.compile(r"(?m)^\s*::\w|##\[")


def check(told: str) -> None:
    assert told
    assert not ACTS.search(told)
    assert not COMMAND.search(told)


def check_all(ended: Exit) -> Exit:
    for told in filter(None, (ended.out, ended.err)):
        check(told)
    return ended


@given(st.text(alphabet=st.sampled_from(HOSTILE)))
def test_a_line_stays_one_and_acts_on_nothing(text: str):
    told = inert(text)
    assert "\n" not in told
    assert not ACTS.search(told)
    assert not COMMAND.search(told)
    assert inert(told) == told


def test_what_is_not_hostile_stays_as_it_is():
    for text in (
        "12::30",
        "a: b",
        "# heading",
        "## [x]",
        "  indented  twice",
        "std::vector",
        "#[derive]",
        "“quoted” – é",
    ):
        assert inert(text) == text


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", HOSTILE),
        ("check", HOSTILE, "--against", HOSTILE),
        ("report", "x", "--config", HOSTILE),
        ("report", "x", "--set", HOSTILE),
        ("report", "x", "-o", f"{HOSTILE}/x.md"),
        ("report", "x", "--format", HOSTILE),
        ("explain", HOSTILE),
        ("explain", HOSTILE, "x.json"),
        ("init", HOSTILE),
        ("score", HOSTILE),
        ("mutate", HOSTILE),
        ("verdicts", "import", HOSTILE),
        ("review", HOSTILE),
        ("report", f"--no{HOSTILE}"),
        (HOSTILE,),
        ("report", "--today", HOSTILE, "x"),
        ("review", "--plain", "--by", HOSTILE),
    ],
)
def test_no_message_about_what_was_asked_for_acts(program: Program, arguments: tuple[str, ...]):
    ended = check_all(program(*arguments))
    assert ended.code != 0
    assert ended.err


def test_a_files_name_acts_nowhere(program: Program, tmp_path: Path):
    name = HOSTILE.replace("/", "")
    folder = tmp_path / name
    folder.mkdir()
    for n, count in enumerate((14, 40)):
        (folder / f"{n}{name}").write_text(
            f"The flood killed {count} people in Varnholm.\n\nIt came at night, Mayor Ada Bloom said.\n",
            encoding="utf-8",
        )
    (folder / f"3{name}").write_bytes(b"\xff\xfe\x00" * 9)
    assert check_all(program("report", folder)).code == 0
    for form in ("terminal", "markdown"):
        check_all(program("report", folder, "--format", form, "-o", folder / f"out{name}"))
    draft = folder / f"0{name}"
    check_all(program("check", draft, "--against", folder / f"1{name}"))
    (folder / "factcheck.toml").write_text(f"[gate]\n{json.dumps(name)} = 1\n", encoding="utf-8")
    assert check_all(program("check", draft, "--against", folder / f"1{name}")).code == 2


def test_a_bug_whose_message_acts_is_told(program: Program, monkeypatch: pytest.MonkeyPatch):
    from factcheck import pipeline

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(HOSTILE)

    monkeypatch.setattr(pipeline, "compare", broken, raising=False)
    monkeypatch.setattr("factcheck.running.compare_paths", broken)
    for arguments in (("report", "seeds"), ("--debug", "report", "seeds")):
        ended = check_all(program(*arguments))
        assert ended.code == 4
        assert "This is a bug." in ended.err
        assert ("Traceback" in ended.err) == ("--debug" in arguments)


def test_a_reviewers_name_acts_nowhere(program: Program, tmp_path: Path):
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    ledger.record(FULL)
    ledger.add([line("u1", reviewer=HOSTILE, note=HOSTILE)])
    ledger.close()
    assert "evil" in check_all(program("verdicts", "stats")).out
    os.environ["FACTCHECK_REVIEW__REVIEWER"] = json.dumps(HOSTILE)
    try:
        check_all(program("review", "--plain", "--reviewer", HOSTILE))
    finally:
        del os.environ["FACTCHECK_REVIEW__REVIEWER"]


@pytest.mark.parametrize("form", [Terminal(), Markdown()], ids=["terminal", "markdown"])
def test_no_report_on_a_screen_acts_however_its_lines_are_broken(form: Terminal | Markdown):
    """The command would stand at the beginning of a line that was broken there."""
    for width in range(60, 80):
        quote = f"{'x' * width} ::error::gone ##[error]gone {HOSTILE} and 40 sailors"
        one = evidence("one", quote, "40 sailors")
        found = discrepancy("wide", side(quote, one), side("9", evidence("two", "9 of them", "9")), summary=quote)
        check(form.render(findings(found)))
    for report in (FULL, CHECKED):
        check(form.render(report, show_set_aside=True))


def test_directional_marks_stand_as_escapes_in_json_and_are_read_back():
    text = Json().render(CHECKED)
    check(text.replace("##[", ""))
    assert "\\u202e" in text
    assert "\u202e" in json.dumps(json.loads(text), ensure_ascii=False)


def test_nothing_in_sarif_acts_where_it_is_shown():
    one = evidence("one", "some \u202e40\u2066 sailors", "\u202e40\u2066")
    for report in (CHECKED, findings(discrepancy("x", side("40", one), side("9", evidence("two", "9", "9"))))):
        check(Sarif().render(report).replace("##[", ""))


@given(st.text())
def test_json_says_the_same_with_escapes(text: str):
    form = json.dumps(text, ensure_ascii=False)
    assert json.loads(in_json(form)) == text


def test_what_a_server_logs_acts_nowhere(capsys: pytest.CaptureFixture[str]):
    import logging
    from logging.config import dictConfig

    from starlette.applications import Starlette

    from factcheck.web import listening
    from factcheck.web.problems import LOG

    app = Starlette()
    app.state.connections = 1
    loggers = [logging.getLogger(name) for name in ("uvicorn", "factcheck")]
    before = [[*logger.handlers] for logger in loggers]
    try:
        dictConfig(listening.server(app).config.log_config)
        for logger in (LOG, logging.getLogger("uvicorn.error")):
            logger.error("%s", HOSTILE, exc_info=RuntimeError(HOSTILE))
            told = capsys.readouterr().err
            assert "RuntimeError" in told
            check(told)
    finally:
        for logger, handlers in zip(loggers, before, strict=True):
            logger.handlers[:] = handlers
