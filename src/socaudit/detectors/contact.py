"""E-mail addresses, written or spelled out; names on other services; IP addresses."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from socaudit.detectors._recognizer import CUED, LIKELY, SHAPED, VALIDATED, WEAK, Form, matches, recognizer, words
from socaudit.detectors._view import View
from socaudit.model import Detection

_NEAR = 60
_LOCAL = r"[A-Za-z0-9](?:[\w.+%'-]{0,63}[A-Za-z0-9_])?"
_EMAIL = re.compile(rf"(?<![\w@]){_LOCAL}@(?:[\w-]+\.)+[A-Za-z]{{2,18}}(?![\w@])")
_DOT = r"(?:\s*[\[({<]\s*(?:dot|\.|point)\s*[\])}>]\s*|\s+(?:dot|d0t|point)\s+|\s?\.)"
_AT = r"(?:\s*[\[({<]\s*(?:at|@|a)\s*[\])}>]\s*|\s+at\s+|\s*_at_\s*| ?@ ?)"
_SIGN = rf"(?:{_DOT}|\s+(?:underscore|under score|dash|hyphen|minus|plus)\s+)"
_END = (
    r"(?:com|net|org|ie|edu|me|io|example|ca|in|eu|info|uk|gov|de|fr|us|biz|nz"
    rf"|co(?:{_DOT}\s?(?:uk|in|nz|za))?|com{_DOT}au|net{_DOT}au|org{_DOT}uk|ac{_DOT}uk|nhs{_DOT}uk)"
)
_SPELLED = re.compile(
    rf"(?<![\w@+-])(?P<local>[A-Za-z0-9][\w+-]{{0,63}}(?:{_SIGN}[\w+-]{{1,63}}){{0,4}}){_AT}[a-z0-9-]+"
    rf"(?:{_DOT} ?[a-z0-9-]{{2,30}}(?={_DOT}))?(?P<dot>{_DOT}) ?{_END}\b",
    re.IGNORECASE,
)
_ENDS_LIKE_MAIL = re.compile(rf"(?:dot|d0t|point|\.)\W{{0,4}}{_END}\b")
# A mail service says enough without its ending, and a comma or a space for the dot is a slip.
_MAILBOXES = (
    r"(?:g ?mail|googlemail|hotmail|yahoo|ymail|outlook|icloud|live|aol|proton(?:mail)?|msn"
    r"|btinternet|sky|virginmedia|eircom|bigpond|rediffmail|optusnet)"
)
_SLIPPED = re.compile(
    rf"(?<![\w@+-])[A-Za-z0-9][\w.+-]{{1,63}}(?: ?@ ?|\s*[\[(]\s*(?:at"
    rf"|@)\s*[\])]\s*){_MAILBOXES}(?:[ ,]{{1,2}}(?:com|co|net|ie|in)(?:[ ,.]{{1,2}}uk)?\b)?(?![\w@]|\.\w)",
    re.IGNORECASE,
)
_MAIL_SERVICE = re.compile(rf"[@)\]] ?{_MAILBOXES}", re.IGNORECASE)
_SLIPPED_DOMAIN = re.compile(rf"(?<![\w@+-]){_LOCAL}@[a-z0-9-]{{2,40}},(?:com|co\.uk|net|org|ie)\b", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:press|media|info|help|support|hello|contact|care|customer[._-]?(?:care|services?|support)"
    r"|enquir(?:y|ies)|inquiries|complaints?|sales|team"
    r"|no-?reply|privacy|dpo|service|feedback|pr|admin|office|social|queries)@",
    re.IGNORECASE,
)
_TO_COMPANY = re.compile(
    r"(?:\b(?:please|us|our|team|enquir\w+|queries|contact|details|by|via|can)\b[^@]{0,30})$", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"[\[({<@]|_at_", re.IGNORECASE)
_DOT_IN_LOCAL = re.compile(r"\bdot\b|\bunderscore\b|\bdash\b|\bhyphen\b|\d|[._+-]", re.IGNORECASE)
_MAILBOX = re.compile(
    r"\b(?:g ?mail|hotmail|yahoo|outlook|icloud|live|aol|proton(?:mail)?|me|msn|btinternet|googlemail)\W",
    re.IGNORECASE,
)
_MAIL_CUE = re.compile(
    r"\be-?mail(?: address|s)?\W|\b(?:mail|reach|contact|write to) me\b|\bmail\W|\baddress is\b", re.IGNORECASE
)
_IPV4 = re.compile(r"(?<![\w.:-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{1,4}(?![\w:])")
_LOCAL_NETWORKS = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fe80::/10", "fc00::/7"))
)
_VERSION = re.compile(
    r"\b(?:version|ver|v|build|release|ios|android|chrome|firefox|safari|edge|browser|windows|driver|patch|app|software"
    r"|sw|fw|os|subnet|mask|gateway|dns|section|clause)\b[\w ]{0,12}\W{0,3}$|\b(?:firmware|update[ds]?"
    r"|upgrade[ds]?)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_IS_ADDRESS = re.compile(r"\bips?\b|\bip address", re.IGNORECASE)
# Everybody's name servers, and what stands for no address.
_NOBODYS = frozenset({"8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "1.2.3.4"})

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
    "tik tok",
    "threads",
    "roblox",
    "fortnite",
    "nintendo",
    "battle",
    "riot",
    "venmo",
    "cash",
    "t.me",
    "reddit",
    "bluesky",
    "mastodon",
)
_SERVICE = (
    r"(?:whats ?app|telegram|insta(?:gram)?|ig|snap(?: ?chat)?|psn|ps4|ps5|playstation|xbox(?: live)?"
    r"|gamer ?tag|steam"
    r"|discord|skype|kik|wechat|line|facebook|fb|twitch|epic(?: games)?|signal|viber|messenger|linkedin"
    r"|tik ?tok|threads|roblox|fortnite|nintendo|battle\.?net|riot|venmo|cash ?app|reddit|bluesky"
    r"|mastodon|gamer|telegram channel|snapchat)"
)
_WORD = r"(?:\s+(?:id|name|tag|user ?name|user|handle|account|network id|acct))"
_NAME = r"(?P<value>@[\w.-]{2,31}\w|(?=[\w.-]*[\d_A-Z])[A-Za-z0-9](?:[\w.-]{2,30})\w(?:#\d{4})?)"
_HANDLE = re.compile(
    rf"\b(?i:{_SERVICE})(?:(?i:{_WORD}){{1,2}}\s*(?i:is|=|:|-)?\s*['\"]?{_NAME}"
    rf"|\s*(?:[:=]|(?i:is|me (?:at|on|@)))\s*['\"]?{_NAME.replace('?P<value>', '?P<value2>')}"
    r"|(?:\s+(?i:at|me|on|us|me at))*\s+['\"]?(?P<value3>@[\w.-]{2,31}\w))"
)
# Letters with a digit, an underscore or a capital inside are nobody's everyday word: 'on PSN kev_91'.
_AFTER_SERVICE = re.compile(
    rf"\b(?i:(?:on|my|is|add me on|via|{_SERVICE}) {_SERVICE}|{_SERVICE})(?i:\s+(?:is|as|me|under|at"
    rf"|name|user))?(?:[,:]| -)?\s+['\"(]?(?P<value>(?=[\w.]*[\d_])[A-Za-z][\w.]{{2,30}}\w)(?!\w|:)"
)
_PLAIN_AFTER_IS = re.compile(
    rf"\b(?i:my|her|his|our|add) (?i:{_SERVICE})(?i:{_WORD})?(?i:\s+(?:is|name is|=)|'s"
    rf"|:)\s+['\"@(]?(?P<value>[A-Za-z][\w.-]{{3,30}}\w)(?!\w)"
)
_BEFORE_SERVICE = re.compile(
    rf"(?:^|[\s(])(?P<value>@[A-Za-z][\w.]{{2,30}}\w"
    rf"|(?=[\w.]{{0,30}}[\d_])[A-Za-z][\w.]{{3,30}}\w) (?i:on|via|over on|in|at) (?i:my )?(?i:{_SERVICE})\b"
)
_LINKED = re.compile(
    r"\b(?P<value>(?:(?:t|telegram)\.me/|wa\.me/\+?|instagram\.com/|facebook\.com/|fb\.com/|m\.me/"
    r"|snapchat\.com/add/|tiktok\.com/@|twitch\.tv/|linkedin\.com/in/"
    r"|paypal\.me/|venmo\.com/u?/?|cash\.app/\$|discord\.gg/|reddit\.com/u(?:ser)?/)(?!p/|reel/|watch"
    r"|groups/|events/|share|story)[\w.-]{2,40}\w)",
    re.IGNORECASE,
)
_PROFILE_PLACES = (".me/", ".com/", "u/", ".tv/", ".gg/", ".app/")
_MINE = re.compile(r"\b(?:my|user ?name|i'?m|i am|me|mine|add|i run|here'?s|find me|reach me|her|his)\b", re.IGNORECASE)
_ANY_SERVICE = re.compile(rf"\b{_SERVICE}\b")
_COMPANY = re.compile(r".*(?:support|help|care|uk|ie|au|official|team|service|hq)", re.IGNORECASE)
_REDDIT = re.compile(r"(?<![\w/])/?u/(?P<value>[A-Za-z0-9_-]{3,20})(?![\w/])")
_TAGGED = re.compile(r"(?<![\w#])[A-Za-z][\w.]{2,30}#\d{4}(?!\d)")
_WORDLIKE = re.compile(
    r"[A-Za-z]?[a-z]+|ps[45]|\d+(?:st|nd|rd|th)?|.*\.(?:com|co|uk|net)|[A-Za-z]{1,8}\d{1,2}", re.DOTALL
)
_NOT_A_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}|\d+|.*\.(?:com|co|uk|net)", re.DOTALL)


@recognizer("email", cues=("@",), finds=(Form("EMAIL_ADDRESS", "write to [jane.doe@example.com]", WEAK, VALIDATED),))
def email(view: View) -> Iterator[Detection]:
    """Find e-mail addresses of the usual form."""
    for match in _EMAIL.finditer(view.text):
        # 'for press enquiries please email press@...': the company's own address.
        own = _ROLE.match(match[0]) and _TO_COMPANY.search(view.text, max(0, match.start() - _NEAR), match.start())
        yield Detection("EMAIL_ADDRESS", *match.span(), WEAK if own else VALIDATED, "email")


@recognizer("email_slipped", finds=(Form("EMAIL_ADDRESS", "write to [jane.doe@example,com]", SHAPED, SHAPED),))
def email_slipped(view: View) -> Iterator[Detection]:
    """Find e-mail addresses with a comma or a space for the dot, or a mail service without its ending."""
    if _MAIL_SERVICE.search(view.folded.text):
        yield from matches(_SLIPPED, view.folded.text, "EMAIL_ADDRESS", SHAPED, "email_slipped")
    if "@" in view.text and "," in view.text:
        yield from matches(_SLIPPED_DOMAIN, view.text, "EMAIL_ADDRESS", SHAPED, "email_slipped")


@recognizer(
    "email_spelled",
    cues=(" at ", "(at", "[at", "(@", "[@", "@ ", " @", "{at", "<at", "_at_", "( at", "(a)"),
    finds=(Form("EMAIL_ADDRESS", "it is [jane dot doe at example dot com]", CUED, CUED),),
)
def email_spelled(view: View) -> Iterator[Detection]:
    """Find e-mail addresses written with `at` and `dot`."""
    if not _ENDS_LIKE_MAIL.search(view.lower):
        return
    for match in _SPELLED.finditer(view.text):
        if _EMAIL.fullmatch(match[0]):
            continue
        # 'only at shop dot com' is a sentence: one plain word needs a mail service, brackets or a cue.
        spelled = _IN_BRACKETS.search(match[0]) or _DOT_IN_LOCAL.search(match["local"])
        if (
            spelled
            or _MAILBOX.search(match[0])
            or _MAIL_CUE.search(view.text, max(0, match.start() - _NEAR), match.start())
        ):
            yield Detection("EMAIL_ADDRESS", *match.span(), CUED, "email_spelled")


@recognizer(
    "online_handle",
    cues=_SERVICE_CUES,
    finds=(Form("ONLINE_HANDLE", "my PSN id is [Jane_Doe91]", LIKELY, CUED, context=(_ANY_SERVICE,)),),
)
def online_handle(view: View) -> Iterator[Detection]:
    """Find names on other services, by the service's name before them."""
    if not _ANY_SERVICE.search(view.lower):
        return
    for match in _HANDLE.finditer(view.text):
        group = next(name for name in ("value", "value2", "value3") if match[name])
        if match[group].startswith("@") or not _NOT_A_NAME.fullmatch(match[group]):
            yield Detection("ONLINE_HANDLE", *match.span(group), CUED, "online_handle")
    for match in _AFTER_SERVICE.finditer(view.text):
        if not _WORDLIKE.fullmatch(match["value"]):
            yield Detection("ONLINE_HANDLE", *match.span("value"), LIKELY, "online_handle")
    for match in _PLAIN_AFTER_IS.finditer(view.text):
        if match["value"].lower() not in words("common_words.txt"):
            yield Detection("ONLINE_HANDLE", *match.span("value"), LIKELY, "online_handle")
    mine = _MINE.search(view.text) is not None
    for match in _BEFORE_SERVICE.finditer(view.text):
        if (
            mine
            and not _COMPANY.fullmatch(match["value"])
            and not (match["value"][0] != "@" and _WORDLIKE.fullmatch(match["value"]))
        ):
            yield Detection("ONLINE_HANDLE", *match.span("value"), LIKELY, "online_handle")


