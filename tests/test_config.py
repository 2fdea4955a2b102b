"""Settings and lexicons: shipped ones are whole, a user's file overrides single keys, mistakes name their cure."""

import json
import string
import subprocess
import sys
import tomllib
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factcheck.align.likeness import FEATURES
from factcheck.errors import ConfigError
from factcheck.settings.config import Config, Settings, folder, kind_settings, load_config, overlaid, shipped
from factcheck.settings.identity import identity
from factcheck.settings.inclusions import included, lists_of
from factcheck.settings.lexicons import Lexicons, load_lexicons, read_lexicons
from factcheck.settings.listing import document, reasons
from factcheck.settings.schema import settings_schema
from factcheck.settings.tables import nearest
from factcheck.shelves import encoder_for, kind_of, kinds, members

FILES = sorted((folder() / "lexicons").glob("*.toml"))


def written(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(path):
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return str(caught.value)


def test_the_shipped_settings_are_valid_and_name_members_of_the_shelves():
    config = load_config()
    assert config.parser.name in members("parsers")
    assert config.encoder.name == ""
    assert encoder_for(config.encoder.model) in members("encoders")
    assert config.aligner.name in members("aligners")
    assert config.judge.name in members("judges")


def test_a_users_file_overrides_single_keys(tmp_path):
    config = load_config(written(tmp_path, "[event]\nsame_event = 0.9\n[event.weights]\nnames = 1.5\n"))
    default = load_config()
    assert (config.event.same_event, config.event.weights["names"]) == (0.9, 1.5)
    assert config.event.weights["figures"] == default.event.weights["figures"]
    assert config.alignment == default.alignment


def test_every_weight_of_alignment_is_set():
    """For figures and times, by the rules alone; with an aligner, for the same features."""
    weights = load_config().alignment.weights
    assert "rules" in weights
    for by, values in weights.items():
        assert values.keys() == {"figure", "timing"}, by
        assert all(row.keys() == {*FEATURES, "bias"} for row in values.values()), by


def test_an_empty_file_changes_nothing(tmp_path):
    assert load_config(written(tmp_path, "")) == load_config()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[evnt]\nbias = 1\n", ["'evnt'", "'event'"]),
        ("[event]\nsame_evnt = 1\n", ["'event.same_evnt'", "'same_event'"]),
        ("[event.weights]\nnams = 1\n", ["'event.weights.nams'", "'names'"]),
        ("[kinds.figures]\nmin_confidence = 1\n", ["'kinds.figures'", "'figure'"]),
        ("[kinds.figure]\nmin_confidnce = 1\n", ["'kinds.figure.min_confidnce'", "'min_confidence'"]),
        ("[kinds]\nfigure = 3\n", ["kinds.figure = 3"]),
        ("kinds = 3\n", ["kinds = 3"]),
        ("[gate.kinds]\nfigures = 'low'\n", ["'gate.kinds.figures'", "'figure'"]),
        ("[gate.kinds]\nfigure = 'rarely'\n", ["gate.kinds.figure", "'rarely'"]),
        ("[event]\nzzzz = 1\n", ["'event.zzzz'", "there are:", "same_event"]),
        ("[event]\nbias = 'much'\n", ["event.bias", "'much'", "number"]),
        ("event = 3\n", ["event", "3"]),
        ("[event\n", ["cannot be read as TOML"]),
    ],
)
def test_a_mistake_names_the_file_the_key_and_the_cure(tmp_path, text, says):
    path = written(tmp_path, text)
    message = refused(path)
    assert [part for part in [str(path), *says] if part not in message] == []


