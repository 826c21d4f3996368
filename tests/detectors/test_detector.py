from __future__ import annotations

import socket
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socaudit import nlp
from socaudit.detectors import ENTITY_TYPES, Detector, presidio
from socaudit.detectors._view import view
from socaudit.errors import ConfigError, ModelError
from socaudit.model import Detection

from .finding import candidate, detections, detector, found

CONVERSATION = [
    "@AcmeHelp my name is jane doe, acct 4417 1234 5678 9113, call me on 07700 900123",
    "we're at 14 Elm Road Leeds LS6 3HN, out till friday so leave it with nr 16",
    "Sorry Sam! Mail jane@example.com. ^JD",
    "",
    "Patricia Hargreaves moved from Sheffield to Paris",
]
# What people type: words that recognizers know, numbers, signs, and letters that change when folded.
PIECES = st.sampled_from(
    [
        "my name is",
        "Jane",
        "doe",
        "order",
        "#A-99120",
        "07700 900123",
        "@AcmeHelp",
        "jane@example.com",
        "LS6 3HN",
        "14 Elm Road",
        "__email__",
        "\u2019",
        "\ufb01",
        "\u200d",
        "\u202e",
        "\U0001f600",
        "4111 1111 1111 1111",
        "password is",
        "hunter22",
        "in Leeds",
        "^JD",
        "https://example.com/1",
        "\0",
        "\n",
        "dob 3/4/82",
        "I'm 82",
        "\u0130",
        "\u00df",
        "\uff10\uff17\uff17",
        "\u0661\u0662\u0663\u0664",
        "e\u0301",
        "at gmail dot com",
        "...",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=8).map(" ".join))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_detection_is_a_span_of_the_text_with_a_known_type(text: str) -> None:
    for detection in detections(text):
        assert 0 <= detection.start < detection.end <= len(text)
        assert detection.entity_type in ENTITY_TYPES
        assert 0 < detection.score <= 1
        assert detection.recognizer


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_typed_detections_never_overlap_and_come_in_order(text: str) -> None:
    typed = [d for d in detections(text) if d.entity_type != "CANDIDATE"]
    assert all(one.end <= other.start for one, other in pairwise(typed))


@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=25, deadline=None)
def test_batch_and_order_do_not_change_what_is_found(texts: list[str]) -> None:
    texts = texts + CONVERSATION + texts[:3]
    alone = [detections(text) for text in texts]
    assert list(detector().detect(texts)) == alone
    assert list(detector().detect(texts[::-1])) == alone[::-1]


def test_conversation_gives_what_peers_miss() -> None:
    assert found(CONVERSATION[0]) == {
        ("PERSON", "jane doe"),
        ("CREDIT_CARD", "4417 1234 5678 9113"),
        ("PHONE_NUMBER", "07700 900123"),
    }
    assert found(CONVERSATION[1]) == {
        ("STREET_ADDRESS", "14 Elm Road"),
        ("LOCATION", "Leeds"),
        ("POSTAL_CODE", "LS6 3HN"),
    }
    assert found(CONVERSATION[2]) == {("PERSON", "Sam"), ("EMAIL_ADDRESS", "jane@example.com"), ("STAFF_NAME", "JD")}
    assert detections(CONVERSATION[3]) == ()


def test_model_finds_names_and_places_that_no_cue_announces() -> None:
    assert {("PERSON", "Patricia Hargreaves"), ("LOCATION", "Sheffield")} <= found(CONVERSATION[4])


