"""The whole audit with three hundred rules beside the same with thirty: what a large pack costs.

    python benchmarks/pack_size.py EXPORT [--runs 3]

Thirty are taken from all the shipped packs; three hundred are all that ship and variants of them: other
expressions, so that nothing is shared, that match the same. A variant of a rule over several messages correlates
the same signals. Each side is a process of its own, in turn; compare the processor's seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, cycle, islice

from beside import Figures, Subject, compare, timed
from socaudit.rulepack import LoadedRule, Rulebook
from socaudit.rulepack.schema import SelectorSpec

FEW, MANY = 30, 300


def audit(path: str, size: int) -> Figures:
    """Audit an export with so many rules; detection and judgement included, reading not."""
    from socaudit import readers
    from socaudit.config import Config
    from socaudit.engines import local
    from socaudit.keys import Key
    from socaudit.model import Message
    from socaudit.pipeline import recipe_of
    from socaudit.stages.accounts import KnownAccounts
    from socaudit.stages.judge import judge
    from socaudit.stages.link import link
    from socaudit.stages.program import Program

    recipe = recipe_of(Config(), Key(b"hashes never leave this process", "benchmark"))
    program = Program(of_size(recipe.rulebook(), size))
    messages = [event for event in readers.read([path]) if isinstance(event, Message)]
    known = KnownAccounts.of(recipe.key, handles={}, roles={})

    def work() -> int:
        turns = link(list(local.extract(messages, recipe, program)), known)
        return len(judge(turns, program, recipe.key).findings)

    findings: list[int] = []
    figures = timed(lambda: findings.append(work()), len(messages))
    return {**figures, "rules": len(program.rulebook.rules), "findings": findings[0]}


def of_size(book: Rulebook, size: int) -> Rulebook:
    """Return a rulebook of `size` rules: every so many of its own, or all and variants of them."""
    if size > len(book.rules):
        return replace(book, rules=(*book.rules, *islice(variants(book.rules), size - len(book.rules))))
    ids = {entry.rule.id for entry in book.rules}
    # Those that refer to no other rule can stand without it.
    own = [entry for entry in book.rules if not entry.correlation or ids.isdisjoint(entry.correlation.references())]
    return replace(book, rules=tuple(own[place * len(own) // size] for place in range(size)))


def variants(rules: Sequence[LoadedRule]) -> Iterator[LoadedRule]:
    """Yield rules under other ids that match the same by other means."""
    for number, rule in zip(count(), cycle(rules), strict=False):
        selectors = {name: variant(spec, number) for name, spec in rule.selectors.items()}
        yield replace(rule, rule=rule.rule.model_copy(update={"id": f"VAR-{number:04}"}), selectors=selectors)


def variant(spec: SelectorSpec, number: int) -> SelectorSpec:
    """Return a selector that matches the same texts by another expression."""
    for name in ("regex", "phrases"):
        if spec.kind == name:
            return spec.model_copy(update={name: (*getattr(spec, name), f"zq{number}q")})
    return spec


SUBJECTS = {
    f"{FEW} rules": Subject(lambda path: audit(path, FEW)),
    f"{MANY} rules": Subject(lambda path: audit(path, MANY)),
}

if __name__ == "__main__":
    compare(__file__, SUBJECTS, __doc__, base=f"{FEW} rules")
