"""What is kept secret in words: passwords, memorable words, security answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, Form, recognizer
from socaudit.detectors._secrets import IS, is_secret
from socaudit.detectors._view import View
from socaudit.model import Detection

_QUOTE = r"['\"]?"
_WORD = (
    r"(?:pass ?words?|passwd|pwd|pword|pw|p/w|pass ?code|pass ?phrase|log ?in pass"
    r"|memorable (?:word|information|info|name|place|date)"
    r"|security (?:answer|word|phrase|password)|secret (?:word|answer|phrase)|safe ?word|code ?word)"
)
_ANSWER = r"(?:(?:mother'?s |mums |mum's |mum )?maiden name|first pet|first school|favou?rite teacher)"
_WHAT = rf"(?:{_WORD}|{_ANSWER})"
_PASSWORD = re.compile(
    rf"\b(?P<what>{_WHAT})(?!\w)(?: (?:for|to|on) [\w' ]{{2,25}}?)?{IS}(?P<quote>{_QUOTE})"
    rf"(?P<value>[^\s\0'\",;]{{3,40}}?)(?P=quote)(?=[\s,;.!?)]|$)",
    re.IGNORECASE,
)
# Nothing but the word before it: only what is spelled like no word of everyday.
_BESIDE = re.compile(
    rf"\b(?:{_WORD}|pass)(?!\w)(?: (?:that )?(?:you|they|he|she|u) (?:sent|texted|gave|e-?mailed"
    rf"|issued)(?: (?:me|us))?)?"
    rf"\s*[:(]?\s?(?P<quote>{_QUOTE})"
    r"(?P<value>(?=[^\s\0'\",;]*\d)(?=[^\s\0'\",;]*[A-Za-z])[^\s\0'\",;/()]{5,40})(?P=quote)(?=[\s,;)]|$)",
    re.IGNORECASE,
)
_MEMORABLE = re.compile(
    r"\b(?:(?:memorable|security|secret|safe) ?word|(?:security"
    r"|secret) answer)\s+\(?(?P<value>[A-Za-z][\w-]{3,24})(?=[,.;)!]|$)",
    re.IGNORECASE,
)
# 'Security question was first pet, answer Biscuit', 'maiden name and its Ogilvie'.
_QUESTION = re.compile(
    rf"\b(?:{_ANSWER}|security (?:question|q)\b[^.\n]{{0,40}}?)(?:,| and| so)?"
    r"(?: (?:the )?(?:answer|ans)(?: is| was|:)?| it'?s| i (?:put|said|answered)|,|:|\?)"
    r" (?P<value>(?-i:[A-Z])[\w'-]{2,24})\b",
    re.IGNORECASE,
)
_SHOULD_BE = re.compile(
    r"\b(?:password|pass ?phrase|log ?in)\b[^.\n]{0,12}\b(?:it|that)(?:'s| is| was| should be) "
    r"(?P<value>(?=[^\s\0]*\d)(?=[^\s\0]*[A-Za-z])[^\s\0,;]{5,40})",
    re.IGNORECASE,
)
# 'biscuit is my memorable word', 'used Falcon7! as the login'.
_REVERSED = re.compile(
    rf"(?<![^\s\0(\"'])(?P<quote>{_QUOTE})(?P<value>[^\s\0'\",;()]{{3,40}})(?P=quote) (?:is|was|as) (?:my|the"
    rf"|our|her|his)"
    rf" (?:\w+ )?(?P<what>{_WHAT}|login|log-in|pin|otp|pass|one[- ]time \w+|verification code)\b",
    re.IGNORECASE,
)
_USER = r"\b(?:user ?(?:name|id)?|log ?-?in|logon|admin|account)\b(?:\s*(?:is|was|:|=|with|details?|are)){0,3}"
_PAIR = re.compile(
    rf"{_USER}\s*[^\s\0/]{{3,40}}?"
    r"\s*(?:/|\||,|&|and|pass(?:word)?:?|pw:?"
    r"|pwd:?){1,2}\s*(?P<value>(?=[^\s\0]*\d)(?=[^\s\0]*[A-Za-z])[^\s\0/,@]{5,40})"
    r"(?=[\s,;)]|$)",
    re.IGNORECASE,
)
# With a user's name before it, a password may be a plain word.
_PAIR_PLAIN = re.compile(
    rf"{_USER}\s*[^\s\0/]{{3,40}}[ ,/]{{1,3}}(?:pass(?:word)?|pw"
    rf"|pwd)\b:?(?: is)? (?P<value>[^\s\0/,@.]{{5,40}})(?=[\s,;.)]|$)",
    re.IGNORECASE,
)
_VERIFIES = ("security", "question", "verif", "password", "asks", "answer", "log in", "mother", "mum")


@recognizer(
    "password",
    cues=(
        "pass",
        "pwd",
        "pword",
        "pw",
        "p/w",
        "memorable",
        "security",
        "secret",
        "word",
        "maiden",
        "first ",
        "teacher",
    ),
    finds=(Form("CREDENTIAL", "my password is [Example77]", LIKELY, CUED, context=(_PASSWORD,)),),
)
def password(view: View) -> Iterator[Detection]:
    """Find passwords and security answers after the words that announce them."""
    for match in _PASSWORD.finditer(view.text):
        value = match["value"].rstrip(".!?") or match["value"]
        if not is_secret(value) or not _asked_for(match["what"].lower(), view):
            continue
        plain = value.isalpha() and value.islower() and not match["quote"]
        ends = plain and view.text[match.end("value") :].strip(" .!\0") == ""
        if not plain or ends:
            start = match.start("value")
            yield Detection("CREDENTIAL", start, start + len(value), LIKELY if plain else CUED, "password")
    for pattern in (_BESIDE, _MEMORABLE, _SHOULD_BE):
        for match in pattern.finditer(view.text):
            value = match["value"].rstrip(".?")
            if is_secret(value):
                start = match.start("value")
                yield Detection("CREDENTIAL", start, start + len(value), LIKELY, "password")
    for match in _QUESTION.finditer(view.text):
        if is_secret(match["value"]) and any(word in view.lower for word in _VERIFIES):
            yield Detection("CREDENTIAL", *match.span("value"), LIKELY, "password")


def _asked_for(what: str, view: View) -> bool:
    """Return whether `what` is a secret here: a pet or a maiden name is one where it proves who somebody is."""
    if what.startswith(("first ", "favo")):
        return "security" in view.lower
    return what != "maiden name" or any(word in view.lower for word in _VERIFIES)


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
        if is_secret(value) and not numeric and (memorable or not value.isalpha() or match["quote"]):
            yield Detection("CREDENTIAL", *match.span("value"), CUED, "password_reversed")
    for pattern in (_PAIR, _PAIR_PLAIN):
        for match in pattern.finditer(view.text):
            if "@" not in match["value"] and is_secret(match["value"]):
                yield Detection("CREDENTIAL", *match.span("value"), LIKELY, "password_reversed")
