"""How the terminal report shows one finding: the masked evidence, who said it, when, and where to find it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from socaudit.model import Confidence, Finding, Location, MessageState, Scope
from socaudit.reporters._page import GUTTER, Page
from socaudit.reporters._spots import address
from socaudit.reporters._text import BLANKS, moment, words

LOCATIONS = 2
EVIDENCE = 140
MESSAGE = 160
NAME = 40
# Of these scopes the evidence says it all.
_PLAIN = (Scope.MESSAGE, Scope.TEMPLATE)
STATES = {
    MessageState.EDITED: "edited",
    MessageState.REPLACED: "edited since",
    MessageState.DELETED: "deleted since",
}


def finding_lines(page: Page, finding: Finding) -> list[Text]:
    """Return the lines of one finding: what no single message shows, then the messages."""
    lines: list[Text] = []
    if len(finding.locations) != 1 or finding.scope not in _PLAIN:
        lines += page.paragraph(Text(page.clean(finding.message, MESSAGE)), indent=GUTTER)
    for place in finding.locations[:LOCATIONS]:
        lines += page.paragraph(evidence(page, place), indent=GUTTER)
        lines += [*_speaker(page, place, finding), reference(page, place, GUTTER + 2)]
    more = len(finding.locations) - LOCATIONS
    if more > 0:
        lines += page.paragraph(Text(f"and {more:,} more of its messages", "dim"), indent=GUTTER + 2)
    return lines


def evidence(page: Page, place: Location) -> Text:
    """Return the masked evidence with its hit marked, for eyes with and without colour."""
    text = place.evidence.translate(BLANKS)
    start, end = sorted(min(max(offset, 0), len(text)) for offset in place.marked)
    before, hit, after = (page.clean(part) for part in (text[:start], text[start:end], text[end:]))
    hit = page.squeeze(hit, EVIDENCE)
    dots = page.glyphs.ellipsis
    before, after = before.lstrip(), after.rstrip()
    room = EVIDENCE - len(hit)
    tail = min(len(after), max(room // 2, room - len(before)))
    head = room - tail
    if len(before) > head:
        before = dots + before[len(before) - head :]
    if len(after) > tail:
        after = after[:tail] + dots
    marked = (page.glyphs.open, (hit, "bold underline"), page.glyphs.close) if hit else ()
    return Text.assemble(before, *marked, after) if before or hit or after else Text("(no text)", "dim")


def _speaker(page: Page, place: Location, finding: Finding) -> list[Text]:
    parts = [f"{words(place.role)} {page.squeeze(place.speaker, NAME)}", moment(place.created_at)]
    if place.state is not None:
        parts.append(STATES[place.state])
    if finding.confidence is Confidence.LOW:
        parts.append("low confidence")
    who = Text(" " * (GUTTER + 2) + ", ".join(parts), "dim")
    if finding.thread_id is None:
        return [who]
    thread = f"thread {page.clean(finding.thread_id)}"
    if who.cell_len + len(", ") + cell_len(thread) <= page.width:
        return [who.append(f", {thread}")]
    return [who, Text(" " * (GUTTER + 2) + thread, "dim")]


def reference(page: Page, place: Location, indent: int) -> Text:
    """Return where a message is, on a line of its own and never cut, so that it can be copied."""
    network = "" if place.network == "unknown" else f"{page.clean(place.network)} "
    message = f"{network}message {page.clean(place.message_id)}"
    if place.permalink is None:
        where = f"{message} ({page.squeeze(address(place), NAME)})"
    elif place.message_id in place.permalink:
        where = page.clean(place.permalink)
    else:
        where = f"{message}, {page.clean(place.permalink)}"
    return Text(" " * indent + where, "dim")
