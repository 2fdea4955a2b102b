"""Sentences: offsets that hold, nothing lost, and the ends that are no ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import sentences

from factcheck.domain.text import SetAside, Span
from factcheck.settings.limits import LONGEST_SENTENCE


def split(text: str) -> list[str]:
    return [sentence.text for sentence in sentences("a", text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The bridge fell. Nobody was hurt.", ["The bridge fell.", "Nobody was hurt."]),
        ('"We heard a bang. It shook the house," she said.', ['"We heard a bang.', 'It shook the house," she said.']),
        ("“It is over.” The mayor wept.", ["“It is over.”", "The mayor wept."]),
        ('He called it "a day to forget." She agreed.', ['He called it "a day to forget."', "She agreed."]),
        ("One aide wrote ``stay home.'' Others did.", ["One aide wrote ``stay home.''", "Others did."]),
        ("The mill burned down.Two crews came late.", ["The mill burned down.", "Two crews came late."]),
        ("The ferry sank\n\nDivers went down", ["The ferry sank", "Divers went down"]),
        ("They met at 4 p.m. This time nobody came.", ["They met at 4 p.m.", "This time nobody came."]),
        ("They met at 4 p.m. Marlow had no time.", ["They met at 4 p.m.", "Marlow had no time."]),
        ("They met at 4 p. m. The talks failed.", ["They met at 4 p. m.", "The talks failed."]),
        ('He said, " we go. " Then he left. " No. "', ['He said, " we go. "', "Then he left.", '" No. "']),
    ],
)
def test_splits(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Ruiz met Lt. Col. Okafor and Dr. Stein.",
        "The U.N. envoy and U.S. officials left.",
        "It opened on Jan. 13 at the port.",
        "It struck at 11 a.m. Monday near the coast.",
        "It struck at 11 p. m. EST near the coast.",
        "It struck at 8:10 a.m. NZDT near the coast.",
        "It struck at 8:10 a.m. New Zealand time on Monday near the coast.",
        "It struck at 8:10 a.m. Mountain Daylight Time near the coast.",
        "J. K. Marlow lives at No. 5 Mill Lane.",
        "MOSCOW — The envoy arrived late.",
        'PARIS, Jan. 3 (Presse) -- The envoy said "no" twice.',
        '"Who did this?" Marlow asked.',
        '"Stop!" he shouted.',
        "The fund grew by 10. 5 percent.",
        "See www.example.org/a.Html for more.",
        "• Three boats were found adrift.",
        "The reading was a high of. 08 percent.",
        "Police Const. Marlow saw it.",
    ],
)
def test_keeps_whole(text: str) -> None:
    assert split(text) == [text]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The harbour was closed on Tuesday after a tanker\nran aground in thick fog near the old lighthouse and\n"
        "Captain Lindqvist called for help. Nobody was hurt\nand the oil stayed in the ship.\n"
    )
    parts = split(text)
    assert len(parts) == 2
    assert parts[0].endswith("lighthouse and\nCaptain Lindqvist called for help.")


def quoted(text: str) -> list[str]:
    return [span.of(text) for sentence in sentences("a", text) for span in sentence.quoted]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('She said "all is well" and left.', ["all is well"]),
        ("She said “all is well” and left.", ["all is well"]),
        ("She said «all is well» and left.", ["all is well"]),
        ("She said ``all is well'' and left.", ["all is well"]),
        ("She said 'all is well' and left.", ["all is well"]),
        ("She said ‘all isn’t well’ and left.", ["all isn’t well"]),
        ('"We ran. We hid," she said.', ["We ran.", "We hid,"]),
        ('"We ran.\n\n"We hid," she said.', ["We ran.", "We hid,"]),
        ('"We ran.\n\nWe hid," she said.', ["We ran.", "We hid,"]),
        ("The mood was “calm but for one shot.''", ["calm but for one shot."]),
    ],
)
def test_quoted_stretches(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


@pytest.mark.parametrize(
    "text",
    [
        "The miners' union and the owners' club met.",
        "It wasn't the mayor's fault in the '90s.",
        "He didn't say; she'd know.",
        "Rock ’n’ roll isn’t dead, they’d say.",
        "The city’s and the county’s roads closed.",
        "No marks at all.",
        "O'Hara's car hit O'Brien's wall.",
    ],
)
def test_apostrophes_are_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert quoted('He said "we go.\n\nThe army left.') == ["we go."]


def test_nothing_set_aside_is_in_a_sentence() -> None:
    text = "OSLO, Jan. 3 - The king spoke. Share this. The queen did not."
    aside = (SetAside(Span(0, 15), "dateline"), SetAside(Span(text.index("Share"), text.index("The q")), "furniture"))
    assert [s.text for s in sentences("a", text, aside)] == ["The king spoke.", "The queen did not."]


@pytest.mark.parametrize(
    ("entry", "begins"),
    [("14 May 2013, ", r"14 May 2013,"), ("May 14, 2013, ", r"May 14, 2013,"), ("May 14, 2013; ", r"May 14, 2013;")],
)
def test_a_table_is_cut_between_its_entries(entry: str, begins: str) -> None:
    """A line of 530 dates was one sentence, and each of its dates was held against the words of all the others."""
    text = entry * 530 + "and no more."
    found = sentences("a", text)
    assert all(len(sentence.tokens) <= LONGEST_SENTENCE for sentence in found)
    assert all(sentence.text.startswith(begins) for sentence in found)
    assert " ".join(sentence.text for sentence in found) == text


def test_what_has_no_marks_is_cut_all_the_same() -> None:
    text = "x" + " and so on" * 300
    found = sentences("a", text)
    assert max(len(sentence.tokens) for sentence in found) == LONGEST_SENTENCE
    assert " ".join(sentence.text for sentence in found) == text


def test_the_longest_sentence_of_news_is_left_whole() -> None:
    text = f"The {'grim, wet ' * 40}and long day went on and on, {'he said, ' * 13}and then it ended."
    assert split(text) == [text]


PIECES = ["The cat", "Gen. ", '"', "“", "”", "'", "''", "``", ". ", "? ", "! ", "\n", "\n\n", "\r\n", " ", "é😀", "U.N. ", "3.5 ",
          "10. 5", ")", "(", "• ", "a.m. Monday", "he said", ",", "\u2028", "\x1c", "\x85", "\xa0"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.data())
def test_spans_are_in_order_and_lose_nothing(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    aside = (SetAside(Span(edges[0], edges[1]), "x"),) if edges[0] < edges[1] else ()
    found = sentences("a", text, aside)
    covered = set(range(*edges)) if aside else set()
    at = 0
    for index, sentence in enumerate(found):
        assert sentence.index == index
        assert at <= sentence.span.start < sentence.span.end
        assert sentence.span.of(text) == sentence.text
        assert not covered & set(range(*sentence.span)) or not aside or not sentence.span.overlaps(aside[0].span)
        assert all(sentence.span.start <= q.start < q.end <= sentence.span.end for q in sentence.quoted)
        at = sentence.span.end
    inside = {i for sentence in found for i in range(*sentence.span)} | covered
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside)
