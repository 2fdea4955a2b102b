"""Reports and desks in which everything that a stranger may have written tries to act in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from factcheck.domain.findings import Findings

ELSEWHERE = "http://127.0.0.1:9"  # a port that nobody answers at: whoever asks there is seen all the same
PAYLOADS = (
    "\"><img src=x onerror=alert(1)><i title='",
    "'><svg onload=alert(1)><a x='",
    "</title></style></textarea></script></template><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    f"<img src={ELSEWHERE}/i.png><link rel=stylesheet href={ELSEWHERE}/s.css>",
    f'<iframe src={ELSEWHERE}></iframe><iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    f"<base href={ELSEWHERE}/><meta http-equiv=refresh content='0;url={ELSEWHERE}/'>",
    f"<form action={ELSEWHERE}><input autofocus onfocus=alert(1)><button>Go on</button></form>",
    "<a href=javascript:alert(1) autofocus onfocus=alert(1) onmouseover=alert(1)>here</a>",
    "javascript:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    '" autofocus onfocus=alert(1) onmouseover=alert(1) style=position:fixed;inset:0 x="',
    "` onmouseover=alert(1) `",
    "<math><mtext></p><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;img src=x onerror=alert(1)>",
    "\\u003cimg src=x onerror=alert(1)\\u003e{{constructor.constructor('alert(1)')()}}${alert(1)}",
    "\u2028alert(1)\u2029\x00<\x00script>alert(1)</script>\ufeff+ADw-script+AD4-alert(1)",
    "<video><source onerror=alert(1)></video><details open ontoggle=alert(1)>",
)
# What others refer by, or what is one of a few words.
_NAMES = {"id", "kind", "relation", "severity", "article", "story", "origin", "field", "schema", "state", "by", "draft"}
_NAMES |= {"answer", "sha256", "articles", "failing", "findings", "by_relation", "by_severity"}


def hostile(report: Findings, *, plain: bool = False) -> tuple[Findings, int]:
    """A report with a payload in each field of words, and in how many; `plain`, with harmless words of the same length."""
    payloads = cycle(("x" * len(one) for one in PAYLOADS) if plain else PAYLOADS)
    table = report.model_dump(mode="json", by_alias=True)
    table["made_by"] |= {
        "only": ["kind"],
        "calibrator": "abc",
        "changed": [{"key": "gate.fail_on", "value": "low", "origin": "factcheck.toml"}],
    }
    for one in table["articles"]:
        one |= {"notes": ["note"], "set_aside": [{"start": 0, "end": 3, "quote": "quote", "reason": "reason"}]}
    for one in table["discrepancies"]:
        one["event"] = {"what": "flood", "where": "Tarn", "when": "Monday", "who": "Bloom"}
        if one["suppressed"] is None and one["kind"] == "date":
            one["suppressed"] = {"by": "waiver", "reason": "reason", "owner": "owner", "expires": "2031-01-31"}
        elif one["suppressed"] is None:
            one["verdict"] = {
                "answer": "confirmed",
                "reason": None,
                "note": "n",
                "reviewer": "r",
                "at": "2026-01-01",
                "holds": True,
            }
    count = 0
    for holder, key in [*_words(table)]:
        text = holder[key]
        holder[key] = _filled(text, payloads) if key in {"text", "quote", "words"} else next(payloads)
        count += 1
    return Findings.model_validate(table), count


def _filled(text: str, payloads: Iterator[str]) -> str:
    """Words of the same length, so that what counts in them still does; their ends are as hostile as their beginning."""
    payload = next(payloads)
    return (payload * (len(text) // len(payload) + 1))[: len(text)]


def _words(value: Any) -> Iterator[tuple[Any, Any]]:
    """Where words stand in a table: what holds them, and by which key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if key in _NAMES and not (isinstance(inner, list) and any(isinstance(one, dict) for one in inner)):
            continue
        if isinstance(inner, str):
            yield value, key
        elif isinstance(inner, dict | list):
            yield from _words(inner)
