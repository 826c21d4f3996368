"""Australia: postcodes after a state, tax file and Medicare numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors import _checks
from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, VALIDATED, Form, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_POSTCODE = re.compile(
    r"\b(?:(?:(?i:NSW|VIC|QLD|TAS)|ACT|NT|(?<=[a-z], )WA|(?<=[a-z] )WA|(?<=[a-z], )SA|(?<=[a-z] )SA"
    r"|(?i:Victoria|Queensland|Tasmania|New South Wales|"
    r"South Australia|Western Australia|Northern Territory))[,.]?\s+(?P<value>\d{4})(?![\w-]|[.,:]\d))"
)
# A state's numbers, after a street and its town: '12 Gum Track, Cairns, 4870'.
_AFTER_STREET = re.compile(
    r"\d [A-Z][a-z']+ (?i:st|street|rd|road|ave|avenue|track|cres|crescent|parade|pde|drive|dr|court|ct"
    r"|place|pl|close|lane|way|tce|terrace|circuit|cct)"
    r"(?:,? [A-Z][a-z]+){0,2},? (?P<value>0[89]\d\d|[2-7]\d{3})(?![\w-]|[.,:]\d)"
)
# 'resent it to 3070': a number of four digits that something is sent to, or somebody is in.
_SENT = re.compile(
    r"\b(?:re-?sen[dt]|sen[dt]|deliver(?:ed|y|ing|s)?|ship(?:ped|ping|s)?|post(?:ed)?|redirected|live in"
    r"|based in|address|nbn (?:out|down)|postcode)(?: (?:it|them|this|that|one))?(?: to"
    r"| in)? (?P<value>0[89]\d\d|[2-7]\d{3})"
    r"(?![\w%-]|[.,:/]\d| (?:people|customers|homes|times|miles|points|items|orders|emails|of)\b)",
    re.IGNORECASE,
)
_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_YEAR = re.compile(r"20[0-4]\d")
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
_MEDICARE_CARD = re.compile(r"(?<![\w-])(?<!\d )[2-6]\d{3} \d{5} \d(?![\w-]| ?\d)")
_CRN = re.compile(
    r"\b(?:centrelink|crn)\b(?: (?:crn|number|no|num|#))*\W{0,3}(?:is"
    r"|was)?\s*(?P<value>\d{3} ?\d{3} ?\d{3} ?[A-Z])(?![\w-])",
    re.IGNORECASE,
)


@recognizer(
    "au_postcode",
    digits=True,
    finds=(Form("POSTAL_CODE", "ship it to Cooktown QLD [4895]", LIKELY, CUED, context=(_POSTCODE, _SENT)),),
)
def postcode(view: View) -> Iterator[Detection]:
    """Find postcodes that follow a state, a street, or words of sending."""
    if _FOUR.search(view.quiet):
        yield from matches(_POSTCODE, view.quiet, "POSTAL_CODE", CUED, "au_postcode")
        yield from matches(_AFTER_STREET, view.quiet, "POSTAL_CODE", SHAPED, "au_postcode")
        for match in _SENT.finditer(view.quiet):
            if not _YEAR.fullmatch(match["value"]):
                yield Detection("POSTAL_CODE", *match.span("value"), LIKELY, "au_postcode")


@recognizer(
    "au_tfn",
    digits=True,
    cues=("tfn", "tax file"),
    finds=(Form("NATIONAL_ID", "my tax file number is [000 000 000]", SHAPED, VALIDATED, "modulus 11", (_TFN,)),),
)
def tfn(view: View) -> Iterator[Detection]:
    """Find tax file numbers by the words before them; a right check digit makes it sure."""
    for match in _TFN.finditer(view.quiet):
        score = VALIDATED if _checks.tfn(match["value"]) else SHAPED
        yield Detection("NATIONAL_ID", *match.span("value"), score, "au_tfn")


@recognizer(
    "au_medicare",
    digits=True,
    finds=(Form("NATIONAL_ID", "medicare card number [0000 00000 1]", LIKELY, VALIDATED, context=(_MEDICARE,)),),
)
def medicare(view: View) -> Iterator[Detection]:
    """Find Medicare numbers by the word before them, or grouped as on the card with the right check digit."""
    if "medicare" in view.lower:
        for match in _MEDICARE.finditer(view.quiet):
            score = VALIDATED if _checks.medicare(match["value"]) else SHAPED
            yield Detection("NATIONAL_ID", *match.span("value"), score, "au_medicare")
    for match in _MEDICARE_CARD.finditer(view.quiet):
        if _checks.medicare(match[0]):
            yield Detection("NATIONAL_ID", *match.span(), LIKELY, "au_medicare")


@recognizer(
    "au_centrelink",
    digits=True,
    cues=("centrelink", "crn"),
    finds=(Form("NATIONAL_ID", "my centrelink crn is [000 000 000X]", CUED, CUED, context=(_CRN,)),),
)
def centrelink(view: View) -> Iterator[Detection]:
    """Find Centrelink customer numbers: nine digits and a letter."""
    return matches(_CRN, view.quiet, "NATIONAL_ID", CUED, "au_centrelink")
