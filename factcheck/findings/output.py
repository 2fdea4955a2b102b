"""Writing a report to a file: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from factcheck.errors import OutputError


def check(path: Path) -> None:
    """Raise OutputError when `path` cannot be written, before any work is done for it."""
    target = path.resolve()
    if target.is_dir():
        raise OutputError(f"{path}: is a folder; give the name of a file in it")
    if not target.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {target.parent}; create it or write somewhere else")
    place = target.parent if _is_plain(target) else target
    if not os.access(place, os.W_OK):
        raise OutputError(f"{path}: writing there is not allowed; change its permissions or write somewhere else")


def write(path: Path, text: str) -> None:
    """Write `text` as UTF-8, first beside `path`, then rename: readers see the old report or the new one.

    Raises OutputError; then nothing half-written is left behind. A link is written through, and what is no
    plain file (a pipe, a device) is written into, since it must not be replaced.
    """
    check(path)
    target = path.resolve()
    data = encoded(text)
    try:
        if _is_plain(target):
            _replace(target, data)
        else:
            target.write_bytes(data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{path}: cannot be written: {reason}; free space or write somewhere else") from error


def encoded(text: str) -> bytes:
    """Return UTF-8. Half a surrogate pair (from a file name) becomes its escape, which JSON reads back."""
    return text.encode("utf-8", errors="backslashreplace")


def _is_plain(target: Path) -> bool:
    return target.is_file() or not target.exists()


def _replace(target: Path, data: bytes) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
