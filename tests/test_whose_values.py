"""Whose a value is, of how many something is said, and what a newer source has: the kind `unsupported` on these."""

from dataclasses import replace

import alone
import pytest
from reading import understand
from stories import LEXICONS, Told, article

from factcheck.domain.findings import Found, Severity
from factcheck.domain.text import Span
from factcheck.values.figures.shares import only_the_whole, shares_of_it

HIGH, MEDIUM, LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW
SATURDAY = "2024-05-18"


def told(texts):
    """A draft of Saturday and sources, each of Friday or of the day that is given with it."""
    dated = [(text, "2024-05-17") if isinstance(text, str) else text for text in texts]
    days = [SATURDAY, *(day for _, day in dated[1:])]
    outlets = ["Desk", "Harbour Post", "Lindal Times", "Merle Herald"]
    texts = [article(f"a{n}", Told(t, day)) for n, ((t, _), day) in enumerate(zip(dated, days, strict=True))]
    return understand([replace(one, source=outlet) for one, outlet in zip(texts, outlets, strict=False)], LEXICONS)


def doubted(*texts):
    found = [w for w in alone.checked("unsupported", *texts, read=told) if isinstance(w, Found)]
    return [(d.summary.partition(":")[0], d.severity) for d in found]


CROSSED, WIDER, NARROWER = (
    "The other way round in the source",
    "Of more than in the source",
    "Of fewer than in the source",
)
NOWHERE, ELSEWHERE, NEWER = "In no source", "In the sources, but not of this", "A newer source has another value"

