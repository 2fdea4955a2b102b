"""Numbers are read as news writes them, units convert to one base, hedges become bounds."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import tokens

from factcheck.values.figures.bounds import step
from factcheck.values.figures.compounds import joined
from factcheck.values.figures.numbers import read_number
from factcheck.values.figures.units import measure, money

READ = [
    ("2,000", 2000, 2000),
    ("2, 000", 2000, 2000),
    ("1.2 million", 1.2e6, 1.2e6),
    ("forty-three", 43, 43),
    ("forty - three", 43, 43),
    ("two hundred and six", 206, 206),
    ("one hundred forty-six thousand", 146_000, 146_000),
    ("a hundred", 100, 100),
    ("half a million", 5e5, 5e5),
    ("two dozen", 24, 24),
    ("half a dozen", 6, 6),
    ("two and a half", 2.5, 2.5),
    ("9 1/2", 9.5, 9.5),
    ("9 ²/2", 9, 9),  # a footnote's mark
    ("40. 3 million", 40.3e6, 40.3e6),
    ("tens of thousands", 20_000, 99_999),
    ("several hundred", 200, 999),
    ("10 to 15", 10, 15),
    ("10-15", 10, 15),
    ("between 10 and 15", 10, 15),
    ("2 to 3 million", 2e6, 3e6),
    ("one or two", 1, 2),
    ("two-thirds of", 200 / 3, 200 / 3),
    ("twenty-first", 21, 21),
    ("5th", 5, 5),
]

NOT_READ = ["007", "many", "a few", "handful", "to 15", "between us", "XLIII", "million"]


@pytest.mark.parametrize("text, lower, upper", READ)
def test_reads_a_number(text: str, lower: float, upper: float) -> None:
    number = read_number(joined(tokens(text)), 0)
    assert number is not None
    assert (number.lower, number.upper) == (pytest.approx(lower), pytest.approx(upper))


@pytest.mark.parametrize("text", NOT_READ)
def test_reads_no_number(text: str) -> None:
    assert read_number(joined(tokens(text)), 0) is None


@pytest.mark.parametrize("text", ["3-2", "99-91", "15 to 10"])
def test_a_falling_pair_is_no_range(text: str) -> None:
    number = read_number(tokens(text), 0)
    assert number is not None
    assert number.lower == number.upper


UNITS = [
    ("2,000ft", "metre", 609.6),
    ("60 metres", "metre", 60),
    ("13 nautical miles", "metre", 24_076),
    ("15-mile", "metre", 24_140),
    ("15 - mile", "metre", 24_140),
    ("half a mile", "metre", 804.7),
    ("three hours", "second", 10_800),
    ("five-year", "second", 157_788_000),
    ("five - year", "second", 157_788_000),
    ("36-year-old", "year of age", 36),
    ("36 years old", "year of age", 36),
    ("18-month-old", "year of age", 1.5),
    ("69.5 per cent", "percent", 69.5),
    ("5 percentage points", "percentage point", 5),
    ("104 degrees Fahrenheit", "degree Celsius", 40),
    ("7.0-magnitude", "magnitude", 7),
    ("50 mph", "metre per second", 22.35),
    ("3 square miles", "square metre", 7_769_964),
    ("4 million euros", "EUR", 4e6),
    ("three times", "times", 3),
]


@pytest.mark.parametrize("text, unit, value", UNITS)
def test_converts_to_the_base_unit(text: str, unit: str, value: float) -> None:
    read = joined(tokens(text))
    number = read_number(read, 0)
    assert number is not None
    found = measure(read, number)
    assert found is not None
    assert found.unit == unit
    assert number.lower * found.factor + found.offset == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize(
    "text, at, unit, value",
    [
        ("$1.2bn", 1, "USD", 1.2e9),
        ("€5m", 1, "EUR", 5e6),
        ("US$20", 2, "USD", 20),
        ("$US20", 2, "USD", 20),
        ("$NZ2", 2, "NZD", 2),
    ],
)
def test_reads_money(text: str, at: int, unit: str, value: float) -> None:
    read = tokens(text)
    number = read_number(read, at)
    assert number is not None
    found = money(read, number)
    assert found is not None
    assert (found.unit, number.lower * found.factor) == (unit, pytest.approx(value))


@pytest.mark.parametrize("text", ["12 boats", "5C", "12m", "1990s", "12 many", "30 c"])
def test_knows_no_unit(text: str) -> None:
    """A bare "12m" may be metres or millions: not sure is no unit."""
    read = tokens(text)
    number = read_number(read, 0)
    assert number is None or measure(read, number) is None


@pytest.mark.parametrize(
    "words, expected",
    [("2,000", 1000), ("1,950", 10), ("12", 1), ("10", 1), ("1.25 million", 10_000), ("$80m", 1e7), ("7.0", 0.1)],
)
def test_the_last_significant_digit(words: str, expected: float) -> None:
    found = step(words)
    assert found is not None
    assert found[0] == pytest.approx(expected)


@given(st.integers(min_value=1, max_value=10**9))
def test_digits_with_and_without_commas_are_one_number(value: int) -> None:
    plain, commas = (read_number(tokens(text), 0) for text in (str(value), f"{value:,}"))
    assert plain is not None
    assert commas is not None
    assert plain.lower == commas.lower == value


@given(st.text(alphabet="0123456789,.-:/ abmnt$%", max_size=25))
def test_any_text_gives_bounds_in_order_or_nothing(text: str) -> None:
    read = joined(tokens(text))
    for at in range(len(read)):
        number = read_number(read, at)
        if number:
            assert number.first <= at < number.last <= len(read)
            assert number.lower <= number.upper < math.inf
