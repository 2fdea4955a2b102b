"""The kind `unsupported`: what no source has; and what is rounded, worked out, shortened or told of the same day."""

from dataclasses import asdict, replace
from datetime import timedelta

import alone
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import understand
from stories import LEXICONS, Told, article

from factcheck.domain.findings import Found, Severity
from factcheck.domain.story import Compatible
from factcheck.frames.sentences import read_sentences
from factcheck.understand import accounts

FRIDAY, SATURDAY = "2024-05-17", "2024-05-18"
HIGH, MEDIUM = Severity.HIGH, Severity.MEDIUM


def told(texts):
    """A draft of Saturday and sources of Friday, understood."""
    days = [SATURDAY] + [FRIDAY] * (len(texts) - 1)
    return understand(
        [article(f"a{n}", Told(t, day)) for n, (t, day) in enumerate(zip(texts, days, strict=True))], LEXICONS
    )


def weighed(draft, *sources, **changed):
    return alone.checked("unsupported", draft, *sources, read=told, **changed)


def doubted(draft, *sources, **changed):
    return [found for found in weighed(draft, *sources, **changed) if isinstance(found, Found)]


def marked(finding, side):
    first = finding.sides[side].evidence[0]
    return first.quote[slice(*first.span)]


FIRES = {
    "a figure that is in no source": (
        "The museum will get 63 new rooms.",
        "The museum in Ostrand will be rebuilt. It has 40 rooms, and the work will take long.",
        "63 new rooms", MEDIUM,
    ),
    "digits in another order": (
        "The harbour board is to lend 258 million euros.",
        "The harbour board agreed to a loan of 285 million euros on Thursday.",
        "258 million euros", HIGH,
    ),
    "weeks for months": (
        "The dredger sank less than six weeks after the harbour board had sold it to a yard.",
        "Less than six months after the harbour board had sold it to a yard, the dredger sank.",
        "less than six weeks", HIGH,
    ),
    "another length of time": (
        "If convicted, Rao could get as much as 25 years in prison.",
        "If convicted, Rao faces up to 35 years in prison.",
        "as much as 25 years", HIGH,
    ),
    "a phrase that nobody said": (
        'Rao called for a "swift handover".', 'Rao called for a "smooth handover" of the harbour.',
        "swift handover", MEDIUM,
    ),
    "a year in a list": (
        "It was her third visit to Ostrand, following those of 1996 and 1969.",
        "She had been to Ostrand in 1969, and again in 1992.",
        "1996", HIGH,
    ),
    "a year of another century": (
        "The customs of the harbour were written down in 1801 and adopted in 1873.",
        "The harbour's customs, written down in 1801, were adopted in 1837 and printed in 1911.",
        "1873", MEDIUM,
    ),
    "a day to come": (
        "Rao is due to appear before the harbour board on Thursday.",
        "Rao will appear before the harbour board on Wednesday.",
        "Thursday", HIGH,
    ),
    "the same statement but for the figure": (
        "The ferry was carrying 417 passengers when it ran aground.",
        "The ferry was carrying 482 passengers when it ran aground off Ostrand.",
        "417 passengers", HIGH,
    ),
    "a night before the evening": (
        "The old granary burned down on Wednesday night.",
        "The old granary burned down at 10 p.m. on Thursday, the brigade said.",
        "Wednesday night", HIGH,
    ),
    "a share": ("Turnout was 71 per cent.", "Turnout was 59 per cent, the commission said.", "71 per cent", HIGH),
    "a number of which the sentence does not say what it counts": (
        "Of the passengers, 57 were still in the hall at night.",
        "Many passengers slept in the hall, 31 of them on the floor.",
        "57", MEDIUM,
    ),
    "finer than the source": (
        "The march drew 4,370 people.", "The march drew some 4,000 people.", "4,370 people", HIGH,
    ),
    "the dead are as many as the injured": (
        "The avalanche killed 26 people.",
        "The avalanche killed 11 people and injured 26 others, the mountain rescue said.",
        "26 people", HIGH,
    ),
    "a figure that the sources have of something else": (
        "In the end 12 of them were led away in handcuffs.",
        "The bus brought 12 lawyers to the gate. By night 30 men had come out, and seven of them were led away in handcuffs.",
        "12 of them", MEDIUM,
    ),
    "a year": (
        "The brewery was sold in 2011.", "The brewery was sold in 2014 and closed soon after.", "2011", HIGH,
    ),
    "a day of the month": (
        "The treaty will be signed on June 13.", "The treaty will be signed on June 30 in Lutten.", "June 13", HIGH,
    ),
    "a weekday on which nothing happened": (
        "The bridge collapsed on Monday.", "The bridge collapsed on Wednesday in heavy rain.", "Monday", HIGH,
    ),
    "a weekday that the date does not fall on": (
        "The council meets on Tuesday, June 12.", "The council meets on Wednesday, June 12.", "Tuesday, June 12", MEDIUM,
    ),
    "the hour of another day": (
        "The strike began at 5am on Thursday.",
        "Drivers walked out at 5am on Wednesday. On Thursday the roads were empty.",
        "5am on Thursday", HIGH,
    ),
    "an hour that no source has": (
        "The alarm went off at 9.20pm on Wednesday.", "The alarm went off at 3.10pm on Wednesday.", "9.20pm on Wednesday", HIGH,
    ),
    "a quotation that nobody wrote down": (
        '"I have never seen a crowd like that one," said Ada Bloom.',
        "Ada Bloom stood at the window. She told reporters that she would vote again.",
        "I have never seen a crowd like that one", HIGH,
    ),
    "quoted words without a speaker": (
        'The banner over the gate read "give us back the river now".',
        "A banner hung over the gate of the mill, which the river had flooded.",
        "give us back the river now", MEDIUM,
    ),
}  # fmt: skip
SILENT = {
    "all who were on board": (
        "The ferry ran aground with 95 people on board.",
        "The ferry, with 84 passengers and 11 crew, ran aground off Ostrand.",
    ),
    "pence": ("The bid was £8.40 a share.", "The board has said yes to a bid of 840p a share."),
    "the sum of two numbers of one sentence": (
        "About 9,100 people work in the two factories.",
        "Of its 11,400 employees 6,200 work here and 2,900 at the plant in Ostrand.",
    ),
    "what is left of a number of one sentence": (
        "More than 400 houses were hit, 152 of them in Ostrand.",
        "In the two towns 412 houses have been damaged, 260 of them in Varnholm. Ostrand was without water.",
    ),
    "hours between two times of day": (
        "Almost five hours passed between the alert and the sirens.",
        "The sirens sounded only at 2.50am, when the alert had been issued at 10pm the evening before.",
    ),
    "another day of the same sentence": (
        "Rao on Thursday canceled his 12 June meeting in Lindal with Ada Bloom.",
        "On Thursday Rao canceled the meeting in Lindal with Ada Bloom. The boats were to be shown on 12 June.",
    ),
    "the same": ("The levy will cost 318 million euros.", "The levy will cost 318 million euros."),
    "in words": ("Fourteen climbers were rescued.", "Rescuers brought 14 climbers down."),
    "rounded": ("The march drew 4,000 people.", "The march drew 3,960 people."),
    "nearly": ("The loan is nearly 500 million euros.", "The loan comes to 492 million euros."),
    "some": ("Some 150 farmers came.", "The police counted 148 farmers."),
    "more than": ("More than 200 flights were cancelled.", "The airport cancelled 217 flights."),
    "as rounded as the source": ("Nearly 3,000 people marched.", "Almost 3,000 people marched."),
    "converted": ("The wreck lies 12 miles off the coast.", "The wreck lies 20 kilometres off the coast."),
    "another unit of time": ("The strike lasted two days.", "The 48-hour strike ended at noon."),
    "money written otherwise": ("It will cost €2.5 million.", "It will cost 2.5m euros."),
    "changed into another money": ("The ship was worth £41m.", "The ship was worth $52 million."),
    "added up": ("The avalanche killed 17 people.", "The avalanche killed 12 men and five women."),
    "three parts": ("The union has 90 boats.", "The union has 40 boats in Ostrand, 30 boats in Lutten and 20 boats in Merle."),
    "a difference": (
        "That is 60 less than the miners had asked for.",
        "The miners had asked for 290 crowns. The owners agreed to 230 crowns.",
    ),
    "what is left": ("The other 19 are still missing.", "The boat carried 46 migrants; 27 migrants were saved."),
    "a share worked out": ("A quarter of the 80 seats went to women.", "Women won 20 of 80 seats."),
    "a part worked out": ("That takes 100 of the deputies.", "It needs two thirds of the 150 deputies."),
    "the other share": ("The other 38 per cent voted no.", "In the end 62 per cent voted yes."),
    "points between two shares": ("Supporters led by nine points.", "In a poll 51 percent were for it and 42 percent against."),
    "doubled": ("The number of judges is to double to 640.", "The number of judges, 320 now, is to double."),
    "a rate": ("Data will be sent four times a day.", "Data will be sent every six hours."),
    "both ends of a range": ("The offer was raised from 3.2 to 4.1 per cent.", "The offer was 3.2 per cent. Now it is 4.1 per cent."),
    "an age after a name": ("The 43-year-old driver was freed.", "Ilse Krantz, 43, was freed."),
    "an age by a year": ("The pier is more than 60 years old.", "The pier was opened in 1961."),
    "a year by an age": ("The pier was opened in 1963.", "The 61-year-old pier is closed."),
    "how long ago a month was": ("The report is about 18 months old.", "The report is of November 2022."),
    "how long between two days": ("They talked for six days.", "The talks opened on May 10. They broke up on May 16."),
    "two men": ("Two men and three dogs were found.", "A shepherd found a man with dogs."),
    "dozens": ("Dozens of boats sank.", "Boats sank in the harbour."),
    "no number at all": ("It opened the door to 1, Mill Lane, and to the B-52.", "The door was open."),
    "a decimal torn apart": ("He hit (. 535) all season.", "He played all season long."),
    "a score": ("The board voted eight to five.", "The board voted 8-5."),
    "from the headline's number": ("The club has 2,100 members.", "The club with its 2,100 members is broke."),
    "the injured as in the source": ("In all 26 people were hurt.", "It killed 11 people and injured 26."),
    "two figures of one sentence": (
        "The tax on rooms will rise to 8 percent.", "The tax on rooms will rise from 6 percent to 8 percent."
    ),
    "sources at odds": ("The police counted 900 marchers.", "The union counted 4,000 marchers.", "The police counted 900 marchers."),
    "the same day": ("The bridge fell on Wednesday.", "The bridge fell on Wednesday."),
    "a day by its date": ("The funeral will be held on Tuesday.", "The funeral will be held on 21 May."),
    "a coarser date": ("The bridge was closed in late 2022.", "The bridge was closed in November 2022."),
    "a month without its year": ("In November of that year it was closed.", "The bridge was closed in November 2022."),
    "a march to come, told in the past": ("They will march on Thursday.", "The union has called a march for Thursday."),
    "until a day, from that day": ("The school opens again on Monday.", "The school is closed until Monday."),
    "the day on which a source came out": ("The minister resigned on Friday.", "The minister has resigned."),
    "the draft's own day": ("The minister resigned on Saturday.", "The minister is to resign."),
    "this week": ("The fire that broke out this week is out.", "The fire broke out on Wednesday."),
    "counted from another day": ("The strike ended on Friday.", "The strike began on Wednesday and ended two days later."),
    "a night that is the next day by the clock": ("It burned down on Wednesday night.", "It burned down at 2am on Thursday."),
    "a night that goes on": ("It burned down on Wednesday night.", "It burned down early on Thursday."),
    "an hour that is rounded": ("The alarm went off at about 6.40am.", "The alarm went off at 6:41 a.m."),
    "a year of an event": ("The lease ends in 2027.", "The lease runs until March 2027."),
    "a year that is only named": ("It replaces a pact of 1961.", "The pact of 1961 will be replaced."),
    "a quotation": ('"I will not pay for it," Rao said.', 'Rao said: "I will not pay for it."'),
    "a quotation, shortened": (
        '"We ask for silence now ... later we shall ask for answers," she said.',
        '"We ask for silence now, and later we shall ask for answers," said the mayor.',
    ),
    "a quotation, split": (
        '"They took the money out of one pocket," said Rao, "and put it in the other."',
        '"They took the money out of one pocket and put it in the other," Rao said.',
    ),
    "part of a quotation": ('It was not known "what that chain was fastened to".', '"We do not know what that chain was fastened to," she said.'),
    "one altered word, which another kind tells": (
        '"I will never again pay for that bridge," Rao said.', '"I will not again pay for that bridge," Rao said.'
    ),
    "quoted from what the source reports": ('The ferry was "badly overloaded when it left".', "The ferry was badly overloaded when it left, Rao said."),
    "three words, as the source has them": ('He called it "an utter disgrace".', "It was an utter disgrace, he said."),
    "a phrase with a possessive": ('He called it "Rao\'s wall".', 'He called it "Rao\'s wall".'),
    "a contraction alone": ('They "don\'t" mind.', "They mind."),
    "a phrase in brackets": ('She called it an "important reminder".', "Many wrote (“Thank you for this important reminder!”)."),
    "a phrase that is shortened": ('He wants a "quick ... fix".', "He wants a quick and dirty fix."),
    "hours and minutes": ("The film lasts two hours and 30 minutes.", "The film lasts 150 minutes."),
    "half a year": ("The trip took a year and a half by boat.", "The trip took 18 months by boat."),
    "a number that is no year": ("Some 1500 of them were sold.", "Some 1,500 of them were sold in 1990."),
    "a house": ("She lives at 1600 Harbour Avenue.", "She has lived in Harbour Avenue since 2001."),
    "the losing side of a vote": ("Greens hold the council by 52 to 48.", "Greens hold a slim 52-48 majority in the council."),
    "a vote with its sort": ("The panel sent it on by a 24-15 vote.", "By a 24-15 bipartisan vote the panel sent it on."),
    "a single word in quotation marks": ('The "fortress" has 40 rooms.', "The house has 40 rooms."),
    "a length of time, rounded": (
        "The dredger lay in the harbour for nearly two years before it was sold.",
        "The dredger lay in the harbour for 23 months before it was sold.",
    ),
    "a length that another sentence has": (
        "The dredger sank five weeks after it was sold.",
        "The dredger sank five months after it was sold. Five weeks later it was raised.",
    ),
    "a year in a list": (
        "It was her third visit, following those of 1996 and 1969.", "She had come in 1969, and again in 1996.",
    ),
    "a day to come": (
        "Rao is due to appear before the harbour board on Thursday.",
        "Rao will appear before the harbour board on Thursday.",
    ),
    "the name of a work": ('She wrote "The Long Winter in Ostrand Harbour".', "She is a writer and lives by the harbour."),
    "what somebody says of today": ('"Today we chose to be a city," she said.', '"Today we chose to be a city," she said.'),
}  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "words", "severity"), FIRES.values(), ids=FIRES)
def test_what_no_source_has_is_found(draft, source, words, severity):
    (found,) = doubted(draft, source)
    assert (marked(found, 0), found.severity) == (words, severity)
    assert [side.evidence[0].article for side in found.sides] == ["a0", "a1"]


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_what_the_sources_bear_out_is_not(texts):
    assert [found.summary for found in doubted(*texts)] == []


