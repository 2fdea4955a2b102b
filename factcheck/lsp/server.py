"""What an editor asks and is told. Checks run in a process of their own, so that an editor never waits for one."""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing, redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from factcheck.domain.text import Span
from factcheck.lsp.examiner import Document, Examined, Examiner, Readiness, is_draft
from factcheck.lsp.messages import PASSED_OVER, Messages
from factcheck.lsp.notes import Note, inside, notes, remark, span_of, waiver, waiver_title
from factcheck.lsp.places import lines_of
from factcheck.settings.layers import NAME
from factcheck.settings.user import name_of_user
from factcheck.version import __version__
from factcheck.workers.pool import Busy, Overdue, Pool
from factcheck.workers.process import WorkerDied

Checking = Pool[Document | Readiness, Examined]

_PAUSE = 0.8  # seconds without a keystroke after which a change is checked
_LOOK = 1.0  # seconds between two looks at the files that the open documents depend on
_SECONDS = 60.0  # for a check
_WAITING = 100  # checks; an editor asks for one of each open document


@dataclass(slots=True)
class _Open:
    """A document that is open: the check that is under way, and what the last one came to."""

    task: asyncio.Task[None] | None = None
    examined: Examined | None = None
    notes: list[Note] = field(default_factory=list)
    shown: list[types.Diagnostic] = field(default_factory=list)
    told: str | None = None


