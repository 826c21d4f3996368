"""Personas: how much a reader of reports wants to see."""

from __future__ import annotations

from socaudit.model import Confidence, Severity
from socaudit.rulepack.schema import Names, Spec


class Persona(Spec):
    """Rules of which personas take part, and for each severity the least confidence that is shown."""

    title: str
    rules: Names
    shows: dict[Severity, Confidence]

    def sees(self, severity: Severity, confidence: Confidence) -> bool:
        """Tell whether a finding is shown; a severity that is not named is not."""
        least = self.shows.get(severity)
        return least is not None and confidence.rank >= least.rank
