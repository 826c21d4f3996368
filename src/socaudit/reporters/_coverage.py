"""The coverage of the terminal report: what was read, what could not be judged, and with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from socaudit.model import Coverage, DispositionUse, InputCoverage, NotEvaluated, Report
from socaudit.reporters._order import by_path, by_reason
from socaudit.reporters._page import MARGIN, Page
from socaudit.reporters._text import counted, moment, words

INPUTS = 8
REMARKS = 3
REMARK = 160
REASONS = 6
RULES = 3
NAMES = 8
FORMAT = 16
PATH = 60
LABEL = MARGIN + 15


def coverage_section(page: Page, report: Report) -> list[Text]:
    """Return what the findings rest on, with totals that add up in sight."""
    coverage = report.coverage
    inputs = by_path(coverage.inputs)
    lines = page.heading("Coverage")
    lines += [*_inputs(page, coverage), Text(), *_sum(page, coverage), Text()]
    lines += _labelled(page, "Skipped", _counts(page, coverage.skipped) or "nothing")
    lines += _remarks(page, "Errors", [(entry, entry.errors) for entry in inputs])
    lines += _remarks(page, "Notes", [(entry, entry.notes) for entry in inputs])
    lines += _labelled(page, "Roles", _counts(page, coverage.roles) or "none")
    lines += _labelled(page, "Roles rest on", _counts(page, coverage.role_bases) or "nothing")
    lines += _labelled(page, "Threads", f"{coverage.threads:,}")
    dates = f"{moment(coverage.first)} to {moment(coverage.last)} (all times are UTC)"
    lines += _labelled(page, "Dates", dates if coverage.first else "none")
    lines += _not_evaluated(page, coverage.not_evaluated)
    lines += _set_aside(page, report)
    return lines + _made_with(page, report)


def _labelled(page: Page, label: str, text: str) -> list[Text]:
    return page.paragraph(Text(text), indent=LABEL, first=Text(label, "dim"))


def _counts(page: Page, counts: Mapping[str, int]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    named = [f"{page.clean(words(name), REMARK)} {count:,}" for name, count in ranked[:NAMES]]
    rest = sum(count for _, count in ranked[NAMES:])
    return ", ".join(named + ([f"others {rest:,}"] if rest else []))


def _inputs(page: Page, coverage: Coverage) -> list[Text]:
    # Damaged inputs first and unknown files last, so that no cut hides what matters.
    ranked = sorted(
        by_path(coverage.inputs), key=lambda entry: (not (entry.failed or entry.errors), entry.format is None)
    )
    rows = [["input", "format", "read", "scanned", "skipped", "failed", "repeated"]]
    rows += [_input(page, entry) for entry in ranked[:INPUTS]]
    rest = ranked[INPUTS:]
    if rest:
        rows.append(_numbers(f"and {counted(len(rest), 'more input')}", "", rest))
    if len(ranked) > 1:
        rows.append(_numbers("all", "", ranked))
    return page.table(rows, left=2)


def _input(page: Page, entry: InputCoverage) -> list[str]:
    return _numbers(page.squeeze(_name(entry), PATH), page.clean(entry.format or "unknown", FORMAT), [entry])


def _name(entry: InputCoverage) -> str:
    return entry.path if entry.member is None else f"{entry.path}!{entry.member}"


def _numbers(name: str, form: str, entries: Sequence[InputCoverage]) -> list[str]:
    counts = (
        sum(entry.read for entry in entries),
        sum(entry.scanned for entry in entries),
        sum(sum(entry.skipped.values()) for entry in entries),
        sum(entry.failed for entry in entries),
        sum(entry.duplicates for entry in entries),
    )
    return [name, form, *(f"{count:,}" for count in counts)]


def _sum(page: Page, coverage: Coverage) -> list[Text]:
    parts = {
        "scanned": coverage.scanned,
        "skipped": sum(coverage.skipped.values()),
        "failed": coverage.failed,
        "repeated": coverage.duplicates,
    }
    sign = "=" if coverage.read == sum(parts.values()) else page.glyphs.unequal
    text = " + ".join(f"{count:,} {name}" for name, count in parts.items())
    return page.paragraph(Text(f"{coverage.read:,} read {sign} {text}"))


def _remarks(page: Page, label: str, remarks: Sequence[tuple[InputCoverage, Sequence[str]]]) -> list[Text]:
    every = [
        page.squeeze(remark if entry.path in remark else f"{_name(entry)}: {remark}", REMARK)
        for entry, some in remarks
        for remark in some
    ]
    lines: list[Text] = []
    for number, remark in enumerate(every[:REMARKS]):
        lines += _labelled(page, "" if number else label, remark)
    if len(every) > REMARKS:
        lines += _labelled(page, "", f"and {len(every) - REMARKS:,} more (use --output json)")
    return lines


def _not_evaluated(page: Page, entries: Sequence[NotEvaluated]) -> list[Text]:
    reasons: dict[str, list[NotEvaluated]] = {}
    for entry in by_reason(entries):
        reasons.setdefault(entry.reason, []).append(entry)
    if not reasons:
        return _labelled(page, "Not evaluated", "nothing: every rule could judge all that it is about")
    lines: list[Text] = []
    for number, (reason, some) in enumerate(list(reasons.items())[:REASONS]):
        named = [f"{page.clean(entry.rule_id or 'every rule')} {entry.count:,}" for entry in some[:RULES]]
        rest = [counted(len(some) - RULES, "more rule")] if len(some) > RULES else []
        text = f"{page.clean(words(reason), REMARK)}: {', '.join(named + rest)}"
        lines += _labelled(page, "" if number else "Not evaluated", text)
    if len(reasons) > REASONS:
        lines += _labelled(page, "", f"and {counted(len(reasons) - REASONS, 'more reason')} (use --output json)")
    return lines


def _set_aside(page: Page, report: Report) -> list[Text]:
    """Return what was found and is not shown, and the dispositions that set nothing aside."""
    lines: list[Text] = []
    uses = report.coverage.dispositions
    applied = _applied([use for use in uses if use.state == "applied"])
    lines += _listed(page, "Allowed", applied)
    lines += _listed(page, "Allow entries", [_complaint(use) for use in uses if use.state != "applied"])
    if report.coverage.hidden:
        hidden = f"{counted(report.coverage.hidden, 'finding')} that persona {report.run.persona} does not show"
        lines += _labelled(page, "Hidden", f"{hidden} (--persona auditor shows all)")
    return lines


def _applied(uses: Sequence[DispositionUse]) -> list[str]:
    """Return what has been set aside, and why; the entries of a file that give the same reason are one."""
    alike: dict[tuple[str, str], list[DispositionUse]] = {}
    for use in uses:
        alike.setdefault((use.place.rpartition(":")[0], use.reason), []).append(use)
    said = []
    for (path, reason), some in alike.items():
        why = _why(some[0]) if len(some) == 1 else f"{reason} ({len(some):,} entries in {path})"
        said.append(f"{counted(sum(use.findings for use in some), 'finding')}: {why}")
    return said


def _complaint(use: DispositionUse) -> str:
    if use.state == "expired":
        return f"expired on {use.until}, {counted(use.findings, 'finding')} shown again: {_why(use)}"
    return f"fits nothing: {_why(use)}"


def _why(use: DispositionUse) -> str:
    note = f"; {use.note}" if use.note else ""
    return f"{use.reason} ({', '.join(use.rules)}, {use.place}{note})"


def _listed(page: Page, label: str, entries: Sequence[str]) -> list[Text]:
    lines: list[Text] = []
    for number, entry in enumerate(entries[:REMARKS]):
        lines += _labelled(page, "" if number else label, page.clean(entry, REMARK))
    if len(entries) > REMARKS:
        lines += _labelled(page, "", f"and {len(entries) - REMARKS:,} more (use --output json)")
    return lines


def _made_with(page: Page, report: Report) -> list[Text]:
    run = report.run
    packs = [f"{page.clean(pack, PATH)} {page.clean(version, PATH)}" for pack, version, _ in run.packs]
    rest = [counted(len(packs) - NAMES, "more pack")] if len(packs) > NAMES else []
    lines = _labelled(page, "Packs", ", ".join(packs[:NAMES] + rest) or "none")
    lines += _labelled(page, "Model", page.clean(run.model, PATH))
    return lines + _labelled(
        page,
        "Run",
        f"{page.clean(run.id, PATH)}, {moment(run.started_at)}, socaudit {page.clean(run.version, PATH)}, "
        f"engine {page.clean(run.engine, PATH)}, key {page.clean(run.key_id, PATH)}",
    )
