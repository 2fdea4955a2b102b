"""The command line: parse, call one function, print, exit. Alone prints and exits; heavy imports wait in commands."""

from factcheck.cli.program import app, main

# A command is registered by being imported; the help lists them in this order.
from factcheck.cli import report, check, archive, review, verdicts, explain, serve, score, mutate  # noqa: F401 isort: skip

__all__ = ["app", "main"]
