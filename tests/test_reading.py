"""Reading: every input becomes an article or a reported skip; the rest of the run goes on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from factcheck.domain.text import Span
from factcheck.errors import ConfigError, NothingComparable, UsageError
from factcheck.intake import reading
from factcheck.intake.reading import Reading, read, read_draft

TODAY = date(2024, 6, 1)
TEXT = "The old pier was closed on Monday. Two boats sank, the harbour office said."


def run(*paths: Path | str, stdin: bytes | None = None) -> Reading:
    return read([str(path) for path in paths], today=TODAY, stdin=None if stdin is None else io.BytesIO(stdin))


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(*fields: object) -> str:
    return "\n".join(json.dumps(row) for row in fields)


def only_skip(result: Reading) -> str:
    assert not result.articles
    (skip,) = result.skipped
    return skip.reason


# --- paths --------------------------------------------------------------------------------------


def test_a_folder_is_read_to_its_depth_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", TEXT)
    put(tmp_path, "deep/er/a.md", TEXT + " More.")
    put(tmp_path, ".hidden.txt", TEXT)
    put(tmp_path, ".git/c.txt", TEXT)
    put(tmp_path, "photo.png", b"\x89PNG")
    result = run(tmp_path)
    assert [a.id for a in result.articles] == ["a", "b"]
    assert result.skipped == ()


def test_a_foreign_file_named_itself_is_reported(tmp_path: Path) -> None:
    assert ".txt" in only_skip(run(put(tmp_path, "a.odt", b"PK")))


def test_a_glob_is_expanded_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    one = put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.txt", "Other. " + TEXT)
    (tmp_path / "link.txt").symlink_to(one)
    result = run(one, tmp_path, tmp_path / "*.txt", f"{tmp_path}/./a.txt")
    assert [a.id for a in result.articles] == ["a", "b"]


def test_a_name_with_glob_signs_that_exists_is_that_file(tmp_path: Path) -> None:
    assert len(run(put(tmp_path, "a[1].txt", TEXT)).articles) == 1


@pytest.mark.parametrize("name", ["nothing.txt", "*.nothing", "no/such/folder"])
def test_a_path_that_names_nothing_is_a_usage_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no such file"):
        run(tmp_path / name)


def test_order_of_paths_never_matters(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{n}/a.txt", f"{n % 2} {TEXT}") for n in range(4)]
    paths.append(put(tmp_path, "bad.json", "{"))
    assert run(*paths) == run(*reversed(paths)) == run(tmp_path)


def test_standard_input_is_json_lines() -> None:
    result = run("-", stdin=rows({"id": "x", "text": TEXT}).encode())
    assert [a.id for a in result.articles] == ["x"]
    assert "empty" in only_skip(run("-", stdin=b""))
    with pytest.raises(UsageError, match="standard input"):
        run("-")


def test_progress_sees_every_file(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    seen: list[Path] = []
    read([str(tmp_path)], today=TODAY, progress=lambda files: [seen.append(f) or f for f in files])  # type: ignore[func-returns-value]
    assert [path.name for path in seen] == ["a.txt"]


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "white space"),
        ("a.txt", b"\xef\xbb\xbf", "white space"),
        ("a.txt", b"---\ntitle: A\n---\n", "no text"),
        ("a.txt", bytes(range(256)) * 8, "binary"),
        ("a.txt", b"%PDF-1.7 \xe2\xe3", "PDF"),
        ("a.html", b"PK\x03\x04abc", "ZIP"),
        ("a.html", b"<html><body></body></html>", "no article"),
        ("a.html", b"not a page", "no article"),
        ("a.json", b"{", "no JSON"),
        ("a.json", b"3", "neither"),
        ("a.json", b"[]", "neither"),
        ("a.json", b'{"title": "A"}', "no text"),
        ("a.json", b"[3]", "article 1"),
        ("a.json", b"[" * 100_000, "no JSON"),
        ("a.jsonl", b'{"id": "1"}', "line 1: there is no text"),
        ("a.jsonl", b'{"id": "1", "text": 3}', "no text"),
        ("a.jsonl", b'{"id": "1", "text": " "}', "no text"),
        ("a.jsonl", b"[1]", "line 1 is no object"),
        ("a.csv", b"id,title\n1,A\n", "column of texts"),
        ("a.csv", b"id,text\n1,\n", "row 1: there is no text"),
    ],
)
def test_bad_input_is_a_skip_that_says_why(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    good = put(tmp_path, "good.txt", TEXT)
    path = put(tmp_path, name, content)
    result = run(path, good)
    assert [a.id for a in result.articles] == ["good"]
    (skip,) = result.skipped
    assert skip.path == str(path)
    assert says in skip.reason


def test_a_broken_line_names_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{n}", "text": f"{n} {TEXT}"}) for n in range(1, 10)]
    lines[6] = lines[6][:-3]
    result = run(put(tmp_path, "a.jsonl", "\n".join(lines)))
    assert len(result.articles) == 8
    assert result.skipped[0].reason.startswith("line 7 ")


def test_a_file_over_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 20)
    assert "more than the 20" in only_skip(run(put(tmp_path, "a.txt", TEXT)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_skipped(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TEXT)
    path.chmod(0)
    assert "permissions" in only_skip(run(path))


def test_what_is_no_regular_file_is_skipped(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
    assert [skip.reason.split("(")[0] for skip in run(tmp_path).skipped] == [
        "this is no regular file; give a file or a folder",
        "cannot be opened ",
    ]


# --- decoding -----------------------------------------------------------------------------------

ACCENTED = "Zoë’s café was closed — the façade cracked. Nobody was hurt."


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (ACCENTED.encode(), ()),
        (ACCENTED.encode("utf-8-sig"), ()),
        (ACCENTED.encode("utf-16"), ("decoded as utf-16-le",)),
        (ACCENTED.encode("utf-16-le"), ("decoded as utf-16-le",)),
        (ACCENTED.encode("utf-16-be"), ("decoded as utf-16-be",)),
        (ACCENTED.encode("utf-32"), ("decoded as utf-32-le",)),
        (ACCENTED.encode("cp1252"), ("decoded as cp1252",)),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, note: tuple[str, ...]) -> None:
    (article,) = run(put(tmp_path, "a.txt", data)).articles
    assert (article.text, article.notes) == (ACCENTED, note)


def test_another_alphabet_is_recognised(tmp_path: Path) -> None:
    words = "Старый мост закрыли в понедельник после аварии, сообщили в городской администрации. Никто не пострадал."
    (article,) = run(put(tmp_path, "a.txt", words.encode("cp1251"))).articles
    assert article.text == words


def test_mojibake_is_repaired_with_a_note_and_other_text_is_left_alone(tmp_path: Path) -> None:
    wrong = "The mayorâ€™s office was closed. It isnâ€™t clear why."
    (article,) = run(put(tmp_path, "a.txt", wrong)).articles
    assert article.text == "The mayor’s office was closed. It isn’t clear why."
    assert "repaired" in article.notes[0]
    (article,) = run(put(tmp_path, "b.txt", "“Curly” marks, ﬁne ligatures and Ärger stay.")).articles
    assert (article.text, article.notes) == ("“Curly” marks, ﬁne ligatures and Ärger stay.", ())


def test_the_text_of_a_json_row_is_untouched(tmp_path: Path) -> None:
    text = "  A\r\nlineâ€™s end.\u2028Another \t one.\n"
    data = json.dumps({"text": text}, ensure_ascii=False)
    assert run(put(tmp_path, "a.jsonl", data)).articles[0].text == text
    assert run(put(tmp_path, "b.json", data)).articles[0].text == text


def test_half_a_character_is_replaced_in_place(tmp_path: Path) -> None:
    (article,) = run(put(tmp_path, "a.jsonl", r'{"text": "One \ud83d two."}')).articles
    assert article.text == "One \ufffd two."
    assert "surrogates" in article.notes[0]


# --- metadata -----------------------------------------------------------------------------------


def test_fields_of_a_json_row(tmp_path: Path) -> None:
    row = {"id": 7, "body": TEXT, "headline": "Pier  shut", "source": {"id": None, "name": "Coast News"},
           "published_at": "2020-01-13T08:30:00Z", "updated": "Tue, 14 Jan 2020 10:00:00 +0100", "author": ["A", "B"],
           "url": "https://example.org/a"}  # fmt: skip
    (article,) = run(put(tmp_path, "a.json", json.dumps({"articles": [row]}))).articles
    assert (article.id, article.source, article.title, article.author) == ("7", "Coast News", "Pier shut", "A, B")
    assert article.published == datetime(2020, 1, 13, 8, 30, tzinfo=UTC)
    assert article.updated is not None
    assert article.url == "https://example.org/a"


def test_csv_columns(tmp_path: Path) -> None:
    content = f'id;title;date;content\r\nx;Pier shut;2020-01-13;"{TEXT}\r\n\r\n""Gone,"" he said."\r\n'
    (article,) = run(put(tmp_path, "a.csv", "\ufeff" + content)).articles
    assert (article.id, article.title, article.published) == ("x", "Pier shut", datetime(2020, 1, 13))  # noqa: DTZ001
    assert article.text.endswith('\r\n\r\n"Gone," he said.')


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f'ID,Date,Publisher,Title,Body\r\n7,2024-05-01,Harbour News,Pier closed,"{TEXT}"'),
        ("a.csv", f"id;PUBLISHED;Outlet;HEADLINE;TEXT;extra\n7;2024-05-01;Harbour News;Pier closed;{TEXT};x;more"),
        ("a.json", rows({"Articles": [{"Id": 7, "Source": {"Name": "Harbour News"}, "Date": "2024-05-01",
                                       "Title": "Pier closed", "Body": TEXT}]})),
        ("a.jsonl", rows({"ID": 7, "SiteName": "Harbour News", "publishedat": "2024-05-01", "TITLE": "Pier closed",
                          "MainText": TEXT})),
        ("a.txt", f"---\nID: 7\nSource: Harbour News\nPublished: 2024-05-01\nTITLE: Pier closed\n---\n{TEXT}"),
        ("a.md", f"---\nId: 7\nSOURCE: Harbour News\nPubdate: 2024-05-01\nHeadline: Pier closed\n---\n{TEXT}"),
    ],
)  # fmt: skip
def test_a_field_is_read_in_whatever_case_its_name_is_written(tmp_path: Path, name: str, content: str) -> None:
    (article,) = run(put(tmp_path, name, content)).articles
    assert article.published is not None
    assert (article.id, article.source, article.title, article.published.date(), article.text) == (
        "7", "Harbour News", "Pier closed", date(2024, 5, 1), TEXT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"text": TEXT, "Text": "Another text."}, TEXT),
        ({"Text": "", "text": TEXT}, TEXT),
        ({"Body": "Another text.", "text": TEXT}, TEXT),  # text stands before body, in whatever case
    ],
)
def test_of_several_names_of_a_field_one_counts(tmp_path: Path, row: dict[str, str], text: str) -> None:
    assert run(put(tmp_path, "a.jsonl", rows(row))).articles[0].text == text


@pytest.mark.parametrize("header", ["ID,Date,Title", "id,Bodywork", "contents,url"])
def test_a_header_without_a_name_of_the_text_is_said_so(tmp_path: Path, header: str) -> None:
    assert "no column of texts" in only_skip(run(put(tmp_path, "a.csv", f"{header}\n1,2,3\n")))


def test_front_matter_is_read_and_is_no_part_of_the_text(tmp_path: Path) -> None:
    top = "---\ntitle: 'Pier: shut'\ndate: 2020-01-13\nlayout: post\n---\n\n"
    (article,) = run(put(tmp_path, "a.md", top + "# Pier\n\nThe [old pier](x) was **closed**.")).articles
    assert (article.title, article.text) == ("Pier: shut", "Pier\n\nThe old pier was closed.")
    assert article.published == datetime(2020, 1, 13)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ('"Pier: shut"', "Pier: shut"),
        ("'Pier: shut'", "Pier: shut"),
        ('"The pier\'s end"', "The pier's end"),
        ("'\"Sorry\", says boss'", '"Sorry", says boss'),
        ('"We are sorry", says boss', '"We are sorry", says boss'),
        ('Boss says "We are sorry"', 'Boss says "We are sorry"'),
        ('"Sorry" is no "excuse"', '"Sorry" is no "excuse"'),
        ("'Sorry', says boss", "'Sorry', says boss"),
        ("The boats' owners'", "The boats' owners'"),
        ("\"Sorry', says boss", "\"Sorry', says boss"),
        ('"', '"'),
        ('""', None),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_only_marks_that_enclose_a_whole_value_are_taken_off(
    tmp_path: Path, value: str, title: str | None, suffix: str
) -> None:
    path = put(tmp_path, f"a{suffix}", f"---\nsource: X\ntitle: {value}\n---\n{TEXT}")
    assert run(path).articles[0].title == title


@pytest.mark.parametrize(
    "text", ["---\nA rule, and text.\n---\n" + TEXT, "---\n" + TEXT, TEXT + "\n---\ntitle: A\n---\n"]
)
def test_dashes_that_are_no_front_matter_stay(tmp_path: Path, text: str) -> None:
    assert run(put(tmp_path, "a.txt", text)).articles[0].text == text


@pytest.mark.parametrize("value", ["03/04/2020", "soon", "2031-01-01", 20200113, True, "31 February 2020", "", None])
def test_a_date_that_cannot_be_right_or_read_is_unknown(tmp_path: Path, value: object) -> None:
    (article,) = run(put(tmp_path, "a.jsonl", rows({"text": TEXT, "published": value}))).articles
    assert article.published is None
    assert len(article.notes) == (value not in ("", None))


def test_nothing_is_taken_from_the_file_itself(tmp_path: Path) -> None:
    (article,) = run(put(tmp_path, "a.txt", TEXT)).articles
    assert (article.title, article.published, article.updated, article.source) == (None, None, None, "a")


PAGE = """<html lang="en"><head><title>Pier shut after storm</title><meta charset="{charset}">
<meta property="og:site_name" content="Coast News"><meta name="author" content="Ann Other">
<meta property="article:published_time" content="{date}"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Pier shut after storm</h1><p>The old café on the pier was closed on Monday after a storm tore off its roof.</p>
<p>Two fishing boats sank in the harbour and a third was badly damaged, the harbour office said in a statement.</p>
<p>It is expected to stay closed until the summer, because the piers have to be inspected by divers first.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_a_web_page(tmp_path: Path) -> None:
    page = PAGE.format(charset="iso-8859-1", date="2020-01-13T08:30:00+00:00").encode("iso-8859-1")
    (article,) = run(put(tmp_path, "a.html", page)).articles
    assert "The old café on the pier was closed" in article.text
    assert "Home" not in article.text
    assert (article.source, article.title, article.author) == ("Coast News", "Pier shut after storm", "Ann Other")
    assert article.published is not None
    assert article.published.date() == date(2020, 1, 13)
    assert article.updated is None