def test_a_missing_file_is_named(tmp_path):
    assert "no such settings file" in refused(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in refused(path)


def test_a_kinds_table_is_validated_by_the_kinds_own_class():
    config = load_config().model_copy(update={"kinds": {"quote": {"likley": 1}}})
    with pytest.raises(ConfigError, match=r"\[kinds\.quote\]: likley"):
        kind_settings("quote", config)
    good = config.model_copy(update={"kinds": {"quote": {"likely": 1}}})
    assert kind_settings("quote", good).likely == 1
    assert kind_settings("quote", good).model == kind_settings("quote", load_config()).model


@pytest.mark.parametrize("name", kinds())
def test_a_wrong_value_of_any_kind_is_refused_wherever_settings_are_loaded(tmp_path, name):
    setting = next(iter(kind_of(name).Settings.model_fields))
    path = written(tmp_path, f"[kinds.{name}]\n{setting} = 'much'\n")
    assert f"{path}: kinds.{name}.{setting} = 'much'" in refused(path)


def test_only_the_kinds_that_are_set_are_imported():
    script = (
        "import sys; from factcheck.settings.config import overlaid, shipped; "
        "overlaid(shipped(), {'kinds': {'date': {'min_confidence': 0.5}}}, 'mine'); "
        "print(*sorted(m for m in sys.modules if m.startswith(('factcheck.kinds.', 'factcheck.checks.'))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["factcheck.kinds.date"]


UNFILTERED = [
    "actor",
    "attribution",
    "headline",
    "list",
    "misattributed",
    "misquoted",
    "name",
    "place",
    "unsupported",
]


@pytest.mark.parametrize("key", [*(f"{kind}.min_confidence" for kind in UNFILTERED), "outcome.contradiction"])
def test_a_threshold_that_would_decide_nothing_is_no_setting(tmp_path, key):
    """The confidence of these kinds is a setting itself, so that a least one would only be set above or below it."""
    kind, name = key.split(".")
    path = tmp_path / "desk.toml"
    path.write_text(f"[kinds.{kind}]\n{name} = 0.7\n", encoding="utf-8")
    assert f"unknown key 'kinds.{key}'" in refused(path)


def test_the_identity_of_settings_depends_on_their_values_alone():
    config = load_config()
    said = config.model_copy(update={"kinds": {"list": {"spelling": 75}, "date": {"min_confidence": 0.5}}})
    other = config.model_copy(update={"kinds": {"list": {"spelling": 76}}})
    lexicons = load_lexicons()
    fewer = lexicons.model_copy(update={"titles": lexicons.titles.model_copy(update={"given": frozenset()})})
    assert identity(config, lexicons) == identity(said, lexicons)
    assert len({identity(config, lexicons), identity(other, lexicons), identity(config, fewer)}) == 3


@given(st.text(string.ascii_lowercase, max_size=12), st.lists(st.text(string.ascii_lowercase, min_size=1), max_size=5))
def test_nearest_only_names_what_is_known(word, known):
    said = nearest(word, known)
    assert said.startswith("there are:") or any(said == f"did you mean {name!r}?" for name in known)


# --- lexicons ---------------------------------------------------------------------------------------------


def words(value):
    return chain.from_iterable(map(words, value.values())) if isinstance(value, dict) else iter(value)


def test_every_lexicon_file_is_known_and_every_known_one_is_there():
    assert {path.stem for path in FILES} == set(Lexicons.model_fields)
    assert load_lexicons() is load_lexicons()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lexicons_are_lower_case_without_blanks_around_or_words_twice(path):
    """ "VERB" and "DOING" stand for any infinitive and any -ing form."""
    for section, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
        found = [word.replace("VERB", "verb").replace("DOING", "doing") for word in words(value)]
        assert found, section
        assert [word for word in found if word != word.lower().strip() or not word] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_list_holds_a_word_twice(path):
    for name, listed in lists_of(tomllib.loads(path.read_text(encoding="utf-8"))):
        assert sorted(word for word in set(listed) if listed.count(word) > 1) == [], name


def test_opposites_have_an_event_and_two_sides_that_share_no_word():
    for event, sections in load_lexicons().opposites.items():
        assert len(sections) == 3, event
        one, two = (set(listed) for name, listed in sections.items() if name != "event")
        assert not one & two, event


@pytest.mark.parametrize(("name", "table"), [("deeds", "classes"), ("nouns", "things"), ("nouns", "nationalities")])
def test_a_word_stands_in_one_section_of_a_table_alone(name, table):
    tables = included({path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES})
    listed = [*chain.from_iterable(tables[name][table].values())]
    assert sorted({word for word in listed if listed.count(word) > 1}) == []


def test_a_list_equals_itself_alone_and_keeps_what_is_made_of_it():
    titles = load_lexicons().titles
    assert titles == titles
    assert titles != titles.model_copy()
    assert len({titles, titles.model_copy()}) == 2


def changed_lists(tmp_path, name, old, new):
    """The shipped lists, but for a change in one file."""
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert path.stem != name or old in text
        (tmp_path / path.name).write_text(text.replace(old, new) if path.stem == name else text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "speech",
            "announcing = ",
            "anouncing = ",
            r"speech\.toml: unknown section 'anouncing'; did you mean 'announcing'",
        ),
        ("speech", "naming = ", "# ", r"speech\.toml: the section 'naming' is missing"),
        ("nouns", "[things]", "[thing]", r"nouns\.toml: unknown section 'thing'; did you mean 'things'"),
        ("titles", 'given = ["aaron"', "given = [5", r"titles\.given.* = 5"),
        ("places", '"@hedges.streets"', '"@hedges.street"', r"places\.street: .*did you mean 'hedges\.streets'"),
        ("titles", '"gen = general"', '"gen general"', r"titles\.abbreviations"),
    ],
)
def test_a_mistake_in_a_list_is_told_with_its_file_and_section(tmp_path, name, old, new, message):
    with pytest.raises(ConfigError, match=message):
        read_lexicons(changed_lists(tmp_path, name, old, new))


