"""The pages over all findings: the queue, and what the answers come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from factcheck.domain.findings import Answer, Discrepancy
from factcheck.review import verdicts
from factcheck.review.answers import Kept
from factcheck.review.session import Item, Standings
from factcheck.text.markup import hypertext
from factcheck.web.answers import said_by
from factcheck.web.seats import ORDERS
from factcheck.web.shell import PageFrame, address, listed, page, progress_words, table, tags, token_field

_ORDERS = {
    "uncertainty": "least certain first",
    "severity": "gravest first",
    "story": "by story",
    "source": "by source",
}


class Show(StrEnum):
    """Which findings of the queue are listed."""

    ALL = "all"
    OPEN = "open"
    ANSWERED = "answered"


def queue_page(
    items: Sequence[Item],
    current: Item | None,
    given: Callable[[Discrepancy], Sequence[Kept]],
    frame: PageFrame,
    *,
    run: str,
    order: str,
    words: str,
    show: Show,
    blind: bool,
) -> str:
    """Return the queue; `items` are those that hold the `words`, in `order`, `given` says what was answered to one."""
    wanted = {
        Show.ALL: items,
        Show.OPEN: [i for i in items if not i.verdict],
        Show.ANSWERED: [i for i in items if i.verdict],
    }
    rows = [_row(item, item == current, given(item.discrepancy), blind=blind) for item in wanted[show]]
    nothing = "No finding has these words." if words else "There is none."
    return page(
        "Findings to settle",
        f'<p class="soft">{hypertext(run)}</p>\n{_progress(frame.progress)}\n{_onward(current, frame)}\n'
        f"{_filter(frame, order, words, show)}\n"
        + (f'<ol class="queue">\n{"".join(rows)}</ol>' if rows else f"<p>{nothing}</p>"),
        frame,
        here="/",
    )


def stats_page(kept: Sequence[Kept], frame: PageFrame, *, run: str) -> str:
    """Return what the answers come to: how far this run is, who answered what, how far they agree."""
    return page(
        "Figures", "\n".join((f'<p class="soft">{hypertext(run)}</p>', *_stats(kept, frame))), frame, here="/stats"
    )


def link_page(link: str, reviewer: str, frame: PageFrame) -> str:
    """Return the page that shows a link, this once."""
    return page(
        f"A link for {reviewer}",
        f'<p><code class="link">{hypertext(link)}</code></p>\n'
        "<p>It is good for one browser, once, and is not shown again.</p>",
        frame,
    )


def _progress(progress: Standings) -> str:
    by = ", ".join(f"{number} {answer}" for answer, number in sorted(progress.by_answer.items()) if number)
    total = max(1, progress.total)
    return (
        f'<p class="progress"><progress aria-label="Answered" max="{total}" value="{progress.answered}"></progress>'
        f" <span data-progress>{progress_words(progress)}</span>{f' <span>({by})</span>' if by else ''}</p>"
    )


def _onward(current: Item | None, frame: PageFrame) -> str:
    onward = "<span>All is answered.</span>"
    if current:
        d = current.discrepancy
        onward = f'<a class="button first" href="{address(d)}">Go on: {hypertext(d.summary)}</a>'
    return (
        f'<form method="post" action="/undo" class="onward">{token_field(frame)}{onward}\n'
        '<button data-key="z" aria-keyshortcuts="z">Take back the last answer <kbd>z</kbd></button></form>'
    )


def _filter(frame: PageFrame, order: str, words: str, show: Show) -> str:
    orders = _options({name: _ORDERS[name] for name in ORDERS}, order)
    shown = _options({one.value: one.value for one in Show}, show)
    return (
        f'<form method="post" action="/order" class="filter" role="search">{token_field(frame)}\n'
        '<p><label for="words">Words of summary, kind, source or quote</label>'
        f'<input id="words" name="words" type="search" value="{hypertext(words)}" maxlength="200" '
        'autocomplete="off"></p>\n'
        f'<p><label for="order">Order</label><select id="order" name="order">{orders}</select></p>\n'
        f'<p><label for="show">Show</label><select id="show" name="show">{shown}</select></p>\n'
        "<p><button>Apply</button></p></form>"
    )


def _options(names: dict[str, str], chosen: str) -> str:
    return "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{name}</option>'
        for value, name in names.items()
    )


def _row(item: Item, is_current: bool, given: Sequence[Kept], *, blind: bool) -> str:  # noqa: FBT001
    d = item.discrepancy
    changed = f" · before it changed, {hypertext(said_by(item.earlier))}" if item.earlier and not blind else ""
    here = ' aria-current="true"' if is_current else ""
    state = "answered" if item.verdict else "open"
    return (
        f'<li class="{state}"><div><a href="{address(d)}"{here}>{hypertext(d.summary) or "–"}</a>\n'
        f'<p class="tags">{tags(d, sampled=item.sampled, hidden=blind and item.verdict is None)}{changed}</p>\n'
        f"{given_list(d, given)}</div></li>\n"
    )


def given_list(discrepancy: Discrepancy, given: Sequence[Kept], *, live: bool = False) -> str:
    """Return who answered what; the script refreshes it."""
    polite = ' aria-live="polite"' if live else ""
    return listed(map(said_by, given), attributes=f' class="given" data-answers="{hypertext(discrepancy.id)}"{polite}')


def _stats(kept: Sequence[Kept], frame: PageFrame) -> Iterator[str]:
    yield f"<h2>This run</h2>\n{_progress(frame.progress)}"
    stats = verdicts.agreement(kept)
    yield "<h2>Reviewers</h2>"
    if stats.answers:
        head = ("Reviewer", *(answer.value for answer in Answer), "all")
        rows = [
            (who, *(str(given.get(answer, 0)) for answer in Answer), str(sum(given.values())))
            for who, given in stats.answers.items()
        ]
        yield table("Answers of each reviewer, over all runs of this ledger", head, rows)
    else:
        yield "<p>Nobody has answered yet.</p>"
    if stats.pairs:
        yield table(
            "Agreement of each two on the findings that both answered",
            ("Reviewers", "both answered", "alike", "Cohen’s kappa"),
            [(" and ".join(p.reviewers), str(p.both), str(p.alike), _kappa(p.kappa)) for p in stats.pairs],
        )
    yield "<h2>How often a kind is right</h2>"
    if precision := verdicts.precision_by_kind(kept):
        yield table(
            "From the findings drawn by chance alone",
            ("Kind", "right", "of", "share", "95 % interval"),
            [
                (kind, str(p.right), str(p.answered), f"{p.right / p.answered:.2f}", f"{p.low:.2f} to {p.high:.2f}")
                for kind, p in precision.items()
            ],
        )
    else:
        yield "<p>No finding that was drawn by chance has been answered yet.</p>"
    yield (
        "<h2>One more reviewer, or browser</h2>\n"
        f'<form method="post" action="/invite" class="filter">{token_field(frame)}'
        '<p><label for="reviewer">Name</label><input id="reviewer" name="reviewer" required maxlength="80" '
        'autocomplete="off"></p><p><button>Make a link</button></p></form>'
    )


def _kappa(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"
