"""The command line: one file per command, each parses, calls a pure function, prints and sets the exit code."""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

from socaudit import __version__
from socaudit.cli import detect, doctor, evaluate, init, inspect, lint, rules, scan
from socaudit.cli._console import fail
from socaudit.errors import EXIT_INTERNAL, EXIT_USAGE, SocauditError


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"socaudit {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="socaudit",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Help in colours costs more to draw than all the rest of it.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (scan, lint, detect, evaluate, inspect, init, doctor):
    command.add_to(app)
rules.add_to(app)


@app.callback()
def common(
    version: Annotated[  # Its callback does the work.
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Audit exported public reply threads: what is exposed, who could use it, what a regulator would read."""


def main() -> NoReturn:
    """Run the command line; every error ends here, once, without a traceback."""
    try:
        app()
    except SocauditError as error:
        fail(str(error))
        sys.exit(EXIT_USAGE)
    except KeyboardInterrupt:
        fail("stopped")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nobody is left to tell.
        sys.stderr.close()
        sys.exit(EXIT_INTERNAL)
    except Exception as error:  # noqa: BLE001  # The last line of defence: a traceback could hold message text.
        fail(f"internal error: {type(error).__name__} in {_place(error)}. Please report it; no data was written.")
        sys.exit(EXIT_INTERNAL)
    raise AssertionError("typer always exits")


def _place(error: BaseException) -> str:
    """Return where an error arose, as `module:line`: enough to report it, and none of its values."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown place"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
