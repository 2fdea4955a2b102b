"""The figures of a pack of our own, worked out by hand; and the same as those of the packs' own script, if it is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factcheck import scoring
from factcheck.errors import UsageError

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT.parent / "shared" / "bench" / "score.py"

TEXTS = {
    "a": "The barge sank on Monday with nine aboard. Its owner denied that it was old. Rain fell.",
    "b": "The barge went down on Tuesday with six aboard. The owner admitted that it was old. Hail fell.",
    "c": "Nine sailors were aboard. Later it says six sailors were aboard. Nobody was hurt.",
}


def place(article: str, words: str) -> list[Any]:
    start = TEXTS[article].index(words)
    return [article, start, start + len(words)]


def quote(article: str, words: str, **changes: Any) -> dict[str, Any]:
    _, start, end = place(article, words)
    return {"article": article, "start": start, "end": end, "quote": words} | changes


def found(kind: str, *sides: dict[str, Any], confidence: float = 0.8) -> dict[str, Any]:
    return {
        "id": kind,
        "kind": kind,
        "severity": "low",
        "confidence": confidence,
        "summary": "differs",
        "sides": [{"value": "v", "evidence": [evidence]} for evidence in sides],
    }


def gold(kind: str, a: list[Any], b: list[Any], *, strength: str = "clear", self: bool = False) -> dict[str, Any]:
    return {
        "event": "barge",
        "kind": kind,
        "strength": strength,
        "update": False,
        "self": self,
        "a": [a],
        "b": [b],
        "what": kind,
    }


GOLD = [
    gold("date", place("a", "on Monday"), place("b", "on Tuesday")),
    gold("figure", place("a", "nine aboard"), place("b", "six aboard")),
    gold("outcome", place("a", "denied that"), place("b", "admitted that")),
    gold("other", place("a", "Rain fell"), place("b", "Hail fell"), strength="arguable"),
    gold("figure", place("c", "Nine sailors"), place("c", "six sailors"), self=True),
]
RULINGS = [
    {"event": "barge", "a": [place("a", "sank")], "b": [place("b", "went down")], "verdict": "true"},
    {"event": "barge", "a": [place("a", "Its owner")], "b": [place("b", "The owner")], "verdict": "false"},
]
REPORT = [
    found("date", quote("b", "on Tuesday"), quote("a", "on Monday")),  # right, the other way round
    found("figure", quote("a", "nine aboard", start=None), quote("b", "six aboard", start=0)),  # right, looked up
    found("place", quote("a", "Rain"), quote("b", "Hail")),  # arguable: half of the shorter is shared
    found("figure", quote("c", "Nine sailors"), quote("c", "six sailors")),  # arguable: one article
    found("verb", quote("a", "sank"), quote("b", "went down")),  # right by a ruling
    found("actor", quote("a", "Its owner"), quote("b", "The owner")),  # wrong by a ruling
    found("date", quote("a", "on Monday"), quote("a", "with nine")),  # wrong: one side of the gold only
    found("date", quote("a", "Rain", quote="not in it"), quote("b", "Hail")),  # wrong: the quote is not in the text
]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "articles").mkdir(parents=True)
    (tmp_path / "reports").mkdir()
    rows = [
        {"id": name, "source": name, "title": None, "published": None, "text": text} for name, text in TEXTS.items()
    ]
    write_lines(folder / "articles" / "barge.jsonl", rows)
    write_lines(folder / "articles" / "quiet.jsonl", rows[:2])
    write_lines(folder / "gold.jsonl", GOLD)
    write_lines(folder / "judged.jsonl", RULINGS)
    (tmp_path / "reports" / "barge.json").write_text(json.dumps({"discrepancies": REPORT}), encoding="utf-8")
    return folder


def write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def scored(pack: Path, show: scoring.Show | None = None) -> scoring.Score:
    events = scoring.load_pack(pack)
    return scoring.score(events, scoring.load_reports(pack.parent / "reports", events), show=show)


def test_the_figures_are_those_worked_out_by_hand(pack: Path):
    assert scored(pack).figures() == {
        "precision": 0.5,  # 3 right, 3 wrong
        "recall": 0.667,  # 2 of 3 clear conflicts between articles
        "f1": 0.571,
        "right": 3,
        "wrong": 3,
        "arguable": 2,
        "found": 2,
        "gold": 3,
        "articles": 5,
        "wrong_per_10_articles": 6.0,
        "missing_reports": ["quiet"],
        "kinds": {
            "actor": {"wrong": 1},
            "date": {"right": 1, "wrong": 2},
            "figure": {"right": 1, "arguable": 1},
            "gold:date": {"gold": 1, "found": 1},
            "gold:figure": {"gold": 1, "found": 1},
            "gold:outcome": {"gold": 1},
            "place": {"arguable": 1},
            "verb": {"right": 1},
        },
    }


def test_what_was_missed_and_what_was_wrong_is_shown_when_asked_for(pack: Path):
    assert scored(pack, "missed").shown == ["MISSED barge outcome: outcome"]
    assert [line.split(":")[0] for line in scored(pack, "wrong").shown] == [
        "WRONG  barge actor 0.8",
        "WRONG  barge date 0.8",
        "WRONG  barge date 0.8",
    ]
    assert scored(pack).shown == []


@pytest.mark.skipif(not SCRIPT.exists(), reason="the packs' own scoring script is not beside this checkout")
@pytest.mark.parametrize("show", [None, "wrong", "missed", "all"])
def test_the_figures_are_those_of_the_packs_own_script(pack: Path, show: scoring.Show | None):
    def script(*options: str) -> str:
        command = [sys.executable, str(SCRIPT), str(pack), str(pack.parent / "reports"), *options]
        return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout

    asked = ["--show", show] if show else []
    assert scored(pack, show).lines() == script(*asked).strip("\n").splitlines()
    assert scored(pack).figures() == json.loads(script("--json"))


def test_an_empty_pack_of_reports_scores_nought(pack: Path):
    figures = scoring.score(scoring.load_pack(pack), {}).figures()
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0, 0, 0)
    assert figures["missing_reports"] == ["barge", "quiet"]


def test_a_folder_that_is_no_pack_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="no pack"):
        scoring.load_pack(tmp_path)


def test_a_damaged_pack_is_reported_with_file_and_line(pack: Path):
    (pack / "gold.jsonl").write_text("{}}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"gold\.jsonl, line 1"):
        scoring.load_pack(pack)


def test_a_damaged_report_is_refused(pack: Path):
    (pack.parent / "reports" / "barge.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="is no report"):
        scored(pack)


def test_line_separators_inside_a_text_do_not_end_its_line(pack: Path):
    row = {"id": "a", "text": "one\u2028two\x85three"}
    (pack / "articles" / "quiet.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    assert scoring.load_pack(pack)[1].texts == {"a": row["text"]}
