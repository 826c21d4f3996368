from __future__ import annotations

import io

import pytest

from socaudit.errors import UsageError
from socaudit.reporters import REGISTRY, write

from . import sample


def test_the_formats_are_those_of_the_folder() -> None:
    assert REGISTRY.names() == ["csv", "github", "gitlab", "json", "junit", "markdown", "sarif", "takedown", "terminal"]


def test_an_unknown_format_is_the_users_error_and_names_those_that_exist() -> None:
    with pytest.raises(UsageError, match=r"'pdf'.*csv, github, .*terminal"):
        write(sample.clean(), "pdf", io.StringIO())
