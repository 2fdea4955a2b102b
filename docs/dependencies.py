"""What factcheck stands on, from the metadata of what is installed: its licences as a page, or all of it as an SBOM.

python docs/dependencies.py licences > docs/licences.md
python docs/dependencies.py sbom > build/factcheck.cdx.json     CycloneDX 1.5, JSON
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
_NAME = "factcheck"
_CLASSIFIER = "License :: OSI Approved :: "
_HEAD = """\
# Licences

What is installed with factcheck, as each package says of itself; written by `python docs/dependencies.py licences`.
factcheck itself is under the MIT licence ([LICENSE](../LICENSE)). What is under the LGPL (psycopg) is imported as it
is and can be exchanged. The models that travel with the package are described in their cards:
[judge](../factcheck/models/judge.md), [aligner](../factcheck/models/aligner.md).

| package | licence | asked for by |
| --- | --- | --- |
"""


def dependencies() -> dict[str, tuple[metadata.Distribution, set[str]]]:
    """What factcheck needs to run, however far down, by its name, and what asks for it."""
    found: dict[str, tuple[metadata.Distribution, set[str]]] = {}
    waiting = [(_NAME, frozenset[str](), "")]
    seen = set()
    while waiting:
        name, extras, asker = waiting.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # of another system
        if asker:
            found.setdefault(_plain(name), (distribution, set()))[1].add(asker)
        if (name, extras) not in seen:
            seen.add((name, extras))
            waiting += [(need.name, frozenset(need.extras), _plain(name)) for need in _needs(distribution, extras)]
    return dict(sorted(found.items()))


def _needs(distribution: metadata.Distribution, extras: frozenset[str]) -> Iterator[Requirement]:
    """What a package asks for here; of factcheck as pyproject.toml has it, whenever it was installed."""
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    for text in ours if distribution.name == _NAME else distribution.requires or ():
        need = Requirement(text)
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield need


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(distribution: metadata.Distribution) -> str:
    """The licence as the package says it: an expression, else a short text, else its classifiers."""
    told = distribution.metadata
    classified = [c.removeprefix(_CLASSIFIER) for c in told.get_all("Classifier") or () if c.startswith(_CLASSIFIER)]
    said = (told.get("License") or "").strip().splitlines()
    return told.get("License-Expression") or (said[0] if said and len(said[0]) < 60 else "") or " and ".join(classified)


def licences() -> str:
    rows = (
        f"| {name} | {licence(one).replace('|', '/') or 'not said'} | {', '.join(sorted(askers))} |\n"
        for name, (one, askers) in dependencies().items()
    )
    return _HEAD + "".join(rows)


def sbom() -> str:
    """A bill of materials; the same for the same packages: its number is made of them, and it has no time."""
    found = dependencies()
    version = metadata.version(_NAME)
    components = [
        {
            "type": "library",
            "bom-ref": _reference(name, one.version),
            "name": name,
            "version": one.version,
            "purl": _reference(name, one.version),
            **({"licenses": [_licensed(one)]} if licence(one) else {}),
        }
        for name, (one, _) in found.items()
    ]
    references = {name: _reference(name, one.version) for name, (one, _) in found.items()}
    references[_NAME] = _reference(_NAME, version)
    needs = {
        name: sorted(references[other] for other, (_, askers) in found.items() if name in askers) for name in references
    }
    return (
        json.dumps(
            {
                "bomFormat": "CycloneDX",
                "specVersion": "1.5",
                "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components, sort_keys=True))}",
                "version": 1,
                "metadata": {
                    "component": {
                        "type": "application",
                        "bom-ref": references[_NAME],
                        "name": _NAME,
                        "version": version,
                        "purl": references[_NAME],
                        "licenses": [{"license": {"id": "MIT"}}],
                    }
                },
                "components": components,
                "dependencies": [{"ref": references[name], "dependsOn": needs[name]} for name in sorted(references)],
            },
            indent=1,
        )
        + "\n"
    )


def _licensed(distribution: metadata.Distribution) -> dict[str, object]:
    """An SPDX expression where the package gives one, else its words."""
    expression = distribution.metadata.get("License-Expression")
    return {"expression": expression} if expression else {"license": {"name": licence(distribution)}}


def _reference(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version.replace('+', '%2B')}"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["licences"]:
            sys.stdout.write(licences())
        case ["sbom"]:
            sys.stdout.write(sbom())
        case _:
            sys.exit(__doc__)
