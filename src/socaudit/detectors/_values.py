"""What makes two spellings one value: a detection's normal form, and its parts worth comparing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import phonenumbers

from socaudit.detectors._birth_dates import iso_date
from socaudit.detectors._spoken import spoken_digits
from socaudit.folding import fold

# Where a number without a country code most likely belongs, in the order of trying.
PHONE_REGIONS = ("GB", "US", "IE", "AU", "IN")
# Ofcom's numbers for drama and the North American 555-0100 to 555-0199.
_FICTION = {
    "GB": re.compile(r"(?:0|44|0044)(?:7700900|2079460|1\d1496|1632960|2890180|2920180)\d{3,4}"),
    "US": re.compile(r"1?[2-9]\d\d55501\d\d"),
}
_AUSTRALIAN_MOBILE = re.compile(r"04\d{8}")
_AMERICAN = re.compile(r"(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])[2-9]\d\d[ .-]\d{4}$")
_SHORTEST_NATIONAL = 9
_WORDS = frozenset({"LOCATION", "HEALTH", "STAFF_NAME"})
_SPELLED_SIGNS = ((re.compile(r"\s*\b(?:underscore)\b\s*"), "_"), (re.compile(r"\s*\b(?:dash|hyphen)\b\s*"), "-"))
_CASELESS = frozenset({"EMAIL_ADDRESS", "ONLINE_HANDLE", "IP_ADDRESS"})
_LAST_FOUR = frozenset(
    [
        "CREDIT_CARD",
        "CARD_FRAGMENT",
        "PHONE_NUMBER",
        "IBAN_CODE",
        "BANK_ACCOUNT",
        "CUSTOMER_REFERENCE",
        "ORDER_REFERENCE",
        "NATIONAL_ID",
        "PASSPORT",
        "DRIVER_LICENSE",
        "DEVICE_ID",
    ]
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir"})
_SPELLED = (
    (re.compile(r"\s*[\[(]?\b(?:at)\b[\])]?\s*"), "@"),
    (re.compile(r"\s*[\[(]?\b(?:dot)\b[\])]?\s*"), "."),
)
# A handle's 'JaneDoe' is 'Jane Doe', but a McKay stays one.
_HUMP = re.compile(r"(?<=[a-z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?=[A-Z])")
_NOT_A_WORD = re.compile(r"(?:[^\w']|_)+")
_NOT_ALNUM = re.compile(r"[\W_]+")
_UK_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
_INWARD = 3
_LAST = 4
_STREET_ABBREVIATIONS = {
    "rd": "road",
    "st": "street",
    "ave": "avenue",
    "av": "avenue",
    "ln": "lane",
    "dr": "drive",
    "cl": "close",
    "ct": "court",
    "cres": "crescent",
    "blvd": "boulevard",
    "sq": "square",
    "gdns": "gardens",
    "terr": "terrace",
    "pl": "place",
    "apt": "flat",
    "apartment": "flat",
}


def normalise(entity_type: str, text: str) -> str:
    """Return the form in which equal values of `entity_type` are equal strings, empty if nothing is left.

    Phones become E.164 where a likely region makes them possible, else digits; e-mail addresses lower case
    with `at` and `dot` spelled back; names and addresses case-folded words; everything else upper case
    without separators.
    """
    plain = fold(text).text
    special = _SPECIAL.get(entity_type)
    if special is not None:
        return special(plain)
    if entity_type in _WORDS:
        return " ".join(_words(plain))
    if entity_type in _CASELESS:
        return plain.strip().lstrip("@").casefold()
    return _NOT_ALNUM.sub("", plain).upper()


def parts(entity_type: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return `(kind, normal form)` of the parts of a value that alone can link it to another one.

    Kinds: `name` (each word of a person's name), `last4` (last four digits), `outward` and `inward` (the halves of
    a UK postcode, the five digits of a ZIP and what follows them), `street` and `house` (the street, and the
    numbers in it), `local` and `domain` (of an e-mail address; a handle is all `local`).
    """
    value = normalise(entity_type, text)
    if entity_type in _PARTS:
        return tuple(_PARTS[entity_type](value)) if value else ()
    digits = re.sub(r"\D", "", value)
    if entity_type in _LAST_FOUR and len(digits) >= _LAST:
        return (("last4", digits[-_LAST:]),)
    return ()


