"""An evaluation as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from socaudit.evaluation import Estimate, Evaluation, Mistake, Reliability, Score
from socaudit.reporters import visible

_MODES = {
    "overlap_typed": "overlap, typed",
    "overlap_untyped": "overlap, any type",
    "exact_typed": "exact, typed",
    "exact_untyped": "exact, any type",
    "characters": "characters",
}
_COUNTS = ("Hits", "Missed", "False")
_SHARES = ("Prec.", "Recall", "F1", "F2", "F2, 95 %")


def show(evaluation: Evaluation) -> None:
    """Print the scores by mode and by entity type, the clean messages flagged and the worst mistakes."""
    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
    console.print(
        f"{evaluation.messages:,} messages, {evaluation.labels:,} labels"
        f" ({evaluation.ignored:,} more ignored), {evaluation.clean:,} messages without any"
    )
    modes = _table("Matching")
    for name, heading in _MODES.items():
        modes.add_row(heading, *_figures(evaluation.scores[name].total))
    console.print(modes)
    types = _table("Entity type")
    for entity_type, score in evaluation.scores["overlap_typed"].by_type.items():
        types.add_row(entity_type, *_figures(score))
    console.print(types)
    if evaluation.reliability.bins:
        console.print(_reliability(evaluation.reliability))
        console.print(f"Expected calibration error: {evaluation.reliability.error:.3f}\n")
    share = evaluation.flagged_share
    flagged = f"{evaluation.flagged:,} of {evaluation.clean:,}"
    console.print(f"Clean messages flagged: {flagged}, share {_value(share)} {_interval(share)}".rstrip())
    _show_mistakes(console, "Worst misses", "seen as", evaluation.misses)
    _show_mistakes(console, "Worst false alarms", "labelled", evaluation.false_alarms)


def _show_mistakes(console: Console, title: str, beside: str, mistakes: Sequence[Mistake]) -> None:
    """Print each mistake as its place and type, and a line of text; ids and text are made harmless."""
    if mistakes:
        console.print(f"\n{title}")
    for mistake in mistakes:
        facts = [f"{visible(str(mistake.message_id))}:{mistake.start}-{mistake.end}", mistake.entity_type]
        if mistake.score is not None:
            facts.append(f"{mistake.score:.2f}")
        if mistake.beside:
            facts.append(f"({beside} {', '.join(mistake.beside)})")
        console.print(f"  {' '.join(facts)}")
        console.print(f"      {visible(mistake.text)}")


def _reliability(reliability: Reliability) -> Table:
    """Return what scores are worth: of the detections at about a score, the share that is right."""
    table = Table(box=box.SIMPLE_HEAD, padding=0)
    for header in ("Score", "Detections", "Mean score", "Right"):
        table.add_column(header, justify="right", no_wrap=True)
    for one in reliability.bins:
        table.add_row(f"{one.low:.1f}-{one.high:.1f}", f"{one.count:,}", f"{one.mean_score:.3f}", f"{one.right:.3f}")
    return table


def _figures(score: Score) -> list[str]:
    counts = (score.counts.hits, score.counts.missed, score.counts.false_alarms)
    shares = (score.precision, score.recall, score.f1, score.f2)
    return [*(f"{count:,}" for count in counts), *(_value(share) for share in shares), _interval(score.f2)]


def _value(estimate: Estimate) -> str:
    return "-" if estimate.value is None else f"{estimate.value:.3f}"


def _interval(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{estimate.low:.2f}-{estimate.high:.2f}"


def _table(heading: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0)
    table.add_column(heading, no_wrap=True)
    for header in (*_COUNTS, *_SHARES):
        table.add_column(header, justify="right", no_wrap=True)
    return table
