"""Hypothesis strategies: reports that keep the model's contract, with any Unicode in every text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

from hypothesis import strategies as st

from socaudit.model import (
    Check,
    Coverage,
    Exposure,
    Finding,
    InputCoverage,
    Location,
    NotEvaluated,
    Region,
    Report,
    RuleInfo,
    RunInfo,
    Score,
    ScorePart,
    Severity,
    Source,
    Subject,
    Window,
)
from socaudit.reporters._order import FAMILIES

T = TypeVar("T")

# Any text, with more of what steers terminals, sets directions, breaks lines or looks like markup.
texts = st.text(st.characters() | st.sampled_from("\x1b\x07\x9b\r\n\t\u202e\u2066\u200f\u200b\u2028[]\\"), max_size=40)
times = st.datetimes(min_value=datetime(1970, 1, 2), timezones=st.just(UTC))  # noqa: DTZ001  # The zone is drawn.
counts = st.integers(0, 10**7)
numbers = st.floats(0, 10**6, allow_nan=False)
tallies = st.dictionaries(texts, counts, max_size=3)


def _few(element: st.SearchStrategy[T], size: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(element, max_size=size).map(tuple)


sources = st.builds(
    Source,
    texts,
    texts,
    member=st.none() | texts,
    line=st.none() | st.integers(1, 10**6),
    pointer=st.none() | texts,
)
lines = st.integers(1, 10**6)
locations = st.builds(
    Location,
    network=texts,
    message_id=texts,
    field=texts,
    start=counts,
    end=counts,
    entity_type=st.none() | texts,
    masked=texts,
    evidence=texts,
    marked=st.tuples(st.integers(0, 60), st.integers(0, 60)),
    speaker=texts,
    created_at=st.none() | times,
    permalink=st.none() | texts,
    source=sources,
    text_hash=texts,
    region=st.none() | st.builds(Region, lines, lines, lines, lines),
)
rules = st.builds(
    RuleInfo,
    id=texts,
    rev=st.integers(1, 99),
    pack=texts,
    title=texts,
    risk=texts,
    risk_title=texts,
    family=st.sampled_from(list(FAMILIES)),
    why=texts,
    fix=texts,
    refs=_few(texts),
)
inputs = st.builds(
    InputCoverage,
    texts,
    st.none() | texts,
    st.none() | texts,
    counts,
    counts,
    tallies,
    counts,
    counts,
    errors=_few(texts),
    notes=_few(texts),
)
coverages = st.builds(
    Coverage,
    inputs=_few(inputs),
    roles=tallies,
    role_bases=tallies,
    threads=counts,
    first=st.none() | times,
    last=st.none() | times,
    not_evaluated=_few(st.builds(NotEvaluated, st.none() | texts, texts, counts)),
)
exposures = st.builds(
    Exposure,
    texts,
    numbers,
    st.sampled_from(Severity),
    _few(st.builds(ScorePart, texts, numbers, counts), 5),
    counts,
    _few(texts),
    _few(st.builds(Check, texts, _few(locations))),
    _few(st.builds(Window, texts, texts, texts, times, st.none() | times, times, _few(texts))),
)
scores = st.builds(
    Score,
    numbers,
    st.sampled_from(Severity),
    _few(st.builds(ScorePart, texts, numbers, counts), 5),
    st.none() | texts,
    st.none() | texts,
)
runs = st.builds(
    RunInfo,
    texts,
    times,
    times,
    texts,
    texts,
    texts,
    packs=_few(st.tuples(texts, texts, texts)),
    key_id=texts,
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report in which every finding has its rule."""
    infos = draw(st.lists(rules, min_size=1, max_size=3, unique_by=lambda info: info.id))
    findings = st.builds(
        Finding,
        fingerprint=texts,
        rule_id=st.sampled_from([info.id for info in infos]),
        risk=texts,
        subject=st.builds(Subject, texts, texts),
        message=texts,
        fix=texts,
        thread_id=st.none() | texts,
        created_at=st.none() | times,
        locations=_few(locations),
    )
    return Report(
        draw(runs),
        draw(coverages),
        tuple(infos),
        tuple(draw(st.lists(findings, max_size=4))),
        draw(_few(exposures)),
        draw(_few(scores)),
        draw(st.none() | scores),
    )
