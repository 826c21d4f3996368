"""Rules as a pack would write them, through the same line as `socaudit rules test`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import KEY, rule, rulebook, worker
from socaudit import ruletest
from socaudit.config import Brand
from socaudit.stages.extract import Recipe
from socaudit.stages.program import Program

SECTIONS = """
issues:
  billing: {title: Billing, where: {role: customer}, match: {b: {regex: 'bill(?:ed|ing)?|charged'}}}
  delivery: {title: Delivery, where: {role: customer}, match: {d: {regex: 'parcel|delivery'}}}
  outage: {title: Outage, where: {role: customer}, match: {o: {regex: 'outage|down'}}}
signals:
  asks: {where: {role: customer}, match: {q: {regex: 'help|late|charged|down|where|why'}}}
  brand_reply: {where: {role: brand}}
  promise: {where: {role: brand}, match: {p: {regex: 'will (?:call|refund|reply)'}}}
  done: {where: {role: brand}, match: {d: {regex: 'as promised|have (?:called|refunded)'}}}
  returns: {where: {role: customer}, match: {r: {regex: 'still|nobody|nothing'}}}
  thanks: {where: {role: customer}, match: {t: {regex: 'thanks|sorted'}}}
  redirects: {where: {role: brand}, match: {r: {regex: 'dm us|fill in the form'}}}
  turn: {where: {role: [brand, customer]}}
  me_too: {where: {role: [customer, third_party], opener: false}, match: {m: {regex: 'me too|same here'}}}
  refund_takes:
    where: {role: brand}
    match: {topic: {regex: 'refunds?'}, answer: {regex: '[0-9]+(?:-[0-9]+)? +days'}}
  returns_are_free: {where: {role: brand}, match: {f: {regex: 'returns are free'}}}
  returns_cost: {where: {role: brand}, match: {c: {regex: 'pay for (?:a|the) return'}}}
