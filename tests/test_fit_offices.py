"""What the decision on offices learns from: drafts with planted errors, and which of their offices these make wrong."""

import textwrap

import pytest

from factcheck.checks._support.evidence.offices import EVIDENCE
from training.fit_offices import counted, examples_of, marked_in, once
from training.planted import by_kind, drafts_in

SOURCE = """\
Treasury Secretary Owen Trask read out a statement in Lindal on Friday.
Ada Bloom, a retired judge, was in the hall. The mayor's spokesman, Tom Weller, slept on a bench.
"""
CLEAN = "Treasury Secretary Owen Trask spoke in Lindal. Judge Ada Bloom was there. The spokesman, Tom Weller, slept.\n"
PLANTED = "Defense Secretary Owen Trask spoke in Lindal. Judge Ada Bloom left. The spokesman, Tom Weller, slept.\n"
EXPECTED = """\
    [[error]]
    draft = "planted-1.txt"
    kind = "office"
    words = "Defense Secretary"
    was = "Treasury Secretary"

    [[error]]
    draft = "planted-1.txt"
    kind = "outcome"
    words = "left"
    was = "was there"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("story")
    (made / "sources").mkdir()
    (made / "sources" / "gazette.txt").write_text(SOURCE, encoding="utf-8")
    (made / "clean-1.txt").write_text(CLEAN, encoding="utf-8")
    (made / "planted-1.txt").write_text(PLANTED, encoding="utf-8")
    (made / "expected.toml").write_text(textwrap.dedent(EXPECTED), encoding="utf-8")
    return made


def told(marked):
    return [(one.draft.name, one.given.mention.name.text.split()[-1], one.wrong) for one in marked]


def test_a_draft_is_read_with_its_sources_and_its_errors(folder):
    clean, planted = drafts_in(folder)
    assert (clean.is_clean, clean.errors) == (True, ())
    assert [(error.kind, sorted(error.was)) for error in planted.errors] == [
        ("office", ["secretary", "treasury"]),
        ("outcome", ["there", "was"]),
    ]
    assert planted.ours.article.text[planted.errors[1].start : planted.errors[1].end] == "left"
    assert by_kind(planted.errors) == "1 office, 1 outcome"


def test_an_office_with_an_error_is_wrong_and_beside_another_error_it_is_not_known(folder):
    assert told(marked_in(folder)) == [
        ("clean-1.txt", "Trask", False),
        ("clean-1.txt", "Bloom", False),
        ("clean-1.txt", "Weller", False),
        ("planted-1.txt", "Trask", True),
        ("planted-1.txt", "Bloom", None),
        ("planted-1.txt", "Weller", False),
    ]


def test_what_is_right_in_both_drafts_counts_once(folder):
    marked = list(once(marked_in(folder)))
    assert ("planted-1.txt", "Weller", False) not in told(marked)
    examples = examples_of("story", marked)
    assert examples.rows.shape == (4, len(EVIDENCE))
    assert examples.conflict.tolist() == [False, False, False, True]


def test_errors_and_other_offices_are_counted_from_each_cut_off_on(folder):
    marked = list(once(marked_in(folder)))
    likely = {"Trask": 0.75, "Bloom": 0.35, "Weller": 0.1}
    told = [(likely[one.given.mention.name.text.split()[-1]], "story", one) for one in marked]
    lines = list(counted(told, stories=1))
    assert lines[0] == "from 0.3: 1 errors, 2 offices without one, in 1 of 1 clean drafts (1 office)"
    assert lines[4] == "from 0.7: 1 errors, 1 offices without one, in 1 of 1 clean drafts (1 office)"
    assert lines[5].startswith("from 0.8: 0 errors, 0 offices")
