"""The archive: it grows article by article, says what one run over all of it says, and nothing that ends it breaks it."""

from __future__ import annotations

import math
import random
import sqlite3
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from archives import (
    EVENTS,
    TODAY,
    add,
    article,
    check_whole,
    found,
    in_one_run,
    opened,
    place,
    stories,
)
from ledgers import line, program
from reading import sentences
from stories import CONFIG

from factcheck.align.stories import signs_of
from factcheck.archive import Archive
from factcheck.archive.nearest import Snapshot, number_of_articles
from factcheck.archive.signs import place_of
from factcheck.archive.store import sql
from factcheck.archive.told import Compared
from factcheck.domain.findings import Answer
from factcheck.errors import ArchiveError, NothingComparable, UsageError
from factcheck.intake.reading import Reading, read
from factcheck.pipeline import compare
from factcheck.review.ledger import Ledger
from factcheck.review.recording import Keeping

ROOT = Path(__file__).parents[1]
BENCH = ROOT.parent / "shared" / "bench"
PACKS = [ROOT / "seeds", *sorted((ROOT / "tests" / "drafts").glob("*/sources"))]
QUAKE = [article("quake", 0, 12), article("quake", 1, 19)]
OTHERS = [article("tremor", 0), article("tremor", 1), article("cup", 0)]


@pytest.fixture
def archive(url: str, tmp_path: Path):
    with opened(url, tmp_path / "cache") as made:
        yield made


# --- what is added


def test_an_article_finds_its_story_and_only_that_is_compared(archive: Archive):
    add(archive, *OTHERS)
    first = add(archive, QUAKE[0])
    assert (first.new, first.stories, first.findings) == (1, (), ())
    second = add(archive, QUAKE[1])
    (story,) = second.stories
    assert stories(archive) == {
        frozenset({"quake-0", "quake-1"}),
        frozenset({"tremor-0", "tremor-1"}),
        frozenset({"cup-0"}),
    }
    told = archive.report(story)
    assert {one.id for one in told.articles} == {"quake-0", "quake-1"}
    assert found(told) == found(compare(QUAKE, CONFIG, encoder=archive._encoder))
    assert second.findings == tuple(one.id for one in told.discrepancies)
    assert second.findings
    check_whole(archive)


def test_what_is_there_already_is_left(archive: Archive):
    add(archive, *QUAKE)
    again = add(archive, *QUAKE)
    assert (again.new, again.corrected, again.known, again.stories) == (0, 0, 2, ())


def test_a_correction_takes_the_findings_of_the_earlier_text_along(archive: Archive):
    wrong = add(archive, *QUAKE).findings
    corrected = replace(article("quake", 1, 12), published=QUAKE[1].published)
    told = add(archive, corrected)
    assert (told.new, told.corrected, len(told.stories)) == (0, 1, 1)
    assert wrong
    assert found(archive.report(told.stories[0])) == []
    assert archive.status().articles == 2
    check_whole(archive)


def test_comparing_may_be_left_for_later(archive: Archive):
    told = archive.add_articles(Reading((*QUAKE, *OTHERS), ()), compare=False)
    assert (told.new, told.stories, told.findings) == (5, (), ())
    assert archive.status().due == 2  # the third has one article
    done = archive.compare()
    assert len(done.stories) == 2
    assert archive.report(since=TODAY).discrepancies
    assert {one.id for one in archive.report(since=TODAY).discrepancies} == {*done.findings}
    assert archive.compare() == Compared((), ())
    check_whole(archive)


def test_what_another_version_compared_is_compared_when_asked_for(archive: Archive):
    first = add(archive, *QUAKE, *OTHERS)
    with archive._store.writing() as connection:
        sql(connection, "UPDATE archive_stories SET made = 'older'")
    assert archive.status().otherwise == 2
    assert archive.compare() == Compared(tuple(n.number for n in reversed(archive.stories(least=2))), ())
    assert (archive.status().otherwise, first.findings != ()) == (0, True)


