"""What the labels of a set mean in our entity types: the map, and the labels of one message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from socaudit.detectors import ENTITY_TYPES
from socaudit.model import CANDIDATE
from socaudit.rulepack.document import load_document
from socaudit.rulepack.schema import Spec
from socaudit.rulepack.suggest import suggestion

IGNORED = "IGNORED"
KNOWN = ENTITY_TYPES - {CANDIDATE}


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _known(entity_type: str) -> str:
    if entity_type not in KNOWN:
        raise ValueError(f"{entity_type!r} is no entity type of ours{suggestion(entity_type, KNOWN)}")
    return entity_type


EntityType = Annotated[str, AfterValidator(_known)]
EntityTypes = Annotated[tuple[EntityType, ...], BeforeValidator(_listed), Field(min_length=1)]
Labels = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class LabelMap(Spec):
    """What the labels of a set stand for; one of our own entity types that is not named stands for itself.

    `types` gives for a label the types that find it, the one that it is counted as first. A label of
    `in_parts` covers a whole that we see in parts, such as an address with its town: one part finds it, and
    the others are no false alarms. What lies over a label of `ignore` is neither hit nor false alarm.
    """

    types: dict[str, EntityTypes] = Field(default={})
    in_parts: Labels = ()
    ignore: Labels = ()


OURS = LabelMap()


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled span, in code points; `types` find it; it is ignored where there are none."""

    start: int
    end: int
    types: tuple[str, ...]
    in_parts: bool = False

    @property
    def entity_type(self) -> str:
        """Return the type that the label is counted as."""
        return self.types[0] if self.types else IGNORED


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message of a labelled set: its id as given, its text, and all that it holds."""

    id: object
    text: str
    labels: tuple[Label, ...]


class LineError(ValueError):
    """A line that is not what a labelled set holds; says why, without any of its text."""


class UnknownLabelError(ValueError):
    """A label that neither the map nor our entity types know; its text is the label."""


def load(path: Path) -> LabelMap:
    """Return the label map of a YAML file.

    Raises:
        RuleError: everything that is wrong in the file, each with its place.
    """
    return load_document(path, LabelMap)


def labelled(record: Mapping[str, object], meaning: LabelMap = OURS) -> Labelled:
    """Return the message of one line of a labelled set.

    Args:
        record: `{"id", "text", "spans": [{"start", "end", "label"}]}`, offsets in code points; `entity_type`
            serves for `label`.
        meaning: what the labels stand for.

    Raises:
        LineError: the record is not of that form.
        UnknownLabelError: a label stands for nothing that we know.
    """
    text, spans = record.get("text"), record.get("spans")
    if "id" not in record or not isinstance(text, str) or not isinstance(spans, list):
        raise LineError("a line needs an id, a text and a list of spans")
    return Labelled(record["id"], text, tuple(_label(span, len(text), meaning) for span in spans))


def _label(span: object, length: int, meaning: LabelMap) -> Label:
    if not isinstance(span, dict):
        raise LineError("a span is not an object")
    name = span.get("label", span.get("entity_type"))
    start, end = span.get("start"), span.get("end")
    # JSON's true is a whole number to Python.
    if not isinstance(name, str) or type(start) is not int or type(end) is not int:
        raise LineError("a span needs start and end as whole numbers, and a label")
    if not 0 <= start < end <= length:
        raise LineError("a span is empty or reaches out of the text")
    return Label(start, end, _types(name, meaning), name in meaning.in_parts)


def _types(name: str, meaning: LabelMap) -> tuple[str, ...]:
    if name in meaning.ignore:
        return ()
    if name in meaning.types:
        return meaning.types[name]
    if name in KNOWN:
        return (name,)
    raise UnknownLabelError(name)
