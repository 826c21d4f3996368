from __future__ import annotations

import pytest

from .finding import detections, found, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("we're in LS6 3HN", "LS6 3HN"),
        ("leeds ls6 3hn please", "ls6 3hn"),
        ("SW1A1AA", "SW1A1AA"),
        ("my postcode is ls63hn", "ls63hn"),
        ("M1 1AE", "M1 1AE"),
        ("Bronx, NY 10463", "10463"),
        ("Long Beach, CA  90803-1234", "90803-1234"),
        ("my zip is 60431", "60431"),
        ("ohio 43128", "43128"),
        ("grandview, mo 64030", "64030"),
        ("Toronto M5V 2T6", "M5V 2T6"),
        ("D02 X285", "D02 X285"),
        ("eircode D02X285", "D02X285"),
        ("Sydney NSW 2000", "2000"),
        ("it is 12345-6789 ok", "12345-6789"),
        ("postcode LS6", "LS6"),
        ("post code is m14", "m14"),
        ("toronto m5v 2t6", "m5v 2t6"),
        ("I moved to Galway, H91 X000", "H91 X000"),
        ("my eircode is h91x000", "h91x000"),
        ("pin code 110001", "110001"),
        ("Bengaluru - 560001", "560001"),
        ("Darwin NT 0800", "0800"),
        ("carlton vic 3053", "3053"),
        ("12 Gum Street, Carlton, 3053", "3053"),
        ("please send it to 3053 instead", "3053"),
        ("Oslo, Norway 0150", "0150"),
        ("APO AE 09001", "09001"),
        ("zip: 1010 AB", "1010 AB"),
    ],
)
def test_postal_code_is_found(text: str, value: str) -> None:
    assert values(text, "POSTAL_CODE") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "10463 people",
        "I paid 12345",
        "ZZ1 1ZZ",
        "model LS6-3HN",
        "flight BA2 490",
        "the 90210 show",
        "I am in 10463",
        "ABC123XY",
        "sent to 2000 people",
        "it was posted 2019",
        "stuck on the M1 near J24",
        "D02X285 part",
    ],
)
def test_other_codes_are_no_postal_code(text: str) -> None:
    assert not values(text, "POSTAL_CODE")


def test_outward_code_is_a_place_where_somebody_is() -> None:
    assert found("no signal in LS6 today") == {("POSTAL_CODE", "LS6")}
    assert not values("stuck in A1 traffic", "POSTAL_CODE")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my NI number is QQ 12 34 56 C", "QQ 12 34 56 C"),
        ("QQ123456C", "QQ123456C"),
        ("my ssn is 078-05-1120", "078-05-1120"),
        ("social security number 666051120", "666051120"),
        ("000-12-3456 is mine", "000-12-3456"),
        ("nhs number 943 476 5919", "943 476 5919"),
        ("nhs no 943 476 5918", "943 476 5918"),
        ("my SIN is 000 000 000", "000 000 000"),
        ("pps 1234567T", "1234567T"),
        ("tfn: 000 000 000", "000 000 000"),
        ("medicare card number 2123 45670 1", "2123 45670 1"),
        ("aadhaar no 0000 1111 2222", "0000 1111 2222"),
        ("PAN card ABCDE1234F", "ABCDE1234F"),
        ("my pan is abcpe1234f", "abcpe1234f"),
        ("voter id ABC0000001", "ABC0000001"),
        ("they want a SIN, mine's 000-000-018", "000-000-018"),
        ("my ssn was read out by them: 078 05 1120", "078 05 1120"),
        ("why is 2345 6789 0124 on the parcel", "2345 6789 0124"),
        ("it shows 2123 45670 1 to everyone", "2123 45670 1"),
    ],
)
def test_identity_number_is_found(text: str, value: str) -> None:
    assert values(text, "NATIONAL_ID") == {value}


@pytest.mark.parametrize(
    "text",
    [
        "DPCI 030-02-8711 in stock?",
        "nhs is great 100",
        "item 123-45-6789",
        "a sin of 2017",
        "pps we won",
        "1234567T",
        "why is 2345 6789 0125 on the parcel",
        "it shows 2123 45680 1 to everyone",
    ],
)
def test_other_numbers_are_no_identity_number(text: str) -> None:
    assert not values(text, "NATIONAL_ID")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("pps 1234567T", "pps 1234567A"),
        ("pps 1234567FA", "pps 1234567TA"),
        ("aadhaar 2345 6789 0124", "aadhaar 2345 6789 0125"),
        ("tfn 123 456 782", "tfn 123 456 783"),
        ("medicare 2123 45670 1", "medicare 2123 45680 1"),
    ],
)
def test_right_check_digit_makes_an_identity_number_sure(right: str, wrong: str) -> None:
    first, second = (
        max(one.score for one in detections(text) if one.entity_type == "NATIONAL_ID") for text in (right, wrong)
    )
    assert first > second


def test_right_check_digit_makes_an_nhs_number_sure() -> None:
    assert values("nhs number 943 476 5919", "NATIONAL_ID", min_score=0.9)
    assert not values("nhs number 943 476 5918", "NATIONAL_ID", min_score=0.9)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("passport number 123456789", "PASSPORT", "123456789"),
        ("my driving licence is MORGA657054SM9IJ", "DRIVER_LICENSE", "MORGA657054SM9IJ"),
        ("driver's license number D1234567", "DRIVER_LICENSE", "D1234567"),
        ("my car reg is AB12 CDE", "LICENSE_PLATE", "AB12 CDE"),
        ("your van AB12CDE hit my wall", "LICENSE_PLATE", "AB12CDE"),
        ("license plate 7ABC123", "LICENSE_PLATE", "7ABC123"),
        ("reg is ab12 cde", "LICENSE_PLATE", "ab12 cde"),
        ("it was AB12 CDE that hit me", "LICENSE_PLATE", "AB12 CDE"),
        ("plate 221-D-99001", "LICENSE_PLATE", "221-D-99001"),
        ("rego ABC 12D", "LICENSE_PLATE", "ABC 12D"),
        ("cab MH 01 ZZ 0001 never came", "LICENSE_PLATE", "MH 01 ZZ 0001"),
        ("passport P0000001 and the old one P0000002", "PASSPORT", "P0000002"),
        ("passport no. is PX0000001", "PASSPORT", "PX0000001"),
        ("victoria licence 000 000 001", "DRIVER_LICENSE", "000 000 001"),
        ("ontario licence A0000-00000-00001", "DRIVER_LICENSE", "A0000-00000-00001"),
        ("DL MH01 20110000001", "DRIVER_LICENSE", "MH01 20110000001"),
        ("passport 12AB34567 fails", "PASSPORT", "12AB34567"),
        ("passport number came out as 533380017 on the ticket", "PASSPORT", "533380017"),
    ],
)
def test_document_and_plate_follow_their_cue(text: str, kind: str, value: str) -> None:
    assert value in values(text, kind)


@pytest.mark.parametrize(
    "text", ["passport control took 45 minutes", "new regulation 2017", "plate of 12 wings", "AB12CDE"]
)
def test_other_words_are_no_document(text: str) -> None:
    assert not {kind for kind, _ in found(text)} & {"PASSPORT", "DRIVER_LICENSE", "LICENSE_PLATE"}
