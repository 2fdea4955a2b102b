"""Relative clauses that end before the verb of the clause around them."""

import pytest
from reading import tokens

from factcheck.text.relatives import relative_clauses

FOUND = [
    ("The deal that Krantz had rejected was signed.", ["that Krantz had rejected"]),
    ("The man who had not met Harb was found.", ["who had not met Harb"]),
    ("General Omar Tarn, who met Sami Harb, backs Merania.", ["who met Sami Harb"]),
    ("The mayor told reporters that the man who fell died.", ["who fell"]),
    ("Officials said that the deal which Krantz had not read was dead.", ["which Krantz had not read"]),
    ("The deal, which did not include fuel, has been signed.", ["which did not include fuel"]),
]
NONE = [
    "They signed the deal that Krantz had rejected.",
    "He told the crowd that the truce was broken.",
    "He told the crowd that the truce was broken and Rill said it held.",
    "They met Harb, who left.",
    "Krantz said that the deal was signed.",
    "The deal was signed.",
    "",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_relative_clause_ends_before_the_verb_around_it(text, expected):
    found = tokens(text)
    assert [" ".join(t.text for t in found[r.start : r.stop]) for r in relative_clauses(found)] == expected


@pytest.mark.parametrize("text", NONE)
def test_other_clauses_are_none(text):
    assert relative_clauses(tokens(text)) == ()
