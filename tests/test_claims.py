"""From an article to its claims: what is claimed of what, by whom, when, and how sure."""

from datetime import date

import pytest
from fakes import FakeParser
from hypothesis import given
from hypothesis import strategies as st
from reading import understand
from stories import LEXICONS, Told, articles

from factcheck.domain.account import Cleared
from factcheck.domain.values import Boundary, Course, Figure, Outcome, Proposition, Status, Timing
from factcheck.understand import accounts

SORTS = {"figure": Figure, "timing": Timing, "outcome": Outcome, "proposition": Proposition}


def claims(text, sort=None, published="2024-05-15"):
    (account,) = understand(articles(Told(text, published)), LEXICONS)
    return [claim for claim in account.claims if sort is None or isinstance(claim.value, SORTS[sort])]


def only(text, sort):
    (claim,) = claims(text, sort)
    return claim


TEXT = (
    "VARNHOLM, May 14 - The flood killed 14 people in Varnholm on Monday, General Omar Tarn said. “We lost 30 houses,” "
    "he added. The ceasefire has held since April.\n\nMerania backs General Tarn. Was Dana Holt hit by Ivo Marsh?"
)


def test_spans_and_clauses_lie_in_the_sentence_and_quote_the_text():
    for claim in claims(TEXT):
        sentence = claim.sentence
        assert TEXT[sentence.span.start : sentence.span.end] == sentence.text
        assert sentence.span.start <= claim.span.start < claim.span.end <= sentence.span.end
        assert sentence.span.start <= claim.clause.start < claim.clause.end <= sentence.span.end


def test_ids_are_unique_and_name_the_article_and_the_place():
    found = claims(TEXT)
    assert len({claim.id for claim in found}) == len(found)
    assert all(claim.id.startswith(f"paper-1:{claim.span.start}:") for claim in found)


def test_every_sort_of_value_is_claimed():
    assert {type(claim.value) for claim in claims(TEXT)} == set(SORTS.values())


def test_a_figure_is_a_claim_about_what_it_counts():
    claim = only("The flood killed 14 people in Varnholm.", "figure")
    assert (claim.value.lower, claim.value.role) == (14, "killed")
    assert claim.slot == f"{claim.value.noun} killed"
    assert "14" not in claim.masked
    assert claim.masked.startswith("The flood killed some")
    assert claim.owner
    assert {claim.owner} == claim.names


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Ada Bloom, 36, fell on the ice.", "ada bloom"),
        ("The 36-year-old Ada Bloom fell on the ice.", "ada bloom"),
        ("The win over Mira Oss was the 36-year-old Ada Bloom's third.", "ada bloom"),
        ("In the dark Ada Bloom struck with her car the 10-year-old girl.", ""),
    ],
)
def test_an_age_belongs_to_a_name_right_beside_it(text, owner):
    assert next(c for c in claims(text, "figure") if c.value.unit == "year of age").owner == owner


def test_a_number_inside_a_time_is_no_figure():
    assert claims("The boat sank at 7:40 a.m. on May 12, 2024.", "figure") == []


def test_what_is_killed_together_is_also_a_total():
    found = claims("In all 280 civilians and 2,000 fighters were killed.", "figure")
    assert sorted(claim.value.lower for claim in found) == [280, 2000, 2280]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The boat sank on Monday, the coastguard said.", ["Monday"]),
        ("The boat sank, the coastguard said on Monday.", []),
        ("VARNHOLM, May 14 - The boat sank.", []),
        ("VARNHOLM, May 14 – The boat sank on Sunday.", ["Sunday"]),
    ],
)
def test_times_of_speech_and_datelines_are_no_times_of_events(text, times):
    assert [claim.value.moment.words for claim in claims(text, "timing")] == times


@pytest.mark.parametrize(
    ("text", "boundary"),
    [
        ("The talks began on Monday.", Boundary.START),
        ("The talks ended on Monday.", Boundary.END),
        ("The talks went on until Monday.", Boundary.END),
        ("The boat sank on Monday.", Boundary.AT),
    ],
)
def test_a_time_is_of_the_beginning_the_end_or_the_event(text, boundary):
    assert only(text, "timing").value.boundary is boundary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Merania backs General Tarn.", ("back", "merania")),
        ("General Tarn is backed by Merania.", ("back", "merania")),
    ],
)
def test_passive_and_active_tell_one_thing(text, expected):
    value = only(text, "proposition").value
    assert (value.verb, value.doer) == expected
    assert "tarn" in value.object


