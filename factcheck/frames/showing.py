"""What was read of a sentence, for a reader: its frames as a tree, each with what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.domain.frames import Frame
from factcheck.domain.parses import Parse
from factcheck.domain.text import Sentence, Span
from factcheck.domain.values import Status
from factcheck.frames.reading import Frames
from factcheck.settings.lexicons import Lexicons
from factcheck.values.figures.finding import find_figures
from factcheck.values.times.moments import find_moments

_BRANCH, _LAST, _PAST, _DONE = "├── ", "└── ", "│   ", "    "


def shown(sentence: Sentence, parse: Parse, lexicons: Lexicons) -> str:
    """Return the sentence and its tree, ending with a newline."""
    return "\n".join([" ".join(sentence.text.split()), *_Picture(sentence, parse, lexicons).lines()]) + "\n"


class _Picture:
    def __init__(self, sentence: Sentence, parse: Parse, lexicons: Lexicons) -> None:
        self.sentence, self.parse = sentence, parse
        self.times = [span for span, _ in find_moments(sentence, None)]
        figures = [span for span, _ in find_figures(sentence, lexicons)]
        self.figures = [span for span in figures if not any(span.overlaps(time) for time in self.times)]
        self.frames = Frames(sentence, parse, lexicons, self.times)
        self.known = {frame.predicate for frame in self.frames.all}

    def lines(self) -> Iterator[str]:
        if not self.known:
            yield f"{_LAST}nothing is told in it"
        over = {frame.predicate: self._over(frame.predicate) for frame in self.frames.all}
        roots = [frame for frame in self.frames.all if over[frame.predicate] is None]
        waiting = [(frame, "", n == len(roots)) for n, frame in enumerate(roots, start=1)][::-1]
        while waiting:
            frame, indent, last = waiting.pop()
            yield f"{indent}{_LAST if last else _BRANCH}{self._headed(frame)}"
            indent += _DONE if last else _PAST
            below = [one for one in self.frames.all if over[one.predicate] == frame.predicate]
            leaves = list(self._leaves(frame))
            for n, leaf in enumerate(leaves, start=1):
                yield f"{indent}{_LAST if n == len(leaves) and not below else _BRANCH}{leaf}"
            waiting += [(one, indent, n == len(below)) for n, one in enumerate(below, start=1)][::-1]

    def _over(self, token: int) -> int | None:
        return next((k for k in self.parse.above(token) if k in self.known), None)

    def _headed(self, frame: Frame) -> str:
        marks = [str(frame.sort)]
        marks += ["passive"] if frame.passive else []
        marks += ["negated"] if frame.negated else []
        marks += [str(frame.status)] if frame.status is not Status.ASSERTED else []
        marks += [f"says {self._word(frame.speaker)}"] if frame.speaker is not None else []
        return f"{self._word(frame.predicate)} ({', '.join(marks)})"

    def _leaves(self, frame: Frame) -> Iterator[str]:
        if frame.subject is not None:
            yield f"subject: {self._word(frame.subject)}"
        if frame.object is not None:
            yield f"object: {self._word(frame.object)}"
        places, times = self.frames.place_of(frame.predicate), self.frames.time_of(frame.predicate)
        for oblique in dict.fromkeys((*frame.obliques, *places, *times)):
            sort = " [place]" if oblique in places else " [time]" if oblique in times else ""
            yield f"{oblique.preposition or 'beside'}: {self._word(oblique.token)}{sort}"
        for span in self.figures:
            hold = self.frames.governor(span)
            if hold and hold.governor == frame.predicate:
                how = f"{hold.hanging} {hold.preposition}".strip()
                yield f"value: {self._said(span)} [{how}{self._counted(span)}]"

    def _counted(self, span: Span) -> str:
        thing = self.frames.counted(span)
        return "" if thing is None else f"; counts {self._word(thing)}"

    def _word(self, token: int | None) -> str:
        return "" if token is None else self.sentence.tokens[token].text

    def _said(self, span: Span) -> str:
        start = self.sentence.span.start
        return " ".join(self.sentence.text[span.start - start : span.end - start].split())