@pytest.mark.parametrize(("draft", "source", "words", "severity"), FIRES.values(), ids=FIRES)
def test_a_source_that_has_it_silences(draft, source, words, severity):
    """Somebody else may have written just that: then it is for the other kinds to say that the sources differ."""
    assert doubted(draft, source, draft) == []


def titled(article, account):
    return replace(
        account, article=article, title=read_sentences(accounts._titles(article), alone.PARSER, alone.LEXICONS)[0]
    )


def headed(title):
    """Read texts as `told` does, the sources under a title that stands beside them."""

    def read(texts):
        return [
            account if not n else titled(replace(account.article, title=title), account)
            for n, account in enumerate(told(texts))
        ]

    return read


TITLES = {
    "a day": (
        "The ferry will sail again on 6 July, the harbour said.",
        "The ferry was halted after a fault, the harbour said.",
        "Ferry halted until 6 July",
    ),
    "a year": (
        "The pier was opened in 1933.",
        "The pier was opened by a fishmonger.",
        "Pier that opened in 1933 closes",
    ),
    "all": (
        "All of the miners were freed from the flooded pit.",
        "Most of the miners were freed from the flooded pit.",
        "All the miners freed from flooded pit",
    ),
}
OTHER_TITLES = {
    "another day": (*TITLES["a day"][:2], "Ferry halted until 9 July"),
    "another year": (*TITLES["a year"][:2], "The pier that opened in 1912 is closing"),
    "most": (*TITLES["all"][:2], "Most miners freed from flooded pit"),
}


