"""What fuzz.py tries: reading a text, each reader, each format and verdicts; and what inputs are made of.

An input is always a text: an article, the bytes of a file (latin-1), a report as JSON, lines of verdicts. Seeds are
made up, all of them: the patterns of hostile_texts.py, the sentences in the tests, the articles in seeds/ and the
reports of the tests.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from unittest.mock import patch
from xml.etree import ElementTree as ET

from hostile_texts import PATTERNS, TXT
from mutations import TOKENS, as_bytes, mutated, places_of_words, smallest, translated

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from findings_samples import SAMPLES  # noqa: E402 - of the tests
from ledgers import line  # noqa: E402
from made_files import ATOM, CLOSED, PAGE, PLAIN, RSS, answer, book, mail, raw_pdf, stream, word  # noqa: E402

from factcheck.domain.findings import Dismissal, Findings, Relation, Severity  # noqa: E402
from factcheck.domain.text import Article, Skipped  # noqa: E402
from factcheck.errors import UnreadableArticle, UsageError  # noqa: E402
from factcheck.findings.output import encoded  # noqa: E402
from factcheck.review.verdicts import dumped, loaded, told  # noqa: E402
from factcheck.settings.config import load_config  # noqa: E402
from factcheck.settings.lexicons import load_lexicons  # noqa: E402
from factcheck.shelves import member, members  # noqa: E402
from factcheck.tools import load_parser  # noqa: E402
from factcheck.understand.accounts import understand  # noqa: E402

TODAY = date(2030, 1, 1)
FIRST_DAY, DAYS = datetime(1900, 1, 1), 45_000  # noqa: DTZ001 - an article's day may have no zone
LONGEST_TEXT, LONGEST_FILE = 300, 3_000  # characters, bytes: many short inputs rather than few long ones
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252")


@dataclass(frozen=True)
class Target:
    """What is tried: `make` makes an input, `run` raises what is wrong, `less` makes an input smaller that breaks."""

    make: Callable[[Random], str]
    run: Callable[[str], None]
    less: Callable[[str, Callable[[str], bool]], str] = smallest


# --- understand ---------------------------------------------------------------------------------


@cache
def sentences() -> Sequence[str]:
    literals = (
        node.value
        for path in sorted((ROOT / "tests").glob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    rows = [row for path in sorted((ROOT / "seeds").glob("*.txt")) for row in path.read_text("utf-8").splitlines()]
    made = [make(150, Random(1)) for make in TXT.values()]
    told = {text for text in (*literals, *rows) if text.count(" ") > 2 and "{" not in text}
    return [text[:LONGEST_TEXT] for text in (*sorted(told), *made)]


def understood(text: str) -> None:
    day = FIRST_DAY + timedelta(days=sum(map(ord, text)) % DAYS)
    # What a run works out once would take half of the time here.
    with patch("factcheck.understand.accounts.way_of", return_value=""):
        article, parser = Article("a", text, "a", "", "a", published=day), load_parser(load_config())
        (account,) = understand([article], load_lexicons(), parser=parser, statements=True)
    for claim in account.claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text), f"a claim at {claim.span} of {len(text)}"


def readable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()  # half a character never comes out of a reader


# --- readers ------------------------------------------------------------------------------------


@cache
def files(name: str) -> Sequence[str]:
    """Files that a reader can read, and some that it cannot."""
    suffixes = member("readers", name).suffixes
    made = [p.made(400, 1).decode("latin-1") for p in PATTERNS.values() if p.suffix in suffixes][:60]
    if name in BINARY:
        return [data.decode("latin-1") for data in BINARY[name]]
    known = [text for text in VALID[name] for _ in range(max(1, len(made) // len(VALID[name])))]
    return [
        *made,
        *(text.encode(code, "replace").decode("latin-1") for n, text in enumerate(known) for code in _codes(n)),
    ]


def _codes(number: int) -> Sequence[str]:
    return ("utf-8",) if number % 3 else ENCODINGS


_TEXT = (
    "The pier “Marabella” was closed on Monday.\n\nTwo boats sank, the harbour office said. Some £3m is needed – soon."
)
_ROW = {
    "id": "a-1",
    "title": "A pier closes",
    "source": {"id": None, "name": "The Calver News"},
    "author": ["Ada Marlow", "Ben Roe"],
    "published": "2024-05-14T09:30:00+02:00",
    "updated": "Tue, 14 May 2024 11:00:00 GMT",
    "url": "https://calver.example/pier",
    "text": _TEXT,
}
_OTHER_ROW = _ROW | {"id": 2, "published": 20240514, "title": None, "text": "So.\u2028It is."}
_FRONT = "---\ntitle: A pier closes\nsource: 'The Calver News'\npublished: 14 May 2024\nauthor: Ada Marlow\n---\n"
_MARKED = (
    "# A pier *closes* #\n\n> The [old pier](http://calver.example/a_(b)) was **closed** on _Monday_.\n\n* Two boats\n"
    "- sank <!-- not yet --> ![x](y.png)\n\n***\n\n"
)
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A pier closes</title>
<meta property="og:site_name" content="The Calver News">
<meta property="article:published_time" content="2024-05-14T09:30:00+02:00"><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "A pier", "datePublished": "2024-05-14", "author": [{"name": "Ada Marlow"}]}
</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>A pier closes</h1><time datetime=2024-05-14>14 May</time>
<p>The old pier was <b>closed</b> on Monday &mdash; two boats sank, the office said, and some &pound;3m is needed.</p>
<ul><li>One boat was empty.</li></ul><p>Nobody was hurt when it fell, <a href='/x'>Ada Marlow</a> told the paper.</p>
</article><footer>(c)</footer></body></html>"""
_TABLE = (
    'id,title,published,text\n1,A pier,2024-05-14,"It was ""closed"" on Monday,\nand two boats sank."\n2,,,"Some £3m"\n'
)
VALID: dict[str, tuple[str, ...]] = {
    "text": (_FRONT + _TEXT, _TEXT, "CALVER, May 14 (Reuters) - " + _TEXT.replace("\n", "\r\n")),
    "markdown": (_FRONT + _MARKED + _TEXT, _MARKED),
    "html": (_PAGE, _PAGE.replace("utf-8", "windows-1252"), f"<article><p>{_TEXT * 3}</p></article>"),
    "json_file": (
        json.dumps(_ROW),
        json.dumps([_ROW, _OTHER_ROW], ensure_ascii=False, indent=1),
        json.dumps({"status": "ok", "totalResults": 1, "Articles": [_ROW]}),
    ),
    "jsonl": (json.dumps(_ROW) + "\n\n" + json.dumps(_OTHER_ROW, ensure_ascii=False),),
    "csv_file": (
        _TABLE,
        _TABLE.replace(",", "\t"),
        "\n\n" + _TABLE.replace(",", ";"),
        _TABLE.replace("\n", "\r\n"),
    ),
    "rss": (RSS, ATOM),
}
BINARY: dict[str, tuple[bytes, ...]] = {
    "docx": (word(CLOSED),),
    "eml": (mail(CLOSED, html=f"<p>{CLOSED}</p>"), mail("", html=f"<p>{CLOSED}</p>")),
    "epub": (book(f"<h2>A pier</h2><p>{CLOSED}</p>"),),
    "pdf": (raw_pdf(stream(PLAIN)), raw_pdf(b"<</Length %d>>\nstream\n%s\nendstream" % (len(PLAIN), PLAIN))),
    "warc": (answer("http://a.example/pier", PAGE) + answer("http://a.example/gone", "no", status=404),),
}


