"""One file of a pack, taken to pieces: what is valid can be checked further although the rest is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from yaml.nodes import Node, SequenceNode

from socaudit.rulepack.clocks import Clock
from socaudit.rulepack.dispositions import Disposition
from socaudit.rulepack.invalid import explain
from socaudit.rulepack.pack import Override, Pack, PackInfo, Risk
from socaudit.rulepack.schema import Issue, Rule, Signal, Words
from socaudit.rulepack.shipped import RuleFile
from socaudit.rulepack.source import Document, Problem, child, pairs

T = TypeVar("T")
_INFO, _RISK, _WORDS = TypeAdapter(PackInfo), TypeAdapter(Risk), TypeAdapter[tuple[str, ...]](Words)
_SIGNAL, _ISSUE, _RULE = TypeAdapter(Signal), TypeAdapter[Signal](Issue), TypeAdapter(Rule)
_CLOCK, _OVERRIDE, _ALLOWED = TypeAdapter(Clock), TypeAdapter(Override), TypeAdapter(Disposition)


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A named piece with the node of its value and of its name; `value` is None where it is not valid."""

    name: str
    value: T | None
    data: Any
    node: Node
    label: Node


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a pack; `info` is None where nobody can tell which pack it belongs to."""

    file: RuleFile
    document: Document
    pack: str
    info: PackInfo | None
    risks: tuple[Piece[Risk], ...]
    clocks: tuple[Piece[Clock], ...]
    lexicons: tuple[Piece[tuple[str, ...]], ...]
    signals: tuple[Piece[Signal], ...]
    rules: tuple[Piece[Rule], ...]
    overrides: tuple[Piece[Override], ...]
    allow: tuple[Piece[Disposition], ...]


def take_apart(file: RuleFile, document: Document, problems: list[Problem]) -> Part:
    """Return the pieces of a rule file; whatever breaks the schema is added to `problems`."""
    data, root = document.data, document.root
    try:
        Pack.model_validate(data)
    except ValidationError as error:
        problems.extend(explain(document, root, Pack, error))
    info = _valid(_INFO, data.get("pack") if isinstance(data, dict) else None)
    return Part(
        file=file,
        document=document,
        pack=info.id if info else "",
        info=info,
        risks=tuple(_section(document, "risks", _RISK)),
        clocks=tuple(_section(document, "clocks", _CLOCK)),
        lexicons=tuple(_section(document, "lexicons", _WORDS)),
        # An issue is a signal, too: one name for both.
        signals=(*_section(document, "issues", _ISSUE), *_section(document, "signals", _SIGNAL)),
        rules=tuple(_items(document, "rules", "id", _RULE)),
        overrides=tuple(_section(document, "overrides", _OVERRIDE)),
        allow=tuple(_items(document, "allow", "rule", _ALLOWED)),
    )


def _section(document: Document, name: str, kind: TypeAdapter[T]) -> Iterator[Piece[T]]:
    mapping = document.data.get(name) if isinstance(document.data, dict) else None
    if isinstance(mapping, dict):
        labels = {key: (label, node) for key, label, node in reversed([*pairs(child(document.root, name))])}
        for key, data in mapping.items():
            label, node = labels[key]
            yield Piece(key, _valid(kind, data), data, node, label)


def _items(document: Document, name: str, label: str, kind: TypeAdapter[T]) -> Iterator[Piece[T]]:
    """Yield the items of a list, each called what it says under the key `label`."""
    node = child(document.root, name)
    if isinstance(node, SequenceNode):
        for item, data in zip(node.value, document.data[name], strict=True):
            if isinstance(data, dict):
                yield Piece(str(data.get(label, "")), _valid(kind, data), data, item, child(item, label) or item)


def _valid(kind: TypeAdapter[T], data: object) -> T | None:
    try:
        return kind.validate_python(data)
    except ValidationError:
        return None
