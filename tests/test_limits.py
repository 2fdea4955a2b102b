"""What is beyond a bound is told, and what is within it stays as it was; see factcheck/settings/limits.py."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import understand
from stories import LEXICONS

from factcheck.domain.text import Article, Span
from factcheck.intake.reading import Reading, read
from factcheck.settings.limits import (
    LARGEST_PAGE,
    LONGEST_ARTICLE,
    LONGEST_FIELD,
    MOST_ATTRIBUTES,
    MOST_COLUMNS,
    MOST_UNREAD,
)
from factcheck.text.in_order import spans_in_order
from factcheck.text.paragraphs import beginning
from factcheck.values.speech.utterances import utterances

TODAY = date(2024, 6, 1)
LINE = "The flood killed 14 people in Varnholm, the mayor said."
LONG = "\n\n".join(f"{LINE} It was road {n}." for n in range(LONGEST_ARTICLE // 60))
ONE_PAGE = "<html><head><title>Rain</title></head><body><article><p>{}</p></article></body></html>"


def read_of(folder: Path, name: str, text: str) -> Reading:
    (folder / name).write_text(text, encoding="utf-8")
    return read([str(folder)], today=TODAY)


# --- articles and fields ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", f"---\ntitle: Rain\n---\n{LONG}"),
        ("a.md", f"---\ntitle: Rain\n---\n{LONG}"),
        ("a.json", json.dumps({"text": LONG, "title": "Rain"})),
        ("a.jsonl", json.dumps({"text": LONG, "title": "Rain"})),
        ("a.csv", f'title,text\nRain,"{LONG}"\n'),
        ("a.html", ONE_PAGE.format(LONG.replace("\n\n", "</p><p>"))),
    ],
)
def test_of_an_article_too_long_the_beginning_is_read_and_that_is_told(tmp_path, name, content):
    (article,) = read_of(tmp_path, name, content).articles
    assert LONGEST_ARTICLE * 0.9 < len(article.text) <= LONGEST_ARTICLE
    assert article.text.startswith(LINE)
    assert article.text.rstrip()[-1] == "."  # whole paragraphs
    (note,) = [note for note in article.notes if "left out" in note]
    assert f"the first {len(article.text):,} were read" in note
    line, _ = article.stands.of(Span(article.text.rindex("road"), len(article.text)))
    assert line is not None  # what is read still stands where it stood


def test_two_articles_that_begin_alike_are_two(tmp_path):
    (tmp_path / "a.txt").write_text(LONG, encoding="utf-8")
    found = read_of(tmp_path, "b.txt", LONG + " Another end.")
    assert len(found.articles) == 2
    assert not found.skipped


def test_an_article_as_long_as_may_be_is_whole(tmp_path):
    text = LONG[: LONGEST_ARTICLE - 1] + "."
    (article,) = read_of(tmp_path, "a.txt", text).articles
    assert article.text == text
    assert not article.notes


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("short", "short"),
        ("x" * 30, "x" * 20),
        ("x" * 18 + " " + "y" * 9, "x" * 18),
        ("x" * 17 + ".\n\n" + "y" * 9, "x" * 17 + "."),
        (" " * 30, " " * 19),
    ],
)
def test_a_beginning_ends_with_a_paragraph_a_line_or_a_word(text, kept):
    assert beginning(text, 20) == kept


@pytest.mark.parametrize("field", ["title", "source", "author", "url", "id"])
def test_of_a_field_too_long_the_beginning_is_read_and_that_is_told(tmp_path, field):
    value = "word " * LONGEST_FIELD
    (article,) = read_of(tmp_path, "a.json", json.dumps({"text": LINE, field: value})).articles
    assert len(getattr(article, field)) == LONGEST_FIELD
    assert any(f"characters of {field} the first {LONGEST_FIELD:,} were read" in note for note in article.notes)


# --- files --------------------------------------------------------------------------------------


def test_a_page_too_large_is_skipped_before_it_is_parsed(tmp_path):
    (skip,) = read_of(tmp_path, "a.html", ONE_PAGE.format("x" * LARGEST_PAGE)).skipped
    assert f"{LARGEST_PAGE:,}" in skip.reason


@pytest.mark.parametrize("written", [' a{}="x"', " a{}", " a{}='>'", " a{} = x"])
def test_a_tag_with_too_many_attributes_is_a_skip(tmp_path, written):
    crowd = "".join(written.format(n) for n in range(MOST_ATTRIBUTES + 1))
    (skip,) = read_of(tmp_path, "a.html", ONE_PAGE.format(f"<b{crowd}>so</b> {LINE} {LINE}")).skipped
    assert "attributes" in skip.reason


@pytest.mark.parametrize(
    "tag", [f"<b{' a=1' * (MOST_ATTRIBUTES - 1)}>", f'<img alt="{"a=1 " * 9999}">', "<b a='" * 999]
)
def test_a_tag_with_many_is_none(tmp_path, tag):
    found = read_of(tmp_path, "a.html", ONE_PAGE.format(f"{LINE} {LINE}</p><p>{tag}"))
    assert len(found.articles) == 1


def test_a_table_with_too_many_columns_is_a_skip(tmp_path):
    (skip,) = read_of(tmp_path, "a.csv", "x," * MOST_COLUMNS + f'text\n"{LINE}"\n').skipped
    assert "columns" in skip.reason


def test_a_file_of_other_rows_is_given_up(tmp_path):
    found = read_of(tmp_path, "a.jsonl", "1\n" * (3 * MOST_UNREAD) + json.dumps({"text": LINE}))
    assert not found.articles
    assert len(found.skipped) == MOST_UNREAD + 1
    assert any("what follows them was left out" in skip.reason for skip in found.skipped)


# --- Markdown -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("[" * 40_000, "[" * 40_000),
        ("[a](" * 20_000, "[a](" * 20_000),
        ("![" * 20_000, "![" * 20_000),
        ("<!--" * 20_000, "<!--" * 20_000),
        ("# a" + " " * 40_000 + "a", "a" + " " * 40_000 + "a"),
        ("# a " + "#" * 40_000 + " a", "a " + "#" * 40_000 + " a"),
        ("*a " * 20_000, "*a " * 20_000),
        ("- " * 20_000, ""),
        ("See [one](http://x.example/a_(b)) now.", "See one now."),
        ("See [note [1](x) now.", "See [note 1 now."),
        ("![a](b(c)d)So.", "So."),
        ("# About C#", "About C#"),
        ("## So it is ##  ", "So it is"),
        ("# #", ""),
        ("a <!-- b\nc --> d", "a \n d"),
        ("**So** *it* is.", "So it is."),
        ("* one\n+ two", "- one\n- two"),
        ("> so\n---\nso", "so\n\nso"),
    ],
    ids=lambda text: text[:20],
)
def test_marks_are_left_out_and_words_stand_where_they_stood(tmp_path, written, text):
    file = f"{LINE}\n\n{written}\n"
    (article,) = read_of(tmp_path, "a.md", file).articles
    assert article.text == f"{LINE}\n\n{text}\n"
    for start, end, at in article.stands.runs:
        assert article.text[start:end] == file[at : at + end - start]
    known = {n for start, end, _ in article.stands.runs for n in range(start, end)}
    assert {n for n, letter in enumerate(article.text) if letter.isalnum()} <= known


# --- passes -------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: Span(pair[0], sum(pair)))),
    st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: Span(pair[0], sum(pair))),
)
def test_what_stands_at_a_place_is_what_going_through_all_would_find(spans, asked):
    assert spans_in_order(spans).overlapping(asked) == sorted(one for one in spans if one.overlaps(asked))


@pytest.mark.parametrize(
    "line",
    [
        "“So it is{n},” said Ada Marlow.",
        "'So it is{n},' said “Ada” Marlow.",
        "Ada Marlow{n} saw Ben Hartley{n}.",
    ],
)
@pytest.mark.parametrize("joint", [" ", "\n"])
def test_what_stands_in_an_article_is_not_gone_through_for_each_sentence(monkeypatch, line, joint):
    asked = 0
    overlaps = Span.overlaps

    def counted(one: Span, other: Span) -> bool:
        nonlocal asked
        asked += 1
        return overlaps(one, other)

    def steps(lines: int) -> int:
        nonlocal asked
        asked = 0
        text = joint.join(line.format(n=chr(97 + n % 26)) for n in range(lines))
        (account,) = understand([Article("a", text, "a", "", "a")], LEXICONS)
        utterances(account)
        return asked

    monkeypatch.setattr(Span, "overlaps", counted)
    assert steps(160) < 6 * steps(40)
