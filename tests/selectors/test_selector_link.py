from __future__ import annotations

from typing import Any

import pytest
from looking import build

from socaudit.folding import fold
from socaudit.selectors import View

OWN = ("example.com",)


def hosts(
    text: str, *, link: str = "any", own: tuple[str, ...] = OWN, field: str = "text", **options: Any
) -> list[str]:
    view = View(field, fold(text), (), own_hosts=own)
    return [hit.note for hit in build("link", link=link, **options).find(view)]


def spans(text: str, **options: Any) -> list[str]:
    view = View("text", fold(text), (), own_hosts=OWN)
    return [text[hit.start : hit.end] for hit in build("link", link="any", **options).find(view)]


@pytest.mark.parametrize(
    "text",
    [
        "see https://shop.example/a?b=c now",
        "see HTTP://SHOP.EXAMPLE",
        "see www.shop.example, please",
        "see shop.example/a.",
        "see [our page](https://shop.example/a)",
    ],
)
def test_links_are_seen_however_they_are_written(text: str) -> None:
    assert [host.removeprefix("www.") for host in hosts(text)] == ["shop.example"]


@pytest.mark.parametrize(
    "text",
    [
        "and/or",
        "24.7/365",
        "a.m./p.m.",
        "write to jo@shop.example/x",
        "https://____.example/form",
        "shop.example is ours",
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert hosts(text) == []


def test_a_link_ends_before_the_stop_of_its_sentence() -> None:
    assert spans("Is it https://shop.example/a? Yes: \u201cwww.shop.example\u201d.") == [
        "https://shop.example/a",
        "www.shop.example",
    ]


def test_only_links_on_the_hosts_named_and_under_them() -> None:
    text = "https://bit.ly/a https://go.bit.ly/b https://habit.ly/c https://example.com/bit.ly"
    assert hosts(text, hosts=["bit.ly"]) == ["bit.ly", "go.bit.ly"]


def test_insecure_links_say_http() -> None:
    assert hosts("http://a.example https://b.example www.c.example", link="insecure") == ["a.example"]


def test_foreign_links_lead_to_no_host_of_the_companys() -> None:
    text = "https://example.com https://help.example.com/a https://notexample.com https://example.org"
    assert hosts(text, link="foreign") == ["notexample.com", "example.org"]
    assert hosts(text, link="foreign", own=()) == []


def test_profiles_are_not_looked_at() -> None:
    assert hosts("https://shop.example", field="author.name") == []
