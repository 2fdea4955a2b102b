"""The server on a free port of this machine, on a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from factcheck.web import listening as web


@contextmanager
def running(app: Any, **options: Any) -> Iterator[int]:
    """Run the server of an app, and yield its port."""
    listening = web.listen("127.0.0.1", 0)
    server = web.server(app, **options)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
