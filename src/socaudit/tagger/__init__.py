"""Our own tagger of names in social text: runs on numpy alone, learnt by `training/train.py`."""

from socaudit.tagger.tagger import Span, Tagger

__all__ = ["Span", "Tagger"]
