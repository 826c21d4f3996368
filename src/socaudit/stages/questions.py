"""Questions: keyed words of what customers ask, by which answers to one question are found when the words are gone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from socaudit.correlations import Step
from socaudit.folding import fold
from socaudit.model import Role

# Two questions are one where one says nothing that the other does not, and so large a part is in both.
_ALIKE = 0.82
# A message asks about a thing or two; whatever names more tells a story.
_MOST_WORDS = 12
# A question is compared with those of whose rarest words, so many of each, it holds one.
_RAREST = 2
_DIGEST = 8

_SENTENCE = re.compile(r"(?:[^.!?\n]|[.]\w)+[?]?")
_ASKS = re.compile(
    r"(?:\W*@\w+)*\W*(?:(?:hi|hello|hey|pls|please|so|and|but|ok)\W+)*"
    r"(?:(?:what|when|where|which|who|how)(?:'?s)?|do|does|did|can|could|is|are|will|would|may|any|am i)\b"
)
# What is asked about one's own matter, or about now, has an answer of its own.
_TIMELY = re.compile(
    r"\b(?:i|we)(?:'ve|'m| have| am| was| were| had| paid| ordered| bought| got| did| booked| sent)\b(?! to\b)|\bme\b|"
    r"\b(?:today|tonight|tomorrow|now|yet|currently|at the moment|this (?:morning|afternoon|evening|week|weekend))\b"
)
# "Can I bring my dog?" is asked for anybody's dog, "can I get my refund?" for this one.
_MAY = re.compile(r"\b(?:can|could|may|do|should|am|must) (?:i|we)\b")
_OWNED = re.compile(r"\b(?:my|our|mine)\b")
_MATTER = re.compile(
    r"\b(?:my|our|mine) (?:\w+ )?(?:orders?|parcels?|deliver\w+|refunds?|money|accounts?|bills?|claims?|cases?|"
    r"complaints?|bookings?|tickets?|flights?|trains?|appointments?|contract|policy|payments?|items?|power)\b"
)
_WORD = re.compile(r"(?<![\w@])(?!(?:https?:|www\.))\w+(?:'\w+)?")
# The frame of a question, not its subject: what kind of answer is wanted shows in the answers.
_FRAME_WORDS = (
    "a able about accept accepted actually all allow allowed also am an and any anyone are as at be been being "
    "bring brings but by can charge come comes coming cost costs could date dates day days did do does doing "
    "don't each else ever every expect fee for from get getting give given go going good got guys had has have he "
    "hello help hey hi hour hours how hows i if in include included includes into is isn't it its just know let "
    "like long lot many may mean mine much my need new no normally not of off offer ok on one or our out over per "
    "permitted please pls possible price quick really run she should so some somebody someone still take takes "
    "taking tell thank thanks that the their them there these they thing things this those time times to too up "
    "us use usually want was way we week weeks welcome were what whats when whens where wheres which who whos why "
    "will with won't work works would yes you your"
)
_FRAME = frozenset(_FRAME_WORDS.split())
# Stems that ask for the same.
_SAME = {
    **dict.fromkeys(("ship", "post", "send", "deliver"), "deliver"),
    **dict.fromkeys(("shop", "stor", "branch"), "shop"),
    **dict.fromkeys(("shut", "clos"), "shut"),
    **dict.fromkeys(("children", "child", "kid"), "kid"),
    **{"st": "street", "exchang": "return", "dogg": "dog"},
}
_ENDINGS = ("ies", "ing", "ed", "s")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What a message asks: the words of the question itself, and those of the whole message, hashed."""

    asked: frozenset[str]
    said: frozenset[str]

    def __str__(self) -> str:
        """Return it as Facts keep it."""
        return f"{''.join(sorted(self.asked))} {''.join(sorted(self.said))}"

    @classmethod
    def of(cls, kept: str) -> Question:
        """Read what Facts keep."""
        asked, said = ({part[i : i + _DIGEST] for i in range(0, len(part), _DIGEST)} for part in kept.split(" "))
        return cls(frozenset(asked), frozenset(said))

    def alike(self, other: Question) -> bool:
        """Tell whether both ask the same."""
        mine, others = self.asked & other.said, other.asked & self.said
        within = mine == self.asked or others == other.asked
        return within and len(mine) + len(others) >= _ALIKE * (len(self.asked) + len(other.asked))


