from __future__ import annotations

import spacy

from socaudit import nlp

TEXTS = ["Hi, my name is Jane Doe and I live in Leeds.", "", "thanks @janedoe", "ask Jane Doe: she's in Leeds"]


def test_our_own_model_is_the_default_and_needs_no_spacy() -> None:
    own = nlp.load()
    assert isinstance(own, nlp.OwnPipeline)
    assert list(own.entities(TEXTS[:1])) == [[("PERSON", 15, 23), ("LOC", 38, 43)]]


def test_as_a_spacy_pipeline_it_sets_the_same_entities() -> None:
    own = nlp.load()
    docs = own.language().pipe(TEXTS)
    seen = [[(ent.label_, ent.start_char, ent.end_char) for ent in doc.ents] for doc in docs]
    assert seen == list(own.entities(TEXTS))


def test_one_document_goes_through_the_component_alone() -> None:
    doc = nlp.load().language()(TEXTS[0])
    assert [(ent.label_, ent.text) for ent in doc.ents] == [("PERSON", "Jane Doe"), ("LOC", "Leeds")]


def test_an_entity_grows_to_whole_tokens_of_spacy() -> None:
    class Half:
        def spans(self, texts: list[str]) -> list[list[tuple[str, int, int]]]:
            return [[("PERSON", 1, 3), ("PERSON", 3, 4)] for _ in texts]

    doc = next(nlp.TaggerComponent(Half()).pipe([spacy.blank("en")("Janes went")]))  # type: ignore[arg-type]  # A stub.
    assert [ent.text for ent in doc.ents] == ["Janes"]


def test_it_is_found_without_being_loaded() -> None:
    nlp.require(nlp.DEFAULT_MODEL)
    assert nlp.installed_version() == nlp.installed_version("socaudit")
