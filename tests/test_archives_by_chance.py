"""Whatever is done to an archive, in whatever order, it says what one run over the articles that are in it says.

MACHINE_EXAMPLES=200 in the environment looks deeper than the suite has time for.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from archives import EVENTS, add, article, check_whole, found, in_one_run, opened, stories
from fakes import FakeEncoder
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from factcheck.archive import Archive
from factcheck.archive.store import sql
from factcheck.domain.text import Article
from factcheck.errors import NothingComparable
from factcheck.pipeline import compare
from factcheck.settings.config import load_config

MEMORY = Path("/dev/shm")  # where writing costs nothing
BOUNDED = settings(
    max_examples=int(os.environ.get("MACHINE_EXAMPLES", "4")),
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
NAMES = st.sampled_from([(event, version) for event, versions in EVENTS.items() for version in range(len(versions))])
NUMBERS = st.integers(11, 14)


class Growing(RuleBasedStateMachine):
    """An archive of which every vector is in a graph, and `there`, what it must hold."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="archives-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
        self.there: dict[str, Article] = {}
        self.open()

    def open(self) -> None:
        self.archive: Archive = opened(f"sqlite:///{self.place}/a.sqlite", self.place, one_by_one=0)

    def teardown(self) -> None:
        self.archive.close()
        shutil.rmtree(self.place)

    @rule(which=st.lists(st.tuples(NAMES, NUMBERS), min_size=1, max_size=3, unique_by=lambda one: one[0]))
    def add(self, which: list[tuple[tuple[str, int], int]]) -> None:
        """New ones, the same again, and corrections."""
        given = [article(*name, number) for name, number in which]
        told = add(self.archive, *given)
        same = [one for one in given if self.there.get(one.id, replace(one, text="")).text == one.text]
        assert told.known == len(same)
        assert told.corrected == sum(one.id in self.there for one in given) - len(same)
        self.there |= {one.id: one for one in given}

    @rule(name=NAMES)
    def take_out(self, name: tuple[str, int]) -> None:
        wanted = article(*name)
        assert self.archive.prune(path=wanted.path).articles == int(wanted.id in self.there)
        self.there.pop(wanted.id, None)

    @rule()
    def reopen(self) -> None:
        self.archive.close()
        self.open()

    @rule()
    def reopen_what_nobody_closed(self) -> None:
        self.open()

    @rule(data=st.binary(max_size=200))
    def damage_the_index(self, data: bytes) -> None:
        (self.place / f"archive-{self.archive.identity}.faiss").write_bytes(data)
        self.reopen()

    @rule()
    def stopped_before_it_compared(self) -> None:
        with self.archive._store.writing() as connection:
            sql(
                connection,
                "UPDATE archive_stories SET due = 1 WHERE number IN "
                "(SELECT story FROM archive_articles GROUP BY story HAVING count(*) > 1)",
            )

    @rule()
    def report(self) -> None:
        """What is reported is what one run over the same articles finds."""
        told = self.archive.report(since=date(2000, 1, 1))
        try:
            whole = compare([*self.there.values()], load_config(), encoder=FakeEncoder())
        except NothingComparable:
            assert told.discrepancies == ()
        else:
            assert found(told) == found(whole)

    @invariant()
    def it_is_whole(self) -> None:
        check_whole(self.archive)
        assert stories(self.archive) == in_one_run([*self.there.values()])


Growing.TestCase.settings = BOUNDED
TestGrowing = Growing.TestCase
