"""Nothing reaches for the network, in a process where every connection is refused and remembered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

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


def test_a_scan_with_e_mails_and_names_needs_no_network(tmp_path: Path) -> None:
    path = tmp_path / "posts.ndjson"
    texts = ["mail jane.doe@example.co.uk", "I'm Jane Doe from Leeds, ring 07700 900123", "card 4111 1111 1111 1111"]
    path.write_text(
        "".join(json.dumps({"id": str(i), "text": text, "role": "customer"}) + "\n" for i, text in enumerate(texts))
    )
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(  # noqa: S603  # This interpreter.
        [sys.executable, "-c", SCRIPT, "scan", str(path), "-o", "json"],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert "asked for the network: 0" in done.stderr
    types = {loc["entity_type"] for f in json.loads(done.stdout)["findings"] for loc in f["locations"]}
    assert {"EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD"} <= types
