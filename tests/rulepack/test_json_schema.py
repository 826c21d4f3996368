"""The schema that editors use accepts what loading accepts, and refuses what it refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from socaudit.detectors import ENTITY_TYPES
from socaudit.rulepack import shipped_rules
from socaudit.rulepack.json_schema import json_schema
from socaudit.rulepack.source import read
from socaudit.stages.program import vocabulary

from .standins import VOCABULARY, pack, rule

SCHEMA = json_schema(vocabulary(ENTITY_TYPES), personas=["regular", "pedantic"])
VALIDATOR = Draft202012Validator(SCHEMA)


def valid(text: str) -> bool:
    document: Any = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - a test's own text, all of it strings
    return VALIDATOR.is_valid(document)


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_shipped_rule_file_is_valid() -> None:
    for path in shipped_rules().rglob("*/*.yaml"):
        assert not [error.message for error in VALIDATOR.iter_errors(read(path, []).data)], path


COUNTED = {"scope": "thread", "match": None}


@pytest.mark.parametrize(
    "text",
    [
        pack(rule()),
        pack(rule(params="{limit: 6h}", correlate="{type: count, of: seen, within: $limit, min: $few}", **COUNTED)),
        pack(rule(correlate="{type: absent, after: a, expect: b, within: clock:ofcom-adr}", **COUNTED)),
        pack(rule(refs="[a law, {cite: another}]", where="{role: brand}")),
        pack(before="overrides: {SA-ADM-001: {severity: high}, SA-ADM-002: {off: on purpose}}\n"),
        pack(before="allow: [{rule: SA-ADM-001, message: '1', reason: known for long}]\n"),
        pack(before="signals: {seen: {match: {n: {tokens: [we, {not: a}]}}}}\n"),
    ],
)
def test_what_loads_is_valid(text: str) -> None:
    assert valid(text)


@pytest.mark.parametrize(
    "text",
    [
        pack(rule(sevrity="low")),
        pack(rule(severity="hihg")),
        pack(rule(persona="auditr")),
        pack(rule(match="{fault: {regx: x}}")),
        pack(rule(match="{fault: {regex: x, cse: x}}")),
        pack(rule(match="{Fault: {regex: x}}")),
        pack(rule(match="{fault: {entities: PHONE}}")),
        pack(rule(guards="{negate: drop}")),
        pack(rule(correlate="{type: count}", **COUNTED)),
        pack(rule(correlate="{of: [seen]}", **COUNTED)),
        pack(rule(correlate="{type: count, of: [seen], within: 1y}", **COUNTED)),
        pack(before="clocks: {My_own: {title: t, periods: []}}\n"),
        pack(before="overrides: {SA-ADM-001: {title: x}}\n"),
        pack(before="allow: [{rule: SA-ADM-001, message: '1'}]\n"),
    ],
)
def test_what_does_not_load_is_not_valid(text: str) -> None:
    assert not valid(text)


def test_each_kind_offers_its_own_options() -> None:
    assert set(SCHEMA["$defs"]["regex"]["properties"]) == {"regex", "case", "word"}
    absent = {"type", "after", "expect", "within", "censor", "by", "unless"}
    assert set(SCHEMA["$defs"]["absent"]["properties"]) == absent
    assert SCHEMA["$defs"]["absent"]["properties"]["type"] == {"const": "absent"}


def test_a_vocabulary_without_entities_has_a_schema_too() -> None:
    few = {name: kind for name, kind in VOCABULARY.selectors.items() if name != "entities"}
    schema = json_schema(replace(VOCABULARY, selectors=few), personas=[])
    assert "entities" not in schema["$defs"]