rules:
"""
CANNED = "Sorry to hear this, please fill in the form on our site and a colleague will be in touch. ^{}"
CASES: dict[str, tuple[str, str, list[str], list[str]]] = {}


def trial(name: str, scope: str, correlate: str, *, hits: list[str], misses: list[str]) -> None:
    CASES[name] = (scope, correlate, hits, misses)


trial(
    "promise_unkept",
    "thread",
    "{type: ordered, steps: [promise, returns], due: true, unless: done}",
    hits=[
        "C 0h: late\nB 1h: We will call you within 24 hours.\nC 30h: still nobody",
        "C 0h: late\nB 1h: We will refund you by Friday\nC 4d: where is it, nothing\nC 6d: still nothing",
    ],
    misses=[
        "C 0h: late\nB 1h: We will call you within 24 hours.\nC 20h: still nobody",
        "C 0h: late\nB 1h: We will call you.\nC 30d: still nobody",
        "C 0h: late\nB 1h: We will call you today\nB 5h: we have called you\nC 60h: still late",
        "C 0h: late\nB 1h: We will call you today\nC 60h: thanks",
    ],
)
trial(
    "slow_first_reply",
    "thread",
    "{type: measure, latency: brand_reply, after: asks, over: 6h, up_to: 24h}",
    hits=["C 0h: help\nB 7h: hello", "C 0h: hi\nC 1h: it is late\nB 20h: hello"],
    misses=["C 0h: help\nB 5h: hello", "C 0h: help\nB 30h: hello", "C 0h: help\nEND 60h", "C 0h: hi\nB 9h: hello"],
)
trial(
    "long_exchange",
    "thread",
    "{type: measure, turns: turn, over: 4, unless: thanks}",
    hits=["C 0h: a\nB 1h: b\nC 2h: c\nB 3h: d\nC 4h: e"],
    misses=["C 0h: a\nB 1h: b\nC 2h: c\nB 3h: d\nX 4h: e", "C 0h: a\nB 1h: b\nC 2h: c\nB 3h: d\nC 4h: thanks"],
)
trial(
    "redirect_without_answer",
    "thread",
    "{type: measure, share: redirects, among: brand_reply, at_least: 1}",
    hits=["C 0h: where\nB 1h: dm us", "C 0h: where\nB 1h: dm us\nC 2h: no\nB 3h: fill in the form"],
    misses=["C 0h: where\nB 1h: dm us\nC 2h: no\nB 3h: in the top drawer", "C 0h: where", "B 0h: hello"],
)
trial(
    "rallying",
    "thread",
    "{type: distinct, of: me_too, authors: 3}",
    hits=["C@a 0h: late\nX@b(>1) 1h: me too\nX@c(>1) 2h: same here\nX@d(>1) 3h: me too"],
    misses=[
        "C@a 0h: late\nX@b(>1) 1h: me too\nX@c(>1) 2h: same here\nX@b(>1) 3h: me too",
        "C@a 0h: late\nX@b(>1) 1h: me too\n---\nX@c 2h: same here\nX@d(>4) 3h: me too",
    ],
)
trial(
    "repeated_problem",
    "archive",
    "{type: series, of: issue, by: issue, authors: 3, days: 3, within: 7d}",
    hits=["C@a 0h: billed\n---\nC@b 25h: charged\n---\nC@c 49h: my bill"],
    misses=[
        "C@a 0h: billed\n---\nC@b 25h: charged\n---\nC@c 49h: my parcel",
        "C@a 0h: billed\n---\nC@b 25h: charged\n---\nC@c 9d: my bill",
        "C@a 0h: billed\nB@acme 1h: hi\n---\nC@b 25h: charged\nB@acme 26h: hi\n---\nC@c 49h: my bill\nB@bolt 50h: hi",
    ],
)
trial(
    "canned_reply",
    "archive",
    "{type: distinct, of: brand_reply, by: wording, threads: 3, issues: 2}",
    hits=[
        "\n---\n".join(
            f"C@c{i} {i}h: {said}\nB {i}.5h: {CANNED.format('JKL'[i])}"
            for i, said in enumerate(["charged twice", "my parcel is late", "charged again"])
        )
    ],
    misses=[
        # One text for one outage
        "\n---\n".join(
            f"C@c{i} {i}h: {said}\nB {i}.5h: {CANNED.format('JKL'[i])}"
            for i, said in enumerate(["it is down", "an outage", "down again"])
        ),
        # Thanks for praise
        "\n---\n".join(
            f"C@c{i} {i}h: {said}\nB {i}.5h: Thank you so much for the kind words, you have made our day! ^J"
            for i, said in enumerate(["great", "lovely", "well done"])
        ),
        # Answers of their own
        "C@a 0h: charged twice\nB 1h: The second payment goes back to your card, it was taken by mistake today.\n---\n"
        "C@b 2h: my parcel is late\nB 3h: It left the depot an hour ago and is on its way to you with our driver now.\n"
        "---\nC@c 4h: is it down\nB 5h: Yes, a cable was cut in the north and our people are there to repair it.",
    ],
)
trial(
    "copied_answers",
    "archive",
    "{type: measure, copies: brand_reply, at_least: 0.6, min: 3}",
    hits=[f"C@a 0h: a\nB 1h: {CANNED}\n---\nC@b 0h: b\nB 2h: {CANNED}\n---\nC@c 0h: c\nB 3h: {CANNED}"],
    misses=[f"C@a 0h: a\nB 1h: {CANNED}\n---\nC@b 0h: b\nB 2h: {CANNED}\n---\nC@c 0h: c\nB 3h: hi"],
)
trial(
    "inconsistent_answer",
    "archive",
    "{type: combo, kinds: [returns_are_free, returns_cost], min_messages: 2, within: 60d}",
    hits=["C@a 0h: help\nB 1h: Returns are free.\n---\nC@b 3d: help\nB 3d: You pay for a return."],
    misses=[
        "C@a 0h: help\nB 1h: Returns are free.\n---\nC@b 3d: help\nB 3d: Returns are free.",
        "C@a 0h: help\nB 1h: Returns are free unless it is worn, then you pay for the return.",
        "C@a 0h: help\nB@acme 1h: Returns are free.\n---\nC@b 3d: help\nB@bolt 3d: You pay for a return.",
        "C@a 0h: help\nB 1h: Returns are free.\n---\nC@b 90d: help\nB 90d: You pay for a return.",
    ],
)
trial(
    "inconsistent_time",
    "archive",
    "{type: distinct, of: refund_takes, values: {answer: 2}, threads: 2, within: 60d}",
    hits=["C@a 0h: help\nB 1h: A refund takes 3-5 days.\n---\nC@b 9h: help\nB 9h: Within 10  days you get the refund."],
    misses=[
        "C@a 0h: help\nB 1h: A refund takes 3-5 days.\n---\nC@b 9h: help\nB 9h: Refunds are made in 3-5 DAYS.",
        "C@a 0h: help\nB 1h: A refund takes 3-5 days.\n---\nC@b 9h: help\nB 9h: Parcels take 10 days.",
    ],
)
trial(
    "unanswered",
    "thread",
    "{type: absent, after: asks, expect: [brand_reply, thanks], within: 24h}",
    hits=["C 0h: help\nX 1h: hm\nEND 30h"],
    misses=["C 0h: help\nC 1h: thanks, sorted\nEND 30h", "C 0h: help\nB 1h: hi\nEND 30h", "C 0h: help\nEND 20h"],
)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recipe, "worker", lambda _recipe, program: worker(program, {}))


@pytest.mark.parametrize("name", CASES)
def test_a_trial_rule_hits_and_misses_its_transcripts(tmp_path: Path, name: str) -> None:
    scope, correlate, hits, misses = CASES[name]
    tests = json.dumps({"hit": hits, "miss": misses})
    book = rulebook(tmp_path, SECTIONS + rule(None, scope=scope, correlate=correlate, tests=tests))
    recipe = Recipe("never loaded", (), (), (str(tmp_path / "pack.yaml"),), Brand(), KEY)
    outcomes = list(ruletest.run(recipe, Program(book), list(ruletest.cases(book.rules))))
    assert [outcome.case.name for outcome in outcomes if not outcome.passed] == []
    assert len(outcomes) == len(hits) + len(misses)
