"""Lines of printed pages become running text."""

from __future__ import annotations

import pytest

from factcheck.intake.printed import running_text, without_running_heads

LINE = "The harbour office of Calver said on Monday that the old pier would"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([LINE, "be closed."], f"{LINE} be closed."),
        ([LINE.replace("would", "dis-"), "appear in May."], f"{LINE.replace('would', 'disappear')} in May."),
        ([LINE + " twenty-", "five boats."], f"{LINE} twenty-five boats."),
        ([LINE + " 36-", "year-old man."], f"{LINE} 36-year-old man."),
        ([LINE + " Anglo-", "Saxon boats."], f"{LINE} Anglo-Saxon boats."),
        ([LINE + " a long-", "term plan. Long-term plans cost."], f"{LINE} a long-term plan. Long-term plans cost."),
        ([LINE + " soft\u00ad", "ware."], f"{LINE} software."),
        ([LINE + ", said Gen.", "Ada Marlow."], f"{LINE}, said Gen. Ada Marlow."),
        ([LINE + " be closed.", "Nobody was hurt when it fell into the water in the early morning."], None),
        (["A pier closes", LINE, "be closed."], f"A pier closes\n\n{LINE} be closed."),
        ([LINE, "• One boat sank."], None),
        (["The o\ufb03ce was \ufb01ned."], "The office was fined."),
        ([], ""),
    ],
)
def test_lines_are_put_together_where_a_sentence_goes_on(lines, text):
    assert running_text([lines]) == ("\n\n".join(lines) if text is None else text)


def test_a_sentence_goes_on_from_page_to_page():
    assert running_text([[LINE], ["be closed in May."]]) == f"{LINE} be closed in May."


def test_what_repeats_at_the_edges_of_pages_is_left_out_whatever_its_number():
    bodies = [["One boat sank.", "It was old."], ["Two more left.", "They were new."], ["Then it rained.", "So it is."]]
    pages = [["The Calver News", *body, f"Page {n} of 3"] for n, body in enumerate(bodies, start=1)]
    assert without_running_heads(pages) == (bodies, 2)


@pytest.mark.parametrize("pages", [[["One.", "Two."]], [["One."], ["Other."]], [[], []], [["One."], [], ["Two."]]])
def test_what_repeats_nowhere_stays(pages):
    assert without_running_heads(pages) == (pages, 0)
