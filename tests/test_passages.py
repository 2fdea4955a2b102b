"""Furniture in the midst of a paragraph is set aside with what belongs to it; the news on either side stays."""

from __future__ import annotations

import pytest

from factcheck.settings.lexicons import load_lexicons
from factcheck.text.boilerplate import set_aside

FURNITURE = load_lexicons().furniture
BEFORE = "Storm shuts the northern ferry line\n\nThe ferry line was closed on Monday after high winds, the operator said.\n\n"
AFTER = "\n\nIt is due to open again once the winds drop, according to the harbour office."
NEWS = "Twelve boats broke loose on Sunday and 14 were sunk."
MORE = "The harbour master counted 30 boats on the reef."


def within(paragraph: str) -> list[tuple[str, str]]:
    """What is set aside of an article beside its title, when `paragraph` stands in its middle."""
    text = BEFORE + paragraph + AFTER
    return [(item.reason, item.span.of(text)) for item in set_aside(text, FURNITURE)][1:]


# What stands alone, and between two sentences of news; the reason in either place.
ANYWHERE = [
    ("Bo Lund contributed to this report.", "page furniture"),
    ("Bo Lund reported from Malmo and Ann Other contributed to this story.", "page furniture"),
    ("Bo Lund and Ann Other reported from Malmo.", "page furniture"),
    ("Sign up for our morning newsletter.", "page furniture"),
    ("Get the best of the islands delivered to your inbox.", "page furniture"),
    ("Follow Bo Lund on Twitter.", "page furniture"),
    ("Click here for a map of the reefs.", "page furniture"),
    ("See our coverage from Tuesday.", "page furniture"),
    ("This story has been updated.", "page furniture"),
    ("This story has been updated with additional information.", "page furniture"),
    ("This article was last updated at 10:15 p.m. ET.", "page furniture"),
    ("This is a developing story and will be updated.", "page furniture"),
    ("This story was originally published May 3, 2019.", "page furniture"),
    ("Check back for updates.", "page furniture"),
    ("Copyright 2019 Harbour Press.", "page furniture"),
    ("All rights reserved.", "page furniture"),
    ("© 2019 Harbour Press.", "page furniture"),
    ("(Reporting by Bo Lund; additional reporting by Ann Other)", "page furniture"),
    ("ADVERTISEMENT", "page furniture"),
    ("Story Continued Below", "page furniture"),
    ("Story continues below advertisement", "page furniture"),
    ("Updated 10:15 PM ET, Sun May 12, 2019", "date stamp"),
    ("First published on May 12, 2019 / 3:40 AM", "date stamp"),
    ("Last updated 12 May 2019 at 10:15 GMT", "date stamp"),
    ("Photos: The reef Waves break over the pier. Hide Caption 1 of 22", "caption"),
    (
        "Photos: The reef The mate is brought ashore. Hide Caption 1 of 2 Photos: The reef The wreck. Hide Caption 2 of 2",
        "caption",
    ),
    ("JUST WATCHED Wreck on the reef Replay More Videos ... MUST WATCH Wreck on the reef 01:40", "caption"),
    ("Waves break over the pier (Photo: Anna Lund)", "photo credit"),
    ("A lifeboat is lowered, May 12, 2019. REUTERS/Anna Lund", "photo credit"),
]


@pytest.mark.parametrize(("words", "reason"), ANYWHERE)
def test_furniture_is_set_aside_alone_and_between_two_sentences_of_news(words: str, reason: str) -> None:
    assert within(words) in ([(reason, words)], [("caption", words)], [("heading", words)])
    assert within(f"{NEWS} {words} {MORE}") == [(reason, words)]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Read more: How the line was built.", "link"),
        ("Related: The wreck of the Osprey.", "link"),
        ("Watch: The moment the mast fell.", "link"),
    ],
)
def test_a_label_in_the_midst_takes_its_sentence(words: str, reason: str) -> None:
    assert within(f"{NEWS} {words} {MORE}") == [(reason, words)]


def test_a_link_that_ends_in_read_more_is_set_aside_up_to_there() -> None:
    link = "Osprey wreck: what we know so far Read more"
    assert within(link) == [("link", link)]
    assert within(f"{NEWS} {link} {MORE}") == [("link", link)]


@pytest.mark.parametrize(
    "post",
    [
        "Two of our boats are out at the reef tonight. pic.twitter.com/Ab3dEf — Malmo Lifeboat (@malmoboat) May 12, 2019",
        "All 14 are safe — Ann Other (@annother) 12 May 2019",
        "https://t.co/Ab3dEf — Malmo Lifeboat (@malmoboat) May 12, 2019",
        "A photo posted by Ann Other (@annother) on May 12, 2019 at 7:11am PDT",
        "Malmo Lifeboat (@malmoboat) Two of our boats are out at the reef tonight.",
    ],
)
def test_an_embedded_post_is_set_aside(post: str) -> None:
    assert within(post) == [("embedded post", post)]


def test_of_a_post_that_follows_news_on_one_line_only_the_stamp_is_known() -> None:
    stamp = "pic.twitter.com/Ab3dEf — Malmo Lifeboat (@malmoboat) May 12, 2019"
    said = f'{NEWS} The crew wrote: "Two boats are out." {stamp}'
    assert within(said) == [("embedded post", stamp)]
    assert within(f"{said} {MORE}") == [("embedded post", stamp)]
    assert within(f"{NEWS} {MORE} " * 4 + stamp) == [("embedded post", stamp)]


