"""What all pages of the desk have in common. Whatever others wrote is escaped: it is shown, never obeyed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from factcheck.text.markup import hypertext, hypertext_part

if TYPE_CHECKING:
    from factcheck.domain.findings import Discrepancy
    from factcheck.review.session import Standings

_KEYS = (
    ("c", "confirm: the articles do disagree"),
    ("d", "dismiss; one more key, 1 to 5, says why"),
    ("u", "unsure: answered, and left for another to decide"),
    ("s", "skip: it comes again"),
    ("z", "take back the last answer, and the one before …"),
    ("n", "write a note, kept with the answer; Escape leaves it"),
    ("/", "filter the findings by words"),
    ("?", "these keys"),
)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands around a page: who is signed in, the token of their forms, how far they are, what they just did."""

    reviewer: str
    token: str
    progress: Standings
    done: str = ""


def page(title: str, body: str, frame: PageFrame, *, here: str = "") -> str:
    """Return a whole page; `here` is the address of the one in the navigation that it is."""
    links = "".join(
        f'<a href="{to}"{extra}{_current(to == here)}>{name}</a>'
        for to, name, extra in (
            ("/", "Findings", ""),
            ("/#words", "Filter <kbd>/</kbd>", ' data-key="/" aria-keyshortcuts="/"'),
            ("/stats", "Figures", ""),
        )
    )
    done = f'<p class="done" role="status">{hypertext(frame.done)}</p>' if frame.done else ""
    keys = "".join(f"<div><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>" for key, what in _KEYS)
    return _document(
        title,
        f'<a class="leap" href="#main">To the content</a>\n<header>\n<nav aria-label="Desk">{links}</nav>\n'
        f'<p class="who"><span data-progress>{progress_words(frame.progress)}</span> · {hypertext(frame.reviewer)}</p>'
        f'\n</header>\n<main id="main" tabindex="-1">\n{done}\n<h1>{hypertext(title)}</h1>\n{body}\n</main>\n'
        f'<footer><details class="keys" data-key="?"><summary>Keys <kbd>?</kbd></summary>\n<dl>{keys}</dl>\n'
        '<p><label><input type="checkbox" id="keys-on" checked> One-letter keys are on</label></p></details></footer>',
        script=True,
    )


def notice(title: str, *paragraphs: str, onward: str = "", at_once: bool = False) -> str:
    """Return a page that says one thing; `onward` is where it leads, `at_once` by itself."""
    link = f'<p><a class="button" href="{onward}">Go on</a></p>' if onward else ""
    words = "".join(f"<p>{hypertext(paragraph)}</p>" for paragraph in paragraphs)
    refresh = f'<meta http-equiv="refresh" content="0;url={onward}">\n' if at_once else ""
    return _document(title, f"<main>\n<h1>{hypertext(title)}</h1>\n{words}{link}\n</main>", head=refresh)


def again(to: str, form: Mapping[str, str], title: str, *paragraphs: str) -> str:
    """Return a page that says why a form was not taken, and holds it, ready to be sent once more."""
    words = "".join(f"<p>{hypertext(paragraph)}</p>" for paragraph in paragraphs)
    fields = "".join(
        f'<label for="note">Your note</label><textarea id="note" name="note" rows="6" dir="auto">\n'
        f"{hypertext_part(value)}</textarea>"
        if name == "note"
        else f'<input type="hidden" name="{hypertext(name)}" value="{hypertext(value)}">'
        for name, value in form.items()
    )
    return _document(
        title,
        f'<main>\n<h1>{hypertext(title)}</h1>\n{words}<form method="post" action="{hypertext(to)}">{fields}\n'
        '<p><button class="first">Send it again</button> <a class="button" href="/">To the findings</a></p></form>'
        "\n</main>",
    )


def token_field(frame: PageFrame) -> str:
    return f'<input type="hidden" name="token" value="{hypertext(frame.token)}">'


def address(discrepancy: Discrepancy, rest: str = "") -> str:
    """Return the address of a finding's page."""
    return f"/finding/{quote(discrepancy.id, safe='')}{rest}"


def progress_words(progress: Standings) -> str:
    skipped = f", {progress.skipped} skipped" if progress.skipped else ""
    return f"{progress.answered} of {progress.total} answered{skipped}"


def pill(discrepancy: Discrepancy) -> str:
    return f'<span class="pill {discrepancy.severity}">{discrepancy.severity}</span>'


def tags(discrepancy: Discrepancy, *, sampled: bool, hidden: bool) -> str:
    """Return what sort of finding it is; where `hidden`, only what cannot sway an answer."""
    words = [discrepancy.relation.value]
    if not hidden:
        words = [discrepancy.kind, *words, f"confidence {discrepancy.confidence:.2f}"]
    drawn = ' <span class="sampled" title="Drawn by chance, to measure how often a kind is right">sample</span>'
    return f"{pill(discrepancy)} {hypertext(', '.join(words))}{drawn if sampled else ''}"


def listed(items: Iterable[str], *, attributes: str = "") -> str:
    return f"<ul{attributes}>{''.join(f'<li>{hypertext(item)}</li>' for item in items)}</ul>"


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of texts, each row named by its first cell; it scrolls where it is too wide."""
    titles = "".join(f'<th scope="col">{hypertext(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{hypertext(first)}</th>{"".join(f"<td>{hypertext(c)}</td>" for c in rest)}</tr>\n'
        for first, *rest in rows
    )
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{hypertext(caption)}"><table>'
        f"<caption>{hypertext(caption)}</caption>\n"
        f"<thead><tr>{titles}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def _current(here: bool) -> str:  # noqa: FBT001 - a predicate of one thing
    return ' aria-current="page"' if here else ""


def _document(title: str, body: str, *, head: str = "", script: bool = False) -> str:
    loaded = '<script src="/review.js" defer></script>\n' if script else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n{head}<title>{hypertext(title)} · factcheck</title>\n'
        f'<link rel="icon" href="/icon.svg" type="image/svg+xml">\n<link rel="stylesheet" href="/review.css">\n{loaded}'
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
