"""From paths to articles: files, folders, globs, addresses, standard input, each through the reader of its suffix.

The same files give the same articles in the same order, however they were named.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.domain.text import Article, Skipped, is_address
from factcheck.errors import NothingComparable, UnreadableArticle, UsageError, contained
from factcheck.intake import addresses, sidecar
from factcheck.intake.admission import admitted
from factcheck.intake.own_reports import WHY, begins_as_report
from factcheck.intake.unpacking import PACKED, form_of, unpacked
from factcheck.interfaces import Fetch, Reader
from factcheck.settings.limits import LARGEST_FILE, MOST_UNREAD
from factcheck.shelves import member, members

STDIN = "-"
# Enough of the hash to tell a few articles of one name apart, short enough to read.
SUFFIX_DIGITS = 6

_GIVEN_UP = "could not be read, and what follows them was left out; give a file of articles"

Progress = Callable[[Sequence[Any]], Iterable[Any]]  # of files and addresses


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, sorted by id, and what was not, sorted by path."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def read(
    paths: Sequence[str],
    *,
    today: date,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda files: files,
    beside: Iterable[Article] = (),
    fetch: Fetch | None = None,
) -> Reading:
    """Read every article that `paths` name. `-` is JSON Lines on `stdin`; `today` bounds what dates can be right.

    `beside` are articles that are there already and join those that are read. A bad input becomes a Skipped and the
    rest is read. Raises UsageError for a path or glob that names nothing, and for an address where nothing can `fetch`
    it, ConfigError for a mistake in an `articles.toml`.
    """
    pages = _addresses(paths, fetch)
    readers = _readers()
    files, skipped = _files(paths, readers)
    sidecars = {folder: sidecar.load(folder) for folder in sorted({file.parent for file in files})}
    skipped += [skip for said in sidecars.values() for skip in said.skipped]
    articles = [*beside]
    for place in progress([*files, *pages]):
        if isinstance(place, Path):
            found, left = _read_file(place, readers[form_of(place)], today)
            found = sidecar.completed(found, place, sidecars[place.parent], today=today)
        else:
            found, left = _read_page(place, pages[place], readers, today)
        articles += found
        skipped += left
    if STDIN in paths:
        found, left = _read_stdin(stdin, readers[".jsonl"], today)
        articles += found
        skipped += left
    kept, doubles = _distinct(articles)
    return Reading(
        tuple(sorted(kept, key=lambda article: article.id)),
        tuple(sorted({*skipped, *doubles}, key=lambda skip: (skip.path, skip.reason))),
    )


def read_draft(
    path: str,
    *,
    today: date,
    stdin: BinaryIO | None = None,
    name: str | None = None,
    progress: Progress = lambda files: files,
    fetch: Fetch | None = None,
) -> Article:
    """Read the one article of a file, or of standard input for `-`; then `name` is what it is called, with its ending.

    `progress` is told of an address, for which there is something to wait for.

    Raises UsageError where there is no such file or several articles in it, NothingComparable where it cannot be read.
    """
    if path == STDIN:
        articles, skipped = _read_draft_of(stdin, name, today)
    else:
        found = read([path], today=today, progress=progress if is_address(path) else list, fetch=fetch)
        articles = list(found.articles)
        skipped = [skip for skip in found.skipped if Path(skip.path).name != sidecar.NAME]  # that is of other files
    place = addresses.shown(path)
    if len(articles) > 1:
        raise UsageError(f"{place}: holds {len(articles)} articles, and one draft is checked at a time; give it alone")
    if not articles:
        raise NothingComparable(f"{place}: {skipped[0].reason if skipped else 'there is no article in it'}")
    return articles[0]


def files_of(paths: Sequence[str]) -> list[Path]:
    """Return the files that reading `paths` depends on, what is said beside them included, whether there or not.

    An address is no file. Raises UsageError for a path or glob that names nothing.
    """
    files, _ = _files(paths, _readers())
    return [*files, *sorted({file.parent / sidecar.NAME for file in files})]


def sources_of(draft: Article, found: Reading) -> tuple[Article, Reading]:
    """Return the draft, under an id of its own, and what it is held against: what was read but for the draft itself."""
    place = os.path.realpath(draft.path)
    own = [a for a in found.articles if a.sha256 == draft.sha256 or os.path.realpath(a.path) == place]
    skipped = (Skipped(article.path, "this is the draft itself, which is no source of its own") for article in own)
    kept = tuple(article for article in found.articles if article not in own)
    if any(article.id == draft.id for article in kept):
        draft = replace(_renamed(draft), source=draft.source)
    return draft, Reading(kept, tuple(sorted((*found.skipped, *skipped), key=lambda skip: (skip.path, skip.reason))))


def _read_draft_of(stdin: BinaryIO | None, name: str | None, today: date) -> tuple[list[Article], list[Skipped]]:
    if stdin is None:
        raise UsageError("-: there is nothing on standard input; pipe the draft into the command")
    data = stdin.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        return [], [Skipped(STDIN, f"more than {LARGEST_FILE:,} bytes on standard input; this is no draft")]
    path, readers = Path(name or STDIN), _readers()
    suffix = form_of(path) if name else _looks_like(data)
    if suffix not in readers:
        known = ", ".join(sorted(readers))
        raise UsageError(f"{name}: files ending in {suffix or 'nothing'!r} are not read; use {known}")
    return _sorted_out(readers[suffix], path, data, today)


def _looks_like(data: bytes) -> str:
    """The suffix of a text without a name: what it begins with."""
    start = data[:200].decode("utf-8", errors="ignore").lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype", "<html", "<head", "<article")):
        return ".html"
    return ".json" if start.startswith("{") else ".txt"


def _readers() -> Mapping[str, Reader]:
    shelf = [member("readers", name)() for name in members("readers")]
    return {suffix: reader for reader in shelf for suffix in reader.suffixes}


# --- paths --------------------------------------------------------------------------------------


def _files(paths: Sequence[str], readers: Mapping[str, Reader]) -> tuple[list[Path], list[Skipped]]:
    """Return the files to read, each once, in one order, and those that were named and cannot be read."""
    chosen: dict[str, Path] = {}
    skipped: list[Skipped] = []
    for folder in _folders(paths):
        if not any(form_of(file) in readers for file in _inside(folder)):
            known = ", ".join(sorted(readers))
            skipped.append(Skipped(str(folder), f"there is no file in it that can be opened and read ({known})"))
    for file, named in sorted(_named(paths)):
        if form_of(file) in readers:
            chosen.setdefault(os.path.realpath(file), file)
        elif named:
            known = ", ".join(sorted(readers))
            skipped.append(
                Skipped(str(file), f"files ending in {file.suffix or 'nothing'!r} are not read; use {known}")
            )
    return sorted(chosen.values()), skipped


def _named(paths: Sequence[str]) -> Iterator[tuple[Path, bool]]:
    """Yield every file that `paths` name, and whether it was named itself rather than through a folder or glob."""
    for name in paths:
        if name == STDIN or is_address(name):
            continue
        path = Path(name)
        # glob, not Path.glob: the pattern may be absolute.
        matches = [path] if os.path.lexists(path) else [Path(m) for m in glob.glob(name, recursive=True)]  # noqa: PTH207
        if not matches:
            raise UsageError(f"{name}: there is no such file, folder or match; check the spelling")
        for match in matches:
            if match.is_dir():
                yield from ((file, False) for file in _inside(match))
            else:
                yield match, match == path


def _folders(paths: Sequence[str]) -> list[Path]:
    return sorted({Path(name) for name in paths if name != STDIN and Path(name).is_dir()})


def _addresses(paths: Sequence[str], fetch: Fetch | None) -> dict[str, Fetch]:
    """The addresses among the paths, each once, in one order, with what loads them. Raises UsageError without it."""
    found = sorted({name for name in paths if is_address(name)})
    if found and fetch is None:
        able = "report, check, mutate, archive watch"
        told = f"is an address; give --fetch to load it ({able}), or save the page and give the file"
        raise UsageError(f"{addresses.shown(found[0])}: {told}")
    return {address: fetch for address in found if fetch}


def _inside(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here) / name for name in files if not name.startswith("."))


# --- content ------------------------------------------------------------------------------------


def _read_file(path: Path, reader: Reader, today: date) -> tuple[list[Article], list[Skipped]]:
    try:
        if not path.is_file() and path.exists():
            return [], [Skipped(str(path), "this is no regular file; give a file or a folder")]
        size = path.stat().st_size
        if size > LARGEST_FILE:
            reason = f"{size:,} bytes is more than the {LARGEST_FILE:,} that are read of one file; split it"
            return [], [Skipped(str(path), reason)]
        data = path.read_bytes()
    except OSError as error:
        return [], [Skipped(str(path), f"cannot be opened ({error.strerror}); check the file and its permissions")]
    return _sorted_out(reader, path, data, today)


def _read_page(
    address: str, fetch: Fetch, readers: Mapping[str, Reader], today: date
) -> tuple[list[Article], list[Skipped]]:
    place = addresses.shown(address)
    left: list[Skipped] = []
    try:
        with contained(lambda error: left.append(Skipped(place, f"could not be loaded; report it as a bug ({error})"))):
            page = fetch(address)
            reader = readers[page.suffix]
            read = _sorted_out(reader, addresses.file_of(page), page.data, today)
            return addresses.placed(*read, page, several=getattr(reader, "several", False))
    except UnreadableArticle as error:
        left.append(Skipped(place, error.reason))
    return [], left


def _read_stdin(stdin: BinaryIO | None, reader: Reader, today: date) -> tuple[list[Article], list[Skipped]]:
    if stdin is None:
        raise UsageError("-: there is nothing on standard input; pipe JSON Lines into the command")
    data = stdin.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        return [], [Skipped(STDIN, f"more than {LARGEST_FILE:,} bytes on standard input; split it into files")]
    return _sorted_out(reader, Path(STDIN), data, today)


def _sorted_out(reader: Reader, path: Path, data: bytes, today: date) -> tuple[list[Article], list[Skipped]]:
    articles: list[Article] = []
    skipped: list[Skipped] = []
    why = "the rest of the file could not be read; report it as a bug"
    try:
        with contained(lambda error: skipped.append(Skipped(str(path), f"{why} ({error})"))):
            for read in _opened(reader, path, data, today):
                item = admitted(read) if isinstance(read, Article) else read
                if isinstance(item, Article):
                    articles.append(item)
                else:
                    skipped.append(item)
                if len(skipped) == MOST_UNREAD:
                    skipped.append(Skipped(str(path), f"{MOST_UNREAD:,} of its rows {_GIVEN_UP}"))
                    break
    except UnreadableArticle as error:
        skipped.append(Skipped(str(path), error.reason))
    return articles, skipped


def _opened(reader: Reader, path: Path, data: bytes, today: date) -> Iterator[Article | Skipped]:
    packed = path.suffix.lower() == PACKED
    content, inner = (unpacked(data, str(path)), path.with_suffix("")) if packed else (data, path)
    if begins_as_report(content):
        raise UnreadableArticle(str(path), WHY)
    if not packed:
        yield from reader.read(path, data, today=today)
        return
    for item in reader.read(inner, content, today=today):
        yield replace(item, path=item.path + path.suffix)  # it is called after what is in the file


# --- ids ----------------------------------------------------------------------------------------


def _distinct(articles: Sequence[Article]) -> tuple[list[Article], list[Skipped]]:
    """Give every article an id of its own; of one text under one id, keep the first by path."""
    kept: list[Article] = []
    skipped: list[Skipped] = []
    ordered = sorted(articles, key=lambda a: (a.id, a.sha256, a.path, repr(a)))
    for _, same_id in groupby(ordered, key=lambda article: article.id):
        texts = [list(same) for _, same in groupby(same_id, key=lambda article: article.sha256)]
        firsts = [same[0] for same in texts]
        kept += firsts if len(firsts) == 1 else [_renamed(article) for article in firsts]
        for first, *others in texts:
            skipped += [Skipped(o.path, f"same text as {first.id!r} of {first.path}; read once") for o in others]
    return kept, skipped


def _renamed(article: Article) -> Article:
    name = f"{article.id}~{article.sha256[:SUFFIX_DIGITS]}"
    note = f"another article is also called {article.id!r}"
    source = name if article.source == article.id else article.source
    return replace(article, id=name, source=source, notes=(*article.notes, note))
