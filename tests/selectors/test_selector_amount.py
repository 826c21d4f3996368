from __future__ import annotations

import pytest
from looking import build, found, words
from pydantic import ValidationError

from socaudit import selectors


def meant(text: str, *, amount: str = "time", about: str = "refunds?") -> list[str]:
    return [hit.meant for hit in found(build("amount", amount=amount, about=about), text)]


@pytest.mark.parametrize(
    "text",
    [
        "Refunds take 5 days.",
        "Refunds take 3-5 working days.",
        "Refunds take three to five business days.",
        "Refunds take up to 120 hours.",
        "A refund takes 3 \u2013 5 days",
        "It is a 5-day refund.",
    ],
)
def test_times_that_promise_the_same_are_the_same(text: str) -> None:
    assert meant(text) == ["120 hours"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Refunds take 30 minutes", "0.5 hours"),
        ("Refunds take a month or one week", "168 hours"),
        ("Refunds take fourteen days", "336 hours"),
        ("Refunds take 1.5 hours", "1.5 hours"),
    ],
)
def test_times_are_counted_in_hours(text: str, wanted: str) -> None:
    assert meant(text) == [wanted]


@pytest.mark.parametrize("text", ["Refunds are \u00a34.", "Refunds are 4 pounds", "Refunds are GBP no, 4.00 GBP"])
def test_sums_that_are_the_same(text: str) -> None:
    assert meant(text, amount="money") == ["\u00a34"]


def test_currencies_differ() -> None:
    assert meant("Refunds: $4 or 4 euros or \u20ac 4.50", amount="money") == ["$4", "\u20ac4", "\u20ac4.5"]


def test_only_sentences_about_it_count_and_a_stop_in_a_number_ends_none() -> None:
    text = "We're open 7 days a week. Refunds take 5 days! Delivery takes 2 days.\n\nRefunds of \u00a33.50 take 3 days"
    assert words(build("amount", amount="time", about="refunds?"), text) == ["5 days", "3 days"]
    assert meant(text, amount="money") == ["\u00a33.5"]


def test_a_sentence_counts_once_however_often_it_names_the_thing() -> None:
    assert meant("Refunds are refunds: 5 days") == ["120 hours"]


def test_expressions_must_compile() -> None:
    with pytest.raises(ValidationError):
        selectors.REGISTRY["amount"].spec.model_validate({"amount": "time", "about": "("})


@pytest.mark.parametrize("text", ["open till 6pm", "open till 6 PM", "open till 6.00 p.m", "open till 18:00"])
def test_times_of_day_that_are_the_same(text: str) -> None:
    assert meant(text, amount="clock", about="open") == ["18:00"]


@pytest.mark.parametrize(
    ("text", "wanted"), [("open 12am", "00:00"), ("open 12.30pm", "12:30"), ("open 9:05", "09:05")]
)
def test_times_of_day_count_from_midnight(text: str, wanted: str) -> None:
    assert meant(text, amount="clock", about="open") == [wanted]


def test_percentages_and_years() -> None:
    assert meant("10% off, or 10 per cent, or 12.5 percent", amount="share", about="off") == ["10%", "10%", "12.5%"]
    assert meant("12 months or a 1 year refund") == meant("1 year or 12 months of refund") == ["8640 hours"] * 2
