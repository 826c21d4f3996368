"""Plug-in folders: a decorator that registers, and discovery by importing what lies in the folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """The plug-ins of one package, by name; modules are imported at the first look-up.

    Args:
        package: dotted name of the folder whose modules register themselves here.
        what: what one plug-in is called in an error, such as `reader`.
    """

    def __init__(self, package: str, what: str) -> None:
        self._package = package
        self._what = what
        self._items: dict[str, T] = {}
        self._discovered = False

    def register(self, name: str) -> Callable[[T], T]:
        """Return a decorator that files its target under `name`; a name taken twice is a bug."""

        def add(item: T) -> T:
            if name in self._items:
                raise ValueError(f"{self._what} {name!r} is registered twice")
            self._items[name] = item
            return item

        return add

    def items(self) -> Iterator[tuple[str, T]]:
        """Yield `(name, plug-in)` in the order of the names."""
        self._discover()
        yield from sorted(self._items.items())

    def names(self) -> list[str]:
        """Return the names, sorted."""
        return [name for name, _ in self.items()]

    def __getitem__(self, name: str) -> T:
        """Return the plug-in called `name`; KeyError if there is none."""
        self._discover()
        return self._items[name]

    def _discover(self) -> None:
        if self._discovered:
            return
        self._discovered = True
        package = importlib.import_module(self._package)
        for module in pkgutil.iter_modules(package.__path__):
            if not module.name.startswith("_"):
                importlib.import_module(f"{self._package}.{module.name}")
