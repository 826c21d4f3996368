"""Malformed and hostile input: a clear error or exit 3, nothing hidden, no traceback, nothing injected."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

GOOD = json.dumps({"id": "1", "text": "hello there, my broadband is fine"}) + "\n"
MARKS = "\x1b[2J\x1b]0;title\x07 [bold red]call[/] \u202e\u202c \x00\x08\x9b31m now \u2066x"
NASTY = f"07700 900123 {MARKS}"


def run(*arguments: object, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "socaudit", *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, input=given)  # noqa: S603  # This interpreter.
    assert b"Traceback" not in done.stderr
    return done


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


DAMAGED = {
    "cut JSON": (GOOD + '{"id": "2", "te').encode(),
    "wrong encoding": GOOD.encode() + b'{"id": "2", "text": "caf\xe9"}\n',
    "NUL bytes": GOOD.encode() + b"\x00\x00\x00\x00\n",
    "cut gzip": gzip.compress((GOOD * 2000).encode())[:-30],
    "long line": GOOD.encode() + b'{"id": "2", "text": "' + b"x" * 50_000_000 + b'"}\n',
    "climbing path": zipped({"posts.ndjson": GOOD.encode(), "../../evil.ndjson": GOOD.encode()}),
    "zip bomb": zipped({"a.ndjson": GOOD.encode(), "bomb.ndjson": GOOD.encode() + b" " * 1_200_000_000}),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", DAMAGED)
def test_what_cannot_be_read_makes_the_scan_incomplete_and_is_named(what: str, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(DAMAGED[what])
    done = run("scan", path, "-o", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 3
    assert report["coverage"]["complete"] is False
    assert report["coverage"]["messages"]["scanned"] >= 1
    errors = [error for entry in report["coverage"]["inputs"] for error in entry["errors"]]
    assert errors
    assert str(path) in errors[0]
    assert not (tmp_path.parent / "evil.ndjson").exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", b"empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), b"holds nothing that a reader knows"),
        (b"just some prose\n", b"holds nothing that a reader knows"),
    ],
)
def test_a_named_file_that_nobody_can_read_is_an_error(tmp_path: Path, content: bytes, problem: bytes) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    done = run("scan", path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert str(path).encode() in done.stderr
    assert problem in done.stderr


def test_a_rule_file_with_a_typo_names_line_column_and_what_was_meant(tmp_path: Path) -> None:
    rules = tmp_path / "own.yaml"
    rules.write_text("schema: socaudit/1\npack: {id: own, version: 0.1.0, title: Own}\nlexicon:\n  a: [b]\n")
    posts = tmp_path / "posts.ndjson"
    posts.write_text(GOOD)
    done = run("scan", posts, "--rules", rules)
    assert done.returncode == 2
    assert f"{rules}:3:1".encode() in done.stderr
    assert b"did you mean 'lexicons'" in done.stderr


@pytest.mark.parametrize("output", ["terminal", "json"])
def test_text_cannot_change_the_terminal_or_the_report(tmp_path: Path, output: str) -> None:
    records = [
        {
            "id": f"1{MARKS}",
            "text": f"ring me on 07700 900123 {NASTY}",
            "visibility": "public",
            "role": "customer",
            "author": {"id": "a", "handle": f"x{MARKS}"},
        },
        {
            "id": "2",
            "text": f"that was our mistake {NASTY}",
            "visibility": "public",
            "role": "brand",
            "permalink": f"https://social.example/{MARKS}",
            "author": {"id": "b", "handle": f"Acme{MARKS}"},
        },
    ]
    path = tmp_path / "posts.ndjson"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    done = run("scan", path, "-o", output)
    assert done.returncode == 0
    shown = done.stdout.decode()
    controls = {c for c in shown if not c.isprintable() and c != "\n"}
    assert not controls
    assert "900123" not in shown


def test_a_report_survives_a_reader_that_stops_early(tmp_path: Path) -> None:
    path = tmp_path / "posts.ndjson"
    path.write_text(GOOD)
    command = f"{sys.executable} -m socaudit scan {path} | head -n 1"
    done = subprocess.run(command, check=False, capture_output=True, shell=True)  # noqa: S602  # A pipe is the point.
    assert b"Traceback" not in done.stderr