def read(name: str, text: str) -> None:
    reader = member("readers", name)()
    try:
        found = [*reader.read(Path(f"a{reader.suffixes[0]}"), text.encode("latin-1", "replace"), today=TODAY)]
    except UnreadableArticle as error:
        if not error.reason:
            raise ValueError("a file that cannot be read, and no reason") from error
        return
    for one in found:
        repr(one).encode()  # no half a character is in it
        assert isinstance(one, Skipped) or one.text.strip(), "an article without words"
        for places in (one.places, one.title_places) if isinstance(one, Article) else ():
            held(places.runs if places else (), len(one.text if places is one.places else one.title or ""))


def held(runs: Sequence, length: int) -> None:
    ends = [0, *(run.end for run in runs)]
    for run, before in zip(runs, ends, strict=False):
        assert before <= run.start <= run.end <= length, f"{run} after {before}, of {length}"


# --- formats ------------------------------------------------------------------------------------

# What others refer by, what is one of a few words, and what stands at places that are counted.
_REFERRED = {"id", "article", "articles", "story", "origin", "draft", "failing", "findings"}
_OF_A_FEW = {"kind", "relation", "severity", "field", "schema", "state", "by", "answer", "by_relation", "by_severity"}
NAMES = frozenset({*_REFERRED, *_OF_A_FEW, "text", "quote", "words"})
_COUNTED = frozenset({"text", "quote", "words"})


