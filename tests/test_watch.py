"""Checking again: when, with what, and until when. Nothing here waits: the pause is a script."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeEncoder

from factcheck import tools
from factcheck.intake.reading import read, read_draft
from factcheck.running import Run, check_article
from factcheck.settings.config import load_config
from factcheck.settings.layers import candidates
from factcheck.watch.desk import Desk
from factcheck.watch.files import Watched, watched_of
from factcheck.watch.loop import watch

DRAFT = "A ferry sank near Orlund on Monday. Police said 12 people were killed. The ferry had left Tarn at noon.\n"
SOURCES = {
    "coast": DRAFT.replace("12", "31"),
    "harbour": "The ferry went down off Orlund on Monday. At least 31 people were killed, the harbour office said.\n",
}


@pytest.fixture
def desk_folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    for name, text in SOURCES.items():
        (tmp_path / "sources" / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(tools, "make_encoder", lambda _: FakeEncoder())
    return Run(load_config(), date(2021, 5, 10))


def rewritten(path: Path, text: str) -> None:
    """Save a file so that it counts as changed, whatever the clock's grain."""
    path.write_text(text, encoding="utf-8")
    later = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(later, later))


class Script:
    """Stands for time that passes: each pause does the next thing; after the last, somebody presses Ctrl-C."""

    def __init__(self, *deeds):
        self.deeds = [*deeds]

    def __call__(self, seconds: float) -> None:
        if not self.deeds:
            raise KeyboardInterrupt
        self.deeds.pop(0)()


def nothing() -> None: ...


def checks_of(watched: Watched, *deeds, codes=(0,) * 99, during=nothing) -> tuple[int, int]:
    """Watch until the script ends; return how many checks there were, and the exit code."""
    left = [*codes]

    def check() -> int:
        during()
        return left.pop(0)

    code = watch(check, lambda: [watched], pause=Script(*deeds))
    return len(codes) - len(left), code


def test_nothing_changed_is_checked_once(desk_folder: Path):
    watched = Watched((desk_folder / "draft.txt",), (str(desk_folder / "sources"),))
    assert checks_of(watched, nothing, nothing, nothing) == (1, 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda here: rewritten(here / "draft.txt", DRAFT + "More.\n"),
        lambda here: rewritten(here / "draft.txt", DRAFT),  # saved as it was
        lambda here: rewritten(here / "sources" / "coast.txt", "Nothing.\n"),
        lambda here: (here / "sources" / "third.txt").write_text("A third.\n", encoding="utf-8"),
        lambda here: (here / "sources" / "coast.txt").unlink(),
        lambda here: (here / "sources" / "articles.toml").write_text("", encoding="utf-8"),
        lambda here: (here / "factcheck.toml").write_text("", encoding="utf-8"),
        lambda here: (here / "draft.txt").unlink(),
    ],
    ids=["draft", "saved", "source", "new source", "source gone", "sidecar", "settings", "draft gone"],
)
def test_every_change_is_checked_once(desk_folder: Path, change):
    watched = Watched((desk_folder / "draft.txt", *candidates(desk_folder)), (str(desk_folder / "sources"),))
    assert checks_of(watched, nothing, lambda: change(desk_folder), nothing, nothing) == (2, 0)


def test_a_file_that_nobody_reads_changes_nothing(desk_folder: Path):
    watched = Watched((desk_folder / "draft.txt",), (str(desk_folder / "sources"),))
    write = (desk_folder / "notes.txt").write_text
    assert checks_of(watched, lambda: write("x", encoding="utf-8"), nothing) == (1, 0)


def test_what_changes_during_a_check_brings_another(desk_folder: Path):
    watched = Watched((desk_folder / "draft.txt",))
    during = Script(lambda: rewritten(desk_folder / "draft.txt", "a"), nothing)
    assert checks_of(watched, nothing, during=lambda: during(0))[0] == 2


def test_the_last_check_says_how_it_ends(desk_folder: Path):
    watched = Watched((desk_folder / "draft.txt",))
    change = lambda: rewritten(desk_folder / "draft.txt", "a")  # noqa: E731
    assert checks_of(watched, change, codes=(0, 1)) == (2, 1)
    assert checks_of(watched, codes=(1,)) == (1, 1)


def test_interrupted_before_any_result_is_interrupted():
    def check() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watch(check, lambda: [Watched()], pause=Script())


