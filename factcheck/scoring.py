"""Scoring reports against a labelled pack of news: how much is right, how much is missed.

A pack is a folder: `articles/<event>.jsonl` (one article a line), `gold.jsonl` (conflicts between two values,
each with the places that state the one and the other), and optionally `judged.jsonl` (rulings on findings that
the gold does not know). A finding is *right* when two of its sides stand on the two sides of a clear gold conflict;
*arguable*, and left out of precision, when only an arguable one, or one within a single article, matches; else
*wrong*, unless a ruling says otherwise. Recall is over the clear gold conflicts between articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from factcheck.errors import UsageError
from factcheck.settings.notations import from_json

Verdict = Literal["right", "wrong", "arguable"]
Show = Literal["wrong", "missed", "all"]

# The rule of the packs: a quote stands on a gold place when they share half of the shorter one.
_SHARED = 0.5
_QUOTE_SHOWN = 160


class Stretch(NamedTuple):
    """Characters `start` up to `end` of the text of `article`."""

    article: str
    start: int
    end: int

    def is_on(self, other: Stretch) -> bool:
        shared = min(self.end, other.end) - max(self.start, other.start)
        shorter = max(1, min(self.end - self.start, other.end - other.start))
        return self.article == other.article and shared >= _SHARED * shorter


@dataclass(frozen=True, slots=True)
class Label:
    """What an editor marked: two places' worth of statements, and the verdict on a finding that matches them."""

    one: tuple[Stretch, ...]
    other: tuple[Stretch, ...]
    verdict: Verdict
    kind: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a pack: its articles' texts by id, its gold conflicts, the rulings on other findings."""

    name: str
    path: Path
    size: int
    texts: Mapping[str, str]
    gold: tuple[Label, ...]
    rulings: tuple[Label, ...]


class Judged(NamedTuple):
    """One finding of one event, the verdict on it, and the numbers of the clear conflicts it stands on."""

    event: str
    kind: str
    confidence: float
    verdict: Verdict
    found: frozenset[int]


