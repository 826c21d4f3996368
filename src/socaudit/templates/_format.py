"""What a format of templates is, and the registry that the formats file themselves in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from socaudit.model import Skipped
from socaudit.readers import Limits
from socaudit.registry import Registry
from socaudit.templates._page import Draft, Page


@dataclass(frozen=True, slots=True)
class TemplateOptions:
    """How templates are to be read: a mapping file for CSV, the channel of those that name none, and the limits."""

    mapping: Path | None = None
    channel: str | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Format:
    """One format of templates.

    Args:
        suffixes: endings of the files that may be of this format, in small letters.
        knows: tells whether such a file is; one that can be no other format and cannot be parsed counts as known.
        drafts: yields its templates in order; UnreadableError where it cannot be read.
        last: asked after every other format.
    """

    suffixes: frozenset[str]
    knows: Callable[[Page], bool]
    drafts: Callable[[Page], Iterator[Draft | Skipped]]
    last: bool = False


FormatFactory: TypeAlias = Callable[[TemplateOptions], Format]
FORMATS: Registry[FormatFactory] = Registry("socaudit.templates", "template format")