def test_an_earlier_edition_does_not_take_the_place_of_a_later_one(archive: Archive):
    add(archive, article("quake", 0, 19, day=5))
    assert add(archive, article("quake", 0, 12, name="quake-0", day=2)).known == 1


def test_a_finding_that_comes_back_is_not_new(archive: Archive):
    ids = add(archive, *QUAKE).findings
    archive.prune(path="/wires/quake-1.txt")
    with pytest.raises(NothingComparable, match="has one article"):
        archive.report(1)
    assert add(archive, QUAKE[1]).findings == ()
    assert [one.id for one in archive.report(since=TODAY).discrepancies] == list(ids)


def test_two_articles_of_one_name_are_two(archive: Archive):
    other = replace(article("quake", 1, name="quake-0"), path="/other/quake-0.txt")
    add(archive, QUAKE[0], OTHERS[0])
    add(archive, other)
    assert stories(archive) == {frozenset({"quake-0", f"quake-0~{other.sha256[:6]}"}), frozenset({"tremor-0"})}


def test_what_tells_an_article_from_another():
    plain = article("quake", 0)
    assert place_of(replace(plain, url="https://Wire.example/a/")) == place_of(
        replace(plain, url="http://wire.example/a", path="/else.html", id="x")
    )
    row = replace(plain, id="4711", source="Wire", path="/dumps/monday.jsonl")
    assert place_of(row) == place_of(replace(row, path="/dumps/tuesday.jsonl"))
    assert place_of(plain) != place_of(replace(plain, path="/other/quake-0.txt"))
    renamed = replace(plain, id=f"quake-0~{plain.sha256[:6]}")
    assert place_of(plain) == place_of(renamed)


# --- stories


@pytest.mark.parametrize("all_pairs", [400, 2])
def test_two_stories_become_one_and_both_numbers_lead_there(tmp_path: Path, all_pairs: int):
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path, all_pairs=400) as archive:
        add(archive, *QUAKE, *OTHERS)
        with archive._store.writing() as connection:  # as if they had once been apart
            made = "INSERT INTO archive_stories (due, made, changed, title) VALUES (0, '', '', '') RETURNING number"
            apart = sql(connection, made).scalar_one()
            sql(connection, "UPDATE archive_articles SET story = :apart WHERE id = 'quake-1'", {"apart": apart})
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path, all_pairs=max(all_pairs, 3)) as archive:
        add(archive, article("quake", 2, 19))
        assert frozenset({"quake-0", "quake-1", "quake-2"}) in stories(archive)
        one, other = (archive.report(number) for number in (1, apart))
        assert one.stories == other.stories
        check_whole(archive)


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.parent.name)
def test_one_by_one_gives_the_stories_of_one_run(pack: Path, tmp_path: Path):
    articles = read([str(pack)], today=date(2026, 11, 29)).articles
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path) as archive:
        for one in articles:
            place(archive, [one])
        assert stories(archive) == in_one_run(articles)


def test_all_drafts_sources_together_give_the_stories_of_one_run(tmp_path: Path):
    """Also where only candidates are looked at, but for the order of the first few."""
    articles = [one for pack in PACKS for one in read([str(pack)], today=date(2026, 11, 29)).articles]
    articles = [replace(one, id=f"{n}-{one.id}") for n, one in enumerate(articles)]
    random.Random(3).shuffle(articles)
    told = in_one_run(articles)
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path) as archive:
        for one in articles:
            place(archive, [one])
        assert stories(archive) == told
    with opened(f"sqlite:///{tmp_path}/b.sqlite", tmp_path, all_pairs=15) as archive:
        for one in articles:
            place(archive, [one])
        assert stories(archive) == told
        check_whole(archive)


@pytest.mark.parametrize(("pack", "at_once"), [("wire-dev", 8), ("ecb-dev", 25)])
def test_a_labelled_pack_bit_by_bit_gives_the_stories_of_one_run(pack: str, at_once: int, tmp_path: Path):
    """One by one it does, too, which takes longer."""
    if not (BENCH / pack).is_dir():
        pytest.skip("there is no such pack beside the checkout")
    articles = read([str(BENCH / pack / "articles")], today=date(2026, 11, 29)).articles
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path) as archive:
        for at in range(0, len(articles), at_once):
            place(archive, articles[at : at + at_once])
        assert stories(archive) == in_one_run(articles)


