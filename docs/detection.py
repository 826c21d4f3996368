"""Writes the tables of docs/detection.md from the recognizers and what the benchmarks kept; a test holds it to them.

python docs/detection.py
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]  # What an expression looks for is nowhere else to be read.
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from socaudit.detectors import Entry, catalogue, measured

FOLDER = Path(__file__).parent
PAGE = FOLDER / "detection.md"
KEPT = FOLDER.parent / "benchmarks" / "detection"
# A national recognizer's name starts with its country's code; Presidio's have theirs after its own name.
COUNTRIES = {
    "uk_": "United Kingdom",
    "ie_": "Ireland",
    "us_": "United States",
    "ca_": "Canada",
    "au_": "Australia",
    "in_": "India",
    "presidio_Us": "United States",
    "presidio_Es": "Spain",
    "presidio_It": "Italy",
    "presidio_Sg": "Singapore",
}
ANYWHERE = "any"
MOST_WORDS = 8
# Enough for the words of any expression of ours; alternatives multiply.
MOST_PHRASES = 400
BREAK = "\0"
# 'the code is' announces nothing more than 'the code', 'this is' does.
VERB = re.compile(r"^'s |((?<!\bi)(?<!he)(?<!\bit)(?<!this)(?<!here) (is|was|are|being|it's|'s|=|:|[/|&,]))+$")
SETS = {
    "tune.ndjson": "the development set, which the recognizers and the scores were made on",
    "check.ndjson": "the check half, of which only totals were looked at",
    "unseen.ndjson": "the third set, which nothing was made on",
}


def page(text: str) -> str:
    """Return the page with each part between `<!-- NAME -->` and `<!-- /NAME -->` written anew."""
    for name, lines in PARTS.items():
        before, opening, rest = text.partition(f"<!-- {name} -->\n")
        _, closing, after = rest.partition(f"<!-- /{name} -->")
        if not closing:
            raise ValueError(f"{PAGE.name} has no part {name!r}")
        text = before + opening + "\n" + "\n".join(lines()).rstrip() + "\n\n" + closing + after
    return text


def recognizers() -> Iterator[str]:
    """Yield the table of all entity types by country."""
    yield from _heading("Entity type", "Country", "Recognizer", "Check digit", "Context words", "Example", "Score")
    for entry in sorted(catalogue(), key=lambda entry: (entry.form.entity_type, _country(entry), entry.recognizer)):
        form = entry.form
        example = form.example.replace("|", "\\|")
        cells = (form.entity_type, _country(entry), f"`{entry.recognizer}`", form.check or "none", _context(entry))
        yield _row((*cells, f"`{example}`", _scores(entry)))


def _country(entry: Entry) -> str:
    return next((name for prefix, name in COUNTRIES.items() if entry.recognizer.startswith(prefix)), ANYWHERE)


def _scores(entry: Entry) -> str:
    points = measured()[entry.recognizer][entry.form.entity_type]
    least, most = points[0][1], points[-1][1]
    return f"{least:.2f}" if least == most else f"{least:.2f}-{most:.2f}"


def _context(entry: Entry) -> str:
    """Return the first words that the code looks for around a value: those of its expressions, else its cues."""
    found = [words(pattern) for pattern in entry.form.context] or [_legible(entry.cues)]
    shown = [word for every in found for word in every[: -(-MOST_WORDS // len(found))]]
    more = sum(map(len, found)) > len(shown)
    return ", ".join(dict.fromkeys(shown)).replace("|", "\\|") + (", ..." if more else "") or "none needed"


def words(pattern: re.Pattern[str]) -> list[str]:
    """Return the words that an expression looks for, without its values and without what may be left out."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    values = {number for name, number in tree.state.groupdict.items() if name.startswith("value")}
    return _legible(part for phrase in _phrases(tree, values) for part in phrase.split(BREAK))


def _legible(phrases: Iterable[str]) -> list[str]:
    """Return phrases with letters in them, each once; those that only go on from another one are left out."""
    shown: list[str] = []
    for phrase in phrases:
        word = VERB.sub("", " ".join(phrase.split())).strip(" -:=!?'\"()[]{}<>,./|&#^~*+_")
        if len(re.sub(r"[^a-z]", "", word)) > 1 and not any(f"{word} ".startswith(f"{other} ") for other in shown):
            shown.append(word)
    return shown


def _phrases(items: Iterable[Any], values: set[int]) -> list[str]:  # The parser's trees have no types.
    found = [""]
    for kind, what in items:
        pieces = _pieces(kind, what, values)
        found = list(dict.fromkeys(one + piece for one in found for piece in pieces))[:MOST_PHRASES]
    return found


def _pieces(kind: Any, what: Any, values: set[int]) -> list[str]:
    """Return what one part of an expression stands for; `BREAK` for what is no word of it."""
    found = [BREAK]
    if kind is code.LITERAL:
        found = [chr(what).lower()]
    elif kind is code.BRANCH:
        found = [phrase for branch in what[1] for phrase in _phrases(branch, values)]
    elif kind is code.SUBPATTERN and what[0] not in values:
        found = _phrases(what[3], values)
    elif kind in (code.MAX_REPEAT, code.MIN_REPEAT):
        pieces = _phrases(what[2], values)
        # A gap stays a gap, and the space of 'post ?code' is shown; other things that may be left out are.
        found = pieces if what[0] or pieces in ([" "], [BREAK]) else [""]
    elif kind is code.IN:
        found = _one_of(what)
    elif kind in (code.AT, code.ASSERT, code.ASSERT_NOT):
        found = [""]
    return found


def _one_of(members: Sequence[tuple[Any, Any]]) -> list[str]:
    """Return what a set of characters stands for: a space, one of its letters, or no word."""
    if (code.CATEGORY, code.CATEGORY_SPACE) in members or (code.LITERAL, ord(" ")) in members:
        return [" "]
    letters = all(kind is code.LITERAL and chr(character).isalpha() for kind, character in members)
    return [chr(letter) for _, letter in members] if letters else [BREAK]


def reliability() -> Iterator[str]:
    """Yield for each labelled set how the scores compare with the share that is right."""
    kept = json.loads((KEPT / "reliability.json").read_text(encoding="utf-8"))
    for name, what in SETS.items():
        if name in kept:
            error = kept[name]["expected_calibration_error"]
            yield from (f"`{name}`, {what}; expected calibration error {error:.3f}:", "")
            yield from _heading("Score", "Detections", "Mean score", "Right")
            for one in kept[name]["bins"]:
                shares = (f"{one['mean_score']:.2f}", f"{one['right']:.2f}")
                yield _row((f"{one['from']:.1f}-{one['to']:.1f}", str(one["count"]), *shares))
            yield ""


def peers() -> Iterator[str]:
    """Yield the tables of `against_peers.py`."""
    kept = json.loads((KEPT / "peers.json").read_text(encoding="utf-8"))
    for name, what in SETS.items():
        if name in kept:
            columns, *rows = kept[name]
            yield from (f"`{name}`, {what}:", "", *_heading(*columns), *map(_row, rows), "")


def _heading(*cells: str) -> Iterator[str]:
    yield from (_row(cells), "|" + "---|" * len(cells))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "recognizers": recognizers,
    "reliability": reliability,
    "peers": peers,
}


def main() -> None:
    """Write the page's tables."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
