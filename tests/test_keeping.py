"""Runs and the ledger, from the command line: what was dismissed stays dismissed, and no ledger costs a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import FakeEncoder
from ledgers import line
from programs import Exit, Program

from factcheck.domain.findings import Answer, Dismissal
from factcheck.review.ledger import Ledger
from factcheck.review.session import Session
from factcheck.review.verdicts import loaded
from factcheck.settings.layers import settle

WIRE = "A landslide above Orvik buried the road on Tuesday. It killed 12 people, the rescue service said.\n"
LOCAL = "The landslide above Orvik buried the road on Tuesday. It killed 12 people, the rescue service said.\n"
DRAFT = "A landslide above Orvik buried the road on Tuesday. It killed {toll} people, the rescue service said.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk's folder with two sources and a wrong draft, and a project's own ledger."""
    monkeypatch.setattr("factcheck.tools.make_encoder", lambda _: FakeEncoder())
    desk = tmp_path / "desk"
    (desk / "wires").mkdir(parents=True)
    (desk / ".git").mkdir()
    (desk / "wires" / "wire.txt").write_text(WIRE, encoding="utf-8")
    (desk / "wires" / "local.txt").write_text(LOCAL, encoding="utf-8")
    (desk / "draft.txt").write_text(DRAFT.format(toll=40), encoding="utf-8")
    monkeypatch.chdir(desk)
    return desk