@pytest.mark.parametrize(
    "before", ["\U0001f600 ", "\u201cOh\u201d \u2014 ", "e\u0301\u200d\ufb01 ", "\u041d\u0435llo ", "\u2026 "]
)
def test_offsets_are_code_points_of_the_text_as_given(before: str) -> None:
    text = f"{before}order #A\u201199120 and ring 07700\u00a0900123"
    assert ("ORDER_REFERENCE", "A\u201199120") in found(text)
    assert ("PHONE_NUMBER", "07700\u00a0900123") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "__email__",
        "__phone_number__ __credit_card__",
        "[NAME] lives at [ADDRESS]",
        "{{ first_name }}, ring {phone}",
        "<PERSON> <PHONE_NUMBER>",
    ],
)
def test_masked_values_are_never_detected(text: str) -> None:
    assert detections(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A-99120", "A-99120"),
        ("@AcmeHelp A-99120 thanks", "A-99120"),
        ("07700 900123", "07700 900123"),
        ("jane doe", "jane doe"),
        ("LS6 3HN", "LS6 3HN"),
        ("12/03/1985", "12/03/1985"),
        ("it's jane@example.com thanks!", "jane@example.com"),
        ("Leeds", "Leeds"),
        ("3rd April 1982", "3rd April 1982"),
        ("hi it's 4821 thx", "4821"),
        ("ref: QZ-88171 ^JD", "QZ-88171"),
        ("14 Elm Road", "14 Elm Road"),
        ("Yes, GEX8LD", "GEX8LD"),
        ("reg AB12 CDE", "AB12 CDE"),
        ("Sam", "Sam"),
    ],
)
def test_bare_value_is_a_candidate(text: str, value: str) -> None:
    assert candidate(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "ok thanks",
        "yes please",
        "2/2",
        "Thanks Sam!",
        "Hi Jane, thanks ^JD",
        "jane doe, LS6 3HN",
        "no",
        "great service",
        "@AcmeHelp",
        "iOS 11.1",
        "at 10:30",
        "5 mins",
        "that is the third time that A-99120 has gone missing",
        "x" * 200,
        "https://example.com/12345",
        "20 minutes late",
        "Thanks! *TJN",
        "done -Becky",
    ],
)
def test_remark_or_several_values_are_no_candidate(text: str) -> None:
    assert candidate(text) is None


def test_profile_gives_a_persons_name_and_a_real_place() -> None:
    profile = detector().profile("Jane Doe", "jane_doe82", "Leeds, UK")
    assert profile == {
        "author.name": (Detection("PERSON", 0, 8, 0.7, "profile"),),
        "author.handle": (Detection("PERSON", 0, 8, 0.55, "profile"),),
        "author.location": (Detection("LOCATION", 0, 9, 0.7, "profile"),),
    }


@pytest.mark.parametrize(
    "name",
    [
        "Jane",
        "Dr. Jane O'Neill \U0001f600",
        "Jane D.",
        "Jane Anne Doe",
        "JANE DOE",
        "jane doe",
        "Euphrasia Quell",
        "T. Quell",
        "Wenceslas van Strudt",
        "Perpetua Mbele-Orde",
    ],
)
def test_display_name_of_a_person_is_plausible(name: str) -> None:
    assert "author.name" in detector().profile(name, None, None)


@pytest.mark.parametrize(
    "name",
    [
        "Acme Help",
        "Bob's Burgers",
        "the real deal",
        "xX_gamer_Xx",
        "Sam & Co",
        "Jane wants refund",
        "Will work for food now",
        "",
        "Acme Jane",
        "99 Jane",
        "Quellwater Energy",
        "Leeds Strudt",
        "quell strudt",
        "Euphrasia",
    ],
)
def test_other_display_names_are_not(name: str) -> None:
    assert detector().profile(name, None, None) == {}


@pytest.mark.parametrize(
    ("handle", "names"),
    [
        ("JaneDoe82", "JaneDoe"),
        ("jane_doe", "jane_doe"),
        ("@jane.doe", "jane.doe"),
        ("JaneMDoe", "JaneMDoe"),
        ("SamRoebuck", "SamRoebuck"),
    ],
)
def test_handle_that_is_a_name_gives_it(handle: str, names: str) -> None:
    [detection] = detector().profile(None, handle, None)["author.handle"]
    assert handle[detection.start : detection.end] == names


@pytest.mark.parametrize(
    "handle", ["AcmeHelp", "janed", "gamer_82", "JaneLovesCats", "jane_order", "x", "", "JaneTheRealDealDoe"]
)
def test_other_handles_give_none(handle: str) -> None:
    assert detector().profile(None, handle, None) == {}


@pytest.mark.parametrize(
    "place",
    [
        "Leeds",
        "Hexham",
        "leeds, uk",
        "Springfield, IL",
        "Lower Wobbleton, England",
        "Yorkshire / London",
        "Wobbleton",
        "Appledore",
        "Strudt Wobbleton",
    ],
)
def test_real_place_is_plausible(place: str) -> None:
    [detection] = detector().profile(None, None, place)["author.location"]
    assert detection.score > 0.4


@pytest.mark.parametrize(
    "place",
    [
        "everywhere",
        "hell",
        "in your head",
        "a, b, c, d, e",
        "the moon, probably",
        "",
        "home, UK",
        "Planet Earth",
        "Behind You",
        "wobbleton",
    ],
)
def test_unreal_place_is_not(place: str) -> None:
    assert all(d.score < 0.4 for found in detector().profile(None, None, place).values() for d in found)


