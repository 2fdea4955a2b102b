"""The kind `quote`: one quotation whose words differ; and shortened, interrupted, respelt or rendered ones, which do not."""

import alone
import pytest

from factcheck.domain.findings import Relation, Severity
from factcheck.settings.lexicons import load_lexicons

LEXICONS = load_lexicons()


def compared(*texts, **changed):
    return alone.compared("quote", texts, **changed)


FIRES = {
    "word added": (
        ('"We were not building houses as fast as we hoped to," Rao said.', '"We were not building houses as fast as we had hoped to," Rao said.'),
        (("we hoped", "had"), Severity.LOW),
    ),
    "word replaced": (
        ('"This is a dark day for everybody at the Alder mill," Rao said.', '"This is a dark week for everybody at the Alder mill," she said.'),
        (("day", "week"), Severity.MEDIUM),
    ),
    "phrase dropped": (
        ('"That bridge is rotten and ought to be closed before winter," Rao said.', '"That bridge ought to be closed before winter," the engineer warned.'),
        (("is rotten and", "bridge ought"), Severity.MEDIUM),
    ),
    "negation": (
        ('"We have found evidence that the valve was opened by hand," Rao said.', '"We have not found evidence that the valve was opened by hand," Rao said.'),
        (("have found", "not"), Severity.HIGH),
    ),
    "negation, contracted": (
        ('"We did find a crack in the northern wall," Rao said.', '"We didn\'t find a crack in the northern wall," Rao said.'),
        (("did find", "n't"), Severity.HIGH),
    ),
    "number": (
        ('"The council owes us 14 million crowns for the tunnel," Rao said.', '"The council owes us 40 million crowns for the tunnel," Rao said.'),
        (("14", "40"), Severity.HIGH),
    ),
    "name": (
        ('"I gave the envelope to Weller on the steps of the court," she said.', '"I gave the envelope to Krantz on the steps of the court," she said.'),
        (("Weller", "Krantz"), Severity.HIGH),
    ),
    "the beginning, where both begin": (
        ('"Last night I was robbed by a masked rider at the toll gate," he said.', '"On Monday I was robbed by a masked rider at the toll gate," he said.'),
        (("Last night", "On Monday"), Severity.MEDIUM),
    ),
    "stray spaces, a mark that closes two paragraphs on": (
        (
            'Rao wrote: " Today I was fined by the harbour board.\n\nI will appeal the fine in full and I expect to win. " She left.',
            '" On Monday I was fined by the harbour board, " Rao wrote. " I will appeal the fine in full and I expect to win. "',
        ),
        (("Today", "On Monday"), Severity.MEDIUM),
    ),
    "typographic marks against straight ones": (
        ("“The river took my orchard, my barn and my cattle,” said Rao.", '"The river took my orchard, my barn and my horses," said Rao. "I want help."'),
        (("cattle", "horses"), Severity.MEDIUM),
    ),
    "interrupted in one of them": (
        ('"The reservoir," she said, "will be empty by the end of the autumn."', '"The reservoir will be half empty by the end of the autumn," she said.'),
        (("be empty", "half"), Severity.MEDIUM),
    ),
    "several differences": (
        ('"I think the pilots were tired and nobody checked the fuel gauges," Rao said.', '"I believe the pilots were tired and nobody read the fuel gauges," Rao said.'),
        (("think the pilots were tired and nobody checked", "believe the pilots were tired and nobody read"), Severity.MEDIUM),
    ),
    "two translations that differ in small words": (
        ('"The good name of the house, and with that the good name of the family in it, hangs on this vote," Rao said.', '"This is about nothing but the good name of the house and with it the good name of the family," Rao said.'),
        (("that", "it"), Severity.LOW),
    ),
    "two translations of one answer": (
        ('"We will answer by the rule of an eye for an eye," Ada Rao told reporters.', '"We shall be led by the rule of an eye for an eye in our answer," Ada Rao told reporters.'),
        (("answer", "be led"), Severity.MEDIUM),
    ),
    "words in another order": (
        ('"I have had enough of every sort of rain for a century," Rao said.', '"I have had enough for a century of every sort of rain," Rao said.'),
        (("enough of", "for a century"), Severity.MEDIUM),
    ),
    "a few words inside a sentence": (
        ('The harbour master, Ada Rao, said that the crane was "ready to topple".', 'The crane was "set to topple", the harbour master Ada Rao said.'),
        (("ready", "set"), Severity.MEDIUM),
    ),
    "a word more in a phrase": (
        ('Rao complained of the "unfair attention" for the mill at Alder.', 'The "unfair public attention" for the mill at Alder was too much, Rao said.'),
        (("unfair", "public"), Severity.MEDIUM),
    ),
    "one of them quoted only in part": (
        ('"The ferry was hit by two barges in the dark, and the captain was asleep," Rao said.', 'Rao said "the ferry was hit by a barge in the dark".'),
        (("two barges", "a barge"), Severity.MEDIUM),
    ),
    "plural against singular": (
        ('"They think of nothing but their own gains," Rao said.', 'Rao said: "They think of nothing but their own gain."'),
        (("gains", "gain"), Severity.MEDIUM),
    ),
    "another tense": (
        ('"The valve has been opened by a careless hand," Rao said.', '"The valve was opened by a careless hand," Rao said.'),
        (("has been", "was"), Severity.LOW),
    ),
    "the sentence after it tells": (
        ('"I sold the mill. I need none of that any longer," Rao said.', '"I sold the mill. I need nothing of it any more," Rao said.'),
        (("none of that any longer", "nothing of it any more"), Severity.HIGH),
    ),
}  # fmt: skip
SILENT = {
    "the same": ('"We were not building as fast as we hoped to," Rao said.', '"We were not building as fast as we hoped to," she said.'),
    "trimmed": ('"I tell you, the ferry was overloaded when it left the quay," Rao said.', 'She said "the ferry was overloaded when it left".'),
    "ellipsis": (
        '"The ferry was badly overloaded when it left the quay at noon," Rao said.',
        '"The ferry was ... overloaded when it left the quay at noon," Rao said.',
    ),
    "middle left out by he said": (
        '"The ferry was rusty, old and overloaded when it left the quay," Rao said.',
        '"The ferry was rusty," Rao said, "and overloaded when it left the quay."',
    ),
    "quoted in two pieces, of which the second is a part": (
        '"What Weller told us is the talk of a drunkard without a spark of sense in him," Rao said.',
        'Rao called Weller a "fool of the old sort" and a "drunkard without a spark of sense in him".',
    ),
    "words in brackets": (
        '"They told us on Friday that it would shut the northern pit," Rao said.',
        '"They told us on Friday that [the company] would shut the northern pit," Rao said.',
    ),
    "capital in brackets": (
        '"When the rain began, we carried the children to the chapel," Rao said.',
        'Rao said that "[w]e carried the children to the chapel".',
    ),
    "contractions": (
        "\"We're sure they won't reopen the northern pit, and it's a shame,\" Rao said.",
        '"We are sure they will not reopen the northern pit, and it is a shame," Rao said.',
    ),
    "contractions spelt apart": (
        "\" We did n't expect the northern pit to reopen, \" Rao said.",
        '"We didn’t expect the northern pit to reopen," Rao said.',
    ),
    "spelling and hyphens": (
        '"The harbour is a well-run centre for some forty colourful boats, okay?" Rao said.',
        '"The harbor is a well run center for some 40 colorful boats, OK?" Rao said.',
    ),
    "British and American forms": (
        '"The odour from the parlour drifted towards the grey hall whilst we analysed it," Rao said.',
        '"The odor from the parlor drifted toward the gray hall while we analyzed it," Rao said.',
    ),
    "British participles": (
        '"We learnt of the catalogue soon afterwards, amongst other things," Rao said.',
        '"We learned of the catalog soon afterward, among other things," Rao said.',
    ),
    "spoken forms": (
        '"We are gonna ask the council for a new footbridge," Rao said.',
        '"We are going to ask the council for a new footbridge," Rao said.',
    ),
    "fillers": (
        '"The dyke was, um, you know, old and full of holes," Rao said.',
        '"The dyke was old and full of holes," Rao said.',
    ),
    "an article or that": (
        '"Everybody knew that the dyke would break in the first storm," Rao said.',
        '"Everybody knew the dyke would break in a first storm," Rao said.',
    ),
    "an acronym": (
        '"We asked the World Health Organization for a second shipment of tents," Rao said.',
        '"We asked the WHO for a second shipment of tents," Rao said.',
    ),
    "titles shortened": (
        '"Governor Weller and Senator Krantz will open the northern lock in person," Rao said.',
        '"Gov. Weller and Sen. Krantz will open the northern lock in person," Rao said.',
    ),
    "units shortened": (
        '"The balloon fell from 9,000 to 2,000 feet and was lost in the valley," Rao said.',
        '"The balloon fell from 9,000 to 2,000ft and was lost in the valley," Rao said.',
    ),
    "time of day": (
        '"The siren sounded over the whole valley at 6:00 p.m. and then stopped," Rao said.',
        '"The siren sounded over the whole valley at 6 p.m. and then stopped," Rao said.',
    ),
    "slip of the keyboard": (
        '"The commission destroyed every document in the northern archive," Rao said.',
        '"The commission destroied every document in the northern archive," Rao said.',
    ),
    "two renderings of one statement": (
        '"All of us are shaken by the senseless loss of four neighbours, victims of a cowardly crime," Rao said.',
        '"We are deeply shaken by the loss of these four people, our neighbours, who fell victim to a cruel crime," Rao said.',
    ),
    "like thoughts of one speaker": (
        '"We will fight for every job in the northern pit," Rao said.',
        '"We must not give up a single job in that pit," Rao said.',
    ),
    "one promise, made by two people": (
        '"We will rebuild the mill with our own hands," Ada Rao said.',
        '"The owners should rebuild the mill or sell the land," Tom Weller said.',
    ),
    "a phrase that everybody uses": (
        '"It was a terrible night," Ada Rao said of the flood.',
        '"What a terrible thing to wake up to," Tom Weller said of the flood.',
    ),
    "two sentences of one speech": (
        '"The northern wall needs a new gate, and the town will pay for it," Rao said.',
        '"The town will never pay for the swimming hall," Rao said.',
    ),
    "two people who name one thing": (
        '"The National River Protection Act was the best law of the decade," Ada Rao said.',
        '"Nobody in this town has read the National River Protection Act to the end," Tom Weller said.',
    ),
    "a phrase of a speech that says it twice": (
        '"We will rebuild the old bridge before the winter comes. We will rebuild the old mill before the winter comes," Rao said.',
        '"We will rebuild the old bridge before the winter comes," Rao said.',
        '"We will rebuild the old mill before the winter comes," Rao said.',
    ),
    "reported, not quoted": (
        '"I was stopped by two officers in front of the town hall," Rao said.',
        "Rao said yesterday he was stopped by three officers in front of the town hall.",
    ),
    "prose after a quotation": (
        '"It was over quickly," Rao said. The champion from Alder fell to ten wins and two defeats on Sunday.',
        '"It was over quickly," Rao said. The former champion from Alder fell to nine wins and two defeats on Sunday.',
    ),
    "prose after a quotation of two paragraphs": (
        '"It was over quickly.\nI am glad, " said Rao. The champion fell to ten wins and two defeats on Sunday.',
        '"It was over quickly.\nI am glad, " Rao said. The champion fell to nine wins and two defeats on Sunday.',
    ),
    "two single marks for a double one": (
        "“The dyke was old and full of holes,’’ Rao told the Harbour Post Friday.",
        "“The dyke was old and full of holes,’’ Rao told the Harbour Post on Friday.",
    ),
    "one article alone": ('"The dyke was old and full of holes," Rao said. "The dyke was new and full of holes," Weller said.',),
}  # fmt: skip


