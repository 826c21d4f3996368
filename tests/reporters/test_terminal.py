from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from socaudit.model import DispositionState, InputCoverage, Report, Severity
from socaudit.reporters import write

from . import large, sample, strategies
from .writing import linted

GOLDEN = Path(__file__).parent / "golden"
ANSI = re.compile(r"\x1b\[[\d;]*m")
HEADINGS = re.compile(
    r"(Verdict|What to do first|Findings|(?:People|Threads) most exposed|Admissions in time order|Coverage) ─+$"
)


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def written(report: Report, *, width: int | None = 80, colour: bool | None = None) -> str:
    stream = io.StringIO()
    write(report, "terminal", stream, width=width, colour=colour)
    return stream.getvalue()


def section(text: str, title: str) -> str:
    found = re.search(rf"^{title} ─+\n(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", ["report", "clean"])
def test_the_report_reads_as_it_was_approved(name: str) -> None:
    text = written(getattr(sample, name)())
    assert text == (GOLDEN / f"{name}.txt").read_text("utf-8")


def test_the_ascii_report_reads_as_it_was_approved() -> None:
    assert encoded(sample.report(), "ascii") == (GOLDEN / "report-ascii.txt").read_text("utf-8")


def encoded(report: Report, encoding: str) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict", newline="\n")
    write(report, "terminal", stream, width=80)
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_a_stream_that_cannot_show_a_character_gets_it_spelt_out() -> None:
    place = sample.location("Zoë 日 ***", "***")
    report = replace(sample.report(), findings=(sample.finding(place),))
    assert r"Zoë \u65e5 >>***<<" in encoded(report, "cp1252")
    assert r"Zo\xeb \u65e5 >>***<<" in encoded(report, "ascii")
    assert "Zoë 日 »***«" in encoded(report, "utf-16")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports())
def test_no_text_steers_the_terminal_or_changes_the_structure(report: Report) -> None:
    text = written(report)
    text.encode("utf-8")
    kinds = {unicodedata.category(char) for char in text if char != "\n"}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    *lines, last = text.removesuffix("\n").split("\n")
    assert last.endswith("Not legal advice.")
    assert all(line.startswith("  ") or HEADINGS.match(line) for line in lines if line)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports())
def test_colour_changes_nothing_but_colour(report: Report) -> None:
    assert ANSI.sub("", written(report, colour=True)) == written(report)


def test_a_forged_heading_or_verdict_stays_inside_its_line() -> None:
    forged = "***\nVerdict ───\n\n  Nothing was found.\x1b[2J\x1b]0;title\x07"
    place = sample.location(forged, "***", speaker=forged, message_id=forged, permalink=forged)
    text = written(replace(sample.report(), findings=(sample.finding(place, message=forged, thread_id=forged),)))
    assert len(re.findall(r"^Verdict", text, re.MULTILINE)) == 1
    assert not re.search(r"^  Nothing was found", text, re.MULTILINE)


def test_a_place_known_to_the_column_is_shown_to_the_column() -> None:
    assert "message Refund 50% off (templates/refund, 50%:new.md:7:18)" in written(linted(), width=120)


def test_markup_in_a_message_is_shown_as_it_stands() -> None:
    assert "[bold]now[/bold]" in written(sample.report(), colour=True)


@pytest.mark.parametrize("width", [72, 80, 120])
def test_lines_keep_to_the_width_but_ids_and_permalinks_stay_whole(width: int) -> None:
    long_id = "m" * 200
    permalink = f"https://x.example/{long_id}"
    report = replace(
        sample.report(),
        findings=(
            sample.finding(sample.location(message_id=long_id), thread_id=long_id),
            sample.finding(sample.location(permalink=permalink), fingerprint="other"),
        ),
    )
    text = written(report, width=width)
    naming = re.compile(r"message |thread |https:|m{200}")
    assert [line for line in text.splitlines()[:-1] if len(line) > width and not naming.search(line)] == []
    assert f" {long_id} " in text
    assert f"thread {long_id}\n" in text
    assert f"{permalink}\n" in text