def question(text: str, secret: bytes) -> str:
    """Return what a text asks in general, as keyed hashes of stems.

    Args:
        text: the original text.
        secret: from `signature_key`.

    Returns:
        A `Question` as text; empty where nothing is asked, or only about the writer's own matter or about now.
    """
    plain = fold(text).text.casefold()
    sentences = [found[0] for found in _SENTENCE.finditer(plain)]
    asking = [sentence for sentence in sentences if sentence.endswith("?") or _ASKS.match(sentence)]
    if not asking or any(_is_own(sentence) for sentence in asking):
        return ""
    asked, said = (frozenset(_stems(" ".join(some), secret)) for some in (asking, sentences))
    return str(Question(asked, said)) if asked and len(said) <= _MOST_WORDS else ""


def _is_own(sentence: str) -> bool:
    """Tell whether a question is about the writer's own matter, or about now."""
    owned = _MATTER if _MAY.search(sentence) else _OWNED
    return bool(_TIMELY.search(sentence) or owned.search(sentence))


def _stems(text: str, secret: bytes) -> Iterator[str]:
    for word in _WORD.findall(text):
        plain = word.removesuffix("'s")
        if plain not in _FRAME:
            stem = _stem(plain)
            yield blake2b(_SAME.get(stem, stem).encode(), key=secret, digest_size=_DIGEST // 2).hexdigest()


def _stem(word: str) -> str:
    """Return a word without its ending: "delivery", "deliveries"; "close", "closing"."""
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM), "")
    stem = word.removesuffix(ending)
    if ending in {"ing", "ed"} and stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem.rstrip("eyi") if len(stem.rstrip("eyi")) >= _SHORTEST_STEM else stem


def with_questions(steps: Sequence[Step]) -> list[Step]:
    """Return the steps; each answer of the company has the first message that asked the same as its `question`.

    An answer is the company's first message behind the question in its thread, if nobody else asks in between. A thread
    answers a question once.

    Args:
        steps: in time order.
    """
    answered = _answered(steps)
    groups = _groups({asking: Question.of(steps[asking].turn.facts.question) for asking in answered})
    told: set[tuple[str, str, str]] = set()
    found = list(steps)
    for asking, answering in answered.items():
        turn = steps[groups[asking]].turn
        name = f"{turn.facts.network}\0{turn.facts.id}"
        answer = steps[answering]
        once = (name, answer.turn.facts.network, answer.turn.thread_id)
        if once not in told:
            told.add(once)
            found[answering] = replace(answer, question=name)
    return found


def _answered(steps: Sequence[Step]) -> Mapping[int, int]:
    """Return the place of each question that is answered, with that of its answer."""
    open_questions: dict[tuple[str, str], int] = {}
    answered: dict[int, int] = {}
    for place, step in enumerate(steps):
        thread = (step.turn.facts.network, step.turn.thread_id)
        if step.turn.role is not Role.BRAND:
            if step.turn.facts.question:
                open_questions[thread] = place
        elif (asking := open_questions.pop(thread, None)) is not None:
            answered[asking] = place
    return answered


def _groups(questions: Mapping[int, Question]) -> Mapping[int, int]:
    """Return for each question the place of the first one that asks the same."""
    often = Counter(word for each in questions.values() for word in each.asked)
    first_by_word: defaultdict[str, list[int]] = defaultdict(list)
    groups: dict[int, int] = {}
    for place, asked in questions.items():
        # A question of few words is found by its rarest: "do you deliver to ...?" would meet all others.
        rare = sorted(asked.asked, key=lambda word: (often[word], word))[
            : 1 if len(asked.asked) <= _RAREST else _RAREST
        ]
        known = sorted({first for word in asked.asked | asked.said for first in first_by_word.get(word, ())})
        groups[place] = next((first for first in known if asked.alike(questions[first])), place)
        if groups[place] == place:
            for word in rare:
                first_by_word[word].append(place)
    return groups
