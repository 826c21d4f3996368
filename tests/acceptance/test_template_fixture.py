"""The fixture repository of 60 templates: what is planted is found at its line and column, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from socaudit import pipeline
from socaudit.config import load
from socaudit.model import Finding, Location, Report, Scope

FIXTURE = Path("fixtures/templates")
# Whatever is found in several templates stands in each of them.
SHARED = {"SA-TPL-050", "SA-TPL-051"}
PLANTED = [
    ("bramblecote/claims.txt", 5, 1, "SA-TPL-022"),
    ("bramblecote/damaged.md", 7, 1, "SA-ADM-001"),
    ("bramblecote/missed-delivery.md", 7, 22, "SA-TPL-030"),
    ("bramblecote/parcel-shops.yaml", 15, 16, "SA-TPL-034"),
    ("bramblecote/parcel-shops.yaml", 26, 5, "SA-TPL-001"),
    ("bramblecote/parcel-shops.yaml", 37, 43, "SA-TPL-021"),
    ("bramblecote/parcel-shops.yaml", 48, 13, "SA-ADM-005"),
    ("bramblecote/zendesk-macros.json", 13, 146, "SA-TPL-030"),
    ("bramblecote/zendesk-macros.json", 19, 122, "SA-TPL-042"),
    # A defect that is known, told to whoever asks.
    ("bramblecote/zendesk-macros.json", 32, 139, "SA-ADM-002"),
    ("bramblecote/zendesk-macros.json", 38, 139, "SA-ADM-002"),
    ("bramblecote/zendesk-macros.json", 38, 419, "SA-TPL-040"),
    ("otteryfinch/freshdesk-responses.json", 3, 210, "SA-TPL-031"),
    ("otteryfinch/freshdesk-responses.json", 5, 172, "SA-TPL-037"),
    ("otteryfinch/freshdesk-responses.json", 7, 162, "SA-TPL-051"),
    ("otteryfinch/intercom-macros.json", 5, 182, "SA-TPL-035"),
    ("otteryfinch/intercom-macros.json", 7, 174, "SA-TPL-036"),
    ("otteryfinch/orders.yml", 5, 65, "SA-TPL-023"),
    ("otteryfinch/orders.yml", 15, 5, "SA-TPL-024"),
    ("otteryfinch/refund-when.md", 5, 42, "SA-TPL-051"),
    # A shortened link is on no list, either.
    ("otteryfinch/sale.md", 6, 18, "SA-TPL-041"),
    ("otteryfinch/sale.md", 6, 18, "SA-TPL-043"),
    ("shared/replies.json", 4, 119, "SA-SEC-031"),
    ("shared/replies.json", 5, 103, "SA-TPL-043"),
    ("shared/replies.json", 6, 143, "SA-TPL-033"),
    ("shared/review-replies.csv", 4, 26, "SA-TPL-020"),
    ("shared/review-replies.csv", 6, 15, "SA-TPL-050"),
    ("shared/review-replies.csv", 7, 21, "SA-TPL-050"),
]
# What stands at the places above, so that a wrong place cannot be written into the table unseen.
WORDS = {
    ("bramblecote/missed-delivery.md", 7): "{{ticket.requester.phone}}",
    ("bramblecote/parcel-shops.yaml", 15): "{{next_shp}}",
    ("bramblecote/parcel-shops.yaml", 26): "Please reply",
    ("bramblecote/zendesk-macros.json", 13): "{{ticket.requester.email}}",
    ("bramblecote/zendesk-macros.json", 19): "http://bramblecote.example/label",
    ("otteryfinch/freshdesk-responses.json", 5): "4111 1111 1111 1111",
    ("otteryfinch/freshdesk-responses.json", 7): "10 days",
    ("otteryfinch/intercom-macros.json", 5): "{{ teammate.first_name }<",
    ("otteryfinch/intercom-macros.json", 7): "07700 900417",
    ("otteryfinch/orders.yml", 5): "We guarantee",
    ("otteryfinch/sale.md", 6): "bit.ly/3",
    ("shared/replies.json", 4): "send us your current password",
    ("shared/replies.json", 6): "{{ticket.latest_comment}}",
    ("shared/review-replies.csv", 4): "for any inconvenience",
}


@pytest.fixture(scope="module")
def report() -> Report:
    config = load(FIXTURE / "socaudit.yaml")
    return pipeline.lint(pipeline.Request(paths=(str(FIXTURE),), config=config, mapping=FIXTURE / "map.yaml"))


def places(finding: Finding) -> tuple[Location, ...]:
    return finding.locations if finding.rule_id in SHARED else finding.locations[:1]


def found(report: Report) -> list[tuple[str, int, int, str]]:
    return sorted(
        (
            Path(place.source.path).relative_to(FIXTURE).as_posix(),
            place.region.line,
            place.region.column,
            finding.rule_id,
        )
        for finding in report.findings
        for place in places(finding)
        if place.region is not None
    )


def test_each_planted_problem_is_found_at_its_place_and_nothing_else_is(report: Report) -> None:
    assert found(report) == sorted(PLANTED)
    assert report.coverage.hidden == 0


@pytest.mark.parametrize(("file", "line", "column"), sorted({row[:3] for row in PLANTED if row[:2] in WORDS}))
def test_the_places_of_the_table_hold_the_words_that_are_wrong(file: str, line: int, column: int) -> None:
    text = (FIXTURE / file).read_text(encoding="utf-8").split("\n")[line - 1]
    assert text[column - 1 :].startswith(WORDS[file, line])


def test_sixty_templates_are_read_of_all_formats_and_26_of_them_have_a_problem(report: Report) -> None:
    coverage = report.coverage
    assert coverage.scanned == 60
    assert coverage.skipped == {"inactive": 1, "internal": 1}
    assert coverage.complete
    assert {entry.format for entry in coverage.inputs if entry.format} == {
        "freshdesk_responses",
        "intercom_macros",
        "listed",
        "mapped_csv",
        "markdown",
        "name_lines",
        "zendesk_macros",
    }
    assert len({place.message_id for finding in report.findings for place in places(finding)}) == 26


def test_findings_about_templates_say_so(report: Report) -> None:
    assert {finding.scope for finding in report.findings} == {Scope.TEMPLATE}
    assert all(finding.subject.kind == "template" for finding in report.findings)


def test_what_several_templates_share_names_them_all(report: Report) -> None:
    told = {finding.rule_id: finding.message for finding in report.findings}
    assert "'Bank holiday', 'Bank holiday short'" in told["SA-TPL-050"]
    assert "'Refund slow', 'When will I get my refund?'" in told["SA-TPL-051"]
