"""The kind `unsupported`, of names: whom and what no source has, or has of something else; and what only seems so."""

import alone
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.domain.findings import Found, Relation, Severity

HIGH, MEDIUM = Severity.HIGH, Severity.MEDIUM
KNOWN = "Snow lay in Milltown. A railway ends in Oldgate."
FIRE = "A fire at its warehouse in Oldgate hurt two guards and a driver."
BURNT = f"{KNOWN} Two guards and a driver were hurt when a fire broke out at its warehouse in Milltown."
FLOWN = "The envoy flew to Oldgate for talks with the rebels on Monday."


def found(draft, *sources, **changed):
    weighed = alone.checked("unsupported", draft, *sources, read=alone.understood, **changed)
    return [one for one in weighed if isinstance(one, Found)]


FIRES = {
    # in no source
    "a person spelt nearly as another": (
        "On Friday Sir Edmund Fairley, a conciliator, will meet both sides.",
        "Both sides meet on Friday with a conciliator, Sir Edmund Farr.",
        ("Edmund Fairley", "Edmund Farr", HIGH),
    ),
    "both words spelt otherwise": (
        "Councillor Roy Petrovsky held the deciding vote.",
        "The deciding vote was that of Councillor Ray Petrosky.",
        ("Roy Petrovsky", "Ray Petrosky", HIGH),
    ),
    "another person for the one who did it": (
        "Tom Weller, a harbour official, ended a four-day visit to the yard.",
        "A harbour official, Ilse Krantz, ended a four-day visit to the yard.",
        ("Tom Weller", "Ilse Krantz", HIGH),
    ),
    "somebody whom nobody else heard": (
        "The historian Ada Bloom said such votes are rare.",
        "Mayor Ilse Krantz said the vote was close.",
        ("Ada Bloom", "Mayor Ilse Krantz said the vote was close.", HIGH),
    ),
    "an outlet": (
        "The bridge was closed, the Lindal Courier reported.",
        "The bridge was closed on Monday, the council said.",
        ("Lindal Courier", "The bridge was closed on Monday, the council said.", HIGH),
    ),
    "a body": (
        "The money went to the Farrow Institute last year.",
        "The money went to the Ostby Institute last year.",
        ("Farrow Institute", "Ostby Institute", MEDIUM),
    ),
    "a place": (
        "The worker lost two fingers at the company's site in Varnholm.",
        "The company was fined after a worker lost two fingers at its site in Lindal.",
        ("Varnholm", "Lindal", MEDIUM),
    ),
    "a country": (
        "He was attacked at an airport in Norway.",
        "He was attacked at an airport in Portugal, the police said.",
        ("Norway", "Portugal", MEDIUM),
    ),
    # in the sources, but of something else
    "a thing's place": (FIRE, BURNT, ("Oldgate", "Milltown", MEDIUM)),
    "a deed's place": (
        FLOWN,
        f"{KNOWN} On Monday the envoy flew to Milltown, where he held talks with rebels.",
        ("Oldgate", "Milltown", MEDIUM),
    ),
    "held in": (
        "The trial of the three brokers will be held in Oldgate.",
        f"{KNOWN} The three brokers will face a trial that is to be held in Milltown.",
        ("Oldgate", "Milltown", MEDIUM),
    ),
    "an outlet for another": (
        "Closing the port would cost up to 4 million crowns a day, the Harbour Post has estimated.",
        "The Harbour Post was sold. The Lindal Gazette has estimated that closing the port would cost up to 4 million crowns a day.",
        ("Harbour Post", "Lindal Gazette", HIGH),
    ),
    "reported by": (
        "The Harbour Post has identified the lawmaker as Omar Weller of Ostby.",
        "The Harbour Post was sold. An unnamed lawmaker, reported by the Lindal Gazette to be Omar Weller of Ostby, left.",
        ("Harbour Post", "Lindal Gazette", HIGH),
    ),
    "a person for another": (
        "Tom Lindqvist said on Friday he expected the pumps to fail again within days.",
        "Ilse Krantz said on Friday that she expected the pumps to fail again within days. Tom Lindqvist, an engineer, slept.",
        ("Tom Lindqvist", "Ilse Krantz", HIGH),
    ),
    # the office of a person
    "an office that nobody has": (
        "Majority Whip Tom Weller walked with the president to the lunch.",
        "The president walked to the lunch with Majority Leader Tom Weller.",
        ("Majority Whip", "Majority Leader", MEDIUM),
    ),
    "an office behind the name": (
        "Ada Bloom, a former health minister, called it a shame.",
        "It is a shame, said Ada Bloom, a former surgeon general.",
        ("former health minister", "former surgeon general", MEDIUM),
    ),
    "a calling": (
        "The papers are those of the former diplomat Ada Bloom.",
        "The papers are those of Ada Bloom, a former judge.",
        ("former diplomat", "former judge", MEDIUM),
    ),
    "the same office of another body": (
        "Ada Bloom, president of the National Harbour Association, called the remark unkind.",
        "The remark was unkind, said Ada Bloom, president of the Federation of Pilots.",
        ("National Harbour Association", "Federation of Pilots", MEDIUM),
    ),
}  # fmt: skip

