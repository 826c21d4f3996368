"""Counts become precision, recall and F-scores, with intervals from resampling the messages."""

from __future__ import annotations

import random
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

CONFIDENCE = 0.95
SEED = 20_240_229
_FORTIETHS = 40  # The outer two of 39 cuts lie at 2.5 % and 97.5 %.

Name: TypeAlias = tuple[str, ...]
Tally: TypeAlias = Mapping[Name, int]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share between 0 and 1 with its 95 % interval; None where there was nothing to divide by."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many labels were found and missed, and how many detections found nothing."""

    hits: int
    missed: int
    false_alarms: int

    @property
    def precision(self) -> float | None:
        """Return the share of the detections that are right."""
        return _share(self.hits, self.hits + self.false_alarms)

    @property
    def recall(self) -> float | None:
        """Return the share of the labels that are found."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall."""
        return self._f(1)

    @property
    def f2(self) -> float | None:
        """Return the weighted harmonic mean in which recall counts double."""
        return self._f(2)

    def _f(self, beta: int) -> float | None:
        hits = (1 + beta**2) * self.hits
        return _share(hits, hits + beta**2 * self.missed + self.false_alarms)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over all messages, and what follows from them."""

    counts: Counts
    precision: Estimate
    recall: Estimate
    f1: Estimate
    f2: Estimate


class Sample:
    """What was counted in each message of a set, and in each of its bootstrap resamples.

    A resample draws as many messages as there are, with replacement; the percentiles of a statistic over all
    resamples are its interval (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).

    Args:
        tallies: the counts of each message by name; what is not named was not seen.
        resamples: how many to draw; below 2 there are no intervals.
        seed: of the draws; the same tallies in any order and the same seed give the same intervals.
    """

    def __init__(self, tallies: Sequence[Tally], *, resamples: int, seed: int = SEED) -> None:
        # Most messages count the same: few patterns stand for many messages.
        patterns = sorted(Counter(tuple(sorted(tally.items())) for tally in tallies).items())
        weights = [messages for _, messages in patterns]
        # How often each pattern comes: in the set itself, then in each resample.
        self._drawn = [weights, *_resampled(weights, resamples, seed)]
        self._places: defaultdict[Name, list[tuple[int, int]]] = defaultdict(list)
        for place, (pattern, _) in enumerate(patterns):
            for name, count in pattern:
                self._places[name].append((place, count))
        self.names = frozenset(self._places)

    def count(self, name: Name) -> int:
        """Return what all messages count together."""
        return self._counts(name)[0]

    def share(self, part: Name, whole: Name) -> Estimate:
        """Return one count as a share of another."""
        return _estimate([_share(*pair) for pair in zip(self._counts(part), self._counts(whole), strict=True)])

    def score(self, name: Name) -> Score:
        """Return the score of what is counted as `(*name, "hits")`, `"missed"` and `"false_alarms"`."""
        outcomes = (self._counts((*name, outcome)) for outcome in ("hits", "missed", "false_alarms"))
        counts = [Counts(*found) for found in zip(*outcomes, strict=True)]
        return Score(
            counts=counts[0],
            precision=_estimate([found.precision for found in counts]),
            recall=_estimate([found.recall for found in counts]),
            f1=_estimate([found.f1 for found in counts]),
            f2=_estimate([found.f2 for found in counts]),
        )

    def _counts(self, name: Name) -> list[int]:
        """Return the count in the set, then in each resample."""
        places = self._places.get(name, ())
        return [sum(weights[place] * count for place, count in places) for weights in self._drawn]


def _resampled(weights: Sequence[int], resamples: int, seed: int) -> Iterator[Sequence[int]]:
    """Yield how often each pattern comes in a resample of as many messages as the patterns stand for."""
    generator = random.Random(seed)  # noqa: S311  # Statistics, not secrets; the seed makes runs comparable.
    bounds = list(accumulate(weights))
    for _ in range(resamples if weights else 0):
        drawn = Counter(generator.choices(range(len(weights)), cum_weights=bounds, k=bounds[-1]))
        yield [drawn[place] for place in range(len(weights))]


def _estimate(values: Sequence[float | None]) -> Estimate:
    """Return the first value with the interval of the others."""
    value, *others = values
    drawn = [other for other in others if other is not None]
    if value is None or len(drawn) < 2:  # noqa: PLR2004  # One value has no percentiles.
        return Estimate(value)
    cuts = statistics.quantiles(drawn, n=_FORTIETHS, method="inclusive")
    return Estimate(value, cuts[0], cuts[-1])


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
