"""Look-alike handles through the whole audit: how many deformations fire, and how many harmless accounts do.

    python benchmarks/look_alike.py [--companies 200] [--deformations 20] [--harmless 5000]

Every account answers a customer with a lure; all companies' handles stand in one configuration, so that each account
is compared with all of them. Prints recall by kind, false alarms by kind, and the handles that were judged wrongly.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from look_alike_handles import KINDS, Company, companies, deformations, harmless
from socaudit import pipeline
from socaudit.config import Brand, Config

RULE = "SA-IMP-001"
SHOWN = 25
# What false agents want, by the kinds that consumer bodies describe: another app, a link, a form, a fee, a number.
LURES = (
    "Hi there, sorry for the trouble. Message us on WhatsApp so an agent can help: +44 7700 900123",
    "We can sort this out. Our Telegram desk is open now, look for the resolution team",
    "Please follow the link to start your refund https://refund.example/start",
    "Kindly complete this form for your compensation: https://forms.example/claim",
    "A small processing fee releases the parcel today, tell us if you agree",
    "Please drop a reachable number for our agent to call you",
    "Send us a DM with your full name and phone number",
    "To verify we need your account number and the date of birth",
    "Call our helpline 020 7946 0123 and quote this post",
    "Check your inbox, we have sent you the next steps",
)
COMPLAINTS = ("@{0} my order never came", "@{0} third call today and no answer", "why was I charged twice @{0}")


@dataclass(frozen=True)
class Case:
    """An account that answers a customer of a company with a lure."""

    kind: str
    handle: str
    company: str


def cases(made: Sequence[Company], count: int, harmless_count: int) -> Iterator[Case]:
    """Yield attackers, then harmless accounts."""
    for company in made:
        for kind, handle in deformations(company, count):
            yield Case(kind, handle, company.handle)
    draw = random.Random(1)  # noqa: S311  # Repeatable, not secret.
    for kind, handle in harmless(made, harmless_count):
        yield Case(kind, handle, draw.choice(made).handle)


def archive(chosen: Sequence[Case]) -> Iterator[str]:
    """Yield lines of an export in which each account answers a customer; the id of its message is its number."""
    draw = random.Random(2)  # noqa: S311  # Repeatable, not secret.
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for number, case in enumerate(chosen):
        at = start + timedelta(minutes=number)
        asked = draw.choice(COMPLAINTS).format(case.company)
        yield _line(f"q{number}", f"customer_{number}", asked, at, None)
        yield _line(str(number), case.handle, draw.choice(LURES), at + timedelta(minutes=9), f"q{number}")


def _line(identity: str, handle: str, text: str, at: datetime, parent: str | None) -> str:
    author = {"id": handle, "handle": handle, "verified": False}
    record = {"id": identity, "network": "x", "author": author, "text": text, "visibility": "public"}
    return json.dumps(record | {"created_at": at.isoformat(), "parent_id": parent}) + "\n"


def fired(chosen: Sequence[Case], made: Sequence[Company]) -> set[int]:
    """Return the numbers of the cases on which the rule fires in a scan of them all."""
    handles = tuple(handle for company in made for handle in (company.handle, *company.siblings))
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "export.ndjson"
        export.write_text("".join(archive(chosen)), encoding="utf-8")
        config = Config(brand=Brand(handles={"x": handles}))
        report = pipeline.scan(pipeline.Request(paths=(str(export),), config=config))
    found = [finding for finding in report.findings if finding.rule_id == RULE]
    return {int(place.message_id) for finding in found for place in finding.locations}


def main() -> None:
    """Print what the module says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, default=200)
    parser.add_argument("--deformations", type=int, default=20)
    parser.add_argument("--harmless", type=int, default=5000)
    given = parser.parse_args()
    made = companies(given.companies)
    chosen = list(cases(made, given.deformations, given.harmless))
    hits = fired(chosen, made)
    attacks = [number for number, case in enumerate(chosen) if case.kind in KINDS]
    _table("fired, of look-alikes", [chosen[n] for n in attacks], [chosen[n] for n in attacks if n in hits])
    others = [number for number, case in enumerate(chosen) if case.kind not in KINDS]
    _table("fired, of harmless accounts", [chosen[n] for n in others], [chosen[n] for n in others if n in hits])
    wrong = [case for number, case in enumerate(chosen) if (number in hits) is not (case.kind in KINDS)]
    for case in wrong[:SHOWN]:
        sys.stdout.write(f"  wrong: {case.kind:14} {case.handle} (of {case.company})\n")


def _table(title: str, every: Iterable[Case], some: Iterable[Case]) -> None:
    whole, part = Counter(case.kind for case in every), Counter(case.kind for case in some)
    for kind in [*whole, None]:
        count, of = (part[kind], whole[kind]) if kind else (part.total(), whole.total())
        sys.stdout.write(f"{title}: {kind or 'all':14} {count:5} of {of:5} = {count / max(1, of):.4f}\n")


if __name__ == "__main__":
    main()
