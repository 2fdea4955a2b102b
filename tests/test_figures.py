"""What is counted or measured, how it is bounded and what befell it; and how two figures agree."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import tokens

from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Agreement, Figure, Hedge
from factcheck.settings.lexicons import load_lexicons
from factcheck.values.figures.finding import compare_figures, describe_figure, find_figures, same_counted, total
from factcheck.values.figures.plurals import befallen, plural

LEXICONS = load_lexicons()


def read(text: str, offset: int = 0) -> list[Figure]:
    sentence = Sentence("a", 0, Span(offset, offset + len(text)), text, tokens(text, offset))
    return [figure for _, figure in find_figures(sentence, LEXICONS)]


def only(text: str) -> Figure:
    (figure,) = read(text)
    return figure


# --- roles: what befell the counted -----------------------------------------------------------

ROLES = [
    ("Shelling killed 31 villagers overnight.", [(31, "villager", "killed")]),
    ("The clashes killed 31 villagers and 400 militants.", [(31, "villager", "killed"), (400, "militant", "killed")]),
    (
        "The clashes killed 31 villagers and 400 militants and displaced 9,500.",
        [(31, "villager", "killed"), (400, "militant", "killed"), (9500, "", "displaced")],
    ),
    (
        "Thirty villagers and 400 militants have been killed and 9,500 Syrians displaced.",
        [(30, "villager", "killed"), (400, "militant", "killed"), (9500, "syrian", "displaced")],
    ),
    ("The crash left 17 dead and 40 injured.", [(17, "", "killed"), (40, "", "injured")]),
    ("The death toll climbed past 60 on Friday.", [(60, "", "killed")]),
    ("The number of wounded rose to 52.", [(52, "", "injured")]),
    ("Nineteen of the passengers were reported missing.", [(19, "passenger", "missing")]),
    ("Eleven people, including four children, were injured.", [(11, "person", "injured"), (4, "child", "injured")]),
    ("The bomber killed 8, and 22 others were wounded.", [(8, "", "killed"), (22, "", "injured")]),
    ("Doctors treated seven wounded men.", [(7, "man", "injured")]),
    ("Officials counted 28 deaths.", [(28, "death", "killed")]),
    ("The storm claimed 14 lives.", [(14, "life", "killed")]),
    ("Detectives took six suspects into custody.", [(6, "suspect", "arrested")]),
    ("Rebels took 15 tourists hostage.", [(15, "tourist", "held")]),
    ("The detective who shot him has arrested 16 people.", [(16, "person", "arrested")]),
    ("Customs officers seized six stolen paintings.", [(6, "painting", "seized")]),
    ("Two men were shot and killed in a bar.", [(2, "man", "killed")]),
    ("A bus driver said 14 pupils were hurt.", [(14, "pupil", "injured")]),
    ("They arrested 12 Kenyan and 9 Ugandan smugglers.", [(12, "smuggler", "arrested"), (9, "smuggler", "arrested")]),
    ("A pilot died and two others were injured.", [(2, "", "injured")]),
    ("Two of the three climbers died.", [(2, "climber", "killed"), (3, "climber", None)]),
]

NO_ROLE = [
    "Three gunmen killed the mayor.",
    "Four officers arrested the suspect.",
    "Five doctors visited the wounded after a fire killed their colleague.",
    "A father of two died in the fire.",
    "Twelve boats were damaged when a storm killed the captain.",
    "Six witnesses saw the man who was killed.",
    "The victims were buried by 200 mourners.",
    "The city has 300 workers.",
    "Ten soldiers were not injured.",
    "The company killed 12 plans for new stores.",
    "The club freed 12 seats for guests.",
    "Police held 12 talks with the union.",
]


@pytest.mark.parametrize("text, expected", ROLES)
def test_the_governing_word_gives_the_role(text: str, expected: list[tuple[float, str, str | None]]) -> None:
    assert [(f.lower, f.noun, f.role) for f in read(text)] == expected


@pytest.mark.parametrize("text", NO_ROLE)
def test_other_words_give_no_role(text: str) -> None:
    assert [f.role for f in read(text) if f.role] == []


# --- what is counted, measured, ordered ---------------------------------------------------------

FIGURES = [
    ("More than 40 trucks arrived.", 40, math.inf, "count", "truck"),
    ("No fewer than 40 trucks arrived.", 40, math.inf, "count", "truck"),
    ("They sent 40-plus trucks.", 40, math.inf, "count", "truck"),
    ("They sent 40 or more trucks.", 40, math.inf, "count", "truck"),
    ("As many as 40 trucks arrived.", 0, 40, "count", "truck"),
    ("No more than 40 trucks arrived.", 0, 40, "count", "truck"),
    ("About 40 trucks arrived.", 36, 44, "count", "truck"),
    ("Nearly 40 trucks arrived.", 36, 40, "count", "truck"),
    ("Between 30 and 40 trucks arrived.", 30, 40, "count", "truck"),
    ("Dozens of trucks arrived.", 24, 99, "count", "truck"),
    ("A dozen trucks arrived.", 12, 12, "count", "truck"),
    ("At least one driver stayed.", 1, math.inf, "count", "driver"),
    ("Only one person was hurt.", 1, 1, "count", "person"),
    ("Some 2m voters stayed at home.", 1.8e6, 2.2e6, "count", "voter"),
    ("Nine men and women signed.", 9, 9, "count", "person"),
    ("The firm signed a $30 million contract.", 3e7, 3e7, "USD", "contract"),
    ("They announced a deal worth £30 million.", 3e7, 3e7, "GBP", "deal"),
    ("They rejected an offer of 840p a share.", 8.4, 8.4, "GBP", "offer"),
    ("They rejected an offer of 95 pence a share.", 0.95, 0.95, "GBP", "offer"),
    ("It lost $10 million to $15 million.", 1e7, 1.5e7, "USD", ""),
    ("She signed a five-year deal.", 157_788_000, 157_788_000, "second", "deal"),
    ("The search lasted two and a half hours.", 9000, 9000, "second", ""),
    ("It took two hours and ten minutes.", 7800, 7800, "second", ""),
    ("It lasted two hours before the man gave up.", 7200, 7200, "second", ""),
    ("She will be the fifth Rovers coach in four years.", 5, 5, "ordinal", "coach"),
    ("He sold a 24- to 30-foot boat.", 7.3152, 9.144, "metre", "boat"),
    ("He sold a 10-metre-long boat.", 10, 10, "metre", "boat"),
    ("The truce halted nine months of fighting.", 23_668_200, 23_668_200, "second", "fighting"),
    ("They announced a deal worth $30 million last summer.", 3e7, 3e7, "USD", "deal"),
    ("A fall of 200 feet stopped him.", 60.96, 60.96, "metre", "fall"),
    ("They live a mile and a half away.", 2414, 2414, "metre", ""),
    ("She is 5ft 8in tall.", 1.7272, 1.7272, "metre", ""),
    ("The tower is 12m tall.", 12, 12, "metre", ""),
    ("The road climbs a cliff of 60 metres (200 feet).", 60, 60, "metre", "cliff"),
    ("Turnout reached 69.5 per cent.", 69.5, 69.5, "percent", ""),
    ("A third of the voters stayed at home.", 30, 36.667, "percent", "voter"),
    ("A 36 - year - old painter won.", 36, 36, "year of age", "painter"),
    ("Maria Lopez, 36, won the prize.", 36, 36, "year of age", ""),
    ("Maria Lopez (36) won the prize.", 36, 36, "year of age", ""),
    ("She won at the age of 36.", 36, 36, "year of age", ""),
    ("It was her fifth title.", 5, 5, "ordinal", "title"),
    ("It is the third-biggest harbour.", 3, 3, "ordinal", "harbour"),
    ("He called twice.", 2, 2, "times", ""),
    ("A quake of magnitude 6.1 was felt.", 6.1, 6.1, "magnitude", "quake"),
    ("A 6. 1-magnitude quake was felt.", 6.1, 6.1, "magnitude", "quake"),
    ("A tremor of 5.2 was felt in Ostby.", 5.2, 5.2, "magnitude", "tremor"),
    ("A 5.9 quake shook the coast.", 5.9, 5.9, "magnitude", "quake"),
    ("The storm became a Category 3 hurricane.", 3, 3, "category", "hurricane"),
    ("The hurricane weakened to Category 2 on Sunday.", 2, 2, "category", "storm"),
    ("A category-4 storm hit the coast.", 4, 4, "category", "storm"),
    ("The probe measured -163 °C at the pole.", -163, -163, "degree Celsius", ""),
    ("It was minus 20 degrees Celsius.", -20, -20, "degree Celsius", ""),
    ("It was 10 - 20 °C.", 10, 20, "degree Celsius", ""),
    ("The mill cost USD34.6 million.", 34.6e6, 34.6e6, "USD", ""),
    ("It paid GBP 27 million.", 27e6, 27e6, "GBP", ""),
    ("It raised EUR1.2bn.", 1.2e9, 1.2e9, "EUR", ""),
    ("He paid Rs 27 crore.", 27e7, 27e7, "INR", ""),
    ("Some 25 lakh voters were listed.", 22.5e5, 27.5e5, "count", "voter"),
    ("Four in ten voters stayed at home.", 36, 44, "percent", "voter"),
    ("Nine out of 10 jurors agreed.", 81, 99, "percent", "juror"),
    ("The court ruled 5-4 against the mayor.", 5, 5, "vote", "vote"),
    ("The court upheld it on a 5-4 vote.", 5, 5, "vote", "vote"),
    ("The judges parted in a 2-1 decision.", 2, 2, "vote", "vote"),
    ("By a 24-15 bipartisan vote the panel sent it on.", 24, 24, "vote", "vote"),
    ("The motion passed by a vote of 51 to 49.", 51, 51, "vote", "vote"),
    ("They refused it by 11 votes to three.", 11, 11, "vote", "vote"),
    ("The council approved the plan 8-5.", 8, 8, "vote", "vote"),
    ("The jury found him guilty by a majority of 10 to two.", 10, 10, "vote", "vote"),
    ("They must pay within six months.", 0, 15_778_800, "second", ""),
    ("After seven years campaigning, he gave up.", 220_903_200, 220_903_200, "second", ""),
    ("After seven years of drought, it rained.", 220_903_200, 220_903_200, "second", "drought"),
    ("Ivar Stone, 21, of Halden, was held.", 21, 21, "year of age", ""),
    ("Ivar Roof, 21, of Halden, was held.", 21, 21, "year of age", ""),
    ("A single passenger survived.", 1, 1, "count", "passenger"),
    ("A man, 81, died.", 81, 81, "year of age", ""),
    ("Stone, 28, and Bloom, who sang, were married.", 28, 28, "year of age", ""),
    ("Stone, 29, lived in Ostby.", 29, 29, "year of age", ""),
    ("He left the 28-nation bloc.", 28, 28, "count", "nation"),
    ("She filed a nearly 300-page report.", 270, 300, "count", "page"),
    ("It began a 50-state program.", 50, 50, "count", "state"),
    ("The hut is about a mile from the road.", 0, 3218.7, "metre", ""),
    ("They dug for about an hour.", 0, 7200, "second", ""),
    ("The gate was shut for nearly a day.", 77_760, 86_400, "second", ""),
    ("They waited for more than a week.", 604_800, math.inf, "second", ""),
    ("The bell weighs just under a tonne.", 9e5, 1e6, "gram", ""),
    ("At least a foot of snow fell.", 0.3048, math.inf, "metre", "snow"),
    ("The walk takes about an hour and a half.", 4860, 5940, "second", ""),
    ("It was minus 20 degrees in the valley.", -20, -20, "degree", ""),
    ("It was -12 degrees in the valley.", -12, -12, "degree", ""),
    ("Temperatures of minus 20 were measured.", -20, -20, "degree", "temperature"),
    ("It was -5C in Ostby.", -5, -5, "degree Celsius", ""),
    ("Temperatures fell to 12 degrees.", 12, 12, "degree", ""),
    ("The guard is 5-foot-8.", 1.7272, 1.7272, "metre", ""),
    ("The guard is five-foot-eleven.", 1.8034, 1.8034, "metre", ""),
    ("A 6-foot-4 guard left.", 1.9304, 1.9304, "metre", "guard"),
    ("The guard is six feet two.", 1.8796, 1.8796, "metre", ""),
    ("The guard is 6ft 2in tall.", 1.8796, 1.8796, "metre", ""),
    ("She is a mother of three.", 3, 3, "count", "child"),
    ("A married father of 12 was hurt.", 12, 12, "count", "child"),
    ("Mother-of-two Anna Holm sang.", 2, 2, "count", "child"),
    ("She is a grandmother of five.", 5, 5, "count", "grandchild"),
    ("Six Chinese voted.", 6, 6, "count", "chinese"),
    ("One Belgian voted.", 1, 1, "count", "belgian"),
    ("Nearly three-quarters of the world's ships are old.", 67.5, 75, "percent", "vessel"),
    ("Three of Anna Holm's brothers left.", 3, 3, "count", "brother"),
    ("About a quarter of them left.", 22.5, 27.5, "percent", ""),
    ("More than half were young.", 50, 100, "percent", ""),
    ("Prices rose by a factor of 10.", 10, 10, "times", ""),
    ("He was the 193rd person to be let in.", 193, 193, "ordinal", "person"),
    ("The 1,193rd visitor came.", 1193, 1193, "ordinal", "visitor"),
]

SILENT = [
    "The war began in 2011.",
    "The 2011 uprising ended on Jan. 13.",
    "It opens on 13 January, and closes on the 5th of May.",
    "They met at 11am and again at 4: 30 p. m.",
    "They left at 10 on Friday.",
    "The ship called for help at 1100 hours.",
    "He drove down Route 52 to Interstate 75.",
    "She works at 115th St. and lives at 1200 Main Street.",
    "Flight 370 was a Boeing 777.",
    "He carried an AK-47 and flew an F-16.",
    "The G7 met without the G20.",
    "She appeared on 10News and Channel 4.",
    "He read Section 8 on page 12.",
    "Windows 10 is old and No. 5 is a perfume.",
    "They won 3-2 and lost 99-91.",
    "His record was 162-139.",
    "Call 555-1234 or dial 911.",
    "The shop is open 24/7.",
    "One of the officers knew one another.",
    "One day the one who left will return.",
    "On the one hand it is number one.",
    "At first it was the first time.",
    "The first lady gave first aid.",
    "She had second thoughts on the Second World War.",
    "The First Amendment has no third-party clause.",
    "It was the 21st century and the 1990s.",
    "Many people and a few dogs came.",
    "The 737 jet landed.",
    "She arrived three days later.",
    "He left two years ago.",
    "He left two hours before the match.",
    "They tied the game with 17 seconds left.",
    "Six minutes remaining, she scored in the third quarter.",
    "The museum closed in the past nine months.",
    "He fired a 9 mm pistol.",
    "Four in ten said so.",
    "It rained on two in five days.",
    "They won 5-4 and lost 51 to 49.",
    "They lost by a 5-4 margin after a 3-2 decision.",
    "He voted on Sunday, and 5-4 was the score.",
    "Category 3 of the prize went to her.",
    "The hurricane hit platform 3 in zone 4.",
    "It was 5.2 of the way from the quake.",
    "Version 5.2 of a quake app was shown.",
    "Roof 21 of Halden was held.",
    "Lake Road, 21, was sold.",
    "Two hours after the blast they left, after two days.",
    "On Monday, 21, of all days, it rained.",
    "The houses, 21, of brick, were sold.",
    "Hide caption 14 of 37 Photos: The bridge",
    "The 8th Circuit ruling was stayed.",
    "One such man came.",
    "A two-way street leads to a five-star hotel and a one-man show.",
    "A single vote decided it in a single month.",
    "The USDA34 form and the GBP were shown.",
    "Entry is free for children under age 12.",
    "She scored 42.",
    "It is a film about a day in the life of a nurse.",
    "It is about a day in the life of a nurse.",
    "They talked about an hour that changed them.",
    "He wrote of a book about a month at sea.",
    "A day later the road was open.",
    "He won more than a week ago, and more than a month later she did.",
    "They came within a day of the vote.",
    "They stayed for a week, and the hut is a mile away.",
    "He fell more than a time or so.",
    "The father of the bride sang at the mother of all parties.",
    "They were a party of four.",
    "The mother of the three sang.",
    "The mother of one of them sang.",
    "Those aged 25-64 pay, and so do those aged 65 to 70.",
    "The first half was dull, and the second half had begun.",
    "The third person to call was Ada.",
    "She lives on 193rd Street in the 21st century.",
    "The bill rose by minus 20.",
]


@pytest.mark.parametrize("text, lower, upper, unit, noun", FIGURES)
def test_reads_the_figure(text: str, lower: float, upper: float, unit: str, noun: str) -> None:
    figure = only(text)
    assert (figure.unit, figure.noun) == (unit, noun)
    assert (figure.lower, figure.upper) == (pytest.approx(lower, rel=1e-3), pytest.approx(upper, rel=1e-3))


@pytest.mark.parametrize("text", SILENT)
def test_stays_silent(text: str) -> None:
    assert read(text) == []


def test_modifiers_narrow_the_counted() -> None:
    rifles = only("They found seven AK-47 assault rifles.")
    others = only("They found three other automatic rifles.")
    assert (rifles.noun, rifles.modifiers) == ("rifle", {"ak-47", "assault"})
    assert (others.noun, others.modifiers) == ("rifle", {"other", "automatic"})


def test_others_of_another_role_are_no_others() -> None:
    """Those injured "more" or "besides" the dead are all the injured there are."""
    assert read("Floods killed 40 people and displaced 900 more.")[1].modifiers == frozenset()
    assert read("A bomb killed 40 people and another 12 were killed later.")[1].modifiers == {"other"}


def test_model_names_are_one_modifier() -> None:
    assert only("They found six AK 47 rifles.").modifiers == {"ak-47"}


@pytest.mark.parametrize(
    "one, two",
    [
        ("300 crewmen left", "300 crew members left"),
        ("Two ships sank", "Two vessels sank"),
        ("Six cops", "Six policemen"),
    ],
)
def test_what_is_called_by_two_names_is_counted_under_one(one: str, two: str) -> None:
    assert only(one).noun == only(two).noun != ""


def test_a_member_of_one_thing_is_no_member_of_another() -> None:
    assert only("300 crew members left").noun != only("300 board members left").noun


def test_a_list_before_its_verb_shares_the_role_of_its_last() -> None:
    assert [f.role for f in read("Six rifles, 12 magazines and 80 rounds were seized.")] == ["seized"] * 3
    assert read("Six houses and two people were killed.")[0].role is None


PEOPLES = [
    (
        "There were 30 Germans, 15 French, two Swiss and one Belgian on board.",
        [(30, "german"), (15, "french"), (2, "swiss"), (1, "belgian")],
    ),
    ("Fifteen French and two Canadians were on board.", [(15, "french"), (2, "canadian")]),
    ("Two Spanish, three Irish and four Dutch voted.", [(2, "spanish"), (3, "irish"), (4, "dutch")]),
    ("Two Spanish, three Irish and four Greek ships left.", [(2, "vessel"), (3, "vessel"), (4, "vessel")]),
    ("12 Somali and 11 Yemeni pirates left.", [(12, "pirate"), (11, "pirate")]),
    ("Two Spanish ships and three Irish boats left.", [(2, "vessel"), (3, "boat")]),
    ("He has 15 Swiss francs.", [(15, "franc")]),
    ("One in French and two in Dutch were sung.", []),
    ("They sang two US and three UK songs.", [(3, "song")]),
]


@pytest.mark.parametrize("text, expected", PEOPLES)
def test_of_peoples_each_has_its_own_noun_unless_one_stands_behind_them_all(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert [(f.lower, f.noun) for f in read(text)] == expected


def test_what_follows_a_height_is_no_part_of_it() -> None:
    found = [(f.words, f.unit) for f in read("The guard is 5-foot-8, 135 pounds.")]
    assert found == [("5-foot-8", "metre"), ("135 pounds", "pound")]
    assert [f.words for f in read("They cut it at six feet two metres from the wall.")] == ["six feet", "two metres"]
    assert [f.words for f in read("He threw it 6 feet two days later.")] == ["6 feet"]


def test_degrees_above_or_by_themselves_are_no_temperature() -> None:
    for text in (
        "The temperature was 20 degrees above the mean.",
        "The road turns 20 degrees.",
        "She has two degrees.",
    ):
        assert only(text).unit == "count"


def test_an_order_of_things_narrowed_by_a_name_is_read() -> None:
    figure = only("She is the third Danish coach.")
    assert (figure.lower, figure.unit, figure.noun) == (3, "ordinal", "coach")


def test_a_rate_is_marked() -> None:
    assert only("She earns $50,000 a year.").modifiers == {"per year"}


def test_spans_cover_hedge_number_and_noun_in_the_article() -> None:
    text = "Floods killed more than 280 farmers."
    sentence = Sentence("a", 0, Span(100, 100 + len(text)), text, tokens(text, 100))
    ((span, figure),) = find_figures(sentence, LEXICONS)
    assert text[span.start - 100 : span.end - 100] == figure.words == "more than 280 farmers"


@given(
    st.lists(
        st.sampled_from(
            [
                "about",
                "12",
                ",",
                "and",
                "people",
                "killed",
                "at",
                "least",
                "two",
                "of",
                "the",
                "dozen",
                "Libyans",
                "3",
                "-",
                "5",
                "miles",
                "$",
                "million",
                "half",
                "a",
                "year",
                "old",
                "first",
                "(",
                ")",
                "were",
                "more",
                "than",
                "or",
                "per",
                "cent",
                "2011",
                "in",
                "over",
                "to",
                "40th",
            ]
        ),
        max_size=14,
    )
)
def test_any_words_give_ordered_spans_that_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    spans = [span for span, _ in find_figures(Sentence("a", 0, Span(0, len(text)), text, tokens(text)), LEXICONS)]
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


# --- agreement -----------------------------------------------------------------------------------

AGREE = [
    ("40 people", "40 people", Agreement.SAME),
    ("about 2,000 people", "1,950 people", Agreement.CONTAINED),
    ("2,000 people", "1,950 people", Agreement.CONTAINED),
    ("nearly 300 people", "about 290 people", Agreement.CONTAINED),
    ("at least 40 people", "47 people", Agreement.CONTAINED),
    ("a dozen people", "12 people", Agreement.CONTAINED),
    ("up to 50 people", "48 people", Agreement.CONTAINED),
    ("hundreds of people", "640 people", Agreement.CONTAINED),
    ("2,000 feet", "609 metres", Agreement.CONTAINED),
    ("2,000 feet", "600 metres", Agreement.CONTAINED),
    ("69.5 percent", "70 percent", Agreement.CONTAINED),
    ("about $80 million", "$82 million", Agreement.CONTAINED),
    ("$80 million", "$82.4 million", Agreement.CONTAINED),
    ("80 million people", "82 million people", Agreement.CONTAINED),
    ("500 people", "523 people", Agreement.CONTAINED),
    ("60 metres", "61 metres", Agreement.CONTAINED),
    ("nearly $80 million", "$79 million", Agreement.CONTAINED),
    ("nearly 80 people", "about 82 people", Agreement.CONTAINED),
]

DIFFER = [
    ("more than 100 people", "93 people", Agreement.BOUND_VIOLATED),
    ("up to two people", "3 people", Agreement.BOUND_VIOLATED),
    ("nearly 300 people", "more than 300 people", Agreement.BOUND_VIOLATED),
    ("more than 1,000 people", "2,280 people", Agreement.FAR_BELOW),
    ("12 people", "11 people", Agreement.DISJOINT),
    ("46 people", "64 people", Agreement.DISJOINT),
    ("tens of thousands of people", "146,000 people", Agreement.DISJOINT),
    ("200 feet", "150 metres", Agreement.DISJOINT),
    ("70 percent", "69 percent", Agreement.DISJOINT),
    ("a 36-year-old man", "a 37-year-old man", Agreement.DISJOINT),
    ("her fourth title", "her fifth title", Agreement.DISJOINT),
    ("$80 million", "80 million people", Agreement.NOT_COMPARABLE),
    ("$80 million", "$82 million", Agreement.DISJOINT),
    ("30 people", "32 people", Agreement.DISJOINT),
    ("nearly $80 million", "$82 million", Agreement.BOUND_VIOLATED),
    ("almost 300 people", "312 people", Agreement.BOUND_VIOLATED),
]


def figure_of(words: str) -> Figure:
    return only(f"They saw {words}.")


@pytest.mark.parametrize("one, two, expected", AGREE + DIFFER)
def test_agreement(one: str, two: str, expected: Agreement) -> None:
    a, b = figure_of(one), figure_of(two)
    assert compare_figures(a, b) is expected
    assert compare_figures(b, a) is expected


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low = draw(st.integers(min_value=0, max_value=5000))
    high = draw(st.one_of(st.just(math.inf), st.integers(min_value=low, max_value=6000)))
    hedge = draw(st.sampled_from(list(Hedge)))
    if hedge is not Hedge.AT_LEAST and math.isinf(high):
        high = low
    unit = draw(st.sampled_from(["count", "percent", "metre", "ordinal"]))
    return Figure(low, high, unit, hedge, f"{low:,}")


@given(figures(), figures())
def test_agreement_is_symmetric_and_reflexive(a: Figure, b: Figure) -> None:
    assert compare_figures(a, b) is compare_figures(b, a)
    assert compare_figures(a, a) is Agreement.SAME


# --- the same thing? ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one, two",
    [
        ("They arrested 12 pirates.", "They arrested 14 pirates."),
        ("Floods killed 30 people.", "Floods killed 28 villagers."),
        ("Floods killed 30 people.", "Floods displaced 28 families and killed 31."),
        ("A fire hurt three men.", "A fire hurt four people."),
        ("Officials counted 28 deaths.", "Floods killed 30 people."),
    ],
)
def test_may_be_the_same(one: str, two: str) -> None:
    assert same_counted(read(one)[-1], read(two)[-1], LEXICONS.hedges, LEXICONS.nouns)


@pytest.mark.parametrize(
    "one, two",
    [
        ("They found seven rifles.", "They found three other rifles."),
        ("They held 12 Kenyan sailors.", "They held 9 Ugandan sailors."),
        ("They held 12 Kenyans.", "They held 9 Ugandans."),
        ("A fire hurt three men.", "A fire hurt four women."),
        ("Shells killed 30 civilians.", "Shells killed 60 fighters."),
        ("They found seven rifles.", "They found nine boats."),
        ("He faces two counts of fraud.", "He faces three counts of assault."),
        ("She earns $50,000 a year.", "She earns $50,000 a month."),
        ("A fire killed 12.", "A fire injured 14."),
    ],
)
def test_is_not_the_same(one: str, two: str) -> None:
    assert not same_counted(only(one), only(two), LEXICONS.hedges, LEXICONS.nouns)


def test_parts_add_up() -> None:
    summed = total(read("Shelling killed more than 80 villagers and about 2,000 soldiers."))
    assert summed is not None
    assert (summed.lower, summed.upper, summed.hedge) == (1880, math.inf, Hedge.AT_LEAST)
    assert (summed.noun, summed.role) == ("person", "killed")


@pytest.mark.parametrize(
    "text",
    [
        "Clashes killed 30 and injured 40.",
        "They paid $20 for three maps.",
        "They saw 30 boats and 40 trucks.",
        "Nobody.",
    ],
)
def test_unlike_parts_do_not_add_up(text: str) -> None:
    assert total(read(text)) is None


def test_peoples_add_up_when_the_lexicons_know_them() -> None:
    parts = read("On board were 12 Kenyans and 9 Ugandans.")
    assert total(parts) is None
    summed = total(parts, nouns=LEXICONS.nouns)
    assert summed is not None
    assert (summed.lower, summed.noun) == (21, "person")


@pytest.mark.parametrize(
    "text, label",
    [
        ("Floods killed more than 1,000 people.", "more than 1,000 people killed"),
        ("He fell about 2,000 ft.", "about 2,000 ft"),
        ("It cost $82 million.", "$82 million"),
        ("The crash left 17 dead.", "17 killed"),
        ("Officials counted 28 deaths.", "28 deaths"),
        ("Maria Lopez, 36, won.", "36 years old"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert describe_figure(only(text)) == label


def test_a_label_does_not_depend_on_the_bounds() -> None:
    figure = only("It cost $82 million.")
    assert describe_figure(replace(figure, lower=1.0)) == "$82 million"


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("life", "lives"), ("housewife", "housewives"), ("knife", "knives"), ("wolf", "wolves"), ("thief", "thieves"),
        ("grandchild", "grandchildren"), ("policewoman", "policewomen"), ("gunman", "gunmen"), ("aircraft", "aircraft"),
        ("salesperson", "salespeople"), ("crisis", "crises"), ("torpedo", "torpedoes"), ("species", "species"),
    ],
)  # fmt: skip
def test_irregular_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("house", "houses"), ("human", "humans"), ("german", "germans"), ("chief", "chiefs"), ("roof", "roofs"),
        ("safe", "safes"), ("city", "cities"), ("day", "days"), ("bus", "buses"), ("church", "churches"),
        ("radio", "radios"), ("belief", "beliefs"), ("giraffe", "giraffes"), ("proof", "proofs"),
    ],
)  # fmt: skip
def test_regular_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


@pytest.mark.parametrize(
    ("noun", "role", "said"),
    [
        ("life", "killed", "lives lost"), ("", "killed", "people killed"), ("person", "missing", "people missing"),
        ("soldier", "injured", "soldiers injured"), ("death", "killed", "deaths"), ("casualty", "injured", "casualties"),
    ],
)  # fmt: skip
def test_what_befell_the_counted(noun: str, role: str, said: str) -> None:
    assert befallen(noun, role) == said


def test_lives_are_lost() -> None:
    label = describe_figure(only("The flood claimed 20 lives."))
    assert "lifes" not in label
    assert "killed" not in label
