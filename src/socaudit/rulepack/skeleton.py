"""A rule to start from: a file that loads, passes its own transcripts, and says what to put where."""

from __future__ import annotations

from pathlib import Path

import yaml

from socaudit.rulepack.source import DocumentError, read

_VERSION, _TITLE = "0.1.0", "Rules of our own"
_SKELETON = """\
schema: socaudit/1
pack: {head}

rules:
- id: {id}
  title: The company promises a call back           # what a reader without law or code understands
  scope: message                                    # message; thread, author and archive take 'correlate' instead
  severity: medium                                  # harm if it is true: info, low, medium, high, critical
  confidence: medium                                # chance that it is true: low, medium, high
  risk: promise_unkept                              # a word of the risk vocabulary
  where: {{role: brand}}                              # whose messages
  match:
    promise: {{phrases: [we will call you, we'll call you]}}
  guards: {{negated: drop, conditional: drop}}        # what takes a hit back
  message: "'{{promise.text}}' is a promise that anyone can check."
  why: Say what harm is done, and to whom.
  fix: Say what the company should do now.
  tests:                                            # one message a line: C customer, B brand, X somebody else
    hit: ["B 0h: So sorry. We'll call you today!"]
    miss: ["B 0h: We will not call you.", "C 0h: they said we'll call you"]
"""


def skeleton(rule_id: str, pack: str, folder: Path) -> str:
    """Return the text of a new rule file for a pack, whose version and title are those of the files in its folder."""
    version, title = _known(pack, folder)
    head = yaml.safe_dump({"id": pack, "version": version, "title": title}, default_flow_style=True, sort_keys=False)
    return _SKELETON.format(id=rule_id, head=head.strip())


def _known(pack: str, folder: Path) -> tuple[str, str]:
    for path in sorted(folder.glob("*.y*ml")) if folder.is_dir() else ():
        try:
            data = read(path, []).data
        except DocumentError:
            continue
        head = data.get("pack") if isinstance(data, dict) else None
        if isinstance(head, dict) and head.get("id") == pack:
            return str(head.get("version", _VERSION)), str(head.get("title", _TITLE))
    return _VERSION, _TITLE
