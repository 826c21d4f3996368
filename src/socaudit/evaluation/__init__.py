"""Detection measured on a labelled set: labels and detections in, scores with intervals and mistakes out."""

from socaudit.evaluation.labels import OURS, Label, Labelled, LabelMap, LineError, UnknownLabelError, labelled, load
from socaudit.evaluation.matching import OVERLAP_TYPED, match
from socaudit.evaluation.mistakes import Mistake
from socaudit.evaluation.record import record
from socaudit.evaluation.reliability import Reliability, verdicts
from socaudit.evaluation.scores import Counts, Estimate, Score
from socaudit.evaluation.scoring import Evaluation, Options, Scores, evaluate

__all__ = [
    "OURS",
    "OVERLAP_TYPED",
    "Counts",
    "Estimate",
    "Evaluation",
    "Label",
    "LabelMap",
    "Labelled",
    "LineError",
    "Mistake",
    "Options",
    "Reliability",
    "Score",
    "Scores",
    "UnknownLabelError",
    "evaluate",
    "labelled",
    "load",
    "match",
    "record",
    "verdicts",
]
