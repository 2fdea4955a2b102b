"""What came of a story is taken again as long as nothing has changed that it is made of, and else compared anew."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeEncoder
from stories import CONFIG, LEXICONS, Told, articles

import factcheck.models
from factcheck.comparing import Comparing
from factcheck.domain.text import Skipped
from factcheck.models.kept import Table
from factcheck.pipeline import check, compare
from factcheck.understand.memory import Memory

DAY = "2024-05-14"
FLOOD = (
    Told("The flood killed 14 people in Varnholm, General Omar Tarn said. “We lost 30 houses,” he added.", DAY),
    Told("The flood killed 31 people in Varnholm. “We lost 30 big houses,” said General Omar Tarn.", DAY),
)
CUP = (
    Told("Rovers beat Lindal 2-1 in the cup final at Fairfield. Ivo Marsh scored both goals for Rovers.", DAY),
    Told("Rovers beat Lindal 3-1 in the cup final at Fairfield. Ivo Marsh scored two goals for Rovers.", DAY),
)
STORIES = articles(*FLOOD, *CUP)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "accounts.sqlite"


@pytest.fixture
def compared(monkeypatch):
    """The articles of each story that was compared, and not recalled, since the test began."""
    asked, weighed = [], Comparing.weighed

    def noted(self, together):
        asked.extend([account.article.id for account in one.accounts] for one in together)
        return weighed(self, together)

    monkeypatch.setattr(Comparing, "weighed", noted)
    return asked


def memory(folder):
    """The memory of a process that has just begun."""
    return Memory(Table(folder, "accounts"), Table(folder, "stories"))


def run(chosen, folder, config=CONFIG, **more):
    return compare(chosen, config, **{"encoder": FakeEncoder(), "memory": memory(folder), **more})


def test_a_second_run_compares_nothing_and_reports_the_same(folder, compared):
    first = run(STORIES, folder)
    assert first.discrepancies
    assert len(compared) == len(first.stories) == 2
    assert run(STORIES, folder) == first == compare(STORIES, CONFIG, encoder=FakeEncoder())
    assert len(compared) == 4  # the last run had no memory


def test_of_many_stories_only_those_that_changed_are_compared(folder, compared):
    run(STORIES, folder)
    more = [*STORIES, *articles(*FLOOD, *CUP, Told("Rovers beat Lindal 4-1 in the cup final at Fairfield.", DAY))[-1:]]
    compared.clear()
    found = run(more, folder)
    assert [len(story) for story in compared] == [3]
    assert found == compare(more, CONFIG, encoder=FakeEncoder())


def test_a_story_that_has_another_number_now_is_told_by_it(folder, compared):
    run(STORIES, folder)
    compared.clear()
    second = run(STORIES[2:], folder)
    assert compared == []
    assert second == compare(STORIES[2:], CONFIG, encoder=FakeEncoder())
    assert {story.id for story in second.stories} == {"story-1"}


@pytest.mark.parametrize(
    "settings",
    [
        {"alignment": CONFIG.alignment.model_copy(update={"in_dispute": 0.9})},
        {"kinds": {**CONFIG.kinds, "figure": {"min_confidence": 0.9}}},
    ],
)
def test_other_settings_compare_anew(folder, compared, settings):
    run(STORIES, folder)
    compared.clear()
    other = CONFIG.model_copy(update=settings)
    assert run(STORIES, folder, other) == compare(STORIES, other, encoder=FakeEncoder())
    assert len(compared) == 4


def test_another_word_list_and_another_encoder_compare_anew(folder, compared):
    run(STORIES, folder)
    compared.clear()
    hedges = LEXICONS.hedges.model_copy(update={"about": (*LEXICONS.hedges.about, "nigh on")})
    run(STORIES, folder, lexicons=LEXICONS.model_copy(update={"hedges": hedges}))
    other = FakeEncoder()
    other.name = "fake@2"
    run(STORIES, folder, encoder=other)
    assert len(compared) == 4


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("naming", lambda card: {"kinds": {**CONFIG.kinds, "name": {"model": card}}}),
        ("decision", lambda card: {"alignment": CONFIG.alignment.model_copy(update={"decision": card})}),
    ],
)
def test_a_model_of_ones_own_is_known_by_what_stands_in_its_card(folder, compared, tmp_path, name, settings):
    for part in Path(factcheck.models.__file__).parent.glob(f"{name}.*"):
        (tmp_path / part.name).write_bytes(part.read_bytes())
    card = tmp_path / f"{name}.json"
    config = CONFIG.model_copy(update=settings(str(card)))
    run(STORIES, folder, config)
    run(STORIES, folder, config)
    assert len(compared) == 2
    card.write_text(f"{card.read_text()}\n")
    run(STORIES, folder, config)
    assert len(compared) == 4


def test_what_cannot_be_kept_is_compared_anew(folder, compared, monkeypatch):
    def refused(_):
        raise TypeError("nothing that an account or a finding is made of")

    monkeypatch.setattr("factcheck.recalling.packing.packed", refused)
    assert run(STORIES, folder, memory=Memory(stories=Table(folder, "stories"))) == run(
        STORIES, folder, memory=Memory(stories=Table(folder, "stories"))
    )
    assert len(compared) == 4


def test_a_story_in_which_something_failed_is_not_kept(folder, compared, monkeypatch):
    def fails(*_):
        raise ValueError("a bug")

    monkeypatch.setattr("factcheck.kinds.figure.Kind.compare", fails)
    assert run(STORIES, folder).skipped
    monkeypatch.undo()
    again = run(STORIES, folder)
    assert again.skipped == ()
    assert again == compare(STORIES, CONFIG, encoder=FakeEncoder())


def test_nothing_is_kept_of_a_run_whose_judge_was_missing(folder, compared, monkeypatch):
    monkeypatch.setattr("factcheck.judges.lexicon.Judge.left_out", (Skipped("judge", "no answer"),))
    run(STORIES, folder)
    run(STORIES, folder)
    assert len(compared) == 4


def test_a_damaged_row_is_compared_anew(folder, compared):
    first = run(STORIES, folder)
    with sqlite3.connect(folder) as db:
        db.execute("UPDATE sealed_stories SET value = substr(value, 1, 8) || zeroblob(40)")
    assert run(STORIES, folder) == first
    assert len(compared) == 4


def test_a_check_of_the_same_draft_is_recalled_and_of_another_is_not(folder, compared):
    draft, *sources = articles(Told("The flood killed 19 people in Varnholm, said General Omar Tarn.", DAY), *FLOOD)

    def checked(text):
        asked = replace(draft, text=text)
        return check(asked, sources, CONFIG, today=date(2024, 5, 15), encoder=FakeEncoder(), memory=memory(folder))

    first = checked(draft.text)
    assert first.discrepancies
    assert checked(draft.text) == first
    assert len(compared) == 1
    assert checked(draft.text.replace("19", "14")) != first
    assert len(compared) == 2
