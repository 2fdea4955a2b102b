"""A name of the draft that no source has, where the sources have another: fires and stays silent."""

import pytest
from alone import kind, story, understood

from factcheck.domain.findings import Relation, Severity

FIRES = [
    (
        "On Friday Sir Edmund Fairley, a conciliator, will meet both sides.",
        ["Both sides meet on Friday with a conciliator, Sir Edmund Farr."],
        "Edmund Fairley",
        "Edmund Farr",
    ),
    (
        "Councillor Roy Petrovsky held the deciding vote.",
        ["The deciding vote was that of Councillor Ray Petrosky."],
        "Roy Petrovsky",
        "Ray Petrosky",
    ),
    (
        "The worker lost two fingers at the company's site in Varnholm.",
        ["The company was fined after a worker lost two fingers at its site in Lindal."],
        "Varnholm",
        "Lindal",
    ),
]
SILENT = [
    # the name is there, in whatever form
    ("Edmund Farr will meet both sides.", ["Sir Edmund Farr, a conciliator, meets both sides."]),
    ("Farr will meet both sides.", ["Sir Edmund Farr, a conciliator, meets both sides."]),
    ("Jose Nunez spoke to the council.", ["José Núñez spoke to the council on Monday."]),
    # it stands for none of the sources'
    ("The historian Ada Bloom said such votes are rare.", ["Mayor Ilse Krantz said the vote was close."]),
    ("Mayor Ilse Krantz thanked Tom Weller.", ["Mayor Ilse Krantz thanked the crews after the vote."]),
    # both are in the draft: two people
    (
        "Roy Petrovsky and Ray Petrosky voted for it.",
        ["Ray Petrosky voted for it after a long debate."],
    ),
    # two spellings of one name are told by the kind `name`
    ("Fayez al-Serraj met the envoys in the capital.", ["Fayez al-Sarraj met the envoys in the capital."]),
    # another thing happened there
    ("A second site in Varnholm is to be closed next year.", ["A worker lost two fingers at its site in Lindal."]),
]


def found(draft, sources):
    made = story(understood([draft, *sources]), draft="a0")
    return list(kind("misnamed").compare(made))


@pytest.mark.parametrize(("draft", "sources", "ours", "theirs"), FIRES)
def test_a_name_that_stands_for_another_is_found(draft, sources, ours, theirs):
    (one,) = found(draft, sources)
    assert (one.sides[0].value, one.sides[1].value) == (ours, theirs)
    person = one.sides[0].value != "Varnholm"
    assert (one.relation, one.severity) == (Relation.CONFLICT, Severity.HIGH if person else Severity.MEDIUM)
    assert one.sides[0].evidence[0].article == "a0"
    evidence = one.sides[0].evidence[0]
    assert evidence.quote[slice(*evidence.span)] == ours


@pytest.mark.parametrize(("draft", "sources"), SILENT)
def test_every_other_name_is_left_alone(draft, sources):
    assert found(draft, sources) == []


def test_one_name_is_one_finding_however_often_it_stands():
    draft = "Sir Edmund Fairley, a conciliator, will meet both sides. Fairley said both sides were tired."
    assert len(found(draft, ["Both sides meet with a conciliator, Sir Edmund Farr, who said little."])) == 1


def test_without_a_draft_there_is_nothing_to_find():
    accounts = tuple(understood([FIRES[0][0], *FIRES[0][1]]))
    assert list(kind("misnamed").compare(story(accounts))) == []
