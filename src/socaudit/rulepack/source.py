"""YAML files with places: plain data, the nodes it came from, and problems with path, line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from yaml.constructor import SafeConstructor
from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from socaudit.errors import SocauditError

QUOTING = "put quotes around a text that holds ': ' or begins with a brace"
MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000
_TAG = "tag:yaml.org,2002:"
# A date stays the text that it was written as; packs have no other use for it.
_TEXT = {f"{_TAG}str", f"{_TAG}timestamp"}
# As a key, `off` is the word that it is, as YAML 1.2 and every editor have it.
_KEY = {*_TEXT, f"{_TAG}bool"}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES = ("'", '"')

Spot: TypeAlias = Node | tuple[ScalarNode, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place of a file; line and column count from 1, line 0 is the whole file."""

    path: str
    line: int
    column: int
    text: str
    hint: str | None = None

    @property
    def where(self) -> str:
        """Return `path:line:column`, or the path alone."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    def error(self) -> SocauditError:
        """Return the problem as an error of the tree."""
        return SocauditError(self.text, where=self.where, hint=self.hint)


class DocumentError(Exception):
    """A file that is no readable YAML document at all."""

    def __init__(self, problem: Problem) -> None:
        """Carry the one problem that keeps the file from being read."""
        self.problem = problem
        super().__init__(problem.text)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file: its data in plain types, and the nodes that say where each piece stands."""

    path: str
    root: Node
    data: Any

    def problem(self, spot: Spot, text: str, hint: str | None = None) -> Problem:
        """Return a problem at a node, or at an offset into a scalar."""
        return _problem_at(self.path, spot, text, hint)


