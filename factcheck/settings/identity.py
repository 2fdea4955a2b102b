"""By what two runs can be told to have worked alike."""

from __future__ import annotations

import hashlib
import json

from factcheck.settings.config import Config, kind_settings
from factcheck.settings.lexicons import Lexicons
from factcheck.shelves import kinds

_NOT_OF_FINDING = {
    "waivers",
    "gate",
    "serve",
    "cache",
    "processes",
    "fetch",
    "ledger",
    "archive",
    "review",
    "calibration",
}
_NO_LISTS_OF_FINDING = {"planting"}


def identity(config: Config, lexicons: Lexicons) -> str:
    """Return the sha256 of the settings and word lists that decide what is found among sources, in any order of keys.

    What the gate adds of its own (gate.kinds, gate.facts) is not in it.
    """
    decisive = config.model_dump(mode="json", exclude=_NOT_OF_FINDING)
    decisive["kinds"] = {name: kind_settings(name, config).model_dump(mode="json") for name in kinds()}
    text = json.dumps([decisive, lexicons.model_dump(exclude=_NO_LISTS_OF_FINDING)], sort_keys=True, default=sorted)
    return hashlib.sha256(text.encode()).hexdigest()
