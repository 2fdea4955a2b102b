"""The figures of a story by day, as a picture: an SVG without script that loads nothing.

Whatever the articles say is escaped. Each value is a dot with a number; a list beneath says what it is and who gives
it, and so do the words that a screen reader reads, so that nothing hangs on seeing the place or the colour of a dot.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.domain.findings import Findings, ReportedStory
from factcheck.findings import digest
from factcheck.formats._parts.course import CourseRow, rows
from factcheck.text.excerpt import ELLIPSIS, in_xml, one_line

# Layout, not tuning: units of the picture.
WIDTH = 760
_LEFT, _RIGHT, _UNDATED = 70, 610, 690  # where the first and the last day stand, and what has no day
_PLOT, _RADIUS = 120, 9  # how high the largest value stands over nothing, and how large a dot is
_LINE = 19  # of the list
_BETWEEN_DAYS = 90  # so that two of them can be read side by side
_LETTERS = 100  # of a line; a longer one is cut, and whole in the words that are read out
_COLOURS = 6  # of timeline.css
_MOST = 40  # values of one quantity that can be told apart; of more the earliest are drawn


@dataclass(frozen=True, slots=True)
class DrawnCourses:
    """The courses of a story's quantities: their SVG, how high it is, and the same in words."""

    content: str
    height: int
    words: str


