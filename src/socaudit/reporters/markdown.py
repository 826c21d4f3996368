"""Markdown that fits a comment on a pull request: verdict, counts, findings, what to take down, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from socaudit.model import Finding, Location, Report, RuleInfo, Severity
from socaudit.reporters import REGISTRY, Layout
from socaudit.reporters._markdown import code, link, prose
from socaudit.reporters._order import FAMILIES, RuleGroup, by_reason, by_rule, families
from socaudit.reporters._spots import address, damaged, file_path, quotation
from socaudit.reporters._takedown import Item, takedown
from socaudit.reporters._text import counted, plain, shorten, words

# GitHub takes 65,536 characters for a comment, and some of them are longer than one byte.
SIZE = 65_000
PLACES = 3
REASONS = 12
BROKEN = 10
TAKEDOWN = 20
_PROSE = 600
_REMARK = 160
_WORD = 40
_NAME = 120
_ADDRESS = 300


@REGISTRY.register("markdown")
def write_markdown(report: Report, stream: TextIO, _layout: Layout) -> None:
    """Write `report` in at most 65,000 bytes; what there is no room for is counted."""
    groups = by_rule(report)
    head = "".join([*_verdict(report, groups), *_matrix(groups)])
    tail = "".join([*_takedown(takedown(report)), *_coverage(report)])
    room = SIZE - len(f"{head}{tail}".encode())
    stream.write(head + "".join(_fitting(_findings(groups), room, len(report.findings))) + tail)


def _verdict(report: Report, groups: list[RuleGroup]) -> Iterator[str]:
    coverage = report.coverage
    searched = counted(coverage.scanned, "message")
    found = f"{counted(len(report.findings), 'finding')} in {searched}" if groups else f"nothing found in {searched}"
    yield f"## socaudit: {f'{groups[0].worst.upper()}, ' if groups else ''}{found}\n\n"
    if not coverage.scanned:
        yield "No message was scanned, so this says nothing.\n\n"
    broken = damaged(coverage.inputs)
    if broken:
        yield "**INCOMPLETE.** These inputs could not be read whole; the rest of them is not in this report:\n\n"
        yield from (
            f"- {code(shorten(entry.path, _NAME, '...'))}: {_prose(said, _REMARK)}\n" for entry, said in broken[:BROKEN]
        )
        yield f"- and {counted(len(broken) - BROKEN, 'more input')}\n\n" if len(broken) > BROKEN else "\n"


def _matrix(groups: list[RuleGroup]) -> Iterator[str]:
    counts = Counter((group.rule.family, finding.severity) for group in groups for finding in group.findings)
    severities = [level for level in reversed(Severity) if any(level is found for _, found in counts)]
    if groups:
        yield f"| | {' | '.join(severities)} |\n|---|{'---:|' * len(severities)}\n"
        for family in families(groups):
            row = [f"{counts[family, level]:,}" if counts[family, level] else "" for level in severities]
            yield f"| {FAMILIES[family]} | {' | '.join(row)} |\n"
        yield "\n"


def _findings(groups: list[RuleGroup]) -> Iterator[tuple[str, int]]:
    """Yield pieces of the list of findings, each with how many findings it shows."""
    for group in groups:
        rule = group.rule
        yield f"### {group.worst.upper()} {_prose(rule.title)} ({_code(rule.id)})\n\n{_advice(rule)}\n", 0
        yield from ((_finding(finding), 1) for finding in group.findings)
        yield "\n", 0


def _advice(rule: RuleInfo) -> str:
    return f"{_prose(rule.why)}\n\n**What to do.** {_prose(rule.fix)}\n"


def _finding(finding: Finding) -> str:
    lines = [f"- {_prose(finding.message)}\n"]
    lines += [f"  - {_place(place)}\n" for place in finding.locations[:PLACES]]
    more = len(finding.locations) - PLACES
    return "".join([*lines, *([f"  - and {counted(more, 'more place')}\n"] if more > 0 else [])])


def _place(place: Location) -> str:
    path = address(place) if file_path(place.source) else "standard input"
    said = code(quotation(place)) or f"message {_code(place.message_id)}"
    return f"{code(path)} {said}{_seen(place)}"


def _seen(place: Location) -> str:
    address = place.permalink or ""
    return f" {link('post', address)}" if 0 < len(address) <= _ADDRESS else ""


def _fitting(pieces: Iterable[tuple[str, int]], room: int, findings: int) -> Iterator[str]:
    """Yield the pieces that fit, and then how many findings are left out."""
    last = "\n**{} not shown here for want of room: use another output, such as `--output json=report.json`.**\n\n"
    room -= len(last) + len(f"{findings:,} findings")
    shown = 0
    for piece, count in pieces:
        room -= len(piece.encode())
        if room < 0:
            yield last.format(counted(findings - shown, "finding"))
            return
        shown += count
        yield piece


def _takedown(items: list[Item]) -> Iterator[str]:
    if items:
        yield "### To take down, most urgent first\n\n| | what to do | message | why |\n|---|---|---|---|\n"
        yield from map(_row, items[:TAKEDOWN])
        left = len(items) - TAKEDOWN
        yield f"\nand {counted(left, 'more message')}; `--output takedown=list.csv` has all.\n\n" if left > 0 else "\n"


def _row(item: Item) -> str:
    place, (action, who) = item.place, item.action
    name = _code(place.message_id) + _seen(place)
    why = dict.fromkeys(finding.rule_id for finding, _ in item.findings)
    shown = [code(rule) for rule in why][:PLACES]
    return f"| {item.severity} | {action} ({who}) | {_prose(place.network, _WORD)} {name} | {', '.join(shown)} |\n"


def _coverage(report: Report) -> Iterator[str]:
    coverage = report.coverage
    skipped = sum(coverage.skipped.values())
    yield (
        f"{coverage.read:,} read: {coverage.scanned:,} scanned, {skipped:,} skipped, {coverage.failed:,} failed, "
        f"{coverage.duplicates:,} repeated.\n"
    )
    missed: Counter[str] = Counter()
    for entry in by_reason(coverage.not_evaluated):
        missed[entry.reason] += entry.count
    if missed:
        named = [f"{_prose(words(reason), _WORD)} {count:,}" for reason, count in [*missed.items()][:REASONS]]
        yield f"\nNot evaluated, which is not clean: {', '.join(named)}.\n"
    yield f"\nsocaudit {_prose(report.run.version)}. Not legal advice.\n"


def _prose(text: str, limit: int = _PROSE) -> str:
    return prose(shorten(plain(text), limit, "..."))


def _code(text: str) -> str:
    return code(shorten(plain(text), _NAME, "..."))
