"""What all loaded packs declare, by which names are checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from socaudit.rulepack.clocks import Clock
from socaudit.rulepack.personas import Persona


@dataclass(frozen=True, slots=True)
class Known:
    """What all loaded packs declare: signals and lexicons as `pack.name`, with what is written of them.

    `issues` tells whether any of the signals are classes of issues; `off` gives, for each rule that a pack switches
    off, a way to report that it cannot.
    """

    signals: Mapping[str, Mapping[str, Any]]
    issues: bool
    lexicons: Collection[str]
    rules: Mapping[str, Mapping[str, Any]]
    risks: Collection[str]
    clocks: Mapping[str, Clock]
    personas: Mapping[str, Persona]
    off: Mapping[str, Callable[[str, str], None]]
