"""The batch interface: every recognizer on a batch of texts, the model beside them, overlaps resolved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from socaudit import nlp
from socaudit.detectors import presidio
from socaudit.detectors._bare import candidate
from socaudit.detectors._calibration import Curves, calibrated, measured
from socaudit.detectors._entities import from_entities, model_text
from socaudit.detectors._overlap import resolve
from socaudit.detectors._profile import handle_names, plausible_name, plausible_place
from socaudit.detectors._public import is_public
from socaudit.detectors._recognizer import RECOGNIZERS
from socaudit.detectors._repeated import repeated
from socaudit.detectors._view import View, view
from socaudit.model import Detection

# Rises when what is detected changes: facts made by another version are not comparable.
VERSION = "4"


class Detector:
    """Finds personal data in texts and profiles; loads its model at the first text that needs it.

    Args:
        model: name or folder of an installed spaCy model with named entities.
        registries: YAML files of Presidio pattern recognizers of the user's own; their scores stay as given.
        curves: what scores are worth, None for what was measured; empty leaves scores as the recognizers give them.

    Raises:
        ModelError: at once where the model is not installed, at the first use where it does not load.
        ConfigError: at once, where a registry is not what Presidio reads.
    """

    def __init__(
        self, *, model: str = nlp.DEFAULT_MODEL, registries: Sequence[Path] = (), curves: Curves | None = None
    ) -> None:
        nlp.require(model)
        self._model = model
        self._registries = tuple(registries)
        self._curves = measured() if curves is None else curves
        self._recognizers = tuple(recognizer for _, recognizer in RECOGNIZERS.items())
        self._wordy = tuple(recognizer for recognizer in self._recognizers if not recognizer.digits)
        # A registry with a mistake must not surface in the middle of a scan.
        self._lazy_analyse = presidio.analyser(self._registries) if registries else None

    @cached_property
    def digest(self) -> str:
        """Hash of all that decides what is found: version, model and its version, calibration, registries."""
        seen = hashlib.sha256(f"{VERSION}\0{self._model}\0{nlp.installed_version(self._model)}".encode())
        seen.update(json.dumps(self._curves, sort_keys=True).encode())
        for registry in self._registries:
            seen.update(hashlib.sha256(registry.read_bytes()).digest())
        return seen.hexdigest()

    def detect(self, texts: Sequence[str]) -> Iterator[tuple[Detection, ...]]:
        """Yield for each text its detections by start, offsets in code points of the text as given.

        Typed detections do not overlap; a detection of type `CANDIDATE` may overlap one.
        """
        # Companies repeat themselves: what is said twice is read once.
        views = [view(text) for text in dict.fromkeys(texts)]
        entities = self._entities(views)
        found: dict[str, tuple[Detection, ...]] = {}
        pending = zip(views, entities, strict=True)
        for text in texts:
            if text not in found:
                seen, named = next(pending)
                found[text] = _mapped(seen, self._find(seen, named))
            yield found[text]

    def profile(self, name: str | None, handle: str | None, location: str | None) -> dict[str, tuple[Detection, ...]]:
        """Return what the fields of a profile give away, by field; a field that gives nothing is absent."""
        found = {
            "author.name": plausible_name(name or ""),
            "author.handle": handle_names(handle or ""),
            "author.location": plausible_place(location or ""),
        }
        return {field: detections for field, detections in found.items() if detections}

    @cached_property
    def _pipeline(self) -> nlp.Pipeline:
        return nlp.load(self._model)

    def _analyse(self, text: str) -> list[Detection]:
        if self._lazy_analyse is None:
            self._lazy_analyse = presidio.analyser()
        return self._lazy_analyse(text)

    def _entities(self, views: Sequence[View]) -> list[list[nlp.Entity]]:
        """Return the model's entities by text, running the model only on texts that can hold one."""
        readable = {index: text for index, seen in enumerate(views) if (text := model_text(seen)) is not None}
        found: list[list[nlp.Entity]] = [[] for _ in views]
        if readable:
            for index, entities in zip(readable, self._pipeline.entities(list(readable.values())), strict=True):
                found[index] = entities
        return found

    def _find(self, seen: View, entities: Sequence[nlp.Entity]) -> Iterator[Detection]:
        """Yield what holds after overlaps are resolved, and the bare candidate; offsets in the view."""
        found = list(from_entities(seen, entities))
        for recognizer in self._recognizers if seen.digits else self._wordy:
            if recognizer.wants(seen):
                found.extend(recognizer.find(seen))
        found = [one for one in found if not is_public(seen, one)]
        if self._registries or (seen.digits and presidio.may_hold(seen.quiet)):
            found.extend(self._analyse(seen.quiet))
        kept = resolve(found)
        again = [one for one in repeated(seen, kept) if not is_public(seen, one)]
        kept = resolve((*kept, *again)) if again else kept
        # After the overlap policy, which goes by what a score rests on.
        yield from (calibrated(detection, self._curves) for detection in kept)
        bare = candidate(seen, kept)
        if bare is not None:
            yield bare


def _mapped(seen: View, found: Iterable[Detection]) -> tuple[Detection, ...]:
    """Return `found` with offsets in the original text, by start."""
    original = []
    for detection in found:
        start, end = seen.folded.span(detection.start, detection.end)
        original.append(replace(detection, start=start, end=end))
    return tuple(sorted(original, key=lambda detection: (detection.start, detection.end, detection.entity_type)))
