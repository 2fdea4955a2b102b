"""The desk in the browser: who is let in, what is shown and never obeyed, and that no answer is lost."""

from __future__ import annotations

import re
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from desks import URL, browser, desk_of, ledgered, many, running, send, token
from findings_samples import ACTING, CHECKED, DRAFT, discrepancy, findings

from factcheck.domain.findings import Answer, Dismissal
from factcheck.errors import UsageError
from factcheck.review import verdicts
from factcheck.text.excerpt import in_lines
from factcheck.web.finding_page import ladders_of
from factcheck.web.review import Choice, ReviewPages, make_app, open_desk

PAGES = (
    "/",
    "/?show=open",
    "/finding/moved",
    "/finding/wild",
    "/finding/moved/articles",
    "/finding/wild/articles",
    "/stats",
)
FORMS = ("/finding/moved", "/order", "/undo", "/invite")
TAGS = {
    "html", "head", "meta", "title", "link", "script", "body", "header", "nav", "main", "footer", "a", "p", "h1", "h2",
    "form", "input", "button", "select", "option", "textarea", "label", "progress", "ol", "ul", "li", "dl", "dt", "dd",
    "div", "span", "small", "strong", "bdi", "kbd", "section", "article", "figure", "figcaption", "blockquote", "mark",
    "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect", "code",
}  # fmt: skip
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Read(HTMLParser):
    """The tags and attributes of a page, and its words."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.marked: list[str] = []
        self._open = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "mark":
            self._open = True
            self.marked.append("")

    def handle_endtag(self, tag):
        self._open = self._open and tag != "mark"

    def handle_data(self, data):
        self.words += data
        if self._open:
            self.marked[-1] += data

    def of(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


@pytest.fixture
def desk(tmp_path: Path) -> ReviewPages:
    return desk_of(tmp_path)


def standing(desk: ReviewPages):
    return [(one.reviewer, one.finding, one.answer) for one in verdicts.standing(desk.ledger.verdicts())]


# --- who is let in --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PAGES, "/answers"])
def test_nobody_sees_a_page_who_has_not_signed_in(desk: ReviewPages, path: str):
    answer = browser(desk, None).get(path)
    assert answer.status_code == 401
    assert "people moved" not in answer.text


@pytest.mark.parametrize("path", FORMS)
def test_nobody_answers_who_has_not_signed_in(desk: ReviewPages, path: str):
    assert browser(desk, None).post(path, data={"do": "confirmed"}).status_code == 401
    assert not desk.ledger.verdicts()


def test_a_link_is_good_once(desk: ReviewPages):
    link = f"/enter?token={desk.seats.invite('Ana')}"
    first, second = browser(desk, None), browser(desk, None)
    assert first.get(link).status_code == 200
    assert first.get("/").status_code == 200
    assert second.get(link).status_code == 401
    assert second.get("/").status_code == 401
    assert first.get(link).status_code == 401
    assert first.get("/").status_code == 200


@pytest.mark.parametrize("guess", ["", "x", "\u00e9", "%00"])
def test_a_guessed_link_is_refused(desk: ReviewPages, guess: str):
    desk.seats.invite("Ana")
    assert browser(desk, None).get("/enter", params={"token": guess}).status_code == 401


def test_a_link_is_not_used_up_by_whoever_only_looks_ahead(desk: ReviewPages):
    link = f"/enter?token={desk.seats.invite('Ana')}"
    client = browser(desk, None)
    assert client.head(link).status_code == 401
    assert client.get(link, headers={"Sec-Purpose": "prefetch;prerender"}).status_code == 401
    assert client.get(link).status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk: ReviewPages):
    answer = browser(desk, None).get(f"/enter?token={desk.seats.invite('Ana')}")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert desk.seats.cookie in cookie


def test_two_desks_on_one_host_do_not_sign_each_other_out(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    left, right = desk_of(tmp_path / "one"), desk_of(tmp_path / "two")
    assert left.seats.cookie != right.seats.cookie


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("forged", [{}, {"token": ""}, {"token": "x"}, {"token": "\u00e9"}], ids=str)
def test_a_form_without_the_token_of_the_page_does_nothing(desk: ReviewPages, path: str, forged: dict[str, str]):
    answer = browser(desk).post(path, data={"do": "confirmed", "reviewer": "Eve", **forged})
    assert answer.status_code == 403
    assert not desk.ledger.verdicts()


def test_the_token_of_another_browser_does_nothing(desk: ReviewPages):
    ana, ben = browser(desk), browser(desk, "Ben")
    stolen = token(ana.get("/").text)
    assert ben.post("/finding/moved", data={"token": stolen, "do": "confirmed"}).status_code == 403
    assert not desk.ledger.verdicts()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
    ids=str,
)
def test_another_page_or_name_does_nothing(desk: ReviewPages, headers: dict[str, str]):
    client = browser(desk)
    form = {"token": token(client.get("/").text), "do": "confirmed"}
    assert client.post("/finding/moved", data=form, headers=headers).status_code == 403
    assert not desk.ledger.verdicts()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": URL},
        {"Origin": URL, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"},
        {"Host": "localhost:8765", "Origin": "http://localhost:8765"},
        {},
    ],
    ids=str,
)
def test_its_own_page_is_heard(desk: ReviewPages, headers: dict[str, str]):
    client = browser(desk)
    form = {"token": token(client.get("/").text), "do": "confirmed"}
    cookie = {"Cookie": f"{desk.seats.cookie}={client.cookies[desk.seats.cookie]}"}
    assert (
        client.post("/finding/moved", data=form, headers={**headers, **cookie}, follow_redirects=False).status_code
        == 303
    )
    assert len(desk.ledger.verdicts()) == 1


def test_a_link_elsewhere_may_lead_here(desk: ReviewPages):
    """It finds nobody signed in: browsers send no strict cookie along."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert browser(desk, None).get("/", headers=headers).status_code == 401


