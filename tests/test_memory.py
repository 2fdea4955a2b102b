"""What was understood is taken again as long as nothing has changed that it is made of, and else made anew."""

import json
import pickle
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import packages_distributions

import pytest
from fakes import FakeParser
from reading import PARSER, understand

from factcheck import recalling
from factcheck.domain.text import Article
from factcheck.intake.reading import read
from factcheck.models.kept import Table
from factcheck.settings.lexicons import load_lexicons
from factcheck.understand import memory as remembering
from factcheck.understand.memory import LIBRARIES, WINGS, Memory, way_of

LEXICONS = load_lexicons()
TEXT = (
    "Varnholm, 3 May 2021 - The flood killed 14 people in Varnholm, the mayor Ada Bloom said on Monday. "
    "“We will rebuild,” said Bloom. About 3,000 homes were still without power at 9 p.m."
)


def article(text, name="a", **more):
    return Article(name, f"{text}\n", "Wire", "", f"{name}.txt", **more)


@pytest.fixture
def store(tmp_path):
    return Table(tmp_path / "accounts.sqlite", "accounts")


@pytest.fixture
def read_anew(monkeypatch):
    """The articles that were read, and not remembered, since the test began."""
    from factcheck.understand import accounts

    asked, reading = [], accounts._read

    def noted(cleared, *rest):
        asked.append(cleared.article.id)
        return reading(cleared, *rest)

    monkeypatch.setattr(accounts, "_read", noted)
    return asked


def understood(articles, memory, **more):
    return understand(articles, LEXICONS, memory=memory, **more)


def test_what_a_run_has_stored_another_takes_as_it_was(store, read_anew):
    articles = read(["seeds"], today=date(2100, 1, 1)).articles
    first = understood(articles, Memory(store))
    assert len(read_anew) == len(articles)
    assert understood(articles, Memory(store)) == first
    assert len(read_anew) == len(articles)


def test_a_memory_without_a_store_lasts_for_its_process(read_anew):
    memory = Memory()
    first = understood([article(TEXT)], memory)
    assert understood([article(TEXT)], memory)[0] is first[0]
    assert understood([article(TEXT)], Memory()) == first
    assert read_anew == ["a", "a"]


@pytest.mark.parametrize(
    "other",
    [
        {"text": f"{TEXT} It rained.\n"},
        {"published": datetime(2021, 5, 4, tzinfo=UTC)},
        {"title": "Flood kills 15 in Varnholm"},
        {"path": "b.txt"},
    ],
)
def test_another_article_is_read_anew(store, read_anew, other):
    understood([article(TEXT)], Memory(store))
    changed = replace(article(TEXT), **other)
    assert understood([changed], Memory(store)) == understand([changed], LEXICONS)
    assert read_anew == ["a"] * 3


def test_with_another_parser_or_other_word_lists_or_statements_it_is_read_anew(store, read_anew):
    understood([article(TEXT)], Memory(store), parser=FakeParser())
    understood([article(TEXT)], Memory(store), parser=FakeParser("fake-parser@2"))
    understood([article(TEXT)], Memory(store), parser=FakeParser(), statements=True)
    hedges = LEXICONS.hedges.model_copy(update={"streets": frozenset({"ruritanian"})})
    understand(
        [article(TEXT)], LEXICONS.model_copy(update={"hedges": hedges}), parser=FakeParser(), memory=Memory(store)
    )
    assert read_anew == ["a"] * 4
    understood([article(TEXT)], Memory(store), parser=FakeParser())
    assert read_anew == ["a"] * 4


def test_when_the_run_calls_a_name_otherwise_it_is_read_anew(store, read_anew):
    """ "Bloom" alone is one with the Ada Bloom of another article."""
    short, full = article("Bloom said on Monday that 14 people had died."), article("Mayor Ada Bloom was there.", "b")
    understood([short], Memory(store))
    both = understood([short, full], Memory(store))
    assert both == understand([short, full], LEXICONS)
    assert understood([short], Memory(store)) == understand([short], LEXICONS)


def test_what_becomes_page_furniture_by_other_articles_is_no_part_of_it_any_more(store):
    line = "Sign up for the Varnholm Courier and read 14 stories a month"
    articles = [article(f"{TEXT}\n\n{line}\n\nThe dam {n} held.", str(n)) for n in range(4)]
    understood(articles[:1], Memory(store))
    assert understood(articles, Memory(store)) == understand(articles, LEXICONS)


def test_another_state_of_the_program_is_another_way(monkeypatch):
    before = way_of(LEXICONS, PARSER.name, statements=False)
    assert way_of(LEXICONS, PARSER.name, statements=False) == before
    monkeypatch.setattr(remembering, "state_of", lambda *_: ["another"])
    assert way_of(LEXICONS, PARSER.name, statements=False) != before


@pytest.mark.parametrize(
    ("wings", "libraries"),
    [
        (set(WINGS) - {"parsers"}, LIBRARIES),  # whose own name tells, as of models
        ({"align", "checks", "findings", "judges", "kinds"}, recalling.LIBRARIES),
    ],
)
def test_every_library_that_an_account_or_a_story_is_worked_out_by_is_in_the_way(wings, libraries):
    from test_shelves import PACKAGE

    lines = (
        line.split()[1].split(".")[0]
        for wing in wings
        for path in (PACKAGE / wing).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("import ", "from "))
    )
    of = packages_distributions()
    used = {of[module][0].lower() for module in lines if module in of} - {"factcheck"}
    assert used <= {*(name.lower() for name in libraries), "pydantic"}


def test_what_a_bug_has_spoilt_is_not_stored(store, read_anew, monkeypatch):
    from factcheck.understand import accounts

    with monkeypatch.context() as patch:
        patch.setattr(accounts, "find_moments", lambda *_: 1 / 0)
        (spoilt,) = understood([article(TEXT)], Memory(store))
        assert spoilt.notes
    (whole,) = understood([article(TEXT)], Memory(store))
    assert not whole.notes
    assert read_anew == ["a", "a"]


def forged(*lists):
    return zlib.compress(json.dumps(lists).encode())


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"no zlib",
        zlib.compress(b"no JSON"),
        zlib.compress(b"[" * 100_000),
        zlib.compress(pickle.dumps(1)),
        forged(),
        forged([], []),
        forged([], [1]),
        forged(["tuple", "dict"], [[1], "account", [0, 1, 0]]),
        forged(["print"], ["owned", [0, 0]]),
        forged(["Popen"], [["true"], [0, 0]]),
        forged(["Skipped"], [[0]]),
        forged(["Status"], ["no status", [0, 0]]),
        forged(["date"], ["soon", [0, 0]]),
        forged(["tuple"], [[0, 7]]),
        forged(["tuple"], [[3]]),
    ],
)
def test_what_is_damaged_or_forged_is_read_anew_and_nothing_of_it_runs(store, read_anew, capsys, value):
    first = understood([article(TEXT)], Memory(store))
    way = way_of(LEXICONS, PARSER.name, statements=False)
    store.keep({remembering._key(article(TEXT), way): value})
    assert understood([article(TEXT)], Memory(store)) == first
    assert read_anew == ["a", "a"]
    assert capsys.readouterr() == ("", "")
