"""The schema of a rule pack (`socaudit/1`) as Pydantic models: validation, JSON Schema and reference come from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias, TypeVar, get_args, get_origin

import re2
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    model_validator,
)

from socaudit.model import Confidence, Kind, Role, Scope, Severity, Visibility

SCHEMA = "socaudit/1"
# What a correlation `by: issue` calls the class that it looks at.
ISSUE = "issue"
RULE_ID = r"^[A-Z]{2,8}-[A-Z]{2,8}-\d{3}$"
NAME = r"^[a-z][a-z0-9_]*$"
# Below it, a reason explains nothing.
SHORTEST_REASON = 8
DURATION = r"^(\d+(?:\.\d+)?)(m|h|d|w)$"
T = TypeVar("T")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_duration(value: object) -> timedelta:
    """Return the duration of `90m`, `24h`, `7d` or `2w`; ValueError says what was expected."""
    if isinstance(value, timedelta):
        return value
    found = re.match(DURATION, value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"{value!r} is not a duration: write 90m, 24h, 7d or 2w")
    try:
        return timedelta(**{_UNITS[found[2]]: float(found[1])})
    except OverflowError:
        raise ValueError(f"{value!r} is longer than any archive") from None


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


class _OneOrMany:
    """Takes a single item for a list of one, and says so in the JSON Schema."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        one_or_many = get_args(source)[0] | source
        validator = BeforeValidator(_listed, json_schema_input_type=one_or_many)
        return validator.__get_pydantic_core_schema__(source, handler)


def _param(value: object) -> object:
    words = isinstance(value, list | tuple) and value and all(isinstance(word, str) for word in value)
    if isinstance(value, bool | int | float | str) or words:
        return value
    raise ValueError("a parameter is a number, true or false, a text such as 6h, or a list of texts")


def _expression(value: str) -> str:
    quiet = re2.Options()
    quiet.log_errors = False
    try:
        re2.compile(value, quiet)
    except re2.error:
        raise ValueError(f"{value!r} is not an RE2 expression") from None
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("an empty text matches nothing and everything")
    return value


_WrittenDuration: TypeAlias = Annotated[str, Field(pattern=DURATION)]
Duration = Annotated[timedelta, BeforeValidator(parse_duration, json_schema_input_type=_WrittenDuration)]
Name = Annotated[str, Field(pattern=NAME)]
Param = Annotated[Any, BeforeValidator(_param, json_schema_input_type=bool | float | str | tuple[str, ...])]
Word = Annotated[str, AfterValidator(_not_blank)]
Reason = Annotated[str, Field(min_length=SHORTEST_REASON)]
Listed = Annotated[tuple[T, ...], _OneOrMany()]
Words = Annotated[Listed[Word], Field(min_length=1)]
Names = Annotated[Listed[str], Field(min_length=1)]


class Spec(BaseModel):
    """Anything in a pack: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Reference(Spec):
    """A citation; one that nobody has verified is kept in the pack and not shown."""

    cite: str
    verified: bool = False


def _reference(value: object) -> object:
    return {"cite": value} if isinstance(value, str) else value


Cited = Annotated[Reference, BeforeValidator(_reference, json_schema_input_type=str | Reference)]


class SelectorSpec(Spec):
    """Options of one kind of selector; subclasses live beside the code that runs them.

    An option called `entities` names entity types; one called `origin` can only be judged in a thread. A kind that
    `supports_only` never makes a condition hold by itself: some other selector has to find something, too. What is
    `archive_only` is judged when the archive is known: a condition cannot hold without it. What a `whole` kind finds is
    true of the whole message, wherever it stands.
    """

    kind: ClassVar[str]
    supports_only: ClassVar[bool] = False
    archive_only: ClassVar[bool] = False
    whole: ClassVar[bool] = False

    def lexicons(self) -> Iterator[str]:
        """Yield the names of the lexicons that the selector refers to."""
        yield from ()


class CorrelationSpec(Spec):
    """Options of one kind of correlation; subclasses live beside the code that runs them.

    `unless` names what must not hold anywhere in the group; a type with `unless_between` judges it itself. `by` splits
    each company's archive further: into the threads that raise one class of issue, which then goes by the name of
    `issue`, into the messages of nearly the same wording, into the company's answers to one question, or into its
    messages to each stranger.
    """

    kind: ClassVar[str]
    scopes: ClassVar[frozenset[Scope]]
    unless_between: ClassVar[bool] = False
    unless: str | None = None
    by: Literal["company", "issue", "wording", "question", "stranger"] = "company"

    def references(self) -> Iterator[str]:
        """Yield the names of the signals and ids of the rules that the correlation refers to."""
        if self.unless:
            yield self.unless

    def selectors(self) -> Iterator[str]:
        """Yield the names of selectors that at least one of the signals referred to must have."""
        yield from ()

    def works_at(self) -> frozenset[Scope]:
        """Return the scopes at which these options can be judged."""
        if self.by == "company":
            return self.scopes
        return self.scopes & ({Scope.ARCHIVE, Scope.TEMPLATE} if self.by == "wording" else {Scope.ARCHIVE})

    def keeps(self) -> frozenset[str]:
        """Return which further facts of every message this needs (`wording`, `question`, `due`), which cost time."""
        return frozenset({self.by} & {"wording", "question"})

    def resolved(self, names: Mapping[str, str]) -> Self:
        """Return a copy in which each reference is replaced by its full name; a Literal is no reference."""
        update: dict[str, object] = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, tuple):
                update[name] = tuple(names.get(item, item) if type(item) is str else item for item in value)
            elif type(value) is str and get_origin(field.annotation) is not Literal:
                update[name] = names.get(value, value)
        return self.model_copy(update=update)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a pack may use: selector and correlation kinds with their options, guards, entity types."""

    selectors: Mapping[str, type[SelectorSpec]]
    correlations: Mapping[str, type[CorrelationSpec]]
    guards: frozenset[str]
    entity_types: frozenset[str]


