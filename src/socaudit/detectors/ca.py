"""Canada: postal codes, social insurance numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, SHAPED, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_POSTCODE = re.compile(r"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d(?![\w-])")
_SIN = re.compile(
    r"\b(?:sin|social insurance)\b(?: (?:number|no|num|#))?\W{0,3}(?:is"
    r"|was)?\s*(?P<value>\d{3}[ -]?\d{3}[ -]?\d{3})(?![\w-])",
    re.IGNORECASE,
)


@recognizer("ca_postal_code", digits=True)
def postal_code(view: View) -> Iterator[Detection]:
    """Find postal codes in capitals."""
    return matches(_POSTCODE, view.quiet, "POSTAL_CODE", SHAPED, "ca_postal_code")


@recognizer("ca_sin", digits=True, cues=("sin", "social insurance"))
def sin(view: View) -> Iterator[Detection]:
    """Find social insurance numbers by the words before them."""
    return matches(_SIN, view.quiet, "NATIONAL_ID", CUED, "ca_sin")
