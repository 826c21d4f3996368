"""The mapping file of `--map`: which column of a CSV holds which field of a message."""

from __future__ import annotations

import codecs
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from socaudit.model import Kind, Role, Visibility
from socaudit.rulepack.document import load_document
from socaudit.rulepack.schema import Spec


class Columns(Spec):
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


class Values(Spec):
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


class Time(Spec):
    """How times are written."""

    format: Annotated[str, AfterValidator(_is_pattern)] | None = Field(
        None, description="In the words of strptime; ISO 8601 if absent."
    )
    zone: Annotated[str, AfterValidator(_is_zone)] | None = Field(
        None, description="IANA zone of times that do not tell theirs; UTC, with a note, if absent."
    )


class Mapping(Spec):
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
    """Return the mapping in `path`; RuleError names line and column of every fault."""
    return load_document(path, Mapping)