LESS_LIKELY = "one of them quoted only in part"  # shown with `report --recall` alone


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    texts, expected = FIRES[name]
    marks, severity = expected
    (found,) = compared(*texts, **({"min_confidence": 0} if name == LESS_LIKELY else {}))
    assert (found.kind, found.relation, found.severity) == ("quote", Relation.CONFLICT, severity)
    marked = {e.article: e.quote[slice(*e.span)] for side in found.sides for e in side.evidence}
    assert set(marked) == {"a0", "a1"}
    for article, words in zip(("a0", "a1"), marks, strict=True):
        assert words in marked[article]


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(texts):
    assert compared(*texts) == []


VERSIONS = (
    '"Two boats and a raft came down the river that night," Rao said.',
    'So it was. "Two boats and a raft came down the river that night," Rao said.',
    '"Three boats and a raft came down the river that night," Rao said.',
    '"Nine boats and a raft came down the river that night," Rao said.',
    'Rao saw how "a raft came down the river that night".',
)


def test_all_wordings_of_a_quotation_are_one_finding_with_a_side_each():
    (found,) = compared(*VERSIONS)
    assert [[e.article for e in side.evidence] for side in found.sides] == [["a0", "a1"], ["a3"], ["a2"]]
    assert [side.origins for side in found.sides] == [1, 1, 1]
    for side in found.sides:
        for e in side.evidence:
            assert VERSIONS[int(e.article[1])][e.start : e.end] == e.quote
            assert e.quote[slice(*e.span)] in ("Two", "Three", "Nine")
            assert e.claimant == "Rao"


