"""The manifest of an X account archive: which of the files that it names are not there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import PurePosixPath

from socaudit.readers._json import at, id_at, list_at, parse, string_at
from socaudit.readers._streams import Blob, Limits, read_up_to


def absent(blob: Blob, limits: Limits, there: Collection[str], wanted: Callable[[str], bool]) -> list[str]:
    """Return the files that the manifest in `blob` names, that are not empty, and that are not `there`.

    Args:
        blob: the manifest, `window.__THAR_CONFIG = {"dataTypes": ...}`.
        limits: bounds its size.
        there: the names of the files that are there, without folders.
        wanted: tells by the archive's own name for what a file holds, such as `tweets`, whether it counts.

    Raises:
        ValueError: it is not JSON.
        DamagedError: it cannot be read.
    """
    with closing(blob.open(limits)) as stream:
        text = read_up_to(stream, limits.document).decode("utf-8-sig", "replace")
    kinds = at(parse(text.partition("=")[2].strip().removesuffix(";")), "dataTypes")
    files = [file for kind in (kinds.values() if isinstance(kinds, dict) else ()) for file in list_at(kind, "files")]
    named = ((string_at(file, "fileName") or "", string_at(file, "globalName") or "", file) for file in files)
    return sorted(
        name
        for name, kind, file in named
        if wanted(kind.removeprefix("YTD.").partition(".")[0])
        and PurePosixPath(name).name not in there
        and id_at(file, "count") != "0"
    )
