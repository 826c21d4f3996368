from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my mum has dementia", "dementia"),
        ("I'm diabetic and need it cold", "diabetic"),
        ("my 4 year old son is autistic", "autistic"),
        ("I am disabled", "disabled"),
        ("my wife is 8 months pregnant", "pregnant"),
        ("I suffer from severe anxiety", "anxiety"),
        ("my dad was diagnosed with cancer", "cancer"),
        ("I'm legally blind", "blind"),
    ],
)
def test_condition_of_a_concrete_person_is_found(text: str, value: str) -> None:
    assert values(text, "HEALTH") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "this gives me a heart attack",
        "cancer charity run",
        "are you blind?",
        "the app is disabled",
        "anxiety is real",
        "diabetes UK shop",
    ],
)
def test_figures_of_speech_and_topics_are_no_condition(text: str) -> None:
    assert not values(text, "HEALTH")
