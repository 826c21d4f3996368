"""Names of persons after words that announce them, in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from socaudit.detectors._name_words import (
    is_capitalised,
    is_clear_first_name,
    is_common,
    is_first_name,
    is_place,
    is_surname,
    name_length,
)
from socaudit.detectors._recognizer import CUED, LIKELY, POSSIBLE, SHAPED, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_NAME_WORD = r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])){0,24}"
_NAME_WORDS = re.compile(_NAME_WORD)
_RUN = re.compile(rf"{_NAME_WORD}(?:\.?[ ]{_NAME_WORD}){{0,2}}")
_STRONG = re.compile(
    r"\b(?:my (?:full |real |first |last )?name(?:'s| is|:)|(?:full |account |customer )?name(?:s| is|:| -"
    r"| =)+|the name(?:'s| is)? (?:of|on (?:the|my) \w+ is)"
    r"|account holder(?:'s name)?(?: is|:)?|(?:under|in) (?:the name(?: of)?|my name)[,:]?|i am called"
    r"|i'm called|is called|named"
    r"|(?:kind|best|warm) regards,?|yours (?:sincerely|faithfully),?|signed,?)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:(?i:mrs?|ms|mx)|Miss|MISS|(?<![a-z] )Dr|DR)\.? (?=[^\W\d_])")
_WEAK = re.compile(
    r"\b(?:i'?m|i am|this is|it'?s|it is|here is|ask for|speak to|attn|c/o)\s+(?=[^\W\d_])", re.IGNORECASE
)
_GREETING = re.compile(
    r"(?:^|(?<=[.!?,\0\n])|(?<=[.!?,\0\n] ))(?:hi|hiya|hello|hey|dear|sorry|thanks|thank you|cheers"
    r"|morning|good (?:morning"
    r"|afternoon|evening)|welcome|hi there|ok|okay|oh no|bye)"
    r",? (?=[^\W\d_])",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:my|our|his|her|their|next[- ]door) (?:\w+ )?(?:mum|mom|mother|dad|father|wife|husband|partner|son"
    r"|daughter|brother|sister|nan|gran|grandma|grandad"
    r"|aunt|uncle|friend|neighbou?r|boyfriend|girlfriend|fianc[eé]e?|cousin|nephew|niece|flatmate|housemate"
    r"|carer),? (?=[A-Z])"
)
_NOT_A_GREETED = re.compile(r"\s*(?:team|support|help|customer|care|guys|all|everyone|there)\b", re.IGNORECASE)


def _name_at(view: View, start: int) -> tuple[int, list[str]]:
    """Return the end and the words of the name that begins at `start`; no words where there is none."""
    run = _RUN.match(view.quiet, start)
    if run is None:
        return start, []
    tokens = list(_NAME_WORDS.finditer(run[0]))
    count = name_length([token[0] for token in tokens])
    if not count:
        return start, []
    end = start + tokens[count - 1].end()
    if view.quiet[end - 2 : end] == "'s":
        end -= 2
    return end, [token[0] for token in tokens[:count]]


@recognizer("name_cue", cues=("name", "account holder", "called", "regards", "yours ", "signed"))
def announced(view: View) -> Iterator[Detection]:
    """Find names after 'my name is', 'account holder', 'regards' and the like."""
    for cue in _STRONG.finditer(view.quiet):
        end, tokens = _name_at(view, cue.end())
        if tokens and (len(tokens) > 1 or is_first_name(tokens[0]) or is_capitalised(tokens[0])):
            yield Detection("PERSON", cue.end(), end, CUED, "name_cue")


@recognizer("name_title", cues=("mr", "ms", "miss", "mx", "dr"))
def titled(view: View) -> Iterator[Detection]:
    """Find names after Mr, Mrs, Ms, Dr; 'dr' and 'miss' need a capital or a known name after them."""
    for cue in _TITLE.finditer(view.quiet):
        end, tokens = _name_at(view, cue.end())
        if len(tokens) > 1 and tokens[1].islower():
            end, tokens = cue.end() + len(tokens[0]), tokens[:1]
        if tokens and (is_capitalised(tokens[0]) or is_surname(tokens[0]) or is_first_name(tokens[0])):
            yield Detection("PERSON", cue.end(), end, SHAPED, "name_title")


@recognizer(
    "name_self",
    cues=(
        "i'm",
        "im ",
        "i am",
        "this is",
        "it's",
        "its ",
        "it is",
        "here is",
        "ask for",
        "speak to",
        "attn",
        "c/o",
    ),
)
def introduced(view: View) -> Iterator[Detection]:
    """Find names after 'I am', 'this is' and the like: only where the first word is a first name."""
    for cue in _WEAK.finditer(view.quiet):
        end, tokens = _name_at(view, cue.end())
        if not tokens or not is_first_name(tokens[0]) or is_place(tokens[0]):
            continue
        full = len(tokens) > 1 and (is_surname(tokens[1]) or is_capitalised(tokens[1]))
        if full:
            yield Detection("PERSON", cue.end(), end, SHAPED, "name_self")
        elif is_clear_first_name(tokens[0]):
            yield Detection("PERSON", cue.end(), cue.end() + len(tokens[0]), LIKELY, "name_self")


@recognizer(
    "name_greeting",
    cues=(
        "hi",
        "hello",
        "hey",
        "dear",
        "sorry",
        "thank",
        "cheers",
        "morning",
        "good ",
        "welcome",
        "ok",
        "oh no",
        "bye",
    ),
)
def greeted(view: View) -> Iterator[Detection]:
    """Find the first name in a greeting, in any case; an unknown word only capitalised and before a stop."""
    for cue in _GREETING.finditer(view.quiet):
        token = _NAME_WORDS.match(view.quiet, cue.end())
        if token is None or is_common(token[0]) or _NOT_A_GREETED.match(view.quiet, token.end()):
            continue
        end = token.end() - 2 if token[0].endswith("'s") else token.end()
        if is_first_name(token[0]) and (is_capitalised(token[0]) or is_clear_first_name(token[0])):
            yield Detection("PERSON", token.start(), end, LIKELY, "name_greeting")
        elif is_capitalised(token[0]) and view.quiet[end : end + 1] in {",", "!", "."}:
            yield Detection("PERSON", token.start(), end, POSSIBLE + 0.05, "name_greeting")


@recognizer("name_relation", cues=("my ", "our ", "his ", "her ", "their ", "next"))
def related(view: View) -> Iterator[Detection]:
    """Find the capitalised name of a relative, friend or neighbour."""
    for cue in _RELATION.finditer(view.quiet):
        end, tokens = _name_at(view, cue.end())
        if tokens and is_capitalised(tokens[0]) and not is_common(tokens[0]):
            yield Detection("PERSON", cue.end(), end, SHAPED, "name_relation")


@recognizer("name_full")
def full_name(view: View) -> Iterator[Detection]:
    """Find a first name with a surname: a common one in any case of letters, any other where both are capitalised."""
    for first, second in pairwise(_NAME_WORDS.finditer(view.quiet)):
        if view.quiet[first.end() : second.start()] != " " or not is_first_name(first[0]):
            continue
        score = _full_score(first[0], second[0])
        if score:
            end = second.end() - 2 if second[0].endswith("'s") else second.end()
            yield Detection("PERSON", first.start(), end, score, "name_full")


def _full_score(first: str, second: str) -> float:
    """Return how likely a first name and the word after it are one person, 0 for not at all."""
    if first.endswith("'s"):
        return 0
    capitalised = is_capitalised(first) and is_capitalised(second)
    if is_surname(second):
        if capitalised:
            return SHAPED
        return LIKELY if is_clear_first_name(first) and not is_common(second) else 0
    unknown = capitalised and is_clear_first_name(first) and not (is_common(second) or is_first_name(second))
    return LIKELY if unknown and not is_place(second) else 0
