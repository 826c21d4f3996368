from __future__ import annotations

import contextlib
import pickle
from dataclasses import FrozenInstanceError
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socaudit.errors import RuleError
from socaudit.rulepack import Place, gathering, load, shipped_rules
from socaudit.rulepack.pack import Risk
from socaudit.rulepack.source import read

from .standins import (
    VOCABULARY,
    ComboSpec,
    CountSpec,
    EntitiesSpec,
    LexiconSpec,
    PhrasesSpec,
    RegexSpec,
    own_home,
    pack,
    rule,
    user_load,
    write,
)

SIGNALS = """\
lexicons: {words: [sorry, apologies]}
signals:
  name: {match: {n: {entities: PERSON}}}
  phone: {match: {n: {entities: PHONE_NUMBER}, m: {lexicon: words}}, condition: n or m}
  day: {where: {role: customer}}
"""
COMBO = rule(
    7,
    scope="author",
    match=None,
    message="'{kinds} {count} {authors} {days} {hours} {{sic}}'",
    correlate="{type: combo, kinds: [name, phone, MY-ADM-001], condition: name and phone}",
)


def test_a_rule_is_loaded_with_its_parsed_selectors_condition_and_place(tmp_path: Path) -> None:
    text = pack(
        rule(
            match="{a: {regex: x, case: true}, b: {phrases: [y, z]}}",
            condition="a and not b",
            guards="{negated: drop}",
            message="'{a.text} {a.types} {count} {{}}'",
        )
    )
    path = write(tmp_path, text)
    (loaded,) = user_load(path).rules
    assert loaded.rule.id == "MY-ADM-001"
    assert loaded.pack == "mine"
    assert loaded.selectors == {"a": RegexSpec(regex=("x",), case=True), "b": PhrasesSpec(phrases=("y", "z"))}
    assert loaded.condition.holds({"a"})
    assert not loaded.condition.holds({"a", "b"})
    assert loaded.condition.positive == {"a"}
    assert loaded.correlation is None
    assert loaded.place == Place(str(path), 4)
    assert str(loaded.place) == f"{path}:4"


def test_without_a_condition_every_selector_must_match(tmp_path: Path) -> None:
    path = write(tmp_path, pack(rule(match="{a: {regex: x}, b: {regex: y}}")))
    (loaded,) = user_load(path).rules
    assert loaded.condition.holds({"a", "b"})
    assert not loaded.condition.holds({"a"})


def test_without_match_a_signal_always_holds(tmp_path: Path) -> None:
    signals = user_load(write(tmp_path, pack(before=SIGNALS))).signals
    assert signals["mine.day"].condition.holds(set())
    assert signals["mine.day"].selectors == {}
    assert signals["mine.phone"].selectors["m"] == LexiconSpec(lexicon="words")
    assert list(signals) == ["mine.day", "mine.name", "mine.phone"]


def test_references_are_resolved_to_signals_by_full_name_and_rules_by_id(tmp_path: Path) -> None:
    rulebook = user_load(write(tmp_path, pack(rule(), COMBO, before=SIGNALS)))
    correlation = rulebook.rules[1].correlation
    assert correlation == ComboSpec.model_construct(
        kinds=("mine.name", "mine.phone", "MY-ADM-001"), condition="name and phone"
    )


def test_only_references_are_resolved_not_options_that_read_like_a_name(tmp_path: Path) -> None:
    count = rule(scope="thread", match=None, correlate="{type: count, of: day, each: day, unless: name, within: 36h}")
    correlation = user_load(write(tmp_path, pack(count, before=SIGNALS))).rules[0].correlation
    assert correlation == CountSpec(of=("mine.day",), each="day", unless="mine.name", within=timedelta(hours=36))


def test_classes_of_issues_are_signals_with_a_title(tmp_path: Path) -> None:
    before = "issues:\n  billing: {title: Billing, match: {b: {regex: bill}}}\nsignals: {seen: {}}\n"
    grouped = "{type: count, of: [issue, seen, billing], by: issue}"
    loaded = user_load(write(tmp_path, pack(rule(scope="archive", match=None, correlate=grouped), before=before)))
    assert loaded.issues == ("mine.billing",)
    assert isinstance(loaded.rules[0].correlation, CountSpec)
    assert loaded.rules[0].correlation.of == ("issue", "mine.seen", "mine.billing")


def test_a_pack_uses_signals_lexicons_and_rules_of_another_pack(tmp_path: Path) -> None:
    other = pack(
        rule(2, match="{a: {lexicon: mine.words}, b: {lexicon: words}}"),
        rule(3, scope="archive", match=None, correlate="{type: count, of: [mine.name, name, MY-ADM-001]}"),
        before="lexicons: {words: [own]}\nsignals: {name: {}}\n",
    ).replace("id: mine", "id: other")
    rulebook = user_load(write(tmp_path / "b", other), write(tmp_path / "a", pack(rule(), before=SIGNALS)))
    correlation = rulebook.rules[2].correlation
    assert isinstance(correlation, CountSpec)
    assert correlation.of == ("mine.name", "other.name", "MY-ADM-001")
    visible = rulebook.lexicons_of("other")
    assert visible["words"] == visible["other.words"] == ("own",)
    assert visible["mine.words"] == rulebook.lexicons_of("mine")["words"] == ("sorry", "apologies")


def test_a_thread_rule_may_match_by_origin(tmp_path: Path) -> None:
    path = write(tmp_path, pack(rule(scope="thread", match="{v: {entities: PERSON, origin: [brand_new]}}")))
    (loaded,) = user_load(path).rules
    assert isinstance(loaded.selectors["v"], EntitiesSpec)
    assert loaded.correlation is None


