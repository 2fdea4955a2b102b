"""A PostgreSQL server of the tests' own, from the installed package, in a folder of its own and on a socket there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from itertools import count
from pathlib import Path

_OWNER = "postgres"  # the package's user: root may not run a server
_PLACES = Path("/usr/lib/postgresql")


class NoServer(Exception):
    """No PostgreSQL can be had here; the message says why."""


def binaries() -> Path:
    """Return the folder of the newest installed server's programs. Raises NoServer."""
    for found in sorted(_PLACES.glob("*/bin/initdb"), key=lambda path: -float(path.parts[-3])):
        return found.parent
    if found_here := shutil.which("initdb"):
        return Path(found_here).resolve().parent
    raise NoServer("there is no PostgreSQL: no initdb in /usr/lib/postgresql or on PATH (apt-get install postgresql)")


class Server:
    """A server that can be stopped and started again; `url()` is of a new, empty database."""

    def __init__(self) -> None:
        self._bin = binaries()
        # Not pytest's folder: nobody but its owner may enter that, and a socket's path must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._numbers = count(1)
        try:
            if os.geteuid() == 0:
                shutil.chown(self.folder, _OWNER)
            self._run("initdb", "--username=desk", "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-locale")
            self.start()
        except (LookupError, OSError, subprocess.CalledProcessError) as error:
            self.remove()
            said = getattr(error, "stderr", None) or error
            raise NoServer(f"PostgreSQL is installed and does not start: {said}") from error

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "--wait", "--silent", f"--log={log}", f"--options={options}")

    def stop(self) -> None:
        """Stop as a crash does: nobody is said goodbye to."""
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")

    def freeze(self, *, thaw: bool = False) -> None:
        """Let every process of the server stand still, or go on: it takes connections and answers nothing."""
        master = int((self.folder / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        children = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="utf-8").split()
        for process in (master, *map(int, children)):
            os.kill(process, signal.SIGCONT if thaw else signal.SIGSTOP)

    def url(self) -> str:
        import psycopg

        name = f"ledger_{next(self._numbers)}"
        with psycopg.connect(host=str(self.folder), user="desk", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://desk@/{name}?host={self.folder}"

    def remove(self) -> None:
        if (self.folder / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        user = {"user": _OWNER, "group": _OWNER, "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run(
            [self._bin / program, "-D", self.folder, *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,  # a server would hold the pipe open
            text=True,
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C", "PGDATA": str(self.folder)},
            **user,
        )
