"""Drafts of claim reviews: schema.org's types with schema.org's properties, and no word on who is right.

The table is written from https://schema.org/ClaimReview, /Claim, /Quotation, /Article, /Comment and /CreativeWork:
which properties a type has, its own and those of the types above it, as far as they are used here.
That each term is one of the vocabulary at all is held against rdflib's copy of it.
"""

from __future__ import annotations

import json
import re

import pytest
from findings_samples import CHECKED, COVERED, EMPTY, FULL, SAMPLES, discrepancy, evidence, findings, side
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import SDO

from factcheck.domain.findings import Findings
from factcheck.formats._parts.claim_reviews import DraftsNote, ReviewDraft
from factcheck.formats.claimreview import Format

OF_A_THING = {"@type", "@id", "name", "url"}
OF_A_WORK = {
    *OF_A_THING,
    *("abstract", "author", "comment", "creativeWorkStatus", "creditText", "dateModified", "datePublished", "hasPart"),
    *("headline", "inLanguage", "publisher", "text"),
}
PROPERTIES = {
    "ClaimReview": {*OF_A_WORK, "claimReviewed", "itemReviewed", "reviewBody", "reviewRating", "associatedClaimReview"},
    "Claim": {*OF_A_WORK, "appearance", "firstAppearance", "claimInterpreter"},
    "Article": OF_A_WORK,
    "Quotation": {*OF_A_WORK, "spokenByCharacter"},
    "CreativeWork": OF_A_WORK,
    "Comment": OF_A_WORK,
    "Organization": OF_A_THING,
    "Person": OF_A_THING,
}
# What stands under a property: words, or nodes of these types; None is a node without a type, or only referred to.
HOLDS = {
    "itemReviewed": {"Claim"},
    "appearance": {"Article"},
    "firstAppearance": {None},
    "associatedClaimReview": {None},
    "author": {"Organization", "Person", None},
    "publisher": {"Organization"},
    "hasPart": {"Quotation"},
    "comment": {"Comment"},
}
NEEDED = {"@context", "@id", "name", "claimReviewed", "itemReviewed", "creativeWorkStatus"}
LEFT_TO_FILL = {"reviewRating", "author", "url", "datePublished"}
DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?")


def nodes(report: Findings) -> list[dict]:
    return json.loads(Format().render(report))


def drafts(report: Findings) -> list[dict]:
    return [node for node in nodes(report) if node["@type"] == "ClaimReview"]


def dated(*days: str | None) -> Findings:
    """The sample findings, its articles out on these days."""
    told = zip(FULL.articles, days, strict=True)
    return FULL.model_copy(update={"articles": tuple(a.model_copy(update={"published": day}) for a, day in told)})


def check(node: dict, *, under: str | None = None) -> None:
    """Hold a node against the table, and all nodes in it."""
    if under is not None:
        assert node.get("@type") in HOLDS[under], under
    assert set(node) - {"@context"} <= PROPERTIES.get(node.get("@type"), {"@id", "name"})
    for key, value in node.items():
        inner = value if isinstance(value, list) else [value]
        assert all(isinstance(one, dict) for one in inner) == (key in HOLDS) or not inner, key
        assert not key.startswith("date") or DAY.fullmatch(value)
        for one in inner:
            if isinstance(one, dict):
                check(one, under=key)


def terms(node: object) -> set[str]:
    """The types and properties that a node, and all nodes in it, are written in."""
    if isinstance(node, list):
        return {term for one in node for term in terms(one)}
    if not isinstance(node, dict):
        return set()
    own = {key for key in node if not key.startswith("@")} | ({node["@type"]} if "@type" in node else set())
    return own | {term for value in node.values() for term in terms(value)}


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_every_term_is_one_of_the_vocabulary_as_it_is_published(report: Findings):
    assert {term for term in terms(nodes(report)) if term not in SDO} == set()


def test_the_table_is_of_terms_of_the_vocabulary_and_a_term_that_is_none_is_noticed():
    table = {*PROPERTIES, *(name for of_type in PROPERTIES.values() for name in of_type if not name.startswith("@"))}
    assert {term for term in table if term not in SDO} == set()
    assert terms([{"@type": "ClaimReview", "claimReviewd": [{"text": "x"}]}]) - {*filter(SDO.__contains__, table)} == {
        "claimReviewd"
    }


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_every_node_has_the_properties_of_its_type_and_no_others(report: Findings):
    note, *written = nodes(report)
    assert note["@type"] == "CreativeWork"
    for node in (note, *written):
        assert node["@context"] == "https://schema.org"
        check(node)
    for node in written:
        assert set(node) >= NEEDED


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_nobody_is_said_to_be_right_and_what_is_the_desks_is_left_to_the_desk(report: Findings):
    for draft in drafts(report):
        assert not LEFT_TO_FILL & set(draft)
        assert draft["creativeWorkStatus"].startswith("Draft")
    assert "ratingValue" not in Format().render(report)


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_the_drafts_come_back_as_they_were_written(report: Findings):
    for node in nodes(report):
        model = DraftsNote if node["@type"] == "CreativeWork" else ReviewDraft
        assert model.model_validate(node).model_dump(mode="json", by_alias=True, exclude_none=True) == node


