"""Web Annotations: what the W3C's model asks of each class, and quotes that are found where they are said to be.

The table is written from the Web Annotation Data Model (https://www.w3.org/TR/2017/REC-annotation-model-20170223/):
which keys a class has in its JSON-LD context, as far as they are used here, and which it must have. What a key or a
class stands for is as the published context has it (http://www.w3.org/ns/anno.jsonld), which rdflib reads it by.
"""

from __future__ import annotations

import json

import pytest
from findings_samples import DRAFT, EMPTY, FULL, OURS, SAMPLES, THREE, discrepancy, evidence, findings, side
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, Namespace

from factcheck.domain.findings import Evidence, Findings
from factcheck.domain.text import Part
from factcheck.formats._parts.web_annotations import AnnotationCollection
from factcheck.formats.webannotation import Format

# A class: what it must have, and what it may have beside that.
CLASSES = {
    "AnnotationCollection": ({"@context", "id", "type", "total"}, {"label", "first", "last", "generator"}),
    "AnnotationPage": ({"id", "type", "items"}, {"partOf", "startIndex", "next", "prev"}),
    "Annotation": ({"id", "type", "target"}, {"body", "motivation", "generator", "created"}),
    "TextualBody": ({"type", "value"}, {"purpose", "format", "language", "textDirection"}),
    "SpecificResource": ({"type", "source"}, {"selector", "state", "purpose"}),
    "TextQuoteSelector": ({"type", "exact"}, {"prefix", "suffix"}),
    "TextPositionSelector": ({"type", "start", "end"}, set()),
    "TimeState": ({"type", "cached"}, {"sourceDate"}),
    "Software": ({"type", "name"}, {"id", "homepage"}),
}
OA, AS = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/activitystreams#")
# Terms of the published context, by the vocabulary that each is of; of those of LINKS the values are names of nodes.
TERMS = {
    "oa": {
        "Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "TimeState",
        "commenting", "describing", "linking", "tagging", "exact", "prefix", "suffix", "start", "end",
    },
    "http://purl.org/dc/elements/1.1/": {"format", "language"},
}  # fmt: skip
OTHERWISE = {  # terms that are called otherwise in their vocabulary
    "id": "@id", "type": "@type", "value": f"{RDF}value", "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name", "Software": f"{AS}Application", "total": f"{AS}totalItems",
    "AnnotationCollection": f"{AS}OrderedCollection", "AnnotationPage": f"{AS}OrderedCollectionPage",
    "startIndex": f"{AS}startIndex",
}  # fmt: skip
LINKS = {
    "body": OA.hasBody, "target": OA.hasTarget, "source": OA.hasSource, "selector": OA.hasSelector,
    "state": OA.hasState, "cached": OA.cachedSource, "generator": AS.generator, "items": AS.items, "partOf": AS.partOf,
    "first": AS.first, "last": AS.last,
}  # fmt: skip
NAMED = {"motivation": OA.motivatedBy, "purpose": OA.hasPurpose}
CONTEXT = {
    **{
        term: f"{OA if vocabulary == 'oa' else vocabulary}{term}" for vocabulary, all_ in TERMS.items() for term in all_
    },
    **OTHERWISE,
    **{term: {"@id": str(name), "@type": "@id"} for term, name in LINKS.items()},
    **{term: {"@id": str(name), "@type": "@vocab"} for term, name in NAMED.items()},
}
MOTIVATIONS = {  # section 3.3.5
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def collection(report: Findings) -> dict:
    return json.loads(Format().render(report))


def annotations(report: Findings) -> list[dict]:
    return collection(report).get("first", {"items": []})["items"]


def with_page(url: str | None) -> Findings:
    first, *others = FULL.articles
    return FULL.model_copy(update={"articles": (first.model_copy(update={"url": url}), *others)})


def selectors(quoted: Evidence) -> list[dict]:
    made = findings(discrepancy("x", side("1", quoted), side("6", evidence("two", "6", "6"))))
    return annotations(made)[0]["target"][0]["selector"]


def check(node: dict) -> None:
    """Hold a node against the table, and all nodes in it."""
    must, may = CLASSES[node["type"]]
    assert must <= set(node) <= must | may, node["type"]
    for key in {"motivation", "purpose"} & set(node):
        assert node[key] in MOTIVATIONS
    for key, value in node.items():
        assert value is not None
        if key in {"id", "source", "cached", "partOf", "last"}:
            assert ":" in value
            assert not any(letter.isspace() for letter in value)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                check(one)


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_every_class_has_what_the_model_asks_for_and_nothing_that_is_not_in_the_context(report: Findings):
    whole = collection(report)
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    check(whole)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use of it
@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_by_the_published_context_it_says_what_it_is_to_say(report: Findings):
    whole = collection(report)
    assert keys(whole) <= {"@context", *CONTEXT}
    told = Graph()
    told.parse(data=json.dumps(whole | {"@context": CONTEXT}), format="json-ld")
    kinds = {str(kind) for kind in told.objects(None, RDF.type)}
    assert kinds <= {str(CONTEXT[name]) for name in CLASSES}
    made = list(told.subjects(RDF.type, OA.Annotation))
    assert len(made) == len(annotations(report))
    for one in made:
        targets = list(told.objects(one, OA.hasTarget))
        assert targets
        assert set(told.objects(one, OA.motivatedBy)) == {OA.commenting}
        assert all(list(told.objects(target, OA.hasSource)) for target in targets)
        words = {
            str(exact)
            for target in targets
            for s in told.objects(target, OA.hasSelector)
            for exact in told.objects(s, OA.exact)
        }
        node = next(node for node in annotations(report) if node["id"] == str(one))
        assert words == {target["selector"][0]["exact"] for target in node["target"]}


def keys(node: object) -> set[str]:
    if isinstance(node, list):
        return {key for one in node for key in keys(one)}
    return {*node, *(key for one in node.values() for key in keys(one))} if isinstance(node, dict) else set()


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_a_collection_comes_back_as_it_was_written(report: Findings):
    whole = collection(report)
    back = AnnotationCollection.model_validate(whole)
    assert back.model_dump(mode="json", by_alias=True, exclude_none=True) == whole


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES)
def test_the_total_is_that_of_the_page_and_an_empty_collection_has_none(report: Findings):
    whole = collection(report)
    assert whole["total"] == len(annotations(report)) == sum(len(d.sides) for d in report.discrepancies)
    assert ("first" in whole) == ("last" in whole) == bool(report.discrepancies)
    if "first" in whole:
        assert whole["last"] == whole["first"]["id"]
        assert whole["first"]["partOf"] == whole["id"]


