"""What opens something: passwords, PINs, one-time codes, security answers, codes of doors and networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, Form, recognizer, words
from socaudit.detectors._view import View
from socaudit.model import Detection

_LITERALLY = r"(?:(?:literally|now|currently|still|set to|just|actually|definitely|simply|called|always|set as) ){0,2}"
_IS = rf"(?:\s*(?:is|was|=|:|are|-(?=\s)|it's|'s|being)){{1,2}}\s*{_LITERALLY}"
_QUOTE = r"['\"]?"
_WHAT = (
    r"(?:pass ?words?|passwd|pwd|pword|pass ?code|pass ?phrase|memorable (?:word|information|info|name|place|date)"
    r"|security (?:answer|word|phrase|password)|secret (?:word|answer|phrase)|safe ?word|code ?word"
    r"|(?:mother'?s |mums |mum's )?maiden name|first pet|first school|favou?rite teacher)"
)
_PASSWORD = re.compile(
    rf"\b{_WHAT}\b(?: (?:for|to|on) [\w' ]{{2,25}}?)?{_IS}(?P<quote>{_QUOTE})"
    rf"(?P<value>[^\s\0'\",;]{{3,40}}?)(?P=quote)(?=[\s,;.!?)]|$)",
    re.IGNORECASE,
)
# 'biscuit is my memorable word', 'used Falcon7! as the login'.
_REVERSED = re.compile(
    rf"(?<![^\s\0(\"'])(?P<quote>{_QUOTE})(?P<value>[^\s\0'\",;()]{{3,40}})(?P=quote) (?:is|was|as) (?:my|the"
    rf"|our|her|his)"
    rf" (?:\w+ )?(?P<what>{_WHAT}|login|log-in|pin|otp|pass|one[- ]time \w+|verification code)\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:user ?(?:name|id)?|log ?-?in|logon|admin|account)\b(?:\s*(?:is|was|:|=|with|details?"
    r"|are)){0,3}\s*[^\s\0/]{3,40}?"
    r"\s*(?:/|\||,|&|and|pass(?:word)?:?|pw:?"
    r"|pwd:?){1,2}\s*(?P<value>(?=[^\s\0]*\d)(?=[^\s\0]*[A-Za-z])[^\s\0/,@]{5,40})"
    r"(?=[\s,;)]|$)",
    re.IGNORECASE,
)
_DIGITS = r"\d{4}|\d{6}|\d(?:[ -]\d){3}"
_PIN = re.compile(
    rf"\b(?P<cue>pin(?: (?:number|no|code))?)(?: (?:for|to|on|of|i (?:set|chose|use|got|was given)"
    rf"|we use) ?[\w' ]{{0,25}}?)?"
    rf"(?:{_IS}|\s+|\s*[(:#]\s*){_LITERALLY}(?P<value>{_DIGITS})(?![\w%]|[.,:/-]\d|[ -]\d)",
    re.IGNORECASE,
)
_PIN_REVERSED = re.compile(
    r"(?<![\w.,/£$€-])(?P<value>\d{4,6}) (?:is|was|as) (?:my|the|our|her|his) (?:\w+ )?(?:pin|otp|pass ?code)\b",
    re.IGNORECASE,
)
_CODE_VALUE = r"\d{4,8}|\d{3}[ -]\d{3}|(?=[A-Z]*[\d-])[A-Z0-9]{2,6}-?[A-Z0-9]{3,7}|[A-Z]{1,2}-\d{4,8}"
_ONE_TIME = re.compile(
    r"\b(?:otp|tan|one[- ]time (?:pass ?(?:code|word)|code|pin)|(?:verification|verify|authentication"
    r"|authenticator|auth"
    r"|authorisation|authorization|2fa|mfa|access|login|log-?in|sms|text|reset|recovery|backup|unlock"
    r"|activation|porting"
    r"|pac|stac|puk|locker|collection|pick-?up|release|6[- ]digit|six[- ]digit|4[- ]digit"
    r"|four[- ]digit) (?:code|number|key)"
    r"|pac|puk|security code|code (?:you|they|u|ye) (?:just )?(?:sent|texted|gave|emailed)(?: (?:me|us))?"
    r"|code (?:i|we) (?:just )?(?:got|received|was (?:sent|given))"
    r"|code (?:from|in|by) (?:the |your )?(?:text|sms|app|email))\b"
    r"(?: (?:for|to|on|in|by|from|i|we|you|that|they|sent|got|text|came|through) ?[\w' ]{0,25}?)??"
    rf"(?:{_IS}|\s+|\s*[(:#,]\s*){_LITERALLY}(?P<value>(?-i:{_CODE_VALUE}))(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)
_THE_CODE = re.compile(
    rf"(?P<before>\b[\w-]+ )?\bcode\s*(?:is|was|:"
    rf"|=)?\s*[(\"']?(?P<value>(?-i:(?=[A-Z-]*\d){_CODE_VALUE}))(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:locker|gate|door|key ?safe|lock ?box|log(?:ged)? ?in|otp|2fa|texted|sms|alarm|keypad)\b", re.IGNORECASE
)
_NO_SECRET = re.compile(
    r"\b(?:error|fault|promo\w*|discount|voucher|gift|coupon|post|postal|zip|sort|area|dial\w*|country|booking"
    r"|product|qr"
    r"|bar|ref\w*|order|swift|branch|ifsc|tax|hs|offer|refer\w*|invite|status|item|style|dress|colou?r|pin"
    r"|tracking) $",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"\b(?:(?:front |back |side |main )?door|gate|(?:burglar )?alarm|key ?safe|key ?box|key ?pad|lock ?box|lock"
    r"|locker|entry"
    r"|building|buzzer|garage|wi-?fi|network|hub|router|access|intercom|safe|communal|porch|shed|flat|apartment"
    r"|lobby|lift)"
    rf" ?(?:code|password|pass|pin|key|passcode|number|combo|combination)\b(?: (?:for|to|on|at) [\w' ]{{2,25}}?)?"
    rf"(?:{_IS}|\s+|\s*[(#]\s*)"
    r"(?P<value>(?=[^\s\0]*\d)[\w#*!@$%&-]{3,24}|[a-z]+\d*\w*(?=[.!]?$))",
    re.IGNORECASE,
)

_MIN_PLAIN = 4
_INDIAN_PIN_CODE = 6


def _is_value(text: str) -> bool:
    """Return whether `text` can be a secret and not the end of 'my password is not working'."""
    word = text.rstrip(".!?").lower()
    return (
        len(word) >= _MIN_PLAIN and word not in words("password_states.txt") and word not in words("common_words.txt")
    )


@recognizer(
    "password",
    cues=("pass", "pwd", "pword", "memorable", "security", "secret", "word", "maiden", "first ", "teacher"),
    finds=(Form("CREDENTIAL", "my password is [Example77]", LIKELY, CUED, context=(_PASSWORD,)),),
)
def password(view: View) -> Iterator[Detection]:
    """Find passwords and security answers after the words that announce them."""
    for match in _PASSWORD.finditer(view.text):
        value = match["value"].rstrip(".!?") or match["value"]
        if not _is_value(value) or (match[0].lower().startswith(("first ", "favo")) and "security" not in view.lower):
            continue
        plain = value.isalpha() and value.islower() and not match["quote"]
        ends = plain and view.text[match.end("value") :].strip(" .!\0") == ""
        if not plain or ends:
            start = match.start("value")
            yield Detection("CREDENTIAL", start, start + len(value), LIKELY if plain else CUED, "password")


@recognizer(
    "password_reversed",
    cues=(" is my ", " is the ", " was my ", " was the ", " as my ", " as the ", " is our ", "login", "admin", "user"),
    finds=(Form("CREDENTIAL", "[Example77] is my password", LIKELY, CUED, context=(_REVERSED, _PAIR)),),
)
def reversed_password(view: View) -> Iterator[Detection]:
    """Find a secret that stands before the word for it, or beside a user's name."""
    for match in _REVERSED.finditer(view.text):
        value = match["value"]
        numeric = value.isdigit() or not re.search(r"[A-Za-z]", value)
        memorable = match["what"].lower().startswith(("memorable", "security", "secret", "safe", "code"))
        if _is_value(value) and not numeric and (memorable or not value.isalpha() or match["quote"]):
            yield Detection("CREDENTIAL", *match.span("value"), CUED, "password_reversed")
    for match in _PIN_REVERSED.finditer(view.text):
        yield Detection("CREDENTIAL", *match.span("value"), CUED, "password_reversed")
    for match in _PAIR.finditer(view.text):
        if "@" not in match["value"]:
            yield Detection("CREDENTIAL", *match.span("value"), LIKELY, "password_reversed")


