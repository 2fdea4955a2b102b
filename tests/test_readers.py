"""Files as newsrooms get them are read right or clearly refused, and hostile ones cost no more than a bound."""

from __future__ import annotations

import gzip
import importlib
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from made_files import (
    ATOM,
    CLOSED,
    COST,
    DATED,
    HURT,
    PACKAGE,
    PAGE,
    PLAIN,
    RSS,
    answer,
    book,
    footnoted,
    forms,
    mail,
    pdf,
    raw_pdf,
    scanned,
    stream,
    tracked,
    word,
    zipped,
)

from factcheck.domain.text import Article, Span
from factcheck.intake import manual
from factcheck.intake.reading import Reading, read, read_draft
from factcheck.settings.limits import DEEPEST_MAIL, LARGEST_FILE, LARGEST_PAGE, MOST_PAGES
from factcheck.shelves import member, members

TODAY = date(2030, 6, 1)
TEXT = f"{CLOSED} {HURT}"
# Of a processor that others use too; what is unbounded takes minutes or more.
BOUNDED_SECONDS = 30


def reading(folder: Path, name: str, content: bytes | str) -> Reading:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read([str(folder / name)], today=TODAY)


def only(found: Reading) -> Article:
    assert not found.skipped
    (article,) = found.articles
    return article


# --- read right ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("a.pdf", pdf(TEXT), [CLOSED, HURT]),
        ("a.pdf", pdf(f"{CLOSED}\n\n{COST}", HURT, head="The Calver News"), [CLOSED, COST, HURT]),
        ("a.pdf", pdf(f"{TEXT}\n\n{COST}", columns=2), [CLOSED, HURT, COST]),
        ("a.pdf", pdf(TEXT, password=""), [CLOSED, HURT]),
        ("a.pdf", raw_pdf(stream(PLAIN)), ["closed on Monday and two boats"]),
        ("a.docx", word(CLOSED, HURT), [CLOSED, HURT]),
        ("a.docx", word(CLOSED, table=[["Town", "Dead"], ["Calver", "12"]]), [CLOSED, "Town | Dead\nCalver | 12"]),
        (
            "a.docx",
            tracked("The pier closed on ", "Sunday", "Monday", ", it was said."),
            ["closed on Monday, it was said"],
        ),
        ("a.docx", footnoted(CLOSED, "The office was asked twice."), [f"{CLOSED}\nThe office was asked twice."]),
        ("a.atom", ATOM, [f"{CLOSED}\n{HURT}"]),
        ("a.eml", mail(CLOSED, html=f"<p>{HURT}</p>"), [CLOSED]),
        ("a.eml", mail("", html=f"<div>{CLOSED}</div><p>{HURT}</p>"), [f"{CLOSED}\n{HURT}"]),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0), [TEXT]),
        (
            "a.TXT.GZ",
            gzip.compress(CLOSED.encode(), mtime=0) + gzip.compress(HURT.encode(), mtime=0) + b"\0" * 9,
            [CLOSED + HURT],
        ),
        ("a.csv.gz", gzip.compress(f'text\n"{TEXT}"\n'.encode(), mtime=0), [TEXT]),
        ("a.html.gz", gzip.compress(PAGE.encode(), mtime=0), [CLOSED, HURT]),
        ("a.warc.gz", gzip.compress(answer("http://a.example/a.html", PAGE), mtime=0), [CLOSED, HURT]),
    ],
)
def test_the_words_of_a_file_are_read_and_nothing_else(tmp_path, name, content, wanted):
    article = only(reading(tmp_path, name, content))
    assert [words for words in wanted if words not in article.text] == []
    assert article.id in ("a", "pier")  # an entry of a feed is called after its page
    assert article.path == str(tmp_path / name)
    assert not any(words in article.text for words in ("Page 1 of 2", "The Calver News", "Sunday", "Home", "---"))


