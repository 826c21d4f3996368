"""Match: a message and its detections become Facts; after this stage the text is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from socaudit.detectors import normalise, parts
from socaudit.folding import fold
from socaudit.keys import Key
from socaudit.model import Account, Analysis, Author, Detection, Facts, Hit, Kind, Match, Message, Placeholder, Value
from socaudit.nlp import NO_PARSER, Parser
from socaudit.placeholders import Names, blanked, placeholders
from socaudit.selectors import Found, View
from socaudit.stages.accounts import KnownAccounts, account_key, handle_key
from socaudit.stages.deadlines import latest_deadline
from socaudit.stages.masking import Evidence, excerpts
from socaudit.stages.matcher import Held
from socaudit.stages.program import Concern, Program
from socaudit.stages.questions import question
from socaudit.stages.sentences import in_sentences
from socaudit.stages.wording import signature, signature_key

# Shown for a sentence that tells a secret.
WHOLE = "[SENTENCE]"
_UNTOLD = Evidence(WHOLE, (0, len(WHOLE)), WHOLE)
FieldTexts = Sequence[tuple[str, str]]
_HANDLE_EDGE = " \t\n.,:;!?()[]\"'"


def fields(message: Message) -> list[tuple[str, str]]:
    """Return what is read of a message, as `(field, text)`: text, alternative texts, link targets."""
    found = [("text", message.text)]
    found += [(f"alt_texts.{i}", alt) for i, alt in enumerate(message.alt_texts) if alt]
    found += [(f"links.{i}", link) for i, link in enumerate(message.links) if link]
    return found


def profile_fields(author: Author | None) -> dict[str, str]:
    """Return the author's profile texts by field."""
    if author is None:
        return {}
    texts = {
        "author.name": author.name,
        "author.handle": author.handle,
        "author.location": author.location,
    }
    return {field: text for field, text in texts.items() if text}


def bare_facts(message: Message, key: Key) -> Facts:
    """Return the facts of a message that need no detectors and no rules."""
    author = message.author
    account = None
    if author is not None:
        account = Account(account_key(key, message.network, author), author.handle, author.verified)
    return Facts(
        id=message.id,
        network=message.network,
        source=message.source,
        account=account,
        parent_id=message.parent_id,
        root_id=message.root_id,
        parent_state=message.parent_state,
        kind=message.kind,
        known_role=message.role,
        known_role_basis=message.role_basis,
        visibility=message.visibility,
        created_at=message.created_at,
        edited_at=message.edited_at,
        deleted_at=message.deleted_at,
        lang=message.lang,
        permalink=message.permalink,
        version_of=message.version_of,
        undescribed_media=sum(alt is None for alt in message.alt_texts),
        values=(),
        matches=(),
        addressed=tuple(_addressed(message.text, key)),
        text_hash=text_hash(key, message),
        made_with="",
        layout=message.layout,
        suppressions=message.suppressions,
    )


def text_hash(key: Key, message: Message) -> str:
    """Return the keyed hash by which a changed source is noticed, in whatever field it has changed."""
    texts = [*fields(message), *profile_fields(message.author).items()]
    return key.hash("text", "\0".join(part for pair in texts for part in pair))


def _addressed(text: str, key: Key) -> Iterator[str]:
    for word in text.split():
        handle = word.strip(_HANDLE_EDGE)
        if handle.startswith("@") and len(handle) > 1:
            yield handle_key(key, handle)


