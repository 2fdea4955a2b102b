"""The benchmarks' own arithmetic: floors that hold, and what a confidence means."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import confidence
import growth
import look_alikes
import quality
from findings_samples import discrepancy, evidence, side

from factcheck.scoring import Event, Judged


def judged(event, stated, verdict, *found):
    return Judged(event, "figure", stated, verdict, frozenset(found))


FOUND = [
    judged("flood", 0.9, "right", 0),
    judged("flood", 0.8, "wrong"),
    judged("flood", 0.6, "right", 0, 1),
    judged("strike", 0.9, "right", 0),
    judged("strike", 0.7, "arguable"),
    judged("strike", 0.5, "wrong"),
]


def floors(pack="a", **kinds):
    return {"pack": pack, "floors": {kind: {"precision": p, "recall": r} for kind, (p, r) in kinds.items()}}


@pytest.mark.parametrize(
    ("now", "code", "told"),
    [
        (floors(date=("0.80", "0.50")), 0, "No figure fell"),
        (floors(date=("0.90", "0.50"), place=("0.10", "0.10")), 0, "No figure fell"),
        (floors(date=("0.79", "0.50")), 1, "date: precision was 0.80, is 0.79"),
        (floors(date=("-", "0.50")), 1, "date: precision was 0.80, is -"),
        (floors(place=("1.00", "1.00")), 1, "date: recall was 0.50, is -"),
        (floors(pack="b", date=("0.80", "0.50")), 1, "no figures of this pack as it is"),
    ],
)
def test_a_figure_below_its_floor_fails(tmp_path, capsys, now, code, told):
    path = tmp_path / "floors.json"
    assert quality.keep_floors(path, "storms", floors(date=("0.80", "0.50")), write=True) == 0
    assert quality.keep_floors(path, "storms", now, write=False) == code
    out, err = capsys.readouterr()
    assert told in out + err


@pytest.mark.parametrize(
    ("now", "kept", "code"),
    [
        pytest.param(floors(date=("0.80", "0.50")), floors(date=("0.80", "0.50")), 0, id="as it was"),
        pytest.param(floors(date=("0.90", "0.60")), floors(date=("0.90", "0.60")), 0, id="both rose"),
        pytest.param(floors(date=("0.90", "0.40")), floors(date=("0.90", "0.50")), 1, id="one rose, one fell"),
        pytest.param(floors(date=("-", "0.60")), floors(date=("0.80", "0.60")), 1, id="nothing to share any more"),
        pytest.param(
            floors(place=("0.70", "-")),
            floors(date=("0.80", "0.50"), place=("0.70", "-")),
            1,
            id="a kind went, one came",
        ),
        pytest.param(
            floors("b", date=("0.90", "0.50")), floors("b", date=("0.90", "0.50")), 0, id="pack changed, one rose"
        ),
        pytest.param(floors("b", date=("0.90", "0.40")), floors(date=("0.80", "0.50")), 1, id="pack changed, one fell"),
    ],
)
def test_pinning_raises_floors_and_lowers_none(tmp_path, now, kept, code):
    path, other = tmp_path / "floors.json", floors(date=("0.10", "0.10"))
    quality.keep_floors(path, "storms", floors(date=("0.80", "0.50")), write=True)
    quality.keep_floors(path, "floods", other, write=True)
    assert quality.keep_floors(path, "storms", now, write=True) == code
    assert json.loads(path.read_text(encoding="utf-8")) == {"storms": kept, "floods": other}


@pytest.mark.parametrize("pack", ["a", "b"])
def test_a_floor_is_lowered_where_that_is_said(tmp_path, capsys, pack):
    path = tmp_path / "floors.json"
    high, low = floors(date=("0.80", "0.50")), floors(pack, date=("0.90", "0.40"))
    quality.keep_floors(path, "storms", high, write=True)
    assert quality.keep_floors(path, "storms", low, write=True) == 1
    assert "--allow-regression" in capsys.readouterr().err
    assert quality.keep_floors(path, "storms", low, write=True, may_fall=True) == 0
    assert "Floors lowered:\ndate: recall was 0.50, is 0.40\n" in capsys.readouterr().out
    assert json.loads(path.read_text(encoding="utf-8")) == {"storms": low}


@pytest.mark.parametrize("options", [["--pin"], ["--floors", "floors.json", "--allow-regression"]])
def test_an_option_without_the_one_it_goes_with_is_refused(monkeypatch, capsys, options):
    monkeypatch.setattr(sys, "argv", ["quality.py", "no pack", *options])
    with pytest.raises(SystemExit, match="2"):
        quality.main()
    assert "--allow-regression with --pin" in capsys.readouterr().err


def test_another_pack_has_another_mark(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "gold.jsonl").write_text("{}\n", encoding="utf-8")
    figures = {"kinds": {}, "right": 1, "wrong": 1, "arguable": 0, "gold": 4, "found": 1}
    one = quality.pinned(tmp_path, figures)
    assert one["floors"] == {"all": {"precision": "0.50", "recall": "0.25"}}
    (tmp_path / "gold.jsonl").write_text('{"what": "more"}\n', encoding="utf-8")
    assert quality.pinned(tmp_path, figures)["pack"] != one["pack"]


def test_precision_leaves_the_arguable_out_and_recall_counts_a_conflict_once():
    assert confidence.precision(FOUND) == pytest.approx(3 / 5)
    assert confidence.recall(FOUND, gold=6) == pytest.approx(3 / 6)


def test_the_curve_has_a_point_for_every_confidence():
    points = confidence.curve(FOUND, gold=6)
    assert [cut for cut, _, _ in points] == [0.5, 0.6, 0.7, 0.8, 0.9]
    assert points[0][1:] == pytest.approx((3 / 5, 3 / 6))
    assert points[-1][1:] == pytest.approx((1, 2 / 6))


def test_the_cut_off_of_an_event_is_chosen_without_it():
    kept = confidence.chosen_on_others(FOUND, gold=6)
    assert [j for j in kept if j.event == "flood"] == FOUND[:2]  # on the strike .7 leaves out the wrong one
    assert [j for j in kept if j.event == "strike"] == FOUND[3:5]  # on the flood, .6 keeps both conflicts


def test_every_point_is_drawn():
    picture = confidence.drawn(confidence.curve(FOUND, gold=6), "a < b")
    assert picture.count("<circle") == 5
    assert "a &lt; b" in picture


def event(name, *articles):
    return Event(name, Path(f"{name}.jsonl"), len(articles), dict.fromkeys(articles, "..."), (), ())


PACK = [event("12b", "b1", "b2"), event("7", "c"), event("12a", "a1", "a2"), event("storm", "d")]


def test_look_alikes_have_the_same_number_and_are_two_at_least():
    assert [[e.name for e in group] for group in look_alikes.look_alikes(PACK)] == [["12a", "12b"]]


def test_a_finding_is_across_events_when_any_of_its_quotes_is_of_another_one():
    one, two, three = (evidence(article, "It sank.", "sank") for article in ("a1", "a2", "b1"))
    inside = discrepancy("inside", side("one", one), side("two", two))
    across = discrepancy("across", side("one", one), side("two", two, three))
    assert look_alikes.across_events(SimpleNamespace(discrepancies=[inside, across]), PACK) == [across]


@pytest.mark.parametrize(
    ("module", "function"), [step[1:] for step in growth.STEPS], ids=[step[0] for step in growth.STEPS]
)
def test_each_step_whose_growth_is_measured_is_where_it_is_looked_up(module, function):
    assert callable(getattr(module, function))
