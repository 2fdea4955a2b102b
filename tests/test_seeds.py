"""The seed articles and what is expected of them fit together: every labelled offset is a whole sentence."""

import json
import tomllib
from pathlib import Path

import pytest
import sentencex

SEEDS = Path(__file__).parent.parent / "seeds"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}


def rows(name):
    return [json.loads(line) for line in (SEEDS / name).read_text(encoding="utf-8").splitlines()]


LABELLED = [pytest.param(row, id=row.get("what") or row["why"]) for row in rows("expected.jsonl") + rows("traps.jsonl")]
SENTENCES: dict[str, set[tuple[int, int]]] = {}


def sentences(article):
    """The (start, end) of every sentence of an article, white space left out; a line break ends a sentence."""
    if article not in SENTENCES:
        found, offset = set(), 0
        for line in TEXTS[article].splitlines(keepends=True):
            for one in sentencex.get_sentence_boundaries("en", line):
                words = line[one["start_index"] : one["end_index"]]
                start = offset + one["start_index"] + len(words) - len(words.lstrip())
                found.add((start, start + len(words.strip())))
            offset += len(line)
        SENTENCES[article] = found
    return SENTENCES[article]


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


@pytest.mark.parametrize("row", LABELLED)
def test_labelled_offsets_fall_on_whole_sentences(row):
    for article, start, end in row["a"] + row["b"]:
        assert (start, end) in sentences(article), TEXTS[article][start:end]


@pytest.mark.parametrize("row", LABELLED)
def test_the_two_sides_of_a_labelled_pair_stand_in_two_articles_unless_it_says_otherwise(row):
    left = {article for article, _, _ in row["a"]}
    right = {article for article, _, _ in row["b"]}
    assert left
    assert right
    assert (left == right and len(left) == 1) == bool(row.get("self"))
    assert row.get("self") or not left & right


def test_a_finding_is_never_labelled_twice():
    findings = [json.dumps([row["kind"], row["what"]]) for row in rows("expected.jsonl")]
    assert len(findings) == len(set(findings))
