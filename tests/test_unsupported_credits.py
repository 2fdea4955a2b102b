"""The kind `unsupported`, of credits: who is named for a statement, and to whom it was told; and what only seems so."""

from dataclasses import replace

import alone
import pytest

from factcheck.domain.findings import Found, Severity

HIGH, MEDIUM = Severity.HIGH, Severity.MEDIUM
PUMPS = "expected the pumps in the lower valley to fail again"
KEPT = "The mill kept a ledger of payments to the brewers in a cellar, people who know the mill told"


def weighed(draft, *accounts):
    return list(alone.kind("unsupported").compare(alone.story((draft, *accounts), draft="a0")))


def found(draft, *sources):
    weighed = alone.checked("unsupported", draft, *sources, read=alone.understood)
    return [one for one in weighed if isinstance(one, Found)]


FIRES = {
    "a phrase, of the other of one sentence": (
        'Mayor Ada Bloom described the letter as "a sad mistake".',
        "Councillor Tom Lindqvist called the letter “a sad mistake,” and Ada Bloom also voiced concern.",
        ("Ada Bloom", "Tom Lindqvist", HIGH),
    ),
    "a quotation of a company without its name": (
        'The Harbour League said it was "deeply troubled that the mayor has failed to apologise".',
        ("The Harbour League was in town. Weller Foods cut its ties on Monday. “We are deeply troubled that the mayor has "
        "failed to apologise,” the company said."),
        ("Harbour League", "the company", HIGH),
    ),
    "who reports what somebody without a name called it": (
        ('A member of the council called the plan "at best a delay, at worst a fraud on the whole valley," the Harbour '
        "Post reported."),
        ("The Harbour Post was sold. One member of the council spoke on Monday, calling the plan “at best a delay, at "
        "worst a fraud on the whole valley,” Lindqvist reports."),
        ("Harbour Post", "Lindqvist", HIGH),
    ),
    "to whom it was told": (
        f"{KEPT} the Harbour Post.",
        f"The Harbour Post reported a loss. The Lindal Gazette reported a gain. {KEPT} the Lindal Gazette.",
        ("Harbour Post", "Lindal Gazette", HIGH),
    ),
    "which of two said it": (
        f"Tom Lindqvist said on Friday he {PUMPS}.",
        f"Ilse Krantz said on Friday she {PUMPS}. Tom Lindqvist, an engineer, slept.",
        ("Tom Lindqvist", "Ilse Krantz", HIGH),
    ),
    "who said it, where the other is named in another clause": (
        f"Tom Lindqvist said on Friday he {PUMPS}.",
        f"Ilse Krantz said on Friday she {PUMPS}, and Tom Lindqvist went to bed.",
        ("Tom Lindqvist", "Ilse Krantz", HIGH),
    ),
}  # fmt: skip

SILENT = {
    "the same speaker": (f"Ilse Krantz said on Friday she {PUMPS}.", f"She {PUMPS}, said Ilse Krantz on Friday."),
    "two clauses, each with a speaker of its own": (
        "The mill took in 36 million crowns in 2016, Farrow Research said, and drew some 4,000 visitors in spring.",
        ("According to Farrow Research, it brought in 36 million crowns in 2016. The mill drew 4,000 visitors in spring, "
        "according to Ostby Counting."),
    ),
    "her name in a source that says she": (
        f"Ilse Krantz said on Friday she {PUMPS}.",
        f"Ilse Krantz left early. She said on Friday she {PUMPS}.",
        f"Tom Lindqvist said on Friday he {PUMPS}.",
    ),
    "a body by its name, and the company": (
        'Weller Foods said it was "deeply troubled that the mayor has failed to apologise".',
        ("Weller Foods cut its ties on Monday. “We are deeply troubled that the mayor has failed to apologise,” the "
        "company said."),
    ),
    "a body by its name, and its statement": (
        'Weller Foods said it was "deeply troubled that the mayor has failed to apologise".',
        ("Weller Foods cut its ties on Monday. A statement said it was “deeply troubled that the mayor has failed to "
        "apologise.”"),
    ),
    "a body and who speaks for it": (
        f"Weller Foods said on Friday it {PUMPS}.",
        f"Ilse Krantz, a spokeswoman for Weller Foods, said on Friday she {PUMPS}.",
    ),
    "a title for a name": (
        'Mayor Ada Bloom described the letter as "a sad mistake".',
        "Ada Bloom is the mayor. Tom Lindqvist left. It rained. They slept. The mayor called the letter “a sad mistake.”",
    ),
    "a reporter and the outlet": (
        'The plan was "at best a delay, at worst a fraud on the whole valley," the Harbour Post reported.',
        "The plan was “at best a delay, at worst a fraud on the whole valley,” the Harbour Post's Omar Lindqvist reported.",
    ),
    "papers that quote somebody": (
        'Court papers say Mr Weller "offered to help the council with the holes in the dyke".',
        'Court papers in the Krantz case say Mr Weller "offered to help the council with the holes in the dyke".',
    ),
    "who is told, for the outlet": (
        f"{KEPT} Harbour TV.",
        f"{KEPT} Ilse Krantz. Harbour TV reported a loss.",
    ),
    "an outlet by its acronym": (
        f"{KEPT} the LPA.",
        f"The LPA reported a loss. {KEPT} the Lindal Press Agency.",
    ),
    "a phrase that many use": (
        'Ada Bloom spoke at length about the "dyke bill" that the council is to vote on in the spring.',
        "Tom Lindqvist said the council was to vote on the “dyke bill” in the autumn. Ada Bloom slept.",
    ),
    "another statement": (
        f"Tom Lindqvist said on Friday he {PUMPS}.",
        "Ilse Krantz said on Friday that the council had no money. Tom Lindqvist, an engineer, slept.",
    ),
    "one source has it from the other": (
        f"Tom Lindqvist said on Friday he {PUMPS}.",
        f"Ilse Krantz said on Friday she {PUMPS}.",
        f"On Friday Tom Lindqvist said he {PUMPS}.",
    ),
    "he who is said to have said it": (
        'Lindqvist later admitted that he "did not put it well".',
        "The Harbour Post reported that Lindqvist had backed down, saying that he “did not put it well.”",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "expected"), FIRES.values(), ids=FIRES)
def test_fires(draft, source, expected):
    (finding,) = found(draft, source)
    assert (finding.kind, *(side.value for side in finding.sides), finding.severity) == ("unsupported", *expected)


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_stays_silent(texts):
    assert found(*texts) == []


def test_what_somebody_says_in_an_outlets_own_article_the_outlet_reports():
    told = "said the ferries of the upper lake could be stopped after an attack on the lock"
    draft, source = alone.understood((f"Harbour Radio said he also {told}.", f"Tom Weller {told}. Ilse Krantz slept."))
    own, other = (replace(source, article=replace(source.article, source=one)) for one in ("Harbour Radio", "Gazette"))
    assert not [one for one in weighed(draft, own) if isinstance(one, Found)]
    assert [one.severity for one in weighed(draft, other) if isinstance(one, Found)] == [HIGH]
