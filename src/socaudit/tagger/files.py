"""A model's folder: `meta.json`, `vocab.txt` and `weights.npz`, and one kind of error for all that can be wrong."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from socaudit.errors import ModelError

_HINT = "reinstall socaudit"


@contextmanager
def opened(folder: Path, **wanted: object) -> Iterator[tuple[dict[str, Any], list[str], dict[str, NDArray[Any]]]]:
    """Yield what a model says of itself, its word pieces and its arrays; what is made of them may fail as well.

    Args:
        folder: of the model.
        wanted: what the model has to say of itself.

    Raises:
        ModelError: a file is missing, damaged, or of another format.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        pieces = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        with np.load(folder / "weights.npz", allow_pickle=False) as archive:
            arrays = dict(archive)
        if any(meta[name] != value for name, value in wanted.items()):
            raise ModelError("the model is of another format", where=str(folder), hint=_HINT)
        yield meta, pieces, arrays
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise ModelError(f"the model does not load ({type(error).__name__})", where=str(folder), hint=_HINT) from error
