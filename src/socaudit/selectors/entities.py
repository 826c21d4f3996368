"""`entities`: values that the detectors found, in the message or in the author's profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from socaudit.model import CANDIDATE, PROFILE_FIELDS, Origin, Value
from socaudit.rulepack.schema import Listed, Names, SelectorSpec
from socaudit.selectors import REGISTRY, SURE, Found, Selector, SelectorKind, View

Part = Literal["text", "profile"]


class EntitiesSpec(SelectorSpec):
    """Detected values by type, score, recognizer, place and origin."""

    kind: ClassVar[str] = "entities"
    entities: Names
    min_score: Annotated[float, Field(ge=0, le=1)] = 0.4
    recognizers: Listed[str] = ()
    full: bool = False
    in_: Annotated[Listed[Part], Field(alias="in")] = ("text",)
    origin: Listed[Origin] = ()
    asked: bool = False


def build(spec: EntitiesSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of an `entities` mapping; the brand's own values never hit.

    With `asked`, whatever a question could give one of the types hits here: the thread tells what it did.
    """
    types, recognizers = frozenset(spec.entities), frozenset(spec.recognizers)

    def fits(value: Value) -> bool:
        if spec.asked:
            return value.entity_type in types or value.entity_type == CANDIDATE or value.score < SURE
        return value.entity_type in types and value.score >= spec.min_score

    def find(view: View) -> Iterator[Found]:
        place = "profile" if view.field in PROFILE_FIELDS else "text"
        if place not in spec.in_:
            return
        for value in view.values:
            if (
                fits(value)
                and not value.brand_own
                and (not recognizers or value.recognizer in recognizers)
                and (not spec.full or sum(kind == "name" for kind, _ in value.parts) > 1)
            ):
                yield Found(value.start, value.end, folded=(-1, -1), value=value)

    return Selector(find, origins=frozenset(spec.origin), asked=types if spec.asked else frozenset(), guarded=False)


REGISTRY.register("entities")(SelectorKind(EntitiesSpec, build))