def test_of_a_pdf_title_and_date_are_those_of_its_properties_where_the_text_shows_none(tmp_path):
    article = only(reading(tmp_path, "a.pdf", pdf(TEXT, title="A pier closes")))
    assert article.title == "A pier closes"
    assert article.published is not None
    assert any("document's properties" in note for note in article.notes)
    dated = only(reading(tmp_path, "a.pdf", pdf(f"Published 12 January 2020\n{TEXT}", title="a.indd")))
    assert dated.published == datetime(2020, 1, 12)  # noqa: DTZ001
    assert dated.title != "a.indd"


def test_what_repeats_on_the_pages_of_a_pdf_is_left_out_and_that_is_told(tmp_path):
    article = only(reading(tmp_path, "a.pdf", pdf(CLOSED, COST, HURT, head="The Calver News")))
    assert article.text.split("\n\n") == [CLOSED, COST, HURT]
    assert any("2 lines that repeat" in note for note in article.notes)


def test_a_document_with_tracked_changes_says_so(tmp_path):
    assert (
        "tracked changes were read as accepted" in only(reading(tmp_path, "a.docx", tracked("A", "b", "c", "d."))).notes
    )
    assert not any("tracked" in note for note in only(reading(tmp_path, "a.docx", word(CLOSED))).notes)


def test_each_entry_of_a_feed_is_an_article(tmp_path):
    found = reading(tmp_path, "wire.rss", RSS)
    pier, planks = found.articles
    assert (pier.id, pier.title, pier.author, pier.source) == (
        "pier-closes", "A pier & its end", "Ada Marlow", "The Calver News",
    )  # fmt: skip
    assert pier.text == f"The old pier was closed, the office said.\n{HURT}"
    assert pier.published is not None
    assert pier.published.isoformat() == "2024-05-14T09:30:00+00:00"
    assert pier.url == "http://calver.example/2024/pier-closes.html"
    assert (planks.id, planks.text, planks.published) == ("planks", COST, None)
    (skip,) = found.skipped
    assert "entry 3 “No words”: it has no text" in skip.reason
    assert pier.stands.of(Span(0, 3)) == (None, None)  # nobody is sent to a line of the feed


@pytest.mark.parametrize("broken", [RSS.replace("&amp;", "&"), RSS.replace("</channel></rss>", ""), RSS[:-60]])
def test_of_a_broken_feed_is_read_what_can_be_and_the_rest_is_told(tmp_path, broken):
    found = reading(tmp_path, "wire.xml", broken)
    assert {article.id for article in found.articles} == {"pier-closes", "planks"}
    assert any("the feed is broken" in skip.reason for skip in found.skipped)


def test_of_a_web_archive_its_pages_are_read_and_what_is_none_is_counted(tmp_path):
    records = [
        answer("http://a.example/2024/pier.html", PAGE),
        answer("http://b.example/undated", PAGE.replace(DATED, "").replace("Monday", "Friday")),
        answer("http://a.example/gone", "no", status=404),
        answer("http://a.example/also-gone", "no", status=404),
        answer("http://a.example/x.png", b"\x89PNG", kind="image/png"),
        answer("http://a.example/zip", gzip.compress(PAGE.encode(), mtime=0), more="Content-Encoding: gzip\r\n"),
        answer("http://a.example/br", b"xyz", more="Content-Encoding: br\r\n"),
        answer("http://a.example/bad", b"zz4\r\nabcd", more="Transfer-Encoding: chunked\r\n"),
    ]
    found = reading(tmp_path, "crawl.warc", b"".join(records))
    assert {(a.id, a.source, a.url) for a in found.articles} == {
        ("pier", "a.example", "http://a.example/2024/pier.html"),
        ("undated", "b.example", "http://b.example/undated"),
        ("zip", "a.example", "http://a.example/zip"),
    }
    dates = {a.id: (a.published.day if a.published else None, a.notes) for a in found.articles}
    assert dates["pier"] == (14, ())
    assert dates["undated"] == (20, ("its date is that on which it was fetched; the page states none",))
    told = " ".join(skip.reason for skip in found.skipped)
    assert "2 answers of status 404" in told
    assert "1 answers of type image/png" in told
    assert "packed as br" in told
    assert "http://a.example/bad: it is damaged" in told