SILENT = {
    # it stands there, in whatever form
    "an outlet by its page": ("A lawyer told LindalNews.com that the pier was shut.", "The pier, he told LindalNews.com, was shut."),
    "without a title": ("Edmund Farr will meet both sides.", "Sir Edmund Farr, a conciliator, meets both sides."),
    "the surname": ("Farr will meet both sides.", "Sir Edmund Farr, a conciliator, meets both sides."),
    "a given name more": ("Edmund Farr, the conciliator, left.", "Mr Farr, the conciliator, left."),
    "a state beside a party": ("Sen. Edmund Farr of New Hampshire said the pier was shut.", "The pier was shut, said Edmund Farr, R-N.H."),
    "a state as part of a name": (
        "Rep. Edmund Franks of Arizona, co-chairman of the Harbour Caucus, doubted it.",
        "Rep. Edmund Franks (R-Ariz.), who co-chairs the caucus, doubted it.",
    ),
    "a state in short beside a party": ("Sen. Edmund Farr of California told the board to wait.", "Edmund Farr, D-Calif., told the board."),
    "accents": ("Jose Nunez spoke to the council.", "José Núñez spoke to the council on Monday."),
    "a spelling of one name": (
        "Fayez al-Serraj met the envoys in the capital.",
        "Fayez al-Sarraj met the envoys in the capital.",
    ),
    "an acronym in full": (
        "The Lindal Harbour Board said the port was shut.",
        "The LHB said the port was shut on Monday.",
    ),
    "an acronym for it": (
        "The LHB said the port was shut.",
        "The Lindal Harbour Board said the port was shut on Monday.",
    ),
    "a company's longer name": ("Tarnby Holdings said it would sell.", "Tarnby said on Monday it would sell."),
    "the outlet of a source": ("The port was shut, a1 reported.", "The port was shut on Monday, the board said."),
    "a country of its people": (
        "The talks were held in Portugal.",
        "The talks were held by the Portuguese foreign minister at his home.",
    ),
    "a country of its capital": ("The talks were held in Portugal.", "The talks were held on Monday in Lisbon."),
    "a capital of its country": ("The talks were held in Lisbon.", "The Portuguese held the talks on Monday."),
    "a seat of power": ("The Kremlin said nothing.", "Russia said nothing on Monday."),
    "a state in short": ("The port lies in Richmond, Va.", "The port lies in Richmond, Virginia."),
    "whence somebody is": (
        "Rep. Ada Bloom of Ohio voiced dismay.",
        "Rep. Ada Bloom voiced dismay on Monday.",
    ),
    "letters that are a word": ("He drove an SUV to the port.", "He drove a car to the port."),
    "in a quotation": ('"Nobody in Norway would do it," he said.', '"Nobody in Norway would do it," he said on Monday.'),
    # another thing, or the draft's own as well
    "what holds the place": (
        "A fire at its warehouse in Milltown hurt two guards and a driver.",
        f"{KNOWN} Milltown is in Ardland. Two guards and a driver were hurt in a fire at its warehouse in Ardland.",
    ),
    "both places are in the draft": (f"{FIRE} Another fire at its warehouse in Milltown hurt nobody.", BURNT),
    "another source has it so": (FIRE, BURNT, "The warehouse in Oldgate burnt for hours, and two guards were hurt."),
    "another source has it in other words": (FIRE, BURNT, "Oldgate: fire hurts two guards and a driver."),
    "another thing": (FIRE, f"{KNOWN} The company also has a warehouse in Milltown, where it keeps tyres."),
    "another day": (FLOWN, f"{KNOWN} On Friday the envoy flew to Milltown for talks with the rebels."),
    "from and to": (FLOWN, f"{KNOWN} On Monday the envoy flew from Milltown for talks with rebels."),
    "a list of places": (FLOWN, f"{KNOWN} On Monday the envoy flew to Milltown and Oldgate for talks with the rebels."),
    "a body and who speaks for it": (
        "Port Authority spokeswoman Ada Bloom said the pumps would fail again within days.",
        "The Port Authority said the pumps would fail again within days. Ada Bloom, its spokeswoman, slept.",
    ),
    "another source has it from the same": (
        "Tom Lindqvist said on Friday he expected the pumps to fail again within days.",
        "Ilse Krantz said on Friday that she expected the pumps to fail again within days.",
        "Tom Lindqvist, an engineer, expects the pumps to fail again within days.",
    ),
    # offices
    "another word for the office": (
        "Ada Bloom, the chairwoman of the board, left.",
        "Ada Bloom, the board's chair, left early.",
    ),
    "an abbreviation": ("Senator Ada Bloom, a former judge, left.", "Sen. Ada Bloom, a former judge, left early."),
    "a seat in a body": ("Rep. Ada Bloom left.", "Ada Bloom, the committee's chairman, left early."),
    "a description": ("Ada Bloom, a friend of the mayor, left.", "Ada Bloom, a judge, left early."),
    "whose friend": ("Tom Weller, the mayor's friend, left.", "Tom Weller, a judge, left early."),
    "nobody says what he is": ("Ada Bloom, a judge, left.", "Ada Bloom left early with Tom Weller."),
    "the office is told beside the name": (
        "The mayor, Ada Bloom, left.",
        "The mayor left early. Ada Bloom, a former judge, will not be back.",
    ),
    "the body in short": (
        "Ada Bloom, president of the National Harbour Association, left.",
        "NHA president Ada Bloom, of the Federation of Pilots, left early.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "expected"), FIRES.values(), ids=FIRES)
def test_whom_and_what_no_source_has_is_found(draft, source, expected):
    (one,) = found(draft, source)
    assert one.relation is Relation.CONFLICT
    assert (one.sides[0].value, one.sides[1].value, one.severity) == expected
    evidence = one.sides[0].evidence[0]
    assert evidence.article == "a0"
    assert evidence.quote[slice(*evidence.span)] == expected[0]


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_what_the_sources_mention_is_left_alone(texts):
    assert found(*texts) == []


@pytest.mark.parametrize(("draft", "source", "expected"), FIRES.values(), ids=FIRES)
def test_a_source_that_has_it_silences(draft, source, expected):
    assert found(draft, source, draft) == []


def test_one_name_is_one_finding_however_often_it_stands():
    draft = "Sir Edmund Fairley, a conciliator, will meet both sides. Fairley said both sides were tired."
    assert len(found(draft, "Both sides meet with a conciliator, Sir Edmund Farr, who said little.")) == 1


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(3)))
def test_the_order_of_the_sources_never_matters(order):
    sources = [BURNT, "The lighthouse was painted.", "A guard slept."]
    assert [d.id for d in found(FIRE, *sources)] == [d.id for d in found(FIRE, *(sources[n] for n in order))]
