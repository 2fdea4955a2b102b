"""Cards as styled text. Weight and marks carry the meaning; nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from factcheck.review.cards import END_MARK, MARK, Card, CardQuote, CardSide
from factcheck.review.dialogue import KEYS

_DIFFERS = "bold underline"
_PARTS = 20  # of the bar


def head(place: str, share: float) -> Content:
    """The line that is always on top: how far the review is."""
    full = round(share * _PARTS)
    bar = Content.assemble(("━" * full, "bold"), ("─" * (_PARTS - full), "dim"))
    return Content.assemble((place, "bold"), "  ", bar, f" {int(share * 100)} %")


def tags(card: Card) -> Content:
    """What sort of finding it is, and in which story."""
    sampled = Content.styled("  ◆ random sample", "bold") if card.sampled else Content("")
    story = Content.styled(f"  {card.story}", "dim") if card.story else Content("")
    return Content.assemble(Content(" · ".join(card.tags)), sampled, story)


def columns(sides: Sequence[CardSide], *, beside: bool) -> tuple[Content, Content]:
    """The sides as two columns; the second is empty where they stand under each other."""
    drawn = [_side(side) for side in sides]
    if beside and len(drawn) == 2:
        return drawn[0], drawn[1]
    return Content("\n\n").join(drawn), Content("")


def facts(card: Card) -> Content:
    """The named sentences, a line each."""
    return Content("\n").join(Content.assemble((f"{name}: ", "bold"), text) for name, text in card.facts)


def guide() -> Content:
    """All keys, one a line."""
    lines = [Content.assemble((f"  {key}  ", "bold"), meaning) for key, meaning in KEYS.items()]
    lines.append(Content.assemble(("  ↑ ↓  ", "bold"), "scroll, as PgUp and PgDn do"))
    return Content("\n").join([Content.styled("Keys", "bold"), *lines, Content("\nAny key closes this.")])


def _side(side: CardSide) -> Content:
    lines = [Content.assemble((side.value, "bold"), (f"  {side.origins}", "dim"))]
    for number, quoted in enumerate(side.quotes):
        lines += [*([Content("")] if number else []), *_quoted(quoted)]
    return Content("\n").join(lines)


def _quoted(quoted: CardQuote) -> Iterator[Content]:
    yield Content.assemble((quoted.who, "italic"), (f"  {quoted.place}", "dim"))
    cut = quoted.quote
    marked = Content.styled(f"{MARK}{cut.marked}{END_MARK}", _DIFFERS) if cut.marked else Content("")
    before = Content.styled(f"{quoted.before} ", "dim") if quoted.before else Content("")
    after = Content.styled(f" {quoted.after}", "dim") if quoted.after else Content("")
    yield Content.assemble(before, "“", cut.before, marked, cut.after, "”", after)
