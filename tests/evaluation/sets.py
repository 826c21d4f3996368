"""Labels and detections in short, for tests of the evaluation."""

from __future__ import annotations

from hypothesis import strategies as st

from socaudit.evaluation import Label, Labelled
from socaudit.model import Detection

TYPES = ("PERSON", "LOCATION", "PHONE_NUMBER")
LENGTH = 30


def label(start: int, end: int, *types: str, in_parts: bool = False) -> Label:
    return Label(start, end, types, in_parts)


def found(start: int, end: int, entity_type: str, score: float = 0.9) -> Detection:
    return Detection(entity_type, start, end, score, "test")


def message(identity: object, *labels: Label, text: str = "x" * LENGTH) -> Labelled:
    return Labelled(identity, text, labels)


def perfect(one: Labelled) -> tuple[Detection, ...]:
    """Return detections that fit every label of a message, ignored ones left out."""
    return tuple(found(label.start, label.end, label.entity_type) for label in one.labels if label.types)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    start = draw(st.integers(0, LENGTH - 1))
    return start, draw(st.integers(start + 1, LENGTH))


labels = st.builds(
    lambda span, types, in_parts: Label(span[0], span[1], tuple(types), in_parts),
    spans(),
    st.lists(st.sampled_from(TYPES), max_size=2, unique=True),
    st.booleans(),
)
detections = st.builds(
    lambda span, entity_type, score: found(span[0], span[1], entity_type, score),
    spans(),
    st.sampled_from((*TYPES, "CANDIDATE")),
    st.sampled_from((0.3, 0.5, 0.9)),
)
messages = st.lists(labels, max_size=4).map(lambda held: message("m", *held))
judged = st.lists(st.tuples(messages, st.lists(detections, max_size=4)), min_size=1, max_size=6)
