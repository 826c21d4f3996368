"""Packs that extend others: overrides, rules switched off, parameters, packs that take part only if named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from socaudit.errors import ConfigError
from socaudit.model import Confidence, Severity
from socaudit.rulepack import LoadedRule, Rulebook, gathering, load
from socaudit.rulepack.clocks import Clock, span_at

from .standins import HEAD, VOCABULARY, CountSpec, RegexSpec, own_home, pack, rule, user_load, write

SEEN = "signals: {seen: {match: {n: {regex: x}}}}\n"
COUNTED = rule(
    scope="thread",
    match=None,
    params="{limit: 6h, few: 3, word: faults, words: [a, b]}",
    correlate="{type: count, of: [seen], within: $limit, min: $few}",
    message="'More than {few} {word} ({words}) in {limit}'",
)


def other(text: str = "", /, *, name: str = "house", extends: str = "mine") -> str:
    return f"schema: socaudit/1\npack: {{id: {name}, version: '1', title: House rules, extends: {extends}}}\n{text}"


def both(folder: Path, base: str, text: str, *more: str) -> Rulebook:
    """Load the pack `mine` and packs that extend it."""
    paths = [write(folder / "mine", base)]
    paths += [write(folder / f"pack{number}", one) for number, one in enumerate((text, *more))]
    return user_load(*paths)


def only(book: Rulebook) -> LoadedRule:
    (entry,) = book.rules
    return entry


def test_an_override_changes_severity_and_confidence_and_the_rest_stays(tmp_path: Path) -> None:
    book = both(tmp_path, pack(rule()), other("overrides:\n  MY-ADM-001: {severity: critical, confidence: high}\n"))
    entry = only(book)
    assert (entry.rule.severity, entry.rule.confidence) == (Severity.CRITICAL, Confidence.HIGH)
    assert entry.rule.title == "A rule of my own"
    assert entry.pack == "mine"


def test_each_value_knows_where_it_comes_from_and_what_it_replaced(tmp_path: Path) -> None:
    book = both(tmp_path, pack(rule()), other("overrides:\n  MY-ADM-001: {severity: critical}\n"))
    entry, base = only(book), tmp_path / "mine" / "pack.yaml"
    assert str(entry.places["severity"]) == f"{tmp_path / 'pack0' / 'pack.yaml'}:4"
    assert entry.replaced == {"severity": f"low ({base}:7)"}
    assert str(entry.places["confidence"]) == f"{base}:8"


def test_parameters_stand_in_the_correlation_and_the_message(tmp_path: Path) -> None:
    entry = only(user_load(write(tmp_path, pack(COUNTED, before=SEEN).replace("min: $few", "min: $few"))))
    assert isinstance(entry.correlation, CountSpec)
    assert (entry.correlation.within, entry.correlation.min) == (timedelta(hours=6), 3)
    assert entry.rule.message == "More than 3 faults (a, b) in 6h"


def test_a_parameter_stands_in_a_selector(tmp_path: Path) -> None:
    text = rule(params="{words: [late, slow]}", match="{fault: {regex: $words}}")
    entry = only(user_load(write(tmp_path, pack(text))))
    assert isinstance(entry.selectors["fault"], RegexSpec)
    assert entry.selectors["fault"].regex == ("late", "slow")


def test_an_override_of_a_parameter_holds_wherever_it_stands(tmp_path: Path) -> None:
    change = "overrides:\n  MY-ADM-001:\n    params: {limit: 2d, few: 5}\n"
    book = both(tmp_path, pack(COUNTED, before=SEEN), other(change))
    entry = only(book)
    assert isinstance(entry.correlation, CountSpec)
    assert (entry.correlation.within, entry.correlation.min) == (timedelta(days=2), 5)
    assert entry.rule.message == "More than 5 faults (a, b) in 2d"
    assert entry.replaced["params.limit"].startswith("6h (")
    assert str(entry.places["params.few"]).endswith("pack0/pack.yaml:5")


def test_parameters_are_lists_of_texts_and_true_or_false_too(tmp_path: Path) -> None:
    text = rule(params="{words: [late, slow], exactly: false}", match="{fault: {regex: $words, case: $exactly}}")
    change = "overrides: {MY-ADM-001: {params: {words: [behind], exactly: true}}}\n"
    selector = only(both(tmp_path, pack(text), other(change))).selectors["fault"]
    assert isinstance(selector, RegexSpec)
    assert (selector.regex, selector.case) == (("behind",), True)


def test_a_rule_is_switched_off_with_its_reason(tmp_path: Path) -> None:
    book = both(tmp_path, pack(rule(1), rule(2)), other("overrides: {MY-ADM-002: {off: we say so on purpose}}\n"))
    assert [entry.rule.id for entry in book.rules] == ["MY-ADM-001"]
    assert [(entry.rule.id, entry.off) for entry in book.off] == [("MY-ADM-002", "we say so on purpose")]


def test_who_extends_has_the_last_word(tmp_path: Path) -> None:
    house = other("overrides: {MY-ADM-001: {severity: high}}\n")
    team = other("overrides: {MY-ADM-001: {severity: info}}\n", name="team", extends="house")
    for order in ((house, team), (team, house)):
        assert only(both(tmp_path / str(order[0] is house), pack(rule()), *order)).rule.severity is Severity.INFO


def test_the_digest_knows_an_override(tmp_path: Path) -> None:
    one = both(tmp_path / "a", pack(rule()), other("overrides: {MY-ADM-001: {severity: high}}\n"))
    two = both(tmp_path / "b", pack(rule()), other("overrides: {MY-ADM-001: {severity: info}}\n"))
    assert one.digest != two.digest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = own_home(tmp_path)
    for number, (name, more) in enumerate(
        {"basic": "", "uk_finance": ", default: false, extends: uk_base", "uk_base": ", default: false"}.items()
    ):
        risk = f"risks: {{r{number}: {{title: t, definition: d, family: service}}}}\n"
        head = f"schema: socaudit/1\npack: {{id: {name}, version: '1', title: Shipped{more}}}\n"
        write(home / name.replace("_", "-"), head + risk + "rules:\n" + rule(number, risk=f"r{number}"))
    monkeypatch.setattr(gathering, "shipped_rules", lambda: home)
    return home


@pytest.mark.parametrize(
    ("named", "packs"),
    [
        (None, ["basic"]),
        (["default"], ["basic"]),
        (["uk-finance"], ["uk_base", "uk_finance"]),
        (["default", "uk_finance"], ["basic", "uk_base", "uk_finance"]),
        (["uk-base"], ["uk_base"]),
        ([], []),
    ],
)
@pytest.mark.usefixtures("home")
def test_a_pack_that_is_no_default_takes_part_where_it_is_named_or_extended(
    named: list[str] | None, packs: list[str]
) -> None:
    assert [found.id for found in load([], VOCABULARY, shipped=named).packs] == packs


@pytest.mark.usefixtures("home")
def test_a_pack_of_ones_own_brings_what_it_extends(tmp_path: Path) -> None:
    path = write(tmp_path / "own", other("overrides: {MY-ADM-001: {severity: high}}\n", extends="uk_finance"))
    book = load([path], VOCABULARY, shipped=[])
    assert [found.id for found in book.packs] == ["house", "uk_base", "uk_finance"]
    assert book.rules[0].rule.severity is Severity.HIGH


def test_a_private_signal_serves_its_own_pack(tmp_path: Path) -> None:
    text = rule(scope="thread", match=None, correlate="{type: count, of: [seen]}")
    private = "signals: {seen: {private: true, match: {n: {regex: x}}}}\n"
    assert only(user_load(write(tmp_path, pack(text, before=private)))).correlation is not None


CLOCK = """\
clocks:
  adr:
    title: Dispute resolution
    periods:
    - {duration: 8w, effective_until: 2026-04-08, ref: An old rule}
    - {duration: 6w, effective_from: 2026-04-08, ref: {cite: A new rule, verified: true}}
