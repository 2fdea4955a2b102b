"""Planted errors: what each sort makes of a sentence and where it keeps silent; chosen by seed, listed to be undone."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.text import Article, Span
from factcheck.errors import ConfigError, UsageError
from factcheck.parsers.spacy_en import PACKAGED_MODEL, Parser
from factcheck.planting.alterations import SORTS
from factcheck.planting.backing import Backing
from factcheck.planting.changes import Change, applied, cased, with_article
from factcheck.planting.files import plant, with_list
from factcheck.planting.forms import Forms
from factcheck.planting.passages import Stock, passages_of
from factcheck.planting.planting import Field, Planted
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons

LEXICONS = load_lexicons()
PARSER = Parser(PACKAGED_MODEL, entities=True)
TODAY = date(2100, 1, 1)


def article(text, name="draft"):
    return Article(id=name, text=text, source=name, sha256=name, path=f"{name}.txt")


def passages(text, name="draft"):
    return passages_of(article(text, name), PARSER, LEXICONS)


def made(sort, text, around=""):
    """Every sentence that a sort makes of one, `around` being what else the draft says."""
    (passage,) = passages(text)
    stock = Stock.of([passage, *passages(around, "around")], LEXICONS)
    found = SORTS[sort](passage, stock)
    return {applied(text, [with_article(text, change) for change in one.changes]) for one in found}


PEOPLE = "Martin Oakes met Helen Briggs at the harbour. The coast guard said so. A spokesman for the port said nothing."

FIRES = [
    ("figure", "The fund paid for 34 boats last year.", "The fund paid for 43 boats last year."),
    ("figure", "The crew found four boats.", "The crew found two boats."),
    ("figure", "The pier cost $3,500.", "The pier cost $5,300."),
    ("figure", "Some 61% of the members voted.", "Some 16% of the members voted."),
    ("unit", "The search lasted three days.", "The search lasted three weeks."),
    ("unit", "The pier cost 3 million euros.", "The pier cost 3 billion euros."),
    ("unit", "The pier cost €3 million.", "The pier cost £3 million."),
    ("date", "The pier closed on Friday.", "The pier closed on Monday."),
    ("date", "The pier opened on 4 May 1987.", "The pier opened on 4 March 1987."),
    ("date", "The pier opened on 4 May 1987.", "The pier opened on 7 May 1987."),
    ("date", "The pier opened in 1987.", "The pier opened in 1988."),
    ("name", "The keys were given to Robert Denholm.", "The keys were given to Helen Briggs."),
    ("name", "The keys were given to Robert Denholm.", "The keys were given to Robert Denhalm."),
    ("place", "The boat sailed to Norway.", "The boat sailed to Sweden."),
    ("office", "The mayor opened the pier.", "The governor opened the pier."),
    ("office", "He met a doctor there.", "He met an engineer there."),
    ("office", "Prime Minister Ada Bloom left.", "Foreign Minister Ada Bloom left."),
    ("swap", "The club sold 40 boats and bought 25 boats.", "The club sold 25 boats and bought 40 boats."),
    ("swap", "Robert Denholm accused Helen Briggs of theft.", "Helen Briggs accused Robert Denholm of theft."),
    ("negation", "The council signed the lease.", "The council did not sign the lease."),
    ("negation", "The council has signed the lease.", "The council has not signed the lease."),
    ("negation", "The bridge can carry buses.", "The bridge cannot carry buses."),
    ("negation", "The pier is safe.", "The pier is not safe."),
    ("negation", "The council did not sign the lease.", "The council signed the lease."),
    ("negation", "The council doesn't own the pier.", "The council owns the pier."),
    ("negation", "The council won't sell the pier.", "The council will sell the pier."),
    ("negation", "The council cannot sell the pier.", "The council can sell the pier."),
    ("negation", "The council never sold the pier.", "The council sold the pier."),
    ("contrary", "The council rejected the plan.", "The council approved the plan."),
    ("contrary", "Fares fell in the north.", "Fares rose in the north."),
    ("contrary", "The new pier is safe.", "The new pier is dangerous."),
    ("status", "The council signed the lease.", "The council will sign the lease."),
    ("status", "The lease was signed by the council.", "The lease will be signed by the council."),
    ("status", "The council will sign the lease.", "The council signed the lease."),
    ("status", "The council plans to sell the pier.", "The council sold the pier."),
    ("status", "The piers will be sold.", "The piers were sold."),
    ("order", "He resigned before the vote.", "He resigned after the vote."),
    ("order", "After the club paid, the boats left.", "Before the club paid, the boats left."),
    ("subset", "All of the members voted.", "Some of the members voted."),
    ("subset", "Most residents stayed.", "All residents stayed."),
    ("attribution", "The pier is closed, Robert Denholm said.", "The pier is closed, the coast guard said."),
    ("attribution", "The company said the pier was closed.", "A spokesman for the port said the pier was closed."),
    ("quotation", '"We will sell the pier," she said.', '"We will not sell the pier," she said.'),
    ("quotation", '"We did not sell the pier," she said.', '"We sold the pier," she said.'),
    ("quotation", '"The pier is safe," she said.', '"The pier is dangerous," she said.'),
]

SILENT = [
    ("figure", "The second pier opened in 1987 on the A40."),
    ("figure", 'She said the club had "34 boats" there.'),
    ("unit", "The search lasted days."),
    ("unit", "He carried the boat for a three-day race."),
    ("date", "The pier may close soon."),
    ("date", 'She said: "We close on Friday."'),
    ("name", "The keys were given to the harbour master."),
    ("name", 'He wrote: "The keys were given to Robert Denholm."'),
    ("place", "The boat sailed to the harbour."),
    ("place", 'He wrote: "The boat sailed to Norway."'),
    ("office", "The vice president of the club left."),
    ("office", "He joined the Nurse Recruitment Fund."),
    ("swap", "Robert Denholm and Helen Briggs left."),
    ("swap", "Robert Denholm met Helen Briggs."),
    ("swap", "The price rose from 40 to 45 euros."),
    ("negation", "Police said so."),
    ("negation", "If the council signed the lease, all would be well."),
    ("negation", "Nobody signed the lease."),
    ("negation", "The council did not only sign the lease."),
    ("negation", "The council did not sign any lease."),
    ("negation", "Did the council sign the lease?"),
    ("negation", '"We will sell the pier," she said.'),
    ("contrary", "The council turned down the Safe Harbour Fund."),
    ("contrary", '"The pier is safe," she said.'),
    ("status", "The council signed the lease last year."),
    ("status", "The storm killed nine."),
    ("status", "The council will sign the lease next week."),
    ("status", "The council did not sign the lease."),
    ("order", "He appeared before the judge."),
    ("order", "The boy was named after the poet."),
    ("subset", "The most important members voted."),
    ("subset", "After all, he stayed at home."),
    ("attribution", "The pier is closed, he said."),
    ("attribution", "The club says the pier is closed."),
    ("quotation", "The council will sell the pier."),
    ("quotation", "She called the pier safe."),
]


@pytest.mark.parametrize(("sort", "text", "expected"), FIRES)
def test_what_a_sort_makes_of_a_sentence(sort, text, expected):
    assert expected in made(sort, text, f"{PEOPLE} The boat came from Sweden.")


@pytest.mark.parametrize(("sort", "text"), SILENT)
def test_where_a_sort_keeps_silent(sort, text):
    assert made(sort, text, f"{PEOPLE} The boat came from Sweden.") == set()


def test_every_sort_has_sentences_of_its_own():
    assert {sort for sort, *_ in FIRES} == {sort for sort, _ in SILENT} == set(SORTS)


def test_a_number_that_is_told_elsewhere_is_not_put_in():
    assert "The fund paid for 43 boats." not in made("figure", "The fund paid for 34 boats.", "It owns 43 piers.")


def test_a_name_with_the_stands_for_none_without():
    assert made("place", "The boat sailed to Norway.", "He left the Netherlands for Sweden.") == {
        "The boat sailed to Sweden."
    }


def test_who_may_be_a_place_stands_for_nobody():
    around = "Nether Wexcombe sang. Desmond Farr sang. He lives in Wexcombe."
    assert not any("Wexcombe" in one for one in made("name", "Robert Denholm left.", around))


def test_a_name_in_doubt_stands_for_nobody():
    assert not any("Briggs" in one for one in made("name", "Robert Denholm left.", "Briggs Harbour Ltd left Helen."))


# --- forms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [
        ("sign", "VBD", "signed"),
        ("close", "VBD", "closed"),
        ("deny", "VBD", "denied"),
        ("stay", "VBD", "stayed"),
        ("stop", "VBD", "stopped"),
        ("acquit", "VBN", "acquitted"),
        ("open", "VBD", "opened"),
        ("show", "VBD", "showed"),
        ("take", "VBN", "taken"),
        ("agree", "VBG", "agreeing"),
        ("close", "VBG", "closing"),
        ("ban", "VBG", "banning"),
        ("deny", "VBZ", "denies"),
        ("pass", "VBZ", "passes"),
        ("have", "VBZ", "has"),
        ("city", "NNS", "cities"),
        ("man", "NNS", "men"),
        ("$", "$", "$"),
        ("sign", "VB", "sign"),
    ],
)
def test_forms(lemma, tag, form):
    assert Forms(LEXICONS.planting).of(lemma, tag) == form


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("He met a nurse.", "nurse", "engineer", "He met an engineer."),
        ("He met an engineer.", "engineer", "nurse", "He met a nurse."),
        ("An engineer left.", "engineer", "nurse", "A nurse left."),
        ("It took a minute.", "minute", "hour", "It took an hour."),
        ("He met a nurse.", "nurse", "teacher", "He met a teacher."),
        ("It is an idea of Oslo.", "Oslo", "Bergen", "It is an idea of Bergen."),
    ],
)
def test_the_article_fits_the_word_behind_it(text, old, new, expected):
    start = text.rindex(old)
    change = Change(Span(start, start + len(old)), new)
    assert applied(text, [with_article(text, change)]) == expected


def test_words_take_the_case_of_those_they_stand_for():
    assert [cased("secretary of state", one) for one in ("Prime Minister", "prime minister", "Mayor")] == [
        "Secretary of State",
        "secretary of state",
        "Secretary of state",
    ]


# --- planting -------------------------------------------------------------------------------------

DRAFT = """Harlow pier to close

