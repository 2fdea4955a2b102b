"""What lets a finding of a draft pass, what fails the check, and what is said of waivers and baseline."""

from dataclasses import replace
from datetime import UTC, date, datetime

import alone
import pytest
from findings_samples import discrepancy, evidence, findings, side
from stories import CONFIG

from factcheck.domain.findings import Pardon, Relation, Ruled, Severity, Suppression
from factcheck.domain.story import Compatible
from factcheck.domain.text import Article, Span
from factcheck.domain.values import Timing
from factcheck.errors import ConfigError
from factcheck.gate import baselines, drafts
from factcheck.gate.judging import Gate
from factcheck.settings.config import GateSettings, Waiver

TODAY = date(2030, 1, 31)
ID = "0123456789ab"
SOURCES = ("two", "three")
KNOWN = baselines.Accepted("one.txt", "as it was")


def drafted(value="31", *, draft="one", source="two", relation=Relation.CONFLICT, severity=Severity.HIGH, name=ID):
    """A finding: the draft `one` against the source `two`."""
    return discrepancy(
        name,
        side(value, evidence(draft, f"It killed {value} people.", value, as_of="2030-01-30")),
        side("14", evidence(source, "It killed 14 people.", "14", as_of="2030-01-29")),
        relation=relation,
        severity=severity,
    ).found


def judged(*found, waivers=(), baseline=None, today=TODAY, **settings):
    """The report of a draft with these findings, as the gate judges them."""
    gate = Gate(GateSettings(**{**CONFIG.gate.model_dump(), **settings}), waivers, baseline or {}, today)
    judged = gate.judged(map(Ruled, found))
    check = gate.checked(Article("one", "", "one", "", "one.txt", notes=("no date",)), judged, claims=3, met=2)
    return findings(*judged).model_copy(update={"check": check})


def notices(*found, **gate):
    """What is said of the draft, after what was known of it before."""
    (first, *others) = judged(*found, **gate).check.notices
    assert first == "no date"
    return others


def waiver(finding=ID, expires=TODAY):
    return Waiver(finding=finding, reason="asked the ministry", owner="Ada", expires=expires)


# --- what counts


@pytest.mark.parametrize(
    ("severity", "fail_on", "fails"),
    [
        (Severity.HIGH, "high", True),
        (Severity.MEDIUM, "medium", True),
        (Severity.HIGH, "low", True),
        (Severity.MEDIUM, "high", False),
        (Severity.LOW, "medium", False),
    ],
)
def test_a_finding_fails_from_the_severity_on_that_is_set(severity, fail_on, fails):
    assert bool(judged(drafted(severity=severity), fail_on=fail_on).check.failing) is fails


@pytest.mark.parametrize(("least", "fails"), [("medium", True), ("never", False), ("high", False)])
def test_a_single_kind_may_have_a_severity_of_its_own(least, fails):
    found = judged(drafted(severity=Severity.MEDIUM), fail_on="high", kinds={"figure": least})
    assert bool(found.check.failing) is fails


@pytest.mark.parametrize(
    ("relation", "fails"),
    [
        (Relation.CONFLICT, True),
        (Relation.CONTESTED, True),
        (Relation.UPDATE, False),
        (Relation.UNDETERMINED, False),
        (Relation.VARIANT, False),
    ],
)
def test_only_what_excludes_each_other_fails(relation, fails):
    assert bool(judged(drafted(relation=relation)).check.failing) is fails


def test_what_the_draft_has_no_part_in_neither_concerns_nor_fails_it():
    assert drafts.concerning(drafted(draft="three"), "one", SOURCES) is None
    assert judged(drafted(draft="three")).check.failing == ()


def test_a_conflict_with_a_source_concerns_the_draft_as_it_is():
    assert drafts.concerning(drafted(), "one", SOURCES) == drafted()


def test_what_could_not_be_decided_does_not_concern_the_draft():
    assert drafts.concerning(drafted(relation=Relation.UNDETERMINED), "one", SOURCES) is None


