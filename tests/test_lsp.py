"""The language server, as an editor meets it: the real command, asked over standard input and output."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import FakePool
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from test_workers import until

from factcheck.domain.findings import Evidence
from factcheck.domain.text import Span
from factcheck.lsp import notes
from factcheck.lsp.messages import PASSED_OVER, Messages
from factcheck.lsp.places import joined, line_and_column, lines_of, place
from factcheck.lsp.server import serve

SOURCES = {
    "coast.txt": "A ferry sank near Orlund on Monday. Police said 31 people were killed. The ferry had left Tarn at noon.\n",
    "harbour.txt": "The ferry went down off Orlund on Monday.\n\nAt least 31 people were killed, the harbour office said.\n",
}
DRAFT = "A ferry sank near Orlund on Monday.\n\nPolice said 12 people were killed. The ferry had left Tarn at noon.\n"
SETTINGS = '[gate]\nagainst = ["sources"]\n'
PATIENCE = 120  # seconds: the first check loads a model


class Editor:
    """One editor with a server of its own; everything it is told is kept, by document."""

    def __init__(self, folder: Path, *command: str) -> None:
        self.client = LanguageClient("editor", "1")
        self.shown: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.messages: list[str] = []
        self.news = threading.Condition()
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(given: types.PublishDiagnosticsParams) -> None:
            with self.news:
                self.shown.setdefault(given.uri, []).append(given)
                self.news.notify_all()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def told(given: types.ShowMessageParams) -> None:
            with self.news:
                self.messages.append(given.message)
                self.news.notify_all()

        self.run(self._start(folder, command or (str(Path(sys.executable).with_name("factcheck")), "lsp")))

    async def _start(self, folder: Path, command: Sequence[str]) -> None:
        environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "OMP_NUM_THREADS": "1"}
        await self.client.start_io(*command, env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)})
        edits = types.WorkspaceEditClientCapabilities(resource_operations=[types.ResourceOperationKind.Create])
        workspace = types.WorkspaceClientCapabilities(workspace_edit=edits)
        asked = types.InitializeParams(types.ClientCapabilities(workspace=workspace), root_uri=folder.as_uri())
        self.answer = await self.client.initialize_async(asked)
        self.client.initialized(types.InitializedParams())

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def tell(self, send, *given) -> None:
        self.loop.call_soon_threadsafe(send, *given)

    def open(self, path: Path | str, text: str) -> str:
        uri = path if isinstance(path, str) else path.as_uri()
        item = types.TextDocumentItem(uri, "plaintext", 1, text)
        self.tell(self.client.text_document_did_open, types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        of = types.VersionedTextDocumentIdentifier(version, uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.tell(self.client.text_document_did_change, types.DidChangeTextDocumentParams(of, [whole]))

    def close(self, uri: str) -> None:
        of = types.TextDocumentIdentifier(uri)
        self.tell(self.client.text_document_did_close, types.DidCloseTextDocumentParams(of))

    def diagnostics(self, uri: str, *, after: int = 0) -> list[types.Diagnostic]:
        """Wait for what is shown of a document, beyond the first `after` times that something was."""
        with self.news:
            assert self.news.wait_for(lambda: len(self.shown.get(uri, [])) > after, PATIENCE), self.messages
            return list(self.shown[uri][-1].diagnostics)

    def hover(self, uri: str, at: types.Position) -> types.Hover | None:
        given = types.HoverParams(types.TextDocumentIdentifier(uri), at)
        return self.run(self.client.text_document_hover_async(given))

    def actions(self, uri: str, at: types.Range) -> list[types.CodeAction]:
        given = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, types.CodeActionContext([]))
        return self.run(self.client.text_document_code_action_async(given)) or []

    def told(self, words: str) -> str:
        """Wait for a message with these words."""
        with self.news:
            assert self.news.wait_for(lambda: any(words in one for one in self.messages), PATIENCE), self.messages
            return next(one for one in self.messages if words in one)

    def leave(self) -> None:
        self.run(self._stop())
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def _stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    editor = Editor(tmp_path_factory.mktemp("editor"))
    yield editor
    editor.leave()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with sources, and settings that name them."""
    (tmp_path / ".git").mkdir()  # settings are looked for as far as here
    (tmp_path / "sources").mkdir()
    for name, text in SOURCES.items():
        (tmp_path / "sources" / name).write_text(text, encoding="utf-8")
    (tmp_path / "factcheck.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def the_figure(found: list[types.Diagnostic]) -> types.Diagnostic:
    return next(one for one in found if one.code == "figure")


def test_an_unsaved_draft_is_held_against_its_sources(editor: Editor, desk: Path):
    """The buffer counts, the file need not be there; ranges are in the units of the protocol, UTF-16."""
    wide = DRAFT.replace("Police said", "\N{SHIP}\N{VARIATION SELECTOR-16}\N{ROWBOAT} Police said")
    found = the_figure(editor.diagnostics(editor.open(desk / "draft.txt", wide)))
    before = wide.splitlines()[2].partition("12 people")[0]
    start = len(before.encode("utf-16-le")) // 2
    assert start == len(before) + 2  # a ship and a boat of two units each
    assert (found.range.start.line, found.range.start.character) == (2, start)
    assert found.range.end.line == 2
    assert found.severity == types.DiagnosticSeverity.Error
    assert found.source == "factcheck"
    assert found.code_description is None
    assert "Check: " in found.message
    quoted = {Path(one.location.uri).name: one for one in found.related_information}
    assert set(quoted) <= set(SOURCES)
    assert any("31 people were killed" in one.message for one in quoted.values())
    for name, one in quoted.items():
        line = SOURCES[name].splitlines()[one.location.range.start.line]
        assert "31" in line[one.location.range.start.character : one.location.range.end.character]


def test_the_sources_are_quoted_on_hover_and_nowhere_else(editor: Editor, desk: Path):
    uri = editor.open(desk / "hovered.txt", DRAFT)
    found = the_figure(editor.diagnostics(uri))
    shown = editor.hover(uri, found.range.start)
    assert shown.contents.kind == types.MarkupKind.Markdown
    assert "31 people" in shown.contents.value
    assert "/sources/" in shown.contents.value
    assert editor.hover(uri, types.Position(1, 0)) is None


def test_a_change_is_checked_and_an_older_state_is_not_shown(editor: Editor, desk: Path):
    uri = editor.open(desk / "changed.txt", DRAFT)
    assert editor.diagnostics(uri)
    for version, number in enumerate((13, 14, 15, 31), start=2):
        editor.change(uri, version, DRAFT.replace("12", str(number)))
    assert editor.diagnostics(uri, after=1) == []
    assert [given.version for given in editor.shown[uri]] == [1, 5]


def test_a_waiver_is_written_into_the_nearest_settings(editor: Editor, desk: Path):
    """Once the edit is saved, the finding is a hint, without a keystroke in the draft."""
    uri = editor.open(desk / "waived.txt", DRAFT)
    found = the_figure(editor.diagnostics(uri))
    (action,) = (one for one in editor.actions(uri, found.range) if [*one.diagnostics] == [found])
    assert action.title.startswith("Waive with reason")
    settings = desk / "factcheck.toml"
    (edit,) = action.edit.changes[settings.as_uri()]
    assert edit.range.start == edit.range.end == types.Position(2, 0)
    settings.write_text(SETTINGS + edit.new_text, encoding="utf-8")
    (waiver,) = tomllib.loads(settings.read_text(encoding="utf-8"))["waivers"]
    assert waiver["reason"] == "TODO: say why"
    assert waiver["owner"]
    today = datetime.now().astimezone().date()
    assert waiver["expires"] in {today + timedelta(days=days) for days in (29, 30)}  # midnight may have passed
    again = the_figure(editor.diagnostics(uri, after=1))
    assert again.severity == types.DiagnosticSeverity.Hint
    assert waiver["owner"] in again.message
    assert not [one for one in editor.actions(uri, again.range) if [*one.diagnostics] == [again]]


def test_sources_are_read_again_when_they_change(editor: Editor, desk: Path):
    uri = editor.open(desk / "draft.txt", DRAFT)
    shown = len(editor.shown.get(uri, []))
    assert editor.diagnostics(uri, after=shown)
    for name, text in SOURCES.items():
        (desk / "sources" / name).write_text(text.replace("31", "12"), encoding="utf-8")
    assert not [one for one in editor.diagnostics(uri, after=shown + 1) if one.code == "figure"]


def test_without_sources_a_document_is_told_once_what_to_set(editor: Editor, tmp_path: Path):
    (tmp_path / ".git").mkdir()
    uri = editor.open(tmp_path / "notes.md", DRAFT)
    (only,) = editor.diagnostics(uri)
    assert only.severity == types.DiagnosticSeverity.Information
    assert only.range.start == types.Position(0, 0)
    assert "against" in only.message
    editor.change(uri, 2, DRAFT + "\nMore.\n")
    other = editor.open(tmp_path / "later.md", DRAFT)
    editor.diagnostics(other)  # was asked for later, so that the change is through
    assert len(editor.shown[uri]) == 1


def test_a_mistake_in_the_settings_is_told_in_one_message(editor: Editor, desk: Path):
    (desk / "factcheck.toml").write_text(SETTINGS + "fail_onn = 1\n", encoding="utf-8")
    uri = editor.open(desk / "draft.txt", DRAFT)
    (only,) = editor.diagnostics(uri)
    assert only.message.startswith("Not checked")
    editor.change(uri, 2, DRAFT + "\n")
    (desk / "factcheck.toml").write_text(SETTINGS, encoding="utf-8")
    editor.diagnostics(uri, after=1)
    assert len([message for message in editor.messages if str(desk) in message]) == 1


@pytest.mark.parametrize("name", ["sources/coast.txt", "story.json"])
def test_what_is_no_draft_is_left_alone(editor: Editor, desk: Path, name: str):
    uri = editor.open(desk / name, DRAFT)
    editor.diagnostics(editor.open(desk / "draft.txt", DRAFT))
    assert uri not in editor.shown


def test_a_closed_document_is_forgotten(editor: Editor, desk: Path):
    uri = editor.open(desk / "closed.txt", DRAFT)
    found = editor.diagnostics(uri)
    editor.close(uri)
    assert editor.diagnostics(uri, after=1) == []
    assert editor.actions(uri, found[0].range) == []


# --- what would stop a server ---------------------------------------------------------------------


@pytest.fixture
def told_by_words(tmp_path: Path) -> Iterator[Editor]:
    """An editor whose documents say what is done with them: see working.py."""
    editor = Editor(tmp_path, sys.executable, "-c", "import working; working.serve_editor()")
    yield editor
    editor.leave()


def test_a_check_that_hangs_or_dies_is_told_and_the_next_document_is_checked(told_by_words: Editor, tmp_path: Path):
    told_by_words.open(tmp_path / "endless.txt", "hang")
    assert "endless.txt is not checked: it took more than 1 s" in told_by_words.told("endless.txt")
    told_by_words.open(tmp_path / "deadly.txt", "die")
    assert "ended from outside, or ran out of memory" in told_by_words.told("deadly.txt")
    (only,) = told_by_words.diagnostics(told_by_words.open(tmp_path / "plain.txt", "hello"))
    assert only.message.startswith("hello by ")


def test_a_server_leaves_at_exit_whatever_it_does(tmp_path: Path):
    editor = Editor(tmp_path, sys.executable, "-c", "import working; working.serve_editor()")
    editor.open(tmp_path / "long.txt", f"steps {tmp_path}")
    until((tmp_path / "began").exists)
    editor.leave()
    assert editor.client._server.returncode == 0


@pytest.mark.parametrize("name", ["a%00b.txt", "%00.md", f"{'long' * 100}.txt", "%FF%FE.txt", "%2e%2e/.txt", "%.txt"])
def test_no_name_of_a_document_stops_the_server(editor: Editor, desk: Path, name: str):
    editor.open(f"{desk.as_uri()}/{name}", DRAFT)
    sources = desk / "sources" / "coast.txt"
    uri = editor.open(desk / "draft.txt", DRAFT)
    assert editor.diagnostics(uri)
    sources.write_text(sources.read_text(encoding="utf-8").replace("31", "12"), encoding="utf-8")
    editor.diagnostics(uri, after=1)  # the server goes on looking at what changes


def test_a_huge_document_is_told_and_costs_nothing(editor: Editor, desk: Path):
    (only,) = editor.diagnostics(editor.open(desk / "huge.txt", "Rain fell. " * 300_000))
    assert only.message == "Not checked: it has more than 2,000,000 characters."
    assert editor.diagnostics(editor.open(desk / "draft.txt", DRAFT))


def message(**said: Any) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **said}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


