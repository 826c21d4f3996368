"""A report of any size, with long texts everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from socaudit.model import InputCoverage, NotEvaluated, Report, Severity

from . import sample


def large(findings: int, rules: int, *, noise: str = "") -> Report:
    """Return a report with so many findings of so many rules, long texts everywhere."""
    families = ("personal_data", "social_engineering", "admission", "service", "template")
    severities = list(Severity)
    infos = [
        sample.rule(
            f"SA-BIG-{number:03}",
            title=f"Rule {number} {'has a title that is as long as a title may be ' * 2}"[:100],
            risk=f"risk_{number}",
            risk_title=f"Risk {number}",
            family=families[number % 5],
            severity=severities[number % 5],
            fix="Do what must be done, and say so. " * 40,
        )
        for number in range(rules)
    ]
    found = []
    for number in range(findings):
        info = infos[number % rules]
        evidence = f"{noise}message {number} says ******* and then goes on and on and on " * 2
        places = [
            sample.location(
                evidence[:120],
                message_id=f"17900000{number:08}",
                created_at=sample.START + timedelta(minutes=number),
                permalink=f"https://x.example/i/status/17900000{number:08}" if number % 2 else None,
            )
            for _ in range(1 + number % 4)
        ]
        found.append(sample.finding(*places, info=info, fingerprint=f"fp-{number}", message="So much to say. " * 40))
    inputs = tuple(
        InputCoverage(
            f"in/{number}.csv", None, "csv", 5, 4, {f"reason_{number}": 1}, errors=("e " * 300,), notes=("n",)
        )
        for number in range(200)
    )
    missing = tuple(NotEvaluated(info.id, f"reason {number}", 1) for info in infos for number in range(12))
    people = tuple(
        replace(sample.exposure()[1], subject=f"person-{number}", entity_types=("A_KIND",) * 12)
        for number in range(findings)
    )
    return Report(
        sample.run(),
        replace(sample.coverage(), inputs=inputs, not_evaluated=missing),
        tuple(infos),
        tuple(found),
        people,
    )
