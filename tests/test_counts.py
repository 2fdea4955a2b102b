"""Figures that only the grammar of a sentence tells: what counts at a distance, and what does not."""

import pytest
from reading import sentences, understand

from factcheck.domain.text import Article
from factcheck.domain.values import Course, Figure
from factcheck.frames.reading import Frames
from factcheck.parsers.spacy_en import PACKAGED_MODEL, Parser
from factcheck.settings.lexicons import load_lexicons
from factcheck.understand.counts import find_counts
from factcheck.values.figures.finding import find_figures
from factcheck.values.times.moments import find_moments

LEXICONS = load_lexicons()
PARSER = Parser(PACKAGED_MODEL, entities=False)


def read(text):
    (sentence,) = sentences("a", text)
    times = [span for span, _ in find_moments(sentence, None)]
    known = find_figures(sentence, LEXICONS)

    def frames():
        return Frames(sentence, PARSER.parse([sentence.tokens])[0], LEXICONS, times)

    return known, find_counts(sentence, known, times, frames, LEXICONS)


def added(text):
    _, counts = read(text)
    return [(f.lower, f.noun, f.role) for _, f in counts.figures]


def all_figures(text):
    known, counts = read(text)
    found = sorted([*known, *counts.figures], key=lambda one: one[0].start)
    return [(f.lower, f.noun, f.role) for _, f in found if f.unit == "count"]


PARTS = [
    ("The clinic took in 20 people, seven with critical injuries.", [(7, "", "injured")]),
    ("At the mill, 17 suffered critical injuries.", [(17, "", "injured")]),
    ("The blast caused critical injuries to 17.", [(17, "", "injured")]),
    ("All three were expected to recover, the clinic said.", [(3, "person", None)]),
    ("Three were charged with theft after the riot.", [(3, "person", None)]),
    ("A nurse recognised one of the dead by his coat.", [(1, "person", None)]),
    ("The clinic took in 20 patients, seven of whom went home.", [(7, "patient", None)]),
    ("The blast hurt 20 people, nine of whom were children.", [(9, "child", None)]),
    ("Of the ten states with the oldest roads, eight were in the north.", [(8, "state", None)]),
    ("Two Reds and one independent joined the Greens.", [(1, "independent", None)]),
    ("The bill fell just one vote short.", [(1, "vote", None)]),
    ("One died and three were hurt when the roof fell.", [(1, "", "killed")]),
]

QUANTITIES = [
    ("A guard died, bringing to 18 the number of people killed in the riots.", [(18, "person", "killed")]),
    ("That brings the total number of victims to 12.", [(12, "victim", None)]),
    ("The storm's toll now is 52.", [(52, "", "killed")]),
    ("The tally of infections reached 400 by Tuesday.", [(400, "", "infected")]),
    ("The number of people crossing the strait dropped to 104,000 in June.", [(104_000, "person", None)]),
    ("The number of refugees in the camp rose from 2,000 to 3,500.", [(3_500, "refugee", None)]),
    ("The count of damaged homes was revised to 310.", [(310, "home", None)]),
    ("The number is put at 70.", [(70, "", None)]),
]

MEASURED = [
    ("The survey put the magnitude at 6.1.", [(6.1, "magnitude")]),
    (
        "One survey put the quake's magnitude at 5.9, but another said it was 6.1.",
        [(5.9, "magnitude"), (6.1, "magnitude")],
    ),
    ("The magnitude of the quake was put at 6.1.", [(6.1, "magnitude")]),
    ("The temperature reached 31.", [(31, "degree")]),
    ("Temperatures fell to 12 on Sunday.", [(12, "degree")]),
]
NOT_MEASURED = [
    "The temperature fell by 3.",
    "The temperature fell, and it was 12.",
    "The temperature was the same, and the rate was 3.2.",
    "The temperature was measured at 12 stations.",
    "He met her at 12 when the temperature rose.",
    "They put the rate at 6.1, and the meeting at 6.15.",
]


@pytest.mark.parametrize(("text", "expected"), [*MEASURED, *((text, []) for text in NOT_MEASURED)])
def test_the_value_of_a_measure_is_in_its_unit(text, expected):
    _, counts = read(text)
    assert [(f.lower, f.unit) for _, f in counts.figures] == expected


BY_THEMSELVES = [
    ("Four remain in custody.", [(4, "", None)]),
    ("Witnesses said there were more than 50,000.", [(50_000, "", None)]),
    ("More than a million are without power.", [(1_000_000, "", None)]),
    ("Of the crew 59 people stayed in hospital, six of them in critical condition.", [(6, "person", None)]),
    ("The island has a population of 3.5 million.", [(3_500_000, "person", None)]),
    ("Police estimated the crowd at 70.", [(70, "person", None)]),
    ("The storm left eight dead, a million without power.", [(1_000_000, "", None)]),
]

