"""What was loaded is kept for some days, so that a second run asks nobody.

There is a file for each day on which something was loaded; those that are too old are removed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from factcheck.domain.text import Fetched
from factcheck.models.kept import Table, key_of

_NAME = "pages-"
_ENDING = ".sqlite"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages in a folder. With `days` 0 none is kept, and none that was kept is known.

    One that is older than `fresh` is kept, but is to be asked for again.
    """

    folder: Path
    days: float
    now: Callable[[], datetime] = _now
    fresh: timedelta = timedelta.max

    def known(self, address: str) -> Fetched | None:
        """Return what was loaded from an address and is fresh, the latest; None where nothing was."""
        return self._latest(address, self.fresh)

    def earlier(self, address: str) -> Fetched | None:
        """Return what was loaded from an address in the last days, the latest; None where nothing was."""
        return self._latest(address, timedelta.max)

    def _latest(self, address: str, within: timedelta) -> Fetched | None:
        key = key_of(("page", address))
        for file in self._files():
            for row in Table(file, "pages").known([key]).values():
                if page := self._page(address, row, min(within, timedelta(days=self.days))):
                    return page
        return None

    def keep(self, page: Fetched) -> None:
        """Keep a page, and remove what is older than any page may be."""
        now = self.now()
        for file in self._files():
            if (day := _day(file)) and day < (now - timedelta(days=self.days)).date():
                for part in ("", "-wal", "-shm"):
                    with suppress(OSError):
                        file.with_name(f"{file.name}{part}").unlink(missing_ok=True)
        if not self.days:
            return
        head = json.dumps(
            {"moment": now.isoformat(), "final": page.final, "suffix": page.suffix, "unless": page.unless}
        )
        table = Table(self.folder / f"{_NAME}{now.date().isoformat()}{_ENDING}", "pages")
        table.keep({key_of(("page", page.address)): head.encode() + b"\n" + page.data})

    def _files(self) -> Iterator[Path]:
        yield from sorted(self.folder.glob(f"{_NAME}*{_ENDING}"), reverse=True)

    def _page(self, address: str, row: bytes, within: timedelta) -> Fetched | None:
        head, _, data = row.partition(b"\n")
        try:
            said: dict[str, Any] = json.loads(head)
            age = self.now() - datetime.fromisoformat(said["moment"])
            unless = tuple((str(name), str(value)) for name, value in said.get("unless", ()))
            page = Fetched(address, str(said["final"]), str(said["suffix"]), data, unless)
        except (KeyError, TypeError, ValueError):  # of another form
            return None
        return page if timedelta(0) <= age < within else None


def _day(file: Path) -> date | None:
    try:
        return date.fromisoformat(file.name.removeprefix(_NAME).removesuffix(_ENDING))
    except ValueError:
        return None
