"""A word list may include another: its words stand there, once each; what cannot be included is named."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import ConfigError
from factcheck.settings.config import folder
from factcheck.settings.inclusions import included, lists_of


def test_the_words_of_an_included_list_stand_where_it_is_named_each_once():
    tables = {
        "places": {"street": ["close", "@hedges.streets", "road"]},
        "hedges": {"streets": ["lane", "road"]},
        "opposites": {"truce": {"event": ["cessation", "@places.street"]}},
    }
    assert included(tables) == {
        "places": {"street": ["close", "lane", "road"]},
        "hedges": {"streets": ["lane", "road"]},
        "opposites": {"truce": {"event": ["cessation", "close", "lane", "road"]}},
    }


def test_a_list_of_a_type_of_event_can_be_included():
    tables = {"deeds": {"truce": ["@opposites.truce.event"]}, "opposites": {"truce": {"event": ["armistice"]}}}
    assert included(tables)["deeds"]["truce"] == ["armistice"]


@pytest.mark.parametrize(
    ("lists", "says"),
    [
        ({"streets": ["@a.lanes"], "lane": []}, r"word list a\.streets: includes 'a\.lanes'.*did you mean 'a\.lane'\?"),
        ({"one": ["@a.one"]}, r"a\.one includes a\.one"),
        ({"one": ["@a.two"], "two": ["@a.three"], "three": ["@a.one"]}, r"a\.one includes a\.two includes a\.three"),
    ],
)
def test_an_unknown_list_and_a_circle_are_refused(lists, says):
    with pytest.raises(ConfigError, match=says):
        included({"a": lists})


def test_what_is_no_list_is_left_for_validation():
    assert included({"a": {"b": 3}, "c": "d"}) == {"a": {"b": 3}, "c": "d"}


WORDS = st.lists(st.text("abc", min_size=1), unique=True)


@given(st.dictionaries(st.text("xyz", min_size=1), WORDS))
def test_lists_that_include_none_stay_as_they_are(lists):
    assert included({"a": lists}) == {"a": lists}


def test_no_shipped_list_repeats_what_it_includes():
    tables = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in (folder() / "lexicons").glob("*")}
    lists, whole = dict(lists_of(tables)), dict(lists_of(included(tables)))
    inclusions = [(name, word[1:]) for name, words in lists.items() for word in words if word.startswith("@")]
    assert inclusions
    assert [(name, other) for name, other in inclusions if set(lists[name]) & set(whole[other])] == []
