"""A bug costs the sentence, the article or the kind in which it happens, and the report says so; never the run."""

import random
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from fakes import FakeEncoder
from reading import PARSER, sentences
from stories import CONFIG, LEXICONS, Told, articles

from factcheck import grouping, pipeline
from factcheck.domain.text import Article
from factcheck.errors import NothingComparable, contained, debugging
from factcheck.intake.reading import read
from factcheck.intake.records import article as recorded
from factcheck.kinds.figure import Kind as FigureKind
from factcheck.readers.csv_file import Reader as CsvReader
from factcheck.shelves import member
from factcheck.understand import accounts
from factcheck.values.names.namebook import NameBook

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import reliability

SEEDS = Path(__file__).parent.parent / "seeds"
STORY = articles(
    Told("The flood killed 14 people in Varnholm. A broken sentence names 5 boats.", "2024-05-14"),
    Told("The flood killed 31 people in Varnholm. Some 200 houses were lost.", "2024-05-14"),
    Told("The flood killed 14 people in Varnholm, the mayor said.", "2024-05-14"),
)


def understood(text, published=datetime(2024, 5, 14)):  # noqa: DTZ001
    (account,) = accounts.understand([Article("a", text, "a", "", "a", published=published)], LEXICONS, parser=PARSER)
    return account


@pytest.fixture
def strict():
    token = debugging.set(True)
    yield
    debugging.reset(token)


@pytest.fixture
def breaking(monkeypatch):
    """Whatever reads the sentence with "broken" in it fails."""
    known = accounts.claimant_of

    def fails(sentence, *given, **options):
        if "broken" in sentence.text:
            raise IndexError("no such word")
        return known(sentence, *given, **options)

    monkeypatch.setattr(accounts, "claimant_of", fails)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize(
    "text",
    [
        "February 2 say so.",
        "On May 14 said that 3 people had died.",
        f"Some {'9' * 309} people died.",
        f"Some {'9' * 309}.5 million people died.",
        f"It cost ${'9' * 400}.",
        f"Some 10{' million' * 80} people died.",
        f"A quake of magnitude {'9' * 400} struck.",
    ],
)
def test_odd_sentences_are_read(text):
    understood(text)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("published", [datetime(1, 1, 1), datetime(9999, 12, 31)])  # noqa: DTZ001
@pytest.mark.parametrize(
    "when",
    ["yesterday", "tomorrow", "last year", "next week", "three days ago", "at the weekend", "in early January", "on Dec. 31"],
)  # fmt: skip
def test_a_day_beyond_the_calendar_is_no_day(published, when):
    understood(f"The dam burst {when}.", published)


@pytest.mark.parametrize(
    "day",
    ["0001-01-01", "0001-01-01T00:00:00+03:00", "9999-12-31T23:59:59-05:00", "1066-10-14", "0001-01-01T00:00:00Z"],
)
def test_a_day_before_there_were_newspapers_is_unknown_and_noted(day):
    read = recorded({"text": "The dam burst.", "published": day}, path="a.json", stem="a", today=date(2024, 5, 14))
    assert read.published is None
    assert "left out" in read.notes[0]


def test_an_old_newspaper_keeps_its_day():
    fields = {"text": "The dam burst.", "published": "1666-09-03"}
    assert recorded(fields, path="a.json", stem="a", today=date(2024, 5, 14)).published == datetime(1666, 9, 3)  # noqa: DTZ001


@pytest.mark.parametrize("word", ["a", "A", "1", ".", "-", "Ab", "a-", "A."])
def test_of_no_run_of_letters_the_parser_sees_all(word):
    sentence = sentences("a", f"The word {word * 3200} is long.")[0]
    assert max(map(len, PARSER.parse([sentence.tokens])[0].lemmas)) < 50
    assert sentence.tokens[2].text.startswith(word)


@pytest.mark.usefixtures("breaking")
def test_a_bug_in_one_sentence_costs_that_sentence_and_is_noted():
    findings = pipeline.compare(STORY, CONFIG, encoder=FakeEncoder())
    first = min(findings.articles, key=lambda one: one.id)
    assert [note for one in findings.articles for note in one.notes] == list(first.notes)
    assert "line 1, column 41" in first.notes[0]
    assert "IndexError: no such word" in first.notes[0]
    assert {(s.value) for d in findings.discrepancies if d.kind == "figure" for s in d.sides} == {
        "14 people killed",
        "31 people killed",
    }


