"""The figures of the stories by day, as one picture: an SVG, for a page, a slide or a wall."""

from __future__ import annotations

from importlib.resources import files
from typing import ClassVar

from factcheck.domain.findings import Findings
from factcheck.findings import digest
from factcheck.formats._parts import timeline
from factcheck.text.excerpt import one_line

_HEAD, _FOOT = 38, 30  # layout, not tuning: units of the picture


class Format:
    """Of each story, the quantities whose states findings tell by day: who gave which value when.

    What is kept apart is not drawn, nor what has no course: the picture says how many findings it was made of.
    """

    suffix: ClassVar[str] = ".svg"
    appendable: ClassVar[bool] = False

    def render(self, findings: Findings, *, show_set_aside: bool = False) -> str:  # noqa: ARG002 - no place for it
        parts, words, height = [], [], 10
        for story in findings.stories:
            if courses := timeline.drawn(story, findings):
                title = one_line(story.title) or "Story"
                heading = timeline.line(title, height + 20, look="head")
                parts.append(f'{heading}<g transform="translate(0 {height + _HEAD})">\n{courses.content}</g>\n')
                words.append(f"{title}. {courses.words}")
                height += _HEAD + courses.height
        if not parts:
            words.append("No finding tells the course of a figure by day.")
            parts.append(timeline.line(words[0], height + 20))
            height += _HEAD
        outcome = digest.headline(findings)
        parts.append(timeline.line(outcome, height + 16, look="soft"))
        style = files(timeline.__package__).joinpath("timeline.css").read_text(encoding="utf-8")
        image = timeline.picture(
            "Figures by day",
            f"{outcome} {' '.join(words)}",
            "".join(parts),
            height + _FOOT,
            name="figures",
            style=style,
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{image}\n'
