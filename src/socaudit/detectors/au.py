"""Australia: postcodes after a state, tax file and Medicare numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_POSTCODE = re.compile(
    r"\b(?:NSW|VIC|QLD|TAS|ACT|Victoria|Queensland|Tasmania|New South Wales)[,.]?\s+(?P<value>\d{4})(?![\w-])"
)
_TFN = re.compile(
    r"\b(?:tfn|tax file)\b(?: (?:number|no|num|#))?\W{0,3}(?:is"
    r"|was)?\s*(?P<value>\d{3}[ -]?\d{3}[ -]?\d{2,3})(?![\w-])",
    re.IGNORECASE,
)
_MEDICARE = re.compile(
    r"\bmedicare\b(?: (?:card|number|no|num|#)){0,2}\W{0,3}(?:is"
    r"|was)?\s*(?P<value>\d{4}[ -]?\d{5}[ -]?\d)(?![\w-])",
    re.IGNORECASE,
)


@recognizer("au_postcode", digits=True)
def postcode(view: View) -> Iterator[Detection]:
    """Find postcodes that follow a state."""
    return matches(_POSTCODE, view.quiet, "POSTAL_CODE", CUED, "au_postcode")


@recognizer("au_tfn", digits=True, cues=("tfn", "tax file"))
def tfn(view: View) -> Iterator[Detection]:
    """Find tax file numbers by the words before them."""
    return matches(_TFN, view.quiet, "NATIONAL_ID", CUED, "au_tfn")


@recognizer("au_medicare", digits=True, cues=("medicare",))
def medicare(view: View) -> Iterator[Detection]:
    """Find Medicare numbers by the word before them."""
    return matches(_MEDICARE, view.quiet, "NATIONAL_ID", CUED, "au_medicare")
