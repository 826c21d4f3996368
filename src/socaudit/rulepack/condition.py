"""The condition language: which of several names must be there, as `ask and not (private or 2 of id_*)`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from socaudit.rulepack.expression import AtLeast, Expression, Named, Negated, awaited, holds, lacking, required, signs
from socaudit.rulepack.suggest import suggestion

KEYWORDS = frozenset({"and", "or", "not", "any", "all", "of", "them"})
_TOKEN = re.compile(r"\s*(?:([(),])|([\w.-]+\*?))")
_SIGNS = ("(", ")", ",")
_MAX_DEPTH = 40


class ConditionError(ValueError):
    """A condition that cannot be read; `offset` is the place of the fault in its text, from 0."""

    def __init__(self, problem: str, offset: int) -> None:
        """Say what is wrong, and where."""
        super().__init__(problem)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition.

    `names` are all that it asks about; `positive` those whose presence speaks for it (that stand under no
    `not`, or under two), from which the evidence is picked; `negative` those whose presence speaks against it.
    """

    expression: Expression
    names: frozenset[str]
    positive: frozenset[str]
    negative: frozenset[str]

    @property
    def required(self) -> frozenset[str]:
        """Return names without which the condition never holds, whatever else is there."""
        return required(self.expression)

    def awaited(self, costs: Mapping[str, int]) -> frozenset[str] | None:
        """Return the cheapest names, by `costs`, of which one at least is there wherever the condition holds.

        None where the condition can hold with none of the names in `costs`.
        """
        return awaited(self.expression, costs)

    def holds(self, present: AbstractSet[str]) -> bool:
        """Tell whether the condition holds when exactly the names of `present` are there."""
        return holds(self.expression, present)

    def lacks(self, present: AbstractSet[str]) -> tuple[str, ...]:
        """Return, in words, the parts that keep the condition from holding; none if it holds."""
        return tuple(lacking(self.expression, present))


def parse(text: str, names: Sequence[str]) -> Condition:
    """Return the condition that `text` states about `names`.

    A name of the form `pack.name` may be written without its pack where that is not ambiguous.

    Raises:
        ConditionError: a ValueError with the place of whatever cannot be read or is no name.
    """
    return _condition(_Parser(text, names).parse())


def all_of(names: Sequence[str]) -> Condition:
    """Return the condition that every one of `names` is there; without names it always holds."""
    return _condition(AtLeast(len(names), tuple(map(Named, names))))


def _condition(expression: Expression) -> Condition:
    signed = signs(expression, positive=True)
    return Condition(
        expression,
        names=frozenset(name for name, _ in signed),
        positive=frozenset(name for name, positive in signed if positive),
        negative=frozenset(name for name, positive in signed if not positive),
    )


class _Parser:
    """A recursive descent over the tokens of one condition, each with its offset."""

    def __init__(self, text: str, names: Sequence[str]) -> None:
        self._names = tuple(dict.fromkeys(names))
        self._tokens: list[tuple[str, int]] = []
        self._next = 0
        self._depth = 0
        position, end = 0, len(text.rstrip())
        while position < end:
            found = _TOKEN.match(text, position)
            if found is None:
                offset = position + len(text[position:]) - len(text[position:].lstrip())
                raise ConditionError(f"{text[offset]!r} has no meaning in a condition", offset)
            group = found.lastindex or 0
            self._tokens.append((found[group], found.start(group)))
            position = found.end()
        self._tokens.append(("", end))

    def parse(self) -> Expression:
        expression = self._or()
        token, offset = self._peek()
        if token:
            raise ConditionError(f"expected 'and' or 'or' before {token!r}", offset)
        return expression

    def _or(self) -> Expression:
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else AtLeast(1, tuple(parts))

    def _and(self) -> Expression:
        parts = [self._factor()]
        while self._take("and"):
            parts.append(self._factor())
        return parts[0] if len(parts) == 1 else AtLeast(len(parts), tuple(parts))

    def _factor(self) -> Expression:
        token, offset = self._peek()
        opening = token == "("  # noqa: S105 - a token of the language
        if not opening and token.lower() != "not":
            return self._quantified()
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ConditionError(f"the condition is nested more than {_MAX_DEPTH} deep", offset)
        self._next += 1
        inner = self._closed(offset) if opening else Negated(self._factor())
        self._depth -= 1
        return inner

    def _closed(self, opened: int) -> Expression:
        expression = self._or()
        token, offset = self._peek()
        if not self._take(")"):
            problem = f"expected ')' before {token!r}" if token else "this '(' is never closed"
            raise ConditionError(problem, offset if token else opened)
        return expression

    def _quantified(self) -> Expression:
        word, offset = self._peek()
        if word.lower() not in {"any", "all"} and not word.isdecimal():
            return self._name()
        self._next += 1
        if not self._take("of"):
            raise ConditionError(f"expected 'of' after {word!r}", self._peek()[1])
        parts = self._group()
        count = {"any": 1, "all": len(parts)}.get(word.lower())
        if count is None:
            # Four digits are more than any condition has names, and int() refuses thousands of them.
            count = int(word[:4])
        if not 1 <= count <= len(parts):
            raise ConditionError(f"'{word} of' can never be met: there are {len(parts)} names", offset)
        return AtLeast(count, parts)

    def _group(self) -> tuple[Named, ...]:
        if self._take("them"):
            return tuple(map(Named, self._names))
        members = self._member()
        while self._take(","):
            members += self._member()
        return tuple(dict.fromkeys(members))

    def _member(self) -> list[Named]:
        token, offset = self._peek()
        if not token.endswith("*"):
            return [self._name()]
        self._next += 1
        prefix = token[:-1]
        fits = (name for name in self._names if name.startswith(prefix) or _bare(name).startswith(prefix))
        members = [Named(name) for name in fits]
        if not members:
            raise ConditionError(f"no name starts with {prefix!r}", offset)
        return members

    def _name(self) -> Named:
        token, offset = self._peek()
        if not token or token in _SIGNS or token.lower() in KEYWORDS:
            problem = f"expected a name, not {token!r}" if token else "expected a name at the end"
            raise ConditionError(problem, offset)
        if token.endswith("*"):
            raise ConditionError(f"write 'any of', 'all of' or a number before {token!r}", offset)
        self._next += 1
        if token in self._names:
            return Named(token)
        fitting = [name for name in self._names if _bare(name) == token]
        if len(fitting) == 1:
            return Named(fitting[0])
        if fitting:
            raise ConditionError(f"{token!r} can be {' or '.join(fitting)}", offset)
        raise ConditionError(f"unknown name {token!r}{suggestion(token, self._names)}", offset)

    def _peek(self) -> tuple[str, int]:
        return self._tokens[self._next]

    def _take(self, word: str) -> bool:
        taken = self._peek()[0].lower() == word
        self._next += taken
        return taken


def _bare(name: str) -> str:
    return name.rpartition(".")[2]