def test_ten_thousand_findings_are_as_readable_as_ten() -> None:
    report = sample.report()
    many = [replace(found, fingerprint=f"{turn}") for turn in range(1_500) for found in report.findings]
    text = written(replace(report, findings=tuple(many)))
    assert text.count("\n") <= 300
    assert "10,500 findings" in section(text, "Verdict")
    assert re.search(r"and 2,99\d more \(use --output json for all\)", text)


@pytest.mark.parametrize("rules", [1, 5, 20, 45, 200])
def test_the_length_is_bounded_whatever_fires_and_however_long_its_texts_are(rules: int) -> None:
    assert written(large.large(1_000, rules, noise="\u202e" * 60)).count("\n") <= 460


def test_every_rule_is_told_even_where_there_is_no_room_for_its_examples() -> None:
    findings = section(written(large.large(1_000, 45)), "Findings")
    assert len(re.findall(r"SA-BIG-\d{3}, \d+ findings", findings)) == 40
    assert re.search(r"\d+ findings of 5 more rules", findings)


def test_a_clean_archive_is_called_so_with_what_was_not_evaluated() -> None:
    text = written(sample.clean())
    assert "Nothing was found in 80 messages" in text
    assert "Not evaluated is not clean" in text
    assert "export ends before deadline: SA-SVC-002 14" in text
    assert text.endswith("Nothing found, complete; not all evaluated. Not legal advice.\n")


def test_an_archive_of_which_nothing_was_scanned_is_not_called_clean() -> None:
    coverage = replace(sample.coverage(), inputs=(), first=None, last=None, not_evaluated=(), roles={}, role_bases={})
    text = written(replace(sample.clean(), coverage=coverage, run=replace(sample.run(), packs=())))
    assert "No message was scanned, so this says nothing about the archive." in text
    assert "Nothing scanned, complete." in text
    assert "nothing: every rule could judge all that it is about" in text


def test_a_damaged_input_is_said_at_the_top_and_at_the_end() -> None:
    text = written(sample.report())
    assert "INCOMPLETE: 1 of 3 inputs could not be read whole" in section(text, "Verdict")
    assert "exports/may.ndjson:88: the line is cut off" in section(text, "Coverage")
    assert "INCOMPLETE" in text.splitlines()[-1]


def test_damaged_inputs_are_shown_before_a_hundred_good_ones() -> None:
    inputs = tuple(InputCoverage(f"a{number}.csv", None, "csv", 1, 1) for number in range(100))
    damaged = InputCoverage("z.csv", None, "csv", 1, failed=1, errors=("line 1: cut off",))
    report = replace(sample.clean(), coverage=replace(sample.coverage(), inputs=(*inputs, damaged)))
    text = section(written(report), "Coverage")
    assert re.search(r"z\.csv +csv +1 +0 +0 +1", text)
    assert "and 93 more inputs" in text
    assert "z.csv: line 1: cut off" in text


def test_numbers_that_do_not_add_up_are_not_made_to() -> None:
    wrong = InputCoverage("a.csv", None, "csv", 5, 1)
    report = replace(sample.clean(), coverage=replace(sample.coverage(), inputs=(wrong,)))
    assert "5 read ≠ 1 scanned + 0 skipped + 0 failed + 0 repeated" in written(report)


def test_only_what_harms_is_among_the_first_things_to_do() -> None:
    assert "Answer, or close" not in section(written(sample.report()), "What to do first")


def test_where_nothing_is_urgent_the_report_says_so_and_still_says_what_to_do() -> None:
    report = replace(sample.report(), findings=(sample.finding(sample.location(), info=sample.SLOW),), exposure=())
    text = written(report)
    assert "Nothing here is urgent. 1 finding in" in section(text, "Verdict")
    assert "Answer, or close" in section(text, "What to do first")
    assert "People most exposed" not in text
    assert "Admissions in time order" not in text


