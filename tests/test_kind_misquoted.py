"""The kind `misquoted`: a draft that alters what it quotes; and one that shortens, interrupts or respells it."""

import alone
import pytest

from factcheck.domain.findings import Found, Relation, Severity
from factcheck.domain.story import Compatible


def found(draft, *sources, **changed):
    weighed = alone.checked("misquoted", draft, *sources, **changed)
    return [d for d in weighed if isinstance(d, Found)]


def quoting(words, who="said Ada Rao"):
    return f'"{words}," {who}.'


FIRES = {
    "word replaced": (
        quoting("The river has never given anything back to this valley"),
        quoting("The river has never given anything back to this town"),
        ("valley", "town", Severity.HIGH),
    ),
    "word improved inside": (
        quoting("We were always going to lose the orchard"),
        quoting("We were probably going to lose the orchard"),
        ("always", "probably", Severity.HIGH),
    ),
    "word left out": (
        quoting("It is possibly the worst flood of my life"),
        quoting("It is the worst flood of my life"),
        ("possibly", "is the", Severity.HIGH),
    ),
    "negation dropped": (
        quoting("The gates were opened before the warning went out"),
        quoting("The gates were not opened before the warning went out"),
        ("were opened", "not", Severity.HIGH),
    ),
    "negation for its contraction": (
        quoting("We could see the water from the church"),
        quoting("We couldn’t see the water from the church"),
        ("could see", "n’t", Severity.HIGH),
    ),
    "number": (
        quoting("I have repaired that pump 12 times since March"),
        quoting("I have repaired that pump 21 times since March"),
        ("12", "21", Severity.HIGH),
    ),
    "number in words": (
        quoting("There were four of us in that boat"),
        quoting("There were five of us in that boat"),
        ("four", "five", Severity.HIGH),
    ),
    "name": (
        quoting("I handed the keys to Lindqvist at the gate"),
        quoting("I handed the keys to Krantz at the gate"),
        ("Lindqvist", "Krantz", Severity.HIGH),
    ),
    "a modal verb": (
        'Ada Rao said it was "a price that the valley must pay".',
        'It was "a price that the valley could pay", Ada Rao said.',
        ("must", "could", Severity.HIGH),
    ),
    "small words": (
        quoting("We have been waiting for the boats since the morning"),
        quoting("We had been waiting for the boats since the morning"),
        ("have", "had", Severity.LOW),
    ),
    "the other person": (
        quoting("They knew about the leak in the northern wall"),
        quoting("We knew about the leak in the northern wall"),
        ("They", "We", Severity.HIGH),
    ),
    "the end": (
        quoting("We shouted and shouted, and nobody came down"),
        quoting("We shouted and shouted, and nobody could hear"),
        ("came down", "could hear", Severity.HIGH),
    ),
    "words added inside": (
        quoting("The wall will certainly hold for another winter"),
        quoting("The wall will hold for another winter"),
        ("certainly", "will hold", Severity.HIGH),
    ),
    "altered in the second part of a split quotation": (
        '"They knew of the crack for a year," Rao said, "and they did nothing with it."',
        '"They knew of the crack for a year and they did nothing about it," Rao said.',
        ("with", "about", Severity.LOW),
    ),
    "a partial quotation": (
        'Rao called the dam "a monument to foolish men".',
        'Rao, who called the dam "a monument to clever men", left early.',
        ("foolish", "clever", Severity.HIGH),
    ),
    "altered beside an ellipsis": (
        quoting("We shall need boats . . . and we shall want them before Friday"),
        quoting("We shall need boats, a great many of them, and we shall need them before Friday"),
        ("want", "need", Severity.HIGH),
    ),
    "another share": (
        quoting("We lost 5% of the herd in that winter"),
        quoting("We lost 15 per cent of the herd in that winter"),
        ("5", "15", Severity.HIGH),
    ),
    "another unit": (
        quoting("The cable hangs 150 metres above the valley"),
        quoting("The cable hangs 150 feet above the valley"),
        ("metres", "feet", Severity.HIGH),
    ),
    "a source without marks": (
        quoting("The council will repay every household in the lower town"),
        "Statement by the council, 4 May. The council will repay every landlord in the lower town.",
        ("household", "landlord", Severity.MEDIUM),
    ),
    "typographic marks against straight ones": (
        "“I would rather drown than leave that house,” she said.",
        '"I would rather drown than sell that house," she said.',
        ("leave", "sell", Severity.HIGH),
    ),
}  # fmt: skip

