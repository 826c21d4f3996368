from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import KEY, message, rule, rulebook, turns
from socaudit.model import Author, Finding, Message, NotEvaluated
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.judge import Judgement, judge
from socaudit.stages.link import link
from socaudit.stages.match import bare_facts
from socaudit.stages.program import Program

LURE = "{look: {similar_to: brand}, lure: {regex: whatsapp}}"
ASKED = message("1", "where is my order", by="sam_r")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    signals = f"signals:\n  posing: {{where: {{role: third_party}}, match: {LURE}}}\n"
    counted = rule(None, number=2, scope="archive", correlate="{type: count, of: posing}")
    return Program(
        rulebook(tmp_path, signals + "rules:\n" + rule(LURE, message="{look.text}", risk="impersonator") + counted)
    )


def answer(handle: str | None, text: str = "whatsapp us", identity: str = "2", **changes: Any) -> Message:
    return message(identity, text, hours=1, by=handle, parent_id="1", **changes)


def brand(handle: str = "AcmeHelp") -> Message:
    return message("9", "hello", hours=5, by=handle, parent_id="1")


def judged(program: Program, *messages: Message, handles: tuple[str, ...] = ()) -> Judgement:
    return judge(turns(program, messages, brand="AcmeHelp"), program, KEY, handles=handles)


def messages(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def test_an_account_that_looks_like_one_of_the_archives_brand_fires_with_its_lure(program: Program) -> None:
    [finding] = judged(program, ASKED, answer("HelpAcme"), brand()).findings
    assert finding.message == "@HelpAcme"
    places = [(place.field, place.evidence) for place in finding.locations]
    assert places == [("text", "whatsapp us"), ("author.handle", "@HelpAcme looks like @AcmeHelp")]
    assert finding.locations[1].marked == (0, len("@HelpAcme"))


def test_it_is_compared_with_configured_handles_that_never_speak_here(program: Program) -> None:
    judgement = judged(program, ASKED, answer("Acme_Care_"), handles=("AcmeCare",))
    assert messages(judgement.findings) == ["@Acme_Care_"]


@pytest.mark.parametrize(
    "silent",
    [
        answer("HelpAcme", "hello there"),
        answer("kim_88"),
        answer("AcmeHelp"),
        answer(None),
        answer(None, author=Author("77")),
    ],
    ids=["without a lure", "another name", "the brand itself", "nobody", "an account without a handle"],
)
def test_without_likeness_or_without_a_lure_nothing_fires(program: Program, silent: Message) -> None:
    judgement = judged(program, ASKED, silent, brand())
    assert judgement.findings == []
    assert judgement.not_evaluated() == ()


def test_signals_are_settled_too(program: Program) -> None:
    pair = [answer("HelpAcme"), answer("Acme__Help", identity="3")]
    found = judged(program, ASKED, *pair, answer("kim_88", identity="4"), brand()).findings
    [counted] = [finding for finding in found if finding.rule_id.endswith("2")]
    assert [place.message_id for place in counted.locations] == ["2", "3"]


def test_where_nothing_tells_the_companys_handles_the_rule_is_not_evaluated(program: Program) -> None:
    unlinked = turns(program, [ASKED, answer("HelpAcme")], brand="nobody_here")
    judgement = judge(unlinked, program, KEY)
    assert judgement.findings == []
    assert NotEvaluated("MY-ADM-001", "no_brand_handle", 1) in judgement.not_evaluated()


def test_a_brand_without_a_handle_gives_nothing_to_compare(program: Program) -> None:
    anonymous = message("9", "hello", author=None)
    [turn] = link([bare_facts(anonymous, KEY)], KnownAccounts())
    assert judge([turn], program, KEY).not_evaluated() == ()


def test_facts_hold_no_handle_of_the_comparison(program: Program) -> None:
    [_, turn, *_] = turns(program, [ASKED, answer("HelpAcme"), brand()], brand="AcmeHelp")
    assert [hit.selector for match in turn.facts.matches for hit in match.hits] == ["lure", "lure"]


def test_a_long_handle_is_cut_where_it_is_shown(program: Program) -> None:
    handle = "Help_" * 3 + "_" * 60 + "Acme"
    [finding] = judged(program, ASKED, answer(handle), brand()).findings
    assert len(finding.message) <= 51