def pairs(node: Node | None) -> Iterator[tuple[str, ScalarNode, Node]]:
    """Yield `(key, key node, value node)` of a mapping; nothing for any other node."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield key.value, key, value


def child(node: Node | None, key: str) -> Node | None:
    """Return the value of `key` in a mapping node, or None."""
    return next((value for name, _, value in pairs(node) if name == key), None)


def scalar(node: Node, value: str) -> Node:
    """Return the first scalar under `node` that reads `value`, or `node` itself if none does."""
    return next((found for found in _scalars(node) if found.value == value), node)


def read(path: Path, problems: list[Problem]) -> Document:
    """Read one YAML document; faults that leave the rest readable are added to `problems`.

    Raises:
        DocumentError: the file cannot be opened, is not UTF-8 text or not YAML.
    """
    text = _text(path)
    loader = NodeLoader(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise DocumentError(_syntax_problem(str(path), text, error)) from None
    finally:
        loader.dispose()
    if root is None:
        raise DocumentError(Problem(str(path), 1, 1, "the file is empty"))
    return Document(str(path), root, _Plain(str(path), problems).value(root))


def _problem_at(path: str, spot: Spot, text: str, hint: str | None = None) -> Problem:
    node, offset = spot if isinstance(spot, tuple) else (spot, None)
    mark, column = node.start_mark, node.start_mark.column + 1
    # A scalar that spans lines, as every block scalar does, has no column for an offset.
    if isinstance(node, ScalarNode) and offset is not None and node.end_mark.line == mark.line:
        column += offset + (node.style in _QUOTES)
    return Problem(path, mark.line + 1, column, text, hint)


class NodeLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # chosen at run time
    """The fast loader where there is one, kept from descending so deep that it crashes the process."""

    depth = 0

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        """Count a level more."""
        self.depth += 1
        if parent is not None and self.depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=parent.start_mark)

    def ascend_resolver(self) -> None:
        """Count a level less."""
        self.depth -= 1


def _text(path: Path) -> str:
    name = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError(Problem(name, 0, 0, f"cannot be read: {error.strerror}")) from None
    if len(raw) > MAX_BYTES:
        raise DocumentError(Problem(name, 0, 0, f"is larger than {MAX_BYTES:,} bytes, too large for a pack"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_column(raw[: error.start].decode("utf-8-sig"))
        raise DocumentError(Problem(name, line, column, "is not UTF-8 text", "save it as UTF-8")) from None
    if found := _FORBIDDEN.search(text):
        line, column = _line_column(text[: found.start()])
        problem = f"control character U+{ord(found[0]):04X} is not allowed in YAML"
        raise DocumentError(Problem(name, line, column, problem))
    return text


def _line_column(before: str) -> tuple[int, int]:
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


def _syntax_problem(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark: Mark = error.problem_mark  # type: ignore[assignment]  # every error of a loader has one
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        column = line.index("\t") + 1
        return Problem(path, mark.line + 1, column, "a tab in the indentation", "YAML wants spaces")
    problem = ", ".join(filter(None, (error.context, error.problem)))
    hint = QUOTING if "mapping" in problem else None
    return Problem(path, mark.line + 1, mark.column + 1, f"is not YAML: {problem}", hint)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    else:
        for _, _, value in pairs(node):
            yield from _scalars(value)


class _Plain:
    """Turns nodes into plain data; keys are texts, each once in its mapping.

    Nodes are counted as if every alias were written out, which bounds what later stages have to walk.
    """

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self._path = path
        self._problems = problems
        self._constructor = SafeConstructor()
        self._count = 0
        self._open: set[int] = set()
        self._done: dict[int, tuple[object, int]] = {}

    def value(self, node: Node) -> object:
        self._count += 1
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if id(node) in self._open:
            raise DocumentError(_problem_at(self._path, node, "an alias stands inside what it refers to"))
        if id(node) in self._done:
            value, size = self._done[id(node)]
            self._count += size
        else:
            before = self._count
            self._open.add(id(node))
            value = self._construct(node)
            self._open.remove(id(node))
            self._done[id(node)] = value, self._count - before
        if self._count > MAX_NODES:
            raise DocumentError(_problem_at(self._path, node, "aliases expand to more than a pack can hold"))
        return value

    def _construct(self, node: Node) -> object:
        if isinstance(node, SequenceNode):
            return [self.value(item) for item in node.value]
        seen: dict[str, tuple[Node, object]] = {}
        for key_node, value_node in node.value:
            value, key = self.value(value_node), self._key(key_node)
            if key in seen:
                first = seen[key][0].start_mark
                text = f"key {key!r} stands twice in this mapping, first in line {first.line + 1}"
                self._report(key_node, text)
            elif key is not None:
                seen[key] = key_node, value
        return {key: value for key, (_, value) in seen.items()}

    def _key(self, node: Node) -> str | None:
        if not isinstance(node, ScalarNode):
            self._report(node, "a key must be a plain text")
            return None
        if node.tag == f"{_TAG}merge":
            self._report(node, "merge keys are not part of a pack", "write the keys out")
            return None
        if node.tag not in _KEY:
            text = f"key {node.value!r} is read as {kind_of(node)}"
            self._report(node, text, f"write it in quotes: '{node.value}'")
        return str(node.value)

    def _scalar(self, node: ScalarNode) -> object:
        if node.tag in _TEXT:
            return node.value
        try:
            match node.tag.removeprefix(_TAG):
                case "null":
                    return None
                case "bool":
                    return self._constructor.construct_yaml_bool(node)
                case "int":
                    return self._constructor.construct_yaml_int(node)
                case "float":
                    return self._constructor.construct_yaml_float(node)
        except (ValueError, KeyError, IndexError):
            pass
        text = f"{node.value!r} with the tag {node.tag!r} is not something that a pack holds"
        self._report(node, text, "leave the tag out")
        return node.value

    def _report(self, node: Node, text: str, hint: str | None = None) -> None:
        self._problems.append(_problem_at(self._path, node, text, hint))


def kind_of(node: Node) -> str:
    """Return what YAML takes a node for, in plain words."""
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    kinds = {"null": "nothing", "bool": "true or false", "int": "a number", "float": "a number"}
    return kinds.get(node.tag.removeprefix(_TAG), "text")