def test_a_list_that_nobody_knows_or_that_is_missing_is_told(tmp_path):
    place = changed_lists(tmp_path, "speech", "", "")
    (place / "speach.toml").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"unknown word list 'speach'; did you mean 'speech'"):
        read_lexicons(place)
    (place / "speach.toml").unlink()
    (place / "speech.toml").unlink()
    with pytest.raises(ConfigError, match=r"the word list 'speech' is missing"):
        read_lexicons(place)


def test_a_probability_is_a_probability(tmp_path):
    path = written(tmp_path, "[kinds.figure]\nmin_confidence = 8\n")
    with pytest.raises(ConfigError, match=r"kinds\.figure\.min_confidence = 8: .*less than or equal to 1"):
        load_config(path)


# --- the list of all settings -----------------------------------------------------------------------------


def classes(model):
    """A class of settings and those that it holds."""
    yield model
    for field in model.model_fields.values():
        if isinstance(field.default, Settings):
            yield from classes(type(field.default))


def test_the_committed_list_is_what_the_classes_say():
    """Refresh it with: factcheck settings > config/default.toml"""
    assert (folder() / "default.toml").read_text(encoding="utf-8") == document()


def test_the_list_read_as_a_file_of_settings_changes_nothing():
    tables = tomllib.loads(document())
    assert tables["kinds"].keys() == set(kinds())
    config = Config.model_validate(overlaid(shipped(), tables, "the list"))
    assert identity(config, load_lexicons()) == identity(load_config(), load_lexicons())


@pytest.mark.parametrize("model", [*classes(Config), *(kind_of(name).Settings for name in kinds())])
def test_every_setting_has_a_default_and_what_it_means(model):
    said = reasons(model)
    for name, field in model.model_fields.items():
        assert not field.is_required(), name
        assert isinstance(field.default, Settings) or said.get(name), name


def test_no_line_of_the_list_is_longer_than_a_line_of_code():
    assert max(map(len, document().splitlines())) <= 120


# --- the schema of a settings file

SCHEMA = Draft202012Validator(json.loads(settings_schema()))


def mistakes(text):
    """What an editor would mark in a settings file; a day is a text to it."""
    return list(SCHEMA.iter_errors(json.loads(json.dumps(tomllib.loads(text), default=str))))


def test_the_schema_is_one_and_the_shipped_settings_are_valid_by_it():
    SCHEMA.check_schema(SCHEMA.schema)
    assert mistakes(document()) == []


WAIVER = '[[waivers]]\nfinding = "0123456789ab"\nreason = "known"\nowner = "Ana"\nexpires = 2024-03-05\n'


@pytest.mark.parametrize(
    "text",
    ["", "[gate]\nfail_on = 'low'", "[kinds.figure]\nmin_confidence = 1", "[gate.kinds]\nname = 'never'", WAIVER],
)
def test_what_the_program_takes_is_valid_by_the_schema(text, tmp_path):
    load_config(written(tmp_path, text))
    assert mistakes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[gates]\nfail_on = 'low'",
        "[gate]\nfail_on = 'worst'",
        "[gate]\nfail = 'low'",
        "[kinds.figure]\nmin_confidance = 0.8",
        "[kinds.figures]\nmin_confidence = 0.8",
        "[kinds.figure]\nmin_confidence = 'much'",
        "[gate.kinds]\nnames = 'never'",
        "[serve]\nat_once = -1",
        WAIVER.replace('owner = "Ana"\n', ""),
    ],
)
def test_what_the_program_refuses_is_a_mistake_by_the_schema(text, tmp_path):
    with pytest.raises(ConfigError):
        load_config(written(tmp_path, text))
    assert mistakes(text)


def test_the_schema_says_of_every_setting_what_it_is():
    told = {name: table.get("description") for name, table in tables_of(SCHEMA.schema)}
    assert [name for name, words in told.items() if not words] == []


def tables_of(schema):
    """Every setting that is no table itself, by its class."""
    for name, table in {"": schema, **schema["$defs"]}.items():
        for key, field in table.get("properties", {}).items():
            if "$ref" not in field:
                yield f"{name}.{key}", field