SAID = quoting("The harbour was closed at noon, and we didn't hear about it until the evening")
SILENT = {
    "word for word": (SAID, SAID),
    "trimmed": (quoting("we didn't hear about it until the evening"), SAID),
    "a phrase": ('Rao did not hear "until the evening".', SAID),
    "an ellipsis": (quoting("The harbour was closed . . . we didn't hear about it"), SAID),
    "a typographic ellipsis": (quoting("The harbour was closed … until the evening"), SAID),
    "split over the speaker": ('"The harbour was closed at noon," said Rao, "and we didn\'t hear about it."', SAID),
    "joined again": (SAID, '"The harbour was closed at noon," Rao told the paper, "and we didn\'t hear about it until the evening."'),
    "brackets": (quoting("The harbour was closed at noon, and we [the fishermen] didn't hear about it"), SAID),
    "a bracketed capital": (quoting("[W]e didn't hear about it until the evening"), SAID),
    "capitals and marks": (quoting("the Harbour was closed at noon - and we didn't hear about it until the evening"), SAID),
    "contractions": (quoting("The harbour was closed at noon, and we did not hear about it until the evening"), SAID),
    "American spelling": (quoting("The harbor was closed at noon, and we didn't hear about it until the evening"), SAID),
    "a, the, that": (
        quoting("Everybody knew the boat would sink in a storm"),
        quoting("Everybody knew that the boat would sink in the storm"),
    ),
    "numbers in words": (quoting("I waited 14 days for a boat to come"), quoting("I waited fourteen days for a boat to come")),
    "feet": (quoting("The cable hangs 15,000ft above us"), quoting("The cable hangs 15,000 feet above us")),
    "kilometres": (quoting("We walked 12 km to the lower mill"), quoting("We walked 12 kilometres to the lower mill")),
    "kilograms": (quoting("The bell weighs 40kg and it fell"), quoting("The bell weighs 40 kilograms and it fell")),
    "billions": (quoting("We owe them $3bn for the dykes"), quoting("We owe them $3 billion for the dykes")),
    "a sign for per cent": (quoting("We lost 5% of the herd in May"), quoting("We lost 5 per cent of the herd in May")),
    "a sign for a rank": (
        quoting("The winter was enemy number one of the herd"), quoting("The winter was enemy No. 1 of the herd"),
    ),
    "a sign for five percent": (quoting("We lost five percent of the herd"), quoting("We lost 5% of the herd")),
    "-ise for -ize": (quoting("We shall organise a fair by the mill"), quoting("We shall organize a fair by the mill")),
    "a curly mark": (quoting("We don’t know a thing about the boat"), quoting("We don't know a thing about the boat")),
    "an editor's word": (quoting("We shall vote for it [the bill] in May"), quoting("We shall vote for it in May")),
    "fillers": (quoting("The wall was old and full of holes"), quoting("The wall was, you know, old and, um, full of holes")),
    "one source has it so, another not": (
        quoting("The river has never given anything back to this valley"),
        quoting("The river has never given anything back to this town"),
        quoting("The river has never given anything back to this valley"),
    ),
    "one source has just these words so": (
        quoting("The river has never given anything back to this poor valley"),
        quoting("The river has never given anything back to this town"),
        'Rao spoke of "this poor valley" and its people.',
    ),
    "two sources have a half each": (
        '"The wall was old and full of holes," Rao said. "Nobody had the money to rebuild it."',
        quoting("The wall was old and full of holes"),
        quoting("Nobody had the money to rebuild it"),
    ),
    "the order turned round": (
        '"Nobody had the money to rebuild it," Rao said. "The wall was old and full of holes."',
        '"The wall was old and full of holes. It leaked in every storm of the year. Nobody had the money to rebuild it," Rao said.',
    ),
    "no source has it": (quoting("I have never been so frightened in my life"), SAID),
    "another saying of the same person": (
        quoting("We will fight for every job in the northern pit"),
        quoting("We must not give up a single job in that pit"),
    ),
    "like sayings of two people": (
        '"We are very sorry for the families of the crew," Ada Rao said.',
        '"We are very sorry for the loss of the crew," Tom Lindqvist said.',
    ),
    "a source breaks off": (
        quoting("The harbour was closed at noon and the ferries were sent home at once"),
        'Rao said "the harbour was closed at noon and the ferries" had to turn back.',
    ),
    "reported speech in the source": (
        quoting("I will repay every household in the lower town myself"),
        "Rao said she would repay every household in the lower town herself.",
    ),
    "a paraphrase without marks": (
        "Rao said that the harbour was shut at midday and nobody told the fishermen before night.",
        SAID,
    ),
    "a title": (
        'Rao read from "The Keeper of the Long Wall" that night.',
        "The Keeper of the Short Wall by Ada Rao is sold out.",
    ),
}  # fmt: skip

