"""What Pydantic finds wrong with a piece of a pack, in plain words and at its place in the file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from socaudit.rulepack.clocks import CLOCK_NAME
from socaudit.rulepack.condition import ConditionError
from socaudit.rulepack.schema import NAME, RULE_ID
from socaudit.rulepack.source import QUOTING, Document, Problem, Spot, child, kind_of, pairs
from socaudit.rulepack.suggest import nearest, suggestion

_ErrorDetails: TypeAlias = Mapping[str, Any]
_WANTED = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "list": "a list",
    "dict": "a mapping (key: value)",
    "model": "a mapping (key: value)",
}
_TYPE_ERRORS = ("_type", "_parsing", "_from_float")
_PATTERNS = {
    RULE_ID: "a rule id: write it like SA-ADM-001",
    NAME: "a name: use small letters, digits and _, a letter first",
    CLOCK_NAME: "a clock's name: use small letters, digits and -, a letter first",
}


@dataclass(frozen=True, slots=True)
class _Fault:
    """One of Pydantic's errors with its place.

    `key` stands in `holder`, which has one of the types `owners`; `branch` is the member of the `union` that
    the error speaks for.
    """

    details: _ErrorDetails
    node: Node
    key: Node | None
    holder: Node
    owners: tuple[object, ...]
    union: tuple[str | int, ...] = ()
    branch: str | None = None

    @property
    def kind(self) -> str:
        return str(self.details["type"])

    @property
    def missing(self) -> str:
        """Return the key that ought to be there, or an empty text."""
        return str(self.details["loc"][-1]) if self.kind == "missing" else ""


def explain(document: Document, node: Node, expected: object, error: ValidationError) -> Iterator[Problem]:
    """Yield the problems of `node`, which was validated as the type `expected`, without doubles."""
    faults = [_locate(node, expected, details) for details in error.errors(include_url=False)]
    likely = list(_best_branches(faults))
    misspelt = {(id(fault.holder), _meant(fault)) for fault in likely if fault.kind == "extra_forbidden"}
    problems = (_problem(document, fault) for fault in likely if (id(fault.node), fault.missing) not in misspelt)
    yield from dict.fromkeys(problems)


def _locate(node: Node, expected: object, details: _ErrorDetails) -> _Fault:
    """Follow an error's path through the nodes; parts that name no key are Pydantic's own tags."""
    key: Node | None = None
    holder = node
    types: tuple[object, ...] = (expected,)
    owners = types
    trail: list[str | int] = []
    union: tuple[str | int, ...] = ()
    branch: str | None = None
    for index, part in enumerate(details["loc"]):
        found = _step(node, part)
        last = index == len(details["loc"]) - 1
        if found is not None:
            holder, owners = node, types
            (key, node), types = found, tuple(_inner(types, part))
            trail.append(part)
        elif isinstance(part, str) and part != "[key]" and not (last and details["type"] == "missing"):
            union, branch = tuple(trail), branch or part
    return _Fault(details, node, key, holder, owners, union, branch)


def _step(node: Node, part: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(part, int):
        return (None, node.value[part]) if isinstance(node, SequenceNode) and part < len(node.value) else None
    return next(((key, value) for name, key, value in pairs(node) if name == part), None)


def _inner(types: Collection[object], part: str | int) -> Iterator[object]:
    """Yield the types that may stand at `part` of something that has one of `types`."""
    for kind in types:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            yield from _inner(arguments[:1], part)
        elif origin in (Union, UnionType):
            yield from _inner(arguments, part)
        elif origin is dict:
            yield arguments[1]
        elif origin is tuple and isinstance(part, int):
            yield arguments[0]
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = ((field.alias or name, field) for name, field in kind.model_fields.items())
            yield from (field.annotation for name, field in fields if name == part)


def _keys(types: Collection[object]) -> Iterator[str]:
    """Yield the keys that something of one of `types` may have."""
    for kind in types:
        if get_origin(kind) is not None:
            yield from _keys(get_args(kind))
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from (field.alias or name for name, field in kind.model_fields.items())


def _best_branches(faults: list[_Fault]) -> Iterator[_Fault]:
    """Keep, of each union, only what its likeliest member says."""
    unions: dict[tuple[str | int, ...], dict[str, list[_Fault]]] = defaultdict(dict)
    for fault in faults:
        if fault.branch is None:
            yield fault
        else:
            unions[fault.union].setdefault(fault.branch, []).append(fault)
    for branches in unions.values():
        best = min(branches.values(), key=_distance)
        # A wrong key says it all: which keys are missing depends on the member that nobody can be sure of.
        wrong_keys = [fault for fault in best if fault.kind == "extra_forbidden"]
        yield from wrong_keys or best


def _distance(faults: list[_Fault]) -> tuple[bool, int, int]:
    wrong_shape = any(
        isinstance(fault.node, MappingNode) == (fault.kind == "string_type")
        and fault.kind in ("string_type", "model_type")
        for fault in faults
    )
    wrong_keys = sum(fault.kind in ("missing", "extra_forbidden") for fault in faults)
    return wrong_shape, wrong_keys, len(faults)


def _problem(document: Document, fault: _Fault) -> Problem:
    kind, node, details = fault.kind, fault.node, fault.details
    context = details.get("ctx", {})
    spot: Spot = node
    hint: str | None = None
    if kind == "missing":
        text = f"missing key {fault.missing!r}"
    elif kind == "extra_forbidden":
        spot = fault.key or node
        text, hint = _unknown_key(fault)
    elif kind == "string_pattern_mismatch":
        spot = fault.key if details["loc"][-1] == "[key]" and fault.key else node
        text = f"{details['input']!r} is not {_PATTERNS.get(context['pattern'], context['pattern'])}"
    elif kind in ("enum", "literal_error"):
        text = _not_one_of(node, context["expected"])
    elif kind == "value_error":
        spot, text = _inside(node, context["error"]), str(context["error"])
    elif kind.startswith("date_"):
        text = f"should be a date such as 2026-03-31, not {_seen(node)}"
    elif wanted := _wanted(kind):
        text, hint = f"should be {wanted}, not {_seen(node)}", _quoting(node, wanted)
    else:
        text = _plain(details["msg"])
    return document.problem(spot, text, hint)


def _wanted(kind: str) -> str | None:
    """Return what a type error asked for, in plain words."""
    return _WANTED.get(kind.partition("_")[0]) if kind.endswith(_TYPE_ERRORS) else None


def _unknown_key(fault: _Fault) -> tuple[str, str | None]:
    key = str(fault.details["loc"][-1])
    known = list(_keys(fault.owners))
    close = suggestion(key, known)
    return f"unknown key {key!r}{close}", None if close else f"known keys: {', '.join(known)}"


def _meant(fault: _Fault) -> str | None:
    return nearest(str(fault.details["loc"][-1]), _keys(fault.owners))


def _not_one_of(node: Node, expected: str) -> str:
    raw = node.value if isinstance(node, ScalarNode) else kind_of(node)
    known = re.findall("'([^']*)'", expected)
    if len(known) == 1:
        return f"should be {known[0]!r}, not {raw!r}"
    return f"{raw!r} is none of {', '.join(known)}{suggestion(raw, known)}"


def _inside(node: Node, error: Exception) -> Spot:
    """Return where a validator's error points to; a condition's error knows its place in the text."""
    if not isinstance(error, ConditionError):
        return node
    text = child(node, "condition") or node
    return (text, error.offset) if isinstance(text, ScalarNode) else text


def _seen(node: Node) -> str:
    if not isinstance(node, ScalarNode) or kind_of(node) == "nothing":
        return kind_of(node)
    return f"{node.value!r}, which YAML reads as {kind_of(node)}"


def _quoting(node: Node, wanted: str) -> str | None:
    if wanted != "text":
        return None
    if isinstance(node, ScalarNode) and node.value:
        return f"write it in quotes: '{node.value}'"
    return QUOTING if isinstance(node, MappingNode) else None


def _plain(message: str) -> str:
    words = message.removeprefix("Input ").removeprefix("String ").removeprefix("Value ")
    return words[:1].lower() + words[1:]
