"""Cross-check what several articles on one story say, and show where they disagree.

`__all__` lists what may be relied on; docs/api.md says what each does. A name is imported when it is first used, so
that `import factcheck` costs nothing.
"""

from importlib import import_module

from factcheck.version import __version__

TYPE_CHECKING = False  # as type checkers know it; to import typing would take half of the time
if TYPE_CHECKING:
    from factcheck.api import article, check, compare, render
    from factcheck.archive import Archive
    from factcheck.domain.findings import Discrepancy, Findings, Relation, Severity
    from factcheck.domain.text import Article
    from factcheck.errors import (
        ArchiveError,
        ConfigError,
        FactcheckError,
        LedgerError,
        ModelError,
        NothingComparable,
        UsageError,
    )

__all__ = [
    "Archive",
    "ArchiveError",
    "Article",
    "ConfigError",
    "Discrepancy",
    "FactcheckError",
    "Findings",
    "LedgerError",
    "ModelError",
    "NothingComparable",
    "Relation",
    "Severity",
    "UsageError",
    "__version__",
    "article",
    "check",
    "compare",
    "render",
]

_HOMES = {
    "factcheck.api": ("article", "check", "compare", "render"),
    "factcheck.archive": ("Archive",),
    "factcheck.domain.findings": ("Discrepancy", "Findings", "Relation", "Severity"),
    "factcheck.domain.text": ("Article",),
    "factcheck.errors": (
        "ArchiveError",
        "ConfigError",
        "FactcheckError",
        "LedgerError",
        "ModelError",
        "NothingComparable",
        "UsageError",
    ),
}

if not TYPE_CHECKING:  # a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        for home, names in _HOMES.items():
            if name in names:
                found = globals()[name] = getattr(import_module(home), name)
                return found
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