@pytest.mark.parametrize(
    "news",
    [
        "He showed photos of 15 of 22 suspects.",
        "Photos: that was all the 12 islanders had left, she said.",
        "The gallery showed 15 of 22 paintings.",
        "The magazine hid the caption of 3 of its 12 photos.",
        "Ann Other contributed 300 euros to the report.",
        "The mate, who contributed to this report, the ministry said, was paid 900 euros.",
        "Two deaths were reported from Malmo.",
        "Bo Lund signed up for the newsletter in May.",
        "Police told 40 readers to follow them on Twitter.",
        'The page says "click here" and 900 people did.',
        "The ministry's story has been updated three times since May.",
        "This report was published by the ministry on Monday.",
        "This story has been updated: 14 boats were sunk, not 12.",
        "This article has been corrected to give the number of boats as fourteen.",
        "An earlier version of this story gave 12 boats.",
        "This is a developing country of 12 million.",
        "The copyright of 2019 was sold for 12 million.",
        "The list, updated on May 12, 2019, names 14 boats.",
        "Updated rules of May 12, 2019 forbid it to 14 boats.",
        "The advertisement cost 12,000 euros.",
        "ADVERTISEMENT costs rose by 12 percent, the firm said.",
        "The story continues below the deck with 14 men.",
        "The photo (taken by a boy of 12) shows the reef.",
        "Boats of both navies (Danish/Swedish) picked up 14 men.",
        "The mayor tweeted that 14 were safe.",
        "Ann Other (@annother) tweeted on May 12, 2019 that 14 were safe.",
        "The tweet by @annother on May 12, 2019 was read 900 times.",
        "Watch officers counted 14 boats.",
        "Five things about the wreck are known, and 12 reasons for it.",
        "Four points from the cape the boat lost 12 men.",
        "Related charges were brought against 12 men.",
        "The crew wanted to read more than 12 logs.",
        "Subscribers of 14 newsletters were asked.",
        "Follow-up checks on Twitter found 12 false accounts.",
        "Close to 300 trips were cancelled.",
        "CLOSE allies of the mayor resigned, 12 in all.",
        "Images shared by 14 men on Facebook show the wreck.",
        "The unions' share of the story was 12 pages.",
    ],
)
def test_news_stays_alone_and_between_two_sentences(news: str) -> None:
    assert within(news) == []
    assert within(f"{NEWS} {news} {MORE}") == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("More:How the line was built", "page furniture"),
        ("Read or Share this story: https://harbour.example/2019/05/12/wreck", "page furniture"),
        ("Contributing: Ann Other, Bo Lund; Harbour Press", "page furniture"),
        ("Full Coverage: The wreck", "page furniture"),
        ("Five things to know about the wreck", "link"),
        ("12 big questions for the harbour", "link"),
        ("Your name (required)", "page furniture"),
        ("( WATCH: The moment the mast fell)", "page furniture"),
        ("Timeline The wreck Show Hide", "link"),
        ("CLOSE A lifeboat is lowered. Video provided by Harbour Press", "photo credit"),
        ("CLOSE A lifeboat is lowered. HARBOUR PRESS", "caption"),
        ("Enlarge this image toggle caption Anna Lund/AP Anna Lund/AP", "caption"),
        ("FILE - In this May 12, 2019 file photo, the Osprey leaves port.", "caption"),
        ("Facebook Twitter Pinterest A lifeboat is lowered. Photograph: Anna Lund/Harbour Press", "photo credit"),
        ("Ann Other. Anna Lund/Getty Images", "photo credit"),
        ("Bo Lund/Reuters A lifeboat is lowered from the Osprey in Malmo on May 12, 2019.", "caption"),
        ("The pier at Malmo, May 12, 2019. (Anna Lund/Reuters)", "photo credit"),
        ("___", "mark"),
    ],
)
def test_a_line_of_the_page_is_set_aside(line: str, reason: str) -> None:
    assert within(line) == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Other. Anna Lund/Getty Images The mate saved 14 men from the wreck on Sunday and was given a medal.",
        "The mate saved 14 men, the coastguard said. Anna Lund/Harbour Press",
    ],
)
def test_news_that_ran_into_a_credit_stays(line: str) -> None:
    assert all("14" not in words for _, words in within(line))


def test_a_sentence_of_news_beside_furniture_stays() -> None:
    assert within("Twelve died. Bo Lund contributed to this report.") == [
        ("page furniture", "Bo Lund contributed to this report.")
    ]
    assert within("Read more about the wreck here. Twelve died.") == [
        ("page furniture", "Read more about the wreck here.")
    ]


def test_a_last_line_without_a_final_mark_is_kept_whatever_furniture_follows() -> None:
    text = BEFORE + "Fourteen boats sank"
    assert [item.reason for item in set_aside(text, FURNITURE)] == ["title"]
    after = text + "\n\nAll rights reserved."
    assert [item.span.of(after) for item in set_aside(after, FURNITURE)][1:] == ["All rights reserved."]
