"""Unsupported: a figure, a time, a quotation, a name or an office of a draft that none of its sources has."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from factcheck.checks._support.asking import verdicts
from factcheck.checks._support.held_draft import HeldDraft
from factcheck.checks._support.verdict import Borne, Doubt, Where
from factcheck.domain.findings import Found, Relation
from factcheck.domain.story import Compatible, Story
from factcheck.findings.sides import evidence_of, fingerprint, side_with
from factcheck.interfaces import Encoder, Parser
from factcheck.settings.config import Settings
from factcheck.settings.lexicons import Lexicons


class UnsupportedSettings(Settings):
    """In 14 drafts from four stories (7 of them clean) it finds, by itself, the 13 figures, dates and quotations that
    were altered or made up, and raises no false alarm; but the thresholds were chosen on these same drafts. For
    names the same thresholds hold: of 45 real articles, each as a draft beside the others of its event, it says 5 times
    that the sources have a name of something else, 2 of them rightly.
    """

    quotation_confidence: float = Field(0.8, ge=0, le=1)
    """0..1; a quotation whose words no source has"""
    value_confidence: float = Field(0.7, ge=0, le=1)
    """0..1; a figure or time that no source has"""
    name_confidence: float = Field(0.75, ge=0, le=1)
    """0..1; somebody, a body or a place that no source has"""
    changed_confidence: float = Field(0.6, ge=0, le=1)
    """0..1; what they have, but of something else"""
    substituted: float = Field(0.7, ge=0, le=1)
    """probability, 0..1, from which on a word was put in the place of a source's: in 150 drafts with five errors
    each and as many clean ones it tells from .7 on 72 errors and doubts 6 sentences without one, by weights that saw
    no draft of the story; from .6 on 81 and 14, from .8 on 57 and 3
    """
    other_office: float = Field(0.6, ge=0, le=1)
    """probability, 0..1, from which on an office is taken not to be the person's: in 150 drafts with five errors each
    and as many clean ones it tells from .6 on 33 errors and doubts 4 offices in sentences without one, by weights that
    saw no draft of the story; from .5 on 33 and 5, from .7 on 29 and 2
    """
    other_extent: float = Field(0.5, ge=0, le=1)
    """probability, 0..1, from which on a draft is taken to say of none, one alone, some, most or all what its sources
    say of more or fewer: in 150 drafts with five errors each and as many clean ones it tells from .5 on 23 errors and
    doubts 4 sentences without one, by weights that saw no draft of the story; from .4 on 25 and 6, from .6 on 15 and 3
    """
    similar: float = Field(75, ge=0, le=100)
    """0..100, likeness of two names from which on one is meant for the other"""
    covered: float = Field(0.5, ge=0, le=1)
    """0..1, share of a quotation's content words that a source has among like neighbours, from which on it is that
    source's, if perhaps altered
    """
    borne_out: float = Field(0.25, ge=0, le=1)
    """0..1, likeness of the words around two equal values from which on a source is said to give it, too; below it the
    value only occurs
    """
    same_thing: float = Field(0.45, ge=0, le=1)
    """0..1, likeness of the words around two values from which on they are of one thing: of 183 figures that sources
    bear out (clean drafts, real articles) it doubts 1, of 163 given another figure's value it finds 66; .4 2 and 73,
    .35 3 and 81, .55 none and 52
    """
    margin: float = Field(0.2, ge=0, le=1)
    """0..1, by which that likeness must exceed that of the sources' equal value"""
    same_statement: float = Field(0.55, ge=0, le=1)
    """0..1, likeness from which on the statements are the same but for the value: then it is grave"""


