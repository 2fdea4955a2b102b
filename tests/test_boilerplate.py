"""Page furniture is set aside with its reason; sentences of news never are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.settings.lexicons import load_lexicons
from factcheck.text.boilerplate import repeated_lines, set_aside

FURNITURE = load_lexicons().furniture
BEFORE = "Storm shuts the northern ferry line\n\nThe ferry line was closed on Monday after high winds, the operator said.\n\n"
AFTER = "\n\nIt is due to open again once the winds drop, according to the harbour office."


def aside(text: str) -> list[tuple[str, str]]:
    return [(item.reason, item.span.of(text)) for item in set_aside(text, FURNITURE)]


def within(line: str) -> list[tuple[str, str]]:
    """What is set aside of an article beside its title, when `line` stands in its middle."""
    return aside(BEFORE + line + AFTER)[1:]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Image copyright", "page furniture"),
        ("Image copyrightHarbour Press", "caption"),
        ("Media captionWatch how the boat was lifted from the reef", "caption"),
        ("Waves break over the pier. (AP Photo/Ann Other, File)", "photo credit"),
        ("The pier, seen from the north (Photo: Anna Lund)", "photo credit"),
        ("Bo Lund contributed to this report.", "page furniture"),
        ("Read more: How the line was built", "page furniture"),
        ("Source: Read Full Article", "page furniture"),
        ("- Published", "page furniture"),
        ("- Published3 March 2021", "date stamp"),
        ("Published 3 March 2021", "date stamp"),
        ("Update at 8:11 a.m. ET.", "date stamp"),
        ("By Ann Other and Bo Lund, staff writers", "byline"),
        ("We will only use your email address for this. See our privacy policy.", "page furniture"),
        ("Sign up for our morning briefing", "page furniture"),
        ("Please enter your name here", "page furniture"),
        ("Tags: ferries, storms, islands", "page furniture"),
        ("Back to top", "page furniture"),
        ("Ferry fares to rise by a third, minister warns (LATEST)", "link"),
        ("A difficult winter", "heading"),
        ("What happens next?", "heading"),
        ("ADVERTISEMENT", "page furniture"),
    ],
)
def test_furniture_is_set_aside(line: str, reason: str) -> None:
    assert within(line) == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "The crew stayed aboard.",
        "Nobody drowned.",
        "More on the damage will be known by Friday, officers said.",
        "The firm said it had breached our privacy policy by mistake.",
        "The union backs the captain.",
        '"We were lucky," said the mate.',
        '"Read more about us," he joked.',
        "Two islanders were taken to hospital with broken arms, officers said",
        "At least one sailor was hurt in a fall on the car deck, the coastguard told the local station late on Monday",
        "MALMO — The second boat never left port.",
        "The firm changed its privacy policy after the leak.",
        "Published figures show that 300 trips were cancelled.",
        "Video of the wave was seen by 2,000 people.",
        "Source code was stolen as well.",
        "By Monday the wind had dropped.",
        "On 3 March 2021, the pier was closed for the first time.",
        "On March 3, 2021 Captain Lund closed the pier.",
        "March 3, 2021, was the worst day on record.",
        "Updated rules apply from 3 March 2021.",
        "Update the list at 8:11 a.m. on Friday, the captain wrote.",
        "Sources in the port said 12 lorries were lost.",
        "The vessel (IMO) register lists 14 owners.",
        "He shared this story with reporters.",
        "• Three lifeboats were lost.",
        "Is the pier safe? The operator would not say.",
        "“What happens next?”",
    ],
)
def test_news_is_kept(line: str) -> None:
    assert within(line) == []


PROFILE = "Ann Mary OtherHarbour board to meet again Five things to watch MORE"


@pytest.mark.parametrize(
    ("line", "box"),
    [
        (f"Captain Other {PROFILE}'s boat sank on Monday.", PROFILE),
        (
            "Captain Bo Lund Bo (Bobby) Lund Jr.Pier to close MORE left the pier.",
            "Bo (Bobby) Lund Jr.Pier to close MORE",
        ),
        ("Captain Other Ann Other wanted no MORE than that.", None),
        ("MORE than that was wanted by McOther and OtherWise.", None),
        ("The boat of Lund LundMarine wanted more.", None),
    ],
)
def test_what_a_page_shows_over_a_name_is_set_aside(line: str, box: str | None) -> None:
    assert within(line) == ([("link", box)] if box else [])


def test_the_first_line_without_a_final_mark_is_the_title() -> None:
    assert aside("Storm shuts ferry line\n\nThe line was closed on Monday.") == [("title", "Storm shuts ferry line")]


@pytest.mark.parametrize(
    "text",
    ["The ferry line was closed on Monday.\n\nIt opens on Friday.", "A single line is all there is", "", "\n \n"],
)
def test_a_first_line_that_is_news_is_kept(text: str) -> None:
    assert aside(text) == []


def test_a_standfirst_is_kept() -> None:
    text = "Storm shuts ferry line\n\nIslanders fear a second week without food boats\n\nThe line was closed on Monday."
    assert [reason for reason, _ in aside(text)] == ["title"]


def test_the_line_under_a_caption_label_is_the_caption() -> None:
    found = within("Image caption\n\nThe pier was damaged last winter too")
    assert found[1] == ("caption", "The pier was damaged last winter too")


def test_a_run_of_links_is_set_aside_and_a_list_of_facts_is_kept() -> None:
    links = "  • Why is the pier so old?\n  • How the islands lost their bank"
    assert [reason for reason, _ in within(links)] == ["link", "link"]
    assert within("• The pier was closed.\n• Two boats sank.") == []


def test_a_stamp_or_dateline_before_a_sentence_is_set_aside_alone() -> None:
    text = "Storm shuts ferry line\n\nLast updated 17:05 21/08/2016 The line was closed. It opens on Friday."
    assert aside(text)[1] == ("date stamp", "Last updated 17:05 21/08/2016")
    text = "Storm shuts ferry line\n\n(Reuters) - The line was closed. It opens on Friday."
    assert aside(text)[1] == ("dateline", "(Reuters) -")
    text = "Storm shuts ferry line\n\nMALMO, Jan. 4 (Reuters) - The line was closed. It opens on Friday."
    assert aside(text)[1] == ("dateline", "MALMO, Jan. 4 (Reuters) -")


def test_text_without_final_marks_is_left_alone() -> None:
    text = "Minutes\n\n" + "\n\n".join(f"The chair opened item {n}" for n in range(8))
    assert aside(text) == [("title", "Minutes")]


def test_repeated_lines_are_short_and_no_sentences_of_news() -> None:
    banner = "Your island, your news: tell us what you saw."
    one = BEFORE + "Island Post live coverage\n\n" + banner + AFTER
    two = "Talks fail\n\nIsland Post live coverage\n\nUnions walked out on Friday.\n\n" + banner + AFTER
    found = repeated_lines([one, two])
    assert len(found) == 2
    assert [i.reason for i in set_aside(one, FURNITURE, repeated=found)].count("repeated across articles") == 2


def test_wire_copy_and_a_text_given_twice_repeat_nothing() -> None:
    shared = "The ferry line was closed on Monday after high winds.\n\nTwo boats were lost."
    assert repeated_lines(["Line shut\n\n" + shared, "Boats lost\n\n" + shared]) == frozenset()
    assert repeated_lines(["Line shut\n\n" + shared] * 2) == frozenset()


PIECES = ["Image caption", "\n", "\n\n", "Published 3 May 2020", " ", "The cat sat.", "Heading here", "• a link", "|", "MALMO (AP) -",
          "(NEWS)", '"', "By Ann", "?", "12:30 GMT", "é😀", "\r\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_spans_are_in_order_inside_the_text_and_do_not_overlap(text: str) -> None:
    at = 0
    for item in set_aside(text, FURNITURE):
        assert at <= item.span.start < item.span.end <= len(text)
        at = item.span.end
