from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please DM your order number and we'll check. JT", {"JT"}),
        ("I'm Callum from the care team, could you DM us?", {"Callum"}),
        ("We'll look into this. /AB", {"AB"}),
        ("Sorry for the delay, we're checking. \u2013 Olu", {"Olu"}),
        ("Can you tell us the train number? ^Jas", {"Jas"}),
        ("Let me check for you! (1/2) ^RP", {"RP"}),
        ("Thanks for the 5 stars! - Anita, Store Manager", {"Anita"}),
        ("Please get in touch at the link below. Many thanks, Fiona", {"Fiona"}),
        ("Thank you for your review. Gareth, General Manager", {"Gareth"}),
        ("Hope that helps! -Dan", {"Dan"}),
        ("Thanks, Priya from the support team", {"Priya"}),
        ("Please try again after an hour. \u2013 A.K.", {"A.K."}),
        ("All sorted now for you. ^mk", {"mk"}),
        ("Glad it's sorted! Tom :)", {"Tom"}),
        ("Please email us at care@shop.example >DK", {"DK"}),
        ("Which store was it? Lou x", {"Lou"}),
        ("My name is Shreya and I'll be looking after your query today", {"Shreya"}),
        ("We're sorry to hear this, please DM. |Kev", {"Kev"}),
        ("Hope that helps -Dan", {"Dan"}),
        ("Hello, you're speaking with Marcus, how can I help?", {"Marcus"}),
        ("We have replied to your DM. Steph 💜", {"Steph"}),
        ("We're on it. ^KL", {"KL"}),
        ("We'll get back to you shortly -gs", {"gs"}),
        ("We've sent you a DM 😊 ^Zoe", {"Zoe"}),
        ("^HP", {"HP"}),
        ("Thanks for letting us know, I'll pass that on. Cheers, Ollie", {"Ollie"}),
        ("Hi there! Becky here from the social team, happy to help", {"Becky"}),
        ("Thanks for reaching out. Priya - Customer Care", {"Priya"}),
        ("We'd love to hear more, drop us a line. Kind regards, Siobhan, Guest Relations", {"Siobhan"}),
        ("Let us know. ~Mo", {"Mo"}),
    ],
)
def test_agent_who_signs_or_says_so_is_staff(text: str, expected: set[str]) -> None:
    assert values(text, "STAFF_NAME") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, Acme team",
        "rubbish. *ENDS*",
        "best phone since the one from LG",
        "please RT",
        "not happy - refund",
        "great service -UK",
        "do better /END",
        "Is it in the US?",
        "No reply yet -FYI",
        "Delivered to Leeds, -Express",
        "2^10 reasons",
        "We would love to help. ^Social Team",
    ],
)
def test_other_endings_are_no_agent(text: str) -> None:
    assert not values(text, "STAFF_NAME")
