"""The one adapter to Presidio: those of its recognizers that serve, and the user's own; no model of its."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socaudit.detectors._recognizer import ENTITY_TYPES, VALIDATED, WEAK, Form
from socaudit.errors import ConfigError
from socaudit.model import Detection

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

_LANGUAGE = "en"
# Presidio gives 0.01 to forms that a single word can have.
_LEAST = 0.2
_NEAR = 60
# Those whose form or checksum keeps them quiet on ordinary numbers. The ones for plain digits are not among
# them, whatever their checksum: one order number in ten passes it. Ours ask for a word that says what it is.
SELECTED = {
    "CreditCardRecognizer": Form("CREDIT_CARD", "you charged [4111 1111 1111 1111]", WEAK, VALIDATED, check="Luhn"),
    "IbanRecognizer": Form("IBAN_CODE", "refund [GB33 BUKB 2020 1555 5555 55]", WEAK, VALIDATED, check="modulus 97"),
    "EsNifRecognizer": Form("NATIONAL_ID", "mi NIF es [00000000T]", WEAK, VALIDATED, check="modulus 23"),
    "ItFiscalCodeRecognizer": Form("NATIONAL_ID", "codice [RSSMRA85T10A562S]", WEAK, VALIDATED, check="control letter"),
    "SgFinRecognizer": Form("NATIONAL_ID", "my nric is [S0000001I]", WEAK, VALIDATED),
    "UsItinRecognizer": Form("NATIONAL_ID", "my itin is [900-70-0000]", WEAK, VALIDATED),
}
TYPES = {
    "GPE": "LOCATION",
    "US_SSN": "NATIONAL_ID",
    "US_ITIN": "NATIONAL_ID",
    "UK_NHS": "NATIONAL_ID",
    "UK_NINO": "NATIONAL_ID",
    "IN_AADHAAR": "NATIONAL_ID",
    "IN_PAN": "NATIONAL_ID",
    "AU_TFN": "NATIONAL_ID",
    "AU_MEDICARE": "NATIONAL_ID",
    "ES_NIF": "NATIONAL_ID",
    "IT_FISCAL_CODE": "NATIONAL_ID",
    "PL_PESEL": "NATIONAL_ID",
    "SG_NRIC_FIN": "NATIONAL_ID",
    "US_BANK_NUMBER": "BANK_ACCOUNT",
    "US_PASSPORT": "PASSPORT",
    "UK_PASSPORT": "PASSPORT",
    "IN_PASSPORT": "PASSPORT",
    "US_DRIVER_LICENSE": "DRIVER_LICENSE",
    "UK_POSTCODE": "POSTAL_CODE",
    "MAC_ADDRESS": "DEVICE_ID",
}
# Each selected recognizer takes one of these forms or a narrower one, and no text without three digits or more.
_DIGITS = re.compile(r"(?:[A-Za-z]{0,6}\d[ -]?){3,}[A-Za-z0-9]?")
_FORMS = re.compile(
    r"(?:\d[ -]?){12}\d"  # cards
    r"|[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2}"  # bank accounts
    r"|\d{7}-?[A-Za-z]"  # Spain, Singapore
    r"|[A-Za-z0-9]{16}"  # Italy
    r"|9\d{2}[ -]?\d{2}[ -]?\d{4}"  # United States
)
_WORD = re.compile(r"\w+")
# First digits and lengths of Visa, Mastercard, Amex, Diners, Discover and JCB, UnionPay, Maestro.
_CARD = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|(?:6\d|35"
    r"|5[06-8])\d{14}|6\d{18}"
)
_OTHER_NUMBER = re.compile(
    r"\b(?:track\w*|parcel|order|consignment|imei|serial|receipt|ticket|booking|case"
    r"|barcode)\b[^\d\n]{0,20}$",
    re.IGNORECASE,
)

Analyse = Callable[[str], list[Detection]]


def source(recognizer: str) -> str:
    """Return what a detection names as its source where Presidio's `recognizer` found it."""
    return f"presidio_{recognizer.removesuffix('Recognizer')}"


def may_hold(text: str) -> bool:
    """Return whether `text` can hold what the selected recognizers look for."""
    return _DIGITS.search(text) is not None and _FORMS.search(text) is not None


