"""The kind `misplaced`: a thing or deed that the draft puts in another place than its sources; and what only seems so."""

import alone
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import Relation, Severity

KNOWN = "Snow lay in Milltown. A railway ends in Oldgate."


def findings(draft, *sources, **changed):
    accounts = tuple(alone.understood([draft, *sources]))
    return list(alone.kind("misplaced", **changed).compare(alone.story(accounts, draft="a0")))


FIRES = {
    "a thing's place": (
        "A fire at its warehouse in Oldgate hurt two guards and a driver.",
        f"{KNOWN} Two guards and a driver were hurt when a fire broke out at its warehouse in Milltown.",
    ),
    "a deed's place": (
        "The envoy flew to Oldgate for talks with the rebels on Monday.",
        f"{KNOWN} On Monday the envoy flew to Milltown, where he held talks with rebels.",
    ),
    "held in": (
        "The trial of the three brokers will be held in Oldgate.",
        f"{KNOWN} The three brokers will face a trial that is to be held in Milltown.",
    ),
    "seat and base": (
        "A joint board of six engineers, based in Oldgate, is to run the canal.",
        f"{KNOWN} The canal is to be run by a joint board of engineers with its seat in Milltown.",
    ),
}
SILENT = {
    "the same place": (
        "A fire at its warehouse in Milltown hurt two guards and a driver.",
        f"{KNOWN} Two guards and a driver were hurt when a fire broke out at its warehouse in Milltown.",
    ),
    "what holds it": (
        "A fire at its warehouse in Milltown hurt two guards and a driver.",
        f"{KNOWN} Milltown is in Ardland. Two guards and a driver were hurt in a fire at its warehouse in Ardland.",
    ),
    "a place the draft has as well": (
        "A fire at its warehouse in Oldgate hurt two guards and a driver. Another fire at its warehouse in Milltown hurt nobody.",
        f"{KNOWN} Two guards and a driver were hurt when a fire broke out at its warehouse in Milltown.",
    ),
    "another source has it so": (
        "A fire at its warehouse in Oldgate hurt two guards and a driver.",
        f"{KNOWN} Two guards and a driver were hurt when a fire broke out at its warehouse in Milltown.",
        "The warehouse in Oldgate burnt for hours.",
    ),
    "another source has it in other words": (
        "A fire at its warehouse in Oldgate hurt two guards and a driver.",
        f"{KNOWN} Two guards and a driver were hurt when a fire broke out at its warehouse in Milltown.",
        "Oldgate: fire hurts two guards and a driver.",
    ),
    "another thing": (
        "A fire at its warehouse in Oldgate hurt two guards and a driver.",
        f"{KNOWN} The company also has a warehouse in Milltown, where it keeps tyres.",
    ),
    "another day": (
        "The envoy flew to Oldgate for talks with the rebels on Monday.",
        f"{KNOWN} On Friday the envoy flew to Milltown for talks with the rebels.",
    ),
    "from and to": (
        "The envoy flew to Oldgate for talks with the rebels on Monday.",
        f"{KNOWN} On Monday the envoy flew from Milltown for talks with rebels.",
    ),
    "another word before it": (
        "The envoy met the rebels in Oldgate for talks on Monday.",
        f"{KNOWN} On Monday the envoy flew to Milltown, where he held talks with rebels.",
    ),
    "a list of places": (
        "The envoy flew to Oldgate for talks with the rebels on Monday.",
        f"{KNOWN} On Monday the envoy flew to Milltown and Oldgate for talks with the rebels.",
    ),
    "a month": (
        "The strike of the nurses in March was called off.",
        "The strike of the nurses in April was called off.",
    ),
}


@pytest.mark.parametrize("texts", FIRES.values(), ids=FIRES)
def test_it_fires(texts):
    (found,) = findings(*texts)
    assert (found.relation, found.severity) == (Relation.CONFLICT, Severity.MEDIUM)
    assert [side.value for side in found.sides] == ["Oldgate", "Milltown"]
    marked = [e.quote[slice(*e.span)] for side in found.sides for e in side.evidence]
    assert marked == ["Oldgate", "Milltown"]


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_it_stays_silent(texts):
    assert findings(*texts) == []


def test_nothing_is_said_without_a_draft():
    accounts = tuple(alone.understood(FIRES["held in"]))
    assert list(alone.kind("misplaced").compare(alone.story(accounts))) == []


@given(st.permutations(range(3)))
def test_the_order_of_the_sources_never_matters(order):
    draft, source = FIRES["a thing's place"]
    sources = [source, "The lighthouse was painted.", "A guard slept."]
    there, back = findings(draft, *sources), findings(draft, *(sources[n] for n in order))
    assert [d.id for d in there] == [d.id for d in back]
