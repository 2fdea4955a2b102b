"""A desk of reviewers over hand-made findings, in a ledger of its own, and the real server that browsers ask."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from findings_samples import ACTING, DISCREPANCIES, LONG, NASTY, article, discrepancy, evidence, findings, side
from starlette.testclient import TestClient

from factcheck.domain.findings import Discrepancy, Findings, Ladder, ReportedStory, Rung, Severity
from factcheck.review.ledger import Ledger
from factcheck.web import listening as web
from factcheck.web.review import Choice, ReviewPages, make_app, open_desk

URL = "http://127.0.0.1:8765"

FERRY = f"""Ferry passengers moved after grounding

ORLUND - Some 250 people were moved, the coastguard said. The ferry had left Tarn at noon.
{ACTING}
</div><script>alert(1)</script> The harbour master will report in June.
"""
COAST = f"""The ministry counted everyone by hand. {LONG} {NASTY} 700 of them.

Divers came in the evening.
"""


def placed(text: str, name: str, quote: str, marked: str, **known: str) -> Any:
    """Evidence that stands in a text where its quote does."""
    one = evidence(name, quote, marked, **known)
    start = text.index(quote)
    return one.model_copy(update={"start": start, "end": start + len(quote)})


SAID = placed(
    FERRY,
    "one",
    "ORLUND - Some 250 people were moved, the coastguard said.",
    "250",
    claimant="the coastguard",
    as_of="2021-05-04",
)
COUNTED = placed(COAST, "two", LONG, "700 people")
WILD = placed(COAST, "two", f"{NASTY} 700 of them", "700")


def ledgered() -> Findings:
    """Findings whose first has texts and a ladder, and words that try to break out of a page."""
    first = discrepancy("moved", side("250", SAID), side("700", COUNTED), severity=Severity.HIGH, confidence=0.51)
    wild = discrepancy("wild", side(ACTING, SAID), side(NASTY, WILD), summary=f"{NASTY} {ACTING}", confidence=0.6)
    rungs = (
        Rung(value="250", lower=250, upper=250, evidence=SAID),
        Rung(value="300 to 400", lower=300, upper=400, evidence=placed(COAST, "two", "Divers came", "Divers")),
        Rung(value="700", lower=700, upper=None, evidence=COUNTED),
    )
    whole = findings(first, wild, *DISCREPANCIES)
    return whole.model_copy(update={"ladders": (Ladder(story="ferry", quantity="people moved", rungs=rungs),)})


def many(number: int) -> Findings:
    """Findings of one story, each of two words of its own."""
    found: list[Discrepancy] = []
    for n in range(number):
        ours, theirs = (
            evidence(a, f"The {n}th hall holds {v} guests.", str(v)) for a, v in (("one", n), ("two", n + 1))
        )
        found.append(
            discrepancy(f"hall{n}", side(str(n), ours), side(str(n + 1), theirs), summary=f"Guests of hall {n}")
        )
    whole = findings(*found)
    story = ReportedStory(id="ferry", title="The halls", articles=("one", "two"))
    return whole.model_copy(
        update={"stories": (story,), "articles": (article("one", "Herald"), article("two", "Post"))}
    )


def desk_of(folder: Path, report: Findings | None = None, **choice: Any) -> ReviewPages:
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    ledger.record(report or ledgered(), {"one": FERRY, "two": COAST})
    return open_desk(ledger, Choice(**choice))


def browser(desk: ReviewPages, reviewer: str | None = "Ana") -> TestClient:
    """A browser that is signed in, or has only come by."""
    client = TestClient(make_app(desk), base_url=URL, raise_server_exceptions=False)
    if reviewer is not None:
        assert client.get(f"/enter?token={desk.seats.invite(reviewer)}").status_code == 200
    return client


def token(page: str) -> str:
    match = re.search(r'name="token" value="([^"]+)"', page)
    assert match
    return match[1]


def send(client: Any, path: str, **fields: str) -> Any:
    """Send a form as its page would, and follow where it leads."""
    return client.post(path, data={"token": token(client.get("/").text), **fields}, headers={"Origin": URL})


@contextmanager
def running(app: Any) -> Iterator[str]:
    """Run the server on a free port of this machine, on a thread of its own, and say where."""
    listening = web.listen("127.0.0.1", 0)
    server = web.server(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield web.url(listening)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