@pytest.mark.parametrize("seed", ["\n", "a-", "1.", "a.a", "Jane, ", "order A-99120 ", "a at ", "1 "])
def test_long_monotonous_text_takes_no_quadratic_time(seed: str) -> None:
    started = time.process_time()
    detections(seed * (20_000 // len(seed)))
    # A second on a slow machine; a minute when a pattern backtracks over the whole text at every character.
    assert time.process_time() - started < 10


def test_no_socket_is_ever_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the detector reached for the network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    fresh = Detector()
    assert (
        sum(len(d) for d in fresh.detect([*CONVERSATION, "IBAN GB33BUKB20201555555555", "jane@unheard-of.example"])) > 6
    )
    fresh.profile("Jane Doe", "jane_doe", "Leeds")


def test_model_that_is_not_installed_is_an_error_with_advice() -> None:
    with pytest.raises(ModelError, match=r"no_such_model.*pip"):
        Detector(model="no_such_model")


def test_model_stays_unloaded_where_no_text_holds_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "load", lambda _: pytest.fail("loaded"))
    assert len(list(Detector().detect(["", "07700 900123", "@AcmeHelp https://example.com/jane"]))) == 3


REGISTRY = """
recognizers:
- name: Hamper number
  supported_language: en
  supported_entity: {entity}
  patterns:
  - {{name: hamper, regex: 'HMP[0-9]{{4}}', score: 0.8}}
"""


def test_users_own_presidio_recognizers_are_heard(tmp_path: Path) -> None:
    registry = tmp_path / "own.yaml"
    registry.write_text(REGISTRY.format(entity="ORDER_REFERENCE"), "utf-8")
    [result] = Detector(registries=[registry]).detect(["it was hmp7788 that broke"])
    assert [(d.entity_type, d.start, d.end, d.score, d.recognizer) for d in result] == [
        ("ORDER_REFERENCE", 7, 14, 0.8, "presidio_Hamper number")
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (REGISTRY.format(entity="HAMPER"), "HAMPER"),
        ("recognizers: [", "does not read"),
        ("other: []", "does not read"),
        ("recognizers: [{name: x}]", "does not read"),
    ],
)
def test_registry_that_does_not_fit_is_an_error_with_its_place(tmp_path: Path, content: str, problem: str) -> None:
    registry = tmp_path / "own.yaml"
    registry.write_text(content, "utf-8")
    with pytest.raises(ConfigError, match=problem) as error:
        Detector(registries=[registry])
    assert error.value.where == str(registry)


def test_registry_that_is_not_there_is_an_error_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.yaml"):
        Detector(registries=[tmp_path / "gone.yaml"])


def test_digest_tells_models_and_registries_apart(tmp_path: Path) -> None:
    registry = tmp_path / "own.yaml"
    registry.write_text(REGISTRY.format(entity="ORDER_REFERENCE"), "utf-8")
    (tmp_path / "model").mkdir()
    own_model = Detector(model=str(tmp_path / "model"))
    digests = [Detector().digest, own_model.digest, Detector(registries=[registry]).digest]
    assert len(set(digests)) == 3
    assert Detector().digest == digests[0]
    assert nlp.DEFAULT_MODEL


def test_importing_and_building_stay_light() -> None:
    code = (
        "import sys; from socaudit.detectors import Detector; Detector().digest;"
        "sys.exit(bool({'spacy', 'presidio_analyzer'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  # Our own code.


@pytest.mark.parametrize(
    "value",
    [
        "4111 1111 1111 1111",
        "GB33 BUKB 2020 1555 5555 55",
        "IE64IRCE92050112345678",
        "12345678Z",
        "S1234567D",
        "RSSMRA70A01H501S",
        "912-70-1234",
        "912701234",
    ],
)
def test_presidio_is_asked_about_each_form_that_its_recognizers_take(value: str) -> None:
    assert presidio.may_hold(f"it is {value}, ok")


@pytest.mark.parametrize("text", ["order 20448817 of 2024", "ring 07700 900123", "in 20 minutes to get 3 of 100"])
def test_presidio_is_not_asked_about_other_numbers(text: str) -> None:
    assert not presidio.may_hold(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("see https://x.example/__a__b c", "see \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0 c"),
        ("foo.com/https://x y", "\0" * 17 + " y"),
        ("www.x.example, hi", "\0" * 14 + " hi"),
        ("[NAME] and __email__", "\0" * 6 + " and " + "\0" * 9),
        ("jane {at} x, a < b", "jane {at} x, a < b"),
        ("and/or 24/7", "and/or 24/7"),
    ],
)
def test_links_and_placeholders_are_blank_wherever_they_stand(text: str, plain: str) -> None:
    assert view(text).text == plain
