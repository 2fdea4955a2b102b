"""Writes requirements.lock: what `pip install .[dev]` takes today, each file by its sha256.

    python docs/lock.py            resolve anew and write the file (some minutes)
    python docs/lock.py --check    whether pip can install just that from the index it is configured with

The file names no index: pip asks the one that it is configured with. Of a package that has a build for each system or
each sort of machine (torch above all) it holds the one that was taken here: Python 3.11, Linux, x86-64, no GPU.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
HEAD = """\
# What pip resolves to: Python 3.11, Linux, x86-64, an index with torch's builds for the CPU. Written by docs/lock.py.
# pip install --require-hashes -r requirements.lock && pip install --no-deps .
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        return pip("--require-hashes", "-r", str(LOCK), "--quiet").returncode
    report = pip("--quiet", "--report", "-", f"{ROOT}[dev]", stdout=subprocess.PIPE)
    if report.returncode == 0:
        LOCK.write_text(written(json.loads(report.stdout)["install"]), encoding="utf-8")
    return report.returncode


def pip(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Let pip say what it would install, whatever is there."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", *arguments]
    return subprocess.run(command, check=False, **options)


def written(installed: list[dict[str, Any]]) -> str:
    """The lines of what pip reports, without what is ours and without where it was found."""
    found = {}
    for one in installed:
        name, version = one["metadata"]["name"].lower().replace("_", "-"), one["metadata"]["version"]
        if name != "factcheck":
            found[name] = (
                f"{name}=={version} \\\n    --hash=sha256:{one['download_info']['archive_info']['hashes']['sha256']}\n"
            )
    return HEAD + "".join(found[name] for name in sorted(found))


if __name__ == "__main__":
    sys.exit(main())
