"""Channels: the network that a template is for, as people write it in front matter, tags and names."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NETWORKS = {
    "x": ("x", "twitter", "tweet", "x twitter", "twitter x", "x reply", "x com"),
    "facebook": ("facebook", "fb", "facebook comment"),
    "instagram": ("instagram", "ig", "insta", "instagram comment"),
    "threads": ("threads",),
    "mastodon": ("mastodon", "fediverse"),
    "bluesky": ("bluesky", "bsky"),
    "reddit": ("reddit",),
    "linkedin": ("linkedin",),
    "youtube": ("youtube", "yt"),
    "tiktok": ("tiktok", "tik tok"),
    "app_store": ("app store", "apple app store", "appstore", "ios reviews", "app store review", "app store reviews"),
    "google_play": ("google play", "play", "play store", "playstore", "play console", "play review", "play reviews"),
    "google": (
        "google",
        "google review",
        "google reviews",
        "google business",
        "google business profile",
        "google maps",
    ),
    "trustpilot": ("trustpilot",),
}
_BY_NAME = {name: network for network, names in _NETWORKS.items() for name in names}
# Zendesk shows what stands before the two colons as a menu.
_MENU = "::"


def network(written: str) -> str:
    """Return the network that a channel's name means, in the readers' words; what nobody knows stays as it is."""
    return _known(written) or written.lower()


def network_among(written: Iterable[str]) -> str | None:
    """Return the network that the first of some tags names, None where none does."""
    return next(filter(None, map(_known, written)), None)


def network_in(name: str) -> str | None:
    """Return the network that a part of a template's name means (`Twitter::Delivery::Late`), None where none does."""
    return network_among(name.split(_MENU)) if _MENU in name else None


def _known(written: str) -> str | None:
    return _BY_NAME.get(" ".join(re.findall(r"[a-z]+", written.lower())))
