"""E-mail addresses, written or spelled out; names on other services; IP addresses."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, VALIDATED, WEAK, matches, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_NEAR = 60
_LOCAL = r"[A-Za-z0-9](?:[\w.+%'-]{0,63}[A-Za-z0-9_])?"
_EMAIL = re.compile(rf"(?<![\w@]){_LOCAL}@(?:[\w-]+\.)+[A-Za-z]{{2,18}}(?![\w@])")
_DOT = r"(?:\s*[\[(]\s*(?:dot|\.)\s*[\])]\s*|\s+dot\s+|\.)"
_AT = r"(?:\s*[\[(]\s*(?:at|@)\s*[\])]\s*|\s+at\s+)"
_SPELLED = re.compile(
    rf"(?<![\w@+-])(?P<local>[A-Za-z0-9][\w+-]{{0,63}}(?:{_DOT}[\w+-]{{1,63}}){{0,3}}){_AT}[a-z0-9-]+(?P<dot>{_DOT})"
    rf"(?:com|net|org|co(?:{_DOT})uk|co|uk|ie|edu|me|io|example|ca|au|in)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[\[(]")
_DOT_IN_LOCAL = re.compile(r"\bdot\b|\d|[._+-]", re.IGNORECASE)
_MAILBOX = re.compile(
    r"\b(?:g ?mail|hotmail|yahoo|outlook|icloud|live|aol|proton(?:mail)?|me|msn|btinternet|googlemail)\W",
    re.IGNORECASE,
)
_MAIL_CUE = re.compile(r"\be-?mail(?: address)?\W|\bmail me\b", re.IGNORECASE)
_IPV4 = re.compile(r"(?<![\w.:-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{1,4}(?![\w:])")
_LOCAL_NETWORKS = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fe80::/10", "fc00::/7"))
)
_VERSION = re.compile(r"\b(?:version|ver|firmware|v|build|release|update|ios|android)\W{0,3}$", re.IGNORECASE)

_SERVICE_CUES = (
    "whats",
    "telegram",
    "insta",
    "ig",
    "snap",
    "psn",
    "ps4",
    "ps5",
    "playstation",
    "xbox",
    "gamer",
    "steam",
    "discord",
    "skype",
    "kik",
    "wechat",
    "line",
    "facebook",
    "fb",
    "twitch",
    "epic",
    "signal",
    "viber",
    "messenger",
    "linkedin",
    "tiktok",
)
_SERVICE = (
    r"(?:whats ?app|telegram|insta(?:gram)?|ig|snap(?: ?chat)?|psn|ps4|ps5|playstation|xbox(?: live)?"
    r"|gamer ?tag|steam"
    r"|discord|skype|kik|wechat|line|facebook|fb|twitch|epic(?: games)?|signal|viber|messenger|linkedin"
    r"|tiktok)"
)
_WORD = r"(?:\s+(?:id|name|tag|user ?name|user|handle|account|network id|acct))"
_NAME = r"(?P<value>@[\w.-]{2,31}\w|(?=[\w.-]*[\d_A-Z])[A-Za-z0-9](?:[\w.-]{2,30})\w(?:#\d{4})?)"
_HANDLE = re.compile(
    rf"\b(?i:{_SERVICE})(?:(?i:{_WORD}){{1,2}}\s*(?i:is|=|:|-)?\s*['\"]?{_NAME}"
    rf"|\s*(?:[:=]|(?i:is|me (?:at|on|@)))\s*['\"]?{_NAME.replace('?P<value>', '?P<value2>')}"
    r"|(?:\s+(?i:at|me|on|us|me at))*\s+['\"]?(?P<value3>@[\w.-]{2,31}\w))"
)
_NOT_A_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}|\d+|.*\.(?:com|co|uk|net)", re.DOTALL)


@recognizer("email", cues=("@",))
def email(view: View) -> Iterator[Detection]:
    """Find e-mail addresses of the usual form."""
    return matches(_EMAIL, view.text, "EMAIL_ADDRESS", VALIDATED, "email")


@recognizer("email_spelled", cues=(" at ", "(at", "[at", "(@", "[@"))
def email_spelled(view: View) -> Iterator[Detection]:
    """Find e-mail addresses written with `at` and `dot`."""
    for match in _SPELLED.finditer(view.quiet):
        # 'only at shop dot com' is a sentence: one plain word needs a mail service, brackets or a cue.
        spelled = _IN_BRACKETS.search(match[0]) or _DOT_IN_LOCAL.search(match["local"])
        if (
            spelled
            or _MAILBOX.search(match[0])
            or _MAIL_CUE.search(view.quiet, max(0, match.start() - _NEAR), match.start())
        ):
            yield Detection("EMAIL_ADDRESS", *match.span(), CUED, "email_spelled")


@recognizer(
    "online_handle",
    cues=_SERVICE_CUES,
)
def online_handle(view: View) -> Iterator[Detection]:
    """Find names on other services, by the service's name before them."""
    for match in _HANDLE.finditer(view.text):
        group = next(name for name in ("value", "value2", "value3") if match[name])
        if match[group].startswith("@") or not _NOT_A_NAME.fullmatch(match[group]):
            yield Detection("ONLINE_HANDLE", *match.span(group), CUED, "online_handle")


@recognizer("ip_address", digits=True, cues=(".", ":"))
def ip_address(view: View) -> Iterator[Detection]:
    """Find IP addresses that are not version numbers."""
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(view.quiet):
            try:
                address = ipaddress.ip_address(match[0])
            except ValueError:
                continue
            if not _VERSION.search(view.quiet, max(0, match.start() - _NEAR), match.start()):
                # Every home has 192.168.1.1. Ranges for documentation stay: examples live there.
                local = address.is_loopback or any(
                    address in network for network in _LOCAL_NETWORKS if network.version == address.version
                )
                yield Detection("IP_ADDRESS", *match.span(), WEAK if local else CUED, "ip_address")
