"""Text from outside in Markdown: nothing of it becomes markup, a link, a mention or a reference."""

from __future__ import annotations

import re

from socaudit.reporters._text import plain

# What starts markup inside a line, of CommonMark, GitHub and GitLab; written as a reference it only stands for itself.
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$!{}#@]")
# Code hosts link addresses and call people by name in any text; an empty place in between keeps them from it.
_GLUED = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_APART = "\N{ZERO WIDTH SPACE}"
_LINK = re.compile(r"https?://[\w.~:/?#@!$&'*+,;=%-]+", re.ASCII)
_TICKS = re.compile(r"`+")


def prose(text: str) -> str:
    """Return `text` on one line, to be read as it stands wherever words may stand."""
    parted = _GLUED.sub(_APART, plain(text))
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", parted).replace(_APART, "&#8203;")


def code(text: str) -> str:
    """Return `text` on one line as a code span, in which nothing is markup; empty text stays empty.

    A bar is spelt out, since it would end the cell of a table even there.
    """
    line = plain(text).replace("|", r"\x7c")
    if not line:
        return ""
    ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(line)), default=0))
    # A space at both ends is taken off again, so that the text may begin or end with a tick.
    return f"{ticks} {line} {ticks}" if ticks != "`" else f"`{line}`"


def link(words: str, target: str) -> str:
    """Return a link to a plain web address, or the words with the address as code where it is none."""
    if _LINK.fullmatch(target):
        return f"[{words}](<{target}>)"
    return f"{words} {code(target)}"
