"""How sure and how grave a finding on a draft is, by how often others on its ground were right."""

import json
from dataclasses import replace

import pytest
from findings_samples import discrepancy, evidence, side

import factcheck
from factcheck.domain.findings import Severity
from factcheck.errors import ModelError
from factcheck.findings import sureness
from factcheck.findings.sureness import TOO_UNSURE, as_sure, is_too_unsure
from factcheck.settings.config import SurenessSettings

SETTINGS = SurenessSettings(grave=0.7, weighty=0.5, stated=4, fewest=3)


def found(ground="wording", *, severity=Severity.HIGH, confidence=0.8):
    sides = (side("31", evidence("one", "It killed 31.", "31")), side("14", evidence("two", "It killed 14.", "14")))
    made = discrepancy("0123456789ab", *sides, severity=severity).found
    return replace(made, kind="misquoted", ground=ground, confidence=confidence, why="Words differ.")


@pytest.fixture
def counts(tmp_path, monkeypatch):
    """Puts a card in the place of the shipped one."""

    def put(**grounds):
        card = tmp_path / "grounds.json"
        card.write_text(json.dumps({"grounds": {f"misquoted: {name}": counted for name, counted in grounds.items()}}))
        monkeypatch.setattr(sureness, "CARD", card)
        sureness.counted.cache_clear()

    yield put
    monkeypatch.undo()
    sureness.counted.cache_clear()


@pytest.mark.parametrize(
    ("right", "of", "confidence", "severity"),
    [
        (27, 27, 0.97, Severity.HIGH),
        (8, 12, 0.7, Severity.HIGH),
        (7, 12, 0.64, Severity.MEDIUM),
        (6, 14, 0.51, Severity.MEDIUM),
        (1, 16, 0.21, Severity.LOW),
    ],
)
def test_a_finding_is_as_sure_as_others_on_its_ground_were_right_and_no_graver(counts, right, of, confidence, severity):
    counts(wording=(right, of))
    sure = as_sure(found(), SETTINGS)
    assert (sure.confidence, sure.severity) == (confidence, severity)
    assert sure.why == f"Words differ. On drafts that no rule was made from {right} of {of} such findings were right."


def test_what_does_little_harm_is_not_graver_for_being_sure(counts):
    counts(wording=(27, 27))
    assert as_sure(found(severity=Severity.LOW), SETTINGS).severity is Severity.LOW


@pytest.mark.parametrize("ground", ["wording", "order"])
def test_where_few_were_counted_the_check_alone_says_how_sure_and_grave_it_is(counts, ground):
    counts(wording=(0, 2))
    assert as_sure(found(ground, confidence=0.6), SETTINGS) == found(ground, confidence=0.6)


def test_what_rests_on_no_ground_stays_as_it_is(counts):
    counts(wording=(0, 9))
    assert as_sure(found("", confidence=0.2), SETTINGS) == found("", confidence=0.2)


@pytest.mark.parametrize(("right", "untold"), [(2, True), (3, False)])
def test_what_was_seldom_right_is_not_told(counts, right, untold):
    counts(wording=(right, 10))
    assert is_too_unsure(as_sure(found(), SETTINGS), SETTINGS) is untold


def test_what_rests_on_no_ground_is_told_however_unsure():
    assert not is_too_unsure(found("", confidence=0.1), SETTINGS)


def test_a_report_counts_what_it_does_not_tell_and_recall_tells_it():
    draft = factcheck.article("The mayor opened 31 wells in Lindal on Monday.", source="draft")
    source = factcheck.article("The mayor opened 14 pumps in Ostrand on Monday. In Lindal it rained.", source="Post")
    usual = factcheck.check(draft, source, settings={"sureness": {"told": 1}})
    more = factcheck.check(draft, source, settings={"sureness": {"told": 1}}, recall=True)
    unsupported = [one for one in more.discrepancies if one.ground]
    assert unsupported
    assert [one for one in usual.discrepancies if one.ground] == []
    assert {one.reason: one.count for one in usual.compatible}[TOO_UNSURE] == len(unsupported)
    assert TOO_UNSURE not in {one.reason for one in more.compatible}


def test_a_draft_that_meets_its_sources_in_what_is_not_told_passes():
    draft = factcheck.article("The treasurer stole the harbour money in a dark and cold night.", source="draft")
    source = factcheck.article(
        "The treasurer allegedly stole harbour money with others over many years.", source="Post"
    )
    findings = factcheck.check(draft, source, settings={"sureness": {"told": 1}})
    assert findings.discrepancies == ()
    assert [one.count for one in findings.compatible if one.reason == TOO_UNSURE] == [1]


def test_a_card_that_is_none_is_refused(tmp_path, monkeypatch):
    broken = tmp_path / "grounds.json"
    broken.write_text('{"grounds": {"misquoted: wording": 3}}')
    monkeypatch.setattr(sureness, "CARD", broken)
    sureness.counted.cache_clear()
    with pytest.raises(ModelError, match="install factcheck anew"):
        as_sure(found(), SETTINGS)
    monkeypatch.undo()
    sureness.counted.cache_clear()


def test_the_shipped_card_counts_what_was_found_on_new_drafts():
    """Whoever adds findings fits the card anew."""
    from training.fit_grounds import FINDINGS, Opened, counted

    opened = [Opened(**json.loads(line)) for line in FINDINGS.read_text(encoding="utf-8").splitlines()]
    assert sureness.counted() == counted(opened)


def test_the_measure_holds_each_set_against_what_was_counted_on_the_others():
    from training.fit_grounds import Opened, measured

    def opened(held, story, *, right, draft="planted-1.txt"):
        return Opened(held, story, draft, "misquoted: wording", stated=0.8, grave=True, right=right)

    sets = [opened(held, str(n), right=True) for held in ("one", "two") for n in range(4)]
    sets.append(opened("two", "9", right=False, draft="clean-1.txt"))
    lines = {line.partition(":")[0]: line for line in measured(sets, SETTINGS)}
    # of set "one" by 4 of 5 of "two": .8; of set "two" by 4 of 4 of "one": .9
    assert lines["of high severity from 0.75"].endswith("8 right, 1 false, on 1 clean drafts")
    assert lines["told from 0.50"].endswith("8 right, 1 false, on 1 clean drafts")
    (other,) = {line for line in measured([replace(one, grave=False) for one in sets], SETTINGS) if "0.75" in line}
    assert other.endswith("0 right, 0 false, on 0 clean drafts")
