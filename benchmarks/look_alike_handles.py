"""Invented handles of companies, their deformations by attackers, and the handles of people who mean no harm.

Written from how false customer service accounts are made (word parts swapped, homoglyphs, digits for letters,
separators, service words before and behind), not from how they are found. Deterministic for a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations


def _listed(words: str) -> list[str]:
    return words.split()


_FIRST = _listed("""
    aber alder amber anvil apex arbor ashby aspen atlas auro bay beacon birch blue bolt bram brook cairn calder canopy
    cedar chalk clear clover cobalt coral crest dale dart delph dove drift eagle east ember ever fable falcon fern field
    flint fox gale glen gold granite green grove harbor haven hazel heron hill hollow iron ivy juniper kelp kestrel
    kite lark laurel linden loch lumen lynx maple marl mead merle mill moss nova oak onyx opal orchard osprey otter
    pearl pine plum quartz quill raven reed ridge river robin rowan sable sage silver slate spruce star stone swift
    tarn teal thistle thorn tide tor umber vale velvet vesper violet vista wren willow winter yarrow zephyr
""")
_SECOND = _listed("""
    air arc bank barn bite bridge broad burn cab call card cart cast chem cloud coast court craft dine drive fibre
    fleet flow food ford freight fund gas gate grid hire home insure jet kart lane lend line link loan mart media
    metro mile mobile motor net parcel pay pharm port post power rail ride route sail sea ship shop stay stream tech
    tel toys trade train travel tv van wash water way wear wire works yard
""")
_SOMETIMES, _OFTEN = 0.3, 0.7
_PURPOSES = (("Help",), ("Support",), ("Care",), ("Cares",), ("Help", "UK"), ("Care", "US"), ("UK", "Help"), (), ())
_SERVICE_AFFIXES = _listed("""
    _help _support _care _official _team _cs _helpdesk _support_uk _help_uk _customer_care _service _refunds _agent
    HelpDesk Official Team SupportTeam CustomerService HelpLine Care24 Assist _claims _billing _live_support
""")
_SERVICE_PREFIXES = ("official_", "real_", "the_real_", "Real", "Official", "help_", "support_", "ask", "team_")
_HOMOGLYPHS = {
    "a": "\u0430\u0251\u03b1\u00e0\U0001d41a\uff41",
    "c": "\u0441\u03f2\u0188\uff43",
    "d": "\u0501\u0111\U0001d41d",
    "e": "\u0435\u00e9\u04bd\uff45",
    "g": "\u0261\u011f",
    "h": "\u04bb\u0570",
    "i": "\u0456\u0131\u00ed\u03b9",
    "j": "\u0458\u03f3",
    "k": "\u03ba\u043a\u1e31",
    "l": "\u04cf\u0142\u2113\u0399",
    "m": "\u043c\uff4d",
    "n": "\u0578\u00f1\uff4e",
    "o": "\u043e\u03bf\u0585\u00f6\u0b66",
    "p": "\u0440\u03c1\uff50",
    "q": "\u051b",
    "r": "\u0433\u0155",
    "s": "\u0455\u015f\ua731",
    "t": "\u0442\u0167",
    "u": "\u057d\u03c5\u00fc\u1d1c",
    "v": "\u03bd\u0475\u1d20",
    "w": "\u051d\u0461\u0175",
    "x": "\u0445\u00d7",
    "y": "\u0443\u04af\u00fd",
    "z": "\u1d22\u017a",
}
_DIGITS = {"o": "0", "l": "1", "i": "1", "e": "3", "a": "4", "s": "5", "t": "7", "b": "8", "g": "9"}
_FORENAMES = _listed("""
    amy ben cara dan ella finn gwen hugo isla jack kate leo mia noah olive pete quinn rosa sam tess una vik will xena
    yusuf zoe priya omar chidi mei lars ines ravi sofia tom nia bea carl dee eli faye gus hana ian jo
""")
_ODD_WORDS = _listed("""
    runs bakes writes gaming music photos travels knits cooks reads rants united fc dad mum nerd vibes tweets garden
    films art studio coffee cycling books football history birds tea plays codes
""")
_FAN_AFFIXES = _listed("""
    _fan fans _fanclub lover _lovers Stan _memes _spotter Sucks _sucks Victims IsAwful Rants _parody Parody Watch
    _unofficial Diaries _haters Survivors Complaints _ripoff Fail _fails Jokes _trivia Collector _history Scam
