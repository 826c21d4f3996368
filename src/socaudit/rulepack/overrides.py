"""What packs change in the rules of packs that they extend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yaml.nodes import Node

from socaudit.rulepack.pack import Override
from socaudit.rulepack.parameters import sort_of
from socaudit.rulepack.parts import Part, Piece
from socaudit.rulepack.schema import Rule
from socaudit.rulepack.source import Problem, child, pairs
from socaudit.rulepack.suggest import suggestion

OFF = "off"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a pack gives a rule of another: `key` is `severity`, `params.limit`, `off` ..."""

    part: Part
    rule: str
    key: str
    value: Any
    node: Node


def extended(parts: Iterable[Part]) -> dict[str, frozenset[str]]:
    """Return, for each pack, all that it extends, directly or through others; in a circle, itself."""
    direct: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        direct[part.pack] |= set(part.info.extends if part.info else ())
    return {pack: frozenset(_reach(pack, direct)) for pack in [*direct]}


def changes(parts: Sequence[Part], problems: list[Problem]) -> dict[str, list[Change]]:
    """Return what is changed in each rule, in the order in which it applies; what cannot be is added to `problems`."""
    bases = extended(parts)
    targets = {piece.name: (part, piece) for part in parts for piece in part.rules}
    found: dict[str, list[Change]] = defaultdict(list)
    # A pack speaks after those that it extends, and so has the last word.
    for part in sorted(parts, key=lambda part: len(bases[part.pack])):
        for piece in part.overrides:
            target = _target(part, piece, targets, bases, problems)
            if piece.value is None or target is None or target.value is None:
                continue
            for change in _changes(part, piece, piece.value):
                if _fits(change, target, found[piece.name], bases, problems):
                    found[piece.name].append(change)
    return found


def merged(rule: Rule, made: Iterable[Change]) -> Rule:
    """Return the rule with the changes made."""
    params, update = dict(rule.params), {}
    for change in made:
        key, _, name = change.key.partition(".")
        if name:
            params[name] = change.value
        elif key != OFF:
            update[key] = change.value
    return rule.model_copy(update={**update, "params": params})


def _reach(pack: str, direct: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [pack]
    while waiting:
        new = direct.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def _target(
    part: Part,
    piece: Piece[Override],
    targets: Mapping[str, tuple[Part, Piece[Rule]]],
    bases: Mapping[str, frozenset[str]],
    problems: list[Problem],
) -> Piece[Rule] | None:
    def wrong(text: str, hint: str | None = None) -> None:
        problems.append(part.document.problem(piece.label, text, hint))

    if not bases[part.pack] <= bases.keys():
        return None  # A misspelt pack is one mistake, whatever is overridden in it.
    if piece.name not in targets:
        known = [name for name, (other, _) in targets.items() if other.pack in bases[part.pack]]
        hint = None if bases[part.pack] else "name the pack whose rules you change: pack: {..., extends: [ID]}"
        wrong(f"there is no rule {piece.name!r} to override{suggestion(piece.name, known or targets)}", hint)
        return None
    owner, target = targets[piece.name]
    if owner.pack == part.pack:
        wrong(f"{piece.name} is a rule of this pack: change the rule itself")
    elif owner.pack not in bases[part.pack]:
        hint = f"write extends: [{owner.pack}] under 'pack'"
        wrong(f"{piece.name} is a rule of pack {owner.pack!r}, which this pack does not extend", hint)
    else:
        return target
    return None


def _changes(part: Part, piece: Piece[Override], override: Override) -> Iterator[Change]:
    labels = {name: key for name, key, _ in pairs(piece.node)}
    for key in ("severity", "confidence", OFF):
        value = getattr(override, key)
        if value is not None:
            yield Change(part, piece.name, key, value, labels[key])
    for name, label, _ in pairs(child(piece.node, "params")):
        yield Change(part, piece.name, f"params.{name}", override.params[name], label)


def _fits(
    change: Change,
    target: Piece[Rule],
    earlier: Iterable[Change],
    bases: Mapping[str, frozenset[str]],
    problems: list[Problem],
) -> bool:
    """Tell whether a change can be made, and report why not."""

    def wrong(text: str) -> bool:
        problems.append(change.part.document.problem(change.node, text))
        return False

    key, _, name = change.key.partition(".")
    params = target.value.params if target.value else {}
    if name and name not in params:
        some = f"{suggestion(name, params)}" if params else ", and no other"
        return wrong(f"{target.name} has no parameter {name!r}{some}")
    if name and sort_of(change.value) != sort_of(params[name]):
        return wrong(f"parameter {name!r} is {sort_of(params[name])}, not {sort_of(change.value)}")
    for other in earlier:
        rival = other.part.pack not in bases[change.part.pack]
        if rival and (other.key == change.key or OFF in (other.key, key)):
            place = other.part.document.problem(other.node, "").where
            return wrong(f"{target.name} is already changed in {place}: two packs may not disagree")
    return True
