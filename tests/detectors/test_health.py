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
        ("been diagnosed with bowel cancer last week", "bowel cancer"),
        ("my husband Tadek is on home dialysis", "home dialysis"),
        ("she's registered blind", "registered blind"),
        ("I have MS and no heating", "MS"),
        ("my auntie Pat has dementia", "dementia"),
        ("SHES 80 AND DIABETIC", "DIABETIC"),
        ("our autistic daughter", "autistic"),
        ("sleep apnoea machine is off", "sleep apnoea"),
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
        "i have disabled the app",
        "I nearly had a heart attack",
        "falls on deaf ears",
        "this is giving me anxiety",
        "I'm raising money for cancer research",
        "MS Office won't open",
    ],
)
def test_figures_of_speech_and_topics_are_no_condition(text: str) -> None:
    assert not values(text, "HEALTH")