""")
_FAN_PREFIXES = ("ihate", "ilove", "boycott_", "not", "fake", "worst", "no_more_", "ex", "fuming_at_", "never_again_")
_SIBLING_REGIONS = ("UK", "US", "IE", "CA", "AU", "India", "Scotland", "North", "_uk", "_ireland")
_SIBLING_PARTS = ("News", "Careers", "Jobs", "Press", "Events", "Kids", "Sport", "Arena", "Foundation", "Business")


@dataclass(frozen=True)
class Company:
    """An invented company: its words, its first handle, its other accounts (configured), and plain unlisted ones."""

    words: tuple[str, ...]
    handle: str
    siblings: tuple[str, ...] = field(default=())
    unlisted: tuple[str, ...] = field(default=())


def companies(count: int, *, seed: int = 4) -> list[Company]:
    """Return companies of two made-up words and a purpose, no two of the same words."""
    draw = random.Random(seed)  # noqa: S311  # Repeatable, not secret.
    names = draw.sample([(one, two) for one in _FIRST for two in _SECOND if one != two], count)
    return [_company(words, draw) for words in names]


def _company(words: tuple[str, str], draw: random.Random) -> Company:
    parts = draw.choice(_PURPOSES)
    purpose = "".join(parts)
    name = "".join(map(str.title, words))
    shape = draw.choice(("camel", "camel", "camel", "underscore", "small"))
    handle = name + purpose
    if shape == "underscore":
        handle = f"{name}_{purpose}" if purpose else "_".join(map(str.title, words))
    elif shape == "small":
        handle = handle.lower()
    region, part = draw.choice(_SIBLING_REGIONS), draw.choice(_SIBLING_PARTS)
    configured = (name + draw.choice(("HelpIE", "CareCA", "Refunds", "Deals")), f"{name}{draw.choice(_SIBLING_PARTS)}")
    return Company((*words, *map(str.lower, parts)), handle, configured, (name + region, name + part))


def deformations(company: Company, count: int = 20, *, seed: int = 4) -> list[tuple[str, str]]:
    """Return `(kind, handle)` of different look-alikes of a company's handle, of every kind in turn."""
    draw = random.Random(f"{seed} {company.handle}")  # noqa: S311  # Repeatable, not secret.
    own = {handle.casefold() for handle in (company.handle, *company.siblings, *company.unlisted)}
    made: dict[str, str] = {}
    while len(made) < count:
        for kind, deform in KINDS.items():
            handle = deform(company, draw)
            if handle.casefold() not in own and len(made) < count:
                made.setdefault(handle, kind)
    return [(kind, handle) for handle, kind in made.items()]


def _swapped(company: Company, draw: random.Random) -> str:
    orders = [order for order in permutations(company.words) if order != company.words]
    order = draw.choice(orders)
    return draw.choice(("".join(map(str.title, order)), "".join(order), "_".join(order)))


def _homoglyph(company: Company, draw: random.Random) -> str:
    return _replaced(company.handle, _HOMOGLYPHS, draw)


def _digit(company: Company, draw: random.Random) -> str:
    if draw.random() < _SOMETIMES or not any(letter in _DIGITS for letter in company.handle.lower()):
        return company.handle + draw.choice(("1", "24", "247", "01", "7"))
    return _replaced(company.handle, _DIGITS, draw)


def _underscore(company: Company, draw: random.Random) -> str:
    bare = company.handle.replace("_", "")
    if bare != company.handle and draw.random() < _SOMETIMES:
        return bare
    place = draw.choice((0, len(bare), draw.randrange(1, len(bare)), len(company.words[0])))
    return f"{bare[:place]}{draw.choice(('_', '_', '__'))}{bare[place:]}"


def _affix(company: Company, draw: random.Random) -> str:
    if draw.random() < _OFTEN:
        return company.handle + draw.choice(_SERVICE_AFFIXES)
    return draw.choice(_SERVICE_PREFIXES) + company.handle


KINDS: dict[str, Callable[[Company, random.Random], str]] = {
    "word swap": _swapped,
    "homoglyph": _homoglyph,
    "digit": _digit,
    "underscore": _underscore,
    "affix": _affix,
}


def _replaced(text: str, table: dict[str, str], draw: random.Random) -> str:
    """Replace one or two letters of a text by what looks like them."""
    places = [place for place, letter in enumerate(text.lower()) if letter in table]
    for place in draw.sample(places, min(len(places), draw.choice((1, 1, 2)))):
        text = text[:place] + draw.choice(table[text[place].lower()]) + text[place + 1 :]
    return text


def harmless(made: Sequence[Company], count: int = 5000, *, seed: int = 4) -> Iterator[tuple[str, str]]:
    """Yield `(kind, handle)` of ordinary people, fans and critics, and the companies' plain sibling accounts."""
    draw = random.Random(seed)  # noqa: S311  # Repeatable, not secret.
    taken: set[str] = {handle.casefold() for company in made for handle in (company.handle, *company.siblings)}
    yielded = 0
    for company in made:
        for handle in (*company.siblings, *company.unlisted):
            yield "sibling", handle
            yielded += 1
    while yielded < count:
        company = draw.choice(made)
        kind, handle = (
            ("ordinary", _ordinary(draw)) if draw.random() < _OFTEN else ("fan or critic", _fan(company, draw))
        )
        if handle.casefold() not in taken:
            taken.add(handle.casefold())
            yielded += 1
            yield kind, handle


def _ordinary(draw: random.Random) -> str:
    first, word = draw.choice(_FORENAMES), draw.choice([*_ODD_WORDS, *_FIRST, *_SECOND])
    year = draw.choice(("", "", str(draw.randrange(1, 99)), str(draw.randrange(1955, 2010))))
    title = draw.choice(("the", "real", "its", "mr", "team", ""))
    shapes = (
        f"{first}_{word}{year}",
        f"{first.title()}{word.title()}{year}",
        f"{word}{first}{draw.randrange(10, 9999)}",
        f"{title}{first}{draw.choice(_FIRST)}{year}",
        f"{draw.choice(_FIRST)}_{draw.choice(_ODD_WORDS)}{year}",
    )
    return draw.choice(shapes)


def _fan(company: Company, draw: random.Random) -> str:
    name = company.handle if draw.random() < _OFTEN else "".join(map(str.title, company.words[:2]))
    if draw.random() < _OFTEN:
        return name + draw.choice(_FAN_AFFIXES) + draw.choice(("", "", "", str(draw.randrange(1, 99))))
    return draw.choice(_FAN_PREFIXES) + name
