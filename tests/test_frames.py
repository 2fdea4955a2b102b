"""Frames: who did what, whether it was done, who says so; how a value hangs on the words of its sentence."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import sentences

import factcheck
from factcheck.domain.frames import Hanging, PredicateSort
from factcheck.domain.parses import Parse
from factcheck.domain.text import Span
from factcheck.domain.values import Status
from factcheck.frames.grammar import Grammar
from factcheck.frames.reading import Frames
from factcheck.frames.showing import shown
from factcheck.frames.tree import event_nouns
from factcheck.parsers.spacy_en import PACKAGED_MODEL, Parser
from factcheck.settings.lexicons import load_lexicons
from factcheck.values.times.moments import find_moments

LEXICONS = load_lexicons()
PARSER = Parser(PACKAGED_MODEL, entities=False)


class Read:
    """One sentence, read; words are named as they are written, the first of several."""

    def __init__(self, text):
        (self.sentence,) = sentences("a", text)
        (parse,) = PARSER.parse([self.sentence.tokens])
        self.words = [t.text for t in self.sentence.tokens]
        times = [span for span, _ in find_moments(self.sentence, None)]
        self.frames = Frames(self.sentence, parse, LEXICONS, times)
        self.text = text

    def frame(self, word):
        found = self.frames.of(self.words.index(word))
        assert found, f"{word!r} has no frame in {self.text!r}"
        return found

    def word(self, token):
        return None if token is None else self.words[token]

    def span(self, words):
        start = self.text.index(words)
        return Span(start, start + len(words))

    def obliques(self, found):
        return [(o.preposition, self.word(o.token)) for o in found]


# --- negation ----------------------------------------------------------------------------------------------

NEGATED = [
    ("The council did not sign the pact.", "sign"),
    ("The council hasn't signed the pact.", "signed"),
    ("The ferry never reached Halden.", "reached"),
    ("Neither the union nor the council signed the pact.", "signed"),
    ("The council neither signed nor rejected the pact.", "signed"),
    ("The council neither signed nor rejected the pact.", "rejected"),
    ("The council did not sign the pact, nor did it reject the offer.", "reject"),
    ("The mayor did not say that the bridge had collapsed.", "collapsed"),
    ("He denied that the guards had fired.", "fired"),
    ("He denied stabbing the guard.", "stabbing"),
    ("The company failed to repair the dam.", "repair"),
    ("The guards refused to open the gate.", "open"),
    ("No one was killed in the blast.", "killed"),
    ("None of the passengers were hurt.", "hurt"),
    ("Police found no weapons on the boat.", "found"),
    ("There were no survivors.", "were"),
    ("The crew left without repairing the pump.", "repairing"),
    ("He was not shot or robbed.", "robbed"),
    ("The mine is not safe.", "safe"),
    ("Rescuers were unable to reach the cave.", "reach"),
    ("Not one guard was hurt.", "hurt"),
    ("The guards prevented an attack.", "attack"),
    ("Rao rejected claims that the dam had leaked.", "leaked"),
    ("There is no evidence that the dam had leaked.", "leaked"),
    ("He was acquitted of murdering his aunt.", "murdering"),
    ("The court acquitted the surgeon of killing the patient.", "killing"),
    ("The inquiry cleared the nurse of stealing drugs.", "stealing"),
    ("Rain kept the team from finishing the match.", "finishing"),
    ("A judge barred the paper from printing the letter.", "printing"),
    ("Divers have yet to reach the wreck.", "reach"),
    ("The fire did not cause any injuries.", "injuries"),
    ("The fire spread, but there were no deaths.", "deaths"),
]
NOT_NEGATED = [
    ("The council signed the pact.", "signed"),
    ("The council did not approve the plan and rejected the budget.", "rejected"),
    ("Not only did the dam burst, the bridge fell.", "burst"),
    ("He did not deny that the guards had fired.", "fired"),
    ("The company did not fail to repair the dam.", "repair"),
    ("He did not deny stabbing the guard.", "stabbing"),
    ("She did not know that the dam had burst.", "burst"),
    ("No fewer than nine people were killed.", "killed"),
    ("No doubt the dam burst at night.", "burst"),
    ("Police, who found no weapons, arrested two men.", "arrested"),
    ("The man who was not hurt fled.", "fled"),
    ("The ferry, which carried no cargo, sank.", "sank"),
    ("Nobody knew that the dam had burst.", "burst"),
    ("The union said it signed the pact, and the council did not.", "signed"),
    ("He managed to reach the cave.", "reach"),
    ("The guards did not immediately answer.", "answer"),
    ("The dam burst because nobody had repaired it.", "burst"),
    ("After failing to sign the pact, the council resigned.", "resigned"),
    ("The attack killed a guard who never fired.", "killed"),
    ("He denied that the guards had fired.", "denied"),
    ("The company failed to repair the dam.", "failed"),
    ("Rao confirmed that the dam had leaked.", "leaked"),
    ("There is evidence that the dam had leaked.", "leaked"),
    ("He was convicted of murdering his aunt.", "murdering"),
    ("The jury convicted Hale of killing his wife.", "killing"),
    ("He stopped the car after hitting the girl.", "hitting"),
    ("The court cleared the street by arresting the men.", "arresting"),
    ("The crew kept singing.", "singing"),
    ("Staff praised the pilot for landing the plane.", "landing"),
    ("Without help, the crew repaired the pump.", "repaired"),
    ("The pact failed to end the fighting.", "fighting"),
    ("The mayor did not condemn the attack.", "attack"),
    ("If not for the guards, the crowd had entered.", "entered"),
]


@pytest.mark.parametrize(("text", "word"), NEGATED)
def test_what_was_not_done(text, word):
    assert Read(text).frame(word).negated


@pytest.mark.parametrize(("text", "word"), NOT_NEGATED)
def test_what_was_done_in_spite_of_a_negative_word(text, word):
    assert not Read(text).frame(word).negated


# --- standing ----------------------------------------------------------------------------------------------

STANDING = [
    ("The council will sign the pact on Friday.", "sign", Status.PLANNED),
    ("The pact is expected to be signed on Friday.", "signed", Status.PLANNED),
    ("The council plans to sign the pact.", "sign", Status.PLANNED),
    ("The union is due to meet the mayor.", "meet", Status.PLANNED),
    ("The council is going to sign the pact.", "sign", Status.PLANNED),
    ("The council announced a plan to close the mine.", "close", Status.PLANNED),
    ("The mayor said the council would close the mine.", "close", Status.PLANNED),
    ("The council hopes to sign the pact.", "sign", Status.HOPED),
    ("The union wants to keep the mine open.", "keep", Status.HOPED),
    ("Rao alleged that the guards had fired.", "fired", Status.ALLEGED),
    ("He is believed to have killed two women.", "killed", Status.ALLEGED),
    ("The man accused of stabbing two boys was jailed.", "stabbing", Status.ALLEGED),
    ("The auditor accused Marsh of hiding the losses.", "hiding", Status.ALLEGED),
    ("The auditor accused Marsh of hiding the losses and selling the land.", "selling", Status.ALLEGED),
    ("Police suspected the clerk of taking the cash.", "taking", Status.ALLEGED),
    ("They accuse the former head of the ministry of selling arms.", "selling", Status.ALLEGED),
    ("Marsh was accused by the auditor of hiding the losses.", "hiding", Status.ALLEGED),
    ("The guards allegedly fired at the crowd.", "fired", Status.ALLEGED),
    ("Claims that the dam had leaked were false.", "leaked", Status.ALLEGED),
    ("Rao denied that the dam had leaked.", "leaked", Status.DENIED),
    ("Up to 40 people are feared dead.", "dead", Status.ALLEGED),
    ("He denies murdering his aunt.", "murdering", Status.DENIED),
    ("If the pact fails, the council will resign.", "fails", Status.CONDITIONAL),
    ("If the pact fails, the council will resign.", "resign", Status.CONDITIONAL),
    ("The dam could burst.", "burst", Status.CONDITIONAL),
    ("Did the guards fire?", "fire", Status.QUESTION),
    ("She asked whether the dam had burst.", "burst", Status.QUESTION),
    ("The guards foiled a planned attack.", "attack", Status.PLANNED),
    ("He was arrested over an alleged attack.", "attack", Status.ALLEGED),
]
ASSERTED = [
    ("The council signed the pact on Friday.", "signed"),
    ("The council had planned the meeting when the dam burst.", "burst"),
    ("The man accused of stabbing two boys was jailed.", "jailed"),
    ("The man accused of stabbing two boys was jailed.", "accused"),
    ("He was convicted of stabbing two boys.", "stabbing"),
    ("The jury convicted Hale of killing his wife.", "killing"),
    ("Police charged the crowd after arresting two men.", "arresting"),
    ("He claimed the honour of opening the bridge.", "opening"),
    ("The police reported a case of poisoning cattle.", "poisoning"),
    ("He accused the woman who fled after stabbing the guard.", "stabbing"),
    ("The judge found Marsh guilty of hiding the losses.", "hiding"),
    ("Rao said that the guards had fired.", "fired"),
    ("Rao confirmed the dam had leaked.", "leaked"),
    ("The council managed to sign the pact.", "sign"),
    ("The crew were forced to leave the ship.", "leave"),
    ("The council will say that the dam burst in May.", "burst"),
    ("She asked why the dam had burst.", "asked"),
    ("The guards who will be tried fired at the crowd.", "fired"),
    ("The mayor could not reach the island.", "reach"),
    ("He looked as if nothing had happened and left.", "left"),
    ("She was the first woman to win the race.", "win"),
    ("The pact was signed after the union had planned a strike.", "signed"),
    ("The man denied a charge and was released.", "released"),
    ("Rao hopes to return to the town that he left.", "left"),
    ("The dam burst before the council could meet.", "burst"),
    ("The attack killed nine people.", "attack"),
    ("They fled the attack.", "attack"),
    ("The people killed in the blast were miners.", "killed"),
    ("The mayor will meet the guards who fired.", "fired"),
    ("The inquiry decided that the guards had fired.", "fired"),
]


@pytest.mark.parametrize(("text", "word", "status"), STANDING)
def test_what_is_not_told_as_done(text, word, status):
    assert Read(text).frame(word).status is status


@pytest.mark.parametrize(("text", "word"), ASSERTED)
def test_what_is_told_as_done(text, word):
    assert Read(text).frame(word).status is Status.ASSERTED


# --- passives, subjects, objects ---------------------------------------------------------------------------

PASSIVE = [
    ("Two guards were shot by rebels.", "shot", "guards"),
    ("Two guards were shot and robbed.", "robbed", "guards"),
    ("The man accused of theft fled.", "accused", "man"),
    ("People killed in the blast were miners.", "killed", "People"),
    ("The dam is expected to be repaired.", "repaired", "dam"),
    ("Rao said two men were arrested.", "arrested", "men"),
    ("Those who were hurt left.", "hurt", "Those"),
    ("Nine people have been detained.", "detained", "people"),
    ("Nine guards were killed and 30 others wounded.", "wounded", "others"),
]
ACTIVE = [
    ("Rebels shot two guards.", "shot", "Rebels"),
    ("The man fled and hid in a barn.", "hid", "man"),
    ("The company failed to repair the dam.", "repair", "company"),
    ("The council urged the union to sign.", "sign", "union"),
    ("The man who fled was caught.", "fled", "man"),
    ("Having signed the pact, the council left.", "signed", "council"),
    ("The council has signed the pact.", "signed", "council"),
    ("Nine people are dead.", "dead", "people"),
    ("The blast left nine people dead.", "dead", "people"),
    ("The guards were armed and fired at the crowd.", "fired", "guards"),
    ("Rescuers saved a boy clinging to a tree.", "clinging", "boy"),
]


@pytest.mark.parametrize(("text", "word", "subject"), PASSIVE)
def test_whom_a_passive_is_of(text, word, subject):
    read = Read(text)
    assert (read.frame(word).passive, read.word(read.frame(word).subject)) == (True, subject)


@pytest.mark.parametrize(("text", "word", "subject"), ACTIVE)
def test_who_does_it(text, word, subject):
    read = Read(text)
    assert (read.frame(word).passive, read.word(read.frame(word).subject)) == (False, subject)


@pytest.mark.parametrize(
    ("text", "word", "thing"),
    [
        ("The rebels killed nine soldiers.", "killed", "soldiers"),
        ("The rebels killed and wounded nine soldiers.", "killed", "soldiers"),
        ("The men whom the rebels shot lived.", "shot", "men"),
        ("The death of nine miners shocked the town.", "death", "miners"),
        ("The ferry sank.", "sank", None),
        ("Two guards were shot and robbed.", "shot", None),
        ("The rebels fled and the army killed nine soldiers.", "fled", None),
    ],
)
def test_whom_it_is_done_to(text, word, thing):
    read = Read(text)
    assert read.word(read.frame(word).object) == thing


def test_obliques_have_their_prepositions_and_all_that_is_joined():
    read = Read("Two guards were shot by rebels on Monday in Ostby and Halden.")
    found = read.obliques(read.frame("shot").obliques)
    assert found == [("by", "rebels"), ("on", "Monday"), ("in", "Ostby"), ("in", "Halden")]


def test_sorts_of_predicates():
    read = Read("The arrest of two men who were drunk angered the crowd.")
    sorts = {read.word(frame.predicate): frame.sort for frame in read.frames.all}
    assert sorts == {"arrest": PredicateSort.NOUN, "drunk": PredicateSort.ADJECTIVE, "angered": PredicateSort.VERB}


# --- speakers ----------------------------------------------------------------------------------------------

SAID = [
    ("Rao said that the dam had burst.", "burst", "Rao"),
    ("The dam burst on Monday, police said.", "burst", "police"),
    ("The dam, police said, burst on Monday.", "burst", "police"),
    ("The ferry sank at night, according to the coast guard.", "sank", "guard"),
    ("According to the union, nine miners died.", "died", "union"),
    ("Rao said two men were arrested and that a third had fled.", "fled", "Rao"),
    ("Rao told reporters that the guards who fired had fled.", "fired", "Rao"),
    ("He denied that the guards had fired.", "fired", "He"),
    ("“The dam burst,” said the mayor.", "burst", "mayor"),
    ("The mayor said the union claimed that the mine was closed.", "closed", "union"),
    ("Rao said the company failed to repair the dam.", "repair", "Rao"),
    ("Police alleged that he had stabbed a guard.", "stabbed", "Police"),
]
UNSAID = [
    ("The dam burst on Monday.", "burst"),
    ("Rao said that the dam had burst.", "said"),
    ("After the dam burst, Rao said nothing.", "burst"),
    ("The man who fled said that he was innocent.", "fled"),
    ("It was reported that the dam had burst.", "burst"),
    ("He is said to have fled.", "fled"),
    ("Rao said nothing and left.", "left"),
    ("The guards fired because the crowd had entered.", "fired"),
    ("The company added nine ships.", "added"),
    ("The pact, which the mayor announced, was signed.", "signed"),
    ("Rao spoke before the dam burst.", "burst"),
    ("The dam, police said, burst on Monday.", "said"),
    ("The council acted according to law when it closed the mine.", "closed"),
]


@pytest.mark.parametrize(("text", "word", "who"), SAID)
def test_who_says_so(text, word, who):
    read = Read(text)
    assert read.word(read.frame(word).speaker) == who


@pytest.mark.parametrize(("text", "word"), UNSAID)
def test_what_nobody_says(text, word):
    assert Read(text).frame(word).speaker is None


# --- what a number counts ----------------------------------------------------------------------------------

COUNTS = [
    ("The 12 people were killed.", "12", "people"),
    ("Nine of them were badly hurt.", "Nine", "them"),
    ("The ferry carried 24 passengers, 14 of whom were badly hurt.", "14", "passengers"),
    ("Some 300 armed rebels fled.", "300", "rebels"),
    ("At least 31 people died.", "At least 31", "people"),
    ("Nine of the twelve hostages were freed.", "Nine", "hostages"),
    ("Two million refugees fled.", "Two million", "refugees"),
    ("Dozens of miners were hurt.", "Dozens", "miners"),
    ("More than 40 houses burned.", "More than 40", "houses"),
    ("The victims were nine men.", "nine", "men"),
    ("The dead included nine children.", "nine children", "children"),
    ("The first engine of the train burned.", "first engine", "engine"),
    ("He lived there for several months.", "several months", "months"),
    ("Dozens of miners were hurt.", "Dozens of miners", "miners"),
    ("Of the passengers, 14 died.", "14", "passengers"),
    ("Two Reds and one independent joined the Greens.", "one", "independent"),
]
COUNTS_NOTHING = [
    ("12 were killed.", "12"),
    ("The death toll rose to 43.", "43"),
    ("Flight 370 vanished.", "370"),
    ("The union put the number at 31.", "31"),
    ("He was 36.", "36"),
    ("The council met in Room 12.", "12"),
    ("She won by 12 to nine.", "12"),
    ("The figure of 43 was wrong.", "43"),
    ("The guards, 12 in all, fled.", "12"),
    ("The boat left at 9.", "9"),
    ("The man, 36, was arrested.", "36"),
    ("12 dead, nine injured", "12"),
    ("The toll, 43, was wrong.", "43"),
]


@pytest.mark.parametrize(("text", "number", "thing"), COUNTS)
def test_what_a_number_counts(text, number, thing):
    read = Read(text)
    assert read.word(read.frames.counted(read.span(number))) == thing


@pytest.mark.parametrize(("text", "number"), COUNTS_NOTHING)
def test_a_number_that_stands_for_itself(text, number):
    read = Read(text)
    assert read.word(read.frames.counted(read.span(number))) is None


# --- what governs a value ----------------------------------------------------------------------------------

GOVERNED = [
    ("The 12 people were killed on Friday.", "12", "killed", Hanging.PASSIVE_SUBJECT, ""),
    ("12 were killed.", "12", "killed", Hanging.PASSIVE_SUBJECT, ""),
    ("Nine of them were badly hurt.", "Nine", "hurt", Hanging.PASSIVE_SUBJECT, ""),
    ("The ferry carried 24 passengers, 14 of whom were hurt.", "24", "carried", Hanging.OBJECT, ""),
    ("The ferry carried 24 passengers, 14 of whom were hurt.", "14", "hurt", Hanging.PASSIVE_SUBJECT, ""),
    ("Rebels killed nine soldiers and wounded 14.", "nine", "killed", Hanging.OBJECT, ""),
    ("Rebels killed nine soldiers and wounded 14.", "14", "wounded", Hanging.OBJECT, ""),
    ("Nine people are dead.", "Nine", "dead", Hanging.SUBJECT, ""),
    ("The blast left nine people dead.", "nine", "dead", Hanging.SUBJECT, ""),
    ("The death of nine miners shocked the town.", "nine", "death", Hanging.OBLIQUE, "of"),
    ("Police confirmed nine deaths.", "nine", "deaths", Hanging.COUNTED, ""),
    ("There were nine people killed in the blast.", "nine", "killed", Hanging.PASSIVE_SUBJECT, ""),
    ("nine killed in ferry fire", "nine", "killed", Hanging.PASSIVE_SUBJECT, ""),
    ("The council fled with 40 guards.", "40", "fled", Hanging.OBLIQUE, "with"),
    ("The man accused of stabbing two boys was jailed.", "two", "stabbing", Hanging.OBJECT, ""),
    ("Two men and nine women drowned.", "nine", "drowned", Hanging.SUBJECT, ""),
    ("Rao said 31 people had died.", "31", "died", Hanging.SUBJECT, ""),
    ("Nine guards were killed and 30 others wounded.", "30", "wounded", Hanging.PASSIVE_SUBJECT, ""),
    ("The toll rose, with another 120 injured.", "120", "injured", Hanging.PASSIVE_SUBJECT, ""),
    ("Up to 40 people are feared dead.", "40", "dead", Hanging.SUBJECT, ""),
    ("Three guards were killed and about 100 injured.", "100", "injured", Hanging.PASSIVE_SUBJECT, ""),
    ("12 dead, at least 8 injured in shooting at harbour", "12", "dead", Hanging.SUBJECT, ""),
    ("12 dead, at least 8 injured in shooting at harbour", "8", "injured", Hanging.PASSIVE_SUBJECT, ""),
    ("The raid left four dead and 11 wounded.", "four", "dead", Hanging.SUBJECT, ""),
    ("The raid left four dead and 11 wounded.", "11", "wounded", Hanging.PASSIVE_SUBJECT, ""),
    ("Nine killed and 12 hurt as ferry sinks", "12", "hurt", Hanging.SUBJECT, ""),
    ("Rebels captured a group of five guards.", "five", "captured", Hanging.OBJECT, ""),
    ("A total of 31 people died.", "31", "died", Hanging.SUBJECT, ""),
    ("At least nine people are dead and 12 missing.", "12", "missing", Hanging.SUBJECT, ""),
    ("Relatives of the 12 dead gathered.", "12", "dead", Hanging.SUBJECT, ""),
    ("He was charged with the stabbing of two guards.", "two", "stabbing", Hanging.OBLIQUE, "of"),
    ("Nine people injured in the blast died.", "Nine", "died", Hanging.SUBJECT, ""),
    ("He was arrested over an attack on nine guards.", "nine", "attack", Hanging.OBLIQUE, "on"),
]
NOT_GOVERNED = [
    ("Families of nine victims protested.", "nine", "protested", Hanging.WITHIN),
    ("A lawyer for 12 miners resigned.", "12", "resigned", Hanging.WITHIN),
    ("Police arrested the leader of 40 rebels.", "40", "arrested", Hanging.WITHIN),
    ("Nine chairs", "Nine", None, None),
    ("The mother of two children died.", "two", "died", Hanging.WITHIN),
    ("At least 31 people, including nine children, died.", "nine", "died", Hanging.WITHIN),
    ("Chapter nine", "nine", None, None),
    ("A ship with 40 guards sank.", "40", "sank", Hanging.WITHIN),
    ("Relatives of the drowned sailor, 36, gathered.", "36", "gathered", Hanging.WITHIN),
    ("The man, 36, was arrested.", "36", "arrested", Hanging.WITHIN),
    ("A union of 40 pilots met the mayor.", "40", "met", Hanging.WITHIN),
    ("Owners of some of the 12 boats protested.", "12", "protested", Hanging.WITHIN),
    ("The sister of one of two guards died.", "two", "died", Hanging.WITHIN),
    ("A plan for nine schools failed.", "nine", "failed", Hanging.WITHIN),
    ("Rebels stormed the house of two guards.", "two", "stormed", Hanging.WITHIN),
    ("Two men", "Two", None, None),
    ("The wife of the driver, 36, left.", "36", "left", Hanging.WITHIN),
    ("A fleet including nine ships left.", "nine", "left", Hanging.WITHIN),
    ("A film on two kings failed.", "two", "failed", Hanging.WITHIN),
    ("The lawyer of two guards spoke.", "two", "spoke", Hanging.WITHIN),
    ("Rebels burned the homes of 12 teachers.", "12", "burned", Hanging.WITHIN),
    ("A museum of nine rooms burned.", "nine", "burned", Hanging.WITHIN),
    ("The captain of 11 players resigned.", "11", "resigned", Hanging.WITHIN),
    ("Guards of nine prisons fled.", "nine", "fled", Hanging.WITHIN),
    ("The owner of two ferries drowned.", "two", "drowned", Hanging.WITHIN),
    ("Troops freed the mayor of three towns.", "three", "freed", Hanging.WITHIN),
    ("The cousin of four miners was shot.", "four", "shot", Hanging.WITHIN),
    ("The price of 12 eggs rose.", "12", "rose", Hanging.WITHIN),
    ("He sold pictures of nine towns.", "nine", "sold", Hanging.WITHIN),
    ("Parents of 40 pupils signed it.", "40", "signed", Hanging.WITHIN),
    ("The roofs of 14 houses burned.", "14", "burned", Hanging.WITHIN),
    ("A judge for nine years retired.", "nine", "retired", Hanging.WITHIN),
    ("The crews of two ships fled.", "two", "fled", Hanging.WITHIN),
    ("People were arrested, including three of the guards.", "three", "arrested", Hanging.WITHIN),
]


@pytest.mark.parametrize(("text", "number", "governor", "hanging", "preposition"), GOVERNED)
def test_what_governs_a_value_and_how(text, number, governor, hanging, preposition):
    read = Read(text)
    hold = read.frames.governor(read.span(number))
    assert hold
    assert (read.word(hold.governor), hold.hanging, hold.preposition) == (governor, hanging, preposition)


@pytest.mark.parametrize(("text", "number", "governor", "hanging"), NOT_GOVERNED)
def test_a_value_inside_another_word_is_not_what_the_verb_is_of(text, number, governor, hanging):
    read = Read(text)
    hold = read.frames.governor(read.span(number))
    assert (read.word(hold and hold.governor), hold and hold.hanging) == (governor, hanging)


PLACED = [
    ("Nine people were killed at a market near Ostby on Friday.", "killed", [("at", "market"), ("near", "Ostby")]),
    ("The death of nine miners in Halden shocked the town.", "death", [("in", "Halden")]),
    ("Two guards died in an attack in Ostby.", "died", [("in", "Ostby")]),
    ("Police arrested 12 people in Ley over an attack in Ostby.", "arrested", [("in", "Ley")]),
    ("Police arrested 12 people in Ley over an attack in Ostby.", "attack", [("in", "Ostby")]),
    ("Nine people were killed on Friday.", "killed", []),
    ("Rao said in Halden that nine people were killed.", "killed", []),
    ("The man who was shot in Ostby fled.", "fled", []),
    ("Nine people died after a blast in Ostby.", "died", []),
]


@pytest.mark.parametrize(("text", "word", "places"), PLACED)
def test_where_it_was_done(text, word, places):
    read = Read(text)
    assert read.obliques(read.frames.place_of(read.words.index(word))) == places


TIMED = [
    ("Nine people were killed at a market near Ostby on Friday.", "killed", [("on", "Friday")]),
    ("The dam burst Monday.", "burst", [("", "Monday")]),
    ("The pact was signed in May 2014.", "signed", [("in", "May")]),
    ("Rao said on Monday that the dam had burst.", "burst", []),
    ("Rao, who left on Monday, returned.", "returned", []),
    ("Nine people were killed in Ostby.", "killed", []),
]


@pytest.mark.parametrize(("text", "word", "times"), TIMED)
def test_when_it_was_done(text, word, times):
    read = Read(text)
    assert read.obliques(read.frames.time_of(read.words.index(word))) == times


# --- for a reader ------------------------------------------------------------------------------------------


def test_what_was_read_is_shown_as_a_tree():
    read = Read("Rao denied on Monday that 14 guards had been shot near Ostby.")
    (parse,) = PARSER.parse([read.sentence.tokens])
    assert shown(read.sentence, parse, LEXICONS).splitlines() == [
        "Rao denied on Monday that 14 guards had been shot near Ostby.",
        "└── denied (verb)",
        "    ├── subject: Rao",
        "    ├── on: Monday [time]",
        "    └── shot (verb, passive, negated, denied, says Rao)",
        "        ├── subject: guards",
        "        ├── near: Ostby [place]",
        "        └── value: 14 guards [passive subject; counts guards]",
    ]


def test_where_nothing_is_told_the_tree_says_so():
    read = Read("Nine chairs")
    (parse,) = PARSER.parse([read.sentence.tokens])
    assert shown(read.sentence, parse, LEXICONS) == "Nine chairs\n└── nothing is told in it\n"


# --- the wing itself ---------------------------------------------------------------------------------------


def test_a_parse_of_another_sentence_is_refused():
    (parse,) = PARSER.parse([Read("It rained.").sentence.tokens])
    with pytest.raises(ValueError, match="tokens of its sentence"):
        Frames(Read("The dam burst.").sentence, parse, LEXICONS)


def test_persons_and_things_are_no_deeds():
    assert {"death", "arrest", "attack", "injury"} <= event_nouns(LEXICONS)
    assert not {"hostage", "victim", "gun", "casualty"} & event_nouns(LEXICONS)


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that the dam burst.",
        "Gentle, she loved the sea, and she's better off where she is now, said a friend.",
        "What is clear is that nobody knows who is dead.",
        "It is not true that it was safe to say that he was right.",
    ],
)
def test_a_clause_under_an_adjective_is_read(text):
    assert Read(text).frames.all


@pytest.mark.parametrize("text", ["12, 14, 16, 18.", "?", "Killed.", "Not.", "and or nor but", "x " * 80 + "fled."])
def test_whatever_is_no_sentence_is_read_all_the_same(text):
    read = Read(text)
    for frame in read.frames.all:
        read.frames.place_of(frame.predicate)
    for token in read.sentence.tokens:
        read.frames.governor(Span(token.start, token.end))
        read.frames.counted(Span(token.start, token.end))


SAMPLE = Read(
    "Nobody said that 12 dead or wounded guards, if they were attacked, denied the attack in Ostby on Monday."
)
ALL_LABELS = [
    "ROOT",
    "acl",
    "acomp",
    "advcl",
    "advmod",
    "agent",
    "amod",
    "appos",
    "attr",
    "aux",
    "auxpass",
    "case",
    "cc",
    "ccomp",
    "compound",
    "conj",
    "csubj",
    "csubjpass",
    "dative",
    "dep",
    "det",
    "dobj",
    "expl",
    "intj",
    "mark",
    "meta",
    "neg",
    "nmod",
    "npadvmod",
    "nsubj",
    "nsubjpass",
    "nummod",
    "oprd",
    "parataxis",
    "pcomp",
    "pobj",
    "poss",
    "preconj",
    "predet",
    "prep",
    "prt",
    "punct",
    "quantmod",
    "relcl",
    "xcomp",
]


@st.composite
def parses(draw):
    """Any tree over the tokens of the sample, as a parser may hang them that understands nothing."""
    size = len(SAMPLE.words)
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for n, token in enumerate(order):
        heads[token] = order[draw(st.integers(0, n - 1))] if n else token
    labels = draw(st.lists(st.sampled_from(ALL_LABELS), min_size=size, max_size=size))
    tags = draw(
        st.lists(
            st.sampled_from(["VB", "VBD", "VBN", "VBG", "NN", "NNS", "NNP", "JJ", "CD", "IN", "WDT", "DT"]),
            min_size=size,
            max_size=size,
        )
    )
    return Parse(tuple(heads), tuple(labels), tuple(tags), tuple(word.lower() for word in SAMPLE.words), ("",) * size)


@given(parses())
def test_no_tree_is_too_strange_to_be_read(parse):
    frames = Frames(SAMPLE.sentence, parse, LEXICONS, [SAMPLE.span("Monday")])
    known = {frame.predicate for frame in frames.all}
    for predicate in known:
        frames.place_of(predicate)
        frames.time_of(predicate)
    for token in SAMPLE.sentence.tokens:
        frames.counted(Span(token.start, token.end))
        for read in (frames.befell, frames.deed, frames.part_of, frames.quantity):
            read(Span(token.start, token.end))
        hold = frames.governor(Span(token.start, token.end))
        assert hold is None or hold.governor in known
    assert shown(SAMPLE.sentence, parse, LEXICONS).startswith(SAMPLE.text)
    grammar = Grammar(SAMPLE.sentence, parse, LEXICONS)
    assert all(helper < verb.token for verb in grammar.verbs() for helper in verb.helpers)
    assert all(first <= last < len(SAMPLE.words) for first, last in grammar.tellers())
    assert {*grammar.orders(), *(token for token, _ in grammar.shares())} <= {*range(len(SAMPLE.words))}


def test_a_number_that_hangs_on_itself_as_a_number_counts_nothing():
    size = len(SAMPLE.sentence.tokens)
    parse = Parse((0,) * size, ("nummod", *["dep"] * (size - 1)), ("CD",) * size, ("x",) * size, ("",) * size)
    first = SAMPLE.sentence.tokens[0]
    assert Frames(SAMPLE.sentence, parse, LEXICONS).counted(Span(first.start, first.end)) is None


def test_a_root_that_is_joined_to_nothing_is_read_to_its_end():
    words = SAMPLE.sentence.tokens
    same = ("VBN",) * len(words)
    parse = Parse((0,) * len(words), ("conj", *["dep"] * (len(words) - 1)), same, same, ("",) * len(words))
    assert Frames(SAMPLE.sentence, parse, LEXICONS).all


LABELS = frozenset(
    "nsubj nsubjpass csubj dobj pobj ccomp xcomp pcomp acomp advcl relcl auxpass npadvmod nummod oprd parataxis".split()  # noqa: SIM905
)


def test_nothing_else_knows_the_labels_of_a_parse():
    package = Path(factcheck.__file__).parent
    knowing = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in LABELS and path.parent.name != "frames"
    }
    assert knowing == set()


# --- what befell the counted, and quantities ---------------------------------------------------------------

BEFELL = [
    ("12 were killed.", "12", "killed"),
    ("Six of the wounded died.", "Six", "died"),
    ("Three were reported missing.", "Three", "missing"),
    ("Four are believed to have drowned.", "Four", "drowned"),
    ("The blast killed nine.", "nine", "killed"),
    ("17 suffered burns and wounds.", "17", "burns"),
    ("The blast caused injuries to 17.", "17", "injuries"),
    ("The fall led to the death of nine.", "nine", "death"),
]
BEFELL_NOT = [
    ("Three killed the guard.", "Three"),
    ("Nine drowned the cat in 12 buckets.", "12"),
    ("Police shot him with 12.", "12"),
    ("There were 40 on board, of whom six drowned.", "40"),
    ("The families of nine protested.", "nine"),
    ("The toll, 43, was wrong.", "43"),
    ("The guards fired for two of us.", "two"),
    ("She said 12.", "12 ."),
]


@pytest.mark.parametrize(("text", "number", "word"), BEFELL)
def test_what_befell_the_counted(text, number, word):
    read = Read(text)
    assert read.word(read.frames.befell(read.span(number))) == word


@pytest.mark.parametrize(("text", "number"), BEFELL_NOT)
def test_whoever_does_it_undergoes_nothing(text, number):
    read = Read(text)
    assert read.word(read.frames.befell(read.span(number.split()[0]))) in (None, "said")


QUANTITIES = [
    ("The death toll rose to 43.", "43", ("toll", "death", None, False)),
    ("The number of people killed rose to 43.", "43", ("number", "people", "killed", False)),
    ("It brings to 18 the number of people who died.", "18", ("number", "people", "died", False)),
    ("The number of guards rose from 31.", "31", ("number", "guards", None, True)),
    ("The number of guards fell to 31, compared to 40 in May.", "40", ("number", "guards", None, True)),
    ("The toll is 52.", "52", ("toll", None, None, False)),
    ("The mayor gave a toll of 52.", "52", ("toll", None, None, False)),
    ("The survey put the quake's magnitude at 5.9.", "5.9", ("magnitude", None, None, False)),
    ("One put the magnitude at 5.9, but another said it was 6.1.", "6.1", ("magnitude", None, None, False)),
    ("The temperature rose from 12 to 20.", "12", ("temperature", None, None, True)),
]
NO_QUANTITY = [
    ("The number of guards rose by 31.", "31"),
    ("The number of guards fell when 31 fled.", "31"),
    ("The number was wrong, and 12 left.", "12"),
    ("The number of guards fell after 31 days.", "31"),
    ("He went to 43.", "43"),
    ("The guards of the toll road were 52.", "52"),
    ("She wrote down the number for 12.", "12"),
    ("The temperature fell by 12.", "12"),
    ("The temperature fell, and it was 12.", "12"),
    ("One gave the magnitude and one the temperature, but another said it was 6.1.", "6.1"),
]


@pytest.mark.parametrize(("text", "number", "expected"), QUANTITIES)
def test_the_quantity_whose_value_a_number_is(text, number, expected):
    read = Read(text)
    found = read.frames.quantity(read.span(number))
    assert found
    assert (read.word(found.noun), read.word(found.thing), read.word(found.told), found.earlier) == expected


@pytest.mark.parametrize(("text", "number"), NO_QUANTITY)
def test_other_numbers_are_no_value_of_a_quantity(text, number):
    read = Read(text)
    assert read.frames.quantity(read.span(number)) is None


def test_a_tree_that_stands_on_its_head_is_read_all_the_same():
    """The parser hangs "produced" on itself by way of "executive"."""
    read = Read("The 2 hour and 10 minute film was executive produced and told by Ada Bloom .")
    assert "produce" in {one.lemma for one in read.frames.all}
