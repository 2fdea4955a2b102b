"""The page: what others wrote is shown and never obeyed, every link arrives, and a real browser agrees."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import struct
import subprocess
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from findings_samples import (
    ACTING,
    CHECKED,
    CLEAN,
    COVERED,
    DRAFT,
    EMPTY,
    FULL,
    NASTY,
    ONE,
    SAMPLES,
    checked,
    discrepancy,
    evidence,
    findings,
    of_draft,
    side,
)
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import Findings
from factcheck.formats.html import Format
from factcheck.text.excerpt import in_lines

TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "p", "strong", "small", "nav", "ol", "ul", "li",
    "a", "span", "div", "section", "article", "mark", "figure", "figcaption", "blockquote", "details", "summary", "table",
    "tr", "th", "td", "svg", "rect", "kbd", "q", "script", "desc", "g", "path", "circle", "polyline", "text",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "title", "dir", "aria-label", "aria-hidden",
    "viewbox", "width", "height", "rx", "hidden", "role", "aria-labelledby", "transform", "d", "x", "y", "cx", "cy", "r",
    "points",
}  # fmt: skip
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Page(HTMLParser):
    """What a page holds: its tags, attributes, ids, links, and the text of any element by its class."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.marked: list[str] = []
        self.words = ""
        self._open = False
        self._skipped = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._skipped = tag in {"style", "script"}
        if tag == "mark":
            self._open = True
            self.marked.append("")

    def handle_endtag(self, tag):
        self._skipped = False
        self._open = self._open and tag != "mark"

    def handle_data(self, data):
        if not self._skipped:
            self.words += data
        if self._open:
            self.marked[-1] += data

    def of(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name]


def page(report: Findings, **options: bool) -> Page:
    return Page(Format().render(report, **options))


