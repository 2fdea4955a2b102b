"""Where everything would be tried with everything, there is an end to it, far beyond what articles of news have."""

from __future__ import annotations

from itertools import combinations

import alone
import pytest
from reading import understand
from stories import LEXICONS, articles

from factcheck.align import parts
from factcheck.align.parts import split
from factcheck.values.speech import patchwork as patching
from factcheck.values.speech.patchwork import SpokenRow, patchwork
from factcheck.values.speech.remarks import remarks
from factcheck.values.speech.utterances import utterances

PAIRS = [(f"{one}{other}gate", f"{other}{one}mill") for one, other in combinations("bdfgklmnprst", 2)][:60]


@pytest.mark.parametrize(("pairs", "times", "most"), [(20, 1, 20 * 19 / 2), (60, 3, 100 * 99 / 2)])
def test_of_a_remark_no_more_than_a_hundred_runs_are_laid(pairs, times, most, monkeypatch: pytest.MonkeyPatch):
    tried, cost = [], patching._cost

    def counting(*asked):
        tried.append(asked)
        return cost(*asked)

    monkeypatch.setattr(patching, "_cost", counting)
    said = PAIRS[:pairs]
    source = " ".join(f"“{' '.join(f'{one} {other} and' for one, other in said)},” Rao said." for _ in range(times))
    draft, paper = alone.accounts([f"“{' '.join(f'{one} {other} so' for one, other in said)},” Rao said.", source])
    (remark,) = remarks(utterances(draft)[0], draft.article.text)
    patchwork(remark, SpokenRow(paper))
    assert most / 4 < len(tried) <= most


@pytest.mark.parametrize("least", [400, 4])
def test_in_an_article_that_is_a_list_sums_come_out_by_chance(least, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parts, "_LISTS", least)
    listed = (
        "The fire killed 413 people in Lindal. In Varnholm it killed 162 people. Ada Rao, 45, ran. Ivo Marsh is 38."
    )
    told = understand(articles("The fire killed 575 people.", listed), LEXICONS)
    whole, part = (account.claims[0] for account in told)
    assert len(told[1].claims) >= 4
    quantities, _ = split(((whole,), (part,)), alone.story(told))
    assert len(quantities) == (2 if least == 400 else 1)
