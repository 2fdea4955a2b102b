"""What a text shows of its title and dates; anything doubtful stays unknown."""

from __future__ import annotations

from datetime import date
from unittest.mock import Mock

import pytest

from factcheck.domain.text import Span
from factcheck.text import stamps
from factcheck.text.metadata import shown

BODY = "\n\nThe old bridge was closed on Tuesday after a lorry struck one of its piers, the council said."


@pytest.mark.parametrize(
    ("top", "published", "updated"),
    [
        ("Bridge shut\n\nPublished 12 January 2020", date(2020, 1, 12), None),
        ("Bridge shut\n\nLast updated 17:05 21/08/2016", None, date(2016, 8, 21)),
        ("Tuesday 5 May 2015\n\nBridge shut", date(2015, 5, 5), None),
        (
            "Bridge shut\n\nPosted: Jun 11, 2010 10:20 AM CEST Updated: Jun 12, 2010",
            date(2010, 6, 11),
            date(2010, 6, 12),
        ),
        ("2020-01-13 Bridge shut", date(2020, 1, 13), None),
        ("Bridge shut\n\n6: 40pm UK, Tuesday 5 May 2015 A lorry hit it.", date(2015, 5, 5), None),
        ("Bridge shut\n\nPublished 05/05/2020", date(2020, 5, 5), None),
    ],
)
def test_stamps_are_read(top: str, published: date | None, updated: date | None) -> None:
    found = shown(top + BODY)
    assert (found.published, found.updated, found.title) == (published, updated, "Bridge shut")


@pytest.mark.parametrize(
    "text",
    [
        "Bridge shut" + BODY,
        "Bridge shut\n\nPublished 04/05/2020" + BODY,
        "Bridge shut\n\nPublished 31 February 2020" + BODY,
        "Bridge shut\n\nPublished 3 May 2020\n\nPublished 9 May 2020" + BODY,
        "Bridge shut\n\nOn 12 January 2020 a lorry struck it." + BODY,
        "Bridge shut\n\nOn January 12, 2020 Mayor Quill closed it.",
        "Bridge shut\n\nJanuary 12, 2020, was the worst day." + BODY,
        "LEEDS, Jan. 13 (Reuters) - A bridge was shut." + BODY,
        "Bridge shut" + BODY * 3 + "\n\n- Published12 January 2020",
    ],
)
def test_no_date_is_guessed(text: str) -> None:
    found = shown(text)
    assert (found.published, found.updated) == (None, None)


@pytest.mark.parametrize(
    "text", ["The bridge is shut.\n\nIt fell.", "One line alone", "", "3 May 2020", "word " * 40 + "\n\nEnd."]
)
def test_no_title_is_made_up(text: str) -> None:
    assert shown(text).title is None


@pytest.mark.parametrize("end", ["", "for members"])
def test_a_page_full_of_stamps_takes_time_by_its_length(monkeypatch, end):
    tried = Mock(wraps=stamps._STAMP)
    monkeypatch.setattr(stamps, "_STAMP", tried)
    text = "Updated: 3 May 2019, 12:30 GMT " * 2_000 + end
    stamps.labelled(text, Span(0, len(text)))
    shown(text)
    assert tried.match.call_count < 2_000 * 50  # where all stamps that follow were tried from each: 2,000,000
