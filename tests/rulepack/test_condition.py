from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socaudit.rulepack.condition import ConditionError, all_of, parse
from socaudit.rulepack.expression import AtLeast, Expression, Named, Negated

NAMES = ("ask", "id_card", "id_bank", "private")


@pytest.mark.parametrize(
    ("text", "present", "holds"),
    [
        ("ask", {"ask"}, True),
        ("ask", set(), False),
        ("ask and not private", {"ask"}, True),
        ("ask and not private", {"ask", "private"}, False),
        ("ask or private and id_card", {"ask"}, True),
        ("(ask or private) and id_card", {"ask"}, False),
        ("not ask or private", {"ask", "private"}, True),
        ("not (ask or private)", {"private"}, False),
        ("any of id_*", {"id_bank"}, True),
        ("all of id_*", {"id_bank"}, False),
        ("all of ask, id_*", {"ask", "id_bank", "id_card"}, True),
        ("2 of them", {"ask", "private"}, True),
        ("2 of them", {"ask"}, False),
        ("2 of ask, id_card, private", {"ask", "id_bank"}, False),
        ("not any of id_* and ask", {"ask"}, True),
        ("NOT ask AND Any Of Them", {"private"}, True),
        ("  ask\n and\tprivate ", {"ask", "private"}, True),
    ],
)
def test_a_condition_holds_as_it_reads(text: str, present: set[str], holds: bool) -> None:
    assert parse(text, NAMES).holds(present) is holds


@pytest.mark.parametrize(
    ("text", "offset", "problem"),
    [
        ("", 0, "expected a name at the end"),
        ("ask and", 7, "expected a name at the end"),
        ("ask and  ", 7, "expected a name at the end"),
        ("ask private", 4, "expected 'and' or 'or' before 'private'"),
        ("ask)", 3, "expected 'and' or 'or' before ')'"),
        ("ask and (private or id_card", 8, "this '(' is never closed"),
        ("(ask private)", 5, "expected ')' before 'private'"),
        ("ask and or private", 8, "expected a name, not 'or'"),
        ("any id_card", 4, "expected 'of' after 'any'"),
        ("3 of id_*", 0, "'3 of' can never be met: there are 2 names"),
        ("9" * 5000 + " of them", 0, f"'{'9' * 5000} of' can never be met: there are 4 names"),
        ("0 of them", 0, "'0 of' can never be met: there are 4 names"),
        ("any of ag_*", 7, "no name starts with 'ag_'"),
        ("any of (ask)", 7, "expected a name, not '('"),
        ("ask and privte", 8, "unknown name 'privte', did you mean 'private'?"),
        ("ask and zzz", 8, "unknown name 'zzz'"),
        ("id_*", 0, "write 'any of', 'all of' or a number before 'id_*'"),
        ("ask && private", 4, "'&' has no meaning in a condition"),
        ("not " * 41 + "ask", 160, "the condition is nested more than 40 deep"),
        ("(" * 5000, 40, "the condition is nested more than 40 deep"),
    ],
)
def test_a_condition_that_cannot_be_read_names_the_place(text: str, offset: int, problem: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text, NAMES)
    assert str(caught.value) == problem
    assert caught.value.offset == offset


def test_names_and_positive_names_tell_what_a_condition_asks_for() -> None:
    condition = parse("ask and not (private or not id_card)", NAMES)
    assert condition.names == {"ask", "private", "id_card"}
    assert condition.positive == {"ask", "id_card"}


def test_a_qualified_name_may_be_written_without_its_pack() -> None:
    condition = parse("name and any of ph_* and MY-ADM-001", ["core.name", "core.ph_uk", "MY-ADM-001"])
    assert condition.names == {"core.name", "core.ph_uk", "MY-ADM-001"}
    assert parse("core.name", ["core.name", "other.name"]).names == {"core.name"}


def test_a_name_of_two_packs_is_ambiguous_without_its_pack() -> None:
    with pytest.raises(ConditionError, match=r"'name' can be core\.name or other\.name"):
        parse("name", ["core.name", "other.name"])


