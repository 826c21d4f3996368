from __future__ import annotations

import pytest

from .finding import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my imei is 490154203237518", "490154203237518"),
        ("imei 490154203237519", "490154203237519"),
        ("phone 49-015420-323751-8", "49-015420-323751-8"),
        ("serial number ABC123456", "ABC123456"),
        ("S/N: C02XK0AAJG5H", "C02XK0AAJG5H"),
        ("mac 00:00:5E:00:53:AF", "00:00:5E:00:53:AF"),
        ("hub +000000-0000000001", "+000000-0000000001"),
        ("dev id TV-0000-00C1-0B2E", "TV-0000-00C1-0B2E"),
        ("meter serial E00UP00001 21", "E00UP00001 21"),
        ("device 00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000001"),
    ],
)
def test_device_number_is_found(text: str, value: str) -> None:
    assert values(text, "DEVICE_ID") == {value}


@pytest.mark.parametrize(
    "text", ["my phone 490154203237519", "serial killer show 2017", "order 490154203237518", "at 10:20:30"]
)
def test_other_numbers_are_no_device_number(text: str) -> None:
    assert not values(text, "DEVICE_ID")