def report(chance: Random) -> str:
    table = SAMPLES[chance.choice(sorted(SAMPLES))].model_dump(mode="json", by_alias=True)
    marks = translated(chance)
    for holder, key in [*places_of_words(table, NAMES - _COUNTED)]:
        if key in _COUNTED:
            holder[key] = holder[key].translate(marks)
        elif chance.random() < 0.15:
            seed = [holder[key] or "x", chance.choice(sentences())]
            holder[key] = readable(mutated(seed, chance, longest=LONGEST_TEXT))
    for one in table["discrepancies"]:
        one["confidence"] = chance.choice([0, 1, 0.5, 1e-300, 0.9999999])
        one["relation"], one["severity"] = chance.choice([*Relation]).value, chance.choice([*Severity]).value
        chance.shuffle(one["sides"])
    for key in ("discrepancies", "ladders", "skipped", "compatible", "stories"):
        table[key] = [
            one for one in table[key] for _ in range(chance.choice([0, 1, 1, 1, 2 if key == "skipped" else 1]))
        ]
    return json.dumps(table)


def rendered(name: str, text: str) -> None:
    findings = Findings.model_validate_json(text)
    for aside in (False, True):
        told = member("formats", name)().render(findings, show_set_aside=aside)
        assert told.endswith("\n"), "a report without an end"
        encoded(told)
        if name in {"json", "sarif", "claimreview", "webannotation"}:
            json.loads(told)
        for line_told in told.splitlines() if name == "jsonl" else []:
            json.loads(line_told)
        if name in {"junit", "timeline"}:
            ET.fromstring(told)
        if name == "csv":
            assert len({len(row) for row in csv.reader(io.StringIO(told, newline=""), strict=True)}) == 1


def less_of_report(text: str, breaks: Callable[[str], bool]) -> str:
    """Leave out what lists hold and what words say, as far as it is a report all the same and breaks."""
    table = json.loads(text)
    lists = ("discrepancies", "ladders", "skipped", "compatible", "stories", "articles")
    for key in lists:
        for n in reversed(range(len(table[key]))):
            one = table[key].pop(n)
            if not breaks(json.dumps(table)):
                table[key].insert(n, one)
    for holder, key in [*places_of_words(table, NAMES)]:
        words, holder[key] = holder[key], "x"
        if not breaks(json.dumps(table)):
            holder[key] = words
    return json.dumps(table, ensure_ascii=False, indent=1)


# --- verdicts -----------------------------------------------------------------------------------

_ONE, _OTHER = line("u1", reason=Dismissal.SAME, note="“half”"), line("u2", withdraws="u1", answer=None, statements=())
VERDICTS = (dumped([_ONE]), dumped([_ONE, _OTHER]))


def carried(text: str) -> None:
    try:
        kept = loaded(text)
    except UsageError:
        return
    assert loaded(dumped(kept)) == kept, "what was read is not what is written"
    told(kept)


# --- all ----------------------------------------------------------------------------------------


def _reader(name: str) -> Target:
    tokens = [as_bytes(token) for token in (*TOKENS, "\ud800")] + ["\x80", "\xff", "\xff\xfe", "\xc3", "\xe2\x80"]
    return Target(
        lambda chance: mutated(files(name), chance, tokens=tokens, longest=LONGEST_FILE), lambda text: read(name, text)
    )


def _format(name: str) -> Target:
    return Target(report, lambda text: rendered(name, text), less_of_report)


GROUPS: dict[str, dict[str, Target]] = {
    "understand": {
        "understand": Target(lambda chance: readable(mutated(sentences(), chance, longest=LONGEST_TEXT)), understood)
    },
    "readers": {f"readers/{name}": _reader(name) for name in members("readers")},
    "verdicts": {"verdicts": Target(lambda chance: mutated(VERDICTS, chance, longest=LONGEST_FILE), carried)},
    "formats": {f"formats/{name}": _format(name) for name in members("formats")},
}
TARGETS = {name: target for group in GROUPS.values() for name, target in group.items()}
