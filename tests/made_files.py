"""Files as newsrooms get them, made here: PDF, Word documents, feeds, web archives, books and mails."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

import docx
from docx.oxml import parse_xml
from fpdf import FPDF

CLOSED = "The old pier was closed on Monday after two boats sank in the harbour, the harbour office said."
COST = "Mayor Ada Marlow told reporters that some three million pounds would be needed for twenty-five new planks."
HURT = "Nobody was hurt when the eastern end of the pier fell into the water early in the morning."
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# --- PDF ----------------------------------------------------------------------------------------


def pdf(*pages: str, head: str = "", title: str = "", password: str | None = None, columns: int = 1) -> bytes:
    """Pages of running text, each below a head and above its number where there is a head."""
    made = FPDF()
    made.set_title(title)
    if password is not None:
        made.set_encryption(owner_password="owner", user_password=password)
    for number, text in enumerate(pages, start=1):
        made.add_page()
        made.set_font("Helvetica", size=11)
        if head:
            made.cell(0, 8, head, new_x="LMARGIN", new_y="NEXT")
        if columns > 1:
            with made.text_columns(text=text, ncols=columns, gutter=10):
                pass
        elif text:
            made.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        if head:
            made.cell(0, 8, f"Page {number} of {len(pages)}")
    return bytes(made.output())


def scanned() -> bytes:
    made = FPDF()
    made.add_page()
    made.rect(10, 10, 100, 100)
    return bytes(made.output())


PLAIN = b"BT /F1 12 Tf 10 700 Td (The old pier was closed on Monday and two boats sank in the harbour.) Tj ET "
FONTS = b"/Font<</F1 5 0 R>>"


def stream(content: bytes, about: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%s /Length %d /Filter/FlateDecode>>\nstream\n%s\nendstream" % (about, len(packed), packed)


def raw_pdf(drawing: bytes, *more: bytes, kids: bytes = b"3 0 R", count: int = 1, resources: bytes = FONTS) -> bytes:
    """A PDF of one page, by its objects: 1 catalogue, 2 tree of pages, 3 page, 4 drawing, 5 font, then `more`."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        drawing,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return bytes(out) + end % (len(objects) + 1, table, len(objects) + 1, len(out))


def forms(levels: int, times: int) -> bytes:
    """A page that draws a form ten times, which draws another ten times, and so on."""
    about = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<" + FONTS + b"/XObject<</X %d 0 R>>>>"
    made = [stream(b"/X Do " * times, about % (7 + n)) for n in range(levels)]
    last = stream(PLAIN, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<" + FONTS + b">>")
    return raw_pdf(stream(b"/X Do " * times), *made, last, resources=FONTS + b"/XObject<</X 6 0 R>>")


# --- Word ---------------------------------------------------------------------------------------


def word(*paragraphs: str, table: Sequence[Sequence[str]] = (), title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    return _saved(document)


def tracked(before: str, deleted: str, inserted: str, after: str) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph(before)
    gone = (
        f'<w:del {_W} w:id="1" w:author="desk"><w:r><w:delText xml:space="preserve">{deleted}</w:delText></w:r></w:del>'
    )
    came = f'<w:ins {_W} w:id="2" w:author="desk"><w:r><w:t xml:space="preserve">{inserted}</w:t></w:r></w:ins>'
    paragraph._p.append(parse_xml(gone))
    paragraph._p.append(parse_xml(came))
    paragraph.add_run(after)
    return _saved(document)


def footnoted(text: str, note: str) -> bytes:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    paragraph = document.add_paragraph(text)
    paragraph._p.append(parse_xml(f'<w:r {_W}><w:footnoteReference w:id="1"/></w:r>'))
    content = (
        f'<w:footnotes {_W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, content.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return _saved(document)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- ZIP, EPUB ----------------------------------------------------------------------------------


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
    "<dc:title>Calver Monthly</dc:title><dc:creator>Ada Marlow</dc:creator><dc:date>2024-05-14</dc:date></metadata>"
    '<manifest><item id="a" href="cover.xhtml"/><item id="b" href="the%20pier.xhtml"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="gone"/></spine></package>'
)


def book(chapter: str, *, locked: str = "", times: int = 1) -> bytes:
    """A book of a cover and a chapter, named so many times in its order; what is locked is the part of that name."""
    named = '<itemref idref="b"/>'
    rights = f'<encryption><EncryptedData><CipherData><CipherReference URI="{locked}"/></CipherData></EncryptedData></encryption>'
    return zipped(
        {
            "META-INF/container.xml": CONTAINER,
            **({"META-INF/encryption.xml": rights} if locked else {}),
            "OEBPS/book.opf": PACKAGE.replace(named, named * times),
            "OEBPS/cover.xhtml": "<html><body>Cover</body></html>",
            "OEBPS/the pier.xhtml": f"<html><head><title>x</title></head><body>{chapter}</body></html>",
        }
    )


# --- feeds, pages, web archives, mails ----------------------------------------------------------

RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Calver News</title>
<item><title>A pier &amp; its end</title><link>http://calver.example/2024/pier-closes.html</link>
<pubDate>Tue, 14 May 2024 09:30:00 GMT</pubDate><dc:creator>Ada Marlow</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>The old pier was <b>clo</b>sed, <a href="/x">the office</a> said.</p><p>{HURT}</p>]]></content:encoded>
</item><item><title>Planks</title><link>http://calver.example/planks</link><description>{COST}</description></item>
<item><title>No words</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Calver Wire</title><entry><id>tag:1</id><title>A pier</title>
<link href="http://wire.example/pier"/><published>2024-05-14T09:30:00Z</published><updated>2024-05-15T09:30:00Z</updated>
<author><name>Ben Roe</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{CLOSED}</p>
<p>{HURT}</p></div></content></entry></feed>"""
DATED = '<meta property="article:published_time" content="2024-05-14T09:30:00Z">'
PAGE = (
    f"<html><head><title>A pier closes</title>{DATED}</head><body><nav>Home</nav><article><h1>A pier closes</h1>"
    f"<p>{CLOSED}</p><p>{HURT}</p></article></body></html>"
)


def answer(url: str, content: bytes | str, *, status: int = 200, kind: str = "text/html", more: str = "") -> bytes:
    """A record of a web archive: a server's answer."""
    body = content.encode() if isinstance(content, str) else content
    http = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-20T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def mail(text: str, *, html: str = "", attached: str = "") -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"] = "A pier closes", "Calver Wire <wire@calver.example>"
    made["Date"] = "Tue, 14 May 2024 09:30:00 +0000"
    if text:
        made.set_content(text)
        if html:
            made.add_alternative(html, subtype="html")
    else:
        made.set_content(html, subtype="html")
    if attached:
        made.add_attachment(b"x", maintype="application", subtype="pdf", filename=attached)
    return bytes(made)