class Check:
    """What a draft says that none of its sources bears out: a figure, a date, a quotation, who or what is named.

    It is asked of a draft alone. Every number, time, quotation and name of it, every office of a person, and whom it
    credits is looked for in all that the sources say; what is in none is shown beside their nearest statement. So is
    what they have of something else alone, where they say the same with another figure, place, person or outlet, or
    attach another office, home, party or outlet to the person, another country or state to the place.
    Two values of a sentence, or of two beside each other, that the sources give the other way round are shown as well,
    and two outlets of which each has what is said of the other; a word in whose place they have another ("after" for
    "before", "convicted" for "charged"), an office that is not the person's, and what the draft says of none, one
    alone, some, most or all and its sources of others, by weighed evidence; a figure that only older sources have; and
    a length of time, where a source that tells nearly the same has another ("six weeks" for "six months").
    Editors care because what stands in no source was made up, mistyped, or comes from somewhere that nobody has
    checked. Where another kind says what a source has instead, this one is silent.

    Example: "the town will lend 258 million crowns", of sources that say "285 million crowns"; a sentence in quotation
    marks that nobody wrote down; "conciliator Sir Edmund Fairley" for "Sir Edmund Farr, the conciliator"; "the Courier
    has estimated" where a source says "the Gazette has estimated"; "Transport Secretary Rao" for "Rao, the secretary of
    health"; "4,000 in Lindal and 2,500 in Ostrand", of sources
    that have 2,500 in Lindal; "all of the judges", of sources that say "most of the judges".

    No discrepancy: rounding ("nearly 500" for 496), conversion, a coarser or hedged figure, the ends of a range; sums
    and differences of figures ("17 people" for 12 men and five women), shares, multiples and rates; ages and lengths of
    time that come of two dates; numbers up to three; vague words ("dozens"); a day on which a source came out, or that
    is counted from one ("two days later"); a week, month or year with such a day; quotations that are shortened, split
    or partial, and single words; the names of works; a name in any spelling, short form or acronym; a
    source's own outlet; a body for "the company" or its statement; a country for its people or its capital and the
    other way round; whence somebody is ("Rao of Ohio"); a place and what holds it; a place or somebody that any
    source has in a sentence of like words; what a source calls an office in other words, a seat in a body beside an
    office, forms of address; an office whose words stand near the person in any source; what only says more or less
    of one ("former", "deputy").
    """

    Settings = UnsupportedSettings
    last_resort = True

    def __init__(self, settings: UnsupportedSettings, *, lexicons: Lexicons, parser: Parser, encoder: Encoder) -> None:
        self.settings = settings
        self.lexicons, self.parser, self.encoder = lexicons, parser, encoder

    def compare(self, story: Story) -> Iterator[Found | Compatible]:
        """See interfaces.Kind."""
        draft = story.checked
        if draft is None or not any(account.sentences for account in story.sources):
            return
        held = HeldDraft(draft, story, self.settings, self.lexicons, self.parser, self.encoder)
        told_of: set[str] = set()
        for verdict in verdicts(held):
            if isinstance(verdict, Borne):
                yield Compatible(verdict.reason, held.quotable(verdict.said), held.quotable(verdict.known))
                continue
            found = _discrepancy(verdict, held)
            if found.id not in told_of:
                yield found
            told_of.add(found.id)


_SUMMARIES = {
    Where.NOWHERE: "In no source: {ours}; nearest: {theirs}",
    Where.ELSEWHERE: "In the sources, but not of this: {ours}; of this: {theirs}",
    Where.CROSSED: "The other way round in the source: {ours}; there: {theirs}",
    Where.WIDER: "Of more than in the source: {ours}; there: {theirs}",
    Where.NARROWER: "Of fewer than in the source: {ours}; there: {theirs}",
    Where.WORKED_OUT: "Not the difference of the two counts: {ours}; in the source: {theirs}",
    Where.UNIT: "Per cent for percentage points, or the other way round: {ours}; in the source: {theirs}",
    Where.FORMERLY: "A newer source has another value: {ours}; there: {theirs}",
}
_CHECKS = {
    "figure": "Where does the figure come from? Look it up in the notes, and add the source or take the figure out.",
    "date": "Where does the date come from? Look it up in the notes, and add the source or take the date out.",
    "name": "Look up the name: an official list, the body's own page, the source itself.",
    "body": "Look up the name on the body's own page, and add the source or take the body out.",
    "place": "Where was it? Look it up in the notes, and add the source or take the place out.",
    "office": "Which office is it? Look it up at the body itself.",
    "home": "Whence and of which party is he or she? Look it up on the official list of members.",
    "owner": "For whom does he or she work? Look it up at the outlet or body itself.",
    "credit": "Who said or reported it? Look up whom the source names.",
    "exchange": "Read the source's sentence again: which of the two values is whose?",
    "word": "Read the source's sentence again: which of the two words does it bear out?",
    "length": "Read the source's sentence again: how long was it, and in what: hours, days, weeks?",
    "margin": "Work out the difference of the two counts, and look both up.",
    "unit": "Look up the two values: is it a share of what there was, or points?",
    "share": "Read the source's sentence again: of all, or of how many?",
    "phrase": "Who said these words? Look up the notes, or take the quotation marks away if they are your own.",
    "quotation": "Who heard these words? Look up the recording or the notes, or take the quotation marks away.",
}


def _discrepancy(doubt: Doubt, held: HeldDraft) -> Found:
    """Make the finding; its id is of the draft's words alone, whatever the sources are."""
    sides = ((doubt.label, held.quotable(doubt.said)), (doubt.nearest_label, held.quotable(doubt.nearest)))
    return Found(
        id=fingerprint("unsupported", f"{doubt.sort} {doubt.slot}".strip(), [doubt.label]),
        story=held.story.id,
        kind="unsupported",
        relation=Relation.CONFLICT,
        severity=doubt.severity,
        confidence=doubt.confidence,
        summary=_SUMMARIES[doubt.why.where].format(ours=doubt.label, theirs=doubt.nearest_label),
        why=doubt.why.words,
        check=_CHECKS[doubt.sort],
        ground=doubt.ground,
        sides=tuple(side_with([evidence_of(one)], label, held.story) for label, one in sides),
        absent=doubt.why.where is Where.NOWHERE,
    )
