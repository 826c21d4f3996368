"""Names of persons after words that announce them, in any case of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socaudit.detectors._name_words import (
    NAME_WORD,
    NAME_WORDS,
    PARTICLES,
    is_capitalised,
    is_clear_first_name,
    is_common,
    is_first_name,
    is_no_person,
    is_no_surname,
    is_place,
    is_surname,
    letter_words,
    may_hold_first_name,
    name_at,
)
from socaudit.detectors._recognizer import CUED, LIKELY, POSSIBLE, SHAPED, Form, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

_TITLED = r"(?:(?:mrs?|ms|mx|miss|dr|prof|sr|fr|rev)\.? )?"
_STRONG = re.compile(
    r"\b(?:(?:first |last |family |maiden |middle )?(?:sur)?name(?:s?| is|'s| was)(?: on (?:the |my )?(?:bill"
    r"|account|acct|acc|a/c|card|booking|order|ticket|policy|passport|licen[cs]e))?(?: is| was"
    r"| should be)?(?: ?[:=?-])?"
    r"|(?:under|in) (?:the name(?: of)?|my name)[,:]?"
    r"|\w+'s name(?: is)?,?|account holder(?:'s name)?(?: is|:)?"
    r"|i am called|i'm called|call me|is called|named|surname|f\.?a\.?o\.?:?|for the attention of"
    r"|passport says|addressed to|booked (?:as|under(?! (?:the|my)\b))|registered (?:as|to|under)(?! (?:the"
    r"|my)\b)|signed(?: for)? by|signed,?"
    rf"|yours (?:sincerely|faithfully|truly),?)\s+(?P<title>{_TITLED})(?=[^\W\d_])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:(?i:mrs?|ms|mx)|Miss|MISS|(?<![a-z] )Dr|DR)\.? (?=[^\W\d_])")
_WEAK = re.compile(
    r"\b(?:i'?m|i am|this is|it'?s|it is|here is|(?:ask(?:ed|ing)? for|spe(?:ak|aking|aks) (?:to|with)"
    r"|spoke(?:n)? (?:to|with)|talk(?:ed|ing)? (?:to|with)|dealt with|chatt?(?:ed|ing) (?:to|with)|ring|phone"
    r"|contact)"
    r"|attn|c/o|(?:order|parcel|package|refund|appointment|account|delivery|booking|ticket|present|gift) for"
    r"|helped by"
    rf"|served by|signature of|on behalf of)\s+{_TITLED}(?=[^\W\d_])",
    re.IGNORECASE,
)
# Longer greetings first: 'thanks' would take 'so' for a name.
_GREETING = re.compile(
    r"(?:^|(?<=[.!?,\0\n(])|(?<=[.!?,\0\n] ))(?:hi there|hello there|hey there|hi again|many thanks|thank you|thank u"
    r"|thanks for (?:that|this|letting us know|reaching out|getting back|the update|your patience)"
    r"|thanks (?:so much|a lot|again|very much|a million|a bunch)|sorry to hear (?:that|this|about this)"
    r"|hi|hiya|hello|hey|heya|hola|g'day|yo|dear|sorry|apologies|thanks|thx|ta|cheers"
    r"|morning|afternoon|evening|good (?:morning|afternoon|evening|day)"
    r"|welcome|ok|okay|oh no|bye|ah|aw|congrats|congratulations"
    r"|no (?:problem|worries)|you're welcome|well done|nice one|glad to hear (?:it|that))"
    r"[,!]? (?=[^\W\d_])",
    re.IGNORECASE,
)
# Of which each greeting holds one: a look-up is faster than the search.
_GREETING_WORDS = frozenset(
    [
        *(
            "hi",
            "hiya",
            "hello",
            "hey",
            "heya",
            "hola",
            "day",
            "yo",
            "dear",
            "sorry",
            "apologies",
            "thanks",
            "thx",
            "ta",
        ),
        *("thank", "cheers", "morning", "afternoon", "evening", "welcome", "ok", "okay", "oh", "bye", "ah", "aw"),
        *("congrats", "congratulations", "problem", "worries", "done", "nice", "glad"),
    ]
)
_RELATIVE = (
    r"(?:(?:grand|step|god|half)[- ]?)?(?:mum|mam|mom|mother|dad|father|wife|husband|hubby|partner|son|daughter"
    r"|brother"
    r"|bro|sister|sis|nan|nana|gran|grandma|grandad|granny|granda|grandpa|aunt|aunty|auntie|uncle|friend|neighbou?r"
    r"|boyfriend|girlfriend|fianc[eé]e?|cousin|nephew|niece|flatmate|housemate|roommate|room mate|carer"
    r"|colleague|mate"
    r"|pal|buddy|landlord|landlady|tenant|lodger|lad|wee girl|wee boy|little girl|little boy|kid|girl|boy|parent)"
    r"(?:s? in law|-in-law)?"
)
_RELATION = re.compile(
    rf"\b(?:my|our|his|her|their|the|next[- ]door) (?:late |elderly |old |poor |dear "
    rf"|\w+ )?{_RELATIVE},? (?=[^\W\d_])",
    re.IGNORECASE,
)
_SHORTEST_UNKNOWN = 6
_NOT_A_GREETED = re.compile(r"\s*(?:team|support|help|customer|care|guys|all|everyone|there)\b", re.IGNORECASE)
_TALK = re.compile(
    r"(?: (?:we|we've|we're|we'll|i|i'm|i've|i'll|you|your|you're|for|can|could|please|just|that)\b|[,.!?:-])", re.I
)
# Surnames that nothing else is spelled like.
_PREFIXED = re.compile(r"(?:[od]'|mc(?!donald|afee|laren)|fitz)[a-z]{4}", re.IGNORECASE)
_NEXT = re.compile(
    rf" ((?:(?-i:[A-HJ-Z])\.? |(?:{'|'.join(sorted(PARTICLES))})\.? ){{0,2}})({NAME_WORD})", re.IGNORECASE
)


def _end_of(text: str, end: int) -> int:
    """Return where a name that reaches to `end` stops before a genitive's s."""
    return end - 2 if text[end - 2 : end].lower() == "'s" else end


