from __future__ import annotations

import pytest
from looking import build

from socaudit.folding import fold
from socaudit.model import SAFE, Placeholder
from socaudit.selectors import View

NAMES = ["ticket.requester.first_name", "firstName", "NAME", "product_name", "order.url"]


def named(*patterns: str) -> list[str]:
    filled = tuple(Placeholder(place, place + 1, "double", name, SAFE) for place, name in enumerate(NAMES))
    view = View("text", fold("_" * len(NAMES)), (), placeholders=filled)
    return [NAMES[hit.start] for hit in build("placeholder", placeholder=[SAFE], named=list(patterns)).find(view)]


@pytest.mark.parametrize(
    ("patterns", "wanted"),
    [
        ((), NAMES),
        (("*first name",), NAMES[:2]),
        (("name",), ["NAME"]),
        (("*url", "product *"), ["product_name", "order.url"]),
    ],
)
def test_placeholders_are_told_by_the_words_of_their_names(patterns: tuple[str, ...], wanted: list[str]) -> None:
    assert named(*patterns) == wanted