@pytest.mark.parametrize("text", ["Merania fought along Harbour Street.", "Merania and Zerifa met.", "Merania slept."])
def test_no_direct_object_is_no_proposition(text):
    assert claims(text, "proposition") == []


def test_a_statement_is_bound_to_its_time():
    on = only("The shelling killed 11 civilians on Sunday.", "figure")
    since = only("The shelling has killed 240 civilians since April.", "figure")
    assert (on.when.words, on.since) == ("Sunday", None)
    assert (since.since.words, since.when) == ("April", None)


@pytest.mark.parametrize(
    ("text", "status", "negated"),
    [
        ("Zerifa signed the agreement.", Status.ASSERTED, False),
        ("Zerifa did not sign the agreement.", Status.ASSERTED, True),
        ("Zerifa plans to sign the agreement.", Status.PLANNED, False),
        ("Did Zerifa sign the agreement?", Status.QUESTION, False),
    ],
)
def test_what_a_clause_does_with_its_statement_is_kept(text, status, negated):
    claim = only(text, "outcome")
    assert (claim.status, claim.negated) == (status, negated)


def test_quotation_and_speaker_are_kept_and_the_speaker_goes_on_into_the_next_sentence():
    first, second = claims("“We lost 30 houses,” General Omar Tarn said. “And 12 boats,” he added.", "figure")
    assert first.quoted
    assert second.quoted
    assert "Tarn" in first.claimant.name
    assert "Tarn" in second.claimant.name


@pytest.mark.parametrize(
    ("text", "courses"),
    [
        ("The flood killed 14 people.", [Course.SETTLED]),
        ("The toll has risen to 14 dead.", [Course.RUNNING]),
        ("The flood has killed 14 people so far.", [Course.RUNNING]),
        ("The death toll was revised down to 14.", [Course.REVISED]),
        ("The flood killed 14 people, up from nine.", [Course.SETTLED, Course.EARLIER]),
        ("The death toll rose from nine to 14.", [Course.RUNNING, Course.EARLIER]),
        ("Police initially said that nine people died.", [Course.RUNNING]),
        ("Police initially said that nine people died. The flood killed 14 people.", [Course.EARLIER, Course.SETTLED]),
        ("Police initially said that nine people died, but 14 people died.", [Course.EARLIER, Course.SETTLED]),
        ("Police wrongly said that nine people died; in fact 14 people died.", [Course.SETTLED]),
        ("The flood killed 14 people, not nine people.", [Course.SETTLED]),
        ("Not only did the flood kill 14 people.", [Course.SETTLED]),
        ("The flood killed no fewer than 14 people.", [Course.SETTLED]),
        ("An earlier version of the bill would have freed 14 people.", [Course.SETTLED]),
    ],
)
def test_where_a_count_stands_in_the_course_of_the_story(text, courses):
    assert [claim.course for claim in claims(text, "figure")] == courses


@pytest.mark.parametrize(("published", "day"), [("2024-05-15", date(2024, 5, 15)), ("", None)])
def test_a_claim_is_as_of_the_day_of_publication(published, day):
    (claim,) = claims("The flood killed 14 people.", "figure", published)
    assert claim.as_of == day


def test_names_are_joined_across_articles():
    told = articles("Merania backs General Omar al-Sarrano.", "Merania backs General Omar Sarrano.")
    first, second = (account.claims[0].value for account in understand(told, LEXICONS))
    assert first == second


def test_page_furniture_is_set_aside_and_claims_nothing():
    (account,) = understand(articles("The flood killed 14 people.\n\nRead more: 25 pictures of the flood\n"), LEXICONS)
    assert account.set_aside
    assert all(not claim.span.overlaps(aside.span) for claim in account.claims for aside in account.set_aside)


def test_progress_is_told_of_every_article():
    seen = []

    def watch(items):
        for item in items:
            seen.append(item.id)
            yield item

    understand(articles("A.", "B."), LEXICONS, progress=watch)
    assert seen == ["paper-1", "paper-2"]


@given(st.text(alphabet="ab 19.,-“”\n%$A:", max_size=80))
def test_no_text_is_too_odd_to_read(text):
    for claim in claims(text):
        assert text[claim.sentence.span.start : claim.sentence.span.end] == claim.sentence.text