def test_a_bug_in_finding_names_costs_the_sentence_that_has_it(monkeypatch):
    known = accounts.find_names

    def fails(sentences, *lists):
        if any("broken" in sentence.text for sentence in sentences):
            raise ValueError("odd name")
        return known(sentences, *lists)

    monkeypatch.setattr(accounts, "find_names", fails)
    account = understood("The flood killed 14 people in Varnholm. A broken sentence names 5 boats.")
    assert [sentence.index for sentence in account.sentences] == [0]
    assert "odd name" in account.notes[0]
    assert account.names


def test_a_bug_in_an_article_costs_that_article_and_is_reported(monkeypatch):
    known = accounts.sentences

    def fails(article, *given, **options):
        if article == STORY[2].id:
            raise KeyError("odd")
        return known(article, *given, **options)

    monkeypatch.setattr(accounts, "sentences", fails)
    findings = pipeline.compare(STORY, CONFIG, encoder=FakeEncoder())
    assert len(findings.articles) == 2
    assert [(skip.path, "KeyError" in skip.reason) for skip in findings.skipped] == [(STORY[2].path, True)]
    with pytest.raises(NothingComparable, match="the draft could not be read"):
        pipeline.check(STORY[2], STORY[:2], CONFIG, today=date(2024, 6, 1), encoder=FakeEncoder())


def test_a_bug_in_a_kind_costs_what_it_would_have_found_and_is_reported(monkeypatch):
    def fails(_, story):
        raise ZeroDivisionError(story.id)

    monkeypatch.setattr(FigureKind, "compare", fails)
    findings = pipeline.compare(STORY, CONFIG, encoder=FakeEncoder())
    assert ["the kind figure failed" in skip.reason for skip in findings.skipped] == [True]
    markdown = member("formats", "markdown")().render(findings)
    assert "ZeroDivisionError" in markdown


def failing(*_given, **_options):
    raise ZeroDivisionError("odd")


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("same_event_groups", "could not be told apart by event and count as one story"),
        ("pair_statements", "the statements could not be paired"),
        ("origins", "each article counts as an origin"),
        ("one_event", "look-alike events could not be told apart"),
    ],
)
def test_a_bug_in_a_step_that_others_can_do_without_costs_what_it_would_have_said(monkeypatch, step, says):
    monkeypatch.setattr(grouping, step, failing)
    copied = replace(STORY[0], id="copied")
    findings = pipeline.compare([*STORY, copied], CONFIG, encoder=FakeEncoder())
    (told,) = findings.skipped
    assert says in told.reason
    assert "ZeroDivisionError: odd" in told.reason
    assert "figure" in {d.kind for d in findings.discrepancies}
    origin = {a.id: a.origin for a in findings.articles}
    assert (origin[copied.id] == origin[STORY[0].id]) is (step != "origins")
    assert step != "origins" or all(own == article for article, own in origin.items())


def test_a_story_that_cannot_be_aligned_is_told_and_the_others_go_on(monkeypatch):
    known = grouping.align

    def fails(claims, *given, **options):
        if any("goals" in claim.sentence.text for claim in claims):
            raise IndexError("no such claim")
        return known(claims, *given, **options)

    monkeypatch.setattr(grouping, "align", fails)
    rovers = articles(
        Told("Rovers beat Lindal 2-1 at Fairfield. Ivo Marsh scored 2 goals for Rovers.", "2024-05-14"),
        Told("Rovers beat Lindal 3-1 at Fairfield. Ivo Marsh scored 3 goals for Rovers.", "2024-05-14"),
    )
    both = [*STORY, *(replace(one, id=f"rovers-{one.id}") for one in rovers)]
    findings = pipeline.compare(both, CONFIG, encoder=FakeEncoder())
    assert len(findings.stories) == 2
    assert ["could not be aligned" in skip.reason for skip in findings.skipped] == [True]
    assert "figure" in {d.kind for d in findings.discrepancies}


