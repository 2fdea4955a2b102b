"""How stories follow the articles that came and went, inside of one transaction.

The stories of an archive are those that one run over all of its articles would make, as far as it is looked. While the
archive is small all of it is grouped anew. Beyond that it is what a new article may be on an event with, and the
stories that these are of: groups merge only where two of their articles are likely on one event, so that the rest of
the archive would stay as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from factcheck.align.stories import Signs, groups_by
from factcheck.archive.nearest import Snapshot, number_of_articles, signs_kept
from factcheck.archive.signs import Prepared, vector_of
from factcheck.archive.store import among, sql
from factcheck.findings.sides import joined
from factcheck.settings.config import ArchiveSettings, EventSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Connection

Near = Callable[["NDArray[np.float32]", int], Sequence[int]]
_Node = tuple[str, int]  # "story" or "article", and its number
_DUE = "UPDATE archive_stories SET due = 1, changed = :today WHERE number = :story AND gone_to IS NULL"
_NOTHING_FOUND = """UPDATE archive_stories SET due = 0, report = NULL, changed = :today
                    WHERE number = :story AND gone_to IS NULL"""
_MEMBERS = "SELECT number, story, place, signs FROM archive_articles"


@dataclass(frozen=True, slots=True)
class Grouping:
    """By what articles are grouped, and the day on which."""

    settings: ArchiveSettings
    event: EventSettings
    today: str


@dataclass(frozen=True, slots=True)
class Member:
    """An article of the archive as it is grouped; `story` is None for a new one."""

    number: int
    story: int | None
    signs: Signs


def regroup(
    connection: Connection, fresh: Mapping[int, Prepared], left: Collection[int], near: Near, rules: Grouping
) -> None:
    """Let stories follow articles that came, by their numbers, and the stories `left` by some that went."""
    if number_of_articles(connection) <= rules.settings.all_pairs:
        everyone = _members(sql(connection, f"{_MEMBERS} ORDER BY number").all())
        _settle(connection, everyone, groups_by([one.signs for one in everyone], rules.event), rules)
    else:
        snapshot = Snapshot(connection)
        likely = {number: _likely(snapshot, number, fresh, near, rules) for number in fresh}
        for stories, numbers in _regions(connection, likely, left, rules.event):
            region = _region(connection, stories, numbers, rules.settings.all_pairs)
            signs = [one.signs for one in region]
            among_all = snapshot.spreads(signs) if len(signs) > 1 else None
            _settle(connection, region, groups_by(signs, rules.event, among_all), rules)
    for story in sorted(left):
        _left(connection, story, rules.today)


def _members(rows: Sequence[Any]) -> list[Member]:
    return [Member(number, story, signs_kept(place, kept)) for number, story, place, kept in rows]


def _left(connection: Connection, story: int, today: str) -> None:
    counted = "SELECT count(*) FROM archive_articles WHERE story = :story"
    changed(connection, story, int(sql(connection, counted, {"story": story}).scalar_one()), today)


def changed(connection: Connection, story: int, articles: int, today: str) -> None:
    """Note that a story has other articles: to be compared where it has two, else there is nothing to be found."""
    values = {"story": story, "today": today}
    if articles > 1:
        sql(connection, _DUE, values)
        return
    sql(connection, _NOTHING_FOUND, values)
    sql(connection, "DELETE FROM archive_findings WHERE story = :story", {"story": story})


# --- what is grouped together -------------------------------------------------------------------


def _regions(
    connection: Connection, likely: Mapping[int, Mapping[int, float]], left: Collection[int], event: EventSettings
) -> Iterator[tuple[dict[int, float], list[int]]]:
    """Yield what hangs together: stories with how likely a new article is of each, and new articles."""
    nodes: list[_Node] = [*(("story", story) for story in sorted(left)), *(("article", number) for number in likely)]
    pairs: list[tuple[_Node, _Node]] = [(node, node) for node in nodes]
    best: dict[int, float] = dict.fromkeys(left, 1.0)
    for number, others in likely.items():
        near = {other: probability for other, probability in others.items() if probability >= event.same_event}
        rows = among(connection, "SELECT number, story FROM archive_articles WHERE number {among}", near)
        for other, story in rows:
            node: _Node = ("article", other) if story is None else ("story", int(story))
            pairs.append((("article", number), node))
            if story is not None:
                best[story] = max(best.get(story, 0.0), near[other])
    for group in joined(pairs):
        stories = {number: best[number] for sort, number in sorted(group) if sort == "story"}
        yield stories, sorted(number for sort, number in group if sort == "article")


def _likely(
    snapshot: Snapshot, number: int, fresh: Mapping[int, Prepared], near: Near, rules: Grouping
) -> Mapping[int, float]:
    """Return the articles that may be on the event of a new one, another new one perhaps, and how likely each is."""
    new, settings = fresh[number], rules.settings
    vector = vector_of(new.vector)
    there = [*snapshot.by_names(new.signs, settings), *near(vector, settings.near)]
    candidates = [*there, *_near_of(vector, fresh, settings.near)]
    return snapshot.likely(new.signs, [one for one in candidates if one != number], rules.event)


def _near_of(vector: NDArray[np.float32], fresh: Mapping[int, Prepared], count: int) -> list[int]:
    """The new articles nearest to a vector, which no index has yet."""
    if len(fresh) < 2:
        return []
    likeness = {number: float(vector_of(one.vector) @ vector) for number, one in fresh.items()}
    return sorted(likeness, key=lambda number: (-likeness[number], number))[:count]


def _region(connection: Connection, stories: Mapping[int, float], numbers: Sequence[int], most: int) -> list[Member]:
    """The new articles and those of the stories, the likeliest story's first and its latest first, so many at most."""
    found = _members(among(connection, f"{_MEMBERS} WHERE number {{among}}", numbers))
    for story in sorted(stories, key=lambda story: (-stories[story], story)):
        room = most - len(found)
        asked = f"{_MEMBERS} WHERE story = :story ORDER BY number DESC LIMIT :room"
        if room > 0:
            found += _members(sql(connection, asked, {"story": story, "room": room}).all())
    return sorted(found, key=lambda one: one.number)


