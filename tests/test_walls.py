"""A notice in place of an article is named as such; an article about such notices is read."""

from __future__ import annotations

from datetime import date

import pytest
from stories import LEXICONS

from factcheck.intake.reading import read
from factcheck.text.walls import wall

CONSENT = [
    (
        "We value your privacy\nWe and our 842 partners store cookies on your device to show personalised ads.\nAccept all\n"
        "Reject all\nManage preferences"
    ),
    (
        "This website uses cookies to give you the best browsing experience. By clicking accept you agree to the use of cookies."
        "\nAccept cookies\nCookie settings"
    ),
    (
        "Before you go on\nWe use cookies and similar technologies. With your consent our partners may use personal data.\n"
        "I agree\nManage options"
    ),
    "Your privacy choices\nSome partners do not ask for your consent but rely on their legitimate interest.\nAccept all",
]
SUBSCRIPTION = [
    (
        "Subscribe to continue reading\nGet unlimited access for £1 a month for the first three months. Cancel anytime.\n"
        "Already a subscriber? Sign in"
    ),
    "You have read all of your free articles.\nTo continue reading, create a free account or log in to your own.",
    "This story is exclusive to subscribers.\nStart your free trial today. Already have an account? Log in",
    "To read the full story, choose your plan:\nDigital access, £8 per month\nFull access, £12 per month",
    "Sign in to keep reading. Register for free and support independent journalism.",
]
ARTICLES = [
    "The old pier was closed on Monday. Two boats sank, the harbour office said.",
    "The Calver News will ask its readers to subscribe from May, the publisher said on Monday. Some 400 of them signed in.",
    (
        "The regulator fined three firms on Monday. They store cookies on phones without asking, it said, and sold what they "
        "learnt to others. The firms denied it. “We value your privacy,” one of them wrote."
    ),
    "“Accept all,” the page said, and “Reject all” was nowhere to be found, the court heard. The firm must pay £3m.",
    (
        "We use cookies in our kitchen, said the baker of Calver. Hundreds of them were sold at the fair on Monday, and the money "
        "went to the school. Next year there will be twice as many, she promised."
    ),
    "Two boats sank in Calver on Monday. The crews were saved by a ferry, and the pier was closed.\nSubscribe now",
    "The bank must seek the consent of its owners. It asked for that on Monday, in a letter of three pages.",
    "Rates fell to 2 per cent. A loan costs £12 per month, and £8 per month for those who joined before May.",
    "Subscribe",
    "",
]


@pytest.mark.parametrize("text", CONSENT)
def test_a_notice_that_asks_for_consent_is_one(text):
    assert wall(text, LEXICONS.walls) == "consent"


@pytest.mark.parametrize("text", SUBSCRIPTION)
def test_a_notice_that_asks_for_a_subscription_is_one(text):
    assert wall(text, LEXICONS.walls) == "subscription"


@pytest.mark.parametrize("text", ARTICLES)
def test_an_article_is_none(text):
    assert wall(text, LEXICONS.walls) is None


@pytest.mark.parametrize("text", [*CONSENT, *SUBSCRIPTION])
def test_beside_an_article_of_some_length_a_notice_is_no_wall(text):
    article = " ".join(f"On day {n} another boat sank near the old pier of Calver." for n in range(40))
    assert wall(f"{article}\n{text}", LEXICONS.walls) is None


@pytest.mark.parametrize(("texts", "says"), [(CONSENT, "consent to cookies"), (SUBSCRIPTION, "a subscription")])
@pytest.mark.parametrize("ending", [".txt", ".html"])
def test_the_reason_says_what_the_page_asks_for(tmp_path, texts, says, ending):
    for number, text in enumerate(texts):
        paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
        page = f"<html><body><div>{paragraphs}</div></body></html>" if ending == ".html" else text
        (tmp_path / f"{number}{ending}").write_text(page, encoding="utf-8")
    found = read([str(tmp_path)], today=date(2030, 1, 1))
    assert not found.articles
    assert len(found.skipped) == len(texts)
    assert all(says in skip.reason for skip in found.skipped)
