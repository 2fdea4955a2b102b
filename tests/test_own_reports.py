"""What the program wrote itself is no article, whatever lies beside it; what only looks like it is read."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from archives import opened
from findings_samples import SAMPLES

from factcheck.archive.posting import write_feed
from factcheck.domain.findings import Findings
from factcheck.intake.reading import read
from factcheck.shelves import member, members

TODAY = date(2030, 1, 1)
PARAGRAPH = "<p>The dyke at Ley broke on Monday, and 14 people were brought to the school, the mayor of Ley said.</p>"


FULL, CHECKED = SAMPLES["full"], SAMPLES["checked"]
ONE_CLAIM = {
    "full": FULL.model_copy(update={"totals": FULL.totals.model_copy(update={"claims": 1, "compared": 1})}),
    "checked": CHECKED.model_copy(update={"check": CHECKED.check and CHECKED.check.model_copy(update={"claims": 1})}),
}


@pytest.mark.parametrize("name", members("formats"))
@pytest.mark.parametrize("report", [*SAMPLES.values(), *ONE_CLAIM.values()])
def test_a_report_in_any_form_is_left_out(name: str, report: Findings, tmp_path: Path):
    form = member("formats", name)()
    file = tmp_path / f"report{'.txt' if name == 'terminal' else form.suffix}"
    packed = file.with_name(f"{file.name}.gz")
    file.write_text(form.render(report), encoding="utf-8")
    packed.write_bytes(gzip.compress(file.read_bytes()))
    for one in (file, packed):
        reading = read([str(one)], today=TODAY)
        assert reading.articles == ()
        assert reading.skipped or not file.stat().st_size


def test_the_feed_of_an_archive_is_left_out(tmp_path: Path):
    with opened(f"sqlite:///{tmp_path}/archive.sqlite", tmp_path) as archive:
        write_feed(archive, tmp_path / "found.atom")
    reading = read([str(tmp_path / "found.atom")], today=TODAY)
    assert [skip.reason for skip in reading.skipped] == ["is a report of this program, no article"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Of 15 claims for aid nine were paid, the ministry said. The others could be compared to a lottery."),
        ("a.html", '<html><head><meta name="generator" content="Press 6"></head><body><article>' + 3 * PARAGRAPH),
        ("b.txt", "Out of 120 claims, 45 could be compared with police records, the mayor of Ley said on Monday."),
        ("a.csv", "story,text\r\nflood,The dyke broke on Monday.\r\n"),
    ],
)
def test_an_article_is_read(name: str, text: str, tmp_path: Path):
    (tmp_path / name).write_text(text)
    assert len(read([str(tmp_path / name)], today=TODAY).articles) == 1
