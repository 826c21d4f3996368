"""One YAML file as one Pydantic model: configuration and mapping files, with places in every error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from yaml.nodes import SequenceNode

from socaudit.errors import RuleError
from socaudit.rulepack.invalid import explain
from socaudit.rulepack.source import DocumentError, Problem, child, read

T = TypeVar("T", bound=BaseModel)


def load_document(path: Path, model: type[T]) -> T:
    """Return the file's content as `model`.

    Raises:
        RuleError: everything that is wrong in the file, each with its place.
    """
    problems: list[Problem] = []
    try:
        document = read(path, problems)
        loaded = model.model_validate(document.data)
    except DocumentError as error:
        raise RuleError([error.problem.error()]) from None
    except ValidationError as error:
        problems += explain(document, document.root, model, error)
    if problems:
        raise RuleError([problem.error() for problem in problems])
    return loaded


def places(path: Path, key: str) -> Iterator[str]:
    """Yield where each item of a list under `key` of a file that has been loaded stands, as `path:line`."""
    entries = child(read(path, []).root, key)
    for item in entries.value if isinstance(entries, SequenceNode) else ():
        yield f"{path}:{item.start_mark.line + 1}"
