"""Rewrites what README.md and docs/ say of the program between markers; tests/test_readme.py holds it true.

usage: python docs/refresh_readme.py        (or: make readme)
"""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
QUOTED = re.compile(r"(<!-- help: (factcheck .*?) -->\n```\w*\n).*?(```\n<!-- end help -->)", flags=re.DOTALL)
SAMPLE = re.compile(r"(<!-- from (reports/\S+) -->\n)(#### [^\n]*).*?(\n<!-- end -->)", flags=re.DOTALL)
SESSION = re.compile(r"(?<=<!-- session -->\n```console\n).*?(?=```\n<!-- end session -->)", flags=re.DOTALL)
TYPED = re.compile(r"^\$ (.*)\n", flags=re.MULTILINE)
FLOORS = re.compile(r"(<!-- floors -->\n).*?(<!-- end floors -->)", flags=re.DOTALL)


def main() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = SAMPLE.sub(_section, page.read_text(encoding="utf-8"))
        page.write_text(sessions(QUOTED.sub(_output, text)), encoding="utf-8")
    plan = ROOT / "docs" / "architecture.md"
    plan.write_text(FLOORS.sub(rf"\1{floors()}\2", plan.read_text(encoding="utf-8")), encoding="utf-8")


def floors() -> str:
    """The floors of the house and of the wings that have some, from the import contracts, as a Markdown table."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rows = ["| wing | floors, from the top |", "|---|---|"]
    for contract in contracts:
        if contract["type"] == "layers":
            wing = contract["containers"][0].replace(".", "/")
            shown = " → ".join(f"`{floor.replace(' | ', '` · `')}`" for floor in contract["layers"])
            rows.append(f"| `{wing}/` | {shown} |")
    return "\n".join(rows) + "\n"


def sessions(page: str) -> str:
    """The page with what its sessions print, typed one after the other in one folder that has seeds/ and tests/."""
    printed = iter(_printed(TYPED.findall("".join(SESSION.findall(page)))))
    return SESSION.sub(
        lambda block: "".join(f"$ {command}\n{next(printed)}" for command in TYPED.findall(block[0])), page
    )


def _printed(commands: list[str]) -> list[str]:
    if not commands:
        return []
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for shared in ("seeds", "tests"):
            (folder / shared).symlink_to(ROOT / shared)
        (folder / ".git").mkdir()  # no settings of a folder above have a part in it
        program = folder / ".bin" / "factcheck"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n', encoding="utf-8")
        program.chmod(0o700)
        known = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
        alone = known | {"PATH": f"{program.parent}:{os.environ['PATH']}", "XDG_CONFIG_HOME": name}
        script = "".join(f"{command}\nprintf '\\0'\n" for command in commands)
        done = subprocess.run(
            ["bash", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True, cwd=folder, env=alone
        )
    return done.stdout.decode("utf-8").replace(str(folder), "~/desk").split("\0")


def _output(match: re.Match[str]) -> str:
    """What the program prints, whatever reviewers of this checkout have answered."""
    program = [sys.executable, "-m", *shlex.split(match[2])]
    with TemporaryDirectory() as folder:
        alone = os.environ | {"FACTCHECK_LEDGER__URL": f"sqlite:///{folder}/ledger.sqlite"}
        shown = subprocess.run(
            program, capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT, env=alone
        ).stdout
    return f"{match[1]}{shown}{match[3]}"


def _section(match: re.Match[str]) -> str:
    """The finding of the sample report that the README shows, up to what one should look up."""
    report = (ROOT / match[2]).read_text(encoding="utf-8")
    found = re.search(rf"{re.escape(match[3])}\n.*?\*\*To check:\*\*[^\n]*", report, flags=re.DOTALL)
    if found is None:
        raise SystemExit(f"{match[2]}: no finding is headed {match[3]!r}; choose another for README.md")
    return f"{match[1]}{found.group()}{match[4]}"


if __name__ == "__main__":
    main()
