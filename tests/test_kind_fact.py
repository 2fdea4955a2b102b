"""A figure that the desk has settled, given otherwise: fires and stays silent."""

from dataclasses import replace
from datetime import date

import pytest
from alone import LEXICONS, kind, story, understood
from reading import PARSER

from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Compatible
from factcheck.gate.facts import read_facts

DEAD = (
    '[[facts]]\nwhat = "dead"\nvalue = "43"  # the final count\nas_of = 2020-01-05\nsource = "Ministry, bulletin 12"\n'
)


def read(tmp_path, text):
    path = tmp_path / "facts.toml"
    path.write_text(text, encoding="utf-8")
    return read_facts(path, LEXICONS, parser=PARSER)


def held(tmp_path, facts, *texts):
    """What the kind finds in the texts, of which the first is the draft."""
    made = story(understood(texts), draft="a0", settled=read(tmp_path, facts))
    return list(kind("fact").compare(made))


def settled(what, value, **more):
    lines = {"what": what, "value": value, "as_of": "2020-01-05", "source": "desk", **more}
    body = "\n".join(f"{k} = {v}" if k in ("as_of", "about") else f'{k} = "{v}"' for k, v in lines.items())
    return f"[[facts]]\n{body}\n"


FIRES = [
    (DEAD, ["The strike on the academy killed 41 people, five of them in Hadba.", "The strike killed 43 people."]),
    (DEAD, ["Forty-one people died in the strike."]),
    (settled("injured", "at least 12"), ["Nine people were injured when the roof fell."]),
    (settled("turnout", "38 per cent"), ["Turnout was 48 per cent, the commission said."]),
    (settled("houses destroyed", "120"), ["The flood destroyed 210 houses in the valley."]),
    (settled("dead", "43", about='["academy"]'), ["The strike on the academy left 34 dead."]),
    (settled("people hurt", "15"), ["A lifeboat took off 58 people, and 14 people had been hurt."]),
    (settled("people taken to hospital", "12"), ["58 people were taken off, and 14 people were taken to hospital."]),
    (settled("people taken to hospital", "12"), ["The port said 14 people had been taken to hospital."]),
    (settled("people aboard", "148"), ["There were 158 people on the ferry."]),
    (settled("people in hospital", "12"), ["On Friday 14 people were still in hospital."]),
]
SILENT = [
    (DEAD, ["The strike on the academy killed 43 people."]),
    (DEAD, ["The strike killed at least 40 people."]),
    (DEAD, ["The strike injured 41 people."]),
    (DEAD, ["The strike killed 43 people, and 12 died in hospital."]),
    (settled("turnout", "38 per cent"), ["Prices rose by 48 per cent."]),
    (settled("turnout", "38 per cent"), ["A rise of 48 per cent in prices."]),
    (settled("houses destroyed", "120"), ["The flood destroyed 210 boats in the harbour."]),
    (settled("dead", "43", about='["academy"]'), ["The crash near Varnholm left 34 dead."]),
    (DEAD, ["The strike on the academy killed 41 cadets."]),
    (DEAD, ["Nobody was there."]),
    (settled("people hurt", "15"), ["A lifeboat took off 58 people."]),
    (settled("passengers hurt", "15"), ["The ferry had 148 passengers aboard."]),
    (settled("people taken to hospital", "12"), ["A lifeboat took off 58 people."]),
    (settled("houses destroyed", "120"), ["The new estate will have 210 houses."]),
    (settled("people in hospital", "12"), ["A lifeboat took off 58 people."]),
    (settled("votes for the bill", "60"), ["Ada Bloom has 71 votes in Lindal."]),
    (
        settled("houses destroyed", "120"),
        ["The mayor said 120 houses are gone, destroyed. It destroyed 40 houses here."],
    ),
]


@pytest.mark.parametrize(("facts", "texts"), FIRES)
def test_another_figure_for_what_is_settled_is_found(tmp_path, facts, texts):
    (found,) = [d for d in held(tmp_path, facts, *texts) if isinstance(d, Found)]
    assert found.severity is Severity.HIGH
    assert found.sides[0].evidence[0].article.endswith("facts.toml")
    assert found.sides[1].evidence[0].article == "a0"


@pytest.mark.parametrize(("facts", "texts"), SILENT)
def test_what_agrees_or_is_of_something_else_is_not(tmp_path, facts, texts):
    assert not [d for d in held(tmp_path, facts, *texts) if isinstance(d, Found)]


def test_the_figure_of_the_settled_deed_is_the_one_that_is_shown(tmp_path):
    text = "The port said 58 people had been taken off by a lifeboat and 14 people were taken to hospital."
    (found,) = held(tmp_path, settled("people taken to hospital", "12"), text)
    assert [side.value for side in found.sides[1:]] == ["14 people"]


def test_one_fact_is_one_finding_with_a_side_for_each_other_figure(tmp_path):
    texts = ["It killed 41 people.", "It killed 31 people.", "Forty-one people died.", "It killed 43 people."]
    found = held(tmp_path, DEAD, *texts)
    (one,) = [d for d in found if isinstance(d, Found)]
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
    made = story((replace(account, claims=claims),), draft="a0", settled=read(tmp_path, DEAD))
    (found,) = kind("fact").compare(made)
    assert found.relation is relation
