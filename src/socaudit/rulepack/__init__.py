"""YAML to rules: schema, loading, and what a rulebook holds."""

from socaudit.rulepack.loading import load
from socaudit.rulepack.rulebook import LoadedPack, LoadedRule, LoadedSignal, Place, Rulebook
from socaudit.rulepack.shipped import DEFAULT, shipped_packs, shipped_rules
from socaudit.rulepack.source import Problem

__all__ = [
    "DEFAULT",
    "LoadedPack",
    "LoadedRule",
    "LoadedSignal",
    "Place",
    "Problem",
    "Rulebook",
    "load",
    "shipped_packs",
    "shipped_rules",
]
