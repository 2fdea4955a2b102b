"""A field is a field: whatever stands in one is read, is left out with a note, or is a skip; it never ends a run."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeEncoder
from stories import CONFIG, LEXICONS

from factcheck import pipeline
from factcheck.align.decision import load_decision
from factcheck.align.one_utterance import load_one_utterance
from factcheck.align.weights import load_weights
from factcheck.errors import ConfigError, ModelError, UsageError, debugging
from factcheck.gate.baselines import read_baseline
from factcheck.intake.reading import Reading, read, read_draft
from factcheck.lsp.notes import waiver
from factcheck.models.classifiers import make_classifier
from factcheck.planting.files import with_list
from factcheck.scoring import load_pack, load_reports
from factcheck.settings.layers import settle
from factcheck.settings.limits import DEEPEST
from factcheck.settings.notations import from_json, from_toml

TODAY = date(2024, 6, 1)
TEXT = "The flood killed 14 people in Varnholm on Monday, the mayor said. Some 200 houses were lost."
DEEP = 100_000
FAR = "9" * 400
MARKS = "a" + "\u0301" * 50_000
DATES = [
    "0001-01-01",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31",
    "9999-12-31T23:59:59-14:00",
    "9999-12-31T23:59:59+14:00",
    "Mon, 01 Jan 99999999999999999999 10:00:00 +0000",
    "Mon, 01 Jan 0001 10:00:00 +1400",
    "Mon, 01 Jan 2024 10:00:00 +99999999999999999999",
    "Mon, 01 Jan 2024 10:00:00 -9959",
    "Mon, 99999999999999999999 Jan 2024 10:00:00 +0000",
    f"Mon, 01 Jan {'9' * 5000} 10:00:00 +0000",
    f"{FAR}-01-01",
    "1/1/" + FAR,
    "1 " * 50_000,
    MARKS,
    "\ud800",
]
VALUES = [*DATES, 0, -1, 10**200, float("inf"), float("nan"), True, [], {}, [[["x"]]], {"a": {"b": []}}]


@pytest.fixture(autouse=True)
def strict():
    """Bugs end the test instead of being contained."""
    token = debugging.set(True)
    yield
    debugging.reset(token)


def read_of(folder: Path, name: str, text: str) -> Reading:
    (folder / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    return read([str(folder)], today=TODAY)


def compared(found: Reading) -> None:
    """What was read also goes through a whole comparison."""
    other = read_draft("-", today=TODAY, stdin=io.BytesIO(TEXT.replace("14", "31").encode()), name="other.txt")
    pipeline.compare([*found.articles, other], CONFIG, lexicons=LEXICONS, encoder=FakeEncoder())


@pytest.mark.parametrize("field", ["published", "updated", "title", "source", "author", "url", "id"])
@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:40])
def test_a_field_of_json_holds_anything(tmp_path, field, value):
    found = read_of(tmp_path, "a.json", json.dumps({"text": TEXT, field: value}))
    assert len(found.articles) == 1
    assert not found.skipped


@pytest.mark.parametrize("value", DATES, ids=lambda value: repr(value)[:40])
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".txt", ".md"])
def test_a_date_that_is_none_is_noted_shortly_in_every_form(tmp_path, value, suffix):
    plain = value.encode("utf-8", "replace").decode()
    forms = {
        ".jsonl": json.dumps({"text": TEXT, "published": value}),
        ".csv": f"published,text\n{plain},{json.dumps(TEXT)}\n",
        ".txt": f"---\npublished: {plain}\n---\n{TEXT}",
        ".md": f"---\npublished: {plain}\n---\n{TEXT}",
    }
    (article,) = read_of(tmp_path, f"a{suffix}", forms[suffix]).articles
    assert article.published is None or article.published.year == 2024
    assert all(len(note) < 400 for note in article.notes)


@pytest.mark.parametrize("value", DATES, ids=lambda value: repr(value)[:40])
def test_a_page_may_state_any_date(tmp_path, value):
    words = value.encode("utf-8", "replace").decode()
    head = f'<meta property="article:published_time" content="{words}"><meta name="date" content="{words}">'
    found = read_of(
        tmp_path, "a.html", f"<html><head>{head}</head><body><article><p>{TEXT}</p></article></body></html>"
    )
    assert len(found.articles) == 1


@pytest.mark.parametrize(
    "row",
    [
        "published = 0001-01-01T00:00:00+14:00",
        "published = 9999-12-31T23:59:59-14:00",
        "published = 9999-12-31",
        'published = "Mon, 01 Jan 99999999999999999999 10:00:00 +0000"',
        f"published = 0x{'f' * 5000}",
        f"published = {'9' * 5000}",
        f"published = {'[' * DEEP}",
        f"published{'.a' * DEEP} = 1",
        f"title = '{MARKS}'",
    ],
    ids=lambda row: row[:40],
)
def test_a_sidecar_holds_anything(tmp_path, row):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    try:
        found = read_of(tmp_path, "articles.toml", f"[a]\n{row}\n")
    except ConfigError:
        return
    compared(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "[" * DEEP),
        ("a.json", '{"a":' * DEEP),
        ("a.json", '{"text": "So.", "a": ' + "[" * (2 * DEEPEST) + "]" * (2 * DEEPEST) + "}"),
        ("a.json", '{"text": "So.", "id": ' + "9" * 5000 + "}"),
        ("a.jsonl", "[" * DEEP),
        ("a.jsonl", '{"text": "So.", "id": ' + FAR + "}"),
    ],
    ids=lambda text: text[:30],
)
def test_json_too_deep_or_too_large_is_a_skip_with_the_reason(tmp_path, name, text):
    found = read_of(tmp_path, name, text)
    assert not found.articles
    assert all("is no JSON" in skip.reason and "bug" not in skip.reason for skip in found.skipped)


@pytest.mark.parametrize("text", ["[" * DEEP, '{"findings": [' + "[" * DEEP, "9" * 5000])
def test_a_baseline_that_is_none_is_a_mistake_in_the_settings(text):
    with pytest.raises(ConfigError, match=r"b\.json"):
        read_baseline(text, "b.json")


@pytest.mark.parametrize(
    "text", [f"a = {'[' * DEEP}", f"a = {'{a=' * DEEP}", f"{'a.' * DEEP}a = 1", "a = " + "9" * 5000]
)
def test_settings_too_deep_or_too_large_are_a_mistake_that_names_the_file(tmp_path, text):
    place = tmp_path / "factcheck.toml"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"factcheck\.toml"):
        settle(tmp_path)
    with pytest.raises(ConfigError):
        with_list(place, "a.txt", [])
    assert waiver(text, "waivers", "0" * 12, "me", TODAY) is None


@pytest.mark.parametrize("value", ["[" * DEEP, "9" * 5000, "{a=" * DEEP])
def test_a_setting_of_the_environment_or_a_flag_holds_anything(tmp_path, value):
    with pytest.raises(UsageError):
        settle(tmp_path, flags=[f"gate.fail_on={value}"], environment={})
    with pytest.raises(UsageError):
        settle(tmp_path, environment={"FACTCHECK_GATE__FAIL_ON": value})


@pytest.mark.parametrize("key", ["a" + "{0}a" * DEEP, "kinds" + "{0}a" * DEEP])
def test_the_key_of_a_setting_is_as_deep_as_it_likes(tmp_path, key):
    with pytest.raises(UsageError):
        settle(tmp_path, flags=[f"{key.format('.')}=1"])
    with pytest.raises(UsageError):
        settle(tmp_path, environment={f"FACTCHECK_{key.format('__')}": "1"})


@pytest.mark.parametrize("text", ["[" * DEEP, "9" * 5000])
def test_a_pack_or_a_report_that_is_no_json_is_a_mistake_that_names_the_file(tmp_path, text):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "e.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "judged.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "e.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"e\.json"):
        load_reports(tmp_path, load_pack(tmp_path))
    (tmp_path / "gold.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"gold\.jsonl"):
        load_pack(tmp_path)


@pytest.mark.parametrize("text", ["[" * DEEP, "[]", "{}", "1e999999"])
def test_the_card_of_a_model_holds_anything(tmp_path, text):
    card = tmp_path / "card.json"
    card.write_text(text, encoding="utf-8")
    card.with_suffix(".npz").write_bytes(b"")
    for loaded in (load_decision, load_one_utterance, lambda path: load_weights(path, "x", ("a",))):
        with pytest.raises(ModelError):
            loaded(str(card))
    with pytest.raises(ModelError):
        make_classifier(str(card), "judge").card  # noqa: B018 - read when it is asked for


@pytest.mark.parametrize(
    "text",
    [
        f"Some {'9' * 309} people died in Varnholm.",
        "Some 1e999999 people died in Varnholm.",
        "On 1 January 0001 some 3 people died, and on 31 December 9999 another 4.",
        f"Some 3 people died on {FAR} May {FAR}.",
        f"The {MARKS} killed 3 people in Varnholm.",
        f"The mayor said “{MARKS}” of 3 people.",
        f"{MARKS} " * 3,
    ],
    ids=lambda text: text[:40],
)
def test_a_text_holds_anything(tmp_path, text):
    compared(read_of(tmp_path, "a.txt", f"{TEXT} {text}"))


def test_what_is_within_the_bounds_is_read_as_before():
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert from_json(deep)
    assert from_toml(f"a = {deep[1:-1]}")
    assert from_json("[1, 1.5, null, true, {}]") == [1, 1.5, None, True, {}]
    assert from_toml("a.b.c = 2020-01-31") == {"a": {"b": {"c": date(2020, 1, 31)}}}
