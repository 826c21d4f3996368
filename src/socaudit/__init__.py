"""socaudit: a privacy and risk auditor for exported public reply threads."""

__version__ = "0.1.0"