HELLO = message(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}})
SHUTDOWN, LEAVE = message(id=2, method="shutdown"), message(method="exit")
ODD = {
    "huge, and never sent": b"Content-Length: 99999999999\r\n\r\n",
    "of too many digits": b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
    "longer than it says": b'Content-Length: 2\r\n\r\n{"a": 1}',
    "shorter than it says": b"Content-Length: 30\r\n\r\n{}" + message(method="$/lost"),
    "no JSON": b"Content-Length: 3\r\n\r\n[[[",
    "without an end": b"x" * 300_000,
    "nothing": b"",
}


class Told(io.BytesIO):
    """What a server says; it can be read when the server has closed it."""

    def close(self) -> None:
        pass


def spoken(sent: bytes) -> tuple[int, bytes]:
    """How a server ends, and what it has said, when this was all that it was sent."""
    told = Told()
    checking: Any = FakePool()
    return serve(io.BytesIO(sent), told, checking), told.getvalue()


@pytest.mark.parametrize("sent", ODD.values(), ids=ODD)
def test_no_message_stops_the_server_and_it_leaves_as_the_protocol_asks(sent: bytes):
    code, told = spoken(HELLO + sent + SHUTDOWN + LEAVE)
    assert code == 0
    assert b'{"id": 2, "jsonrpc": "2.0", "result": null}' in told