class Server(LanguageServer):
    """The server of one editor."""

    def __init__(self, checking: Checking) -> None:
        # Whole texts: pygls counts a line separator (U+2028) as a line's end, and would put later changes a line off.
        super().__init__("factcheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.checking = checking
        self.open: dict[str, _Open] = {}
        self.asked_to_leave = False
        self.looking: asyncio.Task[None] | None = None

    def check_soon(self, uri: str, *, pause: float = 0.0) -> None:
        """Check a document after a pause; a check of an older state of it is given up, or its result dropped."""
        path = _path(uri)
        if path is None or not is_draft(path):
            return
        document = self.open.setdefault(uri, _Open())
        if document.task:
            document.task.cancel()
        document.task = asyncio.create_task(self._check(uri, path, document, pause))

    async def _check(self, uri: str, path: Path, document: _Open, pause: float) -> None:
        await asyncio.sleep(pause)
        text = self.workspace.get_text_document(uri).source
        today = date.today()  # noqa: DTZ011 - the user's day is the local one
        try:
            examined = await self.checking.run(Document(path, text, today))
        except Overdue as error:
            self._tell(document, f"{path.name} is not checked: it took {error}; check a part of it at a time")
        except WorkerDied:
            self._tell(document, f"{path.name} is not checked: the check was ended from outside, or ran out of memory")
        except Busy as error:
            self._tell(document, f"{path.name} is not checked: {error}; save it again")
        except Exception as error:  # noqa: BLE001 - whatever a bug raises, the editor is told and goes on
            self._tell(document, f"unexpected {type(error).__name__}: {error}; this is a bug, please report it")
        else:
            self._publish(uri, text, document, examined)
            with suppress(Exception):  # what cannot be loaded now is told when it is needed
                await self.checking.run(Readiness())

    def _publish(self, uri: str, text: str, document: _Open, examined: Examined) -> None:
        lines, codec = lines_of(text), self.workspace.position_codec
        document.examined = examined
        document.notes = (
            notes(examined.findings, lines, codec=codec, read_lines=_source_lines) if examined.findings else []
        )
        said = [remark(examined.remark, lines, codec)] if examined.remark else []
        shown = [*said, *(note.diagnostic for note in document.notes)]
        if shown != document.shown:
            document.shown = shown
            version = self.workspace.get_text_document(uri).version
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown, version))
        if examined.error:
            self._tell(document, examined.error)
        else:
            document.told = None

    def _tell(self, document: _Open, message: str) -> None:
        """Show an error once, however often it is met again in a row."""
        if document.told != message:
            document.told = message
            self.tell(message)

    def tell(self, message: str) -> None:
        """Show an error."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"factcheck: {message}"))

    async def look(self) -> None:
        """Check a document again when its sources or settings have changed, in whatever program."""
        while True:
            await asyncio.sleep(_LOOK)
            for uri, document in list(self.open.items()):
                examined = document.examined
                if examined and await asyncio.to_thread(examined.watched.stamps) != examined.stamps:
                    document.examined = None
                    self.check_soon(uri)

    def close(self, uri: str) -> None:
        """Forget a document, and take back what was said of it."""
        document = self.open.pop(uri, None)
        if document:
            if document.task:
                document.task.cancel()
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def noted(self, uri: str, given: types.Range) -> list[Note]:
        """Return what stands at a range of a document, as it was when last checked."""
        document = self.open.get(uri)
        if document is None or not document.notes:
            return []
        return list(inside(document.notes, self._span(uri, given)))

    def waive(self, uri: str, note: Note) -> types.CodeAction | None:
        """Return the action that adds a waiver to the nearest settings file, which is made where there is none."""
        document, path = self.open[uri], _path(uri)
        assert path is not None
        settings = document.examined.settings if document.examined else ()
        target = settings[-1] if settings else path.parent / NAME
        target_uri = from_fs_path(str(target))
        text = self.workspace.get_text_document(target_uri).source if target.exists() else ""
        table = "waivers" if target.name == NAME else "tool.factcheck.waivers"
        added = waiver(text, table, note.finding.id, name_of_user(path.parent), date.today())  # noqa: DTZ011 - as above
        if added is None:
            return None
        lines = lines_of(text)
        end = self.workspace.position_codec.position_to_client_units(
            lines, types.Position(len(lines) - 1, len(lines[-1]))
        )
        edit = types.TextEdit(types.Range(end, end), added)
        return types.CodeAction(
            waiver_title(note.finding),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[note.diagnostic],
            edit=self._edit(target_uri, edit, new=not target.exists()),
        )

    def _edit(self, uri: str, edit: types.TextEdit, *, new: bool) -> types.WorkspaceEdit:
        workspace = self.client_capabilities.workspace
        can = workspace.workspace_edit if workspace else None
        creates = can is not None and types.ResourceOperationKind.Create in (can.resource_operations or ())
        if not new or not creates:
            return types.WorkspaceEdit(changes={uri: [edit]})
        made = types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))
        whole = types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, None), [edit])
        return types.WorkspaceEdit(document_changes=[made, whole])

    def _span(self, uri: str, given: types.Range) -> Span:
        lines = lines_of(self.workspace.get_text_document(uri).source)
        return span_of(lines, given, self.workspace.position_codec)


def make_server(checking: Checking) -> Server:
    """Return a server with what it answers; `checking` does the checks."""
    server = Server(checking)

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        server.looking = asyncio.create_task(server.look())

    @server.feature(types.SHUTDOWN)
    def leaving(_: None) -> None:
        server.asked_to_leave = True

    @server.feature(PASSED_OVER)
    def passed_over(given: Any) -> None:
        server.tell(f"a message of {given.bytes} bytes is not read; it is too large")

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(given: types.DidOpenTextDocumentParams) -> None:
        server.check_soon(given.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(given: types.DidChangeTextDocumentParams) -> None:
        server.check_soon(given.text_document.uri, pause=_PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(given: types.DidSaveTextDocumentParams) -> None:
        server.check_soon(given.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(given: types.DidCloseTextDocumentParams) -> None:
        server.close(given.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(given: types.HoverParams) -> types.Hover | None:
        found = server.noted(given.text_document.uri, types.Range(given.position, given.position))
        text = "\n\n---\n\n".join(note.hover for note in found)
        content = types.MarkupContent(types.MarkupKind.Markdown, text)
        return types.Hover(content, range=found[0].diagnostic.range) if found else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def actions(given: types.CodeActionParams) -> list[types.CodeAction]:
        uri = given.text_document.uri
        found = (note for note in server.noted(uri, given.range) if note.finding.suppressed is None)
        return [action for note in found if (action := server.waive(uri, note))]

    return server


def make_checking() -> Checking:
    """Return the worker of an editor: one, which knows what it read before."""
    return Pool(Examiner, size=1, seconds=_SECONDS, waiting=_WAITING)


def serve(stdin: BinaryIO, stdout: BinaryIO, checking: Checking | None = None) -> int:
    """Talk to an editor until it says goodbye, and return the exit code that the protocol asks for.

    Whatever else prints goes to standard error.
    """
    server = make_server(checking or make_checking())
    with redirect_stdout(sys.stderr), closing(server.checking):
        server.start_io(cast("BinaryIO", Messages(stdin)), stdout)
    return 0 if server.asked_to_leave else 1


def _path(uri: str) -> Path | None:
    """Return the file of a URI; None where no file can be called so."""
    path = to_fs_path(uri)
    return Path(path) if path and "\0" not in path else None


def _source_lines(path: Path) -> list[str]:
    try:
        return lines_of(path.read_text(encoding="utf-8-sig", errors="replace"))
    except OSError:
        return []
