"""The door for programs: what it offers, that its page says the same, and that nothing which lies about has a part in it."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from findings_samples import FULL

import factcheck
from factcheck.shelves import member, members

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "api.md"
TOLD = PAGE.read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", TOLD, flags=re.DOTALL | re.MULTILINE))
FUNCTIONS = [name for name in factcheck.__all__ if inspect.isfunction(getattr(factcheck, name))]
DAY = datetime(2024, 3, 5)  # noqa: DTZ001 - as it is read of a bare day
POST = ("A tram left the rails in Norrby on Monday. Twelve people were hurt, police said.", "Norrby Post")
WIRE = ("Nine people were hurt when a tram derailed in Norrby on Monday, a spokeswoman told reporters.", "Evening Wire")


def made(words: tuple[str, str], **more: Any) -> factcheck.Article:
    return factcheck.article(words[0], source=words[1], published="2024-03-05", **more)


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One cache for the tests of this file, none of the user's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "api-cache"))


# --- what it offers


def test_every_name_is_there_and_stands_in_order():
    assert sorted(factcheck.__all__) == factcheck.__all__
    assert all(hasattr(factcheck, name) for name in factcheck.__all__)
    assert set(factcheck.__all__) <= set(dir(factcheck))
    assert not hasattr(factcheck, "nope")


def test_importing_it_loads_nothing():
    script = "import sys; before = {*sys.modules}; import factcheck; print(sorted({*sys.modules} - before - ALLOWED))"
    script = script.replace("ALLOWED", "{m for m in sys.modules if m.partition('.')[0] in ('importlib', 'warnings')}")
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert shown == "['factcheck', 'factcheck.version']\n"


def test_every_error_is_of_one_base():
    errors = [value for name in factcheck.__all__ if isinstance(value := getattr(factcheck, name), type)]
    errors = [one for one in errors if issubclass(one, BaseException)]
    assert len(errors) > 3
    assert all(issubclass(one, factcheck.FactcheckError) for one in errors)


# --- its page


def test_the_page_tells_of_every_name_and_of_no_other():
    assert sorted(SECTIONS) == sorted(factcheck.__all__)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_page_gives_each_function_as_it_is(name: str):
    signature = inspect.signature(getattr(factcheck, name))
    parts = []
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        default = "" if parameter.default is inspect.Parameter.empty else f" = {parameter.default!r}"
        parts.append(f"{parameter.name}: {parameter.annotation}{default}")
    assert f"```\n{name}({', '.join(parts)}) -> {signature.return_annotation}\n```" in SECTIONS[name]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_says_what_every_parameter_of_its_own_is(name: str):
    function = getattr(factcheck, name)
    own = [
        one for one in inspect.signature(function).parameters if one in {"settings", "today", "recall", "sources_too"}
    ]
    assert all(f"`{one}`" in function.__doc__ or "as for `compare`" in function.__doc__ for one in own)


@pytest.mark.parametrize("type_", [factcheck.Findings, factcheck.Discrepancy])
def test_the_page_gives_every_attribute(type_: Any):
    rows = re.findall(r"^\| (`.*?) \|", SECTIONS[type_.__name__], flags=re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(type_.model_fields)


@pytest.mark.parametrize("type_", [factcheck.Relation, factcheck.Severity])
def test_the_page_gives_every_value(type_: Any):
    assert all(f"`{value.name}`" in SECTIONS[type_.__name__] for value in type_)


def test_the_page_names_every_format():
    assert all(name in SECTIONS["render"] for name in members("formats"))


@pytest.mark.parametrize(("page", "least"), [("api.md", 9), ("developer.md", 3)])
def test_the_examples_run(page: str, least: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(PAGE.parent / page), module_relative=False, encoding="utf-8", verbose=False)
    assert done.attempted >= least
    assert done.failed == 0


def test_the_format_that_is_shown_as_a_whole_file_is_one():
    told = (PAGE.parent / "developer.md").read_text(encoding="utf-8")
    shown: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", told, flags=re.DOTALL)[0], shown)
    lines = shown["Format"]().render(FULL).splitlines()
    assert [line.partition(" ")[0] for line in lines] == [one.id for one in FULL.discrepancies]


# --- articles of texts


def test_an_article_has_what_it_is_given():
    one = made(POST, title="A tram off the rails", url="https://norrby.example/tram", name="tram.md")
    assert (one.text, one.source) == POST
    assert (one.title, one.url, one.path) == ("A tram off the rails", "https://norrby.example/tram", "tram.md")
    assert one.published == DAY


@pytest.mark.parametrize("published", ["2024-03-05", date(2024, 3, 5), DAY, "Tue, 05 Mar 2024 00:00:00"])
def test_a_date_is_a_date_or_a_text(published: Any):
    assert factcheck.article("A text.", published=published).published == DAY


def test_texts_without_a_name_are_told_apart():
    one, two = made(POST), made((POST[0] + " More.", POST[1]))
    assert one.path != two.path
    assert one.path == made(POST).path


@pytest.mark.parametrize(
    ("given", "message"),
    [({"text": "  "}, "no text"), ({"text": "A text.", "published": "last week"}, "published 'last week' is no date")],
)
def test_what_is_no_article_is_refused(given: dict[str, Any], message: str):
    with pytest.raises(factcheck.UsageError, match=message):
        factcheck.article(**given)


def test_a_day_that_is_not_yet_is_left_out_and_noted():
    one = factcheck.article("A text.", published="2999-01-01")
    assert one.published is None
    assert "future" in " ".join(one.notes)


# --- what has a part in a call


def test_paths_and_articles_are_compared_together(tmp_path: Path):
    file = tmp_path / "wire.txt"
    file.write_text(f"---\nsource: {WIRE[1]}\npublished: 2024-03-05\n---\n{WIRE[0]}\n", encoding="utf-8")
    findings = factcheck.compare([file, made(POST)])
    assert sorted(one.source for one in findings.articles) == [WIRE[1], POST[1]]
    assert factcheck.compare([made(POST), str(file)]) == findings
    assert [one.kind for one in findings.discrepancies] == ["figure"]


def test_one_path_needs_no_list(tmp_path: Path):
    for name, (text, source) in {"a": POST, "b": WIRE}.items():
        (tmp_path / f"{name}.txt").write_text(f"---\nsource: {source}\n---\n{text}\n", encoding="utf-8")
    assert len(factcheck.compare(tmp_path).articles) == 2
    assert len(factcheck.check(tmp_path / "a.txt", str(tmp_path)).articles) == 2


def test_two_texts_of_one_source_are_not_one_draft():
    earlier = made((WIRE[0], POST[1]))
    assert factcheck.check(made(POST), [earlier]).skipped == ()


def test_nothing_that_lies_about_has_a_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Neither a folder's settings nor the user's own, nor a variable; and no ledger is made."""
    for place in (tmp_path, tmp_path / "config" / "factcheck"):
        place.mkdir(parents=True, exist_ok=True)
        (place / "factcheck.toml").write_text("[kinds.figure]\nmin_confidence = 1.0\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("FACTCHECK_KINDS__FIGURE__MIN_CONFIDENCE", "1.0")
    monkeypatch.setenv("FACTCHECK_LEDGER__URL", f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    findings = factcheck.compare([made(POST), made(WIRE)])
    assert findings.made_by.changed == ()
    assert len(findings.discrepancies) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config", "factcheck.toml"]


@pytest.mark.parametrize("as_path", [str, Path])
def test_settings_that_are_named_count(as_path: Any, tmp_path: Path):
    file = tmp_path / "mine.toml"
    file.write_text("[kinds.figure]\nmin_confidence = 0.99\n", encoding="utf-8")
    findings = factcheck.compare([made(POST), made(WIRE)], settings=as_path(file))
    assert [(one.key, one.origin) for one in findings.made_by.changed] == [("kinds.figure.min_confidence", str(file))]
    assert findings.discrepancies == ()


def test_recall_is_told_among_the_settings():
    findings = factcheck.compare([made(POST), made(WIRE)], recall=True)
    assert "alignment.in_dispute" in [one.key for one in findings.made_by.changed]


def test_a_check_asks_for_what_is_less_likely_likewise():
    findings = factcheck.check(made(POST), made(WIRE), recall=True)
    assert "sureness.told" in [one.key for one in findings.made_by.changed]


def test_a_ledger_that_is_named_keeps_the_run(tmp_path: Path):
    factcheck.compare([made(POST), made(WIRE)], ledger=f"sqlite:///{tmp_path / 'desk.sqlite'}")
    assert (tmp_path / "desk.sqlite").exists()


def test_a_ledger_that_cannot_be_used_costs_no_run(tmp_path: Path):
    (tmp_path / "desk.sqlite").write_text("this is no ledger at all", encoding="utf-8")
    with pytest.warns(UserWarning, match="not recorded|not known"):
        findings = factcheck.compare([made(POST), made(WIRE)], ledger=f"sqlite:///{tmp_path / 'desk.sqlite'}")
    assert len(findings.discrepancies) == 1


def test_progress_is_told_of_every_stage():
    stages = []

    def progress(stage: str, items: Any) -> Any:
        stages.append(stage)
        return items

    factcheck.compare([made(POST), made(WIRE)], progress=progress)
    assert {"opening", "reading", "comparing"} <= {*stages}


@pytest.mark.parametrize("name", members("formats"))
def test_a_report_is_that_of_its_format(name: str):
    assert factcheck.render(FULL, name) == member("formats", name)().render(FULL)


def test_a_format_that_is_not_there_is_told_which_there_are():
    with pytest.raises(factcheck.UsageError, match="there are: claimreview, csv"):
        factcheck.render(FULL, "nope")