@pytest.mark.parametrize(("draft", "source", "title"), TITLES.values(), ids=TITLES)
def test_what_stands_in_a_title_is_borne_out(draft, source, title):
    found = alone.checked("unsupported", draft, source, read=headed(title))
    assert [one.summary for one in found if isinstance(one, Found)] == []


@pytest.mark.parametrize(("draft", "source", "title"), OTHER_TITLES.values(), ids=OTHER_TITLES)
def test_another_value_in_a_title_is_not(draft, source, title):
    (found,) = (
        one for one in alone.checked("unsupported", draft, source, read=headed(title)) if isinstance(one, Found)
    )
    assert found.sides[0].evidence[0].article == "a0"


def test_a_title_that_gainsays_the_draft_too_hides_nothing():
    draft, source, _ = TITLES["all"]
    found = alone.checked("unsupported", draft, source, read=headed(source))
    assert [one.summary.partition(":")[0] for one in found if isinstance(one, Found)] == ["Of more than in the source"]


def test_without_a_draft_there_is_nothing_to_bear_out():
    draft, source, *_ = FIRES["a year"]
    story = alone.story(told([draft, source]))
    assert list(alone.kind("unsupported").compare(story)) == []


def test_the_nearest_statement_is_the_other_side():
    (found,) = doubted(
        "He bought the club for 31 million crowns in 2011.",
        "The park opens in 2019. Tom Weller, who bought the club in 2013 for 31 million crowns, did not come.",
    )
    assert marked(found, 1) == "2013"


