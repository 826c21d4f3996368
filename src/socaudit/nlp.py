"""The language models, our own and spaCy's, loaded lazily and from disk only; the only place that imports spaCy."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from socaudit.errors import ModelError
from socaudit.model import Category

if TYPE_CHECKING:
    from spacy.language import Language

    from socaudit.tagger import Classifier, Tagger

DEFAULT_MODEL = "social_ner"
CLASSIFIER = "social_textcat"
COMPONENT = "socaudit_ner"
BATCH_SIZE = 64
LONGEST = 10_000
_OWN = Path(__file__).parent / "models"
# Entities need none of these in spaCy's own English pipelines, whose `ner` has its own embedding.
_UNUSED = ("tagger", "parser", "senter", "sentencizer", "attribute_ruler", "lemmatizer", "morphologizer")

Entity = tuple[str, int, int]


class Pipeline(Protocol):
    """A loaded model: its name, its version, and what finds named entities in texts."""

    @property
    def name(self) -> str:
        """Return the name of the model."""

    @property
    def version(self) -> str:
        """Return the version of the model."""

    def entities(self, texts: Sequence[str]) -> Iterator[list[Entity]]:
        """Yield for each text its entities as `(label, start, end)`, in code points, by start."""

    def language(self) -> Language:
        """Return a spaCy pipeline that sets the same entities, for libraries that ask for one."""


@dataclass(frozen=True, slots=True)
class OwnPipeline:
    """Our own tagger; it needs no spaCy, unless someone asks for a spaCy pipeline."""

    name: str
    version: str
    tagger: Tagger

    def entities(self, texts: Sequence[str]) -> Iterator[list[Entity]]:
        """Yield for each text its entities as `(label, start, end)`, in code points, by start."""
        yield from self.tagger.spans(texts)

    def language(self) -> Language:
        """Return a blank English pipeline whose one component, `socaudit_ner`, is the tagger."""
        import spacy  # noqa: PLC0415  # Costs a second; only who asks for a pipeline pays it.
        from spacy.language import Language as Factory  # noqa: PLC0415

        if not Factory.has_factory(COMPONENT):
            Factory.factory(COMPONENT, default_config={"model": DEFAULT_MODEL}, assigns=["doc.ents"], func=_component)
        language = spacy.blank("en", meta={"name": self.name, "version": self.version})
        language.add_pipe(COMPONENT, config={"model": self.name})
        return language


@dataclass(frozen=True, slots=True)
class SpacyPipeline:
    """A spaCy model cut down to named entities."""

    name: str
    version: str
    spacy: Language

    def entities(self, texts: Sequence[str]) -> Iterator[list[Entity]]:
        """Yield for each text its entities as `(label, start, end)`, in code points, by start."""
        pieces = [list(_pieces(text)) for text in texts]
        flat = (piece for text in pieces for _, piece in text)
        docs = self.spacy.pipe(flat, batch_size=BATCH_SIZE)
        for text in pieces:
            yield [
                (ent.label_, start + ent.start_char, start + ent.end_char)
                for (start, _), doc in zip(text, docs, strict=False)
                for ent in doc.ents
            ]

    def language(self) -> Language:
        """Return the spaCy pipeline."""
        return self.spacy


@dataclass(frozen=True, slots=True)
class Parser:
    """Finds dependency patterns with the model's parser, if it has one; loads it when first asked."""

    model: str = DEFAULT_MODEL

    @property
    def available(self) -> bool:
        """Tell whether the model has a parser.

        Raises:
            ModelError: the model does not load.
        """
        return not _is_own(self.model) and _parsing(self.model) is not None

    def spans(self, pattern: str, text: str) -> Iterator[tuple[int, int]]:
        """Yield `(start, end)` in code points from the first to the last word of each match, by start.

        Args:
            pattern: one pattern of spaCy's DependencyMatcher, as JSON.
            text: of any length.
        """
        if not self.available:
            return
        matcher = _matcher(self.model, pattern)
        for start, piece in _pieces(text):
            doc = _parsed(self.model, piece)
            ends = sorted({(min(words), max(words)) for _, words in matcher(doc)})
            yield from ((start + doc[first].idx, start + doc[last].idx + len(doc[last])) for first, last in ends)


# Our own model knows names only.
NO_PARSER = Parser()


def categories(texts: Sequence[str], labels: Sequence[AbstractSet[str]]) -> list[tuple[Category, ...]]:
    """Return for each text which of its labels its sentences carry, by our own classifier, loaded when first asked.

    Raises:
        ModelError: the classifier does not load.
    """
    return _classifier().categories(texts, labels)


