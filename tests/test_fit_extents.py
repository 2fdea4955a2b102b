"""What the decision on of how many something is said learns from: clean drafts, turned round, and their sources."""

import textwrap

import pytest

from factcheck.checks._support.evidence.extents import EVIDENCE
from factcheck.settings.config import load_config
from factcheck.tools import make_encoder
from training.fit_extents import counted, judged_of, marked_in, with_others
from training.planted import drafts_in

GAZETTE = """\
Most of the pilots of the harbour signed the letter to the mayor on Friday. The ferry sailed at noon.
"""
COURIER = """\
Some of the tugs lay idle. Most of the harbour's pilots have signed a letter to the mayor. All flags were lowered.
"""
CLEAN = "Most of the harbour's pilots signed the letter to the mayor. Rao slept.\n"
PLANTED = (
    "All of the harbour's pilots signed the letter to the mayor. Rao woke, and none of the harbour's pilots sang.\n"
)
EXPECTED = """\
    [[error]]
    draft = "planted-1.txt"
    kind = "subset"
    words = "All of the harbour's pilots"
    was = "Most of the harbour's pilots"

    [[error]]
    draft = "planted-1.txt"
    kind = "outcome"
    words = "woke"
    was = "slept"
"""
ENCODER = make_encoder(load_config())


@pytest.fixture(scope="module")
def drafts(tmp_path_factory):
    made = tmp_path_factory.mktemp("story")
    (made / "sources").mkdir()
    (made / "sources" / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    (made / "sources" / "courier.txt").write_text(COURIER, encoding="utf-8")
    (made / "clean-1.txt").write_text(CLEAN, encoding="utf-8")
    (made / "planted-1.txt").write_text(PLANTED, encoding="utf-8")
    (made / "expected.toml").write_text(textwrap.dedent(EXPECTED), encoding="utf-8")
    return list(drafts_in(made))


def test_a_word_that_a_source_bears_out_is_no_example_and_each_other_in_its_place_is_a_wrong_one(drafts):
    clean = next(draft for draft in drafts if draft.is_clean)
    learned = with_others("story", clean, ENCODER)
    assert learned.rows.shape[1] == len(EVIDENCE)
    assert learned.conflict.tolist() == [True, True]  # "all" for "most", and "some" beside "all flags"


def test_a_planted_word_is_known_and_one_beside_another_error_is_not(drafts):
    planted = next(draft for draft in drafts if not draft.is_clean)
    marked = list(marked_in(planted, ENCODER))
    assert [one.planted for one in marked] == [True, None]
    assert judged_of("story", marked).conflict.tolist() == [True]


def test_errors_and_other_sentences_are_counted_from_each_cut_off_on(drafts):
    planted = next(draft for draft in drafts if not draft.is_clean)
    marked = list(marked_in(planted, ENCODER))
    lines = list(counted({"story": marked}, {"story": [0.75, 0.35]}))
    assert lines[0] == "from 0.3: 2 errors, 0 sentences without one (1 outcome, 1 subset)"
    assert lines[4] == "from 0.7: 1 errors, 0 sentences without one (1 subset)"
