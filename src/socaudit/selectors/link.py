"""`link`: links by where they lead: to these hosts, without encryption, or to none of the company's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from socaudit.model import PROFILE_FIELDS
from socaudit.rulepack.schema import Listed, SelectorSpec
from socaudit.selectors import REGISTRY, Found, Selector, SelectorKind, View

# A host that a placeholder fills in is nobody's yet; a bare host is a link only with a path behind it.
_LINK = re.compile(
    r"(?<![\w@./-])(?:(?P<scheme>https?)://|www\.)?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?P<path>[/?#][^\s<>()\[\]\"']*)?",
    re.IGNORECASE,
)
# Without one of these there is no link.
_SIGN = r"://|www\.|\.[a-zA-Z]{2,}/"
_STOPS = ".,;:!?*_"


class LinkSpec(SelectorSpec):
    """Links: `any`, `insecure` ones (http), `foreign` ones (on no host of `lint: links:`), on these `hosts` if any."""

    kind: ClassVar[str] = "link"
    link: Literal["any", "insecure", "foreign"]
    hosts: Listed[str] = ()


def build(spec: LinkSpec, _lexicons: Mapping[str, tuple[str, ...]]) -> Selector:
    """Return the selector of a `link` mapping."""

    def wanted(view: View, scheme: str, host: str) -> bool:
        if spec.hosts and not is_on(host, spec.hosts):
            return False
        if spec.link == "foreign":
            return bool(view.own_hosts) and not is_on(host, view.own_hosts)
        return spec.link == "any" or scheme == "http"

    def find(view: View) -> Iterator[Found]:
        if view.field in PROFILE_FIELDS:
            return
        for link in _LINK.finditer(view.folded.text):
            scheme, host = (link["scheme"] or "").lower(), link["host"].lower()
            named = scheme or link[0].lower().startswith("www.") or (link["path"] or "").startswith("/")
            if named and wanted(view, scheme, host):
                span = link.start(), link.start() + len(link[0].rstrip(_STOPS))
                yield Found(*view.folded.span(*span), folded=span, note=host)

    return Selector(find, pattern=_SIGN, guarded=False)


def is_on(host: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether a host is one of some, or lies under one."""
    return any(host == one or host.endswith(f".{one}") for one in map(str.lower, hosts))


REGISTRY.register("link")(SelectorKind(LinkSpec, build))