@dataclass(frozen=True, slots=True)
class Traced:
    """What a rule or signal saw in a message: `(selector, masked text, guards that dropped it)`, and what it lacks."""

    hits: tuple[tuple[str, str, tuple[str, ...]], ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A field as detectors and rules see it: in a template, blanks stand for what is filled in."""

    text: str
    placeholders: tuple[Placeholder, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """A message that nobody has read yet: the facts that need no reading, and the rules that can be about it."""

    message: Message
    facts: Facts
    concern: Concern


@dataclass(frozen=True)
class Extractor:
    """Makes Facts of messages.

    `own` holds the hashes of the brand's own values, which are never findings; `made_with` is the digest
    of schema, packs and detectors; `parser` serves the rules that ask how words hang together, `names` tell what the
    placeholders of templates publish; `own_hosts` are those that the company may link to. Rules for another side than
    the one that writes, by the configuration's `accounts` or by the export, are not matched.
    """

    program: Program
    key: Key
    own: frozenset[str]
    made_with: str
    parser: Parser = NO_PARSER
    names: Names = field(default_factory=Names)
    own_hosts: tuple[str, ...] = ()
    accounts: KnownAccounts = field(default_factory=KnownAccounts)

    def begun(self, message: Message) -> Begun:
        """Return a message with what can be about it."""
        facts = bare_facts(message, self.key)
        return Begun(message, facts, self.program.concern(facts, self.accounts.possible(facts)))

    def seen(self, message: Message) -> dict[str, Seen]:
        """Return what is read of a message, by field."""
        if message.kind is not Kind.TEMPLATE:
            return {field: Seen(text) for field, text in fields(message)}
        found = {name: (text, placeholders(text, self.names)) for name, text in fields(message)}
        return {name: Seen(blanked(text, filled), filled) for name, (text, filled) in found.items()}

    def facts(self, messages: Sequence[Begun], analyses: Sequence[Analysis]) -> Iterator[Facts]:
        """Yield all that later stages may know of each message, as read and analysed."""
        seen = [self._views(begun.message, analysis) for begun, analysis in zip(messages, analyses, strict=True)]
        held = self.program.run([(views, begun.concern) for (_, views), begun in zip(seen, messages, strict=True)])
        for begun, (texts, views), found in zip(messages, seen, held, strict=True):
            yield self._facts(begun, texts, views, self._matches(found, texts, views))

    def _facts(
        self, begun: Begun, texts: Mapping[str, str], views: Sequence[View], matches: tuple[Match, ...]
    ) -> Facts:
        message = begun.message
        return replace(
            begun.facts,
            values=tuple(value for view in views for value in view.values),
            matches=in_sentences(matches, texts, self.key) if message.kind is Kind.TEMPLATE else matches,
            made_with=self.made_with,
            wording=self._wording(blanked(message.text, views[0].placeholders), views[0]),
            question=self._question(message.text),
            due=self._due(message, views[0]),
        )

    def _due(self, message: Message, view: View) -> datetime | None:
        return latest_deadline(view.folded.text, message.created_at) if "due" in self.program.keeps else None

    def _wording(self, text: str, view: View) -> str:
        return signature(text, view.values, self._signature_key) if "wording" in self.program.keeps else ""

    def _question(self, text: str) -> str:
        return question(text, self._signature_key) if "question" in self.program.keeps else ""

    @cached_property
    def _signature_key(self) -> bytes:
        return signature_key(self.key)

    def trace(self, message: Message, analysis: Analysis, name: str) -> Traced:
        """Return what one rule or signal saw in a message, masked; for authors of rules."""
        texts, views = self._views(message, analysis)
        trace = self.program.trace(name, views)
        shown = excerpts(texts, [value for view in views for value in view.values])
        return Traced(
            tuple(
                (
                    local,
                    self._hit(local, view, span, texts[view.field], shown(view.field, span.start, span.end)).masked,
                    guards,
                )
                for local, view, span, guards in trace.spans
            ),
            trace.lacks,
        )

    def _views(self, message: Message, analysis: Analysis) -> tuple[dict[str, str], list[View]]:
        texts = dict([*fields(message), *profile_fields(message.author).items()])
        values = {field: self._values(field, text, analysis.detections.get(field, ())) for field, text in texts.items()}
        seen = self.seen(message)
        profile = [View(field, fold(texts[field]), values[field], self.parser) for field in texts if field not in seen]
        told = [
            View(
                field,
                fold(shown.text),
                values[field],
                self.parser,
                shown.placeholders,
                message.network,
                self.own_hosts,
                analysis.categories.get(field, ()),
            )
            for field, shown in seen.items()
        ]
        return texts, told + profile

    def _values(self, field: str, text: str, detections: Sequence[Detection]) -> tuple[Value, ...]:
        return tuple(self._value(field, text[found.start : found.end], found) for found in detections)

    def _value(self, field: str, text: str, found: Detection) -> Value:
        digest, hashed = self._hashes(found.entity_type, text)
        return Value(
            entity_type=found.entity_type,
            field=field,
            start=found.start,
            end=found.end,
            score=found.score,
            recognizer=found.recognizer,
            hash=digest,
            parts=hashed,
            brand_own=digest in self.own,
        )

    def _hashes(self, entity_type: str, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        return value_hash(self.key, entity_type, text), tuple(
            (kind, self.key.hash(f"part {kind}", part)) for kind, part in parts(entity_type, text)
        )

    def _matches(self, found: Sequence[Held], texts: Mapping[str, str], views: Sequence[View]) -> tuple[Match, ...]:
        if not found:
            return ()
        shown = excerpts(texts, [value for view in views for value in view.values])

        def hits(held: Held) -> Iterator[Hit]:
            for name, view, span in held.hits:
                yield self._hit(name, view, span, texts[view.field], shown(view.field, span.start, span.end))

        return tuple(Match(held.name, tuple(hits(held)), held.lowered, held.unjudged, held.against) for held in found)

    def _hit(self, name: str, view: View, span: Found, text: str, evidence: Evidence) -> Hit:
        if span.secret:
            evidence = _UNTOLD
        found = span.placeholder or span.value
        return Hit(
            selector=name,
            field=view.field,
            start=span.start,
            end=span.end,
            hash=self._hit_hash(view, span, text),
            masked=evidence.hit,
            evidence=evidence.text,
            marked=evidence.marked,
            entity_type=found.entity_type if found else None,
            parts=span.value.parts if span.value else (),
            note=span.placeholder.fault if span.placeholder else span.note,
        )

    def _hit_hash(self, view: View, span: Found, text: str) -> str:
        if span.placeholder is not None:
            return self.key.hash("placeholder", text[span.start : span.end])
        if span.value is not None:
            return span.value.hash
        return self.key.hash("said", span.meant or " ".join(view.folded.text[slice(*span.folded)].casefold().split()))


def value_hash(key: Key, entity_type: str, text: str) -> str:
    """Return the keyed hash of a value; the type does not enter, since one value can be seen as two types."""
    return key.hash("value", normalise(entity_type, text))
