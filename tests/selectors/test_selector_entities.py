from __future__ import annotations

from typing import Any

import pytest
from looking import build, found
from pydantic import ValidationError

from socaudit.model import Origin, Value


def value(entity_type: str = "PERSON", **changes: Any) -> Value:
    values: dict[str, Any] = {
        "field": "text",
        "start": 0,
        "end": 3,
        "score": 0.6,
        "recognizer": "model",
        "hash": "h",
    }
    return Value(entity_type, **(values | changes))


FULL = (("name", "1"), ("name", "2"))


@pytest.mark.parametrize(
    ("options", "seen", "hits"),
    [
        ({}, value(), 1),
        ({}, value("LOCATION"), 0),
        ({}, value(score=0.4), 1),
        ({}, value(score=0.39), 0),
        ({"min_score": 0.7}, value(), 0),
        ({"recognizers": "model"}, value(), 1),
        ({"recognizers": ["uk_nino"]}, value(), 0),
        ({}, value(brand_own=True), 0),
        ({"full": True}, value(parts=FULL[:1]), 0),
        ({"full": True}, value(parts=FULL), 1),
        ({"full": True}, value(parts=(("name", "1"), ("last4", "2"))), 0),
    ],
)
def test_detected_values_are_picked_by_what_is_known_of_them(options: dict[str, Any], seen: Value, hits: int) -> None:
    assert len(found(build("entities", entities="PERSON", **options), "Sam", values=(seen,))) == hits


@pytest.mark.parametrize(("place", "text", "profile"), [("text", 1, 0), ("profile", 0, 1), (["text", "profile"], 1, 1)])
def test_in_says_whether_the_profile_counts(place: Any, text: int, profile: int) -> None:
    selector = build("entities", entities=["PERSON"], **{"in": place})
    assert len(found(selector, "Sam", values=(value(),))) == text
    assert len(found(selector, "Sam", field="author.name", values=(value(field="author.name"),))) == profile


def test_an_entity_hit_knows_its_value_and_is_not_guarded() -> None:
    selector = build("entities", entities="PERSON", origin="brand_new")
    [hit] = found(selector, "Sam", values=(value(),))
    assert (hit.start, hit.end, hit.value) == (0, 3, value())
    assert selector.origins == {Origin.BRAND_NEW}
    assert not selector.guarded
    assert selector.pattern is None


def test_options_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValidationError):
        build("entities", entities="PERSON", origin="stranger")
    with pytest.raises(ValidationError):
        build("entities", entities="PERSON", min_score=2)
    with pytest.raises(ValidationError):
        build("entities", entities="PERSON", in_="text")