def test_two_differences_of_two_sentences_are_two_findings():
    found = compared(
        '"The northern wall has a long crack in it. The southern wall will stand for a century," Rao said.',
        '"The northern wall has a deep crack in it. The southern wall will stand for a decade," Rao said.',
    )
    assert len(found) == 2


def test_a_transcript_without_marks_counts_as_quoted():
    rest = " ".join(
        f"I told you that in my {word} letter."
        for word in ("first", "next", "third", "fourth", "fifth", "sixth", "seventh", "last")
    )
    speech = f"Our town is about its schools, but it is also about the health of its people. {rest}"
    (found,) = compared(speech, 'She said, "Our town is about its schools and about the health of its people."')
    assert {e.article for side in found.sides for e in side.evidence} == {"a0", "a1"}


def test_the_id_is_the_same_whatever_else_is_in_the_run():
    alone = compared(VERSIONS[0], VERSIONS[2])
    more = compared(VERSIONS[0], VERSIONS[2], '"Nothing of the kind," Weller said of the flood.', VERSIONS[4])
    assert [d.id for d in alone] == [d.id for d in more]


def test_the_order_of_the_accounts_never_matters():
    alone.in_any_order(alone.kind("quote"), alone.accounts(VERSIONS))


def test_what_is_less_likely_is_shown_to_who_asks_for_it():
    assert compared(*FIRES[LESS_LIKELY][0]) == []