# --- what reviewers answered


def test_a_verdict_holds_and_is_asked_for_at_every_report(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path, keeping=Keeping(url, print)) as archive:
        (finding, *_) = add(archive, *QUAKE).findings
        Ledger(url).add([line("u1", finding=finding, answer=Answer.DISMISSED, statements=())])
        told = {one.id: one for one in archive.report(1).discrepancies}
        assert told[finding].verdict is not None
        add(archive, article("cup", 0))
        assert archive.report(1).discrepancies == tuple(told.values())


# --- what goes


def test_pruned_by_day_source_or_path(archive: Archive):
    add(archive, *QUAKE, article("quake", 2, 19, day=20), *OTHERS)
    assert archive.prune(source="The Quake-0").articles == 1
    assert archive.prune(path="/wires/quake-1.txt").articles == 1
    assert archive.prune(before=date(2026, 2, 10), source="The Cup-0").articles == 1
    assert archive.prune(before=date(2026, 2, 10)).articles == 2
    assert stories(archive) == {frozenset({"quake-2"})}
    assert archive.prune(missing=True).articles == 1
    check_whole(archive)
    with pytest.raises(UsageError, match="give --before"):
        archive.prune()


def test_a_day_may_be_a_date_a_moment_or_a_text(archive: Archive):
    ids = add(archive, *QUAKE, *OTHERS).findings
    after = TODAY + timedelta(days=1)
    for day, found_since in ((TODAY, set(ids)), (after, set())):
        for since in (day, f"{day}", datetime.combine(day, datetime.max.time())):
            assert {one.id for one in archive.report(since=since).discrepancies} == found_since
    assert archive.prune(before="2000-01-01").articles == 0
    assert archive.prune(before=datetime(2026, 2, 1, 23), source="The Cup-0").articles == 0  # noqa: DTZ001
    assert archive.prune(before="2026-02-10").articles == 5


@pytest.mark.parametrize("day", ["soon", "03/04/2026", "2026-02-30", "", 2026])
def test_what_is_no_day_is_said_so(archive: Archive, day: object):
    with pytest.raises(UsageError, match=f"^since {day}: is no date; write it as YYYY-MM-DD"):
        archive.report(since=day)
    with pytest.raises(UsageError, match=f"^before {day}: is no date; write it as YYYY-MM-DD"):
        archive.prune(before=day)


# --- drafts


def test_a_draft_is_held_against_its_event_alone(tmp_path: Path):
    draft = tmp_path / "draft.txt"
    draft.write_text(article("quake", 2, 30).text, encoding="utf-8")
    with opened(f"sqlite:///{tmp_path}/a.sqlite", tmp_path) as archive:
        with pytest.raises(NothingComparable, match="seems to be on its event"):
            archive.check(str(draft))
        add(archive, *QUAKE, *OTHERS)
        told = archive.check(str(draft))
        assert {one.id for one in told.articles} == {"draft", "quake-0", "quake-1"}
        assert told.discrepancies


# --- files that are none, damaged or of others


def test_a_ledgers_file_is_no_archive(tmp_path: Path):
    Ledger(f"sqlite:///{tmp_path}/ledger.sqlite").close()
    with pytest.raises(ArchiveError, match=r"database of another program, no archive.*archive\.url"):
        opened(f"sqlite:///{tmp_path}/ledger.sqlite", tmp_path)


def test_an_archive_of_a_newer_version_is_left_alone(archive: Archive, url: str, tmp_path: Path):
    with archive._store.writing() as connection:
        sql(connection, "INSERT INTO archive_upgrades VALUES (99)")
    with pytest.raises(ArchiveError, match=r"version 99, made by a newer factcheck.*update"):
        opened(url, tmp_path)


