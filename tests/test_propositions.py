"""Who does what to whom: subjects, agents and objects of each verb, passives turned round."""

import alone
import pytest

from factcheck.domain.values import Proposition

TOLD = [
    ("General Omar Tarn was backed by Merania.", ["merania back omar tarn"]),
    ("General Omar Tarn, backed by Merania, left.", ["merania back omar tarn"]),
    ("General Omar Tarn, backed by Merania, has left.", ["merania back omar tarn"]),
    ("Egypt and Jordan back Sami Harb.", ["egypt back sami harb", "jordan back sami harb"]),
    ("Ilse Corrado was shot dead by Tomas Rill.", ["tomas rill shoot ilse corrado"]),
    ("Egypt and Jordan supported Sami Harb.", ["egypt support sami harb", "jordan support sami harb"]),
    (
        "Egypt, Jordan and Iraq supported Sami Harb.",
        ["egypt support sami harb", "iraq support sami harb", "jordan support sami harb"],
    ),
    ("Sami Harb was supported by Egypt and Jordan.", ["egypt support sami harb", "jordan support sami harb"]),
    ("Egypt and Jordan were attacked by Sami Harb.", ["sami harb attack egypt", "sami harb attack jordan"]),
    ("General Omar Tarn, who met Sami Harb, backs Egypt.", ["omar tarn back egypt", "omar tarn meet sami harb"]),
    ("Omar Tarn, the general whose men fled, left Egypt.", ["omar tarn leave egypt"]),
    (
        "Iraq supports the Mining Union led by Omar Tarn.",
        ["iraq support mining union", "omar tarn lead mining union"],
    ),
    ("General Omar Tarn who met Sami Harb backs Egypt.", ["omar tarn back egypt", "omar tarn meet sami harb"]),
    ("Ilse Corrado won gold by beating Tomas Rill.", ["ilse corrado beat tomas rill", "ilse corrado win gold"]),
]
NOT_TOLD = [
    ("Egypt stood by General Omar Tarn.", "tarn"),
    ("Egypt has stood by General Omar Tarn.", "omar tarn stand egypt"),
    ("Ilse Corrado won by beating Tomas Rill.", "tomas rill win ilse corrado"),
    ("Ilse Corrado was saved by calling Tomas Rill.", "tomas rill save ilse corrado"),
    ("Ilse Corrado dropped by Tomas Rill.", "tomas rill drop ilse corrado"),
    ("Ilse Corrado was shot by a man from Egypt.", "egypt shoot ilse corrado"),
    ("The man who met Sami Harb backs Egypt.", "sami harb back egypt"),
    ("General Omar Tarn, who met Sami Harb, backs Egypt.", "sami harb back egypt"),
    ("Rebels in Egypt and Jordan supported Sami Harb.", "egypt support sami harb"),
    ("Omar Tarn met Ilse Corrado and Sami Harb supported Egypt.", "ilse corrado support egypt"),
    ("Egypt, a neighbour, stood by Omar Tarn, Sami Harb said.", "omar tarn stand egypt"),
    ("Egypt, which stood by Omar Tarn, left.", "omar tarn stand egypt"),
    ("Omar Tarn left the general whose men fled, left Egypt and slept.", "tarn leave egypt"),
    ("Sami Harb said Egypt stood by Omar Tarn.", "omar tarn stand egypt"),
    ("Egypt and Jordan met.", "egypt meet jordan"),
]


def told(text):
    (account,) = alone.understood([text])
    return sorted(c.slot for c in account.claims if isinstance(c.value, Proposition))


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_each_verb_tells_of_the_names_around_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(("text", "never"), NOT_TOLD)
def test_what_only_looks_like_it_is_not_told(text, never):
    assert not any(never in slot for slot in told(text))


def test_there_are_more_silent_cases_than_firing_ones():
    assert len(NOT_TOLD) >= len(TOLD)
