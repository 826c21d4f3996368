"""What sentences say, from the classifier to the finding's evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from builders import KEY, message, rule, rulebook, worker
from socaudit.model import Analysis, Category, Detection, Match
from socaudit.stages.match import WHOLE, Extractor
from socaudit.stages.program import Program

READ = "read: {textcat: fault, min_score: 0.6}"
WORDS = "words: {regex: 'our fault'}"


def program(
    folder: Path, match: str = f"{{{WORDS}, {READ}}}", condition: str = "words or read", **more: str
) -> Program:
    return Program(rulebook(folder, "rules:\n" + rule(match, condition=condition, **more)))


def matches(
    compiled: Program, text: str, *categories: Category, detections: Sequence[Detection] = ()
) -> tuple[Match, ...]:
    analysis = Analysis({"text": tuple(detections)}, {"text": categories})
    made = Extractor(compiled, KEY, frozenset(), "test")
    [facts] = made.facts([made.begun(message(text=text))], [analysis])
    return facts.matches


def test_a_sentence_that_reads_like_it_is_a_hit_without_the_words(tmp_path: Path) -> None:
    text = "Hello. We got that wrong."
    [match] = matches(program(tmp_path), text, Category("fault", 7, 25, 0.9))
    assert [(hit.selector, hit.start, hit.end) for hit in match.hits] == [("read", 7, 25)]
    assert match.hits[0].note == "read as fault, 0.90"
    assert matches(program(tmp_path), text, Category("fault", 7, 25, 0.5)) == ()
    assert matches(program(tmp_path), text, Category("regret", 7, 25, 0.9)) == ()


def test_words_are_nearer_evidence_than_the_sentence_around_them(tmp_path: Path) -> None:
    text = "That was our fault. We got it wrong."
    said = (Category("fault", 0, 19, 0.9), Category("fault", 20, 36, 0.9))
    [match] = matches(program(tmp_path), text, *said)
    assert [(hit.selector, hit.start) for hit in match.hits] == [("words", 9), ("read", 20)]


def test_words_that_bear_a_reading_out_are_evidence_in_its_sentence_alone(tmp_path: Path) -> None:
    compiled = program(tmp_path, f"{{who: {{regex: 'we'}}, {READ}}}", "read and who")
    text = "We are sorry. We got that wrong."
    [match] = matches(compiled, text, Category("fault", 14, 32, 0.9))
    assert [(hit.selector, hit.start) for hit in match.hits] == [("who", 14)]
    [match] = matches(compiled, "We are sorry. That was wrong.", Category("fault", 14, 29, 0.9))
    assert [(hit.selector, hit.start) for hit in match.hits] == [("read", 14)]


def test_words_that_stand_beside_no_reading_are_evidence_wherever_they_are(tmp_path: Path) -> None:
    match = f"{{who: {{regex: 'we'}}, ill: {{entities: HEALTH}}, {READ}}}"
    compiled = program(tmp_path, match, "who and (ill or read)")
    text = "We know of your asthma. We got that wrong."
    [found] = matches(compiled, text, detections=[Detection("HEALTH", 16, 22, 0.9, "test")])
    assert [(hit.selector, hit.start) for hit in found.hits] == [("who", 0), ("who", 24), ("ill", 16)]


def test_what_a_guard_takes_back_in_a_sentence_its_reading_does_not_bring_back(tmp_path: Path) -> None:
    compiled = program(tmp_path, guards="{negated: drop}")
    text = "This was not our fault. We are late."
    assert matches(compiled, text, Category("fault", 0, 23, 0.9)) == ()
    [match] = matches(compiled, text, Category("fault", 0, 23, 0.9), Category("fault", 24, 36, 0.9))
    assert [hit.start for hit in match.hits] == [24]


def test_a_trace_names_the_guard_that_takes_a_reading_back(tmp_path: Path) -> None:
    compiled = program(tmp_path, guards="{negated: drop}")
    analysis = Analysis(categories={"text": (Category("fault", 0, 23, 0.9),)})
    made = Extractor(compiled, KEY, frozenset(), "test")
    traced = made.trace(message(text="This was not our fault."), analysis, "MY-ADM-001")
    assert [(name, guards) for name, _, guards in traced.hits] == [("words", ("negated",)), ("read", ("negated",))]


def test_words_that_stand_beside_what_is_taken_back_keep_the_sentence(tmp_path: Path) -> None:
    compiled = program(tmp_path, condition="words and read", guards="{negated: drop}")
    text = "It was not our fault then, it is our fault now."
    [match] = matches(compiled, text, Category("fault", 0, len(text), 0.9))
    assert [hit.start for hit in match.hits] == [33]


@pytest.mark.parametrize("label", ["secret_out", "access"])
def test_a_sentence_that_tells_a_secret_is_shown_nowhere(tmp_path: Path, label: str) -> None:
    text = "the word is pinkelephant"
    compiled = program(tmp_path, f"{{read: {{textcat: {label}}}}}", "read")
    [match] = matches(compiled, text, Category(label, 0, len(text), 0.9))
    [hit] = match.hits
    assert (hit.masked, hit.evidence) == (WHOLE, WHOLE)
    assert hit.evidence[slice(*hit.marked)] == WHOLE


def test_the_classifier_reads_a_batch_only_where_a_rule_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []

    def categories(texts: list[str], labels: list[frozenset[str]]) -> list[tuple[Category, ...]]:
        assert labels == [{"fault"}] * len(texts)
        read.append(texts)
        return [(Category("fault", 0, len(text), 0.9),) if text == "ours" else () for text in texts]

    monkeypatch.setattr("socaudit.stages.extract.categories", categories)
    sent = [message("1", "ours", links=("https://example.com/?a=1",)), message("2", "yours", alt_texts=("a cat",))]
    found = list(worker(program(tmp_path / "asks"), {}).facts(sent))
    assert [len(each.matches) for each in found] == [1, 0]
    assert read == [["ours", "yours", "a cat"]]
    list(worker(program(tmp_path / "words", f"{{{WORDS}}}", "words"), {}).facts(sent))
    assert len(read) == 1


def test_a_weak_reading_lives_by_the_words_that_stand_beside_it(tmp_path: Path) -> None:
    match = "{words: {regex: 'our fault'}, other: {regex: 'we failed'}, hint: {textcat: fault, min_score: 0.05}}"
    compiled = program(tmp_path, match, "hint and (words or other)", guards="{negated: drop}")
    text = "It was not our fault alone, we failed as well."
    [found] = matches(compiled, text, Category("fault", 0, len(text), 0.1))
    assert [(hit.selector, hit.start) for hit in found.hits] == [("other", 28)]
    assert matches(compiled, text) == ()