def test_admissions_stand_in_time_order_the_worst_of_them_where_there_are_many() -> None:
    early = sample.finding(sample.location(created_at=sample.START), info=sample.FAULT, severity=Severity.LOW)
    many = [
        sample.finding(
            sample.location(created_at=sample.START.replace(day=20 - day)),
            info=sample.FAULT,
            fingerprint=f"{day}",
        )
        for day in range(13)
    ]
    text = section(written(replace(sample.report(), findings=(early, *many))), "Admissions in time order")
    days = re.findall(r"2024-05-(\d\d)", text)
    assert days == [f"{day:02}" for day in range(8, 20)]
    assert "the worst 12 of 14" in text


def test_evidence_around_a_far_mark_is_cut_on_both_sides() -> None:
    place = sample.location("b" * 300 + "***" + "a" * 300, "***")
    text = written(replace(sample.report(), findings=(sample.finding(place),)))
    shown = re.search(r"…b[\s\S]+?a…", section(text, "Findings"))
    assert shown is not None
    assert re.sub(r"\s", "", shown[0]) == f"…{'b' * 69}»***«{'a' * 68}…"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written(sample.report()) == written(sample.report())


def test_a_stream_without_a_terminal_gets_no_styles_whatever_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in written(sample.report())


@pytest.mark.parametrize(
    ("environment", "colour", "styled"),
    [
        ({}, None, True),
        ({"NO_COLOR": "1"}, None, False),
        ({"TERM": "dumb"}, None, False),
        ({"NO_COLOR": "1"}, True, True),
        ({}, False, False),
    ],
)
def test_a_terminal_gets_styles_unless_somebody_says_no(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], colour: bool | None, styled: bool
) -> None:
    for name in ("NO_COLOR", "TERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = Terminal()
    write(sample.report(), "terminal", stream, colour=colour)
    assert ("\x1b" in stream.getvalue()) is styled


@pytest.mark.parametrize(("columns", "width"), [("90", 90), ("20", 72), ("500", 120)])
def test_the_page_takes_a_terminals_width_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    stream = Terminal()
    write(sample.report(), "terminal", stream, colour=False)
    assert len(stream.getvalue().splitlines()[0]) == width


def test_a_file_gets_eighty_columns() -> None:
    assert len(written(sample.report(), width=None).splitlines()[0]) == 80


def test_numbers_are_whole_however_narrow_the_page() -> None:
    huge = InputCoverage("exports/twenty-four.csv", None, "csv", 10**15, 10**15)
    report = replace(sample.clean(), coverage=replace(sample.coverage(), inputs=(huge,)))
    assert re.search(r"  ex…r\.csv +csv +1,000,000,000,000,000 +1,000,000,000,000,000", written(report, width=72))


def test_entries_of_one_file_with_one_reason_are_one_line() -> None:
    uses = [sample.use(f"base.yaml:{n}", state=DispositionState.APPLIED, findings=400) for n in range(1, 6)]
    covered = replace(sample.coverage(), dispositions=tuple(uses))
    text = " ".join(section(written(replace(sample.report(), coverage=covered)), "Coverage").split())
    assert "Allowed 2,000 findings: the number of the village fair (5 entries in base.yaml)" in text


def test_what_was_set_aside_and_what_set_nothing_aside_stand_in_the_coverage() -> None:
    uses = [sample.use(f"own{n}.yaml:{n}", state=DispositionState.APPLIED, findings=n) for n in range(1, 6)]
    uses += [sample.use(f"base.yaml:{n}", state=DispositionState.APPLIED, findings=400) for n in range(1, 6)]
    uses += [sample.use(), sample.use(state=DispositionState.UNUSED, findings=0, note="no rule 'X' takes part")]
    covered = replace(sample.coverage(), dispositions=tuple(uses), hidden=3)
    text = " ".join(section(written(replace(sample.report(), coverage=covered)), "Coverage").split())
    assert "Allowed 1 finding: the number of the village fair (SA-PII-001, own1.yaml:1)" in text
    assert "own3.yaml:3) and 3 more (use --output json)" in text
    assert "expired on 2024-05-31, 2 findings shown again: the number of the village fair" in text
    assert "fits nothing: the number of the village fair (SA-PII-001, own.yaml:7; no rule 'X' takes part)" in text
    assert "3 findings that persona regular does not show" in text
