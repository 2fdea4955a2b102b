"""The kind `unsupported`, of what stands beside a name: who somebody is and where a place is, and what only seems so."""

import alone
import pytest

from factcheck.domain.findings import Found, Severity

HIGH, MEDIUM = Severity.HIGH, Severity.MEDIUM
ELSEWHERE = "In the sources, but not of this: "


def found(draft, *sources):
    weighed = alone.checked("unsupported", draft, *sources, read=alone.understood)
    return [one for one in weighed if isinstance(one, Found)]


FIRES = {
    # another office of the same sort
    "a secretary": (
        "Secretary of State Owen Trask read out a short statement.",
        "Treasury Secretary Owen Trask read out a statement after Secretary of State Ada Bloom had left the hall.",
        ("Secretary of State", "Treasury Secretary"),
    ),
    "a minister": (
        "Ada Bloom, the finance minister, called the ferry unsafe.",
        "Health Minister Ada Bloom called the ferry unsafe. The finance minister, Tom Weller, said nothing.",
        ("finance minister", "Health Minister"),
    ),
    "a chief officer": (
        "Tom Weller, chief financial officer of Tarnby Holdings, hid the letters.",
        "The company's chief content officer, Tom Weller, hid the letters. It rained. It snowed. Tarnby Holdings met a financial crisis.",
        ("chief financial officer of Tarnby Holdings", "chief content officer"),
    ),
    "a general, though nobody's name stands beside the office": (
        "Owen Trask, the solicitor general, asked for a week.",
        "Assistant Attorney General Owen Trask asked for a week. That is long. In Lindal the solicitor general waited.",
        ("solicitor general", "Assistant Attorney General"),
    ),
    "a seat": (
        "Senator Ilse Krantz wants the pier closed.",
        "Rep. Ilse Krantz wants the pier closed, and Sen. Ada Bloom does not.",
        ("Senator", "Rep."),
    ),
    # somebody else's office
    "a former office of another": (
        "Tom Weller, the mayor's former spokesman, asked for the minutes.",
        "The mayor's former campaign manager, Tom Weller, asked for it. Her former spokesman, Owen Trask, was asleep.",
        ("former spokesman", "former campaign manager"),
    ),
    "the office and the body of another": (
        "Tom Weller, acting commissioner of Ports and River Protection, spoke by telephone.",
        "Ports and River Protection acting Deputy Commissioner Owen Trask slept. Tom Weller, the acting director of Bridges and Roads, spoke.",
        ("acting commissioner of Ports and River Protection", "acting director of Bridges and Roads"),
    ),
    "the leader of the other side": (
        "Senate Majority Leader Ada Bloom waited in the hall.",
        "Senate Minority Leader Ada Bloom waited in the hall. It rained. It snowed. The majority was late.",
        ("Senate Majority Leader", "Senate Minority Leader"),
    ),
    # whence, for whom
    "a state": (
        "Representative Owen Trask of Texas was worried.",
        "Committee chairman Owen Trask of California and Senator Ada Bloom of Texas were worried.",
        ("Texas", "California"),
    ),
    "a state in a bracket": (
        "Representative Ada Bloom, a Michigan Democrat, wants a hearing.",
        "Rep. Ada Bloom (D-MN) wants a hearing before the summer.",
        ("Michigan", "MN"),
    ),
    "a state for a judge's": (
        "Judge Owen Trask of Nevada gave them a week.",
        "Judge Owen Trask, who is young, gave them a week. Judge Owen Trask, sitting in Vermont, was tired.",
        ("Nevada", "Vermont"),
    ),
    "a party": (
        "Ada Bloom, a Republican from Ohio, wants a hearing.",
        "Rep. Ada Bloom (D-Ohio) wants a hearing before the summer.",
        ("Republican", "D"),
    ),
    "an outlet": (
        "The Courier's Robert Weller wrote that the host had been told to stay away.",
        "The Gazette's Robert Weller wrote that the host was away. He was ill. He slept. The Courier saw it first.",
        ("Courier", "Gazette"),
    ),
    # where a place is, and what it is
    "a country": (
        "They will meet in Linz, Germany, in the spring.",
        "They will meet in spring in Linz, Austria. In Germany it rained.",
        ("Germany", "Austria"),
    ),
    "what sort of place": (
        "The two men met in the fishing village of Merle.",
        "The two men met on Friday in the fishing village of Ostrand. Merle was cut off by snow.",
        ("Merle", "Ostrand"),
    ),
}  # fmt: skip

