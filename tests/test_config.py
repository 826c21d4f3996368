from __future__ import annotations

from pathlib import Path

import pytest

from socaudit import config
from socaudit.config import Config
from socaudit.errors import ConfigError, RuleError
from socaudit.model import Role, Severity, Visibility


def load(folder: Path, text: str) -> Config:
    path = folder / "audit.yaml"
    path.write_text(text, encoding="utf-8")
    return config.load(path)


def test_without_a_file_the_defaults_hold(in_tmp: Path) -> None:
    assert not (in_tmp / "socaudit.yaml").exists()
    assert config.load(None) == Config()
    assert Config().visibility == (Visibility.PUBLIC, Visibility.UNLISTED, Visibility.UNKNOWN)


def test_the_file_in_the_working_folder_is_found(in_tmp: Path) -> None:
    (in_tmp / "socaudit.yaml").write_text("fail_on: high")
    assert config.load(None).fail_on is Severity.HIGH


def test_a_named_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(ConfigError, match=r"no such configuration file.*socaudit init"):
            config.load(path)


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("handles: {x: [AcmeHelp], facebook: Acme}", {"x": ("AcmeHelp",), "facebook": ("Acme",)}),
        ("handles: [AcmeHelp, Acme]", {"*": ("AcmeHelp", "Acme")}),
        ("handles: AcmeHelp", {"*": ("AcmeHelp",)}),
    ],
)
def test_handles_are_by_network_or_for_all_of_them(
    tmp_path: Path, text: str, handles: dict[str, tuple[str, ...]]
) -> None:
    assert load(tmp_path, f"brand: {{{text}}}").brand.handles == handles


def test_what_stands_alone_is_a_list_of_one(tmp_path: Path) -> None:
    read = load(tmp_path, "brand: {names: Acme, phones: '020 7946 0000'}\nvisibility: direct\npacks: admissions")
    assert (read.brand.names, read.brand.phones) == (("Acme",), ("020 7946 0000",))
    assert (read.visibility, read.packs) == ((Visibility.DIRECT,), ("admissions",))


def test_roles_name_accounts(tmp_path: Path) -> None:
    assert load(tmp_path, "roles: {jo_at_acme: brand}").roles == {"jo_at_acme": Role.BRAND}


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    read = load(tmp_path, "rules: [own, /abs/rules]\nrecognizers: r.yaml\nkey_file: ../key")
    assert read.rules == (str(tmp_path / "own"), "/abs/rules")
    assert read.recognizers == (str(tmp_path / "r.yaml"),)
    assert read.key_file == str(tmp_path / "../key")


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("fail_onn: high", "1:1", "fail_on"),
        ("brand:\n  handels: [Acme]", "2:3", "handles"),
        ("fail_on: hihg", "1:10", "high"),
        ("roles: {sam: boss}", "1:14", "brand"),
        ("brand: {names: [{a: b}]}", "1:17", "text"),
        ("fail_on: low\nfail_on: high", "2:1", "fail_on"),
        ("brand: [", "2:1", "not YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_a_suggestion(
    tmp_path: Path, text: str, place: str, said: str
) -> None:
    with pytest.raises(RuleError) as refused:
        load(tmp_path, text)
    assert f"{tmp_path / 'audit.yaml'}:{place}" in str(refused.value)
    assert said in str(refused.value)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as refused:
        load(tmp_path, "one: 1\ntwo: 2\nfail_on: never")
    assert len(refused.value.problems) == 3


def test_an_empty_file_is_refused_rather_than_taken_for_the_defaults(tmp_path: Path) -> None:
    for text in ("", "# nothing yet\n"):
        with pytest.raises(RuleError, match="the file is empty"):
            load(tmp_path, text)


def test_what_is_allowed_knows_its_place(tmp_path: Path) -> None:
    entry = "{rule: SA-PII-010, message: '17', reason: known for long}"
    read = load(tmp_path, f"allow:\n- {entry}\n\n- {entry}\n")
    assert [placed.place for placed in read.dispositions()] == [f"{tmp_path / 'audit.yaml'}:{n}" for n in (2, 4)]
    assert read.dispositions()[0].disposition.rule == ("SA-PII-010",)
    assert Config().dispositions() == ()


def test_a_wrong_entry_of_the_allow_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"audit.yaml:2:3: say which findings"):
        load(tmp_path, "allow:\n- {rule: SA-PII-010, reason: known for long}\n")


def test_hours_are_those_of_a_week_in_a_time_zone(tmp_path: Path) -> None:
    hours = load(
        tmp_path, 'hours:\n  zone: Europe/London\n  open: {mon-fri: "08:00-20:00"}\n  closed: [2026-12-25]'
    ).hours
    assert hours is not None
    assert (hours.zone, hours.open) == ("Europe/London", {"mon-fri": ("08:00-20:00",)})
    with pytest.raises(RuleError, match="no time zone"):
        load(tmp_path, 'hours: {zone: Kendal, open: {mon: "08:00-20:00"}}')
    assert Config().hours is None
