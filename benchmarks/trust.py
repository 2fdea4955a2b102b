"""What is left after a program is killed while it answers, and after rows of its caches are damaged.

usage: python benchmarks/trust.py [--kills N] [--rows N] [--seed N] [--url URL]

A program adds answers to one ledger and says of each that it is kept; it is killed at a moment of chance, and begun
again, --kills times. Every answer that was said to be kept must be there, in its order, and at most one more a kill.
Then rows of vectors, tags, parses and accounts are damaged by chance, --rows in all, one at a time: what is worked out
with each must be what was worked out before, and the row whole again. Exits with 1 where anything was lost or differs.
Without a URL the ledger is a SQLite file in the working folder.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from ledgers import program  # noqa: E402 - of the tests
from test_kept import DAMAGE, accounts, parses, rows, tags, vectors  # noqa: E402
from test_ledger import WRITER  # noqa: E402

from factcheck.review.ledger import Ledger  # noqa: E402

_LONGEST = 0.4  # seconds from the first answer to the kill


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", help="of a new, empty ledger")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(dir=Path()) as folder:
        place = Path(folder).resolve()
        bad = lost(given.url or f"sqlite:///{place / 'ledger.sqlite'}", given.kills, chance)
        bad += differing(place, given.rows, chance)
    return 1 if bad else 0


def lost(url: str, kills: int, chance: random.Random) -> int:
    """Print and return how many answers were confirmed and are not there, or not in their place."""
    told: list[str] = []
    for number in range(kills):
        with program(WRITER, url, f"w{number}", "1000000") as writer:
            assert writer.stdout
            told.append(writer.stdout.readline().strip())
            time.sleep(chance.random() * _LONGEST)
            writer.kill()
            told += writer.stdout.read().split("\n")[:-1]
    ledger = Ledger(url)
    kept = [one.uid for one in ledger.verdicts()]
    ledger.close()
    confirmed = set(told)
    gone = [uid for uid, there in zip(told, (uid for uid in kept if uid in confirmed), strict=False) if uid != there]
    missing = confirmed - {*kept}
    print(
        f"{kills} kills: {len(told):,} answers confirmed, {len(missing)} lost, {len(gone)} out of order, "
        f"{len(kept) - len(confirmed)} kept that were not yet confirmed"
    )
    return len(missing) + len(gone) + max(0, len(kept) - len(confirmed) - kills)


def differing(folder: Path, number: int, chance: random.Random) -> int:
    """Print and return how many damaged rows changed a result or were not made anew."""
    caches = [(of, folder / f"{of.__name__}.sqlite") for of in (vectors, tags, parses, accounts)]
    first = {of: of(path) for of, path in caches}
    whole = {of: rows(path, of.__name__) for of, path in caches}
    bad = 0
    for n in range(number):
        of, path = caches[n % len(caches)]
        key, damage = chance.choice([*whole[of]]), chance.choice([*DAMAGE])
        with closing(sqlite3.connect(path)) as db, db:
            value = DAMAGE[damage](chance, whole[of][key])
            db.execute(f"UPDATE sealed_{of.__name__} SET value = ? WHERE key = ?", (value, key))
        same = False
        with contextlib.suppress(Exception):
            same = of(path) == first[of] and rows(path, of.__name__) == whole[of]
        bad += not same
    print(f"{number} damaged rows of {len(caches)} caches: {bad} changed a result or stayed damaged")
    return bad


if __name__ == "__main__":
    sys.exit(main())
