"""Write models as the tagger reads them: small numbers, in one archive that is the same on every run."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier_teacher import ClassifierTeacher
from socaudit.tagger import classifier
from socaudit.tagger.decode import LABELS
from socaudit.tagger.encoder import LONGEST
from socaudit.tagger.network import DILATIONS
from socaudit.tagger.tagger import FORMAT
from student import Student
from teacher import CLS, SEP

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
    folder: Path,
    student: Student,
    teacher: ClassifierTeacher,
    vocabulary: Sequence[str],
    labels: Sequence[str],
    *,
    version: str,
) -> None:
    """Write the classifier's `meta.json`, `vocab.txt` and `weights.npz`, student and teacher, into the folder."""
    meta = {
        "name": "social_textcat",
        "version": version,
        "format": classifier.FORMAT,
        "labels": list(labels),
        "dilations": list(DILATIONS),
        "license": "Apache-2.0",
    }
    careful = {f"{classifier.CAREFUL}{name}": array for name, array in _encoder(teacher, vocabulary).items()}
    _write(folder, meta, vocabulary, _arrays(student) | careful)


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
        arrays |= _small(name, table, axis=1)
    matrices = {"hidden": "hidden", "word": "word", "head": "head"}
    for name, layer in matrices.items():
        arrays[name] = plain(f"{layer}.weight").T.astype(np.float16)
        arrays[f"{name}_bias"] = plain(f"{layer}.bias").astype(np.float16)
    arrays |= {"shapes": plain("shapes.weight").astype(np.float16), "cases": plain("cases.weight").astype(np.float16)}
    for i in range(len(DILATIONS)):
        arrays[f"layer{i}"] = plain(f"layers.{i}.weight").T.astype(np.float16)
        arrays[f"bias{i}"] = plain(f"biases.{i}").astype(np.float16)
    return arrays


def _encoder(teacher: ClassifierTeacher, vocabulary: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """Return the teacher's numbers by name: matrices as int8 with scales, the rest as float16."""
    state = {name: np.asarray(tensor.float().numpy(), np.float32) for name, tensor in teacher.state_dict().items()}
    known = teacher.lexicon.vocabulary
    rows = [known[piece] for piece in (*vocabulary, CLS, SEP)]
    arrays = _small("pieces", state["encoder.embeddings.word_embeddings.weight"][rows], axis=1)
    plain = {
        "places": state["encoder.embeddings.position_embeddings.weight"][:LONGEST],
        "types": state["encoder.embeddings.token_type_embeddings.weight"],
        "norm": _norm(state, "encoder.embeddings.LayerNorm"),
        "head": state["head.weight"].T,
        "head_bias": state["head.bias"],
    }
    for number in range(len(teacher.encoder.encoder.layer)):
        at = f"encoder.encoder.layer.{number}"
        parts = [f"{at}.attention.self.{part}" for part in ("query", "key", "value")]
        matrices = {
            "qkv": [*parts],
            "out": [f"{at}.attention.output.dense"],
            "up": [f"{at}.intermediate.dense"],
            "down": [f"{at}.output.dense"],
        }
        for name, joined in matrices.items():
            matrix = np.concatenate([state[f"{part}.weight"] for part in joined]).T
            arrays |= _small(f"{number}.{name}", matrix, axis=0)
            plain[f"{number}.{name}_bias"] = np.concatenate([state[f"{part}.bias"] for part in joined])
        plain[f"{number}.norm"] = _norm(state, f"{at}.attention.output.LayerNorm")
        plain[f"{number}.last_norm"] = _norm(state, f"{at}.output.LayerNorm")
    return arrays | {name: array.astype(np.float16) for name, array in plain.items()}


def _norm(state: Mapping[str, NDArray[np.float32]], name: str) -> NDArray[np.float32]:
    return np.stack([state[f"{name}.weight"], state[f"{name}.bias"]])


def _small(name: str, table: NDArray[np.float32], *, axis: int) -> dict[str, NDArray[np.generic]]:
    """Return a matrix as int8, and what to multiply each row (axis 1) or column (axis 0) by."""
    scale = (np.maximum(np.abs(table).max(axis=axis, keepdims=True), 1e-3) / 127).astype(np.float16)
    whole = np.clip(np.round(table / scale.astype(np.float32)), -127, 127).astype(np.int8)
    return {name: whole, f"{name}.scale": scale}