@recognizer(
    "handle_link",
    finds=(Form("ONLINE_HANDLE", "find me on reddit: [instagram.com/jane_doe91]", LIKELY, LIKELY, context=(_MINE,)),),
)
def handle_link(view: View) -> Iterator[Detection]:
    """Find links to somebody's profile or chat, and names with a number sign."""
    text = view.folded.text
    if any(place in text for place in _PROFILE_PLACES) and _MINE.search(text):
        yield from matches(_LINKED, text, "ONLINE_HANDLE", LIKELY, "handle_link")
        yield from matches(_REDDIT, text, "ONLINE_HANDLE", LIKELY, "handle_link")
    if "#" in text:
        yield from matches(_TAGGED, text, "ONLINE_HANDLE", LIKELY, "handle_link")


@recognizer(
    "ip_address",
    digits=True,
    cues=(".", ":"),
    finds=(Form("IP_ADDRESS", "blocked from [192.0.2.44] again", WEAK, CUED),),
)
def ip_address(view: View) -> Iterator[Detection]:
    """Find IP addresses that are not version numbers."""
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(view.quiet):
            try:
                address = ipaddress.ip_address(match[0])
            except ValueError:
                continue
            version = _VERSION.search(view.quiet, max(0, match.start() - _NEAR), match.start())
            if not version or _IS_ADDRESS.search(version[0]):
                # Every home has 192.168.1.1. Ranges for documentation stay: examples live there.
                local = (
                    address.is_loopback
                    or match[0] in _NOBODYS
                    or match[0].startswith(("255.", "0."))
                    or any(address in network for network in _LOCAL_NETWORKS if network.version == address.version)
                )
                yield Detection("IP_ADDRESS", *match.span(), WEAK if local else CUED, "ip_address")
