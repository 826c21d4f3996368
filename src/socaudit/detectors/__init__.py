"""Texts in, detections out: recognizers by country and family, a model, Presidio, one overlap policy."""

from socaudit.detectors._calibration import measured
from socaudit.detectors._catalogue import Entry, catalogue
from socaudit.detectors._detector import Detector
from socaudit.detectors._recognizer import ENTITY_TYPES, Form
from socaudit.detectors._values import normalise, parts

__all__ = ["ENTITY_TYPES", "Detector", "Entry", "Form", "catalogue", "measured", "normalise", "parts"]
