"""The mapping file of `--map`: which column of a CSV holds which field of a message."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from socaudit.errors import ConfigError
from socaudit.model import Kind, Role, Visibility


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Columns(_Part):
    """Names of columns, as in the header of the CSV."""

    id: str = Field(description="The message's id on its network; a row without one fails.")
    text: str = Field(description="What was written, plain.")
    network: str | None = Field(None, description="The network, where one export holds several.")
    parent_id: str | None = Field(None, description="Id of the message that this one answers.")
    root_id: str | None = Field(None, description="Id of the first message of the thread.")
    kind: str | None = Field(None, description="post, reply, comment, review, review_reply ...")
    author_id: str | None = Field(None, description="The account's id; its handle serves if absent.")
    author_handle: str | None = Field(None, description="The account's handle, with or without @.")
    author_name: str | None = Field(None, description="The name that the account shows.")
    author_location: str | None = Field(None, description="The place that the account shows.")
    role: str | None = Field(None, description="brand, customer or third_party, see `values`.")
    visibility: str | None = Field(None, description="public, unlisted, followers, direct or internal.")
    created_at: str | None = Field(None, description="When it was written, see `time`.")
    edited_at: str | None = Field(None, description="When it was last changed.")
    deleted_at: str | None = Field(None, description="When it was deleted.")
    lang: str | None = Field(None, description="Language code of the text.")
    permalink: str | None = Field(None, description="The message's own address.")

    def used(self) -> dict[str, str]:
        """Return the mapped fields with their columns."""
        return {field: column for field, column in self.model_dump().items() if column is not None}


_K = TypeVar("_K", bound=StrEnum)


def _folded(meanings: dict[str, _K]) -> dict[str, _K]:
    return {cell.strip().casefold(): meaning for cell, meaning in meanings.items()}


class Values(_Part):
    """What the cells of three columns mean; upper and lower case are the same."""

    role: Annotated[dict[str, Role], AfterValidator(_folded)] = Field(
        default_factory=dict, description="Such as `{Agent: brand}`."
    )
    visibility: Annotated[dict[str, Visibility], AfterValidator(_folded)] = Field(
        default_factory=dict, description="Such as `{DM: direct}`."
    )
    kind: Annotated[dict[str, Kind], AfterValidator(_folded)] = Field(
        default_factory=dict, description="Such as `{Answer: reply}`."
    )


def _is_pattern(pattern: str) -> str:
    moment = datetime(2001, 2, 3, 4, 5, 6)  # noqa: DTZ001 (any moment shows whether the pattern can be read)
    try:
        datetime.strptime(moment.strftime(pattern), pattern)  # noqa: DTZ007 (as above)
    except ValueError:
        raise ValueError("is not a pattern such as '%d/%m/%Y %H:%M'") from None
    return pattern


def _is_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is not a time zone that this machine knows, such as Europe/London") from None
    return name


def _is_encoding(name: str) -> str:
    try:
        "\n".encode(name).decode(name)
        return codecs.lookup(name).name
    except (LookupError, UnicodeError):
        raise ValueError("is not a text encoding, such as windows-1252") from None


class Time(_Part):
    """How times are written."""

    format: Annotated[str, AfterValidator(_is_pattern)] | None = Field(
        None, description="In the words of strptime; ISO 8601 if absent."
    )
    zone: Annotated[str, AfterValidator(_is_zone)] | None = Field(
        None, description="IANA zone of times that do not tell theirs; UTC, with a note, if absent."
    )


class Mapping(_Part):
    """A mapping file; `columns` with `id` and `text` is all it needs."""

    columns: Columns
    values: Values = Values()
    time: Time = Time()
    network: str = Field("unknown", description="The network of every row without one of its own.")
    visibility: Visibility = Field(Visibility.UNKNOWN, description="Of every row without its own.")
    kind: Kind | None = Field(None, description="Of every row; absent: reply if it has a parent, else post.")
    role: Role | None = Field(None, description="Of every row without one of its own.")
    lang: str | None = Field(None, description="Language of every row without one of its own.")
    delimiter: str | None = Field(
        None, min_length=1, max_length=1, description="One of `,` `;` tab `|` is found if absent."
    )
    encoding: Annotated[str, AfterValidator(_is_encoding)] = Field(
        "utf-8", description="A byte order mark in the file beats it."
    )


def load_mapping(path: Path) -> Mapping:
    """Return the mapping in `path`; ConfigError names line and column of the first fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        _refuse_twins(tree, path)
        return Mapping.model_validate(yaml.safe_load(text))
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8", where=str(path), hint="save the mapping as UTF-8") from error
    except RecursionError as error:
        raise ConfigError("is nested too deeply", where=str(path)) from error
    except yaml.MarkedYAMLError as error:
        raise ConfigError(f"is not YAML: {error.problem}", where=_place(path, error.problem_mark)) from error
    except yaml.YAMLError as error:
        raise ConfigError("is not YAML", where=str(path)) from error
    except ValidationError as error:
        raise _explained(error, tree, path) from error


def _place(path: Path, mark: yaml.Mark | None) -> str:
    return str(path) if mark is None else f"{path}:{mark.line + 1}:{mark.column + 1}"


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))


def _refuse_twins(node: yaml.Node | None, path: Path) -> None:
    seen: set[str] = set()
    for key, value in _pairs(node):
        if key.value in seen:
            raise ConfigError(f"'{key.value}' is there twice", where=_place(path, key.start_mark))
        seen.add(key.value)
        _refuse_twins(value, path)


def _explained(error: ValidationError, tree: yaml.Node | None, path: Path) -> ConfigError:
    """Return the first fault with its place in the file and, for an unknown key, the likely right one."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    # A misspelt key is also a missing one; the first of the two says more.
    fault = min(faults, key=lambda fault: fault["type"] != "extra_forbidden")
    keys = [str(key) for key in fault["loc"]]
    mark = tree.start_mark if tree else None
    node = tree
    for key in keys:
        found = next(((name, value) for name, value in _pairs(node) if name.value == key), None)
        if found is None:
            break
        mark, node = found[0].start_mark, found[1]
    problem = f"'{'.'.join(keys)}': {fault['msg']}" if keys else "is not a mapping with `columns`"
    hint = None
    if fault["type"] == "extra_forbidden":
        problem = f"unknown key '{keys[-1]}'"
        hint = _suggestion(keys)
    elif fault["type"] == "missing":
        problem = f"'{'.'.join(keys)}' is missing"
    return ConfigError(problem, where=_place(path, mark), hint=hint)


def _suggestion(keys: list[str]) -> str:
    model: Any = Mapping
    for key in keys[:-1]:
        model = model.model_fields[key].annotation
    close = difflib.get_close_matches(keys[-1], model.model_fields, n=1)
    return f"did you mean '{close[0]}'?" if close else f"known are {', '.join(model.model_fields)}"
