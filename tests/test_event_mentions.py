"""Of what event a value is: what, where, when, who, and whether the sentence puts it into another time."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from desks import browser, desk_of, ledgered
from findings_samples import FULL, discrepancy, evidence, side
from hypothesis import given
from hypothesis import strategies as st
from reading import understand
from stories import CONFIG, LEXICONS, Told, findings

from factcheck.domain.account import Marked
from factcheck.domain.events import EventMention
from factcheck.domain.findings import UNTOLD, Findings, Relation, ReportedEvent
from factcheck.domain.text import Article, Span
from factcheck.domain.values import Moment
from factcheck.findings import digest
from factcheck.findings.events import event_of
from factcheck.running import Run, compare_paths
from factcheck.shelves import member
from factcheck.tools import make_parser
from factcheck.understand.events import EventReader
from factcheck.values.times.moments import describe_moment, find_moments

PARSER = make_parser(CONFIG)
SEEDS = Path(__file__).parent.parent / "seeds"
WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)
MONDAY, TUESDAY, TODAY = "Mon 13 May 2024", "Tue 14 May 2024", "Wed 15 May 2024"
THURSDAY, FRIDAY = "Thu 9 May 2024", "Fri 10 May 2024"
SATURDAY, SUNDAY = "Sat 11 May 2024", "Sun 12 May 2024"


def account_of(text, *, parser=PARSER, published=WEDNESDAY):
    article = Article("a", text, "The Paper", "0", "a.txt", published=published)
    return understand([article], LEXICONS, parser=parser)[0]


def mention(text, words, *, parser=PARSER, published=WEDNESDAY):
    """What is told of the event of the value in `words`; of the claim there, else of the words as marked."""
    account = account_of(text, published=published)
    start = text.index(words)
    span = Span(start, start + len(words))
    sentence = next(one for one in account.sentences if one.span.overlaps(span))
    claims = sorted((c for c in account.claims if c.span.overlaps(span)), key=lambda c: c.span != span)
    (said,) = claims[:1] or [Marked(sentence, span)]
    return EventReader([account], LEXICONS, parser).read([said])[0]


def fields(told):
    when = describe_moment(told.when) if told.when else ""
    return told.what, ", ".join(told.where), when, told.who, told.background


# sentence, value, then what, where, when, who; published on Wednesday 15 May 2024
PLAIN = [
    (
        "A blast at a market in Halden killed nine people on Tuesday.",
        "nine people",
        "blast killed",
        "Halden",
        TUESDAY,
        "people",
    ),
    (
        "Nine miners were killed in an explosion in Ostby on Monday.",
        "Nine miners",
        "were killed in explosion",
        "Ostby",
        MONDAY,
        "miners",
    ),
    ("Talks began in Geneva on Monday.", "Monday", "Talks began", "Geneva", MONDAY, ""),
    ("Rao was sentenced to 12 years in prison on Friday.", "12 years", "was sentenced", "", FRIDAY, "Rao"),
    ("The council signed the pact on Friday.", "Friday", "signed pact", "", FRIDAY, "council"),
    ("The election will be held on June 3.", "June 3", "election will be held", "", "Mon 3 June 2024", ""),
    (
        "Voters in Lindal will elect a mayor on June 9.",
        "June 9",
        "will elect mayor",
        "Lindal",
        "Sun 9 June 2024",
        "Voters",
    ),
    (
        "The rebels did not sign the accord in Geneva on Tuesday.",
        "Tuesday",
        "did not sign accord",
        "Geneva",
        TUESDAY,
        "rebels",
    ),
    ("Rao, 44, resigned on Thursday.", "Thursday", "resigned", "", THURSDAY, "Rao"),
    ("The strike by 400 nurses in Lindal began on Wednesday.", "400 nurses", "strike began", "Lindal", TODAY, "nurses"),
    (
        "The talks in Geneva between the two sides broke down on Monday.",
        "Monday",
        "talks broke down",
        "Geneva",
        MONDAY,
        "",
    ),
    (
        "In Halden, rescuers pulled 12 survivors from the rubble on Friday.",
        "12 survivors",
        "rescuers pulled",
        "Halden",
        FRIDAY,
        "survivors",
    ),
    ("The 36-year-old driver was pulled from the river in Ostby.", "36-year-old", "was pulled", "Ostby", "", "driver"),
]
HARD = [
    # reported: the time and the place of the saying are not those of the deed
    ("Police said on Tuesday that nine miners had been killed in Ostby.", "nine miners", "killed", "Ostby", "", "miners"),
    (
        "The minister said in Paris that 15 soldiers were wounded when a bomb exploded in Kandara on Wednesday.",
        "15 soldiers", "were wounded", "Kandara", TODAY, "soldiers",
    ),
    ("A judge in Ostby ruled on Tuesday that 15 workers had been dismissed.", "15 workers", "dismissed", "", "", "workers"),
    ("The ministry denied that 40 prisoners had escaped from the jail in Halden.", "40 prisoners", "escaped", "Halden", "", "prisoners"),
    ("The president said the army had recaptured Kandara on Tuesday.", "Tuesday", "recaptured Kandara", "", TUESDAY, "army"),
    ("At least 200 homes were swept away after the dam burst on Monday, the mayor of Ostby said.", "200 homes", "were swept", "", MONDAY, "homes"),
    # the deed is a noun, or beside the verb that the value hangs on
    ("The ferry sank off Halden on Sunday, killing at least 40 passengers.", "40 passengers", "ferry sank killing", "Halden", SUNDAY, "passengers"),
    ("The attack on the embassy in Kandara left seven guards dead.", "seven guards", "attack left dead", "Kandara", "", "guards"),
    ("The collapse of a bridge in Halden left 22 people injured.", "22 people", "collapse left injured", "Halden", "", "people"),
    ("The death toll from the earthquake in Norland rose to 43.", "43", "death toll from earthquake", "Norland", "", ""),
    ("The number of missing rose to 27 after a ferry capsized off Ostby on Sunday.", "27", "number of missing", "Ostby", SUNDAY, ""),
    ("Rao's arrest in Ostby on Tuesday came after two months.", "Tuesday", "Rao's arrest", "Ostby", TUESDAY, "Rao"),
    ("Holt's statement on Sunday came as a surprise.", "Sunday", "Holt's statement came", "", SUNDAY, "Holt"),
    ("The trial of Mara Rao is due to begin in Ostby on Monday.", "Monday", "trial is due to begin", "Ostby", "Mon 20 May 2024", ""),
    ("Officials in Ostby confirmed on Monday the death of nine villagers.", "nine villagers", "death", "", "", "villagers"),
    # several deeds, several places
    ("The governor, who had flown to Lindal on Sunday, signed the bill in Ostby on Monday.", "Monday", "signed bill", "Ostby", MONDAY, "governor"),
    ("He was arrested in Halden on Monday and sentenced in Ostby on Friday.", "Friday", "sentenced", "Ostby", FRIDAY, ""),
    ("The man who shot six guards in Halden was arrested on Monday.", "six guards", "man shot", "Halden", "", "guards"),
    ("At least 12 people were hurt and three killed in a crash near Halden on Saturday.", "three", "killed in crash", "Halden", SATURDAY, ""),
    ("Eleven hikers, two of them from Norland, died in an avalanche near Halden on Saturday.", "Eleven hikers", "died", "Halden", SATURDAY, "hikers"),
    ("Envoys met in the city of Lindal for talks on Norland.", "met", "met", "Lindal", "", "Envoys"),
    ("U.S. airstrikes in Norland killed nine guards.", "nine guards", "U.S. airstrikes killed", "Norland", "", "guards"),
    ("The ceasefire, signed in Geneva in May, collapsed on Sunday.", "Sunday", "ceasefire collapsed", "Geneva", SUNDAY, ""),
    # headlines
    ("Nine miners killed in Ostby blast", "Nine miners", "killed in Ostby blast", "Ostby", "", "miners"),
    ("Quake off Norland kills 19", "19", "Quake kills", "Norland", "", ""),
    ("Fire in Ostby: 12 dead", "12", "dead", "Ostby", "", ""),
    ("Floods destroy 300 homes in Lindal", "300 homes", "Floods destroy", "Lindal", "", "homes"),
    ("The chief aide Mara Rao resigned on Friday.", "Friday", "resigned", "", FRIDAY, "Mara Rao"),
    # things have no part in it: who had to do with them has
    ("Rao bought two guns in Halden on Friday.", "two guns", "bought guns", "Halden", FRIDAY, "Rao"),
]  # fmt: skip
BACKGROUND = [
    ("A previous attack in Halden killed 30 guards.", "30 guards", "previous attack killed", "Halden", "", "guards"),
    ("It was the deadliest attack since 120 people died in Ostby in 2009.", "120 people", "died", "Ostby", "2009", "people"),
    ("The toll is the highest since 2011, when 90 miners died in Halden.", "90 miners", "died", "Halden", "2011", "miners"),
    ("The blast was the third since an attack in Lindal killed 50 pilgrims last year.", "50 pilgrims", "attack killed", "Lindal", "2023", "pilgrims"),
    ("In 1996, a crash near Ostby killed 80 passengers.", "80 passengers", "crash killed", "Ostby", "1996", "passengers"),
    ("In March, 14 people drowned off Norland.", "14 people", "drowned", "Norland", "March 2024", "people"),
    ("Last year 40 people died in the same mine.", "40 people", "died", "", "2023", "people"),
    ("Three years ago the company paid $2 million.", "$2 million", "paid", "", "Three years ago (May 2020 – May 2022)", "company"),
]  # fmt: skip
TABLE = [(*row, False) for row in (*PLAIN, *HARD)] + [(*row, True) for row in BACKGROUND]


@pytest.mark.parametrize(
    ("text", "words", "what", "where", "when", "who", "background"), TABLE, ids=lambda v: str(v)[:30]
)
def test_a_sentence_tells_what_where_when_and_who(text, words, what, where, when, who, background):
    assert fields(mention(text, words)) == (what, where, when, who, background)


@pytest.mark.parametrize(("text", "words"), [row[:2] for row in TABLE])
def test_all_that_is_told_stands_in_the_sentence(text, words):
    told = mention(text, words)
    known = set(re.findall(r"\w+", text))
    for part in (told.what, *told.where, told.who, told.when.words if told.when else ""):
        assert set(re.findall(r"\w+", part)) <= known


def test_the_day_of_the_page_is_no_time_of_the_deed():
    assert mention("Nine miners were killed in Ostby.", "Nine miners").when is None
    unknown = mention("Nine miners were killed in Ostby on Monday.", "Nine miners", published=None)
    assert describe_moment(unknown.when) == "Monday"


def test_each_sentence_is_parsed_once_and_all_at_once():
    asked = []

    class Counting:
        name = "counting"

        def parse(self, sentences):
            asked.append(len(sentences))
            return PARSER.parse(sentences)

    account = account_of("Nine miners and two guards died in Ostby. Talks began in Geneva on Monday.")
    EventReader([account], LEXICONS, Counting()).read([*account.claims, *account.claims])
    assert asked == [2]


# --- what the sides agree on

DIED = EventMention("died", ("Halden",), Moment("Monday", first=date(2024, 5, 13), last=date(2024, 5, 13)), "miners")


def test_the_most_frequent_reading_of_each_field_is_told():
    other = EventMention("were killed", (), None, "workers")
    assert event_of([[DIED, other], [DIED]]) == ReportedEvent(what="died", where="Halden", when=MONDAY, who="miners")


def test_where_nothing_is_told_nothing_is_invented():
    assert event_of([[EventMention()], [EventMention()]]) == UNTOLD
    assert event_of([[EventMention(what="died")], [EventMention()]]) == ReportedEvent(what="died")


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        (("Halden",), ("Ostby",), "Halden / Ostby"),
        (("Halden",), ("East Halden",), "Halden"),  # one is in the other
        (("Libya",), ("Tripoli",), "Tripoli"),  # a country may hold any town
        (("Libya",), ("Norway",), "Libya / Norway"),
        (("Halden",), ("Halden", "Norland"), "Halden, Norland"),
        ((), ("Ostby",), "Ostby"),
    ],
)
def test_sides_that_name_different_places_are_both_told(one, other, where):
    assert event_of([[replace(DIED, where=one)], [replace(DIED, where=other)]]).where == where


def test_sides_that_name_different_times_are_both_told():
    tuesday = Moment("Tuesday", first=date(2024, 5, 14), last=date(2024, 5, 14))
    may = Moment("May", granularity="month", first=date(2024, 5, 1), last=date(2024, 5, 31))
    assert event_of([[DIED], [replace(DIED, when=tuesday)]]).when == f"{MONDAY} / {TUESDAY}"
    assert event_of([[DIED], [replace(DIED, when=may)]]).when == MONDAY


@given(st.permutations([DIED, replace(DIED, what="Died"), replace(DIED, who="men"), replace(DIED, where=())]))
def test_the_order_of_the_evidence_changes_no_majority(mentions):
    told = event_of([mentions, [DIED]])
    assert (told.what.lower(), told.where, told.who) == ("died", "Halden", "miners")


# --- in a report

BLAST = (
    "A blast at a market in Halden on Monday killed nine people. The mayor of Halden spoke of a black day for the town.",
    "A blast at a market in Halden on Monday killed 14 people. The mayor of Halden spoke of a black day for the town.",
)


def test_a_finding_says_of_what_event_its_values_are(encoder):
    (found,) = findings(encoder, *BLAST).discrepancies
    assert found.event == ReportedEvent(what="blast killed", where="Halden", when=MONDAY, who="people")
    assert digest.of_event(found) == f"blast killed, Halden, {MONDAY}"


def test_a_copy_changes_nothing_of_an_event(encoder):
    (found,) = findings(encoder, *BLAST).discrepancies
    (copied,) = findings(encoder, *BLAST, Told(BLAST[1])).discrepancies
    assert copied.event == found.event


def test_what_is_told_in_the_seeds_stands_in_the_evidence():
    found = compare_paths([str(SEEDS)], Run(config=CONFIG, today=date(2024, 5, 15)))
    dated = {a.id: datetime.fromisoformat(a.published) if a.published else None for a in found.articles}
    assert any(d.event.what and d.event.where for d in found.discrepancies)
    for d in found.discrepancies:
        quotes = [e for one in d.sides for e in one.evidence]
        words = {word for e in quotes for word in re.findall(r"\w+", e.quote)}
        for part in (d.event.what, d.event.where, d.event.who):
            assert set(re.findall(r"\w+", part or "")) <= words
        times = {label for e in quotes for label in labels_of(e, dated[e.article])}
        assert set((d.event.when or "").split(" / ")) <= times | {""}


def labels_of(quoted, published):
    sentences = account_of(quoted.quote, published=published).sentences
    return {describe_moment(moment) for one in sentences for _, moment in find_moments(one, published)}


def test_how_a_name_is_spelt_belongs_to_no_event():
    found = compare_paths([str(SEEDS)], Run(config=CONFIG, today=date(2024, 5, 15)))
    variants = [d for d in found.discrepancies if d.relation is Relation.VARIANT]
    assert variants
    assert all(d.event == UNTOLD for d in variants)


LINES = [
    (
        ReportedEvent(what="blast killed", where="Halden", when=MONDAY, who="guards"),
        f"blast killed (guards), Halden, {MONDAY}",
    ),
    (ReportedEvent(what="moved", who="people"), ""),  # the summary says so
    (ReportedEvent(what="move", when="Monday"), "move, Monday"),
    (ReportedEvent(where="Halden"), "Halden"),
    (ReportedEvent(), ""),
]


@pytest.mark.parametrize(("event", "line"), LINES)
def test_the_line_of_an_event_does_not_repeat_the_summary(event, line):
    made = discrepancy(
        "f", side("250", evidence("a", "250 were moved", "250")), side("700", evidence("b", "700", "700"))
    )
    assert digest.of_event(made.model_copy(update={"event": event})) == line


@given(
    st.builds(
        ReportedEvent,
        what=st.text(max_size=80),
        where=st.text(max_size=80),
        when=st.text(max_size=80),
        who=st.text(max_size=80),
    )
)
def test_the_line_of_an_event_is_one_short_line(event):
    made = discrepancy(
        "f", side("250", evidence("a", "250 were moved", "250")), side("700", evidence("b", "700", "700"))
    )
    line = digest.of_event(made.model_copy(update={"event": event}))
    assert len(line) <= 100
    assert len(line.splitlines()) <= 1


NASTY_EVENT = ReportedEvent(what="sank off <script>", where="Halden|Ostby", when=MONDAY)


def reported_with(event, whole=FULL):
    """The findings made by hand, each of that event."""
    of_event = tuple(d.model_copy(update={"event": event}) for d in whole.discrepancies)
    return whole.model_copy(update={"discrepancies": of_event})


@pytest.mark.parametrize("name", ["markdown", "terminal", "html"])
def test_a_report_for_people_has_the_line_and_one_without_an_event_has_none(name):
    render = member("formats", name)().render
    told, untold = render(reported_with(NASTY_EVENT)), render(reported_with(UNTOLD))
    assert "Of: sank off" in told
    assert "Of: " not in untold
    assert ("off <script>" in told) == (name == "terminal")


def test_the_json_report_has_four_strings_or_null():
    told = json.loads(member("formats", "json")().render(reported_with(NASTY_EVENT)))["discrepancies"][0]["event"]
    assert told == {"what": "sank off <script>", "where": "Halden|Ostby", "when": MONDAY, "who": None}


def test_a_report_that_was_written_before_events_were_read_is_read():
    written = json.loads(member("formats", "json")().render(FULL))
    for d in written["discrepancies"]:
        del d["event"]
    assert all(d.event == UNTOLD for d in Findings.model_validate(written).discrepancies)


def test_the_page_of_a_finding_has_the_line(tmp_path):
    page = browser(desk_of(tmp_path, reported_with(NASTY_EVENT, ledgered()))).get("/finding/moved").text
    assert "Of: sank off &lt;script&gt;, Halden|Ostby" in page