def test_sources_that_are_gone_are_waited_for(tmp_path: Path):
    watched = Watched(sources=(str(tmp_path / "wires"), str(tmp_path / "*.txt")))
    assert set(watched.stamps().values()) == {None}


def test_what_the_settings_name_is_watched(desk_folder: Path):
    config = load_config()
    named = {"against": ("wires/",), "baseline": "known.json", "facts": "facts.toml"}
    config = config.model_copy(update={"gate": config.gate.model_copy(update=named)})
    assert watched_of(config, [Path("draft.txt")]) == Watched(
        (Path("draft.txt"), Path("known.json"), Path("facts.toml")), ("wires/",)
    )
    assert watched_of(config, [], against=["other/"]).sources == ("other/",)


# --- a desk that stays: the same findings as one that is set up anew ----------------------------------


def anew(folder: Path, run: Run):
    reading = read([str(folder / "sources")], today=run.today)
    return check_article(read_draft(str(folder / "draft.txt"), today=run.today), reading, run)


def test_a_desk_that_stays_finds_what_a_new_one_finds(desk_folder: Path, run: Run):
    """Whatever changes: the draft, a source, the names in it, what of a page is furniture."""
    desk, draft, coast = Desk(), desk_folder / "draft.txt", desk_folder / "sources" / "coast.txt"
    changes = [
        (draft, DRAFT),
        (draft, DRAFT.replace("12", "14")),
        (draft, DRAFT + "Captain Ada Merrow was among the dead, the mayor said.\n"),
        (coast, SOURCES["coast"].replace("31", "14")),
        (coast, SOURCES["coast"] + "Merrow, 51, had steered it for 20 years.\n"),
        (draft, DRAFT + "Captain Ada Merrow, 54, was among the dead, the mayor said.\n"),
        (draft, DRAFT),
        (draft, DRAFT),
    ]
    for path, text in changes:
        rewritten(path, text)
        found = desk.check_paths(str(draft), [str(desk_folder / "sources")], run)
        assert found == anew(desk_folder, run)


def test_sources_are_read_again_only_when_one_has_changed(desk_folder: Path, run: Run):
    opened: list[str] = []

    def noted(stage, items):
        opened.extend(str(item) for item in items if stage == "opening")
        return items

    desk, watching = Desk(), replace(run, progress=noted)
    for _ in range(3):
        desk.check_paths(str(desk_folder / "draft.txt"), [str(desk_folder / "sources")], watching)
    assert len(opened) == 2
    rewritten(desk_folder / "sources" / "coast.txt", SOURCES["coast"])
    desk.check_paths(str(desk_folder / "draft.txt"), [str(desk_folder / "sources")], watching)
    assert len(opened) == 4


# --- the command ----------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["-"], ["draft.txt", "--write-baseline", "known.json"]])
def test_what_cannot_be_watched_is_refused(program, arguments):
    ended = program("check", *arguments, "--against", "sources", "--watch")
    assert ended.code == 2
    assert "--watch" in ended.err


def test_a_draft_that_is_not_there_is_not_waited_for(program, tmp_path: Path):
    ended = program("check", tmp_path / "none.txt", "--against", tmp_path, "--watch")
    assert ended.code == 2
    assert "none.txt" in ended.err


def test_the_command_goes_on_after_a_mistake_and_ends_with_its_last_result(program, desk_folder: Path, monkeypatch):
    monkeypatch.setattr(tools, "make_encoder", lambda _: FakeEncoder())
    monkeypatch.setattr(Desk, "warm_up", lambda _: None)
    draft, settings = desk_folder / "draft.txt", desk_folder / "factcheck.toml"
    script = Script(
        lambda: settings.write_text("nonsense = 1\n", encoding="utf-8"),
        lambda: rewritten(settings, "[gate]\nfail_on = 'high'\n"),
        lambda: rewritten(draft, DRAFT.replace("12", "31") + "Divers were called.\n"),
    )
    monkeypatch.setitem(watch.__kwdefaults__, "pause", script)
    ended = program("check", draft, "--against", desk_folder / "sources", "--watch")
    assert ended.code == 0
    assert ended.out.count("figure high") == 2
    assert ended.out.rpartition("figure high")[2].count("No findings") == 1, ended.out
    assert "nonsense" in ended.err
