"""A report file is the old one or the new one, never half of one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcheck.errors import OutputError
from factcheck.findings import output


def test_the_text_is_written_as_utf8_and_nothing_else_is_left(tmp_path: Path):
    output.write(tmp_path / "report.md", "Straße – “quoted”\n")
    assert (tmp_path / "report.md").read_bytes() == "Straße – “quoted”\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_an_old_report_is_replaced_and_keeps_its_permissions(tmp_path: Path):
    path = tmp_path / "report.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    output.write(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_written_through(tmp_path: Path):
    (tmp_path / "real.md").write_text("old", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    output.write(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8") == "new"


def test_a_device_is_written_into_not_replaced():
    output.write(Path(os.devnull), "gone")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("place", "advice"),
    [("missing/report.md", "create it"), (".", "is a folder")],
)
def test_a_place_that_cannot_be_written_says_what_to_do(tmp_path: Path, place: str, advice: str):
    with pytest.raises(OutputError, match=advice):
        output.check(tmp_path / place)


def test_a_failure_leaves_the_old_report_and_no_half_of_the_new(tmp_path: Path):
    """A name so long that the file beside it cannot be made stands for a full disk."""
    path = tmp_path / ("r" * 252 + ".md")
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        output.write(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_half_a_surrogate_pair_of_a_file_name_does_not_stop_a_report():
    assert output.encoded('"bad-\udc80.txt"') == b'"bad-\\udc80.txt"'
