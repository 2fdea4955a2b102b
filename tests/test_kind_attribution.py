"""The kind `attribution`: one quotation or statement given to two people; roles, bodies and short names are none."""

import alone
import pytest

from factcheck.domain.findings import Relation, Severity
from factcheck.settings.lexicons import load_lexicons

LEXICONS = load_lexicons()


def compared(*texts, **changed):
    return alone.compared("attribution", texts, **changed)


QUOTED = '"The turbine was shut down long before the flood,"'
FIRES = {
    "quoted": (
        (f"{QUOTED} Mr. John Rao said.", f"{QUOTED} said Mr. Tom Lindqvist."),
        {"John Rao", "Tom Lindqvist"},
        Severity.HIGH,
    ),
    "quoted, one of them more fully": (
        (f"{QUOTED} manager John Rao said in a statement.", 'Mr. Tom Lindqvist said "the turbine was shut down long before the flood" began.'),
        {"John Rao", "Tom Lindqvist"},
        Severity.HIGH,
    ),
    "same given name": (
        (f"{QUOTED} President John Rao said.", f"{QUOTED} President John Lindqvist said."),
        {"John Rao", "John Lindqvist"},
        Severity.HIGH,
    ),
    "reported": (
        (
            "Sgt. John Rao said the driver had a knife and two stolen passports.",
            "The driver had a knife and two stolen passports, Sgt. Tom Lindqvist said.",
        ),
        {"John Rao", "Tom Lindqvist"},
        Severity.MEDIUM,
    ),
    "reported, he said": (
        (
            "Sgt. John Rao said nobody was hurt. The driver had a knife and two stolen passports, he said.",
            "The driver had a knife and two stolen passports, Sgt. Tom Lindqvist said.",
        ),
        {"John Rao", "Tom Lindqvist"},
        Severity.MEDIUM,
    ),
}  # fmt: skip
SILENT = {
    "one person": (f"{QUOTED} Mr. John Rao said.", f"{QUOTED} said John Rao, who runs the plant."),
    "short name": (f"Mr. John Rao came. {QUOTED} Rao said.", f"{QUOTED} said John Rao."),
    "spelling": (f"{QUOTED} Mr. John Serraj said.", f"{QUOTED} Mr. John Sarraj said."),
    "somebody who is spoken of": (
        '"Mr. Rao claims that the river plant is safe because of his long years at sea," Mr. John Lund said.',
        '"Mr. Rao claims that the river plant is safe because of his long years at sea."',
    ),
    "role": (f"{QUOTED} Mr. John Rao said.", f"{QUOTED} a spokesman said."),
    "body": (f"{QUOTED} Mr. John Rao said.", f"{QUOTED} police said."),
    "pronoun without a name": (f"{QUOTED} Mr. John Rao said.", f"{QUOTED} she said."),
    "pronoun after another's name further up": (
        f"{QUOTED} Mr. John Rao said.",
        f"Mr. Tom Lindqvist said it rained. The plant is old. It stands by the river. {QUOTED} he said.",
    ),
    "a body with a name like a person's": (
        "The driver had a knife and two stolen passports, Sgt. John Rao said.",
        "The driver had a knife and two stolen passports, the Halden Harbour Watch said.",
    ),
    "two speak with one voice": (
        f"{QUOTED} said Mr. John Rao and Mr. Tom Lindqvist.",
        f"{QUOTED} Mr. Tom Lindqvist and Mr. John Rao said.",
        f"{QUOTED} Mr. John Rao said.",
    ),
    "different quotations": (
        f"{QUOTED} Mr. John Rao said.",
        '"The turbine was not mine to look after," Mr. Tom Lindqvist said.',
    ),
    "a shared phrase": (
        'Mr. John Rao called it "a loss for the whole valley".',
        '"It is a loss for the whole valley, and for the people downstream who now have no light," Mr. Tom Lindqvist said.',
    ),
    "like statements": (
        "Sgt. John Rao said the driver had a knife and two stolen passports.",
        "Sgt. Tom Lindqvist said the driver carried a rifle and a stolen bag of silver.",
    ),
    "another number": (
        "Sgt. John Rao said the driver had 2 knives and 7 stolen passports.",
        "Sgt. Tom Lindqvist said the driver had 3 knives and 7 stolen passports.",
    ),
    "one confirms, one denies": (
        "Sgt. John Rao said the driver had a knife and two stolen passports.",
        "Sgt. Tom Lindqvist said the driver had no knife and two stolen passports.",
    ),
    "too short to be known again": (
        "The driver was arrested, Sgt. John Rao said.",
        "The driver was arrested, Sgt. Tom Lindqvist said.",
    ),
    "both in one article": (
        "The driver had a knife and two stolen passports, Sgt. John Rao said.\nSgt. Tom Lindqvist said the driver had a knife and two stolen passports.",
        "The driver had a knife and two stolen passports, Sgt. Tom Lindqvist said.",
    ),
    "the outlet's own statement": (
        "The driver had a knife and two stolen passports.",
        "The driver had a knife and two stolen passports, Sgt. Tom Lindqvist said.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "values", "severity"), FIRES.values(), ids=FIRES)
def test_fires(texts, values, severity):
    (found,) = compared(*texts)
    assert {side.value for side in found.sides} == values
    assert (found.kind, found.relation, found.severity) == ("attribution", Relation.CONFLICT, severity)


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(texts):
    assert compared(*texts) == []


VERSIONS = (
    f"{QUOTED} Mr. John Rao said.",
    f"So it was. {QUOTED} Mr. John Rao said.",
    f"{QUOTED} said Mr. Tom Lindqvist.",
    f"{QUOTED} said Mr. Omar Krantz.",
    f"{QUOTED} a spokesman said.",
)


def test_all_who_are_said_to_have_said_it_stand_in_one_finding_with_their_names_marked():
    (found,) = compared(*VERSIONS)
    assert [side.value for side in found.sides] == ["John Rao", "Omar Krantz", "Tom Lindqvist"]
    assert [[e.article for e in side.evidence] for side in found.sides] == [["a0", "a1"], ["a3"], ["a2"]]
    assert [side.origins for side in found.sides] == [1, 1, 1]
    for side in found.sides:
        for e in side.evidence:
            assert VERSIONS[int(e.article[1])][e.start : e.end] == e.quote
            assert side.value in e.quote[slice(*e.span)]


def test_the_id_is_the_same_whatever_else_is_in_the_run():
    alone = compared(VERSIONS[0], VERSIONS[2])
    more = compared(VERSIONS[0], VERSIONS[2], VERSIONS[4])
    assert [d.id for d in alone] == [d.id for d in more]


def test_the_order_of_the_accounts_never_matters():
    alone.in_any_order(alone.kind("attribution"), alone.accounts(VERSIONS))