# --- which story each group is ------------------------------------------------------------------


def _settle(connection: Connection, region: Sequence[Member], groups: Sequence[Sequence[int]], rules: Grouping) -> None:
    """Give each group the number of the story that most of it was of; what is in no group follows its story."""
    before: dict[int, set[int]] = defaultdict(set)
    for one in region:
        if one.story is not None:
            before[one.story].add(one.number)
    after = [{region[i].number for i in group} for group in groups]
    names = _named(before, after)
    numbers = [names[n] if n in names else _new_story(connection, rules.today) for n in range(len(after))]
    was = {one.number: one.story for one in region}
    for story, members in zip(numbers, after, strict=True):
        moved = [{"story": story, "number": number} for number in sorted(members) if was[number] != story]
        if moved:
            sql(connection, "UPDATE archive_articles SET story = :story WHERE number = :number", moved)
        if members != before.get(story):
            changed(connection, story, len(members), rules.today)
    for story in sorted(set(before) - set(numbers)):
        most = max(range(len(after)), key=lambda n: (len(after[n] & before[story]), -n))
        _join(connection, story, numbers[most], rules.today)


def _named(before: Mapping[int, set[int]], after: Sequence[set[int]]) -> dict[int, int]:
    """Return for groups, by their places, the story that each goes on as: the more in common first."""
    story_of = {number: story for story, members in before.items() for number in members}
    common = Counter(
        (story_of[number], n) for n, members in enumerate(after) for number in members if number in story_of
    )
    names: dict[int, int] = {}
    for (story, n), _ in sorted(common.items(), key=lambda one: (-one[1], one[0])):
        if n not in names and story not in names.values():
            names[n] = story
    return names


def _new_story(connection: Connection, today: str) -> int:
    made = "INSERT INTO archive_stories (due, made, changed, title) VALUES (0, '', :today, '') RETURNING number"
    return int(sql(connection, made, {"today": today}).scalar_one())


def _join(connection: Connection, story: int, into: int, today: str) -> None:
    """Let a story go on in another one, with whatever of it was not looked at."""
    values = {"story": story, "into": into, "today": today}
    sql(connection, "UPDATE archive_articles SET story = :into WHERE story = :story", values)
    sql(
        connection,
        "UPDATE archive_stories SET gone_to = :into, due = 0, report = NULL, changed = :today WHERE number = :story",
        values,
    )
    sql(connection, "DELETE FROM archive_findings WHERE story = :story", values)