"""


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_legal_clock_is_as_long_as_the_law_of_the_day_says(tmp_path: Path) -> None:
    clock = user_load(write(tmp_path, pack(before=CLOCK))).clocks["adr"]
    assert span_at(clock, _day("2026-04-07T23:59")) == timedelta(weeks=8)
    assert span_at(clock, _day("2026-04-08T00:00")) == timedelta(weeks=6)


def test_before_a_law_and_after_it_no_clock_runs() -> None:
    period = {"duration": "30d", "effective_from": "2026-06-19", "effective_until": "2027-01-01", "ref": "x"}
    clock = Clock.model_validate({"title": "t", "periods": [period]})
    assert span_at(clock, _day("2026-06-18")) is None
    assert span_at(clock, _day("2026-12-31")) == timedelta(days=30)
    assert span_at(clock, _day("2027-01-01")) is None


def test_a_plain_duration_is_the_same_on_every_day() -> None:
    assert span_at(timedelta(hours=1), _day("2000-01-01")) == timedelta(hours=1)


def test_the_shipped_clocks_know_the_change_of_april_2026() -> None:
    clock = user_load().clocks["ofcom-adr"]
    assert span_at(clock, _day("2026-03-01")) == timedelta(weeks=8)
    assert span_at(clock, _day("2026-05-01")) == timedelta(weeks=6)


def test_a_persona_takes_its_rules_and_no_others(tmp_path: Path) -> None:
    book = user_load(write(tmp_path, pack(rule(1), rule(2, persona="pedantic"), rule(3, persona="auditor"))))
    numbers = {name: [e.rule.id[-1] for e in book.seen_by(name).rules] for name in book.personas}
    assert numbers == {"regular": ["1"], "pedantic": ["1", "2"], "auditor": ["1", "2", "3"]}
    with pytest.raises(ConfigError, match="there is no persona 'auditr', did you mean 'auditor'"):
        book.seen_by("auditr")


def test_a_pack_takes_part_unless_it_says_otherwise(tmp_path: Path) -> None:
    assert user_load(write(tmp_path, HEAD)).packs[0].default