@recognizer("pin", digits=True, cues=("pin",), finds=(Form("CREDENTIAL", "my pin is [0000]", CUED, CUED),))
def pin(view: View) -> Iterator[Detection]:
    """Find PINs by the word before them; six digits after 'PIN code' are an Indian postcode."""
    for match in _PIN.finditer(view.quiet):
        if not (match["cue"].lower().endswith("code") and len(match["value"]) == _INDIAN_PIN_CODE):
            yield Detection("CREDENTIAL", *match.span("value"), CUED, "pin")


@recognizer(
    "one_time_code",
    digits=True,
    cues=("otp", "tan", "code", "one-time", "one time", "pac", "puk", "number", "key"),
    finds=(Form("CREDENTIAL", "the verification code was [000000]", LIKELY, CUED, context=(_ONE_TIME,)),),
)
def one_time_code(view: View) -> Iterator[Detection]:
    """Find one-time and porting codes by the words before them, and 'the code' where something is opened."""
    for match in _ONE_TIME.finditer(view.quiet):
        yield Detection("CREDENTIAL", *match.span("value"), CUED, "one_time_code")
    if "code" in view.lower and _OPENS.search(view.quiet):
        for match in _THE_CODE.finditer(view.quiet):
            if not _NO_SECRET.search(match["before"] or ""):
                yield Detection("CREDENTIAL", *match.span("value"), LIKELY, "one_time_code")


@recognizer(
    "entry_code",
    cues=("code", "password", "pass", "pin", "key", "number", "comb"),
    finds=(Form("CREDENTIAL", "the gate code is [0000]", CUED, CUED, context=(_ENTRY,)),),
)
def entry_code(view: View) -> Iterator[Detection]:
    """Find codes of doors, alarms, key safes and wireless networks."""
    for match in _ENTRY.finditer(view.text):
        numbered = match[0].lower().startswith(("flat", "apartment", "building", "hub", "router", "lift")) and (
            "number" in match[0].lower()
        )
        if not numbered and (_is_value(match["value"]) or match["value"].isdigit()):
            yield Detection("CREDENTIAL", *match.span("value"), CUED, "entry_code")
