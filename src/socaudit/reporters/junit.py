"""JUnit XML, as Jenkins and GitLab read it: a suite for each input, a failing case for each finding."""

from __future__ import annotations

from typing import TextIO
from xml.etree import ElementTree as ET

from socaudit.model import Finding, Report, RuleInfo
from socaudit.reporters import REGISTRY, Layout
from socaudit.reporters._order import by_path, by_reason, worst_first
from socaudit.reporters._spots import address, damaged, first_spot, quotation, told
from socaudit.reporters._text import plain, words

_ARCHIVE = "(no file)"
_JUDGED = "not evaluated"
# What XML cannot hold at all and Unicode does not call a control.
_NO_XML = {0xFFFE: r"\ufffe", 0xFFFF: r"\uffff"}


@REGISTRY.register("junit")
def write_junit(report: Report, stream: TextIO, _layout: Layout) -> None:
    """Write `report` as test suites; an input without findings passes, what was not evaluated is skipped."""
    rules = {rule.id: rule for rule in report.rules}
    cases: dict[str, list[ET.Element]] = {entry.path: [] for entry in by_path(report.coverage.inputs) if entry.format}
    for entry, said in damaged(report.coverage.inputs):
        name = f"{entry.path}!{entry.member}" if entry.member else entry.path
        cases.setdefault(entry.path, []).append(_case(name, f"cannot be read whole: {said}", "error", "incomplete"))
    for finding in worst_first(report.findings):
        place = first_spot(finding)
        path = place.path if place else _ARCHIVE
        cases.setdefault(_input(path, cases), []).append(_finding(finding, rules[finding.rule_id], path))
    suites = [_suite(path, found or [_named("no findings", path)]) for path, found in cases.items()]
    missed = [
        _case(missing.rule_id or "every rule", f"{words(missing.reason)}: {missing.count:,}", "skipped", None)
        for missing in by_reason(report.coverage.not_evaluated)
    ]
    suites += [_suite(_JUDGED, missed)] if missed else []
    root = ET.Element("testsuites", {"name": "socaudit", **_totals(suites)})
    root.extend(suites)
    ET.indent(root)
    # All that is not ASCII is a reference, so that the stream's encoding cannot belie the declaration.
    body = ET.tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii")
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n')


def _input(path: str, cases: dict[str, list[ET.Element]]) -> str:
    """Return the input under the name that it was given: `./` before it makes no other file."""
    return f"./{path}" if f"./{path}" in cases else path


def _finding(finding: Finding, rule: RuleInfo, path: str) -> ET.Element:
    place = first_spot(finding)
    line = f" line {place.line}" if place and place.line else ""
    column = f" column {place.region.column}" if place and place.region else ""
    case = _named(f"{finding.rule_id}{line}{column}: {rule.title}", path)
    failure = ET.SubElement(case, "failure", type=finding.severity, message=_xml(told(finding)))
    failure.text = "\n".join(_xml(said) for said in _details(finding, rule))
    return case


def _details(finding: Finding, rule: RuleInfo) -> list[str]:
    places = [
        f"{address(place)}: {quotation(place) or f'message {place.message_id}'}"
        + (f" ({place.permalink})" if place.permalink else "")
        for place in finding.locations
    ]
    return [
        f"{finding.severity}, {finding.confidence} confidence",
        *places,
        f"Why: {rule.why}",
        f"Fix: {finding.fix}",
    ]


def _case(name: str, said: str, outcome: str, kind: str | None) -> ET.Element:
    case = _named(name, _JUDGED if outcome == "skipped" else name)
    ET.SubElement(case, outcome, {"message": _xml(said), **({"type": kind} if kind else {})})
    return case


def _named(name: str, path: str) -> ET.Element:
    return ET.Element("testcase", name=_xml(name), classname=_xml(path))


def _suite(name: str, cases: list[ET.Element]) -> ET.Element:
    suite = ET.Element("testsuite", name=_xml(name), tests=str(len(cases)))
    for attribute, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(outcome) is not None for case in cases)))
    suite.extend(cases)
    return suite


def _totals(suites: list[ET.Element]) -> dict[str, str]:
    return {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in ("tests", "failures", "errors")}


def _xml(text: str) -> str:
    return plain(text).translate(_NO_XML)
