"""Device numbers: IMEI with its check digit, serial numbers, network addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._checks import luhn
from socaudit.detectors._recognizer import CUED, VALIDATED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_IMEI = re.compile(r"(?<![\w-])\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d(?![\w-])")
_IMEI_CUED = re.compile(
    r"\bimei\b[^\d\n]{0,15}(?P<value>\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d{1,2})(?![\w-])", re.IGNORECASE
)
_SERIAL = re.compile(
    r"\b(?:serial|s/n|sn|device (?:id|no\.?|number)|dev id|udid|uuid|eid|meid|esn|imsi|android id|idfa"
    r"|gaid|ad(?:vertising)? id|mac(?: address)?|iccid"
    r"|sim (?:number|no\.?|card (?:number|no\.?))|box (?:number|no\.?|id)|(?:receiver|router|hub|modem"
    r"|decoder|stb|console|meter|machine|handset|tablet|laptop|boiler|unit) "
    r"(?:id|number|no\.?|serial|sn))(?!\w)"
    r"(?:\s*(?:numbers?|nos?\.?|num|id|is|was|on (?:the )?\w+|it's|shows|says"
    r"|[:=#(-])){0,3}\s*#?(?P<value>(?=[A-Za-z0-9:-]*\d)[A-Za-z0-9](?:[A-Za-z0-9]"
    r"|[:-](?=\w)| (?=\d{2})){5,36})(?![\w-])",
    re.IGNORECASE,
)
# British home hubs: six digits of the maker, ten of the box; Androids and apps: a UUID.
_HUB = re.compile(r"(?<![\w+])\+\d{6}-\d{10}(?!\d)")
_UUID = re.compile(r"(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])", re.IGNORECASE)
_UUID_CUE = re.compile(r"\b(?:device|phone|install|idfa|gaid|udid|uuid|tablet|handset|ad id)\b", re.IGNORECASE)
_MAC_DOTTED = re.compile(r"(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])", re.IGNORECASE)
_MAC = re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![\w:-])")


@recognizer(
    "imei",
    digits=True,
    cues=("imei", "phone", "handset", "device"),
    finds=(Form("DEVICE_ID", "you blocked my phone, [49-015420-323751-8]", CUED, VALIDATED, check="Luhn"),),
)
def imei(view: View) -> Iterator[Detection]:
    """Find IMEIs after the word, or by the check digit where the text speaks of a phone."""
    yield from matches(_IMEI_CUED, view.quiet, "DEVICE_ID", VALIDATED, "imei")
    for match in _IMEI.finditer(view.quiet):
        if luhn(match[0]):
            yield Detection("DEVICE_ID", *match.span(), CUED, "imei")


@recognizer(
    "device_serial",
    digits=True,
    cues=(
        "serial",
        "s/n",
        "sn",
        "dev",
        "mac",
        "iccid",
        "sim",
        "box",
        "receiver",
        "uid",
        "eid",
        "esn",
        "imsi",
        "ad id",
        "idfa",
        "gaid",
        "android",
        "router",
        "hub",
        "modem",
        "decoder",
        "stb",
        "console",
        "meter",
        "handset",
        "tablet",
        "laptop",
        "boiler",
        "unit",
    ),
    finds=(Form("DEVICE_ID", "serial number is [EX00004411]", CUED, CUED, context=(_SERIAL,)),),
)
def device_serial(view: View) -> Iterator[Detection]:
    """Find serial numbers by the words before them."""
    yield from matches(_SERIAL, view.quiet, "DEVICE_ID", CUED, "device_serial")
    yield from matches(_HUB, view.quiet, "DEVICE_ID", CUED, "device_serial")


@recognizer(
    "mac_address",
    digits=True,
    cues=(":", "-", "mac"),
    finds=(Form("DEVICE_ID", "the hub, [00:00:5E:00:53:AF], is off", CUED, CUED),),
)
def mac_address(view: View) -> Iterator[Detection]:
    """Find network hardware addresses."""
    yield from matches(_MAC, view.quiet, "DEVICE_ID", CUED, "mac_address")
    if "mac" in view.lower:
        yield from matches(_MAC_DOTTED, view.quiet, "DEVICE_ID", CUED, "mac_address")
    if "-" in view.lower and _UUID_CUE.search(view.quiet):
        yield from matches(_UUID, view.quiet, "DEVICE_ID", CUED, "mac_address")
