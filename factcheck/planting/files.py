"""Errors planted in a file, and their list as a file: one [[error]] table each, beside those of other drafts."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.errors import ConfigError, UsageError
from factcheck.intake.decoding import decode, repaired
from factcheck.intake.reading import STDIN, read, read_draft, sources_of
from factcheck.interfaces import Fetch
from factcheck.planting.alterations import SORTS
from factcheck.planting.backing import Backing
from factcheck.planting.passages import Stock, passages_of
from factcheck.planting.planting import Field, Planted, Planting
from factcheck.settings.config import Config
from factcheck.settings.lexicons import load_lexicons
from factcheck.settings.notations import from_toml
from factcheck.settings.tables import nearest
from factcheck.tools import make_parser


def plant(
    draft: str,
    against: Sequence[str],
    config: Config,
    *,
    today: date,
    sorts: Sequence[str] = (),
    errors: int,
    seed: int,
    stdin: BinaryIO | None = None,
    name: str | None = None,
    fetch: Fetch | None = None,
) -> Planting:
    """Plant errors in a draft: of these sorts, else of all. The same files and seed give the same errors.

    With sources, errors stand first where one of them tells what is altered, and none is planted that they might bear
    out. Raises UsageError for an unknown sort, and where not one error can be planted.
    """
    if unknown := next((sort for sort in sorts if sort not in SORTS), ""):
        raise UsageError(f"--sort {unknown}: there is no such sort; {nearest(unknown, list(SORTS))}")
    data = _bytes(draft, stdin)
    article = read_draft(draft, today=today, stdin=io.BytesIO(data), name=name)
    article, found = sources_of(article, read(against, today=today, fetch=fetch))
    parser, lexicons = make_parser(_with_entities(config)), load_lexicons()
    own = passages_of(article, parser, lexicons)
    theirs = [passage for source in found.articles for passage in passages_of(source, parser, lexicons)]
    backing = Backing.of(theirs, found.articles)
    field = Field(article, _text(data, draft), own, Stock.of([*own, *theirs], lexicons), backing)
    planting = field.planted(list(sorts or SORTS), errors=errors, seed=seed)
    if not planting.errors:
        raise UsageError(f"{draft}: no error of {_named(planting.impossible)} can be planted in it; try other sorts")
    return replace(planting, text=planting.text.replace("\n", "\r\n")) if _from_windows(data) else planting


def with_list(place: Path, draft: str, errors: Sequence[Planted]) -> str:
    """Return the text of a list that has the errors of one draft, and what a list at `place` has of others.

    Raises ConfigError for a file that is no such list.
    """
    before = _listed(place)
    others = [table for table in before.pop("error", []) if table["draft"] != draft]
    new = [{"draft": draft, **asdict(error)} for error in errors]
    head = "".join(f"{key} = {_quoted(value)}\n" for key, value in before.items())
    return "\n".join(filter(None, [head, *map(_table, [*others, *new])]))


def _listed(place: Path) -> dict[str, Any]:
    """What a list holds: texts, and tables of texts."""
    if not place.exists():
        return {}
    try:
        listed = from_toml(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{place}: cannot be read as TOML: {error}; give another file to --list") from error
    tables = listed.get("error", [])
    whole = isinstance(tables, list) and all(isinstance(table, dict) and "draft" in table for table in tables)
    inside = [*(table.values() for table in tables)] if whole else []
    heads = [value for key, value in listed.items() if key != "error"]
    if not whole or not all(isinstance(text, str) for text in chain(heads, *inside)):
        raise ConfigError(f"{place}: is no list of planted errors; give another file to --list")
    return listed


def _table(table: Mapping[str, str]) -> str:
    return "[[error]]\n" + "".join(f"{key} = {_quoted(value)}\n" for key, value in table.items())


def _quoted(text: str) -> str:
    """A text as a basic string of TOML: as in JSON, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _named(sorts: Sequence[str]) -> str:
    return sorts[0] if len(sorts) == 1 else f"{', '.join(sorts[:-1])} and {sorts[-1]}"


def _bytes(draft: str, stdin: BinaryIO | None) -> bytes:
    """The draft's file; where it cannot be opened, whoever reads it as an article will say so."""
    if draft == STDIN:
        return stdin.read() if stdin else b""
    try:
        return Path(draft).read_bytes()
    except OSError:
        return b""


def _text(data: bytes, draft: str) -> str:
    """The text of a file, as readers have it before they look for an article in it."""
    return repaired(decode(data, draft)).text.replace("\r\n", "\n").replace("\r", "\n")


def _from_windows(data: bytes) -> bool:
    return 0 < data.count(b"\n") == data.count(b"\r\n")


def _with_entities(config: Config) -> Config:
    return config.model_copy(update={"parser": config.parser.model_copy(update={"entities": True})})
