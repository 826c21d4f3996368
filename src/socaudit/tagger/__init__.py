"""Our own models of social text, learnt by `training/`: names in it, and what its sentences say. They run on numpy."""

from socaudit.tagger.classifier import Classifier
from socaudit.tagger.tagger import Span, Tagger

__all__ = ["Classifier", "Span", "Tagger"]
