"""Every claim of a draft is told once: borne out, contradicted, in no source, or not to be held against any."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import understand
from stories import CONFIG, LEXICONS, Told, article

from factcheck.domain.findings import ClaimState, DraftClaim, Findings, Found, Pardon, Ruled, Suppression
from factcheck.domain.text import Article
from factcheck.findings import digest
from factcheck.interfaces import UNREVIEWED, Reviewing
from factcheck.pipeline import check

FRIDAY, SATURDAY = "2024-05-17", "2024-05-18"
BORNE, AGAINST, ABSENT, OPEN = (
    ClaimState.BORNE_OUT,
    ClaimState.CONTRADICTED,
    ClaimState.ABSENT,
    ClaimState.NOT_COMPARED,
)
SOURCES = (
    "The fire at the mill in Orlund killed 14 people, the police said. The mill burned down on Thursday.",
    """Some 250 workers were at the mill in Orlund. "We heard the roof come down before the alarm rang," said Ida Varn,
the foreman. In the yard stood 96 bicycles.""",
)


class Dismissing:
    """Reviewers who dismissed whatever was found."""

    calibrator: str | None = None

    def ruled(self, found: Found) -> Ruled:
        return Ruled(found, suppressed=Suppression(by=Pardon.VERDICT, reason="misread"))


def checked(encoder, told: str | Article, *sources: str, reviewing: Reviewing = UNREVIEWED) -> Findings:
    against = [article(f"paper-{n}", Told(source, FRIDAY)) for n, source in enumerate(sources or SOURCES, start=1)]
    draft = told if isinstance(told, Article) else article("draft", Told(told, SATURDAY))
    day = date.fromisoformat(SATURDAY)
    return check(draft, against, CONFIG, today=day, lexicons=LEXICONS, encoder=encoder, reviewing=reviewing)


def of_words(report: Findings, words: str) -> DraftClaim:
    """What became of these words, just as the draft has them."""
    assert report.check
    (claim,) = [claim for claim in report.check.coverage if claim.words == words]
    return claim


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("The fire at the mill in Orlund killed 14 people.", "14 people", BORNE),
        ("The fire at the mill in Orlund killed fourteen people.", "fourteen people", BORNE),
        ("The mill in Orlund burned down on Thursday.", "Thursday", BORNE),
        (
            'The mill in Orlund fell. "We heard the roof come down before the alarm rang," said Ida Varn.',
            "We heard the roof come down before the alarm rang",
            BORNE,
        ),
        ("The fire at the mill in Orlund killed 41 people.", "41 people", AGAINST),
        ("The fire killed 14 people in Orlund. The mill had cost 873,000 crowns.", "873,000 crowns", ABSENT),
        (
            'The fire killed 14 people in Orlund. "Nobody ever paid for new sprinklers," said Ida Varn.',
            "Nobody ever paid for new sprinklers",
            ABSENT,
        ),
        ("The fire killed 14 people in Orlund. Two dogs were barking.", "Two dogs", OPEN),
        ("The fire killed 14 people in Orlund. Dozens of neighbours watched.", "Dozens of neighbours", OPEN),
        (
            "The fire killed 14 people in Orlund. At the harbour festival a choir of 96 singers opened the night.",
            "96 singers",
            OPEN,
        ),
    ],
)
def test_each_claim_is_in_the_state_that_its_sources_put_it_into(encoder, text: str, words: str, state: ClaimState):
    claim = of_words(checked(encoder, text), words)
    assert claim.state is state
    assert claim.reason


def test_what_bears_a_claim_out_is_quoted_word_for_word(encoder):
    claim = of_words(checked(encoder, "The fire at the mill in Orlund killed fourteen people."), "fourteen people")
    (evidence,) = claim.evidence
    assert evidence.article == "paper-1"
    assert evidence.stands_in(SOURCES[0])
    assert evidence.quote[slice(*evidence.span)] == "14 people"
    assert claim.findings == ()


def test_what_contradicts_a_claim_and_what_is_in_no_source_is_named_by_its_findings(encoder):
    report = checked(encoder, "The fire at the mill in Orlund killed 41 people. The mill had cost 873,000 crowns.")
    kinds = {d.id: d.kind for d in report.discrepancies}
    for words, kind in (("41 people", "figure"), ("873,000 crowns", "unsupported")):
        claim = of_words(report, words)
        assert [kinds[one] for one in claim.findings] == [kind]
        assert claim.evidence == ()


def test_a_figure_that_a_source_has_of_something_else_is_neither_absent_nor_borne_out(encoder):
    report = checked(
        encoder, "The fire killed 14 people in Orlund. At the harbour festival a choir of 96 singers opened the night."
    )
    claim = of_words(report, "96 singers")
    assert "not of what is clearly the same thing" in claim.reason
    assert [e.quote[slice(*e.span)] for e in claim.evidence] == ["96 bicycles"]


def test_the_same_words_said_again_are_in_no_source_either(encoder):
    text = "The fire killed 14 people in Orlund. The mill had cost 873,000 crowns. It was sold for 873,000 crowns."
    report = checked(encoder, text)
    assert report.check
    states = [claim.state for claim in report.check.coverage if claim.words == "873,000 crowns"]
    assert states == [ABSENT, ABSENT]


def test_a_day_beside_that_of_a_night_is_no_conflict_and_yet_not_borne_out(encoder):
    source = "The mill in Orlund burned down on Thursday. The fire killed 14 people."
    report = checked(encoder, "The mill in Orlund burned down in the early hours of Friday, killing 14 people.", source)
    assert of_words(report, "in the early hours of Friday").state is not BORNE


def test_what_reviewers_dismissed_does_not_contradict(encoder):
    claim = of_words(
        checked(encoder, "The fire at the mill in Orlund killed 41 people.", reviewing=Dismissing()), "41 people"
    )
    assert claim.state is OPEN
    assert "reviewers" in claim.reason
    assert len(claim.findings) == 1


def test_offsets_of_a_headline_are_none_of_the_text(encoder):
    """The headline's figure stands in a source; the words at its place in the text are of something else."""
    titled = replace(
        article("draft", Told("Orlund mourns. The fire killed 41 people.", SATURDAY)), title="A fire kills 14"
    )
    report = checked(encoder, titled)
    assert of_words(report, "41 people").state is AGAINST


