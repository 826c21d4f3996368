"""Extract: detect and match a batch of messages, with all that this needs built once for each process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from socaudit import __version__
from socaudit.config import Brand
from socaudit.detectors import ENTITY_TYPES, Detector
from socaudit.keys import Key
from socaudit.model import Analysis, Detection, Facts, Message, Role
from socaudit.nlp import Parser, categories, classifier_digest
from socaudit.placeholders import Names
from socaudit.rulepack import Rulebook, load
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.match import Extractor, Traced, value_hash
from socaudit.stages.program import Program, vocabulary

FACTS_SCHEMA = "socaudit/facts/3"
_ADDRESS_LINES = ("STREET_ADDRESS", "POSTAL_CODE", "LOCATION", "EMAIL_ADDRESS")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What detection and matching depend on: small and picklable, so that a worker process can build its own."""

    model: str
    recognizers: tuple[str, ...]
    packs: tuple[str, ...] | None
    rules: tuple[str, ...]
    brand: Brand
    key: Key
    persona: str | None = None
    roles: tuple[tuple[str, Role], ...] = ()
    placeholders: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()

    def rulebook(self) -> Rulebook:
        """Load the rules, those for the persona only if there is one."""
        paths = [Path(path) for path in self.rules]
        book = load(paths, vocabulary(ENTITY_TYPES), shipped=self.packs)
        return book.seen_by(self.persona) if self.persona else book

    def accounts(self) -> KnownAccounts:
        """Return what the configuration says of who writes."""
        return KnownAccounts.of(self.key, handles=self.brand.handles, roles=dict(self.roles))

    def worker(self, program: Program) -> Worker:
        """Build what turns messages into facts."""
        detector = Detector(model=self.model, registries=[Path(path) for path in self.recognizers])
        classifier = classifier_digest() if program.everything.labels else ""
        accounts = self.accounts()
        made_with = (FACTS_SCHEMA, __version__, program.rulebook.digest, detector.digest, classifier, accounts.digest)
        digest = hashlib.sha256("\0".join(made_with).encode()).hexdigest()
        own = own_values(self.brand, self.key)
        names = Names(dict(self.placeholders)).checked(ENTITY_TYPES)
        parser = Parser(self.model)
        return Worker(detector, Extractor(program, self.key, own, digest, parser, names, self.links, accounts))


@dataclass(frozen=True)
class Worker:
    """Detectors and rules, ready."""

    detector: Detector
    extractor: Extractor

    def facts(self, messages: Sequence[Message]) -> Iterator[Facts]:
        """Yield the facts of each message, in order."""
        begun = [self.extractor.begun(message) for message in messages]
        analyses = self._analysed(messages, [one.concern.labels for one in begun])
        yield from self.extractor.facts(begun, analyses)

    def traces(self, messages: Sequence[Message], names: Sequence[Sequence[str]]) -> Iterator[dict[str, Traced]]:
        """Yield, for each message, what the rules and signals that are named for it saw there."""
        every = [self.extractor.program.everything.labels] * len(messages)
        for message, wanted, analysis in zip(messages, names, self._analysed(messages, every), strict=True):
            yield {name: self.extractor.trace(message, analysis, name) for name in wanted}

    def _analysed(self, messages: Sequence[Message], labels: Sequence[frozenset[str]]) -> list[Analysis]:
        """Return what the detectors find in each message, and which labels of those asked for its sentences carry."""
        texts = [
            (index, field, seen.text)
            for index, message in enumerate(messages)
            for field, seen in self.extractor.seen(message).items()
            if not field.startswith("links") or _may_carry_data(seen.text)
        ]
        found = [Analysis(self._profile(message), {}) for message in messages]
        detected = self.detector.detect([text for _, _, text in texts])
        for (index, field, _), detections in zip(texts, detected, strict=True):
            found[index].detections[field] = detections
        said = [each for each in texts if labels[each[0]] and not each[1].startswith("links")]
        if said:
            classified = categories([text for _, _, text in said], [labels[index] for index, _, _ in said])
            for (index, field, _), some in zip(said, classified, strict=True):
                found[index].categories[field] = some
        return found

    def _profile(self, message: Message) -> dict[str, tuple[Detection, ...]]:
        author = message.author
        if author is None:
            return {}
        return dict(self.detector.profile(author.name, author.handle, author.location))


def _may_carry_data(link: str) -> bool:
    """Tell whether a link can hold personal data: a path is a name of a page, a query may be a form."""
    return "?" in link or "@" in link


def own_values(brand: Brand, key: Key) -> frozenset[str]:
    """Return the hashes of the brand's own phone numbers, addresses and names, whole and by their lines."""
    own = {value_hash(key, "PHONE_NUMBER", phone) for phone in brand.phones}
    own |= {value_hash(key, "PERSON", name) for name in brand.names}
    own |= {value_hash(key, "ONLINE_HANDLE", handle) for handle in brand.all_handles}
    for address in brand.addresses:
        lines = [line.split() for line in (address, *address.split(",")) if line.strip()]
        own |= {value_hash(key, kind, " ".join(line)) for line in lines for kind in _ADDRESS_LINES}
        # "Kendal LA31 9KB": a postcode shares its line with the town.
        own |= {value_hash(key, "POSTAL_CODE", " ".join(line[-words:])) for line in lines for words in (1, 2)}
    return frozenset(own)
