"""Figures that the desk has settled: how they are written, and when a draft or a source is held against them."""

from dataclasses import replace
from datetime import date

import pytest
from alone import LEXICONS, kind, understood

from factcheck.domain.findings import Discrepancy, Relation, Severity
from factcheck.domain.story import Compatible, Story
from factcheck.domain.values import Figure
from factcheck.errors import ConfigError
from factcheck.gate.facts import read_facts

DEAD = (
    '[[facts]]\nwhat = "dead"\nvalue = "43"  # the final count\nas_of = 2020-01-05\nsource = "Ministry, bulletin 12"\n'
)


def read(tmp_path, text):
    path = tmp_path / "facts.toml"
    path.write_text(text, encoding="utf-8")
    return read_facts(path, LEXICONS)


def held(tmp_path, facts, *texts):
    """What the kind finds in the texts, of which the first is the draft."""
    story = Story("s", "t", tuple(understood(texts)), (), {}, draft="a0", settled=read(tmp_path, facts))
    return list(kind("fact").compare(story))


def settled(what, value, **more):
    lines = {"what": what, "value": value, "as_of": "2020-01-05", "source": "desk", **more}
    body = "\n".join(f"{k} = {v}" if k in ("as_of", "about") else f'{k} = "{v}"' for k, v in lines.items())
    return f"[[facts]]\n{body}\n"


# --- the file


def test_an_entry_is_a_figure_that_stands_where_it_is_written(tmp_path):
    (one,) = read(tmp_path, "# our figures\n" + DEAD)
    claim = one.claim
    assert isinstance(claim.value, Figure)
    assert (claim.value.lower, claim.value.role) == (43, "killed")
    assert claim.claimant.name == "Ministry, bulletin 12"
    assert claim.as_of.isoformat() == "2020-01-05"
    assert claim.sentence.line == 3
    text = (tmp_path / "facts.toml").read_text(encoding="utf-8")
    assert text[claim.span.start : claim.span.end] == '"43"'
    assert claim.sentence.span.of(text) == claim.sentence.text


def test_several_entries_keep_their_places(tmp_path):
    found = read(tmp_path, DEAD + "\n" + settled("injured", "at least 12") + settled("turnout", "38 per cent"))
    assert [c.claim.value.unit for c in found] == ["count", "count", "percent"]
    assert [c.claim.sentence.line for c in found] == [2, 8, 13]


def test_an_empty_file_settles_nothing(tmp_path):
    assert read(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[facts]]\nwhat = ", "cannot be read as TOML.*line 2"),
        (DEAD.replace("as_of", "asof"), r"facts\.0\.a"),
        (DEAD.replace('source = "Ministry, bulletin 12"\n', ""), r"facts\.0\.source"),
        (DEAD.replace('"43"', "43"), r"facts\.0\.value = 43"),
        (DEAD.replace('"43"', '"many"'), r":2: no figure can be read from 'many' and 'dead'"),
        ('facts = [{what = "dead", value = "43", as_of = 2020-01-05, source = "x"}]', r"\[\[facts\]\] line of its own"),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path, text, says):
    with pytest.raises(ConfigError, match=says):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"nowhere\.toml: there is no such file"):
        read_facts(tmp_path / "nowhere.toml", LEXICONS)


# --- what is held against it

FIRES = [
    (DEAD, ["The strike on the academy killed 41 people, five of them in Hadba.", "The strike killed 43 people."]),
    (DEAD, ["Forty-one people died in the strike."]),
    (settled("injured", "at least 12"), ["Nine people were injured when the roof fell."]),
    (settled("turnout", "38 per cent"), ["Turnout was 48 per cent, the commission said."]),
    (settled("houses destroyed", "120"), ["The flood destroyed 210 houses in the valley."]),
    (settled("dead", "43", about='["academy"]'), ["The strike on the academy left 34 dead."]),
]
SILENT = [
    (DEAD, ["The strike on the academy killed 43 people."]),
    (DEAD, ["The strike killed at least 40 people."]),
    (DEAD, ["The strike injured 41 people."]),
    (DEAD, ["The strike killed 43 people, and 12 died in hospital."]),
    (settled("turnout", "38 per cent"), ["Prices rose by 48 per cent."]),
    (settled("houses destroyed", "120"), ["The flood destroyed 210 boats in the harbour."]),
    (settled("dead", "43", about='["academy"]'), ["The crash near Varnholm left 34 dead."]),
    (DEAD, ["The strike on the academy killed 41 cadets."]),
    (DEAD, ["Nobody was there."]),
]


@pytest.mark.parametrize(("facts", "texts"), FIRES)
def test_another_figure_for_what_is_settled_is_found(tmp_path, facts, texts):
    (found,) = [d for d in held(tmp_path, facts, *texts) if isinstance(d, Discrepancy)]
    assert found.severity is Severity.HIGH
    assert found.sides[0].evidence[0].article.endswith("facts.toml")
    assert found.sides[1].evidence[0].article == "a0"


@pytest.mark.parametrize(("facts", "texts"), SILENT)
def test_what_agrees_or_is_of_something_else_is_not(tmp_path, facts, texts):
    assert not [d for d in held(tmp_path, facts, *texts) if isinstance(d, Discrepancy)]


def test_one_fact_is_one_finding_with_a_side_for_each_other_figure(tmp_path):
    texts = ["It killed 41 people.", "It killed 31 people.", "Forty-one people died.", "It killed 43 people."]
    found = held(tmp_path, DEAD, *texts)
    (one,) = [d for d in found if isinstance(d, Discrepancy)]
    assert [[e.article for e in side.evidence][-2:] for side in one.sides[1:]] == [["a0", "a2"], ["a1"]]
    assert [pair.right.article for pair in found if isinstance(pair, Compatible)] == ["a3"]


@pytest.mark.parametrize(
    ("value", "day", "relation"),
    [
        (31, "2020-01-04", Relation.UPDATE),
        (50, "2020-01-06", Relation.UPDATE),
        (31, "2020-01-06", Relation.CONFLICT),
        (50, "2020-01-04", Relation.CONFLICT),
        (31, "2020-01-05", Relation.CONFLICT),
    ],
)
def test_a_toll_of_another_day_may_be_an_update(tmp_path, value, day, relation):
    (account,) = understood([f"The strike killed {value} people."])
    claims = tuple(replace(claim, as_of=date.fromisoformat(day)) for claim in account.claims)
    story = Story("s", "t", (replace(account, claims=claims),), (), {}, draft="a0", settled=read(tmp_path, DEAD))
    (found,) = kind("fact").compare(story)
    assert found.relation is relation