def test_of_a_web_archive_that_is_cut_off_the_rest_is_told(tmp_path):
    found = reading(tmp_path, "crawl.warc", answer("http://a.example/pier", PAGE) + b"junk\r\n\r\n")
    assert len(found.articles) == 1
    assert "damaged after 1 answers" in found.skipped[0].reason


def test_of_a_web_archive_an_answer_that_is_cut_off_is_told_and_not_read(tmp_path):
    whole = answer("http://a.example/pier", PAGE)
    found = reading(tmp_path, "crawl.warc", whole + answer("http://a.example/b", PAGE)[:-40])
    assert [article.id for article in found.articles] == ["pier"]
    assert [skip.reason for skip in found.skipped] == [
        "its last answer is cut off and was not read; fetch the archive again"
    ]


@pytest.mark.parametrize("kind", ["text/html", "image/png"])
def test_a_web_archive_is_unpacked_up_to_a_bound(tmp_path, kind):
    records = [
        ("http://a.example/pier", PAGE),
        ("http://a.example/z", b"\0" * LARGEST_FILE),
        ("http://a.example/b", PAGE),
    ]
    kinds = ["text/html", kind, "text/html"]
    packed = [gzip.compress(answer(*one, kind=of), 1, mtime=0) for one, of in zip(records, kinds, strict=True)]
    found = reading(tmp_path, "crawl.warc", b"".join(packed))
    assert [article.id for article in found.articles] == ["pier"]
    assert any("unpacked it is more than the 52,428,800 bytes" in skip.reason for skip in found.skipped)


def test_the_pages_of_a_web_archive_are_unpacked_up_to_a_bound_all_together(tmp_path, monkeypatch):
    monkeypatch.setattr("factcheck.readers.warc.LARGEST_ARCHIVE", len(PAGE), raising=False)
    packed = gzip.compress(PAGE.encode(), mtime=0)
    names = ("pier", "harbour", "planks")
    records = [answer(f"http://a.example/{name}", packed, more="Content-Encoding: gzip\r\n") for name in names]
    found = reading(tmp_path, "crawl.warc", b"".join(records))
    assert [article.id for article in found.articles] == ["pier"]
    assert any("2 answers after pages of" in skip.reason for skip in found.skipped)


def test_each_chapter_of_a_book_is_an_article(tmp_path):
    found = reading(tmp_path, "monthly.epub", book(f"<h2>The pier</h2><p>{CLOSED}</p>"))
    (article,) = found.articles
    assert (article.id, article.title, article.source) == ("monthly-2", "The pier", "Calver Monthly")
    assert article.text == f"The pier\n{CLOSED}"
    assert "1 of its 2 chapters hold no article" in found.skipped[0].reason


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<h1>The <em>old</em> pier</h1>", "The old pier"),
        ("<h2 class='a'>The pier &amp; its end</h2>", "The pier & its end"),
        ("<h1>The pier&#8217;s end</h1>", "The pier’s end"),
        ("<h1>The pier<br/>\nand its end</h1>", "The pier and its end"),
        ("<H3>The pier</H3>", "The pier"),
    ],
)
def test_the_title_of_a_chapter_is_what_its_heading_shows(tmp_path, heading, title):
    found = reading(tmp_path, "monthly.epub", book(f"{heading}<p>{CLOSED}</p>", locked="fonts/a.otf"))
    assert [article.title for article in found.articles] == [title]


