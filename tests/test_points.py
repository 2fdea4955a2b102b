"""Per cent against percentage points, in a draft and its sources: the kind `unsupported` on these."""

import alone
import pytest

from factcheck.domain.findings import Found

MIXED = "Per cent for percentage points, or the other way round"
POINTS = "The approval rate of the mayor of Lindal rose by 3.5 percentage points to 40.5 per cent."
LEVELS = "The share of empty flats in Lindal fell from 8 per cent to 6 per cent last year."
SHARE = "Sales of bicycles in Lindal fell by 12 per cent last year."
FIRES = {
    "by": ("The approval rate of the mayor of Lindal rose by 3.5 per cent.", POINTS),
    "without by": ("The approval rate of the mayor of Lindal rose 3.5% to 40.5%.", POINTS),
    "a rise of": ("The mayor of Lindal saw a rise of 3.5 percent in the approval rate.", POINTS),
    "points alone": ("The approval rate of the mayor of Lindal is up 3.5 per cent.", POINTS.replace("percentage ", "")),
    "worked out": ("The share of empty flats in Lindal fell by 2 per cent last year.", LEVELS),
    "worked out, the earlier behind": (
        "The share of empty flats in Lindal fell 2 per cent last year.",
        "The share of empty flats in Lindal fell to 6 per cent last year, from 8.",
    ),
    "points for a share": ("Sales of bicycles in Lindal fell by 12 percentage points last year.", SHARE),
    "points for a share that is worked out": (
        "The share of empty flats in Lindal fell by 25 percentage points last year.",
        LEVELS,
    ),
}
SILENT = {
    "the same points": ("The approval rate of the mayor of Lindal rose by 3.5 points.", POINTS),
    "the same share": ("Sales of bicycles in Lindal fell 12 percent.", SHARE),
    "points that are worked out": ("The share of empty flats in Lindal fell by 2 percentage points.", LEVELS),
    "a share that is worked out": ("The share of empty flats in Lindal fell by 25 per cent last year.", LEVELS),
    "a source has the share, too": (
        "The approval rate of the mayor of Lindal rose by 3.5 per cent.",
        POINTS,
        "The approval rate of the mayor of Lindal rose by 3.5 per cent, the paper said.",
    ),
    "a level": ("The approval rate of the mayor of Lindal was 3.5 per cent.", POINTS),
    "of something else": ("Wages of nurses in Ostrand went up by 3.5 per cent in May.", POINTS),
    "a share beside which a level stands": (
        "The approval rate of the mayor rose by 4 points.",
        "The approval rate of the mayor rose by 4 per cent to 44 per cent.",
    ),
    "points of an index": ("The Lindal index fell by 12 points last year.", "The Lindal index fell by 12 points."),
    "a change of such a level that both are true": (
        "The share of homes with water in Lindal fell by 2 per cent.",
        "The share of homes with water in Lindal fell from 100 per cent to 98 per cent.",
    ),
}


def mixed(texts):
    found = [one for one in alone.checked("unsupported", *texts, read=alone.understood) if isinstance(one, Found)]
    return [one for one in found if one.summary.startswith(MIXED)]


@pytest.mark.parametrize("texts", FIRES.values(), ids=FIRES)
def test_a_change_told_in_the_other_is_found(texts):
    (found,) = mixed(texts)
    assert not found.absent


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_a_change_that_the_sources_bear_out_is_not(texts):
    assert mixed(texts) == []


def test_a_share_of_a_share_is_worked_out():
    draft = "The share of empty flats in Lindal fell by 25 per cent last year."
    assert [
        one for one in alone.checked("unsupported", draft, LEVELS, read=alone.understood) if isinstance(one, Found)
    ] == []
