"""The error tree: every error that a user sees says where it is and what to do."""

from __future__ import annotations

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_INCOMPLETE = 3
EXIT_INTERNAL = 70


class SocauditError(Exception):
    """An error that the user can act on; ends the command with exit code 2.

    Args:
        problem: what is wrong, in one sentence without a full stop.
        where: the place, such as `pack.yaml:3:7` or a path.
        hint: what to do about it.
    """

    def __init__(self, problem: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.problem = problem
        self.where = where
        self.hint = hint
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return `where: problem (hint)`."""
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.problem}{advice}"


class UsageError(SocauditError):
    """The command line asks for something that cannot be done."""


class ConfigError(SocauditError):
    """The configuration or a mapping file is wrong."""


class RuleError(SocauditError):
    """A YAML file of the user's is wrong; `problems` lists all that is, each with its place."""

    def __init__(self, problems: list[SocauditError]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class InputError(SocauditError):
    """A path that the user named cannot be opened, or no reader knows what it holds."""


class ModelError(SocauditError):
    """The language model is not installed or does not load."""


class KeyFileError(SocauditError):
    """The key of the keyed hashes cannot be read or made."""
