from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looking import build, found

OWN = ["AcmeHelpUK", "AcmeNews", "Ask_Spectrel", "northwindtravel", "@O2Vale", "Dorn", "Takpel"]


def like(handle: str, *own: str) -> str | None:
    """Return which of the company's handles a handle looks like."""
    likeness = build("similar_to", similar_to="brand").likeness
    assert likeness is not None
    return likeness(own or OWN)(handle)


@pytest.mark.parametrize(
    ("handle", "own"),
    [
        ("AcmeUKHelp", "AcmeHelpUK"),
        ("ukhelpacme", "AcmeHelpUK"),
        ("@Help_Acme_UK", "AcmeHelpUK"),
        ("Spectrel_Ask", "Ask_Spectrel"),
        ("travelnorthwind", "northwindtravel"),
        ("TravelNorthwind_help", "northwindtravel"),
        ("ValeO2", "O2Vale"),
        ("peltak", "Takpel"),
    ],
)
def test_swapped_parts_look_alike_wherever_words_begin(handle: str, own: str) -> None:
    assert like(handle) == own


@pytest.mark.parametrize(
    "handle",
    [
        "4cmeHelpUK",
        "AcmeHe1pUK",
        "AcmeHeIpUK",
        "\u0410cmeHelpUK",
        "Acm\u00e9HelpUK",
        "AcmeH\u0435lpUK",
        "AcmeHe\u0142pUK",
        "\uff21cmeHelpUK",
        "\U0001d400cmeHelpUK",
        "Acme\u200bHelpUK",
        "\u1d00cme_uk",
    ],
)
def test_letters_that_are_drawn_alike_look_alike(handle: str) -> None:
    assert like(handle) == "AcmeHelpUK"


@pytest.mark.parametrize(
    ("handle", "own"), [("Dom", "Dorn"), ("Dorn", "Dom"), ("VVillow", "Willow"), ("Clover", "Dover")]
)
def test_two_letters_that_read_as_one_look_alike(handle: str, own: str) -> None:
    assert like(handle, own) == own


@pytest.mark.parametrize("handle", ["Acme_HelpUK", "AcmeHelpUK_", "__AcmeHelpUK", "Acme.Help-UK", "a_c_m_e_help_uk"])
def test_separators_make_no_difference(handle: str) -> None:
    assert like(handle) == "AcmeHelpUK"


@pytest.mark.parametrize(
    ("handle", "own"),
    [
        ("Dorn_help", "Dorn"),
        ("dorn_support_uk", "Dorn"),
        ("RealDorn", "Dorn"),
        ("OfficialDornTeam", "Dorn"),
        ("AcmeHelpUK_Support", "AcmeHelpUK"),
        ("TheAcmeHelpUK", "AcmeHelpUK"),
        ("acme_refunds", "AcmeHelpUK"),
        ("askspectrel24", "Ask_Spectrel"),
        ("Dorn1", "Dorn"),
        ("AcmeHelpUK99", "AcmeHelpUK"),
        ("Ac2meHelpUK", "AcmeHelpUK"),
        ("northwindtravel_support7", "northwindtravel"),
    ],
)
def test_words_of_service_and_digits_around_the_name_look_alike(handle: str, own: str) -> None:
    assert like(handle) == own


@pytest.mark.parametrize(
    "handle", ["northwndtravel", "northwindtravell", "northwidntravel", "northwintravel_help", "help_nortwindtravel"]
)
def test_one_letter_off_in_a_long_name_looks_alike(handle: str) -> None:
    assert like(handle) == "northwindtravel"


@pytest.mark.parametrize(
    "handle",
    [
        *OWN,
        "acmehelpuk",
        "@DORN",
        "AcmeSucks",
        "acme_fans",
        "AcmeHelpFan",
        "NotAcmeHelpUK",
        "FakeDornSupport",
        "IHateAcme",
        "DornComplaints",
        "AcmeNoHelp",
        "boycott_dorn",
        "Dorn1987",
        "dorn88",
        "northwindtravels",
        "northwindtravel2009",
        "NorthwindTravelBlog",
        "JaneAtAcme",
        "help",
        "ukhelp",
        "support_team_uk",
        "Dom_fan",
        "Darn",
        "Dorns",
        "Spectral",
        "",
        "___",
        "\u0416\u0436",
    ],
)
def test_other_names_fans_critics_and_the_company_itself_do_not(handle: str) -> None:
    assert like(handle) is None


@pytest.mark.parametrize(
    "handle", ["AcmeHelpUS", "AcmeUK", "AcmeHelp", "Acme", "Dorn_Ireland", "DornScotland", "AcmeNewsUK"]
)
def test_regions_and_departments_of_the_same_name_do_not(handle: str) -> None:
    assert like(handle) is None


def test_a_sibling_of_a_configured_department_is_one_only_in_plain_letters() -> None:
    assert like("AcmeCare", "AcmeHelpUK") == "AcmeHelpUK"
    assert like("AcmeCare", "AcmeHelpUK", "AcmeCareUS") is None
    assert like("Acm3Care", "AcmeHelpUK", "AcmeCareUS") is not None


@pytest.mark.parametrize("own", ["___", "@", "12"])
def test_a_handle_without_words_is_like_nothing(own: str) -> None:
    assert like("help_desk", own) is None


@given(st.text(max_size=60), st.text(min_size=1, max_size=30))
def test_any_text_can_be_compared_and_is_not_like_itself(handle: str, own: str) -> None:
    assert like(own, own) is None
    assert like(handle, own) in {None, own.lstrip("@")}


def test_it_finds_nothing_in_a_text() -> None:
    assert found(build("similar_to", similar_to="brand"), "@AcmeUKHelp") == []


def generator(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("look_alike_handles", Path("benchmarks/look_alike_handles.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their own module up.
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


def test_deformations_are_found_and_harmless_handles_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = generator(monkeypatch)
    made = made_up.companies(12)
    likeness = build("similar_to", similar_to="brand").likeness
    assert likeness is not None
    compare = likeness([handle for company in made for handle in (company.handle, *company.siblings)])
    attacks = [handle for company in made for _, handle in made_up.deformations(company)]
    assert len(attacks) == 240
    assert sum(compare(handle) is not None for handle in attacks) >= 0.98 * 240
    assert [handle for _, handle in made_up.harmless(made, 400) if compare(handle)] == []
