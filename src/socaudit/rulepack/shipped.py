"""Where rule files lie: the packs that ship with socaudit, and what the user names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from socaudit.errors import ConfigError
from socaudit.rulepack.suggest import suggestion

RISKS = "risks.yaml"
CLOCKS = "clocks.yaml"
PERSONAS = "personas.yaml"
# In place of a pack's id: all packs that take part unless somebody says otherwise.
DEFAULT = "default"
_PACKAGE = Path(__file__).parent.parent
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file to read; the files of one `folder` that share a pack's id make one pack."""

    path: Path
    folder: Path
    shipped: bool


def shipped_rules(package: Path = _PACKAGE) -> Path:
    """Return the folder of the packs that ship with the `socaudit` that lies in `package`.

    In a checkout, an unpacked sdist or an editable install that is `rules/` beside `src/`, which wins over
    a copy inside the package, since the copy may be stale; in an installed wheel it is the copy.

    Raises:
        ConfigError: there is neither.
    """
    project = package.parent.parent
    in_source_tree = package.parent.name == "src" and (project / "pyproject.toml").is_file()
    folder = project / "rules" if in_source_tree else package / "rules"
    if not (folder / RISKS).is_file():
        problem = "the packs that ship with socaudit are missing"
        raise ConfigError(problem, where=str(folder), hint="install it again")
    return folder


def rule_files(home: Path, packs: Sequence[str], paths: Sequence[Path]) -> Iterator[RuleFile]:
    """Yield the files of the named packs in `home` and of the user's paths, each file once.

    Where `default` is among the names, the files of every pack are read: only they can tell.

    Raises:
        ConfigError: no such pack, file or folder, or a folder without rule files.
    """
    seen = {(home / name).resolve() for name in (RISKS, CLOCKS, PERSONAS)}
    for file in (*_named(home, packs), *_users(home, paths)):
        resolved = file.path.resolve()
        if resolved not in seen:
            seen.add(resolved)
            yield file


def shipped_packs(home: Path) -> dict[str, Path]:
    """Return the folders of all packs that ship, by the packs' ids."""
    return {pack_id(folder.name): folder for folder in sorted(home.iterdir()) if folder.is_dir()}


def _named(home: Path, packs: Sequence[str]) -> Iterator[RuleFile]:
    folders = shipped_packs(home)
    for name in packs:
        if name != DEFAULT and pack_id(name) not in folders:
            problem = f"there is no shipped pack {name!r}{suggestion(pack_id(name), [*folders, DEFAULT])}"
            raise ConfigError(problem, hint=f"shipped packs: {', '.join(folders) or 'none'}")
    for name in folders if DEFAULT in packs else map(pack_id, packs):
        yield from (RuleFile(path, folders[name].resolve(), shipped=True) for path in _yaml(folders[name]))


def _users(home: Path, paths: Sequence[Path]) -> Iterator[RuleFile]:
    for path in paths:
        if not path.exists():
            raise ConfigError("there is no such rule file or folder", where=str(path))
        shipped = path.resolve().is_relative_to(home.resolve())
        if not path.is_dir():
            yield RuleFile(path, path.resolve().parent, shipped)
            continue
        files = _yaml(path)
        if not files:
            raise ConfigError("the folder holds no rule files (*.yaml, *.yml)", where=str(path))
        yield from (RuleFile(file, path.resolve(), shipped) for file in files)


def pack_id(name: str) -> str:
    """Return the id of a pack whose folder or option is called `name`: words may be joined by hyphens."""
    return name.replace("-", "_")


def _yaml(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in _SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
