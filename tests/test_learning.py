"""What verdicts teach: it rises where there is something to learn, and refuses where there is not."""

import random
from datetime import UTC, datetime

import pytest
from findings_samples import ONE, TWO, discrepancy, findings, side

from factcheck.domain.findings import Answer
from factcheck.errors import UsageError
from factcheck.review.answers import Kept
from factcheck.review.calibration import features
from factcheck.review.learning import Example, enough, examples, fit, flips, held_out, learn, measured
from factcheck.review.ledger import Ledger
from factcheck.review.ruling import Reviewed
from factcheck.review.session import Session
from factcheck.review.verdicts import Index
from factcheck.settings.config import load_config

SETTINGS = load_config().calibration
FIGURE = discrepancy("f1", side("250", ONE), side("700", TWO))
DAY = discrepancy("d1", side("Monday", ONE), side("Friday", TWO), kind="date")


def kept(finding, answer, *, story="the ferry", number=0, withdraws=None, sampled=False, given=None):
    return Kept(
        uid=f"{finding}-{number}-{answer}",
        finding=finding,
        kind="figure",
        summary="it differs",
        statements=(("a",), ("b",)),
        answer=answer,
        reason=None,
        note="",
        reviewer="Ada",
        at=datetime(2026, 3, 1, 12, number, tzinfo=UTC),
        withdraws=withdraws,
        sampled=sampled,
        story=story,
        features=given or {"kind": "figure", "relation": "conflict", "log_odds": 0.5},
    )


def learnable(stories=12, each=8, *, noise=0.1):
    """Dates are mostly dismissed, figures mostly confirmed, whatever their confidence."""
    chance = random.Random(5)
    for story in range(stories):
        for n in range(each):
            kind = "date" if n % 2 else "figure"
            confirmed = (kind == "figure") != (chance.random() < noise)
            given = {"kind": kind, "relation": "conflict", "log_odds": chance.gauss(1, 0.5)}
            yield Example(f"f{story:02}-{n}", f"story {story}", given, confirmed)


LEARNABLE = list(learnable())


def coin(stories=12, each=8):
    chance = random.Random(9)
    for one in learnable(stories, each):
        yield one._replace(confirmed=chance.random() < 0.5)


# --- which answers are learnt from


def test_the_last_answer_that_stands_counts_and_an_unsure_one_teaches_nothing():
    lines = [
        kept("one", Answer.DISMISSED),
        kept("one", Answer.CONFIRMED, number=1),
        kept("two", Answer.CONFIRMED),
        kept("two", Answer.UNSURE, number=1),
        kept("three", Answer.DISMISSED),
        kept("three", None, number=1, withdraws=f"three-0-{Answer.DISMISSED}"),
        kept("four", Answer.DISMISSED, story=""),
    ]
    assert [(e.finding, e.story, e.confirmed) for e in examples(lines)] == [
        ("four", "four", False),
        ("one", "the ferry", True),
    ]


@pytest.mark.parametrize(
    "given, reason",
    [
        (LEARNABLE[:49], "49 verdicts stand .* it takes 50"),
        ([], "0 verdicts stand"),
        (LEARNABLE[:1], "1 verdict stands .* it takes 50"),
        ([e._replace(confirmed=True) for e in LEARNABLE], "all 96 verdicts are confirmed"),
        ([e._replace(confirmed=False) for e in LEARNABLE], "all 96 verdicts are dismissed"),
        ([e._replace(story="one") for e in LEARNABLE], "all verdicts are on one story"),
    ],
)
def test_too_little_is_refused_with_the_reason(given, reason):
    with pytest.raises(UsageError, match=reason):
        enough(given, SETTINGS)


def test_fifty_of_both_sorts_on_two_stories_are_enough():
    enough(LEARNABLE[:50], SETTINGS)


# --- what is learnt


def test_precision_on_held_out_stories_rises_where_there_is_something_to_learn():
    result = measured(LEARNABLE, SETTINGS)
    assert result.after.value > result.before.value + 0.2
    assert result.gained.low > 0
    assert result.recall.value > 0.8
    assert result.brier[1] < result.brier[0]
    assert result.before.low <= result.before.value <= result.before.high


def test_where_answers_are_thrown_by_a_coin_nothing_rises():
    result = measured(list(coin()), SETTINGS)
    assert result.gained.low <= 0


def test_what_is_known_by_heart_helps_on_no_other_story():
    """A word that each story has of its own predicts its answers; held out by story, it is worth nothing."""
    chance = random.Random(2)
    sides = {e.story: chance.random() < 0.5 for e in LEARNABLE}
    told = [e._replace(features={**e.features, "relation": e.story}, confirmed=sides[e.story]) for e in LEARNABLE]
    likely = held_out(told, looseness=SETTINGS.looseness)
    right = [(p >= 0.5) == e.confirmed for p, e in zip(likely, told, strict=True)]
    assert sum(right) / len(right) < 0.65