def told(*sides, relation=Relation.UPDATE, severity=Severity.HIGH):
    """A finding of (value, {article: day}) sides."""
    made = [
        side(value, *(evidence(a, f"It killed {value}.", value, as_of=day) for a, day in said.items()))
        for value, said in sides
    ]
    return discrepancy(ID, *made, relation=relation, severity=severity).found


@pytest.mark.parametrize(
    ("sides", "says"),
    [
        # the draft has the latest state that a source has, or both states
        ([("9", {"two": "2030-01-28"}), ("14", {"three": "2030-01-30", "one": "2030-01-31"})], None),
        (
            [("9", {"two": "2030-01-28", "one": "2030-01-31"}), ("14", {"three": "2030-01-30", "one": "2030-01-31"})],
            None,
        ),
        # it is behind
        ([("9", {"two": "2030-01-28", "one": "2030-01-31"}), ("14", {"three": "2030-01-30"})], "a later one than"),
        ([("14", {"one": "2030-01-28"}), ("41", {"two": "2030-01-31"})], "a later one than"),
        # it is ahead of all its sources
        ([("14", {"two": "2030-01-28", "three": "2030-01-30"}), ("41", {"one": "2030-01-31"})], "not borne out"),
    ],
)
def test_an_update_concerns_the_draft_when_it_is_behind_or_ahead_of_its_sources(sides, says):
    found = drafts.concerning(told(*sides), "one", SOURCES)
    assert (found is None) is (says is None)
    if found and says:
        assert says in found.why
        assert (found.relation, found.severity) == (Relation.CONFLICT, Severity.HIGH)


def test_with_a_source_on_its_side_the_draft_counts_one_step_less_grave():
    sides = ("31", {"one": None, "three": None}), ("14", {"two": None})
    shared = drafts.concerning(told(*sides, relation=Relation.CONFLICT), "one", SOURCES)
    assert shared.severity is Severity.MEDIUM
    assert "A source says as the draft does" in shared.why
    low = told(*sides, relation=Relation.CONFLICT, severity=Severity.LOW)
    assert drafts.concerning(low, "one", SOURCES).severity is Severity.LOW


@pytest.mark.parametrize(
    ("ally", "other", "changed", "concerns"),
    [
        ("2030-01-30", "2030-01-29", {}, False),
        ("2030-01-30", "2030-01-30", {}, True),
        ("2030-01-29", "2030-01-30", {}, True),
        ("2030-01-30", None, {}, True),
        ("2030-01-30", "2030-01-30", {"confidence": 0.4}, False),
        ("2030-01-30", "2030-01-29", {"kind": "place"}, True),
    ],
)
def test_a_draft_with_the_latest_source_on_its_side_need_not_answer(ally, other, changed, concerns):
    sides = ("31", {"one": "2030-01-31", "three": ally}), ("14", {"two": other})
    found = replace(told(*sides, relation=Relation.CONFLICT), **{"kind": "figure", "confidence": 0.9, **changed})
    assert (drafts.concerning(found, "one", SOURCES) is not None) is concerns


@pytest.mark.parametrize(
    ("as_the_draft", "otherwise", "concerns"),
    [(("two",), ("three",), False), (("two",), ("three", "four"), True), ((), ("two",), True)],
)
def test_a_name_that_no_other_spelling_of_the_sources_outnumbers_is_theirs_to_settle(as_the_draft, otherwise, concerns):
    spelt, other = (side(name, *(evidence(a, f"{name} spoke.", name) for a in articles)) for name, articles in (
        ("Kislyak", ("one", *as_the_draft)), ("Kislayk", otherwise)))  # fmt: skip
    variant = discrepancy(ID, spelt, other, relation=Relation.VARIANT, severity=Severity.LOW).found
    assert (drafts.concerning(variant, "one", ("two", "three", "four")) is not None) is concerns