class Where(Spec):
    """Which messages a rule or signal is about; an absent key does not restrict."""

    role: Listed[Role] = ()
    visibility: Listed[Visibility] = (
        Visibility.PUBLIC,
        Visibility.UNLISTED,
        Visibility.UNKNOWN,
    )
    kind: Listed[Kind] = ()
    network: Listed[str] = ()
    opener: bool | None = None
    verified: bool | None = None
    orphan: bool | None = None
    deleted: bool | None = None
    edited: bool | None = None


class Matching(Spec):
    """What rules and signals share: which messages, what in them, and what takes a hit back.

    `match` maps a name to a selector; `condition` joins those names with and, or, not, parentheses and
    `any of`, `all of`, `N of` followed by names, a `prefix_*` or `them`. Without one, all must match.
    `asks` names the entity types that such a message of the company asks for, CANDIDATE for any.
    """

    where: Where = Where()
    match: dict[Name, Any] = {}
    condition: str | None = None
    guards: dict[str, Literal["drop", "lower"]] = {}
    asks: Listed[str] = ()


class Signal(Matching):
    """A named fact for a pack's correlations; never reported.

    A private one serves its own pack only. `check` is what a call centre calls the question that whoever knows this
    fact can answer; `hook` says that a stranger can use such a message to pose as the company until it has replied.
    """

    check: Annotated[str, Field(min_length=3, max_length=60)] | None = None
    hook: bool = False
    private: bool = False


class Issue(Signal):
    """What a customer's trouble is about (billing, delivery, outage ...): a signal with a title."""

    title: Annotated[str, Field(min_length=3, max_length=60)]


class RewriteSpec(Spec):
    r"""A rewrite of what a rule finds in a template that is safe without looking, for `lint --fix`.

    `from` is an RE2 expression, `to` what stands there instead (`\1` is its first group). `after` must match what
    stands before the finding, `formats` are the formats of templates that it is for.
    """

    from_: Annotated[str, Field(alias="from"), AfterValidator(_expression)]
    to: str
    after: Annotated[str, AfterValidator(_expression)] = ""
    formats: Listed[str] = ()

    @model_validator(mode="after")
    def _has_the_groups(self) -> Self:
        most = max(map(int, re.findall(r"\\(\d)", self.to)), default=0)
        if most > re2.compile(self.from_).groups:
            raise ValueError(f"'to' names group {most}, and 'from' has fewer")
        return self


class Tests(Spec):
    """Transcripts that must (not) make the rule fire; `todo_` ones are known gaps."""

    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    todo_hit: tuple[str, ...] = ()
    todo_miss: tuple[str, ...] = ()


class Rule(Matching):
    """One rule: what it looks for, how bad that is, why, what to do, and the transcripts that prove it.

    `params` are values that `$name` stands for in `match` and `correlate` and that other packs may override;
    `persona` is the least demanding reader whom the rule is for. `rewrite` is for rules that judge templates: the first
    one that fits a place is applied there.
    """

    id: Annotated[str, Field(pattern=RULE_ID)]
    rev: Annotated[int, Field(ge=1)] = 1
    title: Annotated[str, Field(min_length=8, max_length=100)]
    scope: Scope
    also: Annotated[
        tuple[Literal[Scope.TEMPLATE], ...],
        BeforeValidator(_listed, json_schema_input_type=Literal["template"] | tuple[Literal["template"], ...]),
    ] = ()
    persona: Name = "regular"
    severity: Severity
    confidence: Confidence
    risk: Name
    params: dict[Name, Param] = {}
    correlate: Any = None
    message: str
    why: str
    fix: str
    rewrite: Listed[RewriteSpec] = ()
    refs: tuple[Cited, ...] = ()
    tests: Tests = Tests()
