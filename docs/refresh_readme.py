"""Rewrites what README.md and docs/check.md quote of the program between markers; tests/test_readme.py holds it true.

usage: python docs/refresh_readme.py        (or: make readme)
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUOTED = re.compile(r"(<!-- help: (factcheck .*?) -->\n```\w*\n).*?(```\n<!-- end help -->)", flags=re.DOTALL)
SAMPLE = re.compile(r"(<!-- from (reports/\S+) -->\n)(#### [^\n]*).*?(\n<!-- end -->)", flags=re.DOTALL)


def main() -> None:
    for page in (ROOT / "README.md", ROOT / "docs" / "check.md"):
        text = SAMPLE.sub(_section, page.read_text(encoding="utf-8"))
        page.write_text(QUOTED.sub(_output, text), encoding="utf-8")


def _output(match: re.Match[str]) -> str:
    program = [str(Path(sys.executable).parent / "factcheck"), *shlex.split(match[2])[1:]]
    shown = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT).stdout
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
