"""Write the student as the tagger reads it: small numbers, in one archive that is the same on every run."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from socaudit.tagger import classifier
from socaudit.tagger.decode import LABELS
from socaudit.tagger.network import DILATIONS
from socaudit.tagger.tagger import FORMAT
from student import Student

_EPOCH = (1980, 1, 1, 0, 0, 0)  # The earliest time that a zip file can hold.


def write(
    folder: Path,
    student: Student,
    vocabulary: Sequence[str],
    lists: Mapping[str, NDArray[np.uint32]],
    *,
    version: str,
    bias: float,
) -> None:
    """Write the tagger's `meta.json`, `vocab.txt` and `weights.npz` into the folder."""
    meta = {
        "name": "social_ner",
        "version": version,
        "format": FORMAT,
        "labels": list(LABELS),
        "dilations": list(DILATIONS),
        "lists": list(lists),
        "bias": bias,
        "license": "Apache-2.0",
    }
    _write(folder, meta, vocabulary, _arrays(student) | {f"names{i}": names for i, names in enumerate(lists.values())})


def write_classifier(
    folder: Path, student: Student, vocabulary: Sequence[str], labels: Sequence[str], *, version: str
) -> None:
    """Write the classifier's `meta.json`, `vocab.txt` and `weights.npz` into the folder."""
    meta = {
        "name": "social_textcat",
        "version": version,
        "format": classifier.FORMAT,
        "labels": list(labels),
        "dilations": list(DILATIONS),
        "license": "Apache-2.0",
    }
    _write(folder, meta, vocabulary, _arrays(student))


def _write(
    folder: Path, meta: Mapping[str, object], vocabulary: Sequence[str], arrays: Mapping[str, NDArray[np.generic]]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    with zipfile.ZipFile(folder / "weights.npz", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, buffer.getvalue())


def _arrays(student: Student) -> dict[str, NDArray[np.generic]]:
    """Return the student's numbers by name: large tables as int8 with a scale for each row, the rest as float16."""

    def plain(name: str) -> NDArray[np.float32]:
        return np.asarray(student.state_dict()[name].numpy(), np.float32)

    arrays: dict[str, NDArray[np.generic]] = {}
    tables = {"pieces": plain("pieces.weight")[1:], "groups": plain("groups.weight")}
    for name, table in tables.items():
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-3) / 127
        scale = scale.astype(np.float16)
        arrays[name] = np.clip(np.round(table / scale.astype(np.float32)), -127, 127).astype(np.int8)
        arrays[f"{name}.scale"] = scale
    matrices = {"hidden": "hidden", "word": "word", "head": "head"}
    for name, layer in matrices.items():
        arrays[name] = plain(f"{layer}.weight").T.astype(np.float16)
        arrays[f"{name}_bias"] = plain(f"{layer}.bias").astype(np.float16)
    arrays |= {"shapes": plain("shapes.weight").astype(np.float16), "cases": plain("cases.weight").astype(np.float16)}
    for i in range(len(DILATIONS)):
        arrays[f"layer{i}"] = plain(f"layers.{i}.weight").T.astype(np.float16)
        arrays[f"bias{i}"] = plain(f"biases.{i}").astype(np.float16)
    return arrays
