"""What of the Web Annotation Data Model findings are written in (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, NonNegativeInt

from factcheck.formats._parts.linked import LinkedNode


class QuoteSelector(LinkedNode):
    """Words of a text, and what stands before and after them (section 4.2.4)."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str | None = None
    suffix: str | None = None


class PositionSelector(LinkedNode):
    """The same words by where they stand, in code points from 0, the end exclusive (section 4.2.5)."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: NonNegativeInt
    end: NonNegativeInt


class ReadState(LinkedNode):
    """Of a page, the text that was read from it, in which positions count (section 4.3.1)."""

    type: Literal["TimeState"] = "TimeState"
    cached: str


class QuotedTarget(LinkedNode):
    """Words of a page or a text (section 4)."""

    type: Literal["SpecificResource"] = "SpecificResource"
    source: str
    state: ReadState | None = None
    selector: tuple[QuoteSelector | PositionSelector, ...] = Field(min_length=1)


class TextBody(LinkedNode):
    """What is said of the words (section 3.2.4)."""

    type: Literal["TextualBody"] = "TextualBody"
    purpose: Literal["describing", "commenting", "tagging"]
    value: str
    format: Literal["text/plain"] = "text/plain"
    language: Literal["en"] | None = None


class LinkBody(LinkedNode):
    """Another annotation that belongs to the words (section 3.3.5)."""

    type: Literal["SpecificResource"] = "SpecificResource"
    purpose: Literal["linking"] = "linking"
    source: str


class AnnotatingProgram(LinkedNode):
    """What made the annotations (section 3.3.2)."""

    type: Literal["Software"] = "Software"
    name: str


class WebAnnotation(LinkedNode):
    """One side of a finding (section 3.1)."""

    type: Literal["Annotation"] = "Annotation"
    id: str
    motivation: Literal["commenting"] = "commenting"
    body: tuple[TextBody | LinkBody, ...]
    target: tuple[QuotedTarget, ...] = Field(min_length=1)


class AnnotationPage(LinkedNode):
    """Annotations in their order (section 5.2)."""

    type: Literal["AnnotationPage"] = "AnnotationPage"
    id: str
    part_of: str
    start_index: Literal[0] = 0
    items: tuple[WebAnnotation, ...]


class AnnotationCollection(LinkedNode):
    """All annotations of a report, on one page if there are any (section 5.1)."""

    context_: Literal["http://www.w3.org/ns/anno.jsonld"] = "http://www.w3.org/ns/anno.jsonld"
    type: Literal["AnnotationCollection"] = "AnnotationCollection"
    id: str
    label: tuple[str, ...] = Field(min_length=1)
    generator: AnnotatingProgram
    total: NonNegativeInt
    first: AnnotationPage | None = None
    last: str | None = None
