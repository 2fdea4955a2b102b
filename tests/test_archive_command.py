"""factcheck archive as it is typed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import page_servers
import pytest
from archives import article
from page_servers import page
from programs import Program

import factcheck
from factcheck.watch import loop

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_ARCHIVE__URL", f"sqlite:///{tmp_path}/archive.sqlite")


def test_added_listed_reported_checked_and_pruned(program: Program, tmp_path: Path):
    added = program("archive", "add", SEEDS)
    assert added.code == 0
    assert "5 articles added, 0 corrected, 0 there already; 1 stories compared" in added.out
    assert "5 articles" in program("archive", "stories").out
    told = json.loads(program("archive", "report", "--story", "1", "--format", "json").out)
    whole = json.loads(program("report", SEEDS, "--format", "json").out)
    assert [one["id"] for one in told["discrepancies"]] == [one["id"] for one in whole["discrepancies"]]
    since = json.loads(program("archive", "report", "--since", "2020-01-01", "--format", "json").out)
    assert since["discrepancies"] == told["discrepancies"]
    draft = tmp_path / "draft.txt"
    draft.write_text((SEEDS / "northgate-post.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert program("archive", "check", draft, "--set", "gate.fail_on=medium").code == 1
    watched = program("archive", "watch", SEEDS, "--once", "--jsonl", "-")
    lines = watched.out.splitlines()
    assert len(lines) == len(told["discrepancies"])
    assert {json.loads(line)["finding"]["id"] for line in lines} == {one["id"] for one in told["discrepancies"]}
    assert "1 articles taken out" in program("archive", "prune", "--source", "Northgate Post").out
    assert "4 articles in 1 stories" in program("archive", "status").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["stories"], "there is no archive yet; run factcheck archive add first"),
        (["report"], "give --story ID for one story, or --since DAY"),
        (["report", "--since", "May"], "--since May: is no date"),
        (["add", "/no/such/file"], "there is no such file"),
        (["add", "--archive", "mysql://h/db", "."], "archive.url = 'mysql://h/db': no such store"),
        (["watch", ".", "--webhook", "http://192.0.2.1/"], "is not this machine"),
    ],
)
def test_what_is_wrong_is_said_with_a_way_on(program: Program, arguments: list[str], says: str):
    told = program("archive", *arguments)
    assert told.code == 2
    assert says in told.err


def test_a_draft_of_no_event_passes_nothing(program: Program, tmp_path: Path):
    draft = tmp_path / "draft.txt"
    draft.write_text(article("cup", 0).text, encoding="utf-8")
    program("archive", "add", SEEDS)
    assert program("archive", "check", draft).code == 3


def test_a_folders_file_does_not_say_where_texts_are_kept_or_sent(program: Program, monkeypatch, tmp_path: Path):
    monkeypatch.delenv("FACTCHECK_ARCHIVE__URL")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for line in ('url = "sqlite:////elsewhere/a.sqlite"', 'hosts = ["cms.example"]'):
        (tmp_path / "factcheck.toml").write_text(f"[archive]\n{line}\n", encoding="utf-8")
        told = program("archive", "status")
        assert told.code == 2
        assert "is not taken from a file that lies in a folder" in told.err


def test_an_archive_is_used_from_python(tmp_path):
    for name, dead in (("a", 14), ("b", 19)):
        text = f"A flood hit Varnholm on Monday. The flood killed {dead} people in Varnholm, the mayor said."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with factcheck.Archive(f"sqlite:///{tmp_path / 'desk.sqlite'}") as archive:
        assert archive.add([str(tmp_path / "a.txt")]).new == 1
        assert archive.add([str(tmp_path / "b.txt")]).new == 1
        (story,) = archive.stories(least=2)
        (found,) = archive.report(story.number).discrepancies
        assert found.kind == "figure"


def test_a_file_that_is_taken_away_stops_nothing_though_a_table_names_it(program: Program, tmp_path: Path):
    wires = tmp_path / "wires"
    wires.mkdir()
    for name in ("quake-0", "quake-1", "cup-0"):
        event, _, index = name.partition("-")
        (wires / f"{name}.txt").write_text(article(event, int(index)).text, encoding="utf-8")
    (wires / "articles.toml").write_text('[quake-0]\nsource = "A"\n[quake-1]\nsource = "B"\n', encoding="utf-8")
    look = ("archive", "watch", wires, "--once")
    assert "Not read" not in program(*look).err
    (wires / "quake-1.txt").unlink()
    for command in (look, ("archive", "add", wires), ("report", wires)):
        told = program(*command)
        assert (told.code, "names a file that is not in the folder" in told.err + told.out) == (0, True), told
    assert "2 articles" in program("archive", "status").out


def test_to_look_once_fails_where_something_is_not_posted(program: Program, tmp_path: Path):
    there = tmp_path / "there"
    look = ("--quiet", "archive", "watch", SEEDS, "--once", "--jsonl", there / "new.jsonl")
    told = program(*look)
    assert (told.code, "Not posted" in told.err) == (4, True)
    there.mkdir()
    assert program(*look).code == 0


def test_what_is_left_for_later_is_compared_when_asked_for(program: Program):
    added = program("archive", "add", SEEDS, "--later")
    assert "5 articles added, 0 corrected, 0 there already; 0 stories compared, 0 new findings" in added.out
    assert "factcheck archive compare" in added.err
    status = program("archive", "status").out
    assert "0 findings; 1 stories are still to be compared" in status
    assert "factcheck archive compare compares them" in status
    told = program("--verbose", "archive", "compare")
    assert told.out.startswith("1 stories compared, ")
    assert "comparing stories 1" in told.err
    assert "0 stories compared, 0 new findings" in program("archive", "compare").out
    other = ("--set", "kinds.figure.min_confidence=0.99")
    assert "1 stories were compared by other settings" in program("archive", "status", *other).out
    assert program("archive", "compare", *other).out.startswith("1 stories compared, 0 new")
    assert "compare" not in program("archive", "status", *other).out.replace("still to be compared", "")


def test_an_address_is_watched_only_where_that_is_asked_for(program: Program):
    with page_servers.serving() as site:
        site.answers["/quake.txt"] = page(article("quake", 0).text.encode())
        look = ("archive", "watch", site.url("/quake.txt"), "--once", "--set", 'fetch.allow=["127.0.0.1"]')
        told = program(*look)
        assert (told.code, "give --fetch to load it" in told.err) == (2, True)
        told = program(*look, "--fetch")
        assert (told.code, site.pages) == (0, ["/quake.txt"])
        assert "1 articles added" in told.err


def test_it_is_said_what_is_looked_at_again(program: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loop, "watch", lambda *_: 0)
    page_of, saved = "http://192.0.2.1/feed", "Looking again when a file is saved"
    for paths, said in [
        ([SEEDS], f"{saved}; "),
        ([SEEDS, page_of], f"{saved}, and at addresses every 15 minutes; "),
        ([page_of], "Looking again at addresses every 15 minutes; "),
    ]:
        assert f"{said}Ctrl-C ends it." in program("archive", "watch", *paths, "--fetch").err


def test_watching_shows_its_stages_as_adding_does(program: Program):
    told = program("--verbose", "archive", "watch", SEEDS, "--once")
    assert "placing 1 ..." in told.err
    assert "comparing stories 1 ..." in told.err


def test_what_is_found_on_the_second_day_of_watching_is_of_that_day(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    days, wires = [date(2026, 3, 1), date(2026, 3, 2)], tmp_path / "wires"
    wires.mkdir()
    (wires / "one.txt").write_text(article("quake", 0, 12).text)

    def twice(look, _):
        look()
        (wires / "two.txt").write_text(article("quake", 1, 19).text)
        return look()

    monkeypatch.setattr(loop, "watch", twice)
    monkeypatch.setattr("factcheck.cli.archive.today_of", lambda _: days.pop(0))
    assert "1 new findings" in program("archive", "watch", wires).err
    since = [program("archive", "report", "--since", f"2026-03-0{day}").out for day in (2, 3)]
    assert ["2 articles of 2" in since[0], "0 articles of 0" in since[1]] == [True, True], since


def test_what_was_not_read_is_said_in_any_loudness_and_what_is_under_way_if_asked_for(program: Program, tmp_path: Path):
    odd = tmp_path / "wire.odd"
    odd.touch()
    told = program("--quiet", "archive", "add", odd)
    assert told.err.startswith(f"Not read: {odd}: ")
    assert told.err.count("\n") == 1
    told = program("--verbose", "archive", "status")
    assert "working ..." in told.err
