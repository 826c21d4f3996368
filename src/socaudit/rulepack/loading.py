"""From rule files to a rulebook: everything read, checked and named, or every problem at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from yaml.nodes import Node

from socaudit.errors import RuleError
from socaudit.rulepack.checks import Checker
from socaudit.rulepack.dispositions import PlacedDisposition
from socaudit.rulepack.gathering import Base, base, check_packs, gather
from socaudit.rulepack.known import Known
from socaudit.rulepack.overrides import OFF, Change, changes, merged
from socaudit.rulepack.pack import PackInfo, Risk
from socaudit.rulepack.parts import Part, Piece
from socaudit.rulepack.rulebook import LoadedPack, LoadedRule, LoadedSignal, Place, Rulebook
from socaudit.rulepack.schema import SCHEMA, Issue, Rule, Vocabulary
from socaudit.rulepack.shipped import DEFAULT, pack_id
from socaudit.rulepack.source import Document, Problem, child, pairs, scalar
from socaudit.rulepack.suggest import suggestion

_REQUIRED_TESTS = ("hit", "miss")
# Names that mean something in their own pack; other packs write `pack.name`.
_LOCAL = ("signals", "lexicons")
# What a pack's digest covers: dispositions change no facts.
_MATCHED = ("risks", "clocks", "lexicons", "signals", "rules", "overrides")


def load(paths: Sequence[Path], vocabulary: Vocabulary, *, shipped: Sequence[str] | None) -> Rulebook:
    """Return the rulebook of the shipped packs, of the user's rule files, and of the packs that those extend.

    Args:
        paths: the user's rule files and folders; folders are read recursively, in the order of the names.
        vocabulary: the selectors, correlations, guards and entity types that rules may use.
        shipped: ids of the shipped packs to load; `default` stands for all that take part unless told otherwise,
            and so does None.

    Raises:
        ConfigError: an unknown pack, or a path that is not there.
        RuleError: everything that is wrong in any of the files.
    """
    problems: list[Problem] = []
    warnings: list[Problem] = []
    named = (DEFAULT,) if shipped is None else tuple(map(pack_id, shipped))
    beside = base(problems)
    parts, broken = gather(named, paths, problems)
    check_packs(parts, problems)
    made = changes(parts, problems)
    known, risks = _declare(parts, beside, made, problems)
    rules: list[LoadedRule] = []
    signals: list[LoadedSignal] = []
    for part in parts:
        incomplete = part.file.folder in broken
        checker = Checker(part.document, part.pack, vocabulary, known, incomplete, problems)
        signals.extend(_signals(part, checker))
        rules.extend(_rules(part, checker, made, problems if part.file.shipped else warnings))
    allow = [placed for part in parts for placed in _allowed(part, known, problems)]
    if problems:
        raise RuleError([problem.error() for problem in sorted(set(problems), key=_order)])
    book = _rulebook(parts, rules, signals, known, risks)
    return replace(book, allow=tuple(allow), warnings=tuple(sorted(warnings, key=_order)))


def _declare(
    parts: Sequence[Part], beside: Base, made: Mapping[str, Sequence[Change]], problems: list[Problem]
) -> tuple[Known, dict[str, Risk]]:
    """Return the names that the parts declare, and all risks."""
    risks = _once(parts, "risks", problems, taken=beside.risks)
    clocks = _once(parts, "clocks", problems, taken=beside.clocks)
    signals = _once(parts, "signals", problems)
    known = Known(
        signals={name: piece.data if isinstance(piece.data, dict) else {} for name, piece in signals.items()},
        issues=any(isinstance(piece.value, Issue) for piece in signals.values()),
        lexicons=_once(parts, "lexicons", problems).keys(),
        rules={name: piece.data for name, piece in _once(parts, "rules", problems).items()},
        risks=[*beside.risks, *risks],
        clocks=beside.clocks | {name: piece.value for name, piece in clocks.items() if piece.value},
        personas=beside.personas,
        off={
            change.rule: partial(_report, change, problems)
            for some in made.values()
            for change in some
            if change.key == OFF
        },
    )
    return known, beside.risks | {name: piece.value for name, piece in risks.items() if piece.value}


def _report(change: Change, problems: list[Problem], text: str, hint: str) -> None:
    problems.append(change.part.document.problem(change.node, text, hint))


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


def _rules(
    part: Part, checker: Checker, made: Mapping[str, Sequence[Change]], untested: list[Problem]
) -> Iterator[LoadedRule]:
    """Yield the valid rules of a part; those without transcripts are added to `untested`."""
    for piece in part.rules:
        rule = piece.value
        if rule is None:
            continue
        checker.guards(piece.node)
        checker.asks(piece.node, rule)
        loaded = _loaded(part, piece, rule, checker)
        if loaded is None:
            continue
        missing = [kind for kind in _REQUIRED_TESTS if not getattr(rule.tests, kind)]
        if missing:
            text = f"missing tests: {rule.id} has no transcript under {' and '.join(missing)}"
            place = child(piece.node, "tests") or piece.label
            untested.append(part.document.problem(place, text, "add one that must fire and one that must not"))
        yield _changed(part, piece, loaded, checker, made.get(rule.id, ()))


def _loaded(part: Part, piece: Piece[Rule], written: Rule, checker: Checker) -> LoadedRule | None:
    rule = checker.filled(piece.node, written)
    if rule is None:
        return None
    selectors = checker.selectors(piece.node, rule)
    condition = checker.condition(piece.node, rule)
    checker.support(piece.node, selectors, condition)
    checker.rule(piece.node, written, selectors, condition)
    return LoadedRule(
        rule=rule,
        pack=part.pack,
        selectors=selectors,
        condition=condition,
        correlation=checker.correlation(piece.node, rule),
        place=_place(part.document, piece.label),
        places=_places(part, piece.node),
        replaced={},
    )


def _changed(
    part: Part, piece: Piece[Rule], loaded: LoadedRule, checker: Checker, made: Sequence[Change]
) -> LoadedRule:
    """Return the rule with what other packs change in it; a value that it cannot have is reported where it is given."""
    trial = replace(checker, problems=[])
    rule = _loaded(part, piece, merged(piece.value, made), trial) if piece.value and made else None
    if piece.value is None or rule is None:
        return loaded
    params = [change for change in made if change.key.startswith("params.")]
    for problem in {problem.text for problem in trial.problems if problem not in checker.problems and params}:
        checker.problems.append(
            params[-1].part.document.problem(params[-1].node, f"{piece.name} cannot have this: {problem}")
        )
    places, replaced = dict(loaded.places), {}
    for change in made:
        if change.key in places:
            replaced[change.key] = f"{_value(piece.value, change.key)} ({loaded.places[change.key]})"
        places[change.key] = _place(change.part.document, change.node)
    off = next((change.value for change in made if change.key == OFF), None)
    return replace(rule, places=places, replaced=replaced, off=off)


def _value(rule: Rule, key: str) -> object:
    name = key.removeprefix("params.")
    return getattr(rule, key) if name == key else rule.params[name]


def _places(part: Part, node: Node) -> dict[str, Place]:
    """Return where each key of a rule is written; a parameter is called `params.name`."""
    places = {name: _place(part.document, key) for name, key, _ in pairs(node)}
    named = pairs(child(node, "params"))
    return places | {f"params.{name}": _place(part.document, key) for name, key, _ in named}


def _allowed(part: Part, known: Known, problems: list[Problem]) -> Iterator[PlacedDisposition]:
    for piece in part.allow:
        if piece.value is None:
            continue
        for name in piece.value.rule:
            if name not in known.rules:
                text = f"there is no rule {name!r}{suggestion(name, known.rules)}"
                problems.append(part.document.problem(scalar(piece.label, name), text))
        yield PlacedDisposition(piece.value, str(_place(part.document, piece.node)))


def _rulebook(
    parts: Sequence[Part],
    rules: Iterable[LoadedRule],
    signals: Iterable[LoadedSignal],
    known: Known,
    risks: Mapping[str, Risk],
) -> Rulebook:
    infos = {part.pack: part.info for part in parts if part.info}
    loaded = tuple(_pack(infos[pack], [part for part in parts if part.pack == pack]) for pack in sorted(infos))
    by_id = sorted(rules, key=lambda loaded: loaded.rule.id)
    return Rulebook(
        packs=loaded,
        rules=tuple(entry for entry in by_id if entry.off is None),
        off=tuple(entry for entry in by_id if entry.off is not None),
        signals={signal.name: signal for signal in sorted(signals, key=lambda signal: signal.name)},
        lexicons={f"{part.pack}.{piece.name}": piece.value for part in parts for piece in part.lexicons if piece.value},
        lexicon_places={
            f"{part.pack}.{piece.name}": _place(part.document, piece.label) for part in parts for piece in part.lexicons
        },
        risks=risks,
        clocks=known.clocks,
        personas=known.personas,
        allow=(),
        warnings=(),
        digest=_digest([SCHEMA, *(pack.digest for pack in loaded)]),
    )


def _pack(info: PackInfo, parts: Sequence[Part]) -> LoadedPack:
    content = {
        section: {piece.name: _content(piece.value) for part in parts for piece in getattr(part, section)}
        for section in _MATCHED
    }
    digest = _digest([_content(info), content])
    return LoadedPack(info.id, info.version, info.title, parts[0].file.shipped, info.default, digest)


def _content(value: object) -> object:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def _digest(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _place(document: Document, node: Node) -> Place:
    return Place(document.path, node.start_mark.line + 1)


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.path, problem.line, problem.column, problem.text
