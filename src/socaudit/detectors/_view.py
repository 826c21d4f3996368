"""A text as recognizers see it: folded, and a quiet copy without links, handles and placeholders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from socaudit.folding import Folded, fold

# Neither a word character nor white space: nothing matches into or across a blank.
BLANK = "\0"
_LINK = re.compile(r"\bhttps?://\S+|\bwww\.\S+")
_BARE_LINK = re.compile(
    r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|co|org|net|uk|io"
    r"|ly|gov|edu)/\S*"
)
# Values that an export or a template has already taken out, whatever the brackets.
_PLACEHOLDER = re.compile(
    r"__\w+?__|\[[A-Z][A-Z_ ]+(?:\d+)?\]|<[A-Z][A-Z_ ]+>|\{\{?(?!\s*(?:at|dot|@)\s*\})[^{}\n]{0,40}\}\}?"
)
_BRACKET = re.compile(r"__|[\[<{]")
# The sign first, then what stands before it: so the engine leaps from sign to sign.
_HANDLE = r"@(?<![\w.+-]@)\w+"
_HASHTAG = r"#(?<!\w#)[A-Za-z_]{3}\w*"
_LOUD = re.compile(f"{_HANDLE}|{_HASHTAG}")
_HANDLES = re.compile(_HANDLE)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class View:
    """One text to search.

    Args:
        folded: the folded text with the way back to the original's offsets.
        text: the folded text, links and placeholders blank.
        quiet: the same length, handles and hashtags blank as well.
        lower: `quiet` in lower case, for looking up cues only: its offsets may differ.
        handles: the handles in lower case.
        digits: whether `quiet` holds a digit.
    """

    folded: Folded
    text: str
    quiet: str
    lower: str
    handles: str
    digits: bool


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _plain(text: str) -> str:
    """Return `text` with links and placeholders blank; most texts hold neither, and a look for a sign is cheap."""
    if _BRACKET.search(text):
        text = _PLACEHOLDER.sub(_blank, text)
    if "//" in text or "www." in text:
        text = _LINK.sub(_blank, text)
    return _BARE_LINK.sub(_blank, text) if "/" in text else text


def view(text: str) -> View:
    """Return the view of `text`."""
    folded = fold(text)
    plain = _plain(folded.text)
    quiet = _LOUD.sub(_blank, plain) if "@" in plain or "#" in plain else plain
    handles = " ".join(_HANDLES.findall(plain)).lower() if "@" in plain else ""
    return View(folded, plain, quiet, quiet.lower(), handles, _DIGIT.search(quiet) is not None)