def test_there_is_a_draft_for_each_side_and_they_know_each_other():
    found = {draft["@id"]: draft for draft in drafts(FULL)}
    assert len(found) == sum(len(d.sides) for d in FULL.discrepancies)
    assert found["urn:factcheck:finding:f1:1"]["associatedClaimReview"] == [{"@id": "urn:factcheck:finding:f1:2"}]
    for draft in found.values():
        assert all(other["@id"] in found for other in draft["associatedClaimReview"])


def test_where_no_source_has_the_claim_what_comes_nearest_is_none():
    assert [d["@id"][-1] for d in drafts(COVERED) if ":acts:" in d["@id"]] == ["1"]


def test_the_claim_is_in_the_words_of_its_source_with_where_it_appeared():
    claim = drafts(FULL)[0]["itemReviewed"]
    assert drafts(FULL)[0]["claimReviewed"] == claim["text"] == "Some 250 people were moved, the coastguard said."
    assert claim["author"] == {"name": "the coastguard"}  # a person or not: nobody told
    (appearance,) = claim["appearance"]
    assert appearance["publisher"] == {"@type": "Organization", "name": "Herald"}
    assert appearance["hasPart"][0]["text"] == claim["text"]
    assert claim["firstAppearance"] == {"@id": appearance["@id"]} == {"@id": f"urn:sha256:{'0' * 64}"}


@pytest.mark.parametrize(
    ("two", "three", "first"),
    [
        ("2021-05-04", "2021-05-05", "2021-05-04"),
        ("2021-05-05T10:00:00+00:00", "2021-05-05T09:00:00+00:00", "2021-05-05T09:00:00+00:00"),
        ("2021-05-05T01:30:00+02:00", "2021-05-05T00:00:01+00:00", "2021-05-05T01:30:00+02:00"),
        ("2021-05-05", "2021-05-05", None),
        ("2021-05-05T00:00:00", "2021-05-05T09:00:00", None),  # midnight stands for a day without a time
        (None, "2021-05-05", "2021-05-05"),
        (None, None, None),
        ("soon", "2021-05-05", "2021-05-05"),
    ],
)
def test_where_it_appeared_first_is_said_where_the_days_tell(two: str | None, three: str | None, first: str | None):
    claim = drafts(dated("2021-05-01", two, three))[1]["itemReviewed"]
    assert len(claim["appearance"]) == 2
    assert claim.get("datePublished") == first
    assert ("firstAppearance" in claim) == (first is not None)


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://herald.example/ferry?x=1&y=é", True),
        ("http://herald.example:8080/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//herald.example/x", False),
        ("https:///x", False),
        ("https://[x/", False),
        ("https://herald.example/a b", False),
        ("https://herald.example/\u202ex", False),
        ('https://herald.example/"><script>', False),
        ("", False),
        (None, False),
    ],
)
def test_an_article_is_called_by_its_page_where_that_is_an_address_on_the_web(url: str | None, page: bool):
    first, *others = FULL.articles
    known = FULL.model_copy(update={"articles": (first.model_copy(update={"url": url}), *others)})
    appearance = drafts(known)[0]["itemReviewed"]["appearance"][0]
    assert appearance["@id"] == (url if page else f"urn:sha256:{'0' * 64}")
    assert appearance.get("url") == (url if page else None)


def test_what_is_kept_apart_says_so_and_what_was_not_read_is_told():
    status = {draft["@id"]: draft["creativeWorkStatus"] for draft in drafts(CHECKED)}
    assert status["urn:factcheck:finding:waived:1"].startswith("Draft, passes by a waiver of desk, until 2031-01-31")
    assert status["urn:factcheck:finding:fails:1"] == "Draft"
    assert nodes(EMPTY)[0]["comment"][0]["text"].startswith("Not read: in/x|y.pdf")


def test_no_draft_has_the_name_of_a_file_in_it():
    assert not [draft for draft in drafts(CHECKED) if "desk/" in json.dumps(draft) or "in/" in json.dumps(draft)]


@given(st.text(min_size=1, max_size=60))
def test_any_words_are_shown_and_end_no_script_element(words: str):
    quoted = side(words, evidence("one", words, words, claimant=words)), side("6", evidence("two", "6", "6"))
    made = findings(discrepancy(f"x{words}", *quoted, summary=f"</script><!--{words}"))
    text = Format().render(made)
    assert not set("<>&") & set(text)
    for node in json.loads(text):
        check(node)
