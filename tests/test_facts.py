"""Figures that the desk has settled: how they are written."""

import pytest
from alone import LEXICONS
from reading import PARSER

from factcheck.domain.values import Figure
from factcheck.errors import ConfigError
from factcheck.gate.facts import read_facts

DEAD = (
    '[[facts]]\nwhat = "dead"\nvalue = "43"  # the final count\nas_of = 2020-01-05\nsource = "Ministry, bulletin 12"\n'
)


def read(tmp_path, text):
    path = tmp_path / "facts.toml"
    path.write_text(text, encoding="utf-8")
    return read_facts(path, LEXICONS, parser=PARSER)


def settled(what, value, **more):
    lines = {"what": what, "value": value, "as_of": "2020-01-05", "source": "desk", **more}
    body = "\n".join(f"{k} = {v}" if k in ("as_of", "about") else f'{k} = "{v}"' for k, v in lines.items())
    return f"[[facts]]\n{body}\n"


def test_an_entry_is_a_figure_that_stands_where_it_is_written(tmp_path):
    (one,) = read(tmp_path, "# our figures\n" + DEAD)
    claim = one.claim
    assert isinstance(claim.value, Figure)
    assert (claim.value.lower, claim.value.role) == (43, "killed")
    assert claim.claimant.name == "Ministry, bulletin 12"
    assert claim.as_of.isoformat() == "2020-01-05"
    assert claim.sentence.places.of(claim.sentence.span)[0] == 3
    text = (tmp_path / "facts.toml").read_text(encoding="utf-8")
    assert text[claim.span.start : claim.span.end] == '"43"'
    assert claim.sentence.span.of(text) == claim.sentence.text


def test_several_entries_keep_their_places(tmp_path):
    found = read(tmp_path, DEAD + "\n" + settled("injured", "at least 12") + settled("turnout", "38 per cent"))
    assert [c.claim.value.unit for c in found] == ["count", "count", "percent"]
    assert [c.claim.sentence.places.of(c.claim.sentence.span)[0] for c in found] == [2, 8, 13]


def test_an_empty_file_settles_nothing(tmp_path):
    assert read(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("what", "role"),
    [
        ("people hurt", "injured"),
        ("passengers hurt", "injured"),
        ("hurt", "injured"),
        ("people were hurt", "injured"),
        ("people injured", "injured"),
        ("people homeless", "displaced"),
        ("people rescued", "rescued"),
        ("dead", "killed"),
    ],
)
def test_a_fate_is_read_however_a_sentence_would_tell_it(tmp_path, what, role):
    (one,) = read(tmp_path, settled(what, "15"))
    assert isinstance(one.claim.value, Figure)
    assert one.claim.value.role == role


@pytest.mark.parametrize(
    ("what", "deed"),
    [
        ("people taken to hospital", "hospital"),
        ("houses destroyed", "destroy"),
        ("people aboard", ""),
        ("votes", ""),
    ],
)
def test_a_deed_is_read_and_a_bare_noun_stays_one(tmp_path, what, deed):
    (one,) = read(tmp_path, settled(what, "15"))
    assert (one.claim.value.role, one.claim.predicate) == (None, deed)


@pytest.mark.parametrize("what", ["people in hospital", "people"])
def test_words_of_which_a_sentence_must_have_one_narrow_a_bare_noun(tmp_path, what):
    (one,) = read(tmp_path, settled(what, "15", about='["hospital"]'))
    assert (one.claim.value.noun, one.about) == ("person", {"hospital"})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[facts]]\nwhat = ", "cannot be read as TOML.*line 2"),
        (DEAD.replace("as_of", "asof"), r"facts\.toml: facts 1: a"),
        (DEAD + DEAD.replace("as_of = 2020-01-05\n", ""), r": facts 2: as_of is missing; see docs/check\.md#living"),
        ("facts = 3", r"facts\.toml: facts = 3: .*; see docs/check\.md#living"),
        ("facts = [3]", r"facts\.toml: facts 1: Input should be .*; see docs/check\.md#living"),
        (DEAD.replace('source = "Ministry, bulletin 12"\n', ""), r"facts 1: source is missing"),
        (DEAD.replace('"43"', "43"), r"facts 1: value = 43"),
        (DEAD.replace('"43"', '"many"'), r":2: no figure can be read from 'many' and 'dead'"),
        ('facts = [{what = "dead", value = "43", as_of = 2020-01-05, source = "x"}]', r"\[\[facts\]\] line of its own"),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path, text, says):
    with pytest.raises(ConfigError, match=says):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"nowhere\.toml: there is no such file"):
        read_facts(tmp_path / "nowhere.toml", LEXICONS, parser=PARSER)
