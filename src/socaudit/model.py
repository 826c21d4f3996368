"""Values that travel along the line; nothing here reads, computes or prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

TEXT_FIELD = "text"
# A type for rules only: the one bare value of a short message.
CANDIDATE = "CANDIDATE"
# What a placeholder publishes, where it is no entity type.
SAFE, RECORD, UNKNOWN, BROKEN = "safe", "record", "unknown", "broken"
PLACEHOLDER_KINDS = frozenset({SAFE, RECORD, UNKNOWN, BROKEN})
PROFILE_FIELDS = ("author.name", "author.handle", "author.location")


class Role(StrEnum):
    """Who speaks: the company, the customer it is about, somebody else, or nobody knows."""

    BRAND = "brand"
    CUSTOMER = "customer"
    THIRD_PARTY = "third_party"
    UNKNOWN = "unknown"


class Visibility(StrEnum):
    """Who can read a message on its network."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    FOLLOWERS = "followers"
    DIRECT = "direct"
    INTERNAL = "internal"
    UNKNOWN = "unknown"


# Not for the public: what is said there is known to the two sides only.
PRIVATE = frozenset({Visibility.DIRECT, Visibility.INTERNAL})
# Scanned only where that is asked for.
WITHHELD = PRIVATE | {Visibility.FOLLOWERS}


class Kind(StrEnum):
    """What sort of message it is on its network."""

    POST = "post"
    REPLY = "reply"
    COMMENT = "comment"
    REVIEW = "review"
    REVIEW_REPLY = "review_reply"
    REPOST = "repost"
    QUOTE = "quote"
    TEMPLATE = "template"
    NOTE = "note"


class ParentState(StrEnum):
    """What the export says of the message that this one answers."""

    PRESENT = "present"
    MISSING = "missing"
    DELETED = "deleted"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


class MessageState(StrEnum):
    """What became of a message: its author edited it and this is the new wording, or the old one; it was deleted."""

    EDITED = "edited"
    REPLACED = "replaced"
    DELETED = "deleted"


class Severity(StrEnum):
    """Harm if the finding is true, in rising order."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Return the place in rising order, 0 for info."""
        return list(Severity).index(self)


class Confidence(StrEnum):
    """Chance that the finding is true, in rising order."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Return the place in rising order, 0 for low."""
        return list(Confidence).index(self)


class Scope(StrEnum):
    """What a rule looks at."""

    MESSAGE = "message"
    THREAD = "thread"
    AUTHOR = "author"
    ARCHIVE = "archive"
    TEMPLATE = "template"


