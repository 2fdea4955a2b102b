"""Where words stand in the file they were read from: exactly, or the line, or nothing; never somewhere else."""

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_reading import TEXT, put, run

from factcheck.domain.text import Article, Places, Span, Verbatim

LINES = re.compile(r"\r\n|\n|\r")


def stands(article: Article, words: str) -> tuple[int | None, int | None]:
    at = article.text.index(words)
    return article.stands.of(Span(at, at + len(words)))


def found(content: str, words: str) -> tuple[int, int]:
    """The line and column of words that occur once in a file."""
    assert content.count(words) == 1
    line = next(n for n, line in enumerate(LINES.split(content), start=1) if words in line)
    return line, LINES.split(content)[line - 1].index(words) + 1


PAGE = f"""<!doctype html>
<html><head><title>Pier closed</title>
<script>var boats = "Two boats sank";</script></head>
<body><nav><a href="/">Home</a></nav>
<article>
<h1>Pier closed</h1>
<p>{TEXT} It rained the whole day and the night.</p>
<p>The mayor, Ida Brandt, called it
a bad <b>year</b> for 31 boats &amp; barges of the town, and she wants a new pier before winter comes.</p>
</article></body></html>
"""


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", f"---\nsource: Post\n---\n\nRain.\n{TEXT}\n", "boats sank"),
        ("a.md", f"# Rain\n\nSome **bold** [words](http://x.example/). {TEXT}\n", "boats sank"),
        ("a.md", f"> *Quoted* and `code`.\n\n{TEXT}\n", "boats sank"),
        ("a.json", json.dumps({"title": "Rain", "text": f'He said "no".\n{TEXT}'}, indent=1), "boats sank"),
        ("a.json", json.dumps([{"text": "Other text."}, {"text": f"Caf\u00e9 \U0001f600 {TEXT}"}], indent=1), "boats sank"),
        ("a.jsonl", json.dumps({"text": "Other."}) + "\n\n" + json.dumps({"id": "2", "text": f"A\n\nB. {TEXT}"}), "boats sank"),
        ("a.csv", f'id,text\r\n1,"Other\r\ntext."\r\n2,"He said ""no"". {TEXT}"\r\n', "boats sank"),
        ("a.csv", f"\n\nid;text\n1;Other\n2;{TEXT}\n", "boats sank"),
        ("a.html", PAGE, "31 boats"),
        ("a.html", PAGE, "harbour office"),
    ],
)  # fmt: skip
def test_words_are_where_they_are_said_to_be(tmp_path, name, content, words):
    article = next(a for a in run(put(tmp_path, name, content)).articles if words in a.text)
    assert stands(article, words) == found(content, words)


@pytest.mark.parametrize(
    ("name", "content", "words", "line"),
    [
        ("a.jsonl", json.dumps({"text": f'"No", he said. {TEXT}'}), '"No"', 1),
        ("a.jsonl", json.dumps({"text": "X."}) + "\n" + json.dumps({"text": "Y\ud800. " + TEXT}), "boats", 2),
        ("a.csv", f'text\n"One ""12"" two. {TEXT}"\n', '"12"', 2),
        ("a.md", f"Rain.\n\nIn all **12** roads. {TEXT}", "12 roads", 3),
        ("a.html", PAGE, "bad year", 9),
        ("a.html", PAGE, "it a bad", 8),
    ],
)
def test_of_words_between_marks_and_escapes_the_line_is_given(tmp_path, name, content, words, line):
    article = next(a for a in run(put(tmp_path, name, content)).articles if words in a.text)
    assert stands(article, words) == (line, None)


def test_what_is_not_in_the_file_as_read_is_nowhere(tmp_path):
    (article,) = run(put(tmp_path, "a.json", json.dumps({"text": "Y\ud800. " + TEXT}))).articles
    assert stands(article, "boats") == (None, None)
    assert Places((Verbatim(0, 4, 9),), (0, 9), record=1).of(Span(4, 6)) == (1, None)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30), min_size=1, max_size=4
    ),
    st.data(),
)
def test_every_place_that_is_given_holds_the_words(tmp_path_factory, texts, data):
    """Whatever the text: a place with a column is where the words stand in the file."""
    texts = [f"Told {n}. {text}" for n, text in enumerate(texts)]
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["text"], *([text] for text in texts)])
    rows = [{"text": text} for text in texts]
    for name, content in (
        ("a.csv", table.getvalue()),
        ("a.json", json.dumps(rows, indent=2)),
        ("a.jsonl", "\n".join(json.dumps(row, ensure_ascii=len(row["text"]) % 2 == 0) for row in rows)),
    ):
        for article in run(put(tmp_path_factory.mktemp("any"), name, content.encode())).articles:
            start = data.draw(st.integers(0, len(article.text) - 1))
            span = Span(start, data.draw(st.integers(start + 1, len(article.text))))
            line, column = article.stands.of(span)
            assert line is not None
            if column is not None:
                at = article.stands.lines[line - 1] + column - 1
                assert content[at : at + span.end - span.start] == span.of(article.text)


@pytest.mark.parametrize(("text", "line"), [("One.\nTwo.", 1), ("---\nsource: Post\n---\nOne.", 4)])
def test_a_draft_of_whole_lines_has_a_first_line(tmp_path, text, line):
    (article,) = run(put(tmp_path, "a.txt", text)).articles
    assert article.stands.first_line(article.text) == line


@pytest.mark.parametrize(("name", "content"), [("a.json", json.dumps({"text": TEXT})), ("a.md", f"In **all** {TEXT}")])
def test_a_draft_between_marks_has_none(tmp_path, name, content):
    (article,) = run(put(tmp_path, name, content)).articles
    assert article.stands.first_line(article.text) is None
