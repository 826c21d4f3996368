"""The schema of a pack's file (`socaudit/1`): who the pack is, what it declares, and what it changes in others."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from socaudit.model import Confidence, Severity
from socaudit.rulepack.clocks import Clock, ClockName
from socaudit.rulepack.dispositions import Disposition
from socaudit.rulepack.schema import Issue, Listed, Name, Param, Reason, Rule, Signal, Spec, Words


class Risk(Spec):
    """A word of the risk vocabulary: what it is called, what counts, and which part of a report shows it."""

    title: str
    definition: str
    family: Literal["personal_data", "social_engineering", "admission", "service", "template"]


class Override(Spec):
    """What a pack changes in a rule of a pack that it extends; `off` says why the rule is switched off."""

    severity: Severity | None = None
    confidence: Confidence | None = None
    params: dict[Name, Param] = Field(default={})
    off: Reason | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        changes = self.severity is not None or self.confidence is not None or bool(self.params)
        if self.off is not None and changes:
            raise ValueError("a rule that is off has nothing else to override")
        if self.off is None and not changes:
            raise ValueError("this override changes nothing: give severity, confidence, params or off")
        return self


class PackInfo(Spec):
    """Who a pack is.

    A shipped pack that is not `default` takes part only where it is named; the packs that this one `extends`
    take part with it.
    """

    id: Name
    version: str
    title: str
    default: bool = True
    extends: Listed[str] = ()


class Pack(Spec):
    """One YAML file of a pack; the files of a folder that share `pack.id` make one pack."""

    schema_: Annotated[Literal["socaudit/1"], Field(alias="schema")]
    pack: PackInfo
    risks: dict[Name, Risk] = Field(default={})
    clocks: dict[ClockName, Clock] = Field(default={})
    lexicons: dict[Name, Words] = Field(default={})
    issues: dict[Name, Issue] = Field(default={})
    signals: dict[Name, Signal] = Field(default={})
    overrides: dict[str, Override] = Field(default={})
    allow: tuple[Disposition, ...] = ()
    rules: tuple[Rule, ...] = ()
