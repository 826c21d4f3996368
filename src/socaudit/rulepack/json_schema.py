"""The JSON Schema of a pack's file, by which editors complete and validate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from socaudit.rulepack.pack import Pack
from socaudit.rulepack.schema import NAME, CorrelationSpec, Spec, Vocabulary

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PARAMETER = {"type": "string", "pattern": r"^\$[a-z][a-z0-9_]*$", "description": "A parameter of the rule."}

JsonSchema = dict[str, Any]


def json_schema(vocabulary: Vocabulary, *, personas: Iterable[str]) -> JsonSchema:
    """Return the schema of a pack's file, with the options of every kind of selector, guard and correlation.

    Args:
        vocabulary: what packs may use.
        personas: the personas that a rule may be for.
    """
    schema = Pack.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    definitions["parameter"] = _PARAMETER
    selectors = [_kind(spec, definitions, name) for name, spec in sorted(vocabulary.selectors.items())]
    correlations = [_correlation(spec, definitions, name) for name, spec in sorted(vocabulary.correlations.items())]
    for name in ("Rule", "Signal"):
        keys = definitions[name]["properties"]
        keys["match"]["patternProperties"] = {NAME: {"anyOf": selectors}}
        keys["guards"]["propertyNames"] = {"enum": sorted(vocabulary.guards)}
    rule = definitions["Rule"]["properties"]
    rule["correlate"] = {"anyOf": correlations, "description": "A condition over several messages."}
    rule["persona"] |= {"enum": list(personas)}
    if "entities" in definitions:
        one = {"enum": sorted(vocabulary.entity_types)}
        definitions["entities"]["properties"]["entities"] = {"anyOf": [one, {"type": "array", "items": one}]}
    _strictly_named(schema)
    return {"$schema": _DRAFT, "title": "A rule pack of socaudit", **schema}


def _kind(spec: type[Spec], definitions: JsonSchema, name: str) -> JsonSchema:
    """Add the schema of a kind's options to the definitions, and return what refers to it."""
    own = spec.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    definitions.update(own.pop("$defs", {}))
    own["properties"] = {key: _or_parameter(value) for key, value in own["properties"].items()}
    definitions[name] = own
    return {"$ref": f"#/$defs/{name}"}


def _correlation(spec: type[CorrelationSpec], definitions: JsonSchema, name: str) -> JsonSchema:
    reference = _kind(spec, definitions, name)
    own = definitions[name]
    own["properties"] = {"type": {"const": name}, **own["properties"]}
    own["required"] = ["type", *own.get("required", ())]
    return reference


def _or_parameter(option: Mapping[str, Any]) -> JsonSchema:
    """Let `$name` stand for an option, or for one of the items of its list."""
    plain = {key: value for key, value in option.items() if key not in {"default", "title", "description"}}
    told = {key: value for key, value in option.items() if key in {"default", "title", "description"}}
    return {"anyOf": [plain, {"$ref": "#/$defs/parameter"}], **told}


def _strictly_named(part: Any) -> None:
    """Let a mapping whose keys follow a pattern have no other keys, wherever it stands."""
    if isinstance(part, dict):
        if "patternProperties" in part:
            part["additionalProperties"] = False
        for value in part.values():
            _strictly_named(value)
    elif isinstance(part, list):
        for value in part:
            _strictly_named(value)