def test_a_damaged_article_is_told_and_can_be_added_again(tmp_path: Path):
    file = tmp_path / "a.sqlite"
    with opened(f"sqlite:///{file}", tmp_path) as archive:
        add(archive, *QUAKE, article("quake", 2, 19))
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE archive_articles SET packed = zeroblob(40) WHERE id = 'quake-1'")
            db.execute("UPDATE archive_stories SET report = zeroblob(40)")
        assert archive.status().damaged == ("/wires/quake-1.txt",)
        told = archive.report(1)
        assert [(one.path, "add its file again" in one.reason) for one in told.skipped] == [
            ("/wires/quake-1.txt", True)
        ]
        assert add(archive, QUAKE[1]).corrected == 1
        assert archive.status().damaged == ()
        assert archive.report(1).skipped == ()
        check_whole(archive)


# --- killed

_GROWING = """
import sys
from pathlib import Path
from archives import add, article, opened
archive = opened(sys.argv[1], Path(sys.argv[2]))
print("open", flush=True)
for turn in range(50):
    for event, versions in (("quake", 3), ("tremor", 2), ("cup", 2)):
        for version in range(versions):
            add(archive, article(event, version, 10 + turn + version))
            print(event, version, turn, flush=True)
"""


_BESIDE = """
import sys
from pathlib import Path
from archives import EVENTS, add, article, opened
archive = opened(sys.argv[1], Path(sys.argv[2]))
for event in sys.argv[3:]:
    for version in range(len(EVENTS[event])):
        add(archive, article(event, version, 10 + version))
print("done")
"""


def test_two_that_add_at_once_wait_for_each_other(url: str, tmp_path: Path):
    opened(url, tmp_path).close()
    with (
        program(_BESIDE, url, str(tmp_path), "quake", "cup") as one,
        program(_BESIDE, url, str(tmp_path), "tremor", "quake") as other,
    ):
        for process in (one, other):
            out, err = process.communicate(timeout=120)
            assert out == "done\n", err
    every = [article(event, version, 10 + version) for event in EVENTS for version in range(len(EVENTS[event]))]
    with opened(url, tmp_path) as archive:
        assert stories(archive) == in_one_run(every)
        archive.report(since=TODAY)
        assert archive.status().due == 0
        check_whole(archive)


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_it_is_whole(tmp_path: Path, seed: int):
    url = f"sqlite:///{tmp_path}/a.sqlite"
    with program(_GROWING, url, str(tmp_path)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        for _ in range(random.Random(seed).randint(1, 9)):
            process.stdout.readline()
        time.sleep(random.Random(seed).random() / 10)
        process.kill()
        process.wait()
    with opened(url, tmp_path) as archive:
        check_whole(archive)
        every = [
            article(event, version)
            for event, versions in (("quake", 3), ("tremor", 2), ("cup", 2))
            for version in range(versions)
        ]
        add(archive, *(replace(one, text=f"{one.text} So it is.", published=None) for one in every))
        assert archive.status().due == 0
        assert stories(archive) == in_one_run(every)
        check_whole(archive)


def test_the_articles_with_most_rare_names_are_those_of_the_greatest_sums(archive: Archive):
    several = [article(event, version, name=f"{event}-{version}") for event in EVENTS for version in range(2)]
    add(archive, *several)
    with archive._store.reading() as connection:
        snapshot, rows = Snapshot(connection), sql(connection, "SELECT word, article FROM archive_names").all()
        holders: dict[str, set[int]] = defaultdict(set)
        for word, number in rows:
            holders[word].add(number)
        for one in several:
            signs = signs_of(sentences(one.id, one.text))
            total = number_of_articles(connection)
            sums: dict[int, float] = defaultdict(float)
            for word in {*signs.names}:
                for number in holders[word]:
                    sums[number] += (1 + math.log((1 + total) / (1 + len(holders[word])))) ** 2
            best = sorted(sums, key=lambda number: (-round(sums[number], 2), -number))
            assert snapshot.by_names(signs, archive.run.config.archive) == best
