"""The server's description against what it does: everything that it says may be sent, and what it says comes back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder, FakePool
from hypothesis import HealthCheck, given, settings

from factcheck.running import Run
from factcheck.settings.config import load_config
from factcheck.web.checking import Checks
from factcheck.web.serve import make_app

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed (pip install factcheck[dev])")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")
Mode = schemathesis.GenerationMode

TODAY = date(2024, 5, 20)
TOKEN = "a-token-of-the-tests"
EXAMPLES = 50


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The description, bound to a server with one source."""
    wires = tmp_path_factory.mktemp("wires")
    Path(wires, "coast.txt").write_text(
        "A ferry sank near Orlund. Police said 31 people were killed.\n", encoding="utf-8"
    )
    run = Run(load_config(), TODAY)
    pool: Any = FakePool(Checks(run, [str(wires)], FakeEncoder()))
    return schemathesis.openapi.from_asgi(
        "/openapi.json", make_app(run.config.serve, pool, token=TOKEN, day=lambda: TODAY, hosts=("testserver",))
    )


OPERATIONS = [("/check", "POST"), ("/health", "GET"), ("/openapi.json", "GET")]
# Any text can be a draft, and whether there is one in it (in a web page, say) no schema tells.
OF_TEXT = [checks.positive_data_acceptance, checks.negative_data_rejection]


@pytest.mark.parametrize(
    "path, method, mode",
    [*((path, method, Mode.POSITIVE) for path, method in OPERATIONS), ("/check", "POST", Mode.NEGATIVE)],
)
def test_the_server_does_what_it_says_of_itself(described: Any, path: str, method: str, mode: Any):
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, suppress_health_check=[*HealthCheck], derandomize=True)
    def holds(case: Any) -> None:
        excluded = [] if case.media_type in {None, "application/json"} else OF_TEXT
        case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"}, excluded_checks=excluded)

    holds()
