"""The models that travel with the package: whole, small, and sane on pairs that nobody doubts."""

import json

import pytest

from factcheck import cli
from factcheck.models.classifiers import SHIPPED, make_classifier, shipped_card

LIMIT = 45_000_000  # bytes in the repository for all of them

SIGNED = "Merania signed the agreement on Friday."
CASES = [
    (SIGNED, "Merania did not sign the agreement on Friday.", "contradiction"),
    (SIGNED, "Merania refused to sign the agreement on Friday.", "contradiction"),
    (SIGNED, "Merania signed the agreement on Friday", "entailment"),
    (SIGNED, "Merania plans to sign the agreement on Friday.", "neutral"),
]


def test_the_models_are_small():
    assert sum(path.stat().st_size for path in shipped_card("judge").parent.iterdir()) < LIMIT


@pytest.mark.parametrize("role", ["judge", "aligner"])
def test_every_part_is_the_one_that_the_card_names(role):
    """Asking checks each sha256 first."""
    assert make_classifier(SHIPPED, role).classify([(SIGNED, SIGNED)]).sum() == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(("left", "right", "verdict"), CASES)
def test_the_judge_knows_the_plain_cases(left, right, verdict):
    judge = make_classifier(SHIPPED, "judge")
    [row] = judge.classify([(left, right)])
    assert judge.classes[row.argmax()] == verdict


def test_the_aligner_tells_one_thing_from_another():
    aligner = make_classifier(SHIPPED, "aligner")
    statement = "The flood in Varnholm killed [figure] person on Monday."
    others = ["In Varnholm [figure] person died in the flood.", "The harbour of Lutten handled [figure] container."]
    same, different = aligner.classify([(statement, other) for other in others])[:, aligner.classes.index("same")]
    assert same > 0.5 > different


def test_a_report_with_both_models_names_them(tmp_path):
    settings, out = tmp_path / "models.toml", tmp_path / "report.json"
    settings.write_text(
        '[aligner]\nname = "cross_encoder"\n[judge]\nname = "cross_encoder"\n[statements]\ncompared = true\n'
    )
    with pytest.raises(SystemExit) as stop:
        cli.main(["report", "seeds/", "--config", str(settings), "--output", str(out)])
    assert stop.value.code == 0
    made_by = json.loads(out.read_text(encoding="utf-8"))["made_by"]
    assert made_by["aligner"].startswith("factcheck-aligner@")
    assert made_by["judge"].startswith("factcheck-judge@")