def test_a_source_outside_of_the_finding_may_bear_the_draft_out():
    where = {Span(10, 12)}
    assert drafts.concerning(drafted(relation=Relation.UPDATE), "one", SOURCES, where) is None
    assert drafts.concerning(drafted(), "one", SOURCES, where).severity is Severity.MEDIUM
    assert drafts.concerning(drafted(), "one", SOURCES, {Span(0, 2)}) == drafted()


@pytest.mark.parametrize(
    ("theirs", "borne_out"),
    [
        ("The school burned down on Thursday night.", True),
        ("The school burned down on Thursday.", True),
        ("The school burned down at 2 a.m. on Friday.", True),
        ("The school burned down at 10 p.m. on Friday.", False),
        ("The school burned down on Tuesday.", False),
    ],
)
def test_a_time_bears_out_none_that_it_clashes_with(theirs, borne_out):
    accounts = alone.understood(["The school burned down on Thursday night.", theirs])
    ours, other = (next(c for c in account.claims if isinstance(c.value, Timing)) for account in accounts)
    assert bool(drafts.borne_out("a0", [Compatible("told alike", ours, other)])) == borne_out


def test_against_what_the_desk_has_settled_no_source_helps():
    sides = ("31", {"one": None, "three": None}), ("14", {"facts.toml": None})
    settled = told(*sides, relation=Relation.CONFLICT)
    assert drafts.concerning(settled, "one", SOURCES) == settled


# --- waivers and baseline


def test_a_waived_finding_passes_and_stays_visible_with_who_answers_for_it():
    found = judged(drafted(), waivers=[waiver()])
    assert found.check.failing == ()
    assert notices(drafted(), waivers=[waiver()]) == []
    pardon = found.discrepancies[0].suppressed
    assert (pardon.by, pardon.owner, pardon.reason) == (Pardon.WAIVER, "Ada", "asked the ministry")
    assert pardon.expires == "2030-01-31"


def test_a_waiver_holds_through_its_last_day_and_is_then_reported():
    assert judged(drafted(), waivers=[waiver(expires=TODAY)]).check.failing == ()
    late = judged(drafted(), waivers=[waiver(expires=date(2030, 1, 30))])
    assert late.check.failing == (ID,)
    assert "expired on 2030-01-30" in late.check.notices[1]


def test_a_waiver_of_nothing_is_reported_with_what_may_have_been_meant():
    (unused,) = notices(drafted(), waivers=[waiver("ffffffffffff")])
    assert "ffffffffffff (Ada): no finding of this draft has that id" in unused
    (mistyped,) = notices(drafted(), waivers=[waiver("0123456789ac")])
    assert f"was {ID} meant?" in mistyped


def test_what_is_in_the_baseline_passes_and_the_rest_fails():
    found = judged(drafted(), drafted("40", name="ba9876543210"), baseline={ID: KNOWN})
    assert found.check.failing == ("ba9876543210",)
    assert [d.suppressed and d.suppressed.by for d in found.discrepancies] == [Pardon.BASELINE, None]


def test_a_waiver_is_named_before_the_baseline():
    assert judged(drafted(), waivers=[waiver()], baseline={ID: KNOWN}).discrepancies[0].suppressed.by is Pardon.WAIVER


def test_what_reviewers_dismissed_fails_nothing_and_a_waiver_is_named_before_them():
    gate = Gate(CONFIG.gate, (), {}, TODAY)
    dismissed = Ruled(drafted(), suppressed=Suppression(by=Pardon.VERDICT, reason="same after all", owner="Bo"))
    draft = Article("one", "", "one", "", "one.txt")
    assert gate.checked(draft, gate.judged([Ruled(drafted())]), claims=1, met=1).failing == (ID,)
    assert gate.checked(draft, gate.judged([dismissed]), claims=1, met=1).failing == ()
    (found,) = replace(gate, waivers=[waiver()]).judged([dismissed])
    assert found.suppressed.by is Pardon.WAIVER


def test_what_is_gone_from_the_baseline_is_reported():
    (notice,) = notices(
        drafted(), baseline={ID: KNOWN, "ffffffffffff": KNOWN, "eeeeeeeeeeee": baselines.Accepted("other.txt", "x")}
    )
    assert "1 finding of it no longer found" in notice


