"""The review on a screen, driven by its own keys: what is seen, what is kept, and that it stays up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from reviewing import MOVED, PLACE, THRICE, dialogue_of, ledger_of
from textual.pilot import Pilot

from factcheck.domain.findings import Answer, Dismissal
from factcheck.errors import LedgerError
from factcheck.review.ledger import Ledger
from factcheck.tui.app import ReviewApp

Script = Callable[[Pilot[None], ReviewApp], Awaitable[Any]]
REASONS = "Why? 1/s same after all  2/d different things  3/u update  4/n not comparable"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_of(tmp_path)


def driven(ledger: Ledger, script: Script, *, size: tuple[int, int] = (80, 24), **options: Any) -> Any:
    """Run a script on the app in a terminal of that size, and return what the script returns."""

    async def run() -> Any:
        app = ReviewApp(dialogue_of(ledger, **options))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            return await script(pilot, app)

    return asyncio.run(run())


def screen(app: ReviewApp) -> list[str]:
    return ["".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips()]


def seen(ledger: Ledger, *keys: str, **options: Any) -> list[str]:
    """The lines on the screen after these keys."""

    async def script(pilot: Pilot[None], app: ReviewApp) -> list[str]:
        await pilot.press(*keys)
        await pilot.pause()
        return screen(app)

    return driven(ledger, script, **options)


def kept(ledger: Ledger) -> list[tuple]:
    return [(line.finding, line.answer, line.reason, line.note) for line in ledger.verdicts()]


def line_with(lines: list[str], words: str) -> str:
    return next(line for line in lines if words in line)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_both_quotes_stand_side_by_side_with_all_that_an_editor_needs(ledger, size):
    lines = seen(ledger, size=size)
    assert lines[0].startswith("Finding 1 of 3 · 0 answered")
    assert lines[1].startswith("high severity · conflict · figure, confidence 0.51  The ferry")
    assert lines[2] == MOVED.summary
    values = line_with(lines, "250  1 origin")
    assert "more than 700  1 origin" in values
    text = "\n".join(lines)
    for words in (
        "Herald, “Ferry: one”",
        "citing",
        "Courier",
        "«250»",
        f"Why: {MOVED.why}",
        f"Check: {MOVED.check}",
    ):
        assert words in text
    assert lines[-1] == "[c]onfirm [d]ismiss [u]nsure [s]kip [z]undo [n]ote [/]filter [?]help [q]uit"


def test_a_narrow_terminal_has_the_quotes_under_each_other(ledger):
    lines = seen(ledger, size=(60, 30))
    assert "700" not in line_with(lines, "250  1 origin")
    assert line_with(lines, "more than 700  1 origin").startswith("more")


def test_three_sides_are_scrolled(ledger):
    lines = seen(ledger, "s", "s", size=(80, 18))
    assert "Three accounts of the rescue" in lines
    assert line_with(lines, "↓ more")
    lower = seen(ledger, "end", size=(80, 18))
    assert line_with(lower, "«700» of them")
    assert not any("↓ more" in line for line in lower)


def test_scrolling_starts_again_with_the_next_finding(ledger):
    lines = seen(ledger, "s", "s", "end", "pageup", "down", "s", size=(80, 18))
    assert line_with(lines, "250  1 origin")


def test_a_terminal_that_is_made_narrower_is_drawn_again(ledger):
    async def script(pilot: Pilot[None], app: ReviewApp) -> list[str]:
        await pilot.resize_terminal(50, 30)
        await pilot.pause()
        return screen(app)

    assert "700" not in line_with(driven(ledger, script), "250  1 origin")


def test_the_differing_words_are_bold_and_underlined(ledger):
    async def script(pilot: Pilot[None], app: ReviewApp) -> list:
        segments = [s for strip in app.screen._compositor.render_strips() for s in strip]
        return [s.style for s in segments if "«250»" in s.text]

    (style,) = driven(ledger, script)
    assert style.bold
    assert style.underline


def test_without_colour_nothing_is_coloured_and_the_words_stay_marked(ledger, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(pilot: Pilot[None], app: ReviewApp) -> list:
        filters = [f for f in app._filters if f.enabled]  # what stands between the widgets and the terminal
        found = []
        for strip in app.screen._compositor.render_strips():
            shown = reduce(lambda s, f: s.apply_filter(f, app.screen.background_colors[1]), filters, strip)
            found += [s for s in shown if s.text.strip()]
        return found

    segments = driven(ledger, script)
    colours = {c for s in segments if s.style for c in (s.style.color, s.style.bgcolor) if c and not c.is_default}
    assert not colours
    (marked,) = [s for s in segments if "«250»" in s.text]
    assert marked.style.underline


def test_keys_answer_and_each_answer_is_kept(ledger):
    lines = seen(ledger, "c", "d", "u", "u")
    assert kept(ledger) == [
        (MOVED.id, Answer.CONFIRMED, None, ""),
        (PLACE.id, Answer.DISMISSED, Dismissal.UPDATE, ""),
        (THRICE.id, Answer.UNSURE, None, ""),
    ]
    assert "All 3 findings are answered. z takes the last answer back, q quits." in lines
    assert lines[0].endswith("100 %")


def test_a_dismissal_asks_for_its_reason(ledger):
    lines = seen(ledger, "d")
    assert REASONS in line_with(lines, "Why? ")
    assert kept(ledger) == []


@pytest.mark.parametrize("keys", [("d", "enter"), ("d", "enter", "q"), ("d", "x"), ("d", "escape"), ("d", "down")])
def test_nothing_is_dismissed_without_a_reason(ledger, keys):
    seen(ledger, *keys)
    assert kept(ledger) == []


def test_answers_are_taken_back_to_the_first(ledger):
    lines = seen(ledger, "c", "c", "c", "z", "z", "z")
    assert lines[0].startswith("Finding 1 of 3 · 0 answered")
    assert "Taken back; answer it again, or skip it." in lines


def test_a_note_is_typed_with_letters_that_are_keys_elsewhere(ledger):
    lines = seen(ledger, "n", *"quick d/?", "enter")
    assert "Note: quick d/?" in lines
    seen(ledger, "n", *"cuz 1", "enter", "c")
    assert kept(ledger) == [(MOVED.id, Answer.CONFIRMED, None, "cuz 1")]


def test_a_note_that_is_left_with_escape_is_gone(ledger):
    seen(ledger, "n", *"nonsense", "escape", "c")
    assert kept(ledger) == [(MOVED.id, Answer.CONFIRMED, None, "")]


def test_a_note_is_gone_on_with(ledger):
    seen(ledger, "n", *"one", "enter", "n", *" two", "enter", "u")
    assert kept(ledger)[0][3] == "one two"


def test_a_filter_is_typed_and_ended(ledger):
    lines = seen(ledger, "slash", *"hotels overnight", "enter")
    assert lines[0].startswith("Finding 1 of 1 · 0 answered · only: hotels overnight")
    assert PLACE.summary in lines
    lines = seen(ledger, "slash", *"zeppelin", "enter", "c")
    assert line_with(lines, "No open finding has “zeppelin”")
    assert kept(ledger) == []


def test_help_is_seen_until_a_key(ledger):
    lines = seen(ledger, "question_mark")
    assert line_with(lines, "take back the last answer")
    assert not any("«250»" in line for line in lines)
    assert line_with(seen(ledger, "question_mark", "x"), "«250»")


def test_a_key_without_meaning_is_told(ledger):
    assert "There is no key 'x'; ? lists the keys." in seen(ledger, "x")
    assert kept(ledger) == []


def test_quitting_ends_it_and_the_next_review_goes_on_right_there(ledger):
    async def script(pilot: Pilot[None], app: ReviewApp) -> bool:
        await pilot.press("c", "s", "q")
        return app.is_running and not app._exit

    assert driven(ledger, script) is False
    assert seen(ledger)[0].startswith("Finding 3 of 3 · 1 answered")


def test_blind_shows_kind_and_confidence_of_the_answered_alone(ledger):
    lines = seen(ledger, "c", blind=True, size=(120, 40))
    assert f"Confirmed [figure, confidence 0.51]: {MOVED.summary}" in lines
    assert not any("place" in line or "0.60" in line for line in lines if "Confirmed" not in line)


def test_a_finding_of_the_sample_is_marked(ledger):
    assert line_with(seen(ledger, sample=1.0), "◆ random sample")
    assert not any("◆" in line for line in seen(ledger))


def test_what_another_answers_meanwhile_is_seen(ledger):
    async def script(pilot: Pilot[None], app: ReviewApp) -> list[str]:
        dialogue_of(ledger, "Ben").press("c")
        app.look()
        await pilot.pause()
        return screen(app)

    lines = driven(ledger, script)
    assert lines[0].startswith("Finding 1 of 3 · 1 answered")
    assert line_with(lines, "Answered: confirmed by Ben on ")


class Failing(Ledger):
    """A ledger whose disk is full."""

    def add(self, verdicts):
        raise LedgerError("ledger.sqlite: disk full; free some space")


def test_an_error_of_the_ledger_is_shown_and_the_review_goes_on(tmp_path):
    ledger_of(tmp_path)
    failing = Failing(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    lines = seen(failing, "c")
    assert "Not done: ledger.sqlite: disk full; free some space" in lines
    assert MOVED.summary in lines
    lines = seen(failing, "c", "s")
    assert PLACE.summary in lines


def test_words_of_articles_are_no_markup(ledger):
    lines = seen(ledger, "s", "s", "end")
    assert line_with(lines, "[x](http://evil.example)")


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (200, 60)])
def test_it_stays_up_in_any_terminal(ledger, size):
    seen(ledger, "c", "question_mark", "n", "x", "enter", "d", "m", "s", "z", "end", size=size)
    assert len(kept(ledger)) == 3
