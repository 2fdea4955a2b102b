"""What is installed is what was written: the built wheel runs by itself, far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from factcheck.settings.config import load_config
from factcheck.settings.identity import identity
from factcheck.settings.lexicons import load_lexicons

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    environment["XDG_CACHE_HOME"] = str(cwd)
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it alone; the libraries come from this environment, by a .pth file.

    Python reads no .pth files of a folder that a .pth file names: the editable install stays out of sight.
    """
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("factcheck-*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        wheel,
        cwd=folder,
    )
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "venv" / "bin"


def test_the_wheel_carries_the_settings_and_the_word_lists(installed: Path, tmp_path: Path):
    script = (
        "from factcheck.settings import config, identity, lexicons; print(config.folder()); "
        "print(identity.identity(config.load_config(), lexicons.load_lexicons()))"
    )
    folder, sha256 = run(installed / "python", "-c", script, cwd=tmp_path).splitlines()
    assert Path(folder).is_relative_to(installed.parent)
    assert sha256 == identity(load_config(), load_lexicons())


def test_the_wheel_carries_the_style_sheet_of_a_page(installed: Path, tmp_path: Path):
    script = "from factcheck.formats._parts.page import document; print(document('A page', '<p>Text</p>'))"
    page = run(installed / "python", "-c", script, cwd=tmp_path)
    assert "prefers-color-scheme" in page.partition("<style>")[2].partition("</style>")[0]


def test_the_installed_program_reports_from_an_empty_folder(installed: Path, tmp_path: Path):
    (tmp_path / "one.txt").write_text(
        "A ferry sank near Orlund on Monday. Police said 12 people were killed.\n", encoding="utf-8"
    )
    (tmp_path / "two.txt").write_text(
        "A ferry sank near Orlund on Monday. Police said 31 people were killed.\n", encoding="utf-8"
    )
    out = run(installed / "factcheck", "report", "one.txt", "two.txt", "--format", "json", cwd=tmp_path)
    report = json.loads(out)
    assert [article["id"] for article in report["articles"]] == ["one", "two"]
    assert report["made_by"]["config_sha256"] == identity(load_config(), load_lexicons())
