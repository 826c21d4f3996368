"""What holds for every output that another program passes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socaudit.model import Report

from . import sample, strategies
from .writing import FORMATS, hostile, unseen, written

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"sarif": "sarif", "junit": "xml", "gitlab": "json", "markdown": "md"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["report", "clean"])
def test_the_output_reads_as_it_was_approved(form: str, name: str) -> None:
    approved = GOLDEN / f"{name}-{form}.{ENDINGS.get(form, 'txt' if form == 'github' else 'csv')}"
    assert written(getattr(sample, name)(), form).encode() == approved.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_in_which_things_were_found_does_not_change_the_output(form: str) -> None:
    report = sample.report()
    turned = replace(
        report,
        findings=report.findings[::-1],
        rules=report.rules[::-1],
        coverage=replace(report.coverage, inputs=report.coverage.inputs[::-1]),
    )
    assert written(turned, form) == written(report, form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_hash_of_a_text_stays_inside(form: str) -> None:
    assert "secret-hash" not in written(sample.report(), form)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.just(hostile()) | strategies.reports())
def test_nothing_in_the_output_steers_a_screen_or_cannot_be_encoded(form: str, report: Report) -> None:
    text = written(report, form)
    text.encode("utf-8")
    assert unseen(text, "\r\n" if form in {"csv", "takedown"} else "\n") == set()
