"""One sentence as its parse reads it: the door of this wing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from factcheck.domain.frames import Frame, Hanging, Happening, Hold, Oblique, Quantity
from factcheck.domain.parses import Parse
from factcheck.domain.text import Sentence, Span
from factcheck.frames import befalling, holding
from factcheck.frames.happening import Happenings
from factcheck.frames.scenes import Scenes
from factcheck.frames.standing import Stances
from factcheck.frames.tree import Tree
from factcheck.settings.lexicons import Lexicons


class Frames:
    """The frames of a sentence, and how its values hang on them. `times` are the stretches that give a time."""

    def __init__(self, sentence: Sentence, parse: Parse, lexicons: Lexicons, times: Sequence[Span] = ()) -> None:
        if len(parse) != len(sentence.tokens):
            raise ValueError("a parse is of the tokens of its sentence")
        self._tree = Tree(sentence, parse, lexicons)
        self._attributions, self._times = sentence.attributions, times

    @cached_property
    def all(self) -> tuple[Frame, ...]:
        """The frame of every predicate, in the order of the sentence."""
        tree, stands = self._tree, Stances(self._tree).of
        return tuple(
            Frame(
                predicate=i,
                lemma=tree.lemmas[i],
                sort=sort,
                subject=tree.subject(i),
                object=tree.object(i),
                obliques=tree.obliques(i),
                passive=tree.passive(i),
                negated=stands[i].negated,
                status=stands[i].status,
                speaker=self._speaker(i),
            )
            for i, sort in tree.predicates.items()
        )

    def _speaker(self, i: int) -> int | None:
        """Return the head of the words that name who says so; the nearest, where somebody says what somebody said."""
        at = self._tree.tokens[i].start
        told = (one for one in self._attributions if one.by_saying and one.tells(at))
        nearest = min(told, key=lambda one: one.size, default=None)
        return self._tree.head_in(nearest.speaker) if nearest else None

    def of(self, token: int) -> Frame | None:
        """Return the frame of a predicate, None for any other word."""
        return next((frame for frame in self.all if frame.predicate == token), None)

    def counted(self, span: Span) -> int | None:
        """Return what the number at `span` counts; see holding.counted."""
        return holding.counted(self._tree, span)

    def governor(self, span: Span) -> Hold | None:
        """Return what governs the value at `span`, and how it hangs on it; see holding.governor."""
        return holding.governor(self._tree, span)

    def befell(self, span: Span) -> int | None:
        """Return the word that tells what the counted underwent; see befalling.befell."""
        return befalling.befell(self._tree, span)

    def deed(self, span: Span) -> int | None:
        """Return what a number's group does or undergoes as a subject: "recover" of "are expected to recover"."""
        hold = self.governor(span)
        subject = hold is not None and hold.hanging in (Hanging.SUBJECT, Hanging.PASSIVE_SUBJECT)
        return befalling.lowest(self._tree, hold.governor) if hold and subject else None

    def part_of(self, span: Span) -> int | None:
        """Return the "dead" of "one of the dead"; see befalling.part."""
        return befalling.part(self._tree, span)

    def quantity(self, span: Span) -> Quantity | None:
        """Return the quantity whose value the number at `span` is; see befalling.quantity."""
        return befalling.quantity(self._tree, span)

    def place_of(self, predicate: int) -> tuple[Oblique, ...]:
        """Return where the deed of a predicate was done, as far as its own clause says so."""
        return holding.places(self._tree, predicate, self._times)

    def time_of(self, predicate: int) -> tuple[Oblique, ...]:
        """Return when the deed of a predicate was done, likewise."""
        return holding.moments(self._tree, predicate, self._times)

    def happening(
        self, span: Span, *, places: Sequence[Span], maybe: Sequence[Span] = (), group: bool
    ) -> Happening | None:
        """Return the deed that the value at `span` belongs to, None where none is told.

        `places` are the names of places in the sentence, `maybe` those that may be; with a `group`, the value is the
        number, or the age, of somebody.
        """
        scenes = Scenes(self._tree, self._times, places, maybe)
        return Happenings(self._tree, scenes, self._times).of(span, group=group)
