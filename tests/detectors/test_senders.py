from __future__ import annotations

import pytest

from .finding import found, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("MONIKA here, still no refund", "MONIKA"),
        ("stuart again, third time asking", "stuart"),
        ("nadia, LS6 3HN, no water since 6", "nadia"),
        ("gareth pullwick, account 55012", "gareth pullwick"),
        ("Tomasz I'm sorry you waited", "Tomasz"),
        ("still waiting on a call. ewan x", "ewan"),
        ("ring me back thx. gwen", "gwen"),
        ("no signal all day. marta in leeds", "marta"),
        ("my order never came. Kwame, 07700 900123", "Kwame"),
        ("the passenger (Ifeoma Roe) was refused", "Ifeoma Roe"),
        ("We're on it, Agnieszka. DM us", "Agnieszka"),
        ("no heating since may. Tanisha - 202-555-0119", "Tanisha"),
        ("left it in the cab, thanks. aisha x 07700 900218", "aisha"),
        ("pay it back to the other card pls Oksana", "Oksana"),
    ],
)
def test_sender_is_found_at_the_edge_of_a_message(text: str, value: str) -> None:
    assert values(text, "PERSON") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "Will you, or not",
        "please help. Amazon",
        "May, June and July all the same",
        "same here, no signal",
        "great service (Rose Cottage)",
        "thanks. will do",
    ],
)
def test_edges_of_talk_are_no_sender(text: str) -> None:
    assert not values(text, "PERSON")


def test_name_that_ends_a_companys_reply_is_its_agents() -> None:
    assert ("STAFF_NAME", "Kavita") in found("We have passed this on to the depot. Kavita")
    assert ("PERSON", "kavita") in found("my parcel is lost. kavita")
