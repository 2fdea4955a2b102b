"""Every format shows the findings whole, escapes what others wrote, and gives the same bytes for the same findings."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import jsonschema
import pytest
from findings_samples import (
    CHECKED,
    CLEAN,
    DISCREPANCIES,
    EMPTY,
    FULL,
    NASTY,
    SAMPLES,
    article,
    discrepancy,
    evidence,
    findings,
    side,
)
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import Findings, Severity
from factcheck.findings import digest
from factcheck.findings.schema import report_schema
from factcheck.shelves import member, members
from factcheck.text.excerpt import excerpt, one_line, shortened
from factcheck.text.markup import markdown

ROOT = Path(__file__).parent.parent


# A picture has no place for findings that have no figures by day, a table none for what they come to.
DRAWN, IN_COLUMNS = {"timeline"}, {"csv"}


def rendered(name: str, report: Findings = FULL, **options: bool) -> str:
    return member("formats", name)().render(report, **options)


@pytest.mark.parametrize("name", members("formats"))
@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_a_format_ends_with_a_newline_and_repeats_itself(name: str, report: Findings):
    assert rendered(name, report) == rendered(name, report)
    assert rendered(name, report).endswith("\n")


@pytest.mark.parametrize("name", ["markdown", "terminal"])
def test_the_order_of_findings_is_by_gravity_not_by_arrival(name: str):
    assert rendered(name, findings(*reversed(DISCREPANCIES))) == rendered(name, findings(*DISCREPANCIES))


@pytest.mark.parametrize("name", members("formats"))
def test_formats_have_endings_of_their_own(name: str):
    endings = [member("formats", other).suffix for other in members("formats")]
    assert endings.count(member("formats", name).suffix) == 1


def test_the_table_of_formats_has_every_one_with_its_ending():
    told = re.findall(
        r"^\| `(\w+)` \| `(\S+)` \|", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(told) == [(name, member("formats", name).suffix) for name in members("formats")]


@pytest.mark.parametrize("name", sorted({*members("formats")} - DRAWN))
def test_what_is_waived_or_was_there_before_stays_visible_with_its_reason_and_owner(name: str):
    text = re.sub(r"\s+", " ", rendered(name, CHECKED))
    for word in (
        "The bridge's age",
        "When (ground)",
        "waived",
        "known",
        "the owner confirmed it",
        "desk",
        "2031-01-31",
    ):
        assert word in html.unescape(text.replace("\\", "")), word


@pytest.mark.parametrize("name", sorted({*members("formats")} - {"json"} - IN_COLUMNS))
def test_what_is_waived_or_was_there_before_is_counted(name: str):
    text = re.sub(r"\s+", " ", rendered(name, CHECKED))
    assert "6 findings, 2 of them fail the check, 1 passes by baseline, 1 passes by waiver" in text


@pytest.mark.parametrize("name", sorted({*members("formats")} - {"json"}))
@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_no_format_for_people_lets_through_what_acts_on_a_screen(name: str, report: Findings):
    shown = json.loads(rendered(name, report)) if name == "sarif" else rendered(name, report).replace("\r\n", "\n")
    messages = [r["message"]["text"] for r in shown["runs"][0]["results"]] if name == "sarif" else [shown]
    assert not any(re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text) for text in messages)


# --- JSON


def test_json_is_what_the_committed_schema_asks_for():
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for report in SAMPLES.values():
        jsonschema.validate(json.loads(rendered("json", report)), schema)


def test_the_schema_refuses_what_is_no_report():
    broken = json.loads(rendered("json")) | {"surprise": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, json.loads(report_schema()))


def test_the_committed_schema_is_the_programs():
    """Refresh it with: factcheck schema > docs/report.schema.json"""
    assert (ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8") == report_schema()


def test_json_comes_back_as_the_same_findings_but_for_rounding():
    text = rendered("json")
    back = Findings.model_validate_json(text)
    assert back.discrepancies == FULL.discrepancies
    assert back.ladders[0].rungs[1].lower == 700.123457
    assert text.startswith('{\n "schema": "factcheck.report/1",\n "made_by"')


# --- Markdown


def test_markdown_opens_with_what_was_compared_and_the_worst():
    opening = rendered("markdown").split("\n## ")[0]
    assert "3 articles of 2 independent origins; of 15 claims, 9 could be compared" in opening
    assert "5 conflicts (1 high, 3 medium, 1 low), 1 of them contested, 1 update" in opening
    worst = re.findall(r"^\d\. \[.*\]\(#(finding-\w+)\)", opening, flags=re.MULTILINE)
    assert worst == ["finding-f1", "finding-f2", "finding-c1"]


def test_every_link_to_a_finding_has_its_anchor():
    text = rendered("markdown")
    links = re.findall(r"\]\(#([\w-]+)\)", text)
    assert links
    assert set(links) <= set(re.findall(r'<a id="([\w-]+)"></a>', text))


def test_markdown_shows_what_others_wrote_and_obeys_none_of_it():
    text = rendered("markdown")
    assert "<script>" not in text
    assert "[x](http" not in text
    assert "http://" not in text
    for line in text.splitlines():
        if line.startswith("| "):
            bars = len(re.findall(r"(?<!\\)\|", line))
            assert bars in {3, 5, 6, 8}, line  # the tables have 2, 4, 5 and 7 columns


def test_markdown_marks_the_differing_words_and_cuts_long_quotes_around_them():
    text = rendered("markdown")
    assert "Some <b>250</b> people were moved" in text
    assert re.search(r"… ?[\w ]+<b>700 people</b> were moved\.", text)
    assert max(len(line) for line in text.splitlines()) < 1200


def test_markdown_keeps_apart_conflicts_the_undecided_and_spellings():
    text = rendered("markdown")
    assert text.index("### Conflicts") < text.index("### Contested") < text.index("### Updates")
    folded = text[text.index("<details>") : text.index("</details>")]
    assert 'id="finding-n1"' in folded
    assert "- **Sarraj** (Herald, “Ferry: one”) / **al-Serraj** (Courier)" in text


def test_markdown_says_lowest_and_highest_what_agreed_after_all_what_was_not_read_and_who_repeats_whom():
    text = rendered("markdown")
    assert "people moved: lowest 250, highest more than 700" in text
    assert text.index("| different roles | 5 |") < text.index("| rounding | 2 |")
    assert "in/x\\|y.pdf: it holds no text" in text
    assert "same as Herald, “Ferry: one”" in text
    assert "1 article with another's text" in text
    assert "1.2.3" in text


def test_markdown_without_findings_says_what_was_compared_and_that_nothing_was_found():
    text = rendered("markdown", EMPTY)
    assert "Nothing was found" in text
    assert "3 articles of 2 independent origins" in text
    assert "finding-" not in text


@pytest.mark.parametrize("name", ["markdown", "terminal"])
def test_page_furniture_is_shown_only_when_asked_for(name: str):
    assert "Read more" not in rendered(name)
    assert "Read more" in rendered(name, show_set_aside=True)


def test_many_quotes_for_one_value_are_counted_not_all_shown():
    quotes = [evidence("two", f"There were {n} boats, 7 in all.", "7") for n in range(9)]
    text = rendered("markdown", findings(discrepancy("m1", side("7", *quotes), side("8", *quotes[:1]))))
    assert "and 5 more quotes" in text
    assert "There were 8 boats" not in text


def test_below_the_first_row_a_value_is_put_as_its_own_source_puts_it():
    """The label is one source's; under another's name it would be a misquotation."""
    seven = side("7 boats", evidence("one", "There were 7 boats.", "7 boats"), evidence("two", "Seven came.", "Seven"))
    text = rendered("markdown", findings(discrepancy("m1", seven, side("8", evidence("two", "It was 8.", "8")))))
    assert text.count("| **7 boats** |") == 1
    assert "| Seven |" in text


# --- Markdown of a checked draft


def test_markdown_of_a_check_opens_with_the_verdict_then_the_worst():
    opening = rendered("markdown", CHECKED).split("\n## ")[0]
    assert opening.startswith("# desk/my draft:1.txt against its sources\n\n**Fails the check**: 6 findings, 2 of them")
    worst = re.findall(r"^\d\. \[.*\]\(#(finding-\w+)\)", opening, flags=re.MULTILINE)
    assert worst == ["finding-fails", "finding-acts", "finding-warns"]


def test_markdown_of_a_check_tells_what_fails_first_and_what_is_suppressed_last():
    text = rendered("markdown", CHECKED)
    assert re.findall(r'<a id="finding-(\w+)">', text) == ["fails", "acts", "warns", "wider", "waived", "known"]
    headings = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert headings[:4] == [
        "Fails the check",
        "Does not fail the check",
        "Does not count",
        "To be noted",
    ]
    assert "- **Verdict:** passes by a waiver of desk, until 2031-01-31: the owner confirmed it" in text


def test_markdown_of_a_check_puts_the_draft_first_with_its_line():
    turned = CHECKED.discrepancies[0].model_copy(update={"sides": CHECKED.discrepancies[0].sides[::-1]})
    text = rendered("markdown", CHECKED.model_copy(update={"discrepancies": (turned,)}))
    rows = [line for line in text.splitlines() if line.startswith("| **")]
    assert "| News desk, line 3 |" in rows[0]
    assert "| Herald, “Ferry: one”, line 1 |" in rows[1]


def test_markdown_of_a_clean_draft_says_how_much_met_a_source():
    text = rendered("markdown", CLEAN)
    assert "**Passes the check**: No findings; 5 of 6 claims of the draft could be compared." in text
    assert "finding-" not in text


# --- terminal


def test_terminal_keeps_to_80_columns_and_sends_no_control_characters():
    escape = evidence("one", "a \x1b[31mred\x1b[0m \u202eword 5", "5")
    text = rendered("terminal", findings(*DISCREPANCIES, discrepancy("x", side("\x07 5", escape), side("6", escape))))
    assert all(len(line) <= 80 for line in text.splitlines())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", text)


def test_terminal_in_bold_has_the_same_words_and_nothing_else_that_acts():
    escape = evidence("one", "a \x1b[31mred\x1b[0m ** word 5", "5")
    report = findings(*DISCREPANCIES, discrepancy("x", side("\x07 5", escape), side("6", escape)))
    plain, bold = rendered("terminal", report), member("formats", "terminal")(bold=True).render(report)
    signs = re.findall("\x1b[^m]*m", bold)
    assert len(signs) % 2 == 0
    assert signs[::2] == ["\x1b[1m"] * (len(signs) // 2)
    assert signs[1::2] == ["\x1b[22m"] * (len(signs) // 2)
    assert re.sub("\x1b\\[(?:1|22)m", "**", bold) == plain


def test_terminal_shows_both_accounts_with_source_and_claimant():
    text = " ".join(rendered("terminal").split())
    assert "Herald, “Ferry: one”, citing the coastguard, 2021-05-04: “Some **250** people" in text
    assert "Looked like a conflict and was not:" in text


# --- words and quotes


@given(st.text(max_size=80))
def test_escaped_text_stays_on_its_line_and_opens_no_tag_or_cell(text: str):
    escaped = markdown(text)
    assert "\n" not in escaped
    assert "<" not in escaped
    assert not re.search(r"(?<!\\)(\\\\)*\|", escaped)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. not a list", "1\\. not a list"),
        ("- not a list", "\\- not a list"),
        ("# no heading", "\\# no heading"),
        ("see www.example.org", "see www\\.example.org"),
        ("3.5 per cent", "3.5 per cent"),
        ("plain words, 3.5 per cent (about)", "plain words, 3.5 per cent (about)"),
        ("R&D", "R&amp;D"),
        ("two\nlines", "two lines"),
    ],
)
def test_escaping_changes_only_what_markdown_would_obey(text: str, shown: str):
    assert markdown(text) == shown


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200), st.integers(10, 60))
def test_an_excerpt_is_short_and_marks_words_of_the_quote(quote: str, start: int, end: int, limit: int):
    cut = excerpt(quote, (start, end), limit=limit)
    assert len(cut.before + cut.marked + cut.after) <= limit + 4
    if cut.marked and end - start <= limit:
        assert one_line(cut.marked) == one_line(quote[start:end])


@pytest.mark.parametrize("span", [(0, 0), (5, 5), (9, 3), (0, 99), (-3, 2)])
def test_a_span_that_marks_nothing_leaves_the_quote_whole(span: tuple[int, int]):
    cut = excerpt("ten words", span, limit=50)
    assert (cut.before, cut.marked, cut.after) == ("", "", "ten words")


@pytest.mark.parametrize(
    "text, short",
    [
        ("the ferry left at noon", "the ferry left …"),
        ("the\nferry \t left\x07 at noon", "the ferry left\ufffd …"),
        ("the ferry left", "the ferry left"),
        ("  ferry\n", "ferry"),
        ("", ""),
    ],
)
def test_a_shortened_text_shows_that_there_was_more(text: str, short: str):
    assert shortened(text, words=3) == short


# --- narrowing


def test_a_narrowed_report_counts_anew_and_says_that_it_is_narrowed():
    only = digest.narrowed(FULL, kinds={"figure"}, least=Severity.HIGH)
    assert [d.id for d in only.discrepancies] == ["f1"]
    assert only.totals.conflicts == 1
    assert only.totals.by_severity == {"high": 1}
    assert only.totals.by_relation == {"conflict": 1}
    for name in ("markdown", "terminal"):
        assert "Narrowed to kinds figure; severity high and above" in re.sub(r"\s+", " ", rendered(name, only))


def test_a_report_narrowed_to_nothing_does_not_claim_that_there_is_nothing():
    text = rendered("markdown", digest.narrowed(FULL, kinds={"place"}, least=None))
    assert "Nothing was found" not in text
    assert "Narrowed to kinds place" in text


def test_a_long_list_of_what_was_not_read_is_folded_never_cut():
    many = EMPTY.model_copy(update={"skipped": tuple(EMPTY.skipped[0] for _ in range(40))})
    assert rendered("markdown", many).count("it holds no text") == 40
    assert "Which, and why" in rendered("markdown", many)
    assert "Which, and why" not in rendered("markdown", EMPTY)


def test_a_story_of_one_article_says_so():
    alone = FULL.stories[0].model_copy(update={"articles": ("one",)})
    for name in ("markdown", "terminal"):
        text = rendered(name, EMPTY.model_copy(update={"stories": (alone,)}))
        assert "no other article is on this event" in text


def test_not_narrowing_changes_nothing():
    assert digest.narrowed(FULL, kinds=None, least=None) is FULL


def test_sources_that_occur_once_need_nothing_beside_them():
    assert digest.labels(FULL) == {"one": "Herald, “Ferry: one”", "two": "Courier", "three": "Herald, “Ferry: three”"}
    assert NASTY in FULL.stories[0].title


def called(*rows):
    """The labels of articles that are given by source, title, day and file; each id is a hash."""
    ids = [f"3f2a9c{number}" for number in range(len(rows))]
    articles = [
        article(name, source or name).model_copy(update={"title": title, "published": day, "path": path})
        for name, (source, title, day, path) in zip(ids, rows, strict=True)
    ]
    labels = digest.labels(FULL.model_copy(update={"articles": tuple(articles)}))
    assert not any("3f2a9c" in label for label in labels.values())
    return [labels[name] for name in ids]


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ([("", "Pier closed", "2024-06-29", "a.json")], ["“Pier closed”"]),
        ([("", None, "2024-06-29", "a.json")], ["29 June 2024"]),
        ([("", None, None, "wires/a.json")], ["a.json"]),
        ([("", None, None, "a.jsonl"), ("", None, None, "a.jsonl")], ["a.jsonl, 1", "a.jsonl, 2"]),
        (
            [("Post", "Pier", "2024-06-29", "a"), ("Post", "Pier", "2024-06-30", "a")],
            ["Post, 29 June", "Post, 30 June"],
        ),
        (
            [("Post", "Pier", "2023-06-29", "a"), ("Post", "Pier", "2024-06-29", "a")],
            ["Post, 29 June 2023", "Post, 29 June 2024"],
        ),
        (
            [("Post", "Pier", "2024-06-29", "a"), ("Post", "Ferry", "2024-06-29", "a")],
            ["Post, “Pier”", "Post, “Ferry”"],
        ),
        ([("Post", "Pier", None, "x/a.txt"), ("Post", "Pier", "2024-06-29", "b.txt")], ["Post, a.txt", "Post, b.txt"]),
        ([("", "Pier", "2024-06-29", "a"), ("", "Pier", "2024-06-30", "a")], ["“Pier”, 29 June", "“Pier”, 30 June"]),
        ([("Post", None, None, "a"), ("Herald", None, None, "a")], ["Post", "Herald"]),
    ],
)
def test_an_article_is_called_by_words_of_its_own(rows, labels):
    assert called(*rows) == labels


def test_a_long_title_is_shortened():
    (label,) = called(("", " ".join(["word"] * 30), None, "a.txt"))
    assert label == f"“{' '.join(['word'] * 8)} …”"


@pytest.mark.parametrize(
    ("line", "column", "said"), [(3, 5, "in/one.txt:3:5"), (3, None, "in/one.txt:3"), (None, None, "in/one.txt")]
)
def test_a_place_is_given_as_far_as_it_is_known(line, column, said):
    known = evidence("one", "Some 250 people", "250").model_copy(update={"line": line, "column": column})
    report = findings(discrepancy("x", side("250", known), side("6", evidence("two", "6", "6"))))
    assert digest.place(known, report) == said
    github, junit = (member("formats", name)().render(report).split("in/one.txt")[1:] for name in ("github", "junit"))
    assert (",line=" in github[0].split("::")[0], ",col=" in github[0].split("::")[0]) == (bool(line), bool(column))
    assert ("line=" in junit[0].split(">")[0]) == bool(line)
    result = json.loads(member("formats", "sarif")().render(report))["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"].get("region", {})
    assert (region.get("startLine"), region.get("startColumn")) == (line, column)
    assert ("endColumn" in region) == bool(column)


def test_a_series_is_shown_by_day_with_bars():
    terminal = rendered("terminal")
    assert f"  2021-05-04  {'█' * 5}{' ' * 15} 10: Herald" in terminal
    assert f"  2021-05-06  {'█' * 20} 40: Courier, Herald" in terminal
    assert f"  day unknown {'█' * 10}{' ' * 10} up to 20: Courier" in terminal
    assert max(map(len, terminal.splitlines())) <= 80
    assert f"| 2021-05-06 | 40 | {'█' * 20} | Courier, Herald" in rendered("markdown")
    series = json.loads(rendered("json"))["discrepancies"][4]["series"]
    assert [rung["lower"] for rung in series] == [10, 30, 40, 40, 0]