@pytest.mark.parametrize("case", ["a figure that the sources have of something else", "the hour of another day"])
def test_what_the_sources_have_of_something_else_is_not_said_to_be_in_none(case):
    draft, source, *_ = FIRES[case]
    (found,) = doubted(draft, source)
    assert found.summary.startswith("In the sources, but not of this: ")


def test_what_is_borne_out_is_told_with_the_source():
    (agreed,) = [
        w
        for w in weighed("The ferry carried 482 people.", "The ferry carried 482 people.")
        if isinstance(w, Compatible)
    ]
    assert (agreed.left.article, agreed.right.article) == ("a0", "a1")


def test_a_number_that_only_occurs_is_not_told_to_be_borne_out():
    """Else a finding of another kind on it would count less grave."""
    assert weighed("The ferry carried 482 people.", "It was sold for 482 crowns and a horse.") == []


def test_a_figure_in_a_quotation_that_nobody_has_is_not_told_twice():
    found = doubted('"We lost 640 sheep in a single night," said Rao.', "Rao came home late. The sheep had gone.")
    assert [marked(d, 0) for d in found] == ["We lost 640 sheep in a single night"]


def test_the_identity_is_of_the_drafts_words_alone():
    draft, source, *_ = FIRES["a share"]
    (alone_,) = doubted(draft, source)
    (moved,) = doubted(f"It rained. {draft}", "The commission met in Lutten.", f"Snow fell. {source}")
    assert alone_.id == moved.id


SOURCES = sorted({source for _, source, *_ in FIRES.values()})


@settings(max_examples=10, deadline=timedelta(seconds=10))
@given(st.permutations(range(6)))
def test_the_order_of_the_articles_never_matters(order):
    accounts = told(["Turnout was 71 per cent. The pier was opened in 1933.", *SOURCES[:5]])

    def tell(accounts):
        found = alone.kind("unsupported").compare(alone.story(accounts, draft="a0"))
        return [asdict(d) for d in found if isinstance(d, Found)]

    assert tell(accounts[n] for n in order) == tell(accounts) != []


@pytest.mark.parametrize("text", SOURCES)
def test_a_text_bears_itself_out(text):
    assert doubted(text, text) == []
