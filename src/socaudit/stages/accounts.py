"""Accounts: what configuration and export say of who writes, before any thread is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from socaudit.keys import Key
from socaudit.model import Author, Facts, Role

BRAND_HANDLES = "configuration: brand handles"
ANYBODY = frozenset(Role)
# An export knows its company; which of the others is the customer, the thread tells.
_OTHERS = frozenset({Role.CUSTOMER, Role.THIRD_PARTY})


def account_key(key: Key, network: str, author: Author) -> str:
    """Return an author's pseudonym key: the same handle on two networks gives the same one."""
    if author.handle:
        return handle_key(key, author.handle)
    return key.hash("account", f"{network}\0{author.id}")


def handle_key(key: Key, handle: str) -> str:
    """Return the key of a handle, however it is written."""
    return key.hash("account", handle.lstrip("@").casefold())


@dataclass(frozen=True)
class KnownAccounts:
    """What the configuration says of accounts: by network (`*`: all of them) and handle key."""

    brands: Mapping[str, frozenset[str]] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)

    @classmethod
    def of(cls, key: Key, *, handles: Mapping[str, Iterable[str]], roles: Mapping[str, Role]) -> KnownAccounts:
        """Hash the handles of the configuration."""
        return cls(
            brands={network: frozenset(handle_key(key, h) for h in found) for network, found in handles.items()},
            roles={handle_key(key, handle): role for handle, role in roles.items()},
        )

    @property
    def digest(self) -> str:
        """Return what changes when the configuration calls other accounts or other roles."""
        brands = sorted((network, sorted(found)) for network, found in self.brands.items())
        return hashlib.sha256(repr((brands, sorted(self.roles.items()))).encode()).hexdigest()

    def firm(self, facts: Facts) -> tuple[Role, str] | None:
        """Return the role of a message's author that does not depend on the thread, with its basis."""
        configured = self._configured(facts)
        if configured is not None:
            return configured
        if facts.known_role in {None, Role.UNKNOWN}:
            return None
        return facts.known_role, facts.known_role_basis or "export"

    def possible(self, facts: Facts) -> frozenset[Role]:
        """Return the roles that a message's author may turn out to have."""
        firm = self.firm(facts)
        if firm is None or firm[0] is Role.UNKNOWN:
            return ANYBODY
        return frozenset({firm[0]}) if is_final(*firm) else _OTHERS

    def _configured(self, facts: Facts) -> tuple[Role, str] | None:
        if facts.account is None:
            return None
        if facts.account.key in self.roles:
            return self.roles[facts.account.key], "configuration: roles"
        for network in (facts.network, "*"):
            if facts.account.key in self.brands.get(network, ()):
                return Role.BRAND, BRAND_HANDLES
        return None


def is_final(role: Role, basis: str) -> bool:
    """Tell whether no thread changes a firm role: only who an export calls a customer may be a third party there."""
    return role is not Role.CUSTOMER or basis.startswith("configuration")
