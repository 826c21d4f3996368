"""What `$name` and `clock:id` stand for in a rule, put in their place before anything is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yaml.nodes import Node, SequenceNode

from socaudit.rulepack import placeholders
from socaudit.rulepack.clocks import PREFIX, Clock
from socaudit.rulepack.schema import DURATION, Rule
from socaudit.rulepack.source import child, pairs
from socaudit.rulepack.suggest import suggestion

_PARAMETER = re.compile(r"\$([a-z][a-z0-9_]*)")

Report = Callable[[Node, str], None]


def filled(rule: Rule, node: Node, clocks: Mapping[str, Clock], report: Report) -> Rule | None:
    """Return a rule with the values of its parameters and clocks; None, and a report, if one of them is not known.

    Args:
        rule: as written, or with other values for its parameters.
        node: where the rule stands.
        clocks: the legal clocks by their ids.
        report: called with a place and a problem.
    """
    filler = _Filler(rule.params, clocks, report)
    match = filler.value(rule.match, child(node, "match") or node, clocks=False)
    correlate = filler.value(rule.correlate, child(node, "correlate") or node, clocks=True)
    filler.used |= placeholders.names(rule.message)
    for name, key, _ in pairs(child(node, "params")):
        if name in placeholders.NUMBERS:
            report(key, f"{name!r} cannot be a parameter: a message says something else with it")
        elif name in rule.params and name not in filler.used:
            report(key, f"nothing uses the parameter {name!r}: write ${name} in 'match' or 'correlate'")
    message = placeholders.filled(rule.message, {name: _shown(value) for name, value in rule.params.items()})
    if filler.unknown:
        return None
    return rule.model_copy(update={"match": match, "correlate": correlate, "message": message})


def sort_of(value: object) -> str:
    """Return what sort of value a parameter is; an override gives one of the same sort."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a duration" if re.match(DURATION, value) else "a text"
    return "a list of texts"


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@dataclass
class _Filler:
    params: Mapping[str, Any]
    known: Mapping[str, Clock]
    report: Report
    used: set[str] = field(default_factory=set)
    unknown: bool = False

    def value(self, data: object, node: Node, *, clocks: bool) -> object:
        """Return data with everything in it replaced that stands for something else."""
        if isinstance(data, dict):
            return {key: self.value(item, child(node, key) or node, clocks=clocks) for key, item in data.items()}
        if isinstance(data, list):
            nodes = node.value if isinstance(node, SequenceNode) else [node] * len(data)
            return [self.value(item, place, clocks=clocks) for item, place in zip(data, nodes, strict=True)]
        if not isinstance(data, str):
            return data
        if found := _PARAMETER.fullmatch(data):
            return self._parameter(found[1], data, node)
        if clocks and data.startswith(PREFIX):
            return self._clock(data.removeprefix(PREFIX), node)
        return data

    def _parameter(self, name: str, data: str, node: Node) -> object:
        if name not in self.params:
            self._unknown(node, f"unknown parameter {data!r}{suggestion(name, self.params)}")
            return data
        self.used.add(name)
        return self.params[name]

    def _clock(self, name: str, node: Node) -> object:
        if name not in self.known:
            self._unknown(node, f"unknown legal clock {name!r}{suggestion(name, self.known)}")
            return None
        return self.known[name]

    def _unknown(self, node: Node, problem: str) -> None:
        self.unknown = True
        self.report(node, problem)
