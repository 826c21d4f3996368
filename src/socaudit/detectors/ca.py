"""Canada: postal codes, social insurance numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._checks import luhn
from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_POSTCODE = re.compile(
    r"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d(?![\w-])", re.IGNORECASE
)
_POSTAL_CUE = re.compile(
    r"\bpostal|\bpost ?code|\bcanada|\baddress|\bzip|\b(?:ON|BC|AB|QC|MB|SK|NS|NB|NL|PE)\b,? [a-z]\d[a-z]",
    re.IGNORECASE,
)
_SIN_NEAR = re.compile(r"\bSIN\b|\bsocial insurance\b", re.IGNORECASE)
_NINE = re.compile(r"(?<![\w-])\d{3}([ -])\d{3}\1\d{3}(?![\w-])")
_SIN = re.compile(
    r"\b(?:sin|social insurance)\b(?: (?:number|no|num|#))?\W{0,3}(?:is"
    r"|was)?\s*(?P<value>\d{3}[ -]?\d{3}[ -]?\d{3})(?![\w-])",
    re.IGNORECASE,
)
_HEALTH_CARD = re.compile(
    r"\b(?:health card|ohip|msp|ramq)\b(?: (?:number|no|num|#))?\W{0,3}(?:is|was)?\s*"
    r"(?P<value>\d{4}[ -]?\d{3}[ -]?\d{3}(?:[ -]?[A-Z]{2})?|[A-Z]{4}[ -]?\d{4}[ -]?\d{4})(?![\w-])",
    re.IGNORECASE,
)


@recognizer(
    "ca_postal_code",
    digits=True,
    finds=(Form("POSTAL_CODE", "nothing came to [H0H 0H0]", LIKELY, SHAPED, context=(_POSTAL_CUE,)),),
)
def postal_code(view: View) -> Iterator[Detection]:
    """Find postal codes; in lower case without a space only where the text speaks of one."""
    for match in _POSTCODE.finditer(view.quiet):
        spaced = match[0][3] in " -"
        if match[0].isupper() or _POSTAL_CUE.search(view.quiet):
            yield Detection("POSTAL_CODE", *match.span(), SHAPED, "ca_postal_code")
        elif spaced and match[0].islower():
            yield Detection("POSTAL_CODE", *match.span(), LIKELY, "ca_postal_code")


@recognizer(
    "ca_sin",
    digits=True,
    cues=("sin", "social insurance"),
    finds=(
        Form(
            "NATIONAL_ID", "they have my SIN on file as [046 454 286]", CUED, CUED, check="Luhn", context=(_SIN_NEAR,)
        ),
    ),
)
def sin(view: View) -> Iterator[Detection]:
    """Find social insurance numbers by the words before them."""
    yield from matches(_SIN, view.quiet, "NATIONAL_ID", CUED, "ca_sin")
    if _SIN_NEAR.search(view.quiet):
        for match in _NINE.finditer(view.quiet):
            if luhn(match[0]):
                yield Detection("NATIONAL_ID", *match.span(), CUED, "ca_sin")


@recognizer(
    "ca_health_card",
    digits=True,
    cues=("health card", "ohip", "msp", "ramq"),
    finds=(Form("NATIONAL_ID", "my OHIP number is [0000-000-000]", CUED, CUED, context=(_HEALTH_CARD,)),),
)
def health_card(view: View) -> Iterator[Detection]:
    """Find numbers of provincial health cards by the words before them."""
    return matches(_HEALTH_CARD, view.quiet, "NATIONAL_ID", CUED, "ca_health_card")