SILENT = {
    # the same in other words
    "as the source has it": (
        "Treasury Secretary Owen Trask read out a statement.", "Treasury Secretary Owen Trask read out a statement.",
    ),
    "the other way to say it": (
        "Owen Trask, the secretary of the treasury, read out a statement.",
        "Treasury Secretary Owen Trask read out a statement. Defense Secretary Ada Bloom left.",
    ),
    "a time before the office": (
        "Later in the day Secretary of State Owen Trask blamed the crew.",
        "Secretary of State Owen Trask blamed the crew on Friday.",
    ),
    "without its charge": (
        "The secretary, Owen Trask, read out a statement.", "Treasury Secretary Owen Trask read out a statement.",
    ),
    "the office is told in the next sentence": (
        "Secretary of State Owen Trask read out a statement.",
        "Treasury Secretary Owen Trask read out a statement. Soon he will be secretary of state.",
    ),
    "in other words": (
        "The top diplomat, Owen Trask, read out a statement.", "Secretary of State Owen Trask read out a statement.",
    ),
    "former": (
        "Ada Bloom, a former finance minister, called it unsafe.", "Finance Minister Ada Bloom called it unsafe.",
    ),
    "no longer called former": ("Finance Minister Ada Bloom left.", "Ada Bloom, a former finance minister, left early."),
    "whose minister": (
        "British minister Ada Bloom called the ferry unsafe.", "Finance Minister Ada Bloom called the ferry unsafe.",
    ),
    "a deputy": (
        "Deputy Attorney General Owen Trask asked for a week.", "Attorney General Owen Trask asked for a week.",
    ),
    "two of the sources' offices": (
        "Finance Minister Ada Bloom left.", "Health Minister Ada Bloom left.", "Ada Bloom, the finance minister, left.",
    ),
    "a congressman": ("Congressman Owen Trask left.", "Rep. Owen Trask left with Sen. Ada Bloom."),
    "a press secretary": (
        "Press Secretary Ilse Krantz said no. Ada Bloom left.",
        "Palace spokeswoman Ilse Krantz said no. Health Secretary Ada Bloom had left, and Press Secretary Tom Weller, too.",
    ),
    "a vague word": (
        "Tom Weller, a former aide, asked for the minutes.",
        "The former campaign manager, Tom Weller, asked for the minutes. A former aide, Owen Trask, was asleep.",
    ),
    "another beside somebody": (
        "Another spokesman, Tom Weller, said no.", "Palace spokesman Tom Weller said no. Ilse Krantz, a spokesman, left.",
    ),
    "an office written as one word": (
        "U.N. Secretary-General Owen Trask left.", "UN Secretary General Owen Trask left early. Ada Bloom, a general, sat.",
    ),
    "an office with a hyphen": (
        "The company's vice-president, Owen Trask, left.", "The company's vice president, Owen Trask, left early.",
    ),
    "another's of that surname": ("Rep. Bobby Scott left.", "Sen. Rick Scott left early. Bobby Scott, a baker, slept."),
    "whence, not what": (
        "Owen Trask, from the health department, left.", "Owen Trask, a judge, left early. The department was shut.",
    ),
    "before and now": (
        "Tom Weller, the current head of the harbour board, left.", "Former mayor Tom Weller, head of the harbour board, left.",
    ),
    "an office in short": ("Gen. Owen Trask left.", "Owen Trask, a general of the army, left early."),
    "another word of one sense": (
        "Tom Weller, a bridge specialist, left.", "Tom Weller, a bridge expert, left. Ilse Krantz, a specialist, sat.",
    ),
    "the same surname": (
        "Thomas Weller, acting head of the Ostby Foundation, spoke.",
        "Tom Weller, the acting head of the Ostby Foundation, spoke. Thomas Weller, head of the Farrow Institute, left.",
    ),
    "another name for the body": (
        "Ada Bloom, a Lindal State University law professor, laughed.",
        "Ada Bloom, a professor at the LSU School of Law, laughed.",
    ),
    # whence, for whom
    "a state in full": ("Rep. Ada Bloom, a Minnesota Democrat, left.", "Rep. Ada Bloom (D-MN) left."),
    "a state in short": ("Rep. Ada Bloom (D-Minn.) left.", "Rep. Ada Bloom of Minnesota left."),
    "R, and the state": ("Owen Trask, R-Texas, left.", "Owen Trask, a Texas Republican, left with Ada Bloom of Ohio."),
    "a city of it": ("Rep. Ada Bloom of Minnesota left.", "Rep. Ada Bloom of Minneapolis left."),
    "where he or she spoke": (
        "Rep. Ada Bloom of Minnesota left.", "Rep. Ada Bloom, who spoke in Ohio, left.",
    ),
    "the state is told nearby": (
        "Rep. Ada Bloom of Minnesota left.", "Rep. Ada Bloom, a lawyer in Ohio, left. Minnesota elected her.",
    ),
    "no party at all": ("Ada Bloom, a Republican, left.", "Ada Bloom (D-Ohio) left. Ada Bloom, once a Republican, sat."),
    "an outlet in short": (
        "The LHG's Robert Weller wrote it.", "The Lindal Harbour Gazette's Robert Weller wrote it. It rained.",
    ),
    "another's outlet, too": (
        "The Courier's Robert Weller wrote it.", "The Gazette's Robert Weller wrote it, and the Courier paid for it.",
    ),
    # where a place is
    "the same country": ("They met in Linz, Austria.", "They met in Linz, Austria, in spring."),
    "a people's place": ("They met in Linz, Austria.", "They met in Linz, Germany. The Austrian town of Linz was full."),
    "a list": ("He saw Linz, Germany and Spain.", "He saw Linz, Austria, in spring."),
    "a state of a country": ("They met in Salem, Oregon.", "They met in Salem, USA, in spring."),
    "two of that sort": (
        "They met in the fishing village of Merle.",
        "They met in the fishing village of Ostrand. The fishing village of Lutten slept.",
    ),
    "many are that": ("They met in the city of Merle.", "They met in the city of Ostrand."),
}  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "expected"), FIRES.values(), ids=FIRES)
def test_what_the_sources_attach_to_the_name_otherwise_is_found(draft, source, expected):
    summaries = [one.summary for one in found(draft, source)]
    assert summaries == [f"{ELSEWHERE}{expected[0]}; of this: {expected[1]}"]


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_what_the_sources_may_attach_to_it_as_well_is_left_alone(texts):
    attached = [one for one in found(*texts) if not one.check.endswith("which of the two words does it bear out?")]
    of_offices = [one for one in attached if one.check.startswith("Which office")]
    assert [one.summary for one in attached if one.summary.startswith(ELSEWHERE) or one in of_offices] == []