@recognizer(
    "name_cue",
    cues=(
        *("name", "account holder", "called", "call me", "yours ", "signed", "fao", "f.a.o", "attention of"),
        *("passport says", "addressed to", "booked ", "registered "),
    ),
    finds=(Form("PERSON", "my name is [Jane Doe]", CUED, CUED, context=(_STRONG,)),),
)
def announced(view: View) -> Iterator[Detection]:
    """Find names after 'my name is', 'account holder', 'booked as' and the like."""
    for cue in _STRONG.finditer(view.quiet):
        end, tokens = name_at(view.quiet, cue.end())
        if not tokens or is_no_person(*tokens):
            continue
        bare = cue[0].lower().split()[-1:] in (["name"], ["names"], ["called"], ["named"])
        known = is_first_name(tokens[0]) or is_surname(tokens[-1])
        if known or is_capitalised(tokens[0]) or (len(tokens) > 1 and not bare):
            yield Detection("PERSON", cue.end(), end, CUED, "name_cue")


@recognizer(
    "name_title",
    cues=("mr", "ms", "miss", "mx", "dr"),
    finds=(Form("PERSON", "nobody told Mrs [Doe] about it", SHAPED, SHAPED, context=(_TITLE,)),),
)
def titled(view: View) -> Iterator[Detection]:
    """Find names after Mr, Mrs, Ms, Dr; 'dr' and 'miss' need a capital or a known name after them."""
    for cue in _TITLE.finditer(view.quiet):
        end, tokens = name_at(view.quiet, cue.end())
        if not tokens or is_no_person(cue[0].strip(". "), tokens[0]):
            continue
        if len(tokens) > 1 and tokens[1].islower():
            end, tokens = cue.end() + len(tokens[0]), tokens[:1]
        known = is_capitalised(tokens[0]) or is_surname(tokens[0]) or is_first_name(tokens[0])
        # 'mr thistlewood': after 'mr' and 'mrs', no everyday word is a name even in lower case.
        if known or (cue[0].lower().startswith("mr") and len(tokens[0]) >= _SHORTEST_UNKNOWN):
            yield Detection("PERSON", cue.end(), end, SHAPED, "name_title")


@recognizer(
    "name_self",
    cues=(
        *("i'm", "im ", "i am", "this is", "it's", "its ", "it is", "here is", "ask", "spe", "spok", "talk", "dealt"),
        *("chat", "ring", "phone", "contact", "attn", "c/o", " for ", " by ", "signature", "behalf"),
    ),
    finds=(Form("PERSON", "i am [jane], still no refund", LIKELY, SHAPED, context=(_WEAK,)),),
)
def introduced(view: View) -> Iterator[Detection]:
    """Find names after 'I am', 'ask for', 'order for' and the like: only where a word of them is known."""
    if not may_hold_first_name(view.lower) and not any(cue in view.lower for cue in ("o'", "d'", "mc", "fitz")):
        return
    for cue in _WEAK.finditer(view.quiet):
        end, tokens = name_at(view.quiet, cue.end())
        if not tokens or is_no_person(*tokens[:2]) or is_place(tokens[0]):
            continue
        if _PREFIXED.match(tokens[0]):
            yield Detection("PERSON", cue.end(), _end_of(view.quiet, cue.end() + len(tokens[0])), LIKELY, "name_self")
            continue
        surname = len(tokens) > 1 and is_surname(tokens[1])
        if not is_first_name(tokens[0]) and not (surname and is_capitalised(tokens[0])):
            continue
        full = surname or (len(tokens) > 1 and is_capitalised(tokens[1]) and not is_no_surname(tokens[1]))
        if full:
            yield Detection("PERSON", cue.end(), end, SHAPED, "name_self")
        elif is_clear_first_name(tokens[0]) and not (len(tokens) > 1 and is_no_surname(tokens[1])):
            end = _end_of(view.quiet, cue.end() + len(tokens[0]))
            yield Detection("PERSON", cue.end(), end, LIKELY, "name_self")


