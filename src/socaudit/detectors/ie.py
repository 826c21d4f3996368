"""Ireland: Eircodes, PPS numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_EIRCODE = re.compile(r"(?<![\w-])(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?[0-9AC-FHKNPRTV-Y]{4}(?![\w-])")
_PPS = re.compile(r"(?<![\w-])\d{7}[A-W][A-IW]?(?![\w-])", re.IGNORECASE)
_PPS_CUE = re.compile(r"\b(?:pps|ppsn)\b", re.IGNORECASE)


@recognizer("ie_eircode", digits=True)
def eircode(view: View) -> Iterator[Detection]:
    """Find Eircodes in capitals; without the space they are hard to tell from a product code."""
    for match in _EIRCODE.finditer(view.quiet):
        spaced = " " in match[0]
        if spaced or "eircode" in view.lower:
            yield Detection("POSTAL_CODE", *match.span(), SHAPED if spaced else LIKELY, "ie_eircode")


@recognizer("ie_pps", digits=True, cues=("pps",))
def pps(view: View) -> Iterator[Detection]:
    """Find PPS numbers where the text speaks of one."""
    if _PPS_CUE.search(view.quiet):
        yield from matches(_PPS, view.quiet, "NATIONAL_ID", CUED, "ie_pps")
