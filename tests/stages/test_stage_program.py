from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import rule, rulebook
from socaudit.detectors import ENTITY_TYPES
from socaudit.folding import fold
from socaudit.model import Origin, Value
from socaudit.rulepack import load
from socaudit.selectors import Found, Selector, View
from socaudit.stages.program import Program, vocabulary
from socaudit.transcripts import parse


def program(folder: Path, *rules: str, before: str = "") -> Program:
    return Program(rulebook(folder, before + "rules:\n" + "".join(rules)))


def run(compiled: Program, text: str, *values: Value) -> dict[str, tuple[list[tuple[str, str]], bool]]:
    """Return for each rule or signal that holds its hits and whether a guard lowers it."""
    [found] = compiled.run([([View("text", fold(text), values)], compiled.everything)])
    return {
        held.name: ([(name, text[span.start : span.end]) for name, _, span in held.hits], held.lowered)
        for held in found
    }


def test_a_rule_holds_where_its_condition_does(tmp_path: Path) -> None:
    compiled = program(
        tmp_path,
        rule("{ask: {regex: number}, private: {regex: 'dm us'}}", condition="ask and not private"),
        rule("{ask: {regex: number}}", number=2),
    )
    assert run(compiled, "your number?") == {
        "MY-ADM-001": ([("ask", "number")], False),
        "MY-ADM-002": ([("ask", "number")], False),
    }
    assert run(compiled, "dm us your number") == {"MY-ADM-002": ([("ask", "number")], False)}
    assert run(compiled, "nothing") == {}


def test_a_rule_may_hold_by_what_is_not_there(tmp_path: Path) -> None:
    quiet = "signals: {quiet: {match: {loud: {regex: hey}}, condition: not loud}}\n"
    compiled = Program(rulebook(tmp_path, quiet))
    assert run(compiled, "good morning") == {"mine.quiet": ([], False)}
    assert run(compiled, "hey") == {}


