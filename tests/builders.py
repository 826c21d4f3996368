"""Small values for tests: messages, facts, turns, steps, and rulebooks of a few lines of YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from socaudit.correlations import Fired, Group, Step, Unjudged
from socaudit.detectors import ENTITY_TYPES
from socaudit.keys import Key
from socaudit.model import Author, Detection, Facts, Hit, Match, Message, Role, Source, Turn, Visibility
from socaudit.rulepack import Rulebook, load
from socaudit.stages.accounts import KnownAccounts
from socaudit.stages.extract import Worker
from socaudit.stages.link import link
from socaudit.stages.match import Extractor, bare_facts
from socaudit.stages.program import Program, vocabulary

KEY = Key(b"a key for tests only", "tests")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HEAD = "schema: socaudit/1\npack: {id: mine, version: '1', title: My own rules}\n"


def at(hours: float) -> datetime:
    """Return the time so many hours after the start."""
    return START + timedelta(hours=hours)


def message(identity: str = "1", text: str = "", *, hours: float | None = 0, **changes: Any) -> Message:
    """Return a public message; `by` is its author's handle."""
    by = changes.pop("by", "sam_r")
    values: dict[str, Any] = {
        "source": Source("export.ndjson", "neutral", line=1),
        "network": "x",
        "author": Author(by, by) if by else None,
        "visibility": Visibility.PUBLIC,
        "created_at": None if hours is None else at(hours),
    }
    return Message(identity, text, **(values | changes))


def facts(identity: str = "1", *, hours: float | None = 0, **changes: Any) -> Facts:
    """Return the facts of a message without detections."""
    return bare_facts(message(identity, hours=hours, **changes), KEY)


def hit(selector: str = "said", **changes: Any) -> Hit:
    """Return a hit in the text."""
    values: dict[str, Any] = {
        "field": "text",
        "start": 0,
        "end": 4,
        "hash": "h",
        "masked": "said",
        "evidence": "said so",
        "marked": (0, 4),
    }
    return Hit(selector, **(values | changes))


def step(identity: str, *names: str, hours: float | None = 0, hits: Sequence[Hit] = (), **changes: Any) -> Step:
    """Return a step in which the named signals hold."""
    role = changes.pop("role", Role.CUSTOMER)
    turn = Turn(facts(identity, hours=hours, **changes), "t", role, "test", parent_missing=False, opener=True)
    return Step(turn, {name: Match(name, tuple(hits) or (hit(),)) for name in names})


def group(*steps: Step, ends: float | None = None) -> Group:
    """Return a group; `ends` is the hour at which every network ends."""
    networks = {s.turn.facts.network for s in steps}
    last = max((s.at for s in steps if s.at), default=START)
    return Group(steps, dict.fromkeys(networks, at(ends) if ends is not None else last))


def fired(outcomes: Iterator[Fired | Unjudged]) -> list[Fired]:
    """Return what fired, none of it unjudged."""
    found = list(outcomes)
    assert all(isinstance(outcome, Fired) for outcome in found)
    return [outcome for outcome in found if isinstance(outcome, Fired)]


def shown(outcome: Fired) -> list[tuple[str, str]]:
    """Return the evidence as `(message id, name)`."""
    return [(found.turn.facts.id, name) for found, name in outcome.evidence]


def rulebook(folder: Path, text: str) -> Rulebook:
    """Load one pack of one's own from what follows its head."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "pack.yaml"
    path.write_text(HEAD + dedent(text), encoding="utf-8")
    return load([path], vocabulary(ENTITY_TYPES), shipped=())


def rule(match: str | None = "{said: {regex: 'our fault'}}", *, number: Any = 1, **changes: Any) -> str:
    """Return the YAML of a rule as a list item; None leaves a key out."""
    keys: dict[str, str | None] = {
        "id": f"MY-ADM-{number:03}",
        "title": "A rule of my own",
        "scope": "message",
        "severity": "low",
        "confidence": "medium",
        "risk": "admission_fault",
        "match": match,
        "message": "It says so",
        "why": "It can be used",
        "fix": "Word it otherwise",
    }
    keys |= changes
    keys["message"] = json.dumps(keys["message"])
    lines = [f"{key}: {value}" for key, value in keys.items() if value is not None]
    return "- " + indent("\n".join(lines), "  ").lstrip() + "\n"


class Words:
    """A detector that finds fixed words, each as its type; the model is not the point of most tests."""

    digest = "words"

    def __init__(self, types: Mapping[str, str]) -> None:
        self._types = types

    def detect(self, texts: Sequence[str]) -> Iterator[tuple[Detection, ...]]:
        """Yield every place of every word."""
        for text in texts:
            yield tuple(self._find(text))

    def profile(self, name: str | None, handle: str | None, location: str | None) -> dict[str, Any]:
        """Return the words in a profile."""
        fields = {"author.name": name, "author.handle": handle, "author.location": location}
        found = {field: tuple(self._find(text or "")) for field, text in fields.items()}
        return {field: detections for field, detections in found.items() if detections}

    def _find(self, text: str) -> Iterator[Detection]:
        for word, entity_type in self._types.items():
            start = text.find(word)
            while start >= 0:
                yield Detection(entity_type, start, start + len(word), 0.9, "words")
                start = text.find(word, start + 1)


def worker(program: Program, types: Mapping[str, str], *, key: Key = KEY, own: frozenset[str] = frozenset()) -> Worker:
    """Return a worker whose detector finds fixed words."""
    return Worker(Words(types), Extractor(program, key, own, "test"))  # type: ignore[arg-type]


def turns(
    program: Program,
    messages: Sequence[Message],
    *,
    types: Mapping[str, str] | None = None,
    brand: str = "acme",
    key: Key = KEY,
) -> list[Turn]:
    """Return linked turns of messages, `brand` being the company's handle."""
    known = KnownAccounts.of(key, handles={"*": [brand]}, roles={})
    return link(list(worker(program, types or {}, key=key).facts(messages)), known)
