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
FLOORS = re.compile(r"(<!-- floors -->\n).*?(<!-- end floors -->)", flags=re.DOTALL)


def main() -> None:
    for page in (ROOT / "README.md", ROOT / "docs" / "check.md"):
        text = SAMPLE.sub(_section, page.read_text(encoding="utf-8"))
        page.write_text(QUOTED.sub(_output, text), encoding="utf-8")
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
