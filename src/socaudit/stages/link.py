"""Link: which thread a message belongs to, and who speaks, each with what that rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from socaudit.model import Facts, Kind, ParentState, Role, Turn
from socaudit.stages.accounts import KnownAccounts, is_final
from socaudit.stages.versions import MessageKey, message_states

# An account that answers so many different people, and does little else, is taken for the company.
BRAND_ANSWERS = 5
BRAND_SHARE = 0.8
_NEVER = datetime.min.replace(tzinfo=UTC)


def link(facts: Sequence[Facts], known: KnownAccounts) -> list[Turn]:
    """Return the turns of an archive, by thread and within it in time order (a reply never before its parent).

    Threads come from reply links alone, in whatever order the messages were read; a chain that leads out of
    the archive, or into itself, still gives one thread.
    """
    by_key = {(f.network, f.id): f for f in facts}
    places = _Places(by_key)
    firm = _firm_roles(by_key, known)
    states = message_states(by_key)
    threads: dict[MessageKey, list[Facts]] = defaultdict(list)
    for key, entry in by_key.items():
        threads[entry.network, places.thread(key)].append(entry)
    branded = {network for (network, _), (role, _) in firm.items() if role is Role.BRAND}
    turns: list[Turn] = []
    for (network, thread_id), members in sorted(threads.items()):
        members.sort(key=lambda f: (places.when[f.network, f.id], places.depth[f.network, f.id], f.id))
        roles = _Thread(members, by_key, firm, known_brand=network in branded).roles()
        opener = _author(members[0])
        turns += [
            Turn(
                facts=member,
                thread_id=thread_id,
                role=role,
                role_basis=basis,
                parent_missing=_parent_missing(member, by_key),
                opener=_author(member) == opener,
                state=states.get((member.network, member.id)),
            )
            for member, (role, basis) in zip(members, roles, strict=True)
        ]
    return turns


class _Places:
    """Thread, depth and time of every message, found by walking up the reply links once.

    `when` is the message's own time, but never before that of what it answers: clocks differ, and some
    exports give no time.
    """

    def __init__(self, by_key: Mapping[MessageKey, Facts]) -> None:
        self._by_key = by_key
        self._thread: dict[MessageKey, str] = {}
        self.depth: dict[MessageKey, int] = {}
        for key in by_key:
            self._walk(key)
        self.when: dict[MessageKey, datetime] = {}
        for key in sorted(by_key, key=lambda k: self.depth[k]):
            above = self.when.get(self._above(key) or key, _NEVER)
            self.when[key] = max(by_key[key].created_at or _NEVER, above)

    def thread(self, key: MessageKey) -> str:
        return self._thread[key]

    def _walk(self, key: MessageKey) -> None:
        path: list[MessageKey] = []
        on_path: dict[MessageKey, int] = {}
        while key not in self._thread:
            if key in on_path:
                # A cycle: its earliest member counts as the root, whichever was met first.
                start = on_path[key]
                cycle = path[start:]
                first = min(cycle, key=lambda k: (self._by_key[k].created_at or _NEVER, k))
                turn = cycle.index(first)
                self._settle([first], root=first[1], depth=0)
                # The others answer each other on the way round to it.
                self._settle(cycle[turn + 1 :] + cycle[:turn], root=first[1], depth=1)
                self._settle(path[:start], root=first[1], depth=self.depth[key] + 1)
                return
            on_path[key] = len(path)
            path.append(key)
            above = self._above(key)
            if above is None:
                facts = self._by_key[key]
                self._settle(path, root=facts.root_id or facts.parent_id or facts.id, depth=0)
                return
            key = above
        self._settle(path, root=self._thread[key], depth=self.depth[key] + 1)

    def _above(self, key: MessageKey) -> MessageKey | None:
        """Return what a message stands below: its parent, or the thread's root where the parent is not there."""
        facts = self._by_key[key]
        for identity in (facts.parent_id, facts.root_id if facts.root_id != facts.id else None):
            if identity is not None and (facts.network, identity) in self._by_key:
                return facts.network, identity
        return None

    def _settle(self, path: Sequence[MessageKey], *, root: str, depth: int) -> None:
        for steps, member in enumerate(reversed(path)):
            self._thread[member] = root
            self.depth[member] = depth + steps


