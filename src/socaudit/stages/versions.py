"""What became of messages: which were deleted or edited since, as far as the export tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime

from socaudit.model import Facts, MessageState

MessageKey = tuple[str, str]
_NEVER = datetime.min.replace(tzinfo=UTC)


def message_states(by_key: Mapping[MessageKey, Facts]) -> dict[MessageKey, MessageState]:
    """Return what became of each message that is no longer what it was.

    Of the versions of one message, the latest is what stands there now; where their times do not tell, the one that
    the others name. When that one was deleted, so were all.
    """
    found = {key: state for key, facts in by_key.items() if (state := _own(facts)) is not None}
    for versions in _versions(by_key).values():
        latest = max(versions, key=lambda facts: (facts.edited_at or facts.created_at or _NEVER, not facts.version_of))
        for facts in versions:
            if latest.deleted_at is not None:
                found[facts.network, facts.id] = MessageState.DELETED
            elif facts is not latest and facts.deleted_at is None:
                found[facts.network, facts.id] = MessageState.REPLACED
    return found


def _own(facts: Facts) -> MessageState | None:
    """Return what the export says of one message by itself."""
    if facts.deleted_at is not None:
        return MessageState.DELETED
    return MessageState.EDITED if facts.edited_at is not None else None


def _versions(by_key: Mapping[MessageKey, Facts]) -> dict[MessageKey, list[Facts]]:
    """Return the versions of each message that has several, by the one that they name."""
    groups: dict[MessageKey, list[Facts]] = defaultdict(list)
    for facts in by_key.values():
        if facts.version_of is not None and facts.version_of != facts.id:
            groups[facts.network, facts.version_of].append(facts)
    for key, versions in groups.items():
        if key in by_key:
            versions.append(by_key[key])
    return groups