def _name_parts(value: str) -> Iterator[tuple[str, str]]:
    yield from (("name", word) for word in value.split() if word not in _TITLES and len(word) > 1)


def _email_parts(value: str) -> Iterator[tuple[str, str]]:
    local, _, domain = value.rpartition("@")
    if local:
        yield from (("local", local), ("domain", domain))


def _postcode_parts(value: str) -> Iterator[tuple[str, str]]:
    outward = value[:-_INWARD] if _UK_POSTCODE.fullmatch(value) else value[:5]
    yield "outward", outward
    if len(value) > len(outward):
        yield "inward", value[len(outward) :]


def _street_parts(value: str) -> Iterator[tuple[str, str]]:
    houses = [word for word in value.split() if any(character.isdigit() for character in word)]
    street = " ".join(word for word in value.split() if word not in {*houses, "flat"})
    if street:
        yield "street", street
    yield from (("house", house) for house in houses)


def parsed_phone(text: str) -> phonenumbers.PhoneNumber | None:
    """Return the number that `text` spells, by the first region that makes it valid, else a possible one."""
    digits = re.sub(r"\D", "", text)
    if digits.startswith("00"):
        text = f"+{digits[2:]}"
    possible = None
    for region in _regions(text, digits):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or is_fiction(digits):
            return number
        if possible is None and phonenumbers.is_possible_number(number) and len(digits) >= _SHORTEST_NATIONAL:
            possible = number
    return possible


def is_fiction(digits: str) -> bool:
    """Return whether `digits` are a number that a regulator keeps for fiction."""
    return any(pattern.fullmatch(digits) for pattern in _FICTION.values())


def _regions(text: str, digits: str) -> tuple[str | None, ...]:
    if text.lstrip("( ").startswith("+"):
        return (None,)
    fictional = tuple(region for region, pattern in _FICTION.items() if pattern.fullmatch(digits))
    if fictional:
        return fictional
    if _AMERICAN.match(text):
        return ("US", *PHONE_REGIONS)
    # Ireland has area codes that begin like every Australian mobile.
    return ("AU", *PHONE_REGIONS) if _AUSTRALIAN_MOBILE.fullmatch(digits) else PHONE_REGIONS


def _phone(text: str) -> str:
    if not any(character.isdigit() for character in text):
        text = spoken_digits(text)
    number = parsed_phone(text)
    if number is not None:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return re.sub(r"\D", "", text)


def _email(text: str) -> str:
    value = text.strip().lower()
    if "@" not in value:
        for pattern, sign in (*_SPELLED, *_SPELLED_SIGNS):
            value = pattern.sub(sign, value)
    return re.sub(r"\s+", "", value)


def _words(text: str) -> list[str]:
    found = (word.strip("'") for word in _NOT_A_WORD.split(text.casefold()))
    return [word for word in found if word]


def _person(text: str) -> str:
    return " ".join(_words(_HUMP.sub(" ", text)))


def _street(text: str) -> str:
    return " ".join(_STREET_ABBREVIATIONS.get(word, word) for word in _words(text))


def _date(text: str) -> str:
    return iso_date(text) or _NOT_ALNUM.sub("", text).upper()


_SPECIAL: dict[str, Callable[[str], str]] = {
    "PERSON": _person,
    "PHONE_NUMBER": _phone,
    "EMAIL_ADDRESS": _email,
    "STREET_ADDRESS": _street,
    "DATE_OF_BIRTH": _date,
    "CREDENTIAL": str.strip,
}

_PARTS: dict[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    "PERSON": _name_parts,
    "EMAIL_ADDRESS": _email_parts,
    "ONLINE_HANDLE": lambda value: iter([("local", value)]),
    "POSTAL_CODE": _postcode_parts,
    "STREET_ADDRESS": _street_parts,
}
