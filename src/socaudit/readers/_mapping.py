"""The mapping file of `--map`: which column, or which value of a JSON record, holds which field of a message."""

from __future__ import annotations

import codecs
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field

from socaudit.model import Kind, Role, Visibility
from socaudit.readers._rows import Layout
from socaudit.rulepack.document import load_document
from socaudit.rulepack.schema import Spec

# Ways to write a time that no pattern of strptime describes.
ISO = "iso"
SECONDS = "seconds"
MILLISECONDS = "milliseconds"


def _several(given: object) -> object:
    return [given] if isinstance(given, str) else given


Names = Annotated[tuple[str, ...], BeforeValidator(_several), Field(min_length=1)]


class Columns(Spec):
    """Names of columns as in the header, or paths in a JSON record; of a list, the values are joined."""

    id: Names = Field(description="The message's id on its network; a row without one fails.")
    text: Names = Field(description="What was written.")
    network: Names | None = Field(None, description="The network, where one export holds several.")
    parent_id: Names | None = Field(None, description="Id of the message that this one answers.")
    root_id: Names | None = Field(None, description="What the messages of one thread share.")
    kind: Names | None = Field(None, description="post, reply, comment, review, review_reply ...")
    author_id: Names | None = Field(None, description="The account's id; its handle serves if absent.")
    author_handle: Names | None = Field(None, description="The account's handle, with or without @.")
    author_name: Names | None = Field(None, description="The name that the account shows.")
    author_location: Names | None = Field(None, description="The place that the account shows.")
    author_verified: Names | None = Field(None, description="Whether the network vouches for the account.")
    role: Names | None = Field(None, description="brand, customer or third_party, see `values`.")
    visibility: Names | None = Field(None, description="public, unlisted, followers, direct or internal.")
    created_at: Names | None = Field(None, description="When it was written, see `time`.")
    edited_at: Names | None = Field(None, description="When it was last changed.")
    deleted_at: Names | None = Field(None, description="When it was deleted.")
    lang: Names | None = Field(None, description="Language code of the text.")
    permalink: Names | None = Field(None, description="The message's own address.")
    links: Names | None = Field(None, description="Where the links in the text lead to.")
    alt_texts: Names | None = Field(None, description="Descriptions of its pictures.")
    reply_text: Names | None = Field(None, description="The company's reply, a message of its own, in the same row.")
    reply_created_at: Names | None = Field(None, description="When the reply was written.")
    reply_author_name: Names | None = Field(None, description="Who replied.")

    def used(self) -> dict[str, tuple[str, ...]]:
        """Return the mapped fields with their columns."""
        return {field: columns for field, columns in self.model_dump().items() if columns is not None}

    def named(self) -> tuple[str, ...]:
        """Return every column that is mapped, once."""
        return tuple(dict.fromkeys(column for columns in self.used().values() for column in columns))


_K = TypeVar("_K", bound=str)


def _folded(meanings: dict[str, _K]) -> dict[str, _K]:
    return {cell.strip().casefold(): meaning for cell, meaning in meanings.items()}


class Values(Spec):
    """What the cells of four columns mean; upper and lower case are the same."""

    role: Annotated[dict[str, Role], AfterValidator(_folded)] = Field(
        default_factory=dict, description="Such as `{Agent: brand}`."
    )
    visibility: Annotated[dict[str, Visibility], AfterValidator(_folded)] = Field(
        default_factory=dict, description="Such as `{DM: direct}`."
    )
    kind: Annotated[dict[str, Kind], AfterValidator(_folded)] = Field(
        default_factory=dict, description="Such as `{Answer: reply}`."
    )
    network: Annotated[dict[str, str], AfterValidator(_folded)] = Field(
        default_factory=dict, description="Such as `{Twitter: x}`."
    )


def _is_pattern(pattern: str) -> str:
    if pattern in {ISO, SECONDS, MILLISECONDS}:
        return pattern
    moment = datetime(2001, 2, 3, 4, 5, 6)  # noqa: DTZ001 (any moment shows whether the pattern can be read)
    try:
        datetime.strptime(moment.strftime(pattern), pattern)  # noqa: DTZ007 (as above)
    except ValueError:
        raise ValueError("is not a pattern such as '%d/%m/%Y %H:%M', nor iso, seconds or milliseconds") from None
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

    format: Annotated[tuple[Annotated[str, AfterValidator(_is_pattern)], ...], BeforeValidator(_several)] = Field(
        (ISO,),
        min_length=1,
        description="In the words of strptime, or iso, seconds, milliseconds (since 1970); several are tried in turn.",
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
    html: bool = Field(False, description="Whether texts are HTML.")
    escaped: bool = Field(False, description="Whether texts are plain but for entities such as `&amp;`.")
    delimiter: str | None = Field(
        None, min_length=1, max_length=1, description="Of a CSV: one of `,` `;` tab `|` is found if absent."
    )
    encoding: Annotated[str, AfterValidator(_is_encoding)] = Field(
        "utf-8", description="Of a CSV; a byte order mark in the file beats it."
    )
    records: str | None = Field(None, description="Path to the list of records in a JSON document or line.")
    sheet: str | None = Field(None, description="Of a workbook; every sheet with the columns is read if absent.")

    @property
    def layout(self) -> Layout:
        """Return how files are laid out."""
        return Layout(self.delimiter, self.encoding, self.records, self.sheet)


def load_mapping(path: Path) -> Mapping:
    """Return the mapping in `path`; RuleError names line and column of every fault."""
    return load_document(path, Mapping)
