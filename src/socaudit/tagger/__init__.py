"""Our own models of social text, learnt by `training/`: names in it, and what its sentences say. They run on numpy."""

import os

# The matrices are small: threads of BLAS would wait for each other for longer than they compute, and the cores are
# there for the processes of a scan. numpy reads this once, when it is first imported: before what follows.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from socaudit.tagger.classifier import Classifier
from socaudit.tagger.tagger import Span, Tagger

__all__ = ["Classifier", "Span", "Tagger"]