def test_all_of_nothing_always_holds() -> None:
    assert all_of(()).holds(set())
    assert all_of(("a", "b")).holds({"a", "b", "c"})
    assert not all_of(("a", "b")).holds({"a"})


def _text(expression: Expression) -> str:
    match expression:
        case Named(name):
            return name
        case Negated(part):
            return f"not ({_text(part)})"
        case AtLeast(count, parts):
            joint = " or " if count == 1 else " and "
            return joint.join(f"({_text(part)})" for part in parts)


def _truth(expression: Expression, present: set[str]) -> bool:
    match expression:
        case Named(name):
            return name in present
        case Negated(part):
            return not _truth(part, present)
        case AtLeast(count, parts):
            held = [_truth(part, present) for part in parts]
            return any(held) if count == 1 else all(held)


def _joined(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    pair = st.tuples(parts, parts)
    return parts.map(Negated) | st.builds(AtLeast, st.sampled_from([1, 2]), pair)


EXPRESSIONS = st.recursive(st.sampled_from(NAMES).map(Named), _joined, max_leaves=12)


@given(EXPRESSIONS, st.sets(st.sampled_from(NAMES)))
def test_what_is_written_is_what_is_judged(expression: Expression, present: set[str]) -> None:
    assert parse(_text(expression), NAMES).holds(present) is _truth(expression, present)


@given(EXPRESSIONS, st.sets(st.sampled_from(NAMES)))
def test_only_positive_names_can_make_a_condition_hold(expression: Expression, present: set[str]) -> None:
    condition = parse(_text(expression), NAMES)
    if condition.holds(present):
        more = present | (condition.positive - {n for n in condition.names if _negative(expression, n)})
        assert condition.holds(more)


@given(EXPRESSIONS, st.dictionaries(st.sampled_from(NAMES), st.integers(0, 9)), st.sets(st.sampled_from(NAMES)))
def test_a_condition_never_holds_without_one_of_the_names_that_it_waits_for(
    expression: Expression, costs: dict[str, int], present: set[str]
) -> None:
    awaited = parse(_text(expression), NAMES).awaited(costs)
    if awaited is not None:
        assert awaited <= costs.keys()
        assert not _truth(expression, present - awaited)


@pytest.mark.parametrize(
    ("text", "awaited"),
    [
        ("ask and id_card", {"id_card"}),
        ("ask or id_card", {"ask", "id_card"}),
        ("2 of ask, id_card, id_bank", {"id_card", "id_bank"}),
        ("ask and not id_card", {"ask"}),
        ("not id_card", None),
        ("private", None),
        ("private or ask", None),
        ("private and ask", {"ask"}),
    ],
)
def test_a_condition_waits_for_the_cheapest_names_that_it_cannot_do_without(
    text: str, awaited: set[str] | None
) -> None:
    assert parse(text, NAMES).awaited({"ask": 9, "id_card": 1, "id_bank": 2}) == awaited


def _negative(expression: Expression, name: str, *, under: bool = False) -> bool:
    match expression:
        case Named(own):
            return under and own == name
        case Negated(part):
            return _negative(part, name, under=not under)
        case AtLeast(_, parts):
            return any(_negative(part, name, under=under) for part in parts)


@given(st.text(alphabet="ask of any all not them (),_*2&\n.", max_size=60))
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    offset = 0
    try:
        parse(text, NAMES)
    except ConditionError as error:
        offset = error.offset
    assert 0 <= offset <= len(text)


@pytest.mark.parametrize(
    ("text", "present", "lacks"),
    [
        ("a", {"a"}, ()),
        ("a and b and not c", {"a"}, ("b",)),
        ("a and b and not c", {"c"}, ("a", "b", "not c")),
        ("a and (b or c)", {"a"}, ("(b or c)",)),
        ("2 of a, b, c", {"a"}, ("2 of (a, b, c)",)),
        ("not (a and b)", {"a", "b"}, ("not (a and b)",)),
        ("not (a or not b)", {"a"}, ("not (a or not b)",)),
    ],
)
def test_a_condition_tells_which_parts_keep_it_from_holding(
    text: str, present: set[str], lacks: tuple[str, ...]
) -> None:
    assert parse(text, ["a", "b", "c"]).lacks(present) == lacks
