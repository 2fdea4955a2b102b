"""A draft against its sources, from the command line to the exit code: the packaged rules, a stand-in encoder."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from fakes import FakeEncoder
from programs import Exit, Program

WIRE = """---
title: Bridge collapse near Varnholm
published: 2024-05-14
---
The bridge at Varnholm collapsed on Monday evening. The collapse killed 14 people, the fire service said.

Mayor Ilse Krantz of Varnholm said the bridge had been inspected in 2019.
"""
LOCAL = """---
title: Fourteen die as bridge at Varnholm falls
published: 2024-05-14
---
Fourteen people were killed when the bridge at Varnholm collapsed on Monday, the fire service said.

Mayor Ilse Krantz of Varnholm visited the bridge on Tuesday.
"""
DRAFT = """---
title: Varnholm bridge collapse kills {toll}
published: 2024-05-15
---
The bridge at Varnholm collapsed on Monday. The collapse killed {toll} people, the fire service said.

Mayor Ilse Krantz of Varnholm visited the bridge a day later.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk's folder, with two sources, a clean draft and a wrong one; its own cache."""
    monkeypatch.setattr("factcheck.tools.make_encoder", lambda _: FakeEncoder())
    monkeypatch.setenv("FACTCHECK_CACHE__FOLDER", str(tmp_path / "cache"))
    desk = tmp_path / "desk"
    (desk / "wires").mkdir(parents=True)
    (desk / ".git").mkdir()
    for name, text in {
        "wires/wire.txt": WIRE,
        "wires/local.txt": LOCAL,
        "clean.txt": DRAFT.format(toll=14),
        "wrong.txt": DRAFT.format(toll=41),
    }.items():
        (desk / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(desk)
    return desk


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def say(text: str) -> None:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode()), isatty=lambda: False))

    return say


def found(done: Exit) -> list[dict[str, object]]:
    report: list[dict[str, object]] = json.loads(done.out)["discrepancies"]
    return report


def toll_id(program: Program) -> str:
    done = program("check", "wrong.txt", "--against", "wires", "--format", "json")
    return next(str(d["id"]) for d in found(done) if d["kind"] == "figure")


# --- exit codes


def test_a_clean_draft_passes(desk: Path, program: Program):
    done = program("check", "clean.txt", "--against", "wires")
    assert done.code == 0
    assert "could be compared" in done.out


def test_a_report_beside_the_sources_bears_nothing_out(desk: Path, program: Program):
    told = [program("check", "wrong.txt", "--against", "wires")]
    for name in ("report.html", "report.md", "report.csv"):
        program("check", "wrong.txt", "--against", "wires", "-o", f"wires/{name}")
    (desk / "wires" / "report.txt").write_text(told[0].out)
    again = program("check", "wrong.txt", "--against", "wires")
    assert (again.code, again.out.partition("\n")[0]) == (1, told[0].out.partition("\n")[0])
    assert " ".join(again.out.split()).count("is a report of this program, no article") == 4


def test_an_earlier_version_among_the_sources_is_named(desk: Path, program: Program):
    more = "The bridge is closed. Trains go by Ley. A ferry carries buses."
    (desk / "clean.txt").write_text(DRAFT.format(toll=14) + more)
    (desk / "wires" / "draft-old.txt").write_text(DRAFT.format(toll=14) + more.replace("Trains go", "Buses go"))
    done = program("check", "clean.txt", "--against", "wires")
    assert "draft-old.txt: 83% of the draft's sentences stand in it word for word" in done.out
    assert done.out.count("word for word") == 1


def test_what_led_to_an_error_is_told_line_by_line(desk: Path, program: Program):
    (desk / "none").mkdir()
    (desk / "a\nb.txt").write_bytes(b"")
    done = program("check", "clean.txt", "--against", "none", "a\nb.txt")
    first, *more = done.err.splitlines()
    assert first.startswith("factcheck: no source was read to hold the draft against")
    assert [line.partition(": ")[0] for line in more] == ["  a\N{REPLACEMENT CHARACTER}b.txt", "  none"]


def test_a_wrong_figure_fails_and_stands_where_the_draft_has_it(desk: Path, program: Program):
    done = program("check", "wrong.txt", "--against", "wires")
    assert done.code == 1
    assert "wrong.txt:5:65 figure high People killed" in done.out
    assert "wires/local.txt:5:1" in done.out


def test_warn_only_shows_and_passes(desk: Path, program: Program):
    done = program("check", "wrong.txt", "--against", "wires", "--warn-only")
    assert (done.code, "figure high" in done.out) == (0, True)