@recognizer(
    "name_greeting",
    cues=(
        *("hi", "hello", "hey", "hola", "g'day", "yo", "dear", "sorry", "apolog", "thank", "thx", "ta ", "cheers"),
        *("morning", "noon", "evening", "good ", "welcome", "ok", "oh no", "bye", "ah", "aw", "congrat", "no "),
        *("well done", "nice one", "glad"),
    ),
    finds=(Form("PERSON", "hi [Jane], could you look again?", POSSIBLE + 0.05, LIKELY, context=(_GREETING,)),),
)
def greeted(view: View) -> Iterator[Detection]:
    """Find the first name in a greeting, in any case; an unknown word only capitalised and before a stop."""
    if _GREETING_WORDS.isdisjoint(letter_words(view.lower)):
        return
    for cue in _GREETING.finditer(view.quiet):
        token = NAME_WORDS.match(view.quiet, cue.end())
        if token is None or _NOT_A_GREETED.match(view.quiet, token.end()) or is_no_person(token[0]):
            continue
        end = _end_of(view.quiet, token.end())
        if is_common(token[0]) and not is_first_name(token[0]):
            continue
        if is_clear_first_name(token[0]) or (
            is_first_name(token[0]) and is_capitalised(token[0]) and not is_common(token[0])
        ):
            yield Detection("PERSON", token.start(), end, LIKELY, "name_greeting")
        elif (
            is_capitalised(token[0])
            and not is_common(token[0])
            and not is_place(token[0])
            and _TALK.match(view.quiet, end)
            and token[0].lower() not in view.handles
        ):
            yield Detection("PERSON", token.start(), end, POSSIBLE + 0.05, "name_greeting")


@recognizer(
    "name_relation",
    cues=("my ", "our ", "his ", "her ", "their ", "the ", "next"),
    finds=(Form("PERSON", "my sister [Jane] paid for it", SHAPED, SHAPED, context=(_RELATION,)),),
)
def related(view: View) -> Iterator[Detection]:
    """Find the name of a relative, friend or neighbour: capitalised, or known in any case of letters."""
    for cue in _RELATION.finditer(view.quiet):
        end, tokens = name_at(view.quiet, cue.end())
        if not tokens or is_no_person(*tokens) or is_place(tokens[0]):
            continue
        first = tokens[0]
        # 'my brother Fergals house': the apostrophe is often left out.
        if first[-1:] == "s" and not is_first_name(first) and is_clear_first_name(first[:-1]):
            yield Detection("PERSON", cue.end(), cue.end() + len(first) - 1, SHAPED, "name_relation")
        elif is_capitalised(first) and not is_common(first) and not cue[0].lower().startswith("the "):
            yield Detection("PERSON", cue.end(), end, SHAPED, "name_relation")
        elif is_clear_first_name(first):
            end = end if len(tokens) > 1 and is_surname(tokens[1]) else _end_of(view.quiet, cue.end() + len(first))
            yield Detection("PERSON", cue.end(), end, SHAPED, "name_relation")


@recognizer("name_full", finds=(Form("PERSON", "it was [Jane Doe] who signed", LIKELY, SHAPED),))
def full_name(view: View) -> Iterator[Detection]:
    """Find a first name with a surname: a common one in any case of letters, any other where both are capitalised."""
    if not may_hold_first_name(view.lower):
        return
    done = 0
    for first in NAME_WORDS.finditer(view.quiet):
        if first.start() < done or not is_first_name(first[0]):
            continue
        second = _NEXT.match(view.quiet, first.end())
        if second is None:
            continue
        names, end = [first[0], second[2]], second.end()
        if is_no_person(*names):
            done = end
            continue
        score = _full_score(names, particle=bool(second[1]))
        if not score:
            continue
        third = _NEXT.match(view.quiet, end)
        if third and is_surname(third[2]) and is_capitalised(third[2]) and is_capitalised(second[2]):
            end = third.end()
        done = end
        yield Detection("PERSON", first.start(), _end_of(view.quiet, end), score, "name_full")


def _full_score(names: Sequence[str], *, particle: bool) -> float:
    """Return how likely a first name and the word after it are one person, 0 for not at all."""
    first, second = names
    if first.endswith("'s") or (is_no_surname(second) and not is_surname(second)):
        return 0
    capitalised = is_capitalised(first) and is_capitalised(second)
    if is_surname(second):
        if capitalised:
            return SHAPED
        return LIKELY if is_clear_first_name(first) and not is_common(second) else 0
    if is_no_surname(second) or is_place(second) or is_common(second):
        return 0
    if capitalised and particle:
        return SHAPED
    return LIKELY if capitalised and is_clear_first_name(first) else 0
