"""What opens something: passwords, PINs, one-time codes, security answers, codes of doors and networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, matches, recognizer, words
from socaudit.detectors._view import View
from socaudit.model import Detection

_IS = r"(?:\s*(?:is|was|=|:|are|-(?=\s)|it's)){1,2}\s*"
_QUOTE = r"['\"]?"
_PASSWORD = re.compile(
    rf"\b(?:pass ?word|passwd|pwd|pass ?code|pass ?phrase|memorable (?:word|information)|security (?:answer"
    rf"|word)|mother'?s maiden name"
    rf"|maiden name)\b(?: (?:for|to|on) [\w' ]{{2,25}}?)?{_IS}(?P<quote>{_QUOTE})"
    rf"(?P<value>[^\s\0'\",;]{{3,40}}?)(?P=quote)(?=[\s,;.!?)]|$)",
    re.IGNORECASE,
)
_PIN = re.compile(
    rf"\bpin(?: (?:number|no|code))?(?:{_IS}|\s+)(?P<value>\d{{4}}|\d{{6}})(?![\w%]|[.,:/-]\d)", re.IGNORECASE
)
_ONE_TIME = re.compile(
    r"\b(?:otp|one[- ]time (?:pass ?(?:code|word)|code|pin)|(?:verification|authentication|auth|2fa|access"
    r"|login|log-?in|sms|text) code"
    r"|security code|code (?:you|they|u) (?:just )?(?:sent|texted)(?: me)?|code i (?:got|received))\b"
    rf"(?:{_IS}|\s+)(?P<value>\d{{4,8}}|(?=[A-Z]*\d)[A-Z0-9]{{6,8}}|[A-Z]{{1,2}}-\d{{4,8}})(?![\w%]"
    rf"|[.,:/-]\d)",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"\b(?:(?:front |back )?door|gate|alarm|key ?safe|key ?pad|lock ?box|entry|building|buzzer|garage|wi-?fi"
    r"|access|intercom|safe|communal)"
    rf" ?(?:code|password|pin|key|passcode|number)\b(?: (?:for|to) [\w' ]{{2,25}}?)?(?:{_IS}|\s+)"
    r"(?P<value>(?=[^\s\0]*\d)[\w#*!@$%&-]{3,24}|[a-z]+\d*\w*(?=[.!]?$))",
    re.IGNORECASE,
)

_MIN_PLAIN = 4


def _is_value(text: str) -> bool:
    """Return whether `text` can be a secret and not the end of 'my password is not working'."""
    word = text.rstrip(".!?").lower()
    return (
        len(word) >= _MIN_PLAIN and word not in words("password_states.txt") and word not in words("common_words.txt")
    )


@recognizer("password", cues=("pass", "pwd", "memorable", "security", "maiden"))
def password(view: View) -> Iterator[Detection]:
    """Find passwords and security answers after the words that announce them."""
    for match in _PASSWORD.finditer(view.text):
        value = match["value"].rstrip(".!?") or match["value"]
        if not _is_value(value):
            continue
        plain = value.isalpha() and value.islower() and not match["quote"]
        ends = plain and view.text[match.end("value") :].strip(" .!\0") == ""
        if not plain or ends:
            start = match.start("value")
            yield Detection("CREDENTIAL", start, start + len(value), LIKELY if plain else CUED, "password")


@recognizer("pin", digits=True, cues=("pin",))
def pin(view: View) -> Iterator[Detection]:
    """Find PINs by the word before them."""
    return matches(_PIN, view.quiet, "CREDENTIAL", CUED, "pin")


@recognizer("one_time_code", digits=True, cues=("otp", "code", "one-time", "one time"))
def one_time_code(view: View) -> Iterator[Detection]:
    """Find one-time codes by the words before them."""
    return matches(_ONE_TIME, view.quiet, "CREDENTIAL", CUED, "one_time_code")


@recognizer("entry_code", cues=("code", "password", "pin", "key"))
def entry_code(view: View) -> Iterator[Detection]:
    """Find codes of doors, alarms, key safes and wireless networks."""
    for match in _ENTRY.finditer(view.text):
        if _is_value(match["value"]) or match["value"].isdigit():
            yield Detection("CREDENTIAL", *match.span("value"), CUED, "entry_code")
