"""A whole evaluation: counts by mode and type, clean messages, mistakes, and what always holds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socaudit.evaluation import Counts, Estimate, Evaluation, Labelled, Options, Score, evaluate, record
from socaudit.model import Detection

from . import sets
from .sets import found, label, message

SET = (
    message("hit", label(0, 5, "PERSON")),
    message("wrong type", label(0, 5, "PERSON")),
    message("miss", label(0, 9, "LOCATION"), label(10, 12, "PERSON")),
    message("clean"),
    message("flagged"),
    message("only ignored", label(0, 9)),
)
FOUND = (
    [found(0, 4, "PERSON")],
    [found(0, 5, "LOCATION", 0.6)],
    [found(10, 12, "PERSON", 0.3)],
    [found(0, 9, "CANDIDATE")],
    [found(0, 9, "PERSON", 0.7), found(10, 12, "PERSON", 0.6)],
    [found(5, 12, "PERSON")],
)


@pytest.fixture(scope="module")
def result() -> Evaluation:
    return evaluate(SET, FOUND, Options(min_score=0.4, resamples=50, worst=10))


def test_the_set_is_counted(result: Evaluation) -> None:
    assert (result.messages, result.labels, result.ignored) == (6, 4, 1)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("overlap_typed", Counts(1, 3, 3)),
        ("overlap_untyped", Counts(2, 2, 2)),
        ("exact_typed", Counts(0, 4, 4)),
        ("exact_untyped", Counts(1, 3, 3)),
        # Labelled 5 + 5 + 11, of which 4 + 5 found; 9 + 2 wrong, and 3 beside the ignored label.
        ("characters", Counts(9, 12, 14)),
    ],
)
def test_each_mode_has_its_counts(result: Evaluation, mode: str, expected: Counts) -> None:
    assert result.scores[mode].total.counts == expected


def test_types_add_up_and_a_mistaken_type_costs_both_of_them(result: Evaluation) -> None:
    by_type = {name: score.counts for name, score in result.scores["overlap_typed"].by_type.items()}
    assert by_type == {"PERSON": Counts(1, 2, 2), "LOCATION": Counts(0, 1, 1)}
    assert result.scores["overlap_untyped"].by_type == {}


def test_a_message_is_clean_without_a_label_that_counts_and_flagged_once(result: Evaluation) -> None:
    assert (result.clean, result.flagged) == (3, 1)
    assert result.flagged_share.value == pytest.approx(1 / 3)


def test_candidates_and_low_scores_are_not_counted() -> None:
    everything = evaluate(SET, FOUND)
    assert everything.scores["overlap_typed"].total.counts == Counts(2, 2, 3)
    assert everything.flagged == 1


def test_the_worst_misses_are_those_that_nothing_saw_and_the_longest(result: Evaluation) -> None:
    listed = [(miss.message_id, miss.entity_type, miss.start, miss.end, miss.beside) for miss in result.misses]
    assert listed == [
        ("miss", "LOCATION", 0, 9, ()),
        ("miss", "PERSON", 10, 12, ()),
        ("wrong type", "PERSON", 0, 5, ("LOCATION",)),
    ]


def test_the_worst_false_alarms_are_the_surest(result: Evaluation) -> None:
    listed = [(alarm.message_id, alarm.entity_type, alarm.score, alarm.beside) for alarm in result.false_alarms]
    assert listed == [
        ("flagged", "PERSON", 0.7, ()),
        ("flagged", "PERSON", 0.6, ()),
        ("wrong type", "LOCATION", 0.6, ("PERSON",)),
    ]


def test_only_as_many_mistakes_are_listed_as_asked_for() -> None:
    few = evaluate(SET, FOUND, Options(worst=1))
    assert (len(few.misses), len(few.false_alarms)) == (1, 1)


TEXT = "Ask Jane Doe at the Plough, 07700 900123, or Sam"
LABELS = (label(4, 12, "PERSON"), label(20, 26), label(28, 40, "PHONE_NUMBER"))


def test_lists_show_no_labelled_detected_or_ignored_value_unless_asked() -> None:
    given = [message(1, *LABELS, text=TEXT)], [[found(45, 48, "CANDIDATE", 0.1), found(0, 3, "PERSON")]]
    masked = evaluate(*given, Options(worst=9))
    assert len(masked.misses) == 2
    for mistake in (*masked.misses, *masked.false_alarms):
        assert mistake.text == "[PERSON] [PERSON] at the [IGNORED], [PHONE_NUMBER], or [CANDIDATE]"
    clear = evaluate(*given, Options(worst=9, show_values=True))
    assert {mistake.text for mistake in clear.misses} == {TEXT}


def test_text_in_clear_is_cut_around_the_place() -> None:
    text = "a" * 60 + "Jane" + "b" * 60
    clear = evaluate([message(1, label(60, 64, "PERSON"), text=text)], [[]], Options(worst=1, show_values=True))
    assert clear.misses[0].text == f"...{'a' * 48}Jane{'b' * 48}..."


def test_the_record_holds_every_number_under_its_documented_name(result: Evaluation) -> None:
    shown = record(result, model="some_model", failed=2)
    assert shown["schema"] == "socaudit/evaluation/1"
    assert shown["detector"] == {"model": "some_model", "min_score": 0.4}
    assert shown["set"] == {"messages": 6, "failed": 2, "clean": 3, "labels": 4, "ignored": 1}
    scores, misses, alarms = shown["scores"], shown["misses"], shown["false_alarms"]
    assert isinstance(scores, dict)
    assert list(scores) == ["overlap_typed", "overlap_untyped", "exact_typed", "exact_untyped", "characters"]
    total = scores["overlap_typed"]["total"]
    assert (total["hits"], total["missed"], total["false_alarms"]) == (1, 3, 3)
    assert total["f2"]["value"] == 0.25
    assert 0 <= total["f2"]["low"] <= 0.25 <= total["f2"]["high"] <= 1
    assert isinstance(misses, list)
    assert isinstance(alarms, list)
    assert set(misses[0]) == {"id", "entity_type", "start", "end", "beside", "text"}
    assert set(alarms[0]) == {"id", "entity_type", "start", "end", "score", "beside", "text"}


def scores_of(result: Evaluation) -> list[Score]:
    return [score for mode in result.scores.values() for score in (mode.total, *mode.by_type.values())]


Given = Sequence[tuple[Labelled, Sequence[Detection]]]


def evaluated(given: Given, *, resamples: int = 0) -> Evaluation:
    return evaluate([one for one, _ in given], [made for _, made in given], Options(resamples=resamples))


@settings(deadline=None)
@given(sets.judged)
def test_every_share_lies_between_0_and_1_and_within_the_range_of_its_interval(given: Given) -> None:
    result = evaluated(given, resamples=5)
    for score in scores_of(result):
        for estimate in (score.precision, score.recall, score.f1, score.f2, result.flagged_share):
            for value in (estimate.value, estimate.low, estimate.high):
                assert value is None or 0 <= value <= 1
            assert estimate.low is None or estimate.high is None or estimate.low <= estimate.high


@settings(deadline=None)
@given(st.lists(sets.messages, min_size=1, max_size=6))
def test_perfect_detections_score_1_in_every_mode(messages: list[Labelled]) -> None:
    result = evaluate(messages, [sets.perfect(one) for one in messages], Options(resamples=3))
    for score in scores_of(result):
        assert score.f2.value in {1.0, None}
    assert result.flagged == 0
    assert result.misses == result.false_alarms == ()


@settings(deadline=None)
@given(sets.judged, st.data())
def test_the_order_of_the_messages_does_not_matter(given: Given, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(given))
    one, other = (evaluated(pairs, resamples=3) for pairs in (given, shuffled))
    assert one == other


@settings(deadline=None)
@given(sets.judged)
def test_asking_for_less_never_finds_less(given: Given) -> None:
    hits = {name: mode.total.counts.hits for name, mode in evaluated(given).scores.items()}
    assert hits["exact_typed"] <= hits["overlap_typed"]
    assert hits["exact_typed"] <= hits["exact_untyped"]


def test_an_evaluation_of_nothing_is_of_nothing() -> None:
    assert evaluate([], []).flagged_share == Estimate(None)
