"""Where settings come from, which of two wins, and what is said of a mistake in any of them."""

import json
import tomllib
from pathlib import Path

import pytest

from factcheck.domain.findings import Severity
from factcheck.errors import ConfigError, UsageError
from factcheck.settings.config import folder as shipped
from factcheck.settings.layers import settle

WAIVER = '[[waivers]]\nfinding = "0123456789ab"\nreason = "asked"\nowner = "Ada"\nexpires = 2030-01-31\n'


@pytest.fixture
def house(tmp_path):
    """A folder that is a repository, so that nothing above it is looked at."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_all_is_as_shipped(house):
    settled = settle(house)
    assert settled.changed == ()
    assert settled.files == ()
    assert settled.config.gate.fail_on is Severity.HIGH


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("factcheck.toml", '[gate]\nfail_on = "low"'),
        ("pyproject.toml", '[tool.other]\nx = 1\n[tool.factcheck.gate]\nfail_on = "low"'),
    ],
)
def test_a_file_is_found_from_a_folder_below(house, name, text):
    path = write(house / name, text)
    (house / "drafts" / "today").mkdir(parents=True)
    settled = settle(house / "drafts" / "today")
    assert settled.config.gate.fail_on is Severity.LOW
    assert settled.files == (path.resolve(),)


def test_a_pyproject_without_a_section_is_not_ours(house):
    write(house / "pyproject.toml", "[project]\nname = 'x'")
    assert settle(house).files == ()


def test_nothing_above_the_repository_counts(house):
    write(house / "factcheck.toml", '[gate]\nfail_on = "low"')
    (house / "inner" / ".git").mkdir(parents=True)
    assert settle(house / "inner").config.gate.fail_on is Severity.HIGH


def test_the_nearer_folder_wins_key_by_key_and_waivers_join(house):
    write(house / "factcheck.toml", f'{WAIVER}[gate]\nfail_on = "low"\nwarn_only = true')
    write(
        house / "sport" / "factcheck.toml", WAIVER.replace("0123456789ab", "ba9876543210") + '[gate]\nfail_on="medium"'
    )
    config = settle(house / "sport").config
    assert (config.gate.fail_on, config.gate.warn_only) == (Severity.MEDIUM, True)
    assert [waiver.finding for waiver in config.waivers] == ["0123456789ab", "ba9876543210"]


@pytest.mark.parametrize(
    ("outer", "inner", "left"),
    [
        ('against = ["wires/"]', "against = []", []),
        ('against = ["wires/", "own/"]', 'against = ["own/"]', ["own"]),
        ('against = ["wires/"]', "warn_only = true", ["wires"]),
    ],
)
def test_a_list_of_a_nearer_folder_stands_for_the_one_above(house, outer, inner, left):
    write(house / "factcheck.toml", f"[gate]\n{outer}")
    write(house / "sport" / "factcheck.toml", f"[gate]\n{inner}")
    assert [Path(path).name for path in settle(house / "sport").config.gate.against] == left


def test_a_list_of_ours_can_be_narrowed(house):
    write(house / "mine.toml", '[serve]\nhosts = ["desk"]')
    settled = settle(house, file=house / "mine.toml")
    assert settled.config.serve.hosts == ("desk",)
    assert [(c.key, c.value) for c in settled.changed] == [("serve.hosts", '["desk"]')]


def test_no_file_takes_the_waivers_of_another_away(house):
    write(house / "factcheck.toml", WAIVER)
    write(house / "sport" / "factcheck.toml", "waivers = []")
    assert len(settle(house / "sport").config.waivers) == 1


def test_a_named_file_stands_for_all_that_would_be_found(house):
    write(house / "factcheck.toml", '[gate]\nfail_on = "low"')
    named = write(house / "else.toml", "[gate]\nwarn_only = true")
    gate = settle(house, file=named).config.gate
    assert (gate.fail_on, gate.warn_only) == (Severity.HIGH, True)


def test_environment_wins_over_files_and_flags_over_both(house):
    write(house / "factcheck.toml", "[kinds.figure]\nmin_confidence = 0.1\n[kinds.date]\nmin_confidence = 0.1")
    environment = {"FACTCHECK_KINDS__FIGURE__MIN_CONFIDENCE": "0.2", "FACTCHECK_KINDS__DATE__MIN_CONFIDENCE": "0.2"}
    settled = settle(house, environment=environment, flags=["kinds.date.min_confidence=0.3"])
    assert settled.config.kinds["figure"]["min_confidence"] == 0.2
    assert settled.config.kinds["date"]["min_confidence"] == 0.3
    assert [(c.key, c.value, c.origin) for c in settled.changed] == [
        ("kinds.date.min_confidence", "0.3", "--set kinds.date.min_confidence=0.3"),
        ("kinds.figure.min_confidence", "0.2", "FACTCHECK_KINDS__FIGURE__MIN_CONFIDENCE"),
    ]


def test_a_value_as_shipped_is_no_change(house):
    write(house / "factcheck.toml", '[gate]\nfail_on = "high"')
    assert settle(house).changed == ()


def test_words_need_no_quotation_marks_outside_of_files(house):
    assert settle(house, flags=["gate.fail_on=low"]).config.gate.fail_on is Severity.LOW
    assert settle(house, flags=['gate.fail_on="low"']).config.gate.fail_on is Severity.LOW


def test_the_programs_own_variables_are_no_settings(house):
    assert settle(house, environment={"FACTCHECK_DEBUG": "1", "FACTCHECK_TOKEN": "x", "PATH": "/"}).changed == ()


def test_paths_of_the_gate_stand_from_the_folder_of_their_file(house):
    text = '[gate]\nfacts = "facts.toml"\nbaseline = "/abs/known.json"\nagainst = ["wires", "more/*.txt"]'
    write(house / "desk" / "factcheck.toml", text)
    gate = settle(house / "desk").config.gate
    desk = (house / "desk").resolve()
    assert (gate.facts, gate.baseline) == (str(desk / "facts.toml"), "/abs/known.json")
    assert gate.against == (str(desk / "wires"), str(desk / "more/*.txt"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[gate]\nfail_no = 1", r"factcheck\.toml: unknown key 'gate\.fail_no'; did you mean 'fail_on'\?"),
        ('[gate]\nfail_on = "grave"', r"factcheck\.toml: gate\.fail_on = 'grave'"),
        ("[gate]\n\nfail_on = ", r"factcheck\.toml: cannot be read as TOML: .*line 3"),
        ("[gate]\nfacts = 3", r"gate\.facts = 3"),
        (
            "[gate.kinds]\nfigures = 'low'",
            r"factcheck\.toml: unknown key 'gate\.kinds\.figures'; did you mean 'figure'\?",
        ),
        (
            "[kinds.misquoted]\nsimilarity = 7",
            r"factcheck\.toml: kinds\.misquoted\.similarity = 7: .*less than or equal",
        ),
        ("[kinds.misquoted]\nlikeness = 7", r"factcheck\.toml: unknown key 'kinds\.misquoted\.likeness'"),
        (WAIVER.replace("owner", "who"), r"waivers\.0\.owner"),
        (WAIVER.replace('"asked"', '" "'), r"waivers\.0\.reason"),
        (WAIVER.replace("2030-01-31", '"soon"'), r"waivers\.0\.expires"),
        (WAIVER.replace("0123456789ab", "the toll"), r"waivers\.0\.finding = 'the toll'"),
        ("waivers = 3", r"waivers = 3"),
    ],
)
def test_a_mistake_in_a_file_names_file_and_key(house, text, says):
    write(house / "factcheck.toml", text)
    with pytest.raises(ConfigError, match=says):
        settle(house)


def test_a_section_that_is_no_table_is_refused(house):
    write(house / "pyproject.toml", "[tool]\nfactcheck = 3")
    with pytest.raises(ConfigError, match=r"\[tool\.factcheck\]"):
        settle(house)


def test_a_mistake_in_a_variable_or_flag_names_it(house):
    with pytest.raises(ConfigError, match=r"FACTCHECK_GATE__FAIL_NO: unknown key 'gate\.fail_no'"):
        settle(house, environment={"FACTCHECK_GATE__FAIL_NO": "low"})
    with pytest.raises(ConfigError, match=r"--set gate\.fail_on=grave: gate\.fail_on = 'grave'"):
        settle(house, flags=["gate.fail_on=grave"])
    with pytest.raises(UsageError, match=r"--set gate\.fail_on: is no setting"):
        settle(house, flags=["gate.fail_on"])


def test_where_the_vectors_are_kept_is_no_change_of_what_is_found(house):
    assert settle(house, flags=["cache.folder=/elsewhere"]).changed == ()


def test_the_commented_file_sets_nothing_until_something_is_uncommented(house):
    text = (shipped() / "init.toml").read_text(encoding="utf-8")
    write(house / "factcheck.toml", text)
    assert settle(house).changed == ()


def test_all_that_the_commented_file_offers_is_valid(house):
    text = (shipped() / "init.toml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines()]
    settings = "\n".join(line for line in lines if line.startswith("[") or " = " in line.split("#")[0])
    assert tomllib.loads(settings)["waivers"]
    write(house / "factcheck.toml", settings)
    changed = {c.key: json.loads(c.value) for c in settle(house).changed}
    assert changed["gate.warn_only"] is True
    assert changed["gate.kinds.name"] == "never"
    assert len(changed["waivers"]) == 1