@pytest.mark.parametrize("path", [*PAGES, "/answers", "/review.css", "/review.js", "/icon.svg", "/nothing", "/enter"])
def test_nothing_is_loaded_from_elsewhere_or_run_from_a_page(desk: ReviewPages, path: str):
    answer = browser(desk).get(path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert re.findall(r"https?:", policy) == []
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/review.py", "/guard.py", "/..%2fcli.py", "/%2e%2e/cli.py", "/finding/none", "/x/y"])
def test_there_is_nothing_beside_the_pages(desk: ReviewPages, path: str):
    assert browser(desk).get(path).status_code == 404


def test_a_form_that_is_too_long_or_none_is_refused(desk: ReviewPages):
    client = browser(desk)
    assert send(client, "/finding/moved", do="confirmed", note="x" * 70_000).status_code == 413
    assert client.post("/finding/moved", json={"do": "confirmed"}).status_code == 415
    assert client.post("/finding/moved", data={str(n): "" for n in range(30)}).status_code == 400
    assert not desk.ledger.verdicts()


# --- what is shown --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_what_an_article_says_is_shown_and_never_obeyed(desk: ReviewPages, path: str):
    client = browser(desk, f"A<b>n{ACTING}a")
    send(client, "/finding/wild", do="confirmed", note=f"</textarea><script>alert(2)</script>{ACTING}")
    text = client.get(path).text
    page = Read(text)
    assert {tag for tag, _ in page.tags} <= TAGS
    assert [attributes for tag, attributes in page.tags if tag == "script"] == [{"src": "/review.js", "defer": ""}]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]
    assert all(re.match(r"[/#]", place) for name in ("href", "src", "action") for place in page.of(name))
    assert not BIDI.search(text)
    assert not BIDI.search(unescape(text))
    assert "\x1b" not in unescape(text)


def test_the_queue_says_what_is_open_sampled_and_answered(desk: ReviewPages):
    ana, ben = browser(desk), browser(desk, "Ben")
    send(ben, "/finding/moved", do="dismissed:update", note="two days")
    page = Read(ana.get("/").text)
    assert "Ben: dismissed (update): two days" in page.words
    assert "1 of 10 answered" in page.words
    assert page.of("class").count("sampled") == 1
    assert "moved" not in findings_of(ana.get("/?show=open"))
    assert findings_of(ana.get("/?show=answered")) == ["moved"]


