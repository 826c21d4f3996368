from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge, reasons

from builders import fired, group, shown, step
from socaudit.correlations import Group, Step, Unjudged
from socaudit.rulepack.clocks import Clock

ASKED = step("1", "ask", hours=0)
OPTIONS = {"after": "ask", "expect": "answer", "within": "24h"}


def test_what_nobody_answered_in_time_fires_with_all_of_it() -> None:
    seen = group(ASKED, step("2", "ask", hours=1), step("3", "other", hours=2), ends=100)
    [outcome] = fired(iter(judge("absent", seen, **OPTIONS)))
    assert (outcome.count, shown(outcome)) == (2, [("1", "ask"), ("2", "ask")])


@pytest.mark.parametrize(("hours", "fires"), [(0, False), (24, False), (24.01, True)])
def test_the_deadline_itself_is_in_time(hours: float, fires: bool) -> None:
    outcomes = judge("absent", group(ASKED, step("2", "answer", hours=hours), ends=100), **OPTIONS)
    assert bool(outcomes) is fires


def test_an_answer_before_the_question_is_none() -> None:
    assert judge("absent", group(step("0", "answer", hours=-1), ASKED, ends=100), **OPTIONS)


@pytest.mark.parametrize("name", ["answer", "withdrawn"])
def test_any_of_several_things_is_enough(name: str) -> None:
    options = OPTIONS | {"expect": ["answer", "withdrawn"]}
    assert judge("absent", group(ASKED, step("2", name, hours=1), ends=100), **options) == []
    assert judge("absent", group(ASKED, step("2", "other", hours=1), ends=100), **options)


def test_a_message_does_not_answer_itself() -> None:
    assert judge("absent", group(step("1", "ask", "answer"), ends=100), **OPTIONS)


@pytest.mark.parametrize(("ends", "said"), [(24, ["export_end"]), (10, ["export_end"])])
def test_where_the_export_ends_before_the_deadline_nothing_is_said(ends: float, said: list[str]) -> None:
    assert reasons(judge("absent", group(ASKED, ends=ends), **OPTIONS)) == said


def test_an_export_without_an_end_counts_as_ended() -> None:
    assert reasons(judge("absent", Group((ASKED,), {}), **OPTIONS)) == ["export_end"]


@pytest.mark.parametrize(
    "steps",
    [(step("1", "ask", hours=None),), (ASKED, step("2", "answer", hours=None))],
    ids=["question", "answer"],
)
def test_without_times_nothing_is_said(steps: tuple[Step, ...]) -> None:
    assert reasons(judge("absent", group(*steps, ends=100), **OPTIONS)) == ["no_timestamp"]


def test_one_answer_in_time_is_enough_beside_one_without_a_time() -> None:
    steps = ASKED, step("2", "answer", hours=None), step("3", "answer", hours=2)
    assert judge("absent", group(*steps, ends=100), **OPTIONS) == []


@given(
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["ask", "answer", "other"])), max_size=12),
    st.integers(0, 90),
)
def test_it_agrees_with_reading_every_pair(what: list[tuple[int, str]], ends: int) -> None:
    steps = [step(str(i), name, hours=hours) for i, (hours, name) in enumerate(sorted(what))]
    expected: list[str] = []
    censored = 0
    for place, one in enumerate(steps):
        hours = sorted(what)[place][0]
        if "ask" not in one.matches:
            continue
        if any(
            "answer" in s.matches and sorted(what)[place + 1 + i][0] <= hours + 24
            for i, s in enumerate(steps[place + 1 :])
        ):
            continue
        if ends <= hours + 24:
            censored += 1
        else:
            expected.append(str(place))
    outcomes = judge("absent", group(*steps, ends=ends), **OPTIONS)
    assert sum(isinstance(outcome, Unjudged) for outcome in outcomes) == censored
    found = [outcome for outcome in outcomes if not isinstance(outcome, Unjudged)]
    assert [shown(outcome) for outcome in found] == ([[(i, "ask") for i in expected]] if expected else [])


def test_a_thread_of_many_thousand_questions_is_read_once() -> None:
    steps = [step(str(i), "ask", hours=i / 1000) for i in range(20_000)]
    [outcome] = fired(iter(judge("absent", group(*steps, ends=100), **OPTIONS)))
    assert outcome.count == 20_000


@pytest.mark.parametrize(("since", "fires"), [("2026-03-02", True), ("2026-03-03", False)])
def test_a_legal_clock_counts_from_the_day_on_which_it_was_law(since: str, fires: bool) -> None:
    clock = Clock.model_validate(
        {"title": "Answer", "periods": [{"duration": "24h", "effective_from": since, "ref": "A law"}]}
    )
    outcomes = judge("absent", group(ASKED, step("2", "answer", hours=25), ends=100), **OPTIONS | {"within": clock})
    assert bool(fired(iter(outcomes))) is fires