def test_names_are_one_for_each_and_of_another_report_another():
    names = [one["id"] for one in annotations(FULL)]
    assert len(names) == len(set(names))
    assert collection(FULL)["id"] != collection(EMPTY)["id"]


def test_the_sides_of_a_finding_lead_to_each_other():
    found = {one["id"]: one for one in annotations(FULL)}
    for name, one in found.items():
        links = [body["source"] for body in one["body"] if body["type"] == "SpecificResource"]
        assert links
        assert name not in links
        for link in links:
            assert any(body.get("source") == name for body in found[link]["body"])


def test_an_annotation_says_what_differs_and_is_tagged():
    bodies = annotations(FULL)[0]["body"]
    assert bodies[0]["value"] == "250"
    assert bodies[1]["value"].startswith("The number of people moved differs: 250 or 700.\n")
    assert "Check: Look up the coastguard's count." in bodies[1]["value"]
    assert [body["value"] for body in bodies if body.get("purpose") == "tagging"] == [
        "figure",
        "conflict",
        "severity high",
    ]


@pytest.mark.parametrize("report", [FULL, SAMPLES["checked"]], ids=["full", "checked"])
def test_both_selectors_select_the_differing_words_and_the_quote_is_around_them(report: Findings):
    said = {(e.quote, e.quote[slice(*e.span)]): e for d in report.discrepancies for s in d.sides for e in s.evidence}
    for one in annotations(report):
        for target in one["target"]:
            quote, position = target["selector"]
            whole = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            told = said[whole, quote["exact"]]
            at = position["start"] - told.start
            assert told.quote[at : at + position["end"] - position["start"]] == quote["exact"]


def test_positions_count_in_the_text_of_the_article():
    quote, position = selectors(OURS)
    assert DRAFT[position["start"] : position["end"]] == quote["exact"] == "700 people"


def test_words_of_a_title_have_no_position_in_the_text():
    assert [one["type"] for one in selectors(OURS.model_copy(update={"field": Part.TITLE}))] == ["TextQuoteSelector"]


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-1, 4), (0, 999)])
def test_where_no_words_are_marked_the_whole_quote_is_selected(span: tuple[int, int]):
    quote, position = selectors(THREE.model_copy(update={"span": span}))
    assert quote == {"type": "TextQuoteSelector", "exact": THREE.quote}
    assert (position["start"], position["end"]) == (0, len(THREE.quote))


def test_a_target_is_the_page_with_the_text_that_was_read_of_it_else_the_text():
    urn = f"urn:sha256:{'0' * 64}"
    target = annotations(with_page("https://herald.example/ferry"))[0]["target"][0]
    assert target["source"] == "https://herald.example/ferry"
    assert target["state"] == {"type": "TimeState", "cached": urn}
    for url in (None, "javascript:alert(1)"):
        target = annotations(with_page(url))[0]["target"][0]
        assert target["source"] == urn
        assert "state" not in target


def test_what_it_came_to_and_what_was_not_read_are_its_labels():
    labels = collection(EMPTY)["label"]
    assert labels[0].startswith("Found no conflicts")
    assert labels[1].startswith("Not read: in/x|y.pdf")


@given(st.text(min_size=1, max_size=60))
def test_any_words_come_back_word_for_word_and_end_no_script_element(words: str):
    quoted = evidence("one", f"a {words} b", words)
    text = Format().render(findings(discrepancy("x", side(words, quoted), side("6", evidence("two", "6", "6")))))
    assert not set("<>&") & set(text)
    whole = json.loads(text)
    check(whole)
    quote = whole["first"]["items"][0]["target"][0]["selector"][0]
    assert quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "") == quoted.quote
