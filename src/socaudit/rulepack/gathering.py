"""Which packs take part: their files, those of the packs that they extend, and what ships beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from socaudit.rulepack.clocks import Clock, ClockName
from socaudit.rulepack.invalid import explain
from socaudit.rulepack.overrides import extended
from socaudit.rulepack.pack import PackInfo, Risk
from socaudit.rulepack.parts import Part, take_apart
from socaudit.rulepack.personas import Persona
from socaudit.rulepack.schema import Name
from socaudit.rulepack.shipped import CLOCKS, DEFAULT, PERSONAS, RISKS, rule_files, shipped_packs, shipped_rules
from socaudit.rulepack.source import DocumentError, Problem, child, read, scalar
from socaudit.rulepack.suggest import suggestion


@dataclass(frozen=True, slots=True)
class Base:
    """What ships beside the packs."""

    risks: dict[str, Risk]
    clocks: dict[str, Clock]
    personas: dict[str, Persona]


def base(problems: list[Problem]) -> Base:
    """Return the risks, legal clocks and personas that every pack can name."""
    home = shipped_rules()
    return Base(
        risks=_mapping(home / RISKS, dict[Name, Risk], problems),
        clocks=_mapping(home / CLOCKS, dict[ClockName, Clock], problems),
        personas=_mapping(home / PERSONAS, dict[Name, Persona], problems),
    )


def _mapping(path: Path, kind: Any, problems: list[Problem]) -> dict[str, Any]:
    try:
        document = read(path, problems)
        return TypeAdapter(kind).validate_python(document.data)  # type: ignore[no-any-return]  # A dict, as `kind` says.
    except DocumentError as error:
        problems.append(error.problem)
    except ValidationError as error:
        problems.extend(explain(document, document.root, kind, error))
    return {}


def gather(named: Sequence[str], paths: Sequence[Path], problems: list[Problem]) -> tuple[list[Part], set[Path]]:
    """Return the parts of all packs that take part, and the folders in which a file could not be read."""
    home = shipped_rules()
    parts: list[Part] = []
    broken: set[Path] = set()
    seen: set[Path] = set()
    wanted: Sequence[str] = named
    while True:
        new = [file for file in rule_files(home, wanted, paths) if file.path.resolve() not in seen]
        for file in new:
            seen.add(file.path.resolve())
            try:
                parts.append(take_apart(file, read(file.path, problems), problems))
            except DocumentError as error:
                problems.append(error.problem)
                broken.add(file.folder)
        if not new:
            break
        reached = {pack for packs in extended(parts).values() for pack in packs}
        wanted = [*wanted, *sorted(reached & shipped_packs(home).keys())]
    return _taking_part(sorted(parts, key=lambda part: not part.file.shipped), named), broken


def _taking_part(parts: Sequence[Part], named: Sequence[str]) -> list[Part]:
    """Leave out the shipped packs that are neither named nor a default nor extended by one that takes part."""
    bases = extended(parts)
    chosen = {
        part.pack
        for part in parts
        if not part.file.shipped or part.pack in named or (DEFAULT in named and part.info and part.info.default)
    }
    chosen |= {base for pack in chosen for base in bases[pack]}
    return [part for part in parts if part.info is None or part.pack in chosen]


def check_packs(parts: Sequence[Part], problems: list[Problem]) -> None:
    """Report files that use a pack's id without being part of that pack, and packs that extend what is not there."""
    bases = extended(parts)
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
        _check_extends(part, {other.pack for other in parts}, bases, problems)
        for key in ("version", "title", "default"):
            theirs, ours = getattr(info, key), getattr(part.info, key)
            if ours != theirs:
                text = f"{key} {ours!r} differs from {theirs!r} in {other.document.path}"
                spot = child(node, key) or part.document.root
                problems.append(part.document.problem(spot, text, "the files of a pack share it"))


def _check_extends(part: Part, known: set[str], bases: Mapping[str, frozenset[str]], problems: list[Problem]) -> None:
    place = child(child(part.document.root, "pack"), "extends")
    for base in part.info.extends if part.info else ():
        if base not in known:
            text = f"there is no pack {base!r} to extend{suggestion(base, known - {part.pack})}"
            hint = "a pack of your own is named with --rules, too"
            problems.append(part.document.problem(scalar(place or part.document.root, base), text, hint))
        elif part.pack == base or part.pack in bases[base]:
            text = f"pack {part.pack!r} extends itself" + ("" if part.pack == base else f", through {base!r}")
            problems.append(part.document.problem(scalar(place or part.document.root, base), text))
