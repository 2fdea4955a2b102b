"""What is committed and made by a command is what the command makes.

    make report                                       reports/libya-talks.md
    factcheck explain --markdown > docs/kinds.md

After a change that is meant, run the command, and read the difference before it is committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck import cli

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("reports/libya-talks.md", ["report", "seeds/", "--format", "markdown"]),
        ("docs/kinds.md", ["explain", "--markdown"]),
    ],
)
def test_the_committed_file_is_what_the_command_makes(
    file: str, command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """Through the real command line and the packaged model, from the root of the checkout as in the Makefile."""
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as ended:
        cli.main(command)
    assert not ended.value.code
    assert capsys.readouterr().out == (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "docs/desk.md"])
def test_what_a_page_shows_of_the_report_stands_in_it(page: str):
    text = (ROOT / page).read_text(encoding="utf-8")
    (shown,) = re.findall(r"<!-- from (reports/\S+) -->\n(.*?)\n<!-- end -->", text, flags=re.DOTALL)
    assert shown[1] in (ROOT / shown[0]).read_text(encoding="utf-8")
