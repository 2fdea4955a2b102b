"""What a settings file may say, by whose it is: the user's own word counts for all, a folder's file for less.

A file that lies beside the articles came with them: from a colleague, a clone, an archive. So it is read only where
nobody else can have put it there, and what would send texts away, keep them elsewhere or run a model's own code is
taken from the user alone. Each such setting says so itself, beside its type (`FromUser`).
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from factcheck.errors import ConfigError

FILE = "factcheck.toml"
FILE_URL = "sqlite:///"
_PASSWORD = re.compile(r"(://[^/@]*?):[^/@]*@")


def own_file() -> Path | None:
    """Return where the user's own settings file is, whether there or not; None for a user without a home folder."""
    import platformdirs

    try:
        place = platformdirs.user_config_path("factcheck") / FILE
    except RuntimeError:
        return None
    return place if place.is_absolute() else None


@dataclass(frozen=True, slots=True)
class FromUser:
    """Stands beside the type of a setting that a folder's file may not give; `why` says what it could do.

    What is shipped it may always give, and what `harmless`, asked with the value and the project's folder, lets pass.
    """

    why: str
    harmless: Callable[[Any, Path], bool] = lambda _, __: False


def kept_inside(url: Any, project: Path) -> bool:
    """Whether a ledger is a file of the project."""
    text = str(url)
    return text.startswith(FILE_URL) and Path(text.removeprefix(FILE_URL)).resolve().is_relative_to(project)


def inside(path: Any, project: Path) -> bool:
    """Whether a path, from the folder of the run, is one of the project's."""
    return Path(str(path)).resolve().is_relative_to(project)


def refuse_what_is_the_users(
    model: type[BaseModel], tables: Mapping[str, Any], *, file: str, project: Path, at: str = ""
) -> None:
    """Raise ConfigError where a folder's file gives a setting that is trusted only from the user."""
    for key, value, default, rule in _ruled(model, tables, at):
        if value != default and not rule.harmless(value, project):
            raise ConfigError(_refusal(key, value, rule, file))


def refuse_others(file: Path) -> None:
    """Raise ConfigError where another user can have written a settings file, or put it where it is."""
    link = (file, _of_another(file.lstat()))  # a link is its maker's, whatever it leads to
    places = dict.fromkeys((file.parent, file, file.resolve().parent))
    for place, told in (link, *((place, _of_others(place.stat())) for place in places)):
        if told:
            raise ConfigError(
                f"{file}: {place} {told}, so that these settings may be anybody's: they are not used. Make it yours "
                f"alone (chown, chmod go-w), or read the file and name it: --config {file}"
            )


def _ruled(model: type[BaseModel], tables: Mapping[str, Any], at: str) -> Iterator[tuple[str, Any, Any, FromUser]]:
    """Yield each setting of the tables that has a rule: its key, its value, what is shipped, and the rule."""
    for name, value in tables.items():
        field = model.model_fields.get(name)
        if field is None:
            continue
        key = f"{at}.{name}".lstrip(".")
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _ruled(field.annotation, value, key)
        default = list(field.default) if isinstance(field.default, tuple) else field.default
        yield from ((key, value, default, rule) for rule in field.metadata if isinstance(rule, FromUser))


def _refusal(key: str, value: Any, rule: FromUser, file: str) -> str:
    shown = _PASSWORD.sub(r"\1:...@", value if isinstance(value, str) else json.dumps(value))
    variable = f"FACTCHECK_{key.upper().replace('.', '__')}"
    return (
        f"{file}: {key} = {shown} is not taken from a file that lies in a folder: {rule.why}. If you mean it, say so "
        f"yourself: {variable}={shown} in the environment, or {key} in your own {own_file() or FILE}"
    )


def _of_another(found: os.stat_result) -> str:
    """Say whose a file, a folder or a link is; nothing where it is the user's own or the system's."""
    other = os.name == "posix" and found.st_uid not in {os.geteuid(), 0}
    return f"belongs to another user (uid {found.st_uid})" if other else ""


def _of_others(found: os.stat_result) -> str:
    """Say by what others may have written a file or into a folder; nothing where they cannot."""
    if os.name != "posix":
        return ""
    if told := _of_another(found):
        return told
    if stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX:
        return ""  # as /tmp: others may add there, and what they add is theirs
    if found.st_mode & stat.S_IWOTH:
        return "may be written by everybody"
    if found.st_mode & stat.S_IWGRP and not _alone_in(found.st_gid):
        return f"may be written by a group (gid {found.st_gid})"
    return ""


def _alone_in(group: int) -> bool:
    """Whether a group is the one that a system makes for each user, with nobody else in it."""
    import grp
    import pwd

    try:
        user, found = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(group)
    except KeyError:
        return False
    return found.gr_name == user and not {*found.gr_mem} - {user}