The council approved the sale of the pier on Friday, 3 May. The mayor, Robert Denholm, signed the lease after the vote.
Most residents of Harlow did not oppose the plan. The pier cost 34 million euros in 1987.

"We will repair the pier," said Helen Briggs, who leads the port. The coast guard said 12 boats were damaged.
The new owner plans to open a hotel in Norway before the festival. The storm lasted three days.
"""
SOURCE = """Officials counted the boats. The coast guard said on Sunday that 12 boats were damaged in the harbour at Harlow.
The council approved the sale of the old pier on Friday evening. The mayor did not speak.
"""


def field(text=DRAFT, *sources):
    read = [article(source, f"source-{n}") for n, source in enumerate(sources)]
    own = passages(text)
    theirs = [passage for one in read for passage in passages_of(one, PARSER, LEXICONS)]
    return Field(article(text), text, own, Stock.of([*own, *theirs], LEXICONS), Backing.of(theirs, read))


FIELD = field()


def undone(text, errors):
    for error in errors:
        assert text.count(error.words) == 1, error
        text = text.replace(error.words, error.was)
    return text


@given(
    seed=st.integers(0, 10_000), errors=st.integers(1, 20), sorts=st.sets(st.sampled_from(sorted(SORTS)), min_size=1)
)
def test_errors_are_undone_by_their_list_in_any_order(seed, errors, sorts):
    planting = FIELD.planted(sorted(sorts), errors=errors, seed=seed)
    assert undone(planting.text, planting.errors) == undone(planting.text, planting.errors[::-1]) == DRAFT
    assert len(planting.errors) <= errors
    assert {error.kind for error in planting.errors} | set(planting.impossible) <= sorts


def test_one_seed_plants_the_same_whatever_the_order_of_the_sorts():
    one, other = (FIELD.planted(order, errors=6, seed=7) for order in (list(SORTS), list(SORTS)[::-1]))
    assert one == other
    assert any(FIELD.planted(list(SORTS), errors=6, seed=seed) != one for seed in range(3))


def test_no_sentence_gets_two_errors_and_each_sort_comes_once_before_any_comes_again():
    errors = FIELD.planted(list(SORTS), errors=20, seed=1).errors
    assert len(errors) <= len(FIELD.passages)
    few = [error.kind for error in FIELD.planted(list(SORTS), errors=5, seed=1).errors]
    assert len(few) == len(set(few)) == 5


def test_a_headline_is_left_as_it_is():
    assert all(
        FIELD.planted(list(SORTS), errors=20, seed=n).text.startswith("Harlow pier to close\n") for n in range(5)
    )


def test_a_sort_without_room_is_told():
    planting = field("The harbour was quiet.").planted(["date", "negation"], errors=3, seed=1)
    assert planting.impossible == ("date",)
    assert [error.was for error in planting.errors] == ["was"]


def test_an_error_stands_first_where_a_source_tells_what_is_altered():
    (error,) = field(DRAFT, SOURCE).planted(["figure"], errors=1, seed=3).errors
    assert (error.source, error.was.split()[0]) == ("source-0.txt", "12")
    assert error.says == "The coast guard said on Sunday that 12 boats were damaged in the harbour at Harlow."


def test_nothing_is_planted_that_a_source_bears_out():
    text = "The council approved the sale of the pier on Friday."
    other = "The council rejected the sale of the pier on Friday."
    assert field(text).planted(["contrary"], errors=1, seed=1).errors[0].words == "rejected"
    assert field(text, other).planted(["contrary"], errors=1, seed=1).errors == ()


# --- files ----------------------------------------------------------------------------------------


def written(tmp_path, text=DRAFT, name="draft.txt"):
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_only_the_errors_differ_in_a_file_with_front_matter_marks_and_line_ends_of_windows(tmp_path):
    text = ("---\ntitle: The pier\n---\n" + DRAFT.replace("residents", "*residents*")).replace("\n", "\r\n")
    planting = plant(
        str(written(tmp_path, text, "draft.md")), (), load_config(), today=TODAY, sorts=["date"], errors=2, seed=1
    )
    assert undone(planting.text, planting.errors) == text


@pytest.mark.parametrize(
    ("sorts", "text", "says"),
    [
        (["negatoin"], DRAFT, "--sort negatoin: there is no such sort; did you mean 'negation'"),
        (["date"], "The harbour was quiet.", "no error of date can be planted in it"),
    ],
)
def test_what_cannot_be_planted_is_told(tmp_path, sorts, text, says):
    with pytest.raises(UsageError, match=says):
        plant(str(written(tmp_path, text)), (), load_config(), today=TODAY, sorts=sorts, errors=1, seed=1)


def test_a_list_keeps_what_it_has_of_other_drafts(tmp_path):
    place = tmp_path / "expected.toml"
    odd = Planted("name", 'the "Rao"\n\\ \x7f', "who", "a.txt", "é")
    for draft, errors in (("one.txt", [odd]), ("two.txt", [odd, odd]), ("two.txt", [odd])):
        place.write_text(with_list(place, draft, errors), encoding="utf-8")
    listed = tomllib.loads(place.read_text(encoding="utf-8"))["error"]
    assert [one["draft"] for one in listed] == ["one.txt", "two.txt"]
    assert {one["words"] for one in listed} == {odd.words}
    place.write_text(f'story = "A pier"\n\n{place.read_text(encoding="utf-8")}', encoding="utf-8")
    assert tomllib.loads(with_list(place, "one.txt", []))["story"] == "A pier"


@pytest.mark.parametrize("text", ["[[error]\n", "error = 3\n", "[[error]]\nkind = 'name'\n", "count = 3\n"])
def test_a_file_that_is_no_list_is_left_alone(tmp_path, text):
    place = Path(tmp_path, "expected.toml")
    place.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"expected\.toml"):
        with_list(place, "one.txt", [])


def test_the_command_writes_draft_and_list_and_tells_each_error(program, tmp_path):
    draft, planted, listed = written(tmp_path), tmp_path / "planted.txt", tmp_path / "expected.toml"
    order = ("mutate", str(draft), "--sort", "date", "--sort", "order", "--errors", "3", "-o", str(planted))
    code, out, err = program(*order, "--list", str(listed))
    assert (code, out) == (0, f"{planted}\n")
    errors = tomllib.loads(listed.read_text(encoding="utf-8"))["error"]
    assert [one["draft"] for one in errors] == ["planted.txt"] * 3
    text = planted.read_text(encoding="utf-8")
    for one in errors:
        assert f'{one["kind"]}: "{one["words"]}" for "{one["was"]}"\n' in err
        text = text.replace(one["words"], one["was"])
    assert text == DRAFT


def test_the_command_prints_the_draft_and_says_what_it_could_not_do(program, tmp_path):
    draft = written(tmp_path, "The pier closed on Friday.\n")
    code, out, err = program("mutate", str(draft), "--sort", "date", "--sort", "place", "--errors", "2")
    assert code == 0
    assert out != "The pier closed on Friday.\n"
    assert "place: no error planted: no sentence that is left can be altered so\n" in err
    assert "1 of 2 errors planted" in err


@pytest.mark.parametrize("targets", [["-o", "draft.txt"], ["--list", "draft.txt"], ["-o", "a.txt", "--list", "a.txt"]])
def test_no_file_is_written_over_another(program, tmp_path, monkeypatch, targets):
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    code, out, err = program("mutate", "draft.txt", *targets)
    assert (code, out) == (2, "")
    assert "give" in err
    assert [path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")] == [DRAFT]
