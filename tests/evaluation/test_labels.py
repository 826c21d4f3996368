"""What a line of a labelled set may hold, and what its labels come to stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from socaudit.errors import RuleError
from socaudit.evaluation import OURS, Label, LabelMap, LineError, UnknownLabelError, labelled, load

MAP = """\
types:
  GPE: LOCATION
  ADDRESS: [STREET_ADDRESS, POSTAL_CODE]
in_parts: [ADDRESS]
ignore: DATE_TIME
"""


def line(*spans: object, text: object = "ask Jo in Leeds") -> dict[str, object]:
    return {"id": 1, "text": text, "spans": list(spans)}


def test_our_own_types_stand_for_themselves_without_a_map() -> None:
    one = labelled(line({"start": 4, "end": 6, "label": "PERSON"}))
    assert one.id == 1
    assert one.labels == (Label(4, 6, ("PERSON",)),)


def test_entity_type_serves_for_label() -> None:
    assert labelled(line({"start": 4, "end": 6, "entity_type": "PERSON"})).labels[0].entity_type == "PERSON"


def test_a_message_without_spans_is_clean() -> None:
    assert labelled(line()).labels == ()


def test_a_map_renames_ignores_and_knows_wholes_that_are_seen_in_parts(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(MAP)
    names = ("GPE", "ADDRESS", "DATE_TIME", "PERSON")
    one = labelled(line(*({"start": 0, "end": 3, "label": name} for name in names)), load(path))
    assert one.labels == (
        Label(0, 3, ("LOCATION",)),
        Label(0, 3, ("STREET_ADDRESS", "POSTAL_CODE"), in_parts=True),
        Label(0, 3, ()),
        Label(0, 3, ("PERSON",)),
    )


def test_a_map_may_ignore_a_type_of_ours() -> None:
    one = labelled(line({"start": 0, "end": 3, "label": "AGE"}), LabelMap(ignore=("AGE",)))
    assert one.labels[0].types == ()


@pytest.mark.parametrize("name", ["GPE", "person", "CANDIDATE", ""])
def test_a_label_that_nobody_knows_is_named(name: str) -> None:
    with pytest.raises(UnknownLabelError, match=f"^{name}$"):
        labelled(line({"start": 0, "end": 3, "label": name}), OURS)


@pytest.mark.parametrize(
    "record",
    [
        {"id": 1, "text": "x"},
        {"text": "x", "spans": []},
        {"id": 1, "text": None, "spans": []},
        {"id": 1, "text": "x", "spans": {}},
        line("PERSON"),
        line({"start": 0, "end": 3}),
        line({"start": 0, "label": "PERSON"}),
        line({"start": "0", "end": 3, "label": "PERSON"}),
        line({"start": False, "end": True, "label": "PERSON"}),
        line({"start": 0.0, "end": 3, "label": "PERSON"}),
        line({"start": 3, "end": 3, "label": "PERSON"}),
        line({"start": -1, "end": 3, "label": "PERSON"}),
        line({"start": 0, "end": 16, "label": "PERSON"}),
    ],
)
def test_a_record_of_another_form_is_refused_without_its_text(record: dict[str, object]) -> None:
    with pytest.raises(LineError) as problem:
        labelled(record)
    assert "Leeds" not in str(problem.value)


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        ("types:\n  GPE: LOKATION\n", "map.yaml:2:8", "did you mean 'LOCATION'"),
        ("types:\n  GPE: [CANDIDATE]\n", "map.yaml:2:9", "'CANDIDATE' is no entity type of ours"),
        ("types:\n  GPE: []\n", "map.yaml:2:8", ""),
        ("ignored: [GPE]\n", "map.yaml:1:1", "did you mean 'ignore'"),
    ],
)
def test_a_mistake_in_a_map_is_shown_at_its_place(tmp_path: Path, content: str, place: str, said: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(content)
    with pytest.raises(RuleError) as problem:
        load(path)
    assert place in str(problem.value)
    assert said in str(problem.value)


def test_the_map_for_presidio_research_is_valid() -> None:
    meaning = load(Path("benchmarks/detection/presidio_research_labels.yaml"))
    assert set(meaning.in_parts) <= set(meaning.types)
    assert not set(meaning.ignore) & set(meaning.types)
