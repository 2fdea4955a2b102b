"""The blocks of a Markdown report: what reads well on GitHub and in a plain editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.text.excerpt import excerpt
from factcheck.text.markup import markdown, markdown_part

_QUOTE = 280  # characters of a quote that still read in a table cell: layout, not tuning


def folded(summary: str, content: str) -> str:
    """Return a block that is opened by its summary; both are Markdown already."""
    return f"<details>\n<summary>{summary}</summary>\n\n{content}\n\n</details>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are Markdown of one line already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def shown(quote: str, span: tuple[int, int]) -> str:
    """Show a quote with the differing words in bold; as HTML, because ** fails next to punctuation."""
    cut = excerpt(quote, span, limit=_QUOTE)
    before, marked, after = (markdown_part(part) for part in (cut.before, cut.marked, cut.after))
    return f"{before}<b>{marked}</b>{after}" if marked else before + after


def called(article: str, labels: Mapping[str, str]) -> str:
    """Return how an article is called, given its id and `digest.labels`."""
    return markdown(labels.get(article, article))