def _parent_missing(facts: Facts, by_key: Mapping[MessageKey, Facts]) -> bool:
    if facts.parent_id is None:
        return facts.parent_state in {ParentState.MISSING, ParentState.DELETED, ParentState.BLOCKED}
    return (facts.network, facts.parent_id) not in by_key


def _author(facts: Facts) -> str:
    return facts.account.key if facts.account else f"{facts.network}\0{facts.id}"


def _firm_roles(by_key: Mapping[MessageKey, Facts], known: KnownAccounts) -> dict[MessageKey, tuple[Role, str]]:
    """Return the roles that do not depend on the thread: configuration, then format, then who answers whom."""
    firm: dict[MessageKey, tuple[Role, str]] = {}
    for key, facts in by_key.items():
        role = known.firm(facts)
        if role is not None:
            firm[key] = role
    branded = {network for (network, _), (role, _) in firm.items() if role is Role.BRAND}
    answering = set(_answering_accounts(by_key, exclude=branded))
    for key, facts in by_key.items():
        if key not in firm and (facts.network, _author(facts)) in answering:
            firm[key] = Role.BRAND, "heuristic: answers many different people"
    return firm


def _answering_accounts(by_key: Mapping[MessageKey, Facts], *, exclude: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the accounts that look like the company on networks where nothing names it."""
    answered: dict[tuple[str, str], set[str]] = defaultdict(set)
    written: dict[tuple[str, str], int] = defaultdict(int)
    replies: dict[tuple[str, str], int] = defaultdict(int)
    for facts in by_key.values():
        if facts.network in exclude or facts.account is None:
            continue
        account = facts.network, facts.account.key
        parent = by_key.get((facts.network, facts.parent_id or ""))
        others = {_author(parent)} if parent else set(facts.addressed[:1])
        others.discard(facts.account.key)
        written[account] += 1
        replies[account] += bool(others) or facts.kind is Kind.REVIEW_REPLY
        answered[account] |= others
    for account in sorted(written):
        if len(answered[account]) >= BRAND_ANSWERS and replies[account] >= BRAND_SHARE * written[account]:
            yield account


class _Thread:
    """The roles within one thread."""

    def __init__(
        self,
        members: Sequence[Facts],
        by_key: Mapping[MessageKey, Facts],
        firm: Mapping[MessageKey, tuple[Role, str]],
        *,
        known_brand: bool,
    ) -> None:
        self._members = members
        self._by_key = by_key
        self._firm = firm
        self._known_brand = known_brand
        self._customers = set(self._speaking_to_brand())

    def roles(self) -> Iterator[tuple[Role, str]]:
        """Yield role and basis of each message."""
        for facts in self._members:
            role, basis = self._firm.get((facts.network, facts.id), (None, None))
            if role is not None and basis is not None and is_final(role, basis):
                yield role, basis
            elif role is None and not self._known_brand:
                yield Role.UNKNOWN, "nothing tells who the company is"
            elif _author(facts) in self._customers:
                yield Role.CUSTOMER, basis or "heuristic: opens the thread or answers the company"
            else:
                yield Role.THIRD_PARTY, "heuristic: answers another customer"

    def _speaking_to_brand(self) -> Iterator[str]:
        """Yield who opens the thread, answers the brand, or answers nobody that is known."""
        opener = _author(self._members[0])
        yield opener
        for facts in self._members:
            key = (facts.network, facts.parent_id or "")
            role, _ = self._firm.get(key, (None, None))
            if role is Role.BRAND or key not in self._by_key:
                yield _author(facts)
