"""The kind `misattributed`: a draft that gives words or figures to the wrong speaker; and one that names him otherwise."""

import alone
import pytest

from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Compatible


def weighed(draft, *sources, **changed):
    return alone.checked("misattributed", draft, *sources, read=alone.understood, **changed)


def found(*texts, **changed):
    return [d for d in weighed(*texts, **changed) if isinstance(d, Found)]


SAID = '"The dyke was sound when we left it in March,"'
FIRES = {
    "another person": (
        f"{SAID} said Tom Lindqvist.",
        f"{SAID} said Ilse Krantz, the mayor.",
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "a shortened quotation": (
        'Tom Lindqvist told reporters that the dyke "was sound when we left it".',
        f"{SAID} Ilse Krantz said.",
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "she, named in the sentence before": (
        f"{SAID} said Tom Lindqvist.",
        f"The mayor, Ilse Krantz, spent the night on the dyke. {SAID} she said.",
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "the sentence after": (
        '"We left it in March. It was sound and dry from end to end," Tom Lindqvist said.',
        '"We left it in March. It was sound and dry from end to end," Ilse Krantz said.',
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "the rest of a speech": (
        '"Nobody warned us," Tom Lindqvist said. "It was sound and dry from end to end."',
        '"It was sound and dry from end to end," Ilse Krantz said.',
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "a role that one person holds": (
        f"{SAID} the mayor said. Ilse Krantz, the mayor, will resign.",
        f"{SAID} said Tom Lindqvist, an engineer.",
        ("the mayor", "Tom Lindqvist", Severity.HIGH),
    ),
    "called it": (
        'Tom Lindqvist called the plan "a present for the brewers of Alder".',
        'Ilse Krantz, who called the plan "a present for the brewers of Alder", left early.',
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "a client for his lawyer": (
        f"{SAID} said Omar Weller.",
        f"{SAID} said Mr Omar Weller's lawyer, Ilse Krantz.",
        ("Omar Weller", "Ilse Krantz", Severity.HIGH),
    ),
    "a figure, according to": (
        "The new dyke will cost 36 million crowns, according to Tom Lindqvist.",
        "The new dyke will cost 36 million crowns, according to the mayor, Ilse Krantz.",
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "a figure, put at": (
        "Tom Lindqvist said that the new dyke would cost the town 36 million crowns.",
        "Ilse Krantz, who did not attend, put the cost of the new dyke to the town at 36 million crowns.",
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "a figure, whose estimate": (
        "The dyke will bring 350 permanent jobs to the valley, Tom Lindqvist said.",
        "Ms Ilse Krantz's own estimate is 350 permanent jobs in the valley.",
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "he who speaks of somebody around himself, for another": (
        'Tom Lindqvist opened the debate. Omar Weller\'s board, he said, "has left the dyke without a guard for years".',
        '"The board has left the dyke without a guard for years," Ilse Krantz said.',
        ("Tom Lindqvist", "Ilse Krantz", Severity.HIGH),
    ),
    "a body for another": (
        "Police said 214 houses in the lower town had been evacuated.",
        "The fire brigade said 214 houses in the lower town had been evacuated.",
        ("Police", "The fire brigade", Severity.MEDIUM),
    ),
    "a body for a person of another": (
        "The strike cost 640,000 crowns in agency staff, the union said.",
        "The strike cost 640,000 crowns in agency staff, said Ilse Krantz, chief executive of the hospital.",
        ("the union", "Ilse Krantz", Severity.MEDIUM),
    ),
}  # fmt: skip

SILENT = {
    "he who claims something of somebody": (
        f"Tom Lindqvist posted a letter. In it he claimed to know that Paul Krantz had seen the dyke. {SAID} he said.",
        f"{SAID} Tom Lindqvist said. Paul Krantz is an engineer.",
    ),
    "he who speaks of somebody named before the quotation": (
        "Tom Lindqvist let the council act. Paul Krantz, he wrote, “knowingly broke the law of the harbour, and told it”.",
        "Tom Lindqvist said: “Paul Krantz knowingly broke the law of the harbour, and told it.”",
    ),
    "a pronoun behind somebody unnamed": (
        'The Lindal councillor spoke of the part of Ilse Krantz. "It puts her name all over the papers of the dyke," he said.',
        '"It puts her name all over the papers of the dyke," Tom Weller said. Ilse Krantz, the mayor, was away.',
    ),
    "whom a director says that it is of": (
        'Tom Weller, a director of the dyke fund, said Ilse Krantz "should have known what was coming and said so".',
        '"Ilse Krantz should have known what was coming and said so," Tom Weller said. Ilse Krantz is the mayor.',
    ),
    "two who are quoted in one sentence": (
        'Ilse Krantz called it "a shame", and Tom Lindqvist has said it would "turn the whole valley into a lake".',
        '"It would turn the whole valley into a lake," said Tom Lindqvist. Ilse Krantz, the mayor, called it "a shame".',
    ),
    "papers that quote, in the case of somebody": (
        'Court papers say Mr Weller "offered to help the council with the holes in the dyke".',
        'Court papers in the Krantz case say Mr Weller "offered to help the council with the holes in the dyke".',
        "Ilse Krantz, chief executive of a company, is 51.",
    ),
    "he who speaks of somebody around himself": (
        'Ilse Krantz opened the debate. Tom Lindqvist\'s board, she said, "has left the dyke without a guard for years".',
        '"The board has left the dyke without a guard for years," Ilse Krantz said.',
        "Tom Lindqvist, an engineer, was there.",
    ),
    "a government for those who prosecute for it": (
        "More than 36 million crowns went untaxed over four years, according to the government.",
        "Prosecutors said more than 36 million crowns went untaxed over four years.",
    ),
    "one person": (f"{SAID} Ilse Krantz said.", f"{SAID} said Ilse Krantz, the mayor."),
    "a short name": (f"{SAID} Ms Krantz said.", f"{SAID} said Ilse Krantz, the mayor."),
    "a role for a name": (f"{SAID} the mayor said.", f"{SAID} said Ilse Krantz, the mayor."),
    "a name for a role": (
        f"{SAID} Ilse Krantz said.",
        f"{SAID} the mayor said.",
        "Ilse Krantz, the mayor, was on the dyke.",
    ),
    "a role that nobody is said to hold": (f"{SAID} the engineer said.", f"{SAID} said Ilse Krantz, the mayor."),
    "a role that two hold": (
        f"{SAID} the minister said.",
        f"{SAID} said Ilse Krantz.",
        "Tom Lindqvist, the minister, and the foreign minister, Omar Weller, were there.",
    ),
    "a description": (f"{SAID} the 42-year-old said.", f"{SAID} said Ilse Krantz, 42."),
    "a body for its people": (
        "Prosecutors said 214 houses in the lower town had been searched.",
        "Ilse Krantz, the prosecutor, said 214 houses in the lower town had been searched.",
    ),
    "a spokesman for a body": (
        "The ministry said 214 houses in the lower town had been evacuated.",
        "A spokesman for the ministry said 214 houses in the lower town had been evacuated.",
    ),
    "officers for police": (
        "Officers said 214 houses in the lower town had been evacuated.",
        "Police said 214 houses in the lower town had been evacuated.",
    ),
    "officials": (
        "Officials said 214 houses in the lower town had been evacuated.",
        "The fire brigade said 214 houses in the lower town had been evacuated.",
    ),
    "a spelling": (f"{SAID} said Ilse Krantz.", f"{SAID} said Ilse Kranz."),
    "one source gives it to the same speaker": (
        f"{SAID} said Tom Lindqvist.",
        f"{SAID} said Ilse Krantz.",
        f"{SAID} Mr Tom Lindqvist said.",
    ),
    "the draft names nobody": ('The dyke, it was said, "was sound when we left it in March".', f"{SAID} said Ilse Krantz."),
    "the source names nobody": (f"{SAID} said Tom Lindqvist.", f"{SAID} read a sign on the dyke."),
    "she, who may be either": (
        f"{SAID} said Tom Lindqvist.",
        f"Ilse Krantz met Tom Lindqvist on the dyke. {SAID} she said.",
    ),
    "two speak with one voice": (f"{SAID} said Tom Lindqvist.", f"{SAID} said Ilse Krantz and Tom Lindqvist."),
    "other words": (f"{SAID} said Tom Lindqvist.", '"The dyke was full of holes, and it leaked," said Ilse Krantz.'),
    "a phrase that many use": (
        'Tom Lindqvist spoke of "the people of this valley".',
        '"I owe everything to the people of this valley and to nobody else," said Ilse Krantz.',
    ),
    "a figure that a source gives itself": (
        "The new dyke will cost 36 million crowns, according to Tom Lindqvist.",
        "The new dyke will cost 36 million crowns, according to the mayor, Ilse Krantz.",
        "The new dyke, which will cost 36 million crowns, is to be built in May.",
    ),
    "a figure that the draft gives itself": (
        "The new dyke will cost 36 million crowns.",
        "The new dyke will cost 36 million crowns, according to the mayor, Ilse Krantz.",
    ),
    "a figure of something else": (
        "Tom Lindqvist said 36 boats had been lost in the storm.",
        "Ilse Krantz said 36 houses had been lost in the storm.",
    ),
    "a small figure that is met by chance": (
        "Tom Lindqvist said two people had been seen on the roof.",
        "Ilse Krantz said two people had been fined by the council.",
    ),
    "another figure": (
        "The new dyke will cost 36 million crowns, according to Tom Lindqvist.",
        "The new dyke will cost 48 million crowns, according to Ilse Krantz.",
    ),
    "an age": (
        "Tom Lindqvist said the 36-year-old driver had been on the dyke all night.",
        "Ilse Krantz said the 36-year-old driver had been on the dyke all night.",
    ),
    "according to police, a name": (
        "According to police, Tom Lindqvist drove 214 sheep over the dyke in the storm.",
        "Police said 214 sheep were driven over the dyke in the storm.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "expected"), FIRES.values(), ids=FIRES)
def test_fires(draft, source, expected):
    ours, theirs, severity = expected
    (finding,) = found(draft, source)
    assert (finding.kind, finding.relation, finding.severity) == ("misattributed", Relation.CONFLICT, severity)
    assert [(s.value, s.evidence[0].article) for s in finding.sides] == [(ours, "a0"), (theirs, "a1")]


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(texts):
    assert found(*texts) == []


def test_a_report_without_a_draft_has_no_misattributions():
    draft, source, _ = FIRES["another person"]
    assert alone.compared("misattributed", (draft, source), read=alone.understood) == []


def test_what_has_the_same_speaker_counts_as_met():
    (met,) = weighed(*SILENT["one person"])
    assert isinstance(met, Compatible)
    assert (met.left.article, met.right.article) == ("a0", "a1")


def test_the_speakers_are_marked_and_all_who_name_the_same_stand_together():
    draft, source, _ = FIRES["another person"]
    (finding,) = found(draft, source, f"It rained. {source}", f"{SAID} a woman said.")
    assert [[e.article for e in side.evidence] for side in finding.sides] == [["a0"], ["a1", "a2"]]
    for side in finding.sides:
        for e in side.evidence:
            assert e.quote[slice(*e.span)] == side.value == e.claimant


def test_sentences_of_one_speech_are_one_finding():
    speech = '"It was sound and dry from end to end. We left it in March with a guard of twelve men," {} said.'
    assert len(found(speech.format("Tom Lindqvist"), speech.format("Ilse Krantz"))) == 1


def test_the_id_is_the_same_whatever_stands_around_it():
    draft, source, _ = FIRES["another person"]
    (one,) = found(draft, source)
    (other,) = found(f"It rained all day.\n\n{draft}", f"So it was. {source}", "Weller said nothing.")
    assert one.id == other.id


def test_the_order_of_the_accounts_never_matters():
    draft, source, _ = FIRES["another person"]
    texts = (draft, source, f"So it was. {source}", f"{SAID} said Omar Weller.")
    alone.in_any_order(alone.kind("misattributed"), alone.understood(texts), draft="a0")


@pytest.mark.parametrize(
    ("draft", "ground"),
    [
        (f"{SAID} said Tom Lindqvist.", "quotation"),
        (f"Ilse Krantz, the mayor, met the board. {SAID} said Tom Lindqvist.", "quotation, the other named near"),
    ],
)
def test_the_ground_says_whether_the_draft_names_the_sources_speaker_there(draft, ground):
    (one,) = found(draft, f"{SAID} said Ilse Krantz, the mayor.")
    assert one.ground == ground