@pytest.mark.parametrize(("draft", "source", "expected"), FIRES.values(), ids=FIRES)
def test_a_source_that_has_it_silences(draft, source, expected):
    assert found(draft, source, draft) == []


def test_a_sentence_that_is_much_the_same_makes_it_grave():
    source = "Rep. Ada Bloom (D-MN) wants a hearing before the summer. Nobody was there."
    (one,) = found("Rep. Ada Bloom, a Michigan Democrat, wants a hearing before the summer.", source)
    (other,) = found("Ada Bloom, a Michigan Democrat, slept through the debate.", source)
    assert (one.severity, other.severity) == (HIGH, MEDIUM)


def test_an_office_is_weighed_and_it_is_told_by_what():
    source = "Treasury Secretary Owen Trask read out a statement in the hall. Defense Secretary Ada Bloom slept."
    (one,) = found("Defense Secretary Owen Trask read out a statement in the hall.", source)
    (other,) = found("Defense Secretary Owen Trask read out a statement.", source, "Owen Trask was at the treasury.")
    assert (one.severity, one.ground) == (MEDIUM, "")
    assert 0.6 <= other.confidence <= one.confidence < 1
    assert "Decisive: that two such offices exclude each other" in one.why


def test_one_epithet_is_one_finding_however_often_it_stands():
    source = "Treasury Secretary Owen Trask read out a statement. Defense Secretary Ada Bloom slept."
    assert len(found("Defense Secretary Owen Trask spoke. Defense Secretary Owen Trask left.", source)) == 1