NOUGHT = [
    ("No one was hurt in the fire.", [(0, "", "injured")]),
    ("None was killed.", [(0, "", "killed")]),
    ("None of the passengers was injured.", [(0, "passenger", "injured")]),
    ("Nobody died in the crash.", [(0, "", "killed")]),
    ("There were no injuries.", [(0, "injury", "injured")]),
    ("The blast hurt 22 people, but no deaths were reported.", [(0, "death", "killed")]),
    ("No one has been arrested.", [(0, "", "arrested")]),
]


@pytest.mark.parametrize(("text", "expected"), [*PARTS, *QUANTITIES, *BY_THEMSELVES, *NOUGHT])
def test_the_grammar_tells_what_is_counted(text, expected):
    assert added(text) == expected


SILENT = [
    "One of the reasons was the rain.",
    "The one who died was a guard.",
    "They told one another of the day.",
    "He lives at number 12 and calls from 555-1234.",
    "She was born in 1984 and left in 1999.",
    "They won 3-1 and lost by two.",
    "Read more: 7 of 10.",
    "The bus left at seven.",
    "The meeting is on the 12th.",
    "Table 4 shows the total.",
    "It was one of those days.",
    "The three met in Ostby.",
    "The number of the house is 12.",
    "He dialled the number 43.",
    "The number of voters grew by 12.",
    "The firm posted a total of 12 on its page.",
    "The answer is 42, and she scored 42.",
    "He turned 42 on Sunday.",
    "The four of us went home.",
    "Chapter 3 and verse 16 deny it.",
    "They meet for round three of the debates.",
    "The 737 landed with one engine.",
    "One man was happy, and one was not.",
    "One died for love.",
    "A father of two died.",
    "The Gang of Four was arrested.",
    "The Chicago Seven were charged.",
    "He was shot by one of the guards.",
    "Just one day later it rained.",
    "They were between the ages of 10 and 20 years.",
    'Some 40-50" of rain fell.',
    "Call 1-800-523-9101 or 407-246-4357.",
]

NOT_NOUGHT = [
    "No one knows why the dam burst and killed a guard.",
    "No one denies that he was killed.",
    "No one was seriously hurt.",
    "No one was held responsible for the deaths.",
    "None of the reports said who was killed.",
    "There is no doubt that he died.",
    "No one should be hurt.",
    "If no one is hurt, it reopens.",
    "Will no one be hurt?",
    "Nobody killed the guard.",
    "No one arrested the thief.",
    "He died when no one was at home.",
]


@pytest.mark.parametrize("text", [*SILENT, *NOT_NOUGHT])
def test_the_grammar_stays_silent(text):
    assert added(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine of them were killed.", [(9, "", "killed")]),
        ("The ferry carried 24 passengers, 14 of whom were hurt.", [(24, "passenger", None), (14, "", "injured")]),
        ("12 were killed and seven critically injured.", [(12, "", "killed"), (7, "", "injured")]),
        ("There were 40 on board, of whom six drowned.", [(40, "", None), (6, "", "killed")]),
        ("Of the 14 patients, three died.", [(14, "patient", None), (3, "", "killed")]),
        ("They killed two guards but also eight villagers.", [(2, "guard", "killed"), (8, "villager", "killed")]),
        ("The regiment lost six men in the ambush.", [(6, "man", "killed")]),
        ("The team lost six games.", [(6, "game", None)]),
        ("The number of people who died in the flood has gone up to six.", [(6, "", "killed")]),
        ("More than a dozen others were injured.", [(12, "", "injured")]),
    ],
)
def test_each_has_its_own_fate(text, expected):
    assert all_figures(text) == expected


def account(text, parser=PARSER):
    (one,) = understand([Article("a", text, "a", "", "a")], LEXICONS, parser=parser)
    return one


@pytest.mark.parametrize(
    ("text", "now", "before"),
    [
        ("The number of migrants dropped to 104,000 in June, compared to 144,000 a month earlier.", 104_000, 144_000),
        ("The number of refugees in the camp rose from 2,000 to 3,500.", 3_500, 2_000),
    ],
)
def test_what_a_quantity_was_before_is_an_earlier_value(text, now, before):
    figures = [(c.value.lower, c.course) for c in account(text).claims if isinstance(c.value, Figure)]
    assert (before, Course.EARLIER) in figures
    assert [value for value, course in figures if course is not Course.EARLIER] == [now]


def test_a_part_of_the_injured_is_no_count_of_the_injured():
    _, counts = read("After a night, 21 of the injured went home.")
    assert [(f.noun, f.modifiers, f.role) for _, f in counts.figures] == [("person", {"injured"}, None)]


def test_nought_is_no_denial():
    assert [claim.negated for claim in account("No one was hurt in the fire.").claims] == [False]