QUAY = (
    "“If the weather holds, we shall open the new quay before the herring come,” Rao said.\n\n"
    "Her deputy had missed the meeting. Nobody at the town hall could say where he was or when he would be back.\n\n"
    "“The old crane stays where it is. It has stood there for ninety years. The children climb it. Two men painted it "
    "last spring. I would miss it,” Rao said.\n\n"
    "“The harbour master is not, whatever you may have read, going to leave us,” she said. “I never promised that the "
    "ferry would run on Sundays.”\n\n"
    "“We will dredge the basin, which has not been touched since the war, and the channel before the summer,” she said. "
    "“I would not sell the lighthouse. No town on this coast has ever closed its library. "
    "I don’t – I – my mind is made up.”"
)
TURNED, APART = "order is turned round", "Sewn together"
SEWN = {
    "order, at an ellipsis": (
        "“We shall open the new quay before the herring come ... if the weather holds,” Rao said.", TURNED,
    ),
    "order, without a sign": ("“We shall open the new quay before the herring come if the weather holds,” Rao said.", TURNED),
    "order, over the speaker": (
        "“We shall open the new quay before the herring come,” Rao said, “if the weather holds.”", TURNED,
    ),
    "order, of sentences in one pair of marks": (
        "“It has stood there for ninety years. The old crane stays where it is,” Rao said.", TURNED,
    ),
    "order, with words left out as well": ("“Before the herring come … we shall open the new quay,” Rao said.", TURNED),
    "distance, another remark": ("“We shall open the new quay … and I would miss it,” Rao said.", APART),
    "distance, without a sign": (
        "“We shall open the new quay before the herring come. The old crane stays where it is,” Rao said.", APART,
    ),
    "distance, over the speaker": ("“We shall open the new quay,” Rao said, “and the children climb it.”", APART),
    "distance, many sentences": ("“The old crane stays where it is ... I would miss it,” Rao said.", APART),
    "distance, one sentence left out unmarked": (
        "“The old crane stays where it is. The children climb it,” Rao said.", APART,
    ),
    "negation, at an ellipsis": ("“The harbour master is ... going to leave us,” Rao said.", "lost at the ellipsis"),
    "negation, at the other ellipsis": ("“The harbour master is … going to leave us,” Rao said.", "lost at the ellipsis"),
    "negation, at brackets": ("“The harbour master is [soon] going to leave us,” Rao said.", "lost at the brackets"),
    "negation, over the speaker": (
        "“The harbour master is,” Rao said, “going to leave us.”", "lost where the speaker is named in between",
    ),
    "negation, at the edge": ("The harbour master, Rao said, was “going to leave us”.", "lost where the quotation begins"),
    "negation, of a verb above": ("Rao said “the ferry would run on Sundays”.", "lost where the quotation begins"),
    "negation, two words": ("Rao said that she would “sell the lighthouse”.", "lost where the quotation begins"),
    "negation, in single marks": ("‘The harbour master is ... going to leave us,’ Rao said.", "lost at the ellipsis"),
    "negation, behind dots": ("“... going to leave us,” Rao said of the harbour master.", "lost where the quotation begins"),
    "negation, of a subject": ("A town “has ever closed its library”, Rao said.", "lost where the quotation begins"),
    "negation, beside another one": (
        "Rao, who did not take questions, said she would “sell the lighthouse”.", "lost where the quotation begins",
    ),
}  # fmt: skip
HONEST = {
    "a by-the-way left out": "“If the weather holds ... before the herring come,” Rao said.",
    "a by-the-way with a negation left out": "“We will dredge the basin ... and the channel before the summer,” Rao said.",
    "shortened at both ends": "Rao said “we shall open the new quay” this year.",
    "the end of a sentence and another left out, and marked": "“The old crane stays ... The children climb it,” Rao said.",
    "a whole sentence left out, and marked": "“The old crane stays where it is ... The children climb it,” Rao said.",
    "sentences in a row": "“The old crane stays where it is. It has stood there for ninety years,” Rao said.",
    "sentences quoted one by one": "“I would miss it,” Rao said. “The old crane stays where it is.”",
    "two partial quotations": "Rao said she “would miss it” and that the crane “stays where it is”.",
    "two partial quotations, the second with a speaker": "Rao “would miss it,” and, she said, it “stays where it is”.",
    "far apart, in paragraphs of their own": (
        "“We shall open the new quay before the herring come,” Rao said.\n\n“The old crane stays where it is,” she said."
    ),
    "the speaker in the middle": "“If the weather holds,” Rao said, “we shall open the new quay before the herring come.”",
    "the negation kept": "“The harbour master is not ... going to leave us,” Rao said.",
    "the negation kept before the speaker": "“The harbour master is not,” Rao said, “going to leave us.”",
    "the negation in brackets": "“The harbour master is [not] going to leave us,” Rao said.",
    "the negation in the draft's words": "The harbour master, Rao said, was not “going to leave us”.",
    "... contracted": "The harbour master isn’t “going to leave us”, Rao said.",
    "... a verb that refuses": "Rao refused to “sell the lighthouse”.",
    "... a verb that rules out": "Rao ruled out that she would “sell the lighthouse”.",
    "... never": "Rao said she had never promised “that the ferry would run on Sundays”.",
    "... a denial": "Rao denied having said that “the ferry would run on Sundays”.",
    "... no town": "No town, Rao said, “has ever closed its library”.",
    "... nobody": "Nobody, Rao said, would “sell the lighthouse”.",
    "a sentence begun anew": "“my mind is made up,” Rao said.",
    "a question": "Would Rao “sell the lighthouse”?",
    "an open question": "Asked whether she would “sell the lighthouse”, Rao left the room.",
    "nothing negated is quoted": "The boats, she said, lie still “on Sundays”, and so do “the children”.",
    "a name of something": "Rao spoke of “the lighthouse”.",
}  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "expected"), FIRES.values(), ids=FIRES)
def test_fires(draft, source, expected):
    ours, theirs, severity = expected
    (finding,) = found(draft, source)
    assert (finding.kind, finding.relation, finding.severity) == ("misquoted", Relation.CONFLICT, severity)
    marked = [e.quote[slice(*e.span)] for side in finding.sides for e in side.evidence]
    assert [side.evidence[0].article for side in finding.sides] == ["a0", "a1"]
    assert ours in marked[0]
    assert theirs in marked[1]


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(texts):
    assert found(*texts) == []


