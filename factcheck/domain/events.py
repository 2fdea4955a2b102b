"""Of what event a value is, as its sentence tells it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.values import Moment


@dataclass(frozen=True, slots=True)
class EventMention:
    """What one sentence says of the event that one of its values belongs to; what it does not say is "", () or None.

    `what` is the verb or noun of the deed with its object where that is short, `who` the subject, or of a number those
    it counts, both in words of the sentence. `where` are the places that are named of the deed, in the order of the
    sentence. `when` is the time that is told of it: the day of publication never is, but words that count from it are
    resolved by it. In the `background` is what the sentence puts into another time than the news: "in 1996", "two
    years ago", "a previous attack", "since the war".
    """

    what: str = ""
    where: tuple[str, ...] = ()
    when: Moment | None = None
    who: str = ""
    background: bool = False
