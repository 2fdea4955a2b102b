"""Who says it: attributions and how far they reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import sentences

from factcheck.domain.account import Claimant
from factcheck.domain.text import Span
from factcheck.values.speech.claimants import claimant_of

BEFORE = Claimant("Ada Bloom", Span(0, 9))


def said_by(marked, previous=None):
    """Who says the words between asterisks."""
    start, end = marked.index("*"), marked.rindex("*") - 1
    text = marked.replace("*", "")
    sentence = next(s for s in sentences("a", text) if s.span.start <= start < s.span.end)
    found = claimant_of(sentence, Span(start, end), previous=previous)
    assert found is None or found is previous or " ".join(found.span.of(text).split()) == found.name
    return found.name if found else None


FIRES = [
    ("The flood has killed *200* people, according to the U.N.", "the U.N."),
    ("According to media reports, *12* people died.", "media reports"),
    ("Ada Bloom, the spokeswoman for the ministry, told reporters that *40* people came.", "Ada Bloom"),
    ("Smith, 38, said *30* people died.", "Smith"),
    ("Smith, of the union, said *30* people died.", "Smith"),
    ("Smith, from Ostrand, said: “We lost *30* houses.”", "Smith"),
    ("At least *30* people were killed, Norway's Defence Ministry said on Monday.", "Norway's Defence Ministry"),
    ("Police said *30* people were hurt.", "Police"),
    ('"There were *30* people here," said Bob Stone, a witness.', "Bob Stone"),
    ('"We lost *30* men," the colonel told Radio Oslo.', "the colonel"),
    ("Media reports say *30* people died.", "Media reports"),
    ("The statement said *30* people died.", "The statement"),
    ("On Monday, Bloom said *30* people died.", "Bloom"),
    ("On May 13 Bloom said *30* people died.", "Bloom"),
    ("After the meeting Bloom said *30* people died.", "Bloom"),
    ("The ministry announced that *30* people died.", "The ministry"),
    ("The ministry confirmed: *30* people died.", "The ministry"),
    ("Rescuers confirmed *30* people had died.", "Rescuers"),
    ("*30* people died in the blast, a spokesman for the hospital said.", "a spokesman for the hospital"),
    ("A spokesman for the hospital in Troy said *30* people died.", "A spokesman for the hospital in Troy"),
    ("Two officials said on Monday that *30* people died.", "Two officials"),
    ("The agency later said that *30* ships were attacked.", "The agency"),
    ("The minister has said *30* ships were attacked.", "The minister"),
    ("While the army said *30* people died, doctors counted 60.", "the army"),
    ("The toll rose to *30* on Monday, officials said.", "officials"),
    ("A woman who lives near the port said *30* men came.", "A woman"),
    ("Employees of the firm told Radio Oslo that *30* men came.", "Employees of the firm"),
    ("A man outside the shop said *30* men came.", "A man outside the shop"),
    ("Paul Reed, MD, the head of the clinic, said *30* men came.", "Paul Reed"),
    ('"It hurt *30* men,” Mr. Pinder said.', "Mr. Pinder"),
    ("*Police said 30 people were hurt, but 20 went home.*", "Police"),
    ("At least five members said *30* men came.", "At least five members"),
    ("A woman close to the talks told Radio Oslo that *30* men came.", "A woman close to the talks"),
    ("The mayor closed the port, saying *30* ships were at risk.", "The mayor"),
    ("The judge fined the firm, noting that *30* men had died.", "The judge"),
    ("*30* men came, Radio Oslo tweeted on Monday.", "Radio Oslo"),
    ("“We lost *30* houses,” said Rao, a farmer, as he left the hall.", "Rao"),
    ("“We lost ten boats; they lost *30*,” said Rao.", "Rao"),
    ("Ada Rao announced after the talks that the port would lose *30* ships.", "Ada Rao"),
    ("Police estimated that *30* men died.", "Police"),
    ("*30* men died, police estimated.", "police"),
    ('"We lost 30 boats," Rao said, "and *20* men died."', "Rao"),
    ('"We lost *30* boats," Rao said, "and we will not forget the men who died."', "Rao"),
    ('"We lost 30 boats," said Ada Rao, who heads the board, "and we will pay for *20*."', "Ada Rao"),
    ("Rao, the head of the board, promised “*30* new boats”.", "Rao"),
    ("*30* men died, according to a tally by the Rao Institute.", "a tally by the Rao Institute"),
    ("The board noted in its last report that it had lost *30* ships.", "The board"),
    ('"We know of the fire involving *Weller*," team manager A.J. Rao said in a letter.', "team manager A.J. Rao"),
]
SILENT = [
    "The army shelled the port, killing *30* people.",
    "Police said 30 people were hurt, but *20* of them went home.",
    "*30* people died; the ministry said four were missing.",
    "The general announced a truce after *30* people died.",
    "The man was told that *30* people died.",
    "The *30* men who said they were innocent were freed.",
    "While the army said 30 people died, doctors counted *60*.",
    "It is said that *30* people died.",
    "A report of *30* deaths was found.",
    "The reported loss of *30* men hurt.",
    "*30* ships lay in the port of Oslo.",
    "The claim of *30* men was heard.",
    "In Oslo, *30* people signed.",
    "The police shot *30* men.",
    "He was said to have *30* ships.",
    'The so-called "army" lost *30* men.',
    "The town has *30* people; according to the mayor, many left.",
    "*30* men were arrested, while the army said nothing was wrong.",
    "The court confirmed the *30* sentences.",
    "Bloom, 38, died with *30* others.",
    "The doctor who treated *30* people left.",
    "The witness *told* police.",
    "Rao, who sold *30* ships, said that nothing was wrong.",
    "“We were lucky,” Rao said in a letter of *30* pages.",
    "After *30* men died, the mayor vowed to close the port.",
    "The soldiers responded to *30* calls.",
    "The mayor would not say that *30* men had died.",
    "The board ranked the *30* schools according to their size.",
    "Rao refused to say that *30* men had died.",
]


# Verbs of speech that do something else when they have a plain object, and what is cited though it cannot speak.
SPEAKS = [
    ("The carmaker added that *200* jobs were safe.", "The carmaker"),
    ("The carmaker added on Monday in Oslo that *200* jobs were safe.", "The carmaker"),
    ("*200* jobs were safe, the carmaker added.", "the carmaker"),
    ("*200* jobs were safe, the carmaker added on Monday.", "the carmaker"),
    ("The navy maintains *30* ships were lost.", "The navy"),
    ("The navy maintains: *30* ships were lost.", "The navy"),
    ("The villagers claimed the army killed *30* men.", "The villagers"),
    ("The baker recalled that *30* men came.", "The baker"),
    ("Officials warned residents that *30* houses were at risk.", "Officials"),
    ("The mayor closed *30* schools, citing a report on the port.", "a report on the port"),
    ("The mayor closed the port and *30* ships left, citing the harbour board.", "the harbour board"),
    ("The blast killed 12 people and a spokesman said *40* were hurt.", "a spokesman"),
    ("The blast killed 12 in Oslo and a spokesman said *40* were hurt.", "a spokesman"),
    ("The blast killed 12 people and, according to a spokesman, *40* were hurt.", "a spokesman"),
    ("A mayor and a spokesman said *40* were hurt.", "A mayor and a spokesman"),
]
ACTS = [
    "The quake claimed *30* lives.",
    "The quake claimed *30* lives and destroyed a school.",
    "The carmaker added *200* jobs.",
    "The carmaker added *200* jobs that it had cut.",
    "The firm recalled *4,000* cars.",
    "The firm recalled *4,000* cars it sold in May.",
    "The firm recalled on Monday the *4,000* cars of that make.",
    "The navy maintains *30* ships.",
    "After *30* people died, the firm recalled the car.",
    "When sales rose by *30* percent, the carmaker added a shift.",
    "The flood stressed *30* dams.",
    "The group claimed responsibility for the blast that killed *30* people.",
    "The mayor closed the port, citing the need for *30* more ships.",
    "The mayor closed *30* schools, citing bad weather.",
    "The mayor closed *30* schools, citing a lack of teachers.",
    "The blast killed *12* people and a spokesman said 40 were hurt.",
    "The blast killed *12* people and, according to a spokesman, 40 were hurt.",
    "The storm sank *12* boats in the bay and a spokesman said nobody was hurt.",
]


@pytest.mark.parametrize(("marked", "name"), SPEAKS)
def test_a_verb_of_speech_over_a_statement_speaks(marked, name):
    assert said_by(marked) == name


@pytest.mark.parametrize("marked", ACTS)
def test_who_only_acts_claims_nothing(marked):
    assert said_by(marked) is None


def test_there_are_more_deeds_than_words():
    assert len(ACTS) >= len(SPEAKS)


@pytest.mark.parametrize(("marked", "name"), FIRES)
def test_the_speaker_is_found_by_full_name(marked, name):
    assert said_by(marked) == name


@pytest.mark.parametrize("marked", SILENT)
def test_the_outlet_speaks_itself(marked):
    assert said_by(marked) is None


def test_a_pronoun_is_who_spoke_before():
    assert said_by("He said *30* people were hurt.", BEFORE) == "Ada Bloom"
    assert said_by("*30* people were hurt, she added.", BEFORE) == "Ada Bloom"


def test_a_pronoun_without_one_before_stands_as_written():
    assert said_by("He said *30* people were hurt.") == "He"


def test_quoted_words_without_a_speaker_belong_to_who_spoke_before():
    assert said_by('"Many people came. *30* died in the water on that day."', BEFORE) == "Ada Bloom"


def test_words_in_quotes_alone_are_nobody_s_statement():
    assert said_by('The "*army*" left.', BEFORE) is None


def test_the_outlet_s_own_words_do_not_go_to_who_spoke_before():
    assert said_by("The army shelled the port, killing *30* people.", BEFORE) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "Ada",
                "Bloom",
                "said",
                "that",
                "according",
                "to",
                "the",
                "army",
                ",",
                ".",
                '"',
                "who",
                "he",
                "told",
                "and",
                "30",
                "men",
            ]
        ),
        min_size=1,
    )
)
def test_any_run_of_words_has_a_claimant_or_none(words):
    text = " ".join(words)
    for sentence in sentences("a", text):
        for token in sentence.tokens:
            found = claimant_of(sentence, Span(token.start, token.end))
            assert found is None or found.name


@pytest.mark.parametrize(
    "marked",
    [
        "The quake claimed *30* lives in Varnholm.",
        "The carmaker added *200* jobs at its plant.",
        "The firm recalled *4,000* cars on Monday.",
        "The navy maintains *30* ships in the gulf.",
        "The rules state *two* conditions.",
        "The hospital closed a ward, citing the need for *40* beds.",
        "The club sold the ground, citing a lack of *200* seats.",
        "The blast killed *12* people and a spokesman said the road was closed.",
        "The plan will cost *75* million, and Ivo Marsh, a farmer, said the river “should obey our laws”.",
    ],
)
def test_who_only_does_something_claims_nothing(marked):
    assert said_by(marked) is None


@pytest.mark.parametrize(
    "marked, name",
    [
        ("The mayor claimed *30* people had died.", "The mayor"),
        ("The mayor added that *200* jobs were lost.", "The mayor"),
        ("*200* jobs were lost, the mayor added.", "the mayor"),
        ("The captain maintained that *30* ships had sailed.", "The captain"),
        ("Varnholm counted *12* dead on Monday, citing police.", "police"),
        ("The toll has risen to *12*, citing the health ministry.", "the health ministry"),
    ],
)
def test_the_same_verbs_speak_where_a_statement_is_theirs(marked, name):
    assert said_by(marked) == name
