"""A name of a work, a firm, a product, an office or a saying is nobody's in private."""

from __future__ import annotations

import pytest

from socaudit.detectors._public import is_public
from socaudit.detectors._recognizer import LIKELY
from socaudit.detectors._view import view
from socaudit.model import Detection

from .finding import values


@pytest.mark.parametrize(
    "text",
    [
        "For Pete's sake answer the phone",
        "any average Joe could fix this",
        "Tom, Dick and Harry can log in, I can't",
        "Romeo and Juliet at the Globe cancelled",
        "Hey Jude while I wait, lol",
        "for the love of Pete answer",
        "Jasmine rice is off again",
        "Rosemary and thyme crisps are back",
    ],
)
def test_a_saying_or_a_work_names_nobody(text: str) -> None:
    assert not values(text, "PERSON")


@pytest.mark.parametrize(
    "text",
    [
        "Ordered Ben & Jerry's, got sorbet",
        "Fortnum & Mason hamper was late",
        "Mr Kipling slices are tiny now",
        "the Charlotte Tilbury gift set is sold out",
        "Joe Root on 99 and your stream dies",
        "the new Sally Rooney is late",
    ],
)
def test_a_firm_or_a_public_figure_is_told_by_the_words_beside_the_name(text: str) -> None:
    assert not values(text, "PERSON")


@pytest.mark.parametrize(
    "text",
    [
        "Watching Emily and it buffers every minute",
        "season 3 of Sarah won't load",
        "Caroline on repeat while I hold",
        "the Audrey sofa came in grey",
        "Colin the Capybara cake was squashed",
        "Bob's Brasserie charged me twice",
        "Any word on Storm Eunice delays?",
        "your chatbot Ellie is useless",
        "Hey Telcora your app is down",
    ],
)
def test_the_words_around_a_name_make_it_a_thing(text: str) -> None:
    assert not values(text, "PERSON")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("spoke to Sarah who was lovely", "Sarah"),
        ("this Kevin guy hung up", "Kevin"),
        ("Sarah the Store Manager was rude", "Sarah"),
        ("Mike's Phone was left on the train", "Mike"),
        ("hi James may I ask again", "James"),
        ("my wife Elsa is on the account", "Elsa"),
        ("booked under the name Jane Doe tour refund please", "Jane Doe"),
        ("call Mr Jenkins on the desk", "Jenkins"),
        ("Thanks Zbyszko, we can see your app is down", "Zbyszko"),
    ],
)
def test_a_private_person_in_like_words_stays(text: str, value: str) -> None:
    assert values(text, "PERSON") == {value}


def test_what_goes_on_in_lower_case_is_no_part_of_a_name() -> None:
    assert values("Kevin hamper came late", "PERSON") == {"Kevin"}


@pytest.mark.parametrize(("text", "public"), [("J A Jensen signed for it", False), ("a Jensen chair came", True)])
def test_an_initial_is_no_article(text: str, public: bool) -> None:
    start = text.index("Jensen")
    assert is_public(view(text), Detection("PERSON", start, start + len("Jensen"), LIKELY, "model")) is public