@pytest.mark.parametrize(("draft", "why"), SEWN.values(), ids=SEWN)
def test_what_is_sewn_together_is_told_with_what_was_done(draft, why):
    (finding,) = found(draft, QUAY)
    assert why in finding.why
    assert [side.evidence[0].article for side in finding.sides] == ["a0", "a1"]
    assert (finding.severity is Severity.HIGH) == ("lost" in why)


@pytest.mark.parametrize("draft", HONEST.values(), ids=HONEST)
def test_what_is_shortened_honestly_is_no_patchwork(draft):
    assert found(draft, QUAY) == []


def test_half_a_quotation_that_nobody_has_is_told_beside_the_half_that_a_source_has():
    source = "“We did not want to close the baths, and we fought for a year to keep them open,” Rao said."
    (finding,) = found(
        "“We did not want to close the baths, and the gold of the state is all spent,” Rao said.", source
    )
    assert (finding.severity, finding.why.partition(",")[0]) == (
        Severity.MEDIUM, "A source has a long part of the quotation word for word",
    )  # fmt: skip


def test_a_negation_carried_over_a_gap_to_another_verb_is_told():
    source = "“We did not want to close the baths, and we fought for a year to keep them open,” Rao said."
    (finding,) = found("“We did not want to ... keep them open,” Rao said.", source)
    assert "carried on at the ellipsis" in finding.why
    assert (
        found("“We did not want to close the baths ... we fought for a year to keep them open,” Rao said.", source)
        == []
    )


