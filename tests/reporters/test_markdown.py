from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from socaudit.model import InputCoverage, NotEvaluated, Report, Source
from socaudit.reporters import _markdown
from socaudit.reporters._text import plain

from . import large, sample, strategies
from .writing import HOSTILE, hostile, linted, unseen, written

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"**INCOMPLETE.**", "**What to do.**"}


def tokens(text: str) -> list[Token]:
    return [inner for token in PARSER.parse(text) for inner in [token, *(token.children or [])]]


def markdown(report: Report) -> str:
    return written(report, "markdown")


def kinds(text: str) -> Counter[str]:
    return Counter(token.type for token in tokens(text))


@given(st.text(st.characters() | st.sampled_from("`*_[]()<>|\\&!#@$~{}:/.w\n\r")) | st.just(HOSTILE))
@settings(deadline=None)
def test_prose_holds_no_markup(text: str) -> None:
    line = _markdown.prose(text)
    assert kinds(f"a {line} b") <= Counter({"paragraph_open": 1, "inline": 1, "text": 999, "paragraph_close": 1})
    assert kinds(f"| a |\n|---|\n| {line} |\n")["td_open"] == 1
    assert not unseen(line)


@pytest.mark.parametrize("text", ["@team", "#1", "https://evil.example", "WWW.evil.example", "a@b.example"])
def test_prose_calls_nobody_and_links_nothing(text: str) -> None:
    (shown,) = [token.content for token in tokens(_markdown.prose(text)) if token.type == "inline"]
    assert "&#8203;" in shown


@given(st.text(st.characters() | st.sampled_from("`|\\\n\r ")) | st.just(HOSTILE))
@settings(deadline=None)
def test_code_holds_its_text_and_nothing_else(text: str) -> None:
    span = _markdown.code(text)
    found = tokens(f"a {span} b | c")
    spans = [token.content.strip() for token in found if token.type == "code_inline"]
    expected = plain(text).replace("|", r"\x7c")
    assert spans == ([expected] if expected else [])
    assert kinds(f"| a |\n|---|\n| {span} |\n")["td_open"] == 1


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("https://x.example/a_b?c=1#d", "[post](<https://x.example/a_b?c=1#d>)"),
        ("javascript:alert(1)", "post `javascript:alert(1)`"),
        ("https://x.example/>b", "post `https://x.example/>b`"),
        ("https://x.example/a\nb", "post `https://x.example/a b`"),
    ],
)
def test_only_plain_web_addresses_are_links(target: str, shown: str) -> None:
    assert _markdown.link("post", target) == shown


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.reports() | st.just(hostile()))
def test_no_text_from_outside_becomes_markup(report: Report) -> None:
    text = markdown(report)
    found = kinds(text)
    assert not set(found) & {"html_inline", "html_block", "image", "em_open", "s_open", "fence", "code_block", "hr"}
    bold = re.findall(r"\*\*.*?\*\*", "\n".join(re.sub(r"(`+).*?\1(?!`)", "", line) for line in text.splitlines()))
    assert set(bold) <= OURS
    fired = {finding.rule_id for finding in report.findings}
    listed = "### To take down, most urgent first" in text.splitlines()
    assert found["heading_open"] == 1 + len(fired) + listed
    links = [token.attrGet("href") for token in tokens(text) if token.type == "link_open"]
    assert all(str(link).startswith("http") for link in links)


def test_the_report_shows_counts_places_and_fixes() -> None:
    text = markdown(linted())
    assert text.startswith("## socaudit: MEDIUM, 1 finding in 80 messages\n")
    assert "| Reply templates | 1 |" in text
    assert "`templates/refund, 50%:new.md:7:18` `please send your »[PLACEHOLDER]« here`" in text
    assert "**What to do.** Ask for a private message instead." in text


def test_what_comes_from_standard_input_and_says_nothing_is_named() -> None:
    place = sample.location("", "", marked=(0, 0), source=Source("-", "csv"))
    found = replace(sample.report(), findings=(sample.finding(place, place, place, place),))
    assert "`standard input` message `1790000000000000002`" in markdown(found)
    assert "and 1 more place\n" in markdown(found)


@pytest.mark.parametrize("noise", ["", "\u202e" * 60, "\u65e5" * 50])
def test_it_fits_a_comment_and_says_how_much_it_leaves_out(noise: str) -> None:
    report = large.large(1_000, 45, noise=noise)
    text = markdown(report)
    assert 60_000 < len(text.encode()) <= 65_000
    left = re.search(r"\*\*([\d,]+) findings not shown here", text)
    assert left is not None
    shown = len(re.findall("^- So much to say", text, re.MULTILINE))
    assert int(left[1].replace(",", "")) + shown == 1_000
    assert text.endswith("Not legal advice.\n")
    assert re.search(r"^and \d+ more messages; `--output takedown=list.csv` has all", text, re.MULTILINE)


def test_nothing_but_findings_gives_way_however_long_all_is() -> None:
    long = "@a|" * 2_000
    broken = InputCoverage("", None, "csv", 1, failed=1, errors=(long,))
    places = [
        sample.location(message_id=f"{number}{long}", network=long, permalink=f"https://x.example/{long}")
        for number in range(50)
    ]
    covered = replace(
        sample.coverage(),
        inputs=tuple(replace(broken, path=f"{number}{long}") for number in range(99)),
        not_evaluated=tuple(NotEvaluated(None, f"{number}{long}", 1) for number in range(99)),
    )
    found = tuple(sample.finding(place, fingerprint=place.message_id) for place in places)
    text = markdown(replace(sample.report(), findings=found, coverage=covered))
    assert len(text.encode()) <= 65_000
    assert "- and 89 more inputs\n" in text
    assert "and 30 more messages; `--output takedown=list.csv` has all" in text


def test_a_clean_run_and_an_empty_one_are_called_what_they_are() -> None:
    assert markdown(sample.clean()).startswith("## socaudit: nothing found in 80 messages\n")
    empty = replace(sample.clean(), coverage=replace(sample.coverage(), inputs=()))
    assert "No message was scanned, so this says nothing." in markdown(empty)
    assert "Not evaluated, which is not clean: export ends before deadline 14" in markdown(sample.clean())