def test_the_queue_is_filtered_and_ordered_for_one_browser(desk: ReviewPages):
    ana, ben = browser(desk), browser(desk, "Ben")
    before = findings_of(ben)
    assert findings_of(send(ana, "/order", words="bridge")) == ["g1"]
    assert "No finding has these words" in send(ana, "/order", words="nothing of this").text
    by_severity = findings_of(send(ana, "/order", words="", order="severity"))
    assert sorted(by_severity) == sorted(before)
    assert by_severity != before
    assert findings_of(send(ana, "/order", order="by chance")) == by_severity
    assert findings_of(ben) == before


def findings_of(shown) -> list[str]:
    """The findings of a queue in order."""
    text = shown.text if hasattr(shown, "text") else shown.get("/").text
    return re.findall(r'<div><a href="/finding/(\w+)"', text)


def test_a_finding_shows_both_accounts_and_all_that_is_known_of_them(desk: ReviewPages):
    page = Read(browser(desk).get("/finding/moved").text)
    assert page.marked == ["250", "700 people"]
    for words in (
        "citing the coastguard, as of 2021-05-04",
        "in/one.txt:1:15",
        "The two intervals do not meet.",
        "Look up the coastguard's count.",
        "1 of 10",
        "All figures for: people moved",
        "300 to 400",
    ):
        assert words in page.words


def test_a_quote_stands_among_the_sentences_around_it(desk: ReviewPages):
    """Of the article as it was kept; where it was not, the quote stands alone."""
    words = Read(browser(desk).get("/finding/moved").text).words
    assert "The ministry counted everyone by hand." in words


def test_an_answer_to_what_has_changed_since_is_shown_as_such(desk: ReviewPages, tmp_path: Path):
    send(browser(desk), "/finding/moved", do="confirmed")
    page = Read(browser(desk).get("/finding/wild").text)
    assert "a statement has changed since: Ana: confirmed" in page.words


def test_a_ladder_is_of_the_words_that_stand_on_it():
    report = ledgered()
    by_id = {d.id: d for d in report.discrepancies}
    assert [ladder.quantity for ladder in ladders_of(by_id["moved"], report)] == ["people moved"]
    assert ladders_of(by_id["g1"], report) == []


def test_the_articles_are_shown_in_full_with_what_is_quoted_marked(desk: ReviewPages):
    page = Read(browser(desk).get("/finding/moved/articles").text)
    assert page.marked == ["250", "700 people"]
    assert "The harbour master will report in June." in page.words
    assert "Divers came in the evening." in page.words
    assert in_lines(ACTING) in page.words


def test_every_link_to_a_quote_arrives(desk: ReviewPages):
    client = browser(desk)
    for finding in ("moved", "wild", "f1"):
        links = [link for link in Read(client.get(f"/finding/{finding}").text).of("href") if "#quote" in link]
        page = Read(client.get(f"/finding/{finding}/articles").text)
        assert links
        assert {link.partition("#")[2] for link in links} <= {*page.of("id")}


def test_a_draft_is_shown_from_its_own_report_and_a_text_that_was_not_kept_by_its_quotes(tmp_path: Path):
    page = Read(browser(desk_of(tmp_path, CHECKED)).get("/finding/fails/articles").text)
    assert in_lines(DRAFT) in page.words
    assert "700 people" in page.marked
    assert "Its text was not kept with this run" in page.words


def test_a_blind_reviewer_sees_nothing_that_could_sway(tmp_path: Path):
    desk = desk_of(tmp_path, blind=True)
    ana, ben = browser(desk), browser(desk, "Ben")
    send(ben, "/finding/moved", do="confirmed", note="look at the hour")
    for path in ("/", "/finding/moved", "/finding/wild", "/answers"):
        text = ana.get(path).text
        assert "Ben:" not in text
        assert "look at the hour" not in text
        assert "confidence" not in text
    send(ana, "/finding/moved", do="unsure")
    assert "confidence 0.51" in ana.get("/finding/moved").text
    assert "Ben:" not in ana.get("/finding/moved").text


def test_the_figures_say_who_agrees_with_whom(desk: ReviewPages):
    ana, ben = browser(desk), browser(desk, "Ben")
    for client, answer in ((ana, "confirmed"), (ben, "confirmed"), (ana, "unsure")):
        send(client, "/finding/moved", do=answer)
    sampled = re.search(
        r'<div><a href="/finding/(\w+)"[^<]*</a>\s*<p class="tags">[^\n]*class="sampled"', ana.get("/").text
    )
    assert sampled
    send(ana, f"/finding/{sampled[1]}", do="dismissed:misread")
    words = Read(ana.get("/stats").text).words
    assert "Ana and Ben10" in words
    assert "From the findings drawn by chance alone" in words