def test_files_of_a_folder_that_share_an_id_make_one_pack(tmp_path: Path) -> None:
    write(tmp_path / "sub", pack(COMBO, rule()), "rules.yml")
    write(tmp_path, pack(before=SIGNALS), "signals.yaml")
    rulebook = user_load(tmp_path)
    assert [(p.id, p.version, p.title, p.shipped) for p in rulebook.packs] == [("mine", "1", "My own rules", False)]
    assert [loaded.rule.id for loaded in rulebook.rules] == ["MY-ADM-001", "MY-ADM-007"]


def test_a_pack_adds_risks_to_the_base_vocabulary(tmp_path: Path) -> None:
    own = "risks: {own_duty: {title: A duty, definition: Ours, family: admission}}\n"
    risks = user_load(write(tmp_path, pack(rule(risk="own_duty"), before=own))).risks
    assert risks["own_duty"] == Risk(title="A duty", definition="Ours", family="admission")
    assert "mosaic" in risks


def test_anchors_share_a_part_between_rules(tmp_path: Path) -> None:
    text = pack(rule(1, where="&brand {role: brand}"), rule(2, where="*brand"))
    one, two = user_load(write(tmp_path, text)).rules
    assert one.rule.where == two.rule.where


def test_the_digest_is_of_what_the_packs_say_not_of_where_or_how(tmp_path: Path) -> None:
    here = write(tmp_path / "a", pack(rule(1), rule(2), before=SIGNALS))
    write(tmp_path / "b", pack(rule(2), before="# a note\n"), "first.yaml")
    write(tmp_path / "b", pack(rule(1), before=SIGNALS), "second.yaml")
    changed = write(tmp_path / "c", pack(rule(1), rule(2, match="{fault: {regex: 'my fault'}}"), before=SIGNALS))
    one, other = user_load(here), user_load(tmp_path / "b")
    assert one.digest == other.digest
    assert one.packs == other.packs
    assert user_load(changed).digest != one.digest
    assert len(one.digest) == 64


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    mine = write(tmp_path / "a", pack(rule(1), before=SIGNALS))
    other = write(tmp_path / "b", pack(rule(2), before=SIGNALS).replace("id: mine", "id: other"))
    assert user_load(mine, other) == user_load(other, mine)


def test_a_rulebook_travels_between_processes_and_does_not_change(tmp_path: Path) -> None:
    rulebook = user_load(write(tmp_path, pack(rule(), COMBO, before=SIGNALS)))
    assert pickle.loads(pickle.dumps(rulebook)) == rulebook  # noqa: S301 - made one line before
    with pytest.raises(FrozenInstanceError):
        rulebook.digest = ""  # type: ignore[misc]  # the point of the test


def test_a_shipped_pack_without_transcripts_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = own_home(tmp_path)
    risk = "risks: {own: {title: t, definition: d, family: service}}\n"
    path = write(home / "mine", pack(rule(risk="own", tests=None), before=risk))
    monkeypatch.setattr(gathering, "shipped_rules", lambda: home)
    with pytest.raises(RuleError) as caught:
        load([], VOCABULARY, shipped=None)
    assert str(caught.value) == (
        f"{path}:5:7: missing tests: MY-ADM-001 has no transcript under hit and miss"
        " (add one that must fire and one that must not)"
    )
    write(home / "mine", pack(rule(risk="own"), before=risk))
    (loaded,) = load([], VOCABULARY, shipped=["mine"]).packs
    assert loaded.shipped


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("mosaic: {title: t, definition: d, family: servce}\n", ":1:43: 'servce' is none of"),
        ("mosaic: [\n", ":2:1: is not YAML"),
    ],
)
def test_a_broken_base_vocabulary_is_reported_like_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str
) -> None:
    tmp_path = own_home(tmp_path)
    path = write(tmp_path, text, "risks.yaml")
    monkeypatch.setattr(gathering, "shipped_rules", lambda: tmp_path)
    with pytest.raises(RuleError) as caught:
        load([], VOCABULARY, shipped=None)
    assert str(caught.value).startswith(f"{path}{problem}")


def test_every_base_risk_has_a_short_title_and_says_what_counts() -> None:
    risks = user_load().risks
    assert len(risks) == 46
    for slug, risk in risks.items():
        assert len(risk.title) <= 60, slug
        assert risk.definition.endswith("."), slug
        assert risk.family in ("personal_data", "social_engineering", "admission", "service"), slug
    assert len({risk.title for risk in risks.values()}) == len(risks)


def test_shipped_folders_are_called_like_the_packs_in_them() -> None:
    for path in shipped_rules().rglob("*/*.yaml"):
        pack_id = read(path, []).data["pack"]["id"]
        assert path.relative_to(shipped_rules()).parts[0].replace("-", "_") == pack_id


WHOLE = pack(rule(guards="{negated: drop}", where="{role: brand}"), COMBO, before=SIGNALS)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, len(WHOLE)),
    st.integers(0, 12),
    st.text(alphabet="{}[]:,-&*!'\"|> \n\tax0.", max_size=4),
)
def test_a_damaged_pack_is_loaded_or_refused_with_places(tmp_path: Path, at: int, cut: int, put: str) -> None:
    path = write(tmp_path, WHOLE[:at] + put + WHOLE[at + cut :])
    with contextlib.suppress(RuleError):
        user_load(path)
