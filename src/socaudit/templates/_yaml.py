"""YAML as a tree whose texts know where they stand: block scalars, quotes, folded lines and escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from socaudit.rulepack.source import NodeLoader
from socaudit.templates._text import Piece, Text, of_pieces
from socaudit.templates._tree import Tree, UnreadableError

_TAG = "tag:yaml.org,2002:"
_MOST_NODES = 200_000
# What may stand before a scalar: its anchor and its tag.
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:[ \t]+|\s*\n\s*))*")
_BREAK = "(?:\r\n|[\n\r\x85\u2028\u2029])"
_LINE = re.compile(f"(.*?)(?:{_BREAK}|\\Z)", re.DOTALL)
_FOLD = f"[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*"
_ESCAPE = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\r\n\x85\u2028\u2029])"
_DOUBLE = re.compile(f"(?P<joined>\\\\{_FOLD})|(?P<fold>{_FOLD})|(?P<escape>{_ESCAPE})")
_SINGLE = re.compile(f"(?P<fold>{_FOLD})|(?P<escape>'')")
_PLAIN = re.compile(f"(?P<fold>{_FOLD})")
_ENDING = re.compile(_BREAK)
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def yaml_tree(source: str) -> Tree:
    """Return what a YAML file holds; a list of all its documents if it has several.

    Raises:
        UnreadableError: it is no YAML, or nested too deeply, or its aliases multiply.
    """
    loader = NodeLoader(source)
    documents: list[Node] = []
    try:
        while loader.check_node():
            documents.append(loader.get_node())
    except yaml.MarkedYAMLError as error:
        problem = ", ".join(filter(None, (error.context, error.problem)))
        raise UnreadableError(f"not YAML: {problem}", error.problem_mark.index if error.problem_mark else 0) from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        raise UnreadableError("not YAML: it holds a control character", int(position)) from None
    finally:
        loader.dispose()
    trees = [_Planting(source).tree(document) for document in documents]
    return trees[0] if len(trees) == 1 else trees


class _Planting:
    """One document on its way from nodes to a tree; aliases are written out, within bounds."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._count = 0
        self._open: set[int] = set()

    def tree(self, node: Node) -> Tree:
        self._count += 1
        if self._count > _MOST_NODES or id(node) in self._open:
            raise UnreadableError("not YAML that can be read: its aliases have no end", node.start_mark.index)
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        self._open.add(id(node))
        if isinstance(node, MappingNode):
            pairs = [(key.value, self.tree(value)) for key, value in node.value if isinstance(key, ScalarNode)]
            self._open.remove(id(node))
            return dict(pairs)
        items = [self.tree(item) for item in node.value]
        self._open.remove(id(node))
        return items

    def _scalar(self, node: ScalarNode) -> Tree:
        match node.tag.removeprefix(_TAG):
            case "null":
                return None
            case "bool":
                return node.value.lower() in {"true", "yes", "on", "y"}
            case "int" | "float":
                number = yaml.safe_load(node.value)
                return number if isinstance(number, int | float) else None
        return text_of(self._source, node)


def text_of(source: str, node: ScalarNode) -> Text:
    """Return the text of a scalar, whatever its style."""
    start, end = node.start_mark.index, node.end_mark.index
    if found := _PROPERTIES.match(source, start, end):
        start = found.end()
    match node.style:
        case "|" | ">":
            return of_pieces(_block(source, start, end, node.value), start=start)
        case '"':
            return of_pieces(_flow(source, start + 1, end - 1, _DOUBLE), start=start + 1)
        case "'":
            return of_pieces(_flow(source, start + 1, end - 1, _SINGLE), start=start + 1)
    return of_pieces(_flow(source, start, end, _PLAIN), start=start)


def _flow(source: str, start: int, end: int, special: re.Pattern[str]) -> Iterator[Piece]:
    """Yield the pieces of a scalar whose lines are joined, without its quotes."""
    at = start
    for found in special.finditer(source, start, end):
        yield Piece(source[at : found.start()], at, found.start())
        yield Piece(_meaning(found), found.start(), found.end())
        at = found.end()
    yield Piece(source[at:end], at, end)


def _meaning(found: re.Match[str]) -> str:
    kind, said = found.lastgroup, found[0]
    if kind == "escape":
        return _unescaped(said)
    breaks = len(_ENDING.findall(said))
    # A backslash takes the line end back; the empty lines behind it count.
    return "\n" * (breaks - 1) or (" " if kind == "fold" else "")


def _unescaped(escape: str) -> str:
    sign = escape[1]
    if sign in "xuU":
        return chr(int(escape[2:], 16))
    return _NAMED.get(sign, sign)


def _block(source: str, start: int, end: int, value: str) -> Iterator[Piece]:
    """Yield the pieces of a literal or folded scalar, from its `|` or `>` on; `value` is what YAML makes of it."""
    lines = list(_LINE.finditer(source, start, end))[1:]
    indent: int | None = None
    done, last = 0, start
    for line in lines:
        if not line[1].strip(" "):
            continue
        if indent is None:
            # Spaces with which the text itself begins are no indentation.
            body = value.lstrip("\n\x85\u2028\u2029")
            indent = len(line[1]) - len(line[1].lstrip(" ")) - (len(body) - len(body.lstrip(" ")))
        content = line[1][indent:]
        place = value.find(content, done)
        if not content or place < 0:
            continue
        yield Piece(value[done:place], last, line.start(1) + indent)
        yield Piece(content, line.start(1) + indent, line.end(1))
        done, last = place + len(content), line.end(1)
    yield Piece(value[done:], last, end)