@pytest.mark.parametrize(
    "around",
    ["<article>{}</article>", "\n<ARTICLE class='a'>{}</ARTICLE>", "<section>{}</section>", "<div>{}</div>", "<p>{}</p>", "<main><article>{}</article></main>"],
)  # fmt: skip
def test_a_part_of_a_page_is_read_as_one(tmp_path: Path, around: str) -> None:
    words = "The old pier was closed on Monday, and two boats sank, the harbour office said in a statement."
    (article,) = run(put(tmp_path, "a.html", around.format(f"<p>{words}</p>"))).articles
    assert words in article.text
    assert article.stands.of(Span(0, 3))[0] == 1 + around.startswith("\n")


@pytest.mark.parametrize(
    "text", ["Ten words of prose in a file that is no page at all.", "3 < 4 and so on, as ten words and more say it."]
)
def test_what_is_no_page_is_not_read_as_one(tmp_path: Path, text: str) -> None:
    assert "no article" in only_skip(run(put(tmp_path, "a.html", text)))


@pytest.mark.parametrize("wrong", ["1970-01-01T00:00:00+00:00", "2031-01-01T00:00:00+00:00"])
def test_an_impossible_date_of_a_web_page_is_unknown(tmp_path: Path, wrong: str) -> None:
    (article,) = run(put(tmp_path, "a.html", PAGE.format(charset="utf-8", date=wrong))).articles
    assert article.published is None
    assert article.updated is None


