from __future__ import annotations

import pytest

from .finding import found, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mail me: jane.doe+help@example.com please", "jane.doe+help@example.com"),
        ("It's JANE@MAIL.EXAMPLE.", "JANE@MAIL.EXAMPLE"),
        ("my email is jane dot doe at gmail dot com", "jane dot doe at gmail dot com"),
        ("jane.doe (at) example [dot] org", "jane.doe (at) example [dot] org"),
        ("my email is jane at example dot com", "jane at example dot com"),
        ("jane underscore doe at example dot ie", "jane underscore doe at example dot ie"),
        ("ok it's j-a-n-e @ example . com", "j-a-n-e @ example . com"),
        ("jane.doe{at}example.org", "jane.doe{at}example.org"),
        ("jane82@gmail,com", "jane82@gmail,com"),
        ("jane82 (at) gmail", "jane82 (at) gmail"),
        ("j\u0430ne@example.com", "j\u0430ne@example.com"),
        ("jane@exam\u200bple.com", "jane@exam\u200bple.com"),
    ],
)
def test_email_is_found_as_written_or_spelled_out(text: str, value: str) -> None:
    assert found(text) == {("EMAIL_ADDRESS", value)}


def test_a_name_before_a_spelled_email_is_not_part_of_it() -> None:
    # The language model takes the word before the address for a name, which is right as often as not.
    expected = {("PERSON", "jane"), ("EMAIL_ADDRESS", "doe82 at example dot co dot uk")}
    assert found("jane doe82 at example dot co dot uk") == expected


@pytest.mark.parametrize(
    "text",
    [
        "@AcmeHelp my order never came",
        "only at Acme dot com",
        "your email __email__ and <EMAIL> and {{customer_email}} and [EMAIL]",
        "look at shop.example for prices",
        "see https://example.com/?user=jane@example.com",
    ],
)
def test_handles_shops_and_placeholders_are_no_email(text: str) -> None:
    assert not values(text, "EMAIL_ADDRESS", min_score=0)


def test_companys_own_address_is_weak() -> None:
    assert not values("for press enquiries please email press@acme.example", "EMAIL_ADDRESS")
    assert values("my work one is info@acme.example", "EMAIL_ADDRESS") == {"info@acme.example"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("add me on PSN jane_the_d82", "jane_the_d82"),
        ("my snap is janed.xo", "janed.xo"),
        ("I'm @jane_makes on insta", "@jane_makes"),
        ("I run t.me/janesdeals", "t.me/janesdeals"),
        ("my discord is Jane#0001", "Jane#0001"),
        ("gamer id xX_jane_Xx", "xX_jane_Xx"),
        ("my psn id is Janey_82", "Janey_82"),
        ("find me on telegram @jane_d", "@jane_d"),
        ("my insta: janed82", "janed82"),
        ("gamertag is xX2fastXx can you help", "xX2fastXx"),
    ],
)
def test_name_on_another_service_follows_the_service(text: str, value: str) -> None:
    assert values(text, "ONLINE_HANDLE") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "my xbox is broken",
        "your Facebook page is useless",
        "snap is down",
        "the line is dead",
        "psn id please",
        "DM us your gamertag and the error code",
        "steam name",
        "on xbox series x2 it works",
        "PS5 and xbox360 both fail",
        "my insta story is gone",
        "follow @AcmeHelp on Facebook",
        "see instagram.com/acme",
    ],
)
def test_service_without_a_name_is_no_handle(text: str) -> None:
    assert not values(text, "ONLINE_HANDLE")


def test_phone_after_a_service_stays_a_phone() -> None:
    assert found("whatsapp me on 07700 900456") == {("PHONE_NUMBER", "07700 900456")}


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8:0:0:1:0:0:1"])
def test_ip_address_is_found(address: str) -> None:
    assert found(f"my ip is {address}, can you unblock it") == {("IP_ADDRESS", address)}


@pytest.mark.parametrize(
    "text",
    [
        "version 11.0.3.1",
        "firmware: 203.0.113.7",
        "the router is at 192.168.1.1",
        "999.1.1.1 is no address",
        "ratio 1:2:3:4",
    ],
)
def test_versions_and_home_networks_are_no_ip_address(text: str) -> None:
    assert not values(text, "IP_ADDRESS")
