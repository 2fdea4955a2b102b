"""CSV: a row a quote, whatever the quotes hold, and nothing in it that a spreadsheet would work out."""

from __future__ import annotations

import csv
import io

import pytest
from findings_samples import CHECKED, EMPTY, FULL, SAMPLES, discrepancy, evidence, findings, side
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import Findings
from factcheck.formats.csv import Format

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HEADER = "finding,story,kind,relation,severity,confidence,standing,answered,event,summary,why,check,absent,side,value,"


def rows(report: Findings) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(Format().render(report), newline=""), strict=True)]


def with_words(words: str) -> Findings:
    quoted = side(words, evidence("one", words, words, claimant=words)), side("6", evidence("two", "6", "6"))
    return findings(discrepancy("x", *quoted, summary=words))


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_there_is_a_row_for_each_quote_and_every_row_has_every_cell(report: Findings):
    found = rows(report)
    assert len(found) == sum(len(s.evidence) for d in report.discrepancies for s in d.sides)
    assert not any(None in row or None in row.values() for row in found)


def test_the_header_is_always_there_and_lines_end_as_rfc_4180_has_them():
    text = Format().render(EMPTY)
    assert text.startswith(HEADER)
    assert text.count("\r\n") == 1
    assert text.endswith(",quote,words,start,end\r\n")


def test_a_row_says_what_differs_who_says_so_and_where():
    row = next(row for row in rows(FULL) if row["finding"] == "f1" and row["side"] == "1")
    told = (
        "kind",
        "relation",
        "severity",
        "confidence",
        "value",
        "source",
        "claimant",
        "as_of",
        "article",
        "published",
    )
    assert [row[name] for name in told] == [
        "figure",
        "conflict",
        "high",
        "0.9",
        "250",
        "Herald",
        "the coastguard",
        "2021-05-04",
        "one",
        "2021-05-04",
    ]
    assert (row["words"], row["start"], row["end"], row["line"], row["column"]) == ("250", "0", "48", "1", "6")
    assert row["quote"] == "Some 250 people were moved, the coastguard said."


def test_the_gravest_is_first_and_a_draft_stands_before_its_sources():
    found = rows(CHECKED)
    assert found[0]["finding"] == "fails"
    assert [row["article"] for row in found if row["finding"] == "fails"] == ["draft", "one"]
    assert found[0]["standing"] == "fails the check"


def test_the_address_of_a_page_is_given_where_one_is_known():
    first, *others = FULL.articles
    known = FULL.model_copy(update={"articles": (first.model_copy(update={"url": "https://a.example/x"}), *others)})
    assert {row["url"] for row in rows(known) if row["article"] == "one"} == {"https://a.example/x"}
    assert {row["url"] for row in rows(known) if row["article"] == "two"} == {""}


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("blank", ["", " ", "\u3000"])
def test_what_would_begin_a_formula_is_text(beginning: str, blank: str):
    for row in rows(with_words(f"{blank}{beginning}HYPERLINK(1)")):
        for name in ("summary", "value", "quote", "claimant"):
            assert not row[name].startswith(BEGINNINGS)
            assert not row[name].lstrip().startswith(BEGINNINGS)


@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028", "\u2029"])
def test_no_cell_begins_with_a_line_end_of_any_sort(end: str):
    assert not any(cell.startswith(BEGINNINGS) for row in rows(with_words(f"{end}x")) for cell in row.values())


SPLIT = ["x;=1+1", "x; =1+1", "x;-1", 'x;"=1+1"', 'x; ""@y', "x\n+1", "x;\n=1", "x;＝1", "x;;=1", "x\r\n=1;=2"]


@pytest.mark.parametrize("words", SPLIT)
def test_where_rows_are_split_at_semicolons_nothing_begins_a_formula_either(words: str):
    assert _begin_a_formula(Format().render(with_words(words))) == []


@given(st.text(alphabet=";=+-@＝\"' \n\t,x", max_size=12))
def test_any_words_begin_no_formula_where_rows_are_split_at_semicolons(words: str):
    assert _begin_a_formula(Format().render(with_words(words))) == []


def _begin_a_formula(table: str) -> list[str]:
    """What would be a formula for who splits at semicolons: quotation marks after a comma say nothing to him."""
    plain = [cell for row in table.splitlines() for cell in row.split(";")]
    read = [cell for row in csv.reader(io.StringIO(table, newline=""), delimiter=";") for cell in row]
    return [cell for cell in (*plain, *read) if cell.lstrip('" \u3000').startswith(BEGINNINGS)]


@pytest.mark.parametrize("words", ["a; b", "5; 6 - 7", "x;'quoted'", "one\ntwo", "a=1;b=2", ";"])
def test_a_semicolon_alone_changes_nothing(words: str):
    made = with_words("x").discrepancies[0].model_copy(update={"summary": words})
    assert rows(findings(made))[0]["summary"] == words


@pytest.mark.parametrize("words", ["5-6", "a=b", "25 + 1", "an @ sign", "", "'quoted'", "x\ty", "é – “”"])
def test_what_is_no_formula_has_nothing_before_it(words: str):
    made = with_words("x").discrepancies[0].model_copy(update={"summary": words})
    assert rows(findings(made))[0]["summary"] == words.replace("\t", " ")


@given(st.text(min_size=1, max_size=60))
def test_any_words_stay_in_their_cell(words: str):
    found = rows(with_words(words))
    assert [row["value"] for row in found][1] == "6"
    assert len(found) == 2
    for row in found:
        assert not any(cell.startswith(BEGINNINGS) for cell in row.values())
