"""The configuration file `socaudit.yaml`: its schema, and where it is looked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from socaudit.errors import ConfigError
from socaudit.model import Role, Severity, Visibility
from socaudit.nlp import DEFAULT_MODEL
from socaudit.rulepack.document import load_document
from socaudit.rulepack.schema import Spec

DEFAULT_FILE = "socaudit.yaml"
ALL_NETWORKS = "*"


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


def _by_network(value: object) -> object:
    return {ALL_NETWORKS: value} if isinstance(value, list | str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Brand(Spec):
    """The company: what is its own is never a leak, and what its handles write is its word."""

    names: Texts = ()
    handles: Annotated[dict[str, Texts], BeforeValidator(_by_network)] = Field(default={})
    phones: Texts = ()
    addresses: Texts = ()

    @property
    def all_handles(self) -> frozenset[str]:
        """Return the company's handles of all networks."""
        return frozenset(handle for handles in self.handles.values() for handle in handles)


class Config(Spec):
    """Everything that a user can set; flags of the command line win over it.

    `packs` names shipped packs (None: all), `rules` the user's own rule files and folders, `recognizers`
    Presidio recognizer registries in YAML; relative paths count from the file's folder.
    """

    brand: Brand = Brand()
    roles: dict[str, Role] = Field(default={})
    packs: Texts | None = None
    rules: Texts = ()
    recognizers: Texts = ()
    model: str = DEFAULT_MODEL
    visibility: Annotated[tuple[Visibility, ...], BeforeValidator(_listed)] = (
        Visibility.PUBLIC,
        Visibility.UNLISTED,
        Visibility.UNKNOWN,
    )
    fail_on: Severity | None = None
    key_file: str | None = None


def load(path: Path | None) -> Config:
    """Return the configuration of `path`, else of `socaudit.yaml` in the working folder, else the defaults.

    Raises:
        ConfigError: the named file is not there.
        RuleError: everything that is wrong in the file, each with its place.
    """
    if path is None:
        path = Path(DEFAULT_FILE)
        if not path.exists():
            return Config()
    elif not path.is_file():
        raise ConfigError("there is no such configuration file", where=str(path), hint="socaudit init writes one")
    return _absolute(load_document(path, Config), path.parent)


def _absolute(config: Config, folder: Path) -> Config:
    """Return the configuration with its paths counted from its own folder."""
    paths: Mapping[str, tuple[str, ...]] = {"rules": config.rules, "recognizers": config.recognizers}
    changed: dict[str, object] = {name: tuple(str(folder / p) for p in found) for name, found in paths.items()}
    if config.key_file is not None:
        changed["key_file"] = str(folder / config.key_file)
    return config.model_copy(update=changed)