def propositions(text):
    return {(c.value.doer, c.value.verb, c.value.object) for c in claims(text, "proposition")}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Merania and Lindal have backed Ivo Marsh.", {("merania", "back", "ivo marsh"), ("lindal", "back", "ivo marsh")}),
        ("Egypt and Jordan back Ivo Marsh.", {("egypt", "back", "ivo marsh"), ("jordan", "back", "ivo marsh")}),
        ("Ivo Marsh, who met Ada Bloom, backs Merania.", {("ivo marsh", "meet", "ada bloom"), ("ivo marsh", "back", "merania")}),
        ("Ivo Marsh was backed by Merania.", {("merania", "back", "ivo marsh")}),
        ("Ivo Marsh, backed by Merania, left the hall on Monday.", {("merania", "back", "ivo marsh")}),
    ],
)  # fmt: skip
def test_all_who_do_a_thing_are_said_to_do_it(text, expected):
    assert expected <= propositions(text)


@pytest.mark.parametrize(
    "text, wrong",
    [
        ("Merania stood by Ivo Marsh.", ("ivo marsh", "stand", "merania")),
        ("Lindal won by beating Varnholm.", ("varnholm", "win", "lindal")),
        ("Ivo Marsh passed by Lindal.", ("lindal", "pass", "ivo marsh")),
        ("Ivo Marsh, who met Ada Bloom, backs Merania.", ("ada bloom", "back", "merania")),
        ("Ada Bloom spoke in Merania and Ivo Marsh backed Lindal.", ("ada bloom", "back", "lindal")),
    ],
)
def test_who_only_stands_near_does_nothing(text, wrong):
    assert wrong not in propositions(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Marsh did not say that the truce was broken.",
        "It is not true that the deal was signed.",
        "The mayor has never claimed that 30 people died.",
    ],
)
def test_what_somebody_did_not_say_is_claimed_by_nobody(text):
    assert claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Marsh said that the truce was not broken.",
        "It is true that the deal was signed.",
        "Ivo Marsh did not know that the deal was signed.",
        "Ivo Marsh did not deny that 30 people died.",
        "He was not the man that killed 12 people.",
        "The mayor not only said that 30 people died.",
        "Ivo Marsh did not speak, but he confirmed that 30 people died.",
    ],
)
def test_what_stands_in_spite_of_a_not_is_claimed(text):
    assert claims(text)


def test_what_somebody_denies_is_denied():
    assert only("Officials denied that the truce was broken.", "outcome").status is Status.DENIED
    assert only("Officials said that the truce was broken.", "outcome").status is Status.ASSERTED


@pytest.mark.parametrize("text", ["The firm recalled the car on Monday.", "The carmaker added a shift on Monday."])
def test_a_deed_of_a_verb_of_speech_has_its_time(text):
    assert only(text, "timing").value.moment.words == "Monday"


@pytest.mark.parametrize(
    "text", ["The firm recalled on Monday that the car sank.", "The car sank, he added on Monday."]
)
def test_when_it_was_said_is_no_time_of_a_deed(text):
    assert claims(text, "timing") == []


# --- the grammar of sentences ------------------------------------------------------------------------------


def test_an_article_is_parsed_in_one_go():
    parser = FakeParser()
    read = accounts._read(Cleared(*articles("The dam burst. It rained."), ()), LEXICONS, parser)
    assert parser.asked == ["The dam burst .", "It rained ."]
    draft = accounts._Draft(read, LEXICONS, parser)
    assert {index: len(parse) for index, parse in draft.parses.items()} == {0: 4, 1: 3}
    assert parser.asked == ["The dam burst .", "It rained ."] * 2


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("A guard shot and killed a man on Friday.", "shoot"),
        ("A man was stabbed and killed on Friday.", "stab"),
        ("A guard shot a man, and the flood killed two on Friday.", "kill"),
        ("The man was arrested and charged on Friday.", "charge"),
        ("The flood killed a man on Friday.", "kill"),
    ],
)
def test_a_killing_told_with_its_manner_is_the_one_deed(text, deed):
    assert only(text, "timing").predicate == deed


def test_of_a_list_each_value_has_what_stands_beside_it():
    rows = ", ".join(f"{number} boats at Pier {number}" for number in range(21, 61))
    (account,) = understand(articles(f"The harbour counted {rows}."), LEXICONS)
    assert len(account.claims) == 40
    assert max(len(claim.masked.split()) for claim in account.claims) <= 60
    first = next(claim.masked for claim in account.claims if claim.value.lower == 30)
    assert "some boat at Pier 30, 31 boats at Pier 31" in first
    assert len(first.split()) < 30
