"""Any CSV, with a mapping file (`--map`) as for exports: `columns: {id: Name, text: Reply}`; the id is the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from socaudit.errors import ConfigError, InputError
from socaudit.model import Skipped, Visibility
from socaudit.readers import CsvMapping, best_delimiter, load_mapping
from socaudit.templates._channels import network
from socaudit.templates._csv import rows
from socaudit.templates._format import FORMATS, Format, TemplateOptions
from socaudit.templates._page import UNKNOWN_NETWORK, Draft, Page
from socaudit.templates._text import Text

FORMAT = "mapped_csv"
_SUFFIXES = frozenset({".csv", ".tsv"})
_PRIVATE = frozenset({Visibility.DIRECT, Visibility.INTERNAL, Visibility.FOLLOWERS})


@FORMATS.register(FORMAT)
def mapped_csv(options: TemplateOptions) -> Format:
    """Return the format of CSV with a mapping; without `--map` it says what is missing."""
    if options.mapping is None:
        return Format(_SUFFIXES, knows=_refuse, drafts=lambda _: iter(()))
    table = _Table(options.mapping, load_mapping(options.mapping))
    return Format(_SUFFIXES, knows=table.knows, drafts=table.drafts)


def _refuse(page: Page) -> bool:
    raise InputError("is CSV", where=page.source.path, hint="say with --map FILE which column holds what")


@dataclass(frozen=True, slots=True)
class _Table:
    path: Path
    mapping: CsvMapping

    def knows(self, page: Page) -> bool:
        """Tell whether the first row has the columns; ConfigError if it lacks some."""
        names = self._names(next(rows(page.text, self._delimiter(page)), []))
        if any(len(columns) > 1 for columns in self.mapping.columns.used().values()):
            raise ConfigError("a field of a template stands in one column", where=str(self.path))
        missing = [name for name in self.mapping.columns.named() if name not in names]
        if missing:
            problem = f"{page.source.path} lacks the column {', '.join(map(repr, missing))}"
            raise ConfigError(problem, where=str(self.path))
        return True

    def drafts(self, page: Page) -> Iterator[Draft | Skipped]:
        """Yield a template for each row that has a text."""
        table = rows(page.text, self._delimiter(page))
        names = self._names(next(table))
        for row in table:
            cells = dict(zip(names, row, strict=False))
            used = self.mapping.columns.used().items()
            found = {name: cells[column] for name, (column,) in used if column in cells}
            if "text" in found and found["text"].text.strip():
                yield self._draft(found)
            else:
                yield Skipped("no_text", page.place(row[0].start))

    def _draft(self, cells: dict[str, Text]) -> Draft:
        said = {name: " ".join(cell.text.split()) for name, cell in cells.items()}
        channel = said.get("network") or self.mapping.network
        meant = self.mapping.values.visibility.get(said.get("visibility", "").casefold())
        return Draft(
            said.get("id") or None,
            cells["text"],
            public=(meant or self.mapping.visibility) not in _PRIVATE,
            network=network(channel) if channel != UNKNOWN_NETWORK else None,
            lang=said.get("lang") or self.mapping.lang,
        )

    def _names(self, top: list[Text]) -> list[str]:
        return [cell.text.strip() for cell in top]

    def _delimiter(self, page: Page) -> str:
        return self.mapping.delimiter or best_delimiter(page.text, self.mapping.columns.named())
