"""What a shelf promises: a file put there takes part, nobody else names it, and a kind has texts that it is held to."""

import ast
import importlib
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from alone import NoJudge
from fakes import FakeEncoder
from reading import PARSER
from stories import CONFIG, LEXICONS, article, articles

import factcheck
from factcheck.errors import UsageError
from factcheck.findings import manual
from factcheck.pipeline import check, compare
from factcheck.shelves import Shelf, declares, kinds, member, members, needs
from factcheck.tools import make_kinds

PACKAGE = Path(factcheck.__file__).parent
SIREN = '''
from factcheck.domain.findings import Relation, Severity
from factcheck.findings.sides import discrepancy, listed, told
from factcheck.settings.config import Settings


class SirenSettings(Settings):
    confidence: float = 0.9


class {class_}:
    """A siren that one article heard and another did not. Example: none. No discrepancy: no siren."""

    Settings = SirenSettings
    by_wording = True

    def __init__(self, settings, *, {needed}):
        self.settings, self.needed = settings, {needed}

    def compare(self, story):
        values = {{}}
        for account in story.accounts:
            for sentence in account.sentences:
                if "siren" in sentence.text:
                    said = "silent" if "silent" in sentence.text else "heard"
                    values[said] = (told(account, sentence, sentence.span),)
        yield discrepancy(
            story,
            "siren",
            "siren",
            values=values,
            relation=Relation.CONFLICT,
            severity=Severity.HIGH,
            confidence=self.settings.confidence,
            summary="The siren: " + listed(values, story),
            why="One heard it.",
            check="Ask the brigade.",
        )
'''
HEARD = "The harbour of Orsk burned on Monday night. The siren of Orsk was heard by all."
SILENT = "The harbour of Orsk burned on Monday night. The siren of Orsk stayed silent."


@pytest.fixture
def siren(tmp_path, monkeypatch):
    """Put a member called `siren` on a shelf."""

    def put(shelf, needed="titles"):
        text = SIREN.format(class_=shelf[:-1].capitalize(), needed=needed)
        (tmp_path / "siren.py").write_text(text, encoding="utf-8")
        package = importlib.import_module(f"factcheck.{shelf}")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
        members.cache_clear()
        declares.cache_clear()

    yield put
    for shelf in ("kinds", "checks"):
        sys.modules.pop(f"factcheck.{shelf}.siren", None)
        vars(importlib.import_module(f"factcheck.{shelf}")).pop("siren", None)
    members.cache_clear()
    declares.cache_clear()


def test_a_kind_put_on_the_shelf_takes_part_and_is_explained(siren, encoder):
    siren("kinds")
    found = compare(articles(HEARD, SILENT), CONFIG, lexicons=LEXICONS, encoder=encoder).discrepancies
    assert [d.summary for d in found if d.kind == "siren"] == ["The siren: heard against silent"]
    assert "A siren that one article heard" in manual.page("siren")
    assert "\n## siren\n" in manual.document()
    assert "\nsiren " in manual.overview()
    assert declares("siren", "by_wording")


def test_a_check_put_on_the_shelf_is_asked_of_a_draft_alone(siren, encoder):
    siren("checks")
    draft, source = article("draft", HEARD), article("source", SILENT)
    found = check(draft, [source], CONFIG, today=date(2024, 6, 1), lexicons=LEXICONS, encoder=encoder).discrepancies
    assert [d.summary for d in found if d.kind == "siren"] == ["The siren: heard in the draft, silent in the sources"]
    report = compare([draft, source], CONFIG, lexicons=LEXICONS, encoder=encoder)
    assert [d for d in report.discrepancies if d.kind == "siren"] == []
    assert "A siren that one article heard" in manual.page("siren")


# --- what a member needs


@pytest.mark.parametrize("needed", ["titles", "lexicons", "judge"])
def test_a_member_gets_what_it_needs(siren, needed):
    siren("kinds", needed)
    judge = NoJudge()
    (made,) = (
        kind
        for kind in make_kinds(CONFIG, LEXICONS, judge, parser=PARSER, encoder=FakeEncoder())
        if type(kind).__module__.endswith(".siren")
    )
    assert needs(type(made)) == (needed,)
    assert made.needed is {**dict(LEXICONS), "lexicons": LEXICONS, "judge": judge}[needed]


def test_a_need_that_nobody_can_meet_is_told_with_what_there_is(siren):
    siren("kinds", "oracle")
    with pytest.raises(UsageError, match=r"kinds\.siren needs 'oracle', .*there are: .*judge, .*titles"):
        make_kinds(CONFIG, LEXICONS, NoJudge(), parser=PARSER, encoder=FakeEncoder())


NEEDING = [(shelf, name) for shelf in ("kinds", "checks", "judges", "aligners") for name in members(shelf)]


