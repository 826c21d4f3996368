"""From rule files to a rulebook: everything read, checked and named, or every problem at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from yaml.nodes import Node

from socaudit.errors import RuleError
from socaudit.rulepack.checks import Checker, Known
from socaudit.rulepack.invalid import explain
from socaudit.rulepack.parts import Part, Piece, take_apart
from socaudit.rulepack.rulebook import LoadedPack, LoadedRule, LoadedSignal, Place, Rulebook
from socaudit.rulepack.schema import SCHEMA, Issue, Name, PackInfo, Risk, Vocabulary
from socaudit.rulepack.shipped import RISKS, rule_files, shipped_rules
from socaudit.rulepack.source import Document, DocumentError, Problem, child, read

_REQUIRED_TESTS = ("hit", "miss")
# Names that mean something in their own pack; other packs write `pack.name`.
_LOCAL = ("signals", "lexicons")


def load(paths: Sequence[Path], vocabulary: Vocabulary, *, shipped: Sequence[str] | None) -> Rulebook:
    """Return the rulebook of the shipped packs and of the user's rule files.

    Args:
        paths: the user's rule files and folders; folders are read recursively, in the order of the names.
        vocabulary: the selectors, correlations, guards and entity types that rules may use.
        shipped: ids of the shipped packs to load; None loads them all.

    Raises:
        ConfigError: an unknown pack, or a path that is not there.
        RuleError: everything that is wrong in any of the files.
    """
    home = shipped_rules()
    problems: list[Problem] = []
    warnings: list[Problem] = []
    risks = _base_risks(home / RISKS, problems)
    parts: list[Part] = []
    broken: set[Path] = set()
    for file in rule_files(home, shipped, paths):
        try:
            parts.append(take_apart(file, read(file.path, problems), problems))
        except DocumentError as error:
            problems.append(error.problem)
            broken.add(file.folder)
    _check_packs(parts, problems)
    known, all_risks = _declare(parts, risks, problems)
    rules: list[LoadedRule] = []
    signals: list[LoadedSignal] = []
    for part in parts:
        partial = part.file.folder in broken
        checker = Checker(part.document, part.pack, vocabulary, known, partial, problems)
        signals.extend(_signals(part, checker))
        rules.extend(_rules(part, checker, problems if part.file.shipped else warnings))
    if problems:
        raise RuleError([problem.error() for problem in sorted(set(problems), key=_order)])
    return _rulebook(parts, rules, signals, all_risks, sorted(warnings, key=_order))


def _base_risks(path: Path, problems: list[Problem]) -> dict[str, Risk]:
    try:
        document = read(path, problems)
        return TypeAdapter(dict[Name, Risk]).validate_python(document.data)
    except DocumentError as error:
        problems.append(error.problem)
    except ValidationError as error:
        problems.extend(explain(document, document.root, dict[Name, Risk], error))
    return {}


def _check_packs(parts: Iterable[Part], problems: list[Problem]) -> None:
    """Report the files that use a pack's id without being part of that pack."""
    first: dict[str, tuple[Part, PackInfo]] = {}
    for part in parts:
        if part.info is None:
            continue
        other, info = first.setdefault(part.pack, (part, part.info))
        node = child(part.document.root, "pack")
        if other.file.folder != part.file.folder:
            text = f"pack id {part.pack!r} is already used by {other.document.path}"
            spot = child(node, "id") or part.document.root
            problems.append(part.document.problem(spot, text, "an id belongs to one pack"))
            continue
        for key in ("version", "title"):
            theirs, ours = getattr(info, key), getattr(part.info, key)
            if ours != theirs:
                text = f"{key} {ours!r} differs from {theirs!r} in {other.document.path}"
                spot = child(node, key) or part.document.root
                problems.append(part.document.problem(spot, text, "the files of a pack share it"))


def _declare(parts: Sequence[Part], risks: dict[str, Risk], problems: list[Problem]) -> tuple[Known, dict[str, Risk]]:
    """Return the names that the parts declare, and all risks."""
    own = _once(parts, "risks", problems, taken=risks)
    rules = _once(parts, "rules", problems)
    signals = _once(parts, "signals", problems)
    known = Known(
        signals={name: piece.value.match.keys() if piece.value else () for name, piece in signals.items()},
        issues=any(isinstance(piece.value, Issue) for piece in signals.values()),
        lexicons=_once(parts, "lexicons", problems).keys(),
        rules={name: piece.data.get("scope") for name, piece in rules.items()},
        risks=[*risks, *own],
    )
    return known, risks | {name: piece.value for name, piece in own.items() if piece.value}