def classifier_meta() -> dict[str, Any]:
    """Return name, version and labels of our own classifier without loading its weights."""
    try:
        meta: dict[str, Any] = json.loads((_OWN / CLASSIFIER / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError("the classifier is missing or damaged", hint="reinstall socaudit") from error
    return meta


@lru_cache(maxsize=1)
def classifier_digest() -> str:
    """Return what changes when the classifier does."""
    files = sorted(path for path in (_OWN / CLASSIFIER).iterdir() if path.suffix != ".md")
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()


@lru_cache(maxsize=1)
def _classifier() -> Classifier:
    from socaudit.tagger import Classifier  # noqa: PLC0415  # numpy is slow to import.

    return Classifier.load(_OWN / CLASSIFIER)


@dataclass(frozen=True, slots=True)
class TaggerComponent:
    """The tagger as a component of a spaCy pipeline: sets `doc.ents`, a batch at a time."""

    tagger: Tagger

    def __call__(self, doc: Any) -> Any:  # spaCy ships no types to this project.
        """Set the entities of one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Any], batch_size: int = BATCH_SIZE) -> Iterator[Any]:
        """Set the entities of documents; the tagger sees `batch_size` texts at a time."""
        from spacy.util import filter_spans  # noqa: PLC0415  # Loaded already: spaCy calls this.

        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            for doc, names in zip(batch, self.tagger.spans([doc.text for doc in batch]), strict=True):
                # spaCy cuts some words elsewhere: an entity grows to whole tokens of its.
                spans = (doc.char_span(start, end, label, alignment_mode="expand") for label, start, end in names)
                doc.ents = filter_spans([span for span in spans if span is not None])
                yield doc


def _component(nlp: Any, name: str, model: str) -> TaggerComponent:  # noqa: ARG001  # spaCy calls factories like this.
    """Return the component `socaudit_ner` of a spaCy pipeline."""
    from socaudit.tagger import Tagger  # noqa: PLC0415  # numpy is slow to import too.

    return TaggerComponent(Tagger.load(_OWN / model))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield `(start, piece)` of a text: the model's memory grows with the longest one, and it refuses a million."""
    start = 0
    while len(text) - start > LONGEST:
        end = text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _is_own(model: str) -> bool:
    return model.isidentifier() and (_OWN / model / "meta.json").is_file()


def installed_version(model: str = DEFAULT_MODEL) -> str | None:
    """Return the version of our own or an installed model without loading it, None if there is none."""
    try:
        return importlib.metadata.version("socaudit" if _is_own(model) else model)
    except importlib.metadata.PackageNotFoundError:
        return None


def require(model: str) -> None:
    """Raise ModelError unless the model is ours, a folder, or installed; cheap, nothing is loaded."""
    importable = model.isidentifier() and importlib.util.find_spec(model) is not None
    found = _is_own(model) or importable or Path(model).is_dir() or installed_version(model) is not None
    if not found:
        raise ModelError(
            f"the language model {model!r} is not installed",
            hint=f"install it with pip; the default is {DEFAULT_MODEL!r}",
        )


@lru_cache(maxsize=4)
def load(model: str = DEFAULT_MODEL) -> Pipeline:
    """Load our own model, an installed spaCy model, or one in a folder; nothing is downloaded.

    Raises:
        ModelError: the model is not installed, does not load, or knows no entities.
    """
    if _is_own(model):
        from socaudit.tagger import Tagger  # noqa: PLC0415  # numpy is slow to import too.

        tagger = Tagger.load(_OWN / model)
        return OwnPipeline(model, tagger.version, tagger)
    return _load_spacy(model)


def _load_spacy(model: str) -> SpacyPipeline:
    language = _language(model, _UNUSED)
    if "ner" not in language.pipe_names:
        raise ModelError(
            f"the language model {model!r} knows no named entities",
            hint="choose a model with an 'ner' component",
        )
    _drop_unheard(language)
    return SpacyPipeline(model, str(language.meta.get("version", "?")), language)


@lru_cache(maxsize=4)
def _parsing(model: str) -> Any:  # spaCy ships no types to this project.
    """Return the model with its parser and what a pattern may ask of words, None if it has no parser."""
    language = _language(model, ("ner",))
    return language if "parser" in language.pipe_names else None


@lru_cache(maxsize=256)
def _matcher(model: str, pattern: str) -> Any:  # As above.
    from spacy.matcher import DependencyMatcher  # noqa: PLC0415  # Loaded already: the model is.

    matcher = DependencyMatcher(_parsing(model).vocab)
    matcher.add("pattern", [json.loads(pattern)])
    return matcher


@lru_cache(maxsize=8)
def _parsed(model: str, text: str) -> Any:  # As above. The rules of a message ask for the same texts.
    return _parsing(model)(text)


def _language(model: str, exclude: Sequence[str]) -> Any:  # As above.
    import spacy  # noqa: PLC0415  # Costs a second; only who reads text pays it.

    try:
        return spacy.load(model, exclude=list(exclude))
    except Exception as error:  # spaCy lets errors of every layer below it through.
        raise ModelError(
            f"the language model {model!r} does not load ({type(error).__name__})",
            hint=f"install it with pip; the default is {DEFAULT_MODEL!r}",
        ) from error


def _drop_unheard(language: Any) -> None:  # spaCy ships no types to this project.
    """Remove a shared embedding to which the entity component does not listen: half of the run time."""
    if "tok2vec" not in language.pipe_names:
        return
    if not any("listener" in node.name for node in language.get_pipe("ner").model.walk()):
        language.remove_pipe("tok2vec")
