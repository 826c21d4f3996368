"""Extents: how far each template of a file reaches, with all that is said about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from yaml.nodes import MappingNode, Node, ScalarNode

from socaudit.rulepack.source import NodeLoader

Span: TypeAlias = tuple[int, int]

_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_RECORD = re.compile(r'(?:"[^"]*"|[^"\r\n])+')
_LINE = re.compile(r"[^\r\n]+")
_LINE_END = re.compile(r"[^\r\n]*")


def extents(source: str, suffix: str, bodies: Sequence[int]) -> list[Span]:
    """Return for each template of a file that could be read the largest part of it that holds no other.

    Args:
        source: the file's text.
        suffix: its ending.
        bodies: where the text of each template begins, in order.
    """
    if len(bodies) == 1:
        return [(0, len(source))]
    parts = sorted(_PARTS.get(suffix, _lines)(source), key=lambda part: part[0] - part[1])
    return [_alone(parts, body, bodies) for body in bodies]


def _alone(parts: Sequence[Span], body: int, bodies: Sequence[int]) -> Span:
    for start, end in parts:
        if start <= body < end and sum(start <= other < end for other in bodies) == 1:
            return start, end
    return body, body + 1


def _json(source: str) -> Iterator[Span]:
    """Yield the mappings and lists of a JSON document."""
    opened: list[int] = []
    for token in _JSON.finditer(source):
        if token[0] in "{[":
            opened.append(token.start())
        elif token[0] in "}]":
            yield opened.pop(), token.end()


def _yaml(source: str) -> Iterator[Span]:
    """Yield the items and pairs of YAML documents, each to the end of its last line that is no comment."""
    loader = NodeLoader(source)
    try:
        while loader.check_node():
            yield from _of_node(source, loader.get_node(), 0)
    finally:
        loader.dispose()


def _of_node(source: str, node: Node, start: int) -> Iterator[Span]:
    """Yield what is below a node, and last the node itself, from `start` on."""
    first = start or node.start_mark.index
    if isinstance(node, ScalarNode):
        yield first, _line_end(source, node)
        return
    end = node.start_mark.index + 1
    pairs = node.value if isinstance(node, MappingNode) else [(item, item) for item in node.value]
    for key, value in pairs:
        for part in _of_node(source, value, key.start_mark.index):
            yield part
            end = max(end, part[1])
    yield first, end


def _line_end(source: str, node: ScalarNode) -> int:
    """Return the end of the last line of a scalar, a comment behind it included."""
    stop = len(source[: node.end_mark.index].rstrip())
    found = _LINE_END.match(source, max(stop, node.start_mark.index))
    return found.end() if found else stop


def _records(source: str) -> Iterator[Span]:
    yield from (record.span() for record in _RECORD.finditer(source))


def _lines(source: str) -> Iterator[Span]:
    yield from (line.span() for line in _LINE.finditer(source))


_PARTS = {".json": _json, ".yaml": _yaml, ".yml": _yaml, ".csv": _records, ".tsv": _records}
