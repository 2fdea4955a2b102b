"""What the program stands on is told, and nothing in its sources runs what it reads."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SOURCES = sorted(p for wing in ("factcheck", "docs", "benchmarks", "training") for p in (ROOT / wing).rglob("*.py"))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def made(what: str) -> str:
    command = [sys.executable, ROOT / "docs" / "dependencies.py", what]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


# --- what is read is never run


def dangers(tree: ast.AST) -> Iterator[str]:
    """What in a source could run what it reads."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (f"import {one.name}" for one in names if one.name.partition(".")[0] in PICKLES)
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in PICKLES:
                yield f"from {module}"
            case ast.Call(func=ast.Name(id="eval" | "exec" | "compile" | "__import__" as name)):
                yield name
            case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr="load"), keywords=given):
                if "allow_pickle" not in {one.arg for one in given}:
                    yield "np.load"
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)) if f"{owner}.{name}" in CALLS:
                yield f"{owner}.{name}"
            case ast.keyword(arg="shell" | "trust_remote_code" | "allow_pickle" as name, value=value):
                if not (isinstance(value, ast.Constant) and value.value is False):
                    yield name


PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal", "joblib", "jsonpickle"}
CALLS = {"os.system", "os.popen", "torch.load", "yaml.load", "subprocess.getoutput", "builtins.eval", "builtins.exec"}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "import joblib.numpy_pickle",
        "eval(text)",
        "exec(text)",
        "__import__(name)",
        "os.system(command)",
        "run(command, shell=True)",
        "run(command, shell=known)",
        "AutoModel.from_pretrained(name, trust_remote_code=True)",
        "np.load(file)",
        "np.load(file, allow_pickle=True)",
        "torch.load(file)",
    ],
)
def test_what_would_run_what_it_reads_is_seen(source: str):
    assert [*dangers(ast.parse(source))]


@pytest.mark.parametrize(
    "source", ["re.compile(x)", "run(command, shell=False)", "np.load(f, allow_pickle=False)", "x.load()"]
)
def test_what_would_not_is_passed(source: str):
    assert not [*dangers(ast.parse(source))]


# What a process and the child that it began say to each other, over a pipe that nobody else has.
PIPES = ("factcheck/cluster/local.py", "factcheck/workers/pool.py", "factcheck/workers/process.py")


def test_no_source_runs_what_it_reads():
    found = {
        path.relative_to(ROOT).as_posix(): told
        for path in SOURCES
        if (told := [*dangers(ast.parse(path.read_text(encoding="utf-8")))])
    }
    assert len(SOURCES) > 300
    assert found == {path: ["import pickle"] for path in PIPES}


# --- what it stands on


def test_every_dependency_has_its_licence_on_the_page():
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"(?m)^\| ([a-z0-9-]+) \| ([^|]+) \|", page))
    assert {plain(Requirement(one).name) for one in PROJECT["dependencies"]} <= {*rows}
    assert "not said" not in rows.values()
    assert page.startswith(made("licences").partition("| package")[0])


def test_the_bill_of_materials_is_one_and_the_same_twice():
    """CycloneDX 1.5: what it must have, every reference leads somewhere, and no time or place is in it."""
    text = made("sbom")
    assert made("sbom") == text
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    references = [one["bom-ref"] for one in (bill["metadata"]["component"], *bill["components"])]
    assert len({*references}) == len(references)
    assert {one["ref"] for one in bill["dependencies"]} == {*references}
    assert {to for one in bill["dependencies"] for to in one["dependsOn"]} <= {*references}
    for one in bill["components"]:
        assert {"type", "name", "version", "purl"} <= one.keys()
        assert all(("expression" in said) != ("license" in said) for said in one["licenses"])
    (root,) = (one for one in bill["dependencies"] if one["ref"] == bill["metadata"]["component"]["bom-ref"])
    direct = {re.match(r"pkg:pypi/([^@]+)@", to)[1] for to in root["dependsOn"]}
    assert direct == {plain(Requirement(one).name) for one in PROJECT["dependencies"]}
    assert str(ROOT) not in text


def test_the_lock_holds_what_is_asked_for_each_by_its_hash_and_no_index():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"(?m)^([a-z0-9-]+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}$", text))
    said = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(said) == 2 * len(pinned)
    assert "://" not in text
    asked = [*map(Requirement, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])]
    for one in asked:
        assert one.specifier.contains(pinned[plain(one.name)]), one