def test_the_order_of_the_answers_makes_no_difference_to_a_single_byte():
    mixed = LEARNABLE.copy()
    random.Random(3).shuffle(mixed)
    one, other = (fit(given, looseness=0.3) for given in (LEARNABLE, mixed))
    assert one.model_dump_json() == other.model_dump_json()
    assert one.identity == other.identity
    assert measured(LEARNABLE, SETTINGS) == measured(LEARNABLE, SETTINGS)


def test_an_answer_without_a_number_counts_as_the_mean_of_the_others():
    bare = [e._replace(features={"kind": e.features["kind"]}) if n % 5 == 0 else e for n, e in enumerate(LEARNABLE)]
    formula = fit(bare, looseness=0.3)
    assert formula.probability({"kind": "figure"}) > 0.6 > 0.4 > formula.probability({"kind": "date"})


def test_stories_of_one_sort_of_answer_leave_the_confidence_as_stated():
    one, other = (LEARNABLE[0]._replace(story=s, confirmed=s == "a") for s in "ab")
    stated = 1 / (1 + 2.718281828459045 ** -LEARNABLE[0].features["log_odds"])
    assert held_out([one, other], looseness=0.3) == pytest.approx([stated, stated])


# --- what it would change


def by(formula):
    return Reviewed(Index(), formula, 0.3)


def test_the_findings_that_flip_are_listed():
    run = [FIGURE.found, DAY.found]
    formula = fit(
        [e._replace(features={**features(FIGURE.found), "kind": e.features["kind"]}) for e in LEARNABLE], looseness=1
    )
    found = flips(run, by(None), by(formula))
    assert [one.found.id for one in found.hidden] == ["d1"]
    assert found.shown == ()
    opposite = fit(
        [
            e._replace(features={**features(FIGURE.found), "kind": e.features["kind"]}, confirmed=not e.confirmed)
            for e in LEARNABLE
        ],
        looseness=1,
    )
    back = flips(run, by(formula), by(opposite))
    assert ([one.found.id for one in back.hidden], [one.found.id for one in back.shown]) == (["f1"], ["d1"])
    same = flips(run, by(formula), by(formula))
    assert (same.hidden, same.shown) == ((), ())


# --- from a ledger


def filled(folder, given=LEARNABLE, *, sampled=10):
    ledger = Ledger(f"sqlite:///{folder}/ledger.sqlite")
    ledger.add(
        [
            kept(
                one.finding,
                Answer.CONFIRMED if one.confirmed else Answer.DISMISSED,
                story=one.story,
                sampled=n < sampled,
                given={**features(FIGURE.found), "kind": one.features["kind"]},
            )
            for n, one in enumerate(given)
        ]
    )
    return ledger


def test_a_ledger_teaches_and_tells_what_it_would_change(tmp_path):
    ledger = filled(tmp_path)
    ledger.record(findings(FIGURE, DAY))
    learnt = learn(ledger, SETTINGS, None)
    told = "\n".join(learnt.lines())
    assert told.startswith(f"96 verdicts, {sum(e.confirmed for e in LEARNABLE)} confirmed")
    assert "on 12 stories" in told
    assert "of 10" in told  # the random sample alone
    assert "1 finding would be hidden:\n  d1 date, confidence 0.80 -> 0." in told
    assert "0 findings would be shown again." in told
    assert "\n".join(learn(ledger, SETTINGS, None).lines()) == told
    ledger.close()


def test_a_ledger_without_a_run_or_a_sample_says_so(tmp_path):
    ledger = filled(tmp_path, sampled=0)
    told = "\n".join(learn(ledger, SETTINGS, None).lines())
    assert "Precision by kind is not known" in told
    assert "would be" not in told
    ledger.close()


def test_what_does_not_help_is_said_not_to(tmp_path):
    ledger = filled(tmp_path, list(coin()))
    assert "do not show that it helps" in "\n".join(learn(ledger, SETTINGS, None).lines())
    ledger.close()


def test_too_few_verdicts_of_a_ledger_are_refused(tmp_path):
    ledger = filled(tmp_path, LEARNABLE[:49])
    with pytest.raises(UsageError, match="49 verdicts stand"):
        learn(ledger, SETTINGS, None)
    ledger.close()


def test_a_reviewers_answer_keeps_what_the_formula_reads_and_the_title_of_its_story(tmp_path):
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    ledger.record(findings(FIGURE))
    Session(ledger, None, "Ada").answer(Answer.CONFIRMED)
    (line,) = ledger.verdicts()
    assert dict(line.features) == features(FIGURE.found)
    assert line.story.startswith("The ferry ")  # stories are numbered anew in every run
    assert [(e.finding, e.confirmed) for e in examples([line])] == [("f1", True)]
    ledger.close()
