"""What README.md and the pages of docs/ say of the program is what the program does.

Output is quoted between markers, `make readme` refreshes it, and this test compares it with the program's:

    <!-- help: factcheck report --help -->
    ```
    ...
    ```
    <!-- end help -->

What a page shows as typed, one command after the other, stands in sessions, which are held in the same way:

    <!-- session -->
    ```console
    $ factcheck report seeds/ -o desk.html
    ...
    ```
    <!-- end session -->
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from markdown_it import MarkdownIt

import factcheck
from factcheck import cli
from factcheck.cli.program import CODES

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))

import refresh_readme  # noqa: E402

PAGES = {
    page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8")
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
}
README = "\n".join(PAGES.values())
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


@pytest.mark.parametrize("page", [name for name, text in PAGES.items() if "<!-- session" in text])
def test_a_session_prints_what_is_shown(page: str):
    text = PAGES[page]
    shown = refresh_readme.SESSION.findall(text)
    assert len(shown) == text.count("<!-- session -->") == text.count("<!-- end session -->")
    assert refresh_readme.sessions(text) == text


def test_every_command_mentioned_exists():
    assert set(typer.main.get_command(cli.app).commands) >= COMMANDS  # type: ignore[attr-defined]


def typed(page: str) -> set[str]:
    """The commands of a page's blocks of code, without what is said beside them and what is no part of the program."""
    own = re.sub(r"<!-- help: .*?<!-- end help -->", "", page, flags=re.DOTALL)
    blocks = [one.content for one in MarkdownIt().parse(own) if one.type == "fence" and one.info in ("", "console")]
    lines = "".join(blocks).replace("\\\n", "")
    return set(re.findall(r"(?m)^(?:\$ )?(factcheck .*?)(?:  +| ?[|;<>&]|$)", lines))


@pytest.mark.parametrize("command", sorted(set().union(*map(typed, PAGES.values()))))
def test_a_command_that_is_shown_has_the_options_that_there_are(command: str):
    program: Any = typer.main.get_command(cli.app)
    words, context = shlex.split(command, comments=True)[1:], None
    context = program.make_context("factcheck", words)
    while isinstance(program, typer.core.TyperGroup):
        name, program, words = program.resolve_command(context, [*context._protected_args, *context.args])
        context = program.make_context(name, words, parent=context)


def test_what_counts_as_a_command():
    page = "```\nfactcheck review 12 --by kind    run 12\n$ factcheck init; ls\n```\n\nfactcheck is\n\n```toml\nfactcheck = 1\n```"
    assert typed(page) == {"factcheck review 12 --by kind", "factcheck init"}


def test_the_exit_codes_are_those_of_the_help():
    table = PAGES["README.md"].partition("## Exit codes")[2].partition("\n## ")[0]
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
    shown = refresh_readme.FLOORS.search((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert shown
    assert shown.group() == f"{shown[1]}{refresh_readme.floors()}{shown[2]}"
