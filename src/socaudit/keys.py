"""The key of the keyed hashes: where it lives, how it is made, what is hashed with it."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from socaudit.errors import KeyFileError

VARIABLE = "SOCAUDIT_KEY"
_SHORTEST = 16


@dataclass(frozen=True)
class Key:
    """A secret, and where it came from.

    One key for each team: with another key the same value gets another hash, so baselines and
    fingerprints no longer fit; without any, a phone number could be found by trying all of them.
    """

    secret: bytes = field(repr=False)
    place: str

    def hash(self, purpose: str, value: str) -> str:
        """Return 32 hex digits (BLAKE2b, keyed); hashes of different purposes cannot be compared."""
        state = self._keyed.copy()
        state.update(f"{purpose}\0{value}".encode("utf-8", "surrogatepass"))
        return state.hexdigest()

    @property
    def id(self) -> str:
        """Return what may be shown of the key: two runs with the same id used the same key."""
        return self.hash("key", "id")[:8]

    def __reduce__(self) -> tuple[type[Key], tuple[bytes, str]]:
        """Return how a worker process makes it again: the hash state cannot be pickled."""
        return Key, (self.secret, self.place)

    @cached_property
    def _keyed(self) -> hashlib.blake2b:
        return hashlib.blake2b(digest_size=16, key=hashlib.blake2b(self.secret).digest())


# For what is no secret to whoever runs it, such as templates in a repository: everybody gets the same hashes.
NO_KEY = Key(b"socaudit without a key", "none needed")


def default_path() -> Path:
    """Return where the key file lies unless the configuration names another place."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "socaudit" / "key"


def load(path: Path | None = None) -> Key:
    """Return the key from `SOCAUDIT_KEY`, or from the key file, which is made (mode 0600) on first use.

    Raises:
        KeyFileError: the key is too short, others can read its file, or the file cannot be made.
    """
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Key(_checked(given, f"environment variable {VARIABLE}"), VARIABLE)
    place = path or default_path()
    try:
        if not place.exists():
            _make(place)
        if place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise KeyFileError("others can read the key", where=str(place), hint=f"chmod 600 {place}")
        return Key(_checked(place.read_text("ascii").strip(), str(place)), str(place))
    except (OSError, UnicodeDecodeError) as problem:
        raise KeyFileError(
            f"the key cannot be read or made: {type(problem).__name__}",
            where=str(place),
            hint=f"set {VARIABLE}, or key_file in the configuration",
        ) from None


def _checked(secret: str, where: str) -> bytes:
    if len(secret) < _SHORTEST:
        raise KeyFileError(
            f"the key has fewer than {_SHORTEST} characters",
            where=where,
            hint="python -c 'import secrets; print(secrets.token_hex(32))' makes a good one",
        )
    # An environment variable may hold any bytes.
    return secret.encode("utf-8", "surrogateescape")


def _make(place: Path) -> None:
    """Write a new key so that no other run can see half of it, and the first of two runs wins."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(prefix=f"{place.name}.", dir=place.parent)  # Mode 0600, a name of its own.
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        with suppress(FileExistsError):
            os.link(draft, place)
    finally:
        Path(draft).unlink()
