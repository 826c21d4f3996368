from __future__ import annotations

import pytest

from .finding import detections, found, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("@AcmeHelp my name is jane doe, acct", "jane doe"),
        ("MY NAME IS JANE DOE", "JANE DOE"),
        ("my name's Jane O'Neill", "Jane O'Neill"),
        ("name: Jane Doe", "Jane Doe"),
        ("account holder is john smith and", "john smith"),
        ("booked under the name of Roe", "Roe"),
        ("i'm jane doe", "jane doe"),
        ("this is Jane Doe here", "Jane Doe"),
        ("it's jane", "jane"),
        ("Hi jane, thanks", "jane"),
        ("Sorry Sam! We are", "Sam"),
        ("Hello Keelin, we're", "Keelin"),
        ("my neighbour Bob Roe has it", "Bob Roe"),
        ("Mrs Roe lives", "Roe"),
        ("mrs smith waits", "smith"),
        ("kind regards, Jane Doe", "Jane Doe"),
        ("jane doe waits since monday", "jane doe"),
        ("JANE SMITH waits", "JANE SMITH"),
        ("Gareth Pullwick, account number 55", "Gareth Pullwick"),
        ("spoke to Jane Doe's brother", "Jane Doe"),
        ("my name is jane doe and i", "jane doe"),
        ("name on bill is L Papworth", "L Papworth"),
        ("booked as Siobhán", "Siobhán"),
        ("surname Okonjo, first class", "Okonjo"),
        ("order for Mei Roe", "Mei Roe"),
        ("ask for Delphine", "Delphine"),
        ("MY MUM BRENDA'S PARCEL", "BRENDA"),
        ("my brother declans flat", "declan"),
        ("I'm Hendrik van den Roe", "Hendrik van den Roe"),
        ("passport says Róisín Ní Roe", "Róisín Ní Roe"),
        ("Hi Kev, all sorted", "Kev"),
        ("Thanks Dhiraj we have it", "Dhiraj"),
        ("it's O'Roevan with an apostrophe", "O'Roevan"),
        ("Dear Marie-Claire, thanks", "Marie-Claire"),
        ("pls ask priscilla at the desk", "priscilla"),
        ("hi this is d'andre", "d'andre"),
        ("post for mrs frobisham came here", "frobisham"),
        ("Thanks for that Ines! Noted.", "Ines"),
    ],
)
def test_name_is_found_in_any_case(text: str, value: str) -> None:
    assert values(text, "PERSON") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "i'm furious",
        "this is ridiculous",
        "i am in leeds",
        "my name is on the list",
        "name and address please",
        "hi team",
        "Sorry about that",
        "thanks guys",
        "Hi there, I waited",
        "DM sent",
        "will power is gone",
        "my friend waits",
        "i miss you",
        "dr pepper please",
        "account holder only",
        "this is may",
        "I'm mark my words",
        "Hey Support, fix it",
        "the Jack Daniel's is cheaper",
        "watching Harry Potter again",
        "does it cover Harvey Norman too",
        "its Rose Cottage on the lane",
        "Hi, Will you fix it",
        "thanks Santa",
        "Thanks Amazon for nothing",
        "wifi name is Kestrel-22",
        "my dog's name is Kestrel",
    ],
)
def test_talk_is_no_name(text: str) -> None:
    assert not values(text, "PERSON")


def test_greeting_is_not_swallowed_and_brand_is_not_invented() -> None:
    assert found("Sorry Sam, we'll look") == {("PERSON", "Sam")}


def test_name_taken_from_a_handle_alone_is_weak() -> None:
    assert not values("@AcmeHelp Acme is down", "PERSON")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We're on it. ^JD", "JD"),
        ("We're on it ^Kate https://example.com/x", "Kate"),
        ("Have a good day! -Kate", "Kate"),
        ("Thanks *TJN", "TJN"),
        ("Thanks /JD", "JD"),
        ("I will pass this on. Lauren", "Lauren"),
        ("We will check. - Kate (1/2)", "Kate"),
        ("We have updated your case. Kind regards, Tom", "Tom"),
        ("Your parcel is at the hub. Luke @ Acme", "Luke"),
        ("We will check ~Sam", "Sam"),
    ],
)
def test_sign_off_of_an_agent_is_a_staff_name(text: str, value: str) -> None:
    assert values(text, "STAFF_NAME") == {value}


@pytest.mark.parametrize(
    "text", ["open 9-5 -Thanks", "the best - Update", "this and/or that", "pick A - B", "x^2 is", "good *please"]
)
def test_other_endings_are_no_staff_name(text: str) -> None:
    assert not values(text, "STAFF_NAME")


def test_full_names_score_above_first_names() -> None:
    [full] = [d for d in detections("my name is jane doe") if d.entity_type == "PERSON"]
    [first] = [d for d in detections("Hi jane, we") if d.entity_type == "PERSON"]
    assert full.score > first.score
