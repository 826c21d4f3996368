"""Numbers that open something: PINs, one-time codes, codes of doors, alarms and networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, Form, matches, recognizer
from socaudit.detectors._secrets import IS, LITERALLY, is_secret
from socaudit.detectors._view import View
from socaudit.model import Detection

_DIGITS = r"\d{4}|\d{6}|\d(?:[ -]\d){3}"
_NO_MORE = r"(?![\w%]|[.,:/-]\d|[ -]\d)"
_PIN = re.compile(
    rf"(?<!area )(?<!delivery )\b(?P<cue>pin(?: (?:number|num\b|nos?\b\.?|code))?)"
    rf"(?: (?:for|to|on|of|i (?:set|chose|use|got|was given)|we use) ?[\w' ]{{0,25}}?)?"
    rf"(?:{IS}|\s+|\s*[(:#]\s*){LITERALLY}(?P<value>{_DIGITS}){_NO_MORE}",
    re.IGNORECASE,
)
_PIN_REVERSED = re.compile(
    r"(?<![\w.,/£$€-])(?P<value>\d{4,6}) (?:is|was|as) (?:my|the|our|her|his) (?:\w+ )?(?:pin|otp|pass ?code)\b",
    re.IGNORECASE,
)
_PIN_CHANGED = re.compile(
    r"\b(?:pin|pass ?code|code)\b[^.\n]{0,12}\bfrom (?P<value>\d{4,6})(?: to (?P<value2>\d{4,6}))?(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)
# 'He wanted the passcode so I said 664120'.
_SAID = re.compile(
    r"\b(?:otp|pin|pass ?code|(?:the|a|that) code)\b[^.\n\d]{0,40}\b(?:said|says|told (?:him|her|them|you|the \w+)"
    r"|gave (?:it |him |her |them |you )?|read (?:it )?out|entered|typed(?: in)?|put in|tried|keyed(?: in)?) "
    r"(?P<value>\d{4,8}|\d{3} \d{3})(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)
_CODE_VALUE = r"\d{4,8}|\d{3}[ -]\d{3}|\d{4}-\d{4}|(?=[A-Z]*[\d-])[A-Z0-9]{2,6}-?[A-Z0-9]{3,7}|[A-Z]{1,2}-\d{4,8}"
_ONE_TIME = re.compile(
    r"\b(?:otp|tan|one[- ]time (?:pass ?(?:code|word)|code|pin)|(?:verification|verify|authentication"
    r"|authenticator|auth"
    r"|authorisation|authorization|2fa|mfa|access|login|log-?in|sign-?in|sms|text|reset|recovery|backup|unlock"
    r"|activation|porting|confirmation text|whats ?app|amazon|google"
    r"|pac|stac|puk|locker|collection|pick-?up|release|6[- ]digit|six[- ]digit|4[- ]digit"
    r"|four[- ]digit) (?:codes?|number|key)"
    r"|pac|puk|pass ?code|security code|code (?:you|they|u|ye|he|she|it) (?:just )?(?:sent|texted|gave|emailed)"
    r"(?: (?:me|us|through|over))?"
    r"|code (?:i|we) (?:just )?(?:got|received|was (?:sent|given))|code (?:came|arrived)(?: through)?(?: as)?"
    r"|code (?:from|in|by|on) (?:the |your |my )?(?:text|sms|app|email|phone)|(?:text|message|sms"
    r"|email)(?: (?:came|arrived|sent|just|popped up))*(?: through| thru| in)? with (?:a |the )?"
    r"code|(?:read|give|gave|told|giving|tell)(?: \w+)?(?: out)? the code)\b"
    r"(?: (?:for|to|on|in|by|from|i|we|you|that|they|sent|got|text|came|through) ?[\w' ]{0,25}?)??"
    rf"(?:{IS}|\s+|\s*[(:#,]\s*){LITERALLY}(?P<value>(?-i:{_CODE_VALUE}))(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)
_THE_CODE = re.compile(
    rf"(?P<before>\b[\w-]+ )?\bcode\s*(?:is|was|:"
    rf"|=)?\s*[(\"']?(?P<value>(?-i:(?=[A-Z-]*\d){_CODE_VALUE}))(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:locker|gate|door|key ?safe|lock ?box|(?:log|sign)(?:ged|ging|ed)? ?in|otp|2fa|texted|sms|alarm|keypad"
    r"|verif\w+|one[- ]time|intercom|buzzer)\b",
    re.IGNORECASE,
)
_NO_SECRET = re.compile(
    r"\b(?:error|fault|promo\w*|discount|voucher|gift|coupon|post|postal|zip|sort|area|dial\w*|country|booking"
    r"|product|qr|bar|ref\w*|order|swift|branch|ifsc|tax|hs|offer|refer\w*|invite|status|item|style|dress|colou?r"
    r"|pin|tracking|stock|model|part|batch|lot|flight|shop|store|cheat|source|http|response|event|unit) $",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"\b(?:(?:front |back |side |main )?door|gate|(?:burglar )?alarm|key ?safe|key ?box|key ?pad|lock ?box|lock"
    r"|locker|entry|entrance"
    r"|building|buzzer|garage|wi-?fi|network|hub|router|access|intercom|safe|communal|porch|shed|flat|apartment"
    r"|lobby|lift)"
    rf" ?(?:code|password|pass|pw|pwd|pin|key|passcode|number|combo|combination)\b(?: (?:for|to|on"
    rf"|at) [\w' ]{{2,25}}?)?"
    rf"(?:{IS}|\s+|\s*[(#]\s*)"
    r"(?P<value>(?=[^\s\0]*\d)[\w#*!@$%&-]{3,24}|[a-z]+\d*\w*(?=[.!]?$))",
    re.IGNORECASE,
)
# 'Key safe by the door is 2091', 'gate is 1470#'.
_LOCK = re.compile(
    r"\b(?:(?:key ?safe|key ?box|lock ?box)(?: [a-z ]{0,25}?)?(?: is| number|:|=| -)?"
    r"|(?:gate|alarm|door|keypad|garage|intercom|buzzer) (?:is|:|=)|(?:keypad|intercom"
    r"|buzzer)) (?P<value>[C#*]?\d{4,6}[#*A-Z]?)"
    r"(?![\w%]|[.,:/-]\d| ?(?:am|pm|days|hours|times)\b)",
    re.IGNORECASE,
)
_INDIAN_PIN_CODE = 6


@recognizer(
    "pin", digits=True, cues=("pin", "code", "otp"), finds=(Form("CREDENTIAL", "my pin is [0000]", CUED, CUED),)
)
def pin(view: View) -> Iterator[Detection]:
    """Find PINs and codes by the words around them; six digits after 'PIN code' are an Indian postcode."""
    for match in _PIN.finditer(view.quiet):
        if not (match["cue"].lower().endswith("code") and len(match["value"]) == _INDIAN_PIN_CODE):
            yield Detection("CREDENTIAL", *match.span("value"), CUED, "pin")
    yield from matches(_PIN_REVERSED, view.quiet, "CREDENTIAL", CUED, "pin")
    yield from matches(_SAID, view.quiet, "CREDENTIAL", CUED, "pin")
    for match in _PIN_CHANGED.finditer(view.quiet):
        for group in ("value", "value2"):
            if match[group]:
                yield Detection("CREDENTIAL", *match.span(group), CUED, "pin")


@recognizer(
    "one_time_code",
    digits=True,
    cues=("otp", "tan", "code", "one-time", "one time", "pac", "puk", "number", "key"),
    finds=(Form("CREDENTIAL", "the verification code was [000000]", LIKELY, CUED, context=(_ONE_TIME,)),),
)
def one_time_code(view: View) -> Iterator[Detection]:
    """Find one-time and porting codes by the words before them, and 'the code' where something is opened."""
    yield from matches(_ONE_TIME, view.quiet, "CREDENTIAL", CUED, "one_time_code")
    if "code" in view.lower and _OPENS.search(view.quiet):
        for match in _THE_CODE.finditer(view.quiet):
            if not _NO_SECRET.search(match["before"] or ""):
                yield Detection("CREDENTIAL", *match.span("value"), LIKELY, "one_time_code")


@recognizer(
    "entry_code",
    cues=(
        "code",
        "pass",
        "pw",
        "pin",
        "key",
        "number",
        "comb",
        "safe",
        "box",
        "gate",
        "alarm",
        "door",
        "garage",
        "buzz",
    ),
    finds=(Form("CREDENTIAL", "the gate code is [0000]", LIKELY, CUED, context=(_ENTRY,)),),
)
def entry_code(view: View) -> Iterator[Detection]:
    """Find codes of doors, alarms, key safes and wireless networks."""
    for match in _ENTRY.finditer(view.text):
        numbered = match[0].lower().startswith(("flat", "apartment", "building", "hub", "router", "lift")) and (
            "number" in match[0].lower()
        )
        if not numbered and (is_secret(match["value"]) or match["value"].isdigit()):
            yield Detection("CREDENTIAL", *match.span("value"), CUED, "entry_code")
    if view.digits:
        yield from matches(_LOCK, view.quiet, "CREDENTIAL", LIKELY, "entry_code")
