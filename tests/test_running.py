"""From files to findings, with a small stand-in for the model."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeEncoder

from factcheck import scoring
from factcheck.errors import NothingComparable
from factcheck.running import Run, compare_events, compare_paths
from factcheck.settings.config import load_config
from factcheck.shelves import member, members

RUN = Run(load_config(), date(2021, 5, 10))
ARTICLES = {
    "one": "A ferry sank near Orlund on Monday. Police said 12 people were killed. The ferry had left Tarn at noon.",
    "two": "A ferry sank near Orlund on Monday. Police said 31 people were killed. The ferry had left Tarn at noon.",
    "three": "A ferry sank near Orlund on Monday. Officials said at least 10 people were killed. Divers were called.",
}


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    for name, text in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return [str(tmp_path / f"{name}.txt") for name in ARTICLES]


def test_the_order_of_the_paths_never_matters(paths: list[str]):
    there = compare_paths(paths, RUN, encoder=FakeEncoder())
    back = compare_paths(paths[::-1], RUN, encoder=FakeEncoder())
    assert [article.id for article in there.articles] == ["one", "three", "two"]
    for name in members("formats"):
        render = member("formats", name)().render
        assert render(there) == render(back)


def test_every_quote_stands_where_the_report_says(paths: list[str]):
    discrepancies = compare_paths(paths, RUN, encoder=FakeEncoder()).discrepancies
    assert discrepancies
    for discrepancy in discrepancies:
        for side in discrepancy.sides:
            for evidence in side.evidence:
                text = ARTICLES[evidence.article]
                assert text[evidence.start : evidence.end] == evidence.quote


def test_one_article_is_nothing_to_compare(paths: list[str]):
    with pytest.raises(NothingComparable):
        compare_paths(paths[:1], RUN, encoder=FakeEncoder())


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_event_of_one_article_has_no_findings_and_stops_no_other(tmp_path: Path, jobs: int):
    (tmp_path / "articles").mkdir()
    for event in ("fire", "flood"):
        row = {"id": "a", "source": "a", "title": None, "published": None, "text": ARTICLES["one"]}
        (tmp_path / "articles" / f"{event}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert compare_events(scoring.load_pack(tmp_path), RUN, jobs=jobs) == {}