@pytest.mark.parametrize("sent", [HELLO + LEAVE, HELLO, b"", LEAVE])
def test_a_server_that_was_not_asked_to_shut_down_says_so(sent: bytes):
    assert spoken(sent)[0] == 1


@pytest.mark.parametrize(("sent", "code"), [(HELLO + ODD["no JSON"] + SHUTDOWN + LEAVE, 0), (HELLO, 1)])
def test_the_command_ends_as_the_server_does(sent: bytes, code: int):
    program = [sys.executable, "-m", "factcheck", "lsp"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(program, input=sent, capture_output=True, timeout=PATIENCE, env=environment, check=False)
    assert done.returncode == code
    assert done.stdout.startswith(b"Content-Length: ")


def test_a_large_message_is_passed_over_and_the_next_one_read():
    sent = message(method="a", params="x" * 300_000) + message(method="b")
    messages = Messages(io.BytesIO(sent), largest=1000)
    read = []
    while line := messages.readline():
        if found := re.fullmatch(rb"Content-Length: (\d+)\r\n", line):
            assert messages.readline() == b"\r\n"
            read.append(json.loads(messages.read(int(found[1])))["method"])
    assert read == [PASSED_OVER, "b"]


# --- places, by themselves ------------------------------------------------------------------------


def said(quote: str, words: str, *, line: int = 1, column: int = 1) -> Evidence:
    start = quote.index(words)
    span = (start, start + len(words))
    return Evidence(article="a", start=0, end=len(quote), quote=quote, span=span, line=line, column=column)


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        ("Rain fell.\r\nIn all 12 roads closed.", said("In all 12 roads closed.", "12", line=2, column=8), "12"),
        ("Twelve\u2028or 12 roads", said("or 12 roads", "12", line=1, column=11), "12"),  # no line's end in an editor
        ("It took\n12 days", said("It took\n12 days", "took\n12", line=1, column=4), "took\n12"),
        ("> **In all** 12 roads of 12 closed.", said("In all 12 roads", "12", line=1, column=8), "12"),
        ("In [all 1*2*](x) roads.", said("In all 12 roads.", "12", line=1, column=8), "In [all 1*2*](x) roads."),
        ("", said("gone", "gone", line=9), ""),
    ],
)
def test_the_differing_words_or_their_line_are_marked(text, evidence, expected):
    lines = lines_of(text)
    assert place(evidence, lines).of(joined(lines)) == expected


