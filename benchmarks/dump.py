"""Everything that is understood and found on a fixed set of texts, a line each, so that two states can be compared.

usage: python benchmarks/dump.py FILE [--shared FOLDER] [--only PART...]
       python benchmarks/dump.py --diff BEFORE AFTER

Run it before a change and after it; `--diff` prints the lines that went and came, by part and sort, and exits with 1
when there are any. A step that only moves or retypes code must leave no difference; of every other step the
difference is what is to be read. Parts: `seeds` (the project's own), `drafts` (each draft of tests/drafts against
its sources) and, from --shared (by default ../shared), `real` (its five seeds), `ecb-dev`, `wire-dev` and `sentences`
(500 of stories.unlabelled, drawn by a fixed seed). A part that is not there is said on stderr and left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from factcheck.domain.account import Claim
from factcheck.domain.findings import Findings
from factcheck.domain.text import Article
from factcheck.errors import NothingComparable
from factcheck.intake.reading import Reading, read, read_draft
from factcheck.interfaces import Encoder
from factcheck.running import Run, check_article, compare_paths
from factcheck.settings.config import load_config
from factcheck.settings.lexicons import load_lexicons
from factcheck.tools import make_encoder, make_parser
from factcheck.understand.accounts import understand

FIXED_DAY = date(2100, 1, 1)  # no line may depend on when it is written
HOUSE = Path(__file__).resolve().parent.parent
SENTENCES, DRAWN_BY = 500, 12
PACKS = ("ecb-dev", "wire-dev")
PARTS = ("seeds", "real", "drafts", *PACKS, "sentences")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--shared", type=Path, default=HOUSE.parent / "shared")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--diff", action="store_true", help="compare two dumps")
    given = parser.parse_args()
    if given.diff:
        sys.exit(print_difference(*given.files))
    with given.files[0].open("w", encoding="utf-8") as out:
        for line in dump(given.shared, given.only):
            print(json.dumps(line, sort_keys=True, ensure_ascii=False), file=out)


def dump(shared: Path, parts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield a table for each claim and each finding of the parts."""
    encoder = make_encoder(load_config())
    sources = {
        "seeds": lambda: of_articles("seeds", HOUSE / "seeds", encoder),
        "real": lambda: of_articles("real", shared / "seeds", encoder),
        "drafts": lambda: of_drafts(HOUSE / "tests" / "drafts", encoder),
        **{pack: lambda pack=pack: of_pack(pack, shared / "bench" / pack / "articles", encoder) for pack in PACKS},
        "sentences": lambda: of_sentences(shared / "data" / "stories.unlabelled.jsonl.gz"),
    }
    for part in parts:
        print(f"{part} ...", file=sys.stderr)
        try:
            yield from sources[part]()
        except FileNotFoundError as error:
            print(f"{part}: left out: {error}", file=sys.stderr)


def of_articles(part: str, path: Path, encoder: Encoder) -> Iterator[dict[str, Any]]:
    """Yield the claims and findings of the articles at `path`, compared with each other."""
    if not path.exists():
        raise FileNotFoundError(path)
    yield from claims(part, read([str(path)], today=FIXED_DAY).articles)
    yield from found(part, compare_paths([str(path)], Run(load_config(), FIXED_DAY), encoder=encoder))


def of_pack(pack: str, folder: Path, encoder: Encoder) -> Iterator[dict[str, Any]]:
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    for event in sorted(folder.glob("*.jsonl")):
        yield from of_articles(f"{pack} {event.stem}", event, encoder)


def of_drafts(folder: Path, encoder: Encoder) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*/*.txt")):
        part = f"drafts {path.parent.name}/{path.stem}"
        draft, sources = read_draft(str(path), today=FIXED_DAY), read([str(path.parent / "sources")], today=FIXED_DAY)
        yield from claims(part, [draft])
        yield from checked(part, draft, sources, encoder)


def checked(part: str, draft: Article, sources: Reading, encoder: Encoder) -> Iterator[dict[str, Any]]:
    try:
        yield from found(part, check_article(draft, sources, Run(load_config(), FIXED_DAY), encoder=encoder))
    except NothingComparable as error:
        yield {"part": part, "sort": "nothing comparable", "error": str(error)}


def of_sentences(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the claims of sentences drawn from articles nobody has labelled, each read by itself."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    rows = [(a["published"], row) for a in articles for row in a["text"].splitlines() if len(row.split()) > 5]
    for n, (day, row) in enumerate(random.Random(DRAWN_BY).sample(rows, SENTENCES)):
        published = datetime.fromisoformat(day) if day else None
        yield from claims(f"sentences {n}", [Article(f"s{n}", row, "", "", f"s{n}", published=published)])


def claims(part: str, articles: Sequence[Article]) -> Iterator[dict[str, Any]]:
    """Yield what is compared of each article, read together."""
    for account in understand(articles, load_lexicons(), parser=make_parser(load_config())):
        yield from ({"part": part, "sort": "claim", **told(claim)} for claim in account.claims)


def told(claim: Claim) -> dict[str, Any]:
    """A claim as a table of plain values, without its sentence's tokens."""
    rest = {name: getattr(claim, name) for name in Claim.__slots__ if name != "sentence"}
    return {name: plain(value) for name, value in rest.items()} | {
        "article": claim.article,
        "type": type(claim.value).__name__,
    }


def found(part: str, findings: Findings) -> Iterator[dict[str, Any]]:
    """Yield each finding, and how often each reason kept a pair from being one."""
    for discrepancy in findings.discrepancies:
        yield {"part": part, "sort": "finding", **discrepancy.model_dump(mode="json")}
    for reason in findings.compatible:
        yield {"part": part, "sort": "compatible", **reason.model_dump(mode="json")}


def plain(value: Any) -> Any:
    """Turn a value of the domain into what JSON holds, sets in order."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(plain, value), key=str)
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


def print_difference(before: Path, after: Path) -> int:
    """Print which lines went and which came; return 1 where there are any."""
    old, new = (Counter(path.read_text(encoding="utf-8").splitlines()) for path in (before, after))
    lines = [*(("-", line) for line in (old - new).elements()), *(("+", line) for line in (new - old).elements())]
    for sign, line in sorted(lines, key=lambda one: (one[1], one[0])):
        print(sign, line)
    print(summary(lines), file=sys.stderr)
    return 1 if lines else 0


def summary(lines: Iterable[tuple[str, str]]) -> str:
    """How many lines went and came, by part and sort."""
    tables = [(sign, json.loads(line)) for sign, line in lines]
    counts = Counter((row["part"].split()[0], row["sort"], sign) for sign, row in tables)
    rows = [f"{part:10} {sort:20} {sign}{count}" for (part, sort, sign), count in sorted(counts.items())]
    return "\n".join(rows) or "no difference"


if __name__ == "__main__":
    main()