def test_nothing_comparable_is_no_pass(desk: Path, program: Program):
    (desk / "other.txt").write_text("Rovers beat Lindal 2-1 at Fairfield. Ivo Marsh scored both goals.", "utf-8")
    done = program("check", "other.txt", "--against", "wires")
    assert done.code == 3
    assert "other.txt" in done.err


@pytest.mark.parametrize("text", ["", "  \n", "---\ntitle: x\n---\n"])
def test_an_empty_draft_is_nothing_comparable(desk: Path, program: Program, text: str):
    (desk / "empty.txt").write_text(text, encoding="utf-8")
    done = program("check", "empty.txt", "--against", "wires")
    assert done.code == 3
    assert "empty.txt" in done.err


def test_a_draft_without_claims_is_nothing_comparable(desk: Path, program: Program):
    (desk / "idle.txt").write_text("Nothing happened here, and nobody said so.", encoding="utf-8")
    assert program("check", "idle.txt", "--against", "wires").code == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.txt", "--against", "wires"], "nowhere.txt: there is no such file"),
        (["clean.txt"], "there are no sources"),
        (["clean.txt", "--against", "nowhere"], "nowhere: there is no such file"),
        (["-", "--against", "-"], "standard input is either"),
        (["clean.txt", "wrong.txt", "--against", "wires", "--format", "json"], "is of one draft"),
        (["clean.txt", "--against", "wires", "--set", "gate.fail_no=low"], "did you mean 'fail_on'"),
        (["clean.txt", "--against", "wires", "--set", "gate.kinds.figur=low"], "did you mean 'figure'"),
        (["clean.txt", "--against", "wires", "--baseline", "none.json"], "none.json: there is no such baseline"),
        (["clean.txt", "--against", "wires", "--facts", "none.toml"], "none.toml: there is no such file"),
        (["wires", "--against", "wires"], "holds 2 articles"),
    ],
)
def test_a_wrong_command_line_is_2_and_says_what_to_do(desk: Path, program: Program, arguments: list[str], says: str):
    done = program("check", *arguments)
    assert done.code == 2
    assert says in done.err


def test_a_malformed_settings_file_is_2_with_its_line(desk: Path, program: Program):
    (desk / "factcheck.toml").write_text('[[waivers]]\nfinding = "0123456789ab\n', encoding="utf-8")
    done = program("check", "clean.txt", "--against", "wires")
    assert done.code == 2
    assert "line 2" in done.err


def test_the_line_says_which_value_is_the_drafts(desk: Path, program: Program):
    done = program("check", "wrong.txt", "--against", "wires")
    assert ": 41 people killed in the draft, Fourteen people killed in the sources" in done.out


def test_a_draft_without_a_date_is_told_which_day_it_was_given(desk: Path, program: Program):
    (desk / "undated.txt").write_text(DRAFT.format(toll=14).replace("published: 2024-05-15\n", ""), encoding="utf-8")
    done = program("check", "undated.txt", "--against", "wires", "--format", "json")
    assert "2024-05-14" in json.loads(done.out)["check"]["notices"][0]
    assert "2024-05-14" in " ".join(program("check", "undated.txt", "--against", "wires").out.split())


def test_a_check_into_a_file_says_what_it_came_to(desk: Path, program: Program):
    done = program("check", "wrong.txt", "--against", "wires", "-o", "out.html")
    assert (done.code, done.out) == (1, "out.html\n")
    assert "fails the check" in done.err


# --- what is a draft, what is a source


def test_sources_follow_the_option_up_to_the_next(desk: Path, program: Program):
    paths = ["wires/wire.txt", "wires/local.txt"]
    done = program("check", "wrong.txt", "--against", *paths, "--format", "json")
    assert {a["id"] for a in json.loads(done.out)["articles"]} == {"wrong", "wire", "local"}


def test_drafts_may_follow_two_dashes(desk: Path, program: Program):
    done = program("check", "--against", "wires", "--", "clean.txt", "wrong.txt")
    assert done.code == 1
    assert done.out.count("could be compared") == 2


def test_of_several_drafts_one_that_meets_nothing_stops_no_other(desk: Path, program: Program):
    (desk / "idle.txt").write_text("Nothing happened here.", encoding="utf-8")
    assert program("check", "idle.txt", "clean.txt", "--against", "wires").code == 3
    assert program("check", "idle.txt", "wrong.txt", "--against", "wires").code == 1


def test_a_draft_among_its_sources_is_left_out_of_them(desk: Path, program: Program):
    (desk / "wires" / "copy.txt").write_text(DRAFT.format(toll=41), encoding="utf-8")
    done = program("check", "wrong.txt", "--against", ".", "--format", "json")
    report = json.loads(done.out)
    assert {a["path"] for a in report["articles"]} >= {"wrong.txt", "wires/wire.txt"}
    own = [s["path"] for s in report["skipped"] if "the draft itself" in s["reason"]]
    assert own == ["wires/copy.txt"] or set(own) == {"wires/copy.txt", "wrong.txt"}
    assert done.code == 1