HOMES = "More than 20,000 live in Ostrand, while 9,000 are in Lindal."
SEATS = "The count shows the green-left alliance with 46 seats and the farmers' league with 43."
LIKED = (
    "By noon some 52,000 people had signed the petition of the fishermen's union. "
    "A page called Save the Old Pier was liked by more than 310,000 people."
)
FIRES = {
    "two places": (CROSSED, HIGH, "More than 20,000 of them live in Lindal and about 9,000 in Ostrand.", HOMES),
    "two blocs": (CROSSED, HIGH, "Neither the green-left alliance, with 43 seats, nor the farmers, with 46, can rule.", SEATS),
    "told in two sentences": (
        CROSSED, HIGH,
        "The page Save the Old Pier was liked 52,000 times, and over 310,000 people signed the fishermen's petition.",
        LIKED,
    ),
    "two outlets": (
        CROSSED, HIGH,
        "She was 37, according to the Harbour Post; the Lindal Times gave her age as 36.",
        "Ilse Krantz, 36, was freed.", "Ilse Krantz, 37, was freed.",
    ),
    "a newer source has it the other way round": (
        CROSSED, MEDIUM,
        "The farmers' league has 46 seats and the green-left alliance 43.",
        ("The farmers' league has 46 seats and the green-left alliance 43.", "2024-05-15"), SEATS,
    ),
    "all, for most": (
        WIDER, MEDIUM,
        "All senior officers of the league have stood by their captain.",
        "Most of its senior officers have so far stood by the captain of the league.",
    ),
    "all of it, for a part": (
        WIDER, MEDIUM,
        "He earned two million crowns and hid all of it in vaults in Merle.",
        "He earned two million crowns, and hid large parts of it in vaults in Merle.",
    ),
    "nearly all, for half": (
        WIDER, MEDIUM,
        "Nearly all of the harbour pilots have signed the new contract.",
        "Half of the harbour pilots have signed the new contract, the union said.",
    ),
    "all of a sort": (
        WIDER, MEDIUM,
        "A group of 14 judges, all of them Varnians, wrote to the minister.",
        "On Friday 14 judges, nine Varnians and five Ostrians, wrote to the minister.",
    ),
    "one alone, for both": (
        NARROWER, MEDIUM,
        "Rao alone had denied the earlier charges in the spring.",
        "Rao and Krantz were charged. Both men had denied the earlier charges in the spring.",
    ),
    "everyone, for one alone": (
        WIDER, MEDIUM,
        "Everyone had signed the letter about the harbour to the mayor.",
        "Rao alone had signed the letter about the harbour to the mayor.",
    ),
    "all, beside some that are most": (
        WIDER, MEDIUM,
        "Some of the harbour's pilots signed the letter to the mayor, while all of the tugs lay idle in the rain.",
        "Most of the harbour's pilots signed the letter to the mayor, while some of the tugs lay idle in the rain.",
    ),
    "digits in another order that are a sum, too": (
        NOWHERE, HIGH,
        "Requests for the permit more than doubled, to over 5,200.",
        "There were 5,000 boats in Merle and 200 boats in Lutten. Requests for the permit more than doubled, to over 2,500.",
    ),
    "another length of one unit that two dates make, too": (
        NOWHERE, HIGH,
        "Foreign crews are barred for 140 days.",
        "The lease runs from January 2024 until May 22, 2024. Foreign crews are barred for 110 days.",
    ),
    "by points, for to percent": (
        NOWHERE, HIGH,
        "The bill would cut the levy on timber by 15 points from 40 percent.",
        "The bill would cut the levy on timber to 15 percent from 40 percent.",
    ),
    "one end of a stretch of years": (
        NOWHERE, HIGH, "The order covers the years 2013 to 2021.", "The order covers papers of the years 2015 to 2021. It cites a law of 2013.",
    ),
    "the year of another summit": (
        ELSEWHERE, MEDIUM,
        "The king announced that he would open a harbour museum in 2031.",
        "The king announced in his speech that he would open a harbour museum in 2034. A harbour museum will open in Lutten in 2031.",
    ),
    "a count that a newer source has gone beyond": (
        NEWER, LOW,
        "The petition to keep the old pier had 1,300 signatures.",
        ("The petition to keep the old pier had 1,300 signatures.", "2024-05-15"),
        "The petition to keep the old pier had 1,900 signatures.",
    ),
}  # fmt: skip
SILENT = {
    "two places as in the source": ("More than 20,000 live in Ostrand and about 9,000 in Lindal.", HOMES),
    "two places in another order": ("About 9,000 live in Lindal and more than 20,000 in Ostrand.", HOMES),
    "two blocs as in the source": ("The green-left alliance has 46 seats and the league of farmers 43.", SEATS),
    "sources of one day at odds": (
        "The farmers' league has 46 seats and the green-left alliance 43.",
        "The farmers' league has 46 seats and the green-left alliance 43.", SEATS,
    ),
    "two outlets, each with its own": (
        "She was 36, according to the Harbour Post; the Lindal Times gave her age as 37.",
        "Ilse Krantz, 36, was freed.", "Ilse Krantz, 37, was freed.",
    ),
    "outlets of which one has both": (
        "She was 37, according to the Harbour Post; the Lindal Times gave her age as 36.",
        "Ilse Krantz, 36, was freed; her sister, 37, was not.", "Ilse Krantz, 37, was freed.",
    ),
    "two signatures and likes as in the source": (
        "The page Save the Old Pier had been liked 310,000 times, and some 52,000 people had signed a petition.", LIKED,
    ),
    "most, for most": (
        "Most senior officers of the league have stood by their captain.",
        "Most of its senior officers have so far stood by the captain of the league.",
    ),
    "all, for all in one source": (
        "All senior officers of the league have stood by their captain.",
        "Most of its senior officers have so far stood by the captain of the league.",
        "All senior officers of the league have stood by the captain.",
    ),
    "some, for most": (
        "Some of the senior officers of the league have stood by their captain.",
        "Most of its senior officers have so far stood by the captain of the league.",
    ),
    "not all": (
        "Not all senior officers of the league have stood by their captain.",
        "Most of its senior officers have so far stood by the captain of the league.",
    ),
    "all, of something else": (
        "All the officers were paid in May.",
        "Most of its senior members have so far stood by the captain of the league. The officers were paid in May.",
    ),
    "all, where the source does not say of how many": (
        "All senior officers of the league have stood by their captain.",
        "The senior officers of the league have so far stood by the captain.",
    ),
    "all, in somebody's words": (
        'Rao said: "All senior officers of the league have stood by their captain."',
        'Rao said: "All senior officers of the league have stood by their captain." Most of its officers have.',
    ),
    "all of a sort as in the source": (
        "A group of 14 judges, all of them Varnians, wrote to the minister.",
        "On Friday 14 judges, all Varnians, wrote to the minister.",
    ),
    "one alone, as in the source": (
        "Rao alone had denied the earlier charges in the spring.",
        "Both men were charged. Only Rao had denied the earlier charges in the spring.",
    ),
    "both, for both": ("Both had denied the earlier charges.", "Both men had denied the earlier charges in the spring."),
    "by points from one share to the other": (
        "The bill would cut the levy on timber by 25 points.", "The bill would cut the levy on timber to 15 percent from 40 percent.",
    ),
    "a stretch of years": ("The order covers the years 2015 to 2021.", "The order covers papers of the years 2015 to 2021."),
    "an age without a word of age": ("Krantz, 45, was freed.", "Krantz is far younger than Rao (she's only 45), and was freed."),
    "as many times as people": ("The page was liked more than 310,000 times.", "More than 310,000 people liked the page."),
    "that June": ("He was at the June 2016 hearing.", "He led the board in the summer of 2016, and he was at the hearing that June."),
    "until the draft's own day": (
        "The board has given them until 5 p.m. on Saturday.", "They must reply by 5 p.m. on May 18, the board said.",
    ),
    "half of the whole": (
        "Half of the 240 claims have since been settled.", "In all 240 claims were made. Rao said 120 of the claims have been settled.",
    ),
    "a newer count, with the older beside it": (
        "The petition to keep the old pier had 1,300 signatures on Wednesday and has 1,900 signatures now.",
        ("The petition to keep the old pier had 1,300 signatures.", "2024-05-15"),
        "The petition to keep the old pier had 1,900 signatures.",
    ),
    "the newer count": (
        "The petition to keep the old pier had 1,900 signatures.",
        ("The petition to keep the old pier had 1,300 signatures.", "2024-05-15"),
        "The petition to keep the old pier had 1,900 signatures.",
    ),
    "the count of one day": (
        "The petition to keep the old pier had 1,300 signatures.",
        "The petition to keep the old pier had 1,300 signatures.", "The petition to keep the old pier had 1,900 signatures.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("told_as", "severity", "texts"), [(a, b, c) for a, b, *c in FIRES.values()], ids=FIRES)
def test_a_value_of_something_else_is_found(told_as, severity, texts):
    assert doubted(*texts) == [(told_as, severity)]


TWO_THINGS_OF_ONE_GROUP = {
    "two deeds": (
        "All senior officers of the league were paid in May.",
        "Most of its senior officers have so far stood by the captain of the league.",
    ),
    "none and all": (
        "None of the hospitals suffered damage.",
        "All hospitals took in patients without charge. The hospitals came through undamaged, the governor said.",
    ),
}


@pytest.mark.xfail(reason="what is said of a group hides that it is something else")
@pytest.mark.parametrize("texts", TWO_THINGS_OF_ONE_GROUP.values(), ids=TWO_THINGS_OF_ONE_GROUP)
def test_another_thing_said_of_the_same_group_is_no_other_extent(texts):
    assert doubted(*texts) == []


def test_of_two_sources_that_say_the_same_the_same_one_is_shown_in_any_order():
    draft = "All of the harbour's pilots signed the letter to the mayor."
    source = "Most of the harbour's pilots signed the letter to the mayor."
    alone.in_any_order(alone.kind("unsupported"), told([draft, source, source]), draft="a0")


def test_of_what_is_said_of_all_of_a_sort_there_is_one_finding():
    source = (
        "The bill was backed by 12 senators: six Democrats and some independents. Some Democrats backed the bill, and "
        "others stayed away."
    )
    assert len(doubted("The bill was backed by 12 senators, all Democrats.", source)) == 1


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_what_the_sources_say_so_is_not(texts):
    assert doubted(*texts) == []


@pytest.mark.parametrize("texts", [c for _, _, *c in FIRES.values()], ids=FIRES)
def test_a_source_that_says_it_so_on_that_day_silences(texts):
    draft, *sources = texts
    assert doubted(draft, *sources[:1], draft) == []


@pytest.mark.parametrize(
    ("text", "whole", "shares"),
    [
        ("Half of the 240 claims are settled.", True, []),
        ("Most of those 240 claims are settled.", True, []),
        ("About 240 claims were made, of which a quarter are settled.", False, [0.25]),
        ("About 240 claims were made. Two thirds of them are settled.", False, [2 / 3]),
        ("All 240 claims are settled.", False, []),
        ("Half an hour later 240 claims were settled.", False, []),
        ("About 240 claims were made for half the fleet.", False, []),
    ],
)
def test_a_share_of_a_number_is_read(text, whole, shares):
    (sentence, *_) = told([text])[0].sentences
    at = text.index("240")
    assert only_the_whole(sentence, Span(at, at + 3)) is whole
    assert list(shares_of_it(text[at:])) == pytest.approx(shares)


BOTH = "The flood has killed 431 people in Lindal and Ostrand, the two governments said."
BACKED = {
    "as the source": ("The flood has killed 431 people in Lindal and Ostrand.", BOTH),
    "no place": ("The flood has killed 431 people.", BOTH),
    "of the one in another source": (
        "The flood has killed 431 people in Lindal.",
        BOTH,
        "The flood has killed 431 people in Lindal, its governor said.",
    ),
}
NOT_BACKED = {
    "of the first": ("The flood has killed 431 people in Lindal.", BOTH),
    "of the second": ("The flood has killed 431 people in Ostrand.", BOTH),
}


def backed(texts):
    found = alone.checked("unsupported", *texts, read=told)
    return [one.reason for one in found if not isinstance(one, Found)]


@pytest.mark.parametrize("texts", BACKED.values(), ids=BACKED)
def test_a_figure_of_the_same_places_bears_a_draft_out(texts):
    assert "a figure that a source has, too" in backed(texts)


@pytest.mark.parametrize("texts", NOT_BACKED.values(), ids=NOT_BACKED)
def test_a_figure_of_two_places_bears_out_none_of_one(texts):
    assert backed(texts) == []


AGES = "Ada Bloom, 34, drove the van. Her neighbour Ivo Marsh (57) sat beside her."
SHARES = "The council says that the plan takes 9 percent of the road money and 13 percent of the harbour money."
CAUSES = "Thefts in Lindal rose by 38%. Sales of bicycles there fell by 55.9%, and those of skates rose by 114%."
QUARTERS = "Sales of ferry tickets rose by 2.2 percent, more than the 1.6 percent of the quarter before."
EXCHANGED = {
    "ages, in one sentence": ("Ada Bloom, 57, drove the van of Ivo Marsh, 34.", AGES),
    "ages, in two sentences": ("The van was driven by Ada Bloom, 57. Beside her sat Ivo Marsh, 34.", AGES),
    "ages, of two sources": (
        "Ada Bloom, 57, drove the van of Ivo Marsh, 34.",
        "Ada Bloom, 34, drove the van.",
        "The van was that of Ivo Marsh, a baker. The 57-year-old sat beside her.",
    ),
    "shares of two things": (
        "By its own account the council takes 13 percent of the road money and 9 percent of the harbour money.",
        SHARES,
    ),
    "of what the source tells in two sentences": (
        "Since May thefts have gone up by 114% and sales of skates by 38%.",
        CAUSES,
    ),
    "in two sentences, two sums": (
        "Hallow Foods earned 61 million dollars last year. Merle Foods earned 83 million dollars.",
        "Last year Hallow Foods earned 83 million dollars, Merle Foods earned 61 million dollars.",
    ),
    "now and before": ("Sales of ferry tickets climbed 1.6 percent, against 2.2 percent the quarter before.", QUARTERS),
    "now and before, from": ("Sales of ferry tickets were up 1.6 percent, after 2.2 percent in spring.", QUARTERS),
}
IN_PLACE = {
    "ages": ("The van was driven by Ada Bloom, 34. Beside her sat Ivo Marsh, 57.", AGES),
    "ages that a source has so, too": (
        "Ada Bloom, 57, drove the van of Ivo Marsh, 34.",
        AGES,
        "Ada Bloom (57) and Ivo Marsh (34) were in the van.",
    ),
    "ages of two others": ("Rosa Bloom, 57, drove the van of Tom Marlow, 34.", AGES),
    "shares": ("The plan takes 13 percent of the harbour money and 9 percent of the road money.", SHARES),
    "told in two sentences": ("Since May sales of skates have gone up by 114% and thefts by 38%.", CAUSES),
    "sums": (
        "Hallow Foods earned 83 million dollars last year. Merle Foods earned 61 million dollars.",
        "Last year Merle Foods earned 61 million dollars, Hallow Foods earned 83 million dollars.",
    ),
    "another year": (
        "Hallow Foods earned 61 million dollars. Merle Foods earned 83 million dollars.",
        "Hallow Foods earned 61 million dollars in 2019 and 83 million dollars in 2020. Merle Foods earned 83 million dollars in 2019.",
    ),
    "now and before": ("Ferry tickets: sales rose by 2.2 percent, against 1.6 percent the quarter before.", QUARTERS),
    "before and now": ("Sales of ferry tickets rose from 1.6 percent to 2.2 percent.", QUARTERS),
    "of something else": ("Wages of nurses climbed 1.6 percent, against 2.2 percent a year before.", QUARTERS),
}


@pytest.mark.parametrize("texts", EXCHANGED.values(), ids=EXCHANGED)
def test_values_of_two_holders_the_other_way_round_are_found(texts):
    assert CROSSED in [summary for summary, _ in doubted(*texts)]


@pytest.mark.parametrize("texts", IN_PLACE.values(), ids=IN_PLACE)
def test_values_of_their_holders_are_not(texts):
    assert CROSSED not in [summary for summary, _ in doubted(*texts)]


POST = "The raid on the harbour was on Wednesday, the police said. Two boats were burned."
TIMES = "On Thursday men raided the harbour and burned two boats. Police came on Wednesday."
DAYS = {
    "two days": ("The Harbour Post dated the raid to Thursday; the Lindal Times to Wednesday.", POST, TIMES),
    "while": ("The Harbour Post puts the raid on Thursday, while the Lindal Times says Wednesday.", POST, TIMES),
    "deeds": (
        "The Harbour Post says that he quit, while the Lindal Times reports that he was sacked.",
        "The coach of the rowers was sacked on Monday.",
        "The coach of the rowers quit on Monday.",
    ),
}
DAYS["one has both deeds"] = (
    "He stayed a year; the Harbour Post says that he was sacked, while the Lindal Times reports that he quit.",
    "The coach of the rowers quit on Monday.",
    "The coach of the rowers was sacked on Monday. Two others quit.",
)
DAYS_IN_PLACE = {
    "two days": ("The Harbour Post dated the raid to Wednesday; the Lindal Times to Thursday.", POST, TIMES),
    "both have both": (
        "The Harbour Post dated the raid to Thursday; the Lindal Times to Wednesday.",
        POST + " On Thursday men were held.",
        TIMES,
    ),
    "deeds": (
        "The Harbour Post says that he was sacked, while the Lindal Times reports that he quit.",
        "The coach of the rowers was sacked on Monday.",
        "The coach of the rowers quit on Monday.",
    ),
    "one has both deeds": (
        "The Harbour Post says that he quit, while the Lindal Times reports that he was sacked.",
        "The coach of the rowers quit on Monday.",
        "The coach of the rowers was sacked on Monday. Two others quit.",
    ),
    "other words": (
        "The Harbour Post says that he left, while the Lindal Times reports that he was fired.",
        "The coach of the rowers quit on Monday.",
        "The coach of the rowers was sacked on Monday.",
    ),
    "one outlet": ("The Harbour Post dated the raid to Thursday; the police to Wednesday.", POST, TIMES),
}


@pytest.mark.parametrize("texts", DAYS.values(), ids=DAYS)
def test_two_outlets_that_are_exchanged_are_found(texts):
    assert (CROSSED, HIGH) in doubted(*texts)


@pytest.mark.parametrize("texts", DAYS_IN_PLACE.values(), ids=DAYS_IN_PLACE)
def test_what_two_outlets_have_is_not(texts):
    assert CROSSED not in [summary for summary, _ in doubted(*texts)]
