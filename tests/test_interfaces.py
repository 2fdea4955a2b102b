"""The shelves: members are found by being there, are what their protocol says, and are told by name."""

import ast
import sys
from collections import defaultdict
from pathlib import Path
from typing import get_args

import pytest

import factcheck
from factcheck.domain.values import Status
from factcheck.errors import UsageError
from factcheck.interfaces import silent
from factcheck.shelves import Shelf, kind_of, kinds, member, members

SHELVES = ("readers", "encoders", "aligners", "judges", "kinds", "formats", "parsers")
MEMBERS = [(shelf, name) for shelf in SHELVES for name in members(shelf)]
PROMISED = {
    "readers": ("suffixes", "extra", "read"),
    "encoders": ("name", "encode"),
    "parsers": ("name", "parse"),
    "aligners": ("name", "odds"),
    "judges": ("stands_alone", "name", "left_out", "judge"),
    "kinds": ("Settings", "compare"),
    "formats": ("suffix", "appendable", "render"),
}


def test_every_shelf_has_members_in_order():
    for shelf in SHELVES:
        assert members(shelf)
        assert list(members(shelf)) == sorted(members(shelf))


@pytest.mark.parametrize(("shelf", "name"), MEMBERS)
def test_a_member_has_what_its_protocol_promises(shelf, name):
    made = member(shelf, name)
    assert made.__name__ == shelf[:-1].capitalize()
    assert all(hasattr(made, part) for part in PROMISED[shelf])


@pytest.mark.parametrize("name", kinds())
def test_every_kind_explains_itself(name):
    """The docstring is the manual page: what it finds, an example, and when it is no discrepancy."""
    page = kind_of(name).__doc__
    assert "Example" in page
    assert "No discrepancy" in page


def test_an_unknown_member_is_told_which_there_are():
    with pytest.raises(UsageError, match=r"no judge called 'oracle'; there are: .*lexicon"):
        member("judges", "oracle")


def test_listing_a_shelf_imports_no_member():
    loaded = {name for name in sys.modules if name.startswith("factcheck.formats.")}
    members("formats")
    assert {name for name in sys.modules if name.startswith("factcheck.formats.")} == loaded


def test_silent_progress_hands_the_items_on():
    items = [Status.ASSERTED, Status.DENIED]
    assert list(silent("reading", items)) == items


def test_no_two_classes_of_the_package_share_a_name():
    """But for the members of the shelves, which are called after their shelf, and their settings."""
    root = Path(factcheck.__file__).parent
    shelves = {shelf[:-1].capitalize() for shelf in get_args(Shelf)}
    homes = defaultdict(set)
    for path in root.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name not in shelves | {"Settings"}:
                homes[node.name.lstrip("_")].add(path.relative_to(root).as_posix())
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def test_no_function_of_the_package_is_longer_than_a_page():
    root = Path(factcheck.__file__).parent
    lengths = {
        f"{path.relative_to(root).as_posix()}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}
