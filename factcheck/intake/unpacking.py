"""What is packed, unpacked no further than a bound: files in gzip, and archives of parts."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.errors import UnreadableArticle
from factcheck.settings.limits import LARGEST_FILE, LARGEST_PART, MOST_PARTS

PACKED = ".gz"
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS  # zlib's word for "with gzip's head and sum"
# What the reader of ZIP archives raises on damaged ones.
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError, RuntimeError, OverflowError,
)  # fmt: skip
_STEP = 1024 * 1024


def form_of(path: Path) -> str:
    """Return the ending that says what a file is, in small letters: of `a.txt.gz` it is `.txt`."""
    return (Path(path.stem) if path.suffix.lower() == PACKED else path).suffix.lower()


def unpacked(data: bytes, path: str, *, most: int = LARGEST_FILE) -> bytes:
    """Return what is in a gzip file, of several parts one after the other.

    Raises UnreadableArticle where it is none, is cut off, or holds more than `most` bytes: what is read of one file.
    """
    return b"".join(_pieces(data, path, most))


def beginning(data: bytes, path: str, *, most: int = LARGEST_FILE) -> tuple[bytes, str]:
    """Return what can be unpacked of a gzip file, and why no more of it: "" where that is all.

    What is not packed is returned as it is.
    """
    if not data.startswith(_GZIP_MAGIC):
        return data, ""
    pieces: list[bytes] = []
    try:
        pieces.extend(_pieces(data, path, most))  # what came before an error stays
    except UnreadableArticle as error:
        return b"".join(pieces), error.reason
    return b"".join(pieces), ""


def _pieces(data: bytes, path: str, most: int) -> Iterator[bytes]:
    size, left = 0, data
    try:
        while left:
            stream = zlib.decompressobj(_GZIP)
            while not stream.eof:
                part = stream.decompress(left, min(_STEP, most + 1 - size))
                if not part and not stream.unconsumed_tail and not stream.eof:
                    raise UnreadableArticle(path, "this gzip file is cut off; fetch it again")
                yield part
                size += len(part)
                left = stream.unconsumed_tail
                if size > most:
                    raise UnreadableArticle(
                        path, f"unpacked it is more than the {most:,} bytes that are read; split it"
                    )
            left = stream.unused_data.lstrip(b"\0")  # tapes and disks are filled up with zeros
    except zlib.error as error:
        raise UnreadableArticle(path, f"this is no gzip file ({error}); unpack it, or fetch it again") from error


def archive(data: bytes, path: str, what: str) -> zipfile.ZipFile:
    """Open a ZIP archive whose parts, all together, are no larger than is read of one file.

    Raises UnreadableArticle where they are, where they are locked, or where it is none; `what` says what it should be.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGES as error:
        raise UnreadableArticle(path, f"this is no {what} ({error}); save it again, or its text as .txt") from error
    parts = opened.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_FILE:
        reason = f"unpacked it has {len(parts):,} parts of {sum(part.file_size for part in parts):,} bytes; split it"
        raise UnreadableArticle(path, reason)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableArticle(path, f"this {what} is locked with a password; save a copy without one")
    return opened


def part(opened: zipfile.ZipFile, name: str, path: str) -> bytes:
    """Return one part of an archive. Raises UnreadableArticle where it is missing, too large or damaged."""
    try:
        found = opened.getinfo(name)
        if found.file_size > LARGEST_PART:
            raise UnreadableArticle(path, f"its part {name} has more than the {LARGEST_PART:,} bytes that are read")
        return opened.read(found)
    except KeyError as error:
        raise UnreadableArticle(path, f"its part {name} is missing; save it again") from error
    except _DAMAGES as error:
        raise UnreadableArticle(path, f"its part {name} is damaged ({error}); save it again") from error


def sizes(opened: zipfile.ZipFile) -> Mapping[str, int]:
    """Return the bytes of each part as the archive states them."""
    return {found.filename: found.file_size for found in opened.infolist()}