def test_a_draft_is_held_against_all_its_sources_where_they_cannot_be_told_apart(monkeypatch):
    monkeypatch.setattr(grouping, "group_of", failing)
    findings = pipeline.check(STORY[0], STORY[1:], CONFIG, today=date(2024, 6, 1), encoder=FakeEncoder())
    assert ["told apart by event, and all count" in skip.reason for skip in findings.skipped] == [True]
    assert "figure" in {d.kind for d in findings.discrepancies}


def test_articles_whose_names_cannot_be_joined_keep_their_own(monkeypatch):
    known = NameBook.of.__func__

    def fails(cls, names, **options):
        if len(names) > 1:
            raise KeyError("odd name")
        return known(cls, names, **options)

    monkeypatch.setattr(NameBook, "of", classmethod(fails))
    findings = pipeline.compare(STORY, CONFIG, encoder=FakeEncoder())
    of_all, of_story = findings.skipped
    assert (of_all.path, "each keeps its own" in of_all.reason) == ("all articles", True)
    assert (of_story.path, "names could not be joined" in of_story.reason) == (findings.stories[0].title, True)
    assert len(findings.articles) == 3
    assert "figure" in {d.kind for d in findings.discrepancies}
    with pytest.raises(KeyError):
        accounts.understand(STORY, LEXICONS, parser=PARSER)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("step", ["same_event_groups", "align", "pair_statements", "origins", "one_event"])
def test_with_debug_a_bug_in_a_step_ends_the_run(monkeypatch, step):
    monkeypatch.setattr(grouping, step, failing)
    with pytest.raises(ZeroDivisionError):
        pipeline.compare(STORY, CONFIG, encoder=FakeEncoder())


@pytest.mark.usefixtures("breaking")
def test_the_reports_that_people_read_show_the_note():
    findings = pipeline.compare(STORY, CONFIG, encoder=FakeEncoder())
    for name in ("markdown", "html", "terminal"):
        shown = " ".join(member("formats", name)().render(findings).split())
        assert "could not be understood" in shown, name


@pytest.mark.usefixtures("strict", "breaking")
def test_with_debug_a_bug_ends_the_run():
    with pytest.raises(IndexError):
        pipeline.compare(STORY, CONFIG, encoder=FakeEncoder())


def test_errors_of_our_own_pass():
    with pytest.raises(NothingComparable), contained(pytest.fail):
        raise NothingComparable("nothing")


@pytest.mark.usefixtures("strict")
def test_mangled_sentences_are_read():
    """A bounded part of benchmarks/reliability.py, on the project's own articles."""
    rows = [row for path in sorted(SEEDS.glob("*.txt")) for row in path.read_text(encoding="utf-8").splitlines() if row]
    chance = random.Random(7)
    failed = [reliability.failure(reliability.mangled(chance.choice(rows), chance), n) for n in range(1500)]
    assert [one for one in failed if one] == []


def test_what_a_clause_does_with_its_statement_is_found_out_once_however_many_dates_it_names(monkeypatch):
    """A table without full stops is one sentence: with 500 dates in it each asked this of all its words anew."""
    asked = []
    known = accounts.status_of
    monkeypatch.setattr(
        accounts, "status_of", lambda *given, **options: asked.append(given[1]) or known(*given, **options)
    )
    account = understood("The ferry sails " + "on May 2, on June 3, on July 14, " * 20 + "and on Sunday.")
    assert len(account.claims) > 50
    assert len(asked) == len(set(asked))


def test_a_reader_that_fails_costs_its_file(monkeypatch, tmp_path):
    def fails(*_given, **_options):
        raise IndexError("no such cell")

    monkeypatch.setattr(CsvReader, "read", fails)
    (tmp_path / "a.csv").write_text("text\nThe dam burst.\n")
    (tmp_path / "b.txt").write_text("The dam burst.\n")
    reading = read([str(tmp_path)], today=date(2024, 5, 14))
    assert [article.id for article in reading.articles] == ["b"]
    (skip,) = reading.skipped
    assert skip.path == str(tmp_path / "a.csv")
    assert "IndexError: no such cell" in skip.reason