@pytest.fixture
def own(desk: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program, with the project's own ledger."""
    monkeypatch.delenv("FACTCHECK_LEDGER__URL")
    return program


def ledger_of(desk: Path) -> Ledger:
    return Ledger(f"sqlite:///{desk / '.factcheck' / 'ledger.sqlite'}")


def check(program: Program, *more: str) -> Exit:
    return program("check", "draft.txt", "--against", "wires", "--format", "json", *more)


def dismiss(desk: Path) -> str:
    """Dismiss what the last run found, and return its id."""
    ledger = ledger_of(desk)
    session = Session(ledger, None, "Zoë")
    item = session.current()
    assert item is not None
    session.answer(Answer.DISMISSED, reason=Dismissal.DIFFERENT, note="another slide")
    assert session.current() is None
    ledger.close()
    return item.discrepancy.id


def test_a_dismissed_finding_stays_dismissed_in_later_runs(desk: Path, own: Program):
    assert check(own).code == 1
    finding = dismiss(desk)
    (desk / "draft.txt").write_text("It had rained for days.\n\n" + DRAFT.format(toll=40), encoding="utf-8")
    done = check(own)
    assert done.code == 0
    (found,) = json.loads(done.out)["discrepancies"]
    assert found["id"] == finding
    assert (found["suppressed"]["by"], found["suppressed"]["owner"]) == ("verdict", "Zoë")
    told = " ".join(own("check", "draft.txt", "--against", "wires").out.split())
    assert "passes by a verdict of Zoë: different things: another slide" in told


@pytest.mark.parametrize("name", ["markdown", "terminal", "html", "junit", "github"])
def test_a_confirmed_finding_says_who_confirmed_it(desk: Path, own: Program, name: str):
    (found,) = json.loads(check(own).out)["discrepancies"]
    ledger = ledger_of(desk)
    ledger.add([line("u1", finding=found["id"], kind=found["kind"], reviewer="Zoë", note="the <service> has 12")])
    ledger.close()
    done = own("check", "draft.txt", "--against", "wires", "--format", name)
    assert done.code == 1
    assert "confirmed by Zoë" in done.out
    assert "the <service> has" not in done.out or name in {"terminal", "github"}


def test_the_verdicts_are_ignored_where_that_is_asked_for(desk: Path, own: Program):
    check(own)
    dismiss(desk)
    done = check(own, "--ignore-verdicts")
    assert done.code == 1
    (found,) = json.loads(done.out)["discrepancies"]
    assert (found["suppressed"], found["verdict"]) == (None, None)


def test_another_figure_is_another_finding(desk: Path, own: Program):
    check(own)
    dismiss(desk)
    (desk / "draft.txt").write_text(DRAFT.format(toll=41), encoding="utf-8")
    done = check(own)
    assert done.code == 1
    (found,) = json.loads(done.out)["discrepancies"]
    assert found["suppressed"] is None
    assert found["verdict"]["holds"] is False


def test_a_report_honours_verdicts_and_records_itself(desk: Path, own: Program):
    first = own("report", "draft.txt", "wires", "--format", "json")
    before = json.loads(first.out)
    assert before["totals"]["conflicts"] == 1
    dismiss(desk)
    after = json.loads(own("report", "draft.txt", "wires", "--format", "json").out)
    assert after["totals"]["conflicts"] == 0
    for name in ("markdown", "terminal", "html"):
        text = " ".join(own("report", "draft.txt", "wires", "--format", name).out.split())
        assert "no conflicts" in text
        assert "verdict of Zoë: different things: another slide" in text
        assert "No differences were found" not in text
    ledger = ledger_of(desk)
    assert [run.findings for run in ledger.runs()] == [1] * 5
    assert ledger.texts(1) == {"draft": DRAFT.format(toll=40), "wire": WIRE, "local": LOCAL}
    ledger.close()


def test_a_ledger_that_cannot_be_used_costs_the_record_and_not_the_report(desk: Path, own: Program):
    (desk / ".factcheck").mkdir()
    (desk / ".factcheck" / "ledger.sqlite").write_text("no ledger " * 200, encoding="utf-8")
    done = check(own)
    assert done.code == 1
    assert len(json.loads(done.out)["discrepancies"]) == 1
    assert "Earlier verdicts are not known" in done.err
    assert "This run is not recorded" in done.err
    assert "not a database" in done.err


def test_what_is_only_read_makes_no_ledger(desk: Path, own: Program):
    assert "there is no ledger yet" in own("verdicts", "export").err
    assert own("explain", "0123456789ab").code == 2
    assert not (desk / ".factcheck").exists()


# --- carried


def test_verdicts_go_from_one_ledger_to_another(desk: Path, own: Program, monkeypatch: pytest.MonkeyPatch):
    check(own)
    dismiss(desk)
    assert own("verdicts", "export", "-o", "kept.jsonl").code == 0
    monkeypatch.setenv("FACTCHECK_LEDGER__URL", f"sqlite:///{desk / 'other.sqlite'}")
    assert "1 verdict added, 0 there already" in own("verdicts", "import", "kept.jsonl").out
    assert "0 verdicts added, 1 there already" in own("verdicts", "import", "kept.jsonl").out
    assert own("verdicts", "export").out == (desk / "kept.jsonl").read_text(encoding="utf-8")
    assert "Zoë: 0 confirmed, 1 dismissed, 0 unsure" in own("verdicts", "stats").out
    assert check(own).code == 0


def test_a_file_that_holds_no_verdicts_is_refused_whole(desk: Path, own: Program):
    ledger = Ledger(f"sqlite:///{desk / '.factcheck' / 'ledger.sqlite'}")
    ledger.close()
    (desk / "kept.jsonl").write_text('{"uid": "a"}\n', encoding="utf-8")
    done = own("verdicts", "import", "kept.jsonl")
    assert done.code == 2
    assert "kept.jsonl:1: is no verdict" in done.err
    assert own("verdicts", "import", "nowhere.jsonl").code == 2
    assert loaded(own("verdicts", "export").out) == []


# --- settings


def test_a_ledgers_file_stands_from_the_settings_file(tmp_path: Path):
    (tmp_path / "factcheck.toml").write_text('[ledger]\nurl = "sqlite:///desk/l.sqlite"\n', encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / ".git").mkdir()
    assert settle(tmp_path / "drafts").config.ledger.url == f"sqlite:///{tmp_path}/desk/l.sqlite"


def test_a_ledgers_url_is_not_told_in_a_report(tmp_path: Path):
    settled = settle(tmp_path, environment={"FACTCHECK_LEDGER__URL": "postgresql+psycopg://me:secret@h/db"})
    assert settled.config.ledger.url == "postgresql+psycopg://me:secret@h/db"
    assert settled.changed == ()


def test_answers_do_not_decide_what_is_found():
    from factcheck.settings.config import load_config
    from factcheck.settings.identity import identity
    from factcheck.settings.lexicons import load_lexicons

    config, lexicons = load_config(), load_lexicons()
    other = config.model_copy(
        update={
            "ledger": config.ledger.model_copy(update={"url": "sqlite:///x"}),
            "review": config.review.model_copy(update={"sample": 0.5, "reviewer": "ann"}),
        }
    )
    assert identity(other, lexicons) == identity(config, lexicons)


def test_a_line_given_by_hand_is_honoured(desk: Path, own: Program):
    (found,) = json.loads(check(own).out)["discrepancies"]
    ledger = ledger_of(desk)
    ledger.add([line("u1", finding=found["id"], kind=found["kind"], answer=Answer.DISMISSED)])
    ledger.close()
    assert check(own).code == 0


def test_which_ledger_is_used_is_said_once(desk: Path, own: Program) -> None:
    (desk / "other.txt").write_text(DRAFT.format(toll=41), encoding="utf-8")
    said = f"Ledger: {desk.resolve() / '.factcheck' / 'ledger.sqlite'}\n"
    checked = own("check", "draft.txt", "other.txt", "--against", "wires", "--format", "terminal")
    assert checked.err.count(said) == 1
    assert said not in checked.out
    for arguments in (("report", "wires"), ("verdicts", "stats"), ("calibrate",)):
        assert own(*arguments).err.count(said) == 1


def test_a_ledger_of_another_user_stops_the_run_unless_it_is_named(
    desk: Path, own: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.resolve() / ".factcheck"
    monkeypatch.setattr("factcheck.review.stores.owned_by_another", lambda path: path == folder)
    refused = check(own)
    assert (refused.code, "belongs to another user" in refused.err, "Traceback" in refused.err) == (2, True, False)
    assert own("report", "wires").code == 2
    monkeypatch.setenv("FACTCHECK_LEDGER__URL", f"sqlite:///{folder / 'ledger.sqlite'}")
    assert check(own).code == 1
