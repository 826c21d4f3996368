"""The configuration file `socaudit.yaml`: its schema, and where it is looked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, PrivateAttr

from socaudit.errors import ConfigError
from socaudit.model import Role, Severity, Visibility
from socaudit.nlp import DEFAULT_MODEL
from socaudit.rulepack.dispositions import Disposition, PlacedDisposition
from socaudit.rulepack.document import load_document, places
from socaudit.rulepack.hours import Hours
from socaudit.rulepack.schema import Listed, Spec

DEFAULT_PERSONA = "regular"
DEFAULT_FILE = "socaudit.yaml"
ALL_NETWORKS = "*"


def _by_network(value: object) -> object:
    return {ALL_NETWORKS: value} if isinstance(value, list | str) else value


Texts = Listed[str]


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


class Lint(Spec):
    """What only templates need.

    `placeholders` says what they publish, by name or shell pattern (`ticket.ticket_field_*`); `links` names the hosts
    that templates may link to (none: any); `channel` is where a template goes that does not say so itself.
    """

    placeholders: dict[str, str] = Field(default={})
    links: Texts = ()
    channel: str | None = None


class Config(Spec):
    """Everything that a user can set; flags of the command line win over it.

    `packs` names shipped packs (None: the default ones), `rules` the user's own rule files and folders,
    `hours` says when the company answers (None: always), `recognizers` Presidio recognizer registries in YAML,
    `allow` findings that are known and accepted, `baseline` files that `--write-baseline` wrote; relative paths count
    from the file's folder.
    """

    brand: Brand = Brand()
    roles: dict[str, Role] = Field(default={})
    packs: Texts | None = None
    rules: Texts = ()
    recognizers: Texts = ()
    model: str = DEFAULT_MODEL
    visibility: Listed[Visibility] = (
        Visibility.PUBLIC,
        Visibility.UNLISTED,
        Visibility.UNKNOWN,
    )
    persona: str = DEFAULT_PERSONA
    hours: Hours | None = None
    fail_on: Severity | None = None
    allow: tuple[Disposition, ...] = ()
    baseline: Texts = ()
    key_file: str | None = None
    lint: Lint = Lint()
    _places: tuple[str, ...] = PrivateAttr(())

    def dispositions(self) -> tuple[PlacedDisposition, ...]:
        """Return the entries of `allow` with their places."""
        return tuple(PlacedDisposition(made, place) for made, place in zip(self.allow, self._places, strict=True))


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
    config = _absolute(load_document(path, Config), path.parent)
    config._places = tuple(places(path, "allow"))
    return config


def _absolute(config: Config, folder: Path) -> Config:
    """Return the configuration with its paths counted from its own folder."""
    paths: Mapping[str, tuple[str, ...]] = {
        "rules": config.rules,
        "recognizers": config.recognizers,
        "baseline": config.baseline,
    }
    changed: dict[str, object] = {name: tuple(str(folder / p) for p in found) for name, found in paths.items()}
    if config.key_file is not None:
        changed["key_file"] = str(folder / config.key_file)
    return config.model_copy(update=changed)
