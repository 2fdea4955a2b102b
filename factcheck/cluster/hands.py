"""What stands in each process that shares the work: the tools of the run, loaded once, and the steps that they do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from factcheck.comparing import Comparing
from factcheck.errors import debugging
from factcheck.settings.config import Config
from factcheck.settings.identity import identity
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import Tools, make_tools
from factcheck.understand.accounts import Understanding


class Hand:
    """Does steps with tools of its own, made from the settings of the run; parser and encoder stay loaded.

    It remembers nothing of what it did but what is common to all items of a step: any other may do any batch again.
    """

    def __init__(self, config: Config, *, debug: bool) -> None:
        debugging.set(debug)
        lexicons = load_lexicons()
        self._tools = make_tools(config, lexicons, None, ["kinds"])
        statements = config.statements.compared
        steps = (Understanding(lexicons, self._tools.parser, statements=statements, skips=True), Comparing(self._tools))
        self._steps: Mapping[str, Any] = {type(one).__name__: one for one in steps}
        self._debug = debug
        self._common: tuple[str, tuple[Any, ...]] = ("", ())

    def made_by(self) -> tuple[str, ...]:
        """Return what findings depend on beside the articles, for the driver to hold against its own; see `made_by`."""
        return made_by(self._tools)

    def did(self, step: tuple[str, str], items: Sequence[Any], common: tuple[str, Sequence[Any]]) -> list[Any]:
        """Do a step for Ray: `common` has a name, and holds a reference that is fetched once."""
        import ray

        name, references = common
        return self.do(step, items, name, lambda: ray.get(references[0]))

    def do(
        self, step: tuple[str, str], items: Sequence[Any], name: str, common: Callable[[], tuple[Any, ...]]
    ) -> list[Any]:
        """Return what a step makes of each item. What is `common` to all items is asked for once a `name`."""
        debugging.set(self._debug)  # of the thread that this is called on
        if self._common[0] != name:
            self._common = (name, common())
        owner, method = step
        return [*getattr(self._steps[owner], method)(items, *self._common[1])]


def made_by(tools: Tools) -> tuple[str, ...]:
    """Return by what two processes are known to find alike: this program, its settings and its models."""
    names = (tools.parser.name, tools.encoder.name, tools.aligner.name, tools.decision.name, tools.judge.name)
    return (f"program {_program()}", f"settings {identity(tools.config, tools.lexicons)}", *names)


@lru_cache(maxsize=1)
def _program() -> str:
    """A hash of this package's sources: two states of it may bear one version."""
    root = Path(__file__).parents[1]
    found = hashlib.sha256()
    for path in sorted(root.rglob("*.py"), key=lambda path: path.relative_to(root).as_posix()):
        found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:12]