# --- sidecar ------------------------------------------------------------------------------------


def test_a_sidecar_adds_what_the_files_do_not_say(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "articles.toml", '[a]\nsource = "Coast News"\npublished = 2020-01-13T08:30:00Z\n')
    (article,) = run(tmp_path).articles
    assert (article.source, article.published) == ("Coast News", datetime(2020, 1, 13, 8, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('[a]\nsorce = "X"', "source"),
        ("[a]\nsource = 3", "source = 3"),
        ("[a]\npublished = 3", "published = 3"),
        ('[a]\npublished = "soon"', "soon"),
        ('[piers]\nsource = "X"', "did you mean 'pier.txt'?"),
        ('[old-pier]\nsorce = "X"', "source"),
        ('source = "X"', "outside a table"),
        ("[a", "TOML"),
    ],
)
def test_a_mistake_in_a_sidecar_stops_the_run(tmp_path: Path, toml: str, says: str) -> None:
    path = put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "pier.txt", TEXT)
    put(tmp_path, "articles.toml", toml)
    with pytest.raises(ConfigError, match=r"articles\.toml") as caught:
        run(path)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("gone", "there"),
    [
        ("pier", ()),
        ("pier.txt", ("a.txt", "b.txt")),
        ("evening-wire", ("morning-wire.txt",)),
        ("wire-2", ("wire-3.txt",)),
        ("2020-01-13-pier.md", ("2020-01-14-pier.md",)),
    ],
)
def test_a_table_outlives_its_file(tmp_path: Path, gone: str, there: tuple[str, ...]) -> None:
    for name in (*there, "harbours.txt"):
        put(tmp_path, name, f"{name}: {TEXT}")
    where = put(tmp_path, "articles.toml", f'[{json.dumps(gone)}]\nsource = "X"\n[harbours]\nsource = "Y"\n')
    result = run(tmp_path)
    assert [article.source for article in result.articles if article.id == "harbours"] == ["Y"]
    assert len(result.articles) == 1 + len(there)
    (skip,) = result.skipped
    assert (skip.path, skip.reason.partition(";")[0]) == (
        str(where),
        f"[{gone}] names a file that is not in the folder",
    )