def draft_of(report: Findings) -> str:
    """The markup of the draft's text alone."""
    match = re.search(r'<div class="text" dir="auto">(.*?)</div>', Format().render(report), flags=re.DOTALL)
    assert match
    return match[1]


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_a_page_is_made_of_a_few_plain_elements_and_loads_nothing(report: Findings):
    shown = page(report)
    assert shown.tags <= TAGS
    assert {name for name, _ in shown.attributes} <= ATTRIBUTES
    assert all(link.startswith("#") for link in shown.of("href"))


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_every_link_arrives_and_no_place_has_two_names(report: Findings):
    shown = page(report)
    ids = shown.of("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in shown.of("href")} <= set(ids)
    assert all(f"finding-{d.id}" in ids for d in report.discrepancies)


@given(st.text(min_size=1, max_size=50))
def test_any_words_add_no_element_and_no_attribute(words: str):
    quoted = side(words, evidence("one", words, words, claimant=words)), side("6", evidence("two", "6", "6"))
    plain = side("5", evidence("one", "5", "5", claimant="x")), side("6", evidence("two", "6", "6"))
    odd = page(findings(discrepancy("x", *quoted, summary=words)))
    usual = page(findings(discrepancy("x", *plain)))
    assert odd.tags == usual.tags
    assert {name for name, _ in odd.attributes} == {name for name, _ in usual.attributes}


def test_the_policy_allows_the_one_style_and_nothing_else():
    text = Format().render(CHECKED)
    style = re.search(r"<style>(.*?)</style>", text, flags=re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def test_a_series_is_drawn_by_day_with_a_bar_as_long_as_the_value():
    text = Format().render(FULL)
    (course,) = re.findall(r'<table class="course">(.*?)</table>', text, flags=re.DOTALL)
    days = re.findall(r"<tr><td>([^<]*)</td>", course)
    assert days == ["2021-05-04", "2021-05-05", "2021-05-06", "day unknown"]
    assert re.findall(r'<rect width="([\d.]+)"', course) == ["25", "75", "100", "50"]
    assert escape(NASTY.replace("\n", " "))[:20] in course
    assert "Courier, Herald" in course


def test_the_figures_of_a_story_that_change_by_day_are_one_picture_in_it():
    text = Format().render(FULL)
    assert text.count('<svg class="timeline"') == 1
    assert "<summary>Figures by day</summary>" in text
    assert text.index("<h2>The ferry") < text.index("<summary>Figures by day") < text.index("<h2>The bridge")
    assert "timeline" not in Format().render(EMPTY).split("</style>")[1]


# --- a checked draft


def test_the_draft_stands_there_whole_with_its_lines():
    whole = Page(re.sub(r'<a class="ref".*?</a>', "", draft_of(CHECKED))).words
    assert whole == in_lines(DRAFT)


def test_the_differing_words_are_marked_also_where_findings_overlap():
    text = draft_of(CHECKED)
    marked = re.findall(r'<mark class="(\w+)">(.*?)</mark>', text, flags=re.DOTALL)
    assert marked == [
        ("suppressed", "Tuesday"),
        ("low", "and "),
        ("high", "700 people"),
        ("low", "\nwere moved"),
        ("high", "40 sailors"),
        ("medium", "left on\nMonday"),
        ("suppressed", "3 years"),
    ]


def test_a_number_after_the_words_leads_to_the_finding():
    references = re.findall(r'<a class="ref" href="#finding-(\w+)" title="[^"]*">(\d)</a>', draft_of(CHECKED))
    assert references == [
        ("known", "6"),
        ("fails", "1"),
        ("wider", "4"),
        ("acts", "2"),
        ("warns", "3"),
        ("waived", "5"),
    ]


def test_evidence_of_the_draft_that_lies_outside_its_text_is_quoted_but_not_marked():
    far = of_draft("The bridge is 3 years old.", "3 years").model_copy(update={"start": 10_000})
    shown = Format().render(checked(discrepancy("x", side("3", far), side("4", evidence("one", "4", "4")))))
    assert "#at-x" not in shown
    assert 'The bridge is <mark class="medium">3 years</mark> old.' in shown


def test_a_finding_of_the_sources_alone_leads_nowhere_in_the_draft():
    ours = findings(FULL.discrepancies[0]).discrepancies
    assert "#at-" not in Format().render(checked(*ours))


def test_the_list_opens_with_what_fails_and_closes_with_what_is_suppressed():
    listed = Format().render(CHECKED).split("</nav>")[0]
    assert re.findall(r'href="#finding-(\w+)"', listed) == ["fails", "acts", "warns", "wider", "waived", "known"]
    assert "Fails the check." in listed
    assert "· waiver</small>" in listed


def test_a_clean_draft_passes_and_is_shown():
    shown = page(CLEAN)
    assert "Passes the check. No findings; 5 of 6 claims" in shown.words
    assert "That is no proof that the draft is right." in shown.words
    assert shown.marked == []


# --- every claim of it


def test_the_draft_stands_there_whole_with_its_claims_marked_too():
    text = draft_of(COVERED)
    assert Page(re.sub(r'<a class="ref".*?</a>', "", text)).words == in_lines(DRAFT)
    looks = {words: name for name, words in re.findall(r'<mark class="(\w+)">(.*?)</mark>', text, flags=re.DOTALL)}
    assert (looks["40 sailors"], looks["were fed"]) == ("high", "not_compared")
    assert looks[escape(in_lines(ACTING))] == "borne_out"


def test_a_sign_says_the_state_without_colour_and_leads_to_what_the_source_says():
    references = re.findall(r'<a class="ref" href="#([\w-]+)" title="[^"]*">([^<]*)</a>', draft_of(COVERED))
    assert references == [
        ("finding-known", "≠6"),
        ("finding-fails", "≠1"),
        ("finding-wider", "≠4"),
        ("finding-acts", "∅2"),
        ("claim-4", "✓"),
        ("finding-warns", "≠3"),
        ("finding-waived", "≠5"),
        ("claim-7", "?"),
    ]


def test_the_legend_counts_each_state_and_says_against_how_many_sources():
    text = Format().render(COVERED)
    legend = Page(text.split('<ul class="legend">')[1].split("</ul>")[0]).words
    assert re.findall(r"(\S) (\d+ [a-z ]+?) (?=a source|looked|nothing)", legend) == [
        ("✓", "1 borne out"),
        ("≠", "4 contradicted"),
        ("∅", "1 in no source"),
        ("?", "1 not compared"),
    ]
    assert "7 claims and quotations, held against 3 sources." in page(COVERED).words


def test_each_claim_is_listed_with_its_reason_and_the_sources_words():
    text = Format().render(COVERED)
    entry = Page(text.split('<li id="claim-4"')[1].split("</li>")[0]).words
    assert "Borne out:" in entry
    assert ONE.quote in entry
    assert "citing the coastguard" in entry
    assert 'href="#finding-acts">finding 2</a>' in text.split('<li id="claim-3"')[1].split("</li>")[0]


def test_a_report_of_before_claims_were_told_has_no_list_of_them_and_no_script():
    for report in (CHECKED, FULL):
        assert not page(report).tags & {"script", "kbd", "q"}


def test_the_policy_lets_in_the_script_of_the_keys_and_no_other():
    text = Format().render(COVERED)
    (script,) = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in text
    assert "unsafe" not in text.split("</head>")[0]


# --- a report


def test_a_report_shows_the_accounts_side_by_side_story_by_story():
    text = Format().render(FULL)
    first = text[text.index('id="finding-f1"') : text.index("</article>")]
    assert first.count('<div class="side">') == 2
    assert "<mark" in first
    assert text.index(">Conflicts<") < text.index(">Contested<") < text.index(">Updates<")
    assert "people moved: lowest 250, highest more than 700" in text
    assert "Could not be decided (1)" in text


def test_a_report_without_findings_says_so_and_furniture_is_shown_when_asked_for():
    assert "Nothing was found on which these articles disagree." in page(EMPTY).words
    assert "Read more" not in page(EMPTY).words
    assert "Read more" in page(EMPTY, show_set_aside=True).words


def test_many_quotes_of_one_value_are_folded_never_left_out():
    quotes = [evidence("two", f"There were {n} boats, 7 in all.", "7") for n in range(9)]
    text = Format().render(findings(discrepancy("m1", side("7", *quotes), side("8", *quotes[:1]))))
    assert "<summary>6 more quotes</summary>" in text
    assert "There were 8 boats" in text


# --- in a browser


@pytest.fixture
def browse(tmp_path: Path):
    """Open a page in Chromium and return what it prints."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium to look at the page with; install it: apt-get install chromium")

    def run(text: str, *arguments: str, width: int = 1280) -> str:
        place = tmp_path / "page.html"
        place.write_text(text, encoding="utf-8")
        switches = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--hide-scrollbars",
        ]
        own = [f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},1200"]
        command = [str(CHROMIUM), *switches, *own, *arguments, place.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=120, check=True)
        return done.stdout.decode("utf-8")

    return run


def measured(text: str, width: int) -> str:
    """The page in a frame so wide (a window has a least width), with a script that its policy would refuse."""
    probe = """<script>addEventListener("load", () => {
      const style = (name) => getComputedStyle(document.querySelector(name));
      parent.document.body.dataset.width = document.documentElement.scrollWidth;
      parent.document.body.dataset.columns = style(".desk").gridTemplateColumns.split(" ").length;
      parent.document.body.dataset.mark = style("mark.high").backgroundColor;
    })</script>"""
    inner = unguarded(text).replace("</body>", f"{probe}</body>")
    return (
        f'<!doctype html><body><iframe width="{width}" height="900" frameborder="0" srcdoc="{escape(inner)}"></iframe>'
    )


def unguarded(text: str) -> str:
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)


@pytest.mark.parametrize(("width", "columns"), [(1280, "2"), (390, "1")], ids=["desktop", "phone"])
def test_the_page_fits_the_screen(browse, width: int, columns: str):
    seen = browse(measured(Format().render(CHECKED), width), "--dump-dom", width=1400)
    assert f'data-width="{width}"' in seen
    assert f'data-columns="{columns}"' in seen
    assert 'data-mark="rgb(251, 217, 213)"' in seen


def test_a_browser_sees_what_was_written_and_runs_none_of_it(browse):
    planted = Format().render(CHECKED).replace("</body>", "<script>document.body.dataset.ran = 'yes'</script></body>")
    seen = browse(planted, "--dump-dom")
    assert "data-ran" not in seen, "the policy stops even a script that got in"
    shown = Page(seen.replace("<script>document.body.dataset.ran = 'yes'</script>", ""))
    assert shown.tags <= TAGS | {"tbody"}
    assert in_lines(ACTING) in shown.words


def test_the_keys_walk_the_marks_of_the_draft(browse):
    """Before the first mark comes the last one."""
    pressed = """<script>addEventListener("load", () => {
      const seen = [];
      for (const key of ["j", "j", "k", "k"]) {
        dispatchEvent(new KeyboardEvent("keydown", { key }));
        seen.push(document.activeElement.textContent + " " + location.hash);
      }
      document.body.dataset.seen = seen.join(", ");
      document.body.dataset.hint = document.querySelector(".keys").hidden;
    })</script>"""
    seen = browse(unguarded(Format().render(COVERED)).replace("</body>", f"{pressed}</body>"), "--dump-dom")
    walked = "≠6 #finding-known, ≠1 #finding-fails, ≠6 #finding-known, ? #claim-7"
    assert f'data-seen="{walked}"' in seen
    assert 'data-hint="false"' in seen


def test_the_script_is_let_in_by_the_policy(browse):
    seen = browse(Format().render(COVERED), "--dump-dom")
    assert '<span class="keys">' in seen


def test_the_style_is_let_in_by_the_policy(browse, tmp_path: Path):
    """What is drawn with the policy is what is drawn without it, and not what is drawn without the style."""

    def drawn(text: str) -> bytes:
        place = tmp_path / "seen.png"
        browse(text, f"--screenshot={place}")
        return place.read_bytes()

    text = Format().render(CHECKED)
    seen = drawn(text)
    assert struct.unpack(">II", seen[16:24]) == (1280, 1200)
    assert seen == drawn(unguarded(text))
    assert seen != drawn(re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))