def test_a_negation_that_goes_on_in_the_source_is_not_carried_over():
    source = (
        "“It is my regard for the guards who are not here, the names both known and unknown, that will not allow me, that "
        "will not allow many of us standing today, to share a hall with the mayor; to share it with one who fled,” Rao said."
    )
    draft = "Rao spoke of “regard for the guards who are not here … that will not allow me … to share a hall with the mayor.”"
    assert found(draft, source) == []


def test_a_negation_that_one_source_has_not_is_not_lost():
    draft, _ = SEWN["negation, two words"]
    assert found(draft, QUAY, "“I would sell the lighthouse if they paid for it,” Rao said on Friday.") == []


def test_the_order_that_one_source_has_is_not_turned_round():
    draft, _ = SEWN["order, at an ellipsis"]
    said = "“We shall open the new quay before the herring come, and only if the weather holds,” Rao said."
    assert found(draft, QUAY, said) == []


def test_a_question_between_two_answers_is_told():
    source = (
        "Statement and answers of the mayor.\n\nThe pumps will run until the autumn rains.\n\n"
        "What of the people in the lower street?\n\nThey will be told in good time."
    )
    (finding,) = found(
        "“The pumps will run until the autumn rains ... they will be told in good time,” Rao said.", source
    )
    assert "a question among them" in finding.why


def test_a_report_without_a_draft_has_no_misquotations():
    draft, source, _ = FIRES["word replaced"]
    assert alone.compared("misquoted", (draft, source)) == []


def test_a_quotation_that_is_borne_out_counts_as_met():
    (met,) = alone.checked("misquoted", SAID, SAID)
    assert isinstance(met, Compatible)
    assert (met.left.article, met.right.article) == ("a0", "a1")


def test_all_sources_with_the_other_wording_are_on_its_side():
    draft, source, _ = FIRES["number"]
    (finding,) = found(draft, source, f"It rained. {source}", "Nothing is quoted here.")
    assert [[e.article for e in side.evidence] for side in finding.sides] == [["a0"], ["a1", "a2"]]
    for side in finding.sides:
        for e in side.evidence:
            assert e.quote[slice(*e.span)] in ("12", "21")
            assert e.claimant == "Ada Rao"


def test_differences_in_two_sentences_are_two_findings():
    draft = '"The northern wall has a long crack in it. The southern wall will stand for a century," Rao said.'
    source = '"The northern wall has a deep crack in it. The southern wall will stand for a decade," Rao said.'
    assert len(found(draft, source)) == 2


def test_a_quotation_given_twice_in_the_draft_is_one_finding():
    draft, source, _ = FIRES["number"]
    assert len(found(f"{draft}\n\nIt was a long day for the whole of the town and for its people, who came in their "
                     f"hundreds to see the water go down.\n\n{draft}", source)) == 1  # fmt: skip


def test_the_id_is_the_same_whatever_stands_around_it():
    draft, source, _ = FIRES["number"]
    (one,) = found(draft, source)
    (other,) = found(f"It rained all day.\n\n{draft}", f"So it was. {source}", "Weller said nothing.")
    assert one.id == other.id


def test_the_order_of_the_accounts_never_matters():
    draft, source, _ = FIRES["word replaced"]
    texts = (draft, source, SAID, f"So it was. {source}")
    alone.in_any_order(alone.kind("misquoted"), alone.accounts(texts), draft="a0")