def test_a_file_that_has_a_table_is_not_what_another_table_meant(tmp_path: Path) -> None:
    put(tmp_path, "harbours.txt", TEXT)
    put(tmp_path, "articles.toml", '[harbour]\nsource = "X"\n[harbours]\nsource = "Y"\n')
    assert "[harbour] names a file" in run(tmp_path).skipped[0].reason


def test_of_a_draft_that_cannot_be_read_its_own_reason_is_given(tmp_path: Path) -> None:
    path = put(tmp_path, "draft.txt", "")
    put(tmp_path, "articles.toml", '[old-pier]\nsource = "X"\n')
    with pytest.raises(NothingComparable, match=r"draft\.txt: ") as caught:
        read_draft(str(path), today=TODAY)
    assert "old-pier" not in str(caught.value)


def test_a_sidecar_cannot_speak_for_several_articles(tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", rows({"text": TEXT}, {"text": "More. " + TEXT}))
    put(tmp_path, "articles.toml", '[a]\nsource = "X"')
    with pytest.raises(ConfigError, match="2 articles"):
        run(tmp_path)


# --- ids ----------------------------------------------------------------------------------------


def test_one_text_under_one_id_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "x/a.txt", TEXT)
    put(tmp_path, "y/a.txt", TEXT)
    result = run(tmp_path)
    assert [a.id for a in result.articles] == ["a"]
    assert "same text as 'a'" in result.skipped[0].reason


