"""By what two runs can be told to have worked alike."""

from __future__ import annotations

import hashlib
import json

from factcheck.settings.config import Config, kind_settings
from factcheck.settings.lexicons import Lexicons
from factcheck.shelves import kinds

_SETTLED_ELSEWHERE = {"waivers", "gate", "serve", "cache", "ledger", "review", "calibration"}


def identity(config: Config, lexicons: Lexicons) -> str:
    """Return the sha256 of everything that decides what is found, settings and lexicons, whatever the order of keys."""
    decisive = config.model_dump(mode="json", exclude=_SETTLED_ELSEWHERE)
    decisive["kinds"] = {name: kind_settings(name, config).model_dump(mode="json") for name in kinds()}
    text = json.dumps([decisive, lexicons.model_dump()], sort_keys=True, default=sorted)
    return hashlib.sha256(text.encode()).hexdigest()