def _once(
    parts: Iterable[Part], section: str, problems: list[Problem], *, taken: Iterable[str] = ()
) -> dict[str, Piece[Any]]:
    """Return a section's pieces by full name; what is declared twice is reported at its second place."""
    pieces: dict[str, Piece[Any]] = {}
    places = dict.fromkeys(taken, "the base vocabulary")
    for part in parts:
        for piece in getattr(part, section):
            name = f"{part.pack}.{piece.name}" if section in _LOCAL else piece.name
            if name in places:
                text = f"{section[:-1]} {piece.name!r} is declared twice, first in {places[name]}"
                problems.append(part.document.problem(piece.label, text))
            else:
                pieces[name] = piece
                places[name] = str(_place(part.document, piece.label))
    return pieces


def _signals(part: Part, checker: Checker) -> Iterator[LoadedSignal]:
    for piece in part.signals:
        if piece.value is None:
            continue
        selectors = checker.selectors(piece.node, piece.value)
        condition = checker.condition(piece.node, piece.value)
        checker.support(piece.node, selectors, condition)
        checker.guards(piece.node)
        checker.asks(piece.node, piece.value)
        checker.signal(piece.node, selectors)
        place = _place(part.document, piece.label)
        yield LoadedSignal(f"{part.pack}.{piece.name}", part.pack, piece.value, selectors, condition, place)


def _rules(part: Part, checker: Checker, untested: list[Problem]) -> Iterator[LoadedRule]:
    """Yield the valid rules of a part; those without transcripts are added to `untested`."""
    for piece in part.rules:
        rule = piece.value
        if rule is None:
            continue
        selectors = checker.selectors(piece.node, rule)
        condition = checker.condition(piece.node, rule)
        checker.support(piece.node, selectors, condition)
        checker.guards(piece.node)
        checker.asks(piece.node, rule)
        checker.rule(piece.node, rule, selectors, condition)
        correlation = checker.correlation(piece.node, rule)
        missing = [kind for kind in _REQUIRED_TESTS if not getattr(rule.tests, kind)]
        if missing:
            text = f"missing tests: {rule.id} has no transcript under {' and '.join(missing)}"
            place = child(piece.node, "tests") or piece.label
            untested.append(part.document.problem(place, text, "add one that must fire and one that must not"))
        yield LoadedRule(rule, part.pack, selectors, condition, correlation, _place(part.document, piece.label))


def _rulebook(
    parts: Sequence[Part],
    rules: Sequence[LoadedRule],
    signals: Sequence[LoadedSignal],
    risks: Mapping[str, Risk],
    warnings: Sequence[Problem],
) -> Rulebook:
    infos = {part.pack: part.info for part in parts if part.info}
    loaded = tuple(_pack(infos[pack], [part for part in parts if part.pack == pack]) for pack in sorted(infos))
    return Rulebook(
        packs=loaded,
        rules=tuple(sorted(rules, key=lambda loaded: loaded.rule.id)),
        signals={signal.name: signal for signal in sorted(signals, key=lambda signal: signal.name)},
        lexicons={f"{part.pack}.{piece.name}": piece.value for part in parts for piece in part.lexicons if piece.value},
        risks=risks,
        warnings=tuple(warnings),
        digest=_digest([SCHEMA, *(pack.digest for pack in loaded)]),
    )


def _pack(info: PackInfo, parts: Sequence[Part]) -> LoadedPack:
    content = {
        section: {piece.name: _content(piece.value) for part in parts for piece in getattr(part, section)}
        for section in ("risks", "lexicons", "signals", "rules")
    }
    digest = _digest([_content(info), content])
    return LoadedPack(info.id, info.version, info.title, parts[0].file.shipped, digest)


def _content(value: object) -> object:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def _digest(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _place(document: Document, node: Node) -> Place:
    return Place(document.path, node.start_mark.line + 1)


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.path, problem.line, problem.column, problem.text