def test_two_texts_under_one_id_both_get_a_name_of_their_own(tmp_path: Path) -> None:
    put(tmp_path, "x/a.txt", TEXT)
    put(tmp_path, "y/a.txt", "More. " + TEXT)
    result = run(tmp_path)
    assert sorted(a.id for a in result.articles) == sorted(f"a~{a.sha256[:6]}" for a in result.articles)
    assert all("also called 'a'" in a.notes[-1] for a in result.articles)
    assert result.skipped == ()


def test_one_text_under_two_ids_is_two_articles(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.txt", TEXT)
    assert len(run(tmp_path).articles) == 2


def test_plain_text_pays_for_no_web_library(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    code = (
        "import sys, datetime; from factcheck.intake.reading import read; read([sys.argv[1]], today=datetime.date(2024, 1, 1));"
        "print([m for m in ('trafilatura', 'htmldate', 'ftfy', 'charset_normalizer', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("files", [[], ["notes.odt", "letter.rtf"]])
def test_a_folder_with_nothing_to_read_is_named(tmp_path, files):
    for name in files:
        (tmp_path / name).write_bytes(b"x")
    result = read([str(tmp_path)], today=date(2024, 1, 1))
    assert not result.articles
    assert [skip.path for skip in result.skipped] == [str(tmp_path)]
    assert ".txt" in result.skipped[0].reason


def test_a_page_of_links_is_no_article(tmp_path):
    page = tmp_path / "menu.html"
    page.write_text("<html><body><p><a href='/'>Home</a> and contact</p></body></html>", encoding="utf-8")
    result = read([str(page)], today=date(2024, 1, 1))
    assert not result.articles
    assert "no article" in result.skipped[0].reason


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_front_matter_that_is_never_closed_is_noted(tmp_path, suffix):
    path = tmp_path / f"pier{suffix}"
    path.write_text("---\nsource: Pier Post\n\nThe pier was closed on Tuesday.\n", encoding="utf-8")
    [article] = read([str(path)], today=date(2024, 1, 1)).articles
    assert any("no closing row" in note for note in article.notes)


@pytest.mark.parametrize("text", ["---\n\nThe pier was closed.", "---\nsource: Pier Post\n---\nThe pier was closed."])
def test_a_row_of_dashes_alone_is_no_complaint(tmp_path, text):
    (tmp_path / "pier.txt").write_text(text, encoding="utf-8")
    [article] = read([str(tmp_path)], today=date(2024, 1, 1)).articles
    assert not article.notes