def test_a_run_without_findings_says_so(tmp_path: Path):
    client = browser(desk_of(tmp_path, findings()))
    assert "All is answered." in client.get("/").text
    assert client.get("/stats").status_code == 200


def test_a_desk_needs_a_run_and_something_to_review(tmp_path: Path, desk: ReviewPages):
    with pytest.raises(UsageError):
        open_desk(desk.ledger, Choice(run=99))
    with pytest.raises(UsageError):
        open_desk(desk.ledger, Choice(only="nothing"))


# --- what is done ---------------------------------------------------------------------------------


def test_an_answer_is_kept_with_reason_and_note_and_leads_on(desk: ReviewPages):
    client = browser(desk)
    answer = send(client, "/finding/moved", do="dismissed:different things", note=" one is\r\nthe crew ")
    assert answer.url.path != "/finding/moved"
    assert "Dismissed: The number of people moved differs: 250 or 700" in Read(answer.text).words
    (kept,) = desk.ledger.verdicts()
    assert (kept.finding, kept.answer, kept.reason) == ("moved", Answer.DISMISSED, Dismissal.DIFFERENT)
    assert (kept.note, kept.reviewer) == ("one is\nthe crew", "Ana")


@pytest.mark.parametrize("what", ["", "yes", "dismissed", "dismissed:because", "confirmed:update", "withdrawn"])
def test_an_answer_that_there_is_not_is_refused(desk: ReviewPages, what: str):
    assert send(browser(desk), "/finding/moved", do=what).status_code == 400
    assert not desk.ledger.verdicts()


def test_answers_are_taken_back_one_by_one_and_stay_in_the_ledger(desk: ReviewPages):
    client = browser(desk)
    send(client, "/finding/c1", do="confirmed")
    send(client, "/finding/v1", do="unsure")
    assert send(client, "/undo").url.path == "/finding/v1"
    assert send(client, "/finding/n1", do="undo").url.path == "/finding/c1"
    assert "no answer of yours" in send(client, "/undo").text
    assert standing(desk) == []
    assert len(desk.ledger.verdicts()) == 4


def test_what_cannot_be_kept_is_said_and_can_be_sent_again(desk: ReviewPages, tmp_path: Path):
    client = browser(desk)
    form = {"token": token(client.get("/").text), "do": "confirmed", "note": "twice"}
    store = sqlite3.connect(tmp_path / "ledger.sqlite")
    store.execute("ALTER TABLE verdicts RENAME TO elsewhere")
    answer = client.post("/finding/moved", data=form)
    assert answer.status_code == 503
    assert "It was not kept" in answer.text
    assert '<textarea id="note" name="note" rows="6" dir="auto">\ntwice</textarea>' in answer.text
    assert 'name="do" value="confirmed"' in answer.text
    assert f'name="token" value="{form["token"]}"' in answer.text
    store.execute("ALTER TABLE elsewhere RENAME TO verdicts")
    store.close()
    assert client.post("/finding/moved", data=form).status_code == 200
    assert standing(desk) == [("Ana", "moved", Answer.CONFIRMED)]


def test_an_answer_is_not_confirmed_into_a_ledger_that_was_removed(desk: ReviewPages, tmp_path: Path):
    client = browser(desk)
    form = {"token": token(client.get("/").text), "do": "confirmed", "note": "<i>twice"}
    away = tmp_path / "away.sqlite"
    (tmp_path / "ledger.sqlite").rename(away)
    answer = client.post("/finding/moved", data=form)
    assert answer.status_code == 503
    assert "it was removed" in answer.text
    assert "put the file back where it was and go on" in answer.text
    assert "&lt;i&gt;twice</textarea>" in answer.text
    away.rename(tmp_path / "ledger.sqlite")
    assert client.post("/finding/moved", data=form).status_code == 200
    assert standing(desk) == [("Ana", "moved", Answer.CONFIRMED)]


