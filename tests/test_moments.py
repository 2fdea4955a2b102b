"""What counts as a moment, what it comes to, and when two of them can be said to differ."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import tokens

from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Agreement, Hedge, Moment
from factcheck.values.times.moments import compare_moments, describe_moment, find_moments
from factcheck.values.times.relations import common_ground

TUESDAY = datetime(2020, 1, 14, 9, 0)  # noqa: DTZ001 - a dateline has no zone
SUNDAY = datetime(2020, 1, 19, 9, 0)  # noqa: DTZ001


def sentence(text, at=0):
    return Sentence("a", 0, Span(at, at + len(text)), text, tokens(text, at))


def found(text, published=None):
    return [moment for _, moment in find_moments(sentence(text), published)]


def one(text, published=None):
    (moment,) = found(text, published)
    return moment


def days(text, published=None):
    moment = one(text, published)
    return moment.first and moment.first.isoformat(), moment.last and moment.last.isoformat()


ABSOLUTE = [
    ("The pact was signed on 13 January 2020.", "2020-01-13", "2020-01-13"),
    ("The pact was signed on January 13 , 2020 in Oslo.", "2020-01-13", "2020-01-13"),
    ("The pact was signed on the 13th of May 2014.", "2014-05-13", "2014-05-13"),
    ("The form was stamped 14/09/2013.", "2013-09-14", "2013-09-14"),
    ("The form was stamped 14 / 09 / 2013.", "2013-09-14", "2013-09-14"),
    ("The log entry of 2013-09-14 is missing.", "2013-09-14", "2013-09-14"),
    ("The mine shut in May 2014.", "2014-05-01", "2014-05-31"),
    ("The mine shut in 2011.", "2011-01-01", "2011-12-31"),
    ("The mine has been shut since 2016.", "2016-01-01", "2016-12-31"),
    ("The mine shut in the 1990s.", "1990-01-01", "1999-12-31"),
    ("They fought from 1990 to 1991.", "1990-01-01", "1991-12-31"),
    ("The 2004-05 season was cancelled.", "2004-01-01", "2005-12-31"),
    ("The 2004 - 05 season was cancelled.", "2004-01-01", "2005-12-31"),
    ("They met between 6 and 8 January 2020.", "2020-01-06", "2020-01-08"),
    ("They met Jan. 30 to Feb. 2, 2019.", "2019-01-30", "2019-02-02"),
    ("Profit fell in the third quarter of 2019.", "2019-07-01", "2019-09-30"),
    ("By then, on Dec. 12, 2018, it had shut.", "2018-12-12", "2018-12-12"),
    ("The 2007 Oscars were held in Hollywood.", "2007-01-01", "2007-12-31"),
    ("The 2008 elections were peaceful.", "2008-01-01", "2008-12-31"),
    ("Turnout fell in the 2008 election.", "2008-01-01", "2008-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), ABSOLUTE)
@pytest.mark.parametrize("published", [None, TUESDAY])
def test_absolute_dates_are_the_same_days_whatever_the_publication_date(text, first, last, published):
    assert days(text, published) == (first, last)


RELATIVE = [
    ("The bridge fell on Sunday.", "2020-01-12", "2020-01-12"),
    ("The bridge fell on Tuesday.", "2020-01-14", "2020-01-14"),
    ("The bridge will open on Sunday.", "2020-01-19", "2020-01-19"),
    ("On Thursday the envoys will hold talks.", "2020-01-16", "2020-01-16"),
    ("The envoys are set to meet on Thursday.", "2020-01-16", "2020-01-16"),
    ("She will sign a truce announced Sunday.", "2020-01-12", "2020-01-12"),
    ("The union vowed on Sunday to fight on.", "2020-01-12", "2020-01-12"),
    ("The vote is scheduled for Thursday.", "2020-01-16", "2020-01-16"),
    ("He was freed last Friday.", "2020-01-10", "2020-01-10"),
    ("He was freed yesterday.", "2020-01-13", "2020-01-13"),
    ("He will be freed tomorrow.", "2020-01-15", "2020-01-15"),
    ("He was freed two days ago.", "2020-01-12", "2020-01-12"),
    ("He was freed over the weekend.", "2020-01-11", "2020-01-12"),
    ("He was freed last month.", "2019-12-01", "2019-12-31"),
    ("He was freed earlier this month.", "2020-01-01", "2020-01-14"),
    ("He was freed last year.", "2019-01-01", "2019-12-31"),
    ("He was freed in April.", "2019-04-01", "2019-04-30"),
    ("He was freed last April.", "2019-04-01", "2019-04-30"),
    ("He has been held since November.", "2019-11-01", "2019-11-30"),
    ("He was freed on Jan. 3.", "2020-01-03", "2020-01-03"),
    ("He was freed on Dec. 30.", "2019-12-30", "2019-12-30"),
    ("He will be freed on Feb. 3.", "2020-02-03", "2020-02-03"),
    ("The line is expected to be shut until March.", "2020-03-01", "2020-03-31"),
    ("The line is due to be reopened on Thursday.", "2020-01-16", "2020-01-16"),
    ("He was freed on November 2 last year.", "2019-11-02", "2019-11-02"),
]


@pytest.mark.parametrize(("text", "first", "last"), RELATIVE)
def test_relative_dates_follow_the_tense(text, first, last):
    assert days(text, TUESDAY) == (first, last)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“Tonight we lost our bridge,” she said.", 0),
        ("“We met yesterday,” she said.", 0),
        ("They met yesterday, “at last”, she said.", 1),
        ("“We met on Sunday,” she said.", 1),
    ],
)
def test_the_days_of_a_speaker_are_not_those_of_the_article(text, count):
    quoted = tuple(Span(m.start(), m.end()) for m in re.finditer("“[^”]*”", text))
    assert len(find_moments(replace(sentence(text), quoted=quoted), TUESDAY)) == count


def test_last_week_is_a_week_by_either_reckoning():
    assert days("Troops arrived last week.", TUESDAY) == ("2020-01-05", "2020-01-12")
    assert days("Troops arrived last week.", SUNDAY) == ("2020-01-05", "2020-01-18")


def test_a_day_of_last_week_is_no_one_day_on_a_sunday():
    assert days("Troops arrived on Tuesday last week.", TUESDAY) == ("2020-01-07", "2020-01-07")
    moment = one("Troops arrived on Tuesday last week.", SUNDAY)
    assert (moment.first, moment.weekday) == (None, 1)


UNRESOLVED = [
    ("The bridge fell on Sunday.", None, (6, None, None)),
    ("The bridge fell on January 13.", None, (None, 1, 13)),
    ("The bridge fell on Monday, January 13.", None, (0, 1, 13)),
    ("The bridge fell on Dec. 12, 300 days on.", None, (None, 12, 12)),
    ("The bridge fell in April.", None, (None, 4, None)),
    ("Parliament votes on Friday.", TUESDAY, (4, None, None)),  # a headline's present looks both ways
    ("The rebels agreed to meet on Friday.", TUESDAY, (4, None, None)),
    ("The vote had been scheduled for Friday.", TUESDAY, (4, None, None)),
    ("The office would be closed Friday.", TUESDAY, (4, None, None)),
    ("He was killed the following Friday.", TUESDAY, (4, None, None)),
    ("She arrived last Monday.", TUESDAY, (0, None, None)),  # yesterday, or a week before
    ("He canceled his February 12 meeting.", TUESDAY, (None, 2, 12)),  # in January
]


@pytest.mark.parametrize(("text", "published", "said"), UNRESOLVED)
def test_where_the_words_leave_two_days_only_what_was_said_is_kept(text, published, said):
    moment = one(text, published)
    assert (moment.first, moment.last) == (None, None)
    assert (moment.weekday, moment.month, moment.day) == said


def test_a_weekday_beside_a_date_singles_out_the_year():
    assert days("Parliament votes on Monday, January 13.", TUESDAY) == ("2020-01-13", "2020-01-13")


CLOCKS = [
    ("He was shot at 2:30 a.m. in the street.", (150, 150), None),
    ("He was shot about 1: 30 a. m. in the street.", (80, 100), None),
    ("He was shot about 2 a.m. in the street.", (100, 140), None),
    ("He was shot just after 2 am.", (120, 135), None),
    ("He was shot after 2 am.", (120, 180), None),
    ("He was shot shortly before 7 p.m. there.", (1125, 1140), None),
    ("He was shot around noon.", (700, 740), None),
    ("The alarm came at 2200 GMT.", (1320, 1320), 0),
    ("The alarm came at 1100 hrs IST.", (660, 660), 330),
    ("The alarm came at 0930 hours.", (570, 570), None),
    ("The alarm came at 9:15 p.m. EST.", (1275, 1275), -300),
    ("The alarm came at 5 p.m. local time.", (1020, 1020), None),
    ("The alarm came at 8:10 a.m. NZDT.", (490, 490), 780),
    ("The alarm came at 8:10 a.m. (NZDT) there.", (490, 490), 780),
    ("The alarm came at 8:10 a.m. New Zealand time.", (490, 490), 720),
    ("The alarm came at 6 p.m. Moscow time.", (1080, 1080), 180),
    ("The alarm came at 6 p.m. Eastern time.", (1080, 1080), -300),
    ("The alarm came at 6 p.m. Central European Summer Time.", (1080, 1080), 60),
    ("The alarm came at 6 p.m. Australia time.", (1080, 1080), None),
    ("The alarm came at 6 p.m. for the first time.", (1080, 1080), None),
    ("The alarm came at 6 p.m., NASA said.", (1080, 1080), None),
    ("The alarm came between 9 and 10 p.m. there.", (1260, 1320), None),
    ("The alarm came at ten o'clock in the morning.", (600, 600), None),
    ("The alarm came just before midnight.", (1425, 1440), None),
]


@pytest.mark.parametrize(("text", "clock", "zone"), CLOCKS)
def test_times_of_day(text, clock, zone):
    moment = one(text)
    assert (moment.clock, moment.zone) == (clock, zone)


JOINED = [
    ("The crash came at 7:01 p.m. on Friday.", 4, (1141, 1141), "7:01 p.m. on Friday"),
    ("The crash came about 1: 30 a. m. Sunday in Ohio.", 6, (80, 100), "about 1: 30 a. m. Sunday"),
    ("The crash came Friday about 11am near Perth.", 4, (640, 680), "Friday about 11am"),
    ("The crash came on Monday night.", 0, (1020, 1800), "Monday night"),
    ("The crash came in the early hours of Sunday.", 6, (0, 420), "in the early hours of Sunday"),
    ("The crash came at around 7 p.m. on Friday night.", 4, (1120, 1160), "around 7 p.m. on Friday night"),
    ("The crash came at 9:25 Thursday morning.", 3, (565, 565), "9:25 Thursday morning"),
]


@pytest.mark.parametrize(("text", "weekday", "clock", "words"), JOINED)
def test_a_date_and_a_time_of_day_that_stand_together_are_one_moment(text, weekday, clock, words):
    moment = one(text)
    assert (moment.weekday, moment.clock, moment.words) == (weekday, clock, words)


SILENT = [
    "They may march on the capital.",
    "March 5 people out of the hall.",
    "Theresa May met April Jones and August Wilson.",
    "She waited a second and came in on the second.",
    "The sun rose while he sat there.",
    "Some 1,200 people and 2200 people came.",
    "More than 2000 people lost 2010 homes.",
    "He drove a 2008 Honda along route 94.",
    "The Sunday Times ran it, and so did USA Today.",
    "The Good Friday Agreement held, and Black Friday sales rose.",
    "He taught Sunday school.",
    "He shops on Sundays and prays every Friday.",
    "He walked for two days after nine months of fighting.",
    "He is 36 - year - old and married for 10 years.",
    "It happened three weeks earlier.",
    "The 11 September attacks changed policing.",
    "It grew for the last year of his life.",
    "The price rose by $2010.",
    "He lifted 2000 pounds over a 2000 meter course.",
    "The reading was 04/05/2013 or so.",  # either order
    "The archive holds 1100 hours of film.",
    "The score was 2:30 at the break.",
    "He works at night and in the morning.",
    "The patrol left two hours before 2 a.m. came.",
    "The brigade of the 6 April Movement spoke.",
    "On 31 February it never rained.",
    "The strike lasted from Monday to Wednesday.",
    "The fair is open Friday - Sunday.",
    "The Jan. 6 committee met them.",
    "Tuesday Weld starred in it.",
]


@pytest.mark.parametrize("text", SILENT)
@pytest.mark.parametrize("published", [None, TUESDAY])
def test_what_only_looks_like_a_time_is_none(text, published):
    assert found(text, published) == []


@pytest.mark.parametrize(
    "text",
    [
        "He was freed yesterday.",
        "He was freed last week.",
        "He was freed today.",
        "He was freed over the weekend.",
        "He was freed nine months ago.",
        "He was freed last night.",
    ],
)
def test_without_a_publication_date_what_depends_on_it_is_left_out(text):
    assert found(text) == []


def test_spans_are_offsets_in_the_article_and_do_not_overlap():
    text = "He left on Friday, 3 May 2019, and came back in June 2019 at 5 p.m. on a ship."
    moments = find_moments(sentence(text, 100), None)
    assert [text[s.start - 100 : s.end - 100] for s, _ in moments] == ["Friday, 3 May 2019", "June 2019", "5 p.m."]
    assert all(left[0].end <= right[0].start for left, right in pairwise(moments))


HEDGES = [
    ("He must leave by 3 May 2019.", Hedge.AT_MOST),
    ("He left before 3 May 2019.", Hedge.AT_MOST),
    ("He left after 3 May 2019.", Hedge.AT_LEAST),
    ("He left around 3 May 2019.", Hedge.ABOUT),
    ("He left on 3 May 2019.", Hedge.EXACT),
    ("He left after Monday's raid.", Hedge.EXACT),  # the raid's day, not a bound
]


@pytest.mark.parametrize(("text", "hedge"), HEDGES)
def test_the_words_before_a_date_bound_it(text, hedge):
    assert one(text).hedge is hedge


SAME, IN, APART, NO = Agreement.SAME, Agreement.CONTAINED, Agreement.DISJOINT, Agreement.NOT_COMPARABLE
PAIRS = [
    ("on 13 January 2020", "on January 13, 2020", SAME),
    ("on Sunday", "on Sunday", SAME),
    ("at 8 p.m.", "at 8pm", SAME),
    ("in 2007", "in February 2007", IN),
    ("in the 1990s", "in 1994", IN),
    ("in early December 2019", "on 5 December 2019", IN),
    ("in early May", "in late May", IN),  # without a year only the month is known
    ("on 13 January", "on 13 January 2020", IN),
    ("on Monday", "on 13 January 2020", IN),
    ("on Monday", "on Monday, January 13", IN),
    ("at about 2:30 a.m.", "at 2:25 a.m.", IN),
    ("at 7 p.m.", "at 7:05 p.m.", IN),  # a full hour is rounded
    ("at 7:01 p.m. on Friday", "on Friday night", IN),
    ("at 2200 GMT", "at 5 p.m. EST", IN),
    ("at 2200 GMT", "at 10 p.m.", IN),
    ("on Sunday night", "at 2 a.m. Monday", IN),
    ("on Sunday night", "on Monday", IN),
    ("at 2 a.m. Monday", "on Sunday", IN),
    ("at midnight on Sunday", "on Monday", IN),
    ("on Sunday at 11 p.m. GMT", "on Monday", IN),
    ("on Sunday at 11 p.m. GMT", "on Monday at 8 a.m.", IN),
    ("on Monday at 8:10 a.m. New Zealand time", "on Sunday at 19:10 UTC", IN),
    ("on Monday at 8:10 a.m. New Zealand time", "on Sunday at 11:10 a.m. Pacific time", IN),
    ("late on Sunday evening", "on Monday", IN),
    ("by 3 May 2019", "on 1 April 2019", IN),
    ("at 5 p.m. on Friday", "on Friday", IN),
    ("at 5 p.m. on Friday", "at 5 p.m.", IN),
    ("on Sunday", "on Monday", APART),
    ("on 13 January 2020", "on 14 January 2020", APART),
    ("on 13 January", "on 14 January 2020", APART),
    ("on Tuesday", "on 13 January 2020", APART),
    ("in 2007", "in February 2008", APART),
    ("in early December 2019", "at the end of November 2019", APART),
    ("in early December", "at the end of November", APART),
    ("in May", "on June 3", APART),
    ("at 2:30 a.m.", "at 4 a.m.", APART),
    ("at 7 p.m. on Friday", "at 9 p.m. on Friday", APART),
    ("at 11 p.m. on Sunday", "at 11 p.m. on Monday", APART),
    ("on Sunday night", "on Monday night", APART),
    ("on Sunday morning", "on Monday afternoon", APART),
    ("at 2200 GMT", "at 2200 IST", APART),
    ("on Sunday at 7 p.m. GMT", "on Saturday evening", APART),
    ("on Sunday at 11 a.m. GMT", "on Monday at 4 p.m.", APART),
    ("on Sunday at 4 p.m. Pacific time", "on Saturday", APART),
    ("on Monday at 8:10 a.m. New Zealand time", "on Saturday evening", APART),
    ("on Saturday evening", "on Sunday", APART),
    ("on Sunday", "at 5 p.m.", NO),
    ("on Sunday", "in May", NO),
    ("on 13 January", "in 2007", NO),
    ("on Sunday", "in January 2020", NO),
    ("at 2200 GMT", "at 3 p.m.", NO),
    ("by Friday", "on Thursday", NO),
    ("in summer 2010", "in January 2010", NO),  # the other hemisphere
]


@pytest.mark.parametrize(("left", "right", "agreement"), PAIRS)
def test_how_two_moments_stand_to_each_other(left, right, agreement):
    a, b = one(f"It was over {left}."), one(f"It was over {right}.")
    assert compare_moments(a, b) is agreement
    assert compare_moments(b, a) is agreement


def test_neighbouring_days_of_the_new_year_are_neighbours():
    a, b = one("It was over on December 31 at 11:50 p.m."), one("It was over on January 1.")
    assert compare_moments(a, b) is Agreement.CONTAINED


@st.composite
def moments(draw):
    day = draw(st.dates(date(2018, 1, 1), date(2021, 12, 31)))
    length = draw(st.sampled_from([0, 0, 1, 6, 30, 364]))
    clock = draw(st.none() | st.tuples(st.integers(0, 1439), st.integers(0, 360)))
    known = draw(st.sampled_from(["days", "weekday", "date", "month", "none"]))
    return Moment(
        words="w",
        hedge=draw(st.sampled_from([Hedge.EXACT, Hedge.ABOUT, Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.RANGE])),
        granularity=draw(st.sampled_from(["day", "month", "season", "range", "minute"])),
        first=day if known == "days" else None,
        last=day + timedelta(days=length) if known == "days" else None,
        weekday=day.weekday() if known == "weekday" else None,
        month=day.month if known in {"date", "month"} else None,
        day=day.day if known == "date" else None,
        clock=(clock[0], clock[0] + clock[1]) if clock else None,
        zone=draw(st.sampled_from([None, 0, -300, 330])) if clock else None,
    )


@given(moments(), moments())
def test_comparing_is_symmetric(a, b):
    assert compare_moments(a, b) is compare_moments(b, a)


@given(moments(), moments(), st.sets(st.sampled_from(["words", "hedge", "granularity", "clock", "zone", "weekday"])))
def test_what_is_the_same_stands_on_common_ground(a, b, other):
    near = replace(a, **{field: getattr(b, field) for field in other})
    for one, two in ((a, b), (a, near), (near, b)):
        assert compare_moments(one, two) is not Agreement.SAME or common_ground(one) == common_ground(two)


@given(moments())
def test_a_moment_is_the_same_as_itself(a):
    assert compare_moments(a, a) is Agreement.SAME


# 11 September 2001 is left out: "September 11, 2001" is the name of the attacks, not a date.
@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)).filter(lambda day: day != date(2001, 9, 11)))
def test_a_date_is_read_back_however_it_is_written(day):
    forms = (
        f"{day:%-d %B %Y}",
        f"{day:%B %-d, %Y}",
        f"{day:%b %-d, %Y}",
        f"{day.isoformat()}",
        f"{day:%A, %B %-d, %Y}",
    )
    for form in forms:
        assert days(f"It was dated {form}.") == (day.isoformat(), day.isoformat())


LABELS = [
    ("It was on 13 January 2020.", None, "Mon 13 January 2020"),
    ("It was in January 2020.", None, "January 2020"),
    ("It was in 2011.", None, "2011"),
    ("It was from 1990 to 1991.", None, "1990–1991"),
    ("It was on Sunday.", None, "Sunday"),
    ("It was on January 13.", None, "13 January"),
    ("It was in April.", None, "April"),
    ("It was at about 2:30 a.m. there.", None, "about 2:30 a.m."),
    ("It was at 7:01 p.m. on Jan. 12, 2020.", None, "12 January 2020, 7:01 p.m."),
    ("It was at 2200 GMT.", None, "10:00 p.m. GMT"),
    ("It was between 6 and 8 January 2020.", None, "6–8 January 2020"),
    ("It was on Sunday night.", TUESDAY, "Sunday night (12 January 2020)"),
    ("It was last week.", TUESDAY, "last week (5–12 January 2020)"),
    ("It was in early December.", TUESDAY, "early December (December 2019)"),
    ("It was before 3 May 2019.", None, "by Fri 3 May 2019"),
    ("It was at noon.", None, "noon"),
]


@pytest.mark.parametrize(("text", "published", "label"), LABELS)
def test_labels_are_short_and_stable(text, published, label):
    assert describe_moment(one(text, published)) == label
