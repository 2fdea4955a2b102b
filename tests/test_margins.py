"""By how much somebody wins: a margin is nobody's count, and in a draft it is the difference of two counts."""

import alone
import pytest
from reading import understand
from stories import LEXICONS, articles

from factcheck.align.comparability import never_of_one
from factcheck.align.parts import split
from factcheck.domain.findings import Found
from factcheck.domain.values import Figure
from factcheck.values.figures.margins import is_margin

MARGINS = [
    "Ada Bloom won Lindal by 1,190 votes.",
    "Ada Bloom beat Ivo Marsh by just 1,190 votes.",
    "Ada Bloom led Ivo Marsh by more than 1,190 votes.",
    "Ada Bloom was ahead by 1,190 votes.",
    "Ada Bloom was 1,190 votes ahead of Ivo Marsh.",
    "Ada Bloom won with a margin of 1,190 votes.",
    "Ada Bloom has a lead of 1,190 votes.",
    "Ivo Marsh lost by 1,190 votes.",
]
COUNTS = [
    "Ada Bloom won Lindal with 1,190 votes.",
    "Ada Bloom beat Ivo Marsh by 1,190 votes to 980.",
    "The patrol was led by 12 officers.",
    "The bridge was taken by 300 soldiers.",
    "Ada Bloom widened her lead by 1,190 votes.",
    "Staff were cut by 106 jobs.",
    "A crowd of 1,190 people came.",
]


def figures(*texts):
    told = (claim for account in understand(articles(*texts), LEXICONS) for claim in account.claims)
    return [claim for claim in told if isinstance(claim.value, Figure)]


@pytest.mark.parametrize("text", MARGINS)
def test_a_margin_is_nobodys_count(text):
    claim = figures(text)[0]
    assert is_margin(claim.sentence.tokens, claim.span)
    assert claim.holder == ""


@pytest.mark.parametrize("text", COUNTS)
def test_a_count_is_no_margin(text):
    claim = figures(text)[0]
    assert not is_margin(claim.sentence.tokens, claim.span)


def test_a_margin_and_a_count_are_never_one():
    margin, count, other = figures(MARGINS[0], COUNTS[0], MARGINS[2])
    assert never_of_one(margin, count)
    assert not never_of_one(margin, other)


BOARD = "Ada Bloom won Lindal County with 31,140 votes to 29,950 for Ivo Marsh."
APART = "Ada Bloom received 31,140 votes in Lindal County. Ivo Marsh received 29,950 votes there."
WRONG = [
    ("Ada Bloom beat Ivo Marsh in Lindal County by 2,190 votes.", BOARD),
    ("Ada Bloom beat Ivo Marsh in Lindal County by 2,190 votes.", APART),
    ("Bloom has a lead of 2,190 votes over Marsh in Lindal County.", BOARD),
    ("Ada Bloom won Lindal County by 1,910 votes, 31,140 to 29,950, over Ivo Marsh.", BOARD),
]
BORNE_OUT = [
    ("Ada Bloom beat Ivo Marsh in Lindal County by 1,190 votes.", BOARD),
    ("Ada Bloom beat Ivo Marsh in Lindal County by 1,190 votes.", APART),
    ("Ada Bloom beat Ivo Marsh in Lindal County by nearly 1,200 votes.", BOARD),
    ("Ada Bloom won by a margin of 1,200 votes over Ivo Marsh.", BOARD),
    ("Ada Bloom beat Ivo Marsh by 2,190 votes.", BOARD, "Ada Bloom beat Ivo Marsh by 2,190 votes after the recount."),
    (
        "The council cut its staff by 106, from 320 to 214.",
        "The council had 320 staff last year. It has 214 staff now.",
    ),
    ("The number of ferries is up by 12, from 20 to 32.", "There were 20 ferries in May. There are 32 ferries now."),
]


CREW = "The ferry Merle, with 148 passengers and 23 crew, struck a reef off Lindal late on Tuesday."
ABOARD = "A ferry with 171 people aboard struck a reef off Lindal."


def apart(whole, part):
    """Whether two articles' first counts are of two quantities, the one a part of the other."""
    accounts = understand(articles(whole, part), LEXICONS)
    one, other = (next(c for c in a.claims if isinstance(c.value, Figure)) for a in accounts)
    quantities, _ = split(((one,), (other,)), alone.story(accounts))
    return len(quantities) == 2


def test_what_an_article_lists_apart_is_a_part_of_the_sum():
    assert apart("The ferry Merle, with 171 passengers and crew, struck a reef off Lindal.", CREW)
    assert not apart("The ferry Merle, with 181 passengers and crew, struck a reef off Lindal.", CREW)
    assert not apart("The ferry Merle, with 171 passengers and dogs, struck a reef off Lindal.", CREW)


def test_a_sum_of_what_a_source_lists_is_borne_out():
    draft = "The ferry Merle, with 171 passengers and crew, struck a reef off Lindal on Tuesday."
    assert found((draft, CREW, ABOARD)) == []
    assert found((draft.replace("171", "181"), CREW, ABOARD)) != []


def found(texts):
    return [one for one in alone.checked("unsupported", *texts, read=alone.understood) if isinstance(one, Found)]


@pytest.mark.parametrize("texts", WRONG)
def test_a_margin_that_is_not_the_difference_is_found(texts):
    (one,) = found(texts)
    assert one.summary.startswith("Not the difference of the two counts")
    assert "1,190" in one.summary


@pytest.mark.parametrize("texts", BORNE_OUT)
def test_a_difference_that_the_counts_bear_out_is_not(texts):
    assert found(texts) == []


def test_a_majority_of_seats_is_no_difference_of_two():
    texts = ("The Reds have a majority of 4 seats, the Blues said.", "The Reds won 54 seats and the Blues 46 seats.")
    assert not any(one.summary.startswith("Not the difference") for one in found(texts))
