from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import socaudit
from socaudit.errors import ModelError
from socaudit.tagger import Tagger, network
from socaudit.tagger.decode import LABELS
from socaudit.tagger.tagger import spans_in
from socaudit.tagger.tokens import tokens_of

FOLDER = Path(socaudit.__file__).parent / "models" / "social_ner"
MODEL = Tagger.load(FOLDER)
TEXTS = [
    "Hi, my name is Jane Doe and I live in Leeds.",
    "",
    "thanks @janedoe, see https://x.example/leeds",
    "my name is jane doe and i live in leeds",
    "Zoë Müller aus 🙂 Zürich, José Álvarez in A Coruña",
    "🙂🙂",
]


def _found(text: str) -> list[tuple[str, str]]:
    return [(label, text[start:end]) for label, start, end in MODEL.spans([text])[0]]


def test_people_and_places_are_found() -> None:
    assert _found(TEXTS[0]) == [("PERSON", "Jane Doe"), ("LOC", "Leeds")]


def test_people_and_places_are_found_in_lower_case() -> None:
    assert _found(TEXTS[3]) == [("PERSON", "jane doe"), ("LOC", "leeds")]


def test_offsets_count_code_points() -> None:
    assert ("PERSON", "José Álvarez") in _found("🙂🙂 My name is José Álvarez 🙂")


def test_marks_at_the_ends_are_not_part_of_a_name() -> None:
    assert _found('Hi "Jane Doe"!!') == [("PERSON", "Jane Doe")]


@pytest.mark.parametrize("text", ["@JaneDoe", "RT @ janedoe : hi", "thanks @Jane_Doe!", "jane.doe@mail.example"])
def test_accounts_are_no_names(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "labels", "spans"),
    [
        ("#JaneDoe", ["B-PERSON"], [("PERSON", 1, 8)]),
        ("# Jane", ["B-PERSON"], [("PERSON", 2, 6)]),
        ("#London", ["B-LOC"], []),
        ("#Acme", ["B-ORG"], []),
        ("#Acme Ltd", ["B-ORG", "I-ORG"], [("ORG", 1, 9)]),
        ("!!", ["B-PERSON", "I-PERSON"], []),
        ('"Jane" @doe', ["B-PERSON", "I-PERSON", "I-PERSON", "I-PERSON"], [("PERSON", 1, 5)]),
        ("Jane Sam", ["B-PERSON", "B-PERSON"], [("PERSON", 0, 4), ("PERSON", 5, 8)]),
    ],
)
def test_a_span_is_trimmed_to_words_and_a_hashtag_alone_may_only_name_a_person(
    text: str, labels: list[str], spans: list[tuple[str, int, int]]
) -> None:
    assert list(spans_in(text, tokens_of(text), [LABELS.index(label) for label in labels])) == spans


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=40), max_size=8))
@settings(deadline=None)
def test_spans_lie_in_their_text_in_order_and_never_on_an_account(texts: list[str]) -> None:
    found = MODEL.spans(texts)
    assert len(found) == len(texts)
    for text, spans in zip(texts, found, strict=True):
        ends = [0, *(end for _, _, end in spans)]
        assert all(before <= start < end <= len(text) for before, (_, start, end) in zip(ends, spans, strict=False))
        assert all(text[start].isalnum() and "@" not in text[start:end].split()[0] for _, start, end in spans)


def test_a_text_gives_the_same_alone_and_among_others() -> None:
    long = [" ".join(TEXTS)] * 100
    together = MODEL.spans([*TEXTS, *long, *TEXTS])
    assert together[: len(TEXTS)] == [MODEL.spans([text])[0] for text in TEXTS]
    assert together[-len(TEXTS) :] == together[: len(TEXTS)]


def test_a_full_memory_of_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = MODEL.spans(TEXTS)
    monkeypatch.setattr(network, "_KEPT_WORDS", 16)
    small = Tagger.load(FOLDER)
    assert [small.spans([text])[0] for text in TEXTS * 2] == before * 2
    assert len(small.known.index) <= 16


def test_no_text_gives_no_spans() -> None:
    assert MODEL.spans([]) == []
    assert MODEL.spans(["", " "]) == [[], []]


def test_two_loaded_models_agree() -> None:
    assert Tagger.load(FOLDER).spans(TEXTS) == MODEL.spans(TEXTS)


def test_a_missing_model_says_where(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="does not load") as caught:
        Tagger.load(tmp_path)
    assert caught.value.where == str(tmp_path)


@pytest.mark.parametrize("change", [{"format": 99}, {"labels": ["O"]}, {"dilations": []}])
def test_a_model_of_another_format_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "model")
    meta = json.loads((folder / "meta.json").read_text())
    (folder / "meta.json").write_text(json.dumps(meta | change))
    with pytest.raises(ModelError, match="another format"):
        Tagger.load(folder)


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "model")
    (folder / "weights.npz").write_bytes(b"PK\x03\x04 damaged")
    with pytest.raises(ModelError, match="does not load"):
        Tagger.load(folder)


def test_a_bias_towards_o_finds_less() -> None:
    strict = Tagger(MODEL.name, MODEL.version, MODEL.known, bias=np.inf)
    assert strict.spans(TEXTS) == [[] for _ in TEXTS]
