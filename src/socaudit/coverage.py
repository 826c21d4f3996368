"""Coverage: every record that was read is scanned, skipped, failed or a duplicate, and the sums show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from socaudit.model import (
    WITHHELD,
    Coverage,
    Failed,
    InputCoverage,
    Kind,
    Message,
    Note,
    NotEvaluated,
    Opened,
    ReadEvent,
    Skipped,
    Turn,
    Visibility,
)

# An input with thousands of broken lines names the first of them; the count tells the rest.
_MOST_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Scope:
    """Which messages a scan looks at; times are aware, a message without one is always looked at."""

    visibility: frozenset[Visibility]
    since: datetime | None = None
    until: datetime | None = None

    def excludes(self, message: Message) -> str | None:
        """Return why a message is left out, as a slug, or None."""
        if message.visibility not in self.visibility:
            return str(message.visibility)
        at = message.created_at
        if at is not None and self.since is not None and at < self.since:
            return "before_since"
        if at is not None and self.until is not None and at >= self.until:
            return "after_until"
        return None


@dataclass
class _Entry:
    opened: Opened
    read: int = 0
    scanned: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    duplicates: int = 0
    unseen: int = 0
    withheld: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Seen:
    """Tells messages that were read before from versions of them, which exports made at different times hold."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], int] = {}
        self._changed: dict[tuple[str, str], datetime] = {}

    def first(self, message: Message) -> Message | None:
        """Return a message that was not read before, a version under an id of its own; None for a duplicate."""
        identity = message.network, message.id
        changed = _changed(message)
        if identity not in self._texts:
            self._texts[identity] = hash(message.text)
            if changed is not None:
                self._changed[identity] = changed
            return message
        # Copies may differ without an edit: one export cuts texts, another knows the title of a thread.
        edited = self._texts[identity] != hash(message.text) and self._changed.get(identity) != changed
        when = changed or message.created_at
        if not edited or when is None:
            return None
        version = f"{message.id}#{when:%Y%m%dT%H%M%SZ}"
        return self.first(
            replace(
                message, id=version, version_of=message.version_of or message.id, root_id=message.root_id or message.id
            )
        )


def _changed(message: Message) -> datetime | None:
    """Return when a message was changed, if it was; the sites for reviews date a reply by its last change."""
    return message.edited_at or (message.created_at if message.kind is Kind.REVIEW_REPLY else None)


class Ledger:
    """Counts what becomes of every record while the messages to be scanned flow through."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._entries: list[_Entry] = []
        self._seen = Seen()

    def admit(self, events: Iterable[ReadEvent]) -> Iterator[Message]:
        """Yield the messages that are to be scanned, each once, and book everything else."""
        for event in events:
            if isinstance(event, Opened):
                self._entries.append(_Entry(event))
                continue
            entry = self._entries[-1]
            match event:
                case Note(text):
                    entry.notes.append(text)
                case Skipped(reason):
                    entry.read += 1
                    entry.skipped[reason] += 1
                case Failed(reason, source):
                    entry.read += 1
                    entry.failed += 1
                    if len(entry.errors) < _MOST_ERRORS:
                        entry.errors.append(f"{source}: {reason}")
                case Message():
                    entry.read += 1
                    message = self._seen.first(event)
                    if message is None:
                        entry.duplicates += 1
                    elif self._admitted(message, entry):
                        entry.scanned += 1
                        yield message

    def coverage(self, turns: Sequence[Turn], not_evaluated: Sequence[NotEvaluated]) -> Coverage:
        """Return what was covered, now that threads and roles are known."""
        times = [turn.facts.created_at for turn in turns if turn.facts.created_at]
        general = [NotEvaluated(None, reason, count) for reason, count in sorted(_unread(turns).items()) if count]
        return Coverage(
            inputs=tuple(_input(entry) for entry in self._entries),
            roles=dict(sorted(Counter(str(turn.role) for turn in turns).items())),
            role_bases=dict(sorted(Counter(turn.role_basis for turn in turns).items())),
            threads=len({(turn.facts.network, turn.thread_id) for turn in turns}),
            first=min(times, default=None),
            last=max(times, default=None),
            not_evaluated=(*general, *not_evaluated),
        )

    def _admitted(self, message: Message, entry: _Entry) -> bool:
        reason = self._scope.excludes(message)
        if reason is not None:
            entry.skipped[reason] += 1
            return False
        entry.unseen += message.visibility is Visibility.UNKNOWN
        if message.visibility in WITHHELD:
            entry.withheld[message.visibility] += 1
        return True


def _input(entry: _Entry) -> InputCoverage:
    source = entry.opened.source
    notes = list(entry.notes)
    if entry.unseen:
        notes.append(f"{entry.unseen} messages do not say who can read them; scanned as if public")
    if entry.withheld:
        counts = ", ".join(f"{visibility} {count}" for visibility, count in sorted(entry.withheld.items()))
        notes.append(f"messages that are not public, scanned because that was asked for: {counts}")
    return InputCoverage(
        path=source.path,
        member=source.member,
        format=entry.opened.format,
        read=entry.read,
        scanned=entry.scanned,
        skipped=dict(sorted(entry.skipped.items())),
        failed=entry.failed,
        duplicates=entry.duplicates,
        errors=tuple(entry.errors),
        notes=tuple(notes),
    )


def _unread(turns: Iterable[Turn]) -> Counter[str]:
    """Count what no rule can see: other languages, and pictures that nobody described."""
    unread: Counter[str] = Counter()
    for turn in turns:
        language = (turn.facts.lang or "en").casefold()
        # X's own codes for "no language" and for tests of it are no foreign language.
        unread["language"] += not language.startswith("en") and language not in {
            "und",
            "qme",
            "zxx",
            "art",
            "qst",
        }
        unread["picture_without_description"] += turn.facts.undescribed_media
    return unread
