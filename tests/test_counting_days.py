"""The day to which a count is told, and the day of something else that was done."""

from datetime import date

import pytest
from reading import understand
from stories import LEXICONS, Told, articles

from factcheck.domain.values import Figure, Timing

WEDNESDAY, SUNDAY, TUESDAY = date(2024, 5, 15), date(2024, 5, 12), date(2024, 5, 14)
# The count and the day to which it is told: that day is no date of a deed.
COUNTED = {
    "rose to": ("The death toll in Varnholm rose to 43 on Sunday.", [SUNDAY]),
    "has reached": ("The toll has reached 43 on Sunday.", [SUNDAY]),
    "stood at, as of": ("The toll stood at 43 as of Sunday.", [SUNDAY]),
    "stood at": ("The number of dead in Varnholm stood at 43 on Sunday night.", [SUNDAY]),
    "passed": ("The toll passed 200 people on Sunday.", [SUNDAY]),
    "had climbed by": ("By Sunday the toll had climbed to 43.", [SUNDAY]),
    "had died by": ("At least 43 people had died by Sunday.", [SUNDAY]),
    "the day first": ("On Sunday the toll climbed to at least 43.", [SUNDAY]),
    "the day before the number": ("The toll rose on Tuesday evening to at least 43 from 31.", [TUESDAY, TUESDAY]),
    "two days": ("The toll rose to 43 on Tuesday, from 31 on Sunday.", [TUESDAY, SUNDAY]),
    "of last week's flood": (
        "The number of people killed in Lindal by last Friday's flood has risen to 29,605, officials said on Sunday.",
        [WEDNESDAY],
    ),
}
# The day is that of a deed, of a measure, or of who said so.
DONE = {
    "killed": "The flood killed 43 people in Varnholm on Sunday.",
    "killed in what rose": "The number of people killed on Sunday rose to 43.",
    "of Sunday's crash": "The death toll from Sunday's crash rose to 43.",
    "a wall fell": "The toll rose to 43 after a wall fell on Sunday.",
    "a summit": "The climbers reached two summits on Sunday.",
    "metres": "The river rose to four metres on Sunday.",
    "struck": "The bus hit three people on Sunday.",
    "passed by": "The parade passed 200 houses on Sunday.",
    "a place with men": "The general reached Lindal with 300 men on Sunday.",
    "a share price": "Shares in Halden fell 5 per cent on Sunday.",
    "a place in an order": "Rovers climbed to third on Sunday.",
    "a term": "The army says that 43 people must leave Lindal by Sunday.",
}


def told(text):
    (account,) = understand(articles(Told(text, WEDNESDAY.isoformat())), LEXICONS)
    return account.claims


@pytest.mark.parametrize(("text", "days"), COUNTED.values(), ids=COUNTED)
def test_the_day_of_a_count_is_the_counts_own(text, days):
    assert [claim.as_of for claim in told(text) if isinstance(claim.value, Figure)] == days
    assert [claim for claim in told(text) if isinstance(claim.value, Timing) and days != [WEDNESDAY]] == []


@pytest.mark.parametrize("text", DONE.values(), ids=DONE)
def test_the_day_of_a_deed_is_no_day_of_a_count(text):
    assert all(claim.as_of == WEDNESDAY for claim in told(text))
    assert len([claim for claim in told(text) if isinstance(claim.value, Timing)]) == 1


def test_a_bare_count_of_which_no_more_is_known_has_a_day_all_the_same():
    assert told("Cases in Varnholm climbed to 300 on Sunday.") == ()