class Origin(StrEnum):
    """Who put a value into a thread first, seen from the message that holds it."""

    SELF = "self"
    BRAND_NEW = "brand_new"
    BRAND_ECHO = "brand_echo"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a message stands: file, archive member, and line (1-based) or JSON pointer."""

    path: str
    format: str
    member: str | None = None
    line: int | None = None
    pointer: str | None = None

    def __str__(self) -> str:
        """Return ``path!member:line`` (or ``#pointer``) as far as known."""
        place = self.path if self.member is None else f"{self.path}!{self.member}"
        if self.line is not None:
            return f"{place}:{self.line}"
        return place if self.pointer is None else f"{place}#{self.pointer}"


@dataclass(frozen=True, slots=True)
class Author:
    """An account as its network shows it; `id` is the handle where the export has no id."""

    id: str
    handle: str | None = None
    name: str | None = None
    location: str | None = None
    verified: bool | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an offset of a message's field stands in its source file; lines and columns count from 1, in code points.

    From one anchor to the next, columns run on. Where two share an offset, what lies before it ends at the first, and
    what follows it begins at the second: between them the source holds what the text does not, such as a tag.
    """

    offset: int
    line: int
    column: int
    field: str = TEXT_FIELD


@dataclass(frozen=True, slots=True)
class Suppression:
    """What the writer of a template has decided about findings in it, as it stands in the source in `line`.

    `fault` says why it counts for nothing.
    """

    line: int
    rules: tuple[str, ...]
    reason: str
    until: date | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One post, reply, review, review reply or template, as read.

    `text` is plain, whole and unescaped. Times are aware UTC datetimes. `role` is what the *format*
    knows (None where it knows nothing); the archive decides the rest later. `alt_texts` holds one entry
    for each picture or video, None where it has no description. `links` holds the targets. `layout` tells where
    the text stands in its file, by field and offset; empty where the format does not let it be known. `suppressions`
    are what a template says of findings in it.
    """

    id: str
    text: str
    source: Source
    network: str = "unknown"
    parent_id: str | None = None
    root_id: str | None = None
    parent_state: ParentState = ParentState.UNKNOWN
    kind: Kind = Kind.POST
    author: Author | None = None
    role: Role | None = None
    role_basis: str | None = None
    visibility: Visibility = Visibility.UNKNOWN
    created_at: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    lang: str | None = None
    links: tuple[str, ...] = ()
    alt_texts: tuple[str | None, ...] = ()
    version_of: str | None = None
    permalink: str | None = None
    text_fixes: tuple[str, ...] = ()
    layout: tuple[Anchor, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that was read and deliberately left out; `reason` is a slug such as `repost`."""

    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Failed:
    """A record, or the rest of a file, that could not be read: makes the scan incomplete."""

    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Note:
    """Something about an input that the report must say, such as fields that nobody understood."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Opened:
    """The start of one input; `format` is None where no reader knows the file."""

    source: Source
    format: str | None


ReadEvent: TypeAlias = Message | Skipped | Failed | Note | Opened


@dataclass(frozen=True, slots=True)
class Detection:
    """A span of personal data in one text: code-point offsets, score 0 to 1, Presidio's words."""

    entity_type: str
    start: int
    end: int
    score: float
    recognizer: str


@dataclass(frozen=True, slots=True)
class Category:
    """What the sentence from `start` to `end` (code points) says, and how sure the classifier is of it (0 to 1)."""

    label: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in a message, by field (those of the profile included): personal data, and what sentences say."""

    detections: dict[str, tuple[Detection, ...]] = field(default_factory=dict)
    categories: dict[str, tuple[Category, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A span of a template that is filled in before it is sent: code-point offsets, and what will stand there.

    `kind` is an entity type, `safe` (nothing personal), `record` (what the customer wrote or what their record says),
    `unknown` or `broken`; `fault` says what is wrong with a broken one.
    """

    start: int
    end: int
    syntax: str
    name: str
    kind: str
    fault: str = ""

    @property
    def entity_type(self) -> str | None:
        """Return the entity type of what it publishes, None where that is none."""
        return None if self.kind in PLACEHOLDER_KINDS else self.kind


@dataclass(frozen=True, slots=True)
class Value:
    """A detection without its text: keyed hashes of the normalised value and of its parts."""

    entity_type: str
    field: str
    start: int
    end: int
    score: float
    recognizer: str
    hash: str
    parts: tuple[tuple[str, str], ...] = ()
    brand_own: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A span that a selector matched in one field; `masked` and `evidence` hold no value in clear.

    `hash` is the keyed hash of the value (entities) or of the folded text matched. `evidence` is the
    masked text around the hit, `marked` the hit's place in it. `note` says more of it, where its selector knows more;
    `sentence` is the keyed hash of the sentence that it stands in, in templates only.
    """

    selector: str
    field: str
    start: int
    end: int
    hash: str
    masked: str
    evidence: str
    marked: tuple[int, int]
    entity_type: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    note: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule or signal whose condition held in one message, with the hits that made it hold.

    `unjudged` is a slug such as `no_parser` where nobody can tell whether it held.
    `against` names the selectors that hit although the condition wants them absent: without some of the hits it may
    no longer hold.
    """

    name: str
    hits: tuple[Hit, ...]
    lowered: bool = False
    unjudged: str | None = None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What later stages may know of an author: a keyed pseudonym, the handle, what the network verified."""

    key: str
    handle: str | None
    verified: bool | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that later stages may know of a message. No text.

    `values` are its detections (profile fields included), `text_hash` lets `--show-values` see whether a
    source has changed, `made_with` is the digest of schema, packs and detectors that produced these facts. `wording` is
    a keyed MinHash of what was said (empty: too short, or no rule asks), `question` keyed hashes of the words that a
    question is about (likewise), `due` the latest time that a text names,
    `layout` where the text stands in its file, `suppressions` what its writer has decided about findings in it.
    """

    id: str
    network: str
    source: Source
    account: Account | None
    parent_id: str | None
    root_id: str | None
    parent_state: ParentState
    kind: Kind
    known_role: Role | None
    known_role_basis: str | None
    visibility: Visibility
    created_at: datetime | None
    edited_at: datetime | None
    deleted_at: datetime | None
    lang: str | None
    permalink: str | None
    version_of: str | None
    undescribed_media: int
    values: tuple[Value, ...]
    matches: tuple[Match, ...]
    addressed: tuple[str, ...]
    text_hash: str
    made_with: str
    wording: str = ""
    question: str = ""
    due: datetime | None = None
    layout: tuple[Anchor, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A message's facts with their place: the thread, the role and what the role rests on, and what became of it."""

    facts: Facts
    thread_id: str
    role: Role
    role_basis: str
    parent_missing: bool
    opener: bool
    state: MessageState | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A span in a source file: lines and columns (in code points) count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Location:
    """One place in one message that supports a finding; offsets are code points of `field`.

    `value_hash` is the keyed hash of the value there, empty where it is no detected value. `region` is the place in
    the source file, where its format lets it be known. `state` is what became of the message since, if that is known.
    """

    network: str
    message_id: str
    field: str
    start: int
    end: int
    entity_type: str | None
    masked: str
    evidence: str
    marked: tuple[int, int]
    role: Role
    speaker: str
    created_at: datetime | None
    permalink: str | None
    source: Source
    text_hash: str
    value_hash: str = ""
    region: Region | None = None
    state: MessageState | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a finding is about: `label` is a pseudonym, a brand or a suspect's handle, a thread."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired."""

    fingerprint: str
    rule_id: str
    risk: str
    severity: Severity
    confidence: Confidence
    scope: Scope
    subject: Subject
    message: str
    fix: str
    thread_id: str | None
    created_at: datetime | None
    locations: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """How often a rule (None: every rule) could not be judged, and why."""

    rule_id: str | None
    reason: str
    count: int


class DispositionState(StrEnum):
    """What came of a disposition: it set findings aside, fitted none, or has expired."""

    APPLIED = "applied"
    UNUSED = "unused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class DispositionUse:
    """A disposition in one run: where it is written, and how many findings it fits.

    `note` says why it cannot fit any, where that is known.
    """

    place: str
    rules: tuple[str, ...]
    reason: str
    until: date | None
    state: DispositionState
    findings: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class InputCoverage:
    """What became of one input; the counts add up: read = scanned + skipped + failed + duplicates."""

    path: str
    member: str | None
    format: str | None
    read: int = 0
    scanned: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    failed: int = 0
    duplicates: int = 0
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read, skipped, failed and not evaluated, by input and in all.

    `hidden` counts the findings that the persona does not show.
    """

    inputs: tuple[InputCoverage, ...]
    roles: dict[str, int]
    role_bases: dict[str, int]
    threads: int
    first: datetime | None
    last: datetime | None
    not_evaluated: tuple[NotEvaluated, ...]
    dispositions: tuple[DispositionUse, ...] = ()
    hidden: int = 0

    @property
    def read(self) -> int:
        """Return how many records were read in all."""
        return sum(i.read for i in self.inputs)

    @property
    def scanned(self) -> int:
        """Return how many messages were scanned in all."""
        return sum(i.scanned for i in self.inputs)

    @property
    def failed(self) -> int:
        """Return how many records could not be read in all."""
        return sum(i.failed for i in self.inputs)

    @property
    def duplicates(self) -> int:
        """Return how many records repeated a message that had been read already."""
        return sum(i.duplicates for i in self.inputs)

    @property
    def skipped(self) -> dict[str, int]:
        """Return how many records were left out, by reason."""
        total: dict[str, int] = {}
        for entry in self.inputs:
            for reason, count in entry.skipped.items():
                total[reason] = total.get(reason, 0) + count
        return dict(sorted(total.items()))

    @property
    def complete(self) -> bool:
        """Return whether everything that was recognised could be read."""
        return not any(entry.failed or entry.errors for entry in self.inputs)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A rewrite of what a finding points to that is safe without looking: `pattern` (RE2) becomes `to`.

    `after` must match what stands before it, `formats` are those of the source (empty: all).
    """

    pattern: str
    to: str
    after: str = ""
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a report says of a rule that fired or was not evaluated; only verified references.

    `rewrites` are what `lint --fix` does about its findings, the first that fits.
    """

    id: str
    rev: int
    pack: str
    title: str
    risk: str
    risk_title: str
    family: str
    severity: Severity
    confidence: Confidence
    scope: Scope
    why: str
    fix: str
    refs: tuple[str, ...]
    rewrites: tuple[Rewrite, ...] = ()


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One summand of an exposure score: so many points for this risk, from so many findings."""

    risk: str
    points: float
    findings: int


@dataclass(frozen=True, slots=True)
class Check:
    """A question by which a call centre makes sure who is calling, and the public posts that answer it."""

    question: str
    places: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """How long a post that a stranger could use stood without the company's reply, and who else spoke meanwhile.

    `seen_until` is when the company replied, or where it did not, when the export ends.
    """

    network: str
    thread_id: str
    message_id: str
    opened_at: datetime
    answered_at: datetime | None
    seen_until: datetime
    others: tuple[str, ...]

    @property
    def length(self) -> timedelta:
        """Return how long the window stood open, as far as the export tells."""
        return self.seen_until - self.opened_at


@dataclass(frozen=True, slots=True)
class Person:
    """What the posts of one person let strangers do: which checks to pass, and when to be first to answer."""

    checks: tuple[Check, ...]
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How exposed a thread is, or the archive; `score` is the sum of `parts` and never falls with more evidence."""

    score: float
    worst: Severity
    parts: tuple[ScorePart, ...]
    network: str | None = None
    thread_id: str | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """How exposed one person is; `score` is the sum of `parts` and never falls when evidence is added.

    `checks` are what a stranger could now answer in the person's place, `windows` when a false agent could have.
    """

    subject: str
    score: float
    worst: Severity
    parts: tuple[ScorePart, ...]
    threads: int
    entity_types: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The run's own data: the only part of a report that differs between two runs on the same input."""

    id: str
    started_at: datetime
    finished_at: datetime
    version: str
    engine: str
    model: str
    packs: tuple[tuple[str, str, str], ...]
    key_id: str
    persona: str = "regular"


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, coverage and run data: all that reporters and the store ever see."""

    run: RunInfo
    coverage: Coverage
    rules: tuple[RuleInfo, ...]
    findings: tuple[Finding, ...]
    exposure: tuple[Exposure, ...]
    threads: tuple[Score, ...] = ()
    archive: Score | None = None