def test_a_book_is_read_up_to_a_bound_and_each_chapter_once(tmp_path, monkeypatch):
    found = reading(tmp_path, "monthly.epub", book(f"<p>{CLOSED}</p>", times=50))
    assert [article.id for article in found.articles] == ["monthly-2"]
    assert len(found.skipped) == 1
    monkeypatch.setattr("factcheck.readers.epub.LARGEST_BOOK", 100)
    found = reading(tmp_path, "monthly.epub", book(f"<p>{CLOSED}</p>"))
    assert not found.articles
    assert any("of its 2 chapters the first 1 were read" in skip.reason for skip in found.skipped)


def test_of_a_mail_subject_sender_and_date_are_taken_and_what_is_attached_is_told(tmp_path):
    found = reading(tmp_path, "a.eml", mail(CLOSED, attached="plan.pdf"))
    (article,) = found.articles
    assert (article.title, article.source) == ("A pier closes", "Calver Wire")
    assert article.published is not None
    assert "plan.pdf" in found.skipped[0].reason


def test_a_mail_that_only_tells_of_parts_is_read(tmp_path):
    text = f"{CLOSED} message/rfc822, Content-Type: multipart/mixed.\n" * (2 * DEEPEST_MAIL)
    (article,) = reading(tmp_path, "a.eml", mail(text)).articles
    assert article.text.count("message/rfc822") == 2 * DEEPEST_MAIL


def test_a_packed_file_is_read_as_a_draft_too(tmp_path):
    (tmp_path / "a.md.gz").write_bytes(gzip.compress(f"# A pier\n\n{TEXT}".encode(), mtime=0))
    assert CLOSED in read_draft(str(tmp_path / "a.md.gz"), today=TODAY).text


# --- clearly refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", scanned(), "recognise the text"),
        ("a.pdf", pdf(TEXT, password="secret"), "locked with a password"),
        ("a.pdf", pdf(TEXT)[:300], "damaged"),
        ("a.pdf", b"not one", "damaged"),
        ("a.docx", b"", "no DOCX"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "save it as .docx"),
        ("a.docx", zipped({"a": "b"}), "damaged"),
        ("a.docx", word(), "no text"),
        ("a.docx", word(CLOSED)[:2000], "no DOCX"),
        ("a.xml", "<project><target/></project>", "no feed"),
        ("a.rss", "words", "no feed"),
        ("a.rss", "", "no feed"),
        ("a.rss", '<rss version="2.0"><channel><title>x</title></channel></rss>', "no entries"),
        ("a.warc", b"", "no answer"),
        ("a.warc", answer("http://a.example/", "<html></html>"), "http://a.example/: no article was found"),
        ("a.epub", zipped({"a": "b"}), "container.xml is missing"),
        ("a.epub", zipped({"META-INF/container.xml": "<a>"}), "damaged"),
        ("a.epub", zipped({"META-INF/container.xml": PACKAGE}), "damaged"),
        ("a.epub", book(f"<p>{TEXT}</p>", locked="OEBPS/the%20pier.xhtml"), "locked"),
        ("a.eml", "words and no head", "no mail"),
        ("a.eml", "Subject: x\n\n", "no text"),
        ("a.txt.gz", b"words", "no gzip file"),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-12], "cut off"),
        ("a.txt.gz", gzip.compress(b"", mtime=0), "empty"),
        ("a.gz", gzip.compress(TEXT.encode(), mtime=0), "are not read"),
        ("a.txt.gz.gz", gzip.compress(gzip.compress(TEXT.encode(), mtime=0)), "are not read"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path, name, content, says):
    found = reading(tmp_path, name, content)
    assert not found.articles
    assert says in " ".join(skip.reason for skip in found.skipped)
    assert {skip.path for skip in found.skipped} == {str(tmp_path / name)}


