"""The seeds and their labels fit together, and factcheck finds in the seeds what an editor finds, and nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sentencex

from factcheck.domain.findings import Discrepancy, Findings, Relation
from factcheck.interfaces import Encoder
from factcheck.running import Run, compare_paths
from factcheck.settings.config import load_config

SEEDS = Path(__file__).parent.parent / "seeds"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}
EXPECTED = tomllib.loads((SEEDS / "expected.toml").read_text(encoding="utf-8"))
CONFLICTS, TRAPS = EXPECTED["conflict"], EXPECTED["trap"]

# The kinds that this version has; what is labelled with another is for a later one.
KINDS = {"figure", "date", "outcome", "name"}

# Clear conflicts that are not found yet, and findings that no label bears out: each a fault to mend, none a standard.
MISSED: set[str] = set()
WRONG: set[str] = set()
STRAY: set[str] = set()

Label = dict[str, Any]


class Place(NamedTuple):
    article: str
    start: int
    end: int

    def is_on(self, other: Place) -> bool:
        return self.article == other.article and self.start < other.end and other.start < self.end


def place(article: str, sentence: str) -> Place:
    start = TEXTS[article].index(sentence)
    return Place(article, start, start + len(sentence))


def places(label: Label, side: str) -> list[Place]:
    return [place(article, sentence) for article, sentence in label[side]]


def labelled(labels: list[Label]) -> list[Any]:
    return [pytest.param(label, id=label.get("what") or label["why"]) for label in labels]


# --- the labels and the articles ------------------------------------------------------------------


def sentences(article: str) -> Iterator[str]:
    """Yield every sentence of an article without the white space around it; a line break ends a sentence."""
    for line in TEXTS[article].splitlines():
        for one in sentencex.get_sentence_boundaries("en", line):
            yield line[one["start_index"] : one["end_index"]].strip()


def test_there_are_five_articles_and_none_is_empty():
    assert len(TEXTS) == 5
    for name, text in TEXTS.items():
        assert len(text.split()) >= 250, name


def test_the_sidecar_describes_every_article_and_no_other():
    sidecar = tomllib.loads((SEEDS / "articles.toml").read_text(encoding="utf-8"))
    assert set(sidecar) == set(TEXTS)
    for name, described in sidecar.items():
        assert described["source"], name
        assert described["title"] in TEXTS[name].splitlines()[0]


@pytest.mark.parametrize("label", labelled(CONFLICTS + TRAPS))
def test_every_quoted_sentence_is_a_whole_one_and_stands_once_in_its_article(label: Label):
    for article, sentence in label["a"] + label["b"]:
        assert TEXTS[article].count(sentence) == 1, sentence
        assert sentence in set(sentences(article)), sentence


@pytest.mark.parametrize("label", labelled(CONFLICTS + TRAPS))
def test_the_two_sides_of_a_label_stand_in_two_articles_unless_it_says_otherwise(label: Label):
    left, right = ({article for article, _ in label[side]} for side in "ab")
    assert left
    assert right
    assert (left == right and len(left) == 1) == label.get("self", False)
    assert label.get("self") or not left & right


def test_a_conflict_is_never_labelled_twice():
    said = [(label["kind"], label["what"]) for label in CONFLICTS]
    assert len(said) == len(set(said))


# --- the labels and the findings ------------------------------------------------------------------


@pytest.fixture(scope="module")
def findings(encoder: Encoder) -> Findings:
    """The findings of the whole pipeline with the packaged model and the default settings."""
    return compare_paths([str(SEEDS)], Run(load_config(), date(2020, 2, 1)), encoder=encoder)


def matches(finding: Discrepancy, label: Label) -> bool:
    """Whether two sides of a finding of the label's kind stand on the two sides of the label."""
    if finding.kind != label["kind"]:
        return False
    sides = [[Place(e.article, e.start, e.end) for e in side.evidence] for side in finding.sides]
    on = {name: {i for i, side in enumerate(sides) if touches(side, places(label, name))} for name in "ab"}
    return any(i != j for i in on["a"] for j in on["b"])


def touches(side: list[Place], labelled_side: list[Place]) -> bool:
    return any(place.is_on(other) for place in side for other in labelled_side)


def expected(label: Label) -> bool:
    return label["kind"] in KINDS and label["strength"] == "clear" and not label["self"]


def test_only_the_seed_articles_are_read(findings: Findings):
    """Labels and notes beside the articles are no articles, and nothing is reported as unreadable."""
    assert {article.id for article in findings.articles} == set(TEXTS)
    assert not findings.skipped


@pytest.mark.parametrize("label", labelled([label for label in CONFLICTS if expected(label)]))
def test_every_clear_conflict_is_found(label: Label, findings: Findings):
    found = any(matches(finding, label) for finding in findings.discrepancies)
    assert found == (label["what"] not in MISSED)


@pytest.mark.parametrize("label", labelled([label for label in CONFLICTS if label["update"]]))
def test_what_moved_on_is_never_called_a_conflict(label: Label, findings: Findings):
    relations = {finding.relation for finding in findings.discrepancies if matches(finding, label)}
    assert relations <= {Relation.UPDATE}


@pytest.mark.parametrize("label", labelled(TRAPS))
def test_no_finding_falls_into_a_trap(label: Label, findings: Findings):
    assert [finding.summary for finding in findings.discrepancies if matches(finding, label)] == []


def test_every_finding_is_labelled(findings: Findings):
    wrong = {f.summary for f in findings.discrepancies if not any(matches(f, label) for label in CONFLICTS)}
    assert wrong == WRONG


def test_every_quote_of_a_finding_belongs_to_it(findings: Findings):
    """A sentence that speaks of something else discredits the finding that quotes it."""
    stray = set()
    for finding in findings.discrepancies:
        known = [
            p for label in CONFLICTS if label["kind"] == finding.kind for side in "ab" for p in places(label, side)
        ]
        for evidence in (e for side in finding.sides for e in side.evidence):
            if not any(Place(evidence.article, evidence.start, evidence.end).is_on(p) for p in known):
                stray.add(evidence.quote)
    assert stray == STRAY