def test_a_lexicon_means_what_its_own_pack_says(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.parent.mkdir(exist_ok=True)
    other.write_text(
        "schema: socaudit/1\npack: {id: other, version: '1', title: Another}\nlexicons: {words: [pear]}\n"
        "signals: {fruit: {match: {w: {lexicon: words}}}}\n"
    )
    mine = tmp_path / "own" / "mine.yaml"
    mine.parent.mkdir()
    mine.write_text(
        "schema: socaudit/1\npack: {id: mine, version: '1', title: My own}\nlexicons: {words: [apple]}\n"
        "signals: {own: {match: {w: {lexicon: words}}}, borrowed: {match: {w: {lexicon: other.words}}}}\n"
    )
    compiled = Program(load([other, mine], vocabulary(ENTITY_TYPES), shipped=()))
    assert set(run(compiled, "an apple")) == {"mine.own"}
    assert set(run(compiled, "a pear")) == {"mine.borrowed", "other.fruit"}


SAID, WHERE = "said: {regex: 'our (?:fault|error)'}", "where: {regex: here}"


@pytest.mark.parametrize(
    ("action", "condition", "text", "outcome"),
    [
        ("drop", "said", "our fault", ([("said", "our fault")], False)),
        ("drop", "said", "not our fault", None),
        ("drop", "said", "not our fault. It is our error", ([("said", "our error")], False)),
        ("lower", "said", "not our fault", ([("said", "our fault")], True)),
        ("lower", "said", "not our fault. It is our error", ([("said", "our fault"), ("said", "our error")], False)),
        ("lower", "said and where", "here. It is not our fault", ([("said", "our fault"), ("where", "here")], True)),
        ("lower", "said or where", "here. It is not our fault", ([("said", "our fault"), ("where", "here")], False)),
        ("drop", "said and not where", "our fault. Not here", None),
    ],
)
def test_a_guard_drops_or_lowers(
    tmp_path: Path, action: str, condition: str, text: str, outcome: tuple[list[tuple[str, str]], bool] | None
) -> None:
    match = f"{{{SAID}, {WHERE}}}" if "where" in condition else f"{{{SAID}}}"
    compiled = program(tmp_path, rule(match, condition=condition, guards=f"{{negated: {action}}}"))
    assert run(compiled, text).get("MY-ADM-001") == outcome


def test_of_two_guards_the_one_that_drops_wins(tmp_path: Path) -> None:
    compiled = program(tmp_path, rule(guards="{conditional: lower, negated: drop}"))
    assert run(compiled, "if it is not our fault") == {}


def test_entities_are_not_guarded(tmp_path: Path) -> None:
    compiled = program(tmp_path, rule("{who: {entities: PERSON}}", guards="{negated: drop}"))
    value = Value("PERSON", "text", 4, 7, 0.9, "words", "h")
    assert run(compiled, "not Sam", value) == {"MY-ADM-001": ([("who", "Sam")], False)}


def test_the_origins_that_a_rule_asks_for_are_known_by_selector(tmp_path: Path) -> None:
    asking = rule(
        "{new: {entities: PERSON, origin: brand_new}, said: {regex: x}}", scope="thread", condition="new and said"
    )
    compiled = program(tmp_path, asking)
    assert compiled.origins("MY-ADM-001") == {"new": frozenset({Origin.BRAND_NEW})}
    assert compiled.origins("nothing") == {}


def test_no_more_of_a_rule_is_looked_for_until_what_it_waits_for_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    match = "{rare: {regex: pelican}, common: {regex: 'the|a|of'}}"
    compiled = program(tmp_path, rule(match, condition="rare and common"))
    looked = _watched(compiled, monkeypatch)
    assert run(compiled, "the beak of a cormorant") == {}
    assert looked == []
    assert run(compiled, "a pelican") == {"MY-ADM-001": ([("rare", "pelican"), ("common", "a")], False)}
    assert looked == ["pelican", "the|a|of"]


def test_an_expression_runs_once_on_a_message_whatever_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = program(tmp_path, *(rule("{said: {regex: pelican}}", number=number) for number in (1, 2, 3)))
    looked = _watched(compiled, monkeypatch)
    assert len(run(compiled, "a pelican")) == 3
    assert looked == ["pelican"]


def _watched(compiled: Program, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list in which the expressions of a program are noted, without their edges, as they run."""
    looked: list[str] = []

    def watched(selector: Selector) -> Selector:
        def find(view: View) -> Iterable[Found]:
            looked.append((selector.pattern or "").split("(?i:(?:")[-1].split(")")[0])
            return selector.find(view)

        return replace(selector, find=find)

    monkeypatch.setattr(compiled, "_selectors", [watched(selector) for selector in compiled._selectors])
    return looked


def test_what_the_filter_has_compiled_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = program(tmp_path, rule("{said: {regex: pelican}}"))
    monkeypatch.setattr("socaudit.selectors._patterns.compiled", None)
    assert run(compiled, "a pelican") == {"MY-ADM-001": ([("said", "pelican")], False)}


SNIPPETS = ["our fault", "number", "dm us", "if", "not", "?", ". ", "\u00e9", "\u200b", "NUMBER", "our", "fault", " "]
EXPRESSIONS = ["our fault", "num.er", "(?:dm|pm) us", "fault|our", "[^ ]+ us", "if"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Program:
    rules = [rule(f"{{said: {{regex: '{expression}'}}}}", number=n) for n, expression in enumerate(EXPRESSIONS, 1)]
    return program(tmp_path_factory.mktemp("rules"), *rules, rule("{w: {tokens: [our, {gap: 2}, us]}}", number=9))


@pytest.fixture(scope="module")
def shipped() -> Program:
    return Program(load([], vocabulary(ENTITY_TYPES), shipped=None))


@given(st.lists(st.sampled_from(SNIPPETS), max_size=12).map("".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_pre_filter_loses_no_hit(small: Program, text: str) -> None:
    _same_with_and_without(small, text)


def test_the_pre_filter_loses_no_hit_of_the_shipped_rules(shipped: Program) -> None:
    texts = list(_transcript_texts(shipped))
    assert len(texts) > 100
    for text in [*texts, " ".join(texts[:60]), "\n".join(reversed(texts[:60]))]:
        _same_with_and_without(shipped, text)


def _transcript_texts(compiled: Program) -> Iterator[str]:
    for entry in compiled.rulebook.rules:
        tests = entry.rule.tests
        for transcript in (*tests.hit, *tests.miss):
            yield from (message.text for message in parse(transcript).messages)


def _same_with_and_without(compiled: Program, text: str) -> None:
    view = View("text", fold(text), ())
    [possible] = compiled._screen.may_match([([view], compiled.everything.selectors)])  # What is skipped is the point.
    for number, selector in enumerate(compiled._selectors):
        if number not in possible:
            assert list(selector.find(view)) == []


def test_more_expressions_than_one_filter_has_room_for_are_all_run(tmp_path: Path) -> None:
    words = [f"{chr(97 + n % 26)}{n:05}expression" for n in range(40_000)]
    rules = [
        rule(f"{{said: {{phrases: [{', '.join(words[start : start + 100])}]}}}}", number=start // 100)
        for start in range(0, len(words), 100)
    ]
    compiled = program(tmp_path, *rules)
    assert set(run(compiled, f"{words[0]} and {words[-1]}")) == {"MY-ADM-000", "MY-ADM-399"}