def test_lines_and_columns_are_counted_from_nought():
    lines = lines_of("ab\r\n\r\ncd")
    assert [line_and_column(lines, offset) for offset in (0, 2, 3, 4, 6)] == [(0, 0), (0, 2), (1, 0), (2, 0), (2, 2)]


def test_a_waiver_never_breaks_the_settings():
    """It goes into a table that is there, and nowhere where waivers are written as one list."""
    today = date(2024, 5, 1)
    added = notes.waiver("[gate]\nfail_on = 'low'", "tool.factcheck.waivers", "0123456789ab", 'Ada "B"', today)
    (waiver,) = tomllib.loads("[gate]\nfail_on = 'low'" + added)["tool"]["factcheck"]["waivers"]
    assert waiver == {
        "finding": "0123456789ab",
        "reason": "TODO: say why",
        "owner": 'Ada "B"',
        "expires": date(2024, 5, 31),
    }
    assert notes.waiver("waivers = []\n", "waivers", "0123456789ab", "Ada", today) is None
    assert notes.waiver("", "waivers", "0123456789ab", "Ada", today).startswith("[[waivers]]")


def test_notes_are_found_where_they_touch():
    class Stub:
        span = Span(4, 6)

    assert [bool(list(notes.inside([Stub()], Span(*at)))) for at in ((0, 3), (3, 4), (5, 5), (6, 9), (7, 9))] == [
        False,
        True,
        True,
        True,
        False,
    ]
