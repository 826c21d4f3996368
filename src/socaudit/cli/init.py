"""`socaudit init`: a commented configuration to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socaudit.cli._console import write_file
from socaudit.errors import UsageError

TEMPLATE = """\
# socaudit configuration. Everything is optional; flags of the command line win over it.

brand:
  # What the company is called, and what it writes as. A plain list of handles serves all networks.
  names: [Example Company]
  handles:
    x: [ExampleHelp]
    facebook: [Example]
  # Its own numbers and addresses are never reported as leaks.
  phones: []
  addresses: []

# Who speaks, where an export cannot tell: brand, customer, third_party.
roles: {}
#  agent_kate: brand

# Shipped packs to use; without this line, the default ones. `socaudit rules list` shows all.
# packs: [default]

# Who reads the report: regular, pedantic (every hint, however small) or auditor (rules that are often wrong, too).
persona: regular

# When somebody answers; a first reply is not slow for a night or a holiday. Without it, the clock runs always.
# hours:
#   zone: Europe/London
#   open: {mon-fri: "08:00-20:00", sat: "09:00-17:00"}
#   closed: [2026-12-25]

# Findings that are known and accepted, until the end of a day or for good. The anchors are what a report shows:
# fingerprint, template, author, thread, message; or a whole value, such as a number that is meant to be public.
allow: []
#  - {rule: SA-PII-010, value: 020 7946 0000, reason: the regulator's own helpline, until: 2027-03-31}

# Findings that were there before, as `lint --write-baseline FILE` and `scan --write-baseline FILE` write them down.
baseline: []

# Rule files and folders of your own, counted from this file.
rules: []

# YAML registries of Presidio recognizers of your own.
recognizers: []

# scan exits with 1 on a finding of this severity or above: info, low, medium, high, critical.
# fail_on: high

# Draft templates. `placeholders` says what fields of your own publish: an entity type, record (what customers wrote)
# or safe.
lint:
  # Where templates go that do not say so themselves: x, mastodon, bluesky, app_store, google_play, google ...
  # channel: x
  # The hosts that templates may link to; without any, all.
  links: []
  placeholders: {}
#    ticket.ticket_field_3600: safe
#    cf.msisdn: PHONE_NUMBER

# Which messages are scanned; the rest is counted. Also: followers, direct, internal.
visibility: [public, unlisted, unknown]
"""


def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path("socaudit.yaml"),
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a commented socaudit.yaml to start from."""
    if path.exists() and not force:
        raise UsageError("is there already", where=str(path), hint="--force replaces it")
    write_file(path, TEMPLATE)
    typer.echo(f"Wrote {path}. Put in your names and handles, then: socaudit scan EXPORT")


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(init)
