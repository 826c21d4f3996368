"""What the selectors of sentences share: the classifier's labels, and how sure it must be."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from socaudit.nlp import classifier_meta


def _known(label: str) -> str:
    labels = classifier_meta()["labels"]
    if label not in labels:
        raise ValueError(f"the classifier has no label {label!r}; it has {', '.join(sorted(labels))}")
    return label


# Sentences that tell a code or a way in: the value may be in words of which no detector knows what they are.
SECRETS = frozenset({"secret_out", "access"})
Label = Annotated[str, AfterValidator(_known)]
Score = Annotated[float, Field(ge=0.05, le=1)]