@dataclass(slots=True)
class Score:
    """The counts so far, and the verdict on each finding.

    `kinds` holds verdicts by kind of finding and, as 'gold:<kind>', recall by kind of gold.
    """

    articles: int = 0
    missing_reports: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    totals: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    kinds: defaultdict[str, defaultdict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int)),
    )

    def count(self, what: str, kind: str) -> None:
        self.totals[what] += 1
        self.kinds[kind][what] += 1

    @property
    def precision(self) -> float:
        return _share(self.totals["right"], self.totals["right"] + self.totals["wrong"])

    @property
    def recall(self) -> float:
        return _share(self.totals["found"], self.totals["gold"])

    @property
    def f1(self) -> float:
        return _share(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def wrong_per_10_articles(self) -> float:
        return round(_share(10 * self.totals["wrong"], self.articles), 2)

    def figures(self) -> dict[str, Any]:
        """Return everything counted, ready for JSON."""
        return {
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
            **{what: self.totals[what] for what in ("right", "wrong", "arguable", "found", "gold")},
            "articles": self.articles,
            "wrong_per_10_articles": self.wrong_per_10_articles,
            "missing_reports": self.missing_reports,
            "kinds": {kind: dict(counts) for kind, counts in sorted(self.kinds.items())},
        }

    def lines(self) -> list[str]:
        """Return what was asked to be shown, then the counts by kind, then the figures in one line."""
        n = self.totals
        return [
            *self.shown,
            *(f"  {kind:18} {dict(counts)}" for kind, counts in sorted(self.kinds.items())),
            (
                f"precision {self.precision:.3f} ({n['right']} right, {n['wrong']} wrong, {n['arguable']} arguable)  "
                f"recall {self.recall:.3f} ({n['found']}/{n['gold']})  F1 {self.f1:.3f}  "
                f"wrong per 10 articles {self.wrong_per_10_articles}"
            ),
        ]


def load_pack(folder: Path) -> list[Event]:
    """Read a pack. Raises UsageError when it is none."""
    paths = sorted((folder / "articles").glob("*.jsonl"))
    if not paths:
        raise UsageError(f"{folder}: is no pack: there is no articles/*.jsonl in it; see factcheck score --help")
    gold = _by_event(folder / "gold.jsonl", _gold)
    rulings = _by_event(folder / "judged.jsonl", _ruling)
    return [_event(path, gold[path.stem], rulings[path.stem]) for path in paths]


def load_reports(folder: Path, events: Iterable[Event]) -> dict[str, dict[str, Any]]:
    """Read `<event>.json` for each event that has one. Raises UsageError when one is no JSON."""
    return {event.name: _report(path) for event in events if (path := folder / f"{event.name}.json").exists()}


def score(events: Iterable[Event], reports: Mapping[str, Mapping[str, Any]], *, show: Show | None = None) -> Score:
    """Score one report per event, as read from JSON; a missing one counts as empty."""
    result = Score()
    for event in events:
        result.articles += event.size
        if event.name not in reports:
            result.missing_reports.append(event.name)
        found = _score_findings(event, reports.get(event.name, {}), result, show)
        _score_gold(event, found, result, show)
    return result


def _event(path: Path, gold: tuple[Label, ...], rulings: tuple[Label, ...]) -> Event:
    articles = list(_rows(path))
    return Event(path.stem, path, len(articles), {a["id"]: a["text"] for a in articles}, gold, rulings)


def _score_findings(event: Event, report: Mapping[str, Any], result: Score, show: Show | None) -> set[Label]:
    found: set[Label] = set()
    for item in report.get("discrepancies", []):
        sides = [[_place(evidence, event.texts) for evidence in side["evidence"]] for side in item["sides"]]
        matched = {label for label in event.gold if _matches(sides, label)}
        found |= matched
        verdict = _verdict(matched) or _verdict({label for label in event.rulings if _matches(sides, label)}) or "wrong"
        result.count(verdict, item["kind"])
        clear = frozenset(n for n, label in enumerate(event.gold) if label in matched and label.verdict == "right")
        result.judged.append(Judged(event.name, item["kind"], float(item.get("confidence") or 0), verdict, clear))
        if verdict == "wrong" and show in {"wrong", "all"}:
            result.shown.append(_wrong(event, item))
    return found


def _score_gold(event: Event, found: set[Label], result: Score, show: Show | None) -> None:
    for label in event.gold:
        if label.verdict == "right":
            result.count("gold", f"gold:{label.kind}")
            if label in found:
                result.count("found", f"gold:{label.kind}")
            elif show in {"missed", "all"}:
                result.shown.append(f"MISSED {event.name} {label.kind}: {label.what}")


def _verdict(labels: set[Label]) -> Verdict | None:
    verdicts = {label.verdict for label in labels}
    return next((v for v in ("right", "arguable", "wrong") if v in verdicts), None)


def _matches(sides: list[list[Stretch]], label: Label) -> bool:
    ones = {i for i, side in enumerate(sides) if _any_on(side, label.one)}
    others = {i for i, side in enumerate(sides) if _any_on(side, label.other)}
    return any(i != j for i in ones for j in others)


def _any_on(side: list[Stretch], marked: tuple[Stretch, ...]) -> bool:
    return any(place.is_on(other) for place in side for other in marked)


def _place(evidence: Mapping[str, Any], texts: Mapping[str, str]) -> Stretch:
    """Return where a quote stands; looked up in the text when its offsets are absent or off."""
    article, quote, start = evidence["article"], evidence.get("quote"), evidence.get("start")
    text = texts.get(article, "")
    if start is not None and (quote is None or text[start : evidence["end"]] == quote):
        return Stretch(article, start, evidence["end"])
    at = text.find(quote) if quote is not None else -1
    return Stretch(article, at, at + len(quote or "")) if at >= 0 else Stretch(article, 0, 0)


def _wrong(event: Event, item: Mapping[str, Any]) -> str:
    sides = (f"[{side.get('value')}] {side['evidence'][0].get('quote', '')[:_QUOTE_SHOWN]}" for side in item["sides"])
    return f"WRONG  {event.name} {item['kind']} {item.get('confidence')}: {'  <>  '.join(sides)}"


def _by_event(path: Path, made: Any) -> defaultdict[str, tuple[Label, ...]]:
    grouped: defaultdict[str, tuple[Label, ...]] = defaultdict(tuple)
    for row in _rows(path) if path.exists() else ():
        grouped[row["event"]] += (made(row),)
    return grouped


def _gold(row: Mapping[str, Any]) -> Label:
    verdict: Verdict = "right" if row["strength"] == "clear" and not row.get("self") else "arguable"
    return Label(_places(row["a"]), _places(row["b"]), verdict, row["kind"], row.get("what", ""))


def _ruling(row: Mapping[str, Any]) -> Label:
    verdicts: dict[str, Verdict] = {"true": "right", "arguable": "arguable"}
    return Label(_places(row["a"]), _places(row["b"]), verdicts.get(row["verdict"], "wrong"))


def _places(rows: Iterable[tuple[str, int, int]]) -> tuple[Stretch, ...]:
    return tuple(Stretch(*row) for row in rows)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield a JSON object a line. Split at newlines alone: other separators may stand inside a text."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                yield from_json(line)
            except ValueError as error:
                raise UsageError(f"{path}, line {number}: is no JSON: {error}; mend the pack") from error


def _report(path: Path) -> dict[str, Any]:
    try:
        report: dict[str, Any] = from_json(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(f"{path}: is no report: {error}; write it again with --format json") from error
    return report


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
