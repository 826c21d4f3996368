"""What the interface and the spreadsheet of Trustpilot share."""

from __future__ import annotations

NETWORK = "trustpilot"


def permalink(number: str) -> str:
    """Return where a review stands in public."""
    return f"https://www.trustpilot.com/reviews/{number}"
