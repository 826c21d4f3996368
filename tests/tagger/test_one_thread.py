from __future__ import annotations

import os
import subprocess
import sys

import pytest

SHOWN = "import os, socaudit.tagger; print(os.environ['OPENBLAS_NUM_THREADS'])"


@pytest.mark.parametrize(("given", "used"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_matrices_are_multiplied_in_one_thread_unless_the_environment_says_otherwise(
    given: dict[str, str], used: str
) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    shown = subprocess.run(  # noqa: S603  # Our own interpreter.
        [sys.executable, "-c", SHOWN], env=kept | given, check=True, capture_output=True, text=True
    )
    assert shown.stdout.strip() == used
