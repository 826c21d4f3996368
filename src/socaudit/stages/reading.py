"""One message as the rules look at it: what may match, what does, and what guards say of it, each worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from socaudit.guards import Guard
from socaudit.model import PROFILE_FIELDS
from socaudit.selectors import Found, Selector, View

Spans = Sequence[tuple[View, Found]]
Hits = list[tuple[str, View, Found]]


class Reading:
    """A message while the rules are matched against it.

    Args:
        views: its texts.
        selectors: all selectors, by number.
        may: the numbers of those that may match.
    """

    def __init__(self, views: Sequence[View], selectors: Sequence[Selector], may: AbstractSet[int]) -> None:
        self.views = views
        self.may = may
        self._selectors = selectors
        self._found: dict[int, Spans] = {}
        self._said: dict[tuple[Guard, int, tuple[int, int]], bool] = {}

    def found(self, number: int) -> Spans:
        """Return what a selector matches; of one that needs a parse, only what `parse` has found."""
        if number not in self._found:
            if number not in self.may or self._selectors[number].parsed:
                return ()
            self._found[number] = self._run(number, self.views)
        return self._found[number]

    def parse(self, number: int) -> None:
        """Run a selector that needs a parse, unless another rule has asked for it already."""
        if number not in self._found:
            texts = [view for view in self.views if view.field not in PROFILE_FIELDS]
            self._found[number] = self._run(number, [view for view in texts if not view.field.startswith("links")])

    def takes_back(self, guard: Guard, view: View, span: Found) -> bool:
        """Tell whether a guard takes a hit back."""
        key = (guard, id(view), span.folded)
        if key not in self._said:
            self._said[key] = guard(view.folded.text, *span.folded)
        return self._said[key]

    def _run(self, number: int, views: Sequence[View]) -> Spans:
        find = self._selectors[number].find
        return [(view, span) for view in views for span in find(view)]


def unsaid(dropped: Hits, standing: Hits, view: View, span: Found) -> bool:
    """Tell whether guards took back all that some selector found in a sentence: so it is not said."""
    gone = {name for name, seen, hit in dropped if seen is view and within(hit.folded, span.folded)}
    if not gone:
        return False
    return bool(gone - {name for name, seen, hit in standing if seen is view and within(hit.folded, span.folded)})


def within(place: tuple[int, int], whole: tuple[int, int]) -> bool:
    """Tell whether one span lies within another."""
    return whole[0] <= place[0] and place[1] <= whole[1]