def test_a_source_may_have_the_drafts_name(desk: Path, program: Program):
    (desk / "wire.txt").write_text(DRAFT.format(toll=41), encoding="utf-8")
    report = json.loads(program("check", "wire.txt", "--against", "wires", "--format", "json").out)
    assert report["check"]["path"] == "wire.txt"
    assert len({a["id"] for a in report["articles"]}) == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (DRAFT.format(toll=41), None),
        (DRAFT.format(toll=41), "today.md"),
        (json.dumps({"text": DRAFT.format(toll=41).split("---\n")[2], "date": "2024-05-15"}), None),
        (f"<!doctype html><html><body><article><p>{DRAFT.format(toll=41).split('---')[2]}</p></article></body>", None),
    ],
)
def test_a_draft_may_come_from_standard_input(
    desk: Path, program: Program, stdin: Callable[[str], None], text: str, name: str | None
):
    stdin(text)
    named = ["--stdin-name", name] if name else []
    done = program("check", "-", "--against", "wires", *named)
    assert done.code == 1
    assert f"{name or '-'}:" in done.out


def test_what_standard_input_is_called_must_have_a_known_ending(
    desk: Path, program: Program, stdin: Callable[[str], None]
):
    stdin("text")
    assert program("check", "-", "--against", "wires", "--stdin-name", "draft.xyz").code == 2


def test_the_sources_alone_are_shown_on_demand_only(desk: Path, program: Program):
    third = LOCAL.replace("Fourteen", "Nineteen")
    (desk / "wires" / "third.txt").write_text(third, encoding="utf-8")
    draft = "The bridge at Varnholm collapsed on Monday, the fire service said. Mayor Ilse Krantz visited it."
    (desk / "short.txt").write_text(draft, encoding="utf-8")
    kinds = [d["kind"] for d in found(program("check", "short.txt", "--against", "wires", "--format", "json"))]
    more = found(program("check", "short.txt", "--against", "wires", "--format", "json", "--sources-too"))
    assert "figure" not in kinds
    assert "figure" in [d["kind"] for d in more]


def test_what_is_less_likely_wrong_is_shown_on_demand_only(desk: Path, program: Program):
    draft = "The bridge at Varnholm collapsed on Monday, the fire service said. It had cost 93 million crowns."
    (desk / "dear.txt").write_text(draft, encoding="utf-8")
    asked = ["check", "dear.txt", "--against", "wires", "--format", "json", "--set", "sureness.told=1"]
    usual, more = (found(program(*asked, *also)) for also in ([], ["--recall"]))
    assert [d["ground"] for d in usual if d["ground"]] == []
    assert [d["ground"] for d in more if d["ground"]]


# --- living with it


def test_a_baseline_lets_what_was_there_pass_wherever_it_moves(desk: Path, program: Program):
    assert program("check", "wrong.txt", "--against", "wires", "--write-baseline", "known.json").code == 0
    again = ["check", "wrong.txt", "--against", "wires", "--baseline", "known.json"]
    assert program(*again).code == 0
    head, first, second = (
        DRAFT.format(toll=41).rsplit("\n\n", 1)[0],
        *DRAFT.format(toll=41).split("---\n")[2].split("\n\n"),
    )
    moved = f"{head.rsplit('---', 1)[0]}---\n\n\n{second}\n{first}\n"
    (desk / "wrong.txt").write_text(moved, encoding="utf-8")
    assert program(*again).code == 0