def test_a_baseline_is_read_as_it_was_written_without_what_is_waived():
    waived, known = drafted(), drafted("40", name="ba9876543210")
    text = baselines.write_baseline([judged(waived, known, waivers=[waiver()])])
    assert baselines.read_baseline(text, "b.json") == {"ba9876543210": baselines.Accepted("one.txt", known.summary)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is no baseline"),
        ("[]", "is a baseline of version None"),
        ('{"schema": "factcheck.baseline/0", "findings": []}', "is a baseline of version 'factcheck.baseline/0'"),
        ('{"schema": "factcheck.baseline/1", "findings": [{}]}', "is no whole baseline"),
        ('{"schema": "factcheck.baseline/1"}', "is no whole baseline"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_refused_with_the_cure(text, says):
    with pytest.raises(ConfigError, match=f"b.json: {says}.*--write-baseline"):
        baselines.read_baseline(text, "b.json")


# --- the day of the draft


def at(day, name="a"):
    return Article(name, "text", name, name, "", published=day and datetime.fromisoformat(day).replace(tzinfo=UTC))


def test_a_draft_without_a_date_has_that_of_its_latest_source_and_says_so():
    draft = drafts.dated(at(None, "draft"), [at("2030-01-02"), at("2030-01-05"), at(None)])
    assert draft.published.date() == date(2030, 1, 5)
    assert "2030-01-05" in draft.notes[0]


@pytest.mark.parametrize(("own", "sources"), [("2030-01-01", ["2030-01-05"]), (None, [None]), (None, [])])
def test_a_draft_with_a_date_keeps_it_and_undated_sources_date_nothing(own, sources):
    draft = at(own, "draft")
    assert drafts.dated(draft, [at(day) for day in sources]) == draft


# --- one stretch of words, one finding


def last_resort(value="31", *, severity=Severity.HIGH, words=None):
    """A finding that says no more than that no source has the draft's words."""
    found = drafted(value, severity=severity, name="fedcba987654")
    marked = side(value, evidence("one", f"It killed {value} people.", words or value, as_of="2030-01-30"))
    return replace(found, kind="unsupported", sides=(marked, *found.sides[1:]))


def test_of_two_findings_on_the_same_words_the_one_that_tells_more_is_kept_and_is_as_grave_as_both():
    other = drafted(severity=Severity.MEDIUM)
    (kept,) = drafts.told_once([last_resort(), other], "one")
    assert (kept.id, kept.severity) == (other.id, Severity.HIGH)
    assert kept.why.startswith(other.why)
    assert "No source" in kept.why


def test_the_graver_finding_stays_as_it_is():
    other = drafted(severity=Severity.HIGH)
    assert drafts.told_once([other, last_resort(severity=Severity.MEDIUM)], "one") == [other]


def test_other_words_of_the_same_sentence_are_told_apart():
    found = [drafted(), last_resort(words="people")]
    assert drafts.told_once(found, "one") == found


def test_words_of_a_source_double_nothing_of_the_draft():
    found = [drafted(draft="three"), last_resort()]
    assert drafts.told_once(found, "one") == found


def test_two_findings_that_both_tell_what_a_source_has_are_both_kept():
    found = [drafted(), drafted(name="aaaaaaaaaaaa", severity=Severity.LOW)]
    assert drafts.told_once(found, "one") == found


@pytest.mark.parametrize("relation", [Relation.VARIANT, Relation.UPDATE])
def test_a_note_on_style_takes_no_finding_away(relation):
    found = [drafted(relation=relation), last_resort()]
    assert drafts.told_once(found, "one") == found


def test_a_kind_that_never_fails_takes_no_finding_away():
    found = [drafted(), last_resort()]
    assert drafts.told_once(found, "one", ignored=["figure"]) == found


def test_one_word_of_many_takes_no_finding_away():
    found = [drafted(), last_resort(words="It killed 31 people.")]
    assert drafts.told_once(found, "one") == found
