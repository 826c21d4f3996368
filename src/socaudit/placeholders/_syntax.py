"""The syntaxes of placeholders, tokenised and never rendered, and what is wrong with those that will not work."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from socaudit.model import BROKEN, SAFE, Placeholder
from socaudit.placeholders._blocks import unbalanced
from socaudit.placeholders._names import Names, is_known, is_plain

_FILL = (
    "(?:please )?(?:fill|insert|enter|add|type|put|write|choose|select|your"
    "|customer(?:'s)?|agent(?:'s)?|name of|number of)"
)  # fmt: skip
_TOKEN = re.compile(
    r"(?P<comment>\{#.*?#\})"
    r"|(?P<block>\{%.*?%\})"
    r"|(?P<triple>\{\{\{(?P<raw>[^{}]*)\}\}\})"
    r"|(?P<double>\{\{(?P<name>[^{}]*)\}\})(?!\})"
    r"|(?P<broken>\{[ ]+\{[^{}\n]*\}[ ]*\}|\{%[^%}\n]*\}?|\{\{+[^{}\n]{0,60}\}+|\{\{+ ?[\w.]*|\{[^{}\n]{0,60}\}\}+"
    r"|\}\}+)"
    r"|(?P<single>\$?\{[ ]?(?P<word>[A-Za-z][\w .:-]{0,60})\})"
    r"|(?P<open>\{[A-Za-z]\w*[._]\w+)"
    r"|(?P<square>\[(?P<shout>[^\[\]\n]{2,60})\](?![(\[:]))"
    rf"|(?P<angle><(?P<told>{_FILL}\b[^<>\n]{{1,80}}|[A-Za-z][A-Za-z0-9_ .-]{{1,40}})>)",
    re.DOTALL | re.IGNORECASE,
)
_FAULTS = (
    (re.compile(r"\{ +\{"), "there are spaces between its braces"),
    (re.compile(r"\{%[^%]*"), "it opens with {% and does not close with %}"),
    (re.compile(r"\{[^}]*\}"), "its braces do not match"),
    (re.compile(r"\{"), "it opens and never closes"),
    (re.compile(r"\}"), "it closes what was never opened"),
)
# Elements whose names could be taken for what they ask for.
_HTML = frozenset({"address", "body", "code", "data", "form", "link", "map", "mark", "meta", "source", "time", "title"})
_FILLING = re.compile(rf"{_FILL}\b", re.IGNORECASE)
_CURLY = re.compile("[\u201c\u201d\u2018\u2019\u00ab\u00bb]")
_SIGIL = re.compile(r"[-~]?\s*([#^/!>&]|else\b)?\s*(.*?)\s*[-~]?", re.DOTALL)
_FILTERED = re.compile(r"([^|,]*)(.*)", re.DOTALL)


def placeholders(text: str, names: Names) -> tuple[Placeholder, ...]:
    """Return the placeholders of a text in order; what only looks like one is none."""
    found = [one for token in _TOKEN.finditer(text) if (one := _READ[token.lastgroup or ""](token, names)) is not None]
    broken = {one.start: one for one in unbalanced(found, text)}
    return tuple(broken.get(one.start, one) for one in found)


def _control(token: re.Match[str], _names: Names) -> Placeholder:
    """Return what steers the template and publishes nothing itself."""
    return Placeholder(token.start(), token.end(), token.lastgroup or "", "", SAFE)


def _braces(token: re.Match[str], names: Names) -> Placeholder:
    """Return `{{name | filter}}` or `{{{name}}}`."""
    syntax = token.lastgroup or ""
    content = token["raw"] if syntax == "triple" else token["name"]
    made = Placeholder(token.start(), token.end(), syntax, "", SAFE)
    sigil, said = _parts(content)
    if sigil and sigil != "&":
        return made
    written, filters = _parts_of(said)
    if not written:
        return replace(made, kind=BROKEN, fault="it is empty")
    if _CURLY.search(said):
        return replace(made, name=written, kind=BROKEN, fault="its quotes are typographic: write straight ones")
    if filters.count('"') % 2:
        return replace(made, name=written, kind=BROKEN, fault="a quote in it is never closed")
    return replace(made, name=written, kind=names.kind(written))


def _parts(content: str) -> tuple[str, str]:
    found = _SIGIL.fullmatch(content)
    return (found[1] or "", found[2]) if found else ("", content.strip())


def _parts_of(said: str) -> tuple[str, str]:
    found = _FILTERED.fullmatch(said)
    return (found[1].strip(), found[2]) if found else (said, "")


def _single(token: re.Match[str], names: Names) -> Placeholder:
    """Return `{name}` or `${name}`."""
    name = token["word"].strip()
    return Placeholder(token.start(), token.end(), "single", name, names.kind(name))


def _square(token: re.Match[str], names: Names) -> Placeholder | None:
    """Return `[NAME]`, `[first name]` or `[insert date]`; None for an aside."""
    name = token["shout"].strip()
    sentence = _FILLING.match(name) is not None
    shouted = name.isupper() and not is_plain(name)
    if not (sentence or shouted or is_known(name)):
        return None
    return Placeholder(token.start(), token.end(), "square", name, names.kind(name, sentence=sentence))


def _angle(token: re.Match[str], names: Names) -> Placeholder | None:
    """Return `<fill in the order number here>` or `<ORDER NUMBER>`; None for a tag of HTML."""
    name = token["told"].strip()
    sentence = _FILLING.match(name) is not None
    if name.lower().split()[0] in _HTML or not (sentence or name.isupper() or is_known(name)):
        return None
    return Placeholder(token.start(), token.end(), "angle", name, names.kind(name, sentence=sentence))


def _broken(token: re.Match[str], _names: Names) -> Placeholder:
    """Return what will be published as it stands, or stop the template from working."""
    fault = next(fault for pattern, fault in _FAULTS if pattern.match(token[0]))
    end = token.start() + len(token[0].rstrip())
    return Placeholder(token.start(), end, "broken", "", BROKEN, fault)


_READ: Mapping[str, Callable[[re.Match[str], Names], Placeholder | None]] = {
    "comment": _control,
    "block": _control,
    "triple": _braces,
    "double": _braces,
    "broken": _broken,
    "open": _broken,
    "single": _single,
    "square": _square,
    "angle": _angle,
}
