"""Cut social text into sentences and tokens: words, hashtags, handles, links and single marks, found by offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

# A handle or hashtag may stand apart from its mark ("@ name_1", "# Leeds"), as in tokenised corpora. Apart, an
# "@" also means "at", so only what looks like a handle, or stands where retweets and quotes put one, is taken.
_PATTERN = re.compile(
    r"""
      (?i:https?://|www\.)\S+                                          # link
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                     # e-mail address
    | (?<!\w)@\w+                                                      # handle
    | (?<!\w)@[ ](?:\w*[a-z]\w*[A-Z0-9_]\w* | \w*_\w* | \w+(?=[ ]?:))  # handle apart from its mark
    | (?:(?<=RT[ ])|(?<=["\u201c][ ])|(?<=via[ ])|\A)@[ ]\w+                # the same, where handles stand
    | \#[ ]?(?=\w*[^\W\d_])\w+                                         # hashtag, with at least one letter
    | ['\u2019](?i:s|t|m|d|ll|re|ve)\b                                      # contraction
    | [^\W_]+(?:[\u0300-\u036f\u200d]+[^\W_]*)*                        # word; marks that combine stay in it
    | \S
    """,
    re.VERBOSE,
)
tokens_of = _PATTERN.findall  # No groups, so this is `(text) -> list[str]`, without a frame for each token.

# A sentence ends with its stop, an empty line, or before the next item of a list; a line that is wrapped goes on.
_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n\s*\n|(?:\A|\n)\s*(?:[-*\u2022]|\d+[.)])\s+")
LINK, HANDLE = "https://link", "@handle"
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W_A-Za-z\d]+")


def offsets_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the `(start, end)` of each token of `tokens_of(text)`, in code points."""
    return (match.span() for match in _PATTERN.finditer(text))


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the `(start, end)` of each sentence, in code points, without the white space around it."""
    stops = [found.span() for found in _END.finditer(text)]
    for (_, start), (end, _) in pairwise([(0, 0), *stops, (len(text), len(text))]):
        said = text[start:end].strip()
        if said:
            first = text.index(said, start)
            yield first, first + len(said)


def canonical(token: str) -> str:
    """Return the token as the network knows it: all links are one, and so are all handles."""
    if token[0] == "@" and len(token) > 1:
        return HANDLE
    if token[:7].lower() in {"http://", "https:/"} or token[:4].lower() == "www." or ("@" in token and len(token) > 1):
        return LINK
    return token


def is_word(token: str) -> bool:
    """Return whether a span may begin or end with the token: it holds a letter or a digit, and names no account."""
    return canonical(token) not in {HANDLE, LINK} and any(map(str.isalnum, token)) and token[0] not in "'\u2019"


def parts(token: str) -> list[str]:
    """Return the words in a token: the humps of a hashtag ("#JaneDoe" is "Jane", "Doe"), else the token itself."""
    return _HUMP.findall(token) if token[0] == "#" and len(token) > 1 else [token]
