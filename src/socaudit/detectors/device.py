"""Device numbers: IMEI with its check digit, serial numbers, network addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._checks import luhn
from socaudit.detectors._recognizer import CUED, VALIDATED, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_IMEI = re.compile(r"(?<![\w-])\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d(?![\w-])")
_IMEI_CUED = re.compile(
    r"\bimei\b[^\d\n]{0,15}(?P<value>\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d{1,2})(?![\w-])", re.IGNORECASE
)
_SERIAL = re.compile(
    r"\b(?:serial|s/n|device id|mac address|iccid|sim (?:number|card number)|box number|receiver (?:id"
    r"|number))\b"
    r"(?:\s*(?:numbers?|nos?\.?|num|id|is|was"
    r"|[:=#-])){0,3}\s*#?(?P<value>(?=[A-Za-z0-9:-]*\d)[A-Za-z0-9](?:[A-Za-z0-9]"
    r"|[:-](?=\w)){5,24})(?![\w-])",
    re.IGNORECASE,
)
_MAC = re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![\w:-])")


@recognizer("imei", digits=True, cues=("imei", "phone", "handset", "device"))
def imei(view: View) -> Iterator[Detection]:
    """Find IMEIs after the word, or by the check digit where the text speaks of a phone."""
    yield from matches(_IMEI_CUED, view.quiet, "DEVICE_ID", VALIDATED, "imei")
    for match in _IMEI.finditer(view.quiet):
        if luhn(match[0]):
            yield Detection("DEVICE_ID", *match.span(), CUED, "imei")


@recognizer(
    "device_serial",
    digits=True,
    cues=("serial", "s/n", "device id", "mac", "iccid", "sim", "box number", "receiver"),
)
def device_serial(view: View) -> Iterator[Detection]:
    """Find serial numbers by the words before them."""
    return matches(_SERIAL, view.quiet, "DEVICE_ID", CUED, "device_serial")


@recognizer("mac_address", digits=True, cues=(":", "-"))
def mac_address(view: View) -> Iterator[Detection]:
    """Find network hardware addresses."""
    return matches(_MAC, view.quiet, "DEVICE_ID", CUED, "mac_address")