def test_nobody_takes_back_what_another_answered(desk: ReviewPages):
    send(browser(desk), "/finding/c1", do="confirmed")
    assert "no answer of yours" in send(browser(desk, "Ben"), "/undo").text
    assert standing(desk) == [("Ana", "c1", Answer.CONFIRMED)]


def test_what_is_skipped_comes_again(desk: ReviewPages):
    client = browser(desk)
    answer = send(client, "/finding/moved", do="skip")
    assert answer.url.path != "/finding/moved"
    assert "1 skipped" in answer.text
    assert not desk.ledger.verdicts()
    assert "/finding/moved" in Read(client.get("/?show=open").text).of("href")


def test_two_tabs_of_one_browser_each_answer_the_finding_that_they_show(desk: ReviewPages):
    client = browser(desk)
    client.get("/finding/c1")
    client.get("/finding/v1")
    send(client, "/finding/c1", do="confirmed")
    send(client, "/finding/v1", do="unsure")
    assert standing(desk) == [("Ana", "c1", Answer.CONFIRMED), ("Ana", "v1", Answer.UNSURE)]


def test_a_finding_behind_the_filter_is_still_answered(desk: ReviewPages):
    client = browser(desk)
    send(client, "/order", words="bridge")
    send(client, "/finding/c1", do="confirmed")
    assert standing(desk) == [("Ana", "c1", Answer.CONFIRMED)]


def test_a_reviewer_goes_on_where_they_were_in_another_browser(desk: ReviewPages):
    send(browser(desk), "/finding/moved", do="confirmed")
    assert "1 of 10 answered" in browser(desk).get("/").text


def test_a_colleague_is_given_a_link_that_is_good_once(desk: ReviewPages):
    page = send(browser(desk), "/invite", reviewer=" Zoë <i> ").text
    link = unescape(re.findall(r'<code class="link">([^<]+)</code>', page)[0])
    assert link.startswith(f"{URL}/enter?token=")
    client = browser(desk, None)
    assert client.get(link).status_code == 200
    assert "Zoë &lt;i&gt;" in client.get("/").text
    assert browser(desk, None).get(link).status_code == 401
    assert send(browser(desk), "/invite", reviewer="   ").status_code == 400


def test_an_odd_id_of_a_finding_finds_its_page(tmp_path: Path):
    odd = discrepancy("a b?#%ü", *ledgered().discrepancies[0].sides)
    client = browser(desk_of(tmp_path, findings(odd)))
    links = [link for link in Read(client.get("/").text).of("href") if link.startswith("/finding/")]
    assert client.get(links[0]).status_code == 200


# --- several at once ------------------------------------------------------------------------------


def test_reviewers_at_once_lose_no_answer_and_see_each_others(tmp_path: Path):
    """Six browsers of five people, each on a thread of its own, against the real server."""
    number, names = 12, ("Ana", "Ben", "Cem", "Dag", "Eva")
    desk = desk_of(tmp_path, many(number))
    ready = threading.Barrier(len(names) + 1)

    with running(make_app(desk)) as url:

        def work(name: str) -> None:
            with httpx.Client(base_url=url, follow_redirects=True, timeout=60) as client:
                client.get(f"/enter?token={desk.seats.invite(name)}")
                form = {"token": token(client.get("/").text)}
                ready.wait()
                for n in range(number):
                    sent = client.post(f"/finding/hall{n}", data={**form, "do": "confirmed", "note": f"{name} {n}"})
                    assert sent.status_code == 200
                    assert client.get("/answers").status_code == 200

        with ThreadPoolExecutor(len(names) + 1) as pool:
            list(pool.map(work, [*names, "Ana"]))
        with httpx.Client(base_url=url, timeout=60) as late:
            late.get(f"/enter?token={desk.seats.invite('Fay')}")
            shown = late.get("/answers").json()["answers"]

    kept = desk.ledger.verdicts()
    assert len(kept) == number * (len(names) + 1)
    assert {(one.reviewer, one.finding, one.note) for one in kept} == {
        (name, f"hall{n}", f"{name} {n}") for name in names for n in range(number)
    }
    assert shown == {f"hall{n}": [f"{name}: confirmed: {name} {n}" for name in names] for n in range(number)}


def test_no_page_may_be_framed(desk: ReviewPages):
    assert browser(desk).get("/").headers["x-frame-options"] == "DENY"
