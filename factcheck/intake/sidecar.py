"""`articles.toml`: what the desk knows of the files in a folder and the files do not say themselves.

    [morning-wire]                  # a file's name, or its stem
    source = "Coast News"
    published = 2020-01-13T08:30:00Z

What it says wins over what the file says. A table outlives its file: where nothing in the folder has nearly its name,
the article was taken away, and the table is left out and told of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from factcheck.domain.text import Article, Skipped
from factcheck.errors import ConfigError
from factcheck.intake.records import when
from factcheck.settings.tables import closest, nearest, parsed_toml

NAME = "articles.toml"
_WORDS = ("id", "source", "title", "author", "url")
_DATES = ("published", "updated")
# How alike two names are (difflib): "harbor" and "harbour" .92; "morning-wire" and "evening-wire", which are two, .75.
_MISSPELT = 0.8
_NUMBER = re.compile(r"\d+")
_GONE = "names a file that is not in the folder; put the file back or take the table out"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a folder's `articles.toml` says of its files, and the tables of files that are not there any more."""

    tables: Mapping[str, Mapping[str, Any]]
    skipped: tuple[Skipped, ...]


def load(folder: Path) -> Sidecar:
    """Return a folder's sidecar, without tables where there is none.

    Raises ConfigError for anything unknown, and for a table whose name seems to be a file's, misspelt.
    """
    path = folder / NAME
    if not path.is_file():
        return Sidecar({}, ())
    try:
        tables = parsed_toml(path.read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}; mend it or leave it out") from error
    files = sorted(entry.name for entry in folder.iterdir() if entry.is_file() and entry.name != NAME)
    known = {*files, *(Path(file).stem for file in files)}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: {name!r} stands outside a table; write it under [file name]")
        for key, value in table.items():
            _check(path, name, key, value)
    strange = [name for name in tables if name not in known]
    nameless = [file for file in files if file not in tables and Path(file).stem not in tables]
    for name in strange:
        if meant := _meant(name, nameless):
            raise ConfigError(f"{path}: [{name}] is no file of this folder; did you mean {meant!r}?")
    return Sidecar(tables, tuple(Skipped(str(path), f"[{name}] {_GONE}") for name in strange))


def completed(articles: list[Article], path: Path, sidecar: Sidecar, *, today: date) -> list[Article]:
    """Return the articles of one file with what its table says. Raises ConfigError when it holds several."""
    table = sidecar.tables.get(path.name, sidecar.tables.get(path.stem))
    if not table or not articles:
        return articles
    if len(articles) > 1:
        where = path.parent / NAME
        raise ConfigError(f"{where}: [{path.name}] holds {len(articles)} articles; put the fields into its rows")
    return [_applied(articles[0], table, today)]


def _applied(article: Article, table: Mapping[str, Any], today: date) -> Article:
    moments = {name: when(table.get(name), name, today=today) for name in _DATES if name in table}
    fields: dict[str, Any] = {name: table[name] for name in _WORDS if name in table}
    fields |= {name: moment.moment for name, moment in moments.items()}
    if "id" in fields and article.source == article.id:
        fields.setdefault("source", fields["id"])
    if "title" in fields:
        fields["title_places"] = None  # it stands here, not in the article's file
    notes = (*article.notes, *(moment.note for moment in moments.values() if moment.note))
    return replace(article, **fields, notes=notes)


def _meant(name: str, files: list[str]) -> str | None:
    """The file whose name was misspelt, of those that no table names; with another number it is another article's."""
    stems = {Path(file).stem: file for file in files if _NUMBER.findall(file) == _NUMBER.findall(name)}
    stem = closest(Path(name).stem, stems, likeness=_MISSPELT)
    return None if stem is None else stems[stem]


def _check(path: Path, name: str, key: str, value: Any) -> None:
    if key not in (*_WORDS, *_DATES):
        raise ConfigError(f"{path}: unknown key {key!r} in [{name}]; {nearest(key, [*_WORDS, *_DATES])}")
    if key in _WORDS and not (isinstance(value, str) and value.strip()):
        raise ConfigError(f"{path}: {key} = {value!r} in [{name}] must be text between quotation marks")
    if key in _DATES and not (isinstance(value, (date, datetime)) or (isinstance(value, str) and _readable(value))):
        raise ConfigError(f"{path}: {key} = {value!r} in [{name}] must be a date such as 2020-01-31")


def _readable(value: str) -> bool:
    return when(value, "", today=date.max).moment is not None
