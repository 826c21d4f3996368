"""Every mistake that a pack can hold is reported at its place; the place is marked in the YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from .standins import HEAD, marked, pack, problems, rule, user_load, write

COUNT = "{type: count, of: [seen]}"
SEEN = "signals: {seen: {match: {n: {regex: x}}}}\n"


def thread(correlate: str = COUNT, /, **changes: str | None) -> str:
    return rule(**({"scope": "thread", "match": None, "correlate": correlate} | changes))


SHAPE = {
    "unknown key": (pack(rule(**{"▶contxt": "x"})), "unknown key 'contxt' (known keys: where, match"),
    "misspelt key": (pack(rule(**{"▶scop": "thread"})), "unknown key 'scop', did you mean 'scope'?"),
    "misspelt nested key": (pack(rule(where="{▶rol: brand}")), "unknown key 'rol', did you mean 'role'?"),
    "misspelt section": (pack(before="▶signal: {}\n"), "unknown key 'signal', did you mean 'signals'?"),
    "misspelt key of a signal called like a key": (
        pack(before="signals: {where: {where: {}, ▶mach: {}}}\n"),
        "unknown key 'mach', did you mean 'match'?",
    ),
    "misspelt required key": (
        pack(rule(title=None, **{"▶titel": "A rule of my own"})),
        "did you mean 'title'?",
    ),
    "missing key": (pack("- ▶" + rule(fix=None)[2:]), "missing key 'fix'"),
    "missing section key": ("▶pack: {id: mine, version: '1', title: x}\n", "missing key 'schema'"),
    "not a mapping": ("▶- a\n- b\n", "should be a mapping (key: value), not a list"),
    "not a list": (pack(before="rules: ▶{a: b}\n"), "should be a list, not a mapping"),
    "rule that is no mapping": (
        pack("- ▶text\n"),
        "should be a mapping (key: value), not 'text', which YAML reads as",
    ),
    "schema": (pack().replace("socaudit/1", "▶socaudit/2"), "should be 'socaudit/1', not 'socaudit/2'"),
    "float version": (
        pack().replace("'1'", "▶0.1"),
        "should be text, not '0.1', which YAML reads as a number (write it in quotes: '0.1')",
    ),
    "octal version": (pack().replace("'1'", "▶010"), "(write it in quotes: '010')"),
    "boolean": (pack(rule(fix="▶no")), "'no', which YAML reads as true or false (write it in quotes: 'no')"),
    "time": (pack(rule(fix="▶12:30")), "'12:30', which YAML reads as a number (write it in quotes: '12:30')"),
    "nothing": (pack(rule(fix="▶~")), "should be text, not nothing"),
    "unquoted transcript": (
        pack(rule(tests="{hit: [▶B 0h: our fault], miss: ['B 0h: fine']}")),
        "should be text, not a mapping (put quotes around a text that holds ': ' or begins with a brace)",
    ),
    "enum": (
        pack(rule(severity="▶hihg")),
        "'hihg' is none of info, low, medium, high, critical, did you mean 'high'?",
    ),
    "enum that is no text": (pack(rule(severity="▶[a]")), "'a list' is none of info"),
    "enum in a list": (pack(rule(where="{role: [brand, ▶custmer]}")), "did you mean 'customer'?"),
    "enum without its list": (pack(rule(where="{role: ▶brnad}")), "did you mean 'brand'?"),
    "guard effect": (
        pack(rule(guards="{negated: ▶drp}")),
        "'drp' is none of drop, lower, did you mean 'drop'?",
    ),
    "rewrite that is no expression": (
        pack(rule(rewrite="{from: ▶'(', to: x}", also="template")),
        "'(' is not an RE2 expression",
    ),
    "rewrite that names a group too many": (
        pack(rule(rewrite="▶{from: '(a)', to: '\\1\\2'}", also="template")),
        "'to' names group 2, and 'from' has fewer",
    ),
    "rewrite without templates": (
        pack(rule(rewrite="▶{from: a, to: b}")),
        "only a rule that judges templates can have 'rewrite'",
    ),
    "rule id": (pack(rule(id="▶adm-1")), "'adm-1' is not a rule id: write it like SA-ADM-001"),
    "signal name": (pack(before="signals: {▶Seen: {}}\n"), "'Seen' is not a name: use small letters"),
    "pack id": (pack().replace("mine", "▶my-own"), "'my-own' is not a name: use small letters"),
    "number too small": (pack(rule(rev="▶0")), "should be greater than or equal to 1"),
    "number that is none": (
        pack(rule(rev="▶few")),
        "should be a whole number, not 'few', which YAML reads as text",
    ),
    "truth that is none": (pack(rule(where="{opener: ▶perhaps}")), "should be true or false, not 'perhaps'"),
    "short title": (pack(rule(title="▶Oops")), "should have at least 8 characters"),
    "empty phrase": (
        pack(before="lexicons: {l: [a, ▶' ']}\n"),
        "an empty text matches nothing and everything",
    ),
    "empty lexicon": (pack(before="lexicons: {l: ▶[]}\n"), "should have at least 1 item"),
    "risk family": (
        pack(before="risks: {r: {title: t, definition: d, family: ▶servce}}\n"),
        "did you mean 'service'?",
    ),
    "unquoted brace": (
        pack(rule(message="▶{fault.text}")),
        "should be text, not a mapping (put quotes around",
    ),
    "text after a brace": (
        pack(rule(message="{fault.text} ▶is it")),
        "is not YAML: while parsing a block mapping",
    ),
    "key that is no text": (
        pack(rule(match="{fault: {regex: x}, ▶[a]: {regex: y}}")),
        "a key must be a plain text",
    ),
    "duplicate key": (pack(rule(**{"▶risk ": "mosaic"})), "key 'risk' stands twice in this mapping"),
}

SELECTORS = {
    "no mapping": (
        pack(rule(match="{fault: ▶our fault}")),
        "a selector is a mapping, not text (write one of",
    ),
    "empty": (pack(rule(match="{fault: ▶{}}")), "an empty selector (the kinds are entities, lexicon"),
    "unknown kind": (
        pack(rule(match="{fault: {▶regx: x}}")),
        "unknown selector kind 'regx', did you mean 'regex'?",
    ),
    "kind unlike any": (pack(rule(match="{fault: {▶zz: x}}")), "unknown selector kind 'zz' (the kinds are"),
    "two kinds": (
        pack(rule(match="{fault: {regex: x, ▶phrases: [y]}}")),
        "two kinds in one selector: regex and phrases (give each its own name in 'match')",
    ),
    "unknown option": (pack(rule(match="{fault: {regex: x, ▶cse: true}}")), "'cse', did you mean 'case'?"),
    "entity type": (
        pack(rule(match="{fault: {entities: [PERSON, ▶PHONE]}}")),
        "'PHONE', did you mean 'PHONE_NUMBER'?",
    ),
    "option out of range": (
        pack(rule(match="{fault: {entities: PERSON, min_score: ▶2}}")),
        "should be less than or equal to 1",
    ),
    "regex": (pack(rule(match="{fault: {regex: [ok, ▶'(']}}")), "missing ): ("),
    "lookahead": (pack(rule(match="{fault: {regex: ▶'(?=x)'}}")), "invalid perl operator: (?="),
    "phrase": (
        pack(rule(match="{fault: {phrases: [a, ▶'']}}")),
        "an empty text matches nothing and everything",
    ),
    "lexicon": (
        pack(rule(match="{fault: {lexicon: ▶sory}}"), before="lexicons: {sorry: [sorry]}\n"),
        "unknown lexicon 'sory', did you mean 'sorry'?",
    ),
    "member of a union, key": (
        pack(rule(match="{fault: {tokens: [we, {▶gp: 3}]}}")),
        "'gp', did you mean 'gap'?",
    ),
    "second member of a union": (
        pack(rule(match="{fault: {tokens: [we, {▶ani: 3}]}}")),
        "'ani', did you mean 'any'?",
    ),
    "member of a union, value": (
        pack(rule(match="{fault: {tokens: [we, {gap: ▶few}]}}")),
        "should be a whole number, not 'few'",
    ),
    "member of a union, type": (pack(rule(match="{fault: {tokens: [we, ▶5]}}")), "should be text, not '5'"),
    "in a signal": (pack(before="signals: {seen: {match: {n: {▶regx: x}}}}\n"), "did you mean 'regex'?"),
    "keyword as a name": (pack(rule(match="{▶not: {regex: x}}")), "'not' cannot be a name: it is a word of"),
    "condition syntax": (pack(rule(condition="fault ▶fault")), "expected 'and' or 'or' before 'fault'"),
    "condition in quotes": (
        pack(rule(condition="'fault and ▶falt'")),
        "unknown name 'falt', did you mean 'fault'?",
    ),
    "condition in a block": (pack(rule(condition="▶>-\n    fault and\n    falt")), "unknown name 'falt'"),
    "condition without match": (
        pack(rule(match=None, condition="▶fault", message="m")),
        "unknown name 'fault'",
    ),
    "forgotten selector": (
        pack(rule(match="{fault: {regex: x}, ▶other: {regex: y}}", condition="fault")),
        "the condition never uses 'other' (add it to the condition or take it out)",
    ),
    "guard": (pack(rule(guards="{▶negate: drop}")), "unknown guard 'negate', did you mean 'negated'?"),
    "guard of a signal": (
        pack(before="signals: {s: {guards: {▶questoin: drop}}}\n"),
        "did you mean 'question'?",
    ),
    "risk": (
        pack(rule(risk="▶admision_fault")),
        "unknown risk 'admision_fault', did you mean 'admission_fault'?",
    ),
    "origin in a message rule": (
        pack(rule(match="{fault: {entities: PERSON, ▶origin: [self]}}")),
        "a rule of scope message cannot ask for 'origin' (only a rule of scope thread can)",
    ),
    "origin in a signal": (
        pack(before="signals: {s: {match: {n: {entities: PERSON, ▶origin: [self]}}}}\n"),
        "a signal cannot ask for 'origin'",
    ),
}

PLACEHOLDERS = {
    "dangling": (
        pack(rule(message="It says ▶{falt.text} there")),
        "nothing fills the placeholder '{falt.text}', did",
    ),
    "unknown part": (pack(rule(message="'It says ▶{fault.txt}'")), "did you mean 'fault.text'?"),
    "of a correlation": (
        pack(rule(message="So ▶{kinds} of them")),
        "nothing fills the placeholder '{kinds}'",
    ),
    "negated": (
        pack(rule(match="{a: {regex: x}, b: {regex: y}}", condition="a and not b", message="So ▶{b.text}")),
        "nothing fills the placeholder '{b.text}'",
    ),
    "of a match": (pack(thread(message="So ▶{fault.text}"), before=SEEN), "nothing fills the placeholder"),
    "stray brace": (pack(rule(message="So ▶} it is")), "a single '}': write '}}' for the sign itself"),
    "in a block": (pack(rule(message="▶|\n    It says\n    {x}")), "nothing fills the placeholder '{x}'"),
}

CORRELATIONS = {
    "no mapping": (pack(thread("▶count")), "'correlate' is a mapping, not text (write {type: ..., ...})"),
    "without type": (pack(thread("▶{of: [seen]}")), "missing key 'type' (the types are combo, count)"),
    "type": (pack(thread("{type: ▶cuont}")), "unknown correlation type 'cuont', did you mean 'count'?"),
    "type unlike any": (pack(thread("{type: ▶series}")), "unknown correlation type 'series' (the types are"),
    "option": (pack(thread("{type: count, of: [seen], ▶withn: 7d}"), before=SEEN), "did you mean 'within'?"),
    "duration": (
        pack(thread("{type: count, of: [seen], within: ▶1y}"), before=SEEN),
        "'1y' is not a duration: write 90m, 24h, 7d or 2w",
    ),
    "reference": (
        pack(thread("{type: count, of: [▶sen]}"), before=SEEN),
        "unknown signal 'sen', did you mean 'seen'?",
    ),
    "reference to another pack": (
        pack(thread("{type: count, of: [▶other.seen]}"), before=SEEN),
        "unknown signal 'other.seen'",
    ),
    "reference to a thread rule": (
        pack(thread("{type: count, of: [▶MY-ADM-002]}"), thread(id="MY-ADM-002"), before=SEEN),
        "'MY-ADM-002' is a rule of scope thread: only message rules can be used",
    ),
    "condition of a combo": (
        pack(thread("{type: combo, kinds: [seen], condition: seen and ▶sen}", scope="author"), before=SEEN),
        "unknown name 'sen', did you mean 'seen'?",
    ),
    "condition of a combo in a block": (
        pack(
            thread("{type: combo, kinds: [seen],\n    condition: ▶'seen and\n    sen'}", scope="author"),
            before=SEEN,
        ),
        "unknown name 'sen'",
    ),
    "scope of a type": (
        pack(thread(scope="▶author"), before=SEEN),
        "'count' works at scope thread, archive, not author",
    ),
    "scope of an option": (
        pack(thread("▶{type: count, of: [seen], by: wording}"), before=SEEN),
        "'count' with these options works at scope archive, not thread",
    ),
    "selector that no signal has": (
        pack(
            thread("{type: count, of: [seen], told_by: [▶answr]}"),
            before="signals: {seen: {match: {answer: {regex: x}}}}\n",
        ),
        "no signal here has a selector 'answr', did you mean 'answer'?",
    ),
    "issue outside of its group": (
        pack(thread("{type: count, of: [▶issue]}"), before=SEEN),
        "unknown signal 'issue'",
    ),
    "group of issues that nobody defines": (
        pack(thread("{type: count, of: [seen], by: ▶issue}", scope="archive"), before=SEEN),
        "no pack defines classes of issues (write them under 'issues')",
    ),
    "issue and signal of one name": (
        pack(before="issues: {seen: {title: Seen it}}\nsignals: {▶seen: {}}\n"),
        "signal 'seen' is declared twice",
    ),
    "match beside correlate": (
        pack(thread(**{"▶match": "{n: {regex: x}}", "message": "m"}), before=SEEN),
        "a rule with 'correlate' has no 'match' of its own (put it into a signal and correlate that)",
    ),
    "message rule with correlate": (
        pack(rule(match=None, correlate=f"▶{COUNT}"), before=SEEN),
        "a rule of scope message cannot have 'correlate' (use scope thread)",
    ),
    "thread rule without": (
        pack(rule(scope="▶thread")),
        "a rule of scope thread needs 'correlate', or a selector with 'origin'",
    ),
    "author rule without": (pack(rule(scope="▶author")), "a rule of scope author needs 'correlate'"),
    "also": (
        pack(thread(also="▶template"), before=SEEN),
        "only a rule of scope message can be 'also' for templates",
    ),
}

LIMITED = {"scope": "thread", "match": None, "correlate": "{type: count, of: [seen], within: $limit}"}

PARAMETERS = {
    "unknown": (
        pack(
            rule(
                **LIMITED | {"correlate": "{type: count, of: [seen], within: ▶$limt}"},
                params="{limit: 6h}",
                message="'So within {limit}'",
            ),
            before=SEEN,
        ),
        "unknown parameter '$limt', did you mean 'limit'?",
    ),
    "unknown in a list": (pack(rule(match="{fault: {regex: [a, ▶$words]}}")), "unknown parameter '$words'"),
    "unused": (pack(rule(params="{▶limit: 6h}")), "nothing uses the parameter 'limit': write $limit in"),
    "name of a number": (pack(rule(params="{▶count: 6}")), "'count' cannot be a parameter"),
    "sort": (pack(rule(params="{limit: ▶{a: b}}", message="m {limit}")), "a parameter is a number, true or false, a"),
    "value that does not fit": (
        pack(rule(**LIMITED, params="{limit: 6}").replace("$limit", "▶$limit"), before=SEEN),
        "6 is not a duration: write 90m, 24h, 7d or 2w",
    ),
    "unknown clock": (
        pack(rule(**LIMITED | {"correlate": "{type: count, of: [seen], within: ▶clock:ofcm-adr}"}), before=SEEN),
        "unknown legal clock 'ofcm-adr', did you mean 'ofcom-adr'?",
    ),
    "clock where only a duration serves": (
        pack(rule(**LIMITED | {"correlate": "{type: count, of: [seen], within: ▶clock:ofcom-adr}"}), before=SEEN),
        "a legal clock is not a duration: write 90m, 24h, 7d or 2w",
    ),
    "clock without a period": (
        pack(before="clocks: {mine: ▶{title: t, periods: []}}\n"),
        "a clock has at least one period",
    ),
    "clock's name": (
        pack(before="clocks: {▶My_own: {title: t, periods: [{duration: 8w, ref: r}]}}\n"),
        "'My_own' is not",
    ),
    "clock's date": (
        pack(before="clocks: {mine: {title: t, periods: [{duration: 8w, ref: r, effective_from: ▶June}]}}\n"),
        "should be a date such as 2026-03-31",
    ),
    "clocks that overlap": (
        pack(before="clocks: {mine: ▶{title: t, periods: [{duration: 8w, ref: r}, {duration: 6w, ref: r}]}}\n"),
        "periods stand in order and do not overlap",
    ),
    "persona": (pack(rule(persona="▶pedant")), "unknown persona 'pedant', did you mean 'pedantic'?"),
    "rule for fewer readers": (
        pack(rule(1, persona="pedantic"), thread("{type: count, of: [▶MY-ADM-001]}", id="MY-ADM-002")),
        "'MY-ADM-001' is a rule for persona pedantic: a rule for regular cannot be built on it",
    ),
}

ALLOW = {
    "unknown rule": (
        pack(rule(), before="allow: [{rule: ▶MY-ADM-002, message: '1', reason: known for long}]\n"),
        "there is no rule 'MY-ADM-002', did you mean 'MY-ADM-001'?",
    ),
    "no reason": (pack(rule(), before="allow: [▶{rule: MY-ADM-001, message: '1'}]\n"), "missing key 'reason'"),
    "no anchor": (
        pack(rule(), before="allow: [▶{rule: MY-ADM-001, reason: known for long}]\n"),
        "say which findings: fingerprint, template, author, thread, message or value",
    ),
    "key": (
        pack(rule(), before="allow: [{rule: MY-ADM-001, ▶mesage: '1', reason: known for long}]\n"),
        "unknown key 'mesage', did you mean 'message'?",
    ),
    "date": (
        pack(rule(), before="allow: [{rule: MY-ADM-001, message: '1', reason: known for long, until: ▶soon}]\n"),
        "should be a date such as 2026-03-31",
    ),
    "number of a message": (
        pack(rule(), before="allow: [{rule: MY-ADM-001, message: ▶17, reason: known for long}]\n"),
        "(write it in quotes: '17')",
    ),
}

BASE = pack(rule(1, params="{limit: 6h}", **LIMITED), rule(2), before=SEEN)
HOUSE = "schema: socaudit/1\npack: {id: house, version: '1', title: House, extends: mine}\n"

EXTENDING = {
    "unknown pack": (HOUSE.replace("mine", "▶mien"), "there is no pack 'mien' to extend, did you mean 'mine'?"),
    "unknown pack, and what is overridden in it": (
        HOUSE.replace("mine", "▶mien") + "overrides: {MY-ADM-001: {severity: high}, MY-ADM-009: {severity: low}}\n",
        "there is no pack 'mien' to extend, did you mean 'mine'?",
    ),
    "unknown rule, nothing extended": (
        HOUSE.replace(", extends: mine", "") + "overrides: {▶MY-ADM-009: {severity: high}}\n",
        "did you mean 'MY-ADM-002'? (name the pack whose rules you change: pack: {..., extends: [ID]})",
    ),
    "itself": (HOUSE.replace("mine", "▶house"), "pack 'house' extends itself"),
    "unknown rule": (HOUSE + "overrides: {▶MY-ADM-003: {severity: high}}\n", "did you mean 'MY-ADM-002'?"),
    "nothing extended": (
        HOUSE.replace(", extends: mine", "") + "overrides: {▶MY-ADM-002: {severity: high}}\n",
        "is a rule of pack 'mine', which this pack does not extend (write extends: [mine] under 'pack')",
    ),
    "own rule": (
        HOUSE + "overrides: {▶MY-ADM-007: {severity: high}}\nrules:\n" + rule(7),
        "MY-ADM-007 is a rule of this pack: change the rule itself",
    ),
    "nothing changed": (HOUSE + "overrides: {MY-ADM-002: ▶{}}\n", "this override changes nothing: give severity"),
    "off and more": (
        HOUSE + "overrides: {MY-ADM-002: ▶{off: said on purpose, severity: low}}\n",
        "a rule that is off has nothing else to override",
    ),
    "no reason": (HOUSE + "overrides: {MY-ADM-002: {off: ▶true}}\n", "should be text, not 'true'"),
    "short reason": (HOUSE + "overrides: {MY-ADM-002: {off: ▶no use}}\n", "should have at least 8 characters"),
    "key that cannot be overridden": (
        HOUSE + "overrides: {MY-ADM-002: {▶title: A better title}}\n",
        "unknown key 'title' (known keys: severity, confidence, params, off)",
    ),
    "value": (HOUSE + "overrides: {MY-ADM-002: {severity: ▶hihg}}\n", "did you mean 'high'?"),
    "unknown parameter": (
        HOUSE + "overrides: {MY-ADM-001: {params: {▶limt: 2h}}}\n",
        "MY-ADM-001 has no parameter 'limt', did you mean 'limit'?",
    ),
    "parameter of a rule without": (
        HOUSE + "overrides: {MY-ADM-002: {params: {▶limit: 2h}}}\n",
        "MY-ADM-002 has no parameter 'limit', and no other",
    ),
    "sort of a parameter": (
        HOUSE + "overrides: {MY-ADM-001: {params: {▶limit: 2}}}\n",
        "parameter 'limit' is a duration, not a number",
    ),
    "signal that is private": (
        HOUSE + "rules:\n" + thread("{type: count, of: [▶mine.own]}", id="MY-ADM-007"),
        "signal 'mine.own' is private: only its own pack can use it",
    ),
    "off, but built upon": (
        HOUSE
        + "overrides: {MY-ADM-002: {▶off: said on purpose}}\nrules:\n"
        + thread("{type: count, of: [MY-ADM-002]}", id="MY-ADM-007"),
        "MY-ADM-002 cannot be off: MY-ADM-007 is built on it (switch MY-ADM-007 off, too)",
    ),
    "default": (HOUSE.replace("title: House", "default: ▶perhaps, title: House"), "should be true or false"),
}


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=name) for name, case in EXTENDING.items()])
def test_a_mistake_in_a_pack_that_extends_is_named_at_its_place(tmp_path: Path, text: str, expected: str) -> None:
    base = write(tmp_path / "mine", BASE.replace("seen: {", "own: {private: true}, seen: {", 1))
    path = write(tmp_path / "house", text)
    (place,) = marked(path, text)
    (found,) = problems(base, path)
    assert found.startswith(f"{place}: ")
    assert expected in found


def test_a_value_that_a_rule_cannot_have_is_named_where_it_is_given(tmp_path: Path) -> None:
    few = rule(scope="thread", match=None, params="{few: 3}", correlate="{type: count, of: [seen], min: $few}")
    base = write(tmp_path / "mine", pack(few, before=SEEN))
    text = HOUSE + "overrides: {MY-ADM-001: {params: {▶few: 1}}}\n"
    path = write(tmp_path / "house", text)
    assert problems(base, path) == [
        f"{marked(path, text)[0]}: MY-ADM-001 cannot have this: should be greater than or equal to 2"
    ]


def test_two_packs_may_not_disagree(tmp_path: Path) -> None:
    base = write(tmp_path / "mine", pack(rule()))
    text = HOUSE + "overrides: {MY-ADM-001: {▶severity: high}}\n"
    one, two = write(tmp_path / "a", text), write(tmp_path / "b", text.replace("house", "team"))
    place = marked(one, text)[0]
    assert problems(base, one, two) == [
        f"{marked(two, text.replace('house', 'team'))[0]}: MY-ADM-001 is already changed in {place}: "
        "two packs may not disagree"
    ]


def test_packs_that_extend_each_other_are_both_told(tmp_path: Path) -> None:
    one = write(tmp_path / "a", HOUSE.replace("mine", "team"))
    two = write(tmp_path / "b", HOUSE.replace("house", "team").replace("mine", "house"))
    assert ["extends itself, through" in problem for problem in problems(one, two)] == [True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(*case, id=f"{group}: {name}")
        for group, cases in {
            "shape": SHAPE,
            "selectors": SELECTORS,
            "placeholders": PLACEHOLDERS,
            "correlations": CORRELATIONS,
            "parameters": PARAMETERS,
            "allow": ALLOW,
        }.items()
        for name, case in cases.items()
    ],
)
def test_a_mistake_is_the_only_problem_and_named_at_its_place(tmp_path: Path, text: str, expected: str) -> None:
    path = write(tmp_path, text)
    (place,) = marked(path, text)
    (found,) = problems(path)
    assert found.startswith(f"{place}: ")
    assert expected in found


def test_all_problems_of_all_files_come_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    late = pack(rule(1, severity="▶hihg", risk="▶nothing_known"), rule(2, match="{fault: {▶regx: x}}"))
    early = "schema: socaudit/1\npack: ▶[\n"
    second = write(tmp_path / "b", late)
    first = write(tmp_path / "a", early)
    found = problems(second, first)
    assert [problem.rsplit(": ", 2)[0].split(": ")[0] for problem in found] == [
        f"{first}:3:1",
        marked(second, late)[0],
        marked(second, late)[2],
    ]


def test_a_valid_rule_beside_an_invalid_one_is_still_checked(tmp_path: Path) -> None:
    text = pack(rule(1, sevrity="low"), rule(2, risk="▶mosiac"))
    path = write(tmp_path, text)
    assert [problem for problem in problems(path) if "did you mean 'mosaic'?" in problem] == [
        f"{marked(path, text)[0]}: unknown risk 'mosiac', did you mean 'mosaic'?"
    ]


def test_a_wrong_signal_is_not_also_an_unknown_one(tmp_path: Path) -> None:
    text = pack(thread(), before="signals: {seen: {▶wher: {}}}\n")
    path = write(tmp_path, text)
    assert problems(path) == [f"{marked(path, text)[0]}: unknown key 'wher', did you mean 'where'?"]


@pytest.mark.parametrize("match", ["", "[a, b]", "[{a: b}]", "word", "{answer}"])
def test_a_signal_whose_match_cannot_be_read_is_the_only_problem(tmp_path: Path, match: str) -> None:
    text = pack(
        thread("{type: count, of: [seen], told_by: [answer]}"),
        before=f"signals:\n  seen:\n    match: ▶{match}\n",
    )
    path = write(tmp_path, text)
    (found,) = problems(path)
    assert found.startswith(f"{marked(path, text)[0].rsplit(':', 1)[0]}:")


def test_a_name_may_be_declared_in_a_file_of_the_pack_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, HEAD + "signals: {seen: [", "a.yaml")
    write(tmp_path, pack(thread(), rule(2, match="{fault: {lexicon: words}}")), "b.yaml")
    (found,) = problems(tmp_path)
    assert "a.yaml" in found


@pytest.mark.parametrize(
    ("what", "one", "other"),
    [
        ("rule 'MY-ADM-001'", pack(rule()), pack(rule()).replace("id: MY", "id: ▶MY")),
        ("signal 'seen'", pack(before="signals: {seen: {}}\n"), pack(before="signals: {▶seen: {}}\n")),
        ("lexicon 'words'", pack(before="lexicons: {words: a}\n"), pack(before="lexicons: {▶words: a}\n")),
        (
            "risk 'own'",
            pack(before="risks: {own: {title: t, definition: d, family: service}}\n"),
            pack(before="risks: {▶own: {title: t, definition: d, family: service}}\n"),
        ),
    ],
)
def test_what_is_declared_twice_names_both_places(tmp_path: Path, what: str, one: str, other: str) -> None:
    first, second = write(tmp_path, one, "1.yaml"), write(tmp_path, other, "2.yaml")
    (found,) = problems(tmp_path)
    assert found.startswith(f"{marked(second, other)[0]}: {what} is declared twice, first in {first}:")


def test_a_pack_may_not_redefine_a_base_risk(tmp_path: Path) -> None:
    path = write(tmp_path, pack(before="risks: {mosaic: {title: t, definition: d, family: service}}\n"))
    assert problems(path) == [f"{path}:3:9: risk 'mosaic' is declared twice, first in the base vocabulary"]


def test_the_same_rule_id_in_two_packs_is_an_error(tmp_path: Path) -> None:
    first = write(tmp_path / "a", pack(rule()))
    second = write(tmp_path / "b", pack(rule()).replace("id: mine", "id: other"))
    (found,) = problems(first, second)
    assert found == f"{second}:4:7: rule 'MY-ADM-001' is declared twice, first in {first}:4"


def test_files_of_one_pack_share_version_and_title(tmp_path: Path) -> None:
    first = write(tmp_path, pack(), "1.yaml")
    text = "schema: socaudit/1\npack: {id: mine, version: ▶'2', title: ▶Another title}\n"
    second = write(tmp_path, text, "2.yaml")
    places = marked(second, text)
    advice = "(the files of a pack share it)"
    assert problems(tmp_path) == [
        f"{places[0]}: version '2' differs from '1' in {first} {advice}",
        f"{places[1]}: title 'Another title' differs from 'My own rules' in {first} {advice}",
    ]


def test_an_id_belongs_to_the_pack_of_one_folder(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a", pack()), write(tmp_path / "b", pack())
    assert problems(tmp_path / "a", tmp_path / "b") == [
        f"{second}:2:12: pack id 'mine' is already used by {first} (an id belongs to one pack)"
    ]


def test_a_users_rule_without_transcripts_is_a_warning(tmp_path: Path) -> None:
    text = pack(rule(1, tests="▶{hit: ['B 0h: our fault']}"), rule(2, tests=None))
    path = write(tmp_path, text)
    one, two = user_load(path).warnings
    assert one.where == marked(path, text)[0]
    assert one.text == "missing tests: MY-ADM-001 has no transcript under miss"
    assert two.text == "missing tests: MY-ADM-002 has no transcript under hit and miss"


def test_problems_hold_across_windows_line_ends(tmp_path: Path) -> None:
    text = pack(rule(severity="▶hihg")).replace("\n", "\r\n")
    path = tmp_path / "pack.yaml"
    path.write_bytes(text.replace("▶", "").encode())
    assert problems(path)[0].startswith(marked(path, text)[0])
