"""Passports, driving licences, number plates and Indian identity numbers, by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_LINK = r"(?:\s*(?:numbers?|nos?\.?|num|#|is|was|id|[:=#-])){0,4}\s*"
_CODE = r"(?=[A-Za-z0-9-]*\d)"
_PASSPORT = re.compile(rf"\bpassport\b{_LINK}(?P<value>{_CODE}[A-Z]{{0,2}}\d{{6,9}}[A-Z]?)(?![\w-])", re.IGNORECASE)
_LICENCE = re.compile(
    rf"\b(?:driv(?:er'?s?|ing|ers) licen[cs]e|dl"
    rf"|licen[cs]e number)\b{_LINK}(?P<value>{_CODE}[A-Z0-9](?:[A-Z0-9]|[ -](?=\d)){{5,18}})(?![\w-])",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"\b(?:reg(?:istration)?(?: (?:number|no|plate))?|(?:licen[cs]e|number) ?plate|plate"
    r"|vrm)\b(?:\s*(?:number|no|is|was|[:=#-])){0,3}\s*"
    r"(?P<value>(?=[A-Z0-9 -]*\d)(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,4})(?![\w-])",
)
_AADHAAR = re.compile(r"\ba+dha?ar\b[^\d\n]{0,15}(?P<value>\d{4}[ -]?\d{4}[ -]?\d{4})(?![\w-])", re.IGNORECASE)
_PAN = re.compile(r"\b(?i:pan)\b(?i:\s*(?:card|number|no|is|[:=#-])){0,3}\s*(?P<value>[A-Z]{5}\d{4}[A-Z])(?![\w-])")


@recognizer("passport", digits=True, cues=("passport",))
def passport(view: View) -> Iterator[Detection]:
    """Find passport numbers by the word before them."""
    return matches(_PASSPORT, view.quiet, "PASSPORT", CUED, "passport")


@recognizer("driver_license", digits=True, cues=("licen", "dl"))
def driver_license(view: View) -> Iterator[Detection]:
    """Find driving licence numbers by the words before them."""
    return matches(_LICENCE, view.quiet, "DRIVER_LICENSE", CUED, "driver_license")


@recognizer("license_plate", digits=True, cues=("reg", "plate", "vrm"))
def license_plate(view: View) -> Iterator[Detection]:
    """Find number plates in capitals by the words before them."""
    return matches(_PLATE, view.quiet, "LICENSE_PLATE", CUED, "license_plate")


@recognizer("in_national_id", digits=True, cues=("adhar", "adhaar", "pan"))
def in_national_id(view: View) -> Iterator[Detection]:
    """Find Indian Aadhaar and PAN numbers by the words before them."""
    yield from matches(_AADHAAR, view.quiet, "NATIONAL_ID", CUED, "in_national_id")
    yield from matches(_PAN, view.quiet, "NATIONAL_ID", CUED, "in_national_id")