def test_a_changed_figure_on_either_side_reopens_it(desk: Path, program: Program):
    program("check", "wrong.txt", "--against", "wires", "--write-baseline", "known.json")
    again = ["check", "wrong.txt", "--against", "wires", "--baseline", "known.json"]
    (desk / "wrong.txt").write_text(DRAFT.format(toll=42), encoding="utf-8")
    assert program(*again).code == 1
    (desk / "wrong.txt").write_text(DRAFT.format(toll=41), encoding="utf-8")
    assert program(*again).code == 0
    for name, text in (
        ("wire", WIRE.replace("14 people", "15 people")),
        ("local", LOCAL.replace("Fourteen", "Fifteen")),
    ):
        (desk / "wires" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert program(*again).code == 1


def test_a_waiver_passes_and_is_told(desk: Path, program: Program):
    waiver = (
        f'[[waivers]]\nfinding = "{toll_id(program)}"\nreason = "the ministry says so"\nowner = "Ada Bloom"\n'
        "expires = 2030-01-31\n"
    )
    (desk / "factcheck.toml").write_text(f'{waiver}[gate]\nagainst = ["wires"]\n', encoding="utf-8")
    done = program("check", "wrong.txt", "--today", "2030-01-31")
    assert done.code == 0
    assert "Ada Bloom" in done.out
    late = program("check", "wrong.txt", "--today", "2030-02-01")
    assert late.code == 1
    assert "expired on 2030-01-31" in late.out


def test_desk_figures_are_held_against_the_draft(desk: Path, program: Program):
    facts = '[[facts]]\nwhat = "people killed"\nvalue = "16"\nas_of = 2024-05-15\nsource = "Fire service, final list"\n'
    (desk / "facts.toml").write_text(facts, encoding="utf-8")
    done = program("check", "clean.txt", "--against", "wires", "--facts", "facts.toml")
    assert done.code == 1
    assert "fact high Settled by the desk: 16" in done.out


# --- what made a finding


def test_a_finding_of_the_last_run_says_which_settings_made_it(desk: Path, program: Program):
    (desk / "factcheck.toml").write_text("[kinds.figure]\nmin_confidence = 0.4\n", encoding="utf-8")
    finding = toll_id(program)
    done = program("explain", finding)
    assert done.code == 0
    assert "kinds.figure.min_confidence = 0.4" in done.out
    assert str(desk / "factcheck.toml") in done.out
    assert "alignment.same_slot = 0.5  (as shipped)" in done.out
    assert "wrong.txt:5:65" in done.out


def test_a_finding_of_a_kept_report_is_explained_too(desk: Path, program: Program):
    finding = toll_id(program)
    program("check", "wrong.txt", "--against", "wires", "-o", "kept.json")
    program("check", "clean.txt", "--against", "wires")
    gone = program("explain", finding)
    assert gone.code == 2
    assert f"there is no finding {finding} in the last run (3) of the ledger {desk.parent}" in gone.err
    assert "--report FILE" in gone.err
    assert finding in program("explain", finding, "--report", "kept.json").out
    assert "in kept.json. Its findings: " in program("explain", "0123456789ab", "--report", "kept.json").err


def test_explain_says_when_there_is_no_run_or_no_report(desk: Path, program: Program):
    told = program("explain", "0123456789ab").err
    assert "ledger.sqlite: there is no ledger yet" in told
    assert "run factcheck report or check first, or go to the folder where that was done" in told
    (desk / "x.json").write_text("{}", encoding="utf-8")
    assert "is no report" in program("explain", "0123456789ab", "--report", "x.json").err


def test_init_writes_once(desk: Path, program: Program):
    assert program("init").code == 0
    assert "waivers" in (desk / "factcheck.toml").read_text(encoding="utf-8")
    assert program("init").code == 2
    assert program("check", "clean.txt", "--against", "wires").code == 0


# --- ready to use


def test_the_action_runs_the_command_that_it_says(desk: Path, tmp_path: Path):
    """The line of action.yml, run by bash with a factcheck that prints its arguments."""
    action = (Path(__file__).parent.parent / "action.yml").read_text(encoding="utf-8")
    line = next(part.split("run: ", 1)[1] for part in action.splitlines() if "run: factcheck" in part)
    stand_in = tmp_path / "factcheck"
    stand_in.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    given = {"DRAFTS": "cl*.txt", "AGAINST": "wires/*.txt", "FAIL_ON": "medium"}
    done = subprocess.run(["bash", "-c", line], env=environment | given, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        *("check", "clean.txt", "--against", "wires/local.txt", "wires/wire.txt"),
        *("--fail-on", "medium", "--format", "github"),
    ]
    bare = {"DRAFTS": "clean.txt", "AGAINST": "", "FAIL_ON": ""}
    done = subprocess.run(["bash", "-c", line], env=environment | bare, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["check", "clean.txt", "--format", "github"]


def test_the_hook_calls_a_command_that_there_is():
    hook = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "entry: factcheck check\n" in hook
    scripts = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert "factcheck" in scripts["project"]["scripts"]


def test_the_whole_process_with_the_packaged_model(desk: Path):
    """No stand-in: the installed command, as a hook would call it."""
    command = [sys.executable, "-m", "factcheck.cli", "check", "wrong.txt", "--against", "wires"]
    code = "from factcheck.cli import main; main()"
    command = [sys.executable, "-c", code, *command[3:]]
    done = subprocess.run(command, capture_output=True, text=True, cwd=desk, check=False)
    assert done.returncode == 1, done.stderr
    assert "wrong.txt:5:65 figure high" in done.stdout