def analyser(registries: Sequence[Path] = ()) -> Analyse:
    """Return a function from a text to what Presidio's selected recognizers and the user's find in it.

    Importing Presidio costs a second, so this is called at the first text that can hold something.

    Raises:
        ConfigError: a registry is not YAML that Presidio reads, or names a type that we do not know.
    """
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, predefined_recognizers  # noqa: PLC0415

    # Each names the language of its country, and what it looks for has none.
    made = [getattr(predefined_recognizers, name)(supported_language=_LANGUAGE) for name in SELECTED]
    registry = RecognizerRegistry(recognizers=made)
    for path in registries:
        _add_own(registry, path)
    engine = AnalyzerEngine(registry=registry, nlp_engine=_words_only(), supported_languages=[_LANGUAGE])
    return lambda text: list(_analyse(engine, text))


def _analyse(engine: AnalyzerEngine, text: str) -> Iterator[Detection]:
    for result in engine.analyze(text, _LANGUAGE, score_threshold=_LEAST):
        entity_type = TYPES.get(result.entity_type, result.entity_type)
        if entity_type == "CREDIT_CARD" and not _is_card(text, result.start, result.end):
            continue
        name = source(result.recognition_metadata["recognizer_name"])
        yield Detection(entity_type, result.start, result.end, min(float(result.score), VALIDATED), name)


def _is_card(text: str, start: int, end: int) -> bool:
    """Return whether digits with a right check digit are a card's: a tenth of all parcel numbers have one too."""
    digits = re.sub(r"\D", "", text[start:end])
    return _CARD.fullmatch(digits) is not None and not _OTHER_NUMBER.search(text, max(0, start - _NEAR), start)


def _add_own(registry: Any, path: Path) -> None:  # Presidio ships no types to this project.
    known = len(registry.recognizers)
    try:
        registry.add_recognizers_from_yaml(str(path))
    except Exception as error:  # Presidio lets KeyError, TypeError, YAMLError and others through.
        raise ConfigError(
            f"Presidio does not read this recognizer registry ({type(error).__name__})",
            where=str(path),
            hint="it must be YAML with a list 'recognizers' of pattern or deny-list recognizers",
        ) from error
    for recognizer in registry.recognizers[known:]:
        for entity in recognizer.supported_entities:
            if TYPES.get(entity, entity) not in ENTITY_TYPES:
                raise ConfigError(
                    f"recognizer {recognizer.name!r} finds {entity!r}, which is no entity type of ours",
                    where=str(path),
                    hint=f"use one of {', '.join(sorted(ENTITY_TYPES))}",
                )


def _words_only() -> Any:  # The class is made here because its base is imported late.
    """Return an engine that gives Presidio the words of a text for its context cues, and no model."""
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine  # noqa: PLC0415

    class WordsOnly(NlpEngine):
        """Words instead of tokens, lower case instead of lemmas."""

        def load(self) -> None:
            """Do nothing: there is no model."""

        def is_loaded(self) -> bool:
            """Return True: there is nothing to load."""
            return True

        def process_text(self, text: str, language: str) -> NlpArtifacts:
            """Return the words of `text` where Presidio expects tokens."""
            found = list(_WORD.finditer(text))
            tokens = [match[0] for match in found]
            return NlpArtifacts(
                entities=[],
                tokens=tokens,  # type: ignore[arg-type]  # Their positions and lengths are all that is read.
                tokens_indices=[match.start() for match in found],
                lemmas=[token.lower() for token in tokens],
                nlp_engine=self,
                language=language,
            )

        def process_batch(
            self,
            texts: Iterable[str],
            language: str,
            batch_size: int = 1,  # noqa: ARG002  # Presidio's signature.
            n_process: int = 1,  # noqa: ARG002  # Presidio's signature.
            **_: Any,
        ) -> Iterator[tuple[str, NlpArtifacts]]:
            """Yield each text with its words."""
            for text in texts:
                yield text, self.process_text(text, language)

        def is_stopword(self, word: str, language: str) -> bool:  # noqa: ARG002  # Presidio's signature.
            """Return False: every word may be a cue."""
            return False

        def is_punct(self, word: str, language: str) -> bool:  # noqa: ARG002  # Presidio's signature.
            """Return False: `process_text` gives words only."""
            return False

        def get_supported_entities(self) -> list[str]:
            """Return none: entities come from elsewhere."""
            return []

        def get_supported_languages(self) -> list[str]:
            """Return the one language of the recognizers."""
            return [_LANGUAGE]

    return WordsOnly()
