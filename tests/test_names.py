"""Names in one article, and which of them are one thing across articles."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import sentences

import factcheck
from factcheck.domain.account import Name
from factcheck.domain.text import Span
from factcheck.settings.lexicons import load_lexicons
from factcheck.values.names.finding import NameBook, find_names

LEXICONS = load_lexicons()


def names(text):
    return find_names(sentences("a", text), LEXICONS.nouns, LEXICONS.titles)


def found(text):
    return [n.text for n in names(text)]


FIRES = [
    ("A truce was signed by Fayez al-Masri in Ankara.", ["Fayez al-Masri", "Ankara"]),
    ("We saw Omar al - Masri and Juan de la Cruz.", ["Omar al-Masri", "Juan de la Cruz"]),
    ("It was seen by A. B. Marsh and George W. Stone.", ["A. B. Marsh", "George W. Stone"]),
    ("They asked the Ministry of Trade and Industry.", ["Ministry of Trade and Industry"]),
    ("It left with the Centers for Plant Control and Prevention.", ["Centers for Plant Control and Prevention"]),
    ("It went through the House of Lords.", ["House of Lords"]),
    ("They met Jon Hale of Ostrand and the Minister of Egypt and Jordan.", ["Jon Hale", "Ostrand", "Egypt", "Jordan"]),
    ("He works at Bright & Sons.", ["Bright & Sons"]),
    ("The boat was called ` Marabella ' by its crew.", ["Marabella"]),
    ('"We met Nadia Bloom," she said.', ["Nadia Bloom"]),
    ("France's army met Nadia Bloom's guards.", ["France", "Nadia Bloom"]),
    ("Supreme Court judges rose.", ["Supreme Court"]),
    ("The forces of Egypt and Jordan stayed.", ["Egypt", "Jordan"]),
    ("It was won by Martin Luther King.", ["Martin Luther King"]),
]
SILENT = [
    "On Monday, in May, nothing happened.",
    "Observers hope. Police wait. Nobody knows.",
    "GUNMEN FLEE AFTER BANK RAID",
    "He carried an AK-47 at 9 a.m. GMT.",
    '"We will go," they said.',
    "The President spoke; the Foreign Minister did not.",
    "I know. A man came.",
    "Hundreds fled: The road was closed.",
    "Write to @BridgeDesk or look for #NoTolls.",
    "It was she (D-Minn.) who rose.",
]


@pytest.mark.parametrize(("text", "expected"), FIRES)
def test_names_are_found_whole(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", SILENT)
def test_capitals_that_are_no_names_stay_out(text):
    assert found(text) == []


def test_a_headline_lends_its_names_only_from_the_body():
    text = "Rebels Storm Capital As Masri Flees\n\nThe rebels reached the town on Friday and Masri left it at night."
    assert found(text) == ["Masri", "Masri"]


def test_a_first_word_is_a_name_when_the_article_has_it_inside_a_sentence():
    assert found("Hope spoke first. The crowd then cheered for Hope until night.") == ["Hope", "Hope"]


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("It was led by Gen. Ada Bloom.", "Gen.", "Ada Bloom"),
        ("It was led by Gen Bloom.", "Gen", "Bloom"),
        ("They met Turkish President Deniz Kaya.", "President", "Deniz Kaya"),
        ("They heard from general Ada Bloom.", "general", "Ada Bloom"),
        ("It came from navy spokesman Commander Raj Nair.", "Commander", "Raj Nair"),
        ("They met Secretary of State Ada Bloom.", "Secretary of State", "Ada Bloom"),
        ("They met U.S. Vice Adm. Ada Bloom.", "Vice Adm.", "Ada Bloom"),
        ("They heard from spokeswoman Ada Bloom.", "spokeswoman", "Ada Bloom"),
    ],
)
def test_titles_are_stripped_and_kept(text, title, name):
    last = names(text)[-1]
    assert (last.title, last.text) == (title, name)


def test_a_title_inside_an_organisation_is_no_title():
    assert [(n.text, n.title) for n in names("He bought General Motors.")] == [("General Motors", "")]


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("They met President Kaya.", "person"),
        ("They met Susan Kaya.", "person"),
        ("They met the Harbour Workers Union.", "organisation"),
        ("They asked Kaya Holdings Ltd.", "organisation"),
        ("They went to Norway.", "place"),
        ("They crossed Lake Kaya.", "place"),
        ("They met Norwegian troops.", "demonym"),
        ("They met Somalis there.", "demonym"),
        ("They met the Kentucky Republican there.", "demonym"),
        ("It was late, Tana French said.", "person"),
        ("They saw Blue Marlin.", "other"),
        ("It was late, Odda Marlin said.", "person"),
        ("It was late, the Halden Harbour Watch said.", "other"),
    ],
)
def test_sorts(text, sort):
    assert [n.sort for n in names(text)] == [sort]


def test_an_acronym_stands_on_its_long_form_and_is_a_name():
    long, short = names("They joined the Union of River Pilots (URP).")[:2]
    assert (long.text, long.acronym, short.text) == ("Union of River Pilots", "URP", "URP")


def test_brackets_that_explain_nothing_make_no_acronym():
    assert names("They joined the Union of River Pilots (AFP).")[0].acronym == ""


@given(
    st.lists(
        st.sampled_from(
            ["Gen. Ada Bloom", "said", "the", "Bank of Oslo", "(", ")", "and", "Fayez al-Masri", "'", "on Monday", "."]
        )
    )
)
def test_spans_give_the_names_as_written_in_text_order(words):
    text = " ".join(words)
    spans = [n.span for n in names(text)]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(n.span.of(text).split() == n.text.split() for n in names(text))


# --- NameBook ------------------------------------------------------------------------------------


def mention(text, sort="person", title="", acronym=""):
    return Name(Span(0, len(text)), text, sort, title, acronym)


def book(*articles):
    return NameBook.of({f"a{n}": found for n, found in enumerate(articles)}, given=LEXICONS.titles.given)


JOINED = [
    ([mention("Ada Bloom")], [mention("Bloom")], "Ada Bloom", "Bloom"),
    ([mention("Ada Bloom", title="Gen")], [mention("Bloom", title="Gen")], "Gen Bloom", "Ada Bloom"),
    ([mention("Fayez al-Serraj")], [mention("Sarraj")], "al Serraj", "al-Sarraj"),
    ([mention("Fayez al-Serraj")], [mention("Fayez al-Sarraj")], "Serraj", "Fayez Sarraj"),
    (
        [mention("Union of Pilots", "organisation", acronym="UP")],
        [mention("UP", "organisation")],
        "UP",
        "Union of Pilots",
    ),
    ([mention("Mount Elden", "place")], [mention("Mt Elden", "place")], "Mt. Elden", "Mount Elden"),
    ([mention("U.N.", "organisation")], [mention("United Nations", "organisation")], "UN", "U.N."),
    ([mention("US", "place")], [mention("United States", "place")], "U.S.", "the United States"),
    ([mention("Ada K. Bloom")], [mention("Ada Bloom")], "Ada K. Bloom", "Ada Bloom's"),
    ([mention("Ilse Krantz")], [mention("Ilse Kranz")], "Krantz", "Kranz"),
]
APART = [
    ([mention("Ada Bloom")], [mention("Rosa Bloom")], "Ada Bloom", "Rosa Bloom"),
    ([mention("Ada Bloom"), mention("Rosa Bloom")], [mention("Bloom")], "Ada Bloom", "Bloom"),
    ([mention("Ann Johnson")], [mention("Ray Johnston")], "Johnson", "Johnston"),
    ([mention("Niger", "place")], [mention("Nigeria", "place")], "Niger", "Nigeria"),
    ([mention("Austria", "place")], [mention("Australia", "place")], "Austria", "Australia"),
    ([mention("Somali", "demonym")], [mention("Somalian", "demonym")], "Somali", "Somalian"),
    ([mention("Yemen", "place")], [mention("Yemeni", "demonym")], "Yemen", "Yemeni"),
    ([mention("Erik Holm")], [mention("Erika Holm")], "Erik Holm", "Erika Holm"),
    ([mention("Ilse Krantz"), mention("Ilse Kranz")], [mention("Ilse Krantz")], "Ilse Krantz", "Ilse Kranz"),
    ([mention("Bank of Oslo", "organisation")], [mention("Port of Oslo", "place")], "Bank of Oslo", "Port of Oslo"),
    ([mention("Johnson", "person")], [mention("Johnston", "place")], "Johnson", "Johnston"),
]


@pytest.mark.parametrize(("one", "two", "left", "right"), JOINED)
def test_mentions_of_one_thing_have_one_key(one, two, left, right):
    made = book(one, two)
    assert made.key(left) == made.key(right)


@pytest.mark.parametrize(("one", "two", "left", "right"), APART)
def test_two_things_have_two_keys(one, two, left, right):
    made = book(one, two)
    assert made.key(left) != made.key(right)


def test_an_unknown_name_is_its_own_key():
    assert book([mention("Ada Bloom")]).key("Otto Ruhl") == "otto ruhl"


TEXTS = ["Ada Bloom", "Bloom", "Ada Blome", "Blume", "Rosa Bloom", "Fayez al-Serraj", "Sarraj", "Serraj", "Niger", "Nigeria", "UP", "Ada K. Bloom"]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(TEXTS)), max_size=12), st.randoms())
def test_the_order_of_articles_and_names_never_matters(pairs, random):
    def keys(order):
        articles = {}
        for article, text in order:
            articles.setdefault(article, []).append(mention(text, "other"))
        made = NameBook.of(articles)
        return [made.key(text) for text in TEXTS]

    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert keys(pairs) == keys(shuffled)


def test_thousands_of_like_names_are_thousands_of_people():
    letters = "abcdefghijklmnop"
    many = [mention(f"Person{a}{b} Family{b}{a}{c}", "other") for a in letters for b in letters for c in "abcdefgh"]
    made = book(many)
    assert len({made.key(m.text) for m in many}) == len(many)


def test_a_book_of_names_is_made_once_a_run_and_once_a_story():
    package = Path(factcheck.__file__).parent
    made = {path.name for path in package.rglob("*.py") if "NameBook.of(" in path.read_text(encoding="utf-8")}
    assert made == {"accounts.py", "grouping.py"}