PAGES = b"3 0 R " * 100_000
NESTED = (
    b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 10_000
)
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt.gz", gzip.compress(b"\0" * (4 * LARGEST_FILE), 9, mtime=0)),
        ("a.docx", zipped({"word/document.xml": b" " * (LARGEST_FILE + 1)})),
        ("a.docx", zipped({"word/document.xml": b" " * (LARGEST_FILE // 2)})),
        ("a.docx", zipped({str(n): b"" for n in range(6_000)})),
        ("a.epub", zipped({"META-INF/container.xml": b" " * (LARGEST_FILE // 2)})),
        ("a.epub", book("<b>a</b>" * 100_000, times=5_000)),
        ("a.epub", book("<h1>" * 500_000)),
        ("a.pdf", raw_pdf(stream(PLAIN), kids=PAGES, count=100_000)),
        ("a.pdf", raw_pdf(stream(PLAIN), kids=PAGES)),
        ("a.pdf", raw_pdf(stream(PLAIN), kids=b"3 0 R " * (MOST_PAGES + 1))),
        ("a.pdf", raw_pdf(stream(PLAIN), kids=b"2 0 R")),
        ("a.pdf", raw_pdf(stream(b" " * 100_000_000))),
        ("a.pdf", raw_pdf(stream(b"[" * 1_000_000))),
        ("a.pdf", b"%PDF-1.4\n" + b"1 0 obj <<" * 100_000),
        (
            "a.warc",
            answer("http://a.example/z", gzip.compress(b"x" * 10**8, mtime=0), more="Content-Encoding: gzip\r\n"),
        ),
        ("a.warc", answer("http://a.example/z", b"x" * (LARGEST_PAGE + 1))),
        ("a.eml", NESTED),
        ("a.eml", NESTED.lower()),
        ("a.eml", NESTED.replace(b": ", b":\n ")),
        ("a.eml", NESTED.replace(b": ", b":(a) ").replace(b"\n", b"\r")),
        (
            "a.rss",
            f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ab">{LAUGHS}]><rss version="2.0"><channel>&k;</channel></rss>',
        ),
        ("a.rss", '<rss version="2.0"><channel><item><description>' + "<b>" * 30_000),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_what_is_made_to_cost_is_a_skip_in_bounded_time(tmp_path, name, content):
    began = time.process_time()
    found = reading(tmp_path, name, content)
    assert time.process_time() - began < BOUNDED_SECONDS
    assert not found.articles
    assert found.skipped


def test_what_a_page_of_a_pdf_refers_to_is_read_no_more_often_than_a_bound(tmp_path):
    began = time.process_time()
    found = reading(tmp_path, "a.pdf", forms(levels=9, times=10))
    assert time.process_time() - began < BOUNDED_SECONDS
    assert found.articles or found.skipped


def test_no_entity_of_a_feed_reads_a_file(tmp_path):
    (tmp_path / "secret").write_text("the secret words", encoding="utf-8")
    outside = f'<!DOCTYPE l [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>'
    found = reading(
        tmp_path, "a.rss", RSS.replace("<rss", f"{outside}<rss").replace("Short.", "&a;").replace(COST, "&a; So.")
    )
    assert "secret words" not in repr(found)


@pytest.mark.parametrize("name", [name for name in members("readers") if member("readers", name).extra])
def test_where_a_library_is_missing_it_is_told_what_to_install(tmp_path, monkeypatch, name):
    reader = member("readers", name)

    def missing(module, package=None):
        raise ImportError(module)

    monkeypatch.setattr(importlib, "import_module", missing)
    reader_of = reader()
    from factcheck.errors import UnreadableArticle

    with pytest.raises(UnreadableArticle, match=rf"pip install 'factcheck\[{reader.extra}\]'"):
        list(reader_of.read(Path(f"a{reader.suffixes[0]}"), zipped({"a": "b"}), today=TODAY))


# --- the page that tells of them ----------------------------------------------------------------


def test_the_page_of_the_readers_is_what_the_program_says():
    page = (Path(__file__).parent.parent / "docs" / "readers.md").read_text(encoding="utf-8")
    assert page == manual.document()
    assert all(f"`{suffix}`" in page for name in members("readers") for suffix in member("readers", name).suffixes)
