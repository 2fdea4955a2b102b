"""An editor's messages as they come in, none of them held beyond a limit.

pygls reads as many bytes as a message's head says, and knows a head only at the beginning of a line: a message that is
too large, or longer or shorter than its head says, would end the server or leave it deaf to all that follow.
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import BinaryIO

PASSED_OVER = "$/factcheck/passedOver"  # "$/": whoever does not know such a message may ignore it

_LARGEST = 64 * 1024 * 1024  # bytes of a message: of a document an editor sends far less
_DIGITS = 18  # of a number of bytes
_LINE = 64 * 1024  # bytes that are looked through at once
_HEAD = re.compile(rb"Content-Length: (\d+)\r\n\Z")
_HEAD_BYTES = 64


class Messages:
    """What pygls reads from, as of a file. PASSED_OVER stands for a message that is too large."""

    def __init__(self, stdin: BinaryIO, *, largest: int = _LARGEST) -> None:
        self._stdin = stdin
        self._largest = largest
        self._instead = BytesIO()
        self._before = b""

    def readline(self) -> bytes:
        """Return the next line, or the next part of a long one; of what ends in a message's head, that alone.

        No message says inside what looks like a head: JSON writes the ends of its lines otherwise.
        """
        if line := self._instead.readline():
            return line
        line = self._stdin.readline(_LINE)
        head = _HEAD.search(self._before + line)
        self._before = b"" if head else line[-_HEAD_BYTES:]
        if head is None:
            return line
        if len(head[1]) > _DIGITS or int(head[1]) > self._largest:
            self._instead = BytesIO(_passed_over(head[1]))
            return self._instead.readline()
        return head[0]

    def read(self, size: int) -> bytes:
        """Return a message's body."""
        return self._instead.read(size) or self._stdin.read(size)


def _passed_over(size: bytes) -> bytes:
    told = {"jsonrpc": "2.0", "method": PASSED_OVER, "params": {"bytes": size[:_DIGITS].decode()}}
    body = json.dumps(told).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