SENTENCES = (
    "The fire at the mill in Orlund killed 14 people.",
    "The fire at the mill in Orlund killed 41 people, the police said.",
    "The mill burned down on Thursday, and 250 workers lost their jobs.",
    '"We heard the roof come down before the alarm rang," said Ida Varn.',
    '"We heard the floor come down before the alarm rang and ran," said Mark Tolm of Orlund.',
    "The mill, which had cost 873,000 crowns, was 96 years old.",
    "Some 96 bicycles were sold in 2019 & dozens <b>burned</b>.",
)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_every_claim_has_one_state_and_stands_where_it_says(encoder, sentences: list[str]):
    text = "The fire killed 14 people in Orlund. " + " ".join(sentences)
    report = checked(encoder, text)
    assert report.check
    told = report.check.coverage
    places = [(claim.start, claim.end) for claim in told]
    assert places == sorted(set(places))
    assert all(text[claim.start : claim.end] == claim.words != "" for claim in told)
    (draft,) = understand([article("draft", Told(text, SATURDAY))], LEXICONS)
    assert {(claim.span.start, claim.span.end) for claim in draft.claims} <= set(places)
    ids = {d.id for d in report.discrepancies}
    assert {one for claim in told for one in claim.findings} == ids
    assert all(claim.findings for claim in told if claim.state in (AGAINST, ABSENT))
    assert all(claim.evidence for claim in told if claim.state is BORNE and not claim.findings)
    texts = {f"paper-{n}": source for n, source in enumerate(SOURCES, start=1)}
    assert all(e.stands_in(texts[e.article]) for claim in told for e in claim.evidence)


def test_the_counts_are_said_in_one_line(encoder):
    report = checked(encoder, "The fire at the mill in Orlund killed 14 people.")
    assert report.check
    assert digest.covered(report.check) == (
        "Of 2 claims and quotations: 2 borne out, 0 contradicted, 0 in no source, 0 not compared"
    )
    assert digest.covered(report.check.model_copy(update={"coverage": ()})) == ""
