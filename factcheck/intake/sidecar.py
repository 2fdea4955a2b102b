"""`articles.toml`: what the desk knows of the files in a folder and the files do not say themselves.

    [morning-wire]                  # a file's name, or its stem
    source = "Coast News"
    published = 2020-01-13T08:30:00Z

What it says wins over what the file says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from factcheck.domain.text import Article
from factcheck.errors import ConfigError
from factcheck.intake.records import when
from factcheck.settings.tables import nearest, parsed_toml

NAME = "articles.toml"
_WORDS = ("id", "source", "title", "author", "url")
_DATES = ("published", "updated")
Tables = Mapping[str, Mapping[str, Any]]


def load(folder: Path) -> Tables:
    """Return the tables of a folder's sidecar, {} when there is none. Raises ConfigError for anything unknown."""
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        tables = parsed_toml(path.read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}; mend it or leave it out") from error
    files = [entry.name for entry in folder.iterdir() if entry.is_file() and entry.name != NAME]
    known = [*files, *(Path(file).stem for file in files)]
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: {name!r} stands outside a table; write it under [file name]")
        if name not in known:
            raise ConfigError(f"{path}: [{name}] is no file of this folder; {nearest(name, files)}")
        for key, value in table.items():
            _check(path, name, key, value)
    return tables


def completed(articles: list[Article], path: Path, tables: Tables, *, today: date) -> list[Article]:
    """Return the articles of one file with what its table says. Raises ConfigError when it holds several."""
    table = tables.get(path.name, tables.get(path.stem))
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


def _check(path: Path, name: str, key: str, value: Any) -> None:
    if key not in (*_WORDS, *_DATES):
        raise ConfigError(f"{path}: unknown key {key!r} in [{name}]; {nearest(key, [*_WORDS, *_DATES])}")
    if key in _WORDS and not (isinstance(value, str) and value.strip()):
        raise ConfigError(f"{path}: {key} = {value!r} in [{name}] must be text between quotation marks")
    if key in _DATES and not (isinstance(value, (date, datetime)) or (isinstance(value, str) and _readable(value))):
        raise ConfigError(f"{path}: {key} = {value!r} in [{name}] must be a date such as 2020-01-31")


def _readable(value: str) -> bool:
    return when(value, "", today=date.max).moment is not None
