"""What README.md and docs/check.md say of the program is what the program does.

Output is quoted between markers, `make readme` refreshes it, and this test compares it with the program's:

    <!-- help: factcheck report --help -->
    ```
    ...
    ```
    <!-- end help -->
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import factcheck
from factcheck import cli
from factcheck.cli.program import CODES

ROOT = Path(__file__).parent.parent
README = "\n".join((ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "docs/check.md"))
QUOTED = re.findall(r"<!-- help: (factcheck .*?) -->\n```\w*\n(.*?)```\n<!-- end help -->", README, flags=re.DOTALL)
CODE = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", README, flags=re.DOTALL))
COMMANDS = set(re.findall(r"(?<![\w/.-])factcheck(?: --debug)? ([a-z][\w-]*)", CODE))


def test_every_marker_is_well_formed():
    """A marker without its end, or without a code block, would go unchecked."""
    assert len(QUOTED) == README.count("<!-- help:") == README.count("<!-- end help -->")


@pytest.mark.parametrize(("command", "text"), QUOTED)
def test_the_quoted_output_is_the_programs(
    command: str, text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit):
        cli.main(shlex.split(command)[1:])
    assert capsys.readouterr().out == text


def test_every_command_mentioned_exists():
    assert set(typer.main.get_command(cli.app).commands) >= COMMANDS  # type: ignore[attr-defined]


def test_the_exit_codes_are_those_of_the_help():
    table = README.partition("## Exit codes")[2].partition("\n## ")[0]
    shown = re.findall(r"^\| (\d+) \| (.*) \|$", table.replace("`", ""), flags=re.MULTILINE)
    assert shown == re.findall(r"^  (\d+) +(.*)$", CODES, flags=re.MULTILINE)


def test_the_package_runs_as_the_program():
    run = [sys.executable, "-m", "factcheck", "--version"]
    shown = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert shown == f"factcheck {factcheck.__version__}\n"


def test_every_make_target_mentioned_exists():
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z-]+)", CODE)) <= set(targets)


def test_the_plan_of_the_house_is_that_of_the_import_contracts():
    sys.path.insert(0, str(ROOT / "docs"))
    import refresh_readme

    shown = refresh_readme.FLOORS.search((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert shown
    assert shown.group() == f"{shown[1]}{refresh_readme.floors()}{shown[2]}"
