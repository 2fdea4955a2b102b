"""`factcheck review` on a screen: one finding at a time, both quotes side by side, one key an answer.

All that a key does is the dialogue's; here it is drawn. Nothing is mounted or removed after the start, so that a key
is answered at once however many findings there are.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.widgets import Input, Static

from factcheck.review.dialogue import ASK_REASON, KEYS, REASONS, Dialogue, Wants
from factcheck.tui import drawing

_BESIDE = 80  # columns from which two quotes stand side by side
_LOOK = 5  # seconds between looks at what others answered
_KEY_LINE = "[c]onfirm [d]ismiss [u]nsure [s]kip [z]undo [n]ote [/]filter [?]help [q]uit"
_ASKED = {
    Wants.REASON: f"{ASK_REASON}  Esc back",
    Wants.NOTE: "Note, kept with the answer: Enter takes it, Esc leaves it",
    Wants.FILTER: "Only findings with all of these words; none shows all. Enter takes it, Esc leaves it",
}
_TYPED = frozenset({Wants.NOTE, Wants.FILTER})
_NAMED = {"/": "slash", "?": "question_mark"}  # what textual calls a key


class ReviewApp(App[None]):
    """A review; it ends when the reviewer quits. Every answer is kept before the next finding is shown."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None  # a line to type in is focused only while it is asked for
    TITLE = "factcheck review"
    CSS = """
    Screen { layout: vertical; }
    #head, #tags { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #title { height: auto; max-height: 3; text-style: bold; }
    #body { height: 1fr; border-top: solid $primary; border-bottom: solid $primary; border-subtitle-style: bold; }
    #sides { height: auto; }
    .side { width: 1fr; height: auto; padding-right: 2; }
    #foot { height: auto; max-height: 10; }
    #facts, #status, #keys { height: auto; }
    #status { min-height: 1; max-height: 3; text-style: bold; }
    #keys { text-style: dim; }
    Input { height: 1; border: none; padding: 0; }
    """
    # Priority: a key is taken in the order of typing, also when the one before has just opened a line to type in.
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(_NAMED.get(key, key), f"press('{key}')", show=False, priority=True)
            for key in dict.fromkeys([*KEYS, *REASONS])
        ),
        Binding("enter", "enter", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        *(
            Binding(key, f"roll('{key}')", show=False, priority=True)
            for key in ("up", "down", "pageup", "pagedown", "home", "end")
        ),
    ]

    def __init__(self, dialogue: Dialogue) -> None:
        super().__init__(ansi_color=True)  # asked before the theme is: what NO_COLOR leaves is the terminal's own
        self.dialogue = dialogue
        self._shown: object = None
        self._beside = True

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield Static(id="tags")
        yield Static(id="title")
        with VerticalScroll(id="body", can_focus=False), Horizontal(id="sides"):
            yield Static(id="left", classes="side")
            yield Static(id="right", classes="side")
        with VerticalScroll(id="foot", can_focus=False):
            yield Static(id="facts")
        yield Static(id="status")
        yield Input(id="line", compact=True, select_on_focus=False)
        yield Static(Content(_KEY_LINE), id="keys")

    def on_mount(self) -> None:
        self.theme = "ansi-dark"  # the terminal's own colours, dark or light
        self.query_one("#line", Input).display = False
        self.watch(self.query_one("#body", VerticalScroll), "scroll_y", self._hint, init=False)
        self._beside = self.size.width >= _BESIDE
        self.set_interval(_LOOK, self.look)
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - textual's
        return not (action in {"press", "roll"} and self.dialogue.wants in _TYPED)

    def look(self) -> None:
        """Show what others have answered by now."""
        before = self.dialogue.item, self.dialogue.progress, self.dialogue.message
        self.dialogue.look()
        if before != (self.dialogue.item, self.dialogue.progress, self.dialogue.message):
            self._draw()

    def action_press(self, key: str) -> None:
        self.dialogue.press(key)
        if self.dialogue.wants is Wants.NOTHING:
            self.exit()
        elif self.dialogue.wants in _TYPED:
            self._open_line()
        self._draw()

    async def action_enter(self) -> None:
        """Take the line that was typed, all of it: what is typed next is a key again, however fast it comes."""
        if self.dialogue.wants in _TYPED:
            line = self.query_one("#line", Input)
            typed = asyncio.Event()
            if line.call_later(typed.set):
                await typed.wait()
            self.dialogue.enter(line.value)
        else:
            self.dialogue.press("enter")
        self._draw()

    def action_leave(self) -> None:
        self.dialogue.back()
        self._draw()

    def action_roll(self, key: str) -> None:
        """Scroll the quotes; at their end, what stands below them."""
        body, foot = self.query_one("#body", VerticalScroll), self.query_one("#foot", VerticalScroll)
        down = key in {"down", "pagedown", "end"}
        done = body.scroll_offset.y >= body.max_scroll_y if down else foot.scroll_offset.y <= 0
        part = foot if done == down else body
        moves = {
            "up": part.scroll_up,
            "down": part.scroll_down,
            "pageup": part.scroll_page_up,
            "pagedown": part.scroll_page_down,
            "home": part.scroll_home,
            "end": part.scroll_end,
        }
        moves[key](animate=False)

    def action_help_quit(self) -> None:
        self.query_one("#status", Static).update(Content("q quits; every answer is kept."))

    def on_key(self, event: Key) -> None:
        """Tell of a key that means nothing here."""
        if event.character and event.is_printable and self.dialogue.wants not in _TYPED:
            self.dialogue.press(event.character)
            self._draw()

    def on_resize(self, event: Resize) -> None:
        self._beside = event.size.width >= _BESIDE
        if self._shown is not None:
            self._draw_sides()

    def _open_line(self) -> None:
        line = self.query_one("#line", Input)
        line.value = self.dialogue.note if self.dialogue.wants is Wants.NOTE else self.dialogue.words
        line.cursor_position = len(line.value)
        line.display = True
        self.screen.set_focus(line)

    def _draw(self) -> None:
        dialogue = self.dialogue
        line = self.query_one("#line", Input)
        if dialogue.wants not in _TYPED and line.display:
            self.screen.set_focus(None)
            line.display = False
        self._say("#head", drawing.head(dialogue.place(), dialogue.share()))
        self._draw_finding()
        asked = _ASKED.get(dialogue.wants, "")
        self._say("#status", Content("  ".join(filter(None, (dialogue.message, asked)))))

    def _draw_finding(self) -> None:
        card = self.dialogue.card()
        self._say("#tags", drawing.tags(card) if card else Content(""))
        self._say("#title", Content(card.summary if card else ""))
        self._say("#facts", drawing.facts(card) if card else Content(""))
        self.query_one("#foot").display = card is not None and not self.dialogue.helping
        item = self.dialogue.item
        shown = (item and item.discrepancy.id, self.dialogue.helping)
        self._draw_sides()
        if shown != self._shown:
            self._shown = shown
            self.query_one("#body", VerticalScroll).scroll_home(animate=False)
            self.query_one("#foot", VerticalScroll).scroll_home(animate=False)

    def _draw_sides(self) -> None:
        card = self.dialogue.card()
        if self.dialogue.helping:
            left, right = drawing.guide(), Content("")
        elif card is None:
            left, right = Content(self.dialogue.nothing_open()), Content("")
        else:
            left, right = drawing.columns(card.sides, beside=self._beside)
        self._say("#left", left)
        self._say("#right", right)
        self.query_one("#right").display = bool(right)
        self.call_after_refresh(self._hint)

    def _hint(self, _: Any = None) -> None:
        """Say that there is more below: a scroll bar is not seen without colour."""
        body = self.query_one("#body", VerticalScroll)
        body.border_subtitle = "↓ more" if body.scroll_offset.y < body.max_scroll_y else ""

    def _say(self, name: str, content: Content) -> None:
        """Show words where they are not shown already: each change has the whole screen laid out again."""
        widget = self.query_one(name, Static)
        shown = widget.content
        if not (isinstance(shown, Content) and shown.is_same(content)):
            widget.update(content)