@pytest.mark.parametrize(("shelf", "name"), NEEDING)
def test_no_member_takes_what_it_does_not_use(shelf, name):
    tree = ast.parse((PACKAGE / shelf / f"{name}.py").read_text(encoding="utf-8"))
    (made,) = (n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == shelf[:-1].capitalize())
    constructor = [n for n in made.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"]
    taken = {arg.arg for n in constructor for arg in n.args.kwonlyargs}
    assert taken == set(needs(member(shelf, name)))
    kept = {attribute for n in constructor for attribute in _kept(n, taken)}
    assert kept <= _own(made, ast.Load)


def _kept(constructor, taken):
    """Under which attributes a constructor keeps what it takes; it must keep or use each."""
    read = {n.id for n in ast.walk(constructor) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    assert taken <= read
    return _own(constructor, ast.Store)


def _own(tree, context):
    """The attributes of `self` that are read, or set."""
    attributes = (n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.ctx, context))
    return {n.attr for n in attributes if isinstance(n.value, ast.Name) and n.value.id == "self"}


# --- the texts that a kind is held to

FEWER_SILENT: set[str] = set()  # kinds that still lack some


@pytest.mark.parametrize("name", kinds())
def test_every_kind_has_texts_that_fire_and_at_least_as_many_that_stay_silent(name):
    held_to = importlib.import_module(f"test_kind_{name}")
    assert held_to.FIRES
    assert held_to.SILENT
    assert (len(held_to.SILENT) < len(held_to.FIRES)) is (name in FEWER_SILENT)


# --- the names of members

# Words that happen to be a member's name, and the few places that do mean the member: why, and where.
NAMED = {
    "a sort of name, as of people or of organisations": {
        "checks/_support/questions/bearers.py place",
        "checks/_support/questions/credits.py place",
        "checks/_support/questions/names.py place",
        "checks/_support/questions/placings.py place",
        "checks/_support/names/slots.py place",
        "checks/_support/evidence/substitutions.py place",
        "checks/_support/names/told.py place",
        "values/lists/listings.py place",
        "understand/accounts.py place",
        "understand/events.py place",
        "align/naming_evidence.py place",
        "planting/namings.py place",
        "planting/passages.py place",
        "values/names/namebook.py place",
        "values/names/sorts.py place",
        "values/places/gazetteer.py place",
    },
    "a sort of value that a draft's words may be": {
        "checks/_support/questions/names.py name",
        "checks/unsupported.py name",
        "checks/unsupported.py place",
        "checks/_support/questions/figures.py figure",
        "checks/_support/questions/times.py date",
        "checks/unsupported.py date",
        "checks/unsupported.py figure",
    },
    "a table of weights": {
        "align/clusters.py rules",
        "align/evidence.py rules",
        "align/likeness.py figure",
        "align/likeness.py rules",
        "settings/config.py figure",
        "settings/config.py rules",
    },
    "the members that take part as shipped": {
        "settings/config.py lexicon",
        "settings/config.py rules",
        "settings/config.py spacy_en",
    },
    "a word of the language": {"values/lists/belonging.py name"},
    "a field of an article or a finding that is read": {
        "archive/rows.py text",
        "domain/text.py text",
        "api.py text",
        "intake/frontmatter.py text",
        "intake/pages.py text",
        "intake/records.py date",
        "intake/records.py headline",
        "intake/records.py name",
        "intake/records.py text",
        "scoring.py quote",
        "scoring.py text",
    },
    "a key that another's format or protocol prescribes": {
        "archive/placing.py place",
        "archive/posting.py name",
        "archive/posting.py text",
        "cli/options.py name",
        "formats/junit.py outcome",
        "formats/sarif.py name",
        "formats/sarif.py outcome",
        "formats/sarif.py rules",
        "formats/sarif.py status",
        "formats/sarif.py text",
        "judges/openai_compatible.py name",
        "models/classifiers.py name",
        "intake/pages.py figure",
        "parsers/_drawing.py text",
        "parsers/spacy_en.py name",
        "readers/eml.py date",
        "readers/eml.py html",
        "readers/epub.py date",
        "tui/app.py status",
        "web/openapi.py name",
        "web/openapi.py status",
        "web/openapi.py text",
        "web/problems.py status",
        "web/review.py name",
        "web/serve.py status",
        "web/submission.py name",
    },
    "a group of a regular expression": {"text/stamps.py date"},
    "what of the program a kept account is made by": {"understand/memory.py text"},
    "pydantic's mode of writing": {
        "archive/posting.py json",
        "review/calibration.py json",
        "settings/config.py json",
        "settings/identity.py json",
    },
    "the format that a command takes where none is asked for": {
        "api.py markdown",
        "cli/archive.py terminal",
        "cli/check.py terminal",
        "cli/options.py markdown",
        "cli/options.py terminal",
    },
    "the format that holds all of a report": {"cli/score.py json"},
    "the formats that the server answers in, by their media types": {"web/checking.py html", "web/checking.py json"},
}


def test_no_member_is_named_outside_its_shelf():
    shelf_of = {name: shelf for shelf in get_args(Shelf) for name in members(shelf)}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        inside = path.relative_to(PACKAGE)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            word = node.value if isinstance(node, ast.Constant) else None
            if isinstance(word, str) and shelf_of.get(word, inside.parts[0]) != inside.parts[0]:
                found.add(f"{inside.as_posix()} {word}")
    assert found == set().union(*NAMED.values())
