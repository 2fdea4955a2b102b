"""The picture of a story's figures: every value is in it with its day and source, in words too, and nothing acts."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from findings_samples import (
    DISCREPANCIES,
    EMPTY,
    FULL,
    KNOWN,
    ONE,
    SAMPLES,
    SERIES,
    discrepancy,
    evidence,
    findings,
    side,
)
from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.findings import Findings, Rung
from factcheck.formats.timeline import Format

SVG = "{http://www.w3.org/2000/svg}"
ROSE = DISCREPANCIES[4]
ELEMENTS = {"svg", "title", "desc", "style", "g", "path", "polyline", "circle", "text"}
ATTRIBUTES = {
    "class", "viewBox", "role", "aria-labelledby", "id", "x", "y", "d", "transform", "cx", "cy", "r", "points",
}  # fmt: skip


def image(report: Findings) -> ET.Element:
    return ET.fromstring(Format().render(report))


def words(report: Findings) -> str:
    return image(report).findtext(f"{SVG}desc")


def dots(report: Findings) -> list[tuple[float, float]]:
    return [(float(dot.get("cx")), float(dot.get("cy"))) for dot in image(report).iter(f"{SVG}circle")]


def course(*told: tuple[str | None, float, str]) -> Findings:
    """A finding with the course of a quantity: day, value and article."""
    series = tuple(
        Rung(
            value=f"{value:g}",
            lower=value,
            upper=value,
            evidence=evidence(article, f"It is {value:g} now.", f"{value:g}", as_of=day),
        )
        for day, value, article in told
    )
    return findings(ROSE.model_copy(update={"series": series}))


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_it_is_an_image_with_a_name_and_a_description_that_loads_nothing_and_runs_nothing(report: Findings):
    made = image(report)
    assert made.get("role") == "img"
    names = [made.find(f"{SVG}{part}").get("id") for part in ("title", "desc")]
    assert made.get("aria-labelledby").split() == names
    assert all(made.findtext(f"{SVG}{part}") for part in ("title", "desc"))
    assert {one.tag.removeprefix(SVG) for one in made.iter()} <= ELEMENTS
    assert {name for one in made.iter() for name in one.attrib} <= ATTRIBUTES
    style = made.findtext(f"{SVG}style")
    assert "url(" not in style
    assert "@import" not in style
    assert "prefers-color-scheme: dark" in style


def test_every_value_is_told_with_its_day_and_who_gives_it_in_words_and_in_the_picture():
    shown = [text.text for text in image(FULL).iter(f"{SVG}text")]
    for told in (
        "2021-05-04: 10 (Herald, “Ferry: one”)",
        "2021-05-06: 40 (Courier, Herald, “Ferry: one”)",
        "day unknown: up to 20 (Courier)",
    ):
        assert told in words(FULL)
        assert any(told in (line or "") for line in shown)
    assert len(dots(FULL)) == 4


def test_days_go_from_the_left_to_the_right_and_larger_values_stand_higher():
    found = dots(course(("2021-05-04", 10, "one"), ("2021-05-05", 20, "two"), ("2021-05-08", 40, "one")))
    (first, low), (second, middle), (last, high) = found
    assert last - second == pytest.approx(3 * (second - first), abs=0.5)
    assert low - high == pytest.approx(120 * 0.75)
    assert low - middle == pytest.approx(120 * 0.25)


def test_what_has_no_day_stands_beyond_the_last():
    found = dots(course((None, 30, "one"), ("2021-05-05", 20, "two"), ("2021-05-08", 40, "one")))
    assert found[0][0] > max(x for x, _ in found[1:])


def test_values_of_one_day_that_are_close_stand_side_by_side():
    found = dots(course(*((f"2021-05-0{day}", value, "one") for day in (4, 5) for value in (40, 41, 42, 43))))
    assert len(set(found)) == 8
    for n, (x, y) in enumerate(found):
        assert all(abs(x - a) >= 18 or abs(y - b) >= 18 for a, b in found[:n])


def test_what_one_source_says_on_several_days_is_joined():
    one = image(course(("2021-05-04", 10, "one"), ("2021-05-05", 20, "two"), ("2021-05-08", 40, "one")))
    (line,) = one.iter(f"{SVG}polyline")
    assert len(line.get("points").split()) == 2
    assert line.get("class").split()[-1] in {dot.get("class").split()[-1] for dot in one.iter(f"{SVG}circle")}


def test_one_day_and_no_day_are_courses_too():
    for days in (["2021-05-04"] * 3, [None] * 3):
        assert len(dots(course(*((day, value, "one") for value, day in enumerate(days))))) == 3


def test_two_findings_on_one_series_are_one_course_called_by_the_graver():
    graver = DISCREPANCIES[0].model_copy(update={"series": SERIES})
    assert len(dots(findings(graver, ROSE))) == 4
    assert graver.summary in words(findings(ROSE, graver))


def test_what_is_kept_apart_is_not_drawn():
    assert dots(findings(ROSE.model_copy(update={"suppressed": KNOWN}))) == []


def test_without_a_course_it_says_so():
    assert "No finding tells the course of a figure by day." in words(EMPTY)
    assert "No finding tells" in Format().render(EMPTY).split("</desc>")[1]


def test_of_very_many_values_some_are_drawn_and_all_are_told():
    many = course(*(("2021-05-04", float(value), "one") for value in range(200)))
    assert len(dots(many)) == 40
    assert "and 160 more values, not drawn" in Format().render(many)
    assert "2021-05-04: 199 (Herald" in words(many)


def test_a_long_line_is_cut_and_whole_in_words():
    long = "many words " * 40
    made = findings(ROSE.model_copy(update={"summary": long}))
    assert max(len(text.text or "") for text in image(made).iter(f"{SVG}text")) <= 100
    assert long.strip() in words(made)


@given(st.text(min_size=1, max_size=60))
def test_any_words_add_no_element_and_no_attribute(told: str):
    rung = Rung(value=told, lower=1, upper=1, evidence=ONE)
    odd = discrepancy("x", side("1", ONE), side("2", ONE), summary=f"</text>]]>\ufffe{told}")
    made = findings(odd.model_copy(update={"series": (rung, *SERIES)}))
    renamed = made.model_copy(update={"articles": tuple(a.model_copy(update={"source": told}) for a in made.articles)})
    for report in (made, renamed):
        found = image(report)
        assert {one.tag.removeprefix(SVG) for one in found.iter()} <= ELEMENTS
        assert {name for one in found.iter() for name in one.attrib} <= ATTRIBUTES
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", Format().render(report))
