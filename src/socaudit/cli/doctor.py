"""`socaudit doctor`: is everything there that a scan needs."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator

import typer

from socaudit import __version__
from socaudit.cli._options import ConfigFile, Model, configured
from socaudit.errors import EXIT_CLEAN, EXIT_USAGE, SocauditError

Check = tuple[str, Callable[[], str]]


def doctor(config: ConfigFile = None, model: Model = None) -> None:
    """Check the environment, configuration, model, key and rules that a scan would use."""
    healthy = True
    for name, check in _checks(config, model):
        try:
            state, text = "ok", check()
        except SocauditError as error:
            healthy, state, text = False, "PROBLEM", str(error)
        typer.echo(f"{state:8} {name:14} {text}")
    raise typer.Exit(EXIT_CLEAN if healthy else EXIT_USAGE)


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(doctor)


def _checks(file: ConfigFile, model: Model) -> Iterator[Check]:
    from socaudit import nlp, pipeline  # Slow to import; --help is not.

    yield "socaudit", lambda: f"{__version__} on Python {platform.python_version()}, {platform.system()}"

    def configuration() -> str:
        brand = configured(file).brand
        handles = sum(len(found) for found in brand.handles.values())
        return f"{handles} brand handles" if handles else "none, or without brand handles: roles rest on the export"

    def language_model() -> str:
        loaded = nlp.load(configured(file, model=model).model)
        return f"{loaded.name} {loaded.version} loads"

    def classifier() -> str:
        nlp.categories([], [])
        meta = nlp.classifier_meta()
        return f"{meta['name']} {meta['version']} loads"

    def key() -> str:
        found = pipeline.Request(paths=(), config=configured(file)).key()
        return f"from {found.place}, id {found.id}"

    def rules() -> str:
        request = pipeline.Request(paths=(), config=configured(file))
        book = pipeline.recipe_of(request.config, request.key()).rulebook()
        return f"{len(book.rules)} rules in {len(book.packs)} packs: {', '.join(p.id for p in book.packs)}"

    yield "configuration", configuration
    yield "model", language_model
    yield "classifier", classifier
    yield "key", key
    yield "rules", rules
    yield "network", lambda: "never used"
