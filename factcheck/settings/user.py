"""Who sits at this machine: by what name a waiver or an answer is kept."""

from __future__ import annotations

import getpass
import subprocess
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=64)  # asked for again and again
def name_of_user(folder: Path) -> str:
    """Return the user's name as Git has it in `folder`, else as the system does, else "unknown"."""
    try:
        name = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the user's own Git
            cwd=folder,
            stdin=subprocess.DEVNULL,  # standard input is somebody else's
            capture_output=True,
            text=True,
            timeout=2,
            check=False,
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError):  # no name of any sort
        return "unknown"
