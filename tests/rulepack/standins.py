"""A small vocabulary, so that these tests depend on no plug-in, and rule files with marked places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
import re2
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from socaudit.errors import RuleError
from socaudit.model import Origin, Scope
from socaudit.rulepack import Rulebook, load
from socaudit.rulepack.condition import parse
from socaudit.rulepack.schema import CorrelationSpec, Duration, Names, SelectorSpec, Spec, Vocabulary, Words

MARK = "▶"
HEAD = "schema: socaudit/1\npack: {id: mine, version: '1', title: My own rules}\n"


def _compiles(pattern: str) -> str:
    try:
        re2.compile(pattern)
    except re2.error as error:
        raise ValueError(error.args[0].decode()) from None
    return pattern


class RegexSpec(SelectorSpec):
    kind: ClassVar[str] = "regex"
    regex: Annotated[
        tuple[Annotated[str, AfterValidator(_compiles)], ...],
        BeforeValidator(lambda value: value if isinstance(value, list | tuple) else [value]),
    ]
    case: bool = False


class PhrasesSpec(SelectorSpec):
    kind: ClassVar[str] = "phrases"
    phrases: Words


class LexiconSpec(SelectorSpec):
    kind: ClassVar[str] = "lexicon"
    lexicon: str

    def lexicons(self) -> Iterator[str]:
        yield self.lexicon


class EntitiesSpec(SelectorSpec):
    kind: ClassVar[str] = "entities"
    entities: Names
    min_score: Annotated[float, Field(ge=0, le=1)] = 0.4
    origin: tuple[Origin, ...] = ()


class Gap(Spec):
    gap: Annotated[int, Field(ge=1)]


class Skip(Spec):
    any: int


class TokensSpec(SelectorSpec):
    kind: ClassVar[str] = "tokens"
    tokens: tuple[Annotated[str, Field(min_length=1)] | Gap | Skip, ...]


class CountSpec(CorrelationSpec):
    kind: ClassVar[str] = "count"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.THREAD, Scope.ARCHIVE})
    of: Names
    each: Literal["author", "day"] = "day"
    told_by: tuple[str, ...] = ()
    min: Annotated[int, Field(ge=2)] = 2
    within: Duration | None = None

    def references(self) -> Iterator[str]:
        yield from super().references()
        yield from self.of

    def selectors(self) -> Iterator[str]:
        yield from self.told_by


class ComboSpec(CorrelationSpec):
    kind: ClassVar[str] = "combo"
    scopes: ClassVar[frozenset[Scope]] = frozenset({Scope.AUTHOR})
    kinds: Names
    condition: str

    def references(self) -> Iterator[str]:
        yield from self.kinds

    @model_validator(mode="after")
    def _parses(self) -> ComboSpec:
        parse(self.condition, self.kinds)
        return self


VOCABULARY = Vocabulary(
    selectors={spec.kind: spec for spec in (RegexSpec, PhrasesSpec, LexiconSpec, EntitiesSpec, TokensSpec)},
    correlations={spec.kind: spec for spec in (CountSpec, ComboSpec)},
    guards=frozenset({"negated", "question"}),
    entity_types=frozenset({"PERSON", "PHONE_NUMBER"}),
)


def rule(number: int = 1, /, **changes: str | None) -> str:
    """Return the YAML of a message rule as a list item, with keys replaced, added or (None) left out."""
    keys: dict[str, str | None] = {
        "id": f"MY-ADM-{number:03}",
        "title": "A rule of my own",
        "scope": "message",
        "severity": "low",
        "confidence": "low",
        "risk": "admission_fault",
        "match": "{fault: {regex: 'our fault'}}",
        "message": "It says so",
        "why": "It can be used",
        "fix": "Word it otherwise",
        "tests": "{hit: ['B 0h: our fault'], miss: ['B 0h: fine']}",
    }
    lines = [f"{key}: {value}" for key, value in (keys | changes).items() if value is not None]
    return "- " + "\n  ".join(lines) + "\n"


def pack(*rules: str, before: str = "") -> str:
    """Return the YAML of a pack with rules, and other sections before them."""
    return HEAD + before + ("rules:\n" + "".join(rules) if rules else "")


def write(folder: Path, text: str, name: str = "pack.yaml") -> Path:
    """Write a rule file without its marks."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text.replace(MARK, ""), encoding="utf-8")
    return path


def own_home(folder: Path) -> Path:
    """Return a folder for packs that ship, with an empty vocabulary beside them."""
    home = folder / "rules"
    write(home, "{}", "risks.yaml")
    write(home, "{}", "clocks.yaml")
    write(home, "regular: {title: t, rules: regular, shows: {}}\n", "personas.yaml")
    return home


def user_load(*paths: Path) -> Rulebook:
    """Load these files and no shipped pack."""
    return load(paths, VOCABULARY, shipped=[])


def problems(*paths: Path) -> list[str]:
    """Return every problem of these files."""
    with pytest.raises(RuleError) as caught:
        user_load(*paths)
    return [str(problem) for problem in caught.value.problems]


def marked(path: Path, text: str) -> list[str]:
    """Return `path:line:column` of each mark in `text`, from top to bottom."""
    places = []
    for number, line in enumerate(text.split("\n"), start=1):
        pieces = line.split(MARK)
        columns = [sum(map(len, pieces[: index + 1])) + 1 for index in range(len(pieces) - 1)]
        places += [f"{path}:{number}:{column}" for column in columns]
    return places
