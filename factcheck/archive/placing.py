"""How articles come into an archive and go: each with all that is known of it, inside of one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.align.stories import Signs
from factcheck.archive.nearest import signs_kept
from factcheck.archive.regrouping import Grouping, Near, regroup
from factcheck.archive.signs import Prepared, packed_signs
from factcheck.archive.store import among, sql
from factcheck.domain.text import Article
from factcheck.intake.reading import SUFFIX_DIGITS
from factcheck.models.kept import sealed
from factcheck.understand.packing import packed

if TYPE_CHECKING:
    from sqlalchemy import Connection

_BAGS = ("names", "figures", "opening")

_ADD_ARTICLE = """INSERT INTO archive_articles
    (place, id, sha256, source, title, published, path, url, added, encoder, packed, signs, vector)
    VALUES (:place, :id, :sha256, :source, :title, :published, :path, :url, :added, :encoder, :packed, :signs, :vector)
    RETURNING number"""
_COUNT_UP = """INSERT INTO archive_spread (bag, word, articles) VALUES (:bag, :word, 1)
               ON CONFLICT (bag, word) DO UPDATE SET articles = archive_spread.articles + 1"""
_COUNT_DOWN = "UPDATE archive_spread SET articles = articles - 1 WHERE bag = :bag AND word = :word"


def add(connection: Connection, new: Sequence[Prepared], near: Near, rules: Grouping) -> None:
    """Put articles into the archive, each in place of what stood there, and let the stories follow.

    An id that an article of another place has already is told apart by the text's hash; a place keeps its id.
    """
    rows = among(connection, "SELECT place, id FROM archive_articles WHERE place {among}", [one.place for one in new])
    kept = {place: str(id_) for place, id_ in rows}
    left = remove(connection, [one.place for one in new])
    fresh = {}
    for one in new:
        named = replace(one, article=_named_apart(connection, one, kept.get(one.place)))
        fresh[_inserted(connection, named, rules.today)] = named
    regroup(connection, fresh, left, near, rules)


def _named_apart(connection: Connection, new: Prepared, kept: str | None) -> Article:
    article, mark = new.article, hashlib.sha256(new.place.encode()).hexdigest()
    wanted = [kept or article.id, f"{article.id}~{article.sha256[:SUFFIX_DIGITS]}", f"{article.id}~{mark}"]
    taken = set(among(connection, "SELECT id FROM archive_articles WHERE id {among}", wanted))
    free = next(name for name in wanted if (name,) not in taken)
    return replace(article, id=free, source=free if article.source == article.id else article.source)


def remove(connection: Connection, places: Collection[str]) -> set[int]:
    """Take articles out, with all that is known of them; return the stories that they were of."""
    rows = among(connection, "SELECT number, place, story, signs FROM archive_articles WHERE place {among}", places)
    for number, place, _, kept in rows:
        signs = signs_kept(place, kept)
        of_number = [{"number": number, "word": word} for word in sorted(set(signs.names))]
        if of_number:
            sql(connection, "DELETE FROM archive_names WHERE word = :word AND article = :number", of_number)
        else:  # it has none, or nobody knows which: the whole table is gone through
            sql(connection, "DELETE FROM archive_names WHERE article = :number", {"number": number})
        sql(connection, _COUNT_DOWN, _words(signs))
        sql(connection, "DELETE FROM archive_articles WHERE number = :number", {"number": number})
    if rows:
        sql(connection, "DELETE FROM archive_spread WHERE articles <= 0")
    return {int(story) for _, _, story, _ in rows}


def _inserted(connection: Connection, new: Prepared, today: str) -> int:
    article, key = new.article, new.place.encode()
    row = {
        "place": new.place,
        "id": article.id,
        "sha256": article.sha256,
        "source": article.source,
        "title": article.title,
        "published": article.stamp.date().isoformat() if article.stamp else None,
        "path": article.path,
        "url": article.url,
        "added": today,
        "encoder": new.encoder,
        "packed": sealed(key, packed(article)),
        "signs": sealed(key, packed_signs(new.signs)),
        "vector": new.vector,
    }
    number = int(sql(connection, _ADD_ARTICLE, row).scalar_one())
    sql(connection, _COUNT_UP, _words(new.signs))
    if names := sorted(set(new.signs.names)):
        given = [{"word": word, "article": number} for word in names]
        sql(connection, "INSERT INTO archive_names (word, article) VALUES (:word, :article)", given)
    return number


def _words(signs: Signs) -> list[dict[str, str]]:
    """What is counted of an article: itself, and each word of each sort once; in one order, whoever writes."""
    words = [{"bag": bag, "word": word} for bag in _BAGS for word in sorted(set(getattr(signs, bag)))]
    return [{"bag": "", "word": ""}, *words]
