"""Companies: which company's archive a thread belongs to, so that one's complaints never count against another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from socaudit.correlations import Step
from socaudit.model import Role, Turn
from socaudit.stages.accounts import BRAND_HANDLES

Thread = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Company:
    """A company: `key` is its account's, `handle` what to call it; both empty where nobody tells who it is.

    `issue` narrows its archive to the threads that raise one class of issue.
    """

    key: str = ""
    handle: str = ""
    issue: str = ""


# All brand handles of the configuration are the accounts of one company.
_OWN = "own"


def split(steps: Sequence[Step]) -> tuple[dict[Company, list[Step]], list[Step]]:
    """Return the steps by company, and those of threads that could be any company's.

    A thread belongs to each company that speaks or is addressed by its handle in it. Where one company speaks in the
    whole archive (or nobody knows of any), all threads are its own.

    Args:
        steps: all steps, in time order; the order is kept.
    """
    accounts = _accounts(steps)
    known = sorted(set(accounts.values()), key=lambda company: company.key)
    if len(known) <= 1:
        return {known[0] if known else Company(): list(steps)}, []
    involved: dict[Thread, set[Company]] = defaultdict(set)
    for step in steps:
        involved[_thread(step)] |= set(_involved(step.turn, accounts))
    archives: dict[Company, list[Step]] = {company: [] for company in known}
    unknown = []
    for step in steps:
        companies = involved[_thread(step)]
        for company in companies:
            archives[company].append(step)
        if not companies:
            unknown.append(step)
    return archives, unknown


def _accounts(steps: Sequence[Step]) -> dict[str, Company]:
    """Return the company of each account that speaks as a brand."""
    speaking = [step.turn for step in steps if step.turn.role is Role.BRAND]
    own = {turn.facts.account.key for turn in speaking if turn.facts.account and turn.role_basis == BRAND_HANDLES}
    handles: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, str] = {}
    for turn in speaking:
        if account := turn.facts.account:
            keys[account.key] = _OWN if account.key in own else account.key
            handles[keys[account.key]].add((account.handle or "").lstrip("@"))
    companies = {key: Company(key, min(filter(None, found), default="")) for key, found in handles.items()}
    return {account: companies[key] for account, key in keys.items()}


def _involved(turn: Turn, accounts: Mapping[str, Company]) -> Iterator[Company]:
    account = turn.facts.account
    if turn.role is Role.BRAND and account is not None:
        yield accounts[account.key]
    for key in turn.facts.addressed:
        if key in accounts:
            yield accounts[key]


def _thread(step: Step) -> Thread:
    return step.turn.facts.network, step.turn.thread_id