@dataclass(frozen=True, slots=True)
class _Dot:
    """A value with its number in the list, and where it stands."""

    number: int
    row: CourseRow
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of a story from the left to the right, the same for each of its quantities."""

    first: date
    last: date

    def place(self, day: date | None) -> float:
        if day is None:
            return _UNDATED
        length = (self.last - self.first).days
        return _LEFT + (_RIGHT - _LEFT) * ((day - self.first).days / length if length else 0.5)


def drawn(story: ReportedStory, findings: Findings) -> DrawnCourses | None:
    """Draw the course of each quantity of a story of which findings that count have one; None where none has."""
    found = [d for d in digest.ranked(digest.counting(findings.discrepancies)) if d.story == story.id and d.series]
    if not found:
        return None
    labels = digest.labels(findings)
    courses = {d.series: (one_line(d.summary), rows(d.series, labels)) for d in reversed(found)}
    told = [*reversed(courses.values())]  # of findings on one series the gravest names it
    days = [day for _, course in told for row in course if (day := _day(row))]
    axis = _Days(min(days, default=date.min), max(days, default=date.min))
    colours = _colours([row for _, course in told for row in course])
    parts, height, words = [], 0, []
    for summary, course in told:
        content, high = _course(summary, course, axis, colours)
        parts.append(f'<g transform="translate(0 {height})">\n{content}</g>\n')
        height += high
        words.append(f"{summary}. {' '.join(f'{_told(row)}.' for row in course)}")
    return DrawnCourses("".join(parts), height, " ".join(words))


def picture(title: str, words: str, content: str, height: int, *, name: str, style: str = "") -> str:
    """Return an SVG image that is called by its title and told by its `words`; `name` tells its ids from another's.

    `content` is SVG already. With a `style` it is a file of its own; without, it stands in a page that has one.
    """
    space = ' xmlns="http://www.w3.org/2000/svg"' if style else ""
    inside = f"<style>{style}</style>\n" if style else ""
    return (
        f'<svg{space} class="timeline" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="{name}-title {name}-words">\n'
        f'<title id="{name}-title">{shown(title)}</title>\n<desc id="{name}-words">{shown(words)}</desc>\n'
        f"{inside}{content}</svg>"
    )


def line(text: str, y: float, *, look: str = "", x: float = 16) -> str:
    """Return a line of text; `look` is its class."""
    cut = one_line(text)
    cut = cut if len(cut) <= _LETTERS else f"{cut[: _LETTERS - 1].rstrip()}{ELLIPSIS}"
    named = f' class="{look}"' if look else ""
    return f'<text x="{x:g}" y="{y:g}"{named}>{shown(cut)}</text>\n'


def shown(text: str) -> str:
    """Return a text on one line as XML, safe in an attribute too."""
    return html.escape(in_xml(one_line(text)))


def _course(summary: str, course: Sequence[CourseRow], days: _Days, colours: Mapping[str, int]) -> tuple[str, int]:
    """Draw one quantity; return how high that is, too."""
    top, base = 48, 48 + _PLOT
    dots = _dots(course[:_MOST], days, base)
    largest = max(course, key=lambda row: row.share).value
    parts = [line(summary, 16, look="of"), line(largest, top - 6, look="soft"), line("0", base - 4, look="soft")]
    parts += [f'<path class="rule" d="M16 {y}H{WIDTH - 16}"/>\n' for y in (top, base)]
    parts += [*_labels(dots, days, base), *_lines(dots, colours)]
    parts += [_drawn(dot, colours) for dot in dots]
    y = base + 42
    for dot in dots:
        parts.append(line(f"{dot.number}  {_told(dot.row)}", y))
        y += _LINE
    if rest := len(course) - len(dots):
        parts.append(line(f"and {digest.counted(rest, 'more value')}, not drawn", y, look="soft"))
        y += _LINE
    return "".join(parts), y + 16


def _dots(course: Sequence[CourseRow], days: _Days, base: int) -> list[_Dot]:
    """Place the values by day and size; what would lie on another stands beside it."""
    dots: list[_Dot] = []
    for number, row in enumerate(course, start=1):
        x, y = days.place(_day(row)), base - _PLOT * row.share
        beside = (x + 2 * _RADIUS * ((step + 1) // 2) * (1 if step % 2 else -1) for step in range(2 * _MOST))
        free = (at for at in beside if _LEFT / 2 <= at <= WIDTH - _LEFT / 2 and not _covered(at, y, dots))
        dots.append(_Dot(number, row, round(next(free, x), 1), round(y, 1)))
    return dots


def _covered(x: float, y: float, dots: Sequence[_Dot]) -> bool:
    return any(abs(dot.x - x) < 2 * _RADIUS and abs(dot.y - y) < 2 * _RADIUS for dot in dots)


def _labels(dots: Sequence[_Dot], days: _Days, base: int) -> list[str]:
    """Name the days beneath, as many as there is room for: the list has them all."""
    places = sorted({(days.place(_day(dot.row)), dot.row.day) for dot in dots})
    parts, after = [], 0.0
    for x, day in places:
        if x >= after:
            parts.append(line(day, base + 18, look="day", x=round(x, 1)))
            after = x + _BETWEEN_DAYS
    return parts


def _lines(dots: Sequence[_Dot], colours: Mapping[str, int]) -> list[str]:
    """Join what one source says on several days."""
    parts = []
    for source, colour in colours.items():
        own = sorted((dot.x, dot.y) for dot in dots if source in dot.row.sources and _day(dot.row))
        if len(own) > 1:
            points = " ".join(f"{x:g},{y:g}" for x, y in own)
            parts.append(f'<polyline class="course c{colour}" points="{points}"/>\n')
    return parts


def _drawn(dot: _Dot, colours: Mapping[str, int]) -> str:
    """A dot in the colour of its source; of several sources, in that of none."""
    look = f"c{colours[dot.row.sources[0]]}" if len(dot.row.sources) == 1 else "several"
    return (
        f'<g><title>{shown(_told(dot.row))}</title><circle class="dot {look}" cx="{dot.x:g}" cy="{dot.y:g}"'
        f' r="{_RADIUS}"/><text class="number" x="{dot.x:g}" y="{dot.y + 4:g}">{dot.number}</text></g>\n'
    )


def _colours(course: Sequence[CourseRow]) -> dict[str, int]:
    sources = dict.fromkeys(source for row in course for source in row.sources)
    return {source: number % _COLOURS for number, source in enumerate(sources)}


def _told(row: CourseRow) -> str:
    return f"{row.day}: {row.value} ({', '.join(row.sources)})"


def _day(row: CourseRow) -> date | None:
    try:
        return date.fromisoformat(row.day[:10])
    except ValueError:
        return None
